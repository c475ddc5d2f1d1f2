"""What the command says on stderr: invalid records as they come, and a summary at the end."""

from __future__ import annotations

import argparse
import json
import os
import sys
from typing import TYPE_CHECKING, Final

from citeconv.cli import exits
from citeconv.model.report import DIAGNOSTICS, Diagnostic, Report

if TYPE_CHECKING:
    from citeconv.cli.progress import Progress

#: Beyond so many, single messages only scroll by; the summary and the report have them all.
MAX_SHOWN: Final = 20
#: Where nothing was read, so many of the lesser diagnostics hint at the reason.
MAX_HINTS: Final = 3
_COLOURS: Final = {"invalid": "31", "lost": "33", "repaired": "36", "note": "2"}


class Messages:
    """A run's `Report`, and the showing of it: nothing with -q, everything with -v."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.verbose: bool = arguments.verbose
        self.quiet: bool = arguments.quiet
        self.strict: bool = arguments.strict
        self.report_file: str | None = arguments.report
        self.report = Report(None if self.quiet else self._hear)
        self.progress: Progress | None = None
        self._shown = 0
        self._colours = _wants_colours()

    def _hear(self, diagnostic: Diagnostic) -> None:
        if not self.verbose and diagnostic.severity != "invalid":
            return
        self._shown += 1
        if not self.verbose and self._shown > MAX_SHOWN:
            return
        self.say(self._coloured(str(diagnostic), diagnostic.severity))

    def say(self, text: str) -> None:
        """Print a line on stderr; characters that a terminal would obey are shown as such."""
        if self.progress is not None:
            self.progress.clear()
        print(f"citeconv: {text}", file=sys.stderr)

    def _coloured(self, text: str, severity: str) -> str:
        text = "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)
        if not self._colours:
            return text
        return text.replace(f"{severity}:", f"\x1b[{_COLOURS[severity]}m{severity}:\x1b[0m", 1)

    def finish(self) -> int:
        """Show the summary, write the report file, and tell the exit code."""
        report = self.report
        if not report.records_read:
            code = exits.FAILED
            if not self.quiet:
                self._say_why()
        else:
            code = exits.LOSSES if self.strict and report.losses else exits.DONE
        if not self.quiet:
            self._summarise()
        if self.report_file:
            from citeconv.output import write_file

            data = {**report.to_dict(), "exit_code": code}
            write_file(self.report_file, [json.dumps(data, ensure_ascii=False, indent=2) + "\n"])
        return code

    def _say_why(self) -> None:
        """Nothing was read: show what was not bad enough to be shown as it came, too."""
        if not self.verbose:
            for diagnostic in self.report.kept[:MAX_HINTS]:
                if diagnostic.severity != "invalid":
                    self.say(self._coloured(str(diagnostic), diagnostic.severity))
        self.say("no record could be read")

    def _summarise(self) -> None:
        """One line for the run and one for each kind of diagnostic, the worst first."""
        report = self.report
        worth = [code for code in DIAGNOSTICS if report.counts[code] and self._is_worth_it(code)]
        if not worth or sum(report.counts[code] for code in worth) == self._shown <= MAX_SHOWN:
            return  # all of it stands above
        read, written = report.records_read, report.records_written
        noun = "record" if read == 1 else "records"
        self.say(f"{read:,} {noun} read" + (f", {written:,} written" if written else ""))
        order = list(_COLOURS)
        for code in sorted(worth, key=lambda code: order.index(DIAGNOSTICS[code][0])):
            severity, sentence = DIAGNOSTICS[code]
            fields = dict.fromkeys(
                kept.place.field for kept in report.kept if kept.code == code and kept.place.field
            )
            about = (
                f" ({', '.join(list(fields)[:8])}{', …' if len(fields) > 8 else ''})"
                if fields
                else ""
            )
            line = f"  {report.counts[code]:,} × {severity}: {sentence}{about} [{code}]"
            self.say(self._coloured(line, severity))
        if not self.verbose:
            self.say("  -v shows each one, --report FILE writes them as JSON")

    def _is_worth_it(self, code: str) -> bool:
        return self.verbose or DIAGNOSTICS[code][0] != "note"


def _wants_colours() -> bool:
    """Colours only where a person looks, and did not ask for none (no-color.org)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stderr is not None and sys.stderr.isatty()
