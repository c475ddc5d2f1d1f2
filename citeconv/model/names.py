"""A person or body, as CSL 1.0.2 divides a name, and reading one that stands in a single string.

A `Name` is either personal (`family`, `given`, particles, `suffix`) or a `literal`: a body, or a
name that must not be divided. See CSL 1.0.2, "Names", and CSL-JSON's name variables.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from citeconv.model.patterns import pattern


class Name(NamedTuple):
    """A name; every part is "" where there is none.

    `extra` holds what the source says of the person beside the name (an affiliation, an ORCID),
    as pairs in source order.
    """

    family: str = ""
    given: str = ""
    non_dropping_particle: str = ""
    dropping_particle: str = ""
    suffix: str = ""
    literal: str = ""
    extra: tuple[tuple[str, object], ...] = ()

    def __repr__(self) -> str:
        parts = (f"{part}={value!r}" for part, value in zip(self._fields, self) if value)
        return f"Name({', '.join(parts)})"

    @property
    def full_family(self) -> str:
        """The family name with the particle that belongs to it: "van Gogh"."""
        particle = self.non_dropping_particle
        return join_particle(particle, self.family) if particle else self.family

    @property
    def display(self) -> str:
        """The name in reading order: "Ludwig van Beethoven", "Martin Luther King, Jr."."""
        if self.literal:
            return self.literal
        family = self.full_family
        if self.dropping_particle:
            family = join_particle(self.dropping_particle, family)
        name = f"{self.given} {family}".strip()
        return f"{name}, {self.suffix}" if self.suffix else name

    @property
    def inverted(self) -> str:
        """The name as indexes have it: "van Gogh, Vincent", "King, Martin Luther, Jr."."""
        if self.literal:
            return self.literal
        given = self.given
        if self.dropping_particle:
            given = f"{given} {self.dropping_particle}".strip()
        parts = [self.full_family, given, self.suffix] if self.suffix else [self.full_family, given]
        return ", ".join(part for part in parts if part)


def join_particle(particle: str, family: str) -> str:
    """Particle and family name in one: a space between, none after an apostrophe or hyphen."""
    return particle + family if particle[-1:] in "'’-‐" else f"{particle} {family}"


#: Suffixes that stand for a generation, a degree or an order, not for a given name.
SUFFIX: Final = pattern(
    r"(?:Jr|Sr|Jnr|Snr|II|III|IV|V|VI|VII|2nd|3rd|4th|Esq|PhD|Ph\.D|MD|M\.D|S\.J|SJ)\.?\Z", re.I
)
_GENERATION: Final = pattern(r"(?:Jr\.?|Sr\.?|Jnr\.?|Snr\.?|II|III|IV|VI{0,3}|2nd|3rd)\Z", re.I)
#: The generations that are nobody's initials: "da Silva, V" and "De Souza, II" are whole names.
_GENERATION_WORD: Final = pattern(r"(?:Jr|Sr|Jnr|Snr)\.?\Z|(?:III|2nd|3rd)\Z", re.I)

#: Particles that stand in lower case before a family name. In "Given Family" order a run of
#: lower-case words before the last name is a particle too.
PARTICLES: Final = frozenset(
    "von van de der den del della dem di da do dos das du des le la les el al bin ibn ten ter te "
    "zu zum zur auf af av vom vander vande y e".split()
)

_WORD_OF_BODY: Final = pattern(
    r"\b(?:Univ(?:ersit\w*|\.)?|Institut\w*|Committee|Commission|Consorti\w+|Collaborati\w+|Group|"
    r"Organi[sz]ation|Association|Society|Ministry|Minist[eé]r\w*|Department|Agency|Council|"
    r"Centers?|Centres?|Foundation|Bureau|Office|Network|Team|Project|Program(?:me)?|Board|"
    r"Federation|Union|Nations|Bank|Company|Corporation|Inc|Ltd|GmbH|LLC|Press|Museum|Library|"
    r"Academy|College|School|Hospital|Laborator\w+|Initiative|Working|Task|Force|Investigators|"
    r"Trialists|Authority|Service|Services|Government|Parliament|Court|Alliance|Panel|Editors?|"
    r"Staff)\b"
)


def looks_like_body(text: str) -> bool:
    """Whether a name without a comma is that of a body: it has a word that persons don't have."""
    return bool(_WORD_OF_BODY.search(text)) or " & " in text or " of the " in text


@lru_cache(maxsize=4096)
def parse_name(text: str) -> Name:
    """Read one name from a string: "Family, Given", "Family, Jr., Given" or "Given Family".

    >>> parse_name("van der Berg, Jan, Jr.")
    Name(family='Berg', given='Jan', non_dropping_particle='van der', suffix='Jr.')

    A single word, a body ("World Health Organization") and a non-Latin name without a comma
    become a literal, since nothing tells which part is which.
    """
    text = " ".join(text.split()).strip(" ,;")
    if not text:
        return Name()
    if "," in text:
        return _parse_inverted(text)
    words = text.split(" ")
    if len(words) == 1 or looks_like_body(text) or not text[:1].isalpha():
        return Name(literal=text)
    return _parse_straight(words)


@lru_cache(maxsize=4096)
def parse_inverted_name(text: str) -> Name:
    """Read a name from a source that writes "Family, Given": one without a comma is a literal."""
    text = " ".join(text.split()).strip(" ,;")
    return _parse_inverted(text) if "," in text else Name(literal=text)


def _parse_inverted(text: str) -> Name:
    parts = [part.strip() for part in text.split(",")]
    parts = [part for part in parts if part]
    if len(parts) == 1:
        return Name(literal=parts[0])
    suffix = ""
    if len(parts) >= 3:
        if SUFFIX.match(parts[1]):
            family, suffix, given = parts[0], parts[1], ", ".join(parts[2:])
        elif SUFFIX.match(parts[-1]):
            family, given, suffix = parts[0], ", ".join(parts[1:-1]), parts[-1]
        else:
            family, given = parts[0], ", ".join(parts[1:])
    elif _GENERATION_WORD.match(parts[1]) and " " in parts[0]:
        # "Martin Luther King, Jr."
        straight = _parse_straight(parts[0].split(" "))
        return straight._replace(suffix=parts[1])
    else:
        family, given = parts
    particle, family = split_leading_particle(family)
    given, dropping = split_trailing_particle(given)
    return Name(family, given, particle, dropping, suffix)


def _parse_straight(words: list[str]) -> Name:
    suffix = ""
    if len(words) > 2 and _GENERATION.match(words[-1]):
        suffix = words.pop()
    start = len(words) - 1
    while start > 1 and words[start - 1][:1].islower():
        start -= 1
    # "al-Hassan": the particle is part of the word and stays there
    particle = " ".join(words[start:-1])
    return Name(words[-1], " ".join(words[:start]), particle, "", suffix)


def split_leading_particle(family: str) -> tuple[str, str]:
    """("van der", "Berg") of "van der Berg": the lower-case words before the name proper."""
    words = family.split(" ")
    count = 0
    while count < len(words) - 1 and words[count][:1].islower():
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def split_trailing_particle(given: str) -> tuple[str, str]:
    """("Ludwig", "van") of "Ludwig van": known particles written after a given name."""
    words = given.split(" ")
    start = len(words)
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


def split_names(text: str) -> list[str]:
    """Cut a list of names at semicolons, where there is one, else at " and ", else leave it."""
    if ";" in text:
        return [part for part in (piece.strip() for piece in text.split(";")) if part]
    if " and " in text:
        return [part for part in (piece.strip() for piece in text.split(" and ")) if part]
    return [text.strip()] if text.strip() else []
