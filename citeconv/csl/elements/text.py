"""`cs:text`: a variable, a macro, a term, a value (spec: Text)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from citeconv.csl.context import CALLED, FILLED, NUMBER_VARIABLES, Context
from citeconv.csl.elements.dress import affixed, change_case, dress, dressed_constant
from citeconv.csl.elements.group import sequence
from citeconv.csl.elements.special_variables import SPECIAL
from citeconv.csl.nodes import Text
from citeconv.csl.rich_text import (
    NUMBER_END,
    Tokens,
    pair,
    parse_markup,
    plain,
)
from citeconv.csl.scope import Render, Scope

ABBREVIATED = frozenset(
    (
        "archive",
        "authority",
        "collection-title",
        "container-title",
        "hereinafter",
        "jurisdiction",
        "number",
        "place",
        "publisher",
        "publisher-place",
        "title",
    )
)


def compile_text(node: Text, scope: Scope) -> Render:
    """The closure of a `cs:text`."""
    if node.source == "macro":
        # Practice applies a text case to what is printed by one element, never to a macro's output.
        look = replace(node.look, text_case=None) if node.look.text_case else node.look
        return dress(look, compile_macro(node.name, scope), scope, group=True)
    if node.source == "value":
        return compile_value(node, scope)
    if node.source == "term":
        return compile_term(node, scope)
    body = compile_variable(node, scope)
    if node.name not in LINKS or scope.mode == "sort":
        return dress(node.look, body, scope)
    if node.look.prefix.startswith("http"):
        # The style's own prefix makes an address of the identifier: it is part of the link.
        inside = dress(replace(node.look, suffix=""), body, scope)
        return affixed("", node.look.suffix, linked(node.name, inside))
    return dress(node.look, linked(node.name, body), scope)


LINKS: Mapping[str, str] = {
    "DOI": "https://doi.org/",
    "PMCID": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
    "PMID": "https://pubmed.ncbi.nlm.nih.gov/",
    "URL": "",
}
"""Variables that can be links, and what makes an address of them."""


UNSAFE_IN_ADDRESS = re.compile(r"[\x00-\x20\"<>\\^`{|}\x7f]")
"""Characters that stand in identifiers (the DOIs of the 1990s have `<` and `>`) but in no address."""


def percent_encoded(found: re.Match[str]) -> str:
    """A character as an address has it (RFC 3986, section 2.1)."""
    return f"%{ord(found[0]):02X}"


def linked(name: str, body: Render) -> Render:
    """An identifier as a link, where links are asked for."""
    base = LINKS[name]

    def render(context: Context, out: Tokens) -> int:
        if not context.links:
            return body(context, out)
        start = len(out)
        status = body(context, out)
        if len(out) > start:
            value = plain(context.texts[name])
            target = value if value.startswith(("http://", "https://")) else base + value
            opening, closing = pair("link", UNSAFE_IN_ADDRESS.sub(percent_encoded, target))
            out.insert(start, opening)
            out.append(closing)
        return status

    return render


def compile_macro(name: str, scope: Scope) -> Render:
    """A macro's body, compiled once for each place whose options differ."""
    shared = scope.shared
    inside = scope.inside("")
    key = (name, inside.mode, inside.area, inside.key_options, id(inside.substitute_for))
    found = shared.macros.get(key)
    if found is None:
        children = shared.tree.macros[name].children
        found = shared.macros[key] = sequence(children, "", inside, True)
    return found


def compile_value(node: Text, scope: Scope) -> Render:
    """A fixed text; its inline markup counts, as that of a variable."""
    value = parse_markup(node.name)
    if isinstance(value, str):
        return constant(dressed_constant(value, node.look, scope))

    def body(context: Context, out: Tokens) -> int:
        del context
        out.extend(value)
        return 0

    return dress(node.look, body, scope)


