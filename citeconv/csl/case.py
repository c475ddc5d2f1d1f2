"""Text case on a run of pieces, some of which are protected.

Rules: CSL 1.0.2, "Text-case" and "Title Case Conversion" (English only; the caller sees to that).
In goes the text of one element as (text, protected) pieces in reading order, so that a rule can see
across formatting; out come the pieces' new texts. A protected piece (`nocase`, small caps, sub- and
superscript) is never changed, yet counts as words read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from citeconv.text.english import STOP_WORDS

__all__ = ["CASES", "Runs", "apply_case"]

Runs = Sequence[tuple[str, bool]]

# A word: what stands between spaces and punctuation; an apostrophe inside it belongs to it.
_WORD = re.compile(
    r"[^\s\u200b\u2018\u2019\u201c\u201d\"'\-\u2013\u2014/.,;?!:()\[\]]+"
    r"(?:['\u2019][^\W\d_]+)*"
)
_BETWEEN = " \u00a0\"'\u201c\u201d\u2018\u2019()[]-\u2013\u2014"
"""What may stand between a colon and the word that it makes a first one."""
LONGEST_KEPT = 400
"""Characters of a text whose case is remembered."""
MOST_WORDS = 20_000
"""Words whose case is changed: no title has so many, and what is longer stays as it is."""
_GREEK_LETTER = re.compile(r"[\u0370-\u03ff]\Z")


def apply_case(runs: Runs, case: str, lang: str = "") -> list[str]:
    """The texts of the runs in a text case; an unknown case changes nothing."""
    if len(runs) == 1 and len(runs[0][0]) <= LONGEST_KEPT:
        return [_kept(*runs[0], case, lang)]
    change = CASES.get(case)
    return change(runs, lang) if change else [text for text, _ in runs]


# A title is asked for by the cite, its disambiguation, and the bibliography; in a document with
# notes, title case was a fifth of the time of an edit.
@lru_cache(maxsize=4096)
def _kept(text: str, protected: bool, case: str, lang: str) -> str:
    change = CASES.get(case)
    return change([(text, protected)], lang)[0] if change else text


def lowercase(runs: Runs, lang: str = "") -> list[str]:
    """Every unprotected letter in lower case."""
    return [text if protected else _lower(text, lang) for text, protected in runs]


def uppercase(runs: Runs, lang: str = "") -> list[str]:
    """Every unprotected letter in upper case."""
    return [text if protected else _upper(text, lang) for text, protected in runs]


def capitalize_first(runs: Runs, lang: str = "") -> list[str]:
    """The first word with a capital, if it is all lower-case."""
    run, start, end = next(_words(runs), (None, 0, 0))
    return _capitalized_at(runs, [] if run is None else [(run, start, end)], lang)


def capitalize_all(runs: Runs, lang: str = "") -> list[str]:
    """Every lower-case word with a capital."""

    def change(match: re.Match[str]) -> str:
        word = match[0]
        return _capitalized(word, lang) if word == _lower(word, lang) else word

    return [
        text if protected else _WORD.sub(change, text, count=MOST_WORDS) for text, protected in runs
    ]


def sentence_case(runs: Runs, lang: str = "") -> list[str]:
    """The first word with a capital, all others in lower case."""
    texts = []
    first = True
    for text, protected in runs:
        if protected:
            first = first and not text.strip()
            texts.append(text)
            continue
        found = _WORD.search(text) if first else None
        if found is None:
            texts.append(_lower(text, lang))
            continue
        word = _capitalized(found[0], lang)
        texts.append(text[: found.start()] + word + _lower(text[found.end() :], lang))
        first = False
    return texts


def title_case(runs: Runs, lang: str = "") -> list[str]:
    """English title case: words that hold a capital already are kept, stop words stay small."""
    texts = [text for text, _ in runs]
    changes: list[tuple[int, int, int]] = []
    last: tuple[int, int, int] | None = None
    first = True
    for run, start, end in islice(_words(runs), MOST_WORDS):
        if run is None:
            first, last = False, None
            continue
        text = texts[run]
        word = text[start:end]
        if _continues_word(runs, run, start):
            continue
        small = len(word) < 2 or _lower(word, lang) in STOP_WORDS
        if (
            not small
            or first
            or _after_stop(texts, run, start)
            or _heads_compound(text, start, end)
        ):
            changes.append((run, start, end))
        last = (run, start, end)
        first = False
    if last is not None and last[2] - last[1] > 1:
        changes.append(last)
    return _capitalized_at(runs, changes, lang)


def _capitalized_at(runs: Runs, words: Sequence[tuple[int, int, int]], lang: str) -> list[str]:
    """The texts with the lower-case ones among the words (in order) capitalised."""
    done: list[list[str]] = [[] for _ in runs]
    reached = [0] * len(runs)
    for run, start, end in words:
        word = runs[run][0][start:end]
        if start >= reached[run] and word == _lower(word, lang):
            done[run] += (runs[run][0][reached[run] : start], _capitalized(word, lang))
            reached[run] = end
    return ["".join(pieces) + text[end:] for pieces, end, (text, _) in zip(done, reached, runs)]


CASES: Mapping[str, Callable[[Runs, str], list[str]]] = {
    "lowercase": lowercase,
    "uppercase": uppercase,
    "capitalize-first": capitalize_first,
    "capitalize-all": capitalize_all,
    "sentence": sentence_case,
    "title": title_case,
}


def _words(runs: Runs) -> Iterator[tuple[int | None, int, int]]:
    """The words as (run, start, end); a protected run that has text is one with no run."""
    for index, (text, protected) in enumerate(runs):
        if protected:
            if text.strip():
                yield None, 0, 0
            continue
        for found in _WORD.finditer(text):
            yield index, found.start(), found.end()


def _continues_word(runs: Runs, run: int, start: int) -> bool:
    """Whether a word begins inside one: "<i>homo</i>genous"."""
    if start or not run:
        return False
    before = runs[run - 1][0]
    return before[-1:].isalpha()


def _after_stop(texts: Sequence[str], run: int, start: int) -> bool:
    """Whether a colon, question or exclamation mark stands before the word."""
    before = texts[run][max(0, start - 8) : start].rstrip(_BETWEEN)
    while not before and start <= 8 and run:
        run -= 1
        start = len(texts[run])
        before = texts[run][max(0, start - 8) :].rstrip(_BETWEEN)
    return before[-1:] in ("?", "!", ":")


def _heads_compound(text: str, start: int, end: int) -> bool:
    """Whether a hyphen follows the word and none comes before it: "Pro-Environmental"."""
    return text[end : end + 1] == "-" and text[start - 1 : start] not in ("-", "\u2013", "\u2014")


def _capitalized(word: str, lang: str) -> str:
    # A lone Greek letter is a symbol in the titles of the sciences.
    return word if _GREEK_LETTER.match(word) else _upper(word[:1], lang) + word[1:]


@lru_cache(maxsize=256)
def _is_turkic(lang: str) -> bool:
    return lang.partition("-")[0].lower() in ("tr", "az")


def _upper(text: str, lang: str) -> str:
    return (text.replace("i", "İ") if _is_turkic(lang) else text).upper()


def _lower(text: str, lang: str) -> str:
    if _is_turkic(lang):
        text = text.replace("I", "ı").replace("İ", "i")
    return text.lower()
