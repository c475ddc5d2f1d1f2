"""Text written out: encoded in large pieces, and to a file whole or not at all."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Final

from citeconv.model.report import CitationError


def write_file(
    path: str | os.PathLike[str], pieces: Iterable[str | bytes], encoding: str = "utf-8"
) -> None:
    """Write text, or bytes that are text already encoded, to a path atomically: all of it or, if anything fails, nothing.

    Raises CitationError where the file cannot be written (no space, no permission).
    """
    if os.path.exists(path) and not os.path.isfile(path):  # a device has no "beside"
        try:
            with open(path, "wb") as out:
                out.writelines(encoded(pieces, encoding))
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _unwritable(path, error) from error
        return
    real = os.path.realpath(path)
    folder = os.path.dirname(real)
    # what tempfile does, without its import (a tenth of the time of a small conversion)
    name = os.path.join(folder, f".citeconv-{os.urandom(8).hex()}")
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        handle = os.open(name, flags, 0o600)
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with open(handle, "wb") as out:
            out.writelines(encoded(pieces, encoding))
            replaces = os.path.exists(real)
            if replaces:  # the old text is not to be lost before the new one is on the disk
                out.flush()
                os.fsync(out.fileno())
        with suppress(OSError):
            os.chmod(name, os.stat(real).st_mode & 0o777 if replaces else 0o666 & ~_umask())
        os.replace(name, real)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        with suppress(OSError):
            os.unlink(name)


def _unwritable(path: str | os.PathLike[str], error: OSError) -> CitationError:
    return CitationError(f"{os.fspath(path)}: cannot be written: {error.strerror or error}")


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def encoded(pieces: Iterable[str | bytes], encoding: str = "utf-8") -> Iterator[bytes]:
    """Pieces of text encoded, in larger ones; bytes as they are."""
    held: list[bytes] = []
    length = 0
    for piece in _encoded(pieces, encoding):
        held.append(piece)
        length += len(piece)
        if length >= _LARGE:
            yield b"".join(held)
            held, length = [], 0
    yield b"".join(held)


def _encoded(pieces: Iterable[str | bytes], encoding: str) -> Iterator[bytes]:
    """Each piece in bytes: one in Latin letters is that in no time, unless it stands beside one that is not."""
    if encoding == "utf-8":
        for piece in pieces:
            yield piece.encode(errors="replace") if isinstance(piece, str) else piece
        return
    encode = codecs.getincrementalencoder(encoding)("replace").encode
    for piece in pieces:
        yield encode(piece) if isinstance(piece, str) else piece
    yield encode("", True)


#: Bytes that are written at once.
_LARGE: Final = 1 << 18
