"""Identifiers: one spelling, check digits."""

from citeconv.model.identifiers import (
    find_doi,
    find_isbns,
    isbn10,
    isbn13,
    isbn_is_valid,
    issn_is_valid,
    normalise_arxiv,
    normalise_doi,
    normalise_issn,
    normalise_pmcid,
    normalise_pmid,
)


def test_a_doi_has_one_spelling() -> None:
    for text in (
        "10.1000/182",
        "doi:10.1000/182",
        "DOI: 10.1000/182",
        "https://doi.org/10.1000/182",
        "http://dx.doi.org/10.1000/182",
        "doi: https://doi.org/10.1000/182",
        "http://doi.acm.org/10.1000/182",
        "https://psycnet.apa.org/doi/10.1000/182",
        "https://onlinelibrary.wiley.com/doi/abs/10.1000/182",
    ):
        assert normalise_doi(text) == "10.1000/182"
    assert normalise_doi("10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O")
    assert normalise_doi("no doi") == ""
    assert normalise_doi("https://repository.example.org/10.1000/182") == ""


def test_a_doi_is_found_without_the_punctuation_after_it() -> None:
    assert find_doi("see (doi:10.1000/182).") == "10.1000/182"
    assert find_doi("https://doi.org/10.1016/S0140-6736(20)30183-5, then") == (
        "10.1016/S0140-6736(20)30183-5"
    )


def test_isbns_convert_with_their_check_digits() -> None:
    assert isbn13("3-16-148410-X") == "9783161484100"
    assert isbn10("978-3-16-148410-0") == "316148410X"
    assert isbn10("979-10-90636-07-1") == ""
    assert isbn_is_valid("0-306-40615-2")
    assert not isbn_is_valid("0-306-40615-3")
    assert list(find_isbns("ISBN 0-306-40615-2 (pbk), 978-3-16-148410-0")) == [
        "0-306-40615-2",
        "978-3-16-148410-0",
    ]


def test_issn() -> None:
    assert normalise_issn("issn 0378595x") == "0378-595X"
    assert issn_is_valid("0378-5955")
    assert not issn_is_valid("0378-5956")


def test_pubmed_and_arxiv() -> None:
    assert normalise_pmid("PMID: 12345678") == "12345678"
    assert normalise_pmid("https://pubmed.ncbi.nlm.nih.gov/12345678/") == "12345678"
    assert normalise_pmcid("pmc1234567") == "PMC1234567"
    assert normalise_pmcid("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1234567/") == "PMC1234567"
    assert normalise_arxiv("arXiv:2001.01234v2") == "2001.01234v2"
    assert normalise_arxiv("https://arxiv.org/abs/hep-th/9901001") == "hep-th/9901001"
    assert normalise_arxiv("10.48550/arXiv.2001.01234") == "2001.01234"
