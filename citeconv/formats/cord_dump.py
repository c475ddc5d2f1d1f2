"""The raw CORD-19 dump: one paper a file or many in a row, in lines or flattened; both ways.

    key: cord-0072671-egwkj4ye
    authors: Last, First; Last, First M
    title: …    date: 2021-11-29    journal: …    DOI: …    sha: …    doc_id: …    cord_uid: …
    (blank line) abstract (blank line) body

The format is what `json2txt.sh` of `ericleasemorgan/reader` prints; flattened, every run of white
space is one space. `cord_records` finds the records, `cord_header` takes the header apart,
`cord_types` infers the type. `sha`, `doc_id` and `cord_uid` are kept in `extra` under "cord:…";
the abstract and the body only with the option `with_text`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

from citeconv.formats.codecs import CODECS, codec, read_text, write_text
from citeconv.formats.cord_header import LABELS, MISSING, checked_fields, header_fields, malformed
from citeconv.formats.cord_keys import KEY, key_for, key_of, made_uid
from citeconv.formats.cord_records import Broken, RawRecord, raw_records
from citeconv.formats.cord_spelling import keep_spelling, kept, take_spelling
from citeconv.formats.cord_types import (
    IN_JOURNALS,
    KINDS,
    institution_of,
    kind_of,
    read_authors,
    server_of,
    write_authors,
)
from citeconv.formats.cuts import Boundary
from citeconv.formats.format import Format, Options
from citeconv.formats.mapping import Entry, FormatMapping, row
from citeconv.formats.source import Source
from citeconv.model.dates import Date
from citeconv.model.identifiers import normalise_doi
from citeconv.model.record import Origin, Record, Value
from citeconv.model.report import Report
from citeconv.model.vocabulary import KINDS as VARIABLES
from citeconv.model.vocabulary import RENDERED_VARIABLES

#: A DOI has a registrant of four digits or more (ISO 26324); a link to anything else is dead.
_DOI: Final = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+\Z")


def _read_doi(text: str) -> str | None:
    return doi if _DOI.match(doi := normalise_doi(text)) else None


_CODECS: Final = CODECS | dict(
    [
        codec("authors", read_authors, write_authors, "names"),
        codec("exact", read_text, write_text, "text"),
        codec("sound_doi", _read_doi, write_text, "text"),
    ]
)

FIELDS: Final = (
    row("authors", "author", "authors"),
    row("title", "title", "exact"),
    row("date", "issued", "date"),
    row("journal", "publisher", "exact", types="thesis report", note="the institution"),
    row("journal", "container-title", "exact", types=IN_JOURNALS, note="the server of a preprint"),
    row("DOI", "DOI", "sound_doi", note="what is none is kept in extra"),
)

#: What the header has no label for. Abstract and body follow it.
_CANNOT_SAY: Final = (
    frozenset(VARIABLES)
    - RENDERED_VARIABLES
    - {
        "abstract",
        "author",
        "container-title",
        "DOI",
        "issued",
        "PMCID",
        "title",
    }
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

_BODY: Final = "cord:body"
_IDENTIFYING: Final = ("cord:sha", "cord:doc_id", "cord:cord_uid")
#: Labels whose own spelling is kept where writing the variable would change it.
_SPELLED: Final = {"authors": "author", "date": "issued", "DOI": "DOI"}

#: Separators of other formats, which are white space here.
_SEPARATORS: Final = re.compile(r"[\x0b\x0c\x1c-\x1f]")

#: The end of a flattened header whose last value is free text: no shape or label ends it.
_OPEN_END: Final = re.compile(r" (?:journal:\s*+|(?:title|authors): [^:]*+)\Z")

# --- reading ----------------------------------------------------------------------------------


def read(source: Source, report: Report, mapping: FormatMapping = MAPPING) -> Iterator[Record]:
    """The records of a dump in constant memory: only headers are decoded, unless `with_text`."""
    with_text = bool(source.option("with_text"))
    for found in raw_records(source.byte_blocks(), with_text):
        if isinstance(found, Broken):
            raw = found.raw.decode("utf-8", "replace")
            report.add(found.code, found.reason, file=source.name, line=found.line, source=raw)
            continue
        record = _record(found, source, report, mapping)
        if record is not None:
            if with_text:
                _add_text(record, found, source, report)
            yield record


def _record(
    raw: RawRecord, source: Source, report: Report, mapping: FormatMapping
) -> Record | None:
    text = _SEPARATORS.sub(" ", source.decode(raw.header))
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    fields, regular = checked_fields(text, raw.flat)
    said = dict(fields)
    key = f"cord-{raw.number}-{raw.uid}"
    if not raw.number:
        key = key_for(raw.uid, said) or f"record-{raw.line}"
        code = "identifier-invalid" if key == raw.uid else "id-missing"
        report.add(code, key, file=source.name, line=raw.line, record=key, field="key")
    if not any(label in said for label in LABELS[:5]):
        report.add(
            "record-invalid",
            "its header has no value",
            file=source.name,
            line=raw.line,
            record=key,
            source=text.strip(),
        )
        return None
    kind = kind_of(said.get("title", ""), said.get("journal", ""), said.get("DOI", ""))
    record = mapping.record(Entry(kind, key, fields, raw.line), report, source.name)
    record.origin = Origin("cord-dump", source.name, raw.line)
    record.extra.pop("cord:kind", None)
    keep_spelling(record, said, _SPELLED, mapping)
    if not regular and (odd := malformed(fields)):
        _tell_malformed(odd, record, report)
    if "cord_uid" not in said and raw.flat and _OPEN_END.search(text):
        where = f"nothing tells where it ends: {text[-80:].strip()}"
        report.add("field-malformed", where, file=source.name, line=raw.line, record=key)
    for variable, value in _inferred(record, said).items():
        record.variables.setdefault(variable, value)
    return record


def _tell_malformed(odd: list[tuple[str, str]], record: Record, report: Report) -> None:
    """Report the values that were kept as they stand, though they are not what they should be."""
    for label, value in odd:
        if label == "date":
            issued = record.get("issued")
            code = "date-malformed" if isinstance(issued, Date) and issued.literal else ""
        else:
            sound = label == "DOI" and "DOI" in record.variables
            code = "" if sound else "identifier-invalid"
        if code:
            file, line = record.origin.file, record.origin.line
            report.add(code, value[:80], file=file, line=line, record=record.id, field=label)


def _inferred(record: Record, said: dict[str, str]) -> dict[str, Value]:
    """The variables that follow from a header without standing in it."""
    found: dict[str, Value] = {}
    if record.type == "article":
        found["genre"] = "Preprint"
        if "journal" not in said and (server := server_of(said.get("DOI", ""))):
            found["publisher"] = server
    elif record.type == "report" and "journal" not in said:
        if institution := institution_of(said.get("DOI", "")):
            found["publisher"] = institution
    elif record.type == "review-book":
        from citeconv.formats.cord_reviews import reviewed_work

        title, names = reviewed_work(said.get("title", ""))
        if title:
            found["reviewed-title"] = title
        if names:
            found["reviewed-author"] = names
    sha = said.get("sha", "")
    if sha.startswith("PMC") and sha[3:].isdecimal():
        found["PMCID"] = sha
    return found


def _add_text(record: Record, raw: RawRecord, source: Source, report: Report) -> None:
    """Abstract and body, as far as the form tells them apart."""
    text = source.decode(raw.text).strip()
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if raw.cut:
        report.add("limit-exceeded", "the text is cut", file=source.name, record=record.id)
    if raw.flat:
        first, _, rest = text.partition(" ")
        body = rest if first == MISSING else text
    else:
        abstract, _, body = _partition_blank(text)
        if abstract and abstract != MISSING:
            record.variables["abstract"] = abstract
    if body:
        record.extra[_BODY] = body


def _partition_blank(text: str) -> tuple[str, str, str]:
    match = re.search(r"\n[ \t]*\n", text)
    if match is None:
        return text.strip(), "", ""
    return text[: match.start()].strip(), match[0], text[match.end() :].strip()


#: A header whose key is none.
_KEYLESS: Final = (
    r"\s*(?:key:\s+(?:\S+\s+)?)?(?:authors|title):\s(?s:.)*"
    r"\s(?:DOI|sha|doc_id):\s[^:]*\s(?:sha|doc_id|cord_uid):\s"
)


def detect(text: str) -> float:
    """Sure where a key and a label begin the text, likely where they begin a line of it."""
    found = re.search(
        r"(?:\A\s*|\n)key: cord-\d{6,7}-[0-9a-z]{8}\s+(?:authors|title|date|journal|DOI|sha|doc_id|"
        r"cord_uid):",
        text,
    )
    if found:
        return 0.95 if not text[: found.start()].strip() else 0.6
    if re.match(r"\s*key: cord-", text):
        return 0.4
    return 0.6 if re.match(_KEYLESS, text) else 0.0


# --- writing ----------------------------------------------------------------------------------


_KEY_LINE: Final = re.compile(r"key: \S+\s")
_WHITE: Final = re.compile(r"[ \t\r\n]+")
_LINE_ENDS: Final = re.compile(r"(?:(?<![ \t])[ \t]++)?[\r\n]\s*")


def write(
    records: Iterable[Record], report: Report, options: Options, mapping: FormatMapping = MAPPING
) -> Iterator[str]:
    """The records in lines, or each in one line with the option `flat`."""
    flat = bool(options.get("flat"))
    for number, record in enumerate(records, 1):
        key, values = _header(record, number, report, mapping)
        head = _head(key, values, flat)
        if _count(f"{head}\n\n") != 1:  # the last lines are damaged, or a value holds a key
            digits, uid = key.split("-")[1:]
            values |= {"doc_id": str(int(digits)), "cord_uid": uid}
            values = {label: _without_key(value) for label, value in values.items()}
            report.add("value-changed", f"{digits}, {uid}", record=record.id, field="cord_uid")
            head = _head(key, values, flat)
        _check(head, values, flat, record.id, report)
        text = _flat_text(record) if flat else _paragraphs(record, report)
        yield _harmless(head, text, flat, record.id, report)


def _header(
    record: Record, number: int, report: Report, mapping: FormatMapping
) -> tuple[str, dict[str, str]]:
    """The key, and a value for each label; what has no place in them is reported."""
    key = KEY.match(record.id)
    extra = record.extra
    digits, uid = key.groups() if key else key_of(kept(extra, "doc_id"), kept(extra, "cord_uid"))
    digits, uid = digits or f"{number:07d}", uid or made_uid(record.id)
    if not key:
        report.add("id-changed", f"cord-{digits}-{uid}", record=record.id)
    values = _said(record, report, mapping)
    values["sha"] = kept(extra, "sha") or record.text("PMCID")
    # a line that a dump does not have stays missing; another source's key tells both values
    missing = key is not None and record.origin.format == "cord-dump"
    values["doc_id"] = kept(extra, "doc_id") or ("" if missing else str(int(digits)))
    values["cord_uid"] = kept(extra, "cord_uid") or ("" if missing else uid)
    return f"cord-{digits}-{uid}", {label: values.get(label, "") for label in LABELS}


def _said(record: Record, report: Report, mapping: FormatMapping) -> dict[str, str]:
    """The values of the record's variables by label; the losses are reported."""
    plain = record.copy()
    plain.variables.pop("abstract", None)
    for name in (*_IDENTIFYING, _BODY):
        plain.extra.pop(name, None)
    spelling = take_spelling(plain, _SPELLED, mapping)
    said = dict(mapping.entry(plain, Report()).fields) | spelling
    # what a reader will infer is not lost; the rest is
    for _ in KINDS:
        kind = kind_of(said.get("title", ""), said.get("journal", ""), said.get("DOI", ""))
        if plain.type == mapping.csl_type_of[kind]:
            break
        # another kind may have another variable in a label
        plain.type = mapping.csl_type_of[kind]
        said = dict(mapping.entry(plain, Report()).fields) | spelling
    if plain.type != record.type:
        detail = f"{record.type} → {plain.type}"
        report.add("type-changed", detail, record=record.id, field="type")
    sha = kept(record.extra, "sha") or record.text("PMCID")
    for variable, value in _inferred(plain, said | {"sha": sha}).items():
        if plain.get(variable) == value:
            del plain.variables[variable]
    mapping.entry(plain, report)
    return said


