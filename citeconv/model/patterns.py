"""Regular expressions that are compiled when they are first used.

Compiling one costs half a millisecond, and a conversion of one record meets few of those that a
module has: names of bodies, dates in words, repairs. What a hot loop uses is compiled at import.
"""

from __future__ import annotations

import re
from typing import cast


def pattern(source: str, flags: int | re.RegexFlag = 0) -> re.Pattern[str]:
    """The pattern `re.compile(source, flags)`, compiled at the first use of a method of it."""
    return cast("re.Pattern[str]", _Pattern(source, flags))


class _Pattern:
    """Stands for a pattern; a method that was asked for once is found at once from then on."""

    def __init__(self, source: str, flags: int | re.RegexFlag) -> None:
        self._given = (source, flags)

    def __getattr__(self, name: str) -> object:
        found: object = getattr(re.compile(*self._given), name)
        setattr(self, name, found)
        return found
