"""Number variables: what is numeric, what is plural, and how the parts join again.

Rules: CSL 1.0.2, "Number", "Label" (plurality), "Choose" (`is-numeric`), with the practice that the
fixtures show: labels inside a value ("7, p. 3-8"), `\\-` for a hyphen that makes no range. In goes
the text of a number variable; out comes a `Numeric`, which prints itself with given forms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["RANGE", "NumberPart", "Numeric", "alphabetic", "parse_number", "roman"]

RANGE = "-"
"""The joiner of two parts that are the ends of a range."""

# What may stand before a number inside a value, and the term that it means.
EMBEDDED_LABELS: Mapping[str, str] = {
    "add.": "addendum",
    "amend.": "amendment",
    "annot.": "annotation",
    "app.": "appendix",
    "art.": "article",
    "bibliog.": "bibliography",
    "bk.": "book",
    "ch.": "chapter",
    "cl.": "clause",
    "cmt.": "comment",
    "col.": "column",
    "dec.": "decision",
    "dept.": "department",
    "ex.": "example",
    "fig.": "figure",
    "fld.": "field",
    "fol.": "folio",
    "hypo.": "hypothetical",
    "illus.": "illustration",
    "intro.": "introduction",
    "l.": "line",
    "n.": "note",
    "no.": "issue",
    "op.": "opus",
    "p.": "page",
    "para.": "paragraph",
    "pp.": "page",
    "princ.": "principle",
    "pt.": "part",
    "pub.": "publication",
    "r.": "rule",
    "sched.": "schedule",
    "sec.": "section",
    "ser.": "series",
    "subch.": "subchapter",
    "subdiv.": "subdivision",
    "subpara.": "subparagraph",
    "subsec.": "subsection",
    "supp.": "supplement",
    "sv.": "sub-verbo",
    "tbl.": "table",
    "tit.": "title",
    "vol.": "volume",
    "vrs.": "verse",
}

_ABBREVIATIONS = {name: short for short, name in EMBEDDED_LABELS.items() if short != "pp."}

# Variables whose values name a place in a work: any label may lead them.
_PLACE_VARIABLES = frozenset({"locator", "page", "page-first", "number"})

_LABELLED = _PLACE_VARIABLES | frozenset(EMBEDDED_LABELS.values())

_MAX_TEXT = 2000
"""Longer values are taken for text: no number is so long, and the rules stay linear."""

_JOINER = re.compile(
    r"(\s*&\s*|,?\s+and\s+|\s*;\s+|\s*,\s+|,(?=\d{1,2}(?!\d)|\d{4})|\s*(?<!\\)[-\u2013]+\s*|\\[-\u2013])"
)
_PREFIXED = re.compile(r"(\d*[^\W\d_]+0*)?(\d+(?:[^\W\d_]*|[-,a-zA-Z]+))\Z")
_NUMERIC = re.compile(r"(?:\d+|[ivx]+)(?:[-,:a-zA-Z]*|-[-\d]+)\Z")
_ROMAN = re.compile(r"[ivxlcm]+\Z|[IVXLCM]+\Z")
_FRACTION = re.compile(r"\d+(?:/\d+)+\Z")
_LABEL = re.compile(r"(?:^|(?<=\s))([a-z]{1,8}\.)\s*(?=\d|[ivxlcm]+\b)")
_SUBDIVISION = re.compile(r"[,a-zA-Z]+\Z")
_SUBDIVIDED = re.compile(r"\d+[,a-zA-Z]+\Z")


@dataclass(frozen=True, slots=True)
class NumberPart:
    """One number: its affixed letters, an own label if one stands before it, what follows it."""

    prefix: str
    value: str
    joiner: str = ""
    label: str | None = None
    plural: bool = False

    @property
    def text(self) -> str:
        return self.prefix + self.value

    @property
    def integer(self) -> int | None:
        """The number itself, where there is nothing but digits (and not absurdly many)."""
        if not self.prefix and self.value.isdecimal() and len(self.value) <= 15:
            return int(self.value)
        return None

    @property
    def starts_as_number(self) -> bool:
        return self.value[:1].isdecimal() or _ROMAN.match(self.value) is not None


def _abbreviation(name: str, plural: bool) -> str:
    return _ABBREVIATIONS.get(name, "")


@dataclass(frozen=True, slots=True)
class Numeric:
    """A number variable's value, taken apart."""

    source: str
    parts: tuple[NumberPart, ...]
    is_numeric: bool
    plural: bool
    label: str | None = None
    """The term that a label at the very start of the value means ("ch. 3" as a locator)."""

    def print(
        self,
        form: Callable[[int], str] = str,
        range_delimiter: str = RANGE,
        ampersand: str = "&",
        label: Callable[[str, bool], str] = _abbreviation,
    ) -> str:
        """The value with each bare number through `form`; text that is no number as it is."""
        if not self.is_numeric:
            return self.source.replace("\\-", "-") if not self.parts else self._plain(ampersand)
        out: list[str] = []
        bound = any(part.joiner == "\\-" for part in self.parts)
        for index, part in enumerate(self.parts):
            if part.label is not None:
                before = label(part.label, part.plural)
                out.append(f"{before} " if before else "")
            # The form holds for the first run of numbers, not for those under another label.
            number = part.integer if part.label is None else None
            keeps_zeros = part.value.startswith("0") and form is str
            foreign = any(other.label for other in self.parts[: index + 1])
            plain = number is None or keeps_zeros or foreign or bound
            out.append(part.text if plain else form(number or 0))
            out.append(_joiner_text(part.joiner, range_delimiter, ampersand))
        return "".join(out)

    def _plain(self, ampersand: str) -> str:
        return "".join(
            part.text + _joiner_text(part.joiner, RANGE, ampersand) for part in self.parts
        )


