"""RefWorks' tagged format: "RT Journal Article", "A1 Doe,Jane".

Source: ProQuest, "RefWorks Tagged Format". A line begins with a tag of two characters (U10 to U15
have three) and a space; RT begins a reference; other lines go on with the value before. Exports
begin with a legend of the tags, which is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citeconv.formats.case_marks import showing_no_case_marks
from citeconv.formats.format import Format, tabled
from citeconv.formats.inline_text import write_inline
from citeconv.formats.mapping import Composite, Entry, FormatMapping, Row, row
from citeconv.formats.source import Source
from citeconv.formats.tagged import Tagged, TaggedSyntax, folded_lines, one_line, tag_set
from citeconv.formats.tagged_values import (
    TAGGED_CODECS,
    Pairs,
    Texts,
    Variables,
    issued_in,
    keywords_in,
    nothing_read,
    standard_numbers_in,
)
from citeconv.model.patterns import pattern
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

LINE_TAG: Final = "NO"
_CSL: Final = dict(reversed(TYPES))


_RANGE: Final = pattern(r"([^\s,;&-]+)-([^\s,;&-]+)\Z")


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


def write_container(variables: Variables, native: str) -> Pairs:
    """A book's title in T2, a journal's in JF."""
    title = variables.get("container-title")
    if not isinstance(title, str):
        return []
    in_book = native in ("Book, Section",)
    return [("T2" if in_book else "JF", write_inline(title))]


COMPOSITES: Final = (
    Composite("container", (), ("container-title",), nothing_read, write_container),
    issued_in("YR", "FD"),
    Composite(
        "page", ("SP", "OP"), ("page", "number-of-pages"), read_page, write_page, partial=True
    ),
    standard_numbers_in("SN", LINE_TAG),
    keywords_in("K1"),
)

# --- syntax -----------------------------------------------------------------------------------

TAGS: Final = tag_set(
    "RT SR ID A1 T1 JF JO YR FD VO IS SP OP K1 AB NO A2 T2 ED PB PP A3 A4 A5 T3 SN AV AD AN LA CL SF "
    "OT LK DO CN DB DS IP RD ST U1 U2 U3 U4 U5 U6 U7 U8 U9 U10 U11 U12 U13 U14 U15 UL SL LL CR WT A6 "
    "WV WP OL PMID PMCID"
)
_LOOSE: Final = pattern(r"[\ufeff ]?([A-Z][A-Z0-9]{1,4})(?: (.*)|)\Z")
_LEGEND: Final = pattern(r"\w{2,5}=|\*{3,}\Z|Character Set|Tag legend|Refworks Export", re.I)


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
_LOOKS_TAGGED: Final = pattern(r"\w{2,5}(?:\s|\Z)")


def print_field(tag: str, text: str) -> str:
    """One field; a line of an abstract or note that looks like a tag is joined to the one before."""
    if tag in _PARAGRAPHS:
        return f"{tag} {folded_lines(text, lambda line: bool(_LOOKS_TAGGED.match(line)))}\n"
    return f"{tag} {one_line(text)}\n"


_FIRST: Final = pattern(r"^RT [A-Z][a-z]", re.M)


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
    codecs=TAGGED_CODECS,
    composites=COMPOSITES,
    default_type="Generic",
    type_tag="RT",
    line_tag=LINE_TAG,
)

FORMAT: Final = showing_no_case_marks(
    tabled(
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
)
