"""Laws of LaTeX: what is written is read back, and nothing that is read can hang, fall or become a command."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from citeconv.text.latex import decode, encode, escape

_TAGS = [
    ("<i>", "</i>"),
    ("<b>", "</b>"),
    ("<sup>", "</sup>"),
    ("<sub>", "</sub>"),
    ('<span style="font-variant:small-caps;">', "</span>"),
]
_ANYTHING = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)
_TRICKY = st.text(st.sampled_from("\\{}$&%#_~^<>|`'\"-–—“”?!,.ab éñ12@[]()/"), max_size=30)
_ACCENTED = st.text(
    st.sampled_from("abcdefghij éèüñçłøÆœßıŞğžāąőůđđþð«»–—“”‘’…•°±×αβΩ→≤∞<>$\\{}%&_^~#"),
    max_size=30,
)
_WORD = st.text(st.sampled_from("abcz αé"), min_size=1, max_size=8).map(str.strip).filter(bool)


def _normal(text: str) -> str:
    """The documented normalisation: NFC, runs of white space one space."""
    text = re.sub(r"[^\S\u00a0\u2009\u2002\u2003\u202f]+", " ", text).strip(" ")
    return unicodedata.normalize("NFC", text)


@given(st.one_of(_ANYTHING, _TRICKY, _ACCENTED).map(_normal))
@example("$x^2$ and $y$")
@example("<i>")
@example("a$5 and $6")
@example("}{")
@example("''--``")
@settings(max_examples=400, deadline=None)
def test_text_is_read_back(text: str) -> None:
    assert decode(encode(text)) == text


@given(_ACCENTED.map(_normal))
@settings(max_examples=400, deadline=None)
def test_text_spelled_in_ascii_is_read_back(text: str) -> None:
    written = encode(text, ascii_only=True)
    assert written.isascii()
    assert decode(written) == text


@st.composite
def _marked(draw: st.DrawFn) -> str:
    pieces = []
    for _ in range(draw(st.integers(1, 4))):
        opening, closing = draw(st.sampled_from([*_TAGS, ("", "")]))
        word = draw(_WORD)
        if draw(st.booleans()):
            word = f'<span class="nocase">{word}</span>'
        pieces.append(opening + word + closing)
    return " ".join(pieces)


@given(_marked(), st.booleans())
@settings(max_examples=300, deadline=None)
def test_markup_is_read_back(text: str, ascii_only: bool) -> None:
    text = _normal(text)
    assert decode(encode(text, ascii_only)) == text


@given(st.one_of(_ANYTHING, _TRICKY), st.booleans())
@settings(max_examples=400, deadline=None)
def test_braces_balance_and_no_foreign_command(text: str, ascii_only: bool) -> None:
    known = re.compile(r"\\(?:text\w+|ensuremath|par|[a-zA-Z]{1,2}\b|[^a-zA-Z])")
    for written in (encode(text, ascii_only), escape(text, ascii_only)):
        depth = 0
        for char in written:
            depth += (char == "{") - (char == "}")
            assert depth >= 0
        assert depth == 0
        if "$" not in text:
            for command in re.findall(r"\\(?:[a-zA-Z]+|.)", written):
                assert known.match(command) or ascii_only, command


@pytest.mark.parametrize(
    "text",
    [
        r"\input{/etc/passwd}",
        r"$\input{x}$",
        r"$\write18{rm}$",
        r"$\csname x\endcsname$",
        "$^^5cinput x$",
        r"$}\input{x}{$",
    ],
)
def test_commands_become_text(text: str) -> None:
    written = encode(text)
    assert not re.search(r"\\(?:input|write|csname)", written)
    assert "^^" not in written
    assert decode(written) == text


@given(st.text(st.sampled_from("\\{}$'`\"^~-_ abcitexuHv[]()=.\n"), max_size=60))
@settings(max_examples=800, deadline=None)
def test_anything_is_read(text: str) -> None:
    for protect in (True, False):
        for markup in (True, False):
            assert isinstance(decode(text, protect=protect, markup=markup), str)


@pytest.mark.parametrize(
    "unit",
    [
        "{",
        "}",
        "{a",
        "\\textit{",
        "\\'",
        "\\'{a",
        "$",
        "{$",
        "\\(",
        "a$b{",
        "\\ensuremath{\\text{",
        "\\href{",
        "\\",
        "\\verb",
        "\\enquote{",
        "{\\it ",
        "\\foo[",
        "x_{",
        "$x^{",
        "--",
        "`",
        "\\accent",
    ],
)
def test_hostile_text_comes_to_an_end(unit: str) -> None:
    """At this size a decoder that is not linear would take hours."""
    assert isinstance(decode(unit * (1_000_000 // len(unit))), str)
