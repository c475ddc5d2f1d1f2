"""Cards: a library's index cards, typed off.

A card begins with "= TYPE key"; each line after it is a two-letter tag, a colon and a value; an
empty line ends the card.
"""

from collections.abc import Iterable, Iterator

from citeconv.formats.codecs import CODECS
from citeconv.formats.format import Format, Options, tabled
from citeconv.formats.mapping import Entry, FormatMapping, row
from citeconv.formats.source import Source
from citeconv.model.report import Report
from citeconv.model.vocabulary import KINDS

TYPES = [
    ("BOOK", "book"),
    ("PAPER", "article-journal"),
    ("PART", "chapter"),
    ("OTHER", "document"),
]

FIELDS = [
    row("au", "author", "name_inverted"),
    row("ti", "title", "folded"),
    row("in", "container-title", "folded", types="article-journal chapter"),
    row("in", "collection-title", "folded"),  # of a book it is the series
    row("ed", "editor", "name_inverted"),
    row("pb", "publisher", "folded"),
    row("yr", "issued", "date"),
    row("pp", "page", "pages"),
    row("no", "note", "folded"),
]


class Cards:
    """The syntax: what a card looks like, and nothing of what it means."""

    def parse(self, source: Source, report: Report) -> Iterator[Entry]:
        entry: Entry | None = None
        for number, line in enumerate(source.lines(), 1):
            if line.startswith("= "):
                if entry is not None:
                    yield entry
                native, _, key = line[2:].partition(" ")
                entry = Entry(native, key.strip(), [], number)
            elif entry is not None and line[2:4] == ": ":
                entry.fields.append((line[:2], line[4:]))
            elif line.strip():
                report.add("junk-skipped", line, line=number, source=line)
        if entry is not None:
            yield entry

    def print(self, entries: Iterable[Entry], report: Report, options: Options) -> Iterator[str]:
        for entry in entries:
            lines = [f"{tag}: {' '.join(text.split())}\n" for tag, text in entry.fields]
            yield f"= {entry.type} {entry.key}\n{''.join(lines)}\n"


MAPPING = FormatMapping(
    name="cards",
    types=TYPES,
    fields=FIELDS,
    codecs=CODECS,
    default_type="OTHER",
    cannot_say=frozenset(KINDS) - {one.variable for one in FIELDS},
)

FORMAT = tabled(
    Format(
        name="cards",
        title="Index cards",
        extensions=(".cards",),
        detect=lambda head: 0.9 if head.startswith("= ") else 0.0,
    ),
    Cards(),
    MAPPING,
)
