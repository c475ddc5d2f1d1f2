"""Citation keys: made safe for BibTeX and biber, made by a pattern where wished, never the same twice.

Rules: a key ends at white space, a comma, or a brace; biber's parser refuses also `" # % ( ) = ~ @ \\`; a key that held
any of these could become a field or a command. What both take (tried with bibtex and biber) stays: `1998A&A...330`,
`Ladyman;ea`, `O'Neill2000`.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Callable
from heapq import merge
from typing import Final

from citeconv.model.patterns import pattern
from citeconv.model.record import Record
from citeconv.model.report import FormatError, Report

_UNSAFE: Final = pattern(r"(?:[\s{}()\"#%=~\\,@^$`\x00-\x1f\x7f]|[^\w\x00-\x7f])+")
#: Most keys: measured, a quarter of the time of looking for what is unsafe.
_SAFE: Final = pattern(r"[\w:.+/-]*\Z")
_NOT_ASCII: Final = pattern(r"[^\x21-\x7e]+")
_PART: Final = pattern(r"\[(\w+?)(\d*)(?::(lower|upper|abbr))?\]")
_WORD: Final = pattern(r"[^\W_]+")
_STOP: Final = frozenset(
    "a an the on of in for to and with from by at as is der die das ein eine le la les l un une el los las de du des d".split()
)
_MARKUP: Final = pattern(r"<[^<>]*>")


def ascii_of(text: str) -> str:
    """A text in plain ASCII letters, as far as they have any."""
    text = text.translate(
        {
            0xDF: "ss",
            0xE6: "ae",
            0xF8: "o",
            0xD8: "O",
            0x142: "l",
            0x141: "L",
            0x111: "d",
            0x153: "oe",
        }
    )
    return "".join(char for char in unicodedata.normalize("NFKD", text) if ord(char) < 128)


def safe_key(key: str, ascii_only: bool = False) -> str:
    """A key without what could end it or start a command; "" if nothing is left."""
    safe = key if key.isidentifier() or _SAFE.match(key) else _UNSAFE.sub("", key)
    if ascii_only and not safe.isascii():
        safe = _NOT_ASCII.sub("", ascii_of(safe))
    return safe[:200]


def by_pattern(pattern: str, record: Record) -> str:
    """A key as a pattern has it: `[auth]`, `[year]`, `[title]`, `[shorttitle]`, `[journal]`, `[doi]`; `[auth3:lower]` cuts and cases."""

    def part(match: re.Match[str]) -> str:
        text = _PARTS[match.group(1)](record)
        if match.group(3) == "lower":
            text = text.lower()
        elif match.group(3) == "upper":
            text = text.upper()
        elif match.group(3) == "abbr":
            text = "".join(word[0] for word in text.split() if word)
        text = "".join(text.split())
        return text[: int(match.group(2)[:3])] if match.group(2) else text

    return safe_key(_PART.sub(part, pattern[:200]))


def _names(record: Record) -> list[str]:
    for variable in ("author", "editor", "translator", "container-author"):
        names = record.names(variable)
        if names:
            return [
                "".join(_WORD.findall(ascii_of(name.family or name.literal or name.given)))
                for name in names
            ]
    return []


def _author(record: Record) -> str:
    return next((name for name in _names(record) if name), "")


def _authors(record: Record) -> str:
    return "".join(_names(record)[:3])


def _year(record: Record) -> str:
    date = record.date("issued")
    return str(abs(date.parts[0])) if date and date.parts else ""


def _words(record: Record) -> list[str]:
    words = _WORD.findall(ascii_of(_MARKUP.sub("", record.text("title"))))
    return [word for word in words if word.lower() not in _STOP]


def _title(record: Record) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in _words(record)[:1])


def _short_title(record: Record) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in _words(record)[:3])


def _journal(record: Record) -> str:
    return " ".join(
        word
        for word in _WORD.findall(ascii_of(record.text("container-title")))
        if word.lower() not in _STOP
    )


_PARTS: Final[dict[str, Callable[[Record], str]]] = {
    "auth": _author,
    "author": _author,
    "authors": _authors,
    "year": _year,
    "title": _title,
    "veryshorttitle": _title,
    "shorttitle": _short_title,
    "journal": _journal,
    "doi": lambda record: record.text("DOI"),
    "type": lambda record: record.type,
    "id": lambda record: record.id,
}


def check_pattern(pattern: str) -> None:
    """Refuse a pattern with a part that there is not: it would be missing in every key."""
    for match in _PART.finditer(pattern):
        if match.group(1) not in _PARTS:
            known = ", ".join(f"[{name}]" for name in _PARTS)
            raise FormatError(f"no part of a key is called {match.group()}; there are {known}")


#: The pattern of keys for records that have none.
DEFAULT_PATTERN: Final = "[auth][year][title]"


class _Taken:
    """A set of texts of which only hashes are kept: new ones in a set, the others in sorted arrays, eight bytes each.

    (A set alone takes ten times the room, which is all that grows while a file is converted.)  Two texts of one hash
    count as the same: a key is then told apart for nothing, once in billions.
    """

    _NEW: Final = 1 << 14

    def __init__(self) -> None:
        self.new: set[int] = set()
        #: Each at least as long as the next.
        self.sorted: list[array[int]] = []

    def take(self, text: str) -> bool:
        """Add a text; False if it is there already."""
        wanted = hash(text) & 0xFFFF_FFFF_FFFF_FFFF
        if wanted in self.new:
            return False
        for held in self.sorted:
            place = bisect_left(held, wanted)
            if place < len(held) and held[place] == wanted:
                return False
        self.new.add(wanted)
        if len(self.new) >= self._NEW:
            run = array("Q", sorted(self.new))
            while self.sorted and len(self.sorted[-1]) <= len(run):
                run = array("Q", merge(self.sorted.pop(), run))
            self.sorted.append(run)
            self.new.clear()
        return True


class Keys:
    """The keys written so far, and the next one."""

    def __init__(self, pattern: str, ascii_only: bool, report: Report) -> None:
        check_pattern(pattern)
        self.pattern = pattern
        self.ascii_only = ascii_only
        self.report = report
        self.taken = _Taken()
        #: How often a key was wished for that was taken.
        self.collided: dict[str, int] = {}

    def key(self, record: Record) -> str:
        """The key of a record: safe, and not one that was given before."""
        return self.settled(self.wished(record), record.id)

    def wished(self, record: Record) -> str:
        """The key that a record has if no other has it: its own made safe, or one by a pattern."""
        wished = (
            by_pattern(self.pattern, record)
            if self.pattern
            else safe_key(record.id, self.ascii_only)
        )
        if not wished:
            wished = by_pattern(DEFAULT_PATTERN, record) or "entry"
            if not record.id:
                self.report.add("id-missing", wished, record=record.id)
        return wished

    def settled(self, wished: str, id_: str) -> str:
        """A wished key, or the first like it that was not given before."""
        key = wished
        while not self.taken.take(key.lower()):
            number = self.collided.get(wished, 0)
            self.collided[wished] = number + 1
            key = f"{wished}{_suffix(number)}"
        if key != id_ and id_:
            self.report.add("id-changed", f"{id_[:80]} → {key}", record=id_)
        return key


def _suffix(number: int) -> str:
    """a … z, then -27 …"""
    return chr(97 + number) if number < 26 else f"-{number + 1}"
