"""No input raises anything but `CitationError`: every reader on arbitrary bytes and text."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

import citeconv
from citeconv.formats import registry
from citeconv.model.record import Record
from citeconv.model.report import CitationError
from tests import strategies

READERS = registry.names()

#: Beginnings that lead into a reader, so that what follows is looked at.
OPENINGS = {
    "bibtex": ["@article{k,", "@book{k, title={", "@string{a=", "@comment{", "@preamble{"],
    "biblatex": ["@online{k, date={", "@article{k, author={", "@xdata{k,"],
    "ris": ["TY  - JOUR\n", "TY  - BOOK\nAU  - ", "TY  - JOUR\nPY  - "],
    "csl-json": ["[{", '{"id": 1, "type": ', '[{"author": ', '[{"issued": '],
    "csl-jsonl": ['{"id": 1}\n{', '{"title": '],
    "csl-yaml": ["references:\n- ", "- id: a\n  issued: "],
    "cord-dump": ["key: cord-000001-abcdefgh\n", "key: cord-000001-abcdefgh authors: "],
    "cord-metadata": ["cord_uid,sha,title\n", "cord_uid,title,authors,publish_time\n"],
    "cord-json": ['{"paper_id": "a", "metadata": ', '{"paper_id": "a", "bib_entries": {'],
}


@pytest.mark.parametrize("name", READERS)
@given(data=st.data())
def test_no_text_raises_anything_but_a_citation_error(name: str, data: st.DataObject) -> None:
    opening = data.draw(st.sampled_from(["", *OPENINGS.get(name, [])]))
    text = opening + data.draw(strategies.texts) + data.draw(st.text(max_size=30))
    with suppress(CitationError):
        library = citeconv.loads(text, name)
        citeconv.dumps(library, "csl-json")


@pytest.mark.parametrize("name", READERS)
@given(data=st.data())
def test_no_bytes_raise_anything_but_a_citation_error(name: str, data: st.DataObject) -> None:
    opening = data.draw(st.sampled_from(["", *OPENINGS.get(name, [])]))
    with suppress(CitationError):
        library = citeconv.loads(opening.encode() + data.draw(st.binary(max_size=60)), name)
        citeconv.dumps(library, "csl-json")


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_but_a_citation_error_where_the_format_is_told(data: bytes) -> None:
    with suppress(CitationError):
        citeconv.loads(data)


@pytest.mark.parametrize("name", READERS)
@given(records=st.lists(strategies.records(), max_size=3))
def test_no_record_is_too_odd_to_be_written_and_read(name: str, records: list[Record]) -> None:
    if registry.get(name).write is None:
        pytest.skip("the format is only read")
    for record in records:
        if not record.text("title").strip():
            record["title"] = "A record has at least a title"
    text = citeconv.dumps(records, name)
    text.encode("utf-8")
    if records:
        assert len(citeconv.loads(text, name)) == len(records)
