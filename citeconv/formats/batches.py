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

    Where reading fails, the records before come first.
    """
    batch: list[Record] = []
    file = report.file
    try:
        for record in records:
            if len(batch) == SIZE or (batch and report.file != file):
                now, report.file = report.file, file
                yield batch
                report.file = now
                batch = []
            if not batch:
                file = report.file
            batch.append(record)
    except Exception:
        if batch:
            yield batch
        raise
    if batch:
        now, report.file = report.file, file
        yield batch
        report.file = now
