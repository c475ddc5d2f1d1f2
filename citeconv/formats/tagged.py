"""The line-tagged syntax that RIS, Refer, MEDLINE, Web of Science and their kin share.

An entry is a run of lines that begin with a tag; a line without one goes on with the value
before it. What a format says of its own stands in a `TaggedSyntax`: how a regular line looks
(a mark at a fixed column, so that slicing tells it, without a regular expression), how
irregular lines are read, which tags begin and end an entry. In: the lines of a `Source`;
out: `Entry` objects with the line where each begins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from citeconv.formats.format import Options
from citeconv.formats.mapping import Entry
from citeconv.formats.source import Source
from citeconv.model.report import Report

Tagged = tuple[str, str]

#: What other programs take for the end of a line, or for no text at all.
_BREAKS: Final = dict.fromkeys(
    [*range(32), 0x7F, 0x85, 0x2028, 0x2029, 0xFEFF, *range(0xD800, 0xE000)], " "
)
_BREAKS_BUT_NEWLINE: Final = {**_BREAKS, 10: "\n"}
del _BREAKS_BUT_NEWLINE[9], _BREAKS[9]


def one_line(text: str) -> str:
    """Text without anything that a reader may take for the end of a line."""
    return text if text.isprintable() else text.translate(_BREAKS).strip()


class TaggedSyntax(NamedTuple):
    """How a format's tagged lines look.

    A regular line has `mark` at column `width`, after a tag of `tags`; its text follows.
    Any other line is shown to `loose`, which returns its (tag, text), or None for a line that
    goes on with the value before it.
    """

    width: int
    mark: str
    tags: frozenset[str]
    loose: Callable[[str, bool], Tagged | None]
    #: Tags that begin an entry, and those that end it ("" among them: a blank line does).
    begin: frozenset[str]
    end: frozenset[str]
    type_tag: str = ""
    key_tag: str = ""
    #: Tags of which every entry has one: where an entry was not ended and what begins there has
    #: none of them, it is the rest of that entry.
    heads: frozenset[str] = frozenset()
    #: Whether an entry that nothing ends is worth a diagnostic.
    truncates: bool = True
    #: A blank line ends an entry only if it has no type yet, or the next tagged line begins one.
    spans_blanks: bool = False
    #: Whether a line may be a value's continuation.
    continues: Callable[[str], bool] = lambda line: True
    #: Whether a line outside of an entry belongs to the format's own frame.
    ignores: Callable[[str], bool] = lambda line: False
    #: Prints one field's lines.
    line: Callable[[str, str], str] = lambda tag, text: f"{tag}  - {text}\n"
    #: Where each tag stands among an entry's lines; the others follow in their own order.
    order: Mapping[str, int] = MappingProxyType({})
    #: Prints what ends an entry.
    closing: str = "\n"
    #: A text before the first entry and after the last.
    frame: tuple[str, str] = ("", "")
    #: Whether a tag that `extra` kept can be written.
    writable: Callable[[str], bool] = lambda tag: True

    def parse(self, source: Source, report: Report) -> Iterator[Entry]:
        """The entries of the input, one at a time."""
        reading = _Reading(self, report, source.name)
        for block in _line_blocks(source):
            yield from reading.entries(block)
        yield from reading.finish()

    def print(self, entries: Iterable[Entry], report: Report, options: Options) -> Iterator[str]:
        """The text of the entries, an entry a piece."""
        part = options.get("part", "")
        if self.frame[0] and part in ("", "first"):
            yield self.frame[0]
        for entry in entries:
            yield self.print_entry(entry, report)
        if self.frame[1] and part in ("", "last"):
            yield self.frame[1]

    def print_entry(self, entry: Entry, report: Report) -> str:
        """One entry's text."""
        line = self.line
        pieces = []
        if self.type_tag:
            pieces.append(line(self.type_tag, one_line(entry.type)))
        fields = entry.fields
        if self.order:
            rank, last = self.order.get, len(self.order)
            fields = sorted(fields, key=lambda pair: rank(pair[0], last))
        for tag, text in fields:
            if tag in self.end or (tag not in self.tags and not self.writable(tag)):
                report.add("field-lost", text[:80], record=entry.key, field=tag)
                continue
            pieces.append(line(tag, text))
        if self.key_tag and entry.key:
            pieces.append(line(self.key_tag, one_line(entry.key)))
        pieces.append(self.closing)
        return "".join(pieces)


def _line_blocks(source: Source) -> Iterator[list[str]]:
    """The lines of the input, in lists of a block's length."""
    rest: list[str] = []
    for block in source.blocks():
        lines = block.split("\n")
        if len(lines) == 1:  # a line longer than a block: joined once, when it ends
            rest.append(block)
            continue
        if rest:
            rest.append(lines[0])
            lines[0] = "".join(rest)
        rest = [lines.pop()]
        yield lines
    yield ["".join(rest)]


_ONE: Final = "what begins like an entry, but has no title or names, goes on with the one before"
_NO_FIELDS: Final = "an entry without fields"


