"""Dates as sources write them."""

import pytest

from citeconv.model.dates import AUTUMN, SPRING, WINTER, Date, format_edtf, parse_date

READ = {
    "2019": Date((2019,)),
    "2019-11": Date((2019, 11)),
    "2019-11-03": Date((2019, 11, 3)),
    "2019/11/03": Date((2019, 11, 3)),
    "2019-11-03T12:30:00Z": Date((2019, 11, 3)),
    "20191103": Date((2019, 11, 3)),
    "2019-00-00": Date((2019,)),
    "2019/2020": Date((2019,), (2020,)),
    "2019-11/2020-01": Date((2019, 11), (2020, 1)),
    "2019/..": Date((2019,), ()),
    "../2019": Date((), (2019,)),
    "1990-": Date((1990,), ()),
    "1998–99": Date((1998,), (1999,)),
    "199X": Date((1990,), (1999,)),
    "2020-21": Date((2020, SPRING)),
    "1984~": Date((1984,), circa=True),
    "1984?": Date((1984,), uncertain=True),
    "1984%": Date((1984,), circa=True, uncertain=True),
    "-0099": Date((-100,)),
    "0000": Date((-1,)),
    "44 BC": Date((-44,)),
    "c. 1850": Date((1850,), circa=True),
    "ca 1850": Date((1850,), circa=True),
    "[1850]": Date((1850,)),
    "3 October 2020": Date((2020, 10, 3)),
    "October 3rd, 2020": Date((2020, 10, 3)),
    "Oct 3-5, 2020": Date((2020, 10, 3), (2020, 10, 5)),
    "2019 Nov-Dec": Date((2019, 11), (2019, 12)),
    "Dec-Jan 2020": Date((2019, 12), (2020, 1)),
    "Spring 2020": Date((2020, SPRING)),
    "Herbst 1999": Date((1999, AUTUMN)),
    "Winter 2019/2020": Date((2019, WINTER)),
    "Nov 2019 - Jan 2020": Date((2019, 11), (2020, 1)),
    "13/05/2019": Date((2019, 5, 13)),
    "05/13/2019": Date((2019, 5, 13)),
    "5/5/2019": Date((2019, 5, 5)),
    "5/2019": Date((2019, 5)),
}

LITERAL = [
    "n.d.",
    "in press",
    "forthcoming",
    "12/05/2019",  # May or December
    "2021-02-31",
    "1999-13-40",
    "12345678901234567890",
    "the year of the cat",
]


@pytest.mark.parametrize("text", READ)
def test_a_date_is_read_as_it_is_meant(text: str) -> None:
    assert parse_date(text) == READ[text]


@pytest.mark.parametrize("text", LITERAL)
def test_what_cannot_be_told_stays_a_literal(text: str) -> None:
    assert parse_date(text) == Date(literal=text)


@pytest.mark.parametrize("text", [text for text in READ if not READ[text].literal])
def test_a_written_date_is_read_back(text: str) -> None:
    assert parse_date(format_edtf(READ[text])) == READ[text]
