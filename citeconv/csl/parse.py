"""CSL XML to nodes: the structure is checked, each error names the line and the element.

Rules: the specification's chapters "Style Structure" and "Rendering Elements". In: the bytes of an
independent style. Out: a `StyleTree`. Unknown attributes and variables are let through (a style is
never refused for one); what can't be rendered at all (a `cs:text` without a source, a call of an
undefined macro, see `expansion`) is a `StyleError`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from citeconv.csl.expansion import NESTING_LIMIT, check_expansion
from citeconv.csl.nodes import (
    PLAIN,
    Area,
    Branch,
    Choose,
    Date,
    DatePart,
    Element,
    EtAl,
    Font,
    Group,
    Label,
    Layout,
    Look,
    Macro,
    Name,
    Names,
    Number,
    SortKey,
    StyleTree,
    Text,
)
from citeconv.csl.style_xml import (
    attributes,
    child_elements,
    fail,
    line_of,
    parse_xml,
    required,
    tag_of,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

FONT_ATTRIBUTES = (
    "font-style",
    "font-variant",
    "font-weight",
    "text-decoration",
    "vertical-align",
)
TESTS = (
    "disambiguate",
    "is-numeric",
    "is-uncertain-date",
    "locator",
    "position",
    "type",
    "variable",
)


def parse_look(attribs: Mapping[str, str]) -> Look:
    """Affixes, formatting, display, case, quotes and periods of any element."""
    font: Font = tuple((name, attribs[name]) for name in FONT_ATTRIBUTES if name in attribs)
    look = Look(
        prefix=attribs.get("prefix", ""),
        suffix=attribs.get("suffix", ""),
        font=font,
        display=attribs.get("display"),
        text_case=attribs.get("text-case"),
        quotes=attribs.get("quotes") == "true",
        no_quotes=attribs.get("quotes") == "false",
        strip_periods=attribs.get("strip-periods") == "true",
    )
    return PLAIN if look == PLAIN else look


def parse_text(element: _Element, depth: int) -> Element:
    """`cs:text`."""
    del depth
    attribs = attributes(element)
    for source in ("variable", "macro", "term", "value"):
        if source in attribs:
            return Text(
                source=source,
                name=attribs[source] if source == "value" else attribs[source].strip(),
                form=attribs.get("form"),
                plural=attribs.get("plural") in ("true", "always"),
                look=parse_look(attribs),
                line=line_of(element),
            )
    raise fail(element, "needs one of variable, macro, term, value")


def parse_number(element: _Element, depth: int) -> Element:
    """`cs:number`."""
    del depth
    attribs = attributes(element)
    return Number(
        required(element, attribs, "variable"),
        attribs.get("form", "numeric"),
        parse_look(attribs),
        line_of(element),
    )


def parse_label(element: _Element, depth: int = 0) -> Label:
    """`cs:label`."""
    del depth
    attribs = attributes(element)
    return Label(
        attribs.get("variable", ""),
        attribs.get("form", "long"),
        attribs.get("plural", "contextual"),
        parse_look(attribs),
        line_of(element),
    )


def parse_date_part(element: _Element) -> DatePart:
    """`cs:date-part`."""
    attribs = attributes(element)
    return DatePart(
        required(element, attribs, "name"),
        attribs.get("form"),
        attribs.get("range-delimiter"),
        parse_look(attribs),
        line_of(element),
    )


def parse_date(element: _Element, depth: int = 0) -> Date:
    """`cs:date`, of a style or of a locale."""
    del depth
    attribs = attributes(element)
    parts = tuple(
        parse_date_part(child) for child in child_elements(element) if tag_of(child) == "date-part"
    )
    return Date(
        variable=attribs.get("variable", "").strip(),
        form=attribs.get("form"),
        date_parts=attribs.get("date-parts", "year-month-day"),
        parts=parts,
        delimiter=attribs.get("delimiter", ""),
        look=parse_look(attribs),
        line=line_of(element),
    )


def parse_name(element: _Element) -> Name:
    """`cs:name` with its `cs:name-part`s."""
    attribs = attributes(element)
    looks: dict[str, Look] = {}
    for child in child_elements(element):
        if tag_of(child) == "name-part":
            part = attributes(child)
            looks[required(child, part, "name")] = parse_look(part)
    return Name(
        options=attribs,
        family=looks.get("family"),
        given=looks.get("given"),
        look=parse_look(attribs),
        line=line_of(element),
    )


def parse_names(element: _Element, depth: int) -> Element:
    """`cs:names`; the label's place relative to the name decides which comes first."""
    attribs = attributes(element)
    name: Name | None = None
    et_al: EtAl | None = None
    label: Label | None = None
    label_first = False
    substitute: tuple[Element, ...] = ()
    for child in child_elements(element):
        tag = tag_of(child)
        if tag == "name":
            name = parse_name(child)
        elif tag == "et-al":
            own = attributes(child)
            et_al = EtAl(own.get("term", "et-al"), parse_look(own))
        elif tag == "label":
            label = parse_label(child)
            label_first = name is None
        elif tag == "substitute":
            substitute = parse_children(child, depth + 1)
    if label_first and name is None:
        label_first = False
    return Names(
        variables=tuple(required(element, attribs, "variable").split()),
        delimiter=attribs.get("delimiter"),
        name=name,
        et_al=et_al,
        label=label,
        label_first=label_first,
        substitute=substitute,
        look=parse_look(attribs),
        line=line_of(element),
    )


