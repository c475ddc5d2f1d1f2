"""`citeconv styles`: search the citation styles by name, title and field."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Final

from citeconv.cli import exits

EXAMPLES: Final = """\
examples:
  citeconv styles chicago
  citeconv styles --field medicine | head
  citeconv styles nature --json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `styles`."""
    from citeconv.csl.styles import FIELDS

    parser.add_argument(
        "query", nargs="*", metavar="WORD", help="words that stand in the name or title"
    )
    parser.add_argument(
        "--field", choices=FIELDS, metavar="FIELD", help="a field of study, such as medicine or law"
    )
    parser.add_argument(
        "--independent",
        action="store_true",
        help="without the many journals that use another's style",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--debug", action="store_true", help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace) -> int:
    """Print the styles found; none found is a failure."""
    from citeconv.csl.styles import search_styles

    found = [
        info
        for info in search_styles(" ".join(arguments.query), arguments.field)
        if not (arguments.independent and info.parent)
    ]
    if arguments.json:
        keys = ("name", "title", "citation_format", "fields", "parent")
        rows = [{key: getattr(info, key) for key in keys} for info in found]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        width = min(max((len(info.name) for info in found), default=0), 48)
        for info in found:
            parent = f"  → {info.parent}" if info.parent else ""
            print(f"{info.name:<{width}}  {info.title}{parent}")
    if not found:
        print("citeconv: no style has these words; try fewer", file=sys.stderr)
        return exits.FAILED
    return exits.DONE
