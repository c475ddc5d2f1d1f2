"""The conversions of .bib values: raw LaTeX text ⇄ what a variable holds.

In: the text between a value's delimiters.  Out: text in Unicode with CSL's markup, names, dates.  The codecs are made
for one reading or writing, so that unknown commands are reported with their entry and `ascii` holds for the writer.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from citeconv.formats.bibtex.languages import langid_of, language_of
from citeconv.formats.bibtex.names import is_wrapped, parse_name, parse_names, split_names
from citeconv.formats.bibtex.names_written import format_names
from citeconv.formats.codecs import join_keywords, split_keywords
from citeconv.model.dates import Date, format_edtf, parse_date
from citeconv.model.identifiers import find_doi, normalise_doi, normalise_pmcid
from citeconv.model.names import Name
from citeconv.model.patterns import pattern
from citeconv.model.record import Value
from citeconv.text import latex_tables
from citeconv.text.latex import decode, decode_url, encode, encode_title, encode_url
from citeconv.text.latex_urls import verbatim

_DASHES: Final = pattern(r"(?:(?<!\s)\s++)?(?:--+|[‐-―−]|\\textendash\s*|\\hyphen\s*)\s*")
_HYPHEN: Final = pattern(r"(?<=\d)\s++-\s*+(?=\d)|(?<=\d)-\s++(?=\d)")
_PLAIN_PAGES: Final = pattern(r"[0-9A-Za-z]+(?:--?[0-9A-Za-z]+)?\Z")
_PLAIN_WORDS: Final = pattern(r"[A-Za-z0-9 ,.()/]*\Z")
_PLAIN_KEYWORDS: Final = pattern(r"[^<>${};\n]*\Z")
_SEPARATED: Final = pattern(r"[^\s,]+(?:,? [^\s,]+)*+\Z")
_PLAIN_DOI: Final = pattern(r"10\.[\w./()<>:;-]+\Z", re.ASCII)
#: Pages that need no escape, and no other dash than that of a range.
PAGES: Final = r"[\w+:.*]+(?:-[\w+:.*]+)?(?:, ?[\w+:.*]+(?:-[\w+:.*]+)?)*+"
_PAGES: Final = pattern(rf"{PAGES}\Z")
_LINES: Final = pattern(r"(?:(?<![^\S\n])[^\S\n]++)?\n\s*")

#: biblatex's strings for `pubstate` and `type` (manual 4.9.2.11 and 4.9.2.13).
GENRES: Final = {
    "phdthesis": "PhD thesis",
    "mathesis": "Master's thesis",
    "mastersthesis": "Master's thesis",
    "bathesis": "Bachelor's thesis",
    "candthesis": "Candidate thesis",
    "techreport": "technical report",
    "resreport": "research report",
    "software": "computer software",
    "datacd": "data CD",
    "audiocd": "audio CD",
    "patent": "patent",
    "patentde": "German patent",
    "patenteu": "European patent",
    "patentfr": "French patent",
    "patentuk": "British patent",
    "patentus": "U.S. patent",
    "patreq": "patent request",
    "patreqde": "German patent request",
    "patreqeu": "European patent request",
    "patreqfr": "French patent request",
    "patrequk": "British patent request",
    "patrequs": "U.S. patent request",
}
GENRE_STRINGS: Final = {said: key for key, said in reversed(GENRES.items())}
PUBSTATES: Final = {
    "inpreparation": "in preparation",
    "submitted": "submitted",
    "forthcoming": "forthcoming",
    "inpress": "in press",
    "prepublished": "pre-published",
}
PUBSTATE_STRINGS: Final = {said: key for key, said in PUBSTATES.items()}


def read_pages(text: str) -> str | None:
    """Page ranges with a hyphen between; biblatex's and everyone's dashes become one."""
    if _PLAIN_PAGES.match(text):
        return text.replace("--", "-")
    text = decode(_DASHES.sub("-", text), protect=False, markup=False)
    text = _HYPHEN.sub("-", _DASHES.sub("-", text)).replace("\u00a0", " ").strip(" ,;")
    return None if text == "-" else text or None


def write_pages(ascii_only: bool, value: Value) -> str:
    """`--` between the first and last page."""
    if not isinstance(value, str):
        return ""
    if not ascii_only or value.isascii():
        if value.replace("-", "", 1).isalnum() and value[-1] != "-" and value[0] != "-":
            return value.replace("-", "--")
        if _PAGES.match(value):
            return value.replace("-", "--")
    return encode(re.sub(r"(?<=\w)-(?=\w)", "–", value), ascii_only)


def read_keywords(text: str) -> str | None:
    """Keywords between commas or semicolons; a comma within braces belongs to its keyword."""
    if _PLAIN_WORDS.match(text):
        plain = [word for part in text.split(",") if (word := part.strip())]
        return ", ".join(dict.fromkeys(plain)) or None
    if ";" in text:
        parts = split_outside_braces(text, ";")
        if len(parts) == 1 and is_wrapped(text.strip()):
            # Web of Science has two pairs of braces round every value
            parts = split_outside_braces(text.strip()[1:-1], ";")
    elif "," not in text and "\n" in text.strip():
        parts = _LINES.split(text)
    else:
        parts = split_outside_braces(text, ",")
    words = [decode(part, protect=False) for part in parts]
    return join_keywords(list(dict.fromkeys(word for word in words if word))) or None


def split_outside_braces(text: str, separator: str) -> list[str]:
    """A text cut at a separator that stands outside of braces."""
    if "{" not in text:
        return text.split(separator)
    parts, depth, start = [], 0, 0
    for match in re.finditer(rf"\\.|[{{}}]|{re.escape(separator)}", text, re.DOTALL):
        token = match.group()
        depth += (token == "{") - (token == "}" and depth > 0)
        if token == separator and depth == 0:
            parts.append(text[start : match.start()])
            start = match.end()
    parts.append(text[start:])
    return parts


def write_keywords(ascii_only: bool, value: Value) -> str:
    """Keywords between commas; one that has a comma or semicolon of its own is in braces."""
    if type(value) is str and _PLAIN_KEYWORDS.match(value):
        # nothing in one keyword concerns another (measured: a third of the time)
        if not _SEPARATED.match(value):
            value = ", ".join(split_keywords(value))
        return encode(value, ascii_only)
    words = (
        f"{{{encode(word, ascii_only)}}}"
        if "," in word or ";" in word
        else encode(word, ascii_only)
        for word in split_keywords(value)
    )
    return ", ".join(words)


#: A year before our era in fewer digits than EDTF wants: counted as people count.
_BEFORE_OUR_ERA: Final = pattern(r"[-−]([1-9]\d{0,2})\Z", re.ASCII)
#: "Accessed: Feb. 3, 2016" in `urldate`: biber takes a date alone.
_SAID: Final = pattern(r"(?:date |last )?(?:accessed|retrieved|visited|checked)(?: on)?:? ", re.I)


#: Hears of a time of day that is read.
Timed = Callable[[], None] | None

#: A time of day behind a date: biblatex manual 2.3.8; CSL's dates end with the day.
_TIME: Final = pattern(r"\d(?:T\d\d:?\d\d| \d\d:\d\d)", re.ASCII)


def says_time(text: str) -> bool:
    """Whether a date has a time of day behind it."""
    return len(text) > 14 and _TIME.search(text) is not None


#: What biber takes; a date with a time in any other form it passes over as a whole.
_TIME_IN_FULL: Final = pattern(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?\Z", re.ASCII
)


def is_time_in_full(text: str) -> bool:
    """Whether a date has a time of day, and biber takes it."""
    timed = [part for part in text.split("/") if says_time(part)]
    return bool(timed) and all(map(_TIME_IN_FULL.match, timed))


def read_date(text: str, timed: Timed = None) -> Value | None:
    """A date; `timed` hears of one whose time of day the date does not say."""
    plain = (
        decode(text, protect=False, markup=False) if "\\" in text or "{" in text else text.strip()
    )
    if not plain:
        return None
    if plain[-2:] == "?~":
        # "uncertain" and "about" had a sign each in the drafts of EDTF
        plain = plain[:-2] + "%"
    date = parse_date(plain.replace("\u00a0", " ").replace("–", "-"))
    if not date.parts and (said := _SAID.match(plain)):
        said_date = parse_date(plain[said.end() :])
        return said_date if said_date.parts else date
    if not date.parts and (before := _BEFORE_OUR_ERA.match(plain)):
        return Date((-int(before.group(1)),))
    if timed is not None and len(plain) > 14 and (date.parts or date.end) and says_time(plain):
        timed()
    return date


def write_date(ascii_only: bool, value: Value) -> str:
    """EDTF, which biber reads; a date in words as it stands."""
    if not isinstance(value, Date):
        return ""
    return format_edtf(value) or encode(value.literal, ascii_only)


_LIST_AND: Final = pattern(r"\sand\s", re.IGNORECASE)


def read_list(text: str) -> str:
    """biblatex's literal lists: `Paris and London`; CSL has one text."""
    parts = _split_list(text)
    return (
        text
        if len(parts) < 2
        else "; ".join("et al." if part == "others" else part for part in parts)
    )


