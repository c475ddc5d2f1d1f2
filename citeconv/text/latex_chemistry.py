r"""Chemical formulas of LaTeX, `\ce{CO3^2-}`, as Unicode with scripts.

Rules: the manual of mhchem 4: digits behind a letter or a bracket are lowered, what follows `^` is raised, a sign at
the end of a formula is its charge, `*` before another formula is a dot.  In: the argument of `\ce`.  Out: a line of
text, or None where it is none (nested mathematics, text in braces): the caller then reads it as it reads any argument.
"""

from __future__ import annotations

from typing import Final

from citeconv.model.patterns import pattern
from citeconv.text import latex_math
from citeconv.text import latex_tables as tables

_TOKEN: Final = pattern(
    r"(?P<arrow>\s*(?:<=>|<->|->|<-)\s*)"
    r"|(?P<raised>\^(?:\{(?P<up>[^{}$\\]+)\}|(?P<bare>[\d.]*[+-]+|\d+|[A-Za-z])))"
    r"|(?P<lowered>_(?:\{(?P<down>[^{}$\\]+)\}|(?P<foot>\d+|[A-Za-z])))"
    r"|(?P<plus>\s+\+\s+)"
    r"|(?P<dot>\s*[*.]\s*(?=[\dA-Z(]))"
    r"|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<charge>(?:(?<![+-])|(?<=<-))[+-]++(?=[\s\])}]|\Z))"  # once in a run of signs
    r"|(?P<bond>[-=#])"
    r"|(?P<letters>[A-Za-z]+)"
    r"|(?P<bracket>[()\[\]])"
    r"|(?P<space>\s+)"
    r"|\\(?P<command>[A-Za-z]+) ?"
    r"|(?P<other>[,/:])"
)
_ARROWS: Final = {"->": "→", "<-": "←", "<->": "↔", "<=>": "⇌"}
#: What is longer is no formula.
_LONGEST: Final = 2_000
_BONDS: Final = {"-": "-", "=": "=", "#": "≡"}


def formula(source: str, markup: bool) -> str | None:
    """The text of a formula; without `markup` scripts are Unicode's or plain."""
    if len(source) > _LONGEST:
        return None
    out: list[str] = []
    place, before = 0, ""
    while place < len(source):
        match = _TOKEN.match(source, place)
        if match is None:
            return None
        kind, text = match.lastgroup or "", match.group()
        # the groups within a script are closed after it
        kind = {"up": "raised", "bare": "raised", "down": "lowered", "foot": "lowered"}.get(
            kind, kind
        )
        place = match.end()
        if kind == "arrow":
            out.append(f" {_ARROWS[text.strip()]} ")
        elif kind == "raised":
            out.append(_script(match["up"] or match["bare"], "^", markup))
        elif kind == "lowered":
            out.append(_script(match["down"] or match["foot"], "_", markup))
        elif kind == "plus":
            out.append(" + ")
        elif kind == "dot":
            out.append("·")
        elif kind == "number" and before in ("letters", "closing"):
            out.append(_script(text, "_", markup))
        elif kind == "charge" and before in ("letters", "closing", "number", "lowered"):
            out.append(_script(text, "^", markup))
        elif kind == "command":
            if match["command"] not in tables.MATH_SYMBOLS:
                return None
            out.append(tables.MATH_SYMBOLS[match["command"]])
        elif kind == "bond":
            out.append(_BONDS[text])
        else:
            out.append(text)
        before = "closing" if text in (")", "]") else kind
    return "".join(out).strip()


def _script(text: str, kind: str, markup: bool) -> str:
    text = text.replace("-", "−")
    try:
        return latex_math.script(text, kind, markup)
    except latex_math.Unfaithful:
        return text
