"""What no table can say of a record that becomes a .bib entry: `meaning`, the other way round.

Before the table (`restored`): the own extra is LaTeX again, other formats' gets fields of its own.  After it
(`complete`): titles are parted, the subtype is named, no field stands twice, and there are no more than biber takes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from citeconv.formats.bibtex.dates import is_outdated
from citeconv.formats.bibtex.entry_types import STANDARD, subtype_of
from citeconv.formats.bibtex.eprints import is_preprint, said_once
from citeconv.formats.bibtex.fields import DATES, VERBATIM
from citeconv.formats.bibtex.foreign import MOST_FIELDS, field_of, in_fields, key_of
from citeconv.formats.bibtex.languages import is_langid
from citeconv.formats.bibtex.meaning import ABBREVIATED, EDITORS, THESIS_GENRE, TYPE_OF_ROLE
from citeconv.formats.bibtex.printing import FIELD_NAME
from citeconv.formats.bibtex.titles import JOINED, PARTS, WHOLE, letters, part_titles
from citeconv.formats.bibtex.values import is_time_in_full
from citeconv.formats.journal_articles import written_type
from citeconv.formats.mapping import Entry, FormatMapping
from citeconv.model.dates import format_edtf
from citeconv.model.patterns import pattern
from citeconv.model.record import Record
from citeconv.model.report import Report
from citeconv.text.latex import encode
from citeconv.text.latex_case import protected
from citeconv.text.latex_urls import verbatim

Field = tuple[str, str]

#: A field that is written. The length is bounded, since the tables keep what they learn of each name.
_TAG: Final = pattern(r"[a-z_][\w:+./-]{0,199}\Z", re.ASCII)


def restored(record: Record, name: str, ascii_only: bool, report: Report) -> Record:
    """The record with its own extra as LaTeX, and as the type that it is written as; or itself."""
    type_ = written_type(record)
    if not record.extra and type_ == record.type:
        return record
    extra: dict[str, object] = {}
    for key, value in record.extra.items():
        prefix, found, tag = key.partition(":")
        values = value if isinstance(value, list) else [value]
        own = found and prefix in ("bibtex", "biblatex")
        if own and tag == "@":
            # a type of biblatex's own is none of BibTeX's styles
            if (
                prefix == name
                or name == "biblatex"
                or (isinstance(value, str) and value in STANDARD)
            ):
                extra[key] = value
        elif own and tag in JOINED and prefix != name == "bibtex":
            # BibTeX's styles know no subtitles, and the title has them: only who read them as BibTeX gets them back
            continue
        elif own and tag in DATES and any(is_outdated(record, tag, _text(one)) for one in values):
            continue
        elif own:
            texts = [_spelled(tag, text, ascii_only) for text in map(_text, values) if text]
            if texts and _TAG.match(tag):
                extra[key] = texts
            if len(texts) < len(values) or key not in extra:
                _lose(value, key, record, report)
        elif key == "ris:Y2" and (full := _accessed_in_full(record, value)):
            extra[f"{name}:urldate"] = [full]
        else:
            field = field_of(key)
            texts = [encode(text, ascii_only) for text in values if isinstance(text, str) and text]
            if field and len(texts) == len(values):
                field, texts = in_fields(field, texts)
                extra[f"{name}:{field}"] = texts
            else:
                extra[key] = value
    twin = record.shallow_copy()
    twin.type, twin.extra = type_, extra
    return twin


#: RIS's date of access with the time of day that CSL's has not.
_ACCESSED: Final = pattern(r"(\d{4})/(\d\d)/(\d\d)/(\d\d:\d\d:\d\d)\Z", re.ASCII)


def _accessed_in_full(record: Record, value: object) -> str:
    """What RIS said of the record's day of access, as biblatex spells it; "" if it is another's."""
    said = _ACCESSED.match(value) if isinstance(value, str) else None
    date = record.date("accessed")
    if said is None or date is None or format_edtf(date) != "-".join(said.groups()[:3]):
        return ""
    return f"{format_edtf(date)}T{said[4]}"


def _text(value: object) -> str:
    """What a field can say of a JSON value; "" for what it can't."""
    return str(value) if isinstance(value, (str, int, float)) else ""


