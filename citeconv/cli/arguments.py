"""The arguments that several verbs share, and what they mean to the library."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from typing import Final

from citeconv.cli.exits import UsageError

SENTENCE_CASE: Final = "put English titles into sentence case, all but what is protected in them"
#: Options of reading and of writing formats that have a flag of their own.
_READING_FLAGS: Final = {
    "with_text": "read the paper's text too (raw dumps), as abstract or body as the form allows",
    "bib_entries": "read the paper's own reference list as records (document_parses JSON)",
    "sentence_case": SENTENCE_CASE,
}
_WRITING_FLAGS: Final = {
    "flat": "write raw dumps on one line each",
    "ascii": "write BibTeX in ASCII, with LaTeX commands for everything else",
}


def add_inputs(parser: argparse.ArgumentParser) -> None:
    """Where records come from: INPUTS, --from, --encoding, and the formats' reading options."""
    parser.add_argument(
        "inputs",
        nargs="*",
        metavar="INPUT",
        help="files, folders, archives (.zip .tar .gz .bz2 .xz), patterns; - is standard input",
    )
    parser.add_argument(
        "-f",
        "--from",
        dest="from_",
        metavar="FORMAT",
        help="the input's format (default: told by name and content)",
    )
    parser.add_argument(
        "--encoding", type=encoding, default="", help="the input's encoding (default: found out)"
    )


def add_format_options(parser: argparse.ArgumentParser, *, writes: bool) -> None:
    """The formats' own options, those with a flag and any other as NAME=VALUE."""
    group = parser.add_argument_group("options of formats")
    for name, help_ in (_READING_FLAGS | (_WRITING_FLAGS if writes else {})).items():
        group.add_argument("--" + name.replace("_", "-"), action="store_true", help=help_)
    if writes:
        group.add_argument(
            "--keys",
            metavar="PATTERN",
            help="make BibTeX's citation keys of a pattern, such as [auth][year][title]",
        )
    group.add_argument(
        "--map",
        metavar="FILE",
        help="rows of your own that go before a format's table (TOML or JSON)",
    )
    group.add_argument(
        "-O",
        "--option",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="any other option of a format (citeconv formats NAME lists them)",
    )


def add_style_options(parser: argparse.ArgumentParser) -> None:
    """How references are formatted."""
    group = parser.add_argument_group("formatted references")
    group.add_argument(
        "--style", metavar="NAME|FILE", help="a citation style (citeconv styles finds them)"
    )
    group.add_argument(
        "--locale", metavar="TAG", help="the language of terms and dates, such as de-DE"
    )
    group.add_argument(
        "--output",
        choices=("text", "html", "markdown", "latex", "rtf"),
        help="what references are printed as (default: as -o's extension says, else text)",
    )
    group.add_argument(
        "--links",
        action="store_true",
        help="make links of DOIs, PubMed's numbers and addresses (not in text)",
    )
    group.add_argument(
        "--verbatim",
        action="store_true",
        help="format the data as it is, with nothing adapted to the style's guide",
    )


def add_reporting(parser: argparse.ArgumentParser) -> None:
    """What is said on stderr, and what counts as failure."""
    group = parser.add_argument_group("reports")
    group.add_argument(
        "--strict", action="store_true", help="exit with 3 if anything was lost or invalid"
    )
    group.add_argument("--report", metavar="FILE", help="write all diagnostics to FILE as JSON")
    volume = group.add_mutually_exclusive_group()
    volume.add_argument("-v", "--verbose", action="store_true", help="show every diagnostic")
    volume.add_argument("-q", "--quiet", action="store_true", help="show none")
    group.add_argument(
        "--debug", action="store_true", help="show a traceback where the command fails"
    )


def count(text: str) -> int:
    """A number of processes: 1 or more."""
    if not text.isdecimal() or not 1 <= int(text[:6]) <= 1000:
        raise argparse.ArgumentTypeError(f"a number from 1 to 1000 is expected, not {text!r}")
    return int(text)


def encoding(text: str) -> str:
    """The name of an encoding that there is; "" leaves it to be found out."""
    import codecs

    if not text:
        return ""

    try:
        return codecs.lookup(text).name
    except LookupError as error:
        raise argparse.ArgumentTypeError(f"there is no encoding {text!r}") from error


def inputs_of(arguments: argparse.Namespace) -> list[str]:
    """The inputs given, or standard input where something is piped into it."""
    inputs: list[str] = arguments.inputs
    if not inputs and sys.stdin is not None and not sys.stdin.isatty():
        return ["-"]
    if not inputs:
        raise UsageError("name an input: a file, a folder, an archive, or - for standard input")
    return inputs


def format_options(arguments: argparse.Namespace) -> dict[str, object]:
    """The formats' options as the library takes them."""
    options: dict[str, object] = {
        name: True for name in (*_READING_FLAGS, *_WRITING_FLAGS) if getattr(arguments, name, False)
    }
    if getattr(arguments, "keys", None):
        options["key"] = arguments.keys
    for given in arguments.option:
        name, found, value = given.partition("=")
        options[_option_name(name)] = _VALUES.get(value.lower(), value) if found else True
    return options


_VALUES: Final[Mapping[str, bool]] = {"true": True, "yes": True, "false": False, "no": False}
#: Parameters of the library's verbs, which no format's option may shadow.
_TAKEN: Final = frozenset(
    "format report rows learned style locale output verbatim links source records encoding part marks".split()
)


def _option_name(given: str) -> str:
    """The name of an option that some format has; raises UsageError for any other."""
    from citeconv.formats import registry

    name = given.strip().replace("-", "_")
    known = {option for one in registry.all_formats() for option in one.options}
    if name not in known or name in _TAKEN:
        raise UsageError(f"no format has an option {given!r}; there are {', '.join(sorted(known))}")
    return name
