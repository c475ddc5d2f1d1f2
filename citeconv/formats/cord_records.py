"""Find the records of a raw CORD-19 dump in a stream of bytes, reading it once.

A record begins at `key: cord-NNNNNN-xxxxxxxx` (six or seven digits, eight letters or digits) and
its header ends with `cord_uid: xxxxxxxx`, the key's own suffix, or as far as the labels go where
that line is missing. What follows is text up to the next record; it is searched for that
beginning and nothing else. A key named in running text begins no record: the labels and the
matching `cord_uid` must follow.

In: blocks of bytes, cut anywhere. Out: a `RawRecord` for each header.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import Final, NamedTuple

from citeconv.formats.cord_ends import flat_end

_KEY: Final = re.compile(rb"key: cord-(\d{6,7})-([0-9a-z]{8})(?=[ \t\r\n]|\Z)")
_KEY_WORD: Final = b"key:"
_KEY_START: Final = b"key: cord-"
_BLANK: Final = b" \t\r\n\xef\xbb\xbf"
#: Longer than any key, and than a `cord_uid: xxxxxxxx`.
_TOKEN: Final = 48
_UID: Final = re.compile(rb"cord_uid:[ \t]*([0-9a-z]{8})(?=[ \t\r\n]|\Z)")
_UID_START: Final = b"cord_uid:"
_LABEL: Final = rb"(?:authors|title|date|journal|DOI|sha|doc_id|cord_uid):"
_FLAT_LABEL: Final = re.compile(rb"[ \t]+" + _LABEL)
_LINE_LABEL: Final = re.compile(rb"[ \t]*\r?\n?" + _LABEL)
#: A key that is none: empty, `nan`, malformed; and the place of one that is missing.
_DAMAGED_KEY: Final = re.compile(rb"()key:[ \t]*(?!" + _LABEL + rb")([^\s]{0,60})(?=[ \t\r\n])")
_NO_KEY: Final = re.compile(rb"[ \t\r\n\xef\xbb\xbf]*()()(?=(?:authors|title):[ \t\r\n])")
#: Labels and values in their order, which show that a record begins at such a key.
_SHOWN: Final = re.compile(
    rb"\sdate:(?:\s+(?:\d{4}(?:-\d\d?){0,2}|nan))?\s+(?:journal:[^\r\n:]{0,120}?\s)?\s*"
    rb"DOI:(?:\s+\S+)?\s+(?:sha|doc_id|cord_uid):\s|\sdoc_id:\s+\d+\s+cord_uid:\s+[0-9a-z]{8}(?:\s|\Z)"
)
_BLANK_LINE: Final = re.compile(rb"\r?\n[ \t]*\r?\n|\r[ \t]*\r")

#: The longest header: three thousand authors take a tenth of it.
WINDOW: Final = 1 << 20
#: How far a header without `cord_uid` may go.
_WEAK_WINDOW: Final = 1 << 16

#: Patterns that few records need are compiled when one does.
#: What stands before `cord_uid`: the key's own number, or where that is missing, the line before.
_BEFORE_UID: Final = (
    rb"[ \t](?:doc_id:[ \t]*(?:(\d{1,9})|nan|\d\S{0,20})?"
    rb"|sha:[ \t]*(?:[0-9a-f; ]{40,}|PMC\d+|nan|[0-9a-f]{4,40})?"
    rb"|DOI:[ \t]*(?:10[./]\S{1,200}|nan)?|journal:[^:]{0,200}?|date:[ \t]*\S{0,20})"
    rb"[ \t]+cord_uid:[ \t]*\S+\Z"
)


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
    """A key without a header that could be read, or text before the first record."""

    line: int
    reason: str
    raw: bytes


class _Header(NamedTuple):
    key: re.Match[bytes]
    end: int
    flat: bool


class _Window:
    """The part of the stream that is looked at: grows at its end, is dropped at its beginning."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self.data = b""
        self.before = b"\n"
        self._line = 1
        self._counted = 0
        self.ended = False
        #: What was dropped, in bytes; the ends of each `cord_uid` that is known, counting it in.
        self._base = 0
        self._uid_ends: dict[bytes, deque[int]] = {}
        self._searched = 0
        #: Where the next key at a line's beginning is, if it was found; how far there is none.
        self._line_key = -1
        self._no_line_key_to = 0

    def more(self, size: int = 1 << 18) -> bool:
        """Add at least `size` bytes, if there are as many; False at the end of the stream."""
        parts: list[bytes] = []
        length = 0
        while length < size and not self.ended:
            block = next(self._blocks, None)
            if block is None:
                self.ended = True
            else:
                parts.append(block)
                length += len(block)
        if parts:
            self.data = b"".join((self.data, *parts)) if self.data or len(parts) > 1 else parts[0]
        return length > 0

    def drop(self, end: int) -> None:
        """Forget what stands before `end`."""
        if not end:
            return
        self.line_at(end)
        self._counted = 0
        self.before = self.data[end - 1 : end]
        self.data = self.data[end:]
        self._searched = max(self._searched - end, 0)
        self._line_key = max(self._line_key - end, -1)
        self._no_line_key_to = max(self._no_line_key_to - end, 0)
        self._base += end
        for uid in list(self._uid_ends):
            ends = self._uid_ends[uid]
            while ends and ends[0] <= self._base:
                ends.popleft()
            if not ends:
                del self._uid_ends[uid]

    def line_at(self, at: int) -> int:
        """The line of a place; places are asked for in their order."""
        if at > self._counted:
            self._line += self.data.count(b"\n", self._counted, at)
            self._counted = at
        return self._line

    def previous(self, at: int) -> bytes:
        return self.data[at - 1 : at] if at else self.before

    def need(self, at: int, size: int) -> None:
        """See to it that `size` bytes from `at` are there, or all there are."""
        while len(self.data) < at + size and self.more():
            pass

    def line_key_between(self, start: int, end: int) -> bool:
        """Whether a line begins with a key there; what was searched once is not searched again."""
        if self._line_key >= start:
            return self._line_key < end
        pattern = b"\n" + _KEY_START
        self._line_key = self.data.find(pattern, max(start, self._no_line_key_to), end)
        if self._line_key < 0:
            self._no_line_key_to = max(self._no_line_key_to, end - len(pattern))
        return self._line_key >= 0

    def find_uid(self, uid: bytes, start: int) -> int:
        """Where the next `cord_uid: uid` from `start` ends, within a header's length; else -1.

        What was searched once is not searched again, however many keys ask.
        """
        ends = self._uid_ends.get(uid)
        while ends and ends[0] - self._base <= start:
            ends.popleft()
        if ends:
            end = ends[0] - self._base
            return end if end - start <= WINDOW else -1
        self._searched = max(self._searched, start)
        while self._searched - start <= WINDOW:
            found = self.data.find(_UID_START, self._searched)
            if found < 0:
                self._searched = max(len(self.data) - len(_UID_START), self._searched)
                if not self.more():
                    return -1
                continue
            self.need(found, _TOKEN)
            self._searched = found + 1
            match = _UID.match(self.data, found)
            if match:
                self._uid_ends.setdefault(match[1], deque()).append(match.end() + self._base)
                if match[1] == uid:
                    return match.end()
        return -1


