"""Small styles rendered: each test shows one rule of the specification or of practice."""

from __future__ import annotations

import pytest

from citeconv.csl import Processor

from .style_text import AUTHOR_YEAR, book, style


def cite(layout: str, item: dict[str, object] | None = None, **options: str) -> str:
    item = item or book("a", "Doe", 2001)
    return Processor(style(layout, **options), [item]).cite([str(item["id"])])


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        ('<text value="A" suffix="."/><text value="B" prefix=". "/>', "A. B"),
        ('<text value="A?" suffix="."/>', "A?"),
        ('<text value="A:"/><text value="B" prefix=", "/>', "A:, B"),
        ('<text value="A" quotes="true"/><text value="B" prefix=", "/>', "“A,” B"),
        ('<text value="A" quotes="true"/><text value="B" prefix="; "/>', "“A”; B"),
        ('<text value="say “B” now" quotes="true"/>', "“say ‘B’ now”"),
        ('<text value="A..." suffix="."/>', "A..."),
    ],
)
def test_punctuation_that_meets_is_settled(layout: str, expected: str) -> None:
    assert cite(layout) == expected


def test_a_locale_can_keep_punctuation_out_of_quotes() -> None:
    before = '<locale><style-options punctuation-in-quote="false"/></locale>'
    layout = '<text value="A" quotes="true"/><text value="B" prefix=", "/>'
    assert cite(layout, before=before) == "“A”, B"


def test_a_group_without_variables_that_are_filled_vanishes() -> None:
    layout = (
        '<text value="x"/><group prefix=" ("><text value="by"/><text variable="genre"/></group>'
    )
    assert cite(layout) == "x"


def test_a_substitute_is_silent_afterwards() -> None:
    layout = (
        '<names variable="author"><substitute><text variable="title"/></substitute></names>'
        '<text variable="title" prefix="; "/>'
    )
    item = book("a", "Doe", 2001)
    del item["author"]
    assert cite(layout, item) == "Title a"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([[2001, 5, 2], [2001, 5, 9]], "2–9 May 2001"),
        ([[2001, 5, 2], [2001, 6, 9]], "2 May–9 June 2001"),
        ([[2001, 5], [2003, 6]], "May 2001–June 2003"),
        ([[-44, 3, 15]], "15 March 44 BC"),
    ],
)
def test_what_the_ends_of_a_range_share_is_said_once(parts: object, expected: str) -> None:
    layout = (
        '<date variable="issued" delimiter=" "><date-part name="day"/>'
        '<date-part name="month"/><date-part name="year"/></date>'
    )
    item = book("a", "Doe", 2001, issued={"date-parts": parts})
    assert cite(layout, item).replace("\u00a0", " ").replace("44BC", "44 BC") == expected


def test_et_al_use_last_shows_an_ellipsis_and_the_last_name() -> None:
    layout = (
        '<names variable="author"><name form="short" et-al-min="4" et-al-use-first="2" '
        'et-al-use-last="true"/></names>'
    )
    people = [{"family": family, "given": "X"} for family in "ABCDE"]
    assert cite(layout, book("a", "x", 1, author=people)) == "A, B, … E"


def test_particles_follow_the_given_name_when_demoted() -> None:
    layout = '<names variable="author"><name name-as-sort-order="all"/></names>'
    item = book("a", "x", 1, author=[{"family": "van der Berg", "given": "Jan"}])
    assert cite(layout, item) == "Berg, Jan van der"
    assert cite(layout, item, options='demote-non-dropping-particle="never"') == (
        "van der Berg, Jan"
    )


def test_italics_inside_of_italics_stand_upright() -> None:
    layout = '<text variable="title" font-style="italic"/>'
    item = book("a", "Doe", 2001, title="On <i>E. coli</i>")
    processor = Processor(style(layout), [item], output="csl-html")
    assert processor.cite(["a"]) == ('<i>On <span style="font-style:normal;">E. coli</span></i>')


def test_year_suffixes_follow_the_bibliography_and_collapse() -> None:
    items = [book(id, "Doe", 2001) for id in "abc"] + [book("d", "Roe", 2001)]
    xml = style(
        AUTHOR_YEAR,
        citation='disambiguate-add-year-suffix="true" collapse="year-suffix" '
        'year-suffix-delimiter=", "',
        layout_options='prefix="(" suffix=")" delimiter="; "',
        bibliography=AUTHOR_YEAR,
    )
    processor = Processor(xml, items)
    assert processor.cite(["a", "b", "d"]) == "(Doe 2001a, b; Roe 2001)"
    assert [text.strip() for _, text in processor.bibliography().entries] == [
        "Doe 2001a",
        "Doe 2001b",
        "Doe 2001c",
        "Roe 2001",
    ]


def test_three_numbers_in_a_row_become_a_range() -> None:
    items = [book(id, "Doe", 2001) for id in "abcde"]
    xml = style(
        '<text variable="citation-number"/>',
        citation='collapse="citation-number"',
        layout_options='prefix="[" suffix="]" delimiter=", "',
    )
    assert Processor(xml, items).cite(["a", "b", "c", "e"]) == "[1–3, 5]"


def test_given_names_tell_cites_apart() -> None:
    items = [
        book("a", "Doe", 2001, author=[{"family": "Doe", "given": "Ann"}]),
        book("b", "Doe", 2001, author=[{"family": "Doe", "given": "Bob"}]),
    ]
    xml = style(
        AUTHOR_YEAR,
        citation='disambiguate-add-givenname="true"',
        layout_options='delimiter="; "',
    )
    assert Processor(xml, items).cite(["a", "b"]) == "Ann Doe 2001; Bob Doe 2001"


def test_repeated_authors_are_replaced() -> None:
    items = [book("a", "Doe", 2001), book("b", "Doe", 2002)]
    xml = style(
        AUTHOR_YEAR,
        bibliography=AUTHOR_YEAR,
        bibliography_options='subsequent-author-substitute="———"',
    )
    texts = [text.strip() for _, text in Processor(xml, items).bibliography().entries]
    assert texts == ["Doe 2001", "——— 2002"]


@pytest.mark.parametrize("output", ["html", "csl-html"])
def test_values_are_escaped_and_foreign_links_are_none(output: str) -> None:
    item = book("a", "Doe", 2001, title="<script>alert(1)</script>", URL="javascript:alert(1)")
    layout = '<group delimiter=" "><text variable="title"/><text variable="URL"/></group>'
    processor = Processor(style(layout), [item], output=output, links=True)  # type: ignore[arg-type]
    text = processor.cite(["a"])
    assert "<script" not in text
    assert "<a " not in text


def test_an_identifier_becomes_a_link_with_the_prefix_that_makes_it_an_address() -> None:
    item = book("a", "Doe", 2001, DOI="10.1/x")
    layout = '<text variable="DOI" prefix="https://doi.org/" suffix="."/>'
    assert Processor(style(layout), [item], output="html", links=True).cite(["a"]) == (
        '<a href="https://doi.org/10.1/x">https://doi.org/10.1/x</a>.'
    )


def test_others_at_the_end_of_a_list_are_et_al() -> None:
    names = [{"family": "Doe"}, {"family": "Roe"}, {"literal": "others"}]
    item = book("a", "Doe", 2001, author=names)
    assert cite('<names variable="author"><name and="text"/></names>', item) == "Doe, Roe, et al."
    few = '<names variable="author"><name et-al-min="3" et-al-use-first="1"/></names>'
    assert cite(few, item) == "Doe et al."
