"""Which words of a title BibTeX's styles would harm, and their protection.

BibTeX's `change.case$` makes all but the first letter of a title lower case, save what stands in braces.  A word with
a capital behind its first letter (DNA, pH, LaTeX, GaAs) shows by itself that its case means something: the writer
puts it in braces, and the reader takes such braces for granted and makes no `nocase` of them, unless they are
double.  So text comes back as it was.  Titles wholly in capitals are left alone.

Braces round what no change of case concerns (`{and}`, `{2020}`) are a habit too: BibTeX has nothing to lower there, and
CSL's title case leaves the little words alone.
"""

from __future__ import annotations

import re

from citeconv.model.patterns import pattern

#: Marks a span that no text had: the encoder gives it single braces, and a deliberate one round such a word double ones.
EVIDENT = "evident"
# A capital behind a letter or digit; to look for the capital first takes a fifth of the time.
_TAG = pattern(r"<[^<>]*>")
_SUSPECT = pattern(r"[A-Z](?<=[^\W_][A-Z])")
_RUN = pattern(r"[^\W_]{2,}")
_REST_OF_WORD = pattern(r"[^\W_]*+")
# No title is longer: what stands there is not to take its time.
_LONGEST_TITLE = 20_000
# A formula with its scripts (`Cu<sub>2</sub>O`) is one word.
_PIECE = pattern(r"(?<![^\W_])[^\W_]*+(?:<(su[bp])>[^<>]*+</\1>[^\W_]*+)+|<[^<>]*>|\$[^$]*\$")
#: Words that title case leaves small wherever it may (CSL 1.0.2, "Title Case Conversion").
_LITTLE = frozenset(
    "a an and as at but by down for from in into nor of on onto or over so the till to up via with without yet".split()
)


def is_evident(content: str) -> bool:
    """Whether braces hold one word whose case speaks for itself."""
    return " " not in content and _SUSPECT.search(_bare(content)) is not None


def is_habit(content: str) -> bool:
    """Whether single braces round this content are a habit: its case speaks for itself, or nothing would change it."""
    bare = _bare(content)
    if " " not in bare and (_SUSPECT.search(bare) is not None or bare in _LITTLE):
        return True
    return bare.lower() == bare.upper()


def _bare(content: str) -> str:
    return _TAG.sub("", content) if "<" in content else content


def protected(text: str) -> str:
    """A title with `nocase` round each word that lower case would harm, and that has none yet."""
    if len(text) > _LONGEST_TITLE:
        return text
    tagged = "<" in text
    bare = _TAG.sub("", text) if tagged else text
    if _SUSPECT.search(bare) is None or (bare.isupper() and " " in bare):
        return text
    if not tagged and "$" not in text:
        return _RUN.sub(_protect, text)
    pieces: list[str] = []
    place = nocase = 0
    open_spans: list[bool] = []
    for match in _PIECE.finditer(text):
        between = text[place : match.start()]
        pieces.append(between if nocase else _RUN.sub(_protect, between))
        token = match.group()
        place = match.end()
        if match.group(1) is not None:
            pieces.append(_span(token) if not nocase and is_evident(token) else token)
            continue
        pieces.append(token)
        if token.startswith("<span"):
            open_spans.append("nocase" in token)
            nocase += open_spans[-1]
        elif token == "</span>" and open_spans:
            nocase -= open_spans.pop()
    rest = text[place:]
    pieces.append(rest if nocase else _RUN.sub(_protect, rest))
    return "".join(pieces)


def needs_no_tags(text: str) -> bool:
    """Whether the words of a title that are to be protected can be found when it is LaTeX already."""
    return (
        "<" not in text
        and "$" not in text
        and len(text) <= _LONGEST_TITLE
        and not (text.isupper() and " " in text)
    )


def in_braces(latex: str) -> str:
    """Such titles as LaTeX in Unicode, with braces round the words that `protected` finds.

    (What escapes stand for is no part of a word, and their names have no capitals.)
    """
    pieces: list[str] = []
    place = 0
    for match in _SUSPECT.finditer(latex):
        start = match.start()
        if start < place:
            continue  # another capital of the same word
        end = _REST_OF_WORD.match(latex, start).end()  # type: ignore[union-attr]  # it matches ""
        while start > place and latex[start - 1].isalnum():
            start -= 1
        pieces += (latex[place:start], "{", latex[start:end], "}")
        place = end
    return "".join((*pieces, latex[place:])) if pieces else latex


def _protect(match: re.Match[str]) -> str:
    word = match.group()
    return _span(word) if _SUSPECT.search(word) else word


def _span(word: str) -> str:
    return f'<span class="nocase {EVIDENT}">{word}</span>'


def protects(content: str, *, special: bool, doubled: bool) -> bool:
    """Whether braces round this content keep the case of anything."""
    # BibTeX's "special character" ({\'E}, {\it …}, {\ss}) is not protected.
    if special:
        return False
    return any(map(str.isalpha, _bare(content))) if doubled else not is_habit(content)
