"""Names as indexes have them, one a field: "Family, Given, Suffix", and what stands in its place.

Source: RIS 2001's rule for authors, EndNote's for bodies (a comma at the end; a double comma
where the body's own name has one), and the habits of IEEE, Embase and Web of Science.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from citeconv.formats.inline_text import decode
from citeconv.model.names import Name, looks_like_body, parse_inverted_name, parse_name
from citeconv.model.patterns import pattern
from citeconv.model.record import Value

_INITIALS: Final = pattern(r"(?:[^\W\d_]\. ?-?){1,4}(?=[^\W\d_])")
#: What ends a list that is not whole; BibTeX's "and others".
_ET_AL: Final = pattern(r"et\.? al\.?\Z", re.I)
#: "Jane Q. Doe": a middle initial, which no body has.
_STRAIGHT: Final = pattern(
    r"[^\W\d_][^\W\d_'’-]+(?: [^\W\d_]\.(?: ?-?[^\W\d_]\.){0,2}){1,2} "
    r"(?:[^\W\d_][\w'’-]* ){0,3}[^\W\d_][\w'’-]+\Z"
)
_LIKE_A_NAME: Final = pattern(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){1,4}\Z")
_TRAILING_INITIALS: Final = pattern(
    r"([^\W\d_][^\W_]*(?:[ '’-][^\W\d_]+){0,3}) ((?:[A-ZÀ-Þ]\.?-?){1,4})\Z"
)


@lru_cache(maxsize=4096)
def parse_person(text: str) -> Name:
    """The name of one AU line: "Family, Given, Suffix"; without a comma a body or one name.

    EndNote marks a body by a comma at its end, and one with a comma of its own by a double comma.
    Exporters that don't invert names give initials: "A. B. Family" (IEEE), "Given B. Family"
    (SAGE), "Family AB" (Embase, Web of Science); those are persons. Other names without a comma are taken whole.
    """
    text = " ".join(text.split())
    if "&" in text or "<" in text:
        text = decode(text)
    if _ET_AL.match(text):
        return Name(literal="others")
    if ",, " in text:
        return Name(literal=text.replace(",, ", ", ").strip(" ,"))
    if text.endswith(","):
        return Name(literal=text.strip(" ,"))
    if "," in text:
        return _with_suffix(parse_inverted_name(text), text)
    if " " in text and not looks_like_body(text):
        if _INITIALS.match(text) or _STRAIGHT.match(text):
            return parse_name(text.replace(". -", ".-"))  # IEEE: "M. -J. Roe"
        match = _TRAILING_INITIALS.match(text)
        if match and match[2] != match[1] and not match[1].isupper():
            return Name(match[1], match[2])
    text = text.strip(" ;")
    # one word is a person's only name; one in capitals a body's initials, and one of Chinese,
    # Japanese or Korean a whole name
    if " " in text or text.isupper() or text[:1] >= "\u2e80":
        return Name(literal=text)
    return Name(family=text)


_SUFFIX: Final = pattern(r"[^\W\d_][^\s\d,;]{0,11}(?: [^\s\d,;]{1,12})?\Z")


def _with_suffix(name: Name, text: str) -> Name:
    """RIS 2001: "Family, Given, Suffix"; a third part of a word or two is one ("père", "MD")."""
    given, comma, suffix = name.given.rpartition(", ")
    if comma and not name.suffix and text.count(",") == 2 and _SUFFIX.match(suffix):
        return name._replace(given=given, suffix=suffix)
    return name


def is_straight(text: str) -> bool:
    """Whether a name is certainly a person's, given name first: "Jane Q. Doe"."""
    text = " ".join(text.split())
    return "," not in text and bool(_STRAIGHT.match(text)) and not looks_like_body(text)


def invert_straight(text: str) -> str:
    """ "Doe, Jane Q." of "Jane Q. Doe"; what has a comma, is short or a body's name is left alone."""
    name = " ".join(text.split())
    if "," in name or not _LIKE_A_NAME.match(name) or looks_like_body(name):
        return text
    if _TRAILING_INITIALS.match(name) or name.isupper():
        return text
    return parse_name(name).inverted


def read_person(text: str) -> Value | None:
    """The one name of an AU line."""
    person = _person(text)
    return [person] if person else None


@lru_cache(maxsize=16384)
def _person(text: str) -> Name | None:
    """One name; "Doe, J. Q.", with nothing more to look for, at once.

    (Measured: half of the time of all names. A particle or suffix needs a word in lower case or
    a second comma, a generation after the comma a family name of two words.)
    """
    family, comma, given = text.partition(", ")
    if (
        comma
        and family[:1].isupper()
        and " " not in family
        and given
        and "," not in given
        and given[-1] != " "
        and not given[given.rfind(" ") + 1].islower()
        and "&" not in text
        and "<" not in text
        and "  " not in text
        and text.isprintable()
    ):
        return Name(family, given)
    person = parse_person(text.strip())
    return person if any(person[:6]) else None


@lru_cache(maxsize=4096)
def write_person(name: Name) -> str:
    """A name as AU has it, so that it is read as the same name."""
    if not name.literal:
        if name.family and name.given:
            return name.inverted
        return name.full_family or name.given
    literal = " ".join(name.literal.split())
    if literal == "others":
        return "et al."
    if "," in literal:
        return literal.replace(", ", ",, ", 1) if ", " in literal else literal + ","
    return literal if parse_person(literal).literal else literal + ","


def write_people(value: Value) -> list[str]:
    if not isinstance(value, list):
        return []
    return [text for name in value if (text := write_person(name))]
