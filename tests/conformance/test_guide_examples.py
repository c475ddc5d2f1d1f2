"""The worked examples of the style guides; the numbers printed as the guides have them are floors."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from guide_examples import examples_file, score

FLOORS = {
    ("apa", "reference"): 39,
    ("apa", "citation"): 47,
    ("harvard", "reference"): 29,
    ("harvard", "citation"): 34,
}
FLOORS_VERBATIM = {
    ("apa", "reference"): 34,
    ("apa", "citation"): 47,
    ("harvard", "reference"): 23,
    ("harvard", "citation"): 34,
}


@pytest.mark.skipif(not examples_file().is_file(), reason="the examples are not here")
@pytest.mark.parametrize("verbatim", [False, True])
def test_references_and_citations_are_as_the_guides_have_them(verbatim: bool) -> None:
    right: Counter[tuple[str, str]] = Counter()
    wrong = []
    for result in score(examples_file(), verbatim):
        right[result.style, result.kind] += result.right
        if not result.right:
            wrong.append(f"{result.id}: {result.got}")
    for which, floor in (FLOORS_VERBATIM if verbatim else FLOORS).items():
        assert right[which] >= floor, "\n".join([str(which), *wrong])
