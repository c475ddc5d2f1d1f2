"""The locale chain, term forms, ordinals."""

import re

import pytest
from lxml import etree

from citeconv.csl.locales import available_locales, load_locale, require_locale
from citeconv.model.report import StyleError

NS = 'xmlns="http://purl.org/net/xbiblio/csl"'


def cs_locale(body: str, lang: str = "") -> etree._Element:
    tag = f' xml:lang="{lang}"' if lang else ""
    return etree.fromstring(f"<locale {NS}{tag}>{body}</locale>")


def test_every_locale_file_loads() -> None:
    tags = available_locales()
    assert len(tags) >= 60
    for tag in tags:
        assert load_locale(tag).term("and") is not None


def test_forms_fall_back() -> None:
    locale = load_locale("en-US")
    assert locale.term("editor", "verb-short") == "ed. by"
    assert locale.term("page", "symbol", plural=True) == "pp."
    assert locale.term("and", "short") == "and"
    assert locale.term("no such term") is None


def test_a_language_is_its_primary_dialect_and_an_unknown_one_english() -> None:
    assert load_locale("de").lang == "de-DE"
    assert load_locale("de-AT").term("and") == "und"
    assert load_locale("tlh").term("and") == "and"
    assert load_locale("de_at").lang == "de-AT"


def test_the_styles_locales_win_in_order_of_closeness() -> None:
    terms = [
        cs_locale('<terms><term name="and">A</term><term name="by">A</term></terms>'),
        cs_locale('<terms><term name="and">B</term></terms>', "de"),
        cs_locale('<terms><term name="and">C</term></terms>', "de-AT"),
    ]
    assert load_locale("de-AT", terms).term("and") == "C"
    assert load_locale("de-DE", terms).term("and") == "B"
    assert load_locale("fr-FR", terms).term("and") == "A"
    assert load_locale("de-AT", terms).term("by") == "A"


def test_english_ordinals() -> None:
    locale = load_locale("en-US")
    got = [locale.ordinal(n) for n in (0, 1, 2, 3, 4, 11, 12, 13, 21, 101, 111)]
    expected = "0th, 1st, 2nd, 3rd, 4th, 11th, 12th, 13th, 21st, 101st, 111th"
    assert ", ".join(got) == expected
    assert locale.long_ordinal(2) == "second"
    assert locale.long_ordinal(22) == "22nd"


def test_gendered_ordinals() -> None:
    locale = load_locale("fr-FR")
    assert locale.ordinal(1, "feminine") == "1ʳᵉ"
    assert locale.ordinal(1, "masculine") == "1ᵉʳ"
    assert locale.ordinal(2, "feminine") == "2ᵉ"
    assert locale.gender_of("edition") == "feminine"


def test_ordinals_of_a_style_replace_all_others() -> None:
    own = [cs_locale('<terms><term name="ordinal">.</term></terms>')]
    assert load_locale("en-US", own).ordinal(1) == "1."


def test_whole_number_matches_only_itself() -> None:
    own = [
        cs_locale(
            '<terms><term name="ordinal">x</term>'
            '<term name="ordinal-10" match="whole-number">y</term></terms>'
        )
    ]
    locale = load_locale("en-US", own)
    assert (locale.ordinal(10), locale.ordinal(110)) == ("10y", "110x")


def test_options_dates_and_quotes() -> None:
    locale = load_locale("en-US")
    assert locale.options.punctuation_in_quote
    assert not load_locale("de-DE").options.punctuation_in_quote
    assert load_locale("fr-FR").options.limit_day_ordinals_to_day_1
    date = locale.date_form("text")
    assert date is not None
    assert [part.name for part in date.parts] == ["month", "day", "year"]
    assert (locale.quotes.open, locale.quotes.inner_close) == ("“", "’")


def test_a_locale_that_nobody_speaks_is_named() -> None:
    for known in ("de", "de-AT", "de_DE", "pt-BR", "en-GB"):
        require_locale(known)
    for unknown in ("xx-XX", "klingon", ""):
        with pytest.raises(StyleError, match=re.escape(repr(unknown))):
            require_locale(unknown)