def _head(key: str, values: dict[str, str], flat: bool) -> str:
    """The header's text; `values` become what is written."""
    white = _WHITE if flat else _LINE_ENDS
    for label in LABELS:
        values[label] = white.sub(" ", values[label]).strip() or MISSING
    lines = [f"key: {key}", *(f"{label}: {values[label]}" for label in LABELS)]
    return (" " if flat else "\n").join(lines)


def _without_key(text: str) -> str:
    return re.sub(r"(key|cord_uid|doc_id):", r"\1 :", text)


def _count(text: str) -> int:
    """How many records a reader will find in a text."""
    found = raw_records(iter([text.encode("utf-8", "replace")]), False)
    return sum(isinstance(one, RawRecord) for one in found)


def _check(head: str, values: dict[str, str], flat: bool, id_: str, report: Report) -> None:
    """Report what will not be read back: a date in words, a title made of labels."""
    key = _KEY_LINE.match(head)
    back = dict(header_fields(head[key.end() :] if key else head, flat))
    for label, value in values.items():
        if value != MISSING and back.get(label) != value:
            report.add("value-changed", value[:80], record=id_, field=label)


def _flat_text(record: Record) -> str:
    abstract, body = record.text("abstract"), kept(record.extra, "body")
    return _WHITE.sub(" ", f"{abstract or MISSING} {body}").strip()


