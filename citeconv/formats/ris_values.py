"""How RIS spells values: text with HTML in it, names, dates, pages, standard numbers.

In: the raw text of a tag; out: a variable's value, or None where it is no such value, so that
the text stays in `extra`. The writers are the inverse.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html.entities import html5
from typing import Final

from citeconv.formats.codecs import CODECS, codec, read_pages
from citeconv.formats.mapping import Codec
from citeconv.model.dates import Date, format_edtf, parse_date, parse_edtf
from citeconv.model.identifiers import find_doi, normalise_doi
from citeconv.model.names import (
    Name,
    looks_like_body,
    parse_inverted_name,
    parse_name,
)
from citeconv.model.record import Value

# --- text -------------------------------------------------------------------------------------

_ENTITY: Final = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));")
#: Elements of HTML and JATS that exporters leave in titles, abstracts and notes.
_ELEMENT: Final = re.compile(
    r"<(/?)(?:jats:)?(em|italic|strong|bold|inf|i|b|sub|sup|sc|p|br|hr|div|span|font|ul|ol|li|dl|dt|"
    r"dd|h[1-6]|a|u|s|tt|pre|code|small|big|table|tbody|thead|tr|td|th|sec|title|abstract|"
    r"abstracttext|label|blockquote|img|inline-formula)\b([^<>]{0,200})>",
    re.I,
)
_KEPT: Final = {
    "em": "i",
    "italic": "i",
    "i": "i",
    "strong": "b",
    "bold": "b",
    "b": "b",
    "inf": "sub",
    "sub": "sub",
    "sup": "sup",
    "sc": "sc",
}
_BLOCKS: Final = frozenset(
    "p br hr div ul ol li dl dt dd h1 h2 h3 h4 h5 h6 table tr sec title blockquote pre".split()
)
_CSL_SPAN: Final = re.compile(r'\s+(?:class="nocase"|style="font-variant: ?small-caps;?")\s*\Z')


def _character(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        return html5.get(f"{name};", match[0])
    number = int(decimal) if decimal else int(hexadecimal, 16)
    if number in (9, 10, 13):
        return " "
    usable = 32 <= number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF
    return chr(number) if usable and not 0x7F <= number < 0xA0 else match[0]


def decode(text: str, break_: str = " ") -> str:
    """Text with its entities decoded and only CSL's inline elements left; `break_` for blocks."""
    if "<" in text:
        spans: list[bool] = []

        def element(match: re.Match[str]) -> str:
            closing, name, attributes = match[1], match[2].lower(), match[3]
            if name == "span":
                if closing:
                    return match[0] if spans and spans.pop() else ""
                spans.append(bool(_CSL_SPAN.match(attributes)))
                return match[0] if spans[-1] else ""
            kept = _KEPT.get(name)
            if kept:
                return f"<{closing}{kept}>"
            return break_ if name in _BLOCKS else ""

        text = _ELEMENT.sub(element, text)
    return _ENTITY.sub(_character, text) if "&" in text else text


_LITERAL_ENTITY: Final = re.compile(r"&(?=#\d|#[xX]|[A-Za-z][A-Za-z0-9]{1,31};)")


def encode(text: str) -> str:
    """Text in which nothing will be taken for an entity or a foreign element when it is read."""
    if "&" in text:
        text = _LITERAL_ENTITY.sub("&amp;", text)
    if "<" in text and decode(text) != text:
        text = _ELEMENT.sub(_escaped_element, text)
    return text


def _escaped_element(match: re.Match[str]) -> str:
    element = match[0]
    return element if decode(element) == element else "&lt;" + element[1:]


def read_inline(text: str) -> str | None:
    """A title or the like: one line, its markup CSL's."""
    if "&" in text or "<" in text:
        text = decode(text)
    return " ".join(text.split()) or None


def write_inline(value: Value) -> str:
    if not isinstance(value, str):
        return ""
    return encode(value) if "&" in value or "<" in value else value


_WRAPPED: Final = range(50, 91)


def unfold(text: str) -> str:
    """Lines of one value as paragraphs: lines that were only wrapped at a width are joined."""
    lines = [line.strip() for line in text.split("\n")]
    wrapped = len(lines) > 2 and all(len(line) in _WRAPPED for line in lines[1:-1])
    if wrapped and len(lines[0]) in range(40, 91):
        return " ".join(line for line in lines if line)
    return "\n".join(line for line in lines if line)


def read_paragraphs(text: str) -> str | None:
    """An abstract or a note: its paragraphs kept, its markup CSL's."""
    if "\n" in text:
        text = unfold(text)
    if "&" in text or "<" in text:
        text = unfold(decode(text, "\n"))
    return text.strip() or None


def read_url(text: str) -> str | None:
    """The first address of a UR; `&amp;` is an exporter's mistake there."""
    words = text.split()
    if not words:
        return None
    url = words[0].rstrip(";,") if len(words) > 1 and "://" in words[1] else " ".join(words)
    return url.strip("<>").replace("&amp;", "&")


