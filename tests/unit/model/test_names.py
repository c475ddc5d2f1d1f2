"""One name in one string."""

import json

import pytest

import citeconv
from citeconv.model.names import Name, parse_name, split_names

READ = {
    "Doe, Jane": Name("Doe", "Jane"),
    "Jane Doe": Name("Doe", "Jane"),
    "Jane Q. Public": Name("Public", "Jane Q."),
    "van der Berg, Jan": Name("Berg", "Jan", non_dropping_particle="van der"),
    "Ludwig van Beethoven": Name("Beethoven", "Ludwig", non_dropping_particle="van"),
    "Humboldt, Alexander von": Name("Humboldt", "Alexander", dropping_particle="von"),
    "de la Cruz, Juana": Name("Cruz", "Juana", non_dropping_particle="de la"),
    "al-Hassan, Omar": Name("al-Hassan", "Omar"),
    "King, Martin Luther, Jr.": Name("King", "Martin Luther", suffix="Jr."),
    "King, Jr., Martin Luther": Name("King", "Martin Luther", suffix="Jr."),
    "Martin Luther King, Jr.": Name("King", "Martin Luther", suffix="Jr."),
    "Martin Luther King III": Name("King", "Martin Luther", suffix="III"),
    "World Health Organization": Name(literal="World Health Organization"),
    "RECOVERY Collaborative Group": Name(literal="RECOVERY Collaborative Group"),
    "Plato": Name(literal="Plato"),
    "毛泽东": Name(literal="毛泽东"),
    "": Name(),
}


@pytest.mark.parametrize("text", READ)
def test_a_name_is_divided_as_it_is_meant(text: str) -> None:
    assert parse_name(text) == READ[text]


@pytest.mark.parametrize("text", [text for text in READ if "," in text])
def test_an_inverted_name_is_read_back(text: str) -> None:
    assert parse_name(READ[text].inverted).display == READ[text].display


def test_lists_are_cut_where_their_separator_is() -> None:
    assert split_names("Doe, Jane; Roe, R.") == ["Doe, Jane", "Roe, R."]
    assert split_names("Jane Doe and R. Roe") == ["Jane Doe", "R. Roe"]
    assert split_names("Doe, Jane") == ["Doe, Jane"]


def test_what_stands_beside_a_name_may_be_any_data() -> None:
    """Crossref's items have a list of affiliations there."""
    person = {"family": "B", "given": "A", "affiliation": [{"name": "x", "place": ["y"]}]}
    item = {"id": "a", "type": "book", "author": [person]}
    records = citeconv.loads(json.dumps([item]), "csl-json")
    assert "B, A" in citeconv.dumps(records, "bibtex")
    assert list(citeconv.loads(citeconv.dumps(records), "csl-json")) == list(records)
