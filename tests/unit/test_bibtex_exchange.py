"""Libraries of bibtexparser 2: read as their file would be, written as the writer would."""

from __future__ import annotations

import bibtexparser
import pytest

import citeconv
from citeconv import Report
from citeconv.formats.bibtex.exchange import from_bibtexparser, to_bibtexparser

TEXT = r"""@string{jb = {Journal of Bibliography}}
@article{fernandez2021,
  author = {Fern{\'a}ndez, Mar{\'\i}a and van der Berg, Jan},
  title = {On {DNA} and its {Readers}},
  journal = jb # { (Leeds)},
  year = 2021,
  month = mar,
  pages = {211--230},
  bdsk-url-1 = {x_y}
}
"""


@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
def test_a_library_is_read_as_its_file_would_be(dialect: str) -> None:
    library = bibtexparser.parse_string(TEXT, parse_stack=[])
    records = list(from_bibtexparser(library, biblatex=dialect == "biblatex"))
    assert records == citeconv.loads(TEXT, dialect).records


def test_a_library_whose_values_lost_their_delimiters_is_read_too() -> None:
    library = bibtexparser.parse_string(TEXT)
    (record,) = from_bibtexparser(library)
    assert record.text("title") == citeconv.loads(TEXT, "bibtex")[0].text("title")
    assert str(record["issued"]) == "2021-03"


def test_a_block_that_bibtexparser_refused_is_reported() -> None:
    library = bibtexparser.parse_string("@article{a, title = {x}}\n@article{b, title = {y}")
    report = Report()
    assert [record.id for record in from_bibtexparser(library, report)] == ["a"]
    assert [one.code for one in report] == ["record-invalid"]


def test_records_become_a_library_that_says_what_the_writer_writes() -> None:
    records = citeconv.loads(TEXT, "bibtex").records
    library = to_bibtexparser(records)
    assert [(entry.entry_type, entry.key) for entry in library.entries] == [
        ("article", "fernandez2021")
    ]
    assert library.entries[0]["title"] == "On {DNA} and its {Readers}"
    assert list(from_bibtexparser(library)) == records
