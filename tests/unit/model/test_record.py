"""The record refuses what CSL does not know; CSL-JSON data is its native form."""

import pytest

from citeconv.model.csl_data import from_csl, to_csl
from citeconv.model.csl_notes import unpack_note
from citeconv.model.dates import Date
from citeconv.model.names import Name
from citeconv.model.record import Record
from citeconv.model.report import DIAGNOSTICS, Report, VocabularyError


def test_an_unknown_variable_is_refused_where_it_is_set_and_the_right_one_named() -> None:
    record = Record("book")
    with pytest.raises(VocabularyError, match="container-title-short"):
        record["journalAbbreviation"] = "x"
    with pytest.raises(VocabularyError, match="article-journal"):
        Record("journal-article")


@pytest.mark.parametrize(
    ("name", "value"), [("title", 3), ("author", "Doe"), ("author", ["Doe"]), ("issued", "2019")]
)
def test_a_value_of_the_wrong_kind_is_refused(name: str, value: object) -> None:
    with pytest.raises(VocabularyError, match=name):
        Record("book")[name] = value  # type: ignore[assignment]


def test_setting_an_empty_value_unsets() -> None:
    record = Record("book", "", {"title": "A"})
    record["title"] = ""
    assert "title" not in record


ITEMS: list[tuple[dict[str, object], dict[str, object]]] = [
    ({"issued": {"date-parts": [["2020", "05"]]}}, {"issued": Date((2020, 5))}),
    ({"issued": {"date-parts": [[2020, 5], [2020, 6]]}}, {"issued": Date((2020, 5), (2020, 6))}),
    ({"issued": {"date-parts": [[2020], [0]]}}, {"issued": Date((2020,), ())}),
    ({"issued": {"date-parts": [[2020]], "season": 2}}, {"issued": Date((2020, 22))}),
    ({"issued": {"date-parts": [[2020]], "season": "Fall"}}, {"issued": Date((2020, 23))}),
    ({"issued": {"raw": "3 May 2020"}}, {"issued": Date((2020, 5, 3))}),
    ({"issued": {"literal": "in press"}}, {"issued": Date(literal="in press")}),
    ({"issued": {"date-parts": [[1850]], "circa": 1}}, {"issued": Date((1850,), circa=True)}),
    ({"issued": "2020-05"}, {"issued": Date((2020, 5))}),
    ({"issued": {"date-parts": [[2020, 13, 45]]}}, {"issued": Date(literal="2020-13-45")}),
    ({"volume": 12}, {"volume": "12"}),
    ({"volume": 12.0}, {"volume": "12"}),
    ({"shortTitle": "T"}, {"title-short": "T"}),
    ({"author": [{"name": "WHO"}]}, {"author": [Name(literal="WHO")]}),
    ({"author": "Doe, Jane"}, {"author": [Name("Doe", "Jane")]}),
    ({"keyword": ["a", "b"]}, {"keyword": "a, b"}),
]


@pytest.mark.parametrize(("item", "variables"), ITEMS)
def test_items_are_read_in_every_shape(item: dict, variables: dict) -> None:
    record = from_csl({"id": "x", "type": "book", **item}, Report())
    assert record.variables == variables
    assert from_csl(to_csl(record), Report()) == record


def test_what_the_vocabulary_does_not_know_is_kept() -> None:
    report = Report()
    record = from_csl({"id": 7, "type": "blogpost", "foo": {"a": [1]}, "title": True}, report)
    assert (record.id, record.type) == ("7", "document")
    assert record.extra == {
        "csl-json:type": "blogpost",
        "csl-json:foo": {"a": [1]},
        "csl-json:title": True,
    }
    assert set(report.counts) == {"type-unknown", "field-malformed"}
    assert from_csl(to_csl(record), Report()) == record


def test_variables_in_a_note_are_unpacked() -> None:
    record = Record("book", "x", {"note": "original-date: 1999\nread it\neditor: Doe || Jane"})
    unpack_note(record)
    assert record.variables == {
        "note": "read it",
        "original-date": Date((1999,)),
        "editor": [Name("Doe", "Jane")],
    }


def test_a_diagnostic_has_a_known_code() -> None:
    report = Report()
    with pytest.raises(KeyError):
        report.add("no-such-code")
    report.add("field-lost", "x", record="a", field="title")
    assert report.losses == 1
    assert str(report.kept[0]).endswith("[field-lost]")
    assert all(
        severity in ("note", "repaired", "lost", "invalid") for severity, _ in DIAGNOSTICS.values()
    )


def test_a_date_of_lists_is_one_of_tuples() -> None:
    record = Record("book", variables={"issued": Date([2019, 5], [2020])})  # type: ignore[arg-type]
    assert record["issued"] == Date((2019, 5), (2020,))
    assert hash(record["issued"])
