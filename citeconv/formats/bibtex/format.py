"""BibTeX and BibLaTeX: the two formats, their reader and their writers.

Syntax: `syntax` (the fast path) and `recovery`; meaning: `entry_types` and `fields` (the tables), `conversions`,
`values`, `names`, `dates`; references between entries: `crossref`; what a table cannot say: `meaning`,
`meaning_written`.  Either format reads both dialects.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
from citeconv.formats.bibtex.printing import print_comments, print_entry
from citeconv.formats.codecs import CODECS
from citeconv.formats.cuts import Boundary
from citeconv.formats.format import Format, Mark, Options, Reader, Settle, Writer
from citeconv.formats.mapping import Entry, FormatMapping
from citeconv.formats.source import Source
from citeconv.model.patterns import pattern
from citeconv.model.record import Record
from citeconv.model.report import Report


def _bound(
    mapping: FormatMapping, unknown: Unknown, biblatex: bool, ascii_only: bool = False
) -> FormatMapping:
    """A table with the conversions of one reading or writing."""
    return FormatMapping(
        mapping.name,
        mapping.types,
        mapping.fields,
        {**CODECS, **codecs(unknown, ascii_only=ascii_only, biblatex=biblatex)},
        (dates.composite(biblatex, ascii_only),),
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

    def unknown(self, command: str) -> None:
        self.report.add("latex-unknown", command, line=self.line, record=self.key)


def records(
    entries: Iterable[Entry], mapping: FormatMapping, biblatex: bool, file: str, report: Report
) -> Iterator[Record]:
    """The records that entries mean, their references resolved before."""
    place = _Place(report)
    table = _bound(mapping, place.unknown, biblatex)
    for entry in entries:
        place.line, place.key = entry.line, entry.key
        beside = meaning.prepare(entry)
        record = table.record(entry, report, file)
        meaning.settle(record, entry.type, beside, table)
        yield record


def entries(
    records: Iterable[Record],
    mapping: FormatMapping,
    biblatex: bool,
    report: Report,
    options: Options,
) -> Iterator[Entry]:
    """The entries that say what records say, their values LaTeX, their keys safe."""
    ascii_only = bool(options.get("ascii"))
    keys = Keys(str(options.get("key") or ""), ascii_only, report)
    table = _bound(mapping, None, biblatex, ascii_only)
    marks = options.get("marks")
    for batch in batches(records, report):
        restored = [
            meaning_written.restored(record, table.name, ascii_only, report) for record in batch
        ]
        for record, entry in zip(batch, table.entries(restored, report)):
            if isinstance(marks, list):  # a part of an output: another part may have the key
                entry.key = keys.wished(record)
                marks.append((entry.key, record.id, report.file))
            else:
                entry.key = keys.key(record)
            meaning_written.complete(entry, record, table, biblatex, report)
            yield entry


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
        for entry in entries(records, mapping, biblatex, report, options):
            yield print_entry(entry)
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
    "ascii": "write accents and symbols as LaTeX commands, not as Unicode",
    "key": "make citation keys by a pattern: [auth][year][title], [auth3:lower], [shorttitle], [journal]",
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
