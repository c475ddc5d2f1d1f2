"""Markdown (CommonMark): how text is escaped and marked in it.

What CommonMark has no mark for is spelled as an HTML element, as CommonMark allows. Text is escaped
so that no character of it makes a mark, a link, an element or a list.
"""

from __future__ import annotations

import re

from citeconv.text.printing import Printer, Wrap, between, safe_url

__all__ = ["MARKDOWN", "escape", "link"]

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


def link(text: str, url: str) -> str:
    """Printed text as a link, if the URL is safe."""
    target = safe_url(url)
    if not target:
        return text
    return f"[{text}](<{target}>)"


def _emphasis(mark: str) -> Wrap:
    """A mark must touch its text: spaces at the edges go outside."""

    def wrap(text: str) -> str:
        inner = text.strip()
        if not inner:
            return text
        start = text.index(inner[0])
        return f"{text[:start]}{mark}{inner}{mark}{text[start + len(inner) :]}"

    return wrap


MARKDOWN = Printer(
    "markdown",
    escape,
    {
        ("font-style", "italic"): _emphasis("*"),
        ("font-style", "oblique"): _emphasis("*"),
        ("font-weight", "bold"): _emphasis("**"),
        ("font-variant", "small-caps"): between(
            '<span style="font-variant:small-caps">', "</span>"
        ),
        ("text-decoration", "underline"): between("<u>", "</u>"),
        ("vertical-align", "sup"): between("<sup>", "</sup>"),
        ("vertical-align", "sub"): between("<sub>", "</sub>"),
    },
    link,
)
