"""Find the records of a raw CORD-19 dump in a stream of bytes, reading it once.

A record begins at `key: cord-NNNNNN-xxxxxxxx` (six or seven digits, eight letters or digits) and
its header ends with `cord_uid: xxxxxxxx`, the key's own suffix, or as far as the labels go where
that line is missing. What follows is text up to the next record; it is searched for that
beginning, and for the end of a header whose key is missing. A key named in running text begins no
record: the labels and the matching `cord_uid` must follow (`cord_beginnings`).

In: blocks of bytes, cut anywhere. Out: a `RawRecord` for each header.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from citeconv.formats.cord_beginnings import (
    WEAK_WINDOW,
    Header,
    header_at,
    is_doubtful,
    keyless_at,
    keyless_between,
    stands_alone,
)
from citeconv.formats.cord_window import BOM, KEY_WORD, TOKEN, WINDOW, Window

_BLANK: Final = b" \t\r\n" + BOM
#: What is looked at again at a block's end, where a header without a key may begin.
_TAIL: Final = 1 << 13

_JUNK: Final = "text before the first record"
_NO_VALUES: Final = "no header with values follows the key"
_NO_END: Final = "a key and labels, without enough of a header"
_NO_KEY: Final = "the last labels of a header, without a key before them"


class RawRecord(NamedTuple):
    """One record's bytes: what stands between its key and its text, and the text if wanted.

    Where the key is none, `number` is "" and `uid` is what stands in its place.
    """

    number: str
    uid: str
    header: bytes
    flat: bool
    line: int
    text: bytes = b""
    #: The text was longer than is kept.
    cut: bool = False


class Broken(NamedTuple):
    """What is no record, or is none for sure: a diagnostic's code and detail."""

    line: int
    code: str
    reason: str
    raw: bytes


def raw_records(
    blocks: Iterator[bytes], keep_text: bool, max_text: int = 1 << 26
) -> Iterator[RawRecord | Broken]:
    """The records of a dump; their text only with `keep_text`, at most `max_text` bytes of it."""
    window = Window(blocks)
    current: RawRecord | None = None
    text = _Text(max_text if keep_text else 0)
    junk_told = False
    # of the text that is not taken yet; of the search; of what may be a header without a key
    start = position = floor = 0
    window.need(0, WEAK_WINDOW)
    found, header = 0, keyless_at(window, 0)
    while True:
        in_flat = current is None or current.flat
        if header is None:
            found = window.find_key(position)
            end = found if found >= 0 else len(window.data)
            keyless = keyless_between(window, floor, position, end, in_flat)
            if keyless is not None:
                found, header = keyless.at, keyless.header
                if header is None:
                    yield _doubtful(window, keyless.end, _NO_KEY)
                    position = floor = keyless.end
                    continue
            elif found < 0 or found > WINDOW:
                if found < 0 and not window.ended:
                    # what begins at the end of the block is looked at again with the next one
                    position = max(position, end - TOKEN)
                    end = max(start, end - _TAIL)
                else:
                    position = end
                if current is not None:
                    text.add(window.data, start, end)
                elif not junk_told and (junk := window.data[start:end].strip(_BLANK)):
                    junk_told = True
                    yield Broken(window.line_at(start), "junk-skipped", _JUNK, junk[:2000])
                window.drop(end)
                start, position, floor = 0, position - end, max(floor - end, 0)
                if found < 0 and not window.more():
                    break
                continue
            else:
                header = header_at(window, found, in_flat)
        if header is None:
            if stands_alone(window, found, in_flat):
                raw = window.data[found : found + 2000].split(b"\n")[0]
                yield Broken(window.line_at(found), "record-invalid", _NO_VALUES, raw)
                start = found + len(raw) if current is None else start
            elif is_doubtful(window, found, in_flat):
                yield _doubtful(window, found, _NO_END)
            position = floor = found + len(KEY_WORD)
            continue
        if current is None:
            if not junk_told and (junk := window.data[start:found].strip(_BLANK)):
                yield Broken(window.line_at(start), "junk-skipped", _JUNK, junk[:2000])
        elif keep_text:
            text.add(window.data, start, found)
            yield text.of(current)
        current = _raw(window, found, header)
        if not keep_text:
            yield current
        start = position = floor = header.end
        header = None
    if current is not None and keep_text:
        text.add(window.data, start, len(window.data))
        yield text.of(current)


def _doubtful(window: Window, at: int, reason: str) -> Broken:
    return Broken(window.line_at(at), "record-doubtful", reason, window.data[at : at + 200])


class _Text:
    """The text of the record being read, up to a limit."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._parts: list[bytes] = []
        self._length = 0

    def add(self, data: bytes, start: int, end: int) -> None:
        if self._length <= self._limit and self._limit:
            self._parts.append(data[start:end])
        self._length += end - start

    def of(self, record: RawRecord) -> RawRecord:
        """The record with the text that was added, which is forgotten."""
        whole = b"".join(self._parts)[: self._limit].removesuffix(BOM)
        cut = self._length > self._limit
        self._parts, self._length = [], 0
        return record._replace(text=whole, cut=cut)


def _raw(window: Window, at: int, header: Header) -> RawRecord:
    key = header.key
    return RawRecord(
        key[1].decode("ascii"),
        key[2].decode("utf-8", "replace"),
        window.data[key.end() : header.end],
        header.flat,
        window.line_at(at),
    )
