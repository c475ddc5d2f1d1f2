"""RTF: how text is escaped and marked in it.

Characters beyond ASCII are written as `\\uN` in UTF-16 units, each with one `?` for old readers.
"""

from __future__ import annotations

import re

from citeconv.text.printing import Printer, between, safe_url

__all__ = ["RTF", "escape", "link"]

_SPECIAL = re.compile(r"[\\{}\n\r\t\x00-\x1f\x7f]|[^\x00-\x7f]+")
_CONTROLS = {
    "\\": "\\\\",
    "{": "\\{",
    "}": "\\}",
    "\n": "\\line ",
    "\t": "\\tab ",
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
    return "".join(f"\\u{unit - 0x10000 if unit > 0x7FFF else unit}?" for unit in units)


def link(text: str, url: str) -> str:
    """Printed text as a hyperlink field, if the URL is safe."""
    target = safe_url(url)
    if not target:
        return text
    return f'{{\\field{{\\*\\fldinst{{HYPERLINK "{escape(target)}"}}}}{{\\fldrslt{{{text}}}}}}}'


RTF = Printer(
    "rtf",
    escape,
    {
        ("font-style", "italic"): between("{\\i ", "}"),
        ("font-style", "oblique"): between("{\\i ", "}"),
        ("font-style", "normal"): between("{\\i0 ", "}"),
        ("font-variant", "small-caps"): between("{\\scaps ", "}"),
        ("font-variant", "normal"): between("{\\scaps0 ", "}"),
        ("font-weight", "bold"): between("{\\b ", "}"),
        ("font-weight", "normal"): between("{\\b0 ", "}"),
        ("text-decoration", "underline"): between("{\\ul ", "}"),
        ("text-decoration", "none"): between("{\\ulnone ", "}"),
        ("vertical-align", "sup"): between("{\\super ", "}"),
        ("vertical-align", "sub"): between("{\\sub ", "}"),
        ("vertical-align", "baseline"): between("{\\nosupersub ", "}"),
    },
    link,
)
