"""The laws that hold for every format that reads and writes, a plug-in's included.

*Reads back*: each variable, in a record of each type, written and read gives the same value, or
was reported as lost or changed. *Total*: each variable is written for some type, or the format
states in `cannot_say` that it has no place for it. *No orphan*: each CSL type is written as a
native type that reads back to it, or was reported as changed; an unknown native type becomes a
document, with a diagnostic. *Whole record*: all variables at once do as each does alone, and what
was read back is written the same again.

In: a `Format`; out: the `Problem`s found, none where the laws hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from citeconv.formats.format import Format, Options
from citeconv.formats.mapping import CHECKED_VARIABLES, Entry
from citeconv.formats.source import Source
from citeconv.model.dates import Date
from citeconv.model.names import Name
from citeconv.model.record import Record, Value
from citeconv.model.report import Report
from citeconv.model.vocabulary import KINDS, TYPES


class Problem(NamedTuple):
    """A law that does not hold: which, for what variable or type, and what happened."""

    law: str
    subject: str
    happened: str
    types: tuple[str, ...] = ()

    def __str__(self) -> str:
        where = ""
        if self.types:
            shown = ", ".join(self.types[:4]) + (", …" if len(self.types) > 4 else "")
            where = f" (in {len(self.types)} types: {shown})"
        return f"{self.law}: {self.subject}: {self.happened}{where}"


#: Values of the kinds, as sources have them.
_OF_KIND: Final[dict[str, Value]] = {
    "text": "Some text of <i>Escherichia coli</i> & others: 5 % {more}",
    "number": "12",
    "names": [
        Name("Doe", "Jane Q."),
        Name("Berg", "Jan", "van der"),
        Name(literal="World Health Organization"),
    ],
    "date": Date((2019, 11, 3)),
}
#: Values of variables that have a form of their own.
_OF_VARIABLE: Final[dict[str, Value]] = {
    "DOI": "10.1000/182_x",
    "ISBN": "9783161484100",
    "ISSN": "2049-3630",
    "PMCID": "PMC3052358",
    "PMID": "21357239",
    "URL": "https://example.org/a_b?c=1&d=%20e",
    "citation-key": "doe2019",
    "genre": "Working paper",
    "keyword": "alpha, beta",
    "language": "en-US",
    "license": "CC BY 4.0",
    "page": "11-19",
    "note": "Seen in the reading room",
    "scale": "1:25000",
    "status": "in press",
}
_TITLE: Final = "On the writing of records"
_ID: Final = "doe2019"

#: Diagnostics by which a writer says that it cannot say something.
_CONFESSED: Final = frozenset({"field-lost", "value-changed"})


def sample(variable: str) -> Value:
    """A value for a variable, as a source would have it."""
    return _OF_VARIABLE.get(variable, _OF_KIND[KINDS[variable]])


def check(format: Format) -> list[Problem]:
    """The problems of a format that reads and writes; [] if the laws hold."""
    if format.read is None or format.write is None:
        return []
    return [
        *_grouped(_reads_back(format)),
        *_total(format),
        *_no_orphan(format),
        *_grouped(_whole_record(format)),
    ]


# --- the laws -------------------------------------------------------------------------------------


def _reads_back(format: Format) -> Iterator[Problem]:
    for type_ in sorted(TYPES):
        for variable in CHECKED_VARIABLES:
            record = Record(type_, _ID, {"title": _TITLE})
            record[variable] = sample(variable)
            back, confessed, said = _there_and_back(format, record)
            if isinstance(back, str):
                yield Problem("reads back", variable, back, (type_,))
                continue
            yield from _differences("reads back", record, back, confessed, type_, said)


def _total(format: Format) -> Iterator[Problem]:
    stated = format.mapping.cannot_say if format.mapping is not None else frozenset()
    for variable in CHECKED_VARIABLES:
        said = False
        for type_ in sorted(TYPES):
            record = Record(type_, _ID, {"title": _TITLE})
            record[variable] = sample(variable)
            if variable not in _there_and_back(format, record)[1]:
                said = True
                break
        if said and variable in stated:
            yield Problem(
                "total", variable, "is written, though the format states that it cannot be"
            )
        elif not said and variable not in stated:
            yield Problem("total", variable, "is never written, and cannot_say does not name it")


def _no_orphan(format: Format) -> Iterator[Problem]:
    for type_ in sorted(TYPES):
        record = Record(type_, _ID, {"title": _TITLE})
        back, _, said = _there_and_back(format, record)
        if isinstance(back, str):
            yield Problem("no orphan", type_, back)
        elif back.type != type_ and "type-changed" not in said:
            yield Problem("no orphan", type_, f"is read back as {back.type}, and nothing was said")
    if format.mapping is not None and format.mapping.types:
        report = Report()
        unknown = format.mapping.record(Entry("no such type", _ID, []), report)
        if unknown.type != "document" or not report.counts["type-unknown"]:
            yield Problem("no orphan", "an unknown native type", f"is read as {unknown.type}")


def _whole_record(format: Format) -> Iterator[Problem]:
    for type_ in sorted(TYPES):
        record = Record(type_, _ID, {name: sample(name) for name in CHECKED_VARIABLES})
        back, confessed, said = _there_and_back(format, record)
        if isinstance(back, str):
            yield Problem("whole record", "the record", back, (type_,))
            continue
        yield from _differences("whole record", record, back, confessed, type_, said)
        again, _, _ = _there_and_back(format, back)
        if not isinstance(again, str) and _text(format, back) != _text(format, again):
            yield Problem("whole record", "the text", "is another when written again", (type_,))


# --- what they have in common ---------------------------------------------------------------------


def _text(format: Format, record: Record) -> str:
    assert format.write is not None
    return "".join(format.write([record], Report(), Options()))


def _there_and_back(
    format: Format, record: Record
) -> tuple[Record | str, frozenset[str], frozenset[str]]:
    """The record read back (or what went wrong), the variables and the codes reported."""
    assert format.read is not None
    assert format.write is not None
    report = Report()
    text = "".join(format.write([record], report, Options()))
    confessed = frozenset(said.place.field for said in report if said.code in _CONFESSED)
    codes = frozenset(report.counts)
    # what a reader keeps only when it is asked to counts as kept
    asked = dict.fromkeys(format.options, True)
    read = list(format.read(Source(text, "", Report(), options=asked), Report()))
    if len(read) != 1:
        return f"one record was written, {len(read)} are read", confessed, codes
    return read[0], confessed, codes


def _differences(
    law: str,
    record: Record,
    back: Record,
    confessed: frozenset[str],
    type_: str,
    said: frozenset[str],
) -> Iterator[Problem]:
    for name, value in record.items():
        if name in confessed:
            continue
        found = back.get(name)
        if found is None:
            yield Problem(law, name, "is not read back, and nothing was said", (type_,))
        elif found != value:
            yield Problem(law, name, f"{_shown(value)} is read back as {_shown(found)}", (type_,))
    for name in back:
        if name not in record and not (said & {"type-changed"} and name == "genre"):
            yield Problem(law, name, f"appears from nowhere: {_shown(back[name])}", (type_,))


def _shown(value: Value) -> str:
    if isinstance(value, list):
        return " + ".join(map(repr, value))
    return repr(value) if isinstance(value, str) else str(value)


def _grouped(problems: Iterator[Problem]) -> list[Problem]:
    """One problem for what happens alike in several types."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for problem in problems:
        found.setdefault(problem[:3], []).extend(problem.types)
    return [Problem(*key, tuple(dict.fromkeys(types))) for key, types in found.items()]
