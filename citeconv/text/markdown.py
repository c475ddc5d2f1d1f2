"""Markdown: how text is escaped and marked in it.

What CommonMark has no mark for is spelled as Pandoc's Markdown has it. Text is escaped so that no
character of it makes a mark, a link, an element, a list or a heading, and it stands on one line.
"""

from __future__ import annotations

from collections.abc import Mapping

from citeconv.model.patterns import pattern

__all__ = ["SPANS", "escape", "link"]

_SPECIAL = pattern(r"([\\`*_\[\]>^~|$])")
_BLANKS = pattern(r"[ \t\n\r\v\f]{2,}|[\t\n\r\v\f]")
"""White space that could end a paragraph, break a line or begin a block of code."""
_START = pattern(r"( ?)(?:(#)|([+=-])(?=\3*(?:\s|\Z))|(\d{1,9})([.)])(?=\s|\Z))")
_ENTITY = pattern(r"&(?=#?\w{1,32};)")


def escape(text: str) -> str:
    """Text with each character that could be a mark made a plain one."""
    text = _SPECIAL.sub(r"\\\1", text.replace("\x00", "\ufffd"))
    # as an entity: Python-Markdown knows no `\<`
    text = _BLANKS.sub(" ", _ENTITY.sub("&amp;", text).replace("<", "&lt;"))
    found = _START.match(text)
    if found is None:
        return text
    sign = found.start(5) if found[5] else found.end(1)
    return f"{text[:sign]}\\{text[sign:]}"


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
