"""MEDLINE/PubMed's tagged format (.nbib), which ERIC and others write too.

Source: NLM, "MEDLINE/PubMed Data Element (Field) Descriptions" (2020). A tag of up to four
letters, a hyphen in the fifth column, text from the seventh; long values go on in lines indented
by six spaces; a blank line ends a citation. The type is what its publication types (PT) make it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from citeconv.formats.case_marks import showing_no_case_marks
from citeconv.formats.codecs import codec, join_keywords, split_keywords
from citeconv.formats.format import Format, tabled
from citeconv.formats.indexed_names import write_people
from citeconv.formats.inline_text import read_inline, write_inline
from citeconv.formats.mapping import Composite, Entry, FormatMapping, Row, row
from citeconv.formats.source import Source
from citeconv.formats.tagged import Tagged, TaggedSyntax, one_line, tag_set
from citeconv.formats.tagged_values import TAGGED_CODECS, Pairs, Texts, write_note
from citeconv.model.dates import Date, format_edtf, parse_date
from citeconv.model.identifiers import find_doi, normalise_doi, normalise_issn
from citeconv.model.names import Name, parse_inverted_name
from citeconv.model.patterns import pattern
from citeconv.model.record import Value
from citeconv.model.report import Report

#: Publication types that say more than "article in a journal", and the one written for a type.
TYPES: Final = (
    ("Journal Article", "article-journal"),
    ("Book", "book"),
    ("Book Chapter", "chapter"),
    ("Congress", "paper-conference"),
    ("Congresses", "paper-conference"),
    ("Clinical Conference", "paper-conference"),
    ("Consensus Development Conference", "paper-conference"),
    ("Dataset", "dataset"),
    ("Dictionary", "entry-dictionary"),
    ("Dissertation", "thesis"),
    ("Academic Dissertation", "thesis"),
    ("Encyclopedia", "entry-encyclopedia"),
    ("Interview", "interview"),
    ("Legislation", "legislation"),
    ("Manuscript", "manuscript"),
    ("Map", "map"),
    ("Newspaper Article", "article-newspaper"),
    ("Magazine Article", "article-magazine"),
    ("Patent", "patent"),
    ("Periodical", "periodical"),
    ("Preprint", "article"),
    ("Technical Report", "report"),
    ("Standard", "standard"),
    ("Video-Audio Media", "motion_picture"),
    ("Webcast", "webpage"),
    ("Unpublished Work", "document"),
    ("Journal Article", "review"),
    ("Journal Article", "review-book"),
    ("Preprint", "post"),
    ("Webcast", "post-weblog"),
    ("Webcast", "broadcast"),
)
_MEANT: Final = dict(reversed(TYPES))

FIELDS: Final[tuple[Row, ...]] = (
    row("PMID", "PMID"),
    row("PMC", "PMCID"),
    row("TI", "title"),
    row("BTI", "container-title", types="chapter"),
    row("BTI", "title", types="book", direction="read"),
    row("TT", "original-title"),
    row("JT", "publisher", types="report", direction="read", note="ERIC"),
    row("JT", "container-title"),
    row("TA", "container-title-short"),
    row("CTI", "collection-title"),
    row("VTI", "volume-title"),
    row("DP", "issued", "medline_date"),
    row("DEP", "available-date", "compact_date"),
    row("VI", "volume"),
    row("IP", "issue"),
    row("PG", "page", "pages"),
    row("EN", "edition"),
    row("PB", "publisher"),
    row("PL", "publisher-place"),
    row("LA", "language"),
    row("CI", "license", note="copyright information"),
    row("AB", "abstract", "folded_text"),
    row("GN", "note", "notes"),
    row("CON", "note", "notes", direction="read"),
)

_MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_SEASONS: Final = ("Spring", "Summer", "Fall", "Winter")
_NUMERIC: Final = pattern(r"(\d{4}) (\d\d)(?: (\d\d))?\Z")


def read_date(text: str) -> Value | None:
    """DP: "1993 Oct 8", "2015 Nov-Dec", "2016 Spring", "2013 06 10"."""
    text = " ".join(text.split())
    match = _NUMERIC.match(text)
    return (
        parse_date("-".join(part for part in match.groups() if part) if match else text)
        if text
        else None
    )


def write_date(value: Value) -> str:
    if not isinstance(value, Date):
        return ""
    if not value.parts or value.end is not None or value.circa or value.uncertain:
        return format_edtf(value) or value.literal
    if not 999 < value.parts[0] < 10_000:
        return format_edtf(value)
    month = _MONTHS[value.month - 1] if value.month else ""
    season = _SEASONS[value.season - 1] if value.season else ""
    words = [str(value.parts[0]), month or season, str(value.day or "")]
    return " ".join(word for word in words if word)


def write_compact(value: Value) -> str:
    """DEP: "20150303"."""
    if not isinstance(value, Date) or value.end is not None or len(value.parts) != 3:
        return ""
    return "{:04d}{:02d}{:02d}".format(*value.parts)


# --- names ------------------------------------------------------------------------------------

_SHORT: Final = pattern(r"(.+?) ([A-Z]{1,4})(?: (Jr|Sr|2nd|3rd|4th))?\Z")


def read_name(text: str) -> Name | None:
    """FAU "Hiles, I D", or AU "Hiles ID": initials with their points."""
    text = " ".join(text.split())
    if not text or text.lower().rstrip(".") == "et al":
        return None
    if "," in text:
        name = parse_inverted_name(text)
        return name._replace(given=_pointed(name.given)) if name.given else name
    match = _SHORT.match(text)
    if match:
        return Name(match[1], " ".join(f"{c}." for c in match[2]), suffix=match[3] or "")
    return Name(literal=text)


def _pointed(given: str) -> str:
    """ "I D" as "I. D."; a name of one letter has no other use here."""
    words = [f"{word}." if len(word) == 1 and word.isupper() else word for word in given.split()]
    return " ".join(words)


def read_names(texts: Texts, native: str) -> dict[str, Value]:
    """The full names (FAU, FED) where they are given, else the short ones; CN is a body."""
    values: dict[str, Value] = {}
    for variable, full, short in (("author", "FAU", "AU"), ("editor", "FED", "ED")):
        people = [
            name
            for text in texts.get(full, ()) or texts.get(short, ())
            if (name := read_name(text))
        ]
        if variable == "author":
            people += [
                Name(literal=body)
                for text in texts.get("CN", ())
                if (body := " ".join(text.split()))
            ]
        if people:
            values[variable] = list(people)
    return values


def write_names(variables: Mapping[str, Value], native: str) -> Pairs:
    pairs: Pairs = []
    for variable, full, short in (("author", "FAU", "AU"), ("editor", "FED", "ED")):
        people = variables.get(variable)
        for name in people if isinstance(people, list) else ():
            if name.literal and variable == "author":
                pairs.append(("CN", one_line(name.literal)))
                continue
            pairs += [(full, text) for text in write_people([name])]
            initials = "".join(word[0] for word in re.split(r"[\s-]+", name.given) if word)
            pairs.append((short, f"{name.full_family or name.literal} {initials}".strip()))
    return pairs


# --- identifiers and keywords -----------------------------------------------------------------

_KIND: Final = pattern(r"(?:(?<!\s)\s++)?\[(\w{1,40})\]\s*\Z")


def read_identifiers(texts: Texts, native: str) -> dict[str, Value]:
    """LID and AID: a DOI, or an address (ERIC); IS, ISSN and ISBN with a word about the medium."""
    values: dict[str, Value] = {}
    for tag in ("LID", "AID"):
        for text in list(texts.get(tag, ())):
            kind = _KIND.search(text)
            bare = _KIND.sub("", text).strip()
            doi = normalise_doi(bare) or (find_doi(bare) if "doi.org" in bare else "")
            if (
                doi and (kind is None or kind[1] == "doi") and values.setdefault("DOI", doi) == doi
            ) or (
                kind is None
                and bare.startswith(("http://", "https://"))
                and values.setdefault("URL", bare) == bare
            ):
                texts[tag].remove(text)
    issns = [
        issn
        for tag in ("IS", "ISSN")
        for text in texts.get(tag, ())
        if (issn := normalise_issn(text))
    ]
    if issns:
        values["ISSN"] = ", ".join(dict.fromkeys(issns))
    isbns = [
        re.sub(r"^\s*ISBN:?\s*|(?:(?<!\s)\s++)?\(.*", "", text).strip()
        for text in texts.get("ISBN", ())
    ]
    if any(isbns):
        values["ISBN"] = ", ".join(dict.fromkeys(isbn for isbn in isbns if isbn))
    for tag in ("IS", "ISSN", "ISBN"):
        if tag in texts:
            texts[tag].clear()
    return values


def write_identifiers(variables: Mapping[str, Value], native: str) -> Pairs:
    pairs: Pairs = []
    for variable, tag, form in (("DOI", "AID", "{} [doi]"), ("URL", "LID", "{}")):
        value = variables.get(variable)
        if isinstance(value, str):
            said = read_identifiers({tag: [form.format(value)]}, native) == {variable: value}
            pairs.append((tag, form.format(value)) if said else ("GN", f"{variable}: {value}"))
    for variable, tag in (("ISSN", "IS"), ("ISBN", "ISBN")):
        value = variables.get(variable)
        if isinstance(value, str):
            texts = value.split(", ")
            said = read_identifiers({tag: list(texts)}, native) == {variable: value}
            pairs += [(tag, text) for text in texts] if said else [("GN", f"{variable}: {value}")]
    return pairs


def read_keywords(texts: Texts, native: str) -> dict[str, Value]:
    """MH (subject headings, with MEDLINE's star at the main ones) and OT (authors' keywords)."""
    words = [" ".join(text.split()) for tag in ("MH", "OT") for text in texts.get(tag, ())]
    return (
        {"keyword": join_keywords(list(dict.fromkeys(word for word in words if word)))}
        if any(words)
        else {}
    )


def write_keywords(variables: Mapping[str, Value], native: str) -> Pairs:
    return [("OT", word) for word in split_keywords(variables["keyword"])]


COMPOSITES: Final = (
    Composite(
        "names", ("FAU", "AU", "FED", "ED", "CN"), ("author", "editor"), read_names, write_names
    ),
    Composite(
        "identifiers",
        ("LID", "AID", "IS", "ISSN", "ISBN"),
        ("DOI", "URL", "ISSN", "ISBN"),
        read_identifiers,
        write_identifiers,
        partial=True,
    ),
    Composite("keywords", ("MH", "OT"), ("keyword",), read_keywords, write_keywords),
)

# --- syntax -----------------------------------------------------------------------------------

TAGS: Final = tag_set(
    "AB AD AID AU AUID BTI CI CIN CN COI CON CP CRDT CRF CRI CTDT CTI DA DCOM DDIN DEP DP DRIN DRDT "
    "ECF ECI ED EDAT EFR EIN EN ER FAU FED FIR FPS GN GR GS IP IR IRAD IS ISBN ISSN JID JT LA LID LR "
    "MH MHDA MID NM OAB OABL OCI OID ORI OT OTO OWN PB PG PHST PL PMC PMCR PMID PRIN PROF PS PST PT "
    "PUBM RF RIN RN ROF RPF RPI RRF RRI SB SFM SI SO SPIN STAT SU TA TI TT UIN UOF VI VTI"
)
_LOOSE: Final = pattern(r"([A-Z][A-Z0-9]{1,3})[ ]{0,2}-(?: ?(.*))\Z")


def irregular(line: str, within: bool) -> Tagged | None:
    """A known tag whose hyphen stands in another column."""
    match = _LOOSE.match(line)
    return (match[1], match[2]) if match and match[1] in TAGS else None


class _Syntax(TaggedSyntax):
    """Tagged lines, the citation's type told by its publication types."""

    def parse(self, source: Source, report: Report) -> Iterator[Entry]:
        for entry in super().parse(source, report):
            self.settle(entry)
            yield entry

    def settle(self, entry: Entry) -> None:
        entry.fields = [
            (tag, " ".join(text.split()) if "\n" in text else text) for tag, text in entry.fields
        ]
        types = [text.strip() for tag, text in entry.fields if tag == "PT"]
        entry.type = next((text for text in types if text in _MEANT), "")
        if "Journal Article" in types:
            entry.type = "Journal Article"
        if entry.type:
            entry.fields.remove(
                ("PT", next(t for g, t in entry.fields if g == "PT" and t.strip() == entry.type))
            )
        else:
            eric = any(tag == "OID" and text.strip()[:2] == "ED" for tag, text in entry.fields)
            entry.type = "Technical Report" if eric else "Journal Article"
        entry.key = next((text.strip() for tag, text in entry.fields if tag == "PMID"), "")

    def print_entry(self, entry: Entry, report: Report) -> str:
        entry.fields.append(("PT", entry.type))
        return super().print_entry(entry, report)