def _split_list(text: str) -> list[str]:
    if " and" not in text and "\nand" not in text:
        return [text]
    return split_names(text)


def write_list(ascii_only: bool, value: Value) -> str:
    """A text with `; ` as a literal list; its own `and` in braces."""
    if not isinstance(value, str):
        return ""
    if ";" not in value and " and" not in value:
        return encode(value, ascii_only)
    parts = (part.strip() for part in value.split(";"))
    return " and ".join(_list_item(part, ascii_only) for part in parts if part)


def _list_item(text: str, ascii_only: bool) -> str:
    if text == "et al.":
        return "others"
    written = encode(text, ascii_only)
    return f"{{{written}}}" if _LIST_AND.search(f" {text} ") else written


def read_names(text: str) -> Value | None:
    return parse_names(text) or None


def write_names(extended: bool, ascii_only: bool, value: Value) -> str:
    return format_names(value, ascii_only, extended) if isinstance(value, list) else ""


def read_holders(text: str) -> Value | None:
    """The holders of a patent: companies, unless a comma tells that a person is meant, whether braced or not."""
    names = [
        Name(literal=decode(part, protect=False))
        if " " in part and "," not in part and part[:1] != "{"
        else parse_name(part)
        for part in split_names(text)
    ]
    return [name for name in names if any(name)] or None


