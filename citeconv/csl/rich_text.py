"""Rich text: a flat run of strings and marks, and the reading of inline markup into it.

What a style renders is a list of tokens: plain `str`, and `Mark`s that open and close a span
(formatting, quotes, a display block, a name, a year …). Marks always come in matching pairs, so a
slice that an element has added is itself whole. The flat form is what makes appending, dropping
and joining cheap; nesting matters only when quotes and formatting are settled and printed.

In field values, the inline markup of CSL-JSON (`<i> <b> <sup> <sub> <sc>`, the small-caps,
`nocase` and `nodecor` spans) and paired quotation marks become marks; what has no partner stays
as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import TypeAlias


class Mark:
    """One end of a span. `kind` says what sort of span, `value` which one, `opens` which end."""

    __slots__ = ("field", "kind", "opens", "partner", "value")

    kind: str
    value: str
    opens: bool
    field: bool
    partner: Mark

    def __repr__(self) -> str:
        return f"<{'' if self.opens else '/'}{self.kind}:{self.value}>"


Token: TypeAlias = str | Mark
Tokens: TypeAlias = list[Token]
Value: TypeAlias = str | tuple[Token, ...]
"""A prepared field value: a plain string whenever it has no markup."""


def pair(kind: str, value: str = "", field: bool = False) -> tuple[Mark, Mark]:
    """The two ends of a span. `field` tells markup of a value from the style's formatting."""
    start, end = Mark(), Mark()
    for mark, opens, partner in ((start, True, end), (end, False, start)):
        mark.kind, mark.value, mark.opens, mark.partner = kind, value, opens, partner
        mark.field = field
    return start, end


FONT: dict[tuple[str, str], tuple[Mark, Mark]] = {
    key: pair(*key)
    for key in (
        ("font-style", "italic"),
        ("font-style", "oblique"),
        ("font-style", "normal"),
        ("font-variant", "small-caps"),
        ("font-variant", "normal"),
        ("font-weight", "bold"),
        ("font-weight", "light"),
        ("font-weight", "normal"),
        ("text-decoration", "underline"),
        ("text-decoration", "none"),
        ("vertical-align", "sup"),
        ("vertical-align", "sub"),
        ("vertical-align", "baseline"),
    )
}
DISPLAY = {
    name: pair("display", name) for name in ("block", "left-margin", "right-inline", "indent")
}
QUOTES = pair("quote")
FIELD_QUOTES = {char: pair("quote", char, True) for char in "\"'“‘„‚"}
"""Paired quotation marks of a value, by the mark that opens them."""
NUMBER_END = pair("number")[1]
"""Stands after a number variable's text."""
LEFT_GROUP = pair("left-group")[0]
"""Stands where a group ends whose last text may be in quotes."""
NOCASE = pair("nocase", "", True)
NAMES = pair("names")
NAME_LIST = pair("name-list")
TERM_NAMES = pair("names", "term")
"""What stands for absent names is a term: no repeated author."""
NAME = pair("name")
DATE = pair("date")
YEAR = pair("year")
YEAR_SUFFIX = pair("year-suffix")
CITATION_NUMBER = pair("citation-number")
INSIDE = pair("inside")[0]
"""Stands before text whose joint with what precedes it is the author's own."""

MARKUP: dict[str, tuple[Mark, Mark]] = {
    "i": pair("font-style", "italic", True),
    "b": pair("font-weight", "bold", True),
    "sup": pair("vertical-align", "sup", True),
    "sub": pair("vertical-align", "sub", True),
    "sc": pair("font-variant", "small-caps", True),
    "nocase": NOCASE,
    "nodecor": pair("nodecor", "", True),
}

_FRENCH_SPACE = re.compile(" (?=[:;?!»])|(?<=«) ")
"""A space that French puts before or inside punctuation: it must not break, and is narrow."""
_SPECIAL = re.compile("[<\"'“”‘’„‚]")
_TOKEN = re.compile(
    r"""(?P<tag></?(?:i|b|sup|sub|sc)>|</span>
        |<span\s+style\s*=\s*"font-variant:\s*small-caps;?"\s*>
        |<span\s+class\s*=\s*"(?:nocase|nodecor)"\s*>)
        |(?P<quote>["'“”‘’„‚])""",
    re.VERBOSE,
)

_OPENERS = {'"': '"', "'": "'", "“": "”", "‘": "’", "„": "“", "‚": "‘"}
DEEPEST = 60
"""Spans that may be open at once; what opens more is text."""
MOST_SIGNS = 20_000
"""Tags and quotation marks of a value that are looked at; what comes after so many is text."""
LOOK_THROUGH = 8
"""Tags that the search for a neighbouring character looks through."""
_STRAIGHT = ("'", '"')
_CLOSERS = frozenset("\"'”’")
_BEFORE_OPEN = frozenset(" \t\n\u00a0\u202f([{-–—/“‘«‹„‚")
_AFTER_CLOSE = frozenset(" \t\n\u00a0\u202f)]}.,;:!?-–—/”’»›\"'…")


