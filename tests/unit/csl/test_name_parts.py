"""Particles inside names, and initials."""

import time

import pytest

from citeconv.csl.naming.initials import initialize_given
from citeconv.csl.naming.particles import SplitName, split_particles


@pytest.mark.parametrize(
    ("family", "given", "expected"),
    [
        ("Doe", "John", SplitName("Doe", "John")),
        ("van der Veen", "Jan", SplitName("Veen", "Jan", "", "van der")),
        ("al-Hakim", "Tawfiq", SplitName("Hakim", "Tawfiq", "", "al-")),
        ("d'Alembert", "Jean", SplitName("Alembert", "Jean", "", "d'")),
        ("d’Alembert", "Jean", SplitName("Alembert", "Jean", "", "d’")),
        ("O'Brien", "Pat", SplitName("O'Brien", "Pat")),
        ("Saint-Exupéry", "Antoine de", SplitName("Saint-Exupéry", "Antoine", "de")),
        ("Beethoven", "Ludwig van", SplitName("Beethoven", "Ludwig", "van")),
        ("Doe", "Jean de la", SplitName("Doe", "Jean", "de la")),
        ('"de Man"', "Paul", SplitName("de Man", "Paul")),
        ("de Man", "", SplitName("de Man")),
        ("van", "Jan", SplitName("van", "Jan")),
        ("Doe", "John, Jr.", SplitName("Doe", "John", suffix="Jr.")),
        ("Doe", "John,! III", SplitName("Doe", "John", suffix="III", comma_suffix=True)),
        ("Doe", "John, et al.", SplitName("Doe", "John", "et al.")),
    ],
)
def test_particles(family: str, given: str, expected: SplitName) -> None:
    assert split_particles(family, given) == expected


@pytest.mark.parametrize(
    ("given", "terminator", "expected"),
    [
        ("John Edward", ". ", "J. E."),
        ("John Edward", ".", "J.E."),
        ("John Edward", "", "JE"),
        ("Jean-Luc", ".", "J.-L."),
        ("Jean-Luc", ". ", "J.-L."),
        ("Jean-claude", ".", "J."),
        ("J.R.R.", ". ", "J. R. R."),
        ("Ph. Marie", ". ", "Ph. M."),
        ("Jean de Vries", ".", "J. de V."),
        ("YTuong", ".", "Yt."),
        ("М. А.", ".", "М.А."),
        ("泽东", ".", "泽东"),
        ("M", ".", "M."),
        ("élodie", ".", "élodie"),
    ],
)
def test_initials(given: str, terminator: str, expected: str) -> None:
    assert initialize_given(given, terminator) == expected


def test_hyphens_may_go() -> None:
    assert initialize_given("Jean-Luc", ". ", hyphen=False) == "J. L."


@pytest.mark.parametrize(
    ("given", "terminator", "expected"),
    [
        ("James T Kirk", ".", "James T. Kirk"),
        ("James T. Kirk", "", "James T Kirk"),
        ("J. R. R.", ".", "J.R.R."),
        ("John", ".", "John"),
    ],
)
def test_without_initializing_initials_are_normalised(
    given: str, terminator: str, expected: str
) -> None:
    assert initialize_given(given, terminator, initialize=False) == expected


def test_long_names_take_linear_time() -> None:
    start = time.process_time()
    split_particles("van " * 20000, "de " * 20000)
    initialize_given("A-" * 20000, ".")
    initialize_given("<i>" * 20000, ".")
    assert time.process_time() - start < 5
