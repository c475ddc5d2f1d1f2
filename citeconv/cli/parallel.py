"""`--jobs N`: files shared out among processes; what they write is joined in the files' order.

Each share's text goes to a temporary file, so that memory stays constant however large it is.
A format that cannot be written in parts (`Format.joints` is None) is left to one process.
"""

from __future__ import annotations

import argparse
import os
import signal
import tempfile
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING, Final

from citeconv import api
from citeconv.formats.folders import files_of
from citeconv.formats.format import Format
from citeconv.formats.mapping import Row
from citeconv.model.report import Report

if TYPE_CHECKING:
    from citeconv.cli.messages import Messages

#: A share of the work: enough that handing it out costs nothing beside it.
SHARE_BYTES: Final = 8 << 20
SHARE_FILES: Final = 400


@dataclass(frozen=True, slots=True)
class Task:
    """One share: its files, what to make of them, and where its text goes."""

    files: tuple[str, ...]
    from_: str | None
    encoding: str
    to: str
    options: Mapping[str, object]
    rows: Mapping[str, Sequence[Row]]
    part: str


def convert(
    inputs: Sequence[str],
    arguments: argparse.Namespace,
    target: Format | str,
    options: Mapping[str, object],
    rows: Mapping[str, Sequence[Row]],
    messages: Messages,
) -> Iterator[str] | None:
    """The text of all inputs; None where one process must do (one file, stdin, no joints)."""
    if not isinstance(target, Format) or "-" in inputs:
        return None
    if target.joints is None:
        messages.say(f"{target.name} cannot be written in parts; --jobs is not used")
        return None
    shares = _shares(inputs, messages.report)
    first, second = next(shares, None), next(shares, None)
    if first is None or second is None:
        return None
    tasks = (
        Task(files, arguments.from_, arguments.encoding, target.name, options, rows, str(number))
        for number, files in enumerate(_chain(first, second, shares))
    )
    return _joined(tasks, arguments.jobs, target.joints, messages.report)


def _chain(
    first: tuple[str, ...], second: tuple[str, ...], rest: Iterator[tuple[str, ...]]
) -> Iterator[tuple[str, ...]]:
    yield first
    yield second
    yield from rest


def _shares(inputs: Sequence[str], report: Report) -> Iterator[tuple[str, ...]]:
    """The inputs' files in groups of some size."""
    files: list[str] = []
    size = 0
    for given in inputs:
        for path in files_of(given, report):
            files.append(path)
            try:
                size += os.stat(path).st_size
            except OSError:
                pass  # the one who reads it will say so
            if size >= SHARE_BYTES or len(files) >= SHARE_FILES:
                yield tuple(files)
                files, size = [], 0
    if files:
        yield tuple(files)


def _joined(
    tasks: Iterator[Task], jobs: int, joints: tuple[str, str, str], report: Report
) -> Iterator[str]:
    """The texts of the tasks, in their order, with what belongs between them."""
    opening, between, closing = joints
    started = False
    with (
        tempfile.TemporaryDirectory(prefix="citeconv-") as folder,
        ProcessPoolExecutor(jobs, initializer=_begin_worker) as pool,
    ):
        running: deque[Future[tuple[str, Report]]] = deque()
        try:
            more = True
            while more or running:
                while more and len(running) < 2 * jobs:
                    task = next(tasks, None)
                    if task is None:
                        more = False
                    else:
                        running.append(pool.submit(convert_share, task, folder))
                if running:
                    part, said = running.popleft().result()
                    report.merge(said)
                    for number, text in enumerate(_text_of(part)):
                        if number == 0:
                            yield between if started else opening
                            started = True
                        yield text
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    if started:
        yield closing


def _text_of(part: str) -> Iterator[str]:
    path = Path(part)
    with path.open(encoding="utf-8", newline="") as file:
        while text := file.read(1 << 20):
            yield text
    path.unlink()


def _begin_worker() -> None:
    """Ctrl-C is the parent's to handle; a worker ends with its parent, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def convert_share(task: Task, folder: str) -> tuple[str, Report]:
    """Convert the files of a task into one text; runs in a process of the pool."""
    report = Report()
    learned: dict[str, object] = {}
    records = api.read(
        task.files,
        task.from_,
        report=report,
        encoding=task.encoding,
        rows=task.rows,
        learned=learned,
        **task.options,
    )
    pieces = api.write(
        records,
        task.to,
        report=report,
        rows=task.rows,
        learned=learned,
        part=True,
        **task.options,  # type: ignore[arg-type]
    )
    path = Path(folder) / task.part
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        file.writelines(api.buffered(pieces))
    return str(path), report
