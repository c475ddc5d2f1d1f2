"""Input: bytes to text, once, in blocks. What a reader gets to read from.

Encoding (Unicode 15, 3.9; WHATWG Encoding for what legacy labels mean): a byte order mark, then
what the caller or the file itself declares, then UTF-8, in which a byte that is no UTF-8 is
taken as Windows-1252 and reported. Line ends become "\\n"; control characters are removed.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final

from citeconv.model.report import Report

BLOCK: Final = 1 << 20

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: The line by which JabRef and others declare a file's encoding.
_DECLARED: Final = re.compile(rb"^%+\s*Encoding:\s*([\w.:-]+)", re.I | re.M)
_CONTROL: Final = bytes(set(range(32)) - {9, 10, 12, 13, 29, 30, 31})
_CONTROL_TEXT: Final = dict.fromkeys(_CONTROL)


def _decode_legacy(error: UnicodeError) -> tuple[str, int]:
    """A decoding error handler: each byte that is no UTF-8 is read as Windows-1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    damaged = error.object[error.start : error.end]
    return "".join(_CP1252[byte] for byte in damaged), error.end


_CP1252: Final = [bytes([i]).decode("cp1252", "ignore") or chr(i) for i in range(256)]
codecs.register_error("citeconv-legacy", _decode_legacy)


