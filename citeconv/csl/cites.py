"""A cite as it was asked for: which item, locator, affixes, and what of it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from citeconv.csl.context import FIRST, IBID_WITH_LOCATOR
from citeconv.csl.naming.options import whole_number

RawCite: TypeAlias = str | Mapping[str, object]

_LABELS = {"sub verbo": "sub-verbo"}


@dataclass(frozen=True, slots=True)
class Cite:
    """One reference inside a citation."""

    id: str
    locator: str = ""
    label: str = ""
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False
    author_only: bool = False
    position: int | None = None
    near_note: bool | None = None
    first_note: int | None = None


def note_number(value: object) -> int:
    """The number of a note; 0 for the running text, and for what is none."""
    return whole_number(str(value))


def read_cite(raw: RawCite) -> Cite:
    """A cite from its mapping, or from the id alone."""
    if not isinstance(raw, Mapping):
        return Cite(str(raw))

    def text(key: str) -> str:
        value = raw.get(key)
        return "" if value is None else str(value)

    position = raw.get("position")
    mode = raw.get("mode")
    first = raw.get("first-reference-note-number")
    near = raw.get("near-note")
    label = text("label")
    return Cite(
        id=text("id"),
        locator=text("locator").strip(),
        label=_LABELS.get(label, label),
        prefix=text("prefix"),
        suffix=text("suffix"),
        suppress_author=bool(raw.get("suppress-author")) or mode == "suppress-author",
        author_only=bool(raw.get("author-only")) or mode == "author-only",
        position=position
        if isinstance(position, int) and FIRST <= position <= IBID_WITH_LOCATOR
        else None,
        near_note=bool(near) if near is not None else None,
        first_note=note_number(first) or None,
    )
