"""`citeconv check`: what files hold, by format and type, and everything that is wrong with them."""

from __future__ import annotations

import argparse
from collections import Counter
from typing import TYPE_CHECKING, Final

from citeconv.cli import arguments as shared
from citeconv.cli.convert import check_source, watched
from citeconv.cli.messages import Messages

if TYPE_CHECKING:
    from citeconv.formats.mapping import Row

EXAMPLES: Final = """\
examples:
  citeconv check refs.bib            counts by type, and what was repaired
  citeconv check refs.bib -v         every diagnostic with its line
  citeconv check library/ --strict --report problems.json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `check`."""
    shared.add_inputs(parser)
    shared.add_format_options(parser, writes=False)
    shared.add_reporting(parser)


def run(arguments: argparse.Namespace) -> int:
    """Read everything, print the counts, and tell the exit code."""
    from citeconv import api

    inputs = shared.inputs_of(arguments)
    check_source(arguments.from_)
    rows: dict[str, list[Row]] = {}
    if arguments.map:
        from citeconv.cli.rows import load_rows

        rows = load_rows(arguments.map)
    messages = Messages(arguments)
    records = api.read(
        inputs,
        arguments.from_,
        report=messages.report,
        encoding=arguments.encoding,
        rows=rows,
        **shared.format_options(arguments),  # type: ignore[arg-type]
    )
    formats: Counter[str] = Counter()
    types: Counter[str] = Counter()
    ids: Counter[str] = Counter()
    for record in watched(records, inputs, messages):
        formats[record.origin.format] += 1
        types[record.type] += 1
        if record.id:
            ids[record.id] += 1
    _print_counts("format", formats)
    _print_counts("type", types)
    repeated = {id_: count for id_, count in ids.items() if count > 1}
    if repeated:
        shown = ", ".join(f"{id_} ({count}×)" for id_, count in list(repeated.items())[:10])
        print(f"{len(repeated):,} ids stand more than once: {shown}")
    return messages.finish()


def _print_counts(what: str, counts: Counter[str]) -> None:
    for name, count in counts.most_common():
        print(f"{count:>10,}  {what:<6}  {name}")
