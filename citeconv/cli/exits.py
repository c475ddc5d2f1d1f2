"""The exit codes of the command, and the error that means "wrongly asked"."""

from __future__ import annotations

from typing import Final

from citeconv.model.report import CitationError

DONE: Final = 0
#: No record could be read, or the output could not be written.
FAILED: Final = 1
USAGE: Final = 2
#: Something was lost or invalid, and `--strict` asked to know.
LOSSES: Final = 3
#: A fault of the program itself (`sysexits.h`: EX_SOFTWARE).
INTERNAL: Final = 70
#: 128 + the number of the signal, as shells have it.
INTERRUPTED: Final = 130
BROKEN_PIPE: Final = 141

#: What `--help` and the documentation say of them.
MEANINGS: Final = (
    (DONE, "done"),
    (FAILED, "nothing could be read, or the output could not be written"),
    (USAGE, "wrong usage: an unknown option, format or style"),
    (LOSSES, "with --strict: something was lost or invalid (the output is written all the same)"),
    (INTERNAL, "a fault of the program; --debug shows where"),
    (INTERRUPTED, "interrupted (Ctrl-C; 143 by SIGTERM); an output file is left as it was"),
    (BROKEN_PIPE, "the reader of the output went away"),
)


class UsageError(CitationError):
    """The command was asked for something that it does not have."""


def epilog() -> str:
    """The exit codes as a paragraph of `--help`."""
    lines = [f"  {code:>3}  {meaning}" for code, meaning in MEANINGS]
    return "exit codes:\n" + "\n".join(lines)
