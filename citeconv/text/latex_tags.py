"""CSL's inline tags in a text that becomes LaTeX."""

from __future__ import annotations

from itertools import islice

from citeconv.model.patterns import pattern
from citeconv.text.latex_case import EVIDENT

# Both cases are spelled out: without a flag for them, `<` is found at once.
TAG = pattern(r"<(/?)([iIbB]|[sS](?:[uU][pPbB]|[cC]|[pP][aA][nN]))(\s[^<>]*)?>")
# Formulas and what stands between them, and tags; the dollars and tags of a value that has more are text.
MOST_PIECES = 20_000


def paired_tags(text: str) -> list[tuple[int, int, str, bool]]:
    """The tags that have their partner, in order: (start, end, kind, closes).  Others are text."""
    open_tags: list[tuple[int, int, str, str]] = []
    found: list[tuple[int, int, str, bool]] = []
    for match in islice(TAG.finditer(text), MOST_PIECES):
        name = match.group(2).lower()
        if match.group(1):
            if open_tags and open_tags[-1][2] == name:
                start, end, _, kind = open_tags.pop()
                found.append((start, end, kind, False))
                found.append((match.start(), match.end(), kind, True))
        else:
            kind = _kind(name, match.group(3) or "")
            if kind:
                open_tags.append((match.start(), match.end(), name, kind))
    return sorted(found)


def _kind(name: str, attributes: str) -> str:
    if name != "span":
        return name
    if "nocase" in attributes:
        return "evident" if EVIDENT in attributes else "nocase"
    return "sc" if "small-caps" in attributes else ""
