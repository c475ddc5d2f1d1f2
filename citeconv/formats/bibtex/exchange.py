"""A `bibtexparser.Library` in and out, for those whose programs use bibtexparser 2.

In: a library as `bibtexparser.parse_string` makes it (its fields still LaTeX; with or without enclosing braces or
quotes).  Out: records, as reading the file would make them; and back, entries as writing them would.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from citeconv.formats.bibtex import crossref, format
from citeconv.formats.bibtex.syntax import MONTHS, Reader
from citeconv.formats.format import Options
from citeconv.formats.mapping import Entry
from citeconv.formats.source import Source
from citeconv.model.record import Record
from citeconv.model.report import Report

if TYPE_CHECKING:
    from bibtexparser.library import Library


def from_bibtexparser(
    library: Library, report: Report | None = None, *, biblatex: bool = False
) -> Iterator[Record]:
    """The records of a library; its blocks that failed are reported."""
    report = Report() if report is None else report
    macros = Reader(Source(""), report)
    for string in library.strings:
        text = str(string.value)
        macros.macros[string.key.lower()] = (
            macros.evaluate(text) if text[:1] in ("{", '"') or "#" in text else text
        )
    for failed in library.failed_blocks:
        report.add(
            "record-invalid",
            type(failed).__name__,
            line=(failed.start_line or 0) + 1,
            source=failed.raw or "",
        )
    entries = (_entry(block, macros) for block in library.entries)
    mapping = format.MAPPING_BIBLATEX if biblatex else format.MAPPING_BIBTEX
    return format.records(crossref.resolve(entries, report), mapping, biblatex, "", report)


def _entry(block: object, macros: Reader) -> Entry:
    """An entry of the library as the syntax would yield it."""
    from bibtexparser.model import Entry as Block

    assert isinstance(block, Block)
    fields = []
    for field in block.fields:
        text = str(field.value)
        # Without its delimiters a value is text; an abbreviation cannot be told from a word then.
        delimited = (
            text[:1] in ("{", '"')
            or "#" in text
            or text.lower() in MONTHS
            or text.lower() in macros.macros
        )
        fields.append((field.key.lower(), macros.evaluate(text) if delimited else text))
    return Entry(block.entry_type.lower(), block.key, fields, (block.start_line or 0) + 1)


def to_bibtexparser(
    records: Iterable[Record],
    report: Report | None = None,
    options: Options | None = None,
    *,
    biblatex: bool = False,
) -> Library:
    """A library of the records' entries, each value without delimiters."""
    from bibtexparser.library import Library
    from bibtexparser.model import Entry as Block
    from bibtexparser.model import Field

    report = Report() if report is None else report
    mapping = format.MAPPING_BIBLATEX if biblatex else format.MAPPING_BIBTEX
    entries = format.entries(records, mapping, biblatex, report, options or Options())
    return Library(
        [
            Block(entry.type, entry.key, [Field(tag, text) for tag, text in entry.fields])
            for entry in entries
        ]
    )
