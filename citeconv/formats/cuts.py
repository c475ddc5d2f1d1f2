"""Where a large file may be cut into parts that are read as files of their own.

A format that allows it says by which bytes a record surely begins, whatever stands before
(`Boundary`, in `Format.boundary`). Compressed files, and encodings other than UTF-8 and its
kin, are not cut.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, pairwise
from typing import BinaryIO, Final, NamedTuple

from citeconv.model.report import Diagnostic, Report

_BLOCK: Final = 1 << 20
#: How far a boundary is looked for behind the place where a part should end: at first, and at most.
_NEAR: Final = 1 << 16
_REACH: Final = 1 << 23
#: Longer than any hindrance, and than any boundary.
_OVERLAP: Final = 256
#: What a source reports once for a file.
_OF_A_FILE: Final = frozenset(("control-character", "encoding-guessed", "encoding-damaged"))
#: What a reader reports once for each detail.
_OF_A_DETAIL: Final = frozenset(("macro-undefined",))


class Boundary(NamedTuple):
    """How a format's records are told apart without reading them; regular expressions of bytes."""

    #: Ends where a record begins.
    before: bytes
    #: Where one of these stands anywhere, what is read depends on what stands elsewhere: no cuts.
    #: (a word in lower case without which it need not be looked for, what is looked for)
    hindrances: tuple[tuple[bytes, bytes], ...] = ()
    #: A record begins only where all braces are closed.
    braces: bool = False
    #: What a string is, within which braces are text.
    string: bytes = b""


Share = Callable[[int], int]


class Span(NamedTuple):
    """A part of a file, in bytes."""

    path: str
    start: int
    end: int


def spans(path: str, share: Share, boundary: Boundary) -> Iterator[Span]:
    """The parts of a file; one of them where it cannot be cut.

    `share` tells of how many bytes to make a part, by how many are left.
    """
    size = os.stat(path).st_size
    with open(path, "rb") as file:
        if b"\0" in file.read(1000) or _is_hindered(file, boundary.hindrances):
            yield Span(path, 0, size)
            return
        places = _places(file, size, share, boundary)
        if boundary.braces:
            places = _closed(file, places, boundary.string)
        for start, end in pairwise(chain((0,), places, (size,))):
            yield Span(path, start, end)


def _is_hindered(file: BinaryIO, hindrances: tuple[tuple[bytes, bytes], ...]) -> bool:
    if not hindrances:
        return False
    file.seek(0)
    tail = b""
    while block := file.read(_BLOCK):
        text = (tail + block).lower()
        if any(word in text and re.search(pattern, text) for word, pattern in hindrances):
            return True
        tail = block[-_OVERLAP:]
    return False


def _places(file: BinaryIO, size: int, share: Share, boundary: Boundary) -> Iterator[int]:
    """Where the parts behind the first may begin."""
    pattern = re.compile(boundary.before)
    wanted = length = share(size)
    while wanted < size - length // 2:
        for reach in (_NEAR, _REACH):
            file.seek(wanted - _OVERLAP)
            found = pattern.search(file.read(reach), _OVERLAP)
            if found is not None:
                break
        else:
            wanted += _REACH
            continue
        place = wanted - _OVERLAP + found.end()
        yield place
        length = share(size - place)
        wanted = place + length


def _closed(file: BinaryIO, places: Iterable[int], string: bytes) -> Iterator[int]:
    """The places, none of them within a string, at which no brace is open."""
    open_braces = start = 0
    for end in places:
        file.seek(start)
        part = file.read(end - start)
        change = part.count(b"{") - part.count(b"}")
        if change and string:
            part = re.sub(string, b"", part)
            change = part.count(b"{") - part.count(b"}")
        open_braces += change
        if not open_braces:
            yield end
        start = end


class SpanFile(io.RawIOBase):
    """A part of a file as a file of the whole one's name; counts the lines that went by."""

    def __init__(self, span: Span) -> None:
        self.name = span.path
        self.lines = 0
        self._file = open(span.path, "rb", buffering=0)  # noqa: SIM115 - closed by `close`
        self._file.seek(span.start)
        self._left = span.end - span.start

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        wanted = self._left if size is None or size < 0 else min(size, self._left)
        data = self._file.read(wanted) or b""
        self._left -= len(data)
        self.lines += data.count(b"\n")
        return data

    def close(self) -> None:
        self._file.close()
        super().close()


def placed(report: Report, lines: int, told: set[str]) -> None:
    """Make the places in a part's report those in its file, of which `lines` lines stand before.

    What is reported once for a file stays if the parts before have not `told` it.
    """
    kept: list[Diagnostic] = []
    for one in report.kept:
        said = ""
        if one.code in _OF_A_DETAIL:
            said = f"{one.code} {one.detail}"
        elif one.code in _OF_A_FILE and not one.place.line:
            said = one.code
        if said in told:
            report.counts[one.code] -= 1
            continue
        if said:
            told.add(said)
        if one.place.line:
            one = one._replace(place=one.place._replace(line=one.place.line + lines))
        kept.append(one)
    report.kept[:] = kept
