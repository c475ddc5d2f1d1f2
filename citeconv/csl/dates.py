"""Date variables of CSL-JSON, read into one form whatever they were given as.

Rules: CSL 1.0.2, "Date Ranges", "Seasons", "Approximate Dates"; the CSL-JSON schema; EDTF (ISO
8601-2) levels 0 and 1; for dates in words the practice of the processors ("Spring 1999 – Summer
2001", "25 Dec. 1995", "200 BC", "1885?"). What cannot be a date stays as a literal; nothing raises.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias

__all__ = ["NO_DATE", "CslDate", "DateParts", "parse_date"]

DateParts: TypeAlias = tuple[int, int | None, int | None]
"""Year (negative before Christ), month (1-12, or 21-24 for a season), day."""

_MAX_TEXT = 200
_MAX_YEAR = 999_999

MONTHS: tuple[str, ...] = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
SEASONS: Mapping[str, int] = {
    "spr": 21,
    "sum": 22,
    "fal": 23,
    "aut": 23,
    "win": 24,
}
COURT_TERMS = ("michaelmas", "hilary", "easter", "trinity")
"""Printed in the place of a season as they are."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class CslDate:
    """A date, a range of two, or a literal."""

    parts: tuple[DateParts, ...] = ()
    """One or two points in time; none for a literal."""
    season: int | str | None = None
    """A season (1-4, or in words) given beside a year without month."""
    circa: bool = False
    literal: str | None = None
    open_end: bool = False
    """A range with a start and no end ("2000/..")."""
    open_start: bool = False

    def __bool__(self) -> bool:
        return bool(self.parts or self.literal)

    @property
    def order(self) -> tuple[int, ...]:
        """What dates are sorted by: each point as year, month, day, a missing one as 0."""
        return tuple(number or 0 for point in self.parts for number in point)


NO_DATE = CslDate()


