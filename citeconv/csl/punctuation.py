"""Punctuation where pieces meet: doubled marks merge, and quotes take them in or leave them out.

Rules: the specification's `punctuation-in-quote`, and the practice of the fixtures for what becomes
of two marks that meet. Only the joints between pieces are looked at; the inside of a field value is
left as it is. In: the tokens of a finished cite or entry; out: the tokens to print, without the
marks that served only the engine.
"""

from __future__ import annotations

from collections.abc import Iterable

from citeconv.csl.rich_text import Mark, Token, Tokens

# What two marks that meet become where it is not both of them: the first or the second alone.
MEETINGS: dict[str, str] = {
    "::": ":",
    ":.": ":",
    ":!": "!",
    ":?": "?",
    "..": ".",
    ";:": ";",
    ";.": ";",
    ";;": ";",
    ";!": "!",
    ";?": "?",
    "!:": "!",
    "!.": "!",
    "!!": "!",
    "?:": "?",
    "?.": "?",
    "??": "?",
    ",,": ",",
}
FONT_DEFAULTS = frozenset(("normal", "none", "baseline"))
MARKS = frozenset(".,;:!?")
EDGES = frozenset(".,;:!? ")
ENTER_QUOTES = frozenset(".,!?")
LEAVE_QUOTES = frozenset(",:;")
PRINTED = frozenset(
    (
        "font-style",
        "font-variant",
        "font-weight",
        "text-decoration",
        "vertical-align",
        "quote",
        "display",
        "link",
        "nodecor",
    )
)


def settle(tokens: Iterable[Token], in_quotes: bool) -> Tokens:
    """The tokens with the punctuation at their joints settled."""
    joints = _Joints(in_quotes)
    for token in tokens:
        if type(token) is str:
            if token:
                joints.add_text(token)
        else:
            joints.add_mark(token)  # type: ignore[arg-type]
    return joints.out


class _Joints:
    """The settled tokens so far, and what the next piece of text will meet."""

    __slots__ = (
        "after_number",
        "decorated",
        "in_quotes",
        "last",
        "left_group",
        "marked_up",
        "out",
        "quote",
        "sticky",
    )

    def __init__(self, in_quotes: bool) -> None:
        self.out: Tokens = []
        self.in_quotes = in_quotes
        self.last = -1
        """Where the text stands that the next piece meets; -1 if there is none."""
        self.quote = -1
        """Where a closing quotation mark stands after that text; -1 if none does."""
        self.left_group = False
        """Whether a group has ended after that quotation mark."""
        self.decorated = False
        """Whether that text is formatted, and no group has ended after it."""
        self.marked_up = False
        """Whether the formatted text has markup of its own."""
        self.after_number = False
        """Whether a number has just ended."""
        self.sticky = False
        """Whether that text is a mark right after a number, which stays."""

    def add_mark(self, mark: Mark) -> None:
        """A span begins or ends."""
        kind = mark.kind
        if kind in PRINTED:
            if kind == "quote":
                if mark.opens:
                    self.last = self.quote = -1
                elif self.quote < 0 and self.last >= 0:
                    self.quote = len(self.out)
                    self.left_group = False
                    if not self.in_quotes and not mark.field:
                        self.close_outside(mark)
                        return
            elif kind == "display":
                self.last = self.quote = -1
            elif mark.field:
                self.marked_up = True
            elif mark.opens:
                self.marked_up = False
            else:
                self.decorated = not self.marked_up
            self.out.append(mark)
        elif kind == "inside":
            self.last = self.quote = -1
        elif kind == "number":
            self.after_number = True
        elif kind == "left-group":
            self.left_group = True
            self.decorated = False

    def close_outside(self, mark: Mark) -> None:
        """End a quotation, where commas and the like do not stay inside."""
        before = self.out[self.last]
        assert type(before) is str
        if before[-1:] in LEAVE_QUOTES and len(before) > 1:
            self.out[self.last] = before[:-1]
            self.out.append(mark)
            self.last = len(self.out)
            self.quote = -1
            self.out.append(before[-1])
        else:
            self.out.append(mark)

    def add_text(self, text: str) -> None:
        """A piece of text meets what stands before it."""
        if self.last >= 0 and text[0] in EDGES:
            text = self.meet(text)
            if not text:
                return
        self.last = len(self.out)
        self.quote = -1
        self.decorated = False
        self.sticky = self.after_number and text in MARKS
        self.after_number = False
        self.out.append(text)

    def meet(self, text: str) -> str:
        """What is left of a piece once its first mark has met the text before."""
        out = self.out
        for _ in range(4):
            before = out[self.last]
            assert type(before) is str
            first, end = text[0], before[-1:]
            if first == " ":
                doubled = end == " " and self.quote < 0 and self.adjoins()
                return text.lstrip(" ") if doubled else text
            meeting = MEETINGS.get(end + first)
            if self.quote >= 0 and not self.in_quotes:
                return text[1:] if self.drops(end, first) else text
            if (self.decorated or self.sticky) and self.quote < 0 and end != first:
                # Formatted text and what is attached to it do not merge.
                return text
            if meeting is not None and meeting == end:
                return text[1:]
            if meeting is not None:
                # The second mark takes the first one's place, and may then enter the quotes.
                before = before[:-1]
                out[self.last] = before
                if not before:
                    self.step_back()
                    if self.last < 0:
                        return text
                    continue
            if self.quote >= 0 and first in ENTER_QUOTES:
                self.enter_quotes(before, first)
                return text[1:]
            return text
        return text

    def enter_quotes(self, before: str, mark: str) -> None:
        """Put a mark inside the quotes, outside of formatting that ends there."""
        if self.quote == self.last + 1:
            self.out[self.last] = before + mark
            return
        self.out.insert(self.quote, mark)
        self.last = self.quote
        self.quote += 1

    def adjoins(self) -> bool:
        """Whether no formatting begins or ends between that text and the next piece."""
        return all(
            type(token) is not str and token.value in FONT_DEFAULTS  # type: ignore[union-attr]
            for token in self.out[self.last + 1 :]
        )

    def drops(self, end: str, first: str) -> bool:
        """Whether a mark after a quotation is said already by the one inside it."""
        if end == first:
            return True
        return self.left_group and first == "." and end in "!?"

    def step_back(self) -> None:
        """Find the text before the one that has vanished."""
        place = self.last
        self.last = self.quote = -1
        for index in range(place - 1, -1, -1):
            token = self.out[index]
            if type(token) is str:
                if token:
                    self.last = index
                    return
                continue
            mark: Mark = token  # type: ignore[assignment]
            if mark.kind == "display" or (mark.kind == "quote" and mark.opens):
                return
            if mark.kind == "quote":
                self.quote = index
