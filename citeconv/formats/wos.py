"""Web of Science's tagged format (.ciw), read.

Source: Clarivate, "Web of Science Core Collection Field Tags". A line begins with a tag of two
characters and a space; lists (names, addresses) and long values go on in lines indented by three
spaces; `ER` ends a record, `EF` the file, `FN` and `VR` begin it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from citeconv.formats.codecs import join_keywords
from citeconv.formats.format import Format, tabled
from citeconv.formats.inline_text import read_inline
from citeconv.formats.mapping import Composite, Entry, FormatMapping, Row, row
from citeconv.formats.source import Source
from citeconv.formats.standard_numbers import standard_numbers
from citeconv.formats.tagged import Tagged, TaggedSyntax, tag_set
from citeconv.formats.tagged_values import SEASONS, TAGGED_CODECS, Texts, nothing_written
from citeconv.model.dates import Date, parse_date
from citeconv.model.names import Name, parse_inverted_name
from citeconv.model.patterns import pattern
from citeconv.model.record import Value
from citeconv.model.report import FormatError, Report

#: PT's letters; a chapter in a book (PT B) is told by what else stands in the record.
TYPES: Final = (
    ("J", "article-journal"),
    ("B", "book"),
    ("S", "chapter"),
    ("B chapter", "chapter"),
    ("C", "paper-conference"),
    ("P", "patent"),
)

FIELDS: Final[tuple[Row, ...]] = (
    row("TI", "title"),
    row("SO", "title", types="book"),
    row("SO", "container-title"),
    row("SE", "collection-title"),
    row("BS", "volume-title"),
    row("CT", "event-title"),
    row("CL", "event-place"),
    row("CY", "event-date", "date"),
    row("EA", "available-date", "date"),
    row("VL", "volume"),
    row("PN", "number", types="patent"),
    row("PN", "part-number"),
    row("SU", "supplement-number"),
    row("IS", "issue"),
    row("AR", "number", note="article number"),
    row("PU", "publisher"),
    row("PI", "publisher-place"),
    row("DI", "DOI", "doi"),
    row("D2", "DOI", "doi", note="of the book"),
    row("PM", "PMID"),
    row("LA", "language"),
    row("AB", "abstract"),
    row("UT", "archive_location"),
)

# --- names ------------------------------------------------------------------------------------

_INITIALS: Final = pattern(r"[A-Z]{1,4}\Z")


@lru_cache(maxsize=4096)
def parse_author(text: str) -> Name:
    """ "McCormick, Marie C.", "Fielding, JE", and "YANG Y" as patents have it."""
    text = " ".join(text.split()).strip(" ,;")
    name = parse_inverted_name(text)
    if name.literal:
        family, space, given = text.rpartition(" ")
        if not space or not _INITIALS.match(given) or len(given) > 3:
            return name
        name = Name(family, given)
    if _INITIALS.match(name.given):
        return name._replace(given=" ".join(f"{letter}." for letter in name.given))
    return name


def _people(texts: Texts, *tags: str) -> list[Name]:
    """The names of the first of the tags that has any."""
    for tag in tags:
        found = [name for text in texts.get(tag, ()) if any(name := parse_author(text))]
        if found:
            return found
    return []


def read_names(texts: Texts, native: str) -> dict[str, Value]:
    """Full names where they are given (AF, BF), else short ones (AU, BA); groups after them."""
    authors = _people(texts, "AF", "AU") or _people(texts, "BF", "BA")
    authors += [
        Name(literal=body)
        for tag in ("CA", "GP")
        for text in texts.get(tag, ())
        if (body := " ".join(text.split()))
    ]
    values: dict[str, Value] = {}
    if authors:
        values["author"] = list(authors)
    editors = _people(texts, "BE", "ED")
    if editors:
        values["editor"] = list(editors)
    if native == "B chapter" and (books := _people(texts, "BF", "BA")) and books != authors:
        values["container-author"] = list(books)
    return values


# --- the rest ---------------------------------------------------------------------------------


def read_issued(texts: Texts, native: str) -> dict[str, Value]:
    """PY is the year, PD the day, month or season in it."""
    year = " ".join(texts.get("PY", [""])[0].split())
    day = " ".join(texts.get("PD", [""])[0].split())
    date = Date()
    if day:
        date = parse_date(f"{SEASONS.get(day.upper(), day.title())} {year}")
    if not date.parts:
        date = parse_date(year)
    return {"issued": date} if date.parts or date.literal else {}


def read_page(texts: Texts, native: str) -> dict[str, Value]:
    start = " ".join(texts.get("BP", [""])[0].split())
    end = " ".join(texts.get("EP", [""])[0].split())
    page = start if not end or start == end else f"{start}-{end}" if start else end
    return {"page": page} if page else {}


def read_numbers(texts: Texts, native: str) -> dict[str, Value]:
    """SN and EI are ISSNs, BN an ISBN; the printed edition's ISSN is the record's."""
    values: dict[str, Value] = {}
    for tag in ("SN", "EI", "BN"):
        for text in list(texts.get(tag, ())):
            found = standard_numbers(text) or {}
            if found and not found.keys() & values.keys():
                values.update(found)
                texts[tag].remove(text)
    return values


def read_short_container(texts: Texts, native: str) -> dict[str, Value]:
    """JI (ISO 4) before J9 (29 characters)."""
    short = read_inline(next(iter(texts.get("JI") or texts.get("J9") or ()), ""))
    return {"container-title-short": short} if short else {}


def read_keywords(texts: Texts, native: str) -> dict[str, Value]:
    """DE (the authors') and ID (Keywords Plus), separated by semicolons."""
    parts = [
        part for tag in ("DE", "ID") for text in texts.get(tag, ()) for part in text.split(";")
    ]
    words = [word for part in parts if (word := read_inline(part))]
    return {"keyword": join_keywords(list(dict.fromkeys(words)))} if words else {}


COMPOSITES: Final = (
    Composite(
        "names",
        ("AF", "AU", "BF", "BA", "CA", "GP", "BE", "ED"),
        (),
        read_names,
        nothing_written,
    ),
    Composite("issued", ("PY", "PD"), (), read_issued, nothing_written),
    Composite("page", ("BP", "EP"), (), read_page, nothing_written),
    Composite("numbers", ("SN", "EI", "BN"), (), read_numbers, nothing_written, partial=True),
    Composite("short container", ("JI", "J9"), (), read_short_container, nothing_written),
    Composite("keywords", ("DE", "ID"), (), read_keywords, nothing_written),
)

# --- syntax -----------------------------------------------------------------------------------

TAGS: Final = tag_set(
    "AA AB AE AF AR AU AW BA BE BF BG BN BP BS C1 C3 CA CL CP CR CT CY D2 DA DE DI DT EA ED EF EI EM "
    "EP ER EY FN FU FX GA GP HC HO HP ID IP IS J9 JI LA MA MC MI NR OA OI P1 P2 PA PD PG PI PM PN PT "
    "PU PY RI RP S1 SC SE SI SN SO SP SU TC TI U1 U2 UT VL VR WC WE Z1 Z2 Z3 Z8 Z9 ZB ZR ZS"
)
#: Tags with an item on each line.
_LISTED: Final = tag_set("AU AF BA BF BE ED CA GP BG C1 C3 CR EM RI OI")
_BARE: Final = pattern(r"[\ufeff ]?([A-Z][A-Z0-9])(?:[ \t]+(.*)|)\Z")


def irregular(line: str, within: bool) -> Tagged | None:
    """A tag without text, or after a byte order mark."""
    match = _BARE.match(line)
    return (match[1], match[2] or "") if match and match[1] in TAGS else None


class _Syntax(TaggedSyntax):
    """Tagged lines, lists divided and other values unfolded."""

    def parse(self, source: Source, report: Report) -> Iterator[Entry]:
        head = source.head().decode("utf-8", "replace")
        if _RIS.search(head) and not _FIRST.search(head):
            raise FormatError(f"{source.name or 'the input'} is RIS, not Web of Science's format")
        for entry in super().parse(source, report):
            fields: list[tuple[str, str]] = []
            for tag, text in entry.fields:
                if "\n" not in text:
                    fields.append((tag, text))
                elif tag in _LISTED:
                    fields += [(tag, item.strip()) for item in text.split("\n") if item.strip()]
                else:
                    fields.append((tag, " ".join(text.split())))
            entry.fields = fields
            if entry.type == "B":
                present = {tag for tag, text in fields if text.strip()}
                if {"TI", "SO"} <= present and present & {"BP", "EP", "AR"}:
                    entry.type = "B chapter"
            yield entry


#: Web of Science exports RIS under the same file extension.
_RIS: Final = pattern(r"^\ufeff?TY  - ", re.M)
_FIRST: Final = pattern(r"^\ufeff?(?:FN (?:Thomson|Clarivate|ISI)|PT [JBSCP]$)", re.M)

SYNTAX: Final = _Syntax(
    width=2,
    mark=" ",
    tags=TAGS,
    loose=irregular,
    begin=frozenset({"PT"}),
    end=frozenset({"ER", "EF", "FN", "VR"}),
    type_tag="PT",
)

MAPPING: Final = FormatMapping(
    name="wos",
    types=TYPES,
    fields=FIELDS,
    codecs=TAGGED_CODECS,
    composites=COMPOSITES,
    default_type="J",
    type_tag="PT",
)


def detect(head: str) -> float:
    """How sure the first kilobytes look like Web of Science's."""
    return 0.95 if _FIRST.search(head) else 0.0


FORMAT: Final = tabled(
    Format(
        name="wos",
        title="Web of Science tagged",
        extensions=(".ciw", ".isi"),
        aliases=("ciw", "isi", "web-of-science"),
        detect=detect,
    ),
    SYNTAX,
    MAPPING,
)._replace(write=None)
