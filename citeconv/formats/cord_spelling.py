"""The source's own spelling of a value, kept in `extra` where writing the value would change it.

A record made of a header or row of CORD-19 has its values in the model's form ("King, Jr.,
Martin" as a name's parts, a date, a bare DOI). So that the same format gets its text back, the
text is kept beside the value under "cord:<tag>", and written again as long as it still means
the value that the record has.
"""

from __future__ import annotations

from collections.abc import Mapping

from citeconv.formats.mapping import FormatMapping
from citeconv.model.record import Extra, Record

#: The native type whose rows are asked: the rows of these formats hold for all.
_ANY = "article"


def keep_spelling(
    record: Record, said: Mapping[str, str], spelled: Mapping[str, str], mapping: FormatMapping
) -> None:
    """Put into `extra` the texts of the tags of `spelled` (tag → variable) that need it."""
    writer = mapping.writer(_ANY)
    for tag, variable in spelled.items():
        value = record.variables.get(variable)
        if value is None or tag not in said or value == said[tag]:
            continue
        row = writer.get(variable)
        if row is None or row[2].write(value) != said[tag]:
            record.extra.setdefault(f"cord:{tag}", said[tag])


def take_spelling(
    record: Record, spelled: Mapping[str, str], mapping: FormatMapping
) -> dict[str, str]:
    """The kept texts by tag that still mean the record's values; they leave its `extra`."""
    reader = mapping.reader(_ANY)
    texts: dict[str, str] = {}
    for tag, variable in spelled.items():
        text = kept(record.extra, tag)
        value = record.variables.get(variable)
        if not text or value is None:
            continue
        del record.extra[f"cord:{tag}"]
        row = reader.get(tag)
        if row is not None and row[1](text) == value:
            texts[tag] = text
    return texts


def kept(extra: Extra, tag: str) -> str:
    """The text kept under a tag, "" if there is none."""
    value = extra.get(f"cord:{tag}")
    return value if isinstance(value, str) else ""
