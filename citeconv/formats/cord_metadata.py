"""CORD-19's `metadata.csv`: a row a paper, the columns of the README of `allenai/cord19`.

A comma-separated table (RFC 4180) with a header line. Lists stand in one cell, separated by
semicolons. A paper may have several rows under one `cord_uid`: each is a record, the later ones
are reported. What CSL has no variable for is kept in `extra` under "cord:<column>". The type is
inferred as for the raw dump (`cord_types`).
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

from citeconv.formats.codecs import CODECS, codec, read_doi, read_text, write_text
from citeconv.formats.cord_spelling import keep_spelling, kept, take_spelling
from citeconv.formats.cord_types import (
    IN_JOURNALS,
    KINDS,
    institution_of,
    kind_of,
    read_authors,
    server_of,
    server_of_source,
    write_authors,
)
from citeconv.formats.csv_rows import Row as Cells
from citeconv.formats.csv_rows import rows_of
from citeconv.formats.format import Format, Options
from citeconv.formats.mapping import Entry, FormatMapping, row
from citeconv.formats.source import Source
from citeconv.model.identifiers import normalise_pmcid, normalise_pmid
from citeconv.model.record import Origin, Record, Value
from citeconv.model.report import FormatError, Report
from citeconv.model.vocabulary import KINDS as VARIABLES
from citeconv.model.vocabulary import RENDERED_VARIABLES

COLUMNS: Final = (
    "cord_uid sha source_x title doi pmcid pubmed_id license abstract publish_time authors journal "
    "mag_id who_covidence_id arxiv_id pdf_json_files pmc_json_files url s2_id"
).split()

#: What the columns were called in the first releases.
_OLD_NAMES: Final = {
    "Microsoft Academic Paper ID": "mag_id",
    "WHO #Covidence": "who_covidence_id",
}


def _read_number(text: str) -> Value | None:
    """An identifier, without the ".0" that a table program puts behind a number."""
    return re.sub(r"\.0\Z", "", text.strip()) or None


def _read_pmid(text: str) -> Value | None:
    number = _read_number(text)
    return normalise_pmid(number) or number if isinstance(number, str) else None


def _read_pmcid(text: str) -> Value | None:
    return normalise_pmcid(text) or text.strip() or None


def _read_first_url(text: str) -> Value | None:
    return text.split("; ")[0].strip() or None


_CODECS: Final = CODECS | dict(
    [
        codec("authors", read_authors, write_authors, "names"),
        codec("exact", read_text, write_text, "text"),
        codec("pubmed_id", _read_pmid, write_text, "text"),
        codec("pmcid", _read_pmcid, write_text, "text"),
        codec("doi", read_doi, write_text, "text"),
        codec("first_url", _read_first_url, write_text, "text"),
    ]
)

FIELDS: Final = (
    row("title", "title", "exact"),
    row("doi", "DOI", "doi"),
    row("pmcid", "PMCID", "pmcid"),
    row("pubmed_id", "PMID", "pubmed_id"),
    row("license", "license", "exact"),
    row("abstract", "abstract", "exact"),
    row("publish_time", "issued", "date"),
    row("authors", "author", "authors"),
    row("journal", "publisher", "exact", types="thesis report", note="the institution"),
    row("journal", "container-title", "exact", types=IN_JOURNALS, note="the server of a preprint"),
    row("url", "URL", "first_url", note="the first one; all of them are in extra"),
)

_CANNOT_SAY: Final = (
    frozenset(VARIABLES) - RENDERED_VARIABLES - ({row_.variable for row_ in FIELDS} - {"publisher"})
)

MAPPING: Final = FormatMapping(
    "cord",
    KINDS,
    FIELDS,
    _CODECS,
    default_type="document",
    type_tag="kind",
    cannot_say=_CANNOT_SAY,
)

#: Columns whose own spelling is kept where writing the variable would change it.
_SPELLED: Final = {row_.tag: row_.variable for row_ in FIELDS}
#: How many `cord_uid`s are remembered to find repeated ones.
_REMEMBERED: Final = 2_000_000
_KEY: Final = re.compile(r"cord-\d{6,7}-([0-9a-z]{8})\Z")

# --- reading ----------------------------------------------------------------------------------


def read(source: Source, report: Report, mapping: FormatMapping = MAPPING) -> Iterator[Record]:
    """The rows as records, one at a time; raises FormatError where there is no header line."""
    rows = rows_of(source, report, _ROW_START)
    header = next(rows, None)
    columns = (
        [_OLD_NAMES.get(name.strip(), name.strip()) for name in header.cells] if header else []
    )
    if "cord_uid" not in columns and not {"title", "publish_time"} <= set(columns):
        raise FormatError(
            f"{source.name or 'the input'}: the first line names no column cord_uid, "
            "so this is no metadata.csv of CORD-19"
        )
    seen: set[str] = set()
    for found in rows:
        record = _record(columns, found, source, report, mapping)
        if record is None:
            continue
        if record.id in seen:
            report.add("record-duplicate", file=source.name, line=found.line, record=record.id)
        elif len(seen) < _REMEMBERED:
            seen.add(record.id)
        yield record


#: A line that begins a row, whatever quotation mark was left open before it.
_ROW_START: Final = re.compile(r"[0-9a-z]{8},(?:[0-9a-f]{40}(?:; [0-9a-f]{40})*)?,[A-Z\"]")


def _record(
    columns: list[str], found: Cells, source: Source, report: Report, mapping: FormatMapping
) -> Record | None:
    cells = found.cells
    said = {
        name: cell.strip()
        for name, cell in zip(columns, cells)
        if name and cell and cell != "nan" and not cell.isspace()
    }
    uid = said.pop("cord_uid", "")
    place = {"file": source.name, "line": found.line, "record": uid}
    if not said:
        report.add("record-invalid", "the row has no value", source=",".join(cells), **place)  # type: ignore[arg-type]
        return None
    if len(cells) != len(columns):
        detail = f"{len(cells)} cells, not {len(columns)}"
        report.add("field-malformed", detail, **place)  # type: ignore[arg-type]
    if not uid:
        report.add("id-missing", file=source.name, line=found.line)
    fields = [
        (name, value if value.isascii() else unicodedata.normalize("NFC", value))
        for name, value in said.items()
    ]
    texts = dict(fields)
    kind, server = _kind(texts)
    record = mapping.record(Entry(kind, uid or f"row-{found.line}", fields, found.line), report)
    record.origin = Origin("cord-metadata", source.name, found.line)
    extra = record.extra
    extra.pop("cord:kind", None)
    if uid:
        extra["cord:cord_uid"] = uid
    keep_spelling(record, texts, _SPELLED, mapping)
    for variable, value in _inferred(record, server).items():
        record.variables.setdefault(variable, value)
    return record


def _kind(texts: dict[str, str]) -> tuple[str, str]:
    """(kind, the preprint server that no column names)."""
    journal, doi = texts.get("journal", ""), texts.get("doi", "")
    kind = kind_of(texts.get("title", ""), journal, doi)
    server = "" if journal else server_of(doi) or server_of_source(texts.get("source_x", ""), texts)
    if server and kind == "document":
        kind = "preprint"
    return kind, server if kind == "preprint" else ""


def _inferred(record: Record, server: str) -> dict[str, Value]:
    """The variables that follow from a row without standing in it."""
    found: dict[str, Value] = {}
    if record.type == "article":
        found["genre"] = "Preprint"
        if server:
            found["publisher"] = server
    elif record.type == "report" and not record.get("publisher"):
        if institution := institution_of(record.text("DOI")):
            found["publisher"] = institution
    elif record.type == "review-book":
        from citeconv.formats.cord_reviews import reviewed_work

        title, names = reviewed_work(record.text("title"))
        if title:
            found["reviewed-title"] = title
        if names:
            found["reviewed-author"] = names
    return found


def detect(text: str) -> float:
    """Sure by the names of the columns."""
    first = text.lstrip().partition("\n")[0]
    if re.match(r'"?cord_uid"?,', first) and "title" in first:
        return 0.95
    return 0.7 if "cord_uid" in first.split(",") and "," in first else 0.0


# --- writing ----------------------------------------------------------------------------------


def write(
    records: Iterable[Record], report: Report, options: Options, mapping: FormatMapping = MAPPING
) -> Iterator[str]:
    """A header line and a row for each record."""
    safe = bool(options.get("safe"))
    if not options.get("part"):
        yield ",".join(COLUMNS) + "\n"
    for number, record in enumerate(records, 1):
        values = _values(record, number, report, mapping)
        cells = [" ".join(values.get(column, "").split("\r")) for column in COLUMNS]
        if safe:
            cells = [f"'{cell}" if cell[:1] in "=+-@\t" and cell else cell for cell in cells]
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(cells)
        yield line.getvalue()


def _values(record: Record, number: int, report: Report, mapping: FormatMapping) -> dict[str, str]:
    """The cells by column; what has no column is reported."""
    plain = record.copy()
    spelling = take_spelling(plain, _SPELLED, mapping)
    others = {column: kept(plain.extra, column) for column in COLUMNS}
    for column in COLUMNS:
        plain.extra.pop(f"cord:{column}", None)
    values = dict(mapping.entry(plain, Report()).fields) | spelling
    values |= {column: value for column, value in others.items() if value}
    for _ in KINDS:
        kind, server = _kind(values)
        if plain.type == mapping.csl_type_of[kind]:
            break
        # another kind may have another variable in a column
        plain.type = mapping.csl_type_of[kind]
        values = dict(mapping.entry(plain, Report()).fields) | spelling
        values |= {column: value for column, value in others.items() if value}
    if plain.type != record.type:
        detail = f"{record.type} → {plain.type}"
        report.add("type-changed", detail, record=record.id, field="type")
    for variable, value in _inferred(plain, server).items():
        if plain.get(variable) == value:
            del plain.variables[variable]
    values = {column: value for column, value in values.items() if column in COLUMNS}
    for tag, _ in mapping.entry(plain, report).fields:
        if tag not in COLUMNS:
            report.add("field-lost", record=record.id, field=f"cord:{tag}")
    key = _KEY.match(record.id)
    values["cord_uid"] = key[1] if key else record.id or f"row{number:05d}"
    if key or not record.id:
        report.add("id-changed", values["cord_uid"], record=record.id)
    return values


def _format(mapping: FormatMapping) -> Format:
    return Format(
        "cord-metadata",
        "CORD-19 metadata.csv",
        (".csv",),
        ("text/csv",),
        ("cord-csv",),
        detect=detect,
        read=partial(read, mapping=mapping),
        write=partial(write, mapping=mapping),
        mapping=mapping,
        options={"safe": "writing: put ' before a cell that a spreadsheet would run"},
        joints=(",".join(COLUMNS) + "\n", "", ""),
        remap=_format,
    )


FORMAT: Final = _format(MAPPING)
