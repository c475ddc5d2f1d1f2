"""Letters and signs beyond ASCII as LaTeX commands: accents, symbols, raised and lowered signs.

The tables are the inverses of the decoder's (`latex_tables`). In: one letter with its marks, or one sign; out: its
command, or the sign itself where LaTeX has none.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from citeconv.text import latex_tables as tables

QUOTES: dict[str, str] = {"“": "``", "”": "''"}
# Commands that no LaTeX of the usual packages defines, though some write them: read, never written.
_NEVER_WRITTEN = frozenset(
    "omicron Alpha Beta Epsilon Zeta Eta Iota Kappa Mu Nu Omicron Rho Tau Chi euro EUR micro degree celsius dq og fg "
    "flq frq flqq frqq glq grq glqq grqq lq rq nobreakdash nobreakhyphen fshyp psq psqq sq sqq bibrangedash bibnamedash "
    "par space quad qquad enspace thinspace addslash isdot Cyrillic guillemetleft guillemetright odotsun mathellipsis "
    "Bbbk gtrdot textequals textampersand texthash hyphen slash SS backslash lbrack rbrack vert lvert rvert colon eth "
    "dagger ddagger textborn textdied textmarried textdivorced textschwa textkra textinterrobang copyright pounds "
    "ij IJ S P dag ddag dots ldots Vert lVert rVert imath jmath mho surd yen circledR centerdot".split()
)


@cache
def _symbols() -> dict[str, str]:
    """Character → command, the first command of the tables for each."""
    spelling: dict[str, str] = {}
    for name, sign in tables.TEXT_SYMBOLS.items():
        if len(sign) == 1 and ord(sign) > 127 and name not in _NEVER_WRITTEN:
            spelling.setdefault(sign, f"{{\\{name}}}" if len(name) <= 2 else f"\\{name}{{}}")
    for name, sign in tables.MATH_SYMBOLS.items():
        if len(sign) == 1 and ord(sign) > 127 and name not in _NEVER_WRITTEN:
            spelling.setdefault(sign, f"\\ensuremath{{\\{name}}}")
    return spelling | {"\u2002": "\\enspace{}", "\u2003": "\\quad{}"}


_ACCENT: dict[str, str] = {}
for _name, _mark in tables.ACCENTS.items():
    if len(_name) == 1 and _name not in "Gh":
        _ACCENT.setdefault(_mark, _name)
_BASES = frozenset("æÆœŒøØłŁßıȷåÅ")


@lru_cache(maxsize=4096)
def in_ascii(found: str) -> str:
    """One letter with its marks, or one sign, as a command; as it is if LaTeX has none."""
    if found in QUOTES:
        return QUOTES[found]
    symbols = _symbols()
    if found in symbols:
        return symbols[found]
    if len(found) == 1 and (raised := _raised(found)):
        return raised
    decomposed = unicodedata.normalize("NFD", found)
    base, marks = decomposed[0], decomposed[1:]
    if not marks or any(mark not in _ACCENT for mark in marks):
        return found
    if base in "ij" and unicodedata.combining(marks[0]) == 230:
        spelled = "\\" + base
    elif base.isascii() and base.isalpha():
        spelled = base
    elif base in _BASES and base in symbols:
        spelled = symbols[base]
    else:
        return found
    for mark in marks:
        name = _ACCENT[mark]
        bare = len(spelled) == 1 and not name.isalpha()
        spelled = f"\\{name}{spelled}" if bare else f"\\{name}{{{spelled}}}"
    return f"{{{spelled}}}"


def _raised(sign: str) -> str | None:
    for table, command in (
        (tables.SUPERSCRIPT, "textsuperscript"),
        (tables.SUBSCRIPT, "textsubscript"),
    ):
        for plain, raised in table.items():
            if raised == sign:
                return f"\\{command}{{{chr(plain)}}}" if plain < 128 else None
    return None
