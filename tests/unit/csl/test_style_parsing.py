"""What `parse` and `validation` refuse, and how they say it."""

from __future__ import annotations

import pytest

from citeconv.csl import load_style
from citeconv.csl.validation import validate_style
from citeconv.model.report import CitationError

from .style_text import style


def macros(*bodies: str) -> str:
    return "".join(f'<macro name="m{i}">{body}</macro>' for i, body in enumerate(bodies))


def refused(xml: str, *words: str) -> None:
    with pytest.raises(CitationError) as error:
        load_style(xml)
    for word in words:
        assert word in str(error.value)


def test_macros_that_call_each_other_in_a_circle_are_named() -> None:
    before = macros('<text macro="m1"/>', '<text macro="m0"/>')
    refused(style('<text macro="m0"/>', before=before), "m0 → m1 → m0")


def test_a_macro_that_is_not_there_is_named_with_its_line() -> None:
    refused(style('<text macro="none"/>'), "line 1", "none")


def test_a_style_that_doubles_forty_times_is_refused_at_once() -> None:
    bodies = [f'<text macro="m{i + 1}"/><text macro="m{i + 1}"/>' for i in range(40)]
    refused(style('<text macro="m0"/>', before=macros(*bodies, "<text value='x'/>")), "expands")


def test_entities_are_refused() -> None:
    refused('<!DOCTYPE style [<!ENTITY a "b">]>' + style("<text value='x'/>"), "document type")


def test_a_text_needs_a_source() -> None:
    refused(style('<text prefix="x"/>'), "<text>")


def test_an_unknown_attribute_does_not_refuse_a_style() -> None:
    assert load_style(style('<text value="x" colour="red"/>')) is not None


def test_the_schema_tells_lines() -> None:
    problems = validate_style(style('<text variabel="x"/>').encode())
    assert problems
    assert all(problem.line == 1 for problem in problems)
