"""Inputs: paths, folders, globs, archives, compressed files, streams → files to read, one by one.

`.zip` (PKWARE APPNOTE 6.3), `.tar` (POSIX.1-2017 pax, GNU), `.gz` (RFC 1952), `.bz2` and `.xz`,
each in each up to `MAX_DEPTH`, are told by their first bytes, not by their names. Nothing is
unpacked to disk, nothing is held but the member being read. What cannot be read costs itself
only: it is reported, and the next one comes.

Limits, against files made to exhaust a machine: an input may unpack to `FREE` bytes, and beyond
that to `RATIO` times the bytes it has; what unpacks to more is reported as `archive-refused`
and ends there.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO, Final, Literal, NamedTuple, Protocol, cast

from citeconv.formats.folders import files_of, is_hidden
from citeconv.model.report import Report

if TYPE_CHECKING:
    import tarfile

#: Archives within archives, compression included: `.tar.gz` is two.
MAX_DEPTH: Final = 4
#: What any input may unpack to, and beyond it how many times its own size.
FREE: Final = 64 << 20
RATIO: Final = 200

_HEAD: Final = 512


def _damage() -> tuple[type[Exception], ...]:
    """What reading a damaged file raises: asked for when something was raised, since a plain
    file must not pay for importing every kind of archive."""
    import lzma
    import tarfile
    import zipfile
    import zlib

    return (EOFError, OSError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError)


def _bad_header() -> tuple[type[Exception], ...]:
    """What zipfile and tarfile raise beside these for a header that makes no sense."""
    return (*_damage(), NotImplementedError, RuntimeError, ValueError, OverflowError)


class Input(NamedTuple):
    """One file to read: its name for messages and extensions, its bytes, its size if known.

    The file is open until the next input is asked for.
    """

    name: str
    file: BinaryIO
    size: int | None = None


Openable = str | os.PathLike[str] | BinaryIO | bytes


def open_inputs(inputs: Iterable[Openable], report: Report) -> Iterator[Input]:
    """Open each path, folder, glob pattern, file object, bytes or "-" (standard input)."""
    for given in inputs:
        if isinstance(given, bytes):
            yield from _open_file("", io.BytesIO(given), len(given), report)
        elif isinstance(given, (str, os.PathLike)):
            path = os.fspath(given)
            if path == "-":
                yield from _open_file("<stdin>", sys.stdin.buffer, None, report)
            else:
                for name in files_of(path, report):
                    yield from _open_path(name, report)
        else:
            name = getattr(given, "name", "")
            yield from _open_file(name if isinstance(name, str) else "", given, None, report)


def _open_path(path: str, report: Report) -> Iterator[Input]:
    try:
        file = open(path, "rb", buffering=0)  # noqa: SIM115 - it stays open while it is read
    except (OSError, ValueError) as error:
        report.add("file-unreadable", _reason(error), file=path)
        return
    with file:
        size = os.fstat(file.fileno()).st_size if file.seekable() else None
        yield from _open_file(path, cast(BinaryIO, file), size, report)


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


# --- one file: plain, compressed, or an archive ---------------------------------------------------


class _Budget:
    """How much an input may unpack to: counts what is read of it and what comes out."""

    __slots__ = ("read", "unpacked")

    def __init__(self) -> None:
        self.read = 0
        self.unpacked = 0

    @property
    def exceeded(self) -> bool:
        return self.unpacked > FREE and self.unpacked > FREE + RATIO * self.read


class _Member(io.RawIOBase):
    """A file whose failures are reported, once, and end it: what was read before stays good.

    `budget` is charged with what is read: as "unpacked" of a decompressor, as "read" of the input
    itself, not at all ("") of a part of what was charged already.
    """

    def __init__(
        self,
        file: BinaryIO,
        name: str,
        report: Report,
        budget: _Budget,
        charge: Literal["read", "unpacked", ""],
        within: _Member | None = None,
    ) -> None:
        self._file = file
        self._name = name
        self._report = report
        self._budget = budget
        self._charge = charge
        self._within = within
        self.head = b""
        self.failed = False
        # a decompressor's read1 gives what it has before it fails; a read would drop it
        self._read: Callable[[int], bytes] = getattr(file, "read1", file.read)

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        """Up to `size` bytes; b"" at the end, and where the file fails."""
        if size is None or size < 0:
            return b"".join(iter(lambda: self.read(1 << 20), b""))
        if self.head:
            data, self.head = self.head[:size], self.head[size:]
            return data
        if self.failed:
            return b""
        try:
            data = self._read(size)
        except _damage() as error:
            code = "file-unreadable" if self._charge == "read" else "archive-damaged"
            self._fail(code, _reason(error) or "it ends before its end")
            return b""
        budget = self._budget
        if self._charge == "unpacked":
            budget.unpacked += len(data)
            if budget.exceeded:
                self._fail("archive-refused", f"more than {RATIO} times its size, unpacked")
                return b""
        elif self._charge:
            budget.read += len(data)
            self._report.bytes_read += len(data)
        return data

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def _fail(self, code: str, detail: str) -> None:
        self.failed = True
        if self._within is None or not self._within.failed:
            self._report.add(code, detail, file=self._name)


def _open_file(name: str, file: BinaryIO, size: int | None, report: Report) -> Iterator[Input]:
    budget = _Budget()
    member = _Member(file, name, report, budget, "read")
    yield from _open_member(name, member, size, report, budget, 0, file)


def _fill(member: _Member, size: int) -> bytes:
    head = b""
    while len(head) < size and (more := member.read(size - len(head))):
        head += more
    member.head = head
    return head


def _open_member(
    name: str,
    member: _Member,
    size: int | None,
    report: Report,
    budget: _Budget,
    depth: int,
    raw: BinaryIO | None = None,
) -> Iterator[Input]:
    """What a file holds: itself, or the members of the archive that it is.

    `raw` is the same file where it may be sought in, for archives with their index at the end.
    """
    head = _fill(member, _HEAD)
    opener = _opener(head)
    if opener is None:
        yield Input(name, cast(BinaryIO, member), size)
    elif depth >= MAX_DEPTH:
        report.add("archive-refused", f"archives nested deeper than {MAX_DEPTH}", file=name)
    elif opener is _open_zip:
        yield from _open_zip(name, member, report, budget, depth + 1, raw)
    else:
        yield from opener(name, member, report, budget, depth + 1)


def _opener(head: bytes) -> Callable[..., Iterator[Input]] | None:
    if head[:2] == b"\x1f\x8b":
        return _open_gzip
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _open_zip
    if head[:3] == b"BZh" and head[4:10] == b"1AY&SY":
        return _open_bz2
    if head[:6] == b"\xfd7zXZ\x00":
        return _open_xz
    if head[257:262] == b"ustar":
        return _open_tar
    return None


def _without(name: str, *endings: str) -> str:
    lower = name.lower()
    if lower.endswith((".tgz", ".tbz2", ".txz")):
        return name[: name.rindex(".")] + ".tar"
    for ending in endings:
        if lower.endswith(ending):
            return name[: -len(ending)]
    return name


def _open_gzip(
    name: str, member: _Member, report: Report, budget: _Budget, depth: int
) -> Iterator[Input]:
    import gzip

    stream = gzip.GzipFile(fileobj=cast(BinaryIO, member), mode="rb")
    inner = _Member(cast(BinaryIO, stream), name, report, budget, "unpacked")
    yield from _open_member(_without(name, ".gz"), inner, None, report, budget, depth)


def _open_bz2(
    name: str, member: _Member, report: Report, budget: _Budget, depth: int
) -> Iterator[Input]:
    import bz2

    stream = bz2.BZ2File(cast(BinaryIO, member))
    inner = _Member(cast(BinaryIO, stream), name, report, budget, "unpacked")
    yield from _open_member(_without(name, ".bz2"), inner, None, report, budget, depth)


def _open_xz(
    name: str, member: _Member, report: Report, budget: _Budget, depth: int
) -> Iterator[Input]:
    from citeconv.formats.compressed import XzReader

    stream = XzReader(member)
    inner = _Member(cast(BinaryIO, stream), name, report, budget, "unpacked")
    yield from _open_member(_without(name, ".xz"), inner, None, report, budget, depth)


def _member_name(archive: str, name: str) -> str:
    """The name of a member for messages; it comes from the data and is shown on terminals."""
    shown = "".join(char if char.isprintable() else "\ufffd" for char in name)
    return f"{archive}/{shown}" if archive else shown


class _Kept(Protocol):
    """tarfile keeps each member that it met, which a stream of many must not."""

    members: list[tarfile.TarInfo]


def _open_tar(
    name: str, member: _Member, report: Report, budget: _Budget, depth: int
) -> Iterator[Input]:
    import tarfile

    inner: _Member | None = None
    try:
        with tarfile.open(fileobj=cast(BinaryIO, member), mode="r|", bufsize=1 << 18) as archive:
            while (info := archive.next()) is not None:
                del cast(_Kept, archive).members[:]
                if is_hidden(info.name):
                    continue
                if info.issparse():
                    report.add(
                        "archive-refused", "a sparse file", file=_member_name(name, info.name)
                    )
                    continue
                file = archive.extractfile(info) if info.isfile() else None
                if file is None:
                    continue
                inner_name = _member_name(name, info.name)
                inner = _Member(cast(BinaryIO, file), inner_name, report, budget, "", member)
                yield from _open_member(inner_name, inner, info.size, report, budget, depth)
    except _bad_header() as error:
        if not (member.failed or (inner is not None and inner.failed)):
            report.add("archive-damaged", _reason(error), file=name)


def _open_zip(
    name: str,
    member: _Member,
    report: Report,
    budget: _Budget,
    depth: int,
    raw: BinaryIO | None,
) -> Iterator[Input]:
    """A zip has its index at its end: what cannot be sought in is buffered, on disk if large."""
    import shutil
    import tempfile

    with tempfile.SpooledTemporaryFile(max_size=16 << 20) as buffered:
        file: BinaryIO
        if raw is not None and _seekable(raw):
            file = raw
            start = 0
            with suppress(*_damage()):
                start = raw.seek(0, os.SEEK_END)
            budget.read = max(budget.read, start)
        else:
            shutil.copyfileobj(member, buffered, 1 << 20)
            file = cast(BinaryIO, buffered)
        yield from _zip_members(name, file, report, budget, depth)


def _seekable(file: BinaryIO) -> bool:
    return bool(getattr(file, "seekable", lambda: False)())


def _zip_members(
    name: str, file: BinaryIO, report: Report, budget: _Budget, depth: int
) -> Iterator[Input]:
    import zipfile

    from citeconv.formats.compressed import zip_members_in_sequence

    try:
        archive = zipfile.ZipFile(file)
    except _bad_header() as error:
        # the index at the end is what a truncated archive lacks; the members tell of themselves
        report.add("archive-damaged", _reason(error), file=name)
        file.seek(0)
        for member_name, stream in zip_members_in_sequence(file):
            if not is_hidden(member_name):
                inner_name = _member_name(name, member_name)
                inner = _Member(cast(BinaryIO, stream), inner_name, report, budget, "unpacked")
                yield from _open_member(inner_name, inner, None, report, budget, depth)
        return
    with archive:
        for info in archive.infolist():
            if info.filename.endswith("/") or is_hidden(info.filename):
                continue
            inner_name = _member_name(name, info.filename)
            if info.file_size > FREE + RATIO * info.compress_size:
                detail = f"{info.file_size:,} bytes of {info.compress_size:,}"
                report.add("archive-refused", detail, file=inner_name)
                continue
            try:
                opened = archive.open(info)
            except _bad_header() as error:
                report.add("archive-damaged", _reason(error), file=inner_name)
                continue
            with opened:
                inner = _Member(cast(BinaryIO, opened), inner_name, report, budget, "unpacked")
                yield from _open_member(inner_name, inner, info.file_size, report, budget, depth)
