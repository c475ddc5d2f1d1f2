"""The processor suite, run through the JSON Lines protocol; the number passed is a floor."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from fixtures import fixtures, read_fixture

from citeconv.csl.requests import answer

FLOOR = int((Path(__file__).parent / "floor.txt").read_text())


@pytest.mark.skipif(not fixtures(), reason="the fixtures are not here")
def test_as_many_fixtures_pass_as_before() -> None:
    failed = []
    for path in fixtures():
        request, expected = read_fixture(path)
        found = answer(json.dumps(request))
        if str(found.get("result")).strip("\n") != expected.strip("\n"):
            failed.append(path.stem)
    passed = len(fixtures()) - len(failed)
    assert passed >= FLOOR, f"{passed} of {len(fixtures())}; failed: {', '.join(failed)}"
