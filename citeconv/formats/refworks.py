"""RefWorks' tagged format: "RT Journal Article", "A1 Doe,Jane".

Source: ProQuest, "RefWorks Tagged Format". A line begins with a tag of two characters (U10 to U15
have three) and a space; RT begins a reference; other lines go on with the value before. Exports
begin with a legend of the tags, which is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from citeconv.formats.codecs import CODECS, codec, join_keywords, split_keywords
from citeconv.formats.format import Format, tabled
from citeconv.formats.indexed_names import read_person, write_people
from citeconv.formats.inline_text import (
    read_inline,
    read_paragraphs,
    read_plain,
    read_url,
    write_inline,
    write_plain,
)
from citeconv.formats.mapping import Composite, Entry, FormatMapping, Row, row
from citeconv.formats.source import Source
from citeconv.formats.standard_numbers import standard_numbers
from citeconv.formats.tagged import Tagged, TaggedSyntax, folded_lines, one_line, tag_set
from citeconv.formats.variable_lines import is_line
from citeconv.model.dates import Date, format_edtf, parse_date
from citeconv.model.identifiers import normalise_doi
from citeconv.model.record import Value
from citeconv.model.report import Report

#: (RefWorks' reference type, CSL type); the first of a CSL type is the one written.
TYPES: Final = (
    ("Journal Article", "article-journal"),
    ("Book, Whole", "book"),
    ("Book, Section", "chapter"),
    ("Conference Proceedings", "paper-conference"),
    ("Dissertation", "thesis"),
    ("Report", "report"),
    ("Web Page", "webpage"),
    ("Generic", "document"),
    ("Abstract", "article-journal"),
    ("Artwork", "graphic"),
    ("Bills/Resolutions", "bill"),
    ("Book, Edited", "book"),
    ("Case/Court Decisions", "legal_case"),
    ("Computer Program", "software"),
    ("Dissertation/Thesis", "thesis"),
    ("Dissertation/Thesis, Unpublished", "thesis"),
    ("Grant", "document"),
    ("Hearing", "hearing"),
    ("Journal, Electronic", "article-journal"),
    ("Laws/Statutes", "legislation"),
    ("Magazine Article", "article-magazine"),
    ("Map", "map"),
    ("Monograph", "book"),
    ("Motion Picture", "motion_picture"),
    ("Music Score", "musical_score"),
    ("Newspaper Article", "article-newspaper"),
    ("Online Discussion Forum", "post"),
    ("Patent", "patent"),
    ("Personal Communication", "personal_communication"),
    ("Sound Recording", "song"),
    ("Thesis", "thesis"),
    ("Unpublished Material", "manuscript"),
    ("Video/ DVD", "motion_picture"),
    # CSL types without one of their own: the nearest, and a line that names the type
    ("Unpublished Material", "article"),
    ("Motion Picture", "broadcast"),
    ("Book, Whole", "classic"),
    ("Generic", "collection"),
    ("Generic", "dataset"),
    ("Book, Section", "entry"),
    ("Book, Section", "entry-dictionary"),
    ("Book, Section", "entry-encyclopedia"),
    ("Conference Proceedings", "event"),
    ("Artwork", "figure"),
    ("Personal Communication", "interview"),
    ("Book, Whole", "pamphlet"),
    ("Generic", "performance"),
    ("Generic", "periodical"),
    ("Web Page", "post-weblog"),
    ("Laws/Statutes", "regulation"),
    ("Journal Article", "review"),
    ("Journal Article", "review-book"),
    ("Generic", "speech"),
    ("Report", "standard"),
    ("Laws/Statutes", "treaty"),
)
_NAMES: Final = {native.lower(): native for native, _ in TYPES}

FIELDS: Final[tuple[Row, ...]] = (
    row("A1", "editor", "name", native=["Book, Edited"]),
    row("A1", "author", "name"),
    row("A2", "editor", "name"),
    row("A3", "collection-editor", "name"),
    row("A4", "translator", "name"),
    row("T1", "title"),
    row("ST", "title-short"),
    row("OT", "original-title"),
    row("JF", "container-title"),
    row("JO", "container-title-short"),
    row("T2", "collection-title", types="book report software map"),
    row("T2", "event-title", types="paper-conference"),
    row("WT", "container-title", types="webpage", direction="read"),
    row("T2", "container-title", direction="read"),
    row("T3", "collection-title"),
    row("RD", "accessed", "known_date"),
    row("WP", "available-date", "known_date"),
    row("VO", "volume"),
    row("IS", "number", types="report patent"),
    row("IS", "issue"),
    row("ED", "edition"),
    row("PB", "publisher"),
    row("PP", "publisher-place"),
    row("DO", "DOI", "doi"),
    row("UL", "URL", "url"),
    row("LK", "URL", "url", direction="read"),
    row("AN", "archive_location"),
    row("DB", "archive"),
    row("DS", "source"),
    row("CN", "call-number"),
    row("LA", "language"),
    row("WV", "version", types="webpage"),
    row("AB", "abstract", "paragraphs"),
    row("NO", "note", "notes"),
)

Texts = Mapping[str, list[str]]
Variables = Mapping[str, Value]
Pairs = list[tuple[str, str]]
LINE_TAG: Final = "NO"
_CSL: Final = dict(reversed(TYPES))


def read_known_date(text: str) -> Value | None:
    date = parse_date(" ".join(text.split()))
    return date if date.parts or date.end is not None else None


def write_date(value: Value) -> str:
    if not isinstance(value, Date):
        return ""
    return format_edtf(value) if value.parts or value.end is not None else value.literal


def write_known_date(value: Value) -> str:
    text = write_date(value)
    return text if read_known_date(text) == value else ""


def read_issued(texts: Texts, native: str) -> dict[str, Value]:
    """YR is the year, FD the date in free form, with or without it."""
    year = parse_date(" ".join(texts.get("YR", [""])[0].split()))
    free = " ".join(texts.get("FD", [""])[0].split())
    best = year
    if free:
        date = parse_date(free)
        if not date.parts and year.parts:
            date = parse_date(f"{free} {year.parts[0]}")
        if date.parts and (not year.parts or date.parts[0] == year.parts[0]):
            best = date
            del texts["FD"][0]
    if not best.parts and not best.literal:
        return {}
    if "YR" in texts:
        del texts["YR"][0]
    return {"issued": best}


def write_issued(variables: Variables, native: str) -> Pairs:
    date = variables["issued"]
    text = write_date(date)
    if not isinstance(date, Date) or not text:
        return []
    year = f"{date.parts[0]:04d}" if date.parts and date.parts[0] > 0 else ""
    return [("YR", text)] if not year or text == year else [("YR", year), ("FD", text)]


_RANGE: Final = re.compile(r"([^\s,;&-]+)-([^\s,;&-]+)\Z")


def read_page(texts: Texts, native: str) -> dict[str, Value]:
    """SP and OP: start and other pages; SP alone counts the pages of a thesis or book."""
    start = " ".join(texts.get("SP", [""])[0].split())
    other = " ".join(texts.get("OP", [""])[0].split())
    whole = _CSL.get(native) in ("book", "thesis") and start.isdigit() and not other
    for tag in ("SP", "OP"):
        if tag in texts:
            del texts[tag][0]
    if whole:
        return {"number-of-pages": start}
    page = f"{start}-{other}" if start and other and start != other else start or other
    return {"page": page.replace("–", "-")} if page else {}


def write_page(variables: Variables, native: str) -> Pairs:
    pairs: Pairs = []
    for variable in ("page", "number-of-pages"):
        value = variables.get(variable)
        if not isinstance(value, str):
            continue
        match = _RANGE.match(value) if variable == "page" else None
        split = [("SP", match[1]), ("OP", match[2])] if match else [("SP", value)]
        back = read_page({tag: [text] for tag, text in split}, native)
        said = not pairs and back == {variable: value}
        pairs += split if said else [(LINE_TAG, f"{variable}: {value}")]
    return pairs


def read_numbers(texts: Texts, native: str) -> dict[str, Value]:
    """SN: ISBN or ISSN by shape."""
    values: dict[str, Value] = {}
    others: list[str] = []
    for text in texts["SN"]:
        found = standard_numbers(text)
        if found and not found.keys() & values.keys():
            values.update(found)
        else:
            others.append(text)
    texts["SN"][:] = others
    return values


def write_numbers(variables: Variables, native: str) -> Pairs:
    pairs: Pairs = []
    for kind in ("ISBN", "ISSN"):
        value = variables.get(kind)
        if isinstance(value, str):
            said = standard_numbers(value) == {kind: value}
            pairs.append(("SN", value) if said else (LINE_TAG, f"{kind}: {value}"))
    return pairs


def write_container(variables: Variables, native: str) -> Pairs:
    """A book's title in T2, a journal's in JF."""
    title = variables.get("container-title")
    if not isinstance(title, str):
        return []
    in_book = native in ("Book, Section",)
    return [("T2" if in_book else "JF", write_inline(title))]


def read_keywords(texts: Texts, native: str) -> dict[str, Value]:
    """K1: a keyword a line, or several separated by semicolons."""
    parts = [part for text in texts["K1"] for part in text.replace("\n", ";").split(";")]
    words = [word for part in parts if (word := read_inline(part))]
    return {"keyword": join_keywords(list(dict.fromkeys(words)))} if words else {}


def write_keywords(variables: Variables, native: str) -> Pairs:
    return [("K1", write_inline(word)) for word in split_keywords(variables["keyword"])]


def _plain_rows(texts: Texts, native: str) -> dict[str, Value]:
    return {}


COMPOSITES: Final = (
    Composite("container", (), ("container-title",), _plain_rows, write_container),
    Composite("issued", ("YR", "FD"), ("issued",), read_issued, write_issued, partial=True),
    Composite(
        "page", ("SP", "OP"), ("page", "number-of-pages"), read_page, write_page, partial=True
    ),
    Composite("numbers", ("SN",), ("ISBN", "ISSN"), read_numbers, write_numbers, partial=True),
    Composite("keywords", ("K1",), ("keyword",), read_keywords, write_keywords),
)


def write_note(value: Value) -> str:
    text = write_inline(value)
    return f"note: {text}" if is_line(text) else text


def read_doi(text: str) -> str | None:
    return normalise_doi(text.strip()) or None


def write_doi(value: Value) -> str:
    return value if isinstance(value, str) and read_doi(value) == value else ""


# --- syntax -----------------------------------------------------------------------------------

TAGS: Final = tag_set(
    "RT SR ID A1 T1 JF JO YR FD VO IS SP OP K1 AB NO A2 T2 ED PB PP A3 A4 A5 T3 SN AV AD AN LA CL SF "
    "OT LK DO CN DB DS IP RD ST U1 U2 U3 U4 U5 U6 U7 U8 U9 U10 U11 U12 U13 U14 U15 UL SL LL CR WT A6 "
    "WV WP OL PMID PMCID"
)
_LOOSE: Final = re.compile(r"[\ufeff ]?([A-Z][A-Z0-9]{1,4})(?: (.*)|)\Z")
_LEGEND: Final = re.compile(r"\w{2,5}=|\*{3,}\Z|Character Set|Tag legend|Refworks Export", re.I)


def irregular(line: str, within: bool) -> Tagged | None:
    """A tag of three characters, or one without text."""
    match = _LOOSE.match(line)
    return (match[1], match[2] or "") if match and match[1] in TAGS else None


class _Syntax(TaggedSyntax):
    """Tagged lines under RefWorks' names of types."""

    def parse(self, source: Source, report: Report) -> Iterator[Entry]:
        for entry in super().parse(source, report):
            named = " ".join(entry.type.lower().split())
            entry.type = _NAMES.get(named, one_line(entry.type) if named else "Generic")
            yield entry


