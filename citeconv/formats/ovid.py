"""Ovid's tagged citations, read: "TI  - …" under "<1. >", or long labels with indented text.

Source: Ovid, "Export results: Citation formats" (tagged and labelled output). The journal, volume,
issue, pages and date often stand in one field, the source (SO), in one of a few forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from citeconv.formats.codecs import codec, join_keywords
from citeconv.formats.format import Format, tabled
from citeconv.formats.inline_text import read_inline, write_inline
from citeconv.formats.mapping import Composite, Entry, FormatMapping, Row, row
from citeconv.formats.source import Source
from citeconv.formats.standard_numbers import standard_numbers
from citeconv.formats.tagged import Tagged, TaggedSyntax, tag_set
from citeconv.formats.tagged_values import TAGGED_CODECS, Texts, nothing_written
from citeconv.model.dates import Date, parse_date
from citeconv.model.identifiers import find_doi, normalise_doi, normalise_pmid
from citeconv.model.names import Name, parse_inverted_name
from citeconv.model.patterns import pattern
from citeconv.model.record import Value
from citeconv.model.report import Report

#: What PT and DT say, in lower case; anything else is an article.
TYPES: Final = (
    ("article", "article-journal"),
    ("book", "book"),
    ("book chapter", "chapter"),
    ("patent", "patent"),
    ("dissertation", "thesis"),
    ("report", "report"),
    ("conference", "paper-conference"),
)
_TELLING: Final = (
    ("patent", "patent"),
    ("book chapter", "book chapter"),
    ("chapter", "book chapter"),
    ("dissertation", "dissertation"),
    ("thesis", "dissertation"),
    ("text/reference", "book"),
    ("drug reference", "book"),
    ("book", "book"),
)
#: Labels of the long form, in lower case.
LABELS: Final = {
    "abstract": "AB",
    "accession number": "AN",
    "author": "AU",
    "author keywords": "KW",
    "authors": "AU",
    "copyright": "RO",
    "database": "DB",
    "date of publication": "DP",
    "document type": "DT",
    "doi number": "DO",
    "institution": "IN",
    "isbn": "IB",
    "issn": "IS",
    "journal subset": "SB",
    "keywords": "KW",
    "language": "LG",
    "link to the ovid full text or citation": "XL",
    "mesh subject headings": "MH",
    "nlm journal code": "NJ",
    "publication type": "PT",
    "publisher": "PB",
    "score": "SCORE",
    "source": "SO",
    "status": "ST",
    "title": "TI",
    "unique identifier": "UI",
    "year of publication": "YR",
}

FIELDS: Final[tuple[Row, ...]] = (
    row("TI", "title", "title"),
    row("JN", "container-title"),
    row("VO", "volume"),
    row("VI", "volume"),
    row("IP", "issue"),
    row("PG", "page", "pages"),
    row("PN", "number"),
    row("ET", "edition", "edition"),
    row("LC", "publisher-place", "pointless"),
    row("LG", "language", "pointless"),
    row("LA", "language", "pointless"),
    row("AN", "call-number", "pointless"),
    row("DB", "source"),
    row("RO", "license"),
    row("DO", "DOI", "doi"),
    row("DI", "DOI", "doi"),
    row("PM", "PMID", "pmid"),
    row("AB", "abstract", "paragraphs"),
)

# --- names ------------------------------------------------------------------------------------

_DEGREES: Final = pattern(
    r"(?<![ ,])[ ,]++(?:M\.?D|Ph\.?D|M\.?P\.?H|M\.?Sc|M\.?S|B\.?Sc|Dr\.?P\.?H|D\.?D\.?S|R\.?N|F\.?A\.?C\.?\w|"
    r"D\.?O|M\.?B\.?A|M\.?A|Pharm\.?D|D\.?V\.?M|F\.?R\.?C\.?\w)\b.*\Z"
)
_MARKS: Final = pattern(r"(?:\s[\d*+,a-z†‡§]{1,6}){1,20}\Z")


_BRACKETS: Final = pattern(r"(?:(?<!\s)\s++)?\[[^\[\]]{0,200}\]")
_LETTERS: Final = pattern(r"[A-Z]{1,3}\Z")


@lru_cache(maxsize=4096)
def parse_author(text: str) -> Name:
    """ "Walsdorf, Neill B. [Inventor]", "Slade, Martin D. MPH 1", "Logunov, DV"."""
    text = _BRACKETS.sub("", " ".join(text.split()))
    family, comma, given = text.partition(",")
    given = _DEGREES.sub("", given).strip()
    if " " in given:
        given = _MARKS.sub("", given)
    given = given.strip(" ,;*+")
    if given.endswith(".") and len(given.split()[-1]) > 3:
        given = given[:-1]
    if _LETTERS.match(given):
        given = " ".join(f"{letter}." for letter in given)
    return parse_inverted_name(f"{family.strip()}{comma} {given}" if given else family.strip())


def read_names(texts: Texts, native: str) -> dict[str, Value]:
    """AU and ED: one a line, or all in one line with semicolons."""
    values: dict[str, Value] = {}
    for variable, tag in (("author", "AU"), ("editor", "ED")):
        parts = [
            part
            for text in texts.get(tag, ())
            for part in re.split(r"[;\n]", _BRACKETS.sub("", text))
        ]
        people = [name for part in parts if any(name := parse_author(part.strip()))]
        if people:
            values[variable] = list(people)
    return values


# --- the source -------------------------------------------------------------------------------

#: "Forest Ecology & Management. 201(2-3):327-334, November 15, 2004."
_NUMBERED: Final = pattern(
    r"(?P<title>.+?)\.? +(?P<volume>[\w-]{1,12})(?:\((?P<issue>[^()]{1,30})\))?:? ?(?P<page>[\w. -]{0,40}?), "
    r"(?P<date>[A-Z][^,;:]{2,20},? ?\d{0,2},? \d{4}|\d{4})\.?\s*\Z"
)
#: "American Journal Of Industrial Medicine June 2015;58(6):688-696"
_DATED: Final = pattern(
    r"(?P<title>.+?)\.? +(?P<date>(?:[A-Z][a-z]{2,8}[ -/]*)?(?:\d{1,2},? )?\d{4}(?: [A-Z][a-z]{2,8}(?: \d{1,2})?)?);"
    r" ?(?P<volume>(?!\d+ ?pp)[\w-]{1,12})(?:\((?P<issue>[^()]{1,30})\))?(?::(?P<page>[\w.-]{1,30}))?"
)
#: "Behavioural and Cognitive Psychotherapy. Vol.43(5), Sep 2015, pp. 623-634."
_SPELLED: Final = pattern(
    r"(?P<title>.+?)\. ?Vol\. ?(?P<volume>[\w-]{1,12})(?:\((?P<issue>[^()]{1,30})\))?, (?P<date>[^,]{4,20}),"
    r"(?: pp?\. ?(?P<page>[\w-]{1,30}))?"
)
#: "Hydrobiologia. 2007 15 June; 433-441.", "Proceedings. 2005; 9pp."
_YEARED: Final = pattern(
    r"(?P<title>.+?)\. (?P<date>\d{4}(?: \d{1,2})?(?: [A-Z][a-z]{2,8})?);(?: (?:(?P<count>\d+) ?pp\b|(?P<page>[\w-]{1,30})))?"
)
#: "Kamp, Roza Maria [Editor], Calvete, Juan J. [Editor]. Methods in proteome analysis.:371-397, 2004."
_IN_BOOK: Final = pattern(
    r"(?P<editors>(?:[^\[\]]{1,80}\[[^\[\]]{1,60}\](?:, |\. ))+)(?P<title>.+?)\.?:(?P<page>[\w-]{1,30}), (?P<date>\d{4})"
)


def read_source(texts: Texts, native: str) -> dict[str, Value]:
    """SO with what it says, and the date of YR and DP."""
    values: dict[str, Value] = {}
    source = " ".join(texts.get("SO", [""])[0].split())[:2000]
    year = " ".join(texts.get("YR", [""])[0].split())
    dated = " ".join(texts.get("DP", [""])[0].split())
    found = None
    if source and native != "patent":
        for pattern in (_IN_BOOK, _SPELLED, _DATED, _NUMBERED, _YEARED):
            found = pattern.match(source)
            if found:
                break
    parts = (
        {name: text.strip(" .") for name, text in found.groupdict().items() if text}
        if found
        else {}
    )
    if "editors" in parts:
        editors = [
            parse_author(part.strip(" ,"))
            for part in re.findall(r"([^\[\]]++)\[[^\[\]]+\]", parts["editors"])
        ]
        values["editor"] = [name for name in editors if any(name)]
    for name, variable in (
        ("title", "container-title"),
        ("volume", "volume"),
        ("issue", "issue"),
        ("page", "page"),
        ("count", "number-of-pages"),
    ):
        if parts.get(name) and not (native == "book" and variable != "page"):
            values[variable] = parts[name]
    if source and not found and native == "article":
        values["container-title"] = source.rstrip(". ")
    date = Date()
    for text in (dated, parts.get("date", ""), year):
        candidate = parse_date(text) if text else Date()
        if len(candidate.parts) > len(date.parts):
            date = candidate
    if date.parts:
        values["issued"] = date
    return values


def read_numbers(texts: Texts, native: str) -> dict[str, Value]:
    """IS and IB, with words in parentheses; UI is MEDLINE's number."""
    values: dict[str, Value] = {}
    for tag in ("IS", "IB"):
        for text in texts.get(tag, ()):
            for kind, number in (standard_numbers(text) or {}).items():
                values.setdefault(kind, number)
    for text in texts.get("UI", ()):
        if pmid := normalise_pmid(text.strip(" .")):
            values["PMID"] = pmid
    return values


