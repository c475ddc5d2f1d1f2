"""Dates of every sort of input."""

import pytest

from citeconv.csl.dates import CslDate, parse_date

D = CslDate


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"date-parts": [[2000, 5, 14]]}, D(((2000, 5, 14),))),
        ({"date-parts": [["2000", "05"]]}, D(((2000, 5, None),))),
        ({"date-parts": [["2000", "", ""]]}, D(((2000, None, None),))),
        ({"date-parts": [[2000], [2001]]}, D(((2000, None, None), (2001, None, None)))),
        ({"date-parts": [[2000], [0]]}, D(((2000, None, None),), open_end=True)),
        ({"date-parts": [[2000, 13]]}, D(((2000, 21, None),))),
        ({"date-parts": [["1999", "22"]]}, D(((1999, 22, None),))),
        ({"date-parts": [[2000]], "season": 2}, D(((2000, None, None),), season=2)),
        ({"date-parts": [[2000]], "season": "Winter"}, D(((2000, None, None),), season=4)),
        ({"date-parts": [[-44, 3, 15]], "circa": True}, D(((-44, 3, 15),), circa=True)),
        ({"literal": "in press"}, D(literal="in press")),
        ({"date-parts": [[2020, 99]]}, D(literal="2020-99")),
        ({"date-parts": [[2020, 5, 77]]}, D(literal="2020-5-77")),
        ({"date-parts": [[10**40]]}, D(literal="1" + "0" * 39)),
        ({"raw": "Spring 1999 - Summer 2001"}, D(((1999, 21, None), (2001, 22, None)))),
        (2020, D(((2020, None, None),))),
        ([[2020, 1]], D(((2020, 1, None),))),
        ("2004-06-11", D(((2004, 6, 11),))),
        ("2004-06-11T10:00:00Z", D(((2004, 6, 11),))),
        ("2004-21", D(((2004, 21, None),))),
        ("1984?", D(((1984, None, None),), circa=True)),
        ("2004-06/2006-08", D(((2004, 6, None), (2006, 8, None)))),
        ("2004/..", D(((2004, None, None),), open_end=True)),
        ("../2004", D(((2004, None, None),), open_start=True)),
        ("199X", D(((1990, None, None), (1999, None, None)))),
        ("-0044", D(((-44, None, None),))),
        ("Dec. 25, 1995", D(((1995, 12, 25),))),
        ("25 December 1995", D(((1995, 12, 25),))),
        ("12/25/1995", D(((1995, 12, 25),))),
        ("25/12/1995", D(((1995, 12, 25),))),
        ("May-June 2008", D(((2008, 5, None), (2008, 6, None)))),
        ("May 3-5, 2008", D(((2008, 5, 3), (2008, 5, 5)))),
        ("3–5 May 2008", D(((2008, 5, 3), (2008, 5, 5)))),
        ("Winter 1999/2000", D(((1999, 24, None), (2000, 24, None)))),
        ("Michaelmas 2000", D(((2000, None, None),), season="Michaelmas")),
        ("Monday, May 5, 2003", D(((2003, 5, 5),))),
        ("1999-2001", D(((1999, None, None), (2001, None, None)))),
        ("circa 1900", D(((1900, None, None),), circa=True)),
        ("200 BC", D(((-200, None, None),))),
        ("79 AD", D(((79, None, None),))),
        ("79", D(((79, None, None),))),
        ("2003年6月12日", D(((2003, 6, 12),))),
        ("maybe around 2000bc sometime?", D(literal="maybe around 2000bc sometime?")),
        ("forthcoming", D(literal="forthcoming")),
        ('"2000"', D(literal="2000")),
        ("", D()),
        (None, D()),
        (True, D()),
        ({}, D()),
        ({"date-parts": [[]]}, D()),
        ({"date-parts": None, "literal": None}, D()),
    ],
)
def test_dates(value: object, expected: CslDate) -> None:
    assert parse_date(value) == expected


def test_order() -> None:
    dates = ["-0044", "79", "1999", "1999-05", "1999-05-02", "2000"]
    assert sorted(dates, key=lambda text: parse_date(text).order) == dates


@pytest.mark.parametrize(
    "value",
    [
        "9" * 199,
        "-" * 199,
        "/" * 50,
        "1-" * 99,
        {"date-parts": [[float("nan")], "x", 3]},
        [[]],
        [[[]]],
    ],
)
def test_nothing_raises(value: object) -> None:
    parse_date(value)
