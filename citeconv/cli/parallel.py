"""`--jobs N`: files, and parts of large ones, shared out among processes.

What the processes write is joined in the inputs' order. Each share's text goes to a temporary
file, so that memory stays constant however large it is. A format that cannot be written in parts
(`Format.joints` is None) is left to one process.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from citeconv import api
from citeconv.cli.processes import in_order
from citeconv.formats import registry
from citeconv.formats.cuts import Span, SpanFile, placed, spans
from citeconv.formats.folders import files_of
from citeconv.formats.format import Format, Mark, Options, Settle
from citeconv.formats.mapping import Row
from citeconv.formats.source import Source
from citeconv.model.report import FormatError, Report
from citeconv.output import encoded

if TYPE_CHECKING:
    import argparse

    from citeconv.cli.messages import Messages

#: A share of the work: enough that handing it out costs nothing beside it.
SHARE_BYTES: Final = 8 << 20
SHARE_FILES: Final = 400
#: A part of a file that is cut: from this size on it is worth it.
LEAST_PART: Final = 1 << 19
#: Parts for each process that what is left of a file would make: they become smaller towards its end, for the last to
#: be done is waited for.
PARTS_EACH: Final = 2


class Share(NamedTuple):
    """Files to be read one after another, or a part of one."""

    files: tuple[str, ...]
    span: Span | None = None
    from_: str | None = None


class Task(NamedTuple):
    """One share, what to make of it, and where its text goes."""

    share: Share
    encoding: str
    to: str
    options: Mapping[str, object]
    rows: Mapping[str, Sequence[Row]]
    part: str


class Part(NamedTuple):
    """What a process made of a share: its text; the lengths of its pieces where they are to be settled."""

    path: str
    report: Report
    learned: dict[str, object]
    lines: int = 0
    pieces: tuple[int, ...] = ()
    marks: tuple[Mark, ...] = ()


def convert(
    inputs: Sequence[str],
    arguments: argparse.Namespace,
    target: Format | str,
    options: Mapping[str, object],
    rows: Mapping[str, Sequence[Row]],
    messages: Messages,
) -> Iterator[bytes] | None:
    """The text of all inputs, in UTF-8; None where one process must do (standard input, one small file)."""
    if not isinstance(target, Format) or "-" in inputs:
        return None
    if target.joints is None:
        if not messages.quiet:
            messages.say(f"{target.name} cannot be written in parts; --jobs is not used")
        return None
    shares = _shares(inputs, arguments, messages.report)
    first, second = next(shares, None), next(shares, None)
    if first is None or second is None:
        return None
    tasks = (
        Task(share, arguments.encoding, target.name, options, rows, str(number))
        for number, share in enumerate(chain((first, second), shares))
    )
    return _joined(tasks, arguments.jobs, target, Options(options), messages.report)


# --- sharing out ------------------------------------------------------------------------------


def _shares(
    inputs: Sequence[str], arguments: argparse.Namespace, report: Report
) -> Iterator[Share]:
    """The inputs' files in groups of some size, large ones in parts."""
    files: list[str] = []
    size = 0
    for given in inputs:
        for path in files_of(given, report):
            try:
                length = os.stat(path).st_size
            except OSError:
                length = 0  # the one who reads it will say so
            parts = _parts(path, length, arguments)
            first, second = next(parts, None), next(parts, None)
            if first is not None and second is not None:
                if files:
                    yield Share(tuple(files), from_=arguments.from_)
                    files, size = [], 0
                yield from chain((first, second), parts)
                continue
            files.append(path)
            size += length
            if size >= SHARE_BYTES or len(files) >= SHARE_FILES:
                yield Share(tuple(files), from_=arguments.from_)
                files, size = [], 0
    if files:
        yield Share(tuple(files), from_=arguments.from_)


