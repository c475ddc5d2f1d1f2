"""The commands of LaTeX's mathematics, by what they do to what they stand before.

Rules: the LaTeX companion, chapter 8; amsmath's guide. Symbols and accents are in `latex_tables`.
"""

from __future__ import annotations

from citeconv.text import latex_tables as tables

SPACES = {
    ",": "\u2009",
    ";": " ",
    ":": " ",
    ">": " ",
    " ": " ",
    "~": "\u00a0",
    "!": "",
    "/": "",
    "-": "",
}
DELIMITERS = frozenset(
    """
    left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr middle
    """.split()
)
"""Sizes of the delimiter that follows."""

IGNORED = frozenset(
    """
    displaystyle textstyle scriptstyle limits nolimits rm it bf mit relax nobreak
    """.split()
)

UPRIGHT = frozenset(
    """
    mathrm mathit mathsf mathtt mathnormal operatorname mathop mathord mathrel mathbin
    """.split()
)
"""Their argument is printed as it stands."""

TEXTUAL = frozenset(
    """
    text textrm textnormal mbox hbox textup textsf texttt textit emph
    """.split()
)
"""Their argument is text, not mathematics."""

BOLD = frozenset(
    """
    mathbf boldsymbol bm pmb textbf
    """.split()
)

ALPHABETS = {
    "mathbb": "mathbb",
    "Bbb": "mathbb",
    "mathcal": "mathcal",
    "mathscr": "mathcal",
    "cal": "mathcal",
}

BUILT_UP = frozenset(
    """
    frac dfrac tfrac cfrac sqrt binom over atop choose overline underline overbrace underbrace
    overset underset stackrel substack overrightarrow overleftarrow widehat widetilde mathfrak
    mathscr displaystyle textstyle scriptstyle quad qquad bmod pmod pod mod limits nolimits
    phantom vphantom hphantom smash not sp sb ldots dots root of mathopen mathclose mathpunct
    mathinner mathstrut prime xrightarrow xleftarrow boxed lim tbinom dbinom hspace mspace kern
    mkern nonumber relax protect nobreak rm it bf cal mit sf tt ensuremath big
    """.split()
)
"""Mathematics that is no line of text, and what only spaces or sizes it."""

KEPT = (
    frozenset(tables.MATH_SYMBOLS)
    | frozenset(tables.MATH_ACCENTS)
    | tables.OPERATORS
    | UPRIGHT
    | BOLD
    | TEXTUAL
    | DELIMITERS
    | frozenset(ALPHABETS)
    | BUILT_UP
)
"""Commands of a formula that may be written as it stands."""
