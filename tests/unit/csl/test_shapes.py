"""What an item's shape settles is what rendering without it says."""

from __future__ import annotations

from itertools import islice

import pytest

from benchmarks.data import items as endless_items
from citeconv.csl import Processor, shapes

STYLE = """
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout>{}</layout></bibliography>
</style>
"""


def printed(body: str, *items: dict[str, object]) -> list[str]:
    """The entries of a bibliography whose layout is given."""
    processor = Processor(STYLE.format(body), [{"id": str(n), **i} for n, i in enumerate(items)])
    return [text.strip() for _, text in processor.bibliography().entries]


def test_a_variable_that_is_only_tested_makes_a_shape() -> None:
    body = """
      <choose>
        <if variable="note"><text variable="title" prefix="noted "/></if>
        <else-if variable="DOI"><text variable="title" prefix="linked "/></else-if>
        <else><text variable="title" prefix="plain "/></else>
      </choose>"""
    items = ({"title": "a"}, {"title": "b", "note": "n"}, {"title": "c", "DOI": "d"})
    assert printed(body, *items) == ["plain a", "noted b", "linked c"]


def test_a_group_that_was_empty_for_a_value_is_not_empty_for_its_shape() -> None:
    body = """
      <text variable="title"/>
      <group delimiter=" " prefix=" "><text term="edition"/>
        <choose><if is-numeric="edition"><number variable="edition"/></if></choose>
        <text variable="volume"/><text variable="issue"/></group>"""
    items = ({"title": "a", "edition": "revised"}, {"title": "b", "edition": "2"}, {"title": "c"})
    assert printed(body, *items) == ["a", "b edition 2", "c"]


def test_markup_without_text_does_not_empty_a_group_for_others() -> None:
    body = """
      <text variable="title"/>
      <group prefix=" (" suffix=")"><text value="in "/>
        <text variable="publisher"/><text variable="publisher-place"/></group>"""
    items = ({"title": "a", "publisher": "<i></i>"}, {"title": "b", "publisher": "B"})
    assert printed(body, *items)[1] == "b (in B)"


@pytest.mark.parametrize("style", ["apa", "chicago-author-date", "harvard", "ieee"])
def test_with_shapes_and_without_the_same_is_printed(
    style: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = list(islice(endless_items(), 60))
    with_shapes = Processor(style, items).bibliography().entries
    monkeypatch.setattr(shapes.Shapes, "of", lambda *_: None)
    assert Processor(style, items).bibliography().entries == with_shapes
