"""The rows of a comma- or tab-separated table (RFC 4180), as a stream, with their lines.

A cell may hold line ends in quotation marks and be of any size. A quotation mark that is never
closed costs its own row: the next line that begins a row as `row_start` knows it, or the limit,
ends it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from citeconv.formats.source import Source
from citeconv.model.report import Report

#: The longest row.
MAX_ROW: Final = 16 << 20
#: Cells beyond this are more than the csv module takes by default.
_CSV_LIMIT: Final = 131_000


class Row(NamedTuple):
    """The cells of a row and the line where it begins."""

    cells: list[str]
    line: int


def rows_of(
    source: Source, report: Report, row_start: re.Pattern[str] | None = None
) -> Iterator[Row]:
    """Each row that is not empty; a broken one is reported and passed over."""
    held: list[str] = []
    length = start = 0
    is_open = False
    delimiter = ""

    def broken(why: str) -> None:
        raw = "\n".join(held)[:2000]
        report.add("record-invalid", why, file=source.name, line=start, source=raw)

    for number, line in enumerate(source.lines(), 1):
        if is_open and row_start is not None and row_start.match(line):
            broken("a quotation mark is not closed")
            held, length, is_open = [], 0, False
        if not held:
            start = number
        held.append(line)
        length += len(line) + 1
        is_open ^= bool(line.count('"') & 1)
        if is_open:
            if length > MAX_ROW:
                broken(f"a row of more than {MAX_ROW >> 20} MiB")
                held, length, is_open = [], 0, False
            continue
        text = "\n".join(held) if len(held) > 1 else line
        held, length = [], 0
        if not text or text.isspace():
            continue
        delimiter = delimiter or ("\t" if text.count("\t") > text.count(",") else ",")
        yield Row(_cells(text, delimiter), start)
    if held:
        broken("a quotation mark is not closed")


def _cells(text: str, delimiter: str) -> list[str]:
    if len(text) < _CSV_LIMIT:
        try:
            return next(csv.reader([text], delimiter=delimiter), [])
        except csv.Error:  # a quotation mark within a cell, which is none
            pass
    return _large_cells(text, delimiter)


def _large_cells(text: str, delimiter: str) -> list[str]:
    """The same for cells of any size, and with quotation marks anywhere."""
    cells: list[str] = []
    at, end = 0, len(text)
    while True:
        if text[at : at + 1] == '"':
            parts: list[str] = []
            at += 1
            while True:
                close = text.find('"', at)
                if close < 0:
                    close = end
                parts.append(text[at:close])
                at = close + 1
                if text[at : at + 1] != '"':
                    break
                parts.append('"')
                at += 1
            following = text.find(delimiter, at)
            following = end if following < 0 else following
            cells.append("".join(parts) + text[at:following])
        else:
            following = text.find(delimiter, at)
            following = end if following < 0 else following
            cells.append(text[at:following])
        if following >= end:
            return cells
        at = following + 1