def _parts(path: str, size: int, arguments: argparse.Namespace) -> Iterator[Share]:
    """The parts of a file that its format allows to be cut; none or one where it cannot be."""
    if arguments.encoding or size < 2 * LEAST_PART:
        return
    try:
        with open(path, "rb", buffering=0) as file:
            chosen = arguments.from_ or registry.detect(Source(file, path)).name
        boundary = registry.get(chosen).boundary
    except (OSError, FormatError):
        return  # whoever reads it will say so
    if boundary is not None:
        parts: int = PARTS_EACH * arguments.jobs

        def share(left: int) -> int:
            return min(SHARE_BYTES, max(LEAST_PART, left // parts))

        for span in spans(path, share, boundary):
            yield Share((), span, chosen)


# --- joining ----------------------------------------------------------------------------------


def _joined(
    tasks: Iterator[Task], jobs: int, target: Format, options: Options, report: Report
) -> Iterator[bytes]:
    """The texts of the tasks, in their order, with what belongs between them."""
    assert target.joints is not None
    opening, between, closing = target.joints
    settle = target.settle(report, options) if target.settle else None
    learned: dict[str, object] = {}
    started = False
    for part in _made(tasks, jobs, report):
        learned |= part.learned
        for number, text in enumerate(_text_of(part, settle)):
            if number == 0:
                yield (between if started else opening).encode()
                started = True
            yield text
    if started:
        yield closing.encode()
    if settle and target.write:  # what stands beside the records
        yield from encoded(target.write((), report, Options(options.values, learned)))


def _made(tasks: Iterator[Task], jobs: int, report: Report) -> Iterator[Part]:
    """The parts in the tasks' order; their diagnostics go into `report`."""
    lines, told = 0, set[str]()
    with _temporary_folder() as folder:
        for task, part in in_order(tasks, partial(convert_share, folder=folder), jobs):
            span = task.share.span
            if span is not None:
                if not span.start:
                    lines, told = 0, set()
                placed(part.report, lines, told)
                lines += part.lines
            report.merge(part.report)
            yield part


@contextmanager
def _temporary_folder() -> Iterator[str]:
    """A folder of nobody else's, as tempfile makes it, whose import takes as long as 200 records."""
    folder = os.path.join(os.environ.get("TMPDIR") or "/tmp", f"citeconv-{os.urandom(8).hex()}")
    try:
        os.mkdir(folder, 0o700)
    except OSError:  # there is no such place
        from tempfile import mkdtemp

        folder = mkdtemp(prefix="citeconv-")
    try:
        yield folder
    finally:
        for name in os.listdir(folder):
            os.unlink(os.path.join(folder, name))
        os.rmdir(folder)


def _text_of(part: Part, settle: Settle | None) -> Iterator[bytes]:
    changes = [settle(mark) for mark in part.marks] if settle else []
    if any(changes):
        with open(part.path, encoding="utf-8", newline="") as file:
            for length, change in zip(part.pieces, changes):
                text = file.read(length)
                yield (text.replace(*change, 1) if change else text).encode()
    else:
        with open(part.path, "rb") as whole:
            while block := whole.read(1 << 20):
                yield block
    os.unlink(part.path)


# --- in a process of the pool -----------------------------------------------------------------


def convert_share(task: Task, folder: str) -> Part:
    """Convert the files of a task into one text."""
    report = Report()
    learned: dict[str, object] = {}
    share = task.share
    span = SpanFile(share.span) if share.span else None
    records = api.read(
        [span] if span else share.files,  # type: ignore[list-item]
        share.from_,
        report=report,
        encoding=task.encoding,
        rows=task.rows,
        learned=learned,
        **task.options,
    )
    settles = registry.get(task.to).settle is not None
    marks: list[Mark] = []
    pieces = api.write(
        records,
        task.to,
        report=report,
        rows=task.rows,
        learned=learned,
        part=True,
        marks=marks if settles else None,
        **task.options,  # type: ignore[arg-type]
    )
    path = os.path.join(folder, task.part)
    lengths: list[int] = []
    with open(path, "wb") as file:
        file.writelines(encoded(_measured(pieces, lengths) if settles else pieces))
    lines = span.lines if span else 0
    return Part(path, report, learned, lines, tuple(lengths), tuple(marks))


def _measured(pieces: Iterable[str], lengths: list[int]) -> Iterator[str]:
    for piece in pieces:
        lengths.append(len(piece))
        yield piece
