"""RIS, the format of Research Information Systems: `TY  - ` … `ER  - `.

Sources: the specification of 2001, EndNote's table of tags by reference type of 2011, and what
the programs that write RIS do (docs/formats-notes/ris.md). The tables stand in `ris_tables`,
values in `ris_values`, what several tags say together in `ris_composites`, and what exporters do
of their own in `ris_exporters`; here is the syntax, the repair of types, and the format itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from citeconv.formats.case_marks import showing_no_case_marks
from citeconv.formats.cuts import Boundary
from citeconv.formats.format import Format, changed_for_others, tabled
from citeconv.formats.journal_articles import written_type
from citeconv.formats.mapping import Entry, FormatMapping
from citeconv.formats.ris_composites import COMPOSITES
from citeconv.formats.ris_exporters import mended
from citeconv.formats.ris_parts import LINE_TAG
from citeconv.formats.ris_tables import FIELDS, TYPE_NAMES, TYPES
from citeconv.formats.ris_values import TEXT_CODECS, before_time, write_notes
from citeconv.formats.source import Source
from citeconv.formats.tagged import Tagged, TaggedSyntax, folded_lines, one_line, tag_set
from citeconv.model.patterns import pattern
from citeconv.model.record import Record
from citeconv.model.report import Report

_NAME: Final = "ris"

#: Every tag of RIS 2001 and 2011, and those that exporters add.
TAGS: Final = tag_set(
    "TY ER ID A1 A2 A3 A4 AB AD AN AR AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CR CT CY DA DB DI "
    "DO DP ED EP ET H1 H2 IS J1 J2 JA JF JO KW L1 L2 L3 L4 LA LB LK M1 M2 M3 N1 N2 NO NV OP PA PB "
    "PP PY RD RI RN RP SE SN SO SP SR ST SV T1 T2 T3 TA TI TN TS TT U1 U2 U3 U4 U5 UR VL VO WT WV "
    "Y1 Y2"
)
NATIVE: Final = frozenset(native for native, _ in TYPES)

#: The order in which an entry's lines are written: who, what, where, when, and the rest.
ORDER: Final = {
    tag: place
    for place, tag in enumerate(
        "AU A1 A2 A3 A4 ED TI T1 ST T2 JF C3 J2 T3 PY DA VL IS NV SV M1 SE SP EP C7 ET PB CY C1 "
        "SN DO C2 UR Y2 DB DP AN CN LA M3 C4 C5 C6 OP RI AB KW N1 RN".split()
    )
}

_LOOSE: Final = pattern(
    r"[\s\ufeff]{0,20}([A-Za-z][A-Za-z0-9])([ \t\xa0]{0,4})[-–—](?:([ \t\xa0])(.*)|(.*))\Z"
)


def irregular(line: str, within: bool) -> Tagged | None:
    """The tag and text of a line that doesn't look as it should; None if it is no tagged line.

    Two spaces before the hyphen make any capitalised pair a tag. Otherwise the tag must be a
    known one: indented, in lower case, or with one, three or four spaces. "T1- weighted" in
    the middle of an abstract is none.
    """
    if "-" not in line[2:40] and "–" not in line[2:40]:
        return ("ER", "") if within and line.strip() == "ER" else None
    match = _LOOSE.match(line)
    if match is None:
        return None
    written, spaces, gap, text, joined = match.groups()
    tag = written.upper()
    if len(spaces) == 2:
        if tag in TAGS or (written == tag and not line[:1].isspace() and gap):
            return tag, text if text is not None else joined
    elif written == tag and tag in TAGS and (spaces or tag in ("TY", "ER")) and (gap or not joined):
        return tag, text or ""
    return None


_PARAGRAPHS: Final = frozenset(("AB", "N1", "N2", "RN"))
_LOOKS_TAGGED: Final = pattern(r"\s*\w\w\s{0,4}[-–—]|\s*ER\s*\Z")


def print_field(tag: str, text: str) -> str:
    """One field: a line, or the lines of an abstract or note, none of which looks like a tag."""
    if tag in _PARAGRAPHS:
        return f"{tag}  - {folded_lines(text, lambda line: bool(_LOOKS_TAGGED.match(line)))}\n"
    return f"{tag}  - {one_line(text)}\n"


class _Syntax(TaggedSyntax):
    """Tagged lines, with TY lines brought to the types of the specification."""

    def parse(self, source: Source, report: Report) -> Iterator[Entry]:
        for entry in super().parse(source, report):
            if entry.type not in NATIVE:
                entry.type = native_type(entry)
            yield mended(entry)

    def print_entry(self, entry: Entry, report: Report) -> str:
        entry.fields = said_once(entry.fields)
        return super().print_entry(entry, report)


#: Tags of one value: of two DO lines citation-js refuses the file, pandoc takes the first, and
#: Zotero makes a note of the second.
_ONCE: Final = frozenset(("DO", "PY", "DA", "Y2"))


def said_once(fields: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The fields with what a tag says a second time as a note "ris:DO: …", which is read back.

    A date that is said again with its time of day is said so alone.
    """
    tags = [tag for tag, _ in fields if tag in _ONCE]
    if len(set(tags)) == len(tags):
        return fields
    once: list[tuple[str, str]] = []
    places: dict[str, int] = {}
    for tag, text in fields:
        if tag not in places:
            if tag in _ONCE:
                places[tag] = len(once)
            once.append((tag, text))
            continue
        first = once[places[tag]][1]
        if tag != "DO" and first[-1:] == "/" and before_time(text) == first[:-1]:
            once[places[tag]] = (tag, text)
        else:
            once.append((LINE_TAG, f"{_NAME}:{tag}: {one_line(text)}"))
    return once