def print_field(tag: str, text: str) -> str:
    """A field in lines of 88 columns, continued after six spaces."""
    words = one_line(text).split(" ")
    lines = [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + len(word) >= 82:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    body = "\n      ".join(line for line in lines if line)
    return f"{tag:<4}- {body}\n"


_NAMES: Final = dict.fromkeys(("FAU", "AU", "CN", "FED", "ED"), 12)
#: The order in which PubMed writes; a person's two lines stand together.
ORDER: Final = {
    **{
        tag: place
        for place, tag in enumerate(
            "PMID OWN STAT IS ISBN VI IP DP TI BTI PG AB FAU LA PT DEP PL PB TA JT PMC OT LID AID".split()
        )
    },
    **_NAMES,
}
_FIRST: Final = pattern(r"^(?:PMID- ?\d|(?:OWN |STAT|FAU |DCOM|PMC |PMCR)- )", re.M)


def detect(head: str) -> float:
    """How sure the first kilobytes look like MEDLINE."""
    return 0.95 if _FIRST.search(head) else 0.0


SYNTAX: Final = _Syntax(
    width=4,
    mark="- ",
    tags=TAGS,
    loose=irregular,
    begin=frozenset({"PMID"}),
    end=frozenset({""}),
    line=print_field,
    closing="\n",
    order=ORDER,
    writable=lambda tag: bool(re.fullmatch(r"[A-Z][A-Z0-9]{1,3}", tag)),
)

MAPPING: Final = FormatMapping(
    name="nbib",
    types=TYPES,
    fields=FIELDS,
    codecs=dict(
        [
            *TAGGED_CODECS.items(),
            codec("folded_text", read_inline, write_inline, "text", join="\n"),
            codec("notes", read_inline, write_note, "text", join="\n"),
            codec("medline_date", read_date, write_date, "date"),
            codec("compact_date", read_date, write_compact, "date"),
        ]
    ),
    composites=COMPOSITES,
    default_type="Journal Article",
    type_tag="type",
    line_tag="GN",
)

FORMAT: Final = showing_no_case_marks(
    tabled(
        Format(
            name="nbib",
            title="MEDLINE/PubMed tagged (nbib)",
            extensions=(".nbib",),
            media_types=("application/nbib",),
            aliases=("medline", "pubmed"),
            detect=detect,
            joints=("", "", ""),
        ),
        SYNTAX,
        MAPPING,
    )
)
