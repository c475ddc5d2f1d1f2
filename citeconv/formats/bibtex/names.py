"""Names as BibTeX and biber write them → `Name`.

Rules: Markey, "Tame the BeaST", section 11 (First von Last; von Last, First; von Last, Jr, First; braces hide what
is in them; `and` between names at brace level 0; `and others`); biber's extended format (biblatex manual 3.4:
`family=…, given=…, prefix=…, suffix=…`).  In: the raw text of a name field.  Out: names whose parts are Unicode.

Where people write what BibTeX would misread and only one reading makes sense, that reading is taken: "King, Martin
Luther, Jr.", "Martin Luther King, Jr.", "Ortega y Gasset, José", "Smith, J.; Doe, K.".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from unicodedata import is_normalized

from citeconv.model.names import SUFFIX, Name, split_trailing_particle
from citeconv.model.patterns import pattern
from citeconv.text.latex import decode

#: The key of DBLP's number of a person in a name's extra.
DBLP: Final = "dblp-number"
#: What stands for the names that a list does not give.
OTHERS: Final = Name(literal="others")

_AND: Final = pattern(r"\s+and(?:\s+and)*(?:\s+|\Z)|\A(?:and\s+)+(?:and\Z)?|\Aand\Z", re.IGNORECASE)
_BRACE: Final = pattern(r"\\.|[{}]|\s+and(?=\s|\Z)", re.IGNORECASE | re.DOTALL)
_TOP_LEVEL: Final = pattern(r"\\.|[{},;\"]", re.DOTALL)
_WORDS: Final = pattern(r"\\.|[{}]|[\s~]+", re.DOTALL)
_EXTENDED: Final = pattern(
    r"\s*\"?\s*(family|given|prefix|suffix|useprefix|hyphenation|sortingnamekeytemplate|nametemplates|id|name[a-z]*"
    r"|family-i|given-i|prefix-i|suffix-i|giveninits|gender)\s*=",
    re.IGNORECASE,
)
_ET_AL: Final = pattern(
    r"\{?\s*(?:others|et\.?[\s~]*al(?:ii|ia)?\.?|\\emph\{et al\.?\}|\.\.\.|…)\s*\}?\.?\Z",
    re.IGNORECASE,
)
_TRAILING_ET_AL: Final = pattern(r"[\s~,]+et\.?[\s~]+al\.?\Z", re.IGNORECASE)
GENERATION: Final = pattern(r"(?:Jr|Sr|Jnr|Snr)\.?\Z|(?:II|III|IV)\.?\Z")
_SPECIAL: Final = pattern(r"[\\{}~$\"`^]|--|''")
_BODY: Final = pattern(
    r"\b(?:Universit\w+|Institut\w*|Committee|Consorti\w+|Collaboration|Organi[sz]ation|Association|Ministry|"
    r"Department|Agency|Commission|Federation|Foundation|Laborator(?:y|ies)|Initiative|Inc\.|Ltd\.?|GmbH|Corporation|"
    r"Working Group|Task Force|Study Group|Council of|Bureau of|Office of|Bank of|Society for|Society of|Centre for|Center for)"
)
_INITIAL: Final = pattern(r"\b[A-Z]\.")
#: Names in which nothing is to be decoded, or means anything but a name: a family name of one word, given names that
#: each begin with a letter that is no small one of Latin-1 (for other scripts see `_begins_small`).
_FAMILY: Final = pattern(r"[^\W\d_]++(?:[-'’][^\W\d_]++)*+\Z")
_WORD: Final = r"(?!(?i:and|et)\b)(?![a-zß-öø-ÿ])[^\W\d_]"
_GIVEN: Final = pattern(rf"{_WORD}(?:[^\W\d_]++|\.|['’-](?=[^\W\d_])| (?={_WORD}))*+\Z")
_LONGEST: Final = 2_000


def parse_names(text: str) -> list[Name]:
    """The names of a field, in order; `and others` ends it with `OTHERS`."""
    names = []
    for raw in split_names(text):
        name = parse_name(raw)
        if name.literal or name.family or name.given:
            names.append(name)
            if (
                "al" in raw[-4:]
                and name is not OTHERS
                and len(raw) < _LONGEST
                and _TRAILING_ET_AL.search(raw)
            ):
                names.append(OTHERS)
    return names


def is_plain_family(text: str) -> bool:
    """Whether a text is one word, and nothing but a family name."""
    return (
        (text.isalpha() or _FAMILY.match(text) is not None)
        and not text[0].islower()
        and (text.isascii() or is_normalized("NFC", text))
    )


@lru_cache(maxsize=8192)
def is_plain_given(text: str) -> bool:
    """Whether a text is nothing but given names (measured: few are met only once)."""
    return _GIVEN.match(text) is not None and (
        text.isascii() or (is_normalized("NFC", text) and not _begins_small(text))
    )


def _begins_small(text: str) -> bool:
    """Whether a word of a text begins with a small letter."""
    return any(word[0].islower() for word in text.split())


def split_names(text: str) -> list[str]:
    """A name field cut at the `and`s outside of braces; at semicolons where no `and` cuts it."""
    if "\n" in text or "  " in text or "\t" in text or not text.isascii():
        text = " ".join(text.split())
    odd = (
        "AND" in text
        or "And" in text
        or " and and " in text
        or text[:4] == "and "
        or text[-4:] == " and"
    )
    parts = _AND.split(text) if odd else text.split(" and ")
    if "{" in text:
        for part in parts:
            if part.count("{") != part.count("}"):
                parts = _split_outside_braces(text)
                break
    parts = [stripped for part in parts if (stripped := part.strip())]
    if len(parts) == 1:
        return _split_wrongly_separated(parts[0])
    return parts


def _split_outside_braces(text: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for match in _BRACE.finditer(text):
        token = match.group()
        if token == "{":
            depth += 1
        elif token == "}":
            depth = max(0, depth - 1)
        elif depth == 0 and token[-1] in "dD" and token[0] != "\\":
            parts.append(text[start : match.start()])
            start = match.end()
    parts.append(text[start:])
    first = parts[0].lstrip()
    if first[:4].lower() == "and " and len(first) > 4:
        parts[0] = first[4:]
    return parts


def _split_wrongly_separated(text: str) -> list[str]:
    """ "Smith, J.; Doe, K." and "Jane Smith, Karl Doe, Lee Foo, Ann Bar", if nothing else can be meant."""
    if ";" in text:
        parts = [part.strip() for part in _cut(text, ";")]
        parts = [part for part in parts if part]
        if len(parts) > 1 and all("," in part or " " in part for part in parts):
            return parts
    elif text.count(",") >= 3 and "=" not in text:
        parts = [part.strip() for part in _cut(text, ",")]
        if len(parts) >= 4 and all(" " in part and not SUFFIX.match(part) for part in parts):
            return parts
    return [text]


def _cut(text: str, separator: str) -> list[str]:
    """Cut at a separator outside of braces and quotation marks."""
    if "{" not in text and '"' not in text and "\\" not in text:
        return text.split(separator)
    parts, depth, start, quoted = [], 0, 0, False
    quotes = text.count('"') % 2 == 0 and "=" in text
    for match in _TOP_LEVEL.finditer(text):
        token = match.group()
        if token == "{":
            depth += 1
        elif token == "}":
            depth = max(0, depth - 1)
        elif token == '"' and depth == 0:
            quoted = quotes and not quoted
        elif token == separator and depth == 0 and not quoted:
            parts.append(text[start : match.start()])
            start = match.end()
    parts.append(text[start:])
    return parts


@lru_cache(maxsize=16384)
def parse_name(raw: str) -> Name:
    """One name."""
    family, comma, given = raw.partition(", ")
    if comma and is_plain_family(family) and is_plain_given(given):
        return Name(family, given)
    if _ET_AL.match(raw):
        return OTHERS
    if len(raw) > _LONGEST:
        return Name(literal=_text(raw))
    raw = _TRAILING_ET_AL.sub("", raw).strip().rstrip(",;")
    if not raw:
        return Name()
    if "=" in raw and _EXTENDED.match(raw):
        return _extended(raw)
    if raw[0] == "{" and is_wrapped(raw):
        return _wrapped(raw)
    parts = [part.strip() for part in _cut(raw, ",")]
    if len(parts) == 1:
        return _straight(raw)
    return _inverted([part for index, part in enumerate(parts) if part or index == 0])


def _text(raw: str) -> str:
    """A part of a name as plain Unicode."""
    if _SPECIAL.search(raw) is None and "\n" not in raw and "  " not in raw:
        return raw if raw.isascii() else decode(raw, protect=False, markup=False)
    text = decode(raw, protect=False, markup=False).replace("\u00a0", " ").replace("\u2009", " ")
    return " ".join(text.split())


def is_wrapped(raw: str) -> bool:
    """Whether one pair of braces holds all of it."""
    if raw[-1] != "}":
        return False
    depth = 0
    for match in re.finditer(r"\\.|[{}]", raw, re.DOTALL):
        token = match.group()
        depth += (token == "{") - (token == "}")
        if depth == 0:
            return match.end() == len(raw)
    return False


def _wrapped(raw: str) -> Name:
    """`{World Health Organization}`: a body, or a name not to be divided."""
    inner = raw[1:-1].strip()
    if inner[:1] == "\\" and " " not in inner:
        # {\'A}: a special character is no wrapping
        return Name(family=_text(raw))
    text = _text(inner)
    return Name(literal=text) if text else Name()


def _extended(raw: str) -> Name:
    """biber's `family=Gogh, given=Vincent, prefix=van, useprefix=true`."""
    parts: dict[str, str] = {}
    for part in _cut(raw, ","):
        key, found, value = part.partition("=")
        value = value.strip().strip('"').strip()
        if found:
            parts[key.strip().strip('"').lower()] = value
    given = _text(parts.get("given", ""))
    family = _text(parts.get("family", ""))
    prefix = _text(parts.get("prefix", ""))
    drops = parts.get("useprefix", "").lower() == "false"
    if not family:
        return Name(literal=given) if given and not prefix else Name(prefix, given)
    return Name(
        family,
        given,
        "" if drops else prefix,
        prefix if drops else "",
        _text(parts.get("suffix", "")),
    )


