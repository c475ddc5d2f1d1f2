"""Telling cites apart: added names, given names, the condition, the year suffix (spec: Disambiguation).

Works by buckets: one bare cite of each item gives its key, and only items that share a key are
looked at again. Inside a bucket, steps (spell out a given name, show one more name) are tried on
all members at once; a step stays only if it splits the bucket, and each part goes on by itself.
The rules that look at all names of the document use a table of family name → forms, made once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from citeconv.csl.compile import CompiledStyle
from citeconv.csl.context import SUBSEQUENT, Context, Item, Person
from citeconv.csl.rich_text import Tokens, plain
from citeconv.csl.year_suffix import assign_suffixes

if TYPE_CHECKING:
    from citeconv.csl.elements.names import NameBlock

NameSet: TypeAlias = "tuple[tuple[Person, ...], int, NameBlock]"
"""A list of names as a cite has it: all people, how many are shown, and what prints them."""
Levels: TypeAlias = tuple[tuple[int, ...], ...]
"""For each list of names: how many are shown, then how far each given name is spelled out."""

SHORT, INITIALS, FULL = range(3)


Settled: TypeAlias = "tuple[list[tuple[Levels, int]], list[list[Entry]]]"
"""The state found for each member of a bucket, and the groups that need year suffixes."""


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
        self.sort_values: dict[tuple[object, ...], list[str | None]] = {}
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
        """Take in the people of all cites; entries whose names are affected lose their keys."""
        levels = GivenLevels(self.rule)
        for entry in order:
            if entry.base_sets is None:
                self.given_levels = None
                entry.base_sets = self.rendered(entry, (), 0)[1]
            levels.collect(entry.base_sets)
        self.given_levels = levels
        for entry in order:
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


class GivenLevels:
    """How far each name of the document must be spelled out, by the rules on names.

    By the rules on names all of them count; by cite only those of one work, and in bibliographies:
    two people must not look alike. The names that "et al." hides count too: disambiguation may show them.
    """

    def __init__(self, rule: str) -> None:
        self.primary = rule.startswith("primary-name")
        self.limit = INITIALS if rule.endswith("-with-initials") else FULL
        self.by_name = rule != "by-cite"
        self.people: dict[str, dict[str, Person]] = {}
        self.known: dict[tuple[str, str, int, bool], int] = {}
        self.hashes: dict[str, int] = {}
        """For each family a value that changes when one more person bears the name."""
        self.counts: dict[tuple[str, int], Counter[str]] = {}
        """How many people of a family have the same initials, by what prints them."""
        self.kin: tuple[Sequence[Person], dict[str, dict[str, Person]]] = ((), {})
        """The last list of names asked about, and its people by family."""

    def collect(self, sets: Iterable[NameSet]) -> None:
        """Take in the people that a cite names."""
        for people, _, _ in sets:
            for person in people[:1] if self.primary else people:
                if person.literal is None:
                    family, given = family_key(person), given_key(person)
                    forms = self.people.setdefault(family, {})
                    if given not in forms:
                        forms[given] = person
                        self.hashes[family] = self.hashes.get(family, 0) ^ hash(given)

    def version_of(self, sets: Iterable[NameSet]) -> tuple[int, ...]:
        """A value that changes when the level of a name in these lists may have changed."""
        return tuple(
            self.hashes[family_key(person)]
            for people, _, _ in sets
            for person in (people[:1] if self.primary else people)
            if person.literal is None
        )

    def level(
        self, people: Sequence[Person], index: int, block: NameBlock, in_bibliography: bool
    ) -> int:
        """The level for a name that stands at a place in a list."""
        person = people[index]
        if person.literal is not None or (not self.by_name and not in_bibliography):
            return 0
        if self.primary and index:
            return 0
        family = family_key(person)
        if not self.by_name:
            # By cite, only the people of one work must not look alike.
            kin = self.families_of(people)[family]
            return self.needed(person, kin, block) if len(kin) > 1 else 0
        forms = self.people.get(family)
        if forms is None or len(forms) < 2:
            return 0
        key = (family, given_key(person), block.serial, in_bibliography)
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = self.needed(person, forms, block)
        return found

    def families_of(self, people: Sequence[Person]) -> dict[str, dict[str, Person]]:
        """The people of one list by family."""
        if self.kin[0] is not people:
            families: dict[str, dict[str, Person]] = {}
            for person in people:
                families.setdefault(family_key(person), {})[given_key(person)] = person
            self.kin = (people, families)
        return self.kin[1]

    def needed(self, person: Person, forms: Mapping[str, Person], block: NameBlock) -> int:
        """The least level at which no other person of the family looks the same."""
        if not block.initializes:
            return FULL if self.limit == FULL else 0
        own = block.initials(person)
        family = family_key(person)
        if forms is self.people.get(family):
            others = self.counts.get((family, block.serial))
            if others is None:
                others = Counter(block.initials(other) for other in forms.values())
                self.counts[family, block.serial] = others
        else:
            others = Counter(block.initials(other) for other in forms.values())
        if self.limit == INITIALS:
            return INITIALS if len(others) > 1 else 0
        return FULL if others[own] > 1 else INITIALS


def given_key(person: Person) -> str:
    """A given name, whatever its spacing."""
    return plain(person.given).replace(".", "").replace(" ", "")


def family_key(person: Person) -> str:
    """What a short form shows of a name."""
    return f"{plain(person.non_dropping)} {plain(person.family)}"


__all__ = ["Disambiguator", "Entry", "GivenLevels", "Levels", "Mapping"]
