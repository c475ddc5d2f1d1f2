"""Flip-flopping: quotation marks and formatting that nest in themselves (spec: Quotes, Formatting).

Quotes alternate between outer and inner marks with their depth. Markup of a field value that says
what its surroundings already say turns it off: italics in an italic title stand upright.
"""

from __future__ import annotations

from citeconv.csl.rich_text import Mark

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
    if value == NORMAL[kind] and current == value:
        return None
    return value
