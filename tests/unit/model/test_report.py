"""The closed list of diagnostics: each of them is said somewhere, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path

import citeconv
from citeconv.model.report import DIAGNOSTICS, Report

SOURCES = [
    path.read_text(encoding="utf-8")
    for path in Path(citeconv.__file__).parent.rglob("*.py")
    if path.name != "report.py"
]


def test_every_diagnostic_is_said_somewhere() -> None:
    said = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', "\n".join(SOURCES)))
    assert DIAGNOSTICS.keys() - said == set()


def test_a_report_shows_what_it_has() -> None:
    report = Report()
    assert repr(report) == "<Report: nothing to say>"
    for code in ("file-empty", "field-lost", "field-lost"):
        report.add(code)
    assert repr(report) == "<Report: 2 lost, 1 note>"
