"""Names of fields that other programs take: what other formats keep in `extra` (`cord:sha`, `ris:c7`), dots.

BibTeX's databases may have fields of any name, and styles pass over those that they do not know;
bibtex, biber, pandoc, bibutils and citation-js take a colon in a name. In: the key of `Record.extra`
("cord:sha"); out: the field's name, and back. Names of fields have no case: the tags of the formats that
write capitals are capitals again.

pandoc refuses a whole file for a dot or a slash in one field's name (`colrev.acm.id`), which every
program takes as two or three colons; no name has these of its own.
"""

from __future__ import annotations

from typing import Final

from citeconv.model.patterns import pattern

_CAPITALS: Final = frozenset(("ris", "nbib", "wos", "ovid"))
_OWN: Final = frozenset(("bibtex", "biblatex"))
_FIELD: Final = pattern(r"[a-z][a-z0-9-]{0,30}:[a-z_][a-z0-9_-]{0,60}\Z")
#: The native types of formats: a type of this format stands for them.
_NATIVE_TYPES: Final = frozenset(("type", "ty", "dt", "pt"))


#: biber dies of an entry with 98 fields: what other formats keep is written as far as this goes.
MOST_FIELDS: Final = 90
#: … and more than these texts of one key stand in one field.
_FEW: Final = 8
#: How a paragraph ends in LaTeX.
_END: Final = "\\par\n"
_LIST: Final = "-list"


def in_fields(field: str, texts: list[str]) -> tuple[str, list[str]]:
    """The name of the field or fields for a key's LaTeX texts, and what stands in each.

    Many texts are the paragraphs of a field with a name of its own, each of one paragraph.
    """
    if len(texts) <= _FEW:
        return field, texts
    return field + _LIST, [_END.join(text.replace(_END, " ") for text in texts)]


def from_field(name: str, value: object) -> tuple[str, object]:
    """The key that a field's name stands for, and its text or texts."""
    key = key_of(name)
    if key and name.endswith(_LIST) and isinstance(value, str):
        return key_of(name.removesuffix(_LIST)), value.split("\n\n")
    return key, value


def field_of(key: str) -> str:
    """The name of the field for a key of `extra`; "" if there is none that would read back."""
    name = key.lower()
    if not _FIELD.match(name) or name.partition(":")[2] in _NATIVE_TYPES:
        return ""
    if name.endswith(_LIST):
        return ""
    return name if key_of(name) == key else ""


def key_of(name: str) -> str:
    """The key of `extra` that a field's name stands for; "" if the field is this format's own."""
    prefix, colon, tag = name.partition(":")
    if not colon or prefix in _OWN or not _FIELD.match(name):
        return ""
    return f"{prefix}:{tag.upper()}" if prefix in _CAPITALS else name


def safe_name(name: str) -> str:
    """A field's name as every program takes it."""
    return name.replace("/", ":::").replace(".", "::") if "." in name or "/" in name else name


def spoken_name(name: str) -> str:
    """The name that `safe_name` spelled."""
    return name.replace(":::", "/").replace("::", ".")
