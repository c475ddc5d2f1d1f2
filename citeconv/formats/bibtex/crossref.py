"""Entries that refer to others: `crossref` and `xdata`, resolved as biber resolves them, in a stream.

Rules: the biblatex manual, 3.4 (data inheritance) and appendix B (the default setup); BibTeX's own rule is its
simplest case.  A field that the entry has is never replaced.  Circles are cut and reported; what is inherited in all
has a budget, so that no chain of references can blow up.

In and out: entries in source order.  A parent may stand before or behind: an entry that waits for one holds back those
behind it, up to a bound; parents read are remembered, up to a bound.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from citeconv.formats.bibtex import xdata
from citeconv.formats.mapping import Entry
from citeconv.model.report import Report

Field = tuple[str, str]

#: Entries held back while one of them waits for its parent, and entries remembered that may be parents.
WAITING: Final = 20_000
REMEMBERED: Final = 20_000
#: Entries of any other type that are remembered.
RECENT: Final = 2_000
_REFERENCES: Final = frozenset(("crossref", "xdata"))
DEPTH: Final = 10
#: Characters that may be inherited in all: ten times what was read, and a megabyte.
EXPANSION: Final = 10
ALLOWANCE: Final = 1 << 20

_PARENTS: Final = frozenset(
    "book mvbook collection mvcollection proceedings mvproceedings reference mvreference periodical xdata manual "
    "conference misc online journal".split()
)
#: Appendix B: never inherited through `crossref`.
_OWN: Final = frozenset(
    "ids crossref xref entryset entrysubtype execute label options presort related relatedoptions relatedstring "
    "relatedtype shorthand shorthandintro sortkey xdata abstract file files timestamp owner groups "
    "pagetotal keywords note annotation annote date-added date-modified shorttitle sorttitle indextitle indexsorttitle".split()
)
_VOLUMES: Final = {"title": "maintitle", "subtitle": "mainsubtitle", "titleaddon": "maintitleaddon"}
_BOOK: Final = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
_JOURNAL: Final = {
    "title": "journaltitle",
    "subtitle": "journalsubtitle",
    "titleaddon": "journaltitleaddon",
}
_IN_BOOK: Final = frozenset("inbook bookinbook suppbook".split())
_IN_COLLECTION: Final = frozenset("incollection inreference suppcollection".split())
_IN_ANY: Final = _IN_BOOK | _IN_COLLECTION | {"inproceedings", "conference", "chapter"}
#: Fields that say the same: an entry that has one does not inherit another.
_SAME: Final = {
    "date": ("year", "month", "day"),
    "year": ("date",),
    "month": ("date", "year"),
    "day": ("date", "year"),
    "journal": ("journaltitle",),
    "journaltitle": ("journal",),
    "address": ("location",),
    "location": ("address",),
}


def _renamed(parent: str, child: str) -> dict[str, str]:
    """How title fields are called where they are inherited."""
    if parent.startswith("mv") and not child.startswith("mv"):
        return _VOLUMES
    if parent in ("periodical", "journal") and child in ("article", "suppperiodical", "review"):
        return _JOURNAL
    return _BOOK if child in _IN_ANY else {}


class Inheritance:
    """What is remembered while a file is read."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.parents: OrderedDict[str, Entry] = OrderedDict()
        self.recent: OrderedDict[str, Entry] = OrderedDict()
        self.read = 0
        self.inherited = 0
        #: Whether the budget is used up: from then on nothing is inherited.
        self.spent = False

    def remember(self, entry: Entry, tags: list[str]) -> None:
        """Keep an entry, of whose fields these are the names."""
        store, bound = (
            (self.parents, REMEMBERED) if entry.type in _PARENTS else (self.recent, RECENT)
        )
        if entry.key and entry.key not in store:
            store[entry.key] = entry
            if len(store) > bound:
                store.popitem(last=False)
        if "ids" in tags:
            for tag, text in entry.fields:
                if tag == "ids":
                    for key in text.split(","):
                        self.parents.setdefault(key.strip(), entry)

    def find(self, key: str) -> Entry | None:
        return self.parents.get(key) or self.recent.get(key)

    def missing(self, entry: Entry) -> list[str]:
        """The parents that an entry waits for."""
        return [key for key in references(entry) if self.find(key) is None]

    def resolved(self, entry: Entry, path: tuple[str, ...], done: set[str]) -> list[Field]:
        """The fields of an entry with those that it inherits; `done` are the parents that gave theirs already."""
        fields = list(entry.fields)
        if entry.key in path or len(path) >= DEPTH or self.spent:
            if not self.spent:
                chain = " → ".join((*path[-3:], entry.key))
                self.report.add("reference-cycle", chain, line=entry.line, record=entry.key)
            return fields
        path = (*path, entry.key)
        for tag in ("xdata", "crossref"):
            for key in [key for name, text in entry.fields if name == tag for key in _keys(text)]:
                parent = self.find(key)
                if parent is None:
                    self.report.add(
                        "reference-missing", f"{tag} = {key}", line=entry.line, record=entry.key
                    )
                elif key not in done:
                    done.add(key)
                    inherited = self.resolved(parent, path, done)
                    fields += self.inherit(entry, fields, parent, inherited, tag == "xdata")
        return fields

    def single_values(self, entry: Entry) -> Entry:
        """The entry with the single values that it takes from others."""
        fields: list[Field] = []
        for tag, text in entry.fields:
            said = xdata.resolve(text, self.find, partial(self.unresolved, entry, tag))
            self.inherited += max(0, len(said) - len(text))
            fields.append((tag, text if self.overspent(entry) else said))
        return Entry(entry.type, entry.key, fields, entry.line)

    def unresolved(self, entry: Entry, tag: str, reference: str) -> None:
        self.report.add(
            "reference-missing", reference, line=entry.line, record=entry.key, field=tag
        )

    def overspent(self, entry: Entry) -> bool:
        """Whether more was inherited than is allowed, said once."""
        if self.inherited > EXPANSION * self.read + ALLOWANCE and not self.spent:
            self.spent = True
            self.report.add("limit-exceeded", "inherited fields", line=entry.line, record=entry.key)
        return self.spent

    def inherit(
        self, entry: Entry, own: list[Field], parent: Entry, theirs: list[Field], whole: bool
    ) -> list[Field]:
        """What a parent adds to an entry."""
        has = {tag for tag, _ in own}
        renamed = {} if whole else _renamed(parent.type, entry.type)
        gained: list[Field] = []
        for tag, text in theirs:
            names = [renamed.get(tag, tag)]
            if (
                tag == "author"
                and not whole
                and parent.type in ("book", "mvbook")
                and entry.type in _IN_BOOK
            ):
                names = ["author", "bookauthor"]
            if tag in _OWN and not (
                whole and tag not in ("ids", "xdata", "crossref", "label", "shorthand")
            ):
                continue
            for name in names:
                if name in has or any(same in has for same in _SAME.get(name, ())):
                    continue
                self.inherited += len(text)
                if self.overspent(entry):
                    return gained
                gained.append((name, text))
        return gained


