"""ISBN and ISSN in one field: told by their shape, with or without words about them.

ISO 2108 (ISBN) and ISO 3297 (ISSN); in: the text of a field ("03064530 (ISSN); 978…"), out: the
numbers of each kind as one text.
"""

from __future__ import annotations

import re
from typing import Final

from citeconv.model.patterns import pattern

_ISBN: Final = pattern(r"(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dXx]\Z")
_ISSN: Final = pattern(r"\d{4}[-–]?\d{3}[\dXx]\Z")
_REMARK: Final = pattern(r"(?:(?<!\s)\s++)?[(\[][^()\[\]]{1,40}[)\]]\s*")
_NAMED: Final = pattern(r"(?:(?<!\s)\s++)?e?-?(?:ISBN|ISSN)(?:-1[03])?\s*:?\s*", re.I)


def standard_number(text: str) -> str:
    """ "ISBN", "ISSN" or "": what a number's shape says that it is."""
    if _ISSN.match(text):
        return "ISSN"
    return "ISBN" if _ISBN.match(text) else ""


def _hyphened(issn: str) -> str:
    return issn if issn[4] == "-" else f"{issn[:4]}-{issn[-4:]}"


def standard_numbers(text: str) -> dict[str, str] | None:
    """The ISBNs and ISSNs of an SN line, each kind as one text; None if it holds others."""
    if _ISSN.match(text):
        return {"ISSN": _hyphened(text)}
    if _ISBN.match(text):
        return {"ISBN": text}
    found: dict[str, list[str]] = {}
    for part in re.split(r"[;,\n]", text):
        number = _NAMED.sub("", _REMARK.sub("", part)).strip()
        # Zotero separates several numbers by spaces; an ISBN may have spaces within
        for single in [number] if standard_number(number) else number.split():
            kind = standard_number(single)
            if not kind:
                return None
            if kind == "ISSN":
                single = _hyphened(single)
            if single not in found.setdefault(kind, []):
                found[kind].append(single)
    return {kind: ", ".join(numbers) for kind, numbers in found.items()} or None
