"""Records in small lists, for writers that are faster with several at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from citeconv.model.record import Record
from citeconv.model.report import Report

#: More at once is no faster.
SIZE: Final = 128


def batches(records: Iterable[Record], report: Report) -> Iterator[list[Record]]:
    """Lists of at most `SIZE` records of one file, which is the report's while each is written.

    Where reading fails, the records before come first. Each record is as it was when it came, also
    where whoever gives them fills one record again and again.
    """
    batch: list[Record] = []
    file = report.file
    try:
        for record in records:
            if len(batch) == SIZE or (batch and report.file != file):
                yield from _of_file(file, batch, report)
                batch = []
            if not batch:
                file = report.file
            batch.append(_as_it_is(record))
    except Exception:
        if batch:
            yield from _of_file(file, batch, report)
        raise
    if batch:
        yield from _of_file(file, batch, report)


def _of_file(file: str, batch: list[Record], report: Report) -> Iterator[list[Record]]:
    """A batch, its file the report's until it is written."""
    now, report.file = report.file, file
    try:
        yield batch
    finally:
        report.file = now


def _as_it_is(record: Record) -> Record:
    """The record with dictionaries of its own (measured: 1 µs of the 100 that writing one takes)."""
    twin = Record.__new__(Record)
    twin.type, twin.id, twin.origin = record.type, record.id, record.origin
    twin.variables, twin.extra = record.variables.copy(), record.extra.copy()
    return twin
