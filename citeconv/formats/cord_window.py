"""The part of a stream of bytes that is looked at for records of a raw CORD-19 dump.

It grows at its end, block by block, and is dropped at its beginning; places in it are counted from
the beginning that it has now.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import Final

KEY_WORD: Final = b"key:"
KEY_START: Final = b"key: cord-"
#: Longer than any key, and than a `cord_uid: xxxxxxxx`.
TOKEN: Final = 48
UID_START: Final = b"cord_uid:"
_UID: Final = re.compile(rb"cord_uid:[ \t]*([0-9a-z]{8})(?=[ \t\r\n]|\Z)")
BOM: Final = b"\xef\xbb\xbf"

#: The longest header: three thousand authors take a tenth of it.
WINDOW: Final = 1 << 20


class Window:
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
        #: The same of any key.
        self._key = -1
        self._no_key_to = 0

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
        self.before = (self.before + self.data[max(end - 3, 0) : end])[-3:]
        self.data = self.data[end:]
        self._searched = max(self._searched - end, 0)
        self._line_key = max(self._line_key - end, -1)
        self._no_line_key_to = max(self._no_line_key_to - end, 0)
        self._key = max(self._key - end, -1)
        self._no_key_to = max(self._no_key_to - end, 0)
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
        """The byte before a place; a line's end where a byte order mark stands, or nothing."""
        before = self.data[at - 3 : at] if at > 2 else (self.before + self.data[:at])[-3:]
        return b"\n" if before == BOM else before[-1:]

    def need(self, at: int, size: int) -> None:
        """See to it that `size` bytes from `at` are there, or all there are."""
        while len(self.data) < at + size and self.more():
            pass

    def line_key_between(self, start: int, end: int) -> bool:
        """Whether a line begins with a key there; what was searched once is not searched again."""
        if self._line_key >= start:
            return self._line_key < end
        pattern = b"\n" + KEY_START
        self._line_key = self.data.find(pattern, max(start, self._no_line_key_to), end)
        if self._line_key < 0:
            self._no_line_key_to = max(self._no_line_key_to, end - len(pattern))
        return self._line_key >= 0

    def find_key(self, start: int) -> int:
        """Where the next `key:` begins, or -1; places are asked for in their order.

        What was searched once is not searched again, however many headers without a key stand before it.
        """
        if self._key < start:
            self._key = self.data.find(KEY_WORD, max(start, self._no_key_to))
            if self._key < 0:
                self._no_key_to = max(self._no_key_to, len(self.data) - len(KEY_WORD) + 1)
        return self._key

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
            found = self.data.find(UID_START, self._searched)
            if found < 0:
                self._searched = max(len(self.data) - len(UID_START), self._searched)
                if not self.more():
                    return -1
                continue
            self.need(found, TOKEN)
            self._searched = found + 1
            match = _UID.match(self.data, found)
            if match:
                self._uid_ends.setdefault(match[1], deque()).append(match.end() + self._base)
                if match[1] == uid:
                    return match.end()
        return -1
