"""Localisation data: terms, ordinals, date forms, options; and the chain that finds them.

Rules: CSL 1.0.2, "Locale", "Locale Fallback", "Terms", "Ordinal Suffixes", "Long Ordinals",
"Gender-specific Ordinals". In go a language tag and the `cs:locale` elements of a style; out
comes one merged `Locale`. The locale files are the data of the package citeproc-py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from citeconv.csl.locale_layers import (
    GENDERS,
    TERM_ALIASES,
    Layer,
    LocaleDate,
    TermKey,
    TermText,
    read_layer,
)
from citeconv.model.report import StyleError

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Locale", "available_locales", "load_locale"]

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DEFAULT_LANGUAGE = "en-US"

PRIMARY_DIALECTS: Mapping[str, str] = {
    "af": "af-ZA",
    "bal": "bal-PK",
    "bg": "bg-BG",
    "brh": "brh-PK",
    "ca": "ca-AD",
    "cs": "cs-CZ",
    "cy": "cy-GB",
    "da": "da-DK",
    "de": "de-DE",
    "el": "el-GR",
    "en": "en-US",
    "es": "es-ES",
    "et": "et-EE",
    "fa": "fa-IR",
    "fi": "fi-FI",
    "fr": "fr-FR",
    "gl": "gl-ES",
    "he": "he-IL",
    "hi": "hi-IN",
    "hr": "hr-HR",
    "hu": "hu-HU",
    "hy": "hy-AM",
    "id": "id-ID",
    "is": "is-IS",
    "it": "it-IT",
    "ja": "ja-JP",
    "km": "km-KH",
    "ko": "ko-KR",
    "lij": "lij-IT",
    "lt": "lt-LT",
    "lv": "lv-LV",
    "mn": "mn-MN",
    "ms": "ms-MY",
    "nb": "nb-NO",
    "nl": "nl-NL",
    "nn": "nn-NO",
    "no": "nb-NO",
    "pa": "pa-PK",
    "pl": "pl-PL",
    "pt": "pt-PT",
    "ro": "ro-RO",
    "ru": "ru-RU",
    "sk": "sk-SK",
    "sl": "sl-SI",
    "sr": "sr-Latn-RS",
    "sv": "sv-SE",
    "th": "th-TH",
    "tl": "tl-PH",
    "tr": "tr-TR",
    "uk": "uk-UA",
    "vi": "vi-VN",
    "zh": "zh-CN",
}

FORM_FALLBACK: Mapping[str, tuple[str, ...]] = {
    "long": ("long",),
    "short": ("short", "long"),
    "verb": ("verb", "long"),
    "verb-short": ("verb-short", "verb", "long"),
    "symbol": ("symbol", "short", "long"),
}

# Terms that no locale file has, and that a variable of CSL 1.0.2 asks for.
BUILT_IN_TERMS: Mapping[TermKey, TermText] = {
    ("supplement", "long", ""): ("supplement", "supplements"),
}


@dataclass(frozen=True, slots=True)
class LocaleOptions:
    """The `cs:style-options` of a locale."""

    punctuation_in_quote: bool = False
    limit_day_ordinals_to_day_1: bool = False


@dataclass(frozen=True, slots=True)
class Quotes:
    """The four quotation marks."""

    open: str
    close: str
    inner_open: str
    inner_close: str


@dataclass(frozen=True, slots=True, eq=False)
class Locale:
    """All localisation data for one language, fallback settled."""

    lang: str
    options: LocaleOptions
    quotes: Quotes
    _layer: Layer

    @property
    def language(self) -> str:
        """The base language: `de` of `de-AT`."""
        return self.lang.partition("-")[0].lower()

    def term(
        self, name: str, form: str = "long", plural: bool = False, gender: str | None = None
    ) -> str | None:
        """The text of a term, or None where no source defines it in any fitting form."""
        name = TERM_ALIASES.get(name, name)
        terms = self._layer.terms
        for candidate in FORM_FALLBACK.get(form, ("long",)):
            for form_gender in (gender or "", *GENDERS):
                found = terms.get((name, candidate, form_gender))
                if found is not None:
                    return found[plural]
        return None

    def gender_of(self, name: str) -> str | None:
        """The gender of the noun that a term is (`feminine`, `masculine`), if it has one."""
        return self._layer.genders.get(TERM_ALIASES.get(name, name))

    def ordinal(self, number: int, gender: str | None = None) -> str:
        """The number with its ordinal suffix: 2nd."""
        return f"{number}{self.ordinal_suffix(number, gender)}"

    def ordinal_suffix(self, number: int, gender: str | None = None) -> str:
        """The suffix that the ordinal terms give to a number."""
        if not self._layer.has("ordinal") and self._layer.has("ordinal-04"):
            return self._ordinal_suffix_of_csl_1_0(number)
        terms = self._layer.terms
        # Where only gendered suffixes are defined, the feminine one serves for the neuter.
        for form in dict.fromkeys((gender or "", *GENDERS)):
            for name in self._ordinal_terms(number):
                found = terms.get((name, "long", form))
                if found is not None:
                    return found[0]
        return ""

    def _ordinal_terms(self, number: int) -> Iterator[str]:
        """The ordinal terms that match a number, the closest match first."""
        value = abs(number)
        tries = (
            (f"ordinal-{value:02d}", "whole-number"),
            (f"ordinal-{value % 100:02d}", "last-two-digits"),
            (f"ordinal-{value % 10:02d}", "last-digit"),
        )
        matches = self._layer.ordinal_matches
        yield from (name for name, match in tries if matches.get(name) == match)
        yield "ordinal"

    def _ordinal_suffix_of_csl_1_0(self, number: int) -> str:
        last_two, last = abs(number) % 100, abs(number) % 10
        which = last if last in (1, 2, 3) and last_two not in (11, 12, 13) else 4
        return self.term(f"ordinal-0{which}") or ""

    def long_ordinal(self, number: int, gender: str | None = None) -> str:
        """`second`; for a number outside 1 to 10 as `ordinal`."""
        if 1 <= number <= 10:
            found = self.term(f"long-ordinal-{number:02d}", gender=gender)
            if found is not None:
                return found
        return self.ordinal(number, gender)

    def date_form(self, form: str) -> LocaleDate | None:
        """The localised date format `text` or `numeric`."""
        return self._layer.dates.get(form)


def load_locale(lang: str, style_locales: Sequence[_Element] = ()) -> Locale:
    """The locale for a language tag, with what the style's `cs:locale` elements redefine."""
    tag = _normalised(lang)
    # A bare language stands for its primary dialect; a dialect without a file of its own
    # still chooses among the `cs:locale` elements by its own name.
    dialect = PRIMARY_DIALECTS.get(tag, tag)
    layer = _files_layer(dialect)
    if style_locales:
        layer = layer.copy()
        for element in _matching(style_locales, dialect):
            layer.overlay(read_layer(element))
    return Locale(dialect, _options(layer), _quotes(layer), layer)


