"""`cs:label`: the term of a number variable or of the locator, plural by content (spec: Label)."""

from __future__ import annotations

from citeconv.csl.context import CALLED, Context
from citeconv.csl.elements.dress import dress
from citeconv.csl.elements.special_variables import conjunctions_of, read_locator
from citeconv.csl.nodes import Label
from citeconv.csl.rich_text import Tokens
from citeconv.csl.scope import Render, Scope


def compile_label(node: Label, scope: Scope) -> Render:
    """The closure of a `cs:label` outside of `cs:names`."""
    name = node.variable
    locale = scope.locale
    form, plural = node.form, node.plural
    conjunctions = conjunctions_of(scope)
    terms = {
        many: locale.term("number-of-pages" if name == "number-of-pages" else name, form, many)
        or ""
        for many in (False, True)
    }

    pages = {many: locale.term("page", form, many) or "" for many in (False, True)}

    def is_plural(value_plural: bool) -> bool:
        return plural == "always" or (plural != "never" and value_plural)

    def locator_label(context: Context, out: Tokens) -> int:
        if not context.locator:
            # Without a locator the label is that of the pages beside it, if any are.
            if pages[plural == "always"]:
                out.append(pages[plural == "always"])
            return CALLED
        numeric, _ = read_locator(context.locator, conjunctions)
        label = numeric.label or context.label or "page"
        term = locale.term(label, form, is_plural(numeric.plural))
        if term:
            out.append(term)
        return 0

    def label(context: Context, out: Tokens) -> int:
        if not context.texts[name] and not (
            name == "citation-number" and context.citation_number is not None
        ):
            return CALLED
        term = terms[is_plural(context.item.number(name).plural)]
        if term:
            out.append(term)
        return 0

    return dress(node.look, locator_label if name == "locator" else label, scope)