def _words(raw: str) -> list[str]:
    """The words of a name, cut at spaces and ties outside of braces."""
    if "{" not in raw and "\\" not in raw:
        return raw.replace("~", " ").split()
    words, depth, start = [], 0, 0
    for match in _WORDS.finditer(raw):
        token = match.group()
        if token == "{":
            depth += 1
        elif token == "}":
            depth = max(0, depth - 1)
        elif depth == 0 and token[0] not in "\\":
            words.append(raw[start : match.start()])
            start = match.end()
    words.append(raw[start:])
    return [word for word in words if word]


def is_lower(word: str) -> bool:
    """Whether BibTeX takes a word for a von part: its first letter outside of braces is lower case."""
    first = word[0]
    if first.isalpha():
        return first.islower()
    depth, index = 0, 0
    while index < len(word):
        char = word[index]
        if char == "{":
            if depth == 0 and word.startswith("{\\", index):
                # A special character counts by what it prints.
                letters = [c for c in _text(word[index:]) if c.isalpha()]
                return bool(letters) and letters[0].islower()
            depth += 1
        elif char == "}":
            depth -= 1
        elif char == "\\":
            letters = [c for c in _text(word[index:]) if c.isalpha()]
            return depth == 0 and bool(letters) and letters[0].islower()
        elif depth == 0 and char.isalpha():
            return char.islower()
        index += 1
    return False


