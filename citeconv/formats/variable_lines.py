"""Lines "variable: value": the agreed place for what a format has no tag for.

Zotero's Extra field and citeproc-js's "cheater syntax" (CSL processors read such lines of a
note): a CSL variable, a colon, its value; a name as "Family || Given", a date in EDTF; "type:"
names a CSL type. What the source said beside the variables has its key of `Record.extra`
("bibtex:file: paper.pdf"). Formats that name a tag for such lines write and read them here.
"""

from __future__ import annotations

from typing import Final

from citeconv.model.dates import Date, format_edtf, parse_date
from citeconv.model.names import SUFFIX, Name, split_leading_particle, split_trailing_particle
from citeconv.model.patterns import pattern
from citeconv.model.record import Record, Value
from citeconv.model.vocabulary import KINDS, TYPES

_LABEL: Final = pattern(r"([A-Za-z][A-Za-z_-]{0,40}): (?=\S)")
_EXTRA: Final = pattern(r"([a-z][a-z0-9-]{0,30}:[\w@.-]{1,80}): ")


def write_lines(variable: str, value: Value) -> list[str]:
    """A variable's value as lines, one for each name."""
    if isinstance(value, str):
        return [f"{variable}: {value}"]
    if isinstance(value, Date):
        edtf = format_edtf(value)
        return [f"{variable}: {edtf or value.literal}"] if edtf or value.literal else []
    return [f"{variable}: {_write_name(name)}" for name in value if any(name)]


def _write_name(name: Name) -> str:
    if name.literal:
        return name.literal
    given = f"{name.given} {name.dropping_particle}".strip()
    if name.suffix:
        given = f"{given}, {name.suffix}"
    return f"{name.full_family} || {given}" if given else name.full_family + " ||"


def _read_name(text: str) -> Name:
    family, divided, given = text.partition("||")
    if not divided:
        return Name(literal=text.strip())
    given, comma, suffix = given.strip().rpartition(", ")
    if not comma or not SUFFIX.match(suffix):
        given, suffix = (given + comma + suffix), ""
    particle, family = split_leading_particle(family.strip())
    given, dropping = split_trailing_particle(given)
    return Name(family, given, particle, dropping, suffix)


def read_line(record: Record, text: str) -> bool:
    """Set what a line says; False if it is no such line, or contradicts what is set already.

    The label is the variable's own name, as `write_lines` has it: a note that somebody wrote
    ("Language: see above", "Author: unknown") says nothing of the variables.
    """
    match = _LABEL.match(text)
    if match is None:
        return _read_extra(record, text)
    label, value = match[1], text[match.end() :].strip()
    if label == "type" and value in TYPES:
        record.type = value
        return True
    kind = KINDS.get(label)
    if kind is None or not value:
        return _read_extra(record, text)
    variables = record.variables
    if kind == "names":
        names = variables.setdefault(label, [])
        if not isinstance(names, list):
            return False
        names.append(_read_name(value))
        return True
    said: Value = parse_date(value) if kind == "date" else value
    return variables.setdefault(label, said) == said


def is_line(text: str) -> bool:
    """Whether `read_line` would take a text for a line."""
    match = _LABEL.match(text)
    if match and (match[1] in KINDS or match[1] == "type"):
        return True
    return bool(_EXTRA.match(text))


def write_extra(key: str, value: object) -> list[str]:
    """A value of another format's `extra` as lines; [] where it is no plain text."""
    if not _EXTRA.match(f"{key}: "):
        return []
    values = value if isinstance(value, list) else [value]
    if all(isinstance(item, str) and item.strip() for item in values):
        return [f"{key}: {item}" for item in values]
    return []


def _read_extra(record: Record, text: str) -> bool:
    match = _EXTRA.match(text)
    if match is None:
        return False
    value = text[match.end() :].strip()
    old = record.extra.get(match[1])
    if old is None:
        record.extra[match[1]] = value
    elif isinstance(old, list):
        old.append(value)
    else:
        record.extra[match[1]] = [old, value]
    return True
