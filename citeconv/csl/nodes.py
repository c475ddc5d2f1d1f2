"""The parsed style: frozen dataclasses under the CSL specification's element names.

`parse` makes them from a style's XML, `compile` turns them into closures. A node keeps the line it
stood on, so that an error can name it. Attributes that inherit (the name options) are kept as the
style wrote them; they are resolved when the style is compiled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Font: TypeAlias = tuple[tuple[str, str], ...]
"""Formatting attributes as (attribute, value) pairs, in the order in which they nest."""


@dataclass(frozen=True, slots=True)
class Look:
    """What any rendering element may carry: affixes, formatting, case, quotes (spec: Formatting)."""

    prefix: str = ""
    suffix: str = ""
    font: Font = ()
    display: str | None = None
    text_case: str | None = None
    quotes: bool = False
    no_quotes: bool = False
    """`quotes="false"`: a quotation inside starts with the outer marks, however it was written."""
    strip_periods: bool = False


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Text:
    """`cs:text`: one of a variable, a macro's output, a term, or a fixed value."""

    source: Literal["variable", "macro", "term", "value"]
    name: str
    form: str | None
    plural: bool
    look: Look
    line: int


@dataclass(frozen=True, slots=True)
class Number:
    """`cs:number`."""

    variable: str
    form: str
    look: Look
    line: int


@dataclass(frozen=True, slots=True)
class Label:
    """`cs:label`; inside `cs:names` it has no variable of its own."""

    variable: str
    form: str
    plural: str
    look: Look
    line: int


@dataclass(frozen=True, slots=True)
class DatePart:
    """`cs:date-part`."""

    name: str
    form: str | None
    range_delimiter: str | None
    look: Look
    line: int


@dataclass(frozen=True, slots=True)
class Date:
    """`cs:date`; with a `form` it takes its parts from the locale."""

    variable: str
    form: str | None
    date_parts: str
    parts: tuple[DatePart, ...]
    delimiter: str
    look: Look
    line: int


@dataclass(frozen=True, slots=True)
class Name:
    """`cs:name`: its own attributes (not yet inherited) and the looks of the name parts."""

    options: Mapping[str, str]
    family: Look | None
    given: Look | None
    look: Look
    line: int


@dataclass(frozen=True, slots=True)
class EtAl:
    """`cs:et-al`."""

    term: str
    look: Look


@dataclass(frozen=True, slots=True)
class Names:
    """`cs:names`."""

    variables: tuple[str, ...]
    delimiter: str | None
    name: Name | None
    et_al: EtAl | None
    label: Label | None
    label_first: bool
    substitute: tuple[Element, ...]
    look: Look
    line: int


@dataclass(frozen=True, slots=True)
class Group:
    """`cs:group`."""

    children: tuple[Element, ...]
    delimiter: str
    look: Look
    line: int


@dataclass(frozen=True, slots=True)
class Branch:
    """One of `cs:if`, `cs:else-if`, `cs:else`; no tests means that it always holds."""

    match: str
    tests: tuple[tuple[str, tuple[str, ...]], ...]
    children: tuple[Element, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Choose:
    """`cs:choose`."""

    branches: tuple[Branch, ...]
    line: int


Element: TypeAlias = Text | Number | Label | Date | Names | Group | Choose


@dataclass(frozen=True, slots=True)
class Macro:
    """`cs:macro`."""

    name: str
    children: tuple[Element, ...]
    line: int


@dataclass(frozen=True, slots=True)
class SortKey:
    """`cs:key`: a variable or a macro, its direction, and the name counts that it overrides."""

    variable: str | None
    macro: str | None
    ascending: bool
    options: Mapping[str, str]
    line: int


@dataclass(frozen=True, slots=True)
class Layout:
    """`cs:layout`."""

    children: tuple[Element, ...]
    delimiter: str
    look: Look
    line: int


@dataclass(frozen=True, slots=True)
class Area:
    """`cs:citation` or `cs:bibliography`: layout, sort keys and options as written."""

    layout: Layout
    sort: tuple[SortKey, ...]
    options: Mapping[str, str]
    line: int


@dataclass(frozen=True, slots=True)
class StyleTree:
    """A whole style."""

    style_class: str
    default_locale: str | None
    options: Mapping[str, str]
    macros: Mapping[str, Macro]
    citation: Area
    bibliography: Area | None
    title: str
    locales: tuple[object, ...] = field(repr=False, compare=False)
    """The `cs:locale` elements as XML, for the locale's fallback chain."""