def read_plain(text: str) -> str | None:
    return " ".join(text.split()) or None


def write_plain(value: Value) -> str:
    return value if isinstance(value, str) else ""


# --- names ------------------------------------------------------------------------------------

_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.[ -]?){1,4}(?=[^\W\d_])")
_TRAILING_INITIALS: Final = re.compile(
    r"([^\W\d_][^\W_]*(?:[ '’-][^\W\d_]+){0,3}) ((?:[A-ZÀ-Þ]\.?-?){1,4})\Z"
)


@lru_cache(maxsize=4096)
def parse_person(text: str) -> Name:
    """The name of one AU line: "Family, Given, Suffix"; without a comma a body or one name.

    EndNote marks a body by a comma at its end, and one with a comma of its own by a double comma.
    Exporters that don't invert names give initials: "A. B. Family" (IEEE), "Family AB" (Embase,
    Web of Science); those are persons. Other names without a comma are taken whole.
    """
    text = " ".join(text.split())
    if "&" in text or "<" in text:
        text = decode(text)
    if ",, " in text:
        return Name(literal=text.replace(",, ", ", ").strip(" ,"))
    if text.endswith(","):
        return Name(literal=text.strip(" ,"))
    if "," in text:
        return parse_inverted_name(text)
    if " " in text and not looks_like_body(text):
        if _INITIALS.match(text):
            return parse_name(text)
        match = _TRAILING_INITIALS.match(text)
        if match and match[2] != match[1] and not match[1].isupper():
            return Name(match[1], match[2])
    return Name(literal=text.strip(" ;"))


def read_person(text: str) -> Value | None:
    """The one name of an AU line; "Doe, J. Q.", with nothing more to look for, at once.

    (Measured: half of the time of all names. A particle or suffix needs a word in lower case or
    a second comma, a generation after the comma a family name of two words.)
    """
    family, comma, given = text.partition(", ")
    if (
        comma
        and family[:1].isupper()
        and " " not in family
        and given
        and "," not in given
        and given[-1] != " "
        and not given[given.rfind(" ") + 1].islower()
        and "&" not in text
        and "<" not in text
        and "  " not in text
        and text.isprintable()
    ):
        return [Name(family, given)]
    person = parse_person(text.strip())
    return [person] if any(person[:6]) else None


@lru_cache(maxsize=4096)
def write_person(name: Name) -> str:
    """A name as AU has it, so that it is read as the same name."""
    if not name.literal:
        if name.family and name.given:
            return name.inverted
        return name.full_family or name.given
    literal = " ".join(name.literal.split())
    if "," in literal:
        return literal.replace(", ", ",, ", 1) if ", " in literal else literal + ","
    return literal + "," if not parse_person(literal).literal else literal


def write_people(value: Value) -> list[str]:
    if not isinstance(value, list):
        return []
    return [text for name in value if (text := write_person(name))]


# --- dates ------------------------------------------------------------------------------------

_SLASHED: Final = re.compile(
    r"(\d{4})(?: ?/ ?(\d{0,2})(?: ?/ ?(\d{0,2})(?: ?/ ?(.*))?)?)?\s*\Z", re.S
)
_DASHED: Final = re.compile(r"\d{4}-\d\d(?:-\d\d)?\Z")
_LEAD: Final = re.compile(r"[A-Za-z ]{1,20}: ?(?=\d)")
_EIGHT: Final = re.compile(r"\d{8}\Z")


@lru_cache(maxsize=8192)
def parse_ris_date(text: str) -> Date | None:
    """A date of PY, Y1, DA or Y2: YYYY/MM/DD/other, or whatever stands there; None for no date."""
    text = " ".join(text.split())
    match = _SLASHED.match(text)
    if match:
        year, month, day, other = match.groups()
        if year == "0000":
            return None
        date = parse_date("-".join([year, *(part.zfill(2) for part in (month, day) if part)]))
        if not date.parts:
            date = Date((int(year),))
        return _with_other(date, other.strip(" /")) if other else date
    text = _LEAD.sub("", text).rstrip("/ ")
    if not text.strip("/ 0-"):
        return None
    return parse_date(text)


def _with_other(date: Date, other: str) -> Date:
    """What stands after the day: a season, our own ranges and marks, or a remark (left alone)."""
    if other.startswith('"') and other.endswith('"') and len(other) > 2:
        return date._replace(literal=other[1:-1])
    if len(date.parts) == 1:
        season = parse_date(f"{other} {date.parts[0]}")
        if season.parts[:1] == date.parts and season.parts[1:]:
            return season
    return parse_edtf(other.replace(" to ", "/")) or date if other[:1].isdigit() else date