def _lose(value: object, key: str, record: Record, report: Report) -> None:
    if value not in (None, "", [], {}):
        report.add("field-lost", str(value)[:80], record=record.id, field=key)


def _spelled(tag: str, text: str, ascii_only: bool) -> str:
    if tag in VERBATIM:
        return verbatim(text)
    # a part of a title is found in the whole, where capitals are in braces
    return encode(protected(text) if tag in JOINED else text, ascii_only)


#: Fields that `complete` has something to say of, whatever stands beside them.
_COMPLETED: Final = JOINED | TYPE_OF_ROLE.keys() | {"volumetitle", "shortjournal", "langid"}


#: What biblatex calls the titles of a work in several volumes, and of a part of one.
_WHOLE_IN_VOLUMES: Final = {
    "title": "maintitle",
    "volumetitle": "title",
    "shorttitle": "shortmaintitle",
    "volumeshorttitle": "shorttitle",
}
_PART_IN_VOLUMES: Final = {"booktitle": "maintitle", "volumetitle": "booktitle"}


def complete(
    entry: Entry, record: Record, mapping: FormatMapping, biblatex: bool, report: Report
) -> None:
    """Part the titles again, name the subtype, and let no field stand twice, nor too many."""
    native_means = mapping.csl_type_of.get(entry.type, "document")
    fields = entry.fields
    tags = tuple([tag for tag, _ in fields])
    if record.type == native_means and is_complete(entry.type, tags):
        return
    if not all(map(FIELD_NAME.match, tags)):  # a user's own rows have any tag
        fields = _named_well(fields, record, report)
        tags = tuple([tag for tag, _ in fields])
    seen = dict.fromkeys(tags, 1)
    if len(seen) < len(fields):
        fields = _named_apart(fields, seen)
    if not biblatex and entry.type in THESIS_GENRE:
        fields = _with_thesis(entry, fields, record)
    if entry.type == "book" and "booktitle" in seen and "entrysubtype" not in seen:
        fields.append(("entrysubtype", record.type))
    elif record.type != native_means and not (
        record.type == "article" and is_preprint(fields, native_means)
    ):
        fields = [field for field in fields if field[0] != "entrysubtype"]
        fields.append(("entrysubtype", subtype_of(record.type)))
    if biblatex and "volumetitle" in seen:
        renamed = {}
        if entry.type in WHOLE:
            renamed = _WHOLE_IN_VOLUMES
        elif entry.type in PARTS and "booktitle" in seen:
            renamed = _PART_IN_VOLUMES
        fields = [(renamed.get(tag, tag), text) for tag, text in fields]
    if "booktitle" in seen and entry.type in WHOLE and "container-title" in record.variables:
        # in whole works, and where it repeats the title, it would not be read as what contains it
        texts = dict(fields)
        if entry.type != "book" or letters(texts.get("title", "")) == letters(texts["booktitle"]):
            fields = [
                ("container-title" if tag == "booktitle" else tag, text) for tag, text in fields
            ]
    if not JOINED.isdisjoint(seen):
        fields = part_titles(fields)
    if not biblatex and "shortjournal" in seen:
        fields = _without_made_title(fields, record)
    if biblatex and not TYPE_OF_ROLE.keys().isdisjoint(seen):
        fields = _with_editors(fields, seen)
    if "eprint" in seen and ("pmid" in seen or "pmcid" in seen):
        fields = said_once(fields)
    if "langid" in seen:
        fields = [
            ("language", text) if tag == "langid" and not is_langid(text) else (tag, text)
            for tag, text in fields
        ]
    if len(fields) > MOST_FIELDS:
        fields = _few_enough(fields, record, report)
    entry.fields = fields


