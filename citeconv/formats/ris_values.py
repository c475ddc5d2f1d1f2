"""How RIS spells values: text with HTML in it, names, dates, pages, standard numbers.

In: the raw text of a tag; out: a variable's value, or None where it is no such value, so that
the text stays in `extra`. The writers are the inverse.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from citeconv.formats.codecs import codec, read_pages
from citeconv.formats.inline_text import read_inline, read_paragraphs, write_inline, write_plain
from citeconv.formats.mapping import Codec
from citeconv.formats.tagged_values import TAGGED_CODECS, write_note
from citeconv.formats.variable_lines import is_line
from citeconv.model.dates import Date, format_edtf, parse_date, parse_edtf
from citeconv.model.identifiers import find_doi, normalise_doi, normalise_pmid
from citeconv.model.patterns import pattern
from citeconv.model.record import Value

# --- dates ------------------------------------------------------------------------------------

_SLASHED: Final = pattern(r"(\d{4})(?: ?/ ?(\d{0,2})(?: ?/ ?(\d{0,2})(?: ?/ ?(.*))?)?)?\s*\Z", re.S)
_LEAD: Final = pattern(r"[A-Za-z ]{1,20}: ?(?=\d)")


@lru_cache(maxsize=8192)
def parse_ris_date(text: str) -> Date | None:
    """A date of PY, Y1, DA or Y2: YYYY/MM/DD/other, or whatever stands there; None for no date."""
    text = " ".join(text.split("\n", 1)[0].split())
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
    if len(date.parts) == 1 and not other[:1].isdigit():
        season = parse_date(f"{other} {date.parts[0]}")
        if season.parts[:1] == date.parts and season.parts[1:]:
            return season
    return parse_edtf(other.replace(" to ", "/")) or date if other[:1].isdigit() else date


#: A time of day behind a date, in any of its spellings: CSL's dates end with the day.
_TIME: Final = pattern(r"\d[/T ]\s?\d\d?:\d\d|\dT\d{4}", re.ASCII)


def before_time(text: str) -> str:
    """What stands before a date's time of day; "" where it has none."""
    time = _TIME.search(text) if len(text) > 11 else None  # "2020/01/02/"
    return text[: time.start() + 1] if time else ""


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


def read_day_of_access(text: str) -> Value | None:
    """A date that was understood and has no time of day."""
    return None if before_time(text) else read_date(text)


def write_day_of_access(value: Value) -> str:
    text = write_date(value)
    return text if text and read_day_of_access(text) == value else ""


def read_full_date(text: str) -> Value | None:
    """A date, where the tag may hold something else: at least a year and a month."""
    date = parse_ris_date(text)
    return date if date is not None and len(date.parts) > 1 else None


def write_full_date(value: Value) -> str:
    text = write_date(value)
    return text if text and read_full_date(text) == value else ""


# --- numbers and identifiers ------------------------------------------------------------------


_SHORT_DOI: Final = pattern(r"10/[a-z0-9]{3,12}\Z")


def read_doi(text: str) -> str | None:
    """A DOI, bare or in an address or sentence; a short one (shortdoi.org) only bare."""
    if _SHORT_DOI.match(text):
        return text
    return normalise_doi(text.strip()) or (find_doi(text) if "10." in text else "") or None


def write_doi(value: Value) -> str:
    """A DOI bare, as importers take it, also where CSL-JSON has its address."""
    if not isinstance(value, str):
        return ""
    return value if _SHORT_DOI.match(value) else normalise_doi(value)


_PMCID: Final = pattern(r"\s*PMC\d{3,9}\s*\Z")


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
    if text.strip().casefold() in _DOCUMENT_TYPES or text[:4].lower() == "doi:" or read_doi(text):
        return None
    return read_inline(text)


def write_genre(value: Value) -> str:
    return write_inline(value) if isinstance(value, str) and read_genre(value) else ""


_PAGES: Final = pattern(r"(?:(?<!\s)\s++)?(?:[Pp]{1,2}\.?|[Pp]ages?|S\.)\s*(?=\d|[a-zA-Z]\d)")


def clean_pages(text: str) -> str:
    """Pages without "pp." before them, with a single hyphen."""
    if text.isdigit():
        return text
    return read_pages(_PAGES.sub("", text)) or ""


def write_notes(value: Value) -> str | list[str]:
    """A note's paragraphs, each a note of its own, as Scopus and others have them in several `N1`.

    A paragraph that would be read as a variable's line stays with those before it.
    """
    if not isinstance(value, str) or "\n" not in value:
        return write_note(value)
    paragraphs = [text for text in map(str.strip, value.split("\n")) if text]
    if any(map(is_line, paragraphs)):
        return write_note(value)
    return [write_inline(text) for text in paragraphs]


TEXT_CODECS: Final[dict[str, Codec]] = {
    **TAGGED_CODECS,
    **dict(
        [
            codec("date_slashed", read_date, write_known_date, "date"),
            codec("day_of_access", read_day_of_access, write_day_of_access, "date"),
            codec("full_date", read_full_date, write_full_date, "date"),
            codec("epub_date", read_full_date, write_full_date, "date"),
            codec("doi_only", read_doi, write_doi, "text"),
            codec("pmcid_only", read_pmcid, write_pmcid, "text"),
            codec(
                "pmid",
                lambda text: normalise_pmid(text.removeprefix("PUBMED ")) or None,
                write_plain,
                "text",
            ),
            codec(
                "counted",
                lambda text: read_inline(text.strip(" 0") and text),
                write_plain,
                "number",
            ),
            codec("genre", read_genre, write_genre, "text"),
            codec("notes", read_paragraphs, write_notes, "text", join="\n"),
        ]
    ),
}