class Source:
    """One input: its name, its bytes, and what was learned of it beside its records.

    A reader takes `blocks()`, `lines()`, `text()`, `byte_blocks()` or `binary()`, one of them,
    once.
    `options` are the caller's reading options (`with_text`, `bib_entries` …); `learned` takes
    what belongs to no record (BibTeX's preamble, JabRef's metadata).
    """

    __slots__ = (
        "_file",
        "_head",
        "_options",
        "encoding",
        "learned",
        "name",
        "report",
        "text_input",
    )

    def __init__(
        self,
        file: BinaryIO | str,
        name: str = "",
        report: Report | None = None,
        *,
        encoding: str = "",
        options: Mapping[str, object] | None = None,
    ) -> None:
        self.name = name
        self.report = Report() if report is None else report
        self.encoding = encoding
        self._options = options or {}
        self.learned: dict[str, object] = {}
        #: Text that was given as text: it needs no decoding.
        self.text_input = file if isinstance(file, str) else None
        self._file: BinaryIO = io.BytesIO() if isinstance(file, str) else file
        self._head = b""

    def option(self, name: str) -> object:
        """A reading option of the caller; None where it was not given."""
        return self._options.get(name)

    def head(self, size: int = 8192) -> bytes:
        """The first bytes, which stay to be read: what detection looks at."""
        if self.text_input is not None:
            return self.text_input[:size].encode("utf-8", "replace")
        while len(self._head) < size:
            more = self._file.read(size - len(self._head))
            if not more:
                break
            self._head += more
        return self._head[:size]

    def _byte_blocks(self) -> Iterator[bytes]:
        if self._head:
            head, self._head = self._head, b""
            yield head
        while block := self._file.read(BLOCK):
            yield block

    def blocks(self) -> Iterator[str]:
        """The text in blocks of about a megabyte, line ends as "\\n", no control characters."""
        if self.text_input is not None:
            yield from _clean_text(self.text_input, self.report)
            return
        decoder: codecs.IncrementalDecoder | None = None
        utf8 = carriage = False
        for block in self._byte_blocks():
            if decoder is None:
                encoding, skip = self._find_encoding(block)
                utf8 = encoding == "utf-8"
                block = block[skip:]
                decoder = _decoder(encoding)
            # (to look for each is faster than to go through all bytes once, by half)
            if utf8 and any(map(block.__contains__, _CONTROL)):
                self._say_once("control-character")
                block = block.translate(None, _CONTROL)
            text = self._decode(decoder, block, utf8)
            if carriage:
                text, carriage = "\r" + text, False
            if text.endswith("\r"):
                text, carriage = text[:-1], True
            if "\r" in text:
                text = text.replace("\r\n", "\n").replace("\r", "\n")
            if text:
                yield text if utf8 else text.translate(_CONTROL_TEXT)
        if carriage:
            yield "\n"
        if decoder is not None:
            rest = self._decode(decoder, b"", utf8, final=True)
            if rest:
                yield rest

    def byte_blocks(self) -> Iterator[bytes]:
        """The input in blocks of UTF-8 bytes, unchecked, for readers that need a part as text.

        What is in another encoding is converted; `decode` then reads a piece by the same rules.
        """
        if self.text_input is not None:
            for start in range(0, len(self.text_input), BLOCK):
                yield self.text_input[start : start + BLOCK].encode("utf-8", "replace")
            return
        encoding, skip = self._find_encoding(self.head(4096))
        if encoding != "utf-8":
            for text in self.blocks():
                yield text.encode("utf-8", "replace")
            return
        for block in self._byte_blocks():
            yield block[skip:] if skip else block
            skip = 0

    def decode(self, data: bytes) -> str:
        """The text of a piece out of `byte_blocks`: checked, cleaned, line ends as "\\n"."""
        cleaned = data.translate(None, _CONTROL)
        if len(cleaned) != len(data):
            self._say_once("control-character")
        try:
            text = cleaned.decode("utf-8")
        except UnicodeDecodeError:
            self._say_once("encoding-guessed", "read as Windows-1252 where it is not UTF-8")
            text = cleaned.decode("utf-8", "citeconv-legacy")
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text

    def _decode(
        self, decoder: codecs.IncrementalDecoder, block: bytes, utf8: bool, final: bool = False
    ) -> str:
        if not utf8:
            text = decoder.decode(block, final)
            if "\ufffd" in text:
                self._say_once("encoding-damaged")
            return text
        state = decoder.getstate()
        try:
            return decoder.decode(block, final)
        except UnicodeDecodeError:
            decoder.setstate(state)
            self._say_once("encoding-guessed", "read as Windows-1252 where it is not UTF-8")
            decoder.errors = "citeconv-legacy"
            return decoder.decode(block, final)

    def _say_once(self, code: str, detail: str = "") -> None:
        if not self.learned.get(code):
            self.learned[code] = True
            self.report.add(code, detail, file=self.name)

    def _find_encoding(self, block: bytes) -> tuple[str, int]:
        """(encoding, length of the byte order mark)."""
        for bom, encoding in _BOMS:
            if block.startswith(bom):
                return encoding, len(bom)
        if self.encoding:
            return _known(self.encoding) or "utf-8", 0
        declared = _DECLARED.search(block[:4096]) if b"%" in block[:4096] else None
        if declared and not _is_utf8(block):
            known = _known(declared[1].decode("ascii"))
            if known:
                return known, 0
        # UTF-16 without a mark: every second byte of Latin text is zero
        zeros = block[:1000].count(0)
        if zeros > len(block[:1000]) // 3:
            return ("utf-16-le" if block[1:1000:2].count(0) > zeros // 2 else "utf-16-be"), 0
        return "utf-8", 0

    def lines(self) -> Iterator[str]:
        """The lines of the text, without their ends."""
        rest = ""
        for block in self.blocks():
            lines = (rest + block).split("\n")
            rest = lines.pop()
            yield from lines
        if rest:
            yield rest

    def text(self) -> str:
        """The whole text, for formats that cannot be read in pieces."""
        return "".join(self.blocks())


def _clean_text(text: str, report: Report) -> Iterator[str]:
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    cleaned = text.translate(_CONTROL_TEXT) if not text.isprintable() else text
    if len(cleaned) != len(text):
        report.add("control-character")
    for start in range(0, len(cleaned), BLOCK):
        yield cleaned[start : start + BLOCK]


def _known(label: str) -> str:
    """Python's name of an encoding label (Java's and WHATWG's spellings too), "" if unknown."""
    label = label.strip().lower().replace("iso8859_", "iso-8859-")
    # as WHATWG has it, Latin-1 means Windows-1252
    label = {"iso-8859-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "utf8": "utf-8"}.get(
        label, label
    )
    try:
        return codecs.lookup(label).name
    except LookupError:
        return ""


def _is_utf8(block: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(block)
    except UnicodeDecodeError:
        return False
    return True


def _decoder(encoding: str) -> codecs.IncrementalDecoder:
    errors = "strict" if encoding == "utf-8" else "replace"
    return codecs.getincrementaldecoder(encoding)(errors)
