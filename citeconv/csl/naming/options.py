"""The name options in force for one `cs:names`, after inheritance (spec: Inheritable Name Options)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

INHERITED_NAME_OPTIONS = (
    "and",
    "delimiter-precedes-et-al",
    "delimiter-precedes-last",
    "et-al-min",
    "et-al-subsequent-min",
    "et-al-subsequent-use-first",
    "et-al-use-first",
    "et-al-use-last",
    # No attributes of CSL: options that a guide's rules set.
    "et-al-hides-at-least",
    "bodies-join-as-persons",
    "initialize",
    "initialize-with",
    "name-as-sort-order",
    "sort-separator",
    "name-form",
    "name-delimiter",
    "names-delimiter",
)


@dataclass(frozen=True, slots=True)
class NameOptions:
    """Attributes of `cs:name`, resolved."""

    conjunction: str | None
    delimiter: str
    precedes_et_al: str
    precedes_last: str
    et_al_min: int
    et_al_use_first: int
    et_al_subsequent_min: int
    et_al_subsequent_use_first: int
    et_al_use_last: bool
    et_al_hides_all: bool
    """`et-al-use-first="0"`: a long list is not shown at all."""
    et_al_hides_at_least: int
    """The fewest names that "et al." may stand for once disambiguation shows more of them."""
    bodies_join_as_persons: bool
    """Whether a body at the end of a list is joined by `delimiter-precedes-last`, too."""
    form: str
    initialize: bool
    initialize_with: str | None
    as_sort_order: str | None
    sort_separator: str


def whole_number(text: str | None) -> int:
    """An attribute that is a number; 0 where it is not."""
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0


def inherited_options(*levels: Mapping[str, str]) -> dict[str, str]:
    """The inheritable name options of style and area, the innermost winning."""
    merged: dict[str, str] = {}
    for level in levels:
        for name in INHERITED_NAME_OPTIONS:
            if name in level:
                merged[name] = level[name]
    return merged


def resolve_options(inherited: Mapping[str, str], own: Mapping[str, str]) -> NameOptions:
    """The options of a `cs:name` in its place."""

    def get(name: str) -> str | None:
        return own.get(name, inherited.get(name))

    delimiter = own.get("delimiter", inherited.get("name-delimiter"))
    form = own.get("form", inherited.get("name-form"))
    separator = get("sort-separator")
    return NameOptions(
        conjunction=get("and"),
        delimiter=", " if delimiter is None else delimiter,
        precedes_et_al=get("delimiter-precedes-et-al") or "contextual",
        precedes_last=get("delimiter-precedes-last") or "contextual",
        et_al_min=whole_number(get("et-al-min")),
        et_al_use_first=whole_number(get("et-al-use-first")),
        et_al_subsequent_min=whole_number(get("et-al-subsequent-min")),
        et_al_subsequent_use_first=whole_number(get("et-al-subsequent-use-first")),
        et_al_use_last=get("et-al-use-last") == "true",
        et_al_hides_all=get("et-al-use-first") == "0",
        et_al_hides_at_least=whole_number(get("et-al-hides-at-least")),
        bodies_join_as_persons=get("bodies-join-as-persons") == "true",
        form=form or "long",
        initialize=get("initialize") != "false",
        initialize_with=get("initialize-with"),
        as_sort_order=get("name-as-sort-order"),
        sort_separator=", " if separator is None else re.sub(" +", " ", separator),
    )
