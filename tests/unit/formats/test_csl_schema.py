"""CSL-JSON is valid by the schema of CSL 1.0.2 (`csl-data.json`), which allows no other keys."""

from __future__ import annotations

import json

import jsonschema
import pytest

import citeconv
from citeconv.formats import laws, registry
from citeconv.model.vocabulary import KINDS, TYPES

_TEXT = {"type": "string"}
_NUMBER = {"type": ["string", "number"]}
_SWITCH = {"type": ["string", "number", "boolean"]}
_TEXTS = (
    "citation-key language journalAbbreviation shortTitle abstract annote archive "
    "archive_collection archive_location archive-place authority call-number citation-label "
    "collection-title container-title container-title-short dimensions division DOI event "
    "event-title event-place genre ISBN ISSN jurisdiction keyword medium note original-publisher "
    "original-publisher-place original-title part-title PMCID PMID publisher publisher-place "
    "references reviewed-genre reviewed-title scale section source status title title-short URL "
    "version volume-title volume-title-short year-suffix"
)
_NUMBERS = (
    "chapter-number citation-number collection-number edition first-reference-note-number issue "
    "locator number number-of-pages number-of-volumes page page-first part printing supplement "
    "volume"
)
_NAMES = (
    "author chair collection-editor compiler composer container-author contributor curator "
    "director editor editorial-director executive-producer guest host interviewer illustrator "
    "narrator organizer original-author performer producer recipient reviewed-author "
    "script-writer series-creator translator"
)
_DATES = "accessed available-date event-date issued original-date submitted"
_NAME = {
    "type": "object",
    "properties": dict.fromkeys(
        ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"),
        _TEXT,
    )
    | dict.fromkeys(("comma-suffix", "static-ordering", "parse-names"), _SWITCH),
    "additionalProperties": False,
}
_DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {"type": "array", "items": _NUMBER, "minItems": 1, "maxItems": 3},
        },
        "season": _NUMBER,
        "circa": _SWITCH,
        "literal": _TEXT,
        "raw": _TEXT,
    },
    "additionalProperties": False,
}
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["type", "id"],
        "additionalProperties": False,
        "properties": {
            "type": {"enum": sorted(TYPES)},
            "id": _NUMBER,
            "categories": {"type": "array", "items": _TEXT},
            "custom": {"type": "object"},
        }
        | dict.fromkeys(_TEXTS.split(), _TEXT)
        | dict.fromkeys(_NUMBERS.split(), _NUMBER)
        | {key: {"type": "array", "items": _NAME} for key in _NAMES.split()}
        | dict.fromkeys(_DATES.split(), _DATE),
    },
}


def check(text: str) -> None:
    jsonschema.Draft7Validator(SCHEMA).validate(json.loads(text))


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_variable_is_written_within_the_schema(name: str) -> None:
    record = citeconv.Record("article-journal", "a", {name: laws.sample(name)})
    text = citeconv.dumps([record])
    check(text)
    assert citeconv.loads(text, "csl-json").records == [record]


@pytest.mark.parametrize(
    "item",
    [
        {"license": "CC BY", "note": "A note.\nDOI: as it is"},
        {"license": "two\nlines"},
        {"license": "CC BY", "note": "license: another"},
        {"part-number": "2", "editor-translator": [{"family": "Ek", "given": "Bo"}]},
        {"editor-translator": [{"family": "Ek", "given": "Bo", "suffix": "Jr."}]},
        {"issued": "2020-01~", "unknown": {"key": [1]}, "author": "Ek, Bo"},
    ],
)
def test_what_the_schema_does_not_know_comes_back(item: dict[str, object]) -> None:
    library = citeconv.loads(json.dumps([{"id": "a", "type": "book", "title": "T", **item}]))
    text = citeconv.dumps(library)
    check(text)
    again = citeconv.loads(text)
    assert again == library
    assert citeconv.dumps(again) == text
    assert registry.get("csl-json").name == library[0].origin.format
