"""`cs:number`: numeric, ordinal, long ordinal and roman forms (spec: Number)."""

from __future__ import annotations

from collections.abc import Callable

from citeconv.csl.context import CALLED, FILLED, Context
from citeconv.csl.elements.dress import dress
from citeconv.csl.elements.special_variables import (
    SPECIAL,
    conjunctions_of,
    inner_label,
    locator_text,
    page_settings,
)
from citeconv.csl.elements.text import recorded
from citeconv.csl.nodes import PLAIN, Number, Text
from citeconv.csl.numbers import Numeric, parse_number, roman
from citeconv.csl.rich_text import NUMBER_END, Tokens
from citeconv.csl.scope import Render, Scope


def compile_number(node: Number, scope: Scope) -> Render:
    """The closure of a `cs:number`."""
    name = node.variable
    form = number_form(node, scope)
    if name in ("page", "citation-number", "first-reference-note-number", "year-suffix") and (
        node.form == "numeric"
    ):
        text = Text("variable", name, None, False, PLAIN, node.line)
        return dress(node.look, SPECIAL[name](text, scope), scope)
    page_format, delimiter = page_settings(scope)
    ampersand = scope.locale.term("and", "symbol") or "&"
    padded = scope.mode == "sort"
    label = inner_label(scope)
    conjunctions = conjunctions_of(scope)

    def body(context: Context, out: Tokens) -> int:
        if name == "locator":
            if not context.locator:
                return CALLED
            if node.form == "numeric":
                out.append(locator_text(context, page_format, delimiter, label, conjunctions))
                return FILLED
            numeric = parse_number(context.locator, "locator")
        elif name == "citation-number":
            if context.citation_number is None:
                return CALLED
            numeric = parse_number(str(context.citation_number), name)
        else:
            if not context.texts[name]:
                return CALLED
            numeric = context.item.number(name)
        if padded and numeric.is_numeric:
            out.append(sortable(numeric))
            return FILLED
        text = numeric.print(form, delimiter, ampersand, label)
        if not text:
            return CALLED
        out.append(text)
        out.append(NUMBER_END)
        return FILLED

    if scope.substitute_for is not None:
        return dress(node.look, recorded(name, body), scope)
    return dress(node.look, body, scope)


def sortable(numeric: Numeric) -> str:
    """A number padded so that text order is number order."""
    return numeric.print(lambda number: f"{number:09d}")


def number_form(node: Number, scope: Scope) -> Callable[[int], str]:
    """How one number is written; ordinals take the gender of the variable's term."""
    locale = scope.locale
    if scope.mode == "sort":
        return str
    gender = locale.gender_of(node.variable)
    if node.form == "ordinal":
        return lambda number: locale.ordinal(number, gender)
    if node.form == "long-ordinal":
        return lambda number: locale.long_ordinal(number, gender)
    if node.form == "roman":
        return roman
    return str