def write_date(value: Value) -> str:
    """A date as YYYY/MM/DD/other, with what that cannot say in EDTF as "other"."""
    if not isinstance(value, Date):
        return ""
    if not value.parts or not 0 < value.parts[0] < 10_000 or (value.literal and value.end):
        return format_edtf(value).replace("/", " to ") or value.literal
    other = ""
    if value.end is not None or value.season or value.circa or value.uncertain:
        other = format_edtf(value).replace("/", " to ")
    elif value.literal:
        other = f'"{value.literal}"'
    month = f"{value.month:02d}" if value.month else ""
    day = f"{value.day:02d}" if value.day else ""
    return f"{value.parts[0]:04d}/{month}/{day}/{other}"


def read_date(text: str) -> Value | None:
    """A date that was understood."""
    date = parse_ris_date(text)
    return date if date is not None and (date.parts or date.end is not None) else None


def write_known_date(value: Value) -> str:
    text = write_date(value)
    return text if text and read_date(text) == value else ""


def read_full_date(text: str) -> Value | None:
    """A date, where the tag may hold something else: at least a year and a month."""
    date = parse_ris_date(text)
    return date if date is not None and len(date.parts) > 1 else None


def write_full_date(value: Value) -> str:
    text = write_date(value)
    return text if text and read_full_date(text) == value else ""


# --- numbers and identifiers ------------------------------------------------------------------

_ISBN: Final = re.compile(r"(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dXx]\Z")
_ISSN: Final = re.compile(r"\d{4}[-–]?\d{3}[\dXx]\Z")
_REMARK: Final = re.compile(r"\s*[(\[][^()\[\]]{1,40}[)\]]\s*")
_NAMED: Final = re.compile(r"\s*e?-?(?:ISBN|ISSN)(?:-1[03])?\s*:?\s*", re.I)


def standard_number(text: str) -> str:
    """ "ISBN", "ISSN" or "": what a number's shape says that it is."""
    if _ISSN.match(text):
        return "ISSN"
    return "ISBN" if _ISBN.match(text) else ""


def standard_numbers(text: str) -> dict[str, str] | None:
    """The ISBNs and ISSNs of an SN line, each kind as one text; None if it holds others."""
    kind = standard_number(text)
    if kind:
        return {kind: text.strip()}
    found: dict[str, list[str]] = {}
    for part in re.split(r"[;,\n]", text):
        number = _NAMED.sub("", _REMARK.sub("", part)).strip()
        if not number:
            continue
        kind = standard_number(number)
        if not kind:
            return None
        if number not in found.setdefault(kind, []):
            found[kind].append(number)
    return {kind: ", ".join(numbers) for kind, numbers in found.items()} or None


def write_report_number(value: Value) -> str:
    """A number that won't be taken for an ISBN or ISSN."""
    return "" if not isinstance(value, str) or standard_numbers(value) else value


def read_doi(text: str) -> str | None:
    return normalise_doi(text.strip()) or (find_doi(text) if "10." in text else "") or None


def write_doi(value: Value) -> str:
    return value if isinstance(value, str) and read_doi(value) == value else ""


_PMCID: Final = re.compile(r"\s*PMC\d{3,9}\s*\Z")


def read_pmcid(text: str) -> str | None:
    return text.strip() if _PMCID.match(text) else None


def write_pmcid(value: Value) -> str:
    return value if isinstance(value, str) and _PMCID.match(value) else ""


#: What databases put into M3 that says no more than the type does.
_DOCUMENT_TYPES: Final = frozenset(
    "article|journal article|web|print|text|book|book chapter|chapter|conference paper|review|"
    "journal|editorial|letter|note|erratum|short survey|article in press|journal: article|"
    "conference proceeding|proceedings paper|research article".split("|")
)


def read_genre(text: str) -> str | None:
    if text.strip().casefold() in _DOCUMENT_TYPES or read_doi(text):
        return None
    return read_inline(text)


def write_genre(value: Value) -> str:
    return write_inline(value) if isinstance(value, str) and read_genre(value) else ""


_PAGES: Final = re.compile(r"\s*(?:[Pp]{1,2}\.?|[Pp]ages?|S\.)\s*(?=\d|[a-zA-Z]\d)")


def clean_pages(text: str) -> str:
    """Pages without "pp." before them, with a single hyphen."""
    if text.isdigit():
        return text
    return read_pages(_PAGES.sub("", text)) or ""


TEXT_CODECS: Final[dict[str, Codec]] = {
    **CODECS,
    **dict(
        [
            codec("text", read_inline, write_inline, "text number"),
            codec("paragraphs", read_paragraphs, write_inline, "text", join="\n"),
            codec("notes", read_paragraphs, write_inline, "text", join="\n"),
            codec("plain", read_plain, write_plain, "text number"),
            codec("url", read_url, write_plain, "text"),
            codec("name", read_person, write_people, "names"),
            codec("date_slashed", read_date, write_known_date, "date"),
            codec("full_date", read_full_date, write_full_date, "date"),
            codec("epub_date", read_full_date, write_full_date, "date"),
            codec("report_number", read_inline, write_report_number, "number"),
            codec("doi_only", read_doi, write_doi, "text"),
            codec("pmcid_only", read_pmcid, write_pmcid, "text"),
            codec("genre", read_genre, write_genre, "text"),
        ]
    ),
}
