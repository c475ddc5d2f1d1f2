"""Laws of the model and of its native formats."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import citeconv
from citeconv.model.csl_data import from_csl, to_csl
from citeconv.model.dates import Date, format_edtf, parse_date
from citeconv.model.names import Name, parse_name
from citeconv.model.record import Record
from citeconv.model.report import Report
from tests import strategies

many_records = st.lists(strategies.records(), max_size=4)


@given(strategies.records())
def test_a_record_made_plain_data_is_the_same_record(record: Record) -> None:
    assert from_csl(to_csl(record), Report()) == record


@given(many_records)
def test_csl_json_gives_the_same_records_back(records: list[Record]) -> None:
    assert citeconv.loads(citeconv.dumps(records, "csl-json"), "csl-json").records == records


@given(many_records)
def test_json_lines_give_the_same_records_back(records: list[Record]) -> None:
    assert citeconv.loads(citeconv.dumps(records, "csl-jsonl"), "csl-jsonl").records == records


@given(many_records)
def test_csl_yaml_gives_the_same_records_back(records: list[Record]) -> None:
    assert citeconv.loads(citeconv.dumps(records, "csl-yaml"), "csl-yaml").records == records


@given(strategies.dated)
def test_a_date_written_is_read_back(date: Date) -> None:
    assert parse_date(format_edtf(date)) == date


@given(strategies.open_starts)
def test_a_range_without_a_start_is_read_back(date: Date) -> None:
    assert parse_date(format_edtf(date)) == date


@given(st.text())
def test_no_text_is_too_odd_for_a_date(text: str) -> None:
    date = parse_date(text)
    assert date.parts or date.end is not None or date.literal == " ".join(text.split())


@given(strategies.words, strategies.words)
def test_a_name_written_inverted_is_read_back(family: str, given: str) -> None:
    name = Name(family.capitalize(), given.capitalize())
    assert parse_name(name.inverted).display == name.display


@given(st.text())
def test_no_text_is_too_odd_for_a_name(text: str) -> None:
    parse_name(text)
