"""Positions of cites in a document: first, subsequent, ibid, ibid with locator, near note.

Rules: the specification's `position` condition. In: the citations in document order with their
note numbers; out: for each cite its position, whether it is near the last one, and the number of
the note that cited the item first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from citeconv.csl.cites import Cite
from citeconv.csl.context import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cite stands."""

    position: int = FIRST
    near_note: bool = False
    first_note: int | None = None


def place_cites(
    citations: Sequence[tuple[Sequence[Cite], int]], near_distance: int
) -> list[list[Place]]:
    """The places of all cites; each citation comes with its note number (0 in the text)."""
    first_notes: dict[str, int] = {}
    last_notes: dict[str, int] = {}
    result: list[list[Place]] = []
    in_text: Sequence[Cite] = ()
    """The last citation in the running text."""
    notes: dict[int, list[Cite]] = {}
    """All cites so far of each note."""
    last_note = 0
    for cites, note in citations:
        within_note = note in notes
        if not note:
            previous = in_text
        elif within_note:
            previous = notes[note][-1:]
        else:
            previous = notes.get(last_note, [])
        close = not note or within_note or note - last_note <= 1
        places: list[Place] = []
        for index, cite in enumerate(cites):
            known = cite.id in first_notes
            if not known:
                first_notes[cite.id] = note
                position = FIRST
                near = False
            else:
                before = preceding(cites, index, previous)
                position = SUBSEQUENT
                if before is not None and before.id == cite.id and (index or close):
                    position = ibid(before, cite)
                near = note - last_notes[cite.id] <= near_distance
            last_notes[cite.id] = note
            first = first_notes[cite.id] if known else None
            places.append(place_of(position, near, first or None))
        result.append(places)
        if note:
            notes.setdefault(note, []).extend(cites)
            last_note = note
        else:
            in_text = cites
    return result


@lru_cache(maxsize=4096)
def place_of(position: int, near_note: bool, first_note: int | None) -> Place:
    """A place; a document has few that differ."""
    return Place(position, near_note, first_note)


def preceding(cites: Sequence[Cite], index: int, previous: Sequence[Cite]) -> Cite | None:
    """The cite that an ibid would refer to, if there is exactly one."""
    if index:
        return cites[index - 1]
    if previous and all(cite.id == previous[-1].id for cite in previous):
        return previous[-1]
    return None


def ibid(before: Cite, cite: Cite) -> int:
    """What a cite right after one of the same item is, by their locators."""
    if not before.locator:
        return IBID_WITH_LOCATOR if cite.locator else IBID
    if not cite.locator:
        return SUBSEQUENT
    same = (before.locator, before.label or "page") == (cite.locator, cite.label or "page")
    return IBID if same else IBID_WITH_LOCATOR
