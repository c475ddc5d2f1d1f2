"""ProCite's RIS: fields that RIS 2001 has no tag for stand in notes, "Call Number: QA76".

ProCite writes such a label before each of them, and a few tags with another meaning (a book's
edition in VL). An entry is taken for ProCite's only if it has one of the labels that no other
program writes. In and out: an `Entry`, its fields under the tags that they belong to.
"""

from __future__ import annotations

from typing import Final

from citeconv.formats.mapping import Entry

#: Labels that tell ProCite.
_OWN: Final = frozenset(
    (
        "Record ID",
        "Record Number",
        "Connective Phrase",
        "Packaging Method",
        "Medium Designator",
        "Author Role",
        "Location in Work",
    )
)
#: Label → RIS tag.
_TAGS: Final = {
    "Call Number": "CN",
    "Edition": "ET",
    "Histroy": "OP",  # so in ProCite's own filter
    "History": "OP",
    "ISBN": "SN",
    "ISSN": "SN",
    "Issue ID": "IS",
    "Issue Identification": "IS",
    "Language": "LA",
    "Notes": "N1",
    "Page(s)": "SP",
    "Place of Publication": "CY",
    "Proceedings Title": "C3",
    "Publisher Name": "PB",
    "Scale": "C1",
    "Series Title": "T3",
    "Series Volume ID": "SV",
    "Volume ID": "VL",
}
#: RIS type → {tag that ProCite writes: tag that it means}.
_SHIFTED: Final = {
    "ART": {"M1": "M3"},
    "BILL": {"CY": "T2", "SP": "SE", "VL": "M1"},
    "BOOK": {"IS": "VL", "VL": "ET"},
    "CHAP": {"VL": "ET"},
    "UNBILL": {"CY": "T2", "SP": "SE", "VL": "M1"},
}
#: RIS type → {tag of a label: tag that this type has instead}.
_BY_TYPE: Final = {"BOOK": {"T3": "T2", "SV": "M1"}, "CHAP": {"IS": "N1"}, "ART": {"SV": "N1"}}
_ROLES: Final = {
    "editor": "ED",
    "ed": "ED",
    "edited by": "ED",
    "compiler": "ED",
    "compiled by": "ED",
    "translator": "A4",
    "trans": "A4",
    "translated by": "A4",
}


def label_of(text: str) -> str:
    """The label before a note's colon, "" if there is none."""
    label, colon, _ = text.partition(": ")
    return label.strip() if colon and len(label) < 40 else ""


def has_own_label(text: str) -> bool:
    """Whether a note begins with a label that no other program writes."""
    return label_of(text) in _OWN


def is_procite(entry: Entry) -> bool:
    """Whether a note of the entry has one of ProCite's own labels."""
    return any(tag == "N1" and has_own_label(text) for tag, text in entry.fields)


def without_labels(entry: Entry) -> Entry:
    """The entry with each labelled note under its tag."""
    shifted = _SHIFTED.get(entry.type, {})
    by_type = _BY_TYPE.get(entry.type, {})
    fields: list[tuple[str, str]] = []
    for tag, text in entry.fields:
        label = label_of(text) if tag == "N1" else ""
        value = text.partition(": ")[2].strip()
        if label in ("Record ID", "Record Number"):
            entry.key = entry.key or value
        elif label in _TAGS:
            meant = _TAGS[label]
            fields.append((by_type.get(meant, meant), value))
        elif label == "Connective Phrase" and value.lower() in ("in", "in:"):
            continue
        elif label.endswith("Role") and (role := _ROLES.get(value.lower().rstrip(".s"))):
            _retag(fields, role)
        else:
            fields.append((shifted.get(tag, tag), text))
    entry.fields = fields
    return entry


def _retag(fields: list[tuple[str, str]], role: str) -> None:
    """Give the names that stand last the tag of their role."""
    at = len(fields)
    while at and fields[at - 1][0] in ("A1", "A2", "A3") and fields[at - 1][0] == fields[-1][0]:
        at -= 1
    fields[at:] = [(role, text) for _, text in fields[at:]]
