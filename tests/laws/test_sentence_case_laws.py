"""Laws of sentence case, on titles made of what titles are made of."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

import citeconv
from citeconv import Record
from citeconv.text.sentence_case import sentence_case

_WORDS = st.sampled_from(
    "The the A a Of of In In Study STUDY DNA pH McDonald II IV X-Ray self-Made U.S. John Over é ÉTÉ İstanbul ΣΑΣ "
    "French 3D COVID-19 I I'm Dog's $X_T$ < & Vitamin".split()
)
_MARKS = st.sampled_from(
    [
        "<i>",
        "</i>",
        '<span class="nocase">',
        "</span>",
        "<sub>",
        "</sub>",
        ": ",
        "? ",
        ". ",
        " — ",
        "—",
        " – ",
        "“",
        "” ",
        "-",
        "'",
        "",
    ]
)
_TITLES = st.one_of(
    st.lists(st.one_of(_WORDS, _MARKS, st.just(" ")), max_size=16).map("".join),
    st.lists(_WORDS, max_size=10).map(" ".join),
    st.text(max_size=40),
)
_TAG = re.compile(r"<[^<>]*>")


@given(_TITLES)
def test_doing_it_twice_is_doing_it_once(title: str) -> None:
    once = sentence_case(title)
    assert sentence_case(once) == once


@given(_TITLES)
def test_nothing_but_the_case_of_letters_changes(title: str) -> None:
    cased = sentence_case(title)
    assert len(cased) == len(title)
    assert cased.casefold() == title.casefold()
    assert all(new in (old, old.lower()) or new == "ς" for old, new in zip(title, cased))


@given(_TITLES)
def test_markup_stays_as_it_is(title: str) -> None:
    assert _TAG.findall(sentence_case(title)) == _TAG.findall(title)


@given(
    st.lists(_WORDS.filter(lambda word: word not in "<&"), min_size=1, max_size=10).map(" ".join)
)
def test_what_is_written_as_bibtex_is_read_with_the_same_case(title: str) -> None:
    record = Record("book", "a", {"title": sentence_case(title)})
    text = citeconv.dumps([record], "bibtex")
    assert citeconv.loads(text, "bibtex", sentence_case=True)[0].text("title") == record["title"]
