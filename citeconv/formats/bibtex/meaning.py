"""What no table can say of a .bib entry: fields that belong together, and kinds that one field decides.

Before the table (`prepare`): titles and their subtitles become one, editors get their roles, an eprint its archive.
After it (`settle`): the type by `entrysubtype`, the genre of a thesis, what stays in `extra`.  `meaning_written` undoes
this for the writer.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Final

from citeconv.formats.bibtex import entry_types
from citeconv.formats.bibtex.eprints import settle_eprint
from citeconv.formats.bibtex.fields import VERBATIM
from citeconv.formats.bibtex.foreign import from_field, spoken_name
from citeconv.formats.bibtex.recovery import closing
from citeconv.formats.bibtex.titles import (
    JOINED,
    WHOLE,
    drop_book_title,
    join_titles,
    place_headword,
    place_main_title,
)
from citeconv.formats.journal_articles import written_type
from citeconv.formats.mapping import Entry, FormatMapping, add_extra
from citeconv.model.patterns import pattern
from citeconv.model.record import Record
from citeconv.text.latex import decode

Field = tuple[str, str]

_ROLES: Final = {
    "director": "director",
    "producer": "producer",
    "compiler": "compiler",
    "organizer": "organizer",
    "collaborator": "contributor",
    "translator": "translator",
    "illustrator": "illustrator",
    "scriptwriter": "script-writer",
    "narrator": "narrator",
    "serieseditor": "collection-editor",
}
_ROLE_FIELDS: Final = frozenset(
    "editortype editora editorb editorc editoratype editorbtype editorctype".split()
)
#: The fields under CSL's own names that biblatex has as an editor of a type.
TYPE_OF_ROLE: Final = {
    variable: type_ for type_, variable in _ROLES.items() if variable != "translator"
}
#: Fields that `prepare` has something to say of, whatever stands beside them.
_JOINING: Final = (
    JOINED | _ROLE_FIELDS | {"maintitle", "howpublished", "fjournal", "lista", "mendeley-tags"}
)
_MONOGRAPHS: Final = frozenset(
    "book mvbook collection proceedings reference booklet manual phdthesis mastersthesis thesis".split()
)
THESIS_GENRE: Final = {
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master's thesis",
    "masterthesis": "Master's thesis",
    "bachelorsthesis": "Bachelor's thesis",
    "bathesis": "Bachelor's thesis",
    "diplomathesis": "Diploma thesis",
    "diplomarbeit": "Diploma thesis",
}
_URL: Final = pattern(
    r"\{*\s*+(?:Available (?:at|from):?\s*|Online:?\s*|URL:?\s*)?(?:\\url\s*\{)?\s*(https?://[^\s{}]+?)\s*\}*[.,]?\s*\Z",
    re.IGNORECASE,
)
#: A link with the text that is printed for it, to the end.
_LINK: Final = pattern(r"\{*\s*\\href\s*\{\s*(https?://[^\s{}]+)\s*\}\s*(?=\{)")


def prepare(entry: Entry) -> list[Field]:
    """Join what belongs together, in place; returns what the writer needs to part it again."""
    names = tuple([tag for tag, _ in entry.fields])
    if _is_prepared(entry.type, names):
        return []
    tags = set(names)
    for tag in tags:
        if tag[-1].isdigit() and "-" in tag:
            _rename_repeated(entry, tags)
            break
    if "pages" in tags and entry.type in _MONOGRAPHS and "pagetotal" not in tags:
        _count_pages(entry)
    beside: list[Field] = []
    if tags & JOINED:
        beside += join_titles(entry, tags)
    if "fjournal" in tags and "journal" in tags:
        # MathSciNet: the full title beside the abbreviated one
        renamed = {"fjournal": "journal", "journal": "shortjournal"}
        entry.fields = [(renamed.get(tag, tag), text) for tag, text in entry.fields]
    if "maintitle" in tags:
        place_main_title(entry, tags)
    elif "booktitle" in tags and entry.type in WHOLE:
        beside += drop_book_title(entry)
    elif "lista" in tags and "booktitle" not in tags and entry.type == "inreference":
        place_headword(entry)
    if "location" in tags and "address" in tags:
        # ACM's entries: the place of the meeting, and the publisher's
        entry.fields = [("venue" if tag == "location" else tag, text) for tag, text in entry.fields]
    if "mendeley-tags" in tags and "keywords" in tags:
        beside += _part_tags(entry)
    if "howpublished" in tags:
        _place_how_published(entry, tags)
    if _has_rivals(tags):
        # The first of several fields that say the same variable is the one that counts.
        entry.fields.sort(key=_precedence)
    if not _ROLE_FIELDS.isdisjoint(tags):
        _give_roles(entry)
    return beside


@lru_cache(maxsize=1024)
def _is_prepared(kind: str, names: tuple[str, ...]) -> bool:
    """Whether `prepare` has nothing to do for a type and these fields (a file's entries are of a few kinds)."""
    tags = frozenset(names)
    return not (
        tags & _JOINING
        or (kind in _MONOGRAPHS and "pages" in tags)
        or ("booktitle" in tags and kind in WHOLE)
        or {"location", "address"} <= tags
        or _has_rivals(tags)
        or any(name[-1].isdigit() and "-" in name for name in tags)
    )


def _has_rivals(tags: AbstractSet[str]) -> bool:
    return any(first in tags and not rivals.isdisjoint(tags) for first, rivals in _RIVALS.items())


def _rename_repeated(entry: Entry, tags: set[str]) -> None:
    """`url-2` beside `url`: what the writer made of a field that stood twice."""
    fields = []
    for tag, text in entry.fields:
        base, _, number = tag.rpartition("-")
        fields.append((base if number.isdigit() and base in tags else tag, text))
    entry.fields = fields


_COUNT: Final = pattern(r"\s*(?:[xivlc]+\s*[,+]\s*)?\d+(?:\s*(?:pp?\.?|pages|S\.|Seiten))?\s*\Z")
#: What goes before its rivals: the publisher before who is named beside it, babel's names before those of the words on
#: the title page, the number of an issue before its name ("Spring").
_RIVALS: Final = {
    "publisher": frozenset(
        "institution organization school howpublished company distributor".split()
    ),
    "langid": frozenset(("language",)),
    "hyphenation": frozenset(("language",)),
    "number": frozenset(("issue",)),
}
EDITORS: Final = {
    "editor": "editortype",
    "editora": "editoratype",
    "editorb": "editorbtype",
    "editorc": "editorctype",
}


def _count_pages(entry: Entry) -> None:
    """The `pages` of a whole work that are a number are how many it has."""
    entry.fields = [
        ("pagetotal", text) if tag == "pages" and _COUNT.match(text) else (tag, text)
        for tag, text in entry.fields
    ]


def _part_tags(entry: Entry) -> list[Field]:
    """Mendeley's tags, which its keywords have, too; those that they have not become keywords."""
    texts = dict(entry.fields)
    known = {word.strip() for word in texts["keywords"].split(",")}
    tags = texts["mendeley-tags"]
    others = ",".join(tag for tag in tags.split(",") if tag.strip() not in known)
    entry.fields = [
        (tag, others if tag == "mendeley-tags" else text)
        for tag, text in entry.fields
        if others or tag != "mendeley-tags"
    ]
    return [("mendeley-tags", tags)]


def _precedence(field: Field) -> int:
    return 0 if field[0] in _RIVALS else 1


def _place_how_published(entry: Entry, tags: set[str]) -> None:
    """`howpublished` holds a URL, or says who published it; a link says both."""
    fields: list[Field] = []
    for tag, text in entry.fields:
        if tag == "howpublished" and "url" not in tags:
            link = _LINK.match(text)
            url = _URL.match(text) or link
            if url:
                fields.append(("url", url.group(1)))
            if url and not (link and not _ends_there(text, link.end())):
                continue
        fields.append((tag, text))
    entry.fields = fields


def _ends_there(text: str, place: int) -> bool:
    """Whether nothing follows the argument at a place."""
    return not text[closing(text, place, len(text)) + 1 :].strip("}., \n\t")


def _give_roles(entry: Entry) -> None:
    """`editora` and the like as the role that their type names."""
    texts = dict(reversed(entry.fields))
    renamed: dict[str, str] = {}
    for field, kind in EDITORS.items():
        role = _ROLES.get(texts.get(kind, "").strip().lower())
        if field in texts and role is not None:
            renamed[field] = role
            renamed[kind] = ""
        elif field in texts and field != "editor" and kind not in texts:
            renamed[field] = "editor"
    entry.fields = [
        (renamed.get(tag, tag), text) for tag, text in entry.fields if renamed.get(tag) != ""
    ]


def settle(record: Record, native: str, beside: list[Field], table: FormatMapping) -> None:
    """What the record's type and a few fields decide together."""
    extra, prefix = record.extra, table.name
    if extra:
        _settle_extra(record, native, table)
        options = extra.get(f"{prefix}:options")
        if isinstance(options, str) and "useprefix=false" in options.replace(" ", ""):
            _drop_particles(record)
    container = record.variables.get("container-title")
    if (
        prefix == "bibtex"  # BibLaTeX has `shortjournal` for it
        and type(container) is str
        and "." in container
        and "container-title-short" not in record.variables
        and ABBREVIATED.match(container)
    ):
        record.variables["container-title-short"] = container
    url = record.variables.get("URL")
    if type(url) is str and " " in url:
        _part_addresses(record, url, f"{prefix}:url")
    if f"{prefix}:eprint" in extra:
        settle_eprint(record, prefix)
    if native in THESIS_GENRE and "genre" not in record.variables:
        if extra.get(f"{prefix}:entrysubtype") == "thesis":
            del extra[f"{prefix}:entrysubtype"]
        else:
            record.variables["genre"] = THESIS_GENRE[native]
    for tag, text in beside:
        extra[f"{prefix}:{tag}"] = decode(text)


_NEXT_ADDRESS: Final = pattern(r"(?<! ) ++(?=https?://)")


def _part_addresses(record: Record, text: str, key: str) -> None:
    """The first of several addresses, as Mendeley has them in one field; the others stay in `extra`."""
    record.variables["URL"], *others = _NEXT_ADDRESS.split(text)
    for other in others:
        add_extra(record.extra, key, other)


def _drop_particles(record: Record) -> None:
    """`useprefix=false`: the particles are no part of the family names."""
    for names in record.variables.values():
        if isinstance(names, list):
            names[:] = [
                name._replace(
                    non_dropping_particle="", dropping_particle=name.non_dropping_particle
                )
                if name.non_dropping_particle and not name.dropping_particle
                else name
                for name in names
            ]


#: A title of abbreviated words: "Phys. Rev. B", "IEEE Trans. Electron Devices", "J. Phys. D: Appl. Phys.".
ABBREVIATED: Final = pattern(
    r"(?=(?:\S+[ \u00a0])*[A-Z][a-z]{0,7}\.(?:[ \u00a0,:]|\Z))(?:[^\s.]{1,14}[.,:]?(?:[ \u00a0]|\Z)){2,9}\Z"
)


def _settle_extra(record: Record, native: str, table: FormatMapping) -> None:
    """Own fields in `extra`: text as Unicode, lists of keys and paths as they stand."""
    prefix = table.name
    start = len(prefix) + 1
    for key, value in record.extra.items():
        tag = key[start:]
        if tag in VERBATIM:
            if isinstance(value, str):
                record.extra[key] = value.strip()
            elif isinstance(value, list):
                record.extra[key] = [
                    text.strip() if isinstance(text, str) else text for text in value
                ]
        elif tag == "@":
            continue
        elif isinstance(value, str):
            record.extra[key] = decode(value, protect=False)
        elif isinstance(value, list):
            record.extra[key] = [
                decode(text, protect=False) if isinstance(text, str) else text for text in value
            ]
    if any(":" in key[start:] for key in record.extra):
        others: dict[str, object] = {}
        for key, value in record.extra.items():
            other, meant = from_field(key[start:], value)
            others[other or spoken_name(key)] = meant
        record.extra = others
    subtype = record.extra.get(f"{prefix}:entrysubtype")
    if isinstance(subtype, str):
        named = entry_types.subtype(subtype)
        if named and named != "thesis":
            record.type = named
            written = written_type(record)
            if (
                table.native_type_of.get(written) == native
                and entry_types.subtype_of(named) == subtype
            ):
                # the writer says it again
                del record.extra[f"{prefix}:entrysubtype"]
