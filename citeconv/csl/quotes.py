"""Flip-flopping: quotation marks and formatting that nest in themselves (spec: Quotes, Formatting).

Quotes alternate between outer and inner marks with their depth. Markup of a field value that says
what its surroundings already say turns it off: italics in an italic title stand upright.
"""

from __future__ import annotations

from collections.abc import Iterable

from citeconv.csl.rich_text import Mark, Token, Tokens

FONT_KINDS = frozenset(
    ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")
)
NORMAL = {
    "font-style": "normal",
    "font-variant": "normal",
    "font-weight": "normal",
    "text-decoration": "none",
    "vertical-align": "baseline",
}


def effective(mark: Mark, fonts: dict[str, list[str]]) -> str | None:
    """What an opening font mark means where it stands; None if it changes nothing."""
    kind = mark.kind
    around = fonts.get(kind)
    current = around[-1] if around else NORMAL[kind]
    value = mark.value
    if mark.field and kind != "vertical-align" and value == current:
        return NORMAL[kind]
    if value == NORMAL[kind] and current == value and kind != "text-decoration":
        return None
    return value


def unnested(tokens: Iterable[Token]) -> Tokens:
    """The tokens with no formatting that turns off what is around it.

    "italic [upright] italic" in one span becomes three runs side by side, which every spelling can
    print: "*Review of*" in italics needs no mark for upright. Inside quotes or a link the nesting
    stays.
    """
    out: Tokens = []
    fonts: dict[str, list[str]] = {}
    # Each open span: its mark, whether it set a font, and the spans that it interrupts.
    stack: list[tuple[Mark, bool, list[Mark]]] = []
    for token in tokens:
        if type(token) is str:
            out.append(token)
            continue
        mark: Mark = token  # type: ignore[assignment]
        if not mark.opens:
            opened, sets, interrupted = stack.pop()
            if sets:
                fonts[opened.kind].pop()
            if interrupted:
                for span in reversed(interrupted[1:]):
                    close(out, span)
                out.extend(interrupted)
            else:
                close(out, opened)
            continue
        value = effective(mark, fonts) if mark.kind in FONT_KINDS else None
        interrupted = turned_off(mark, stack) if value == NORMAL.get(mark.kind, "") else []
        if interrupted:
            for span in reversed(interrupted):
                close(out, span)
            out.extend(interrupted[1:])
        else:
            out.append(mark)
        if value is not None:
            fonts.setdefault(mark.kind, []).append(value)
        stack.append((mark, value is not None, interrupted))
    return out


def turned_off(mark: Mark, stack: list[tuple[Mark, bool, list[Mark]]]) -> list[Mark]:
    """The open spans from the one that a mark turns off; none if they cannot be interrupted."""
    spans: list[Mark] = []
    for opened, _, interrupted in reversed(stack):
        if opened.kind not in FONT_KINDS or interrupted:
            return []
        spans.append(opened)
        if opened.kind == mark.kind:
            return spans[::-1] if mark.field else []
    return []


def close(out: Tokens, mark: Mark) -> None:
    """End a span; one with nothing in it vanishes."""
    if out and out[-1] is mark:
        out.pop()
    else:
        out.append(mark.partner)