class _Reading:
    """The state of one input being read: the entry that is open."""

    __slots__ = (
        "fields",
        "file",
        "gap",
        "key",
        "line",
        "meta",
        "more",
        "number",
        "open",
        "padded",
        "plain",
        "report",
        "syntax",
        "type",
        "unended",
    )

    def __init__(self, syntax: TaggedSyntax, report: Report, file: str) -> None:
        self.syntax = syntax
        #: Tags by how they stand in their column, padded with spaces; and with the mark behind
        #: them, those that mean no more than a field.
        self.padded = {tag.ljust(syntax.width): tag for tag in syntax.tags}
        special = {*syntax.begin, *syntax.end, syntax.type_tag, syntax.key_tag}
        self.plain = {
            shown + syntax.mark: tag for shown, tag in self.padded.items() if tag not in special
        }
        self.report = report
        self.file = file
        self.number = 0
        #: The last line that gave type or key: what goes on with it is no field's.
        self.meta = -1
        self.more: list[str] = []
        #: The entry before, if nothing ended it but the beginning of the next.
        self.unended: Entry | None = None
        self._clear()

    def _clear(self) -> None:
        self.type = self.key = ""
        self.fields: list[Tagged] = []
        self.line = 0
        self.open = self.gap = False

    def entries(self, lines: list[str]) -> Iterator[Entry]:
        """The entries that end within these lines."""
        syntax = self.syntax
        width, mark = syntax.width, syntax.mark
        begin, end = syntax.begin, syntax.end
        type_tag, key_tag = syntax.type_tag, syntax.key_tag
        text_at = width + len(mark)
        padded, plain = self.padded, self.plain.get
        number = self.number
        # while an entry is open and no value goes on over lines, a plain tag is appended at once
        ready, append = self.open and not self.more and not self.gap, self.fields.append
        found: Tagged | None
        for line in lines:
            number += 1
            if ready and (known := plain(line[:text_at])):
                append((known, line[text_at:]))
                continue
            if line[width:text_at] == mark:
                shown = line[:width]
                if shown in padded:
                    found = (padded[shown], line[text_at:])
                else:
                    found = syntax.loose(line, self.open)
            else:
                found = syntax.loose(line, self.open) if line else None
            if found is None:
                if line and not line.isspace():
                    self._continue(line, number)
                elif "" in end and self.open and not syntax.spans_blanks:
                    yield from self._entry()
                elif self.more:
                    self.more.append("")
                self.gap = self.open and not line.strip()
                ready = self.open and not self.more and not self.gap
                continue
            tag, text = found
            if self.gap and syntax.spans_blanks and (not self.type or tag in begin):
                yield from self._entry()
            self.gap = False
            if self.more:
                self._join()
            if tag in end:
                if self.open:
                    yield from self._entry()
                ready = False
                continue
            if tag in begin and self.fields:
                yield from self._unended_entry()
            if not self.open:
                self.open, self.line = True, number
            if tag == type_tag:
                if self.type and tag in begin:
                    self._empty(number)
                self.type, self.meta = text.strip(), number
            elif tag == key_tag:
                self.key, self.meta = self.key or text.strip(), number
            else:
                self.fields.append((tag, text))
            ready, append = True, self.fields.append
        self.number = number

    def _continue(self, line: str, number: int) -> None:
        """A line without a tag: part of the value before it, or junk between the entries."""
        if self.meta == number - 1:
            self.meta = number
        elif self.fields and self.syntax.continues(line):
            if not self.more:
                self.more.append(self.fields[-1][1])
            self.more.append(line)
            return
        elif self.syntax.ignores(line):
            return
        self.report.add("junk-skipped", line[:80], file=self.file, line=number)

    def _empty(self, number: int) -> None:
        """An entry of nothing but its type gives way to the next."""
        self.report.add(
            "record-invalid", _NO_FIELDS, file=self.file, line=self.line, source=self.type
        )
        self.line = number

    def _join(self) -> None:
        """Complete the last value with the lines that went on with it."""
        tag, _ = self.fields[-1]
        self.fields[-1] = (tag, "\n".join(self.more))
        self.more = []

    def _entry(self) -> list[Entry]:
        """What is complete now that the open entry has ended."""
        if self.more:
            self._join()
        entry = Entry(self.type, self.key, self.fields, self.line)
        self._clear()
        before = self.unended
        if before is None:
            return [entry]
        self.unended = None
        heads = self.syntax.heads
        if heads and not any(tag in heads for tag, _ in entry.fields):
            self.report.add(
                "syntax-repaired", _ONE, file=self.file, line=entry.line, record=before.key
            )
            before.fields += entry.fields
            before.type, before.key = entry.type, before.key or entry.key
            return [before]
        if self.syntax.truncates and "" not in self.syntax.end:
            self.report.add("record-truncated", file=self.file, line=before.line, record=before.key)
        return [before, entry]

    def _unended_entry(self) -> list[Entry]:
        """The open entry gives way to the next without having been ended."""
        complete = self._entry()
        self.unended = complete.pop()
        return complete

    def finish(self) -> list[Entry]:
        """What is still open at the end of the input."""
        if not self.open:
            return []
        if self.syntax.truncates and "" not in self.syntax.end:
            self.report.add("record-truncated", file=self.file, line=self.line, record=self.key)
        return self._entry()


def folded_lines(text: str, looks_tagged: Callable[[str], bool]) -> str:
    """Text of several paragraphs with its line ends kept, where no line looks like a tagged one."""
    if "\n" not in text:
        return one_line(text)
    lines = [line.strip() for line in text.translate(_BREAKS_BUT_NEWLINE).split("\n")]
    lines = [line for line in lines if line]
    folded = lines[:1]
    for line in lines[1:]:
        if looks_tagged(line):
            folded[-1] += " " + line
        else:
            folded.append(line)
    return "\n".join(folded)


def tag_set(words: str | Iterable[str]) -> frozenset[str]:
    """A set of tags from space-separated text."""
    return frozenset(words.split() if isinstance(words, str) else words)
