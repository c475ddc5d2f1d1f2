"""Markdown: how text is escaped and marked in it.

What CommonMark has no mark for is spelled as Pandoc's Markdown has it. Text is escaped so that no character of it makes a mark, a link, an element or a list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["SPANS", "escape", "link"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>^~|$])")
_LINE_START = re.compile(r"^(\s*)(?:([#+=-])|(\d{1,9})([.)]))(?=\s|\Z)", re.MULTILINE)
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")


def escape(text: str) -> str:
    """Text with each character that could be a mark made a plain one."""
    text = _SPECIAL.sub(r"\\\1", text.replace("\x00", "\ufffd"))
    text = _ENTITY.sub("&amp;", text)
    return _LINE_START.sub(_without_list, text)


def _without_list(found: re.Match[str]) -> str:
    if found[2]:
        return f"{found[1]}\\{found[2]}"
    return f"{found[1]}{found[3]}\\{found[4]}"


def link(url: str) -> tuple[str, str]:
    """What opens and closes a link; in angle brackets no character of the URL can end it."""
    return "[", f"](<{url}>)"


SPANS: Mapping[tuple[str, str], tuple[str, str]] = {
    ("font-style", "italic"): ("*", "*"),
    ("font-style", "oblique"): ("*", "*"),
    ("font-weight", "bold"): ("**", "**"),
    ("font-variant", "small-caps"): ("[", "]{.smallcaps}"),
    ("text-decoration", "underline"): ("[", "]{.underline}"),
    ("vertical-align", "sup"): ("^", "^"),
    ("vertical-align", "sub"): ("~", "~"),
}
"""What opens and closes a font, by CSL's formatting attribute and its value."""
