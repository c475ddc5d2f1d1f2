"""What an element needs to know when it is compiled: locale, inherited options, the macros.

A `Scope` is passed down the tree while a style is compiled. Whatever it says is bound into the
closures, so that nothing of it is looked up again when an item is rendered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Literal, TypeAlias

from citeconv.csl.context import Context
from citeconv.csl.locales import Locale
from citeconv.csl.nodes import Element, Names, StyleTree
from citeconv.csl.rich_text import Tokens
from citeconv.csl.shapes import Shapes

Render: TypeAlias = Callable[[Context, Tokens], int]
"""A compiled element: appends tokens, tells whether it called a variable and filled it."""

Mode: TypeAlias = Literal["citation", "bibliography", "sort"]


@dataclass(slots=True)
class Shared:
    """What all scopes of one style have in common."""

    tree: StyleTree
    locale: Locale
    compile: Callable[[Element, Scope], Render]
    shapes: Shapes
    macros: dict[tuple[object, ...], Render] = field(default_factory=dict)
    serial: count[int] = field(default_factory=count)
    year_suffix_explicit: dict[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an element stands."""

    shared: Shared
    mode: Mode
    area: Literal["citation", "bibliography"]
    options: Mapping[str, str]
    """The name options in force, inherited from style and area."""
    key_options: tuple[tuple[str, str], ...] = ()
    """What a sort key overrides of the names options."""
    delimiter: str = ""
    """The delimiter of the nearest ancestor that has one, for `cs:choose`."""
    substitute_for: Names | None = None
    """The `cs:names` whose substitute this element is part of."""
    mark_names: bool = False
    top: bool = False
    """Whether this is an element of the layout itself: only those make display blocks."""
    direct: bool = False
    """Whether this is the child of a `cs:substitute` itself, not a macro called there."""

    @property
    def locale(self) -> Locale:
        """The locale that terms come from."""
        return self.shared.locale

    def inside(self, delimiter: str) -> Scope:
        """The same inside of an element that joins its children by a delimiter."""
        # Spelled out: a large style has a thousand of these, and `replace` takes four times as long.
        return Scope(
            self.shared,
            self.mode,
            self.area,
            self.options,
            self.key_options,
            delimiter,
            self.substitute_for,
            self.mark_names,
        )

    def in_substitute(self, names: Names) -> Scope:
        """The same inside a `cs:substitute`."""
        return replace(self, substitute_for=names, delimiter="", direct=True)

    def style_option(self, name: str, default: str = "") -> str:
        """An attribute of `cs:style`."""
        return self.shared.tree.options.get(name, default)
