"""What an entry of a .bib file looks like, where it is regular: the patterns of `syntax`.

Each is possessive and of bounded depth, so that none takes longer than its text is long.
"""

from __future__ import annotations

import re
from typing import Final

from citeconv.model.patterns import pattern

# Braces to depth 5 inside a value; deeper ones are read by `recovery`.
_INNER: Final = r"[^{}]*+"
for _ in range(4):
    _INNER = rf"[^{{}}]*+(?:\{{{_INNER}\}}[^{{}}]*+)*+"  # type: ignore[misc]
_BRACED: Final = rf"\{{({_INNER})\}}"
# A value that is no longer than this before its first brace; others are taken by `Reader.long_value`.
_SHORT: Final = rf"\{{([^{{}}]{{0,120}}+(?:\{{{_INNER}\}}[^{{}}]*+)*+)\}}"
_QUOTED: Final = rf'"((?:[^"{{}}]++|\{{{_INNER}\}})*+)"'
_NAME: Final = r"[^\s={}(),\"#%'\\@]++"
_MACRO: Final = r"[^\s={}(),\"#%'\\]++"

HEAD: Final = pattern(
    r"@\s*+([A-Za-z][\w:+*/.-]*+)\s*+([{(])\s*+([^,{}=\n]*+)(?:,|(?=[})]))", re.ASCII
)
#: Where an entry, a comment or a macro may begin.
AT: Final = pattern(r"@\s*+[A-Za-z][\w:+*/.-]*+\s*+[{(]|@\s*+comment\b", re.IGNORECASE | re.ASCII)
_END_OF_FIELD: Final = r"\s*+(?:,|(?=[})]))"
FIELD: Final = pattern(
    rf"\s*+({_NAME})\s*+=\s*+(?:(?:{_SHORT}|{_QUOTED}|(\d++)|({_MACRO})){_END_OF_FIELD}|\{{())"
)
#: The group of `FIELD` that holds an abbreviation, and the one that tells of a long value.
MACRO_GROUP: Final = 5
LONG_GROUP: Final = 6
LONG_VALUE: Final = pattern(rf"{_BRACED}{_END_OF_FIELD}")
FIELD_NAME: Final = pattern(rf"\s*+({_NAME})\s*+=")
TERM: Final = pattern(rf"\s*+(?:{_BRACED}|{_QUOTED}|(\d++)(?=[\s,#}})]|\Z)|({_MACRO}))\s*+")
AFTER_VALUE: Final = pattern(_END_OF_FIELD)
END: Final = pattern(r"[\s,]*+([})])")
#: What may stand between fields besides: commas too many, and biber's comments.
BLANK: Final = pattern(r"\s*+(?:,|%[^\n]*+\n)(?:[\s,]++|%[^\n]*+\n)*+")
SPECIAL: Final = pattern(r"@\s*+(string|preamble|comment)\b\s*+([{(]?)", re.IGNORECASE)
