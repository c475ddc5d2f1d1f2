"""The verbs: read, load, loads, write, dump, dumps, convert, detect, formats.

An *input* is a path (file, folder, archive, glob), bytes, or an open file; text goes through
`loads`. Formats are named, or told by extension and content.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, TYPE_CHECKING, BinaryIO, TypeAlias, cast

from citeconv import references
from citeconv.formats import registry
from citeconv.formats.archive import open_inputs
from citeconv.formats.format import Format, Options
from citeconv.formats.mapping import Row
from citeconv.formats.options import check_options
from citeconv.formats.source import Source
from citeconv.model.record import Record
from citeconv.model.report import FormatError, Report
from citeconv.output import encoded, write_file

if TYPE_CHECKING:
    from citeconv.library import Library

Input: TypeAlias = str | os.PathLike[str] | bytes | IO[bytes] | IO[str]
Output: TypeAlias = str | os.PathLike[str] | IO[bytes] | IO[str]
#: A caller's own rows: for the one format there is, or by the name of a format.
Rows: TypeAlias = Iterable[Row] | Mapping[str, Iterable[Row]]


def read(
    source: Input | Iterable[Input],
    format: str | Format | None = None,
    *,
    report: Report | None = None,
    encoding: str = "",
    rows: Rows = (),
    learned: dict[str, object] | None = None,
    **options: object,
) -> Iterator[Record]:
    """The records of an input, one at a time, in constant memory.

    `format` is a name ("bibtex", "ris" …); without it each file's own is found. `rows` go before
    the format's table; a mapping gives them by the names of formats. `options` are the format's
    reading options (`with_text`, `bib_entries`), and that of every format, `sentence_case`: English
    titles are put into sentence case, all but what is protected in them.
    `report` takes the diagnostics, `learned` what belongs to no record.

    Raises FormatError for a path that does not exist, or a format that is unknown or cannot be
    told where a single file was given; in folders and archives such a file is reported.
    """
    report = Report() if report is None else report
    learned = {} if learned is None else learned
    chosen = registry.get(format) if isinstance(format, str) else format
    check_options(options, chosen)
    rows = _kept_rows(rows)
    inputs = list(_inputs(source))
    single = _is_single(source)
    if single and isinstance(source, (str, os.PathLike)):
        _check_exists(source)
    opened = open_inputs([_openable(item) for item in inputs], report)
    for name, file, _ in opened:
        stream = Source(file, name, report, encoding=encoding, options=options)
        report.file = name
        if not stream.head(1):
            report.add("file-empty", file=name)
            continue
        try:
            found = chosen or registry.detect(stream)
            yield from _records(_with_rows(found, rows), stream, report)
        except FormatError as error:
            if single:
                raise
            report.add("format-unknown", str(error), file=name)
        learned.update(stream.learned)
    report.file = ""


def _records(found: Format, stream: Source, report: Report) -> Iterator[Record]:
    if found.read is None:
        raise FormatError(f"{found.name} can be written, not read")
    count = 0
    told = report.counts["file-no-records"]
    records = found.read(stream, report)
    if stream.option("sentence_case"):
        from citeconv.text.sentence_case import sentence_cased

        records = sentence_cased(records)
    try:
        for record in records:
            count += 1
            yield record
    finally:
        report.records_read += count
    if not count and report.counts["file-no-records"] == told:
        report.add("file-no-records", f"read as {found.name}", file=stream.name)


def _kept_rows(rows: Rows) -> Rows:
    """Rows that can be gone through again, for the next file."""
    return rows if isinstance(rows, Mapping) else tuple(rows)


def _with_rows(found: Format, rows: Rows) -> Format:
    own = rows.get(found.name, ()) if isinstance(rows, Mapping) else rows
    return found.with_rows(own) if own else found


def _is_single(source: object) -> bool:
    """Whether the input is one file of its own, whose error is the caller's error."""
    if isinstance(source, (str, os.PathLike)):
        return os.path.isfile(source) or not os.path.isdir(source)
    return isinstance(source, (bytes, io.IOBase)) or hasattr(source, "read")


def _inputs(source: Input | Iterable[Input]) -> Iterator[Input]:
    """The inputs one by one; raises FormatError for what is none."""
    alone = isinstance(source, (str, os.PathLike, bytes)) or hasattr(source, "read")
    several = not alone and isinstance(source, Iterable)
    for item in cast(Iterable[Input], source) if several else [cast(Input, source)]:
        if isinstance(item, (str, os.PathLike)):
            if "\n" in os.fspath(item):
                raise FormatError(
                    f"{_shortened(item, 60)}: this is text, not a path; loads() reads it"
                )
        elif not isinstance(item, bytes) and not hasattr(item, "read"):
            raise FormatError(f"a path, bytes or an open file is expected, not {item!r:.80}")
        yield item


def _is_text(file: object) -> bool:
    """Whether an open file takes and gives text; a temporary file is no `TextIOBase`."""
    return isinstance(file, io.TextIOBase) or getattr(file, "encoding", None) is not None


def _openable(source: Input) -> str | os.PathLike[str] | BinaryIO | bytes:
    if _is_text(source):
        buffer = getattr(source, "buffer", None)
        text = cast(IO[str], source)
        return cast(BinaryIO, buffer) if buffer else text.read().encode("utf-8", "replace")
    return cast(BinaryIO, source)


def _check_exists(path: str | os.PathLike[str]) -> None:
    text = os.fspath(path)
    if text == "-" or os.path.exists(text) or any(mark in text for mark in "*?["):
        return
    raise FormatError(f"{_shortened(path)}: there is no such file or folder")


