"""What the readers and writers of RIS's composites share: their types, and a few looks at texts."""

from __future__ import annotations

from typing import Final

from citeconv.formats.inline_text import decode
from citeconv.formats.ris_tables import TYPES
from citeconv.formats.tagged_values import Pairs, Texts, Variables
from citeconv.formats.variable_lines import write_lines

#: The tag of "variable: value" lines: the one tag whose text every program keeps, as a note.
LINE_TAG: Final = "N1"

_CSL: Final = dict(reversed(TYPES))


def csl_type(native: str) -> str:
    return _CSL.get(native, "document")


def first_text(texts: Texts, *tags: str) -> str:
    for tag in tags:
        for text in texts.get(tag, ()):
            if text and not text.isspace():
                return text
    return ""


def folded(text: str) -> str:
    """A title as it is compared with another: without its case and spelling."""
    if "&" in text or "<" in text:
        text = decode(text)
    return " ".join(text.casefold().split())


def variable_lines(variable: str, variables: Variables) -> Pairs:
    value = variables.get(variable)
    return [(LINE_TAG, line) for line in write_lines(variable, value)] if value else []


def by_tag(pairs: Pairs) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {}
    for tag, text in pairs:
        texts.setdefault(tag, []).append(text)
    return texts