def raw_records(
    blocks: Iterator[bytes], keep_text: bool, max_text: int = 1 << 26
) -> Iterator[RawRecord | Broken]:
    """The records of a dump; their text only with `keep_text`, at most `max_text` bytes of it."""
    window = _Window(blocks)
    current: RawRecord | None = None
    text = _Text(max_text if keep_text else 0)
    junk_told = False
    start = position = 0  # of the text that is not taken yet; of the search
    window.need(0, _WEAK_WINDOW)
    keyless = _NO_KEY.match(window.data)
    if keyless and (header := _shown(window, keyless)):
        current = _raw(window, keyless.end(), header)
        if not keep_text:
            yield current
        start = position = header.end
    while True:
        found = window.data.find(_KEY_WORD, position)
        if found < 0 or found > WINDOW:
            # a key may begin at the end of the block
            end = found if found >= 0 else len(window.data)
            if found < 0 and not window.ended:
                end = max(position, end - len(_KEY_START))
            if current is not None:
                text.add(window.data, start, end)
            elif not junk_told and (junk := window.data[start:end].strip(_BLANK)):
                junk_told = True
                yield Broken(window.line_at(start), "text before the first record", junk[:2000])
            window.drop(end)
            start = position = 0
            if found < 0:
                if not window.more():
                    break
                continue
            found = 0
        header = _header(window, found, current is None or current.flat)
        if header is None:
            if _stands_alone(window, found):
                raw = window.data[found : found + 2000].split(b"\n")[0]
                yield Broken(window.line_at(found), "no header with values follows the key", raw)
                start = found + len(raw) if current is None else start
            position = found + len(_KEY_WORD)
            continue
        if current is None:
            if not junk_told and (junk := window.data[start:found].strip(_BLANK)):
                yield Broken(window.line_at(start), "text before the first record", junk[:2000])
        elif keep_text:
            text.add(window.data, start, found)
            yield text.of(current)
        current = _raw(window, found, header)
        if not keep_text:
            yield current
        start = position = header.end
    if current is not None and keep_text:
        text.add(window.data, start, len(window.data))
        yield text.of(current)


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
        whole = b"".join(self._parts)[: self._limit]
        cut = self._length > self._limit
        self._parts, self._length = [], 0
        return record._replace(text=whole, cut=cut)