def _paragraphs(record: Record, report: Report) -> str:
    abstract, body = record.text("abstract"), kept(record.extra, "body")
    whole = re.sub(r"\n\s*\n", "\n", abstract.strip())
    if whole != abstract:
        report.add(
            "value-changed", "its paragraphs were joined", record=record.id, field="abstract"
        )
    return f"{whole or MISSING}\n\n{body}\n" if body else f"{whole or MISSING}\n"


def _harmless(head: str, text: str, flat: bool, id_: str, report: Report) -> str:
    """The record in one: a text in which another record would be found is broken up there."""
    whole = f"{head} {text}\n" if flat else f"{head}\n\n{text}\n"
    if ("key:" in text or "cord_uid:" in text or "doc_id:" in text) and _count(whole) > 1:
        report.add("value-changed", "the text held a record", record=id_, field="body")
        text = _without_key(text)
        return f"{head} {text}\n" if flat else f"{head}\n\n{text}\n"
    return whole


def _format(mapping: FormatMapping) -> Format:
    return Format(
        "cord-dump",
        "Raw CORD-19 dump, in lines or flattened",
        (".txt",),
        ("text/plain",),
        ("dump", "cord", "raw", "carrel"),
        detect=detect,
        read=partial(read, mapping=mapping),
        write=partial(write, mapping=mapping),
        mapping=mapping,
        options={
            "with_text": "reading: keep the paper's abstract and body",
            "flat": "writing: each record in one line",
        },
        joints=("", "", ""),
        boundary=Boundary(
            rb"\n(?=key: cord-\d{6,7}-([0-9a-z]{8})(?:[ \t]*[\r\n]+"
            rb"(?:authors|title|date|journal|DOI|sha|doc_id|cord_uid):"
            rb"|[ \t]+(?:authors|title):[^\r\n]{0,65536}?[ \t]cord_uid:[ \t]+\1[ \t\r\n]))"
        ),
        remap=_format,
    )


FORMAT: Final = _format(MAPPING)
