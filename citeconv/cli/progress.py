"""Progress of long work: a bar with rate and remaining time, on a terminal, after a second."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Final, Never, TypeVar

from citeconv.model.report import Report

if TYPE_CHECKING:
    from tqdm import tqdm

Item = TypeVar("Item")

#: Work shorter than this is not worth a bar.
PATIENCE: Final = 1.0
INTERVAL: Final = 0.1


class Progress:
    """Watches the records go by, and the bytes that were read for them."""

    def __init__(self, inputs: Sequence[str], report: Report) -> None:
        self._inputs = inputs
        self._report = report
        self._bar: tqdm[Never] | None = None

    def watch(self, items: Iterator[Item], every: int = 32) -> Iterator[Item]:
        """The same items; a bar appears if they take long. The clock is asked at each `every`th."""
        due = monotonic() + PATIENCE
        try:
            for count, item in enumerate(items):
                if not count % every and monotonic() > due:
                    self._show(max(count, self._report.records_read))
                    due = monotonic() + INTERVAL
                yield item
        finally:
            if self._bar is not None:
                self._bar.close()

    def _show(self, count: int) -> None:
        if self._bar is None:
            from tqdm import tqdm

            self._bar = tqdm(
                total=_total(self._inputs) or None,
                unit="B",
                unit_scale=True,
                file=sys.stderr,
                leave=False,
                ncols=_columns(),
                nrows=24,  # asked for, a pseudo-terminal may say 0, and nothing would be shown
                delay=0,
                desc="citeconv",
            )
        self._bar.set_postfix_str(f"{count:,} records", refresh=False)
        self._bar.update(self._report.bytes_read - self._bar.n)

    def clear(self) -> None:
        """Make room for a message; the bar comes again with the next item."""
        if self._bar is not None:
            self._bar.clear()


def _columns() -> int:
    """The width of the terminal; a pseudo-terminal may say that it has none."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def wanted() -> bool:
    """Whether somebody would see a bar."""
    return sys.stderr is not None and sys.stderr.isatty()


def _total(inputs: Sequence[str]) -> int:
    """The bytes of all inputs; 0 if standard input is among them."""
    from citeconv.formats.folders import files_of

    if "-" in inputs:
        return 0
    total = 0
    for given in inputs:
        for path in files_of(given, Report()):
            try:
                total += os.stat(path).st_size
            except OSError:
                continue  # reading it will say so
    return total
