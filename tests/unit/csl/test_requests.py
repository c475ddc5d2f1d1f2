"""The JSON Lines protocol answers every line, and never raises."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from citeconv.csl import Processor, load_style
from citeconv.csl.requests import answer

from .style_text import AUTHOR_YEAR, book, style


def ask(**request: object) -> dict[str, object]:
    return answer(json.dumps({"name": "x", **request}))


def test_a_citation_and_a_bibliography() -> None:
    xml = style(AUTHOR_YEAR, bibliography=AUTHOR_YEAR)
    items = [book("a", "Doe", 2001)]
    assert ask(mode="citation", csl=xml, input=items) == {"name": "x", "result": "Doe 2001"}
    assert ask(mode="bibliography", csl=xml, input=items)["result"] == (
        '<div class="csl-bib-body">\n  <div class="csl-entry">Doe 2001</div>\n</div>'
    )


def test_what_is_wrong_is_said() -> None:
    assert "error" in answer("{")
    assert "error" in answer("[1]")
    assert "mode" in str(ask(mode="x")["error"])
    assert "error" in ask(mode="citation", csl="<style/>", input=[])
    assert "no item" in str(
        ask(
            mode="citation",
            csl=style(AUTHOR_YEAR),
            input=[],
            citation_items=[[{"id": "none"}]],
        )["error"]
    )


def test_a_number_of_thousands_of_digits_is_no_note() -> None:
    long = "9" * 5000
    cite = {"id": "a", "first-reference-note-number": long}
    request = {"mode": "citation", "csl": style(AUTHOR_YEAR), "input": [book("a", "Doe", 2001)]}
    assert ask(**request, citation_items=[[cite]])["result"] == "Doe 2001"
    step = [{"citationID": "2", "citationItems": [cite]}, [["1", long]], []]
    first = [{"citationID": "1", "citationItems": ["a"]}, [], []]
    assert ask(**request, citations=[first, step])["result"] == "..[0] Doe 2001\n>>[1] Doe 2001"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
VARIABLES = st.sampled_from(
    ["type", "title", "author", "editor", "issued", "page", "volume", "note", "DOI", "language"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.dictionaries(VARIABLES, JSON, max_size=6), max_size=4))
def test_no_item_raises_anything(items: list[dict[str, object]]) -> None:
    named = [{**item, "id": f"i{place}"} for place, item in enumerate(items)]
    processor = Processor(load_style("apa"), named)
    processor.bibliography()
    if named:
        processor.cite([str(item["id"]) for item in named])
