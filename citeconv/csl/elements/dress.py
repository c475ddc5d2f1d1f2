"""Affixes, formatting, text case, quotes and periods around what an element renders.

Rules: the specification's "Affixes", "Formatting", "Text-case", "Quotes", "Strip Periods",
"Display". In: a `Look` and the closure of the bare element; out: a closure that dresses its output
when there is any. Affixes stand outside of formatting, quotes and case.
"""

from __future__ import annotations

from citeconv.csl.case import apply_case
from citeconv.csl.context import Context
from citeconv.csl.nodes import Look
from citeconv.csl.rich_text import (
    DISPLAY,
    FIELD_QUOTES,
    FONT,
    INSIDE,
    LEFT_GROUP,
    QUOTES,
    Mark,
    Token,
    Tokens,
)
from citeconv.csl.scope import Render, Scope
from citeconv.text.english import is_english

PROTECTED_VALUES = frozenset(("small-caps", "sup", "sub"))


def marks_of(look: Look) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """The marks that open and close a look's formatting and quotes."""
    # From the outside in: quotes, then the attributes from the last to the first.
    opening = [FONT[pair][0] for pair in reversed(look.font) if pair in FONT]
    if look.quotes:
        opening.insert(0, QUOTES[0])
    if look.display in DISPLAY:
        opening.insert(0, DISPLAY[look.display][0])
    return tuple(opening), tuple(mark.partner for mark in reversed(opening))


def change_case(out: Tokens, start: int, case: str, language: str) -> None:
    """Put the text from `start` on into a case; spans marked `nocase` and the like are kept."""
    runs: list[tuple[str, bool]] = []
    places: list[int] = []
    protected = 0
    for place in range(start, len(out)):
        token = out[place]
        if type(token) is str:
            runs.append((token, protected > 0))
            places.append(place)
        elif token.field and (  # type: ignore[union-attr]
            token.kind in ("nocase", "nodecor") or token.value in PROTECTED_VALUES  # type: ignore[union-attr]
        ):
            protected += 1 if token.opens else -1  # type: ignore[union-attr]
    if runs:
        for place, text in zip(places, apply_case(runs, case, language)):
            out[place] = text


def strip_periods(out: Tokens, start: int) -> None:
    """Take the full stops out of the text from `start` on."""
    for place in range(start, len(out)):
        token = out[place]
        if type(token) is str and "." in token:
            out[place] = token.replace(".", "")


def make_quotes_plain(out: Tokens, start: int, known: tuple[str, str]) -> None:
    """Make the locale's quotation marks in the text from `start` on those of the source."""
    for place in range(start, len(out)):
        token = out[place]
        if (
            type(token) is not str
            and token.kind == "quote"  # type: ignore[union-attr]
            and token.value in known  # type: ignore[union-attr]
        ):
            out[place] = FIELD_QUOTES['"'][not token.opens]  # type: ignore[union-attr]


def dress(look: Look, body: Render, scope: Scope, group: bool = False) -> Render:
    """The closure of an element with its look around it; a group's suffix stands outside of it."""
    prefix, suffix = look.prefix, look.suffix
    opening, closing = marks_of(look)
    # Collation does not look at case.
    case = look.text_case if scope.mode != "sort" else None
    if scope.mode == "sort":
        opening, closing = (), ()
    if not (opening or case or look.strip_periods or look.no_quotes):
        return affixed(prefix, suffix, body)
    periods, plain_quotes = look.strip_periods, look.no_quotes
    default_language = scope.locale.lang
    known_quotes = (scope.locale.quotes.open, scope.locale.quotes.inner_open)
    # A display block has the affixes inside; all other formatting stands inside of the affixes.
    block: tuple[Mark, ...] = ()
    if look.display in DISPLAY and opening:
        block = opening[:1] if scope.top else ()
        opening, closing = opening[1:], closing[:-1]
    # A space at the end of the prefix and one at the start of what follows are one.
    spaced = prefix.endswith(" ") and bool(opening)
    ending = (
        *((LEFT_GROUP,) if group and closing else ()),
        *((suffix,) if suffix else ()),
        # Two spaces stay two where the first one follows formatted text.
        *((INSIDE,) if suffix.endswith(" ") and opening else ()),
        *(mark.partner for mark in block),
    )

    def render(context: Context, out: Tokens) -> int:
        before = len(out)
        out.extend(block)
        if prefix:
            out.append(prefix)
        out.extend(opening)
        start = len(out)
        status = body(context, out)
        if len(out) == start:
            del out[before:]
            return status
        if spaced:
            take_space(out, start)
        if periods:
            strip_periods(out, start)
        if plain_quotes:
            make_quotes_plain(out, start, known_quotes)
        if case is not None:
            language = context.item.language or default_language
            if case != "title" or is_english(language):
                change_case(out, start, case, language)
        out.extend(closing)
        out.extend(ending)
        return status

    return render


def take_space(out: Tokens, start: int) -> None:
    """Take away the space with which the text from `start` on begins."""
    for place in range(start, len(out)):
        token = out[place]
        if type(token) is str and token:
            out[place] = token.removeprefix(" ")
            return


def affixed(prefix: str, suffix: str, body: Render) -> Render:
    """The closure with only a prefix and a suffix."""
    if not prefix and not suffix:
        return body

    def render(context: Context, out: Tokens) -> int:
        before = len(out)
        if prefix:
            out.append(prefix)
            status = body(context, out)
            if len(out) == before + 1:
                del out[before:]
                return status
        else:
            status = body(context, out)
            if len(out) == before:
                return status
        if suffix:
            out.append(suffix)
        return status

    return render


def dressed_constant(text: str, look: Look, scope: Scope) -> tuple[Token, ...]:
    """A text that is the same for every item, dressed once."""
    if not text:
        return ()
    out: Tokens = [text]
    if look.strip_periods:
        strip_periods(out, 0)
    if look.text_case:
        change_case(out, 0, look.text_case, scope.locale.lang)
    opening, closing = marks_of(look) if scope.mode != "sort" else ((), ())
    if look.display in DISPLAY and opening and not scope.top:
        opening, closing = opening[1:], closing[:-1]
    tokens: list[Token] = [look.prefix, *opening, *out, *closing, look.suffix]
    return tuple(token for token in tokens if token != "")
