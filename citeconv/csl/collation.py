"""Keys by which texts sort as readers of a language expect.

Rules: CSL 1.0.2, "Sorting" (locale-aware), the Unicode Collation Algorithm with the tailorings of
the common languages in CLDR. As CSL's practice has it, only primary differences count (case,
accents, punctuation and spaces do not), and numbers sort by value. In goes a text and a language,
out comes a string to be compared by code point.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

__all__ = ["sort_key"]

# Letters that do not decompose, but differ from their base letters only below the primary level.
_EQUAL_LETTERS = {
    "æ": "ae", "ð": "d", "ø": "o", "ß": "ss", "đ": "d", "ħ": "h", "ł": "l", "œ": "oe", "ŀ": "l",
    "ĳ": "ij", "ǆ": "dz", "ǉ": "lj", "ǌ": "nj", "ǳ": "dz", "ſ": "s", "ς": "σ",
}  # fmt: skip

_AFTER = "\U0010fff0"
"""With a letter before it, sorts after all that begins with the letter; then come its neighbours."""


def _after(base: str, place: int = 0) -> str:
    return base + chr(ord(_AFTER) + place)


# Letters with a place of their own, in every language: after another letter of their script.
_OWN_PLACE = {
    "þ": _after("z"), "ı": _after("i"), "ŋ": _after("n"), "ŧ": _after("t"), "ə": _after("e"),
    "ɛ": _after("e", 1), "ɔ": _after("o"), "ƒ": _after("f"), "ʒ": _after("z", 1),
    "й": _after("и", 3), "ђ": _after("д"), "є": _after("е"), "ѕ": _after("з"), "і": _after("и"),
    "ї": _after("и"), "ј": _after("и", 4), "љ": _after("л"), "њ": _after("н"), "ө": _after("о"),
    "ћ": _after("т"), "џ": _after("ч"), "ґ": "г",
}  # fmt: skip

# What a language sorts as letters of their own: (letters, base letter), each letter's place in it
# being its place in the list. Letters joined by "=" share a place.
_TAILORINGS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "cs": (("č", "c"), ("dž", "d"), ("ch", "h"), ("ř", "r"), ("š", "s"), ("ž", "z")),
    "cy": (("ch", "c"), ("dd", "d"), ("ff", "f"), ("ng", "g"), ("ll", "l"), ("ph", "p"), ("rh", "r"), ("th", "t")),
    "da": (("þ", "t"), ("ü=ű", "y"), ("æ=ä", "z"), ("ø=ö=ő=œ", "z"), ("å=aa", "z")),
    "eo": (("ĉ", "c"), ("ĝ", "g"), ("ĥ", "h"), ("ĵ", "j"), ("ŝ", "s"), ("ŭ", "u")),
    "es": (("ñ", "n"),),
    "et": (("š", "s"), ("z=ź=ż", "s"), ("ž", "s"), ("õ", "w"), ("ä", "w"), ("ö", "w"), ("ü", "w")),
    "fi": (("ü=ű", "y"), ("å", "z"), ("ä=æ", "z"), ("ö=ø", "z")),
    "hr": (("č", "c"), ("ć", "c"), ("dž", "d"), ("đ", "d"), ("lj", "l"), ("nj", "n"), ("š", "s"), ("ž", "z")),
    "hu": (("cs", "c"), ("dz", "d"), ("dzs", "d"), ("gy", "g"), ("ly", "l"), ("ny", "n"), ("ö=ő", "o"), ("sz", "s"), ("ty", "t"), ("ü=ű", "u"), ("zs", "z")),
    "is": (("á", "a"), ("ð=đ", "d"), ("é", "e"), ("í", "i"), ("ó", "o"), ("ú", "u"), ("ý", "y"), ("þ", "z"), ("æ=ä", "z"), ("ö=ø", "z"), ("å", "z")),
    "lt": (("č", "c"), ("y=ý=ÿ", "i"), ("š", "s"), ("ž", "z")),
    "lv": (("ā", "a"), ("č", "c"), ("ē", "e"), ("ģ", "g"), ("y", "i"), ("ī", "i"), ("ķ", "k"), ("ļ", "l"), ("ņ", "n"), ("ō", "o"), ("š", "s"), ("ū", "u"), ("ž", "z")),
    "nb": (("þ", "t"), ("ü=ű", "y"), ("æ=ä=ę", "z"), ("ø=ö=ő=œ", "z"), ("å=aa", "z")),
    "pl": (("ą", "a"), ("ć", "c"), ("ę", "e"), ("ł", "l"), ("ń", "n"), ("ó", "o"), ("ś", "s"), ("ź", "z"), ("ż", "z")),
    "ro": (("ă", "a"), ("â", "a"), ("î", "i"), ("ş=ș", "s"), ("ţ=ț", "t")),
    "sk": (("ä", "a"), ("č", "c"), ("dž", "d"), ("ch", "h"), ("ô", "o"), ("ř", "r"), ("š", "s"), ("ž", "z")),
    "sq": (("ç", "c"), ("dh", "d"), ("ë", "e"), ("gj", "g"), ("ll", "l"), ("nj", "n"), ("rr", "r"), ("sh", "s"), ("th", "t"), ("xh", "x"), ("zh", "z")),
    "sv": (("þ", "t"), ("ü=ű", "y"), ("å", "z"), ("ä=æ=ę", "z"), ("ö=ø=ő=œ=ô", "z")),
    "tr": (("ç", "c"), ("ğ", "g"), ("ı", "h"), ("ö", "o"), ("ş", "s"), ("ü", "u")),
    "vi": (("ă", "a"), ("â", "a"), ("đ", "d"), ("ê", "e"), ("ô", "o"), ("ơ", "o"), ("ư", "u")),
}  # fmt: skip
_SAME_TAILORING: Mapping[str, str] = {
    "az": "tr",
    "bs": "hr",
    "nn": "nb",
    "no": "nb",
    "sl": "hr",
    "sr": "hr",
}

# Languages that sort their own script before Latin: the first and last letter of the script.
_OWN_SCRIPT_FIRST: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "uk"), ("\u0400", "\u052f")),
    "ar": ("\u0600", "\u06ff"),
    "el": ("\u0370", "\u03ff"),
    "fa": ("\u0600", "\u06ff"),
    "he": ("\u0590", "\u05ff"),
    "th": ("\u0e00", "\u0e7f"),
}

# The symbols that are not punctuation sort before digits, in this order.
_SYMBOLS = "`´¨^¯°©®+±÷×<=>|¦~¤¢$£¥€"
_SYMBOL_KEYS = {ord(symbol): chr(2 + index) for index, symbol in enumerate(_SYMBOLS)}
_ASCII_KEYS: Mapping[int, str | None] = {
    code: _SYMBOL_KEYS.get(code) for code in range(128) if not chr(code).isalnum()
} | {code: chr(code + 32) for code in range(65, 91)}
_DIGITS = re.compile(r"0*(\d+)")
_MAX_TEXT = 4096


def sort_key(text: str, lang: str = "en-US") -> str:
    """The key of a text; keys compare as plain strings."""
    return _key(text[:_MAX_TEXT], _tailored_language(lang))


@lru_cache(maxsize=32)
def _tailored_language(lang: str) -> str:
    base = lang.replace("_", "-").partition("-")[0].lower()
    base = _SAME_TAILORING.get(base, base)
    return base if base in _TAILORINGS or base in _OWN_SCRIPT_FIRST else ""


@lru_cache(maxsize=65536)
def _key(text: str, language: str) -> str:
    if text.isascii() and not language:
        key = text.translate(_ASCII_KEYS)
    else:
        key = _general_key(text, language)
    return _DIGITS.sub(_number_key, key) if any(map(str.isdigit, key)) else key


def _number_key(found: re.Match[str]) -> str:
    digits = found[1]
    return "0" + chr(0x30 + min(len(digits), 200)) + digits


def _general_key(text: str, language: str) -> str:
    text = unicodedata.normalize("NFC", text.lower())
    if language in _TAILORINGS:
        pattern, places = _tailoring(language)
        text = pattern.sub(lambda found: places[found[0]], text)
    key = "".join([_character_key(character) for character in text])
    if language in _OWN_SCRIPT_FIRST:
        first, last = _OWN_SCRIPT_FIRST[language]
        key = "".join([f"@{letter}" if first <= letter <= last else letter for letter in key])
    return key


@lru_cache(maxsize=16384)
def _character_key(character: str) -> str:
    own = _OWN_PLACE.get(character) or _EQUAL_LETTERS.get(character)
    if own is not None or character >= _AFTER:
        return own or character
    if character.isascii():
        return character.translate(_ASCII_KEYS)
    out = []
    for part in unicodedata.normalize("NFKD", character):
        category = unicodedata.category(part)
        if category[0] in "ZPCM" and category != "Mc":
            continue
        if category[0] == "S":
            out.append(_SYMBOL_KEYS.get(ord(part), "\x1f"))
        elif category == "Nd":
            out.append(str(unicodedata.digit(part)))
        elif part.isascii():
            out.append(part.translate(_ASCII_KEYS))
        else:
            out.append(_in_script_order(_EQUAL_LETTERS.get(part, part)))
    return "".join(out)


def _in_script_order(letter: str) -> str:
    """Kana as hiragana, and Hangul before it; other scripts stand in the order of their codes."""
    code = ord(letter[0])
    if 0x30A1 <= code <= 0x30F6:
        return chr(code - 0x60)
    if 0x1100 <= code <= 0x11FF:
        return chr(0x3000 + (code - 0x1100) // 8) + letter
    return letter


@lru_cache(maxsize=32)
def _tailoring(language: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    places: dict[str, str] = {}
    counts: dict[str, int] = {}
    for letters, base in _TAILORINGS[language]:
        place = counts.get(base, 0)
        counts[base] = place + 1
        for letter in letters.split("="):
            places[letter] = _after(base, place)
    longest_first = sorted(places, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), places
