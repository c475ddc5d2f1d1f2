"""Dates as CSL-JSON data and back, and the scalars that they and other values are made of.

Source: the `csl-data.json` schema of CSL 1.0.2, and every other shape met in the wild.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from citeconv.model.dates import Date, Parts, parse_date, valid_parts
from citeconv.model.patterns import pattern


def scalar(value: object) -> str:
    """A number as text: 12, 12.5; 12.0 is 12, since spreadsheets write integers so."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def date_to_csl(date: Date) -> dict[str, object]:
    """A date as a schema-valid CSL-JSON date object."""
    parts, end, circa, uncertain, literal = date
    if parts and end is None and not circa and not uncertain and not literal:
        if len(parts) < 2 or parts[1] <= 12:
            return {"date-parts": [list(parts)]}
        return {"date-parts": [[parts[0]]], "season": parts[1] - 20}
    out: dict[str, object] = {}
    if end is not None:
        out["date-parts"] = [list(parts) or [0], list(end) or [0]]
    elif parts:
        out["date-parts"] = [list(parts[:1] if len(parts) > 1 and parts[1] > 12 else parts)]
        if date.season:
            out["season"] = date.season
    if uncertain:
        out["circa"] = "circa, uncertain" if circa else "uncertain"
    elif circa:
        out["circa"] = True
    if literal or not out:
        out["literal"] = literal
    return out


_SEASONS: Final = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}


def date_from_csl(value: object) -> Date | None:
    """A date of any shape: date-parts (numbers or strings), raw, literal, EDTF string, a year."""
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return parse_date(str(value)) if value != "" else None
    if isinstance(value, list):
        value = {"date-parts": value if value and isinstance(value[0], list) else [value]}
    if not isinstance(value, Mapping):
        return None
    literal = value.get("literal")
    literal = literal if isinstance(literal, str) else ""
    parts = value.get("date-parts")
    if not parts and value.get("year"):  # as pandoc 1 had it
        parts = [[value.get(key) or 0 for key in ("year", "month", "day")]]
    points = _points(parts)
    if points is None:
        for key in ("raw", "edtf", "date-time"):
            raw = value.get(key)
            if isinstance(raw, str) and raw:
                date = parse_date(raw)
                return date._replace(circa=date.circa or bool(value.get("circa")))
        if not literal and parts:
            texts = [str(part) for point in _listed(parts) for part in _listed(point) if part]
            literal = "-".join(texts)
            for text in (literal, " ".join(reversed(texts))):  # [["2020-03-31"]], [[2020, "Mar"]]
                date = parse_date(text)
                if date.parts:
                    return date._replace(circa=date.circa or bool(value.get("circa")))
        if not literal:
            return None
        circa, uncertain = _circa(value.get("circa", False))
        return Date((), None, circa, uncertain, literal)
    start, end = points
    season = _season(value.get("season"))
    if season and len(start) == 1 and end is None:
        start = (start[0], 20 + season)
    circa, uncertain = _circa(value.get("circa", False))
    return Date(start, end, circa, uncertain, literal)


#: A time of day behind a date; CSL's dates end with the day.
_TIME: Final = pattern(r"\d(?:[T ]\d\d?:\d\d|T\d{4})", re.ASCII)


def timed_text(value: object, date: Date) -> str:
    """The text with a time of day that a date was read from, or that stands beside it; "" if none."""
    texts: list[object] = [value]
    if isinstance(value, Mapping):
        texts = [value.get(key) for key in ("raw", "edtf", "date-time")]
        for point in _listed(value.get("date-parts")):
            texts += _listed(point)
    return next(
        (
            text
            for text in texts
            if isinstance(text, str) and _TIME.search(text) and text != date.literal
        ),
        "",
    )


def plain_date(value: object) -> Date | None:
    """The date of `{"date-parts": [[2019, 11, 3]]}`, as most files have it; None for anything less regular."""
    if type(value) is not dict or len(value) != 1:
        return None
    points = value.get("date-parts")
    if type(points) is not list or len(points) != 1 or type(points[0]) is not list:
        return None
    parts = tuple(points[0])
    if set(map(type, parts)) != _INTEGERS:
        return None
    date = _PLAIN_DATES.get(parts)
    if date is None:
        if len(parts) > 3 or not all(0 < part < 10_000 for part in parts):
            return None
        if not valid_parts(parts):
            return None
        date = Date(parts)
        if len(_PLAIN_DATES) < 8192:
            _PLAIN_DATES[parts] = date
    return date


_INTEGERS: Final = {int}
#: The dates of a file are few (measured: half the time of making them).
_PLAIN_DATES: Final[dict[tuple[int, ...], Date]] = {}


def _circa(value: object) -> tuple[bool, bool]:
    """(circa, uncertain) of the schema's `circa`, which may be a number, text or boolean."""
    uncertain = isinstance(value, str) and "uncertain" in value
    return value not in (False, 0, "", "0", "false", "uncertain", None), uncertain


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _points(value: object) -> tuple[Parts, Parts | None] | None:
    """Start and end of `date-parts`; None where they are missing or cannot be."""
    if not isinstance(value, list) or not value:
        return None
    points = [_point(item) for item in (value if isinstance(value[0], list) else [value])]
    if any(point is None for point in points) or not any(points):
        return None
    start = points[0] or ()
    return start, points[1] if len(points) > 1 else None


_INTEGER: Final = pattern(r"-?\d{1,6}\Z")


def _point(value: object) -> Parts | None:
    """(year, month, day) of one list; () for an open end; None if it is no date."""
    numbers: list[int] = []
    if isinstance(value, Mapping):  # pandoc's {year: 2005, month: 3}
        value = [value.get(key, "") for key in ("year", "month", "day")]
    for part in _listed(value):
        text = str(part) if type(part) is int else scalar(part).strip()
        if text in ("", "0", "00"):
            break
        if not _INTEGER.match(text):
            return None
        numbers.append(int(text))
    if not numbers:
        return ()
    parts = tuple(numbers[:3])
    if len(parts) == 2 and 13 <= parts[1] <= 16:  # citeproc-js's seasons
        parts = (parts[0], parts[1] + 8)
    return parts if valid_parts(parts) else None


def _season(value: object) -> int:
    text = scalar(value).strip().casefold()
    if text in _SEASONS:
        return _SEASONS[text]
    number = int(text) if re.fullmatch(r"\d{1,2}", text) else 0
    return number if 1 <= number <= 4 else number - 20 if 21 <= number <= 24 else 0
