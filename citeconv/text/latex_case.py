"""Which words of a title BibTeX's styles would harm, and their protection.

BibTeX's `change.case$` makes all but the first letter of a title lower case, save what stands in braces.  A word with
a capital behind its first letter (DNA, pH, LaTeX, GaAs) shows by itself that its case means something: the writer
puts it in braces, and the reader takes such braces for granted and makes no `nocase` of them, unless they are
double.  So text comes back as it was.  Titles wholly in capitals are left alone.
"""

from __future__ import annotations

import re

#: Marks a span that no text had: the encoder gives it single braces, and a deliberate one round such a word double ones.
EVIDENT = "evident"
# A capital behind a letter or digit; to look for the capital first takes a fifth of the time.
_TAG = re.compile(r"<[^<>]*>")
_SUSPECT = re.compile(r"[A-Z](?<=[^\W_][A-Z])")
_RUN = re.compile(r"[^\W_]{2,}")
_PIECE = re.compile(r"<[^<>]*>|\$[^$]*\$")


def is_evident(content: str) -> bool:
    """Whether braces hold one word whose case speaks for itself."""
    return " " not in content and _SUSPECT.search(content) is not None


def protected(text: str) -> str:
    """A title with `nocase` round each word that lower case would harm, and that has none yet."""
    if _SUSPECT.search(text) is None or (text.isupper() and " " in text):
        return text
    if "<" not in text and "$" not in text:
        return _RUN.sub(_protect, text)
    pieces: list[str] = []
    place = nocase = 0
    open_spans: list[bool] = []
    for match in _PIECE.finditer(text):
        between = text[place : match.start()]
        pieces.append(between if nocase else _RUN.sub(_protect, between))
        token = match.group()
        pieces.append(token)
        place = match.end()
        if token.startswith("<span"):
            open_spans.append("nocase" in token)
            nocase += open_spans[-1]
        elif token == "</span>" and open_spans:
            nocase -= open_spans.pop()
    rest = text[place:]
    pieces.append(rest if nocase else _RUN.sub(_protect, rest))
    return "".join(pieces)


def _protect(match: re.Match[str]) -> str:
    word = match.group()
    return f'<span class="nocase {EVIDENT}">{word}</span>' if _SUSPECT.search(word) else word


def protects(content: str, *, special: bool, doubled: bool) -> bool:
    """Whether braces round this content keep the case of anything."""
    bare = _TAG.sub("", content) if "<" in content else content
    if not doubled and is_evident(bare):
        return False
    letters = 0
    for char in bare:
        if char.isalpha():
            letters += 1
            if not special:
                return True
    # BibTeX's "special character" ({\'E}, {\it …}, {\ss}) is not protected; a word made by commands is.
    return letters > 1 and content[:1] != "<"
