"""The door of the command: verbs, the parser of arguments, and what becomes of errors.

Each verb is a module of its own with `add_arguments(parser)` and `run(arguments) -> exit code`;
it is imported when it is asked for, and what it works with when it runs.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Final

from citeconv import __version__
from citeconv.cli import exits
from citeconv.model.report import CitationError

#: The verbs, each with what `citeconv --help` says of it.
VERBS: Final = {
    "convert": "convert records from one format to another, or to formatted references",
    "cite": "print references or in-text citations of a citation style",
    "formats": "list the formats, print one's mapping table, check one's laws",
    "styles": "search the citation styles",
    "check": "tell what files hold: counts by type, and what is wrong with them",
    "completion": "print the completion script of a shell",
}

_EXAMPLES: Final = """\
examples:
  citeconv convert refs.ris -o refs.bib           the formats are told by the names
  citeconv convert dump.zip -t csl-json > all.json
  citeconv convert refs.bib -t apa                a reference list on the screen
  citeconv cite refs.bib --style ieee --in-text
  citeconv formats ris                            how RIS's tags and CSL's variables meet
  citeconv VERB --help                            more of each

"""


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help of one width everywhere; asking the terminal for its own costs an import of shutil."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=92)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    given = sys.argv[1:] if argv is None else list(argv)
    debug = "--debug" in given
    try:
        _end_cleanly_on_signals()
        parser = build_parser(given)
        if not given:
            parser.print_help(sys.stderr)
            return exits.USAGE
        arguments, unknown = parser.parse_known_args(given)
        if unknown:
            arguments.parser.error(f"unrecognized arguments: {' '.join(unknown)}")
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except SystemExit as leaving:  # argparse has said what there is to say
        return leaving.code if isinstance(leaving.code, int) else exits.USAGE
    except BrokenPipeError:
        return _leave_quietly()
    except KeyboardInterrupt as interruption:
        if debug:
            raise
        return 128 + interruption.args[0] if interruption.args else exits.INTERRUPTED
    except CitationError as error:
        if debug:
            raise
        _say(str(error))
        return exits.USAGE if isinstance(error, exits.UsageError) else exits.FAILED
    except OSError as error:
        if debug:
            raise
        _say(": ".join(str(part) for part in (error.filename, error.strerror or error) if part))
        return exits.FAILED
    except Exception as error:  # the last frontier: a sentence instead of a traceback
        if debug:
            raise
        _say(
            f"internal error: {type(error).__name__}: {error} (please report it; --debug shows where)"
        )
        return exits.INTERNAL
    return code


def build_parser(given: Sequence[str] | None = None) -> argparse.ArgumentParser:
    """The parser of all verbs; with `given`, only the verb named there knows its arguments."""
    parser = argparse.ArgumentParser(
        prog="citeconv",
        description="Reads bibliographic records from wherever they are, and writes them as anything else.",
        epilog=_EXAMPLES + exits.epilog(),
        formatter_class=_Help,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"citeconv {__version__}")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True, prog="citeconv")
    asked = next((word for word in given if word in VERBS), "") if given is not None else None
    for verb, summary in VERBS.items():
        sub = verbs.add_parser(
            verb,
            help=summary,
            description=summary[0].upper() + summary[1:] + ".",
            formatter_class=_Help,
            allow_abbrev=False,
        )
        if asked is None or verb == asked:
            module = import_module(f"citeconv.cli.{verb}")
            module.add_arguments(sub)
            sub.set_defaults(run=module.run, parser=sub)
            sub.epilog = f"{module.EXAMPLES}\n{exits.epilog()}"
    return parser


def _end_cleanly_on_signals() -> None:
    """SIGTERM and SIGHUP end the command as Ctrl-C does: no file, no process is left behind."""
    import signal

    def interrupt(number: int, _: object) -> None:
        raise KeyboardInterrupt(number)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        try:
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, interrupt)
        except ValueError:  # not in the main thread: the command runs within a program
            return


def _say(message: str) -> None:
    try:
        print(f"citeconv: {message}", file=sys.stderr)
    except OSError:
        pass


def _leave_quietly() -> int:
    """The output's reader is gone: nothing more is to be written there, not even at exit."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        pass
    return exits.BROKEN_PIPE
