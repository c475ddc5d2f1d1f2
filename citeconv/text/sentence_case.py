"""Titles in Title Case put into sentence case, where the caller asks for it.

Rules: what APA 7 (6.17) calls sentence case, as far as a program can tell. The first word of a title and of what
follows a colon, a dash or the end of a sentence stays as it is; of the others those become lower-case that begin
with a capital and have none behind it. What a writer protected (`nocase`, small caps, scripts, mathematics) is
never changed. A title that is in sentence case already is left alone: its capitals are names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from citeconv.model.patterns import pattern
from citeconv.model.record import Record
from citeconv.text.english import CAPITALS, STOP_WORDS, is_english, reads_as_english

__all__ = ["sentence_case", "sentence_cased"]

#: Titles of works, which sentence case concerns; of periodicals, laws and cases it never does.
_TITLES: Final = ("title", "title-short", "volume-title", "volume-title-short", "collection-title")
_LAWS: Final = frozenset("bill hearing legal_case legislation regulation treaty periodical".split())
#: Types whose container is a work, too: proceedings, a collection, a work of reference.
_PARTS: Final = frozenset(
    "chapter entry entry-dictionary entry-encyclopedia paper-conference".split()
)

#: No title is longer: what stands there is not to take its time.
_LONGEST: Final = 20_000
_TAG: Final = pattern(r"</?(?:i|b|sc|sub|sup|span\b[^<>]*)>|\$[^$]*\$")
_KEEPING: Final = ("nocase", "small-caps")
_WORD: Final = pattern(r"[^\W_]+(?:['\u2019][^\W_]+)*")
#: What stands between two words where a sentence or a subtitle begins.
_BEGINS: Final = pattern(r"[:?!.\u2026][\"'\u2019\u201d)\]]*\s|\u2014|\s\u2013\s|--\s")
_ROMAN: Final = pattern(r"(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})\Z")
_POSSESSIVE: Final = pattern(r"['\u2019]s?\Z")
_ABBREVIATED: Final = pattern(r"\b[^\W\d_]\.[^\W\d_]\.\Z")


def sentence_cased(records: Iterable[Record]) -> Iterator[Record]:
    """The records with their English titles in sentence case; one that changes is a new one."""
    for record in records:
        changed = _changed(record)
        if changed:
            record = record.shallow_copy()
            record.variables.update(changed)
        yield record


def _changed(record: Record) -> dict[str, str]:
    language = record.text("language")
    known = bool(language) and language[:3].lower() != "und"  # ISO 639-2: undetermined
    title = record.text("title")
    if (
        record.type in _LAWS
        or (known and not is_english(language))
        or not (known or reads_as_english(title))
    ):
        return {}
    changed = {}
    for name in (*_TITLES, "container-title") if record.type in _PARTS else _TITLES:
        text = record.text(name)
        if text and (known or text is title or reads_as_english(text)):
            cased = sentence_case(text)
            if cased != text:
                changed[name] = cased
    return changed


def sentence_case(text: str) -> str:
    """An English title (with CSL's inline markup) in sentence case.

    >>> sentence_case("The Rites of Passage: A Study of DNA in McDonald's Fries")
    "The rites of passage: A study of DNA in McDonald's fries"
    >>> sentence_case('Made in <span class="nocase">Chicago</span> by Many Hands')
    'Made in <span class="nocase">Chicago</span> by many hands'
    >>> sentence_case("The history of Finland")
    'The history of Finland'

    Only the case of letters changes, and only to lower case; doing it twice is doing it once.
    """
    if len(text) > _LONGEST or text[1:].islower():
        return text
    plain, kept = _parted(text) if "<" in text or "$" in text else (text, b"")
    words = [match.span() for match in _WORD.finditer(plain)]
    free = [_is_free(kept, start, end) for start, end in words]
    begins = [_begins(plain, words, number) for number in range(len(words))]
    inner = [
        plain[start:end]
        for (start, end), is_free, begin in zip(words, free, begins)
        if is_free and not begin
    ]
    shouted = _is_shouted(
        [plain[start:end] for (start, end), is_free in zip(words, free) if is_free]
    )
    if not shouted and _is_sentence(inner):
        return text
    little = shouted or any(
        word.istitle() and word.lower() in STOP_WORDS for word in inner if len(word) > 1
    )
    pieces: list[str] = []
    place = 0
    for (start, end), is_free, begin in zip(words, free, begins):
        if not is_free or _is_meant(plain, start, end, shouted, little):
            continue
        if begin and not shouted:
            continue
        if begin or _is_capital(plain[start:end]):
            start += 1  # the first letter stays
        pieces += (plain[place:start], _lower(plain[start:end]))
        place = end
    cased = "".join(pieces) + plain[place:]
    return _rejoined(text, cased) if plain is not text else cased


# --- markup ---


def _parted(text: str) -> tuple[str, bytearray]:
    """The text without its tags, and which characters of it are to be kept as they are."""
    pieces: list[str] = []
    kept = bytearray()
    opened: list[bool] = []
    place = depth = 0
    for tag in _TAG.finditer(text):
        between = text[place : tag.start()]
        pieces.append(between)
        kept += (b"\x01" if depth else b"\x00") * len(between)
        place = tag.end()
        token = tag[0]
        if token[0] == "$":
            pieces.append(token)
            kept += b"\x01" * len(token)
        elif token[1] != "/":
            keeps = token[1:3] == "su" or token == "<sc>" or any(name in token for name in _KEEPING)
            opened.append(keeps)
            depth += keeps
        elif opened:
            depth -= opened.pop()
    rest = text[place:]
    pieces.append(rest)
    kept += (b"\x01" if depth else b"\x00") * len(rest)
    return "".join(pieces), kept


def _rejoined(text: str, cased: str) -> str:
    """The cased characters with the tags of `text` where they stood."""
    pieces: list[str] = []
    place = reached = 0
    for tag in _TAG.finditer(text):
        if text[tag.start()] == "$":
            continue
        length = tag.start() - place
        pieces += (cased[reached : reached + length], tag[0])
        reached += length
        place = tag.end()
    return "".join(pieces) + cased[reached:]


# --- words ---


def _is_free(kept: bytes | bytearray, start: int, end: int) -> bool:
    """Whether nothing of a word is protected: "{K}enya" is, as a whole."""
    return not kept or 1 not in kept[start:end]


def _begins(plain: str, words: list[tuple[int, int]], number: int) -> bool:
    """Whether the word begins the title, a subtitle or a sentence."""
    if not number:
        return True
    start, end = words[number - 1][1], words[number][0]
    if end - start == 1 and plain[start] == " ":
        return False  # most words: a third of the time
    return _BEGINS.search(plain, start, end) is not None and not (
        plain[start] == "." and _ABBREVIATED.search(plain, max(0, start - 3), start + 1)
    )


def _is_shouted(words: list[str]) -> bool:
    """Whether a title is wholly in capitals, and is no mere row of acronyms."""
    if len(words) < 2 or any(word != word.upper() for word in words):
        return False
    return any(len(word) > 5 or (len(word) > 1 and word.lower() in STOP_WORDS) for word in words)


def _is_sentence(words: list[str]) -> bool:
    """Whether of the words whose case says something half or more are lower-case."""
    lower = upper = 0
    for word in words:
        if len(word) > 1 and word.istitle() and not _is_capital(word):
            upper += 1
        elif len(word) > 2 and word.islower() and word not in STOP_WORDS:
            lower += 1
    return lower >= upper


def _is_meant(plain: str, start: int, end: int, shouted: bool, little: bool) -> bool:
    """Whether a word's capitals are meant: an acronym, a symbol, a numeral, an initial."""
    word = plain[start:end]
    if end - start == 1:
        # a lone letter is a name, but for the article where such words have capitals
        return not (word == "A" and little and plain[end : end + 1] == " ")
    if any(char.isdigit() for char in word):
        return True
    if shouted:
        return bool(_ROMAN.match(word)) or (
            plain[end : end + 1] == "-" and plain[end + 1 : end + 2].isdigit()
        )
    return word[1:] != word[1:].lower() or word.startswith(("I'", "I\u2019")) or _is_capital(word)


def _is_capital(word: str) -> bool:
    """Whether English always writes the word with a capital: "French", "Finland's"."""
    word = word.lower()
    return word in CAPITALS or (not word.isalpha() and _POSSESSIVE.sub("", word) in CAPITALS)


def _lower(text: str) -> str:
    """Lower case, letter by letter where a letter would become two."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)
