"""A writer that takes records by the dozen writes what one that takes them one by one would."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

import citeconv
from citeconv.formats import registry
from citeconv.formats.batches import MOST_TEXT, SIZE, batches
from citeconv.model.record import Record
from citeconv.model.report import Report

WRITERS = [name for name in registry.names() if registry.get(name).joints is not None]
#: What no .bib file has a place for.
NOWHERE = {"no form at all": "x"}


@pytest.mark.parametrize("name", WRITERS)
def test_a_record_that_is_filled_again_and_again_is_each_time_another(name: str) -> None:
    def filled() -> Iterator[Record]:
        record = Record("book")
        for number in range(SIZE + 2):
            record.id = f"k{number}"
            record["title"] = f"Title {number} of all"
            yield record

    text = citeconv.dumps(filled(), name)
    assert all(text.count(f"Title {number} of all") == 1 for number in range(SIZE + 2))


@pytest.mark.parametrize("name", WRITERS)
def test_records_without_end_are_written_as_they_come(name: str) -> None:
    asked = count()
    endless = (Record("book", f"k{next(asked)}", {"title": "T"}) for _ in count())
    pieces = citeconv.write(endless, name)
    while "T" not in next(pieces):
        pass
    assert next(asked) <= SIZE + 1


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_what_is_lost_is_told_of_its_file_also_where_the_next_cannot_be_read(name: str) -> None:
    report = Report()

    def of_two_files() -> Iterator[Record]:
        report.file = "one"
        yield Record("book", "a", {"title": "T"}, dict(NOWHERE))
        yield Record("book", "b", {"title": "T"}, dict(NOWHERE))
        report.file = "two"
        yield Record("book", "c", {"title": "T"}, dict(NOWHERE))
        report.file = "three"
        raise OSError("unreadable")

    written: list[str] = []
    with pytest.raises(OSError, match="unreadable"):
        written.extend(citeconv.write(of_two_files(), name, report=report))
    assert "".join(written).count("@book{") == 3
    places = [(one.place.file, one.place.record) for one in report]
    assert places == [("one", "a"), ("one", "b"), ("two", "c")]
    assert report.file == "three"


def test_a_batch_ends_where_it_has_much_text() -> None:
    text = "a" * (MOST_TEXT + 1)
    records = [
        Record("book", "1", {"abstract": text}),
        Record("book", "2", extra={"cord:body": text}),
        Record("book", "3"),
    ]
    assert list(map(len, batches(records, Report()))) == [1, 1, 1]
