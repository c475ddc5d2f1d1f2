"""Signs that LaTeX names by number or by what follows: `\\char`, `\\symbol`, `\\accent`, `\\verb`, `\\not`; accents.

Rules: the TeXbook, chapters 8 and 9 (numbers in decimal, octal `'`, hexadecimal `"`).  Each takes the tokens with the
place behind the command, and goes on behind what it read.
"""

from __future__ import annotations

import re
import unicodedata

from citeconv.model.patterns import pattern
from citeconv.text import latex_tables as tables
from citeconv.text.latex_tokens import Tokens

_CHAR_CODE = pattern(
    r"\s*\{?\s*(?:\"([0-9A-Fa-f]{1,6})|'([0-7]{1,7})|([0-9]{1,7})|`\\?(.))\s*\}?", re.DOTALL
)
_HEXADECIMAL = pattern(r"[0-9A-Fa-f]{2,6}\Z")
_ACCENT_CODE = pattern(r"\s*(\"[0-9A-Fa-f]{1,2}|'[0-7]{1,3}|[0-9]{1,3})\s*")


# More accents on a letter than this are dropped.
_ACCENTS = 6


def character(tokens: Tokens) -> str:
    """The character of a code; "" if there is none."""
    found = _CHAR_CODE.match(tokens.rest())
    if not found:
        return ""
    tokens.consume(found.end())
    hexadecimal, octal, decimal, sign = found.groups()
    if sign:
        return sign
    code = int(hexadecimal, 16) if hexadecimal else int(octal, 8) if octal else int(decimal)
    return chr(code) if 32 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def glyph(code: str) -> str:
    """The character of a code in hexadecimal digits; the code itself if it is none."""
    digits = code.strip().lstrip('"')
    number = int(digits, 16) if _HEXADECIMAL.match(digits) else 0
    return chr(number) if 32 <= number < 0xD800 or 0xE000 <= number < 0x110000 else code


def accent(tokens: Tokens) -> str:
    """The combining mark at a position of the OT1 encoding; "" if there is none."""
    found = _ACCENT_CODE.match(tokens.rest())
    if not found:
        return ""
    tokens.consume(found.end())
    number = found.group(1)
    base = {'"': 16, "'": 8}.get(number[0], 10)
    return tables.ACCENT_CODES.get(int(number.lstrip("\"'"), base), "")


def verbatim(tokens: Tokens) -> str:
    """What stands between two equal signs."""
    rest = tokens.rest(200)
    end = rest.find(rest[0], 1) if rest else -1
    if end <= 0:
        return ""
    tokens.consume(end + 1)
    return rest[1:end]


def negation(tokens: Tokens) -> str:
    """The struck relation that `\\not` makes of the next sign."""
    following = tokens.tokens[tokens.place] if tokens.place < len(tokens.tokens) else ""
    for struck, sign in tables.NOT.items():
        if following.startswith(struck):
            tokens.consume(len(struck))
            return sign
    return ""


def compose(marks: list[str], text: str) -> str:
    """Combining marks put on the first character of a text, the innermost mark first."""
    place = 0
    while text.startswith("<", place):
        end = text.find(">", place)
        if end < 0:
            break
        place = end + 1
    base = text[place : place + 1]
    if not base:
        return text
    after = place + 1
    while after < len(text) and unicodedata.combining(text[after]):
        after += 1
        if after - place > _ACCENTS:
            return text
    accents = "".join(reversed(marks[-_ACCENTS:]))
    if base in "ıȷ" and unicodedata.combining(accents[0]) == 230:
        base = "i" if base == "ı" else "j"
    return (
        text[:place]
        + unicodedata.normalize("NFC", base + text[place + 1 : after] + accents)
        + text[after:]
    )
