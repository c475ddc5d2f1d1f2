"""What an evaluation sees: the prepared item, the cite, its position, the state of disambiguation.

`Item` is the one seam to the data: it takes a CSL-JSON shaped mapping and reads each variable once,
on first use, as text, number, date or list of names. `Context` is what compiled closures get.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from citeconv.csl.dates import NO_DATE, CslDate, parse_date
from citeconv.csl.naming.particles import split_particles
from citeconv.csl.numbers import Numeric, parse_number
from citeconv.csl.rich_text import Tokens, Value, parse_markup
from citeconv.model import vocabulary

if TYPE_CHECKING:
    from citeconv.csl.entry import NameSet
    from citeconv.csl.given_levels import GivenLevels

DATE_VARIABLES = frozenset(vocabulary.DATE_VARIABLES)
NAME_VARIABLES = frozenset(vocabulary.NAME_VARIABLES)
NUMBER_VARIABLES = frozenset(vocabulary.NUMBER_VARIABLES)

CALLED = 1
"""An element called a variable …"""
FILLED = 3
"""… and the variable was not empty (which implies that it was called)."""

FIRST, SUBSEQUENT, IBID, IBID_WITH_LOCATOR = range(4)

# Scripts in which the given name comes first: what holds none of these is written family name first
# and without a space.
_GIVEN_FIRST = re.compile(
    "[-0-9a-zA-Z\u00c0-\u017f\u0218-\u021b\u0370-\u052f\u0530-\u05ff\u0600-\u06ff"
    "\u0900-\u0e7f\u10a0-\u10ff\u1e00-\u1fff]"
)
_NOTE_FIELD = re.compile(r"\{:([\-_a-z]+|[A-Z]+): *([^}]+)\}")
_NOTE_LINE = re.compile(r"([\-_a-z]+|[A-Z]+): *(.+)")
_DOCKET_HYPHEN = re.compile(r"(?<!\\)-")
"""The hyphen of a docket number makes no range."""
_TAGS = re.compile(r"<[^<>]*>")


Shape: TypeAlias = dict[int, Any]
"""What is settled for all items of one type and with the same variables, see `shapes`."""


@dataclass(frozen=True, slots=True)
class Person:
    """A name, prepared: its parts as rich text, particles and suffix set apart."""

    family: Value = ""
    given: Value = ""
    given_source: str = ""
    dropping: Value = ""
    non_dropping: Value = ""
    suffix: Value = ""
    comma_suffix: bool = False
    literal: Value | None = None
    given_first: bool = True
    static: bool = False


def prepare_name(raw: object) -> Person | None:
    """One name of CSL-JSON; None for one that is empty."""
    if isinstance(raw, str):
        return Person(literal=parse_markup(raw)) if raw.strip() else None
    if not isinstance(raw, Mapping):
        return None

    def part(key: str) -> str:
        value = raw.get(key)
        return value.strip() if isinstance(value, str) else ""

    literal = part("literal")
    if literal:
        return Person(literal=parse_markup(literal))
    family, given = part("family"), part("given")
    if not family and not given:
        return None
    if raw.get("isInstitution") and not given:
        return Person(literal=parse_markup(family))
    suffix = part("suffix")
    comma = bool(raw.get("comma-suffix"))
    dropping, non_dropping = part("dropping-particle"), part("non-dropping-particle")
    if not family:
        family, given = given, ""
    elif not dropping and not non_dropping and raw.get("parse-names") not in (0, False):
        split = split_particles(family, given, suffix)
        family, given, suffix = split.family, split.given, split.suffix
        dropping, non_dropping = split.dropping_particle, split.non_dropping_particle
        comma = comma or split.comma_suffix
    elif len(family) > 1 and family[0] == family[-1] == '"':
        family = family[1:-1]
    return Person(
        family=parse_markup(family),
        given=parse_markup(given),
        given_source=given,
        dropping=parse_markup(dropping),
        non_dropping=parse_markup(non_dropping),
        suffix=parse_markup(suffix),
        comma_suffix=comma,
        given_first=bool(_GIVEN_FIRST.search(_TAGS.sub("", family + given))),
        static=bool(raw.get("static-ordering")),
    )


class Texts(dict[str, Value]):
    """Text variables as rich text, read on first use."""

    __slots__ = ("item",)

    def __init__(self, item: Item) -> None:
        super().__init__()
        self.item = item

    def __missing__(self, name: str) -> Value:
        value = self[name] = self.item.read_text(name)
        return value

    def without(self, names: frozenset[str]) -> Texts:
        """The same with some variables silent (they were printed as a substitute)."""
        copy = Texts(self.item)
        copy.update(self)
        for name in names:
            copy[name] = ""
        return copy


class Item:
    """One item of the bibliography, prepared once."""

    __slots__ = (
        "_dates",
        "_facts",
        "_names",
        "_numbers",
        "id",
        "language",
        "memo",
        "raw",
        "shape",
        "texts",
        "type",
    )

    def __init__(self, raw: Mapping[str, object]) -> None:
        self.raw = with_note_fields(raw)
        self.id = str(raw.get("id", ""))
        self.type = str(self.raw.get("type", ""))
        self.language = str(self.raw.get("language") or "")
        self.texts = Texts(self)
        self._names: dict[str, tuple[Person, ...]] = {}
        self._dates: dict[str, CslDate] = {}
        self._numbers: dict[str, Numeric] = {}
        self._facts: frozenset[str] | None = None
        self.shape: Shape | None = None
        self.memo: dict[Hashable, tuple[int, Tokens]] = {}

    def string(self, name: str) -> str:
        """A variable as a string, markup and all; empty if it is not there."""
        value = self.raw.get(name)
        if value is None:
            value = self.raw.get(ALIASES.get(name, ""))
            if value is None:
                if name == "page-first":
                    return _first_page(self.string("page"))
                return ""
        if type(value) is str:
            return value
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, int | float):
            if isinstance(value, float) and value.is_integer():
                value = int(value)
            return str(value)
        if isinstance(value, list | tuple):
            return ", ".join(str(part) for part in value if isinstance(part, str | int))
        return ""

    def read_text(self, name: str) -> Value:
        """A text variable as rich text."""
        text = self.string(name)
        if name in ("URL", "DOI", "PMID", "PMCID", "ISBN", "ISSN"):
            return text.strip()
        return parse_markup(text.strip()) if text else ""

    def names(self, variable: str) -> tuple[Person, ...]:
        """A name variable."""
        found = self._names.get(variable)
        if found is None:
            raw = self.raw.get(variable)
            if isinstance(raw, Mapping | str):
                raw = [raw]
            people = (
                [prepare_name(entry) for entry in raw]
                if isinstance(raw, Sequence) and variable not in DATE_VARIABLES
                else []
            )
            found = self._names[variable] = tuple(p for p in people if p is not None)
        return found

    def date(self, variable: str) -> CslDate:
        """A date variable."""
        found = self._dates.get(variable)
        if found is None:
            raw = self.raw.get(variable)
            found = self._dates[variable] = NO_DATE if raw is None else parse_date(raw)
        return found

    def number(self, variable: str) -> Numeric:
        """A number variable."""
        found = self._numbers.get(variable)
        if found is None:
            text = self.string(variable)
            if variable == "number" and self.type == "legal_case":
                text = _DOCKET_HYPHEN.sub(r"\\-", text)
            found = self._numbers[variable] = parse_number(text, variable)
        return found

    @property
    def facts(self) -> frozenset[str]:
        """The variables that have a value."""
        found = self._facts
        if found is None:
            names = set()
            for key, value in self.raw.items():
                if value is None or value == "" or value == [] or value == {}:
                    continue
                if key in DATE_VARIABLES:
                    if self.date(key):
                        names.add(key)
                elif key in NAME_VARIABLES:
                    if self.names(key):
                        names.add(key)
                elif isinstance(value, dict) and "date-parts" in value:
                    if self.date(key):
                        names.add(key)
                else:
                    names.add(key)
                    if key in ALIAS_OF:
                        names.add(ALIAS_OF[key])
            if "page" in names:
                names.add("page-first")
            found = self._facts = frozenset(names)
        return found


ALIASES: Mapping[str, str] = {
    "title-short": "shortTitle",
    "container-title-short": "journalAbbreviation",
}
ALIAS_OF = {other: name for name, other in ALIASES.items()}


def _first_page(page: str) -> str:
    return re.split(r"(?:(?<!\s)\s++)?[-–,&]", page.strip(), maxsplit=1)[0]


def with_note_fields(raw: Mapping[str, object]) -> Mapping[str, object]:
    """The item with the variables that its note spells out (`original-date: 1999`)."""
    note = raw.get("note")
    if not isinstance(note, str) or ":" not in note:
        return raw
    found: list[tuple[str, str]] = _NOTE_FIELD.findall(note)
    rest = _NOTE_FIELD.sub("", note)
    kept: list[str] = []
    for index, line in enumerate(rest.split("\n")):
        match = _NOTE_LINE.fullmatch(line.strip())
        if match and not kept:
            found.append((match[1], match[2]))
        elif index == 0 or line.strip():
            kept.append(line)
    if not found:
        return raw
    item = dict(raw)
    added: dict[str, list[object]] = {}
    for key, text in found:
        value = text.strip()
        if key == "type":
            item["type"] = value
        elif key in NAME_VARIABLES:
            family, _, given = value.partition("||")
            name = {"family": family.strip(), "given": given.strip()}
            added.setdefault(key, []).append(name if given.strip() else {"literal": value})
        elif key in raw and key not in DATE_VARIABLES:
            continue
        elif key in DATE_VARIABLES:
            item[key] = {"raw": value}
        else:
            item[key] = value
    item.update(added)
    item["note"] = "\n".join(kept).strip()
    return item


class Context:
    """One evaluation: an item in one place of the document, in one state of disambiguation."""

    __slots__ = (
        "abbreviate",
        "capitalize_term",
        "citation_number",
        "comparing",
        "disambiguate",
        "facts",
        "first_note",
        "given_levels",
        "item",
        "label",
        "levels",
        "links",
        "locator",
        "name_sets",
        "near_note",
        "position",
        "recorded",
        "shape",
        "suppress_author",
        "texts",
        "type",
        "used",
        "year_suffix",
        "year_suffix_done",
    )

    def __init__(self, item: Item) -> None:
        self.item = item
        self.type = item.type
        self.texts = item.texts
        self.facts = item.facts
        self.shape = item.shape
        self.locator: str = ""
        self.label: str = ""
        self.position = FIRST
        self.near_note = False
        self.first_note: int | None = None
        self.citation_number: int | None = None
        self.disambiguate = 0
        """How many `disambiguate` conditions hold, counted as they are tested."""
        self.comparing = False
        """Whether the cite is rendered only to be compared with others."""
        self.year_suffix = ""
        self.year_suffix_done = False
        # For each list of names rendered, in order: the number of names shown, and how far the
        # given name of each is spelled out; empty where disambiguation has nothing to say.
        self.levels: tuple[tuple[int, ...], ...] = ()
        # The lists of names that were rendered, for disambiguation.
        self.name_sets: list[NameSet] | None = None
        self.given_levels: GivenLevels | None = None
        self.links = False
        self.suppress_author = False
        # Whether a term that comes first begins a sentence.
        self.capitalize_term = False
        self.used: frozenset[str] | set[str] = frozenset()
        self.recorded: set[str] | None = None
        self.abbreviate: Mapping[str, Mapping[str, str]] | None = None
