"""`cs:text`: a variable, a macro, a term, a value (spec: Text)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from citeconv.csl.context import CALLED, FILLED, NUMBER_VARIABLES, Context
from citeconv.csl.elements.dress import affixed, change_case, dress, dressed_constant
from citeconv.csl.elements.group import sequence
from citeconv.csl.nodes import Text
from citeconv.csl.numbers import Numeric, parse_number
from citeconv.csl.pages import format_page_range, format_pages
from citeconv.csl.rich_text import (
    CITATION_NUMBER,
    NUMBER_END,
    YEAR_SUFFIX,
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
            opening, closing = pair("link", target)
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


def compile_citation_number(node: Text, scope: Scope) -> Render:
    """The item's number in the bibliography."""
    del node
    padded = scope.mode == "sort"
    opening, closing = CITATION_NUMBER

    def render(context: Context, out: Tokens) -> int:
        if context.citation_number is None:
            return CALLED
        if padded:
            out.append(f"{context.citation_number:09d}")
        else:
            out.extend((opening, str(context.citation_number), closing))
        return FILLED

    return render


def compile_year_suffix(node: Text, scope: Scope) -> Render:
    """The suffix that tells works of one year apart."""
    del node, scope
    opening, closing = YEAR_SUFFIX

    def render(context: Context, out: Tokens) -> int:
        if not context.year_suffix or context.year_suffix_done:
            return CALLED
        context.year_suffix_done = True
        out.extend((opening, context.year_suffix, closing))
        return FILLED

    return render


def compile_locator(node: Text, scope: Scope) -> Render:
    """The cite's locator; its ranges are set as page ranges are."""
    del node
    page_format, delimiter = page_settings(scope)
    label = inner_label(scope)
    conjunctions = conjunctions_of(scope)

    def render(context: Context, out: Tokens) -> int:
        if not context.locator:
            return CALLED
        value = parse_markup(locator_text(context, page_format, delimiter, label, conjunctions))
        if type(value) is str:
            out.append(value)
        else:
            out.extend(value)
        return FILLED

    return render


def inner_label(scope: Scope) -> Callable[[str, bool], str]:
    """What labels inside a value ("7, p. 3-8") become."""
    locale = scope.locale
    return lambda name, plural: locale.term(name, "short", plural) or ""


def locator_text(
    context: Context,
    page_format: str | None,
    delimiter: str,
    label: Callable[[str, bool], str],
    conjunctions: tuple[str, str],
) -> str:
    """The locator with its ranges in the style's form when it names pages."""
    numeric, ampersand = read_locator(context.locator, conjunctions)
    pages = (numeric.label or context.label or "page") == "page"
    return format_pages(numeric, page_format if pages else None, delimiter, ampersand, label=label)


def conjunctions_of(scope: Scope) -> tuple[str, str]:
    """What joins two numbers in the locale: the word and the sign for "and"."""
    locale = scope.locale
    return locale.term("and") or "and", locale.term("and", "symbol") or "&"


def read_locator(locator: str, conjunctions: tuple[str, str]) -> tuple[Numeric, str]:
    """A locator taken apart, and what joins its numbers: the locale's "and", or the sign."""
    word, sign = conjunctions
    joint = f" {word} "
    if word != "and" and joint in locator:
        return parse_number(locator.replace(joint, " & "), "locator"), word
    return parse_number(locator, "locator"), sign


def page_settings(scope: Scope) -> tuple[str | None, str]:
    """The page range format, and the delimiter of ranges."""
    delimiter = scope.locale.term("page-range-delimiter") or "–"
    return scope.shared.tree.options.get("page-range-format"), delimiter


def compile_page(node: Text, scope: Scope) -> Render:
    """The pages, in the style's page range format."""
    page_format, delimiter = page_settings(scope)
    ampersand = scope.locale.term("and", "symbol") or "&"
    name = node.name

    def render(context: Context, out: Tokens) -> int:
        value = context.texts[name]
        if not value:
            return CALLED
        if type(value) is str:
            out.append(format_page_range(value, page_format, delimiter, ampersand))
        else:
            out.extend(value)
        out.append(NUMBER_END)
        return FILLED

    return render


def compile_first_note(node: Text, scope: Scope) -> Render:
    """The number of the note that cited the item first."""
    del node, scope

    def render(context: Context, out: Tokens) -> int:
        if context.first_note is None:
            return CALLED
        out.append(str(context.first_note))
        return FILLED

    return render


def compile_citation_label(node: Text, scope: Scope) -> Render:
    """A trigraph of names and year, where the item has no label of its own."""
    del node, scope

    def render(context: Context, out: Tokens) -> int:
        value = context.texts["citation-label"] or trigraph(context)
        if not value:
            return CALLED
        if type(value) is str:
            context.year_suffix_done = True
            out.append(value + context.year_suffix)
        else:
            out.extend(value)
        return FILLED

    return render


TRIGRAPH_LETTERS = (4, 2, 1)


def trigraph(context: Context) -> str:
    """`Smit64`: letters of the first names and the last two digits of the year."""
    item = context.item
    people = item.names("author") or item.names("editor") or item.names("translator")
    letters = {1: (4,), 2: (2, 2), 3: (2, 1, 1)}.get(len(people), (1, 1, 1, 1))
    label = ""
    for person, length in zip(people, letters):
        family = plain(person.literal if person.literal is not None else person.family)
        label += family.replace(" ", "")[:length]
    date = item.date("issued")
    year = str(abs(date.parts[0][0]))[-2:].zfill(2) if date.parts else ""
    return label + year


def compile_number_variable(node: Text, scope: Scope) -> Render:
    """A number variable as text: its ranges and lists are set as those of `cs:number`."""
    name = node.name
    _, delimiter = page_settings(scope)
    if name == "collection-number":
        delimiter = scope.locale.term("year-range-delimiter") or "–"
    ampersand = scope.locale.term("and", "symbol") or "&"

    def render(context: Context, out: Tokens) -> int:
        value = context.texts[name]
        if not value:
            return CALLED
        if type(value) is not str:
            out.extend(value)
            return FILLED
        numeric = context.item.number(name)
        out.append(
            numeric.print(str, delimiter, ampersand, embedded_label(scope))
            if numeric.is_numeric
            else numeric.source.replace("\\-", "-")
        )
        out.append(NUMBER_END)
        return FILLED

    return render


def embedded_label(scope: Scope) -> Callable[[str, bool], str]:
    """How a label that stands inside a value is printed."""
    return lambda name, many: scope.locale.term(name, "short", many) or name


SPECIAL = {
    **dict.fromkeys(
        (
            "chapter-number",
            "collection-number",
            "edition",
            "issue",
            "number",
            "number-of-pages",
            "number-of-volumes",
            "volume",
        ),
        compile_number_variable,
    ),
    "citation-label": compile_citation_label,
    "citation-number": compile_citation_number,
    "first-reference-note-number": compile_first_note,
    "locator": compile_locator,
    "page": compile_page,
    "year-suffix": compile_year_suffix,
}

__all__ = ["NUMBER_VARIABLES", "compile_macro", "compile_text"]
