"""The header of a raw CORD-19 record: its labels and values, out of lines or one long line.

The labels come in one order, each once: authors, title, date, journal, DOI, sha, doc_id,
cord_uid; any may be missing. A title may hold any of these words with a colon, so the header is
taken apart from its end, where the values have shapes of their own, up to the last
`date: <date> journal: …`; what is left are the authors, up to the first `title:`, and the title.

In: the text between the key and the end of the header. Out: (label, value) pairs; a missing
value (`nan`, or none at all) has no pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

LABELS: Final = ("authors", "title", "date", "journal", "DOI", "sha", "doc_id", "cord_uid")

#: The word that pandas writes for no value.
MISSING: Final = "nan"

#: The values that have a shape; an empty value is one too.
_SHAPES: Final = {
    "date": re.compile(r"(?:nan|\d{4}(?:-\d\d?){0,2}(?:[ T]\d\d:\d\d:\d\d)?|\d{4}\.0)?"),
    "DOI": re.compile(r"(?:nan|10\.\d{4,9}(?:\.\d+)*/\S+)?"),
    "sha": re.compile(r"(?:nan|(?:[0-9a-f]{40}|PMC\d+)(?:; ?(?:[0-9a-f]{40}|PMC\d+))*)?"),
    "doc_id": re.compile(r"(?:nan|\d+(?:\.0)?)?"),
    "cord_uid": re.compile(r"(?:nan|[0-9a-z]{8})?"),
}
_IS_SHAPED: Final = {label: shape.fullmatch for label, shape in _SHAPES.items()}
#: What stands for such a value where a publisher or program wrote something else.
_LENIENT: Final = {
    "date": r"(?=\D{0,20}\d)[\w ,./-]{2,30}|n\.d\.|None|NaT|NULL|null|[Uu]nknown|undated",
    "DOI": r"\S{1,200}|(?i:https?://|doi:? ?)?10\.\S+(?: \S+){0,3}",
    "sha": r"[\w; .-]{1,500}",
    "doc_id": r"\S{1,40}",
    "cord_uid": r"\S{1,40}",
}
#: How many places of a label word are tried: titles may be made of them.
_TRIES: Final = 16

#: What stands in the name of no journal, but in a title that quotes a header.
_NO_JOURNAL: Final = re.compile(r"(?:^|\s)(?:DOI|sha):(?:\s|$)")

Pairs = list[tuple[str, str]]


def header_fields(text: str, flat: bool) -> Pairs:
    """The labels that have a value, in the order of the format."""
    return checked_fields(text, flat)[0]


def checked_fields(text: str, flat: bool) -> tuple[Pairs, bool]:
    """The same, and whether their values are known to have the shapes that they should have."""
    values, regular = _flat_values(text) if flat else _line_values(text)
    return [
        (label, value)
        for label in LABELS
        if label in values and (value := values[label].strip()) and value != MISSING
    ], regular


def malformed(fields: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The labels whose value has not the shape that it should have."""
    return [
        (label, value)
        for label, value in fields
        if label in _IS_SHAPED and not _IS_SHAPED[label](value)
    ]


# --- one long line ----------------------------------------------------------------------------

_WHITE: Final = re.compile(r"[ \t\n]+")


#: The last labels as almost every header has them: no value is missing, none is odd. A header
#: that this does not match is taken apart label by label, with the same result (tested).
_REGULAR: Final = re.compile(
    r" DOI: (nan|10\.\d{4,9}/\S+) sha: (nan|PMC\d+|[0-9a-f]{40}(?:; [0-9a-f]{40})*) "
    r"doc_id: (\d+) cord_uid: ([0-9a-z]{8})"
)


def _flat_values(text: str) -> tuple[dict[str, str], bool]:
    rest = (
        " " + (text if text.isprintable() and "  " not in text else _WHITE.sub(" ", text)).strip()
    )
    values: dict[str, str] = {}
    at = rest.rfind(" DOI: ")
    regular = _REGULAR.fullmatch(rest, at) if at >= 0 else None
    if regular:
        rest = rest[:at]
        values["DOI"], values["sha"], values["doc_id"], values["cord_uid"] = regular.groups()
    else:
        for label in ("cord_uid", "doc_id", "sha", "DOI"):
            taken = _take_last(rest, label, _SHAPES[label]) or _take_lenient(rest, label)
            if taken:
                rest, values[label] = taken
    if dated := _regular_journal(rest):
        rest, values["date"], values["journal"] = dated
    else:
        rest = _take_journal(rest, values)
    known = regular is not None and dated is not None
    if rest.startswith(" authors:"):
        title = rest.find(" title:", len(" authors:"))
        if title < 0:
            values["authors"] = rest[len(" authors:") :].strip()
            return values, known
        values["authors"] = rest[len(" authors:") : title].strip()
        rest = rest[title:]
    if rest.startswith(" title:"):
        values["title"] = rest[len(" title:") :].strip()
    return values, known


