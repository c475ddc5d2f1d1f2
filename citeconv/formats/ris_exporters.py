"""What exporters write in RIS that the specifications don't know, mended before the table is asked.

Each rule concerns one program's habit or fault, told by what stands in the entry itself. In and
out: an `Entry`, its fields under the tags that they belong to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from citeconv.formats.indexed_names import invert_straight, is_straight
from citeconv.formats.inline_text import decode
from citeconv.formats.mapping import Entry
from citeconv.formats.ris_procite import has_own_label, is_procite, without_labels
from citeconv.formats.ris_values import before_time, read_date
from citeconv.model.patterns import pattern

Fields = list[tuple[str, str]]

_GLUED: Final = pattern(r"(?<=\S)(AD|AN|C3|PU|PI|WE)  - (?=\S)")
_ANOTHER: Final = pattern(r"\n\s*(?=(?:https?|ftp|file|internal-pdf):|www\.|doi:)")
_NAMES: Final = frozenset(("AU", "A1"))


def divided(fields: Fields) -> Fields:
    """Web of Science ends addresses (AD), institutions (C3) and indexes (WE) by a lone carriage
    return. Where a program on the way dropped those, the next tag, the publisher's or the
    accession number's, stands in the middle of the line."""
    pieces: Fields = []
    for tag, text in fields:
        first, *others = _GLUED.split(text) if tag in _GLUING else (text,)
        pieces.append((tag, first))
        pieces += zip(others[::2], others[1::2])
    return pieces


_GLUING: Final = frozenset(("AD", "C3", "FX", "PU", "WE"))


def institutions(fields: Fields) -> Fields:
    """Web of Science's C3 are the authors' institutions, not a conference's proceedings.

    Its own exports are told by PU and PI: its accession numbers stand in other programs' too.
    """
    if not any(tag in ("PU", "PI") for tag, _ in fields):
        return fields
    return [("AD" if tag == "C3" else tag, text) for tag, text in fields]


def editions(fields: Fields) -> Fields:
    """RefWorks and others put an edition ("2nd ed.") into ED: no editor begins with a digit."""
    return [
        ("ET" if tag == "ED" and text.lstrip()[:1].isdigit() else tag, text) for tag, text in fields
    ]


def addresses(fields: Fields) -> Fields:
    """EndNote writes one UR, with each further address on a line of its own; what begins no
    address goes on with a long one."""
    return [
        (tag, "".join(map(str.strip, part.split("\n"))) if tag == "UR" else part)
        for tag, text in fields
        for part in (_ANOTHER.split(text) if tag == "UR" else (text,))
    ]


def single_names(fields: Fields) -> Fields:
    """All names of a work in one line, with semicolons between: one a line."""
    return [
        (tag, name)
        for tag, text in fields
        for name in (_several(text) if tag in _NAMES and ";" in text else (text,))
    ]


def _several(text: str) -> list[str]:
    names = [name for part in decode(text).split(";") if (name := part.strip())]
    persons = len(names) > 1 and all("," in name for name in names)
    # a double comma or one at the end marks a body
    return names if persons and ",," not in text and text.rstrip()[-1] != "," else [text]


def straight_names(fields: Fields) -> Fields:
    """SAGE, ACS and others don't invert names: where one of them has a middle initial, which no
    body has, the entry's other names without a comma are persons too if they look so."""
    names = [text for tag, text in fields if tag in _NAMES]
    if not any(is_straight(name) for name in names):
        return fields
    return [(tag, invert_straight(text) if tag in _NAMES else text) for tag, text in fields]


def volumes(fields: Fields) -> Fields:
    """ScienceDirect writes "Volume 72" into VL."""
    return [(tag, _VOLUME.sub("", text) if tag == "VL" else text) for tag, text in fields]


_VOLUME: Final = pattern(r"(?:(?<!\s)\s++)?(?:Volume|Vol\.|Band|Bd\.) (?=\d)")


def by_type(entry: Entry) -> Fields:
    """A chapter's BT beside T2 is the series (ScienceDirect), a thesis' VL without a digit the
    degree, and so its genre (EndNote): where no tag of that meaning says another."""
    moved = _MOVED.get(entry.type)
    if moved is None:
        return entry.fields
    tag, meant, beside = moved
    present = {tag for tag, text in entry.fields if text.strip()}
    if meant in present or not beside <= present:
        return entry.fields
    return [
        (meant if name == tag and not text.strip().isdigit() else name, text)
        for name, text in entry.fields
    ]


#: RIS type → tag, what it means there, tags that must stand beside it.
_MOVED: Final = {
    "CHAP": ("BT", "T3", frozenset({"T2"})),
    "THES": ("VL", "M3", frozenset[str]()),
}


def start_pages(entry: Entry) -> Fields:
    """EndNote's SE of an article is its first page, which SP says too."""
    fields = entry.fields
    if entry.type != "JOUR":
        return fields
    starts = {
        text.replace("–", "-").partition("-")[0].strip() for tag, text in fields if tag == "SP"
    }
    return [
        (tag, text)
        for tag, text in fields
        if tag != "SE" or not text.strip().isdigit() or text.strip() not in starts
    ]


def times(fields: Fields) -> Fields:
    """Zotero's Y2 has a time of day, which CSL's dates have not: the date goes before it, and the
    row refuses the whole, which so stays in extra."""
    divided: Fields = []
    for tag, text in fields:
        if tag in _ACCESSED and (date := before_time(text)) and read_date(date):
            divided.append((tag, date))
        divided.append((tag, text))
    return divided


#: Tags of the date of access.
_ACCESSED: Final = ("Y2", "RD")


#: What tells that an entry wants one of the rules: asked of every field, so that others pass.
_TELLING: Final[Mapping[str, Callable[[str], object]]] = {
    "A1": lambda text: "," not in text or ";" in text,
    "AD": lambda text: "  - " in text,
    "AU": lambda text: "," not in text or ";" in text,
    "BT": bool,
    "PI": bool,
    "PU": bool,
    "C3": lambda text: "  - " in text,
    "ED": lambda text: text[:1].isdigit(),
    "N1": has_own_label,
    "SE": lambda text: text[:1].isdigit(),
    "UR": lambda text: "\n" in text,
    "VL": lambda text: text[:1].isalpha(),
    "WE": lambda text: "  - " in text,
    **dict.fromkeys(_ACCESSED, before_time),
}


_RULES: Final = (
    divided,
    institutions,
    editions,
    addresses,
    volumes,
    single_names,
    straight_names,
    times,
)


def mended(entry: Entry) -> Entry:
    """The entry as the specifications would have it."""
    timed = False
    fields = entry.fields
    for tag, text in fields:
        if tag in _TELLING and _TELLING[tag](text):
            if tag not in _ACCESSED:
                break
            timed = True  # most of Zotero's have one, and want no other rule
    else:
        if timed:
            entry.fields = times(fields)
        return entry
    for rule in _RULES:
        entry.fields = rule(entry.fields)
    entry.fields = by_type(entry)
    entry.fields = start_pages(entry)
    return without_labels(entry) if is_procite(entry) else entry
