"""Text values of formats that are plain text but whose exporters leave HTML in them.

In: a tag's raw text with entities, elements of HTML and JATS, folded lines; out: Unicode with
CSL's inline markup alone, and back, so that what is written is read as the same text.
Entities: HTML Living Standard 13.5; those with a semicolon only, since a bare "&copy" is text.
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import Final

from citeconv.model.patterns import pattern
from citeconv.model.record import Value

_ENTITY: Final = pattern(r"&(?:#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));")
#: Elements of HTML and JATS that exporters leave in titles, abstracts and notes.
_NAMES: Final = (
    r"em|italic|strong|bold|inf|i|b|sub|sup|sc|p|br|hr|div|span|font|ul|ol|li|dl|dt|"
    r"dd|h[1-6]|a|u|s|tt|pre|code|small|big|table|tbody|thead|tr|td|th|sec|title|abstract|"
    r"abstracttext|label|blockquote|img|inline-formula"
)
_ELEMENT: Final = pattern(rf"<(?=[/a-z])(/?)(?:jats:)?({_NAMES})\b([^<>]{{0,200}})>", re.I)
#: Found in a tenth of the time, for no case is to be ignored.
_MAY_BE_ELEMENT: Final = pattern(r"</?[A-Za-z]")
_KEPT: Final = {
    "em": "i",
    "italic": "i",
    "i": "i",
    "strong": "b",
    "bold": "b",
    "b": "b",
    "inf": "sub",
    "sub": "sub",
    "sup": "sup",
    "sc": "sc",
}
_BLOCKS: Final = frozenset(
    "p br hr div ul ol li dl dt dd h1 h2 h3 h4 h5 h6 table tr sec title blockquote pre".split()
)
_CSL_SPAN: Final = pattern(r'\s+(?:class="nocase"|style="font-variant: ?small-caps;?")\s*\Z')


def _character(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        return html5.get(f"{name};", match[0])
    number = int(decimal) if decimal else int(hexadecimal, 16)
    if number in (9, 10, 13):
        return " "
    usable = 32 <= number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF
    return chr(number) if usable and not 0x7F <= number < 0xA0 else match[0]


def decode(text: str, break_: str = " ") -> str:
    """Text with its entities decoded and only CSL's inline elements left; `break_` for blocks."""
    if "<" in text:
        spans: list[bool] = []

        def element(match: re.Match[str]) -> str:
            closing, name, attributes = match[1], match[2].lower(), match[3]
            if name == "span":
                if closing:
                    return match[0] if spans and spans.pop() else ""
                spans.append(bool(_CSL_SPAN.match(attributes)))
                return match[0] if spans[-1] else ""
            kept = _KEPT.get(name)
            if kept:
                return f"<{closing}{kept}>"
            return break_ if name in _BLOCKS else ""

        if _MAY_BE_ELEMENT.search(text):
            text = _ELEMENT.sub(element, text)
    return _ENTITY.sub(_character, text) if "&" in text else text


_LITERAL_ENTITY: Final = pattern(r"&(?=#\d|#[xX]|[A-Za-z][A-Za-z0-9]{1,31};)")


def encode(text: str) -> str:
    """Text in which nothing will be taken for an entity or a foreign element when it is read."""
    if "&" in text:
        text = _LITERAL_ENTITY.sub("&amp;", text)
    if "<" in text and (
        _SPAN.search(text) is None or _FOREIGN.search(text) or decode(text) != text
    ):
        text = _NOT_OWN.sub("&lt;", text)
    return text


_OWN: Final = r"(?-i:/?(?:i|b|sub|sup|sc)>)"
_OWN_SPAN: Final = r'(?-i:span)\s+(?-i:class="nocase"|style="font-variant: ?small-caps;?")\s*>'
#: (A sign within it that is escaped, too, makes an element of `<a <p>`.)
_THERE: Final = rf"/?(?:jats:)?(?:{_NAMES})\b[^>]{{0,200}}>"
#: The beginning of an element that is none of CSL's own in CSL's spelling. (Measured: to replace
#: it without a call for each takes a fifth of the time.)
_NOT_OWN: Final = pattern(rf"<(?!{_OWN}|{_OWN_SPAN})(?={_THERE})", re.I)
_SPAN: Final = pattern(r"</?(?:jats:)?span", re.I)
#: … and no span, whose end is CSL's own or not by its beginning.
_FOREIGN: Final = pattern(rf"<(?!{_OWN}|/?span\b)(?={_THERE})", re.I)


#: White space that folding makes; spaces that don't break a line are the author's.
_SPACES: Final = pattern(r"[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")


def read_inline(text: str) -> str | None:
    """A title or the like: one line, its markup CSL's."""
    if "&" in text or "<" in text:
        text = decode(text)
    if text.isprintable() and "  " not in text:
        # no white space but single spaces: a third of the time
        return text.strip(" ") or None
    if text.isascii():
        return " ".join(text.split()) or None
    return _SPACES.sub(" ", text).strip(" ") or None


def write_inline(value: Value) -> str:
    if not isinstance(value, str):
        return ""
    return encode(value) if "&" in value or "<" in value else value


_WRAPPED: Final = range(50, 91)


def unfold(text: str) -> str:
    """Lines of one value as paragraphs: lines that were only wrapped at a width are joined."""
    lines = [line.strip() for line in text.split("\n")]
    wrapped = len(lines) > 2 and all(len(line) in _WRAPPED for line in lines[1:-1])
    if wrapped and len(lines[0]) in range(40, 91):
        return " ".join(line for line in lines if line)
    return "\n".join(line for line in lines if line)


def read_paragraphs(text: str) -> str | None:
    """An abstract or a note: its paragraphs kept, its markup CSL's."""
    if "\n" in text:
        text = unfold(text)
    if "&" in text or "<" in text:
        text = decode(text, "\n")
        if "\n" in text:
            text = unfold(text)
    return text.strip() or None


def read_url(text: str) -> str | None:
    """An address; `&amp;` is an exporter's mistake there, and angle brackets are no part of it."""
    url = " ".join(text.split()).replace("&amp;", "&")
    if url[:1] == "<" and url[-1:] == ">":
        url = url[1:-1]
    return url or None


def read_plain(text: str) -> str | None:
    return " ".join(text.split()) or None


def write_plain(value: Value) -> str:
    return value if isinstance(value, str) else ""
