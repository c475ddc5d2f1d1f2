"""Refer's and EndNote's tagged format (.enw): "%A Doe, Jane".

Sources: refer(1) of Unix (%A %B %C %D %E %I %J %K %N %O %P %R %S %T %V %X), and EndNote's table
of tags by reference type. A line begins with a percent sign, a character and a space; a line
without goes on with the value before; a blank line ends an entry that has no type (%0), and
otherwise the next %0 does. Without %0 the tags tell the type, as refer itself does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citeconv.formats.case_marks import showing_no_case_marks
from citeconv.formats.codecs import CODECS, codec
from citeconv.formats.format import Format, tabled
from citeconv.formats.inline_text import read_inline, write_inline
from citeconv.formats.mapping import Composite, Entry, FormatMapping, Row, row
from citeconv.formats.source import Source
from citeconv.formats.tagged import Tagged, TaggedSyntax, folded_lines, one_line
from citeconv.formats.tagged_values import (
    TAGGED_CODECS,
    Pairs,
    Texts,
    Variables,
    issued_in,
    keywords_in,
    read_doi,
    standard_number_pairs,
    take_standard_numbers,
)
from citeconv.model.identifiers import find_doi
from citeconv.model.patterns import pattern
from citeconv.model.record import Value
from citeconv.model.report import Report

#: (EndNote's name of a type, CSL type); the first of a CSL type is the one written.
TYPES: Final = (
    ("Journal Article", "article-journal"),
    ("Book", "book"),
    ("Book Section", "chapter"),
    ("Conference Proceedings", "paper-conference"),
    ("Thesis", "thesis"),
    ("Report", "report"),
    ("Web Page", "webpage"),
    ("Generic", "document"),
    ("Artwork", "graphic"),
    ("Film or Broadcast", "motion_picture"),
    ("Figure", "figure"),
    ("Dataset", "dataset"),
    ("Manuscript", "manuscript"),
    ("Music", "song"),
    ("Personal Communication", "personal_communication"),
    ("Aggregated Database", "dataset"),
    ("Ancient Text", "classic"),
    ("Audio", "song"),
    ("Audiovisual Material", "motion_picture"),
    ("Bill", "bill"),
    ("Blog", "post-weblog"),
    ("Case", "legal_case"),
    ("Catalog", "book"),
    ("Chart or Table", "figure"),
    ("Classical Work", "classic"),
    ("Computer Program", "software"),
    ("Conference Paper", "paper-conference"),
    ("Dictionary", "entry-dictionary"),
    ("Discussion Forum", "post"),
    ("Edited Book", "book"),
    ("Electronic Article", "article-journal"),
    ("Electronic Book", "book"),
    ("Electronic Book Section", "chapter"),
    ("Electronic Source", "webpage"),
    ("Encyclopedia", "entry-encyclopedia"),
    ("Equation", "document"),
    ("Government Document", "report"),
    ("Grant", "document"),
    ("Hearing", "hearing"),
    ("Interview", "interview"),
    ("Journal", "periodical"),
    ("Legal Rule or Regulation", "regulation"),
    ("Magazine Article", "article-magazine"),
    ("Map", "map"),
    ("Newspaper Article", "article-newspaper"),
    ("Online Database", "dataset"),
    ("Online Multimedia", "motion_picture"),
    ("Pamphlet", "pamphlet"),
    ("Patent", "patent"),
    ("Podcast", "broadcast"),
    ("Press Release", "article-newspaper"),
    ("Serial", "book"),
    ("Social Media", "post"),
    ("Standard", "standard"),
    ("Statute", "legislation"),
    ("Television Episode", "broadcast"),
    ("Unpublished Work", "manuscript"),
    ("Video", "motion_picture"),
    # CSL types without one of their own: the nearest, and a line that names the type
    ("Unpublished Work", "article"),
    ("Generic", "collection"),
    ("Encyclopedia", "entry"),
    ("Conference Proceedings", "event"),
    ("Music", "musical_score"),
    ("Generic", "performance"),
    ("Journal Article", "review"),
    ("Journal Article", "review-book"),
    ("Generic", "speech"),
    ("Generic", "treaty"),
)
_NAMES: Final = {native.lower(): native for native, _ in TYPES}

ARTICLES: Final = "article-journal article-magazine article-newspaper periodical"
PARTS: Final = "chapter entry-dictionary entry-encyclopedia"
WHOLE: Final = "book classic pamphlet"
LAWS: Final = "bill legislation hearing regulation"

FIELDS: Final[tuple[Row, ...]] = (
    row("%A", "editor", "name", native=["Edited Book"]),
    row("%A", "author", "name"),
    row("%E", "collection-editor", "name", types="report software map"),
    row("%E", "recipient", "name", types="personal_communication"),
    row("%E", "authority", types="patent regulation"),
    row("%E", "editor", "name"),
    row("%?", "translator", "name"),
    row("%Y", "collection-editor", "name", types=f"{PARTS} paper-conference"),
    row("%Y", "contributor", "name", types="thesis", note="advisor"),
    row("%Y", "translator", "name", direction="read", note="Zotero, libraries"),
    row("%T", "title"),
    row("%!", "title-short"),
    row("%J", "container-title"),
    row("%B", "collection-title", types=f"{WHOLE} report software map motion_picture"),
    row("%B", "container-title", direction="read"),
    row("%S", "collection-title"),
    row("%O", "container-title-short", types=ARTICLES, note="alternate title"),
    row("%*", "reviewed-title"),
    row("%[", "accessed", "known_date"),
    row("%V", "volume"),
    row("%N", "collection-number", types="book classic"),
    row("%N", "number", types=f"report standard patent thesis {LAWS} dataset"),
    row("%N", "issue"),
    row("%6", "number-of-volumes"),
    row("%7", "version", types="software dataset"),
    row("%7", "edition"),
    row("%&", "section"),
    row("%I", "authority", types="legal_case"),
    row("%I", "publisher"),
    row("%C", "publisher-place"),
    row("%9", "genre"),
    row("%@", "number", "report_number", types="report standard patent", direction="read"),
    row("%U", "URL", "url"),
    row("%R", "DOI", "doi"),
    row("%M", "archive_location"),
    row("%W", "source", note="database provider"),
    row("%~", "archive", note="name of the database"),
    row("%L", "call-number"),
    row("%G", "language", "listed"),
    row("%X", "abstract", "paragraphs"),
    row("%Z", "note", "notes"),
    row("%<", "annote", "paragraphs"),
    row("%F", "citation-key", direction="read"),
)

LINE_TAG: Final = "%Z"


# --- what several tags say together -----------------------------------------------------------


_COUNTED: Final = pattern(r"(\d+) ?(?:pp?|pgs?|pages?|s|S|Seiten|sider)?\.?\Z")
_PAGED: Final = frozenset("book classic thesis manuscript pamphlet report".split())
_CSL: Final = dict(reversed(TYPES))


def csl_type(native: str) -> str:
    return _CSL.get(native, "document")


def read_page(texts: Texts, native: str) -> dict[str, Value]:
    """%P: pages, or the number of pages of a whole work."""
    text = " ".join(texts["%P"][0].split())
    page = CODECS["pages"].read(text)
    if not page:
        return {}
    del texts["%P"][0]
    counted = _COUNTED.match(text) if csl_type(native) in _PAGED else None
    return {"number-of-pages": counted[1]} if counted else {"page": page}


def write_page(variables: Variables, native: str) -> Pairs:
    pairs: Pairs = []
    for variable in ("page", "number-of-pages"):
        value = variables.get(variable)
        if isinstance(value, str):
            said = not pairs and read_page({"%P": [value]}, native) == {variable: value}
            pairs.append(("%P", value) if said else (LINE_TAG, f"{variable}: {value}"))
    return pairs


def read_numbers(texts: Texts, native: str) -> dict[str, Value]:
    """%@: ISBN or ISSN by shape; a DOI in %R, %O or %M."""
    values = take_standard_numbers(texts["%@"]) if "%@" in texts else {}
    for tag in ("%R", "%O", "%M"):
        for text in list(texts.get(tag, ())):
            doi = read_doi(text) if tag == "%R" or "10." in text[:24] else None
            if doi and values.setdefault("DOI", doi) == doi:
                texts[tag].remove(text)
    if "DOI" not in values:
        for text in texts.get("%U", ()):
            if "doi.org/10." in text and (doi := find_doi(text)):
                values["DOI"] = doi
                break
    return values


def write_numbers(variables: Variables, native: str) -> Pairs:
    return standard_number_pairs(variables, "%@", LINE_TAG)


def read_titles(texts: Texts, native: str) -> dict[str, Value]:
    """%J and %B: the journal, or the book and its series; a second %J is another form of it."""
    books = csl_type(native) in ("book", "classic", "pamphlet", "report", "software", "map")
    title = next((t for t in texts.get("%J", ()) if t.strip()), "")
    container = read_inline(title)
    if not container or books:
        return {}
    texts["%J"].remove(title)
    values: dict[str, Value] = {"container-title": container}
    if csl_type(native) == "paper-conference" and texts.get("%B"):
        meeting = read_inline(texts["%B"].pop(0))
        if meeting and meeting != container:
            values["event-title"] = meeting
    elif texts.get("%B"):
        book = texts["%B"].pop(0)
        series = read_inline(book)
        if series and series != container and csl_type(native) in ("chapter", "article-journal"):
            values["collection-title"] = series
        elif series and series != container:
            texts["%B"].insert(0, book)
    return values


def write_titles(variables: Variables, native: str) -> Pairs:
    """A book's title in %B, a journal's in %J."""
    title = variables.get("container-title")
    type_ = csl_type(native)
    if not isinstance(title, str):
        return []
    if type_ in ("book", "classic", "pamphlet", "report", "software", "map", "motion_picture"):
        return [(LINE_TAG, f"container-title: {title}")]
    in_book = type_ in (*PARTS.split(), "paper-conference")
    return [("%B" if in_book else "%J", write_inline(title))]


COMPOSITES: Final = (
    Composite(
        "titles", ("%J", "%B"), ("container-title",), read_titles, write_titles, partial=True
    ),
    issued_in("%D", "%8"),
    Composite("page", ("%P",), ("page", "number-of-pages"), read_page, write_page, partial=True),
    Composite(
        "numbers",
        ("%@", "%R", "%O", "%M", "%U"),
        ("ISBN", "ISSN"),
        read_numbers,
        write_numbers,
        partial=True,
    ),
    keywords_in("%K"),
)

# --- syntax -----------------------------------------------------------------------------------

_SIGNS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@!#$]&()*+^<>[=~?:"
TAGS: Final = frozenset(f"%{sign}" for sign in _SIGNS)
_LOOSE: Final = pattern(r"[\ufeff\s]{0,8}(%[^\w\s]|%[A-Z0-9])(?:\s(.*)|)\Z")


def irregular(line: str, within: bool) -> Tagged | None:
    """An indented or empty tag."""
    match = _LOOSE.match(line)
    if match is None or match[1] not in TAGS:
        return None
    return match[1], match[2] or ""


class _Syntax(TaggedSyntax):
    """Tagged lines; an entry without a type has the one that its tags tell."""

    def parse(self, source: Source, report: Report) -> Iterator[Entry]:
        for entry in super().parse(source, report):
            entry.type = native_type(entry)
            yield entry


def native_type(entry: Entry) -> str:
    """EndNote's name of an entry's type; refer's own rule where there is none."""
    if entry.type:
        return _NAMES.get(" ".join(entry.type.lower().split()), one_line(entry.type))
    tags = {tag for tag, text in entry.fields if text.strip()}
    if "%J" in tags:
        return "Journal Article"
    if "%B" in tags:
        return "Book Section"
    if "%R" in tags and "%I" not in tags:
        return "Report"
    return "Book" if "%I" in tags else "Generic"


