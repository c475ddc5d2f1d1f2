"""A live document: citations are inserted, changed, moved and removed, and the changed ones named.

The document is told where a citation stands by the citations before and after it, each with its
note number. An edit recomputes positions in one pass; a citation is rendered again only if
something that it depends on changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from citeconv.csl.cites import Cite, note_number, read_cite
from citeconv.csl.naming.options import whole_number
from citeconv.csl.positions import Place, place_cites

if TYPE_CHECKING:
    from citeconv.csl.processor import Processor


@dataclass(slots=True)
class Citation:
    """One citation of the document."""

    id: str
    cites: list[Cite]
    properties: dict[str, object]
    note: int = 0
    text: str = ""
    key: tuple[object, ...] | None = None
    places: list[Place] = field(default_factory=list)
    sorted: list[Cite] = field(default_factory=list)
    """The cites in the style's order."""


class Session:
    """The citations of a document in their order."""

    def __init__(self, processor: Processor) -> None:
        self.processor = processor
        self.citations: dict[str, Citation] = {}
        self.order: list[str] = []
        self.uncited: list[str] = []
        self.counter = 0
        self.items: dict[str, tuple[object, ...]] = {}
        """What the print of each item depends on: first note, state, names, company."""
        processor.registry.set_ids(())

    def cite_uncited(self, ids: Iterable[str]) -> list[str]:
        """Items that the bibliography lists though no citation names them; what changed."""
        self.uncited = [str(id) for id in ids]
        return self.refresh()

    def update(
        self,
        citation: Mapping[str, object],
        before: Sequence[tuple[str, int]],
        after: Sequence[tuple[str, int]],
    ) -> list[str]:
        """Insert or change a citation between others; the ids of citations whose text changed."""
        self.counter += 1
        id = str(citation.get("citationID") or f"citation-{self.counter}")
        raw_cites = citation.get("citationItems")
        cites = [
            read_cite(raw)
            for raw in (raw_cites if isinstance(raw_cites, Sequence) else ())
            if isinstance(raw, Mapping | str)
        ]
        raw_properties = citation.get("properties")
        properties = dict(raw_properties) if isinstance(raw_properties, Mapping) else {}
        note = properties.get("noteIndex")
        entry = Citation(id, cites, properties, note_number(note))
        known = self.citations.get(id)
        self.citations[id] = entry
        if known is not None:
            entry.text, entry.key = "", None
        for other, index in (*before, *after):
            if other in self.citations:
                self.citations[other].note = index
        self.order = [
            other
            for other in (*(i for i, _ in before), id, *(i for i, _ in after))
            if other in self.citations
        ]
        for gone in self.citations.keys() - set(self.order):
            del self.citations[gone]
        return self.refresh(always=id)

    def insert(self, citation: Mapping[str, object], index: int | None = None) -> list[str]:
        """Insert a citation at a place (the end by default); what changed. Its note moves those
        from its number on down."""
        notes = [(id, self.citations[id].note) for id in self.order]
        place = len(notes) if index is None else index
        properties = citation.get("properties")
        note = note_number(properties.get("noteIndex")) if isinstance(properties, Mapping) else 0
        after = notes[place:]
        if note and after and after[0][1] == note:
            after = [(id, number + 1 if number else 0) for id, number in after]
        return self.update(citation, notes[:place], after)

    def replace(self, citation: Mapping[str, object]) -> list[str]:
        """Change a citation where it stands; what changed."""
        id = str(citation.get("citationID"))
        place = self.order.index(id)
        notes = [(other, self.citations[other].note) for other in self.order]
        return self.update(citation, notes[:place], notes[place + 1 :])

    def move(self, id: str, index: int) -> list[str]:
        """Move a citation; what changed."""
        self.order.remove(id)
        self.order.insert(index, id)
        return self.refresh()

    def remove(self, id: str) -> list[str]:
        """Take a citation out; what changed. Notes after one that is gone move up."""
        self.order.remove(id)
        note = self.citations.pop(id).note
        left = self.citations.values()
        if note and all(citation.note != note for citation in left):
            for citation in left:
                if citation.note > note:
                    citation.note -= 1
        return self.refresh()

    def texts(self) -> list[tuple[str, str]]:
        """The citations in order: id and text."""
        return [(id, self.citations[id].text) for id in self.order]

    def refresh(self, always: str | None = None) -> list[str]:
        """Settle registry and positions, render what changed; the ids of what changed."""
        processor = self.processor
        registry = processor.registry
        listed = [self.citations[id] for id in self.order]
        ids = [cite.id for citation in listed for cite in citation.cites]
        counts = Counter(ids)
        for id in counts:
            registry.item(id)
        registry.set_ids([*ids, *self.uncited])
        registry.count_cites(counts)
        registry.settle()
        options = {**processor.style.tree.options, **processor.style.citation.options}
        distance = options.get("near-note-distance", "5")
        sorted_cites = [
            processor.in_order(citation.cites, bool(citation.properties.get("unsorted")))
            for citation in listed
        ]
        places = place_cites(
            [(cites, citation.note) for cites, citation in zip(sorted_cites, listed)],
            whole_number(distance) if distance.isdecimal() else 5,
        )
        first_notes: dict[str, int] = {}
        for cites, citation in zip(sorted_cites, listed):
            for cite in cites:
                first_notes.setdefault(cite.id, citation.note)
        changed_items = self.changed_items(counts, first_notes)
        changed: list[str] = []
        for citation, cites, found in zip(listed, sorted_cites, places):
            if (
                citation.key is not None
                and found == citation.places
                and cites == citation.sorted
                and changed_items.isdisjoint([cite.id for cite in cites])
            ):
                continue
            citation.places, citation.sorted = found, cites
            key = (
                tuple(cites),
                tuple(found),
                *zip(*(self.items[cite.id] for cite in cites)),
            )
            if key == citation.key:
                continue
            moved = citation.key is not None and bool(cites) and self.tainted(citation.key, key)
            citation.key = key
            placed = [
                replace(
                    cite,
                    position=place.position if cite.position is None else cite.position,
                    near_note=place.near_note if cite.near_note is None else cite.near_note,
                    first_note=place.first_note if cite.first_note is None else cite.first_note,
                )
                for cite, place in zip(cites, found)
            ]
            text = processor.print(processor.citation(placed))
            if text != citation.text or citation.id == always or moved:
                citation.text = text
                changed.append(citation.id)
        return changed

    def changed_items(self, counts: Mapping[str, int], first_notes: Mapping[str, int]) -> set[str]:
        """The items that print differently than they did when last looked at."""
        before, self.items = self.items, {}
        depends = 4 if self.processor.style.numbers_cites else 3
        changed = set()
        for id, count in counts.items():
            entry = self.processor.registry.entries[id]
            # A repeated item's first note counts for its first cite, too.
            note = first_notes[id] if count > 1 else 0
            now = (note, entry.state[:depends], entry.names_version, entry.company)
            self.items[id] = now
            if before.get(id) != now:
                changed.add(id)
        return changed

    @staticmethod
    def tainted(before: tuple[object, ...], after: tuple[object, ...]) -> bool:
        """Whether positions, first notes or the state of disambiguation changed."""
        notes = zip(before[2], after[2])  # type: ignore[call-overload]
        return (
            [place.position for place in before[1]] != [place.position for place in after[1]]  # type: ignore[attr-defined]
            or any(old and new and old != new for old, new in notes)
            or any(old and new and old != new for old, new in zip(before[5], after[5]))  # type: ignore[call-overload]
            or [state[:2] for state in before[3]] != [state[:2] for state in after[3]]  # type: ignore[attr-defined]
        )
