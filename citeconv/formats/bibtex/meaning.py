"""What no table can say of a .bib entry: fields that belong together, and kinds that one field decides.

Before the table (`prepare`): titles and their subtitles become one, editors get their roles, an eprint its archive.
After it (`settle`): the type by `entrysubtype`, the genre of a thesis, what stays in `extra`.  `restored` and
`complete` undo this for the writer.
"""

from __future__ import annotations

import re
from typing import Final

from citeconv.formats.bibtex import fields as tables
from citeconv.formats.mapping import Entry, FormatMapping
from citeconv.model.record import Record
from citeconv.text.latex import decode, encode
from citeconv.text.latex_urls import verbatim

Field = tuple[str, str]

#: Title field → what is joined to it: subtitle, addon.
_TITLES: Final = (
    ("title", "subtitle", "titleaddon"),
    ("booktitle", "booksubtitle", "booktitleaddon"),
    ("maintitle", "mainsubtitle", "maintitleaddon"),
    ("journaltitle", "journalsubtitle", "journaltitleaddon"),
    ("journal", "journalsubtitle", "journaltitleaddon"),
    ("issuetitle", "issuesubtitle", "issuetitleaddon"),
    ("eventtitle", "eventsubtitle", "eventtitleaddon"),
)
_JOINED: Final = frozenset(part for _, *parts in _TITLES for part in parts)
_ROLES: Final = {
    "director": "director",
    "producer": "producer",
    "compiler": "compiler",
    "organizer": "organizer",
    "collaborator": "contributor",
    "redactor": "editor",
    "founder": "editor",
    "continuator": "editor",
    "reviser": "editor",
    "translator": "translator",
    "illustrator": "illustrator",
    "scriptwriter": "script-writer",
    "narrator": "narrator",
    "serieseditor": "collection-editor",
}
_TRIGGERS: Final = frozenset(
    "subtitle titleaddon booksubtitle booktitleaddon maintitle journalsubtitle journaltitleaddon issuetitle eventsubtitle "
    "editora editorb editorc editortype eprint howpublished entrysubtype type options".split()
)
_THESIS_GENRE: Final = {
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master's thesis",
    "masterthesis": "Master's thesis",
    "bachelorsthesis": "Bachelor's thesis",
    "bathesis": "Bachelor's thesis",
    "diplomathesis": "Diploma thesis",
    "diplomarbeit": "Diploma thesis",
}
_URL: Final = re.compile(r"(?:\\url\s*\{|\\href\s*\{)?\s*(https?://[^\s{}]+?)\s*\}?\.?\s*\Z")


def prepare(entry: Entry) -> list[Field]:
    """Join what belongs together, in place; returns what the writer needs to part it again."""
    tags = {tag for tag, _ in entry.fields}
    if not tags & _TRIGGERS:
        return []
    beside: list[Field] = []
    if tags & _JOINED:
        beside += _join_titles(entry, tags)
    return beside


def _join_titles(entry: Entry, tags: set[str]) -> list[Field]:
    texts = dict(reversed(entry.fields))
    joined: dict[str, str] = {}
    beside: list[Field] = []
    for title, subtitle, addon in _TITLES:
        if title not in tags or not (subtitle in tags or addon in tags):
            continue
        text = texts[title].strip()
        for part, separator in ((subtitle, ": "), (addon, ". ")):
            if part in tags:
                text = _joined(text, texts[part].strip(), separator)
                beside.append((part, texts[part]))
        joined[title] = text
    parts = {part for part, _ in beside}
    entry.fields = [(tag, joined.get(tag, text)) for tag, text in entry.fields if tag not in parts]
    return beside


def _joined(title: str, part: str, separator: str) -> str:
    if not title or not part:
        return title or part
    last = title.rstrip("}")[-1:]
    return title + (" " if last in "?!:.…" else separator) + part


def settle(record: Record, native: str, beside: list[Field], prefix: str) -> None:
    """What the record's type and a few fields decide together."""
    extra = record.extra
    if extra:
        _settle_extra(record, prefix)
    if native in _THESIS_GENRE and "genre" not in record.variables:
        record.variables["genre"] = _THESIS_GENRE[native]
    for tag, text in beside:
        extra[f"{prefix}:{tag}"] = decode(text)


def _settle_extra(record: Record, prefix: str) -> None:
    """Own fields in `extra`: text as Unicode, lists of keys and paths as they stand."""
    start = len(prefix) + 1
    for key, value in record.extra.items():
        tag = key[start:]
        if tag == "@" or tag in tables.VERBATIM:
            continue
        if isinstance(value, str):
            record.extra[key] = decode(value, protect=False)
        elif isinstance(value, list):
            record.extra[key] = [
                decode(text, protect=False) if isinstance(text, str) else text for text in value
            ]
    subtype = record.extra.get(f"{prefix}:entrysubtype")
    if isinstance(subtype, str):
        named = tables.subtype(subtype)
        if named:
            record.type = named


# -- writing ------------------------------------------------------------------------------------------

_TAG: Final = re.compile(r"[a-z][\w:+./-]*\Z", re.ASCII)


def restored(record: Record, ascii_only: bool) -> Record:
    """The record with its own extra as LaTeX; itself if it has none."""
    if not record.extra:
        return record
    extra: dict[str, object] = {}
    for key, value in record.extra.items():
        prefix, found, tag = key.partition(":")
        if found and prefix in ("bibtex", "biblatex") and tag != "@":
            if not _TAG.match(tag):
                continue
            values = value if isinstance(value, list) else [value]
            texts = [_spelled(tag, text, ascii_only) for text in values if isinstance(text, str)]
            extra[key] = texts
        else:
            extra[key] = value
    twin = Record.__new__(Record)
    twin.type, twin.id, twin.variables, twin.extra, twin.origin = (
        record.type,
        record.id,
        record.variables,
        extra,
        record.origin,
    )
    return twin


def _spelled(tag: str, text: str, ascii_only: bool) -> str:
    return verbatim(text) if tag in tables.VERBATIM else encode(text, ascii_only)


def complete(
    entry: Entry, record: Record, mapping: FormatMapping, ascii_only: bool, biblatex: bool
) -> None:
    """Part the titles again, name the subtype, and let no field stand twice."""
    native_means = mapping.csl_type_of.get(entry.type, "document")
    seen: set[str] = set()
    fields: list[Field] = []
    for tag, text in entry.fields:
        if tag not in seen:
            seen.add(tag)
            fields.append((tag, text))
    if record.type != native_means:
        fields = [field for field in fields if field[0] != "entrysubtype"]
        fields.append(("entrysubtype", tables.subtype_of(record.type)))
    if seen & _JOINED:
        fields = _part_titles(fields, biblatex)
    entry.fields = fields


def _part_titles(fields: list[Field], biblatex: bool) -> list[Field]:
    texts = dict(fields)
    for title, subtitle, addon in _TITLES:
        for part in (addon, subtitle):
            if part not in texts:
                continue
            whole, piece = texts.get(title, ""), texts[part]
            if biblatex and piece and whole.endswith(piece) and len(whole) > len(piece):
                kept = whole[: -len(piece)].rstrip()
                texts[title] = (
                    kept[:-1]
                    if kept[-1:] in (":", ".") and kept[-2:-1] not in ("?", "!", ".")
                    else kept
                )
            elif title in texts:
                del texts[part]
    return [(tag, texts[tag]) for tag, _ in fields if tag in texts]
