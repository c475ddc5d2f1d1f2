"""A date at the precision that its source gives: year, month, day, season, range, circa, literal.

`parse_date` reads what sources write: ISO 8601, EDTF levels 0 and 1 (ISO 8601-2; Library of
Congress), "2019 Nov-Dec", "Spring 2020", "c. 1850", and "12/05/2019" only when day and month
cannot be mistaken. What it cannot read becomes a literal, so nothing is lost.

Years before our era follow CSL: -1 is 1 BC and there is no year 0 (EDTF's 0000 is 1 BC).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from citeconv.model.patterns import pattern

#: Seasons stand where a month does, numbered as EDTF numbers them.
SPRING, SUMMER, AUTUMN, WINTER = 21, 22, 23, 24

Parts = tuple[int, ...]


class Date(NamedTuple):
    """A date or range.

    `parts` is (year,), (year, month) or (year, month, day), () for an unknown or open start.
    `end` is None for a single date, () for an open range, else like `parts`.
    `literal` holds the text of a date that has no parts ("in press"), or the wording that the
    parts do not say.
    """

    parts: Parts = ()
    end: Parts | None = None
    circa: bool = False
    uncertain: bool = False
    literal: str = ""

    @property
    def year(self) -> int | None:
        return self.parts[0] if self.parts else None

    @property
    def month(self) -> int | None:
        """The month, None where there is none or a season stands for it."""
        return self.parts[1] if len(self.parts) > 1 and self.parts[1] <= 12 else None

    @property
    def day(self) -> int | None:
        return self.parts[2] if len(self.parts) > 2 else None

    @property
    def season(self) -> int | None:
        """1 (spring) to 4 (winter), None where there is none."""
        return self.parts[1] - 20 if len(self.parts) > 1 and self.parts[1] > 12 else None

    def __repr__(self) -> str:
        parts = (
            f"{part}={value!r}"
            for part, value in zip(self._fields, self)
            if value or (part == "end" and value is not None)
        )
        return f"Date({', '.join(parts)})"

    def __str__(self) -> str:
        return format_edtf(self) if self.parts or self.end is not None else self.literal


def _spelled(*groups: tuple[int, str]) -> dict[str, int]:
    return {word: number for number, words in groups for word in words.split()}


#: Month and season names that sources use, in the languages that bibliographies come in most.
MONTH_NAMES: Final = _spelled(
    (1, "january jan januar janvier janv enero ene gennaio gen januari janeiro jänner"),
    (2, "february feb februar février fevrier févr fev febrero febbraio februari fevereiro"),
    (3, "march mar märz maerz mrz mars marzo maart mrt março"),
    (4, "april apr avril avr abril abr aprile"),
    (5, "may mai mayo maggio mag mei maio"),
    (6, "june jun juni juin junio giugno giu junho"),
    (7, "july jul juli juillet juil julio luglio lug julho"),
    (8, "august aug août aout agosto ago augustus"),
    (9, "september sep sept septembre septiembre settembre setembro"),
    (10, "october oct oktober okt octobre octubre ottobre ott outubro"),
    (11, "november nov novembre noviembre novembro"),
    (12, "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro"),
    (SPRING, "spring frühjahr frühling printemps primavera lente"),
    (SUMMER, "summer sommer été verano estate zomer"),
    (AUTUMN, "autumn fall herbst automne otoño autunno herfst"),
    (WINTER, "winter hiver invierno inverno"),
)

_DAYS: Final = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def valid_parts(parts: Parts) -> bool:
    """Whether month (or season) and day can exist, at most six digits of year."""
    if not parts or abs(parts[0]) > 999_999:
        return False
    if len(parts) > 1 and not (1 <= parts[1] <= 12 or SPRING <= parts[1] <= WINTER):
        return False
    return len(parts) < 3 or (parts[1] <= 12 and 1 <= parts[2] <= _DAYS[parts[1]])


_YMD: Final = pattern(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\Z")


@lru_cache(maxsize=8192)
def parse_date(text: str) -> Date:
    """Read a date from text; what cannot be read is kept as a literal. Never raises."""
    match = _YMD.match(text)
    if match:
        parts = tuple(int(part) for part in match.groups() if part)
        if valid_parts(parts) and parts[0]:
            return Date(parts)
    text = " ".join(text.split())
    if not text or len(text) > 200:
        return Date(literal=text)
    return parse_edtf(text) or _parse_words(text) or Date(literal=text)


# --- EDTF -------------------------------------------------------------------------------------

_EDTF_POINT: Final = pattern(
    r"(Y?[-−]?\d{4,9}|[-−]?\d{3}[XxuU]|[-−]?\d{2}[XxuU]{2})"
    r"(?:-(\d\d|[XxuU]{2})(?:-(\d\d|[XxuU]{2}))?)?"
    r"(?:[T ]\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?([?~%])?\Z"
)
_OPEN: Final = frozenset({"", "..", "open", "unknown", "*"})


def parse_edtf(text: str) -> Date | None:
    """A date of EDTF level 0 or 1, or None. Intervals use "/"; "2019/.." is open.

    Unspecified digits ("199X") become the range they stand for at the precision of years.
    """
    if "/" not in text:
        point = _edtf_point(text)
        if point is None:
            return None
        start, end, mark = point
        return Date(start, end, mark in ("~", "%"), mark in ("?", "%"))
    left, _, right = text.partition("/")
    if "/" in right:
        return None
    if left in _OPEN and right in _OPEN:
        return None
    first = None if left in _OPEN else _edtf_point(left)
    last = None if right in _OPEN else _edtf_point(right)
    if (first is None and left not in _OPEN) or (last is None and right not in _OPEN):
        return None
    marks = (first[2] if first else "") + (last[2] if last else "")
    circa, uncertain = any(m in marks for m in "~%"), any(m in marks for m in "?%")
    end = (last[1] or last[0]) if last else ()
    return Date(first[0] if first else (), end, circa, uncertain)


def _edtf_point(text: str) -> tuple[Parts, Parts | None, str] | None:
    match = _EDTF_POINT.match(text)
    if not match:
        return None
    year_text, month, day, mark = match.groups()
    year_text = year_text.removeprefix("Y").replace("−", "-")
    unspecified = sum(year_text.upper().count(letter) for letter in "XU")
    if unspecified:
        digits = year_text[: len(year_text) - unspecified]
        low, high = int(digits + "0" * unspecified), int(digits + "9" * unspecified)
        return (low,), (high,), mark or ""
    year = int(year_text)
    if year <= 0:
        year -= 1
    parts: Parts = (year,)
    if month and month.isdigit() and month != "00":
        parts += (int(month),)
        if day and day.isdigit() and day != "00":
            parts += (int(day),)
    return (parts, None, mark or "") if valid_parts(parts) else None


def format_edtf(date: Date) -> str:
    """The date in EDTF: "2019-11", "-0099", "2020-21~", "2019/2020", "2019/.."."""
    mark = "%" if date.circa and date.uncertain else "~" if date.circa else "?"
    mark = mark if date.circa or date.uncertain else ""
    start = format_parts(date.parts) + mark if date.parts else ".."
    if date.end is None:
        return start if date.parts else ""
    return f"{start}/{format_parts(date.end) + mark if date.end else '..'}"


def format_parts(parts: Parts) -> str:
    """Parts as ISO 8601 writes them: "2019-11-03"; 1 BC is "0000"."""
    year = parts[0] if parts[0] > 0 else parts[0] + 1
    text = f"-{-year:04d}" if year < 0 else f"{year:04d}" if year < 10_000 else f"Y{year}"
    return text + "".join(f"-{part:02d}" for part in parts[1:])


# --- what people write ------------------------------------------------------------------------

_CIRCA: Final = pattern(
    r"^(?:c\.|ca\.?|circa|approx\.?|around|about|um|vers|~)\s*(?=[\d\[])|^c(?=\d)", re.I
)
_BRACKETS: Final = pattern(r"^\[(.*)\]$")
_ERA: Final = pattern(r"^(\d{1,5})\s*(BCE?|B\.C\.(?:E\.)?|v\.\s?Chr\.|av\. J\.-C\.|AD|A\.D\.|CE)$")
_SLASHED: Final = pattern(r"^(\d{4})\s?[/.]\s?(\d{1,2})(?:\s?[/.]\s?(\d{1,2}))?/*$")
_DAY_OR_MONTH: Final = pattern(r"^(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})$")
_MONTH_YEAR: Final = pattern(r"^(\d{1,2})\s?[/.-]\s?(\d{4})$")
_LOOSE_ISO: Final = pattern(r"^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ].*)?$")
_COMPACT: Final = pattern(r"^(\d{4})(\d\d)(\d\d)$")
_YEARS: Final = pattern(r"^(\d{3,4})\s?(?:--?|[–—/])\s?(\d{4}|\d\d)?$")
_SHORT_YEAR: Final = pattern(r"^(\d{1,3})$")
_YEAR: Final = pattern(r"(?<!\d)(\d{4})(?!\d)")
_WORDS: Final = pattern(
    r"(?P<word>[^\W\d_]+)\.?|(?P<day>\d{1,2})(?:st|nd|rd|th|\.|er|º)?(?![\d])|(?P<dash>\s*[-–—/]+\s*)|[\s,]+"
)


def _parse_words(text: str) -> Date | None:
    circa = uncertain = False
    bracketed = _BRACKETS.match(text)
    if bracketed:
        text = bracketed[1].strip()
    without = _CIRCA.sub("", text)
    if without != text:
        text, circa = without, True
    if text.endswith("?"):
        text, uncertain = text[:-1].rstrip(), True
    date = _parse_numeric(text) or _parse_month_words(text)
    return date and date._replace(circa=circa or date.circa, uncertain=uncertain or date.uncertain)


def _parse_numeric(text: str) -> Date | None:
    era = _ERA.match(text)
    if era:
        year = int(era[1])
        before = era[2][0] in "Bv" or era[2].startswith("av")
        return Date((-year if before else year,)) if year else None
    for form in (_LOOSE_ISO, _SLASHED, _COMPACT):
        match = form.match(text)
        if match:
            return _checked([int(part) for part in match.groups() if part])
    match = _DAY_OR_MONTH.match(text)
    if match:
        first, second, year = (int(part) for part in match.groups())
        # only when it cannot be mistaken: 13/05/2019, 05/13/2019, 05/05/2019
        if second <= 12 and (first > 12 or first == second):
            return _checked([year, second, first])
        return _checked([year, first, second]) if first <= 12 < second else None
    match = _MONTH_YEAR.match(text)
    if match:
        return _checked([int(match[2]), int(match[1])])
    match = _YEARS.match(text)
    if match:
        start = int(match[1])
        if match[2] is None:
            return Date((start,), ())
        end = int(match[1][: -len(match[2])] + match[2])
        return Date((start,), (end,)) if end >= start else None
    match = _SHORT_YEAR.match(text)
    return Date((int(match[1]),)) if match and len(match[1]) == 3 and int(match[1]) else None


def _checked(numbers: list[int]) -> Date | None:
    """The date of year, month, day, zeros at the end dropped; None where it can't exist."""
    while len(numbers) > 1 and numbers[-1] == 0:
        numbers.pop()
    parts = tuple(numbers)
    return Date(parts) if valid_parts(parts) and parts[0] else None


