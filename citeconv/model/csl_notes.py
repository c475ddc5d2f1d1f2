"""CSL items whose note holds "variable: value" lines, made records, and back.

Zotero's Extra field and citeproc-js's "cheater syntax": a variable that a program has no field
for stands as a line of the note. What was a note stays one: `record_of(item_of(record))` is the
same record.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from citeconv.model.csl_data import CslItem, from_csl, to_csl
from citeconv.model.dates import parse_date
from citeconv.model.names import Name
from citeconv.model.patterns import pattern
from citeconv.model.record import Record, Value
from citeconv.model.report import Report
from citeconv.model.vocabulary import KINDS, TYPES, VARIABLE_ALIASES

#: Variables of the CSL 1.0.2 specification that its JSON schema does not know, and refuses. In an
#: item they stand in the note, where citeproc-js and pandoc look for them too.
BEYOND_SCHEMA: Final = (
    "editor-translator",
    "license",
    "part-number",
    "printing-number",
    "supplement-number",
)
#: Where they stand in `custom` if the note cannot hold them.
VARIABLES: Final = "csl-json:variables"

#: Set in `custom` where a note looks like "variable: value" lines and is to stay a note.
NOTE_AS_IS: Final = "csl-json:note-as-is"


def record_of(item: CslItem, report: Report, line: int = 0) -> Record:
    """The record of one item, "variable: value" lines of its note unpacked."""
    custom = item.get("custom")
    beyond = custom.get(VARIABLES) if isinstance(custom, dict) else None
    if isinstance(custom, dict) and isinstance(beyond, dict):
        rest = {tag: value for tag, value in custom.items() if tag != VARIABLES}
        item = {**item, **beyond, "custom": rest}
    record = from_csl(item, report, line=line)
    if record.extra.pop(NOTE_AS_IS, None) is None:
        unpack_note(record)
    return record


def item_of(record: Record) -> CslItem:
    """The item of one record; it reads back as the same record."""
    beyond = [name for name in BEYOND_SCHEMA if name in record.variables]
    if beyond:
        return _item_within_schema(record, beyond)
    item = to_csl(record)
    note = record.variables.get("note")
    if isinstance(note, str) and ":" in note:
        twin = record.copy()
        unpack_note(twin)
        if twin != record:
            custom = item.setdefault("custom", {})
            assert isinstance(custom, dict)
            custom[NOTE_AS_IS] = True
    return item


def _item_within_schema(record: Record, beyond: Sequence[str]) -> CslItem:
    """The item with some variables as lines of its note, or in `custom` where these would lie."""
    plain = record.copy()
    lines = [line for name in beyond for line in _note_lines(name, plain.variables.pop(name))]
    note = record.variables.get("note")
    packed = plain.copy()
    packed.variables["note"] = "\n".join([*lines, *([note] if isinstance(note, str) else ())])
    twin = packed.copy()
    unpack_note(twin)
    if twin == record:
        return to_csl(packed)
    item = item_of(plain)
    custom = item.setdefault("custom", {})
    assert isinstance(custom, dict)
    whole = to_csl(record)
    custom[VARIABLES] = {name: whole[name] for name in beyond}
    return item


def _note_lines(name: str, value: Value) -> list[str]:
    if isinstance(value, list):
        return [
            f"{name}: {one.literal or f'{one.family} || {one.given}'}"
            for one in value
            if isinstance(one, Name)
        ]
    return [f"{name}: {value}"]


_NOTE_LINE: Final = pattern(r"\{?:?\s*([A-Za-z][A-Za-z _-]{0,60}?):\s*(.*)\Z")


def unpack_note(record: Record) -> None:
    """Move "variable: value" lines of `note` into the variables that they name.

    Zotero's Extra field and citeproc-js's "cheater syntax". Only lines that name a variable not
    set yet are taken; the rest of the note stays.
    """
    note = record.variables.get("note")
    if not isinstance(note, str) or ":" not in note:
        return
    kept = []
    for line in note.split("\n"):
        match = _NOTE_LINE.match(line.strip()) if len(line) < 2000 else None
        value = match[2].removesuffix("}").strip() if match else ""
        if not (match and value and _set_from_text(record, match[1].rstrip(" "), value)):
            kept.append(line)
    rest = "\n".join(kept).strip()
    if rest:
        record.variables["note"] = rest
    else:
        del record.variables["note"]


def _set_from_text(record: Record, label: str, text: str) -> bool:
    name = label.strip().replace(" ", "-")
    name = VARIABLE_ALIASES.get(name, name)
    name = name if name in KINDS else name.lower()
    name = VARIABLE_ALIASES.get(name, name)
    if name == "type" and text in TYPES:
        record.type = text
        return True
    kind = KINDS.get(name)
    if kind is None or name == "note":
        return False
    if kind == "names":
        family, found, given = text.partition("||")
        person = Name(family.strip(), given.strip()) if found else Name(literal=text)
        people = record.variables.setdefault(name, [])
        if isinstance(people, list):
            people.append(person)
        return True
    if name in record.variables:
        return False
    record.variables[name] = parse_date(text) if kind == "date" else text
    return True