def read_imprint(texts: Texts, native: str) -> dict[str, Value]:
    """PU "Publisher; Country", PB "Publisher, Place"."""
    for tag, mark in (("PU", ";"), ("PB", ",")):
        for text in texts.get(tag, ()):
            publisher, _, place = (read_inline(text) or "").partition(mark)
            values: dict[str, Value] = {"publisher": publisher.strip()}
            if place.strip():
                values["publisher-place"] = place.strip()
            if values["publisher"]:
                return values
    return {}


def read_keywords(texts: Texts, native: str) -> dict[str, Value]:
    """KW, separated by semicolons, and subject headings (MH)."""
    parts = [
        part
        for tag in ("KW", "MH")
        for text in texts.get(tag, ())
        for part in re.split(r"[;\n]", text)
    ]
    words = [word for part in parts if (word := (read_inline(part) or "").strip(" ."))]
    return {"keyword": join_keywords(list(dict.fromkeys(words)))} if words else {}


COMPOSITES: Final = (
    Composite("source", ("SO", "YR", "DP"), (), read_source, nothing_written),
    Composite("names", ("AU", "ED"), (), read_names, nothing_written),
    Composite("numbers", ("IS", "IB", "UI"), (), read_numbers, nothing_written),
    Composite("imprint", ("PU", "PB"), (), read_imprint, nothing_written),
    Composite("keywords", ("KW", "MH"), (), read_keywords, nothing_written),
)

