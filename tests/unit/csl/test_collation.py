"""Sorting as readers expect."""

import pytest

from citeconv.csl.collation import sort_key


def in_order(texts: str, lang: str) -> None:
    words = texts.split()
    keys = [sort_key(word, lang) for word in words]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("lang", "texts"),
    [
        ("en-US", "+ 9 10 a b c z þ α β а б א"),
        ("de-DE", "Mueller Mullen Müller N"),
        ("sv-SE", "y z å ä ö"),
        ("da-DK", "z æ ø å"),
        ("es-ES", "n nz ñ o"),
        ("cs-CZ", "c č d h hz ch i r ř s š z ž"),
        ("pl-PL", "l ł m z ź ż"),
        ("tr-TR", "c ç d g ğ h ı i"),
        ("ru-RU", "9 а и й к a"),
        ("uk-UA", "г д е є ж и і й"),
    ],
)
def test_letters_stand_in_the_languages_order(lang: str, texts: str) -> None:
    in_order(texts, lang)


def test_case_accents_punctuation_and_spaces_make_no_difference() -> None:
    same = ["De La Cruz", "dela-cruz", "“Délá” Crûz", "[de la] Cruz."]
    assert len({sort_key(text) for text in same}) == 1
    assert sort_key("Ørsted") == sort_key("Orsted")
    assert sort_key("Straße") == sort_key("Strasse")


def test_numbers_sort_by_value() -> None:
    in_order("a9 a010 a11 ab", "en-US")
    assert sort_key("007") == sort_key("7")