def _tag_name(tag: str) -> str:
    if tag.startswith("<span"):
        if "nocase" in tag:
            return "nocase"
        return "nodecor" if "nodecor" in tag else "sc"
    return tag.strip("</>")


def parse_markup(text: str) -> Value:
    """A field value as rich text; a plain string when nothing in it is markup."""
    if " " in text:
        text = _FRENCH_SPACE.sub("\u202f", text)
    if not _SPECIAL.search(text):
        return text
    tokens = _pair_up(text)
    if all(type(token) is str for token in tokens):
        return "".join(tokens)  # type: ignore[arg-type]
    return tuple(joined(tokens))


def joined(tokens: Iterable[Token]) -> Tokens:
    """Neighbouring strings made one, empty ones dropped; joints inside the value kept as they are."""
    out: Tokens = []
    buffer: list[str] = []
    for token in tokens:
        if type(token) is str:
            if token:
                buffer.append(token)
            continue
        if buffer:
            flush(buffer, out)
        out.append(token)
    if buffer:
        flush(buffer, out)
    return out


def flush(buffer: list[str], out: Tokens) -> None:
    """End a run of text inside a value."""
    text = "".join(buffer)
    buffer.clear()
    if out and text[0] in ".,;:!? ":
        out.append(INSIDE)
    out.append(text)


def _pair_up(text: str) -> Tokens:
    """Match tags and quotation marks; those without a partner remain text."""
    out: Tokens = []
    # Each open span: (what would close it, its place in `out`, the marks it would become).
    stack: list[tuple[str, int, tuple[Mark, Mark]]] = []
    position = 0
    length = len(text)
    for match in islice(_TOKEN.finditer(text), MOST_SIGNS):
        start, end = match.span()
        if start > position:
            out.append(text[position:start])
        position = end
        tag = match["tag"]
        if tag is not None:
            if tag.startswith("</"):
                closer = "span" if tag == "</span>" else _tag_name(tag)
                _close(out, stack, closer, tag)
            else:
                name = _tag_name(tag)
                closer = "span" if tag.startswith("<span") else name
                if len(stack) < DEEPEST:
                    stack.append((closer, len(out), MARKUP[name]))
                out.append(tag)
            continue
        char = match["quote"]
        before = _visible_before(text, start)
        after = _visible_after(text, end, length)
        can_close = char in _CLOSERS and before != " " and (after == "" or after in _AFTER_CLOSE)
        if can_close and char in [entry[0] for entry in stack]:
            _close(out, stack, char, char)
            continue
        if before in _STRAIGHT:
            before = _visible_before(text, start, past_quotes=True)
        can_open = char in _OPENERS and (before == "" or before in _BEFORE_OPEN)
        if can_open and after not in ("", " ") and len(stack) < DEEPEST:
            marks = FIELD_QUOTES[char]
            stack.append((_OPENERS[char], len(out), marks))
            out.append(char)
        else:
            out.append("’" if char == "'" else char)
    if position < length:
        out.append(text[position:])
    for _, place, _ in stack:
        if out[place] == "'":
            out[place] = "’"
    return out


def _visible_before(text: str, start: int, past_quotes: bool = False) -> str:
    """The character before a place, looking through tags (and straight quotes); "" at the start."""
    for _ in range(LOOK_THROUGH):
        if past_quotes and start > 0 and text[start - 1] in _STRAIGHT:
            start -= 1
        elif start > 0 and text[start - 1] == ">":
            opening = text.rfind("<", max(0, start - 60), start)
            if opening < 0 or not _TOKEN.fullmatch(text, opening, start):
                break
            start = opening
        else:
            break
    return text[start - 1] if start > 0 else ""


def _visible_after(text: str, end: int, length: int) -> str:
    """The character after a place, looking through tags; "" at the end."""
    for _ in range(LOOK_THROUGH):
        if end >= length or text[end] != "<":
            break
        match = _TOKEN.match(text, end)
        if match is None or match["tag"] is None:
            break
        end = match.end()
    return text[end] if end < length else ""


def _close(
    out: Tokens, stack: list[tuple[str, int, tuple[Mark, Mark]]], closer: str, literal: str
) -> None:
    """End the nearest open span that `closer` ends; spans left open inside it become text."""
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth][0] == closer:
            # A quote may not end a span that a tag opened inside it, nor the reverse.
            _, place, marks = stack[depth]
            for _, lost, _ in stack[depth + 1 :]:
                if out[lost] == "'":
                    out[lost] = "’"
            del stack[depth:]
            out[place] = marks[0]
            out.append(marks[1])
            return
    out.append(literal)


def plain(value: Iterable[Token]) -> str:
    """The text alone."""
    if isinstance(value, str):
        return value
    return "".join([token for token in value if type(token) is str])