# --- values -----------------------------------------------------------------------------------

_AFTER_TITLE: Final = pattern(r"(?:\.?\s*\[[^\[\]]{1,40}\])+\.?\Z")


def read_title(text: str) -> str | None:
    """A title without its last point, the quotation marks around it and "[Article]" behind."""
    title = _AFTER_TITLE.sub("", " ".join(text.split())).rstrip(". ")
    if title[:1] == '"' and title[-1:] == '"' and title.count('"') == 2:
        title = title[1:-1]
    return read_inline(title)


def read_edition(text: str) -> str | None:
    """ "1st Edition" is the 1st."""
    return read_inline(re.sub(r" (?:Edition|ed\.?)\s*\Z", "", text.strip(), flags=re.I))


def read_pointless(text: str) -> str | None:
    return read_inline(text.strip().rstrip("."))


def read_doi(text: str) -> str | None:
    return normalise_doi(text.strip()) or find_doi(text) or None


# --- syntax -----------------------------------------------------------------------------------

TAGS: Final = tag_set(
    "AB AN AU AD BC BR BT CB CC CL CP CQ CY DB DE DG DI DO DP DS DT ED ET FO GS IB ID IN IP IS IT IU JL "
    "JN KW LA LC LG LO MA MC MD MH NJ OL PA PB PC PG PH PM PN PO PT PU RF RN RO SB SC SO ST SU SY TD TI TM "
    "TN TS UI UP VI VN VO XL XP YR SCORE"
)
_HEADER: Final = pattern(r"\s?<(\d{1,9})\. ?>\s*\Z|\s?<(\d{1,9})>\s*\Z")
_LOOSE: Final = pattern(r"\s?([A-Z][A-Z0-9]{1,4})( {1,2})- ?(.*)\Z")