def _raw(window: _Window, at: int, header: _Header) -> RawRecord:
    key = header.key
    return RawRecord(
        key[1].decode("ascii"),
        key[2].decode("utf-8", "replace"),
        window.data[key.end() : header.end],
        header.flat,
        window.line_at(at),
    )


def _stands_alone(window: _Window, at: int) -> bool:
    """Whether a key without a header is a broken record: a line of its own, or labels after it."""
    if window.previous(at) not in (b"\n", b"\r") or not window.data.startswith(_KEY_START, at):
        return False
    match = _KEY.match(window.data, at)
    if match is None:
        line = window.data[at : at + 200].split(b"\n")[0]
        return bool(re.search(rb"\s" + _LABEL, line)) or b" " not in line[5:].strip()
    following = window.data[match.end() : match.end() + 20]
    return (
        not following.strip(b" \t")
        or following.lstrip(b" \t")[:1] in (b"\r", b"\n")
        or bool(_FLAT_LABEL.match(following))
    )


# --- where a header ends ----------------------------------------------------------------------


def _header(window: _Window, at: int, in_flat: bool) -> _Header | None:
    """The header that begins at a key, or None where the key is only named there.

    `in_flat` tells that the record before is flattened: in it a record may begin within a line.
    """
    window.need(at, _TOKEN)
    match = _KEY.match(window.data, at)
    if match is None:
        return _damaged(window, at)
    after = match.end()
    window.need(after, _TOKEN)
    label = _FLAT_LABEL.match(window.data, after)
    flat = label is not None
    if not flat and not _LINE_LABEL.match(window.data, after):
        return None
    before = window.previous(at)
    at_line_start = before in (b"\n", b"\r")
    if flat and not in_flat and before in (b" ", b"\t"):
        return None  # a sentence that quotes a header
    end = _strong_end(window, at, after, match[2], flat)
    if end is not None and flat and not at_line_start:
        # in running text the line before `cord_uid` must be there too
        tail = window.data[max(after, end - 400) : end]
        own = re.search(_BEFORE_UID, tail)
        if own is None or (own[1] is not None and int(own[1]) != int(match[1])):
            return None
    if end is None and flat and (at_line_start or before in (b" ", b"\t")):
        end = _weak_flat_end(window, after, int(match[1]), at_line_start)
    elif end is None and at_line_start:
        end = _lines_end(window, after)
    return None if end is None else _Header(match, end, flat)


def _damaged(window: _Window, at: int) -> _Header | None:
    """The header after a key that is none, if it begins a line and labels follow."""
    if window.previous(at) not in (b"\n", b"\r"):
        return None
    window.need(at, 4 * _TOKEN)
    match = _DAMAGED_KEY.match(window.data, at)
    return _shown(window, match) if match else None


def _shown(window: _Window, key: re.Match[bytes]) -> _Header | None:
    """The header after a key that is none or missing, if it has labels enough to be one."""
    after = key.end()
    window.need(after, _WEAK_WINDOW)
    line = window.data[after : after + _WEAK_WINDOW].lstrip(b" \t\r\n").partition(b"\n")[0]
    flat = bool(re.search(rb"\s" + _LABEL, line))
    end = _weak_flat_end(window, after, -1, True) if flat else _lines_end(window, after)
    if end is None or not _SHOWN.search(window.data, after, end):
        return None
    return _Header(key, end, flat)


def _strong_end(window: _Window, at: int, after: int, uid: bytes, flat: bool) -> int | None:
    """The end of the header's own `cord_uid`, which repeats the key's suffix."""
    end = window.find_uid(uid, after)
    if end < 0:
        return None
    data = window.data
    label = data.rfind(_UID_START, after, end)
    if not flat and data[label - 1 : label] not in (b"\n", b"\r"):
        return None
    # a header goes over no other record, nor over the place where it really begins
    if window.line_key_between(after, end) or data.rfind(data[at:after], after, end) >= 0:
        return None
    return end


def _lines_end(window: _Window, after: int) -> int | None:
    """The blank line after a header in lines."""
    window.need(after, _WEAK_WINDOW)
    limit = after + _WEAK_WINDOW
    following = window.data.find(b"\n" + _KEY_WORD, after, limit)
    if following >= 0:
        limit = following
    blank = _BLANK_LINE.search(window.data, after, limit)
    if blank:
        return blank.start()
    return min(limit, len(window.data)) if following >= 0 or window.ended else None


def _weak_flat_end(window: _Window, after: int, number: int, at_line_start: bool) -> int | None:
    """The end of a flattened header without its own `cord_uid`."""
    window.need(after, _WEAK_WINDOW)
    limit = after + _WEAK_WINDOW
    for beginning in (_KEY_START, b"\n" + _KEY_WORD):
        following = window.data.find(beginning, after, limit)
        limit = following if following >= 0 else limit
    end = flat_end(window.data[after:limit], number, not at_line_start)
    return None if end is None else after + end
