"""What a printer of rich text is: how one spelling escapes text, marks a font, makes a link.

The tables are in the rooms of their spellings (`html`, `markdown`, `rtf`, `latex`), keyed by the
attributes and values of CSL's formatting (CSL 1.0.2, "Formatting"). Here too: which links are safe.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import quote

__all__ = ["FontMark", "Printer", "Wrap", "between", "safe_url"]

FontMark: TypeAlias = tuple[str, str]
"""A formatting attribute and its value: ("font-style", "italic")."""

Wrap: TypeAlias = Callable[[str], str]

SAFE_SCHEMES = ("http", "https", "mailto", "doi")
_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.\-]*):")
_URL_SAFE = "!#$%&'()*+,-./:;=?@[]_~"
_CONTROL = re.compile("[\x00-\x20\x7f]+")
_MAX_URL = 8192


@dataclass(frozen=True, slots=True)
class Printer:
    """One spelling of rich text."""

    name: str
    escape: Callable[[str], str]
    wraps: Mapping[FontMark, Wrap]
    link: Callable[[str, str], str]
    """(printed text, URL) → the text as a link, or as it is where the URL is not safe."""

    def wrap(self, mark: FontMark, text: str) -> str:
        """Printed text in a font; in a font that the spelling does not know, as it is."""
        wrap = self.wraps.get(mark)
        return wrap(text) if wrap and text else text


def between(start: str, end: str) -> Wrap:
    """A wrap that sets text between two strings."""
    return lambda text: f"{start}{text}{end}"


def safe_url(url: str) -> str | None:
    """The URL fit for an attribute or a command, or None if it may not be linked to."""
    scheme = _SCHEME.match(url)
    if not scheme or scheme[1].lower() not in SAFE_SCHEMES or len(url) > _MAX_URL:
        return None
    if _CONTROL.search(url.strip()) and scheme[1].lower() != "mailto":
        url = _CONTROL.sub("", url.strip())
    target = url.strip()
    if scheme[1].lower() == "doi":
        target = "https://doi.org/" + target.partition(":")[2].lstrip("/")
    return quote(target.encode("utf-8", "replace"), safe=_URL_SAFE)
