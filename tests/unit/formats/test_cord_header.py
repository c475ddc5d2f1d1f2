"""A regular flattened header is taken apart in one step as it is label by label."""

from __future__ import annotations

import re

import pytest

from citeconv.formats import cord_header

_SHA = "0123456789abcdef0123456789abcdef01234567"
_ENDS = [
    f"DOI: 10.1000/x sha: {_SHA} doc_id: 1 cord_uid: abcdefgh",
    f"DOI: nan sha: {_SHA}; {_SHA} doc_id: 1 cord_uid: abcdefgh",
    "DOI: 10.1002/(SICI)1<1::AID-J>3.0.CO;2-W sha: PMC123 doc_id: 1 cord_uid: abcdefgh",
    "DOI: nan sha: nan doc_id: nan cord_uid: nan",
    "DOI: 10.1000/x sha: PMC1; PMC2 doc_id: 1 cord_uid: abcdefgh",
    "DOI: sha: doc_id: 1 cord_uid: abcdefgh",
    "doi:10.1000/x sha: nan doc_id: 1 cord_uid: abcdefgh",
    "DOI: 10.1000/x doc_id: 1 cord_uid: abcdefgh",
    "DOI: 10.1000/x  sha: nan\tdoc_id: 1\ncord_uid: abcdefgh",
]
_TITLES = [
    "A title",
    "DOI: 10.1000/y sha: nan doc_id: 2 cord_uid: zzzzzzzz",
    "a DOI: none",
    "date: 2020 journal: J DOI: 10.1000/y",
    "a journal: club date: 2020",
    "x date: 2019 journal:",
    "x journal: date:",
]


@pytest.mark.parametrize("end", _ENDS)
@pytest.mark.parametrize("title", _TITLES)
def test_one_step_gives_what_many_give(
    title: str, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"authors: Ek, Bo title: {title} date: 2021-01-02 journal: J {end}"
    at_once = cord_header.header_fields(text, True)
    monkeypatch.setattr(cord_header, "_REGULAR", re.compile(r"(?!)"))
    monkeypatch.setattr(cord_header, "_regular_journal", lambda rest: None)
    assert cord_header.header_fields(text, True) == at_once


@pytest.mark.parametrize("end", _ENDS)
@pytest.mark.parametrize("title", [*_TITLES, "A title \t", "x\ncontinued", "nan", "x\ndate: 2020"])
def test_lines_read_at_once_are_what_they_are_one_by_one(
    title: str, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = re.sub(r"\s+(?=(?:DOI|sha|doc_id|cord_uid):)", "\n", end)
    text = f"\nauthors: Ek, Bo\ntitle: {title}\ndate: 2021-01-02\njournal: J\n{lines}\n"
    at_once, regular = cord_header.checked_fields(text, False)
    assert not (regular and cord_header.malformed(at_once))
    monkeypatch.setattr(cord_header, "_REGULAR_LINES", re.compile(r"(?!)"))
    assert cord_header.header_fields(text, False) == at_once
