"""Libraries: look-up, filter, sort, merge, and leaving for other tools."""

from __future__ import annotations

import sys

import pytest

import citeconv
from citeconv import Date, Library, Name, Record


@pytest.fixture
def library() -> Library:
    return Library(
        [
            Record(
                "book",
                "okafor2018",
                {
                    "title": "The <i>Catalogue</i> & its Readers",
                    "author": [Name("Okafor", "Chidi"), Name("Roe", "Robin")],
                    "issued": Date((2018,)),
                },
            ),
            Record("article-journal", "roe2020", {"title": "On carts", "DOI": "10.1000/1"}),
            Record("book", "roe2020", {"title": "On doors", "issued": Date((2017, 5))}),
        ]
    )


def test_records_are_found_by_id_and_place(library: Library) -> None:
    assert library["roe2020"] is library[1]
    assert library.get("none") is None
    assert "okafor2018" in library
    assert library[-1].text("title") == "On doors"
    assert library[:2].ids == ["okafor2018", "roe2020"]
    with pytest.raises(KeyError):
        library["none"]


def test_what_is_appended_is_found(library: Library) -> None:
    assert "new" not in library
    library.append(Record("book", "new"))
    assert "new" in library
    library.extend([Record("map", "newer")])
    assert library["newer"].type == "map"


def test_filter_by_value_and_by_function(library: Library) -> None:
    assert len(library.filter(type="book")) == 2
    assert library.filter(lambda record: "DOI" in record).ids == ["roe2020"]
    assert library.filter(title="On carts", type="book").ids == []


def test_sort_puts_what_has_no_value_last(library: Library) -> None:
    titles = [record.text("title") for record in library.sort("issued")]
    assert titles == ["On doors", "The <i>Catalogue</i> & its Readers", "On carts"]
    assert library.sort("issued", reverse=True)[-1].text("title") == "On carts"


def test_merge_adds_and_never_overwrites(library: Library) -> None:
    other = [
        Record("article-journal", "x", {"DOI": "10.1000/1", "title": "Other", "volume": "3"}),
        Record("book", "y", {"title": "New"}),
    ]
    merged = library.merge(other, by="DOI")
    assert merged.ids == ["okafor2018", "roe2020", "roe2020", "y"]
    assert merged[1].text("title") == "On carts"
    assert merged[1].text("volume") == "3"
    assert "volume" not in library[1]


def test_dicts_are_csl_json(library: Library) -> None:
    assert library.to_dicts()[0] == {
        "id": "okafor2018",
        "type": "book",
        "title": "The <i>Catalogue</i> & its Readers",
        "author": [{"family": "Okafor", "given": "Chidi"}, {"family": "Roe", "given": "Robin"}],
        "issued": {"date-parts": [[2018]]},
    }


def test_a_notebook_shows_a_reference_list(library: Library) -> None:
    shown = library._repr_html_()
    assert "Okafor, C., &amp; Roe, R. (2018)" in shown
    assert "&amp; its Readers" in shown
    assert "<script" not in Library([Record("book", "a", {"title": "<script>x"})])._repr_html_()


def test_a_data_frame_has_a_column_for_each_variable(library: Library) -> None:
    pytest.importorskip("pandas", reason="pandas comes with the extra: pip install '.[data]'")
    frame = library.to_pandas()
    assert list(frame.columns) == ["id", "type", "title", "author", "issued", "DOI"]
    assert frame.author[0] == "Okafor, Chidi; Roe, Robin"
    assert list(frame.issued.fillna("")) == ["2018", "", "2017-05"]


def test_an_arrow_table_has_a_column_for_each_variable(library: Library) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow comes with the extra: pip install '.[data]'")
    table = library.to_arrow()
    assert table.column_names == ["id", "type", "title", "author", "issued", "DOI"]
    assert table.column("DOI").to_pylist() == [None, "10.1000/1", None]


def test_a_library_remembers_what_was_said_while_reading() -> None:
    library = citeconv.loads('[{"id": "a", "type": "bok"}]', "csl-json")
    assert [said.code for said in library.report] == ["type-unknown"]


def test_a_record_is_found_after_the_list_or_its_id_changed(library: Library) -> None:
    assert "roe2020" in library
    library.records.append(Record("book", "late2021", {"title": "On late arrivals"}))
    assert library["late2021"].text("title") == "On late arrivals"
    library["okafor2018"].id = "okafor2019"
    assert library.get("okafor2018") is None
    assert library["okafor2019"].text("title").startswith("The")


def test_a_library_prints_links(library: Library) -> None:
    (entry,) = library.filter(DOI="10.1000/1").bibliography("apa", output="html", links=True)
    assert '<a href="https://doi.org/10.1000/1">' in entry


def test_sorting_knows_numbers_accents_and_functions() -> None:
    library = Library(
        Record("book", id, {"title": title, "volume": volume})
        for id, title, volume in (("a", "Zoo", "10"), ("b", "Élan", "9"), ("c", "elf", "9a"))
    )
    assert library.sort("title").ids == ["b", "c", "a"]
    assert library.sort("volume").ids == ["b", "c", "a"]
    assert library.sort(lambda record: record.id, reverse=True).ids == ["c", "b", "a"]


def test_a_missing_extra_says_how_to_get_it(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match="pip install pandas"):
        library.to_pandas()