def native_type(entry: Entry) -> str:
    """The RIS type that a TY line means; a record without one is what its tags make it."""
    type_ = entry.type.strip()
    if type_.upper() in NATIVE:
        return type_.upper()
    name = " ".join(type_.lower().replace("_", " ").split())
    if name in TYPE_NAMES:
        return TYPE_NAMES[name]
    if len(name) >= 4:
        meant = {TYPE_NAMES[full] for full in TYPE_NAMES if full.startswith(name)}
        meant = {"JOUR"} if "JOUR" in meant else meant
        if len(meant) == 1:
            return meant.pop()
    if type_:
        return one_line(type_)
    tags = {tag for tag, text in entry.fields if text.strip()}
    if tags & {"JF", "JO", "JA", "J1", "J2"} or ("T2" in tags and tags & {"IS", "VL"}):
        return "JOUR"
    return "GEN"


_TY: Final = pattern(r"^\s*TY {1,2}- ?\S", re.M)
_NAMED: Final = pattern(r"^(?:T[I12]|A[U1]|JO|JF|ER)  -", re.M)
_TAG_LINE: Final = pattern(r"^[A-Z][A-Z0-9]  - ", re.M)


def detect(head: str) -> float:
    """How sure the first kilobytes look like RIS: a TY line, or several tagged ones."""
    if _TY.search(head):
        return 0.95
    return 0.6 if len(_TAG_LINE.findall(head)) > 3 and _NAMED.search(head) else 0.0


SYNTAX: Final = _Syntax(
    width=2,
    mark="  - ",
    tags=TAGS,
    loose=irregular,
    begin=frozenset({"TY"}),
    end=frozenset({"ER"}),
    type_tag="TY",
    key_tag="ID",
    heads=tag_set("TI T1 CT BT AU A1 T2 A2 ED"),
    line=print_field,
    order=ORDER,
    closing="ER  - \n\n",
    writable=lambda tag: bool(re.fullmatch(r"[A-Z][A-Z0-9]", tag)),
)

MAPPING: Final = FormatMapping(
    name=_NAME,
    types=TYPES,
    fields=FIELDS,
    codecs=TEXT_CODECS,
    composites=COMPOSITES,
    default_type="GEN",
    type_tag="TY",
    line_tag=LINE_TAG,
)


def in_one_line(record: Record) -> Record:
    """The record with each value in one line.

    EndNote, Zotero and JabRef read values that go on over lines; pandoc refuses the whole file.
    """
    variables = _folded(record.variables)
    extra = _folded(record.extra) if record.extra else {}
    if not variables and not extra:
        return record
    twin = record.copy()
    twin.variables.update(variables)
    twin.extra.update(extra)
    return twin


def in_journal(record: Record) -> Record:
    """The record as the type that it is written as, with a line that names its own."""
    type_ = written_type(record)
    if type_ == record.type:
        return record
    twin = record.copy()
    twin.type = type_
    notes = record.extra.get(f"{_NAME}:{LINE_TAG}", [])
    lines = notes if isinstance(notes, list) else [notes]
    twin.extra[f"{_NAME}:{LINE_TAG}"] = [*lines, f"type: {record.type}"]
    return twin


def _folded(values: Mapping[str, object]) -> dict[str, Any]:
    """The texts that have several lines, in one; also those of lists. Notes have a tag for each."""
    folded: dict[str, Any] = {}
    for name, value in values.items():
        if type(value) is str:
            if "\n" in value and (name != "note" or type(write_notes(value)) is str):
                folded[name] = " ".join(value.split())
        elif type(value) is list and any(type(text) is str and "\n" in text for text in value):
            folded[name] = [" ".join(text.split()) if type(text) is str else text for text in value]
    return folded


_IN_ONE_LINE: Final = changed_for_others(
    showing_no_case_marks(
        tabled(
            Format(
                name=_NAME,
                title="RIS (EndNote, Zotero, Mendeley, databases)",
                extensions=(".ris",),
                media_types=("application/x-research-info-systems",),
                aliases=("refman",),
                detect=detect,
                joints=("", "", ""),
                # ER ends a record whatever stands before it
                boundary=Boundary(rb"\nER  - ?[ \t]*\r?\n(?:[ \t]*\r?\n)*(?=TY  - )"),
            ),
            SYNTAX,
            MAPPING,
        )
    ),
    in_one_line,
)
FORMAT: Final = changed_for_others(_IN_ONE_LINE, in_journal, own=True)
