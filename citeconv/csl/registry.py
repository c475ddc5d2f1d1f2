"""The cited items in their order: sort values, citation numbers, the state of disambiguation.

An `Entry` lives as long as its item is cited. Whatever changes the set of cited items sorts and
numbers them anew (values are kept) and settles disambiguation; the registry tells which entries
print differently afterwards.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence

from citeconv.csl.compile import CompiledArea, CompiledStyle
from citeconv.csl.context import Context, Item
from citeconv.csl.disambiguate import Disambiguator
from citeconv.csl.entry import Entry
from citeconv.csl.sort import KeyValue, sorted_by
from citeconv.model.report import CitationError

UNASKED = "\0"
"""Stands for a sort value that was not asked for."""

ItemSource = Mapping[str, Mapping[str, object]]


class UnknownItem(CitationError, KeyError):
    """A cite of an item that is not there."""

    __str__ = Exception.__str__


class Registry:
    """The cited items of one document."""

    def __init__(self, style: CompiledStyle, source: ItemSource) -> None:
        self.style = style
        self.source = source
        self.entries: dict[str, Entry] = {}
        self.order: list[Entry] = []
        self.prepared: dict[str, Item] = {}
        self.abbreviations: Mapping[str, Mapping[str, str]] | None = None
        self.disambiguator = Disambiguator(style, self.base_context)
        self.links = False
        self.sorts = True
        self.stale = True

    def item(self, id: str) -> Item:
        """An item, prepared once."""
        found = self.prepared.get(id)
        if found is None:
            raw = self.source.get(id)
            if raw is None:
                raise UnknownItem(f"no item has the id “{id}”")
            found = self.prepared[id] = Item(raw)
            found.shape = self.style.shapes.of(found.type, found.facts)
        return found

    def count_cites(self, counts: Mapping[str, int]) -> None:
        """Say how often each item is cited in the document."""
        for id, entry in self.entries.items():
            count = counts.get(id, 0)
            if count != entry.cite_count:
                self.stale = self.stale or min(count, 2) != min(entry.cite_count, 2)
                entry.cite_count = count

    def set_ids(self, ids: Iterable[str]) -> None:
        """Make these the cited items, in this order of first citation."""
        wanted = list(dict.fromkeys(ids))
        if wanted == list(self.entries):
            return
        entries: dict[str, Entry] = {}
        for id in wanted:
            found = self.entries.get(id)
            entries[id] = found if found is not None else Entry(self.item(id))
        self.entries = entries
        self.stale = True

    def settle(self) -> None:
        """Sort, number and disambiguate, if anything changed."""
        if not self.stale:
            return
        self.stale = False
        entries = list(self.entries.values())
        for place, entry in enumerate(entries):
            entry.cited = place + 1
            if not entry.number:
                entry.number = place + 1
        area = self.style.bibliography
        if area is not None and area.keys and self.sorts:
            self.order = [entries[place] for place in self.sorted(area, entries)]
            # numbers that sort backwards count backwards
            backwards = any(key.by_number and not key.ascending for key in area.keys)
        else:
            self.order, backwards = entries, False
        for place, entry in enumerate(self.order):
            entry.place = place
            entry.number = len(entries) - place if backwards else place + 1
        self.disambiguator.run(self.order)

    def sorted(self, area: CompiledArea, entries: Sequence[Entry]) -> list[int]:
        """The places of entries in the order of an area's keys."""
        return sorted_by(
            area.keys, len(entries), lambda place, key: self.sort_value(area, entries[place], key)
        )

    def sort_value(self, area: CompiledArea, entry: Entry, number: int) -> KeyValue:
        """An entry's value of a key; kept, save for its number."""
        key = area.keys[number]
        cites = area is self.style.citation
        if key.by_number:
            return f"{entry.number if cites else entry.cited:09d}"
        which: Hashable = number
        told_apart = False
        if cites:
            # The cites of a citation sort by the names that they show.
            named = self.disambiguator.given_levels
            told_apart = bool(entry.levels or (named is not None and named.by_name))
            which = (number, (entry.levels, entry.names_version) if told_apart else ())
        kept = entry.sort_values.get(which, UNASKED)
        if kept is UNASKED:
            context = self.context(entry) if told_apart else self.base_context(entry)
            context.year_suffix = ""
            context.citation_number = entry.cited
            kept = entry.sort_values[which] = key.evaluate(context)
        return kept

    def base_context(self, entry: Entry) -> Context:
        """The context of an entry without a cite."""
        context = Context(entry.item)
        context.citation_number = entry.number
        context.abbreviate = self.abbreviations
        context.links = self.links
        return context

    def context(self, entry: Entry) -> Context:
        """The context of an entry with what disambiguation found."""
        context = self.base_context(entry)
        context.name_sets = []
        context.levels = entry.levels
        context.disambiguate = entry.disambiguate
        context.year_suffix = entry.year_suffix
        context.given_levels = self.disambiguator.given_levels
        return context