def irregular(line: str, within: bool) -> Tagged | None:
    """A record's number, an indented tag, or a long label."""
    if _HEADER.match(line):
        return "<>", ""
    match = _LOOSE.match(line)
    if match and (match[1] in TAGS or len(match[2]) == 2):
        return match[1], match[3]
    if line[:1].isalpha() and len(line) < 60 and (tag := LABELS.get(line.strip().lower())):
        return tag, ""
    return None


class _Syntax(TaggedSyntax):
    """Tagged or labelled lines; the type is told by PT and DT, or by what stands there."""

    def parse(self, source: Source, report: Report) -> Iterator[Entry]:
        for entry in super().parse(source, report):
            entry.fields = [
                (tag, text) for tag, text in entry.fields if tag != "<>" and text.strip()
            ]
            entry.type = native_type(entry)
            if entry.fields:
                yield entry


def native_type(entry: Entry) -> str:
    said = [text.strip(" .\n").lower() for tag, text in entry.fields if tag in ("PT", "DT")]
    for word, native in _TELLING:
        if word in said:
            return native
    tags = {tag for tag, _ in entry.fields}
    return "book" if "IB" in tags and "SO" not in tags and "JN" not in tags else "article"


SYNTAX: Final = _Syntax(
    width=2,
    mark="  - ",
    tags=frozenset(tag for tag in TAGS if len(tag) == 2),
    loose=irregular,
    begin=frozenset({"<>"}),
    end=frozenset({"\f"}),
    heads=frozenset(),
    truncates=False,
)

MAPPING: Final = FormatMapping(
    name="ovid",
    types=TYPES,
    fields=FIELDS,
    codecs=dict(
        [
            *TAGGED_CODECS.items(),
            codec("title", read_title, write_inline, "text"),
            codec("edition", read_edition, write_inline, "number"),
            codec("pointless", read_pointless, write_inline, "text"),
            codec("doi", read_doi, write_inline, "text"),
            codec("pmid", lambda text: normalise_pmid(text) or None, write_inline, "text"),
        ]
    ),
    composites=COMPOSITES,
    default_type="article",
    type_tag="type",
)

_FIRST: Final = pattern(
    r"^\s?<1?\d{0,8}\.? ?>\s*\n\s?(?:VN  - Ovid|[A-Z]{2}  - |[A-Z][a-z]+)", re.M
)


def detect(head: str) -> float:
    """How sure the first kilobytes look like Ovid's."""
    return 0.97 if _FIRST.search(head) else 0.0


FORMAT: Final = tabled(
    Format(
        name="ovid",
        title="Ovid tagged",
        extensions=(".ovd",),
        detect=detect,
    ),
    SYNTAX,
    MAPPING,
)._replace(write=None)
