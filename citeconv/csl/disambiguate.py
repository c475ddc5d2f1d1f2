"""Telling cites apart: added names, given names, the condition, the year suffix (spec: Disambiguation).

Works by buckets: one bare cite of each item gives its key, and only items that share a key are
looked at again. Inside a bucket, steps (spell out a given name, show one more name) are tried on
all members at once; a step stays only if it splits the bucket, and each part goes on by itself.
The rules that look at all names of the document are in `given_levels`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from citeconv.csl.compile import CompiledStyle
from citeconv.csl.context import SUBSEQUENT, Context
from citeconv.csl.entry import Entry, Levels, NameSet
from citeconv.csl.given_levels import FULL, GivenLevels
from citeconv.csl.rich_text import Tokens, plain
from citeconv.csl.year_suffix import assign_suffixes

Settled: TypeAlias = "tuple[list[tuple[Levels, int]], list[list[Entry]]]"
"""The state found for each member of a bucket, and the groups that need year suffixes."""


class Disambiguator:
    """Settles the state of all entries of a document."""

    def __init__(self, style: CompiledStyle, context_of: Callable[[Entry], Context]) -> None:
        options = {**style.tree.options, **style.citation.options}
        self.add_names = options.get("disambiguate-add-names") == "true"
        self.add_given = options.get("disambiguate-add-givenname") == "true"
        self.add_suffix = options.get("disambiguate-add-year-suffix") == "true"
        self.rule = options.get("givenname-disambiguation-rule", "by-cite")
        self.by_cite = self.add_given and self.rule == "by-cite"
        self.active = (
            self.add_names or self.add_given or self.add_suffix or style.disambiguate_conditions > 0
        )
        self.conditions = style.disambiguate_conditions
        self.render = style.citation.render
        self.context_of = context_of
        self.given_levels: GivenLevels | None = None
        self.settled: dict[tuple[object, ...], Settled] = {}
        """What was decided for a bucket, by its members as they were."""

    def run(self, order: Sequence[Entry]) -> None:
        """Disambiguate all entries, given in bibliography order."""
        for entry in order:
            entry.levels, entry.disambiguate, entry.year_suffix = (), 0, ""
            entry.company = None
        if not self.active:
            return
        if self.add_given:
            self.collect_names(order)
        buckets: dict[str, list[Entry]] = {}
        for entry in order:
            if entry.base_key is None:
                key, sets = self.rendered(entry, (), 0)
                entry.base_key, entry.base_sets = (key, base_levels(sets)), sets
            buckets.setdefault(entry.base_key[0], []).append(entry)
        suffixed: list[list[Entry]] = []
        settled: dict[tuple[object, ...], Settled] = {}
        for bucket in buckets.values():
            if len(bucket) > 1:
                suffixed.extend(self.settled_bucket(bucket, settled))
                self.note_company(bucket)
        self.settled = settled
        if self.add_suffix:
            assign_suffixes(suffixed)

    def note_company(self, bucket: list[Entry]) -> None:
        """Remember who was told apart from whom by a condition, and who of them is cited again."""
        told = [entry for entry in bucket if entry.disambiguate]
        looks = {self.rendered(entry, entry.levels, entry.disambiguate)[0] for entry in told}
        everybody = frozenset((entry.item.id, entry.cite_count > 1) for entry in bucket)
        for entry in bucket if told else ():
            # who still looks like the others depends on its own cites alone
            own = frozenset(((entry.item.id, entry.cite_count > 1),))
            entry.company = everybody if len(looks) > 1 else own

    def collect_names(self, order: Sequence[Entry]) -> None:
        """Take in the people of all cites; entries whose names are affected lose their keys.

        The table is made anew only when somebody may have left it.
        """
        levels = self.given_levels
        if levels is None or not levels.entries.keys() <= set(order):
            levels = GivenLevels(self.rule)
        affected: dict[Entry, None] = {}
        self.given_levels = None
        for entry in order:
            if entry not in levels.entries:
                if entry.base_sets is None:
                    entry.base_sets = self.rendered(entry, (), 0)[1]
                affected.update(levels.collect(entry))
        self.given_levels = levels
        for entry in affected:
            version = levels.version_of(entry.base_sets or ())
            if version != entry.names_version:
                entry.names_version = version
                if levels.by_name:
                    entry.base_key = None

    def settled_bucket(
        self, bucket: list[Entry], settled: dict[tuple[object, ...], Settled]
    ) -> list[list[Entry]]:
        """`settle_bucket`, unless the same bucket was settled in the last run."""
        key = tuple((entry, entry.names_version, entry.cite_count > 1) for entry in bucket)
        known = self.settled.get(key)
        if known is None:
            groups = list(self.settle_bucket(bucket))
            known = ([(entry.levels, entry.disambiguate) for entry in bucket], groups)
        else:
            for entry, (levels, disambiguate) in zip(bucket, known[0]):
                entry.levels, entry.disambiguate = levels, disambiguate
        settled[key] = known
        return known[1]

    def rendered(
        self, entry: Entry, levels: Levels, disambiguate: int
    ) -> tuple[str, list[NameSet]]:
        """The key of an entry's bare cite, and the lists of names in it."""
        context = self.context_of(entry)
        # Items are compared as they look when cited again.
        context.position = SUBSEQUENT
        context.near_note = True
        context.levels = levels
        context.disambiguate = disambiguate
        context.given_levels = self.given_levels
        context.comparing = True
        sets: list[NameSet] = []
        context.name_sets = sets
        out: Tokens = []
        self.render(context, out)
        # "J.J." and "J. J." are the same.
        return plain(out).replace(".", "").replace(" ", ""), sets

    def settle_bucket(self, bucket: list[Entry]) -> Iterator[list[Entry]]:
        """Tell the members of a bucket apart; yields the groups that need year suffixes."""
        assert bucket[0].base_key is not None
        pending: list[tuple[list[Entry], Levels]] = [(bucket, ())]
        rest: list[list[Entry]] = []
        if self.add_names or self.by_cite:
            while pending:
                members, base = pending.pop(0)
                split = self.split_by_names(members, base)
                if split is None:
                    rest.append(members)
                    continue
                groups, better = split
                for group in groups:
                    for entry in group:
                        entry.levels = better
                    if len(group) > 1:
                        pending.append((group, better))
        else:
            rest.append(bucket)
        for members in rest:
            yield from self.split_by_conditions(members)

    def split_by_conditions(self, members: list[Entry]) -> Iterator[list[Entry]]:
        """Let the `disambiguate` conditions come true, one after the other."""
        pending = [(members, 0)]
        while pending:
            group, reached = pending.pop(0)
            before = self.rendered(group[0], group[0].levels, reached)[0]
            for count in range(reached + 1, self.conditions + 1):
                parts = self.partition(group, group[0].levels, count)
                exposed = self.rendered(group[0], group[0].levels, count)[0] != before
                if len(parts) > 1 or exposed:
                    for entry in group:
                        entry.disambiguate = count
                    if len(parts) == 1:
                        # what a condition shows ends the attempt, though the cites still look alike
                        yield group
                        break
                    pending.extend((part, count) for part in parts if len(part) > 1)
                    break
            else:
                yield group

    def partition(
        self, members: Iterable[Entry], levels: Levels, disambiguate: int = 0
    ) -> list[list[Entry]]:
        """Members by what their cites look like in a given state."""
        groups: dict[str, list[Entry]] = {}
        for entry in members:
            groups.setdefault(self.rendered(entry, levels, disambiguate)[0], []).append(entry)
        return list(groups.values())

    def split_by_names(
        self, members: list[Entry], base: Levels
    ) -> tuple[list[list[Entry]], Levels] | None:
        """The first step that tells some members from others, and the state after it."""
        shown = [
            (entry.base_sets if not base else None) or self.rendered(entry, base, 0)[1]
            for entry in members
        ]
        widths = [
            max(len(sets[place][0]) if place < len(sets) else 0 for sets in shown)
            for place in range(max((len(sets) for sets in shown), default=0))
        ]
        if len(members) > 1 and self.same_people(shown):
            return None
        state = [list(base_set) for base_set in full_levels(base, shown, widths)]
        for place, width in enumerate(widths):
            start_count = state[place][0]
            counts = range(start_count, width + 1) if self.add_names else (start_count,)
            for count in counts:
                if count > start_count:
                    state[place][0] = count
                    groups = self.partition(members, frozen(state))
                    if len(groups) > 1:
                        return groups, frozen(state)
                if not self.by_cite:
                    continue
                names = range(count) if count == start_count else (count - 1,)
                for name in names:
                    before = state[place][name + 1]
                    for level in range(before + 1, FULL + 1):
                        state[place][name + 1] = level
                        groups = self.partition(members, frozen(state))
                        if len(groups) > 1:
                            return groups, frozen(state)
                    state[place][name + 1] = before
            state[place][0] = start_count
        return None

    @staticmethod
    def same_people(shown: Sequence[Sequence[NameSet]]) -> bool:
        """Whether all members name the same people, so that no step can help."""
        first = [names[0] for names in shown[0]]
        return all([names[0] for names in sets] == first for sets in shown[1:])


def base_levels(sets: Sequence[NameSet]) -> Levels:
    """The state in which a cite was rendered."""
    return tuple((names[1],) for names in sets)


def full_levels(base: Levels, shown: Sequence[Sequence[NameSet]], widths: Sequence[int]) -> Levels:
    """A state with a place for each name of each list."""
    full: list[tuple[int, ...]] = []
    for place, width in enumerate(widths):
        known = base[place] if place < len(base) else ()
        count = known[0] if known else 0
        visible = max((sets[place][1] for sets in shown if place < len(sets)), default=0)
        levels = [max(count, visible), *known[1:]]
        levels.extend([0] * (width + 1 - len(levels)))
        full.append(tuple(levels))
    return tuple(full)


def frozen(state: Sequence[Sequence[int]]) -> Levels:
    """A state as a value."""
    return tuple(tuple(levels) for levels in state)
