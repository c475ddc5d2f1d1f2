"""Variables with ways of their own: numbers, locators, pages, suffixes, labels (spec: Text).

What a cite or the bibliography gives to an item (its number, its locator, its year suffix) and what
is set in the style's or the locale's form when it is printed as text (pages, ranges of numbers).
"""

from __future__ import annotations

from collections.abc import Callable

from citeconv.csl.context import CALLED, FILLED, Context
from citeconv.csl.nodes import Text
from citeconv.csl.numbers import Numeric, parse_number
from citeconv.csl.pages import format_page_range, format_pages
from citeconv.csl.rich_text import (
    CITATION_NUMBER,
    NUMBER_END,
    YEAR_SUFFIX,
    Tokens,
    parse_markup,
    plain,
)
from citeconv.csl.scope import Render, Scope


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
