"""What a conversion has to say: the closed list of diagnostics, their places, and the report.

A reader or writer never logs and never prints: it calls `Report.add` with a code of `DIAGNOSTICS`
and the place it is about. The caller decides what to show, and whether a loss is a failure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Final, Literal, NamedTuple, get_args

Severity = Literal["note", "repaired", "lost", "invalid"]

#: What may be said, and how bad it is. The sentence is completed by the instance's detail.
#: `note`: worth knowing; `repaired`: the input was wrong and was read all the same;
#: `lost`: something of the record is not in the output; `invalid`: the record was skipped.
DIAGNOSTICS: Final[Mapping[str, tuple[Severity, str]]] = {
    # --- files and text
    "file-unreadable": ("invalid", "the file cannot be read"),
    "file-empty": ("note", "the file is empty"),
    "file-no-records": ("invalid", "the file has no record in this format"),
    "format-unknown": ("invalid", "the format of the input cannot be told"),
    "archive-damaged": ("invalid", "the archive is damaged or truncated"),
    "archive-refused": ("invalid", "the archive unpacks to more than is allowed"),
    "encoding-guessed": ("repaired", "the text is not UTF-8 and was read in another encoding"),
    "encoding-damaged": ("repaired", "bytes that are no text were replaced"),
    "control-character": ("repaired", "control characters were replaced"),
    # --- records
    "record-invalid": ("invalid", "the record cannot be read and was skipped"),
    "record-doubtful": ("note", "what may be a record was read as text"),
    "record-truncated": ("repaired", "the record ends before its end mark"),
    "record-duplicate": ("note", "a record of the same id was read before"),
    "id-missing": ("repaired", "the record has no citation key; one was made"),
    "id-changed": ("repaired", "the citation key was changed"),
    "type-unknown": ("repaired", "the type is not known; the record became a document"),
    "type-changed": ("lost", "the output format has no such type; the nearest one was written"),
    "limit-exceeded": ("invalid", "the input exceeds a limit that protects against hostile files"),
    # --- fields
    "field-malformed": ("repaired", "a field is malformed and was read as far as it goes"),
    "field-lost": ("lost", "the output format has no place for this variable"),
    "value-changed": ("lost", "the output format cannot hold this value as it is"),
    "date-malformed": ("repaired", "a date cannot be read and was kept as it stands"),
    "identifier-invalid": ("note", "an identifier does not have the form that it should have"),
    "junk-skipped": ("repaired", "text outside any record was skipped"),
    "syntax-repaired": ("repaired", "a syntax error was repaired"),
    "macro-undefined": ("repaired", "an abbreviation is used that is not defined"),
    "reference-missing": ("repaired", "another record is referred to that is not there"),
    "reference-cycle": ("repaired", "records refer to each other in a circle"),
    "latex-unknown": ("repaired", "an unknown LaTeX command was kept readable"),
    # --- formatting
    "item-unprintable": ("invalid", "the record cannot be formatted"),
    "guide-rule": ("note", "the data was adapted to the style guide"),
}


class CitationError(Exception):
    """Everything that citeconv raises on purpose: bad input, a wrong variable, a missing style."""


class FormatError(CitationError):
    """The input is not what it is said to be, or a format is unknown or ambiguous."""


class VocabularyError(CitationError, ValueError):
    """A type or variable that CSL 1.0.2 does not know, or a value of the wrong kind."""


class StyleError(CitationError):
    """A style or locale that is missing or not valid CSL."""


class Place(NamedTuple):
    """Where something is: file, line (from 1; 0 if unknown), record id, field."""

    file: str = ""
    line: int = 0
    record: str = ""
    field: str = ""

    def __str__(self) -> str:
        where = self.file or "<input>"
        if self.line:
            where += f":{self.line}"
        if self.record:
            where += f": {self.record}"
        if self.field:
            where += f": {self.field}"
        return where


class Diagnostic(NamedTuple):
    """One thing to report: a code of `DIAGNOSTICS`, its place, and what was met and done."""

    code: str
    place: Place
    detail: str = ""
    source: str = ""

    @property
    def severity(self) -> Severity:
        return DIAGNOSTICS[self.code][0]

    @property
    def sentence(self) -> str:
        return DIAGNOSTICS[self.code][1]

    def __str__(self) -> str:
        detail = f": {self.detail}" if self.detail else ""
        return f"{self.place}: {self.severity}: {self.sentence}{detail} [{self.code}]"

    def to_dict(self) -> dict[str, str | int]:
        """The diagnostic as plain JSON data."""
        return {
            "code": self.code,
            "severity": self.severity,
            "sentence": self.sentence,
            "detail": self.detail,
            "file": self.place.file,
            "line": self.place.line,
            "record": self.place.record,
            "field": self.place.field,
            "source": self.source,
        }


#: Raw text kept with an invalid record, and diagnostics kept in memory: a report must not
#: grow with a hostile file. The counts stay exact beyond it.
MAX_SOURCE: Final = 2000
MAX_KEPT: Final = 10_000


class Report:
    """Collects diagnostics: exact counts by code, and the first `MAX_KEPT` instances.

    `listen` is called with each diagnostic as it comes, for who wants all of them.
    """

    __slots__ = (
        "bytes_read",
        "counts",
        "file",
        "kept",
        "listen",
        "records_read",
        "records_written",
    )

    def __init__(self, listen: Callable[[Diagnostic], None] | None = None) -> None:
        self.listen = listen
        self.counts: Counter[str] = Counter()
        self.kept: list[Diagnostic] = []
        #: The file being read, put into places that name none.
        self.file = ""
        self.records_read = 0
        self.records_written = 0
        #: Of the inputs as they are, compressed or not: what progress is measured by.
        self.bytes_read = 0

    def add(
        self,
        code: str,
        detail: str = "",
        *,
        file: str = "",
        line: int = 0,
        record: str = "",
        field: str = "",
        source: str = "",
    ) -> None:
        """Add a diagnostic; raises KeyError for a code that is not in `DIAGNOSTICS`."""
        DIAGNOSTICS[code]
        self.merge_one(
            Diagnostic(
                code, Place(file or self.file, line, record, field), detail, source[:MAX_SOURCE]
            )
        )

    def merge_one(self, diagnostic: Diagnostic) -> None:
        """Take over a diagnostic that was made elsewhere (another process)."""
        self.counts[diagnostic.code] += 1
        if len(self.kept) < MAX_KEPT:
            self.kept.append(diagnostic)
        if self.listen is not None:
            self.listen(diagnostic)

    def merge(self, other: Report) -> None:
        """Take over all of another report (another process's)."""
        for diagnostic in other.kept:
            self.merge_one(diagnostic)
        self.counts += other.counts - Counter(diagnostic.code for diagnostic in other.kept)
        self.records_read += other.records_read
        self.records_written += other.records_written
        self.bytes_read += other.bytes_read

    def __repr__(self) -> str:
        severities = self.by_severity()
        said = [f"{severities[one]} {one}" for one in get_args(Severity)[::-1] if severities[one]]
        return f"<Report: {', '.join(said) or 'nothing to say'}>"

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.kept)

    def __len__(self) -> int:
        return self.counts.total()

    def by_severity(self) -> Counter[str]:
        """How many diagnostics of each severity there were."""
        counts: Counter[str] = Counter()
        for code, number in self.counts.items():
            counts[DIAGNOSTICS[code][0]] += number
        return counts

    @property
    def losses(self) -> int:
        """How many things were lost or invalid: what `--strict` fails on."""
        severities = self.by_severity()
        return severities["lost"] + severities["invalid"]

    def to_dict(self) -> dict[str, object]:
        """The report as plain JSON data: counts, and the diagnostics that were kept.

        Reading and writing take turns, and those of several processes take other turns than one's:
        what is about files comes first, then what reading said, then writing, then the keys given.
        """
        severities = self.by_severity()
        return {
            "records_read": self.records_read,
            "records_written": self.records_written,
            "counts": {code: self.counts[code] for code in DIAGNOSTICS if code in self.counts},
            "severities": {name: severities[name] for name in _SEVERITIES if name in severities},
            "diagnostics": [one.to_dict() for one in sorted(self.kept, key=_turn)],
        }


_SEVERITIES: Final = get_args(Severity)
#: Where it has no line, this comes of writing.
_WRITTEN: Final = {"field-lost": 2, "id-missing": 2, "type-changed": 2, "value-changed": 2} | {
    "id-changed": 3
}


def _turn(one: Diagnostic) -> tuple[int, str]:
    """Where a diagnostic stands in a report: its turn, and among those of files the file's name."""
    place = one.place
    if not place.line and one.code in _WRITTEN:
        return _WRITTEN[one.code], ""
    return (1, "") if place.line or place.record else (0, place.file)
