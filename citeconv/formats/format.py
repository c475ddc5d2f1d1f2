"""What a format is, and how a table and a syntax make one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple, Protocol

from citeconv.formats.cuts import Boundary
from citeconv.formats.mapping import Entry, FormatMapping, Row
from citeconv.formats.source import Source
from citeconv.model.record import Record
from citeconv.model.report import FormatError, Report

_NOTHING: Final[Mapping[str, object]] = MappingProxyType({})


class Options(NamedTuple):
    """What the caller wishes of a writer; a format takes what concerns it.

    `values` are the format's own options (`ascii`, `flat`, `key` …); `learned` is what the
    reader learned beside the records (`Library.extra`), for writers that restore it.
    """

    values: Mapping[str, object] = _NOTHING
    learned: Mapping[str, object] = _NOTHING

    def get(self, name: str, default: object = None) -> object:
        return self.values.get(name, default)


Reader = Callable[[Source, Report], Iterator[Record]]
Writer = Callable[[Iterable[Record], Report, Options], Iterator[str]]


class Syntax(Protocol):
    """How a format spells its entries; it knows no meaning."""

    def parse(self, source: Source, report: Report) -> Iterator[Entry]:
        """The entries of an input, one at a time; a broken one is reported and skipped."""
        ...

    def print(self, entries: Iterable[Entry], report: Report, options: Options) -> Iterator[str]:
        """The text of entries, in pieces."""
        ...


#: What a writer leaves beside a piece of text for `Format.settle`.
Mark = tuple[str, ...]
#: What is to be replaced in the piece of a mark, and by what; None if it stands as it is.
Settle = Callable[[Mark], tuple[str, str] | None]

_NO_OPTIONS: Final[Mapping[str, str]] = MappingProxyType({})


class Format(NamedTuple):
    """A format: its names, how to recognise it, and its reader and writer (either may be None).

    `detect` takes the first kilobytes as text and says how sure it is, 0 to 1.
    `options` are the format's own options and what each means, for `--help` and the docs.
    """

    name: str
    title: str
    extensions: tuple[str, ...] = ()
    media_types: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    detect: Callable[[str], float] | None = None
    read: Reader | None = None
    write: Writer | None = None
    mapping: FormatMapping | None = None
    options: Mapping[str, str] = _NO_OPTIONS
    #: What stands before, between and after the parts of an output that is written in parts
    #: (`Options` value "part"); None for a format whose output cannot be cut.
    joints: tuple[str, str, str] | None = None
    #: Where an input may be cut into parts that are read alone; None if it may not.
    boundary: Boundary | None = None
    #: For a format whose records depend on those written before (BibTeX: no key twice): makes the
    #: function that settles each piece of a part's text where the parts are joined. The part's
    #: writer leaves a mark for each piece in the `Options` value "marks".
    settle: Callable[[Report, Options], Settle] | None = None
    #: Makes the format anew around another table.
    remap: Callable[[FormatMapping], Format] | None = None

    def __repr__(self) -> str:
        return f"<Format {self.name}: {self.title}>"

    def with_rows(self, rows: Iterable[Row]) -> Format:
        """The format with `rows` before its table's own."""
        if self.mapping is None or self.remap is None:
            raise FormatError(f"{self.name} has no mapping table to put rows before")
        return self.remap(self.mapping.with_rows(rows))


def tabled(format: Format, syntax: Syntax, mapping: FormatMapping) -> Format:
    """Complete `format` with the reader and writer that a table and a syntax make."""

    def read(source: Source, report: Report) -> Iterator[Record]:
        for entry in syntax.parse(source, report):
            yield mapping.record(entry, report, source.name)

    def write(records: Iterable[Record], report: Report, options: Options) -> Iterator[str]:
        entries = (mapping.entry(record, report) for record in records)
        return syntax.print(entries, report, options)

    return format._replace(
        read=read,
        write=write,
        mapping=mapping,
        remap=lambda other: tabled(format, syntax, other),
    )


def changed_for_others(
    format: Format,
    change: Callable[[Record], Record],
    unless: Mapping[str, str] = _NO_OPTIONS,
    own: bool = False,
) -> Format:
    """The format with a writer that changes the records of other formats, and its own if `own`.

    `unless` are options of the format (with what each means) any of which leaves all as they are.
    """
    inner, remap = format.write, format.remap
    if inner is None or remap is None:
        return format

    def write(records: Iterable[Record], report: Report, options: Options) -> Iterator[str]:
        if any(options.get(name) for name in unless):
            return inner(records, report, options)
        changed = (
            change(record) if own or record.origin.format != format.name else record
            for record in records
        )
        return inner(changed, report, options)

    return format._replace(
        write=write,
        remap=lambda mapping: changed_for_others(remap(mapping), change, unless, own),
        options={**format.options, **unless},
    )
