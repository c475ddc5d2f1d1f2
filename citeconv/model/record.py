"""What a reference is: a `Record` of CSL 1.0.2 variables, and what its source said beside them."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, KeysView, Mapping
from typing import NamedTuple, TypeAlias

from citeconv.model.dates import Date
from citeconv.model.names import Name
from citeconv.model.report import VocabularyError
from citeconv.model.vocabulary import KINDS, TYPE_ALIASES, TYPES, VARIABLE_ALIASES

#: What a variable holds: text and numbers are `str` (text with CSL's inline markup).
Value: TypeAlias = str | list[Name] | Date

#: What `extra` holds: JSON values; a tag that stood several times is a list.
Extra: TypeAlias = dict[str, object]


class Origin(NamedTuple):
    """Where a record came from: format name, file, line (from 1; 0 if unknown)."""

    format: str = ""
    file: str = ""
    line: int = 0


_NO_DATE = Date()


class Record:
    """One reference.

    `type` is a CSL 1.0.2 type, `variables` maps CSL variable names to values of the kind that
    the vocabulary gives them. `extra` keeps what the source said that CSL has no variable for,
    under "format:tag", in source order. Two records are equal when id, type, variables and
    extra are.

    >>> record = Record("article-journal", "doe99", {"title": "On citing"})
    >>> record["DOI"] = "10.1000/182"

    Setting an unknown variable or a value of the wrong kind raises `VocabularyError`; setting an
    empty value unsets the variable.
    Readers whose tables were checked when they were built may fill `variables` directly.
    """

    __slots__ = ("extra", "id", "origin", "type", "variables")

    def __init__(
        self,
        type: str = "document",
        id: str = "",
        variables: Mapping[str, Value] | None = None,
        extra: Extra | None = None,
        origin: Origin = Origin(),  # noqa: B008 - an immutable tuple
    ) -> None:
        if type not in TYPES:
            raise VocabularyError(unknown("type", type, TYPES, TYPE_ALIASES))
        self.type = type
        self.id = id
        self.variables: dict[str, Value] = {}
        self.extra: Extra = {} if extra is None else extra
        self.origin = origin
        if variables:
            for name, value in variables.items():
                self[name] = value

    def __setitem__(self, name: str, value: Value) -> None:
        kind = KINDS.get(name)
        if kind is None:
            raise VocabularyError(unknown("variable", name, KINDS, VARIABLE_ALIASES))
        if not value or value == _NO_DATE:
            self.variables.pop(name, None)
            return
        if kind == "names":
            if not (isinstance(value, list) and all(isinstance(item, Name) for item in value)):
                raise VocabularyError(f"{name} takes a list of Name, not {value!r}")
        elif not isinstance(value, Date if kind == "date" else str):
            wanted = "a Date" if kind == "date" else "text (str)"
            raise VocabularyError(f"{name} takes {wanted}, not {value!r}")
        self.variables[name] = _of_tuples(value) if isinstance(value, Date) else value

    def __getitem__(self, name: str) -> Value:
        return self.variables[name]

    def __delitem__(self, name: str) -> None:
        del self.variables[name]

    def __contains__(self, name: object) -> bool:
        return name in self.variables

    def __iter__(self) -> Iterator[str]:
        return iter(self.variables)

    def __len__(self) -> int:
        return len(self.variables)

    def __bool__(self) -> bool:
        return True

    def keys(self) -> KeysView[str]:
        return self.variables.keys()

    def items(self) -> ItemsView[str, Value]:
        return self.variables.items()

    def get(self, name: str, default: Value | None = None) -> Value | None:
        """The variable's value, or `default`."""
        return self.variables.get(name, default)

    def text(self, name: str) -> str:
        """The value of a text or number variable, "" where it is not set."""
        value = self.variables.get(name, "")
        return value if isinstance(value, str) else ""

    def names(self, name: str) -> list[Name]:
        """The value of a name variable, [] where it is not set."""
        value = self.variables.get(name)
        return value if isinstance(value, list) else []

    def date(self, name: str) -> Date | None:
        """The value of a date variable, None where it is not set."""
        value = self.variables.get(name)
        return value if isinstance(value, Date) else None

    def copy(self) -> Record:
        """A record of its own: changing it leaves this one as it is."""
        twin = self.shallow_copy()
        for name, value in twin.variables.items():
            if isinstance(value, list):
                twin.variables[name] = list(value)
        return twin

    def shallow_copy(self) -> Record:
        """A record with the same values in dictionaries of its own; lists of names are shared."""
        twin = Record.__new__(Record)
        twin.type, twin.id, twin.origin = self.type, self.id, self.origin
        twin.variables, twin.extra = self.variables.copy(), self.extra.copy()
        return twin

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Record):
            return NotImplemented
        return (self.id, self.type, self.variables, self.extra) == (
            other.id,
            other.type,
            other.variables,
            other.extra,
        )

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        extra = f", extra={self.extra!r}" if self.extra else ""
        return f"Record({self.type!r}, {self.id!r}, {self.variables!r}{extra})"


def _of_tuples(date: Date) -> Date:
    """A date whose parts may have been given as lists: writers keep dates in caches."""
    parts, end = date[:2]
    if type(parts) is tuple and (end is None or type(end) is tuple):
        return date
    return date._replace(parts=tuple(parts), end=None if end is None else tuple(end))


def plain(value: Value) -> str:
    """A value in one line of text: names inverted, "; " between them, a date in EDTF."""
    if isinstance(value, list):
        return "; ".join(name.inverted for name in value)
    return str(value)


def unknown(
    what: str, name: str, known: Mapping[str, object] | frozenset[str], aliases: Mapping[str, str]
) -> str:
    """The sentence for a name that the vocabulary does not have, with the one that is meant."""
    from difflib import get_close_matches

    near = [aliases[name]] if name in aliases else get_close_matches(name, list(known), 1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return f"CSL 1.0.2 has no {what} {name!r}{hint}"
