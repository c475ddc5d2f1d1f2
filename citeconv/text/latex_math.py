"""Simple mathematics of LaTeX, as Unicode and inline markup.

In: what stands between two dollars.  Out: text with `<sup>`, `<sub>`, `<b>`, or None when that would not
be faithful (fractions, roots, matrices, anything unknown): the caller then keeps the source's `$…$`.
Rules: the LaTeX companion, chapter 8; variables are given upright, as bibliographic databases give them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from citeconv.model.patterns import pattern
from citeconv.text import latex_tables as tables
from citeconv.text import latex_units
from citeconv.text.latex_math_commands import (
    ALPHABETS,
    BOLD,
    DELIMITERS,
    IGNORED,
    KEPT,
    SPACES,
    TEXTUAL,
    UPRIGHT,
)

__all__ = ["KEPT", "LONGEST", "is_prose", "is_safe", "to_text"]

# Nesting of groups and scripts that is still "simple".
DEPTH = 6
# A longer formula is kept as it stands: nobody reads it as a line of text.
LONGEST = 2_000

_TOKEN = pattern(r"\\[A-Za-z]+\*?|\\.|[{}^_]|\s+|[^\\{}^_\s]", re.DOTALL)
_PROSE = pattern(r"(?:\s|^)[^\W\d_]{3,}(?:\s|$)")
_MATHEMATICAL = pattern(r"[\\^_{}=<>+]")


def is_prose(source: str) -> bool:
    """Two sums of money on one line are not a formula."""
    return _MATHEMATICAL.search(source) is None and _PROSE.search(source) is not None


class Unfaithful(Exception):
    """This formula cannot be said as a line of text."""


def to_text(source: str, decode_text: Callable[[str], str], *, markup: bool = True) -> str | None:
    """A formula as text, or None if it is not simple.

    `decode_text` reads the argument of `\\text{…}`; without `markup` scripts are Unicode's or nothing.
    """
    if len(source) > LONGEST:
        return None
    tokens = _TOKEN.findall(source)
    try:
        text, position = _sequence(tokens, 0, 0, decode_text, markup)
    except Unfaithful:
        return None
    if position != len(tokens):
        return None
    return unicodedata.normalize("NFC", text)


def _sequence(
    tokens: list[str], position: int, depth: int, decode_text: Callable[[str], str], markup: bool
) -> tuple[str, int]:
    """Tokens up to the end or an unmatched `}` -> (text, position there)."""
    if depth > DEPTH:
        raise Unfaithful
    out: list[str] = []
    while position < len(tokens):
        token = tokens[position]
        if token == "}":
            break
        if token.isspace() and tokens[position + 1 : position + 2] in (["^"], ["_"]):
            position += 1
            continue
        if token in "^_":
            text, position = _item(tokens, position + 1, depth, decode_text, markup)
            if not text:
                continue
            out.append(script(text, token, markup))
            continue
        text, position = _item(tokens, position, depth, decode_text, markup)
        out.append(text)
    return "".join(out), position


def script(text: str, kind: str, markup: bool) -> str:
    """A text raised (`^`) or lowered (`_`): Unicode's signs where each has one, else markup."""
    if text in ("∘", "°") and kind == "^":
        return "°"
    if text.strip("′") == "" and kind == "^":
        return text
    table = tables.SUPERSCRIPT if kind == "^" else tables.SUBSCRIPT
    if all(ord(char) in table for char in text):
        return text.translate(table)
    if markup:
        opening, closing = tables.SUP if kind == "^" else tables.SUB
        return opening + text + closing
    raise Unfaithful


def _item(
    tokens: list[str], position: int, depth: int, decode_text: Callable[[str], str], markup: bool
) -> tuple[str, int]:
    """One group, command with its argument, or character."""
    while position < len(tokens) and tokens[position].isspace():
        position += 1
        if 1 < position < len(tokens) and _seen(tokens, position):
            return " ", position
    if position >= len(tokens):
        return "", position
    token = tokens[position]
    position += 1
    if token == "{":
        text, position = _sequence(tokens, position, depth + 1, decode_text, markup)
        if position >= len(tokens):
            raise Unfaithful
        return text, position + 1
    if token[0] == "\\":
        return _command(token[1:], tokens, position, depth, decode_text, markup)
    if token == "'":
        return "′", position
    if token == "-":
        return "−", position
    if token == "~":
        return "\u00a0", position
    if token in "&^_}#%":
        raise Unfaithful
    return token, position


