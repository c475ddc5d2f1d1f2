"""Single values taken from another entry: `author = {Ann Lee and xdata=people-author-2}`.

Rules: the biblatex manual, 3.13.7 (granular references; `key-field` or `key-field-number`, the number counting the items
of a list from one), as biber resolves them.  A reference to what is not there stays as it is written, and is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from citeconv.formats.bibtex.names import split_names
from citeconv.formats.mapping import Entry
from citeconv.model.patterns import pattern

_REFERENCE: Final = pattern(
    r"\s*xdata\s*=\s*\{?([^\s{},]+?)-([A-Za-z][A-Za-z_]*)(?:-([1-9]\d{0,3}))?\}?\s*\Z"
)
#: References in what is referred to.
_DEPTH: Final = 5


class Granular(NamedTuple):
    """One reference: the entry, its field, and which item of it (0: all)."""

    key: str
    field: str
    item: int


def reference(text: str) -> Granular | None:
    """The reference that a value, or an item of a list, is."""
    match = _REFERENCE.match(text) if len(text) < 500 else None
    return Granular(match[1], match[2].lower(), int(match[3] or 0)) if match else None


def granular(text: str) -> Iterator[Granular]:
    """The references in a value."""
    for item in _items(text):
        found = reference(item)
        if found:
            yield found


def _items(text: str) -> list[str]:
    return split_names(text) if "xdata" in text and "=" in text else []


def resolve(
    text: str, find: Callable[[str], Entry | None], missing: Callable[[str], None], depth: int = 0
) -> str:
    """A value with the items that it refers to."""
    items = _items(text)
    if depth >= _DEPTH or not any(map(reference, items)):
        return text
    return " and ".join(_item(item, find, missing, depth) for item in items)


def _item(
    item: str, find: Callable[[str], Entry | None], missing: Callable[[str], None], depth: int
) -> str:
    wanted = reference(item)
    if wanted is None:
        return item
    entry = find(wanted.key)
    value = next((text for tag, text in entry.fields if tag == wanted.field), "") if entry else ""
    if wanted.item:
        value = next(iter(split_names(value)[wanted.item - 1 : wanted.item]), "")
    if not value:
        missing(item.strip())
        return item
    return resolve(value, find, missing, depth + 1)
