"""The command: arguments in, progress and diagnostics on stderr, an exit code out."""

from __future__ import annotations

import gc
from typing import Final

#: How many objects are made before those that refer to each other are looked for. Records don't, and
#: are gone once written (measured: the usual number takes a seventh of the time of a conversion).
_MANY: Final = 20_000


def run() -> int:
    """The console script: Ctrl-C while the modules are imported is as quiet as it is later."""
    gc.set_threshold(_MANY, 20, 20)
    try:
        from citeconv.cli.main import main

        return main()
    except KeyboardInterrupt:
        return 130
