"""The syntax of .bib files, fast: blocks of text → entries, `@string`s expanded, comments and preambles kept.

Rules: BibTeX's own (btxdoc section 2; bibtex.web), with what biber's parser allows on top (`%` comments between
fields, `@comment{…}`).  One pass: the next `@`, a regular expression for the head, one for each field, matched in a
loop; they are possessive and know braces to a fixed depth, so nothing backtracks.  What they decline (unbalanced,
deeper, no key) goes to `recovery`, entry by entry.

In: a `Source`.  Out: `Entry`s whose fields hold the raw LaTeX text of each value.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citeconv.formats.bibtex import recovery
from citeconv.formats.bibtex.entry_patterns import (
    AFTER_VALUE,
    AT,
    BLANK,
    END,
    FIELD,
    FIELD_NAME,
    HEAD,
    LONG_GROUP,
    LONG_VALUE,
    MACRO_GROUP,
    SPECIAL,
    TERM,
)
from citeconv.formats.mapping import Entry
from citeconv.formats.source import Source
from citeconv.model.report import Report

MONTHS: Final = {
    month: month for month in "jan feb mar apr may jun jul aug sep oct nov dec".split()
}
#: What `Reader.long_value` looks for itself: so many braces, and values in values, as the pattern has them.
_FEW_BRACES: Final = 40
_DEEPEST: Final = 5
#: An entry that does not end within so many characters is taken as broken.
LONGEST: Final = 8 << 20
#: What macros may expand to in all: ten times what was read, and a megabyte (`@string`s that double).
EXPANSION: Final = 10
ALLOWANCE: Final = 1 << 20


class Reader:
    """One reading of a .bib file: the buffer, the place in it, the macros, and what belongs to no entry."""

    def __init__(self, source: Source, report: Report, *, plain: bool = False) -> None:
        self.blocks = source.blocks()
        self.report = report
        self.learned = source.learned
        self.macros: dict[str, str] = dict(MONTHS)
        self.buffer = ""
        self.starts = recovery.Starts()
        self.place = 0
        self.line = 1
        self.line_place = 0
        self.more = True
        self.read = 0
        self.expanded = 0
        self.undefined: set[str] = set()
        #: Whether every entry goes the plain path: to prove that both say the same.
        self.plain = plain
        #: Whether an unclosed @comment is searched for its end far away; no longer once one never ended.
        self.patient = True
        #: Whether any text so far has the word `xdata`.
        self.xdata = False

    # -- the buffer ----------------------------------------------------------------------------

    def fill(self) -> bool:
        """Drop what is behind the place, and append at least one block, and as much as is kept.

        (What waits for its end is looked through again: so all of it is read twice, however long it is.)
        """
        kept = self.buffer[self.place :]
        blocks: list[str] = []
        gained = 0
        for block in self.blocks:
            blocks.append(block)
            gained += len(block)
            self.xdata = self.xdata or "xdata" in block
            if gained >= len(kept):
                break
        if not blocks:
            self.more = False
            return False
        self.read += gained
        self.line_at(self.place)
        self.buffer = "".join((kept, *blocks))
        self.starts = recovery.Starts()
        self.place = self.line_place = 0
        return True

    def may_refer(self) -> bool:
        """Whether what was read so far may take single values from other entries."""
        return self.xdata

    def line_at(self, place: int) -> int:
        """The line of a place that is not behind the last one asked for."""
        if place > self.line_place:
            self.line += self.buffer.count("\n", self.line_place, place)
            self.line_place = place
        return self.line

    def wants_more(self, start: int) -> bool:
        """Whether what starts here may only look broken because the rest is not there yet."""
        return self.more and len(self.buffer) - start < LONGEST

    # -- entries -------------------------------------------------------------------------------

    def entries(self) -> Iterator[Entry]:
        """Each entry of the file, in order."""
        while True:
            found = AT.search(self.buffer, self.place)
            if found is None:
                if self.more and len(self.buffer) - self.place < 1 << 16:
                    self.fill()
                    continue
                # what may be the beginning of an entry stays for the next block
                floor = max(self.place, len(self.buffer) - 300)
                kept = self.buffer.rfind("@", floor) if self.more else -1
                end = kept if kept >= 0 else len(self.buffer)
                self.junk(end)
                self.place = end
                if not self.fill():
                    return
                continue
            at = found.start()
            if at + 4096 > len(self.buffer) and self.more:
                # Enough to see a head whole.
                self.junk(at)
                self.place = at
                if self.fill():
                    continue
                at = self.place
            self.junk(at)
            self.place = at
            head = HEAD.match(self.buffer, at)
            if head is None or head.group(1).lower() in ("string", "preamble", "comment"):
                if self.special(at):
                    continue
                if head is None and recovery.starts_entry(self.buffer, at):
                    entry = self.broken(at)
                    if entry is not None:
                        yield entry
                    continue
                if head is None:
                    self.place = at + 1
                    continue
            assert head is not None
            fields = (
                None
                if self.plain
                else self.fields(head.end(), "}" if head.group(2) == "{" else ")")
            )
            if not fields and not head.group(3).strip():
                fields, self.place = None, at  # nothing at all
            if fields is None:
                extent = recovery.extent(self.buffer, at, self.starts)
                if extent == (len(self.buffer), False) and self.wants_more(at):
                    self.fill()
                    continue
                entry = self.broken(at, extent)
                if entry is not None:
                    yield entry
                continue
            line = self.line_at(at)
            if self.buffer.find("@", at + 1, self.place) >= 0:
                recovery.tell_held(
                    self.buffer, at, self.place, self.starts, self.line_at, self.report
                )
            yield Entry(head.group(1).lower(), head.group(3).strip(), fields, line)

    def fields(self, place: int, closing: str) -> list[tuple[str, str]] | None:
        """The fields from a place on, and the place set behind the entry; None if it is irregular."""
        buffer = self.buffer
        fields: list[tuple[str, str]] = []
        while True:
            match = None
            # the pattern's scanner goes on where it stopped, without a call of ours for each field
            for match in iter(FIELD.scanner(buffer, place).match, None):  # type: ignore[attr-defined]
                kind = match.lastindex
                if kind == LONG_GROUP:
                    break
                text = match[kind]
                fields.append((match[1].lower(), text if kind != MACRO_GROUP else self.macro(text)))
            if match is not None:
                place = match.end()
                if match.lastindex == LONG_GROUP:
                    value = self.long_value(place)
                    if value is not None:
                        text, place = value
                        fields.append((match[1].lower(), text))
                        continue
                    place = match.start()
            end = END.match(buffer, place)
            if end is not None and end.group(1) == closing:
                self.place = end.end()
                return fields
            blank = BLANK.match(buffer, place)
            if blank is not None:
                place = blank.end()
                continue
            joined = self.joined(place)
            if joined is None:
                return None
            field, place = joined
            fields.append(field)

    def long_value(self, place: int) -> tuple[str, int] | None:
        """The value in braces that begins at a place, and the place behind the field; None if it is irregular.

        (Measured: to look for the next brace takes a tenth of the time of a pattern on an abstract.)
        """
        buffer = self.buffer
        find = buffer.find
        depth, at = 1, place
        for _ in range(_FEW_BRACES):
            end = find("}", at)
            if end < 0:
                return None
            inner = find("{", at, end)
            if inner >= 0:
                depth, at = depth + 1, inner + 1
                if depth > _DEEPEST:
                    return None
                continue
            depth, at = depth - 1, end + 1
            if not depth:
                after = AFTER_VALUE.match(buffer, at)
                return (buffer[place:end], after.end()) if after else None
        match = LONG_VALUE.match(buffer, place - 1)
        return (match[1], match.end()) if match else None

    def joined(self, place: int) -> tuple[tuple[str, str], int] | None:
        """A field whose value is joined by `#` → (field, place behind it)."""
        named = FIELD_NAME.match(self.buffer, place)
        if named is None:
            return None
        value = self.value(self.buffer, named.end())
        if value is None:
            return None
        after = AFTER_VALUE.match(self.buffer, value[1])
        if after is None:
            return None
        return (named.group(1).lower(), value[0]), after.end()

    def value(self, text: str, place: int) -> tuple[str, int] | None:
        """Terms joined by `#` → (what they say, place behind them)."""
        pieces: list[str] = []
        while True:
            term = TERM.match(text, place)
            if term is None:
                return None
            braced, quoted, number, macro = term.groups()
            piece = braced if braced is not None else quoted if quoted is not None else number
            place = term.end()
            joined = text[place : place + 1] == "#"
            pieces.append(self.macro(macro, bool(pieces) or joined) if piece is None else piece)
            if not joined:
                return "".join(pieces), place
            place += 1

    # -- macros --------------------------------------------------------------------------------

    def macro(self, name: str, joined: bool = False) -> str:
        """What an abbreviation stands for; if nothing defines it, its own name, and nothing among others (as BibTeX)."""
        text = self.macros.get(name.lower())
        if text is None:
            if name not in self.undefined and len(self.undefined) < 1000:
                self.undefined.add(name)
                self.report.add("macro-undefined", name, line=self.line_at(self.place))
            return "" if joined else name
        self.expanded += len(text)
        if self.expanded > EXPANSION * self.read + ALLOWANCE:
            line = self.line_at(self.place)
            self.report.add(
                "limit-exceeded", f"abbreviations expand to too much: {name}", line=line
            )
            return name
        return text

    # -- @string, @preamble, @comment ------------------------------------------------------------

    def special(self, at: int) -> bool:
        """What is no entry, at this place; False if it is none of these."""
        match = SPECIAL.match(self.buffer, at)
        if match is None:
            return False
        kind = match.group(1).lower()
        if not match.group(2):
            if kind != "comment":
                return False
            # A comment without braces holds to the end of its line.
            end = self.buffer.find("\n", match.end())
            end = len(self.buffer) if end < 0 else end
            self.keep("comments", self.buffer[match.end() : end].strip())
            self.place = end
            return True
        limit = (
            LONGEST
            if self.patient
            else self.starts.after(self.buffer, match.end()) - match.end() + 1
        )
        end = recovery.closing(self.buffer, match.end() - 1, limit)
        while end < 0 and self.patient and self.wants_more(at) and self.fill():
            at = self.place
            match = SPECIAL.match(self.buffer, at)
            assert match is not None
            end = recovery.closing(self.buffer, match.end() - 1, LONGEST)
        line = self.line_at(at)
        if end < 0:
            self.patient = False
            following = self.starts.after(self.buffer, match.end())
            self.report.add("syntax-repaired", f"@{kind} is never closed", line=line)
            end = following - 1
        body = self.buffer[match.end() : end]
        if kind == "comment":
            self.keep("comments", body)
        elif kind == "preamble":
            said = self.value(self.buffer, match.end())
            self.keep("preambles", said[0] if said and said[1] == end else body.strip())
        else:
            self.define(match.end(), end, body, line)
        self.place = max(end + 1, match.end())
        return True

    def define(self, place: int, end: int, body: str, line: int) -> None:
        """`@string{name = value}`; several in one are taken too."""
        while place < end:
            named = FIELD_NAME.match(self.buffer, place)
            value = self.value(self.buffer, named.end()) if named else None
            if named is None or value is None or value[1] > end:
                if self.buffer[place:end].strip(", \n\t"):
                    self.report.add(
                        "syntax-repaired",
                        "a malformed @string was passed over",
                        line=line,
                        source=body,
                    )
                return
            self.macros[named.group(1).lower()] = value[0]
            self.keep(
                "strings", f"{named.group(1)} = {self.buffer[named.end() : value[1]].strip()}"
            )
            after = AFTER_VALUE.match(self.buffer, value[1])
            place = after.end() if after else end

    def keep(self, what: str, text: str) -> None:
        kept = self.learned.setdefault(f"bibtex:{what}", [])
        if isinstance(kept, list) and len(kept) < 100_000:
            kept.append(text)

    # -- what is irregular -------------------------------------------------------------------------

    def junk(self, end: int) -> None:
        """Text between entries: BibTeX passes over it, and so do we, with a word."""
        between = self.buffer[self.place : end]
        if between and not between.isspace():
            lines = [
                text
                for text in between.split("\n")
                if text.strip(" \t,;})") and text.lstrip()[:1] != "%"
            ]
            if lines:
                self.report.add(
                    "junk-skipped",
                    lines[0].strip()[:80],
                    line=self.line_at(self.place),
                    source=between,
                )

    def broken(self, at: int, extent: tuple[int, bool] | None = None) -> Entry | None:
        """An irregular entry, read by the plain path; what it spoils ends where the next entry starts."""
        line = self.line_at(at)
        end, closed = extent or recovery.extent(self.buffer, at, self.starts)
        while not closed and end >= len(self.buffer) and self.wants_more(at) and self.fill():
            at = self.place
            end, closed = recovery.extent(self.buffer, at, self.starts)
        entry = recovery.read(self.buffer[at:end], line, closed, self.evaluate, self.report)
        self.place = end
        if closed:
            recovery.tell_held(self.buffer, at, end, self.starts, self.line_at, self.report)
        return entry

    def evaluate(self, raw: str) -> str:
        """A raw value with its delimiters, macros and `#`, as the plain path hands it over."""
        value = self.value(raw, 0)
        if value is not None and value[1] == len(raw):
            return value[0]
        if len(raw) >= 2 and raw[0] + raw[-1] in ("{}", '""'):
            return raw[1:-1]
        return raw.strip('"')
