"""What a format's table is made of: entries, and the rows, codecs and composites that say what
they mean. `mapping` walks them in both directions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, Literal, NamedTuple

from citeconv.model.record import Value
from citeconv.model.vocabulary import Kind

Direction = Literal["both", "read", "write"]


class Entry:
    """What a syntax yields and prints: tags with their raw text, no meaning.

    `fields` are (tag, text) pairs in source order; `line` is where the entry begins.
    """

    __slots__ = ("fields", "key", "line", "type")

    def __init__(self, type: str, key: str, fields: list[tuple[str, str]], line: int = 0) -> None:
        self.type = type
        self.key = key
        self.fields = fields
        self.line = line

    def __repr__(self) -> str:
        return f"Entry({self.type!r}, {self.key!r}, {self.fields!r}, line={self.line})"


class Codec(NamedTuple):
    """A named conversion between a native value and a variable's value.

    `read` returns None for text that is no such value; `write` returns "" or [] for a value that
    the format can't hold; a list is one native field for each item.
    """

    name: str
    read: Callable[[str], Value | None]
    write: Callable[[Value], str | list[str]]
    kinds: frozenset[Kind]
    #: How a second value of the same variable joins the first ("" keeps it in extra).
    join: str = ""
    #: `write` for several values at once, where that is faster: a text for each.
    write_all: Callable[[list[Value]], list[str]] | None = None


class Row(NamedTuple):
    """One line of a table: native `tag` ⇄ CSL `variable`, through `codec`.

    `types` limits the row to CSL types, `native` to native types; empty means all.
    `direction` is "read" or "write" for a row that holds one way only.
    """

    tag: str
    variable: str
    codec: str = "text"
    types: frozenset[str] = frozenset()
    native: frozenset[str] = frozenset()
    direction: Direction = "both"
    #: A word for the documentation: why the row is so.
    note: str = ""

    def holds(self, csl_type: str, native_type: str) -> bool:
        return (not self.types or csl_type in self.types) and (
            not self.native or native_type in self.native
        )


def row(
    tag: str,
    variable: str,
    codec: str = "text",
    *,
    types: str | Iterable[str] = (),
    native: str | Iterable[str] = (),
    direction: Direction = "both",
    note: str = "",
) -> Row:
    """A `Row`; `types` and `native` may be space-separated text."""
    return Row(
        tag,
        variable,
        codec,
        _words(types) if types else _ALL,
        _words(native) if native else _ALL,
        direction,
        note,
    )


_ALL: Final[frozenset[str]] = frozenset()


def _words(value: str | Iterable[str]) -> frozenset[str]:
    return frozenset(value.split() if isinstance(value, str) else value)


class Composite(NamedTuple):
    """Several native tags that make one variable (SP and EP, year and month), or the reverse.

    `read` takes the entry's texts by tag (the composite's tags only) and the native type, and
    returns variables, or {} to leave the texts to the plain rows and `extra`. `write` takes the
    record's variables and the native type and returns (tag, text) pairs for those of
    `variables` that it can say. A composite goes before the rows.
    A `partial` one deletes from the texts what it took; what it leaves goes on to the rows.
    One with `when` is asked only where one of those tags stands: without them the rows do.
    What it writes stands together, where the table has the first of its tags.
    """

    name: str
    tags: tuple[str, ...]
    variables: tuple[str, ...]
    read: Callable[[Mapping[str, list[str]], str], dict[str, Value]]
    write: Callable[[Mapping[str, Value], str], list[tuple[str, str]]]
    note: str = ""
    partial: bool = False
    when: frozenset[str] = frozenset()
