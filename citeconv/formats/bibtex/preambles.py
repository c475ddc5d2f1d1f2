"""What a `@preamble` may bring back into a file that is written: definitions of commands that only print.

A preamble is TeX to be run, so a list says what may stand in it, not what may not: commands that define, and the
commands of text and mathematics that this project's tables know.  Any other command, `^^` (TeX's way to spell a sign
by its code), a comment, or braces that do not match: the preamble is not written, and that is reported.  A name that is
defined may be any; it counts as known nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citeconv.formats.bibtex.printing import balanced
from citeconv.formats.format import Options
from citeconv.model.patterns import pattern
from citeconv.model.report import Report
from citeconv.text import latex_math
from citeconv.text import latex_tables as tables

#: Commands behind which the name stands that they define or ask for.
_DEFINING: Final = frozenset(
    "newcommand renewcommand providecommand DeclareRobustCommand ProvideTextCommandDefault DeclareTextSymbolDefault "
    "def gdef let ifdefined".split()
)
_STRUCTURE: Final = frozenset(
    "else fi relax protect makeatletter makeatother @ifundefined DeclarePrefChars hyphenation today TeX LaTeX hbox "
    "mbox kern raise lower".split()
)
_KNOWN: Final = (
    _STRUCTURE
    | latex_math.KEPT
    | tables.SYMBOLS.keys()
    | tables.ACCENTS.keys()
    | tables.MARKUP.keys()
    | tables.DECLARATIONS.keys()
)
# `@` is a letter between `\makeatletter` and `\makeatother`.
_COMMAND: Final = pattern(r"\\([A-Za-z@]+)")
_DEFINED: Final = pattern(r"\\([A-Za-z@]+)\*?\s*\{?\s*\\(?:[A-Za-z@]+|[^A-Za-z@])")
_NEVER: Final = pattern(r"\^\^|(?<!\\)%|[\x00-\x08\x0b-\x1f\x7f]")
_LONGEST: Final = 20_000


def is_harmless(text: str) -> bool:
    """Whether a preamble only defines what prints."""
    if len(text) > _LONGEST or balanced(text) != text or _NEVER.search(text):
        return False
    place = 0
    while match := _COMMAND.search(text, place):
        place = match.end()
        if match.group(1) in _DEFINING:
            named = _DEFINED.match(text, match.start())
            if named is None:
                return False
            place = named.end()
        elif match.group(1) not in _KNOWN:
            return False
    return True


def print_preambles(options: Options, report: Report) -> Iterator[str]:
    """The preambles that a reader kept, if they are harmless."""
    kept = options.learned.get("bibtex:preambles")
    for text in kept if isinstance(kept, list) else ():
        if not isinstance(text, str) or not text.strip():
            continue
        if is_harmless(text):
            yield f"@preamble{{{{{text}}}}}\n\n" if '"' in text else f'@preamble{{"{text}"}}\n\n'
        else:
            report.add("field-lost", text.strip()[:80], field="@preamble")