_PARAGRAPHS: Final = frozenset(("%X", "%Z", "%<"))


def print_field(tag: str, text: str) -> str:
    """One field; the paragraphs of an abstract or note stand on lines that begin no field."""
    if tag in _PARAGRAPHS:
        return f"{tag} {folded_lines(text, lambda line: line.lstrip()[:1] == '%')}\n"
    return f"{tag} {one_line(text)}\n"


_LINE: Final = pattern(r"^%[A-Z0-9@!] \S", re.M)


def detect(head: str) -> float:
    """How sure the first kilobytes look like refer: lines of percent tags, a title among them."""
    found = len(_LINE.findall(head))
    if re.search(r"^\s*%0 \S", head):
        return 0.9
    return 0.7 if found > 2 and re.search(r"^%[TA] ", head, re.M) else 0.0


SYNTAX: Final = _Syntax(
    width=2,
    mark=" ",
    tags=TAGS,
    loose=irregular,
    begin=frozenset({"%0"}),
    end=frozenset({""}),
    spans_blanks=True,
    type_tag="%0",
    line=print_field,
    closing="\n",
    order={f"%{sign}": place for place, sign in enumerate("0AE?YT!JBSOD8VN67&P9IC@RUM~WLGFXKZ<")},
    writable=lambda tag: bool(re.fullmatch(r"%\S", tag)),
)

MAPPING: Final = FormatMapping(
    name="refer",
    types=TYPES,
    fields=FIELDS,
    codecs=dict(
        [*TAGGED_CODECS.items(), codec("listed", read_inline, write_inline, "text", join=", ")]
    ),
    composites=COMPOSITES,
    default_type="Generic",
    type_tag="%0",
    line_tag=LINE_TAG,
)

FORMAT: Final = showing_no_case_marks(
    tabled(
        Format(
            name="refer",
            title="Refer / EndNote tagged",
            extensions=(".enw", ".refer"),
            media_types=("application/x-endnote-refer",),
            aliases=("endnote", "enw", "bibix"),
            detect=detect,
            joints=("", "", ""),
        ),
        SYNTAX,
        MAPPING,
    )
)