def _joiner_text(joiner: str, range_delimiter: str, ampersand: str) -> str:
    if joiner == RANGE:
        return range_delimiter
    if joiner == "&":
        return f" {ampersand} "
    return "-" if joiner == "\\-" else joiner


@lru_cache(maxsize=4096)
def parse_number(text: str, variable: str = "") -> Numeric:
    """Take the value of a number variable apart."""
    source = text.strip()
    if not source or len(source) > _MAX_TEXT:
        return Numeric(source, (), False, False)
    if _FRACTION.match(source):
        return Numeric(source, (NumberPart("", source),), True, False)
    label, body = _leading_label(source, variable)
    pieces, joiners = _split(body)
    parts: list[NumberPart] = []
    for index, (piece, joiner) in enumerate(zip(pieces, joiners)):
        # At the start, only what is known to be a number may have a label inside.
        whole = not index and variable not in _LABELLED
        parts.extend([_part(piece, joiner, None)] if whole else _parts(piece, joiner))
    parts, first_run = _with_plurals(parts)
    # Practice asks only that the value begins with a number: "3-B", "2 and later".
    numeric = bool(parts) and _is_number(parts[0].text)
    ranged = first_run > 1 and parts[0].starts_as_number and parts[0].joiner != "\\-"
    if variable.startswith("number-of-") and numeric:
        count = re.match(r"\d{1,9}", parts[0].text)
        ranged = ranged or (count is not None and int(count[0]) > 1)
    return Numeric(source, tuple(parts), numeric, ranged and numeric, label)


def _leading_label(text: str, variable: str) -> tuple[str | None, str]:
    found = _LABEL.match(text)
    name = EMBEDDED_LABELS.get(found[1]) if found else None
    if variable in ("page", "page-first") and name != "page":
        return None, text
    if found and name and (variable in _PLACE_VARIABLES or name == variable):
        return name, text[found.end() :]
    return None, text


def _split(text: str) -> tuple[list[str], list[str]]:
    """The pieces of a value, and the joiner after each, normalised."""
    split = _JOINER.split(text)
    pieces, joiners = split[0::2], [_normal_joiner(joiner) for joiner in split[1::2]]
    # "12a-c" is one number with two subdivisions.
    for index in range(len(pieces) - 2, -1, -1):
        if (
            joiners[index] == RANGE
            and _SUBDIVIDED.match(pieces[index])
            and _SUBDIVISION.match(pieces[index + 1])
        ):
            pieces[index : index + 2] = [f"{pieces[index]}-{pieces[index + 1]}"]
            del joiners[index]
    return pieces, [*joiners, ""]


def _normal_joiner(joiner: str) -> str:
    bare = joiner.strip()
    if bare.startswith("\\"):
        return "\\-"
    if bare[:1] in ("-", "\u2013"):
        return RANGE
    if bare == "&":
        return "&"
    if bare in (",", ";"):
        return f"{bare} "
    return " ".join(joiner.split()).join(("" if bare[0] == "," else " ", " "))


def _parts(piece: str, joiner: str) -> list[NumberPart]:
    """The numbers in one piece: "12 n. 3" has two, the second under a label of its own."""
    found = [match for match in _LABEL.finditer(piece) if match[1] in EMBEDDED_LABELS]
    before = piece[: found[0].start()].strip() if found else piece
    if not found or (before and not _is_number(before)):
        return [_part(piece, joiner, None)]
    parts = [_part(before, " ", None)] if before else []
    for match, following in zip(found, [*found[1:], None]):
        value = piece[match.end() : following.start() if following else None].strip()
        after = " " if following else joiner
        parts.append(_part(value, after, EMBEDDED_LABELS[match[1]]))
    return parts


def _part(text: str, joiner: str, label: str | None) -> NumberPart:
    found = _PREFIXED.match(text)
    if found:
        return NumberPart(found[1] or "", found[2], joiner, label)
    return NumberPart("", text, joiner, label)


def _is_number(value: str) -> bool:
    found = _PREFIXED.match(value)
    return _NUMERIC.match(found[2] if found else value) is not None


def _with_plurals(parts: list[NumberPart]) -> tuple[list[NumberPart], int]:
    """Set the plural of parts with a label; also how many parts come before the first such."""
    starts = [index for index, part in enumerate(parts) if part.label is not None]
    first_run = starts[0] if starts and starts[0] else len(parts)
    for start, end in zip(starts, [*starts[1:], len(parts)]):
        if end - start > 1 and parts[start].joiner != "\\-":
            part = parts[start]
            parts[start] = NumberPart(part.prefix, part.value, part.joiner, part.label, True)
    return parts, first_run


ROMAN_NUMERALS = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def roman(number: int) -> str:
    """A number in lower-case roman numerals; one that has none (0, 4000) in digits."""
    if not 0 < number < 4000:
        return str(number)
    out = []
    for value, numeral in ROMAN_NUMERALS:
        count, number = divmod(number, value)
        out.append(numeral * count)
    return "".join(out)


def alphabetic(index: int) -> str:
    """The year suffix of an index from 0: a … z, aa, ab …"""
    out = ""
    index += 1
    while index > 0:
        index, letter = divmod(index - 1, 26)
        out = chr(ord("a") + letter) + out
    return out
