"""HTML: how text is escaped and marked in it.

Two dialects: one for people, with classes where HTML has no element, and the one that CSL's test
suite compares with. Text is escaped whole, so that no foreign tag or attribute can get through.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from citeconv.model.patterns import pattern

__all__ = ["SPANS", "SUITE_SPANS", "escape", "escape_numeric", "link"]

_NAMED = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "\x00": "\ufffd"}
)
_NUMERIC = str.maketrans({"&": "&#38;", "<": "&#60;", ">": "&#62;"})
_SUPERSCRIPT = pattern("[ªº²³¹\u02b0-\u02b8\u02e0-\u02e4\u1d2c-\u1d61\u2070-\u207f\u2120\u2122]")


def escape(text: str) -> str:
    """Text for an element's content or a quoted attribute."""
    return text.translate(_NAMED)


def escape_numeric(text: str) -> str:
    """Text in the dialect of CSL's suite: numeric entities, superscript characters as elements."""
    return _SUPERSCRIPT.sub(_as_superscript, text.translate(_NUMERIC).replace("  ", "\u00a0 "))


def _as_superscript(found: re.Match[str]) -> str:
    kind, _, codes = unicodedata.decomposition(found[0]).partition(" ")
    if kind != "<super>":
        return found[0]
    return f"<sup>{''.join(chr(int(code, 16)) for code in codes.split())}</sup>"


def link(url: str) -> tuple[str, str]:
    """What opens and closes a link; the URL is taken to be safe to link to."""
    return f'<a href="{escape(url)}">', "</a>"


def _style(declaration: str) -> tuple[str, str]:
    return f'<span style="{declaration};">', "</span>"


SPANS: Mapping[tuple[str, str], tuple[str, str]] = {
    ("font-style", "italic"): ("<i>", "</i>"),
    ("font-style", "oblique"): ("<em>", "</em>"),
    ("font-style", "normal"): _style("font-style:normal"),
    ("font-variant", "small-caps"): ('<span class="small-caps">', "</span>"),
    ("font-variant", "normal"): _style("font-variant:normal"),
    ("font-weight", "bold"): ("<b>", "</b>"),
    ("font-weight", "normal"): _style("font-weight:normal"),
    ("font-weight", "light"): _style("font-weight:light"),
    ("text-decoration", "underline"): _style("text-decoration:underline"),
    ("text-decoration", "none"): _style("text-decoration:none"),
    ("vertical-align", "sup"): ("<sup>", "</sup>"),
    ("vertical-align", "sub"): ("<sub>", "</sub>"),
    ("vertical-align", "baseline"): ("<span>", "</span>"),
}
"""What opens and closes a font, by CSL's formatting attribute and its value."""

SUITE_SPANS: Mapping[tuple[str, str], tuple[str, str]] = {
    **SPANS,
    ("font-variant", "small-caps"): _style("font-variant:small-caps"),
    ("vertical-align", "baseline"): ('<span style="baseline">', "</span>"),
}
"""The same as CSL's test suite has it."""