def parse_group(element: _Element, depth: int) -> Element:
    """`cs:group`."""
    attribs = attributes(element)
    return Group(
        parse_children(element, depth + 1),
        attribs.get("delimiter", ""),
        parse_look(attribs),
        line_of(element),
    )


def parse_choose(element: _Element, depth: int) -> Element:
    """`cs:choose` with its branches."""
    branches: list[Branch] = []
    for child in child_elements(element):
        tag = tag_of(child)
        if tag not in ("if", "else-if", "else"):
            raise fail(child, "is not allowed in cs:choose")
        attribs = attributes(child)
        tests = tuple((test, tuple(attribs[test].split())) for test in TESTS if test in attribs)
        branches.append(
            Branch(
                attribs.get("match", "all"),
                () if tag == "else" else tests,
                parse_children(child, depth + 1),
                line_of(child),
            )
        )
    return Choose(tuple(branches), line_of(element))


ELEMENTS = {
    "choose": parse_choose,
    "date": parse_date,
    "group": parse_group,
    "label": parse_label,
    "names": parse_names,
    "number": parse_number,
    "text": parse_text,
}


def parse_children(element: _Element, depth: int = 0) -> tuple[Element, ...]:
    """The rendering elements inside an element."""
    if depth > NESTING_LIMIT:
        raise fail(element, f"is nested more than {NESTING_LIMIT} levels deep")
    children: list[Element] = []
    for child in child_elements(element):
        parse = ELEMENTS.get(tag_of(child))
        if parse is None:
            if tag_of(child) == "layout" or tag_of(child) == "sort":
                raise fail(child, "is not allowed here")
            continue
        children.append(parse(child, depth))
    return tuple(children)


def parse_sort_key(element: _Element) -> SortKey:
    """`cs:key`."""
    attribs = attributes(element)
    if "variable" not in attribs and "macro" not in attribs:
        raise fail(element, "needs variable or macro")
    options = {
        target: attribs[name]
        for name, target in (
            ("names-min", "et-al-min"),
            ("names-use-first", "et-al-use-first"),
            ("names-use-last", "et-al-use-last"),
        )
        if name in attribs
    }
    return SortKey(
        attribs.get("variable"),
        attribs.get("macro"),
        attribs.get("sort", "ascending") != "descending",
        options,
        line_of(element),
    )


def parse_area(element: _Element) -> Area:
    """`cs:citation` or `cs:bibliography`."""
    layout: Layout | None = None
    keys: tuple[SortKey, ...] = ()
    for child in child_elements(element):
        tag = tag_of(child)
        if tag == "layout" and layout is None:
            attribs = attributes(child)
            layout = Layout(
                parse_children(child),
                attribs.get("delimiter", ""),
                parse_look(attribs),
                line_of(child),
            )
        elif tag == "sort":
            keys = tuple(parse_sort_key(key) for key in child_elements(child))
    if layout is None:
        raise fail(element, "has no cs:layout")
    return Area(layout, keys, attributes(element), line_of(element))


def parse_style(source: bytes) -> StyleTree:
    """The tree of an independent style, checked."""
    root = parse_xml(source)
    if tag_of(root) != "style":
        raise fail(root, "is not a CSL style (its root must be <style>)")
    macros: dict[str, Macro] = {}
    areas: dict[str, Area] = {}
    locales: list[_Element] = []
    title = ""
    for child in child_elements(root):
        tag = tag_of(child)
        if tag == "macro":
            name = required(child, attributes(child), "name")
            macros[name] = Macro(name, parse_children(child), line_of(child))
        elif tag in ("citation", "bibliography"):
            areas[tag] = parse_area(child)
        elif tag == "locale":
            locales.append(child)
        elif tag == "info":
            for entry in child_elements(child):
                if tag_of(entry) == "title":
                    title = (entry.text or "").strip()
    if "citation" not in areas:
        raise fail(root, "has no cs:citation")
    tree = StyleTree(
        style_class=str(root.get("class", "in-text")),
        default_locale=root.get("default-locale"),
        options=attributes(root),
        macros=macros,
        citation=areas["citation"],
        bibliography=areas.get("bibliography"),
        title=title,
        locales=tuple(locales),
    )
    check_expansion(tree)
    return tree