def compile_term(node: Text, scope: Scope) -> Render:
    """A term of the locale."""
    term = scope.locale.term(node.name, node.form or "long", node.plural)
    if term:
        term = term.replace("'", "’")
    if node.name == "no date" and scope.mode == "sort":
        # What has no date has no value to sort by.
        return constant(())
    begins = scope.mode == "bibliography" or (
        scope.mode == "citation" and scope.shared.tree.style_class == "note"
    )
    if node.name == "no date":
        render = dress(node.look, no_date(term or ""), scope)
        return capitalizing(render) if begins and node.look.text_case is None else render
    if term == "" and scope.substitute_for is not None:
        return empty_term
    tokens = dressed_constant(term or "", node.look, scope)
    render = constant(tokens)
    if begins and tokens and node.look.text_case is None:
        return capitalizing(render)
    return render


def empty_term(context: Context, out: Tokens) -> int:
    """A term that the locale defines as nothing: in a substitute, that is a result."""
    del context, out
    return FILLED


def capitalizing(render: Render) -> Render:
    """In a note, a term that begins a sentence takes a capital."""

    def render_first(context: Context, out: Tokens) -> int:
        if not context.capitalize_term or any(type(token) is str for token in out):
            return render(context, out)
        start = len(out)
        status = render(context, out)
        change_case(out, start, "capitalize-first", "")
        return status

    return render_first


def no_date(term: str) -> Render:
    """The term for an absent date stands in a date's place, and counts as one."""

    def render(context: Context, out: Tokens) -> int:
        del context
        if not term:
            return 0
        out.append(term)
        return FILLED

    return render


def constant(tokens: tuple[object, ...]) -> Render:
    """The closure that always renders the same."""
    if len(tokens) == 1:
        only = tokens[0]

        def render_one(context: Context, out: Tokens) -> int:
            del context
            out.append(only)  # type: ignore[arg-type]
            return 0

        return render_one

    def render(context: Context, out: Tokens) -> int:
        del context
        out.extend(tokens)  # type: ignore[arg-type]
        return 0

    return render


def compile_variable(node: Text, scope: Scope) -> Render:
    """A variable, without its look."""
    name = node.name
    special = SPECIAL.get(name)
    if special is not None:
        return special(node, scope)
    body: Render
    if name == "URL" and node.form == "short":
        body = short_url
    elif node.form == "short" or name.endswith("-short"):
        body = compile_short(name.removesuffix("-short"), name.endswith("-short"))
    else:
        body = plain_variable(name)
    return recorded(name, body) if scope.substitute_for is not None else body


_SITE = re.compile(r"https?://[^/?#]+")


def short_url(context: Context, out: Tokens) -> int:
    """The short form of an address: the site that it is on."""
    value = plain(context.texts["URL"])
    if not value:
        return CALLED
    found = _SITE.match(value)
    out.append(found[0] if found else value)
    return FILLED


def recorded(name: str, body: Render) -> Render:
    """Inside a substitute, what was rendered is noted, to be silent afterwards."""

    def render(context: Context, out: Tokens) -> int:
        status = body(context, out)
        if status == FILLED and context.recorded is not None:
            context.recorded.add(name)
        return status

    return render


def plain_variable(name: str) -> Render:
    """A text variable as it is."""
    is_number = name in NUMBER_VARIABLES

    def render(context: Context, out: Tokens) -> int:
        value = context.texts[name]
        if not value:
            return CALLED
        if type(value) is str:
            out.append(value)
        else:
            out.extend(value)
        if is_number:
            out.append(NUMBER_END)
        return FILLED

    return render


def compile_short(name: str, only_short: bool) -> Render:
    """The short form: the item's own, an abbreviation of the list, or the long form."""
    short = f"{name}-short"
    list_name = {"publisher-place": "place", "event-place": "place", "archive-place": "place"}.get(
        name, "institution-part" if name in ("publisher", "authority") else name
    )

    def render(context: Context, out: Tokens) -> int:
        value = context.texts[short]
        if not value or not context.texts[name]:
            long = context.texts[name]
            if long and context.abbreviate is not None:
                value = abbreviation(context.abbreviate, list_name, long) or value
            if not value and not only_short:
                value = long
        if not value:
            return CALLED
        if type(value) is str:
            out.append(value)
        else:
            out.extend(value)
        return FILLED

    return render


def abbreviation(lists: Mapping[str, Mapping[str, str]], category: str, long: object) -> str:
    """What the abbreviation list says for a full form, if anything."""
    return lists.get(category, {}).get(long, "") if isinstance(long, str) else ""
