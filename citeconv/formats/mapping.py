"""A format's mapping: one table, walked in both directions.

A table has `TYPES`, pairs of (native type, CSL type), and `FIELDS`, rows that say where a native
tag goes. The reader is an index of the rows by native type and tag; **the writer is that index
inverted**, so that what is written is read back by construction.

Reading, for each (tag, text) of an entry: the first row that holds for the entry's type and tag
wins; no row, or a value that the row's codec refuses: the text is kept in `extra`. Writing, for
each variable: the first row of the table whose tag the reader would give that very variable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from citeconv.formats.plans import Field, Inverse, Plan, Texts, writing_plan, written_together
from citeconv.formats.rows import Codec, Composite, Entry, Row, row
from citeconv.formats.variable_lines import read_line, write_extra, write_lines
from citeconv.model.record import Origin, Record, Value, plain
from citeconv.model.report import Report, VocabularyError
from citeconv.model.vocabulary import KINDS, RENDERED_VARIABLES, TYPES

__all__ = ["Codec", "Composite", "Entry", "FormatMapping", "Row", "add_extra", "row"]

_Read = Callable[[str], Value | None]
_ReadAll = Callable[[Mapping[str, list[str]], str], dict[str, Value]]
#: The index of one native type: tag → variable, codec's read and join.
_Reader = dict[str, tuple[str, _Read, str]]


class FormatMapping:
    """A format's table, checked and indexed. It is not changed once it is made.

    `types`: (native, CSL) pairs; the first native type of a CSL type is the one written, and
    further pairs are read only unless the record itself came as that native type. A CSL type
    that no pair names is written as `default_type` with a diagnostic.
    `type_tag` is the tag under which the native type is kept in extra ("TY", "@").
    `cannot_say`: variables that the format has no place for at all: stated, so that they are no
    accident. `family`: formats whose extra is this one's too (bibtex and biblatex).
    `line_tag`: the tag for "variable: value" lines, the agreed place for what no row says.
    """

    def __init__(
        self,
        name: str,
        types: Sequence[tuple[str, str]],
        fields: Sequence[Row],
        codecs: Mapping[str, Codec],
        composites: Sequence[Composite] = (),
        default_type: str = "",
        type_tag: str = "type",
        cannot_say: frozenset[str] = frozenset(),
        family: tuple[str, ...] = (),
        line_tag: str = "",
    ) -> None:
        self.name = name
        self.types = types
        self.fields = fields
        self.codecs = codecs
        self.composites = composites
        self.default_type = default_type
        self.type_tag = type_tag
        self.cannot_say = cannot_say
        self.family = family
        self.line_tag = line_tag
        self._check()
        self.csl_type_of = dict(reversed(types))
        self.native_type_of = {csl: native for native, csl in reversed(types)}
        self._prefixes = (name, *family)
        self._composite_tags = frozenset(tag for part in composites for tag in part.tags)
        self._composite_readers = [
            (part.when or frozenset(part.tags), part.tags, part.read, part.partial)
            for part in composites
            if part.tags
        ]
        positions = {row_.tag: at for at, row_ in reversed(list(enumerate(fields)))}
        #: Composites of no tag of the table stand before all rows, in their own order.
        first = -len(composites)
        self._composite_writers = [
            (
                frozenset(part.variables),
                part.write,
                min((positions[tag] for tag in part.tags if tag in positions), default=first + at)
                - 0.5,
            )
            for at, part in enumerate(composites)
        ]
        self._readers: dict[str, _Reader] = {}
        self._writers: dict[str, Inverse] = {}
        self._reading_plans: dict[
            tuple[str, tuple[str, ...]],
            list[tuple[frozenset[str], tuple[str, ...], _ReadAll, bool]],
        ] = {}
        self._plans: dict[tuple[str, tuple[str, ...]], Plan] = {}

    def _check(self) -> None:
        pairs = {(row_.variable, row_.codec) for row_ in self.fields}
        wrong = {pair: fault for pair in pairs if (fault := self._fault(*pair))}
        for row_ in self.fields:
            if fault := wrong.get((row_.variable, row_.codec), ""):
                raise VocabularyError(f"{self.name}: {row_.tag}: {fault}")
            if row_.types and row_.types - TYPES:
                raise VocabularyError(f"{self.name}: {row_.tag}: no type {row_.types - TYPES}")
        for native, csl in self.types:
            if csl not in TYPES:
                raise VocabularyError(f"{self.name}: {native}: no type {csl!r}")

    def _fault(self, variable: str, codec: str) -> str:
        """What is wrong with a row of these; "" if nothing is."""
        kind = KINDS.get(variable)
        if kind is None:
            return f"no variable {variable!r}"
        if codec not in self.codecs:
            return f"no codec {codec!r}"
        if kind not in self.codecs[codec].kinds:
            return f"codec {codec} makes no {kind} ({variable})"
        return ""

    def with_rows(self, rows: Iterable[Row]) -> FormatMapping:
        """The same table with `rows` before its own: a user's wishes, or a dialect."""
        return FormatMapping(
            self.name,
            self.types,
            (*rows, *self.fields),
            self.codecs,
            self.composites,
            self.default_type,
            self.type_tag,
            self.cannot_say,
            self.family,
            self.line_tag,
        )

    # --- the index and its inverse ---

    def reader(self, native_type: str) -> _Reader:
        """The index for a native type: tag → variable and conversion."""
        index = self._readers.get(native_type)
        if index is None:
            csl_type = self.csl_type_of.get(native_type, "document")
            index = {}
            for row_ in self.fields:
                if (
                    row_.direction != "write"
                    and row_.tag not in index
                    and row_.holds(csl_type, native_type)
                ):
                    codec = self.codecs[row_.codec]
                    index[row_.tag] = (row_.variable, codec.read, codec.join)
            if len(self._readers) < 512:  # native types come from the input
                self._readers[native_type] = index
        return index

    def writer(self, native_type: str) -> Inverse:
        """The inverse for a native type: variable → position in the table, tag, codec."""
        inverse = self._writers.get(native_type)
        if inverse is None:
            csl_type = self.csl_type_of.get(native_type, "document")
            read_back = self.reader(native_type)
            inverse = {}
            for position, row_ in enumerate(self.fields):
                if row_.direction == "read" or row_.variable in inverse:
                    continue
                if not row_.holds(csl_type, native_type):
                    continue
                if row_.direction == "both" and read_back[row_.tag][0] != row_.variable:
                    continue
                inverse[row_.variable] = (position, row_.tag, self.codecs[row_.codec])
            if len(self._writers) < 512:
                self._writers[native_type] = inverse
        return inverse

    # --- reading ---

    def record(self, entry: Entry, report: Report, file: str = "") -> Record:
        """The record that an entry means."""
        native = entry.type
        csl_type = self.csl_type_of.get(native)
        record = Record(
            csl_type or "document", entry.key, None, {}, Origin(self.name, file, entry.line)
        )
        extra = record.extra
        if csl_type is None:
            extra[f"{self.name}:{self.type_tag}"] = native
            if native:
                report.add("type-unknown", native, file=file, line=entry.line, record=entry.key)
        elif self.native_type_of.get(csl_type) != native:
            extra[f"{self.name}:{self.type_tag}"] = native
        variables = record.variables
        fields = entry.fields
        if self.composites:
            fields = self._read_composites(native, fields, variables)
        index = self.reader(native)
        line_tag = self.line_tag
        joined: dict[str, tuple[str, list[str]]] = {}
        for tag, text in fields:
            if tag == line_tag and read_line(record, text):
                continue
            found = index.get(tag)
            if found is None:
                add_extra(extra, f"{self.name}:{tag}", text)
                continue
            variable, read, join = found
            value = read(text)
            if value is None:
                if text:
                    add_extra(extra, f"{self.name}:{tag}", text)
                continue
            old = variables.get(variable)
            if old is None:
                variables[variable] = value
            elif type(value) is list:
                old += value  # type: ignore[operator]
            elif old == value:
                continue
            elif join and type(old) is str and type(value) is str:
                joined.setdefault(variable, (join, [old]))[1].append(value)
            else:
                add_extra(extra, f"{self.name}:{tag}", text)
        if record.type != csl_type and self.native_type_of.get(record.type) == native:
            # a line named the type that this native type was written for
            extra.pop(f"{self.name}:{self.type_tag}", None)
        for variable, (join, values) in joined.items():
            variables[variable] = join.join(values)
        return record

    def _read_composites(
        self, native: str, fields: list[tuple[str, str]], variables: dict[str, Value]
    ) -> list[tuple[str, str]]:
        """Set what composites make of their tags; the fields that are left to the rows."""
        wanted = self._composite_tags
        rest: list[tuple[str, str]] = []
        texts: dict[str, list[str]] = {}
        for pair in fields:
            tag, text = pair
            if tag not in wanted:
                rest.append(pair)
            elif tag in texts:
                texts[tag].append(text)
            else:
                texts[tag] = [text]
        shape = native, tuple(texts)
        plan = self._reading_plans.get(shape)
        if plan is None:
            # measured: a quarter of the time of composites; entries of a file are of a few shapes
            plan = [
                (when, tuple(tag for tag in tags if tag in texts), read, partial)
                for when, tags, read, partial in self._composite_readers
                if not when.isdisjoint(texts)
            ]
            if len(self._reading_plans) < 4096:
                self._reading_plans[shape] = plan
        gone = False
        for when, tags, read, partial in plan:
            if gone:
                if when.isdisjoint(texts):
                    continue
                tags = tuple([tag for tag in tags if tag in texts])
            own = {tags[0]: texts[tags[0]]} if len(tags) == 1 else {tag: texts[tag] for tag in tags}
            values = read(own, native)
            if not values:
                continue
            variables.update(values)
            if not partial or len(own) != len(tags):
                # what the composite took is gone from `own`
                gone = True
                for tag in tags:
                    if not partial or tag not in own:
                        del texts[tag]
        for tag, left in texts.items():
            if left:
                rest += [(tag, text) for text in left]
        return rest

    # --- writing ---

    def native_type(self, record: Record) -> str:
        """The native type to write: the one the record came as, if it still means its type."""
        for prefix in self._prefixes if record.extra else ():
            kept = record.extra.get(f"{prefix}:{self.type_tag}")
            if isinstance(kept, str):
                csl = self.csl_type_of.get(kept)
                if csl == record.type or (csl is None and record.type == "document"):
                    return kept
        return self.native_type_of.get(record.type, "")

    def entry(self, record: Record, report: Report) -> Entry:
        """The entry that says what the record says; what it can't say is reported as lost."""
        native = self.native_type(record) or self.default_type
        return self.entry_of(record, native, None, report)

    def texts(self, records: Sequence[Record]) -> list[tuple[str, Texts | None]]:
        """Native types of several records, and what the rows write of each; None: see `entry_of`.

        Measured: half the time of `entry`, for values of one kind are written together.
        """
        natives = [self.native_type(record) or self.default_type for record in records]
        shapes: dict[tuple[str, tuple[str, ...]], list[int]] = {}
        for place, (native, record) in enumerate(zip(natives, records)):
            shapes.setdefault((native, tuple(record.variables)), []).append(place)
        groups = [
            (self._plan(*shape), shape[0], places, [records[place].variables for place in places])
            for shape, places in shapes.items()
        ]
        return [*zip(natives, written_together(groups, len(records)))]

    def entry_of(self, record: Record, native: str, texts: Texts | None, report: Report) -> Entry:
        """The entry of what the rows wrote (None: they are to), and what is to be said beside it."""
        fields = [*zip(*texts)] if texts else self._fields(record, native, report)
        if record.extra:
            fields += self._own_extra(record, report)
        if self.csl_type_of.get(native, "document") == record.type:
            pass
        elif self.line_tag:
            fields.append((self.line_tag, f"type: {record.type}"))
        elif not self.native_type(record):
            report.add("type-changed", f"{record.type} → {native}", record=record.id, field="type")
        return Entry(native, record.id, fields, record.origin.line)

    def _plan(self, native: str, names: tuple[str, ...]) -> Plan:
        """What writes a record of these variables (records of a file are of a few shapes)."""
        plan = self._plans.get((native, names))
        if plan is None:
            plan = writing_plan(self.writer(native), self._composite_writers, names)
            if len(self._plans) < 512:
                self._plans[native, names] = plan
        return plan

    def _fields(self, record: Record, native: str, report: Report) -> list[Field]:
        """What the composites and rows write of a record."""
        variables = record.variables
        composites, steps, _, _ = self._plan(native, tuple(variables))
        said: list[list[Field]] = []
        done: frozenset[str] = frozenset()
        for theirs, write_all in composites:
            pairs = write_all(variables, native)
            said.append(pairs)
            if pairs:
                done = done | theirs if done else theirs
        fields: list[Field] = []
        lines: list[str] = []
        for variable, tag, write, number in steps:
            if number:
                if not variable:
                    fields += said[number - 1]
                    continue
                if variable in done:
                    continue
            value = variables[variable]
            texts = write(value)
            if type(texts) is not str:
                fields += [(tag, text) for text in texts]
            elif texts:
                fields.append((tag, texts))
            if not texts:
                said_so = write_lines(variable, value) if self.line_tag else []
                lines += said_so
                if not said_so:
                    report.add("field-lost", plain(value)[:80], record=record.id, field=variable)
        if lines:
            fields += [(self.line_tag, line) for line in lines]
        return fields

    def _own_extra(self, record: Record, report: Report) -> list[tuple[str, str]]:
        """What this format itself put into `extra`; other formats' is reported."""
        pairs: list[tuple[str, str]] = []
        for key, value in record.extra.items():
            prefix, found, tag = key.partition(":")
            if found and prefix in self._prefixes:
                if tag != self.type_tag:
                    texts = value if isinstance(value, list) else [value]
                    pairs += [(tag, str(text)) for text in texts]
            elif self.line_tag and (lines := write_extra(key, value)):
                pairs += [(self.line_tag, line) for line in lines]
            elif not key.endswith((":type", ":TY", ":@")):
                report.add("field-lost", str(value)[:80], record=record.id, field=key)
        return pairs


def add_extra(extra: dict[str, object], key: str, value: object) -> None:
    """Put a value into `extra`; a second one under the same key makes a list."""
    if key not in extra:
        extra[key] = value
    else:
        old = extra[key]
        if isinstance(old, list):
            old.append(value)
        else:
            extra[key] = [old, value]


#: What the laws are checked with: every variable that a record of a source may carry.
CHECKED_VARIABLES: Final = tuple(name for name in KINDS if name not in RENDERED_VARIABLES)
