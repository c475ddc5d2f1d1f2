"""Year suffixes: a, b, … z, aa for works that nothing else tells apart (spec: Disambiguation)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from citeconv.csl.numbers import alphabetic

if TYPE_CHECKING:
    from citeconv.csl.entry import Entry


def assign_suffixes(groups: Iterable[list[Entry]]) -> None:
    """Letter the members of each group in bibliography order."""
    for group in groups:
        for index, entry in enumerate(sorted(group, key=lambda entry: entry.place)):
            entry.year_suffix = alphabetic(index)
