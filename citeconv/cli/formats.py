"""`citeconv formats`: the list of formats, one's mapping table, and the check of one's laws."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Final

from citeconv.cli import exits
from citeconv.cli.exits import UsageError
from citeconv.formats import registry
from citeconv.model.report import FormatError

if TYPE_CHECKING:
    from citeconv.formats.format import Format

EXAMPLES: Final = """\
examples:
  citeconv formats
  citeconv formats ris               the mapping table of RIS
  citeconv formats ris --json
  citeconv formats --check ris       what is written is read back
  citeconv formats --check           so of every format
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `formats`."""
    parser.add_argument("name", nargs="?", metavar="NAME", help="print this format's mapping table")
    parser.add_argument(
        "--check",
        nargs="?",
        const="",
        metavar="NAME",
        help="check the laws of this format, or of all",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--debug", action="store_true", help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace) -> int:
    """List, print or check formats."""
    if arguments.check is not None:
        if arguments.check and arguments.name:
            raise UsageError("--check takes one format, or none for all of them")
        return _check(arguments.check or arguments.name or "all")
    if not arguments.name:
        found, broken = _load_all()
        _print_list(found, arguments.json)
        for error in broken:
            print(f"citeconv: {error}", file=sys.stderr)
        return exits.FAILED if broken else exits.DONE
    try:
        chosen = registry.get(arguments.name)
    except FormatError as error:
        raise UsageError(str(error)) from error
    from citeconv.formats import tables

    if arguments.json:
        print(json.dumps(tables.as_data(chosen), ensure_ascii=False, indent=2))
    else:
        print(tables.as_text(chosen), end="")
    return exits.DONE


def _load_all() -> tuple[list[Format], list[FormatError]]:
    """Every format that can be loaded, and why others cannot."""
    found, broken = [], []
    for name in registry.names():
        try:
            found.append(registry.get(name))
        except FormatError as error:
            broken.append(error)
    return found, broken


def _print_list(formats: list[Format], as_json: bool) -> None:
    if as_json:
        rows = [
            {
                "name": one.name,
                "title": one.title,
                "reads": one.read is not None,
                "writes": one.write is not None,
                "extensions": list(one.extensions),
                "media_types": list(one.media_types),
                "aliases": list(one.aliases),
                "options": dict(one.options),
            }
            for one in formats
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    head = ("name", "reads", "writes", "extensions", "title")
    table = [head] + [
        (
            one.name,
            "yes" if one.read else "-",
            "yes" if one.write else "-",
            " ".join(one.extensions),
            one.title,
        )
        for one in formats
    ]
    widths = [max(len(line[column]) for line in table) for column in range(4)]
    for line in table:
        cells = [cell.ljust(width) for cell, width in zip(line, widths)]
        print("  ".join([*cells, line[4]]))
    print(
        "\nReferences are written in any citation style: -t apa, -t harvard, --style NAME "
        "(citeconv styles)."
    )


def _check(name: str) -> int:
    from citeconv.formats import laws

    try:
        chosen = list(registry.all_formats()) if name == "all" else [registry.get(name)]
    except FormatError as error:
        if name == "all":
            raise
        raise UsageError(str(error)) from error
    failed = False
    for one in chosen:
        if one.read is None or one.write is None:
            side = "read" if one.write is None else "written"
            print(f"{one.name}: only {side}, so there is nothing to compare")
            continue
        problems = laws.check(one)
        for problem in problems:
            print(f"{one.name}: {problem}", file=sys.stderr)
        failed = failed or bool(problems)
        print(f"{one.name}: {f'{len(problems)} problems' if problems else 'the laws hold'}")
    return exits.FAILED if failed else exits.DONE
