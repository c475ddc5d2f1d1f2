"""Identifiers: find them in text, bring them to one spelling, check their digits.

DOI (ISO 26324), ISBN (ISO 2108), ISSN (ISO 3297), PMID, PMCID, arXiv (old and new scheme).
Each `normalise_*` returns "" for what is no such identifier.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citeconv.model.patterns import pattern

_DOI: Final = pattern(r"\b10\.\d{4,9}(?:\.\d+)*/[^\s\"<>{}|\\^`]+")
_DOI_PREFIX: Final = pattern(
    r"^\s*(?:(?:https?:/{1,2})?(?:dx\.|www\.)?doi\.org/|doi\s*:?\s*(?:https?://(?:dx\.)?doi\.org/)?)",
    re.I,
)


#: Publishers' resolvers (doi.acm.org) and pages (psycnet.apa.org/doi/…), the DOI at the end.
_DOI_ADDRESS: Final = pattern(
    r"\s*https?://(?:doi\.[^/\s]+|[^/\s]+/doi(?:/(?:abs|full|book))?)/(?=10\.\d{4,9}/)", re.I
)


def normalise_doi(text: str) -> str:
    """The bare DOI of a DOI, a `doi:` name or a resolver's URL, its case kept; "" if there is none.

    >>> normalise_doi("https://dx.doi.org/10.1000/182")
    '10.1000/182'
    >>> normalise_doi("http://doi.acm.org/10.1145/1358628.1358810")
    '10.1145/1358628.1358810'
    """
    if text[:3] == "10." and " " not in text and "/" in text:
        return text
    bare = _DOI_PREFIX.sub("", text).strip()
    if bare[:4].lower() == "http":
        bare = _DOI_ADDRESS.sub("", bare)
    if bare[:3] == "10." and "/" in bare and not re.search(r"\s", bare):
        return _unquoted(bare) if "%2" in bare else bare
    return ""


def _unquoted(text: str) -> str:
    from urllib.parse import unquote

    return unquote(text)


def find_doi(text: str) -> str:
    """The first DOI in running text, without the punctuation after it; "" if there is none."""
    match = _DOI.search(text)
    if not match:
        return ""
    doi = match[0].rstrip(".,;:'\"!?]")
    while doi.endswith(")") and doi.count("(") < doi.count(")"):
        doi = doi[:-1].rstrip(".,;")
    return doi


def _isbn10_check(digits: str) -> str:
    total = sum((10 - i) * int(digit) for i, digit in enumerate(digits[:9]))
    return "0123456789X"[-total % 11]


def _isbn13_check(digits: str) -> str:
    total = sum((1, 3)[i % 2] * int(digit) for i, digit in enumerate(digits[:12]))
    return str(-total % 10)


_ISBN: Final = pattern(r"(?<![\dXx-])(?:97[89][\s-]?)?\d(?:[\s-]?\d){8}[\s-]?[\dXx](?![\dXx])")


def isbn_is_valid(isbn: str) -> bool:
    """Whether the check digit of an ISBN (10 or 13, hyphens allowed) is right."""
    digits = re.sub(r"[\s-]", "", isbn).upper()
    if re.fullmatch(r"\d{9}[\dX]", digits):
        return digits[9] == _isbn10_check(digits)
    return bool(re.fullmatch(r"97[89]\d{10}", digits)) and digits[12] == _isbn13_check(digits)


def find_isbns(text: str) -> Iterator[str]:
    """Each ISBN with a right check digit in running text, as it is written there."""
    for match in _ISBN.finditer(text):
        if isbn_is_valid(match[0]):
            yield match[0]


def isbn13(isbn: str) -> str:
    """The thirteen digits of an ISBN, an ISBN-10 converted; "" if it isn't one."""
    if not isbn_is_valid(isbn):
        return ""
    digits = re.sub(r"[\s-]", "", isbn).upper()
    if len(digits) == 13:
        return digits
    return (stem := "978" + digits[:9]) + _isbn13_check(stem)


def isbn10(isbn: str) -> str:
    """The ten characters of an ISBN, where it has such a form (978 only); "" otherwise."""
    if not isbn_is_valid(isbn):
        return ""
    digits = re.sub(r"[\s-]", "", isbn).upper()
    if len(digits) == 10:
        return digits
    return digits[3:12] + _isbn10_check(digits[3:12]) if digits.startswith("978") else ""


_ISSN: Final = pattern(r"(?<!\d)(\d{4})[-–‐\s]?(\d{3}[\dXx])(?![\dXx])")


def normalise_issn(text: str) -> str:
    """An ISSN as "1234-567X"; "" if the text has none."""
    match = _ISSN.search(text)
    return f"{match[1]}-{match[2].upper()}" if match else ""


def issn_is_valid(issn: str) -> bool:
    """Whether the check digit of an ISSN is right."""
    digits = normalise_issn(issn).replace("-", "")
    if not digits:
        return False
    total = sum((8 - i) * int(digit) for i, digit in enumerate(digits[:7]))
    return digits[7] == "0123456789X"[-total % 11]


def normalise_pmid(text: str) -> str:
    """The number of a PMID, from "PMID: 123" or a PubMed URL too; "" if it isn't one."""
    match = re.search(
        r"(?:^|pmid\s*:?\s*|pubmed/|pubmed\.ncbi\.nlm\.nih\.gov/)(\d{1,9})/?\s*$",
        text.strip(),
        re.I,
    )
    return match[1] if match else ""


def normalise_pmcid(text: str) -> str:
    """A PMCID as "PMC123456"; "" if it isn't one."""
    match = re.search(r"(?:^|\W)(?:PMC)?\s*(\d{3,9})(?:\.\d+)?/?\s*$", text.strip(), re.I)
    return f"PMC{match[1]}" if match else ""


_ARXIV_NEW: Final = pattern(r"(?<![\d.])(\d{4}\.\d{4,5})(v\d+)?(?!\d)")
_ARXIV_OLD: Final = pattern(
    r"\b((?:astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math(?:-ph)?|nlin|nucl-(?:ex|th)|physics|"
    r"quant-ph|cs|q-bio|q-fin|stat|alg-geom|chao-dyn|cmp-lg|dg-ga|funct-an|patt-sol|solv-int|"
    r"q-alg|acc-phys|adap-org|ao-sci|atom-ph|bayes-an|chem-ph|comp-gas|mtrl-th|plasm-ph|supr-con)"
    r"(?:\.[A-Z]{2})?/\d{7})(v\d+)?\b"
)


def normalise_arxiv(text: str) -> str:
    """The arXiv identifier of "arXiv:2001.01234v2", an arXiv URL or DOI, version kept; "" if none."""
    text = re.sub(r"^.*?10\.48550/arxiv\.", "", text.strip(), flags=re.I)
    for form in (_ARXIV_OLD, _ARXIV_NEW):
        match = form.search(text)
        if match:
            return match[1] + (match[2] or "")
    return ""
