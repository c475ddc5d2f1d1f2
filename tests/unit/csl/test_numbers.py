"""Numeric values, their plurals and their joining; roman numerals; page ranges."""

import pytest

from citeconv.csl.numbers import alphabetic, parse_number, roman
from citeconv.csl.pages import format_page_range


@pytest.mark.parametrize(
    ("text", "numeric", "plural"),
    [
        ("12", True, False),
        ("2nd", True, False),
        ("second", False, False),
        ("2nd edition", False, False),
        ("12a", True, False),
        ("L3", True, False),
        ("L2d", True, False),
        ("2, 3", True, True),
        ("2-4", True, True),
        ("1 & 3", True, True),
        ("1 and 3", True, True),
        ("i–ix", True, True),
        ("3\\-B", True, False),
        ("Michaelson-Morely", False, False),
        ("annotated edition", False, False),
        ("1/2", True, False),
        ("12a-c", True, False),
        ("1,234", False, False),
        ("", False, False),
        ("5 ed.", False, False),
    ],
)
def test_numeric_and_plural(text: str, numeric: bool, plural: bool) -> None:
    found = parse_number(text, "volume")
    assert (found.is_numeric, found.plural) == (numeric, plural)


def test_a_count_above_one_is_plural() -> None:
    assert parse_number("3", "number-of-volumes").plural
    assert not parse_number("1", "number-of-volumes").plural
    assert not parse_number("3", "volume").plural


def test_numbers_join_with_the_proper_spaces() -> None:
    assert parse_number("2 - 4").print() == "2-4"
    assert parse_number("2 , 3&4").print() == "2, 3 & 4"
    assert parse_number("2,3").print() == "2, 3"
    assert parse_number("2-4").print(range_delimiter="–") == "2–4"
    assert parse_number("3\\-B").print(range_delimiter="–") == "3-B"


def test_only_bare_numbers_take_a_form() -> None:
    assert parse_number("2, 3").print(form=roman) == "ii, iii"
    assert parse_number("2E").print(form=roman) == "2E"
    assert parse_number("Special edition").print(form=roman) == "Special edition"
    assert parse_number("01790").print() == "01790"


def test_labels_inside_a_value() -> None:
    found = parse_number("7, p. 3-8", "edition")
    ordinals = found.print(lambda n: f"{n}th", "–", "&", lambda name, many: "pp." if many else "p.")
    assert ordinals == "7th, pp. 3–8"
    assert parse_number("ch. 3", "locator").label == "chapter"
    assert parse_number("vol. 3", "volume").print() == "3"


def test_numerals() -> None:
    assert [roman(n) for n in (1, 4, 9, 14, 1994, 0, 4000)] == [
        "i",
        "iv",
        "ix",
        "xiv",
        "mcmxciv",
        "0",
        "4000",
    ]
    assert [alphabetic(n) for n in (0, 25, 26, 51, 52, 701, 702)] == [
        "a",
        "z",
        "aa",
        "az",
        "ba",
        "zz",
        "aaa",
    ]


PAGES = [
    # text, expanded, minimal, minimal-two, chicago, chicago-16
    ("321-8", "321–328", "321–8", "321–28", "321–28", "321–28"),
    ("100-104", "100–104", "100–4", "100–04", "100–104", "100–104"),
    ("107-108", "107–108", "107–8", "107–08", "107–8", "107–8"),
    ("1496-1504", "1496–1504", "1496–504", "1496–504", "1496–1504", "1496–504"),
    ("13792-13803", "13792–13803", "13792–803", "13792–803", "13792–803", "13792–803"),
    ("96-117", "96–117", "96–117", "96–117", "96–117", "96–117"),
    ("N110 - 5", "N110-5", "N110-5", "N110-5", "N110-5", "N110-5"),
    ("n11564-n11568", "n11564–n11568", "n11564–8", "n11564–68", "n11564–68", "n11564–68"),
    ("e12-e9", "e12–e19", "e12–9", "e12–19", "e12–19", "e12–19"),
    ("142-145 & 235", "142–145 & 235", "142–5 & 235", "142–45 & 235", "142–45 & 235", None),
    ("i–ix", "i–ix", "i–ix", "i–ix", "i–ix", "i–ix"),
]


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row[0])
def test_page_ranges(row: tuple[str | None, ...]) -> None:
    formats = ("expanded", "minimal", "minimal-two", "chicago", "chicago-16")
    text = row[0] or ""
    for name, expected in zip(formats, row[1:]):
        if expected is not None:
            assert format_page_range(text, name) == expected, name


def test_without_a_format_only_the_delimiter_is_set() -> None:
    assert format_page_range("321-28", None, "-") == "321-28"
    assert format_page_range("321--28") == "321–28"
    assert format_page_range("1-2-3") == "1-2–3"
    assert format_page_range("fol. 3-4") == "fol. 3–4"


def test_hostile_numbers_stay_text() -> None:
    for text in ("9" * 5000, "1-" * 900, "&" * 1900, "p. " * 600):
        bare = text.replace(" ", "")
        assert parse_number(text).print().replace(" ", "") == bare
        assert format_page_range(text, "chicago").replace(" ", "") == bare