def _parse_month_words(text: str) -> Date | None:
    """ "12 Nov 2019", "November 12, 2019", "2019 Nov-Dec", "Spring 2020", "Oct 3-5, 2020"."""
    years = _YEAR.findall(text)
    if len(years) == 2:
        return _parse_two_years(text)
    if len(years) != 1:
        return None
    year = int(years[0])
    rest = _YEAR.sub(" ", text)
    months: list[int] = []
    days: list[int] = []
    dash, position = False, 0
    while position < len(rest):
        match = _WORDS.match(rest, position)
        if not match:
            return None
        position = match.end()
        if match["word"]:
            number = MONTH_NAMES.get(match["word"].casefold())
            if number is None:
                if match["word"].casefold() in ("de", "of", "the", "du"):
                    continue
                return None
            months.append(number)
        elif match["day"]:
            days.append(int(match["day"]))
        elif match["dash"]:
            dash = dash or bool(months or days)
    return _combined(year, months, days, dash)


def _combined(year: int, months: list[int], days: list[int], dash: bool) -> Date | None:
    if not year or len(months) > 2 or len(days) > 2 or not months:
        return Date((year,)) if year and not months and not days else None
    start: Parts = (year, months[0], days[0]) if days else (year, months[0])
    end: Parts | None = None
    if len(months) == 2:
        # "Dec-Jan 2020" begins in the year before
        first_year = year - 1 if months[0] <= 12 and months[1] < months[0] else year
        start = (first_year, *start[1:])
        end = (year, months[1], days[1]) if len(days) == 2 else (year, months[1])
        if len(days) == 1:
            return None
    elif len(days) == 2:
        if not dash:
            return None
        end = (year, months[0], days[1])
    if not valid_parts(start) or (end is not None and not valid_parts(end)):
        return None
    return Date(start, end)


def _parse_two_years(text: str) -> Date | None:
    """ "Winter 2019/2020" is the season of the first year; "Nov 2019 - Jan 2020" a range."""
    match = re.match(r"^([^\W\d_]+)\.? (\d{4})\s?[/–-]\s?(\d{4})$", text)
    if match:
        number = MONTH_NAMES.get(match[1].casefold())
        return Date((int(match[2]), number)) if number == WINTER else None
    for separator in (" - ", "–", " / ", " to ", "--", "/"):
        left, found, right = text.partition(separator)
        if found:
            first, last = _parse_words(left.strip()), _parse_words(right.strip())
            first = first or parse_edtf(left.strip())
            last = last or parse_edtf(right.strip())
            if first and last and first.end is None and last.end is None:
                return Date(first.parts, last.parts)
    return None