_PARAGRAPHS: Final = frozenset(("AB", "NO"))
_LOOKS_TAGGED: Final = re.compile(r"\w{2,5}(?:\s|\Z)")


def print_field(tag: str, text: str) -> str:
    """One field; a line of an abstract or note that looks like a tag is joined to the one before."""
    if tag in _PARAGRAPHS:
        return f"{tag} {folded_lines(text, lambda line: bool(_LOOKS_TAGGED.match(line)))}\n"
    return f"{tag} {one_line(text)}\n"


_FIRST: Final = re.compile(r"^RT [A-Z][a-z]", re.M)


def detect(head: str) -> float:
    """How sure the first kilobytes look like RefWorks'."""
    return 0.8 if _FIRST.search(head) else 0.0


SYNTAX: Final = _Syntax(
    width=2,
    mark=" ",
    tags=frozenset(tag for tag in TAGS if len(tag) == 2),
    loose=irregular,
    begin=frozenset({"RT"}),
    end=frozenset({""}),
    spans_blanks=True,
    type_tag="RT",
    key_tag="ID",
    ignores=lambda line: bool(_LEGEND.match(line)),
    line=print_field,
    closing="\n",
    order={
        tag: place
        for place, tag in enumerate(
            "A1 A2 A3 A4 T1 ST JF JO T2 T3 YR FD VO IS SP OP ED PB PP SN DO UL AN DB LA AB K1 NO".split()
        )
    },
    writable=lambda tag: bool(re.fullmatch(r"[A-Z][A-Z0-9]{1,2}", tag)),
)

MAPPING: Final = FormatMapping(
    name="refworks",
    types=TYPES,
    fields=FIELDS,
    codecs={
        **CODECS,
        **dict(
            [
                codec("text", read_inline, write_inline, "text number"),
                codec("paragraphs", read_paragraphs, write_inline, "text", join="\n"),
                codec("notes", read_paragraphs, write_note, "text", join="\n"),
                codec("plain", read_plain, write_plain, "text number"),
                codec("url", read_url, write_plain, "text"),
                codec("name", read_person, write_people, "names"),
                codec("known_date", read_known_date, write_known_date, "date"),
                codec("doi", read_doi, write_doi, "text"),
            ]
        ),
    },
    composites=COMPOSITES,
    default_type="Generic",
    type_tag="RT",
    line_tag=LINE_TAG,
)

FORMAT: Final = tabled(
    Format(
        name="refworks",
        title="RefWorks tagged",
        extensions=(".refworks",),
        aliases=("rwtagged",),
        detect=detect,
        joints=("", "", ""),
    ),
    SYNTAX,
    MAPPING,
)
