"""The date of an entry: `date`, or `year`, `month` and `day` in all the shapes that people give them ⇄ `issued`.

Rules: the biblatex manual 2.3.8 (EDTF); BibTeX's habit of writing days into `month` (`"10~" # jan`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from citeconv.formats.bibtex.fields import DATE_FIELDS, DATES
from citeconv.formats.bibtex.values import Timed, read_date, says_time
from citeconv.formats.mapping import Composite, Entry, FormatMapping
from citeconv.model.dates import MONTH_NAMES, Date, format_edtf, format_parts, valid_parts
from citeconv.model.patterns import pattern
from citeconv.model.record import Record, Value
from citeconv.text.latex import decode, encode

_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_YEAR: Final = pattern(r"(?:-|\u2212)?\d{3,5}\Z")
#: Two years, the second abbreviated: an academic year, a double volume.
_SPAN: Final = pattern(r"(\d\d)(\d\d)\s*(/|--?|–)\s*(\d\d)\Z", re.ASCII)
_ORDINAL: Final = pattern(r"(?<=\d)(?:st|nd|rd|th)\b")


def composite(biblatex: bool, ascii_only: bool, timed: Timed = None) -> Composite:
    """The composite of one dialect; `timed` hears of a time of day that is read."""

    written = _write_biblatex if biblatex else _write_bibtex

    def write(variables: Mapping[str, Value], native: str) -> list[tuple[str, str]]:
        value = variables.get("issued")
        if not isinstance(value, Date):
            return []
        return [*written(value, ascii_only)]

    def read(texts: Mapping[str, list[str]], native: str) -> dict[str, Value]:
        return _read(texts, timed)

    return Composite(
        "issued",
        ("date", "year", "month", "day"),
        ("issued",),
        read,
        write,
        note="date = EDTF, or year, month, day",
        partial=True,
    )


def _plain(text: str) -> str:
    if "\\" in text or "{" in text or "~" in text:
        text = decode(text, protect=False, markup=False).replace("\u00a0", " ")
    return text.strip()


def _read(texts: Mapping[str, list[str]], timed: Timed) -> dict[str, Value]:
    """`date` if it can be read; else year, month and day."""
    found = texts.get("date")
    if found:
        date = read_date(found[0], timed)
        if isinstance(date, Date) and (date.parts or date.end is not None):
            if timed is not None:
                for other in found[1:]:
                    read_date(other, timed)
            _take(texts, "date")
            if "year" in texts and _plain(texts["year"][0])[:4] == str(date.year or "")[:4]:
                _take(texts, "year", "month", "day")
            return {"issued": date}
    years = texts.get("year")
    if not years:
        return {}
    year = _plain(years[0])
    month = _plain(texts["month"][0]) if "month" in texts else ""
    day = _plain(texts["day"][0]) if "day" in texts else ""
    date = _combined(year, month, day)
    if date is not None:
        _take(texts, "year", "month", "day")
        return {"issued": date}
    date = _span(year) if not month else None
    date = date or read_date(year, timed)
    if isinstance(date, Date) and (date.parts or date.end is not None):
        _take(texts, "year")
        return {"issued": date}
    return {}


def keep_times(record: Record, entry: Entry, table: FormatMapping) -> None:
    """The dates that have a time of day, which CSL's have not, as they stand in `extra`."""
    index = table.reader(entry.type)
    for tag, text in entry.fields:
        variable = index[tag][0] if tag in index else ""
        if variable in DATE_FIELDS:
            said, key = _plain(text), f"{table.name}:{DATE_FIELDS[variable]}"
            if says_time(said) and read_date(said) == record.variables.get(variable):
                record.extra.setdefault(key, said)


def is_outdated(record: Record, tag: str, text: str) -> bool:
    """Whether a date that was kept for its time of day is no longer the record's."""
    variable = DATES.get(tag)
    return (
        variable is not None
        and says_time(text)
        and read_date(text) != record.variables.get(variable)
    )


def _span(year: str) -> Date | None:
    """`1984/85`: in a field for years no month stands behind the slash; behind a hyphen one may."""
    match = _SPAN.match(year)
    if match is None:
        return None
    century, first, between, last = match.groups()
    if last <= first or (between != "/" and last <= "12"):
        return None
    return Date((int(century + first),), (int(century + last),))


def _take(texts: Mapping[str, list[str]], *tags: str) -> None:
    for tag in tags:
        if tag in texts:
            del texts[tag]  # type: ignore[attr-defined]


@lru_cache(maxsize=8192)
def _combined(year: str, month: str, day: str) -> Date | None:
    """Year, month and day as one date, or None if the month or day says something else."""
    if not month:
        if day:
            return None
        return Date((int(year),)) if _YEAR.match(year) and int(year) > 0 else None
    if not _YEAR.match(year) or int(year) <= 0:
        return None
    month = _ORDINAL.sub("", month)
    if month.isdecimal() and len(month) <= 2:
        number: int | None = int(month)
    else:
        number = MONTH_NAMES.get(month.rstrip(".").casefold())
    if number is not None:
        parts: tuple[int, ...] = (int(year), number)
        if day.isdecimal() and len(day) <= 2:
            parts = (*parts, int(day))
        elif day:
            return None
        return Date(parts) if valid_parts(parts) else None
    words = re.sub(r" ?(?:--?|–|/|&| and ) ?", "-", " ".join(month.split()))
    date = read_date(f"{words} {year}" if not day else f"{day} {words} {year}")
    return date if isinstance(date, Date) and date.parts and not date.literal else None


@lru_cache(maxsize=4096)
def _write_biblatex(date: Date, ascii_only: bool) -> tuple[tuple[str, str], ...]:
    edtf = format_edtf(date)
    if edtf:
        return (("date", edtf),)
    return (("year", encode(date.literal, ascii_only)),) if date.literal else ()


@lru_cache(maxsize=4096)
def _write_bibtex(date: Date, ascii_only: bool) -> tuple[tuple[str, str], ...]:
    """Year, month as a macro, day; a `date` beside them for what they cannot say."""
    parts, end, circa, uncertain, literal = date
    if not parts:
        fields = [("year", encode(literal, ascii_only))] if literal else []
        return (*fields, ("date", format_edtf(date))) if end is not None else tuple(fields)
    year = parts[0]
    if year < 1:
        return (("year", format_parts((year,))), ("date", format_edtf(date)))
    fields = [("year", str(year))]
    season = len(parts) > 1 and parts[1] > 12
    if len(parts) > 1 and not season:
        fields.append(("month", _MONTHS[parts[1] - 1]))
    if len(parts) > 2:
        fields.append(("day", str(parts[2])))
    if end is not None or circa or uncertain or season or year < 100:
        fields.append(("date", format_edtf(date)))
    return tuple(fields)
