"""Documents: positions, edits, and which citations they change."""

from __future__ import annotations

from citeconv.csl import Processor

from .style_text import AUTHOR_YEAR, book, style

NOTE = (
    '<choose><if position="ibid-with-locator"><text term="ibid"/>'
    '<text variable="locator" prefix=", "/></if>'
    '<else-if position="ibid"><text term="ibid"/></else-if>'
    '<else-if position="subsequent"><text variable="title" form="short"/>'
    '<text variable="first-reference-note-number" prefix=", n. "/></else-if>'
    '<else><text variable="title"/></else></choose>'
)


def note(id: str, item: str, number: int, **more: object) -> dict[str, object]:
    return {
        "citationID": id,
        "citationItems": [{"id": item, **more}],
        "properties": {"noteIndex": number},
    }


def test_positions_follow_the_document() -> None:
    items = [book(id, "Doe", 2001) for id in "ab"]
    session = Processor(style(NOTE, kind="note"), items).session()
    session.insert(note("1", "a", 1))
    session.insert(note("2", "a", 2))
    session.insert(note("3", "a", 3, locator="5"))
    session.insert(note("4", "b", 4))
    session.insert(note("5", "a", 5))
    assert [text for _, text in session.texts()] == [
        "Title a",
        "Ibid.",
        "Ibid., 5",
        "Title b",
        "Title a, n. 1",
    ]


def test_an_insertion_tells_which_citations_it_changes() -> None:
    items = [book(id, "Doe", 2001) for id in "ab"]
    session = Processor(style(NOTE, kind="note"), items).session()
    session.insert(note("1", "a", 1))
    session.insert(note("2", "a", 2))
    changed = session.update(note("3", "b", 2), [("1", 1)], [("2", 3)])
    assert changed == ["3", "2"]
    assert dict(session.texts())["2"] == "Title a, n. 1"
    assert session.remove("3") == ["2"]


def test_a_second_work_of_a_year_changes_the_first_ones_citation() -> None:
    xml = style(AUTHOR_YEAR, citation='disambiguate-add-year-suffix="true"')
    session = Processor(xml, [book(id, "Doe", 2001) for id in "ab"]).session()
    session.insert({"citationID": "1", "citationItems": [{"id": "a"}]})
    assert session.insert({"citationID": "2", "citationItems": [{"id": "b"}]}) == ["1", "2"]
    assert [text for _, text in session.texts()] == ["Doe 2001a", "Doe 2001b"]


def test_uncited_items_stand_in_the_bibliography() -> None:
    xml = style(AUTHOR_YEAR, bibliography=AUTHOR_YEAR)
    processor = Processor(xml, [book("a", "Doe", 2001), book("b", "Roe", 2002)])
    session = processor.session()
    session.insert({"citationItems": [{"id": "a"}]})
    assert len(processor.bibliography().entries) == 1
    session.cite_uncited(["b"])
    assert len(processor.bibliography().entries) == 2


def test_three_thousand_works_of_one_author_and_year_are_told_apart() -> None:
    xml = style(
        AUTHOR_YEAR,
        citation='disambiguate-add-year-suffix="true" disambiguate-add-names="true" '
        'disambiguate-add-givenname="true"',
        bibliography=AUTHOR_YEAR,
    )
    items = [book(f"i{n}", "Doe", 2001) for n in range(3000)]
    entries = Processor(xml, items).bibliography().entries
    assert entries[-1][1].strip() == "Doe 2001dkj"


def test_a_citation_of_nothing_prints_nothing() -> None:
    processor = Processor(style(AUTHOR_YEAR), [book("a", "Doe", 2001)])
    assert processor.cite([]) == ""
    session = processor.session()
    session.insert({"citationID": "1", "citationItems": ["a"]})
    assert session.replace({"citationID": "1", "citationItems": []}) == ["1"]
    assert session.texts() == [("1", "")]


def test_somebody_new_with_a_known_name_changes_the_citations_of_the_other() -> None:
    items = [
        {**book(id, "Doe", year), "author": [{"family": "Doe", "given": given}]}
        for id, given, year in (("a", "Jane", 2001), ("b", "Max", 2002), ("c", "Jane", 2003))
    ]
    rule = 'disambiguate-add-givenname="true" givenname-disambiguation-rule="all-names"'
    layout = '<names variable="author"><name form="short" initialize-with=". "/></names>'
    session = Processor(style(layout, citation=rule), items).session()
    assert session.insert({"citationID": "1", "citationItems": ["a"]}) == ["1"]
    assert session.insert({"citationID": "2", "citationItems": ["c"]}) == ["2"]
    assert session.insert({"citationID": "3", "citationItems": ["b"]}) == ["1", "2", "3"]
    assert [text for _, text in session.texts()] == ["J. Doe", "J. Doe", "M. Doe"]
    assert session.remove("3") == ["1", "2"]
    assert [text for _, text in session.texts()] == ["Doe", "Doe"]


def test_a_citation_that_moves_changes_the_numbers_of_those_that_it_passes() -> None:
    number = '<text variable="citation-number"/>'
    session = Processor(style(number), [book(id, "Doe", 2001) for id in "abc"]).session()
    for id in "abc":
        session.insert({"citationID": id, "citationItems": [id]})
    assert session.move("c", 0) == ["c", "a", "b"]
    assert session.texts() == [("c", "1"), ("a", "2"), ("b", "3")]
