"""An item as it is cited in a document: its places, its sort values, its state of disambiguation."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, TypeAlias

from citeconv.csl.context import Item, Person

if TYPE_CHECKING:
    from citeconv.csl.naming.name_block import NameBlock

NameSet: TypeAlias = "tuple[tuple[Person, ...], int, NameBlock]"
"""A list of names as a cite has it: all people, how many are shown, and what prints them."""
Levels: TypeAlias = tuple[tuple[int, ...], ...]
"""For each list of names: how many are shown, then how far each given name is spelled out."""


class Entry:
    """A cited item: its places, its sort values, what disambiguation decided for it."""

    __slots__ = (
        "base_key",
        "base_sets",
        "cite_count",
        "cited",
        "company",
        "disambiguate",
        "item",
        "levels",
        "names_version",
        "number",
        "place",
        "sort_values",
        "year_suffix",
    )

    def __init__(self, item: Item) -> None:
        self.item = item
        self.cited = 0
        self.cite_count = 0
        self.company: frozenset[tuple[str, bool]] | None = None
        """Who the item was told apart from, and who of them is cited again."""
        self.number = 0
        self.place = 0
        self.sort_values: dict[Hashable, str | None] = {}
        self.levels: Levels = ()
        self.disambiguate = 0
        self.year_suffix = ""
        self.base_key: tuple[str, Levels] | None = None
        self.base_sets: list[NameSet] | None = None
        self.names_version: tuple[int, ...] = ()
        """Changes when another person of a name shown here turns up."""

    @property
    def state(self) -> tuple[Levels, int, str, int]:
        """What a printed cite depends on."""
        return self.levels, self.disambiguate, self.year_suffix, self.number
