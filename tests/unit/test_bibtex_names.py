"""Names of BibTeX and biber: what each spelling means, and what is written is divided the same way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citeconv.formats.bibtex.names import OTHERS, parse_names
from citeconv.formats.bibtex.names_written import format_names
from citeconv.model.names import Name

READ = [
    ("Donald E. Knuth", [Name("Knuth", "Donald E.")]),
    ("Knuth, Donald~E.", [Name("Knuth", "Donald E.")]),
    (
        "van Gogh, Vincent AND\n  Ludwig van Beethoven",
        [Name("Gogh", "Vincent", "van"), Name("Beethoven", "Ludwig", "van")],
    ),
    ("King, Jr., Martin Luther", [Name("King", "Martin Luther", suffix="Jr.")]),
    ("Martin Luther King, Jr.", [Name("King", "Martin Luther", suffix="Jr.")]),
    ("King, Martin Luther, Jr.", [Name("King", "Martin Luther", suffix="Jr.")]),
    ("{World Health Organization} and others", [Name(literal="World Health Organization"), OTHERS]),
    ("Barnes {and} Noble", [Name("Noble", "Barnes and")]),
    ("{Barnes and Noble}", [Name(literal="Barnes and Noble")]),
    (
        r"{\'A}lvarez, {\'E}. and {\relax Ch}arles de Gaulle",
        [Name("Álvarez", "É."), Name("Gaulle", "Charles", "de")],
    ),
    ("Ortega y Gasset, José", [Name("Ortega y Gasset", "José")]),
    ("José Ortega y Gasset", [Name("Ortega y Gasset", "José")]),
    ("jane doe", [Name("doe", "jane")]),
    ("family=Gogh, given=Vincent, prefix=van, useprefix=true", [Name("Gogh", "Vincent", "van")]),
    ('family={Du Pont}, given="Jean, Sr"', [Name("Du Pont", "Jean, Sr")]),
    ("Smith, J.; Doe, K.", [Name("Smith", "J."), Name("Doe", "K.")]),
    ("Foo et al.", [Name("Foo"), OTHERS]),
    ("{van Gogh}, V.", [Name("van Gogh", "V.")]),
    ("Plato", [Name("Plato")]),
    ("and and", []),
    ("{", []),
]


@pytest.mark.parametrize(("text", "names"), READ)
def test_names_are_read(text: str, names: list[Name]) -> None:
    assert parse_names(text) == names


_PART = st.text(st.sampled_from("aX é'-.{},;=\"&\\$%~"), max_size=10)
_WORDS = st.one_of(
    _PART, st.sampled_from(["x and y", "and", "von Foo", "Bar Jr.", "family=x", "et al."])
)


@given(st.lists(st.tuples(_WORDS, _WORDS, st.booleans()), max_size=3), st.booleans())
@settings(max_examples=300, deadline=None)
def test_no_name_divides_the_list(parts: list[tuple[str, str, bool]], ascii_only: bool) -> None:
    names = [
        Name("X" + one, two + "Y") if personal else Name(literal=f"X{one} {two}")
        for one, two, personal in parts
    ]
    assert len(parse_names(format_names(names, ascii_only))) == len(names)


@given(
    st.lists(
        st.builds(
            Name,
            st.sampled_from(
                [
                    "Doe",
                    "van Dyke",
                    "Müller-Lüdenscheidt",
                    "d'Ormesson",
                    "Ortega y Gasset",
                    "King III",
                    "and Sons",
                    "a,b",
                ]
            ),
            st.sampled_from(["Jane", "J. R.", "x and y", "José, María"]),
            st.sampled_from(["", "van der"]),
            st.just(""),
            st.sampled_from(["", "Jr."]),
            st.just(""),
            st.just(()),
        ),
        min_size=1,
        max_size=3,
    ),
    st.booleans(),
)
@settings(max_examples=300, deadline=None)
def test_names_are_read_back(names: list[Name], ascii_only: bool) -> None:
    assert parse_names(format_names(names, ascii_only)) == names


def test_a_suffix_without_given_names_leaves_no_comma_at_the_end() -> None:
    name = Name("Vaart", non_dropping_particle="van der", suffix="III")
    written = format_names([name])
    assert written == "van der Vaart, III, {}"
    assert parse_names(written) == [name]


def test_a_family_of_many_commas_is_written_in_bibers_own_format() -> None:
    """biber refuses an entry for a third comma in a name, one within braces too."""
    name = Name("A Study, A Group, A Team, A Crew", "Wayne")
    written = format_names([name], extended=True)
    assert written.startswith('"family=')
    assert parse_names(written) == [name]
