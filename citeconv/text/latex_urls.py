"""URLs, paths and other verbatim values, as LaTeX bibliographies hold them.

In: the text of a `url`, `doi`, `eprint` or `file` field.  The manual of biblatex (2.2.1) takes such fields as they
are written; people escape them all the same, so escapes are undone.  Out again: never escaped for LaTeX, for the
field is verbatim; what would break out of the braces or of `\\url{…}` is percent-encoded.
"""

from __future__ import annotations

import re

from citeconv.model.patterns import pattern
from citeconv.text import latex_tables as tables

_URL_ESCAPED = pattern(
    r"\\([&%$#_{}~^\-])(?:\{\})?|\{\}|\\(?:textunderscore|_)\s?|\$\\sim\$|\{\\textasciitilde\s*(?:\{\})?\}|\\textasciitilde(?:\{\})?|\{[~_]\}|\{\\[_~](?:\{\})?\}"
)


_PLAIN = pattern(r"[A-Za-z0-9:/.?=&_%#~+,;@!()*'-]*\Z")


def decode_url(text: str) -> str:
    """A URL or path as people write it in LaTeX: escapes undone, `\\url{…}` opened, nothing else touched."""
    text = text.strip()
    if _PLAIN.match(text):
        return text
    if text.startswith("\\") and text.endswith("}"):
        opened = re.match(r"\\(?:url|nolinkurl|path|href)\s*\{(.*)\}\Z", text, re.DOTALL)
        if opened:
            text = opened.group(1).split("}{")[0].strip()
    elif text[:1] == "<" and text[-1:] == ">":
        text = text[1:-1]
    if "\\" in text or "{}" in text:
        text = _URL_ESCAPED.sub(_url_character, text)
    if "{" in text and text.count("{") == text.count("}"):
        # a{\_}b: braces in a URL are LaTeX's
        text = text.replace("{", "").replace("}", "")
    if "\n" in text or "\t" in text:
        text = re.sub(r"(?<!\s)\s++", _unless_broken, text)
    return text


def _unless_broken(match: re.Match[str]) -> str:
    """Blanks as they stand; none where a line was broken."""
    blanks = match.group()
    return "" if any(sign in blanks for sign in "\n\t\r") else blanks


def _url_character(match: re.Match[str]) -> str:
    if match.group(1):
        return match.group(1)
    found = match.group()
    if "_" in found or "underscore" in found:
        return "_"
    return "" if found == "{}" else "~"


def encode_url(text: str, ascii_only: bool = False) -> str:
    """A URL as a verbatim field holds it: only what would break out of the braces is percent-encoded."""
    if _URL_SAFE.fullmatch(text):
        return text
    return _URL_UNSAFE_ASCII.sub(_percent, text) if ascii_only else _URL_UNSAFE.sub(_percent, text)


_URL_SAFE = pattern(r"[!#$%&'()*+,./0-9:;=?@A-Z\[\]_a-z~<>|-]*")
_URL_UNSAFE = pattern(r"[\\{}^\s\x00-\x1f\x7f\ud800-\udfff]")
_URL_UNSAFE_ASCII = pattern(r"[\\{}^\s\x00-\x1f]|[^\x00-\x7e]")


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode("utf-8", "replace"))


_COMMAND = pattern(r"(\\+)([A-Za-z@]*)")
#: Commands that only print: accents, letters, fonts.
_HARMLESS = (
    frozenset(tables.SYMBOLS)
    | frozenset(tables.ACCENTS)
    | frozenset(tables.MARKUP)
    | frozenset(tables.DECLARATIONS)
    | {"noopsort"}
)


def verbatim(text: str) -> str:
    """A value that is no text but a path, a list of keys, a program's note: as it stands, unless it could do harm.

    Braces that do not match are dropped; a backslash that would start a command is doubled.
    """
    if "\\" in text:
        text = _COMMAND.sub(_disarmed, text)
    if "{" in text or "}" in text:
        depth = 0
        for brace in re.findall(r"[{}]", text):
            depth += 1 if brace == "{" else -1
            if depth < 0:
                break
        if depth:
            text = text.replace("{", "").replace("}", "")
    return text


def _disarmed(match: re.Match[str]) -> str:
    slashes, name = match.groups()
    if len(slashes) % 2 == 0 or (name and name in _HARMLESS):
        return match.group()
    if name or match.end() == len(match.string):
        return slashes + "\\" + name
    return match.group()