def parse_date(value: object) -> CslDate:
    """The date in any value that CSL-JSON, EDTF or a careless program may give."""
    if isinstance(value, Mapping):
        return _from_mapping(value)
    if isinstance(value, str):
        return _from_text(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return _from_points([[value]], "")
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        nested = bool(value) and isinstance(value[0], Sequence) and not isinstance(value[0], str)
        return _from_points(value if nested else [value], "")
    return NO_DATE


def _from_mapping(value: Mapping[object, object]) -> CslDate:
    circa = _truth(value.get("circa"))
    for key in ("raw", "edtf"):
        text = value.get(key)
        if isinstance(text, str) and text.strip():
            date = _from_text(text)
            if date.parts or not value.get("date-parts"):
                return replace(date, circa=date.circa or circa)
    literal = value.get("literal")
    text = str(literal).strip() if isinstance(literal, (str, int)) else ""
    points = value.get("date-parts")
    if not isinstance(points, Sequence) or isinstance(points, str):
        points = [[value[key] for key in ("year", "month", "day") if key in value]]
    date = _from_points(points, text)
    return replace(date, season=_season(value.get("season"), date), circa=circa or date.circa)


def _truth(value: object) -> bool:
    if isinstance(value, str):
        return value.strip().lower() not in ("", "0", "false", "no")
    return bool(value)


def _season(value: object, date: CslDate) -> int | str | None:
    if value is None or isinstance(value, (Mapping, list, bool)):
        return None
    text = str(value).strip()
    number = _integer(text)
    if number is not None and 1 <= number <= 4:
        return number
    named = SEASONS.get(text[:3].lower())
    if named and text.isalpha():
        return named - 20
    return text[:_MAX_TEXT] or None


def _from_points(points: Sequence[object], literal: str) -> CslDate:
    """Date parts as numbers or numerals; what is impossible among them makes a literal."""
    found: list[DateParts] = []
    open_end = False
    for index, point in enumerate(points[:2]):
        numbers = list(point) if isinstance(point, Sequence) and not isinstance(point, str) else []
        parts = _point(numbers)
        if parts is not None:
            found.append(parts)
        elif index and found and not any(_integer(number) for number in numbers):
            open_end = True
        elif any(str(number).strip() for number in numbers if number is not None):
            written = "-".join(str(number)[:40] for number in numbers[:3] if number is not None)
            return CslDate(literal=literal or written) if _says_more(numbers) else CslDate()
    if not found:
        return CslDate(literal=literal or None)
    return CslDate(tuple(found), literal=literal or None, open_end=open_end)


def _says_more(numbers: Sequence[object]) -> bool:
    return any(_integer(number) != 0 for number in numbers if number is not None)


def _point(numbers: Sequence[object]) -> DateParts | None:
    year = _integer(numbers[0]) if numbers else None
    if not year or abs(year) > _MAX_YEAR:
        return None
    month = _integer(numbers[1]) if len(numbers) > 1 else None
    if not month:
        return (year, None, None)
    if 13 <= month <= 16:
        month += 8
    if not (1 <= month <= 12 or 21 <= month <= 24):
        return None
    day = _integer(numbers[2]) if len(numbers) > 2 else None
    if not day:
        return (year, month, None)
    return (year, month, day) if 1 <= day <= 31 else None


def _integer(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if value == value and abs(value) < 1e9 else None
    if isinstance(value, str):
        text = value.strip()
        digits = text.removeprefix("-")
        if digits.isascii() and digits.isdigit() and len(digits) <= 12:
            return int(text)
    return None


_EDTF = re.compile(
    r"(?:(Y?)(-?\d{4,9})|(-?\d{2}[\dXu][Xu]|-?\d[Xu]{3}))"
    r"(?:-(\d\d|XX|uu))?(?:-(\d\d|XX|uu))?(?:T[\d:.+\-Z]*)?([?~%]?)\Z"
)
_OPEN = ("", "..", "open", "unknown")


@lru_cache(maxsize=4096)
def _from_text(text: str) -> CslDate:
    """A date in EDTF or in words."""
    written = text.strip()
    if not written or len(written) > _MAX_TEXT:
        return CslDate(literal=written or None)
    if len(written) > 1 and written[0] == written[-1] == '"':
        return CslDate(literal=written[1:-1])
    return _edtf_range(written) or _in_words(written) or CslDate(literal=written)


def _edtf_range(text: str) -> CslDate | None:
    if text.count("/") != 1:
        return _edtf(text)
    before, after = (side.strip() for side in text.split("/"))
    start, end = _edtf(before), _edtf(after)
    if start and after in _OPEN:
        return replace(start, open_end=True)
    if end and before in _OPEN:
        return replace(end, open_start=True)
    if start and end:
        return CslDate((start.parts[0], end.parts[-1]), circa=start.circa or end.circa)
    return None


def _edtf(text: str) -> CslDate | None:
    found = _EDTF.match(text)
    if not found:
        return None
    circa = bool(found[6])
    if found[3]:
        # A decade or century: its first and last year.
        first, last = (re.sub("[Xu]", digit, found[3]) for digit in "09")
        years = sorted((int(first), int(last)))
        return CslDate(tuple((year or 1, None, None) for year in years), circa=circa)
    numbers = [found[2], *(group for group in (found[4], found[5]) if group and group[0] in "0123")]
    point = _point(numbers)
    return CslDate((point,), circa=circa) if point else None


_ERA_YEARS: Mapping[str, int] = {
    "明治": 1867,
    "大正": 1911,
    "昭和": 1925,
    "平成": 1988,
    "令和": 2018,
}
_ERA = re.compile("(明治|大正|昭和|平成|令和)([0-9]{1,2})")
_TIME = re.compile(r"\s*\b\d{1,2}:\d\d(?::\d\d)?.*\Z|(?<=\d)T\d.*\Z")
_RANGE_DASH = re.compile(r"\s*[\u2012-\u2015\u301c]\s*|\s+[-/]+\s+|\s*--+\s*|\s+to\s+")
_TOKEN = re.compile(r"\d+(?:[-/.]\d+){1,2}(?![\d/])|\d+|[^\W\d_]+|[?~]|[-/_]")
_NUMERIC_DATE = re.compile(r"[-/.]")
_CIRCA = frozenset({"c", "ca", "cir", "circa", "approximately", "about", "?", "~"})


def _in_words(text: str) -> CslDate | None:
    text = _from_japanese(_TIME.sub("", text))
    sides = _RANGE_DASH.split(text)
    if len(sides) == 1:
        sides = _split_at_hyphen(text)
    if len(sides) > 2:
        return None
    points = [_point_in_words(side) for side in sides]
    circa = any(point.circa for point in points)
    if len(points) == 2:
        points = list(_completed(*points))
    parts = [point.parts() for point in points]
    if any(part is None for part in parts):
        return None
    season = next((point.season for point in points if point.season), None)
    return CslDate(tuple(part for part in parts if part is not None), season, circa)


def _from_japanese(text: str) -> str:
    if "年" not in text and "月" not in text:
        return text
    text = _ERA.sub(lambda era: str(_ERA_YEARS[era[1]] + int(era[2])), text)
    text = text.replace("日", "").replace("年", "-").replace("月", "-")
    return re.sub(r"-(?=\s*(?:[/\u301c]|\Z))", "", text)


def _split_at_hyphen(text: str) -> list[str]:
    """Cut "May-June 2008" and "1999-2001" at the hyphen; leave "2008-05-14" whole."""
    for found in re.finditer("[-/]", text):
        before, after = text[: found.start()], text[found.end() :]
        word_before = re.search(r"[^\W\d_]\.?\s*\Z", before)
        word_after = re.match(r"\s*[^\W\d_]", after)
        years = re.search(r"(?<!\d)\d{4}\Z", before) and re.match(r"\d{4}(?!\d)", after)
        days = re.search(r"[^\W\d_]\.?\s+\d{1,2}\Z", before) and re.match(r"\d{1,2}\b", after)
        leading_days = re.match(r"\s*\d{1,2}\Z", before) and re.match(r"\d{1,2}\s+[^\W\d_]", after)
        if word_before or word_after or years or days or leading_days:
            return [before, after]
    return [text]


@dataclass(slots=True)
class _Words:
    """What was read on one side of a range."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    circa: bool = False
    unknown: bool = False
    season: str | None = None
    lone: bool = False
    """The year was the only number there: a day, if the other side says more."""

    def parts(self) -> DateParts | None:
        if self.year is None or self.unknown or (self.day and not self.month):
            return None
        return _point([self.year, self.month, self.day])


def _point_in_words(text: str) -> _Words:
    point = _Words()
    loose: list[int] = []
    negative = text.startswith("-")
    for token in _TOKEN.findall(re.sub(r"(?<=[A-Za-z])\.", "", text)):
        word = token.lower()
        if word[0].isdecimal():
            _read_digits(token, point, loose)
        elif word in _CIRCA:
            point.circa = True
        elif word in ("bc", "bce") and (loose or point.year):
            point.year = -(loose.pop() if loose else point.year or 0)
        elif word in ("ad", "ce") and loose:
            point.year = loose.pop()
        elif (month := _month(word)) is not None:
            point.month = month
        elif word in COURT_TERMS:
            point.season = token
        elif word in WEEKDAYS:
            continue
        elif word not in ("of", "the", "st", "nd", "rd", "th", "-", "/", "_", "de"):
            point.unknown = True
    if loose and point.year is None and point.month is None and len(loose) == 1:
        point.year = loose.pop()
        point.lone = True
    if loose:
        point.day = loose.pop()
    if negative and point.year:
        point.year = -point.year
    return point


def _read_digits(token: str, point: _Words, loose: list[int]) -> None:
    numbers = _NUMERIC_DATE.split(token)
    if len(numbers) == 1:
        if len(token) == 4:
            point.year = int(token)
        elif len(token) < 4:
            loose.append(int(token))
        else:
            point.unknown = True
        return
    if any(len(number) > 4 for number in numbers):
        point.unknown = True
        return
    year = next((i for i, number in enumerate(numbers) if len(number) == 4), None)
    if year is None:
        point.unknown = True
        return
    point.year = int(numbers.pop(year))
    rest = [int(number) for number in numbers]
    # Month before day, as in America, unless that cannot be.
    if len(rest) == 2 and rest[0] > 12:
        rest.reverse()
    point.month, point.day = (*rest, None)[:2]


def _month(word: str) -> int | None:
    key = word[:3]
    if len(word) < 3:
        return None
    return MONTHS.index(key) + 1 if key in MONTHS else SEASONS.get(key)


def _completed(start: _Words, end: _Words) -> tuple[_Words, _Words]:
    """The two sides of a range, each with what only the other says."""
    for side, other in ((start, end), (end, start)):
        if side.lone and other.month is not None:
            side.day, side.year = side.year, None
    if end.year is None:
        if end.month is None and end.day is None:
            end.unknown = True
        end.year = start.year
    if start.year is None:
        start.year = end.year
    start.month = start.month or end.month
    end.month = end.month or start.month
    return start, end
