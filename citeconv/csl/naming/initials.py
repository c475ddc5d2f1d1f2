"""Given names as initials.

Rules: CSL 1.0.2, "Name" (`initialize`, `initialize-with`) and "Hyphenation of Initialized Names".
In goes a given name and the options, out comes the text: "Jean-Luc de Vries" → "J.-L. de V.".
Names in scripts without initials (Chinese, Japanese, Korean) stay as they are.
"""

from __future__ import annotations

import re
from functools import lru_cache

from citeconv.csl.naming.particles import LONGEST

__all__ = ["initialize_given"]

_SEPARATOR = re.compile(
    r"""((?:[-\s]*</?(?:span(?:\s+class="no(?:case|decor)")?|i|sc|b|sub|sup)>[-\s]*)+|[-\s]+)"""
)
_TAGS = re.compile(r"-*<[^>]+>-*")
_LEADING_TAGS = re.compile(r"(?:<[^>]+>)*")
_LOWER_AFTER_HYPHEN = re.compile(r"-(?=[^\W\d_])")
_PERIOD_BEFORE_LETTER = re.compile(r"\.(?=[^ ])")
_SPACED_HYPHEN = re.compile(r"[\s\ufeff]*-[\s\ufeff]*")
_SPACES = re.compile(r"[\t\n\v\f\r ]+")
_TRAILING = "\t\n\v\f\r \ufeff\u00a0"
_BOUND_HYPHEN = "\u2013"
"""Stands for a hyphen whose second half is lower-case ("Jean-claude"): one name, one initial."""


@lru_cache(maxsize=16384)
def initialize_given(
    given: str, initialize_with: str, hyphen: bool = True, initialize: bool = True
) -> str:
    """The given names as initials, each followed by `initialize_with`.

    With `initialize=False` only what already is an initial gets `initialize_with` after it.
    """
    if len(given) > LONGEST or not _has_initials(_LEADING_TAGS.sub("", given, count=1)):
        return given
    name = given if hyphen else given.replace("-", " ")
    name = _SPACES.sub(" ", _SPACED_HYPHEN.sub("-", name)).strip()
    name = _LOWER_AFTER_HYPHEN.sub(lambda found: _hyphen_before(name, found.end()), name)
    name = _PERIOD_BEFORE_LETTER.sub(". ", name)
    pieces = _SEPARATOR.split(name)
    if len(pieces) == 1:
        pieces[0] = _with_period_if_initial(pieces[0])
    printed = _initials(pieces, initialize_with) if initialize else _kept(pieces, initialize_with)
    printed = _SPACES.sub(" ", _SPACED_HYPHEN.sub("-", printed.rstrip(_TRAILING)))
    return printed.lstrip(" ").replace(_BOUND_HYPHEN, "-")


def _has_initials(text: str) -> bool:
    """Whether the text begins in a script of letters (Latin, Greek, Cyrillic, Arabic …)."""
    first = text[:1]
    if "\u02b0" <= first <= "\u036f":  # modifiers, such as the one for ayn
        return False
    return first == "&" or (first.isalpha() and (first < "\u1100" or "\u1c80" <= first <= "\u1fff"))


def _hyphen_before(name: str, position: int) -> str:
    return _BOUND_HYPHEN if name[position].islower() else "-"


def _with_period_if_initial(piece: str) -> str:
    last = piece.rpartition(".")[2]
    return f"{piece}." if len(last) == 1 and last != last.lower() else piece


def _initials(pieces: list[str], terminator: str) -> str:
    """Pieces at even places are names, at odd places what separates them."""
    out = list(pieces)
    for index in range(0, len(pieces), 2):
        piece = pieces[index]
        initial = _initial(piece)
        if initial is not None:
            out[index] = initial
            if index + 1 == len(pieces):
                out.append(terminator)
            elif "-" in pieces[index + 1]:
                separator = pieces[index + 1].replace("-", "", 1)
                out[index + 1] = _among_tags(separator, terminator) + "-"
            else:
                out[index + 1] = _among_tags(pieces[index + 1], terminator)
        elif piece and not piece.endswith("."):
            out[index] = f" {piece}"
    return "".join(out)


def _initial(piece: str) -> str | None:
    """ "J" of "John", "Yt" of "YTuong", "Ph" of "Ph."; None for a piece that has none."""
    letters = 0
    while letters < len(piece) and piece[letters].isalpha():
        letters += 1
    if not letters or piece[0] != piece[0].upper() or not _has_initials(piece):
        return None
    rest = piece[1:letters]
    if rest and piece[letters : letters + 1] == ".":
        return piece[:letters]
    capitals = 0
    while capitals < len(rest) and rest[capitals] == rest[capitals].upper():
        capitals += 1
    return piece[0] + (rest[:capitals].lower() if capitals < len(rest) else "")


def _kept(pieces: list[str], terminator: str) -> str:
    """Full names stay; initials that are there already get the terminator."""
    names = [_is_initial(piece) for piece in pieces]
    out = [
        piece[:-1] if initial and piece.endswith(".") else piece
        for piece, initial in zip(pieces, names)
    ]
    for index in range(0, len(pieces), 2):
        if not names[index]:
            continue
        if index + 1 == len(pieces):
            out[index] += terminator
            continue
        separator = pieces[index + 1]
        if not names[index + 2]:
            separator += " "
        if len(out[index + 2]) > 1:
            out[index + 1] = terminator.removesuffix("\ufeff") + separator
        else:
            out[index + 1] = _among_tags(separator, terminator)
    return "".join(out)


def _is_initial(piece: str) -> bool:
    bare = _LEADING_TAGS.sub("", piece, count=1)
    if len(bare) > 1:
        return bare.endswith(".")
    return len(bare) == 1 and bare == bare.upper()


def _among_tags(separator: str, terminator: str) -> str:
    """The terminator in place of a separator, the tags in it kept before a closing space."""
    tags = "".join(_TAGS.findall(separator))
    if not tags:
        return terminator
    text = terminator.rstrip(_TRAILING)
    return text + tags + terminator[len(text) :]
