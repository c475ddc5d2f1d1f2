"""Dates of .bib entries that say more than CSL's: times of day, kept beside the date while it holds."""

from __future__ import annotations

import citeconv
from citeconv.model.dates import Date

ENTRY = "@online{a, title = {T}, date = {2020-01-02T12:34:05}, urldate = {2021-02-03 04:05}}"


def test_a_time_is_not_written_with_another_date() -> None:
    (record,) = citeconv.loads(ENTRY, "biblatex")
    record["issued"] = Date((1990,))
    written = citeconv.dumps([record], "biblatex")
    assert "date = {1990}" in written
    assert "12:34" not in written
    assert "urldate-2 = {2021-02-03 04:05}" in written


def test_a_time_goes_through_either_dialect() -> None:
    records = list(citeconv.loads(ENTRY, "biblatex"))
    for first, second in (("bibtex", "biblatex"), ("biblatex", "bibtex"), ("csl-json", "bibtex")):
        there = list(citeconv.loads(citeconv.dumps(records, first), first))
        back = list(citeconv.loads(citeconv.dumps(there, second), second))
        assert sorted(map(str, back[0].extra.values())) == [
            "2020-01-02T12:34:05",
            "2021-02-03 04:05",
        ]