def references(entry: Entry) -> list[str]:
    """The keys that an entry inherits from."""
    found: list[str] = []
    for tag, text in entry.fields:
        if tag in _REFERENCES:
            found += _keys(text)
        else:
            found += [one.key for one in xdata.granular(text)]
    return found


def _keys(text: str) -> list[str]:
    return [key for key in (part.strip().strip("{}") for part in text.split(",")) if key][:100]


def resolve(
    entries: Iterator[Entry], report: Report, granular: Callable[[], bool] = lambda: True
) -> Iterator[Entry]:
    """The entries with what they inherit, in their order.

    `granular`: whether what was read so far may refer to single values; to look into each value takes its time.
    """
    memory = Inheritance(report)
    waiting: deque[Entry] = deque()
    wanted: dict[str, int] = {}
    for entry in entries:
        tags = [tag for tag, _ in entry.fields]
        refers = not _REFERENCES.isdisjoint(tags) or (granular() and _has_granular(entry))
        memory.read += 100 + sum([len(text) for _, text in entry.fields])
        memory.remember(entry, tags)
        missing = memory.missing(entry) if refers else []
        if not waiting and not missing:
            yield _complete(memory, entry) if refers else entry
            continue
        waiting.append(entry)
        for key in missing:
            wanted[key] = wanted.get(key, 0) + 1
        if entry.key in wanted:
            del wanted[entry.key]
        while waiting and (not wanted or len(waiting) > WAITING):
            first = waiting.popleft()
            if wanted:
                for key in references(first):
                    wanted.pop(key, None)
            yield _complete(memory, first)
    while waiting:
        yield _complete(memory, waiting.popleft())


def _has_granular(entry: Entry) -> bool:
    return any(next(xdata.granular(text), None) for _, text in entry.fields)


def _complete(memory: Inheritance, entry: Entry) -> Entry:
    if any(tag in _REFERENCES for tag, _ in entry.fields):
        entry = Entry(entry.type, entry.key, memory.resolved(entry, (), set()), entry.line)
    return memory.single_values(entry) if _has_granular(entry) else entry