def read_url(text: str) -> str | None:
    return decode_url(text) or None


def write_url(ascii_only: bool, value: Value) -> str:
    return encode_url(value, ascii_only) if isinstance(value, str) else ""


def read_doi(text: str) -> str | None:
    if text[:3] == "10." and _PLAIN_DOI.match(text):
        return text
    text = decode_url(text)
    # a publisher's own resolver: http://doi.acm.org/10.1145/…
    address = text[:4].lower() == "http"
    return normalise_doi(text) or (find_doi(text) if address else "") or text or None


def write_doi(ascii_only: bool, value: Value) -> str:
    """A DOI bare: styles put the resolver's address before it."""
    return write_url(ascii_only, normalise_doi(value) or value if isinstance(value, str) else "")


def read_pmcid(text: str) -> str | None:
    text = decode_url(text)
    return normalise_pmcid(text) or text or None


def write_verbatim(_ascii_only: bool, value: Value) -> str:
    return verbatim(value) if isinstance(value, str) else ""


def read_string(strings: dict[str, str], text: str) -> str | None:
    """A value that may be one of biblatex's localisation strings."""
    text = decode(text, protect=False)
    return strings.get(text) or latex_tables.BIBSTRINGS.get(text, text) if text else None


def write_string(strings: dict[str, str], ascii_only: bool, value: Value) -> str:
    return strings.get(value) or encode(value, ascii_only) if isinstance(value, str) else ""


def write_title(ascii_only: bool, value: Value) -> str:
    """A title whose capitals are safe from BibTeX's styles."""
    return encode_title(value, ascii_only) if isinstance(value, str) else ""


#: biblatex's strings for places (manual 4.9.2.17) and series (4.9.2.9).
_COUNTRIES: Final = {
    key: said for key, said in latex_tables.BIBSTRINGS.items() if key.startswith("country")
}
_COUNTRY_STRINGS: Final = {said: key for key, said in reversed(_COUNTRIES.items())}
_SERIES: Final = {key: latex_tables.BIBSTRINGS[key] for key in ("newseries", "oldseries")}


def read_countries(text: str) -> str | None:
    """The scope of a patent: countries by biblatex's strings, or in words."""
    parts = (decode(part, protect=False) for part in _split_list(text))
    return "; ".join(_COUNTRIES.get(part, part) for part in parts if part) or None


def write_countries(biblatex: bool, ascii_only: bool, value: Value) -> str:
    if not isinstance(value, str):
        return ""
    parts = (part.strip() for part in value.split(";"))
    return " and ".join(
        (_COUNTRY_STRINGS.get(part) if biblatex else None) or _list_item(part, ascii_only)
        for part in parts
        if part
    )


def read_journal_series(text: str) -> str | None:
    """The series of a journal: `newseries`, or a number that is printed as an ordinal (biblatex manual 2.2.2)."""
    if text.isdigit() and len(text) < 4:
        return f"{text}{_ordinal_ending(int(text))} series"
    return _SERIES.get(text) or decode(text, protect=False) or None


def write_journal_series(ascii_only: bool, value: Value) -> str:
    """A series in words; one that would be read as a number or a string is in braces."""
    if not isinstance(value, str):
        return ""
    written = encode(value, ascii_only)
    return f"{{{written}}}" if written in _SERIES or written.isdigit() else written


def _ordinal_ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def read_language(text: str) -> str | None:
    """One language, or a list of biblatex's strings (`langlatin and langgerman`)."""
    text = decode(text, protect=False, markup=False)
    if "lang" in text and " and " in text:
        return ", ".join(map(language_of, text.split(" and ")))
    return language_of(text) or None


def write_language(biblatex: bool, ascii_only: bool, value: Value) -> str:
    if not isinstance(value, str):
        return ""
    return (langid_of(value) if biblatex else "") or encode(value, ascii_only)
