"""Two decompressing readers that the standard library lacks, for `archive.py`.

`XzReader` reads `.xz` (The .xz File Format 1.2) with a bound on the memory that a file may ask
for. `zip_members_in_sequence` reads a zip by the headers before each member (PKWARE APPNOTE
6.3, 4.3.7): the way into an archive whose index at the end is missing.
"""

from __future__ import annotations

import io
import lzma
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

#: The dictionary of `xz -9` is 64 MiB; a header may ask for 4 GiB.
XZ_MEMORY: Final = 128 << 20

_BLOCK: Final = 1 << 16
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_STREAMED: Final = 0x8
_ENCRYPTED: Final = 0x1
_UTF8: Final = 0x800
_UNKNOWN: Final = 0xFFFFFFFF


class XzReader(io.RawIOBase):
    """The bytes of an `.xz` file of one or more streams."""

    def __init__(self, file: io.RawIOBase) -> None:
        self._file = file
        self._stream = _xz_stream()
        self._rest = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes; raises EOFError or LZMAError where the file is damaged."""
        if size < 0:
            return b"".join(iter(lambda: self.read(_BLOCK), b""))
        while True:
            if self._stream.eof:
                following = (self._stream.unused_data or self._rest).lstrip(b"\0")
                following = following or (self._file.read(_BLOCK) or b"").lstrip(b"\0")
                if not following:
                    return b""
                self._stream, self._rest = _xz_stream(), following
            if self._stream.needs_input and not self._rest:
                self._rest = self._file.read(_BLOCK) or b""
                if not self._rest:
                    raise EOFError("the compressed file ends before its end mark")
            data, self._rest = self._stream.decompress(self._rest, size), b""
            if data:
                return data


def _xz_stream() -> lzma.LZMADecompressor:
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=XZ_MEMORY)


class _ZipMember(io.RawIOBase):
    """One member of a zip, read by its own header; `size` is None where only the data tells."""

    def __init__(self, file: BinaryIO, deflated: bool, size: int | None) -> None:
        self._file = file
        self._left = size
        self._inflate = zlib.decompressobj(-zlib.MAX_WBITS) if deflated else None
        self.done = False

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes; raises EOFError or zlib.error where the archive is damaged."""
        if size < 0:
            return b"".join(iter(lambda: self.read(_BLOCK), b""))
        while not self.done:
            inflate = self._inflate
            if inflate is None:
                data = self._take(size)
                self.done = not self._left
                return data
            block = inflate.unconsumed_tail or self._take(_BLOCK)
            data = inflate.decompress(block, size)
            if inflate.eof:
                self.done = True
                # what was read beyond the member belongs to the next one
                self._file.seek(-len(inflate.unused_data), io.SEEK_CUR)
            if data:
                return data
        return b""

    def _take(self, size: int) -> bytes:
        if self._left is not None:
            size = min(size, self._left)
        data = self._file.read(size)
        if self._left is not None:
            self._left -= len(data)
        if not data and self._left != 0:
            raise EOFError("the archive ends within this member")
        if not data:
            raise EOFError("the member ends before its end mark")
        return data


def zip_members_in_sequence(file: BinaryIO) -> Iterator[tuple[str, _ZipMember]]:
    """(name, bytes) of each member, in the order of the file, up to where it breaks off.

    A member must be read to its end, or not at all, before the next one is asked for.
    """
    while True:
        fixed = file.read(_LOCAL.size)
        if len(fixed) < _LOCAL.size or not fixed.startswith(b"PK\x03\x04"):
            return
        _, _, flags, method, _, _, _, packed, _, name_length, extra_length = _LOCAL.unpack(fixed)
        name = file.read(name_length).decode("utf-8" if flags & _UTF8 else "cp437", "replace")
        file.seek(extra_length, io.SEEK_CUR)
        start = file.tell()
        size = None if flags & _STREAMED or packed == _UNKNOWN else packed
        if method not in (0, 8) or flags & _ENCRYPTED or (method == 0 and size is None):
            if size is None:
                return
            file.seek(size, io.SEEK_CUR)
            continue
        member = _ZipMember(file, method == 8, size)
        if size != 0 and not name.endswith("/"):
            yield name, member
        if size is not None:
            file.seek(start + size)
        else:
            if not member.done:
                return
            # the data descriptor: an optional signature, CRC, two sizes
            signature = file.read(4)
            file.seek(12 if signature == b"PK\x07\x08" else 8, io.SEEK_CUR)
