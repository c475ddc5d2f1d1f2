"""`citeconv cite`: references or in-text citations of chosen records, in a citation style."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

from citeconv.cli import arguments as shared
from citeconv.cli.convert import check_source, check_style, watched, write_out
from citeconv.cli.exits import UsageError
from citeconv.cli.messages import Messages

if TYPE_CHECKING:
    from citeconv.model.record import Record

EXAMPLES: Final = """\
examples:
  citeconv cite refs.bib                                  references, in APA
  citeconv cite refs.bib --style chicago-author-date --ids doe99,roe01
  citeconv cite refs.bib --in-text                        a citation for each record
  citeconv cite refs.bib --in-text --ids doe99,roe01 --ids doe99
                                     two citations, the first one of two works
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cite`."""
    shared.add_inputs(parser)
    parser.add_argument("--in-text", action="store_true", help="print citations, not references")
    parser.add_argument(
        "--ids",
        action="append",
        metavar="ID,ID",
        help="the records to cite, together in one citation; may be given again for another",
    )
    parser.add_argument("-o", "--out", metavar="FILE", help="the output file (default: stdout)")
    parser.add_argument("--sentence-case", action="store_true", help=shared.SENTENCE_CASE)
    shared.add_style_options(parser)
    shared.add_reporting(parser)


#: Ids that are named where one is asked for that is not there.
_MOST_IDS: Final = 8


def _clusters(
    given: Iterable[str], records: Iterable[Record]
) -> tuple[list[list[str]], dict[str, None]]:
    """The ids that are cited together, and all of them; raises UsageError for one that no record has."""
    clusters = [[id_ for id_ in (part.strip() for part in ids.split(",")) if id_] for ids in given]
    known = dict.fromkeys(record.id for record in records if record.id)
    wanted = dict.fromkeys(id_ for cluster in clusters for id_ in cluster)
    missing = [id_ for id_ in wanted if id_ not in known]
    if missing:
        there = ", ".join([*islice(known, _MOST_IDS), *(["…"] if len(known) > _MOST_IDS else [])])
        raise UsageError(
            f"no record has the id {', '.join(missing)}; "
            + (f"there are {there}" if there else "none of them has an id")
        )
    return clusters, wanted


def run(arguments: argparse.Namespace) -> int:
    """Print references or citations, and tell the exit code."""
    from citeconv import api, references

    inputs = shared.inputs_of(arguments)
    check_source(arguments.from_)
    style = arguments.style or "apa"
    check_style(style, arguments.locale)
    output = arguments.output or references.output_of(arguments.out or "")
    messages = Messages(arguments)
    report = messages.report
    records = list(
        watched(
            api.read(
                inputs,
                arguments.from_,
                report=report,
                encoding=arguments.encoding,
                sentence_case=arguments.sentence_case,
            ),
            inputs,
            messages,
        )
    )
    if not records:
        return messages.finish()
    clusters, wanted = _clusters(arguments.ids or (), records)
    if arguments.in_text:
        lines = references.cite(
            records,
            clusters or None,
            style,
            locale=arguments.locale,
            output=output,
            verbatim=arguments.verbatim,
        )
    else:
        if wanted:
            records = [record for record in records if record.id in wanted]
        lines = references.bibliography(
            records,
            style,
            locale=arguments.locale,
            output=output,
            verbatim=arguments.verbatim,
            links=arguments.links,
            report=report,
        )
    report.records_written = len(lines)
    text = _lines(lines, output) if arguments.in_text else references.laid_out(lines, output)
    write_out(arguments.out, text)
    return messages.finish()


def _lines(citations: list[str], output: str) -> Iterator[str]:
    """A line each; of RTF, a document that a word processor opens."""
    if output == "rtf":
        from citeconv.text import rtf

        return rtf.document(citations, hanging=False)
    return (citation + "\n" for citation in citations)
