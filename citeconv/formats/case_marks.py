"""CSL's `nocase` spans in formats whose programs, Zotero apart, show them as they stand.

A title's `<span class="nocase">DNA</span>` tells a citation style to leave a word's case alone.
Zotero writes and reads such spans in RIS; EndNote, Mendeley and JabRef print them. So they are
written only for a record that was read from the same format, or where the option asks for them:
the words themselves say the same either way.
"""

from __future__ import annotations

from typing import Final

from citeconv.formats.format import Format, changed_for_others
from citeconv.model.patterns import pattern
from citeconv.model.record import Record

#: The option of a format's writer that keeps the spans.
OPTION: Final = {"nocase": "writing: keep CSL's nocase spans in titles, which only Zotero reads"}

_TAG: Final = pattern(r"<(/?)span\b([^<>]{0,80})>")


def without_case_marks(text: str) -> str:
    """Text without `nocase` spans; other spans stay.

    >>> without_case_marks('Of <span class="nocase">E</span>nglish')
    'Of English'
    """
    pieces: list[str] = []
    marks: list[bool] = []
    place = 0
    for tag in _TAG.finditer(text):
        closing, attributes = tag.groups()
        if not closing:
            marks.append("nocase" in attributes)
        is_mark = marks[-1] if marks else False
        if closing and marks:
            marks.pop()
        if is_mark:
            pieces.append(text[place : tag.start()])
            place = tag.end()
    return "".join(pieces) + text[place:]


def unmarked(record: Record) -> Record:
    """The record, or one like it without case marks."""
    marked = {
        name: without_case_marks(value)
        for name, value in record.variables.items()
        if type(value) is str and "nocase" in value
    }
    if not marked:
        return record
    twin = record.copy()
    twin.variables.update(marked)
    return twin


def showing_no_case_marks(format: Format) -> Format:
    """The format with a writer that leaves case marks to the records that came with them."""
    return changed_for_others(format, unmarked, OPTION)
