"""The plain path of reading .bib files: one irregular entry at a time, with bibtexparser 2.

What the fast path declines comes here: braces deeper than its expressions, entries without key or comma, values
without an end.  bibtexparser's splitter reads what is merely unusual; an entry that it refuses, or that never closes,
is cut at what looks like the starts of its fields, so that one slip costs one value and is reported.

In: the text of one entry.  Out: an `Entry` as the fast path would make it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from citeconv.formats.mapping import Entry
from citeconv.model.patterns import pattern
from citeconv.model.report import Report

#: Types whose `@type{` starts an entry even in the middle of a line.
_TYPES: Final = (
    "article|book|booklet|bookinbook|collection|conference|dataset|electronic|inbook|incollection|inproceedings|"
    "inreference|manual|mastersthesis|misc|mvbook|online|patent|periodical|phdthesis|proceedings|reference|report|"
    "software|techreport|thesis|unpublished|www|string|comment|preamble"
)
_START: Final = pattern(
    rf"^[ \t]*@\s*[A-Za-z][\w:+*/.-]*\s*[{{(]|@(?:{_TYPES})\s*[{{(]\s*[^\s,{{}}()=]*\s*[,=]",
    re.IGNORECASE | re.MULTILINE,
)
_ENTRY: Final = pattern(r"@\s*([A-Za-z][\w:+*/.-]*)\s*([{(])")
_BRACES: Final = pattern(r"\{+|\}+")
_PARENTHESES: Final = pattern(r"\{+|\}+|[()\"]")
#: Braces, and groups side by side that hold none: these change nothing, and are taken at once.
_BRACES_AND_FLAT: Final = pattern(r"((?:\{[^{}]*+\}[^{}]*+)++)|\{+|\}+")
#: The same where escaped braces are text.
_UNESCAPED: Final = pattern(
    r"((?:(?:\\.|\{[^\\{}]*+(?:\\.[^\\{}]*+)*+\})[^\\{}]*+)++)|\{+|\}+", re.DOTALL
)
_UNESCAPED_PARENTHESES: Final = pattern(r"\\.|\{+|\}+|[()\"]", re.DOTALL)
_FIELD_AT_LINE: Final = pattern(
    r"(?:^|[,}\"])[ \t]*([A-Za-z][\w:+./-]*)[ \t]*=[ \t]*(?=[{\"\w\n])", re.MULTILINE
)
_FIELD_ANYWHERE: Final = pattern(r"(?:^|,)\s*([A-Za-z][\w:+./-]*)\s*=\s*(?=[{\"\w])")
_KEY: Final = pattern(r"\s*([^,={}\"\n]*?)[ \t]*(,|\n|$)")
_FIELD_FIRST: Final = pattern(r"\s*[A-Za-z][\w-]*\s*=")
_KEY_SPACED: Final = pattern(r"\s*([^\s,={}\"]+)\s+(?=[A-Za-z][\w-]*\s*=)")
_GLUED: Final = pattern(r"\s*,?\s*([A-Za-z][\w-]*)\s*=\s*(?=[{\"\w])")

_NOTHING: Final = "an entry without key and fields"
#: What may stand for an @: characters that no text should have (Unicode 23.7), of which one is taken that it has not.
_NO_TEXT: Final = "".join(map(chr, range(0xFDD0, 0xFDF0)))
#: An entry longer than this is not handed to the splitter.
_LONGEST: Final = 4 << 20
#: Braces within braces; what nests deeper is never closed.
_DEEPEST: Final = 10_000


# -- places --------------------------------------------------------------------------------------------


def starts_entry(buffer: str, at: int) -> bool:
    """Whether `@` here is followed by a word and a delimiter."""
    return _ENTRY.match(buffer, at) is not None


class Starts:
    """Where entries begin in a text that is read from its start to its end.

    What was found is kept: a line may hold any number of entries, and no beginning of the next one behind them.
    """

    __slots__ = ("_found", "_from", "_next", "_text")

    def __init__(self) -> None:
        self._text = ""
        self._from = self._found = self._next = -1

    def after(self, text: str, place: int) -> int:
        """The next place at or after this one where an entry begins; the end if none does."""
        if text is not self._text or not self._from <= place <= self._found:
            match = _START.search(text, place)
            self._text, self._from = text, place
            self._found = match.start() if match else len(text)
            self._next = text.index("@", match.start()) if match else len(text)
        return self._next


def closing(buffer: str, place: int, limit: int, *, escapes: bool = False) -> int:
    """The delimiter that closes the one at a place, or -1; with `escapes`, those behind a backslash are text."""
    opening = buffer[place : place + 1]
    if buffer.find(")" if opening == "(" else "}", place, place + limit) < 0:
        return -1
    if opening == "{":
        signs = _UNESCAPED if escapes else _BRACES_AND_FLAT
        return _closing_brace(buffer, place, min(len(buffer), place + limit), signs)
    quoted = False
    depth, parentheses = 0, opening == "("
    signs = _BRACES
    if parentheses:
        signs = _UNESCAPED_PARENTHESES if escapes else _PARENTHESES
    for match in signs.finditer(buffer, place, place + limit):
        sign = match.group()
        if sign[0] == "{":
            depth += len(sign)
            if depth > _DEEPEST:
                return -1
        elif sign[0] == "}":
            if 0 < depth <= len(sign) and not parentheses:
                return match.start() + depth - 1
            depth -= len(sign)
        elif sign == '"' and depth == 0:
            quoted = not quoted
        elif sign == ")" and depth == 0 and not quoted:
            return match.start()
    return -1


def _closing_brace(buffer: str, place: int, end: int, signs: re.Pattern[str]) -> int:
    """The brace that closes the one at a place, or -1. (Measured: a tenth of the time of brace by brace.)"""
    depth = 1
    for match in signs.finditer(buffer, place + 1, end):
        if match.lastindex:
            continue
        length = match.end() - match.start()
        if buffer[match.start()] == "{":
            depth += length
            if depth > _DEEPEST:
                return -1
        elif depth <= length:
            return match.start() + depth - 1
        else:
            depth -= length
    return -1


def extent(buffer: str, at: int, starts: Starts) -> tuple[int, bool]:
    """Where the entry at a place ends, and whether it is closed there.

    BibTeX counts `\\{` and `\\}` as braces.  Where that leaves half an entry behind, they are taken as text.
    """
    end = starts.after(buffer, at + 1)
    head = _ENTRY.match(buffer, at)
    place = head.end() - 1 if head else at
    close = closing(buffer, place, end - place)
    if buffer.find("\\", place, end if close < 0 else close) >= 0 and (
        close < 0 or _FIELD_LEFT.search(buffer[close + 1 : min(end, close + 5000)])
    ):
        unescaped = closing(buffer, place, end - place, escapes=True)
        if unescaped >= 0:
            close = unescaped
    if close < 0 and buffer.find(")" if buffer[place] == "(" else "}", end, end + 2000) >= 0:
        # `@` at the start of a line within a value: only if its braces close soon.
        following = starts.after(buffer, end + 1)
        beyond = closing(buffer, place, min(end - place + 2000, following - place))
        if 0 <= beyond < following and buffer[beyond + 1 : following].strip() == "":
            close = beyond
    return (close + 1, True) if close >= 0 else (end, False)


#: A field left behind an entry: the entry did not end where its braces said.
_FIELD_LEFT: Final = pattern(r"^[\s,]*[A-Za-z][\w-]*\s*=\s*[{\"]", re.MULTILINE)


def tell_held(
    buffer: str, at: int, end: int, starts: Starts, line_at: Callable[[int], int], report: Report
) -> None:
    """Report what begins like an entry within another, as where a brace is missing and others are too many."""
    while (at := starts.after(buffer, at + 1)) < end:
        held = buffer[at : min(end, at + 200)]
        report.add("record-doubtful", held.partition("\n")[0], line=line_at(at))


# -- one entry -----------------------------------------------------------------------------------------


def read(
    text: str, line: int, closed: bool, evaluate: Callable[[str], str], report: Report
) -> Entry | None:
    """One entry from its text; reports what had to be repaired, or that nothing could be read."""
    head = _ENTRY.match(text)
    if head is None:
        return None
    kind = head.group(1).lower()
    body = text[head.end() : -1 if closed else None]
    if not body or body.isspace():
        report.add("record-invalid", _NOTHING, line=line, source=text)
        return None
    body, repaired = _with_key(body)
    raw: list[tuple[str, str]] | None = None
    key = body.partition(",")[0].strip()
    if closed and len(text) < _LONGEST:
        raw = _split(kind, body)
    if raw is None:
        raw = _salvage(body.partition(",")[2])
        repaired = "a value or the entry is not closed"
    named = [(_uncommented(name).lower(), value) for name, value in raw]
    fields = [(name, evaluate(value.strip())) for name, value in named if name]
    if not fields and not key:
        report.add("record-invalid", _NOTHING, line=line, source=text)
        return None
    if repaired:
        report.add("syntax-repaired", repaired, line=line, record=key, source=text)
    return Entry(kind, key, fields, line)


def _uncommented(name: str) -> str:
    """A field's name without biber's comments before it; "" for a field that is one."""
    while name[:1] == "%":
        name = name.partition("\n")[2].strip()
    return name


def _with_key(body: str) -> tuple[str, str]:
    """The body with a key and a comma at its start, and what was missing."""
    match = _KEY.match(body)
    if match and match.group(2) == ",":
        return body, ""
    if _FIELD_FIRST.match(body):
        return "," + body, "the entry has no key"
    spaced = _KEY_SPACED.match(body)
    if spaced:
        return f"{spaced.group(1)},{body[spaced.end() :]}", "a comma is missing after the key"
    if match and match.group(2):
        return f"{match.group(1)},{body[match.end() :]}", "a comma is missing after the key"
    before, comma, after = body.partition(",")
    if comma and "=" not in before:
        return re.sub(r"[{}\"\s]+", "", before) + "," + after, "the key holds what no key may"
    return "," + body, "the entry has no key"


def _split(kind: str, body: str) -> list[tuple[str, str]] | None:
    """The raw fields as bibtexparser reads them, or None if it cannot."""
    import logging

    from bibtexparser.model import DuplicateFieldKeyBlock
    from bibtexparser.model import Entry as Block
    from bibtexparser.splitter import Splitter

    # It logs what it cannot read; our report says it.
    logger = logging.getLogger("bibtexparser")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    # the splitter takes an @ at the start of a line for an entry's, within braces too
    fields = body.partition(",")[2]
    mark = next((sign for sign in _NO_TEXT if sign not in fields), "")
    if not mark:
        return None
    fields = fields.replace("@", mark)
    try:
        blocks = Splitter(f"@{kind}{{k,{fields}}}").split().blocks
    except IndexError:
        # the splitter's own slip on a field without a name (`@a{k,{=}}`)
        return None
    if len(blocks) != 1:
        return None
    block: object = blocks[0]
    if isinstance(block, DuplicateFieldKeyBlock):
        block = block.ignore_error_block
    if not isinstance(block, Block):
        return None
    raw: list[tuple[str, str]] = []
    for field in block.fields:
        raw += _unglued(field.key.replace(mark, "@"), str(field.value).replace(mark, "@"))
    return raw


def _unglued(name: str, value: str) -> list[tuple[str, str]]:
    """`a} author = {b`: a comma is missing between two fields."""
    fields: list[tuple[str, str]] = []
    while value[:1] == "{":
        end = closing(value, 0, len(value))
        glued = _GLUED.match(value, end + 1) if end > 0 else None
        if glued is None or len(fields) > 1000:
            break
        fields.append((name, value[: end + 1]))
        name, value = glued.group(1), value[glued.end() :]
    fields.append((name, value))
    return fields


def _salvage(body: str) -> list[tuple[str, str]]:
    """The fields of an entry whose braces do not match: cut at what looks like the start of a field."""
    pattern = _FIELD_AT_LINE if "\n" in body else _FIELD_ANYWHERE
    starts = list(pattern.finditer(body))
    fields = []
    for index, match in enumerate(starts):
        end = starts[index + 1].start() if index + 1 < len(starts) else len(body)
        value = (
            body[match.end() : end + 1 if body[end : end + 1] in ("}", '"') else end]
            .strip()
            .rstrip(",")
            .rstrip()
        )
        if index + 1 == len(starts) and value.endswith("}}"):
            value = value[:-1]
        fields.append((match.group(1), _rebalanced(value)))
    return fields


def _rebalanced(value: str) -> str:
    """A raw value in delimiters, its inner braces matched: what closes nothing goes, what is open is closed."""
    inner = value
    if inner[:1] in ("{", '"'):
        closer = "}" if inner[0] == "{" else '"'
        inner = inner[1:]
        if inner.endswith(closer):
            inner = inner[:-1]
    elif re.fullmatch(r"[\w.-]+", inner):
        return inner
    pieces: list[str] = []
    depth, place = 0, 0
    for match in _UNESCAPED.finditer(inner):
        if match.lastindex:
            continue
        sign = match.group()
        if sign[0] == "{":
            depth += len(sign)
        else:
            if depth < len(sign):
                pieces.append(inner[place : match.start() + depth])
                place = match.end()
                depth = 0
                continue
            depth -= len(sign)
    pieces.append(inner[place:])
    return "{" + "".join(pieces) + "}" * depth + "}"