def available_locales() -> list[str]:
    """The language tags for which there is a locale file."""
    return sorted(path.stem.removeprefix("locales-") for path in _folder().glob("locales-*.xml"))


def require_locale(lang: str) -> None:
    """Raise StyleError for a language that no locale file speaks, in any dialect."""
    known = available_locales()
    language = _normalised(lang).partition("-")[0]
    spoken = lang.strip().replace("_", "-").partition("-")[0].lower()
    if language != spoken or not any(tag.partition("-")[0] == language for tag in known):
        near = get_close_matches(lang, known, 3, 0.6)
        hint = f"; did you mean {', '.join(near)}?" if near else "; a locale is a tag like de-DE"
        raise StyleError(f"there is no locale {lang!r}{hint}")


def _normalised(lang: str) -> str:
    tag = lang.strip().replace("_", "-").partition("-x-")[0]
    parts = tag.split("-")
    parts[0] = parts[0].lower()
    for index, part in enumerate(parts[1:], 1):
        parts[index] = part.upper() if len(part) == 2 else part.capitalize()
    tag = "-".join(parts)
    return tag if all(part.isalnum() for part in parts) else DEFAULT_LANGUAGE


def _matching(elements: Sequence[_Element], dialect: str) -> Iterable[_Element]:
    """The style's own locales that apply, the weakest first."""
    language = dialect.partition("-")[0]
    ranks: tuple[list[_Element], list[_Element], list[_Element]] = ([], [], [])
    for element in elements:
        tag = element.get(XML_LANG)
        if not tag:
            ranks[0].append(element)
        elif (tag := _normalised(tag)) == dialect:
            ranks[2].append(element)
        elif tag == language:
            ranks[1].append(element)
    return [element for rank in ranks for element in rank]


@lru_cache(maxsize=1)
def _folder() -> Path:
    spec = find_spec("citeproc")
    for location in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(location) / "data" / "locales"
        if folder.is_dir():
            return folder
    raise StyleError("the CSL locale files are missing: install the package citeproc-py")


@lru_cache(maxsize=80)
def _files_layer(dialect: str) -> Layer:
    """The locale files that apply to a dialect, merged: en-US, primary dialect, dialect."""
    chain = dict.fromkeys(
        (DEFAULT_LANGUAGE, PRIMARY_DIALECTS.get(dialect.partition("-")[0], dialect), dialect)
    )
    merged = Layer(terms=dict(BUILT_IN_TERMS))
    for tag in chain:
        layer = _file_layer(tag)
        if layer is not None:
            merged.overlay(layer)
    return merged


@lru_cache(maxsize=80)
def _file_layer(tag: str) -> Layer | None:
    from lxml import etree

    path = _folder() / f"locales-{tag}.xml"
    if not path.is_file():
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    return read_layer(etree.parse(str(path), parser).getroot())


def _options(layer: Layer) -> LocaleOptions:
    return LocaleOptions(
        layer.options.get("punctuation-in-quote", False),
        layer.options.get("limit-day-ordinals-to-day-1", False),
    )


def _quotes(layer: Layer) -> Quotes:
    def mark(name: str) -> str:
        return layer.terms.get((name, "long", ""), ("", ""))[0]

    return Quotes(
        mark("open-quote"),
        mark("close-quote"),
        mark("open-inner-quote"),
        mark("close-inner-quote"),
    )
