"""Comparing what is printed with what is shown of it, where a line of "..." is any lines."""

from __future__ import annotations

import re


def fits(shown: str, printed: str) -> bool:
    """Whether `printed` is what `shown` says."""
    pattern = "".join(
        r"(?:.*\n)*" if line == "...\n" else re.escape(line) for line in shown.splitlines(True)
    )
    return re.fullmatch(pattern, printed) is not None
