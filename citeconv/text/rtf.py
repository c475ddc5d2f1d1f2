"""RTF: how text is escaped and marked in it.

Characters beyond ASCII are written as `\\uc0\\uN{}` in UTF-16 units, as citeproc-js and Zotero
write them: word processors and pandoc read that alike (pandoc loses a letter after `\\uN?`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from citeconv.model.patterns import pattern

__all__ = ["SPANS", "document", "escape", "link"]

_SPECIAL = pattern(r"[\\{}\n\r\t\x00-\x1f\x7f]|[^\x00-\x7f]+")
_CONTROLS = {
    "\\": "\\\\",
    "{": "\\{",
    "}": "\\}",
    "\n": "\\line ",
    "\t": "\\tab{}",
    "\u00a0": "\\~",
}


def escape(text: str) -> str:
    """Text with RTF's own characters and all beyond ASCII spelled as control words."""
    return _SPECIAL.sub(_control, text)


def _control(found: re.Match[str]) -> str:
    return "".join([_CONTROLS.get(character) or _unicode(character) for character in found[0]])


def _unicode(character: str) -> str:
    code = ord(character)
    if code < 0x80:
        return ""
    if 0xD800 <= code <= 0xDFFF:
        code = 0xFFFD
    units = [code]
    if code > 0xFFFF:
        code -= 0x10000
        units = [0xD800 + (code >> 10), 0xDC00 + (code & 0x3FF)]
    return "".join(f"\\uc0\\u{unit - 0x10000 if unit > 0x7FFF else unit}{{}}" for unit in units)


def link(url: str) -> tuple[str, str]:
    """What opens and closes a hyperlink field."""
    return f'{{\\field{{\\*\\fldinst{{HYPERLINK "{escape(url)}"}}}}{{\\fldrslt{{', "}}}"


_OPENING = (
    "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\froman\\fcharset0 Times New Roman;}}\n"
    "{\\colortbl;\\red0\\green0\\blue255;}\n\\f0\\fs24\n"
)


def document(paragraphs: Iterable[str], hanging: bool = False) -> Iterator[str]:
    """A file of RTF, in pieces; `hanging` has the lines after a paragraph's first one indented."""
    layout = "\\pard\\sa240" + ("\\li720\\fi-720 " if hanging else " ")
    yield _OPENING
    for paragraph in paragraphs:
        text = paragraph.rstrip("\n")
        if (len(text) - len(text.rstrip("\\"))) % 2:  # a paragraph's end of its own
            text = text[:-1]
        yield f"{layout}{text}\\par\n"
    yield "}\n"


SPANS: Mapping[tuple[str, str], tuple[str, str]] = {
    ("font-style", "italic"): ("{\\i{}", "}"),
    ("font-style", "oblique"): ("{\\i{}", "}"),
    ("font-style", "normal"): ("{\\i0{}", "}"),
    ("font-weight", "bold"): ("{\\b{}", "}"),
    ("font-weight", "normal"): ("{\\b0{}", "}"),
    ("font-variant", "small-caps"): ("{\\scaps{}", "}"),
    ("font-variant", "normal"): ("{\\scaps0{}", "}"),
    ("text-decoration", "underline"): ("{\\ul{}", "}"),
    ("text-decoration", "none"): ("{\\ulnone{}", "}"),
    ("vertical-align", "sup"): ("{\\super{}", "}"),
    ("vertical-align", "sub"): ("{\\sub{}", "}"),
}
"""What opens and closes a font, by CSL's formatting attribute and its value."""
