"""Punctuation where pieces meet: doubled marks merge, and quotes take them in or leave them out.

Rules: the specification's `punctuation-in-quote`, and the practice of the fixtures for what becomes
of two marks that meet. Only the joints between pieces are looked at; the inside of a field value is
left as it is. In: the tokens of a finished cite or entry; out: the tokens to print, without the
marks that served only the engine.
"""

from __future__ import annotations

from collections.abc import Iterable

from citeconv.csl.rich_text import Mark, Tokens

# What two marks that meet become: the first alone, the second alone, or (not listed) both.
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
MARKS = frozenset(".,;:!?")
EDGES = frozenset(".,;:!? ")
ENTER_QUOTES = frozenset(".,!?")
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


def settle(tokens: Iterable[object], in_quotes: bool) -> Tokens:
    """The tokens with the punctuation at their joints settled."""
    out: Tokens = []
    last = -1
    """Where the text is that the next piece meets; -1 if there is none."""
    quote = -1
    """Where a closing quotation mark stands after that text; -1 if none does."""
    for token in tokens:
        if type(token) is not str:
            mark: Mark = token  # type: ignore[assignment]
            kind = mark.kind
            if kind not in PRINTED:
                if kind == "inside":
                    last = quote = -1
                continue
            if kind == "quote":
                if mark.opens:
                    last = quote = -1
                elif quote < 0:
                    quote = len(out)
            elif kind == "display":
                last = quote = -1
            out.append(mark)
            continue
        text = token
        if last >= 0 and text and text[0] in EDGES:
            text, last, quote = meet(out, last, quote, text, in_quotes)
        if text:
            last = len(out)
            quote = -1
            out.append(text)
    return out


def meet(out: Tokens, last: int, quote: int, text: str, in_quotes: bool) -> tuple[str, int, int]:
    """Let a piece meet the text before it; what is left of the piece, and where things stand."""
    for _ in range(4):
        before = out[last]
        if type(before) is not str or not before:
            last, quote = previous_text(out, last)
            if last < 0:
                return text, last, quote
            continue
        first = text[:1]
        end = before[-1]
        if first == " ":
            if end == " " and quote < 0:
                text = text.lstrip(" ")
            return text, last, quote
        if first not in MARKS:
            return text, last, quote
        meeting = MEETINGS.get(end + first)
        if quote >= 0 and not in_quotes:
            if end == "," and first in MARKS:
                out[last] = before[:-1]
                return (text if first == "," else "," + text), last, quote
            if meeting == end == first or (end in "!?" and first in "!?" and meeting == end):
                text = text[1:]
            return text, last, quote
        if meeting == end:
            text = text[1:]
        elif meeting == first:
            out[last] = before[:-1]
            if not out[last]:
                last, quote = previous_text(out, last)
                if last < 0:
                    return text, last, quote
            elif quote >= 0 and first in ENTER_QUOTES:
                out[last] += first  # type: ignore[operator]
                text = text[1:]
                return text, last, quote
            continue
        elif quote >= 0 and first in ENTER_QUOTES:
            out[last] = before + first
            text = text[1:]
        return text, last, quote
    return text, last, quote


def previous_text(out: Tokens, place: int) -> tuple[int, int]:
    """The nearest text before a place, and the closing quotation mark after it, if any."""
    quote = -1
    for index in range(place - 1, -1, -1):
        token = out[index]
        if type(token) is str:
            if token:
                return index, quote
        elif token.kind == "display" or (token.kind == "quote" and token.opens):  # type: ignore[union-attr]
            return -1, -1
        elif token.kind == "quote":  # type: ignore[union-attr]
            quote = index
    return -1, -1
