"""LaTeX, as bibliographies hold it → Unicode (NFC) with CSL's inline markup.

Rules: LaTeX2e's text commands (`latex_tables`), TeX's tokens (a letter command eats the spaces after it),
BibTeX's braces (`{\\'e}` is a character, `{DNA}` protects its case).  In: the text of one value, its outer
delimiters gone.  Out: one line of text.  One pass over tokens with a stack of open groups: linear, and no
depth of braces recurses.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from citeconv.model.patterns import pattern
from citeconv.text import latex_math
from citeconv.text import latex_tables as tables
from citeconv.text.latex_case import is_habit
from citeconv.text.latex_scan import Scanner

Report = Callable[[str], None]

# A value without any of these, and without `--`, `''` and two spaces, is plain.
_SPECIAL = pattern(r"[\\{}$~`\n\t\r\f\v]")
# Signs behind a backslash that print themselves; and signs that mean something to LaTeX, whatever prints them.
_ESCAPED = frozenset("&%#_")
_MEANINGFUL = frozenset("\\{}$~`'-?! ")
# The usual accents, letters and escapes in their usual spellings, replaced in one sweep before anything
# else is looked at.  Each alternative is whole: braces in, braces out.
_USUAL = pattern(
    r"""\{(?<!\\\{)\\(?:(["'`^~=.])\s?(?:\{(\\?[A-Za-z])\}|(\\?[A-Za-z]))|([uvHckrdb])(?:\{(\\?[A-Za-z])\}|\s+(\\?[A-Za-z])))\}"""
    r"""|\{(?<!\\\{)\\([&%#_]|ss|ae|AE|oe|OE|aa|AA|o|O|l|L|i|j)\}"""
    r"""|\\(?<!\\\\)(?:(["'`^=.])(?:\{(\\?[A-Za-z])\}|([A-Za-z]))|(~|[uvHckrdb])\{(\\?[A-Za-z])\}|([&%#_]))"""
)
# A short formula without further dollars.
_FORMULA = pattern(r"\$(?<!\\\$)[^$]{1,80}\$")
# A tie where none can be: behind a space (but for that of "Fig. ~5") or a bracket, before a number. "About", as Mendeley
# and JabRef take it over from abstracts ("of ~11 nm").
_ABOUT = pattern(r"(?<=[\s(])(?<![.]\s)~(?=\s?\$?\d)")
# Escaped braces of which each has a space behind it, one of them where nobody writes it: before a comma, or before the
# space that stands there anyway. Better BibTeX ended them so: `\{ water\}  systems`.
_ESCAPED_SPACE = pattern(r"(?<!\\)(\\[{}]) ")
_BARE_BRACE = pattern(r"(?<!\\)\\[{}](?=\S)")
_PROGRAMS_SPACE = pattern(r"(?<!\\)\\\}(?:  (?! )| [,.:;)])")
# Mendeley Desktop's line breaks: the two letters `\n`, escaped. A command that someone left in his text
# (`$\backslash$nabla`) is none.
_WRITTEN_BREAK = pattern(r"\$\\backslash\$([nr])([A-Za-z]*)")
# A match without groups.
_NOTHING: re.Match[str] = re.compile("").match("")  # type: ignore[assignment]
_FLAT = pattern(r"[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+")
_GROUP = pattern(r"\{([^{}]*)\}")
_SPACE = pattern(r"[ \t\n]{2,}|[\t\n]")
_PARAGRAPH = pattern(r"(?:(?<![ \t])[ \t]++)?\n\n\s*")
# A value with more braces, commands and dollars than this is no LaTeX that anyone wrote: it stays as it is.
MOST_SIGNS = 100_000
# Arguments that are decoded by themselves, in each other.
_NESTED_CALLS = 6


def decode(
    text: str,
    unknown: Report | None = None,
    *,
    protect: bool = True,
    markup: bool = True,
) -> str:
    """LaTeX → Unicode NFC with CSL inline markup.

    `unknown` hears of each command that no table knows; its argument stays as text, a bare one keeps its name.
    `protect`: braces of a title become `nocase` spans where they protect.  Without it (names, plain fields) they vanish.
    Without `markup`, no tags: italics and the like are dropped, scripts are Unicode's or plain.
    """
    if _is_plain(text):
        text = text.strip(" ")
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    if len(text) > MOST_SIGNS and sum(map(text.count, "{}\\$")) > MOST_SIGNS:
        if unknown:
            unknown(f"more than {MOST_SIGNS:,} braces, commands and dollars: kept as they stand")
        return _settled(text)
    return _decode(text, unknown, protect, markup, 0)


def _decode(text: str, unknown: Report | None, protect: bool, markup: bool, calls: int) -> str:
    if _is_plain(text):
        text = text.strip(" ")
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    if "~" in text and _ABOUT.search(text):
        text = _ABOUT.sub(r"\\~{}", text)
    if "$\\backslash$" in text:
        text = _WRITTEN_BREAK.sub(_written_break, text)
    if "\\{ " in text and _PROGRAMS_SPACE.search(text) and not _BARE_BRACE.search(text):
        text = _ESCAPED_SPACE.sub(r"\1", text)
    if "$" in text and "\\url" not in text and "\\href" not in text:
        text = _FORMULA.sub(_formula if markup else _plain_formula, text)
    if "\\" in text and "$" not in text and "\\url" not in text and "\\href" not in text:
        bare = _without_escapes(text)
        text = _USUAL.sub(_usual, text) if bare is None else bare
        if _is_plain(text):
            text = text.strip(" ")
            return text if text.isascii() else unicodedata.normalize("NFC", text)
    if "\\" not in text and "$" not in text:
        if "{" not in text and "}" not in text:
            return _settled(_plain(text))
        if _FLAT.fullmatch(text) and not (text[0] == "{" and text[-1] == "}"):
            # Groups that hold no others and no commands: the usual title.
            return _settled(_GROUP.sub(_protected if protect else r"\1", _plain(text)))

    def again(argument: str) -> str:
        return _decode(argument, unknown, False, markup, calls + 1)

    scanner = Scanner(
        _unwrapped(text), unknown, protect, markup, again if calls < _NESTED_CALLS else None
    )
    return _settled(scanner.run())


# -- pieces without state ---------------------------------------------------------------------------


def _is_plain(text: str) -> bool:
    """Whether a text has nothing that means anything to LaTeX, and no white space to settle."""
    if "\\" in text or "{" in text or "}" in text or "$" in text or "~" in text or "`" in text:
        return False
    if ("-" in text and "--" in text) or ("'" in text and "''" in text) or "  " in text:
        return False
    # measured on abstracts: to look for each sign by itself takes a third of the time of a search for all
    return text.isprintable() or _SPECIAL.search(text) is None


def _without_escapes(text: str) -> str | None:
    """A text whose only commands are escaped signs, as most abstracts have them; None if it has any other.

    Measured: a sixth of the time of `_USUAL`, or a twentieth of the scanner's, on an abstract with six of them.
    """
    pieces: list[str] = []
    for part in text.split("\\"):
        if not pieces or (part[:1] in _ESCAPED and pieces[-1][-1:] != "{"):
            pieces.append(part)
            continue
        name, group, rest = part.partition("{}")
        sign = tables.TEXT_SYMBOLS.get(name, "")
        if not group or not _is_mere_sign(sign) or pieces[-1][-1:] == "{":
            return None
        pieces.append(sign + rest)
    return "".join(pieces)


def _is_mere_sign(sign: str) -> bool:
    """Whether what a command prints is no letter, and means nothing to LaTeX."""
    return len(sign) == 1 and not sign.isalpha() and sign.isprintable() and sign not in _MEANINGFUL


def _written_break(match: re.Match[str]) -> str:
    letter, word = match.groups()
    if letter + word in tables.MATH_SYMBOLS or letter + word in tables.TEXT_SYMBOLS:
        return match.group()
    again = match.string.startswith("$\\backslash$n", match.end())
    return "\\par " if again and not word else "\n" + word


def _formula(match: re.Match[str]) -> str:
    return _simple_formula(match.group(), True)


def _plain_formula(match: re.Match[str]) -> str:
    return _simple_formula(match.group(), False)


@lru_cache(maxsize=4096)
def _simple_formula(found: str, markup: bool) -> str:
    """A short formula as text, if it is text that needs no further reading; else as it stands."""
    source = found.strip("$")
    if latex_math.is_prose(source):
        return found
    said = latex_math.to_text(source, _no_text, markup=markup)
    return said if said is not None and _is_plain(said) else found


def _no_text(argument: str) -> str:
    """The text within a formula; LaTeX in it is for the full path."""
    return argument if _is_plain(argument) else "\\"


def _usual(match: re.Match[str]) -> str:
    return _usual_spelling(match.group())


@lru_cache(maxsize=4096)
def _usual_spelling(found: str) -> str:
    """What one match of `_USUAL` says; itself if it is no letter after all."""
    groups = [
        group for group in (_USUAL.fullmatch(found) or _NOTHING).groups() if group is not None
    ]
    if len(groups) == 1:
        return tables.TEXT_SYMBOLS.get(groups[0], groups[0])
    if len(groups) != 2:
        return found
    accent, letter = groups
    if letter[0] == "\\":
        if letter not in ("\\i", "\\j"):
            return found
        letter = letter[1]
    return unicodedata.normalize("NFC", letter + tables.ACCENTS[accent])


def _plain(text: str) -> str:
    """Ligatures alone, in a text without commands and braces."""
    text = _one_line(text)
    for ligature, sign in tables.LIGATURES.items():
        if ligature in text:
            text = text.replace(ligature, sign)
    return text


def _protected(match: re.Match[str]) -> str:
    """A group of a title: a `nocase` span if it holds a letter."""
    inner = match.group(1)
    return inner if is_habit(inner) else f'<span class="nocase">{inner}</span>'


def _one_line(text: str) -> str:
    """Runs of white space as one space; TeX's own spaces (a tie, a thin space) are none."""
    if "  " not in text and "\n" not in text and "\t" not in text:
        return text
    return _SPACE.sub(" ", text)


def _settled(text: str) -> str:
    """One line: runs of white space become a space, paragraphs an empty line, in NFC."""
    if "\n\n" in text:
        parts = [_one_line(part).strip(" ") for part in _PARAGRAPH.split(text)]
        text = "\n\n".join(part for part in parts if part)
    else:
        text = _one_line(text).strip(" ")
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _unwrapped(text: str) -> str:
    """Braces round the whole value are a habit, not a protection: without them."""
    start, end = 0, len(text)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start < 2 or text[start] != "{" or text[end - 1] != "}":
        return text
    closing = _closing_braces(text)
    if closing.get(start) != end - 1:
        return text
    while start < end - 1 and text[start] == "{" and closing.get(start) == end - 1:
        start, end = start + 1, end - 1
        if start < end and text[start] == "\\":
            # `{\'E}` is a character, `{\it …}` a group: both are read as they stand.
            return text[start - 1 : end + 1]
    return text[start:end]


def _closing_braces(text: str) -> dict[int, int]:
    """The place of each opening brace → that of its closing one."""
    closing: dict[int, int] = {}
    open_places: list[int] = []
    for match in re.finditer(r"\\.|[{}]", text, re.DOTALL):
        token = match.group()
        if token == "{":
            open_places.append(match.start())
        elif token == "}" and open_places:
            closing[open_places.pop()] = match.start()
    return closing
