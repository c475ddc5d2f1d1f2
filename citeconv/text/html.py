"""HTML: how text is escaped and marked in it.

Two dialects: `HTML`, with classes where HTML has no element, for people; and `CITEPROC_HTML`, which
is what CSL's test suite compares with. No foreign tag, attribute or scheme can get through: text is
escaped whole, and links go to safe schemes only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from citeconv.text.printing import FontMark, Printer, Wrap, between, safe_url

__all__ = ["CITEPROC_HTML", "HTML", "escape", "escape_numeric", "link"]

_NAMED = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "\x00": "\ufffd"}
)
_NUMERIC = str.maketrans({"&": "&#38;", "<": "&#60;", ">": "&#62;"})
_SUPERSCRIPT = re.compile("[ªº²³¹\u02b0-\u02b8\u02e0-\u02e4\u1d2c-\u1d61\u2070-\u207f\u2120\u2122]")


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


def link(text: str, url: str) -> str:
    """Printed text as a link, if the URL is safe."""
    target = safe_url(url)
    return f'<a href="{escape(target)}">{text}</a>' if target else text


def _style(declaration: str) -> Wrap:
    return between(f'<span style="{declaration};">', "</span>")


def _class(name: str) -> Wrap:
    return between(f'<span class="{name}">', "</span>")


_ELEMENTS: Mapping[FontMark, Wrap] = {
    ("font-style", "italic"): between("<i>", "</i>"),
    ("font-style", "oblique"): between("<em>", "</em>"),
    ("font-weight", "bold"): between("<b>", "</b>"),
    ("vertical-align", "sup"): between("<sup>", "</sup>"),
    ("vertical-align", "sub"): between("<sub>", "</sub>"),
}

HTML = Printer(
    "html",
    escape,
    {
        **_ELEMENTS,
        ("font-style", "normal"): _class("csl-upright"),
        ("font-variant", "small-caps"): _class("csl-small-caps"),
        ("font-variant", "normal"): _class("csl-no-small-caps"),
        ("font-weight", "normal"): _class("csl-no-bold"),
        ("font-weight", "light"): _class("csl-light"),
        ("text-decoration", "underline"): between("<u>", "</u>"),
        ("text-decoration", "none"): _class("csl-no-underline"),
        ("vertical-align", "baseline"): _class("csl-baseline"),
    },
    link,
)

CITEPROC_HTML = Printer(
    "citeproc-html",
    escape_numeric,
    {
        **_ELEMENTS,
        ("font-style", "normal"): _style("font-style:normal"),
        ("font-variant", "small-caps"): _style("font-variant:small-caps"),
        ("font-variant", "normal"): _style("font-variant:normal"),
        ("font-weight", "normal"): _style("font-weight:normal"),
        ("text-decoration", "underline"): _style("text-decoration:underline"),
        ("text-decoration", "none"): _style("text-decoration:none"),
        ("vertical-align", "baseline"): between('<span style="baseline">', "</span>"),
    },
    link,
)
