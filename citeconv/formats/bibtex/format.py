"""BibTeX and BibLaTeX: the two formats, their reader and their writers.

Syntax: `syntax` (the fast path) and `recovery`; meaning: `entry_types` and `fields` (the tables), `conversions`,
`values`, `names`, `dates`; references between entries: `crossref`; what a table cannot say: `meaning`,
`meaning_written`.  Either format reads both dialects.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from citeconv.formats.batches import batches
from citeconv.formats.bibtex import (
    crossref,
    dates,
    entry_types,
    fields,
    meaning,
    meaning_written,
    syntax,
)
from citeconv.formats.bibtex.conversions import Unknown, codecs
from citeconv.formats.bibtex.keys import Keys
from citeconv.formats.bibtex.preambles import print_preambles
from citeconv.formats.bibtex.printing import print_comments, print_entry, print_plain
from citeconv.formats.bibtex.values import Timed
from citeconv.formats.codecs import CODECS
from citeconv.formats.cuts import Boundary
from citeconv.formats.format import Format, Mark, Options, Reader, Settle, Writer
from citeconv.formats.mapping import Entry, FormatMapping
from citeconv.formats.plans import Texts
from citeconv.formats.source import Source
from citeconv.model.patterns import pattern
from citeconv.model.record import Record
from citeconv.model.report import Report


def _bound(
    mapping: FormatMapping,
    unknown: Unknown,
    biblatex: bool,
    ascii_only: bool = False,
    timed: Timed = None,
) -> FormatMapping:
    """A table with the conversions of one reading or writing."""
    return FormatMapping(
        mapping.name,
        mapping.types,
        mapping.fields,
        {**CODECS, **codecs(unknown, timed, ascii_only=ascii_only, biblatex=biblatex)},
        (dates.composite(biblatex, ascii_only, timed),),
        mapping.default_type,
        mapping.type_tag,
        family=mapping.family,
    )


def _mapping(name: str, biblatex: bool) -> FormatMapping:
    return FormatMapping(
        name,
        entry_types.TYPES_BIBLATEX if biblatex else entry_types.TYPES_BIBTEX,
        fields.FIELDS_BIBLATEX if biblatex else fields.FIELDS_BIBTEX,
        {**CODECS, **codecs(biblatex=biblatex)},
        (dates.composite(biblatex, False),),
        default_type="misc",
        type_tag="@",
        family=("bibtex" if biblatex else "biblatex",),
    )


MAPPING_BIBTEX: Final = _mapping("bibtex", False)
MAPPING_BIBLATEX: Final = _mapping("biblatex", True)


class _Place:
    """Which entry is being read: what the codecs report has its place by it."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.line = 0
        self.key = ""
        #: Whether one of its dates has a time of day.
        self.timed = False

    def time(self) -> None:
        self.timed = True

    def unknown(self, command: str) -> None:
        self.report.add("latex-unknown", command, line=self.line, record=self.key)


def records(
    entries: Iterable[Entry], mapping: FormatMapping, biblatex: bool, file: str, report: Report
) -> Iterator[Record]:
    """The records that entries mean, their references resolved before."""
    place = _Place(report)
    table = _bound(mapping, place.unknown, biblatex, timed=place.time)
    for entry in entries:
        place.line, place.key = entry.line, entry.key
        beside = meaning.prepare(entry)
        record = table.record(entry, report, file)
        meaning.settle(record, entry.type, beside, table)
        if place.timed:
            dates.keep_times(record, entry, table)
            place.timed = False
        yield record


@lru_cache(maxsize=8)
def _in_ascii(mapping: FormatMapping, biblatex: bool) -> FormatMapping:
    """The table of a writer of ASCII; what it learns of the shapes of records serves the next writing, too."""
    return _bound(mapping, None, biblatex, ascii_only=True)


class _Writing:
    """One writing: the table, and the keys given so far."""

    def __init__(
        self, mapping: FormatMapping, biblatex: bool, report: Report, options: Options
    ) -> None:
        self.biblatex, self.report = biblatex, report
        self.ascii_only = bool(options.get("ascii"))
        key = options.get("key")
        self.keys = Keys(key if isinstance(key, str) else "", self.ascii_only, report)
        self.table = _in_ascii(mapping, biblatex) if self.ascii_only else mapping
        marks = options.get("marks")
        #: The keys that are wished for, where another part of the output may have them too.
        self.marks = marks if isinstance(marks, list) else None

    def written(self, batch: list[Record]) -> Iterator[tuple[Record, Record, str, Texts | None]]:
        """(record, the one that the table sees, native type, what its rows write) of each."""
        restored = [
            meaning_written.restored(record, self.table.name, self.ascii_only, self.report)
            for record in batch
        ]
        for record, twin, (native, texts) in zip(batch, restored, self.table.texts(restored)):
            yield record, twin, native, texts

    def key(self, record: Record) -> str:
        if self.marks is None:
            return self.keys.key(record)
        key = self.keys.wished(record)
        self.marks.append((key, record.id, self.report.file))
        return key

    def entry(
        self, record: Record, twin: Record, native: str, texts: Texts | None, key: str
    ) -> Entry:
        """The entry that says what a record says."""
        entry = self.table.entry_of(twin, native, texts, self.report)
        entry.key = key
        meaning_written.complete(entry, record, self.table, self.biblatex, self.report)
        return entry

    def text(self, record: Record, twin: Record, native: str, texts: Texts | None) -> str:
        """An entry's text; where the rows say all, what they wrote is printed as it is."""
        key = self.key(record)
        if (
            texts is not None
            and twin is record
            and record.type == self.table.csl_type_of.get(native)
            and meaning_written.is_complete(native, texts[0])
            and (text := print_plain(native, key, *texts))
        ):
            return text
        return print_entry(self.entry(record, twin, native, texts, key))


