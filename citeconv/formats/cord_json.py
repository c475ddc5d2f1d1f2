"""CORD-19's `document_parses`: a paper's full text as JSON, from its PDF or from PMC's XML.

The schema is `json_schema.txt` of CORD-19 (2020-05-26): `paper_id`, `metadata` (title, authors
with first, middle, last, suffix, affiliation, email), `abstract`, `body_text`, `bib_entries`. One
paper a file; arrays and JSON Lines of them are read too. The paper's text is kept with the option
`with_text` only. With `bib_entries` the records are the works that the paper cites.

There is no date or journal in it; `metadata.csv` has them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

from citeconv.formats.codecs import read_pages
from citeconv.formats.cord_types import kind_of
from citeconv.formats.format import Format
from citeconv.formats.json_values import json_values
from citeconv.formats.source import Source
from citeconv.model.dates import Date, valid_parts
from citeconv.model.identifiers import (
    normalise_arxiv,
    normalise_doi,
    normalise_issn,
    normalise_pmcid,
    normalise_pmid,
)
from citeconv.model.names import Name, looks_like_body, split_leading_particle
from citeconv.model.patterns import pattern
from citeconv.model.record import Origin, Record, Value
from citeconv.model.report import Report

_Object = Mapping[str, object]

#: Kinds of `cord_types` that a cited work may be.
_TYPES: Final = {
    "article": "article-journal",
    "chapter": "chapter",
    "preprint": "article",
    "report": "report",
    "thesis": "thesis",
}
_CONFERENCE: Final = pattern(
    r"\bProc(?:eedings|\.|\b)|\bConference\b|\bConf\.|\bSymposium\b|\bWorkshop\b"
)


def read(source: Source, report: Report) -> Iterator[Record]:
    """A record for each paper, or for each work that it cites."""
    with_text = bool(source.option("with_text"))
    cited = bool(source.option("bib_entries"))
    damaged = False
    for value, line in json_values(source, report):
        if not isinstance(value, dict) or not ("paper_id" in value or "bib_entries" in value):
            if not damaged:
                report.add("record-invalid", "no paper_id", file=source.name, line=line)
            damaged = True
            continue
        damaged = False
        origin = Origin("cord-json", source.name, line)
        if cited:
            yield from _cited(value, origin, report)
        else:
            yield _paper(value, origin, with_text)


# --- the paper --------------------------------------------------------------------------------


def _paper(paper: _Object, origin: Origin, with_text: bool) -> Record:
    id_ = _text(paper.get("paper_id"))
    metadata = _object(paper.get("metadata"))
    title = _text(metadata.get("title"))
    is_pmc = id_.startswith("PMC")
    kind = kind_of(title, "PMC" if is_pmc else "", "")
    record = Record(_TYPES.get(kind, "document"), id_, None, {}, origin)
    variables = record.variables
    if title:
        variables["title"] = title
    if authors := _names(metadata.get("authors")):
        variables["author"] = authors
    if is_pmc and (pmcid := normalise_pmcid(id_)):
        variables["PMCID"] = pmcid
    if re.fullmatch(r"[0-9a-f]{40}", id_):
        record.extra["cord:sha"] = id_
    if with_text:
        abstract = _paragraphs(paper.get("abstract", metadata.get("abstract")))
        if abstract:
            variables["abstract"] = "\n".join(abstract)
        body = _paragraphs(paper.get("body_text")) + _paragraphs(paper.get("back_matter"))
        if body:
            record.extra["cord:body"] = "\n\n".join(body)
    return record


def _paragraphs(value: object) -> list[str]:
    if isinstance(value, str):
        return [text] if (text := _text(value)) else []
    return [text for part in _list(value) if (text := _text(_object(part).get("text")))]


def _names(value: object) -> list[Name]:
    return [name for person in _list(value) if any(name := _name(_object(person)))]


def _name(person: _Object) -> Name:
    last = _text(person.get("last"))
    given = " ".join(
        part
        for part in (_text(person.get("first")), *map(_text, _list(person.get("middle"))))
        if part
    )
    beside: list[tuple[str, object]] = []
    if affiliation := _affiliation(_object(person.get("affiliation"))):
        beside.append(("affiliation", affiliation))
    if email := _text(person.get("email")):
        beside.append(("email", email))
    if not given and (looks_like_body(last) or last.count(" ") > 1):
        return Name(literal=last, extra=tuple(beside))
    if not last:
        return Name(literal=given, extra=tuple(beside)) if given else Name()
    particle, family = split_leading_particle(last)
    return Name(family, given, particle, "", _text(person.get("suffix")), "", tuple(beside))


def _affiliation(affiliation: _Object) -> str:
    """Laboratory, institution and place in one line."""
    parts = [_text(affiliation.get("laboratory")), _text(affiliation.get("institution"))]
    parts += [_text(part) for part in _object(affiliation.get("location")).values()]
    return ", ".join(part for part in parts if part)


# --- the works that it cites ------------------------------------------------------------------


def _cited(paper: _Object, origin: Origin, report: Report) -> Iterator[Record]:
    paper_id = _text(paper.get("paper_id"))
    for key, value in _object(paper.get("bib_entries")).items():
        entry = _object(value)
        id_ = f"{paper_id}-{_text(key) or _text(entry.get('ref_id'))}"
        record = _reference(entry, id_, origin)
        if record.variables or "cord:raw_text" in record.extra:
            yield record
        else:
            report.add(
                "record-invalid",
                "the reference is empty",
                file=origin.file,
                line=origin.line,
                record=id_,
            )


def _reference(entry: _Object, id_: str, origin: Origin) -> Record:
    variables: dict[str, Value] = {}
    extra: dict[str, object] = {}
    title, venue = _text(entry.get("title")), _text(entry.get("venue"))
    volume, pages = _text(entry.get("volume")), _text(entry.get("pages"))
    if authors := _names(entry.get("authors")):
        variables["author"] = authors
    if title:
        variables["title"] = title
    year = _text(entry.get("year"))
    if year:
        parts = (int(year),) if re.fullmatch(r"\d{1,4}", year) else ()
        variables["issued"] = Date(parts) if valid_parts(parts) else Date(literal=year)
    issn = _text(entry.get("issn"))
    found = {
        "container-title": venue,
        "volume": volume,
        "issue": _text(entry.get("issue")),
        "page": read_pages(pages),
        "ISSN": normalise_issn(issn),
    }
    variables |= {variable: text for variable, text in found.items() if text}
    if issn and "ISSN" not in variables:
        extra["cord:issn"] = issn
    _identifiers(_object(entry.get("other_ids")), variables, extra)
    if raw := _text(entry.get("raw_text")):
        extra["cord:raw_text"] = raw
    doi = variables.get("DOI")
    kind = kind_of(title, venue, doi if isinstance(doi, str) else "")
    type_ = _TYPES.get(kind, "document")
    if type_ == "article-journal" and _CONFERENCE.search(venue):
        type_ = "paper-conference"
    if type_ == "article":
        variables["genre"] = "Preprint"
    record = Record(type_, id_, None, extra, origin)
    record.variables = variables
    return record


def _identifiers(ids: _Object, variables: dict[str, Value], extra: dict[str, object]) -> None:
    for scheme, value in ids.items():
        values = [text for part in (_list(value) or [value]) if (text := _text(part))]
        if not values:
            continue
        reader = {"doi": normalise_doi, "pmid": normalise_pmid, "pmcid": normalise_pmcid}.get(
            scheme.lower()
        )
        found = reader(values[0]) if reader else ""
        if found:
            variables[scheme.upper()] = found
            values = values[1:]
        elif "arxiv" in scheme.lower():
            values = [normalise_arxiv(text) or text for text in values]
            scheme = "arxiv_id"
        if values:
            extra[f"cord:{_text(scheme)}"] = values[0] if len(values) == 1 else values


# --- values of any shape ----------------------------------------------------------------------


def _text(value: object) -> str:
    """Text with white space folded; "" for what is no text or number."""
    if isinstance(value, str):
        text = " ".join(value.split())
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    return str(value) if type(value) is int and abs(value) < 10**18 else ""


def _object(value: object) -> _Object:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def detect(text: str) -> float:
    """Sure by the keys that only these files have."""
    if text.lstrip()[:1] not in ("{", "[") or '"paper_id"' not in text:
        return 0.0
    return 0.95 if re.search(r'"(?:metadata|bib_entries|body_text)"\s*:', text) else 0.6


FORMAT: Final = Format(
    "cord-json",
    "CORD-19 document_parses",
    (".json",),
    ("application/json",),
    ("document-parses",),
    detect=detect,
    read=read,
    options={
        "with_text": "reading: keep the paper's abstract and body",
        "bib_entries": "reading: the works that the paper cites, in its place",
    },
)