def _shortened(path: str | os.PathLike[str], most: int = 200) -> str:
    """A path as an error names it, on one line."""
    line, more, _ = os.fspath(path).partition("\n")
    return f"{line[:most]}…" if more or len(line) > most else line


def load(
    source: Input | Iterable[Input],
    format: str | Format | None = None,
    *,
    report: Report | None = None,
    **options: object,
) -> Library:
    """All records of an input as a `Library`; parameters as for `read`."""
    from citeconv.library import Library

    report = Report() if report is None else report
    learned: dict[str, object] = {}
    records = list(read(source, format, report=report, learned=learned, **options))  # type: ignore[arg-type]
    return Library(records, learned, report)


def loads(
    text: str | bytes,
    format: str | Format | None = None,
    *,
    report: Report | None = None,
    rows: Rows = (),
    **options: object,
) -> Library:
    """The records of a text as a `Library`; parameters as for `read`."""
    from citeconv.library import Library

    if isinstance(text, bytes):
        return load(text, format, report=report, rows=rows, **options)
    report = Report() if report is None else report
    chosen = registry.get(format) if isinstance(format, str) else format
    check_options(options, chosen)
    stream = Source(text, "", report, options=options)
    if not text.strip():
        report.add("file-empty")
        return Library((), None, report)
    chosen = chosen or registry.detect(stream)
    records = list(_records(_with_rows(chosen, _kept_rows(rows)), stream, report))
    return Library(records, stream.learned, report)


def write(
    records: Iterable[Record],
    format: str | Format = "csl-json",
    *,
    report: Report | None = None,
    rows: Rows = (),
    learned: dict[str, object] | None = None,
    style: str | None = None,
    locale: str | None = None,
    output: str = "text",
    verbatim: bool = False,
    links: bool = False,
    **options: object,
) -> Iterator[str]:
    """The text of records in a format, in pieces, in constant memory.

    `format` is a format's name, or "apa" or "harvard"; with `style` (any CSL style) references
    are formatted, printed as `output` says. `options` are the format's writing options.
    Raises FormatError for an unknown format or one that cannot be written.
    """
    report = Report() if report is None else report
    if learned is None:
        learned = getattr(records, "extra", {})  # a Library's
    if style is None and isinstance(format, str) and format in references.STYLE_FORMATS:
        style = format
    if style is not None:
        return references.formatted(
            _counted(records, report),
            report,
            style,
            locale=locale,
            output=output,
            verbatim=verbatim,
            links=links,
        )
    chosen = registry.get(format) if isinstance(format, str) else format
    chosen = _with_rows(chosen, _kept_rows(rows))
    if chosen.write is None:
        raise FormatError(f"{chosen.name} can be read, not written")
    check_options(options, chosen)
    return chosen.write(_counted(records, report), report, Options(options, learned))


def _counted(records: Iterable[Record], report: Report) -> Iterator[Record]:
    for record in records:
        report.records_written += 1
        yield record


def dumps(records: Iterable[Record], format: str | Format = "csl-json", **options: object) -> str:
    """The text of records in a format; parameters as for `write`."""
    return "".join(write(records, format, **options))  # type: ignore[arg-type]


def dump(
    records: Iterable[Record],
    target: Output,
    format: str | Format | None = None,
    *,
    encoding: str = "utf-8",
    **options: object,
) -> None:
    """Write records to a path or open file; without `format`, the path's extension tells it.

    A path is written atomically: a file beside it takes the text and replaces it at the end, so
    that whatever fails, the old file stays whole. Parameters else as for `write`.
    """
    if format is None and "style" not in options:
        if not isinstance(target, (str, os.PathLike)):
            raise FormatError("name the format to write to an open file")
        format = registry.for_writing(os.fspath(target))
    styled = "style" in options or format in references.STYLE_FORMATS
    if styled and isinstance(target, (str, os.PathLike)):
        options.setdefault("output", references.output_of(os.fspath(target)))
    pieces = write(records, format or "csl-json", **options)  # type: ignore[arg-type]
    if isinstance(target, (str, os.PathLike)):
        write_file(target, pieces, encoding)
    elif _is_text(target):
        cast(IO[str], target).writelines(pieces)
    else:
        cast(BinaryIO, target).writelines(encoded(pieces, encoding))


def convert(
    source: Input | Iterable[Input],
    target: Output | None = None,
    *,
    from_: str | Format | None = None,
    to: str | Format | None = None,
    report: Report | None = None,
    read_options: dict[str, object] | None = None,
    sentence_case: bool = False,
    **options: object,
) -> str | None:
    """Read `source` and write it to `target`; without a target the text is returned.

    `read_options` and `sentence_case` are for `read`, `options` for `write`.

    >>> citeconv.convert("refs.bib", "refs.ris")            # doctest: +SKIP
    >>> text = citeconv.convert("refs.bib", to="csl-json")  # doctest: +SKIP
    """
    report = Report() if report is None else report
    learned: dict[str, object] = {}
    reading = {"sentence_case": sentence_case} | (read_options or {})
    records = read(source, from_, report=report, learned=learned, **reading)  # type: ignore[arg-type]
    if target is None:
        if to is None:
            raise FormatError("name the format to convert to")
        return dumps(records, to, report=report, learned=learned, **options)
    dump(records, target, to, report=report, learned=learned, **options)  # type: ignore[arg-type]
    return None


def detect(source: Input) -> str:
    """The name of an input's format; raises FormatError where it cannot be told."""
    report = Report()
    for name, file, _ in open_inputs([_openable(one) for one in _inputs(source)], report):
        return registry.detect(Source(file, name, report)).name
    raise FormatError(str(report.kept[0]) if report.kept else "the input is empty")


def formats() -> list[Format]:
    """Every format, built-in and installed."""
    return list(registry.all_formats())