def _without_made_title(fields: list[Field], record: Record) -> list[Field]:
    """The fields without a short journal that the reader makes of an abbreviated one."""
    texts = dict(fields)
    journals = texts.get("journal"), texts.get("journaltitle")
    if texts["shortjournal"] in journals and ABBREVIATED.match(record.text("container-title")):
        return [field for field in fields if field[0] != "shortjournal"]
    return fields


def _named_well(fields: list[Field], record: Record, report: Report) -> list[Field]:
    """The fields without those that no field of an entry can be called."""
    for tag, text in fields:
        if not FIELD_NAME.match(tag):
            report.add("field-lost", text[:80], record=record.id, field=tag)
    return [field for field in fields if FIELD_NAME.match(field[0])]


def _few_enough(fields: list[Field], record: Record, report: Report) -> list[Field]:
    """The fields without those of other formats' that biber would die of."""
    free = MOST_FIELDS - sum(not key_of(tag) for tag, _ in fields)
    kept: list[Field] = []
    for tag, text in fields:
        foreign = key_of(tag)
        if not foreign or free > 0:
            kept.append((tag, text))
            free -= bool(foreign)
        else:
            report.add("field-lost", text[:80], record=record.id, field=foreign)
    return kept


@lru_cache(maxsize=1024)
def is_complete(kind: str, tags: tuple[str, ...]) -> bool:
    """Whether `complete` has nothing to say of entries of a type and these fields (a file's are of a few kinds)."""
    return (
        len(set(tags)) == len(tags) <= MOST_FIELDS
        and _COMPLETED.isdisjoint(tags)
        and kind not in THESIS_GENRE
        and not ("booktitle" in tags and kind in WHOLE)
        and not ("eprint" in tags and ("pmid" in tags or "pmcid" in tags))
        and all(map(FIELD_NAME.match, tags))
    )


def _named_apart(fields: list[Field], seen: dict[str, int]) -> list[Field]:
    """Fields of which none stands twice; `seen` is told of their names."""
    seen.clear()
    apart: list[Field] = []
    for tag, text in fields:
        name = tag
        if name in seen and name in DATES and is_time_in_full(text):
            # the same date, said in full
            apart = [(other, text if other == tag else said) for other, said in apart]
            continue
        while name in seen:
            # BibTeX takes the first of two; the other keeps its text under a name of its own
            seen[tag] += 1
            name = f"{tag}-{seen[tag]}"
        seen[name] = 1
        apart.append((name, text))
    return apart


def _with_editors(fields: list[Field], seen: dict[str, int]) -> list[Field]:
    """People of a role that biblatex knows as a type of editor, as `editora` to `editorc`."""
    free = [
        name
        for name, kind in EDITORS.items()
        if name != "editor" and name not in seen and kind not in seen
    ]
    placed: list[Field] = []
    for tag, text in fields:
        if tag in TYPE_OF_ROLE and free:
            slot = free.pop(0)
            placed += [(slot, text), (EDITORS[slot], TYPE_OF_ROLE[tag])]
        else:
            placed.append((tag, text))
    return placed


_MASTER: Final = pattern(r"master|diplom|lic|m\.?\s?(?:a|s|sc|phil|eng|ed)\b", re.IGNORECASE)


def _with_thesis(entry: Entry, fields: list[Field], record: Record) -> list[Field]:
    """BibTeX's two theses say their genre themselves; `type` is for any other."""
    genre = record.text("genre")
    if not genre:
        return [
            *(field for field in fields if field[0] != "entrysubtype"),
            ("entrysubtype", "thesis"),
        ]
    if entry.type == "phdthesis" and _MASTER.match(genre):
        entry.type = "mastersthesis"
    if genre == THESIS_GENRE[entry.type]:
        return [field for field in fields if field[0] != "type"]
    return fields
