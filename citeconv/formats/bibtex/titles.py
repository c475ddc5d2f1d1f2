"""Titles of .bib entries: a title, its subtitle and addon are one in CSL; a work in volumes has two.

Rules: the biblatex manual 2.2.2 (`title`, `subtitle`, `titleaddon`, `maintitle` and their kin).  Joined on the raw
LaTeX before the table reads it; parted again on what the table wrote, if the reader kept the pieces.
"""

from __future__ import annotations

from typing import Final

from citeconv.formats.bibtex.printing import balanced
from citeconv.formats.mapping import Entry

Field = tuple[str, str]

#: Title field → what is joined to it: subtitle, addon.
TITLES: Final = (
    ("title", "subtitle", "titleaddon"),
    ("booktitle", "booksubtitle", "booktitleaddon"),
    ("maintitle", "mainsubtitle", "maintitleaddon"),
    ("journaltitle", "journalsubtitle", "journaltitleaddon"),
    ("journal", "journalsubtitle", "journaltitleaddon"),
    ("issuetitle", "issuesubtitle", "issuetitleaddon"),
    ("eventtitle", "eventsubtitle", "eventtitleaddon"),
)
JOINED: Final = frozenset(part for _, *parts in TITLES for part in parts)

#: Native types of whole works: their `booktitle` only repeats the title, for those that inherit it.
WHOLE: Final = frozenset(
    "book mvbook collection mvcollection proceedings mvproceedings reference mvreference periodical".split()
)
PARTS: Final = frozenset(
    "inbook bookinbook suppbook incollection suppcollection inproceedings conference inreference chapter".split()
)


def join_titles(entry: Entry, tags: set[str]) -> list[Field]:
    texts = dict(reversed(entry.fields))
    joined: dict[str, str] = {}
    beside: list[Field] = []
    for title, subtitle, addon in TITLES:
        if title not in tags or not (subtitle in tags or addon in tags):
            continue
        text = texts[title].strip()
        for part, separator in ((subtitle, ": "), (addon, ". ")):
            if part in tags:
                text = _joined(text, texts[part].strip(), separator)
                beside.append((part, texts[part]))
        joined[title] = text
        if (
            title == "title"
            and subtitle in tags
            and "shorttitle" not in tags
            and texts[title].strip()
        ):
            entry.fields.append(("shorttitle", texts[title]))
    parts = {part for part, _ in beside}
    entry.fields = [(tag, joined.get(tag, text)) for tag, text in entry.fields if tag not in parts]
    return beside


def _joined(title: str, part: str, separator: str) -> str:
    if not title or not part:
        return title or part
    last = title.rstrip("}")[-1:]
    return title + (" " if last in "?!:.…" else separator) + part


def place_main_title(entry: Entry, tags: set[str]) -> None:
    """A work in several volumes: CSL's title is the whole work's, and the volume has its own."""
    renamed = {
        "maintitle": "title",
        "title": "volumetitle",
        "shorttitle": "volumeshorttitle",
        "shortmaintitle": "shorttitle",
    }
    if entry.type in PARTS:
        renamed = {"maintitle": "booktitle", "booktitle": "volumetitle"}
    elif "title" not in tags:
        renamed = {"maintitle": "title"}
    elif entry.type not in WHOLE:
        return
    texts = dict(reversed(entry.fields))
    own = texts.get("booktitle" if entry.type in PARTS else "title")
    inherited = "crossref" in tags and "shortmaintitle" not in tags
    if inherited and own is not None and letters(own) == letters(texts["maintitle"]):
        # by who has it already
        entry.fields = [field for field in entry.fields if field[0] != "maintitle"]
        return
    entry.fields = [(renamed.get(tag, tag), text) for tag, text in entry.fields]


def place_headword(entry: Entry) -> None:
    """biblatex-chicago's entry of a work of reference: the work's title, and the headword ("s.v.") in `lista`."""
    renamed = {"title": "booktitle", "shorttitle": "shortjournal", "lista": "title"}
    entry.fields = [(renamed.get(tag, tag), text) for tag, text in entry.fields]


def drop_book_title(entry: Entry) -> list[Field]:
    """A book with a `booktitle` of its own is a part of that book; one that repeats the title says nothing.

    What another whole work says there stays beside it.
    """
    texts = dict(reversed(entry.fields))
    title, book_title = texts.get("title", ""), texts["booktitle"]
    same = letters(title) == letters(book_title)
    if entry.type == "book" and not same and "title" in texts:
        entry.type = "inbook" if "chapter" in texts and "author" not in texts else "incollection"
        return []
    entry.fields = [field for field in entry.fields if field[0] != "booktitle" or not title]
    if not title:
        entry.fields = [
            ("title" if tag == "booktitle" else tag, text)
            for tag, text in entry.fields
            if tag != "title"
        ]
    repeated = not title or letters(title).startswith(letters(book_title))
    return [] if repeated else [("booktitle", book_title)]


def letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _end_like(whole: str, piece: str) -> str:
    """The end of a title that says what the piece says, "" if none does.

    Case and braces may differ: the title may have been put into sentence case, and words that show their case by
    themselves have braces in it.
    """
    place = len(whole)
    for char in reversed(piece):
        if char in "{}":
            continue
        while place and whole[place - 1] in "{}":
            place -= 1
        if not place or whole[place - 1].lower() != char.lower():
            return ""
        place -= 1
    while place and whole[place - 1] == "{":
        place -= 1
    return whole[place:]


def part_titles(fields: list[Field]) -> list[Field]:
    texts = dict(fields)
    for title, subtitle, addon in TITLES:
        for part in (addon, subtitle):
            if part not in texts:
                continue
            whole, piece = texts.get(title, ""), texts[part]
            if piece and not whole.endswith(piece):
                piece = _end_like(whole, piece)
            if piece and len(whole) > len(piece):
                kept = whole[: -len(piece)].rstrip()
                if part == "subtitle" and letters(texts.get("shorttitle", "")) == letters(kept):
                    # the reader makes it of the title without its subtitle
                    texts.pop("shorttitle", None)
                if kept[-1:] in (":", ".") and kept[-2:-1] not in ("?", "!", "."):
                    kept = kept[:-1]
                # the two may be parted within braces
                texts[title], texts[part] = balanced(kept), balanced(piece)
            elif title in texts:
                del texts[part]
    return [(tag, texts[tag]) for tag, _ in fields if tag in texts]