def entries(
    records: Iterable[Record],
    mapping: FormatMapping,
    biblatex: bool,
    report: Report,
    options: Options,
) -> Iterator[Entry]:
    """The entries that say what records say, their values LaTeX, their keys safe."""
    writing = _Writing(mapping, biblatex, report, options)
    for batch in batches(records, report):
        for record, twin, native, texts in writing.written(batch):
            yield writing.entry(record, twin, native, texts, writing.key(record))


def reader(mapping: FormatMapping, biblatex: bool) -> Reader:
    """The reader around a table."""

    def read(source: Source, report: Report) -> Iterator[Record]:
        found = False
        file = syntax.Reader(source, report)
        resolved = crossref.resolve(file.entries(), report, file.may_refer)
        for record in records(resolved, mapping, biblatex, source.name, report):
            found = True
            yield record
        if not found and source.learned.keys().isdisjoint(_BESIDE):
            report.add("file-no-records", "no @entry{…}")

    return read


#: What a file without entries may hold all the same.
_BESIDE: Final = frozenset(("bibtex:comments", "bibtex:strings", "bibtex:preambles"))


def writer(mapping: FormatMapping, biblatex: bool) -> Writer:
    """The writer around a table."""

    def write(records: Iterable[Record], report: Report, options: Options) -> Iterator[str]:
        writing = _Writing(mapping, biblatex, report, options)
        for batch in batches(records, report):
            for written in writing.written(batch):
                yield writing.text(*written)
        if options.get("part"):
            return
        yield from print_preambles(options, report)
        yield from print_comments(options)

    return write


def settle(report: Report, options: Options) -> Settle:
    """Gives the entries of an output in parts their keys, none twice; a mark is (key, id, file)."""
    keys = Keys("", False, report)

    def settled(mark: Mark) -> tuple[str, str] | None:
        wished, id_, report.file = mark
        key = keys.settled(wished, id_)
        return None if key == wished else (f"{{{wished}", f"{{{key}")

    return settled


#: Entries that are cut apart must not refer to each other, nor to what stands beside entries.
BOUNDARY: Final = Boundary(
    rb"\}[ \t]*\r?\n\s*(?=@[A-Za-z]+[ \t]*\{)",
    (
        (b"@", rb"@\s*(?:string|preamble|comment)\b"),
        (b"encoding:", rb"%\s*encoding:"),
        (b"crossref", rb"crossref\s*="),
        (b"xdata", rb"xdata\s*="),
        (b"xref", rb"xref\s*="),
    ),
    braces=True,
)

_ENTRY: Final = pattern(
    r"^[ \t]*@\s*(?!(?:string|comment|preamble)\b)([A-Za-z]+)\s*[{(]", re.MULTILINE | re.IGNORECASE
)
_BESIDE_ENTRIES: Final = pattern(
    r"^[ \t]*@\s*(?:string|comment|preamble)\s*[{(]", re.MULTILINE | re.IGNORECASE
)
_OF_BIBLATEX: Final = pattern(
    r"(?:^|,)\s*(?:journaltitle|date|location|langid|eprinttype|urldate|subtitle|shortjournal)\s*=",
    re.MULTILINE | re.IGNORECASE,
)
_OF_BIBTEX: Final = pattern(
    r"(?:^|,)\s*(?:journal|year|address|school|archiveprefix)\s*=", re.MULTILINE | re.IGNORECASE
)


def _entries(head: str) -> bool:
    return _ENTRY.search(head) is not None


def detect_bibtex(head: str) -> float:
    """Entries, and no more of biblatex's own fields than of BibTeX's."""
    if not _entries(head):
        return 0.5 if _BESIDE_ENTRIES.search(head) else 0.0
    return 0.9 if len(_OF_BIBLATEX.findall(head)) <= len(_OF_BIBTEX.findall(head)) else 0.7


def detect_biblatex(head: str) -> float:
    """Entries with more of biblatex's own fields than of BibTeX's."""
    if not _entries(head):
        return 0.0
    return 0.95 if len(_OF_BIBLATEX.findall(head)) > len(_OF_BIBTEX.findall(head)) else 0.6


_OPTIONS: Final = {
    "ascii": "writing: accents and symbols as LaTeX commands, not as Unicode",
    "key": "writing: citation keys by a pattern: [auth][year][title], [auth3:lower], [shorttitle], [journal]",
}


def _format(format_: Format, mapping: FormatMapping, biblatex: bool) -> Format:
    return format_._replace(
        read=reader(mapping, biblatex),
        write=writer(mapping, biblatex),
        joints=("", "", ""),
        boundary=BOUNDARY,
        settle=settle,
        mapping=mapping,
        remap=lambda other: _format(format_, other, biblatex),
    )


FORMAT_BIBTEX: Final = _format(
    Format(
        name="bibtex",
        title="BibTeX",
        extensions=(".bib",),
        media_types=("application/x-bibtex", "text/x-bibtex"),
        aliases=("bib", "bibtex8"),
        detect=detect_bibtex,
        options=_OPTIONS,
    ),
    MAPPING_BIBTEX,
    biblatex=False,
)

FORMAT_BIBLATEX: Final = _format(
    Format(
        name="biblatex",
        title="BibLaTeX",
        extensions=(".bib",),
        media_types=("application/x-biblatex",),
        detect=detect_biblatex,
        options=_OPTIONS,
    ),
    MAPPING_BIBLATEX,
    biblatex=True,
)