def _take_last(rest: str, label: str, shape: re.Pattern[str]) -> tuple[str, str] | None:
    """(what stands before, value) of the last `label` whose value reaches the end."""
    word = f" {label}:"
    end = len(rest)
    for _ in range(_TRIES):
        at = rest.rfind(word, 0, end)
        if at < 0:
            return None
        if rest[at + len(word) : at + len(word) + 1] in ("", " "):
            value = rest[at + len(word) :].strip()
            if shape.fullmatch(value):
                return rest[:at], value
        end = at + len(word) - 1
    return None


def _take_lenient(rest: str, label: str) -> tuple[str, str] | None:
    return _take_last(rest, label, re.compile(_LENIENT[label]))


def _take_journal(rest: str, values: dict[str, str]) -> str:
    """Take `date: … journal: …` off the end: the last journal that a date stands before.

    Where a date itself is the last, there is no journal, whatever the title says.
    """
    taken = _take_last(rest, "date", _SHAPES["date"])
    if taken and taken[1] not in ("", MISSING):
        values["date"] = taken[1]
        return taken[0]
    word = " journal:"
    end = len(rest)
    last = -1
    for _ in range(_TRIES):
        at = rest.rfind(word, 0, end)
        if at < 0:
            break
        if rest[at + len(word) : at + len(word) + 1] in ("", " "):
            last = last if last >= 0 else at
            taken = _take_last(rest[:at], "date", _SHAPES["date"])
            journal = rest[at + len(word) :].strip()
            if taken and not _NO_JOURNAL.search(journal):
                values["journal"] = journal
                values["date"] = taken[1]
                return taken[0]
        end = at + len(word) - 1
    # one of the two is missing, or the date is none
    taken = _take_last(rest, "date", _SHAPES["date"])
    if taken:
        values["date"] = taken[1]
        return taken[0]
    if last >= 0:
        values["journal"] = rest[last + len(word) :].strip()
        rest = rest[:last]
    taken = _take_lenient(rest, "date")
    if taken:
        values["date"] = taken[1]
        return taken[0]
    return rest


def _regular_journal(rest: str) -> tuple[str, str, str] | None:
    """(what stands before, date, journal) where the last two labels are these, as almost always.

    Measured: a third of the time of a header. Where it gives nothing, the tries do the same.
    """
    journal_at, date_at = rest.rfind(" journal: "), rest.rfind(" date: ")
    if not 0 <= date_at < journal_at or rest.endswith((" journal:", " date:")):
        return None
    date, journal = rest[date_at + 7 : journal_at], rest[journal_at + 10 :]
    if not _IS_SHAPED["date"](date) or (":" in journal and _NO_JOURNAL.search(journal)):
        return None
    return rest[:date_at], date, journal.strip()


# --- lines ------------------------------------------------------------------------------------

_LINE: Final = re.compile(r"(authors|title|date|journal|DOI|sha|doc_id|cord_uid):(?:[ \t]+|\Z)(.*)")


#: The lines as almost every header has them; with the same result as one by one (tested).
_REGULAR_LINES: Final = re.compile(
    r"authors: (.+)\ntitle: (.+)\ndate: (\d{4}(?:-\d\d?){0,2}|nan)\njournal: (.+)\n"
    r"DOI: (nan|10\.\d{4,9}/\S+)\nsha: (nan|PMC\d+|[0-9a-f]{40}(?:; [0-9a-f]{40})*)\n"
    r"doc_id: (\d+)\ncord_uid: ([0-9a-z]{8})"
)


def _line_values(text: str) -> tuple[dict[str, str], bool]:
    if regular := _REGULAR_LINES.fullmatch(text.strip()):
        return dict(zip(LABELS, regular.groups(), strict=True)), True
    lines = [line.strip(" \t") for line in text.strip("\n").split("\n")]
    matches = [_LINE.match(line) for line in lines]
    starts = _starts(matches)
    values: dict[str, str] = {}
    label = ""
    for number, line in enumerate(lines):
        match = matches[number]
        if match and starts.get(match[1]) == number:
            label = match[1]
            values[label] = match[2]
        elif label and label not in _SHAPES and line:
            # a title with a line end of its own
            values[label] = f"{values[label]} {line}".strip()
    return values, False


def _starts(matches: list[re.Match[str] | None]) -> dict[str, int]:
    """The line where each label's value begins: from the last label upwards, by shape."""
    starts: dict[str, int] = {}
    end = len(matches)
    for label in reversed(LABELS[2:]):
        here = [n for n in range(end) if (found := matches[n]) and found[1] == label]
        shape = _SHAPES.get(label)
        shaped = [n for n in here if shape is None or shape.fullmatch(matches[n][2])]  # type: ignore[index]
        if shaped or here:
            end = starts[label] = (shaped or here)[-1]
    first = 0
    for label in LABELS[:2]:
        found_at = next((n for n in range(first, end) if (m := matches[n]) and m[1] == label), None)
        if found_at is not None:
            starts[label] = found_at
            first = found_at + 1
    return starts
