"""Nodes to closures: element → function, nothing else.

Everything that does not depend on an item is bound here and in `elements`: terms, date forms,
inherited name options, formatting marks. In: a `StyleTree` and a `Locale`; out: a `CompiledStyle`
whose layouts and sort keys take a `Context`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from citeconv.csl.elements.choose import compile_choose
from citeconv.csl.elements.date import compile_date
from citeconv.csl.elements.group import compile_group, run_together
from citeconv.csl.elements.label import compile_label
from citeconv.csl.elements.names import compile_names
from citeconv.csl.elements.number import compile_number
from citeconv.csl.elements.text import compile_text
from citeconv.csl.locales import Locale
from citeconv.csl.naming.options import inherited_options
from citeconv.csl.nodes import (
    Area,
    Choose,
    Date,
    Element,
    Group,
    Label,
    Layout,
    Names,
    Number,
    StyleTree,
    Text,
)
from citeconv.csl.scope import Mode, Render, Scope, Shared
from citeconv.csl.shapes import Shapes
from citeconv.csl.sort import CompiledKey, compile_key

COMPILERS: Mapping[type, Callable[..., Render]] = {
    Choose: compile_choose,
    Date: compile_date,
    Group: compile_group,
    Label: compile_label,
    Names: compile_names,
    Number: compile_number,
    Text: compile_text,
}


def compile_element(node: Element, scope: Scope) -> Render:
    """The closure of any rendering element."""
    return scope.shared.shapes.unless_empty(node, scope.area, COMPILERS[type(node)](node, scope))


@dataclass(frozen=True, slots=True)
class CompiledArea:
    """`cs:citation` or `cs:bibliography`, ready to render."""

    layout: Layout
    render: Render
    keys: tuple[CompiledKey, ...]
    options: Mapping[str, str]
    first: Render | None = None
    """The first element of the layout alone, for `second-field-align`."""
    rest: Render | None = None


@dataclass(frozen=True, slots=True)
class CompiledStyle:
    """A whole style, compiled for one locale."""

    tree: StyleTree
    locale: Locale
    citation: CompiledArea
    bibliography: CompiledArea | None
    shapes: Shapes
    disambiguate_conditions: int = 0
    """How many conditions `disambiguate` the citation tests."""
    numbers_cites: bool = False
    """Whether citations print the number of an item in the bibliography."""


def compile_style(tree: StyleTree, locale: Locale) -> CompiledStyle:
    """Bind a style to a locale."""
    shared = Shared(tree, locale, compile_element, Shapes(tree.macros))
    facts = called(tree, tree.citation.layout.children)
    shared.year_suffix_explicit["citation"] = "year-suffix" in facts
    if tree.bibliography:
        own = called(tree, tree.bibliography.layout.children)
        shared.year_suffix_explicit["bibliography"] = "year-suffix" in own
    if any(shared.year_suffix_explicit.values()):
        # Rendered as a variable anywhere, the suffix is attached to no year (spec: Disambiguation).
        shared.year_suffix_explicit.update(citation=True, bibliography=True)
    citation = compile_area(tree.citation, "citation", shared)
    bibliography = (
        compile_area(tree.bibliography, "bibliography", shared) if tree.bibliography else None
    )
    return CompiledStyle(
        tree,
        locale,
        citation,
        bibliography,
        shared.shapes,
        min(facts.count("disambiguate"), 8),
        "citation-number" in facts,
    )


def compile_area(area: Area, mode: Mode, shared: Shared) -> CompiledArea:
    """The layout and the sort keys of one area."""
    names = inherited_options(shared.tree.options, area.options)
    marks = mode == "bibliography" and "subsequent-author-substitute" in area.options
    scope = Scope(
        shared,
        mode,
        "bibliography" if mode == "bibliography" else "citation",
        names,
        mark_names=marks,
        top=True,
    )
    renders = tuple(compile_element(child, scope) for child in area.layout.children)
    split = mode == "bibliography" and area.options.get("second-field-align")
    return CompiledArea(
        layout=area.layout,
        render=run_together(renders, ""),
        keys=tuple(compile_key(key, scope) for key in area.sort),
        options=area.options,
        first=renders[0] if split and renders else None,
        rest=run_together(renders[1:], "") if split and renders else None,
    )


TRACED = ("year-suffix", "citation-number")
"""The variables that hang on the other items of the document."""


def called(tree: StyleTree, children: Iterable[Element]) -> list[str]:
    """What a layout refers to of `TRACED` and `disambiguate`, macros included."""
    found: list[str] = []
    macros: set[str] = set()

    def walk(elements: Iterable[Element]) -> None:
        for element in elements:
            if isinstance(element, Text):
                if element.source == "macro" and element.name not in macros:
                    macros.add(element.name)
                    walk(tree.macros[element.name].children)
                elif element.source == "variable" and element.name in TRACED:
                    found.append(element.name)
            elif isinstance(element, Number) and element.variable in TRACED:
                found.append(element.variable)
            elif isinstance(element, Group):
                walk(element.children)
            elif isinstance(element, Names):
                walk(element.substitute)
            elif isinstance(element, Choose):
                for branch in element.branches:
                    if any(name == "disambiguate" for name, _ in branch.tests):
                        found.append("disambiguate")
                    walk(branch.children)

    walk(children)
    return found