def _seen(tokens: list[str], position: int) -> bool:
    """Whether the space before a place is one to see.

    A space means nothing in mathematics, but one between two words was meant; the one that ends a command's name was
    only if another stands before the command (`x \\le 5`, but `\\pm 5`).
    """
    before = tokens[position - 2]
    if before[0] == "\\" and before[1:2].isalpha():
        return position > 2 and tokens[position - 3].isspace() and _worded(tokens[position])
    return _worded(before) and _worded(tokens[position])


def _worded(token: str) -> bool:
    return token[0].isalnum() or token[0] in "\\{}=<>+.,)"


def _command(
    name: str,
    tokens: list[str],
    position: int,
    depth: int,
    decode_text: Callable[[str], str],
    markup: bool,
) -> tuple[str, int]:
    if name in SPACES:
        return SPACES[name], position
    if name in "{}%&#$_":
        return name, position
    if name == "|":
        return "‖", position
    if name in IGNORED:
        return "", position
    if name in DELIMITERS:
        if position < len(tokens) and tokens[position] == ".":
            position += 1
        return "", position
    if name in tables.MATH_SYMBOLS:
        return tables.MATH_SYMBOLS[name], position
    if name in tables.OPERATORS:
        return name, position
    if name in TEXTUAL:
        raw, position = _raw_argument(tokens, position)
        return decode_text(raw), position
    if depth > DEPTH:
        raise Unfaithful
    if name == "not":
        text, position = _item(tokens, position, depth + 1, decode_text, markup)
        return unicodedata.normalize("NFC", text + "\u0338"), position
    if name in ("sp", "sb"):
        text, position = _item(tokens, position, depth + 1, decode_text, markup)
        return script(text, "^" if name == "sp" else "_", markup), position
    if name in UPRIGHT or name in BOLD or name in tables.MATH_ACCENTS or name in ALPHABETS:
        text, position = _item(tokens, position, depth + 1, decode_text, markup)
        return _dressed(name, text, markup), position
    if name in tables.TEXT_SYMBOLS:
        return tables.TEXT_SYMBOLS[name], position
    if name in latex_units.ARGUMENTS:
        raws = []
        for _ in range(latex_units.ARGUMENTS[name]):
            raw, position = _raw_argument(tokens, position)
            raws.append(raw)
        said = latex_units.say(name, raws)
        if said is not None:
            return said, position
    raise Unfaithful


def _dressed(name: str, text: str, markup: bool) -> str:
    if name in UPRIGHT:
        return text
    if name in BOLD:
        return f"<b>{text}</b>" if markup and text else text
    if name in tables.MATH_ACCENTS:
        if len(text) != 1:
            raise Unfaithful
        base = {"ı": "i", "ȷ": "j"}.get(text, text)
        return unicodedata.normalize("NFC", base + tables.MATH_ACCENTS[name])
    letters = [tables.alphabet(ALPHABETS[name], letter) for letter in text]
    if not letters or None in letters:
        raise Unfaithful
    return "".join(letter for letter in letters if letter)


def _raw_argument(tokens: list[str], position: int) -> tuple[str, int]:
    while position < len(tokens) and tokens[position].isspace():
        position += 1
    if position >= len(tokens):
        raise Unfaithful
    if tokens[position] != "{":
        return tokens[position], position + 1
    depth = 0
    for end in range(position, len(tokens)):
        depth += (tokens[end] == "{") - (tokens[end] == "}")
        if depth == 0:
            return "".join(tokens[position + 1 : end]), end + 1
    raise Unfaithful


_COMMAND = pattern(r"\\([A-Za-z]+)")


def is_safe(source: str) -> bool:
    """True if a formula may be written out as it stands: balanced, and made of known mathematics alone.

    A list of what is allowed, not of what is dangerous: an unknown command is never written.
    """
    depth = 0
    for match in _TOKEN.finditer(source):
        token = match.group()
        depth += (token == "{") - (token == "}")
        if depth < 0 or token in ("%", "#", "&", "\\(", "\\)", "\\[", "\\]", "$"):
            return False
    if (
        depth
        or "^^" in source
        or source.count("{") != source.count("}")
        or not _bibtex_balanced(source)
    ):
        return False
    return all(name in KEPT for name in _COMMAND.findall(source))


def _bibtex_balanced(source: str) -> bool:
    depth = 0
    for char in source:
        if char in "{}":
            depth += 1 if char == "{" else -1
            if depth < 0:
                return False
    return depth == 0
