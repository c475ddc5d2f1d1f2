"""Titles and editors in RIS: which of T2, JF, JO, J2 … is what, and who A2 and A3 are, by type."""

from __future__ import annotations

from typing import Final

from citeconv.formats.indexed_names import parse_person, write_people
from citeconv.formats.inline_text import read_inline, write_inline
from citeconv.formats.ris_parts import (
    LINE_TAG,
    csl_type,
    first_text,
    folded,
    variable_lines,
)
from citeconv.formats.ris_tables import ABBREVIATED, ARTICLES, PAGES, PARTS, WHOLE
from citeconv.formats.tagged_values import Pairs, Texts, Variables
from citeconv.model.patterns import pattern
from citeconv.model.record import Value

#: Types whose T2 is what contains the work.
_CONTAINED: Final = frozenset(
    f"{ARTICLES} {PARTS} {PAGES} paper-conference document patent song musical_score bill "
    "legislation pamphlet interview personal_communication".split()
)
_ABBREVIATED: Final = frozenset(ABBREVIATED.split())
FULL: Final = ("JF", "BT", "JO", "SO", "JA", "J1", "J2")
_SHORT: Final = ("J2", "JA", "J1", "JI", "J9", "JO")
#: JO is an abbreviated title by RIS 2001, and many write the full one there: its points tell.
_DOTTED: Final = pattern(r"[^.]{0,80}[A-Za-z]\.(?:[\s:A-Z]|\Z)")


def read_containers(texts: Texts, native: str) -> dict[str, Value]:
    """T2, JF, JO, JA, J1, J2, BT: the full name of what contains the work, and its short one.

    A full name is T2 or JF; JO, JA and J1, J2 give it only where neither stands, and otherwise
    the short form. C3 is the proceedings' title of a conference paper, whose T2 is then the
    meeting (RIS 2011); T2 alone is what exporters mean by the proceedings.
    """
    type_ = csl_type(native)
    if type_ not in _CONTAINED:
        return {}
    values: dict[str, Value] = {}
    tags: tuple[str, ...] = ("T2", *FULL)
    if type_ == "paper-conference":
        proceedings, meeting = first_text(texts, "C3"), first_text(texts, "T2")
        if proceedings and meeting and _abbreviates(proceedings, meeting):  # Scopus
            texts["C3"].remove(proceedings)
            values["container-title-short"] = read_inline(proceedings) or ""
        elif proceedings:
            tags = ("C3", *FULL)
            if meeting and folded(meeting) != folded(proceedings):
                values["event-title"] = read_inline(meeting) or ""
            if meeting:
                texts["T2"].remove(meeting)
    abbreviated = type_ in _ABBREVIATED
    if not abbreviated:
        tags = tuple(tag for tag in tags if tag in ("T2", "C3", "JF", "BT", "JO"))
    if abbreviated and (plain := _full_and_short(texts)):
        return {**values, **plain}
    full = first_text(texts, *tags)
    title = read_inline(full)
    if not title:
        return values
    values["container-title"] = title
    same = {full, folded(full)}
    short = ""
    for tag in _SHORT if abbreviated else ():
        for text in texts.get(tag, ()):
            if not short and text not in same and text.strip() and folded(text) not in same:
                short = text
    if abbreviated and not short and _is_abbreviation(full, texts):
        short = full
    if short:
        values["container-title-short"] = read_inline(short) or ""
        same |= {short, folded(short)}
    for tag in (*tags, "T2", "JI", "J9"):
        left = texts.get(tag)
        if left:
            left[:] = [text for text in left if text not in same and folded(text) not in same]
    return values


def _full_and_short(texts: Texts) -> dict[str, Value]:
    """T2 alone or with one short form, which is nearly always all that stands there."""
    titles = texts.get("T2")
    if not titles or len(titles) > 1 or len(texts) > 2:
        return {}
    title = read_inline(titles[0])
    if not title:
        return {}
    if len(texts) == 1:
        titles.clear()
        return {"container-title": title}
    tag = next(tag for tag in texts if tag != "T2")
    others = texts[tag]
    short = read_inline(others[0]) if len(others) == 1 and tag in _SHORT else None
    if not short:
        return {}
    titles.clear()
    others.clear()
    if short.casefold() == title.casefold() and tag != "J2":
        return {"container-title": title}
    return {"container-title": title, "container-title-short": short}


