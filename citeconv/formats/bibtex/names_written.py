"""Names → a BibTeX name field, in the spelling that BibTeX, biber and our reader divide in the same way.

In: `Name`s.  Out: LaTeX; whatever a name holds, it stays one name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from citeconv.formats.bibtex.names import (
    DBLP,
    GENERATION,
    is_lower,
    is_plain_family,
    is_plain_given,
    is_wrapped,
)
from citeconv.model.names import PARTICLES, Name, join_particle
from citeconv.model.patterns import pattern
from citeconv.text.latex import encode

_NUMBER: Final = pattern(r"[0-9]{4}\Z")
_UNSAFE_WORD: Final = pattern(r"(?:\A|\s)and(?:\s|\Z)|[,;=\"]", re.IGNORECASE)


def format_names(names: list[Name], ascii_only: bool = False, extended: bool = False) -> str:
    """Names → one name field; `extended` allows biber's format where BibTeX's cannot say a name."""
    written = []
    for name in names:
        family, given, particle, dropping, suffix, literal, extra = name
        if (
            not (ascii_only or particle or dropping or suffix or literal or extra)
            and family
            and is_plain_family(family)
            and is_plain_given(given)
            and family not in _ANDS
        ):
            # as most names are: measured: half the time of asking for them in a cache
            written.append(f"{family}, {given}")
        else:
            written.append(format_name(name, ascii_only, extended))
    if len(names) > 1 and names[-1].literal == "others":
        written[-1] = "others"
    return " and ".join(written)


#: What divides names is none.
_ANDS: Final = frozenset(("And", "AND", "ANd", "AnD"))


@lru_cache(maxsize=16384)
def format_name(name: Name, ascii_only: bool, extended: bool) -> str:
    """One name, whatever it holds, in the spelling that BibTeX and this module's reader divide in the same way."""
    # biber's format is cut at commas as CSV is: a quotation mark would end a part
    extended = extended and '"' not in "".join(name[:5])
    written = _divided(name, ascii_only, extended)
    if (
        extended
        and written.count(",") > 2
        and not (written.startswith(("family=", '"')) or is_wrapped(written))
    ):
        # biber refuses an entry for a third comma, one within braces too, save in its own format
        particle, drops = name.non_dropping_particle, bool(name.dropping_particle)
        if not (particle and drops):
            particle = particle or name.dropping_particle
            return _in_extended(name, particle, name.given, ascii_only, drops=drops)
    return written


def _divided(name: Name, ascii_only: bool, extended: bool) -> str:
    """A name as BibTeX divides it; in biber's format where only that can say it."""
    if name.literal:
        return _braced(name.literal, ascii_only)
    given, particle = name.given, name.non_dropping_particle
    if name.dropping_particle:
        if given and not particle and PARTICLES.issuperset(name.dropping_particle.split()):
            given = f"{given} {name.dropping_particle}"
        elif extended and not particle and name.family:
            return _in_extended(name, name.dropping_particle, given, ascii_only, drops=True)
        else:
            particle = f"{name.dropping_particle} {particle}".strip()
    if not name.family:
        return _braced(" ".join(part for part in (name.given, particle) if part), ascii_only)
    family = _family(name.family, ascii_only)
    if extended and not particle and given and family[:1].islower():
        # biber takes any word in lower case before a comma for a particle
        family = _braced(name.family, ascii_only)
    if particle:
        if all(map(is_lower, particle.split())) and not _UNSAFE_WORD.search(particle):
            family = f"{encode(particle, ascii_only)} {family}"
        elif extended:
            return _in_extended(name, particle, given, ascii_only)
        else:
            family = _braced(join_particle(particle, name.family), ascii_only)
    plain = _part(given, ascii_only)
    # A last word that reads as a particle is not to be taken for one.
    divides = given == name.given and " " in given and given.rsplit(" ", 1)[1] in PARTICLES
    given = f"{{{plain}}}" if divides and plain[:1] != "{" else plain
    number = dict(name.extra).get(DBLP) if name.extra else None
    if (
        isinstance(number, str)
        and _NUMBER.match(number)
        and given
        and not name.suffix
        and "," not in given
    ):
        return f"{given} {family} {number}"
    if name.suffix:
        # BibTeX takes no comma at the end
        return f"{family}, {_part(name.suffix, ascii_only)}, {given or '{}'}"
    if given:
        return f"{family}, {given}"
    if " " not in name.family and not _UNSAFE_WORD.search(name.family):
        return family
    return family if family[:1] == "{" and is_wrapped(family) else "{" + family + "}"


def _in_extended(
    name: Name, particle: str, given: str, ascii_only: bool, *, drops: bool = False
) -> str:
    parts = {"family": name.family, "given": given, "prefix": particle, "suffix": name.suffix}
    written = [_named_part(key, text, ascii_only) for key, text in parts.items() if text]
    return ", ".join([*written, "useprefix=false"] if drops else written)


def _named_part(key: str, text: str, ascii_only: bool) -> str:
    """A part in biber's format; one with a comma in quotation marks, for biber looks at no braces."""
    part = f"{key}={_braced(text, ascii_only)}"
    return f'"{part}"' if "," in part else part


def _braced(text: str, ascii_only: bool) -> str:
    return "{" + _escaped(text, ascii_only) + "}"


def _escaped(text: str, ascii_only: bool) -> str:
    return encode(" ".join(text.split()), ascii_only)


def _part(text: str, ascii_only: bool) -> str:
    """A part after a comma; in braces if a word or sign in it would divide it again."""
    if not text:
        return ""
    escaped = _escaped(text, ascii_only)
    unsafe = _UNSAFE_WORD.search(text) or "{" in text or "}" in text
    return "{" + escaped + "}" if unsafe else escaped


def _family(text: str, ascii_only: bool) -> str:
    """A family name; in braces if its first word would be taken for a particle, or its last for a suffix."""
    words = text.split()
    if len(words) > 1 and (is_lower(words[0]) or GENERATION.match(words[-1])):
        return _braced(text, ascii_only)
    return _part(text, ascii_only)
