"""`citeconv convert`: records from one format to another, or to formatted references."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from citeconv.cli import arguments as shared
from citeconv.cli.exits import UsageError
from citeconv.cli.messages import Messages
from citeconv.model.report import CitationError

if TYPE_CHECKING:
    from citeconv.formats.format import Format
    from citeconv.formats.mapping import Row

Item = TypeVar("Item")

EXAMPLES: Final = """\
examples:
  citeconv convert refs.ris -o refs.bib
  citeconv convert dump/ -t csl-json > all.json      a folder of raw dumps
  citeconv convert metadata.csv -o cord.bib --report losses.json
  curl -s … | citeconv convert -f ris -t bibtex
  citeconv convert refs.bib -t apa -o refs.html
  citeconv convert refs.json --style nature --locale de-DE
  citeconv convert 'exports/*.ris' -o all.bib --jobs 2 --strict
"""


class Target(NamedTuple):
    """What is to be written: a format, or references of a style."""

    format: Format | str
    style: str | None = None
    output: str = "text"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `convert`."""
    shared.add_inputs(parser)
    parser.add_argument(
        "-t",
        "--to",
        metavar="FORMAT",
        help="the output's format, or apa or harvard (default: told by -o's extension)",
    )
    parser.add_argument("-o", "--out", metavar="FILE", help="the output file (default: stdout)")
    parser.add_argument(
        "--jobs",
        type=shared.count,
        metavar="N",
        help="convert files, and parts of large ones, in N processes (default: 2 for files of 4 MB and more)",
    )
    shared.add_format_options(parser, writes=True)
    shared.add_style_options(parser)
    shared.add_reporting(parser)


def run(arguments: argparse.Namespace) -> int:
    """Convert, and tell the exit code."""
    inputs = shared.inputs_of(arguments)
    target = target_of(arguments)
    check_source(arguments.from_)
    options = shared.format_options(arguments)
    rows: dict[str, list[Row]] = {}
    if arguments.map:
        from citeconv.cli.rows import load_rows

        rows = load_rows(arguments.map)
    messages = Messages(arguments)
    if arguments.jobs is None:
        divisible = not isinstance(target.format, str) and target.format.joints is not None
        arguments.jobs = _usual_jobs(inputs) if divisible else 1
    if arguments.jobs > 1 and target.style is None:
        from citeconv.cli import parallel

        pieces = parallel.convert(inputs, arguments, target.format, options, rows, messages)
        if pieces is not None:
            _write_something(arguments.out, watched(pieces, inputs, messages, every=1))
            return messages.finish()
    from citeconv import api

    learned: dict[str, object] = {}
    records = watched(
        api.read(
            inputs,
            arguments.from_,
            report=messages.report,
            encoding=arguments.encoding,
            rows=rows,
            learned=learned,
            **options,
        ),
        inputs,
        messages,
    )
    first = next(records, None)
    if first is not None:
        text = api.write(
            chain((first,), records),
            target.format,
            report=messages.report,
            rows=rows,
            learned=learned,
            style=target.style,
            locale=arguments.locale,
            output=target.output,
            verbatim=arguments.verbatim,
            links=arguments.links,
            **options,
        )
        _write_something(arguments.out, text)
    return messages.finish()


#: From so many bytes of files on, a second process is worth its start.
_LARGE: Final = 4 << 20


def _usual_jobs(inputs: list[str]) -> int:
    """Two processes for large files, where there are processors for them."""
    if sum(os.path.getsize(path) for path in inputs if os.path.isfile(path)) < _LARGE:
        return 1
    try:
        processors = len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        processors = os.cpu_count() or 1
    return min(2, processors)


def _write_something(path: str | None, pieces: Iterator[str] | Iterator[bytes]) -> None:
    """Write text, if there is any: an old output file is not replaced by nothing."""
    first = next(pieces, None)
    if first is not None:
        write_out(path, chain((first,), pieces))


def watched(
    items: Iterator[Item], inputs: list[str], messages: Messages, every: int = 32
) -> Iterator[Item]:
    """Records or pieces of text, with a progress bar where somebody would see it."""
    from citeconv.cli import progress

    if messages.quiet or not progress.wanted():
        return items
    messages.progress = progress.Progress(inputs, messages.report)
    return messages.progress.watch(items, every)


def target_of(arguments: argparse.Namespace) -> Target:
    """What -t, -o and --style ask for together; raises UsageError where they don't say."""
    from citeconv import references
    from citeconv.formats import registry
    from citeconv.model.report import FormatError

    style: str | None = arguments.style
    if style and arguments.to:
        raise UsageError(f"either -t {arguments.to} or --style {style}: a style makes references")
    if arguments.to in references.STYLE_FORMATS:
        style = arguments.to
    if style:
        check_style(style, arguments.locale)
        output = arguments.output or (
            references.output_of(arguments.out) if arguments.out else "text"
        )
        return Target(style, style, output)
    for name in ("output", "locale", "links", "verbatim"):
        if getattr(arguments, name):
            raise UsageError(f"--{name} belongs to --style, or to -t apa or harvard")
    try:
        if arguments.to:
            chosen = registry.get(arguments.to)
        elif arguments.out and arguments.out != "-":
            chosen = registry.for_writing(arguments.out)
        else:
            raise UsageError("name the output's format with -t, or a file with -o")
    except FormatError as error:
        raise UsageError(_style_meant(arguments) or str(error)) from error
    if chosen.write is None:
        raise UsageError(f"{chosen.name} can be read, not written")
    return Target(chosen)


def _style_meant(arguments: argparse.Namespace) -> str:
    """What to say where -t or -o name no format, but have a style's name or are for references."""
    from citeconv import references
    from citeconv.csl.styles import is_style

    if arguments.to:
        known = is_style(arguments.to)
        return f"{arguments.to} is a style, not a format: --style {arguments.to}" if known else ""
    if references.output_of(arguments.out, "") in references.OUTPUTS:
        return (
            f"{arguments.out}: name the style of its references: -t apa, -t harvard, --style NAME"
        )
    return ""


def check_source(name: str | None) -> None:
    """Refuse a format that cannot be read, before anything is."""
    from citeconv.formats import registry
    from citeconv.model.report import FormatError

    if name is None:
        return
    try:
        chosen = registry.get(name)
    except FormatError as error:
        raise UsageError(str(error)) from error
    if chosen.read is None:
        raise UsageError(f"{chosen.name} can be written, not read")


def check_style(style: str, locale: str | None) -> None:
    """Refuse a style or a locale that there is not, before anything is read."""
    from citeconv.csl.locales import require_locale
    from citeconv.csl.styles import find_style
    from citeconv.model.report import StyleError

    try:
        find_style(style)
    except StyleError as error:
        raise UsageError(f"{error} (citeconv styles finds them)") from error
    try:
        if locale:
            require_locale(locale)
    except StyleError as error:
        raise UsageError(str(error)) from error


def write_out(path: str | None, pieces: Iterable[str | bytes]) -> None:
    """Write text to a file, whole or not at all, or to standard output as it comes."""
    from citeconv.output import encoded, write_file

    if path and path != "-":
        write_file(path, pieces)
        return
    try:
        for piece in encoded(pieces):
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CitationError(
            f"standard output cannot be written: {error.strerror or error}"
        ) from error