def _is_abbreviation(full: str, texts: Texts) -> bool:
    """Whether a title is an abbreviated one: J2 says so (RIS 2011), JA and J1 where no other tag has it, JO by its points."""
    if any(folded(text) == folded(full) for text in texts.get("J2", ())):
        return True
    if any(text.strip() for tag in ("T2", "C3", "JF", "BT", "SO") for text in texts.get(tag, ())):
        return False
    named = any(folded(text) == folded(full) for text in texts.get("JO", ()))
    return _DOTTED.match(full) is not None if named else True


def _abbreviates(short: str, full: str) -> bool:
    """Whether the words of one title are, shortened, words of the other, in their order."""
    words = iter(folded(full).split())
    parts = [part.rstrip(".") for part in folded(short).split()]
    return len(short) < len(full) and all(any(w.startswith(p) for w in words) for p in parts)


def write_short_container(variables: Variables, native: str) -> Pairs:
    """J2, where a full name stands beside it: alone it would be read as both."""
    short = variables["container-title-short"]
    if not isinstance(short, str):
        return []
    if isinstance(variables.get("container-title"), str) and csl_type(native) in _ABBREVIATED:
        return [("J2", write_inline(short))]
    return [(LINE_TAG, f"container-title-short: {short}")]


def write_meeting(variables: Variables, native: str) -> Pairs:
    """T2 and C3 of a conference paper: meeting and proceedings; proceedings alone are both."""
    if csl_type(native) != "paper-conference":
        return []
    meeting, proceedings = variables.get("event-title"), variables.get("container-title")
    if not isinstance(proceedings, str):
        return [(LINE_TAG, f"event-title: {meeting}")]
    text = write_inline(proceedings)
    if not isinstance(meeting, str):
        return [("T2", text), ("C3", text)]
    if folded(meeting) == folded(proceedings) or _abbreviates(proceedings, meeting):
        # beside such a T2, C3 would be read as the same or as its short form
        return [("T2", text), ("C3", text), (LINE_TAG, f"event-title: {meeting}")]
    return [("T2", write_inline(meeting)), ("C3", text)]


def write_short_title(variables: Variables, native: str) -> Pairs:
    short, title = variables["title-short"], variables.get("title")
    if not isinstance(short, str) or not isinstance(title, str) or folded(short) == folded(title):
        return [(LINE_TAG, f"title-short: {short}")]
    return [("ST", write_inline(short))]


def read_titles(texts: Texts, native: str) -> dict[str, Value]:
    """TI, T1, CT and ST: a short title that is the title itself says nothing (EndNote)."""
    titles = texts.get("TI")
    if titles and len(texts) == 1 and (text := read_inline(titles[0])):
        del titles[0]
        return {"title": text}
    title = first_text(texts, "TI", "T1", "CT")
    short = first_text(texts, "ST")
    if title and short and folded(title) == folded(short):
        texts["ST"].remove(short)
    if not title and short and native in ("CASE", "STAT", "BILL", "HEAR"):
        texts["ST"].remove(short)
        title = short
    elif title:
        tag = next(tag for tag in ("TI", "T1", "CT") if title in texts.get(tag, ()))
        texts[tag].remove(title)
    whole = read_inline(title)
    return {"title": whole} if whole else {}


def read_editors(texts: Texts, native: str) -> dict[str, Value]:
    """A2 and A3 of a whole book: RIS 2011 has series editors in A2 and editors in A3, RIS 2001
    editors in A2 and series editors in A3. A series editor needs a series: T2 tells the first
    reading, T3 without T2 the second, and A2 without either is the editor.
    """
    if native not in WHOLE or not (texts.get("A2") or texts.get("A3")):
        return {}
    second, third = texts.get("A2", []), texts.get("A3", [])
    series = bool(first_text(texts, "T2"))
    if native == "EBOOK" or (second and not series and (not third or first_text(texts, "T3"))):
        editors, series_editors = second, third
    else:
        editors, series_editors = third, second
    values: dict[str, Value] = {}
    for variable, names in (("editor", editors), ("collection-editor", series_editors)):
        people = [name for text in names if any(name := parse_person(text.strip()))]
        if people:
            values[variable] = list(people)
        names.clear()
    return values


def write_editors(variables: Variables, native: str) -> Pairs:
    if native not in WHOLE:
        return []
    editors = write_people(variables.get("editor", []))
    series_editors = write_people(variables.get("collection-editor", []))
    if native == "EDBOOK":
        return [("AU", text) for text in editors] + variable_lines("collection-editor", variables)
    if native == "EBOOK":
        return [("A2", text) for text in editors] + [("A3", text) for text in series_editors]
    pairs = [("A3", text) for text in editors]
    if "collection-title" in variables:
        return [("A2", text) for text in series_editors] + pairs
    return pairs + variable_lines("collection-editor", variables)
