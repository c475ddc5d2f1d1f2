"""Particles and suffixes that stand inside `family` and `given`, set apart.

Rules: CSL 1.0.2, "Name Particles" and "Name-part Order". Input that gives no particle keys has them
in the names: lower-case words before the family name do not drop ("van der Veen"), lower-case words
after the given names do ("Ludwig van"), and what follows a comma in `given` is a suffix. A family
name in straight quotes is meant as it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["SplitName", "split_particles"]

# A leading word of the family name with what binds it: a space, an apostrophe, a hyphen.
_LEADING = re.compile(r"([^ ]+?(?:[-\u02bb\u2019'](?=[^ ])|[\u02bb\u2019']? +))(?=.)")
# A trailing word of the given names, after a space.
_TRAILING = re.compile(r"(?<=[^ ])( +[^ ]+|['\u2019\u02bb][^ ]+)\Z")
_BINDERS = "-'\u02bb\u2019 "
_SUFFIX_COMMA = re.compile(r"\s*,(!?)!*\s*")
_MAX_PARTICLES = 8
LONGEST = 2000
"""Longer names are left as they stand: no person's name is so long, and the rules stay linear."""


@dataclass(frozen=True, slots=True)
class SplitName:
    """A personal name in its parts; a part that is not there is the empty string."""

    family: str
    given: str = ""
    dropping_particle: str = ""
    non_dropping_particle: str = ""
    suffix: str = ""
    comma_suffix: bool = False
    """The suffix was given after ",!": it keeps its comma ("John Doe, III")."""


@lru_cache(maxsize=16384)
def split_particles(family: str, given: str, suffix: str = "") -> SplitName:
    """Set particles and suffix apart, for a name that has no particle keys of its own."""
    if len(family) > 1 and family[0] == family[-1] == '"':
        return SplitName(family[1:-1], given, suffix=suffix)
    if not given or len(family) + len(given) > LONGEST:
        return SplitName(family, given, suffix=suffix)
    non_dropping, family = _leading_particles(family)
    comma_suffix = False
    dropping = ""
    found = _SUFFIX_COMMA.search(given)
    if found and not suffix:
        after = given[found.end() :]
        if after.replace(".", "") == "et al":
            dropping = after
        else:
            suffix, comma_suffix = after, bool(found[1])
        given = given[: found.start()]
    given, trailing = _trailing_particles(given)
    return SplitName(family, given, trailing or dropping, non_dropping, suffix, comma_suffix)


def _leading_particles(family: str) -> tuple[str, str]:
    position = 0
    for _ in range(_MAX_PARTICLES):
        found = _LEADING.match(family, position)
        if not found or not _is_particle(found[1]):
            break
        position = found.end(1)
    particle = family[:position]
    # "d' " keeps the space that someone took the trouble to write.
    bare = particle.rstrip()
    if bare != particle and bare.endswith(("'", "\u2019")):
        bare += " "
    return bare, family[position:]


def _trailing_particles(given: str) -> tuple[str, str]:
    end = len(given)
    for _ in range(_MAX_PARTICLES):
        found = _TRAILING.search(given, 0, end)
        if not found or not _is_particle(found[1]):
            break
        end = found.start(1)
    return given[:end], " ".join(given[end:].split())


def _is_particle(word: str) -> bool:
    """Whether the word's first letter is a lower-case one."""
    letters = word.lstrip(_BINDERS)
    return bool(letters) and letters[0] != letters[0].upper()
