"""How far given names are spelled out where people share a family name (spec: Disambiguation,
`givenname-disambiguation-rule`): a table of family name → forms, made once for a document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from citeconv.csl.context import Person
from citeconv.csl.entry import Entry, NameSet
from citeconv.csl.rich_text import plain

if TYPE_CHECKING:
    from citeconv.csl.naming.name_block import NameBlock

SHORT, INITIALS, FULL = range(3)


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
        self.known: dict[str, dict[tuple[str, int, bool], int]] = {}
        """The levels found for the people of a family."""
        self.hashes: dict[str, int] = {}
        """For each family a value that changes when one more person bears the name."""
        self.counts: dict[str, dict[int, Counter[str]]] = {}
        """How many people of a family have the same initials, by what prints them."""
        self.entries: dict[Entry, None] = {}
        """The entries whose people are here."""
        self.bearers: dict[str, dict[Entry, None]] = {}
        """The entries that name somebody of a family."""
        self.kin: tuple[Sequence[Person], dict[str, dict[str, Person]]] = ((), {})
        """The last list of names asked about, and its people by family."""

    def collect(self, entry: Entry) -> dict[Entry, None]:
        """Take in the people that an entry names; the entries whose names may look different now."""
        affected = {entry: None}
        self.entries[entry] = None
        for family, given, person in self.counted(entry.base_sets or ()):
            bearers = self.bearers.setdefault(family, {})
            bearers[entry] = None
            forms = self.people.setdefault(family, {})
            if given not in forms:
                forms[given] = person
                self.hashes[family] = self.hashes.get(family, 0) ^ hash(given)
                self.known.pop(family, None)
                self.counts.pop(family, None)
                affected.update(bearers)
        return affected

    def counted(self, sets: Iterable[NameSet]) -> Iterator[tuple[str, str, Person]]:
        """The people of a cite that the rule looks at, with their family and given name."""
        for people, _, _ in sets:
            for person in people[:1] if self.primary else people:
                if person.literal is None:
                    yield family_key(person), given_key(person), person

    def version_of(self, sets: Iterable[NameSet]) -> tuple[int, ...]:
        """A value that changes when the level of a name in these lists may have changed."""
        return tuple(self.hashes[family] for family, _, _ in self.counted(sets))

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
        known = self.known.setdefault(family, {})
        key = (given_key(person), block.serial, in_bibliography)
        found = known.get(key)
        if found is None:
            found = known[key] = self.needed(person, forms, block)
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
            counts = self.counts.setdefault(family, {})
            if block.serial not in counts:
                counts[block.serial] = Counter(block.initials(other) for other in forms.values())
            others = counts[block.serial]
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
