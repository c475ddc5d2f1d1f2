"""The command: arguments in, progress and diagnostics on stderr, an exit code out."""

from __future__ import annotations


def run() -> int:
    """The console script: Ctrl-C while the modules are imported is as quiet as it is later."""
    try:
        from citeconv.cli.main import main

        return main()
    except KeyboardInterrupt:
        return 130
