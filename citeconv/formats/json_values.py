"""The JSON values of a stream: one object, an array's items, `{"items": […]}`, JSON Lines.

RFC 8259, read over a buffer that slides along, so that a file of any size is read in constant
memory. A broken value is reported and passed over; what looks like the next one goes on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from citeconv.formats.source import Source
from citeconv.model.patterns import pattern
from citeconv.model.report import Report

_BLANK: Final = pattern(r"[\s,]*")
_LAST_BRACKET: Final = pattern(r"\]\s*\Z")
_OPENING: Final = pattern(r"\s*(?:\[|\{\s*\"(?:items|references)\"\s*:\s*\[)")
#: Where the next item begins after a broken one that did not begin a line: an object, after the
#: end of another, whose first key is an item's, not a name's or date's.
_NEXT_ITEM: Final = pattern(
    r"\}\s*,?\s*(?=\{\s*\"(?:id|type|title|citation-key|DOI|author|paper_id)\"\s*:)|\n(?=[\[{])"
)
_SURROGATE: Final = pattern(r"\\u[dD][89a-fA-F]")
#: An item longer than this is no reference.
MAX_ITEM: Final = 64 << 20
#: No more white space than this is remembered.
_MAX_GAP: Final = 200


def json_values(source: Source, report: Report) -> Iterator[tuple[object, int]]:
    """(value, line) pairs; a broken value is reported and passed over."""
    return iter(_Values(source, report))


class _Values:
    """The JSON values of a stream, one after another, over a buffer that slides along."""

    def __init__(self, source: Source, report: Report) -> None:
        self.blocks = source.blocks()
        self.report = report
        self.buffer = ""
        #: Where reading goes on, and where what stands since the value before begins.
        self.at = self.gap = 0
        #: The beginning of the text begins a line.
        self.lead = "\n"
        #: The number of the line at a place of the buffer.
        self.line, self.counted = 1, 0
        self.more = True
        #: The text has escapes.
        self.escaped = False
        self.decode = json.JSONDecoder().raw_decode

    def fill(self, size: int = 0) -> bool:
        """Drop what was read and append input, at least `size` characters if there are as many."""
        kept = max(self.gap, self.at - _MAX_GAP)
        self.count_lines(kept)
        pieces = [self.buffer[kept:]]
        gained = 0
        for block in self.blocks:
            pieces.append(block)
            gained += len(block)
            if gained > size:
                break
        else:
            self.more = False
        self.buffer = "".join(pieces)
        self.escaped = "\\" in self.buffer
        self.at, self.gap, self.counted = self.at - kept, 0, self.counted - kept
        return gained > 0

    def count_lines(self, to: int) -> int:
        """The number of the line at a place that is not before the last one asked for."""
        # in a file of one line, to look for an end of it takes a twentieth of the time of counting
        if self.buffer.find("\n", self.counted, to) >= 0:
            self.line += self.buffer.count("\n", self.counted, to)
        self.counted = to
        return self.line

    def __iter__(self) -> Iterator[tuple[object, int]]:
        """(value, line) pairs; a broken value is reported and passed over."""
        self.fill()
        opening = _OPENING.match(self.buffer)
        if opening:
            self.at = self.gap = opening.end()
            self.lead = ""
        blank, decode = _BLANK.match, self.decode
        while True:
            buffer = self.buffer
            self.at = at = blank(buffer, self.at).end()  # type: ignore[union-attr]  # it matches ""
            if at >= len(buffer):
                if not self.more or not self.fill():
                    return
                continue
            if buffer[at] == "]" and (
                opening or (not self.more and _LAST_BRACKET.match(buffer, at))
            ):
                return  # of the array, or of the one that a part of a file belongs to
            try:
                value, end = decode(buffer, at)
            except (ValueError, RecursionError) as error:
                waiting = len(buffer) - at
                if self.more and waiting < MAX_ITEM and _ends_early(error, len(buffer)):
                    self.fill(waiting)
                    continue
                self.recover(error)
                continue
            if end == len(buffer) and self.more:
                self.fill()  # a number or word may go on in the next block
                continue
            line = self.count_lines(at)
            if (
                self.escaped
                and buffer.find("\\", at, end) >= 0
                and _SURROGATE.search(buffer, at, end)
            ):
                value = without_surrogates(value)
            self.at = self.gap = end
            self.lead = ""
            yield value, line

    def recover(self, error: Exception) -> None:
        """Report a broken value, and go on at what looks like the next one."""
        message = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        line = self.count_lines(self.at)
        if isinstance(error, json.JSONDecodeError):
            line += self.buffer.count("\n", self.at, error.pos)
        self.report.add(
            "record-invalid",
            f"not valid JSON: {message}",
            line=line,
            source=self.buffer[self.at : self.at + 200],
        )
        # items that begin a line do so at one indentation, and what they hold does at others
        gap = self.lead + self.buffer[self.gap : self.at]
        _, begins_line, indent = gap[-_MAX_GAP:].rpartition("\n")
        next_item = re.compile(rf"\n{indent}(?=\{{)") if begins_line else _NEXT_ITEM
        start = max(self.at + 1, getattr(error, "pos", 0))
        while True:
            match = next_item.search(self.buffer, start)
            if match:
                self.gap, self.at = match.start(), match.end()
                return
            self.at = self.gap = max(self.at, len(self.buffer) - _MAX_GAP)
            if not self.more or not self.fill():
                self.at = self.gap = len(self.buffer)
                return
            start = 0


def _ends_early(error: Exception, length: int) -> bool:
    """Whether a value may be broken only because the buffer ends inside it."""
    if not isinstance(error, json.JSONDecodeError):
        return False
    return error.msg.startswith("Unterminated string") or error.pos >= length - 12


def without_surrogates(value: object) -> object:
    """The value with lone surrogates replaced: they are no text and cannot be written."""
    text = json.dumps(value, ensure_ascii=False)
    clean = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return json.loads(clean)