def _straight(raw: str) -> Name:
    """First von Last."""
    words = _words(raw)
    if not words:
        return Name(family=_text(raw))
    if len(words) == 1:
        return Name(family=_text(words[0]))
    if len(words) >= 3 and _BODY.search(raw) and not _INITIAL.search(raw):
        return Name(literal=_text(raw))
    suffix, number = "", ""
    if len(words) > 2 and len(words[-1]) == 4 and words[-1].isdigit():
        # DBLP tells persons of one name apart by a number
        number = words.pop()
    if len(words) > 2 and GENERATION.match(words[-1]):
        suffix = words.pop()
    lower = [is_lower(word) for word in words[:-1]]
    if True not in lower:
        start = end = len(words) - 1
    else:
        start = lower.index(True)
        end = len(lower) - lower[::-1].index(True)
    if start == 0 and end == len(words) - 1 and is_lower(words[-1]) and all(lower):
        # "jane doe": written without capitals, not a particle without a given name
        start = end
    given, von, last = words[:start], words[start:end], words[end:]
    if von in (["y"], ["i"], ["e"]) and len(given) > 1:
        # Spanish, Catalan and Portuguese double surnames: José Ortega y Gasset
        last = [given.pop(), *von, *last]
        von = []
    name = Name(
        _text(" ".join(last)), _text(" ".join(given)), _text(" ".join(von)), "", _text(suffix)
    )
    return name._replace(extra=((DBLP, number),)) if number else name


def _inverted(parts: list[str]) -> Name:
    """von Last, First  or  von Last, Jr, First."""
    suffix = ""
    if len(parts) == 1:
        return _straight(parts[0])
    if len(parts) == 2:
        family, given = parts
        if GENERATION.match(given) and " " in family:
            return _straight(family)._replace(suffix=given)
    elif SUFFIX.match(_text(parts[2])) and not SUFFIX.match(_text(parts[1])) and len(parts) == 3:
        family, given, suffix = parts
    else:
        family, suffix, given = parts[0], parts[1], ", ".join(parts[2:])
    von, last = _von_last(family)
    if not suffix and len(last) > 1 and GENERATION.match(last[-1]):
        suffix = last.pop()
    braced = given.endswith("}")
    given, dropping = _text(given), ""
    if " " in given and not braced:
        given, dropping = split_trailing_particle(given)
    return Name(_text(" ".join(last)), given, _text(" ".join(von)), dropping, _text(suffix))


def _von_last(family: str) -> tuple[list[str], list[str]]:
    """The lower-case words before a family name, and the family name; never a word in its middle."""
    words = _words(family)
    count = 0
    while count < len(words) - 1 and is_lower(words[count]):
        count += 1
    return words[:count], words[count:]
