"""A library: records in order, found by id, and what was learned while reading them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, overload

from citeconv.model.csl_data import CslItem, to_csl
from citeconv.model.dates import Date
from citeconv.model.record import Record, plain
from citeconv.model.report import Report

if TYPE_CHECKING:
    from pathlib import Path

    import pandas
    import pyarrow


class Library:
    """Records in order, indexed by id.

    `extra` holds what belongs to no single record (a BibTeX preamble, JabRef's metadata) and is
    restored by the writers that know it; `report` is what reading had to say.

    >>> library = Library([Record("book", "a", {"title": "B"})])
    >>> library["a"].text("title")
    'B'

    Two records may share an id; look-up finds the first.
    """

    def __init__(
        self,
        records: Iterable[Record] = (),
        extra: Mapping[str, object] | None = None,
        report: Report | None = None,
    ) -> None:
        self.records: list[Record] = list(records)
        self.extra: dict[str, object] = dict(extra or {})
        self.report = Report() if report is None else report
        self._index: dict[str, Record] = {}
        self._indexed = 0
        """How many records there were when the index was made."""

    def _find(self, id: str) -> Record | None:
        """The first record of an id; the index is made anew where it no longer holds."""
        found = self._index.get(id)
        if len(self.records) != self._indexed or (found is not None and found.id != id):
            self._index = {record.id: record for record in reversed(self.records)}
            self._indexed = len(self.records)
            found = self._index.get(id)
        return found

    @overload
    def __getitem__(self, key: str | int) -> Record: ...
    @overload
    def __getitem__(self, key: slice) -> Library: ...
    def __getitem__(self, key: str | int | slice) -> Record | Library:
        """The record of an id or position, or a library of a slice; KeyError, IndexError."""
        if isinstance(key, str):
            found = self._find(key)
            if found is None:
                raise KeyError(key)
            return found
        if isinstance(key, slice):
            return Library(self.records[key], self.extra, self.report)
        return self.records[key]

    def get(self, id: str, default: Record | None = None) -> Record | None:
        """The record of an id, or `default`."""
        found = self._find(id)
        return default if found is None else found

    def __contains__(self, item: object) -> bool:
        return self._find(item) is not None if isinstance(item, str) else item in self.records

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records)

    def __len__(self) -> int:
        return len(self.records)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Library) and self.records == other.records

    __hash__ = None  # type: ignore[assignment]

    def append(self, record: Record) -> None:
        """Add a record at the end."""
        self.records.append(record)

    def extend(self, records: Iterable[Record]) -> None:
        """Add records at the end."""
        self.records.extend(records)

    @property
    def ids(self) -> list[str]:
        """The ids, in order."""
        return [record.id for record in self.records]

    # --- making another of it ---

    def filter(self, wanted: Callable[[Record], object] | None = None, **equal: str) -> Library:
        """The records for which `wanted` holds and whose type or variables equal the keywords.

        >>> library.filter(type="book")                        # doctest: +SKIP
        >>> library.filter(lambda record: "DOI" in record)     # doctest: +SKIP

        A keyword's underscores stand for hyphens: `container_title="Nature"`.
        """
        return Library(
            (
                record
                for record in self.records
                if (wanted is None or wanted(record))
                and all(_plain(record, name) == value for name, value in equal.items())
            ),
            self.extra,
            self.report,
        )

    def sort(self, *keys: str | Callable[[Record], Any], reverse: bool = False) -> Library:
        """The records sorted by variables (or "id", "type"), those without a value last.

        A key may also be a function of a record. Numbers in a text sort as numbers, letters as
        readers of English look them up.
        """
        records = list(self.records)
        for key in reversed(keys or ("author", "issued", "title")):
            if callable(key):
                records.sort(key=key, reverse=reverse)
                continue
            values = {id(record): _sort_key(record, key) for record in records}
            with_value = [record for record in records if values[id(record)]]
            without = [record for record in records if not values[id(record)]]
            with_value.sort(key=lambda record: values[id(record)], reverse=reverse)
            records = with_value + without
        return Library(records, self.extra, self.report)

    def merge(self, other: Iterable[Record], *, by: str = "id") -> Library:
        """This library and what `other` has beside it.

        A record of `other` with the same `by` ("id", "DOI" …) as one here adds the variables
        that the one here does not have; nothing is overwritten.
        """
        records = [record.copy() for record in self.records]
        known = {key: record for record in reversed(records) if (key := _plain(record, by))}
        for record in other:
            key = _plain(record, by)
            twin = known.get(key) if key else None
            if twin is None:
                twin = record.copy()
                records.append(twin)
                if key:
                    known[key] = twin
                continue
            for name, value in record.items():
                twin.variables.setdefault(name, value)
            for tag, kept in record.extra.items():
                twin.extra.setdefault(tag, kept)
        return Library(records, self.extra, self.report)

    # --- leaving for other tools ---

    def to_dicts(self) -> list[CslItem]:
        """The records as CSL-JSON items (plain dicts)."""
        return [to_csl(record) for record in self.records]

    def to_rows(self) -> list[dict[str, str]]:
        """A flat row a record: id, type and every variable as text (names "; "-separated)."""
        return [
            {"id": record.id, "type": record.type}
            | {name: plain(value) for name, value in record.items()}
            for record in self.records
        ]

    def to_pandas(self) -> pandas.DataFrame:
        """A DataFrame, a row a record and a column a variable (needs the extra `data`)."""
        pandas = _extra("pandas")
        return pandas.DataFrame(self.to_rows())

    def to_arrow(self) -> pyarrow.Table:
        """An Arrow table, a row a record and a column a variable (needs the extra `data`)."""
        pyarrow = _extra("pyarrow")
        rows = self.to_rows()
        columns = dict.fromkeys(name for row in rows for name in row)
        return pyarrow.table(
            {
                name: pyarrow.array([row.get(name) for row in rows], pyarrow.string())
                for name in columns
            }
        )

    def bibliography(
        self,
        style: str | Path = "apa",
        *,
        locale: str | None = None,
        output: str = "text",
        verbatim: bool = False,
        links: bool = False,
    ) -> list[str]:
        """The formatted references, one string each; see `citeconv.bibliography`."""
        from citeconv.references import bibliography

        return bibliography(
            self.records, style, locale=locale, output=output, verbatim=verbatim, links=links
        )

    def __repr__(self) -> str:
        return f"<Library: {len(self.records)} records>"

    def _repr_html_(self) -> str:
        """The reference list, as notebooks show it."""
        shown = self.records[:200]
        entries = Library(shown).bibliography(output="html")
        more = len(self.records) - len(shown)
        tail = f"<p>… and {more} more</p>" if more else ""
        return '<div class="citeconv-library">' + "\n".join(entries) + f"</div>{tail}"


def _extra(module: str) -> Any:
    """A module of the extra `data`; raises ImportError that says how to get it."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise ImportError(f"{module} is not installed: python -m pip install {module}") from error


def _plain(record: Record, name: str) -> str:
    if name in ("id", "type"):
        return str(getattr(record, name))
    value = record.get(name, record.get(name.replace("_", "-")))
    return plain(value) if value is not None else ""


_DIGITS = re.compile(r"(\d+)")


def _sort_key(record: Record, name: str) -> tuple[object, ...]:
    from citeconv.csl.sort import text_key

    value = record.get(name, record.get(name.replace("_", "-")))
    if isinstance(value, Date):
        return value.parts
    found: list[tuple[int, int, str]] = []
    for piece in _DIGITS.split(_plain(record, name)[:2_000]):
        if piece.isdecimal():
            # by their number, without making one: a million digits are a number, too
            digits = piece.lstrip("0")
            found.append((0, len(digits), digits))
        elif key := text_key(piece, "en"):
            found.append((1, 0, key))
    return tuple(found)
