"""Values of several records written at once: what nothing is to be escaped in is found in one look.

Each function gives for every value what its like in `values` gives for it alone (a law in the tests).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, cast

from citeconv.formats.bibtex import values
from citeconv.model.patterns import pattern
from citeconv.model.record import Value
from citeconv.text.latex import encode_all, encode_titles, encode_url

#: Whether ASCII is wished, the values of a column → their texts.
Column = Callable[[bool, list[Value]], list[str]]

# Values a line each, none of which has anything to be escaped.
_PAGES: Final = pattern(rf"(?:(?:{values.PAGES})(?:\n|\Z))+\Z")
_OF_KEYWORDS: Final = pattern(r"[<>${};]")


def write_texts(ascii_only: bool, column: list[Value]) -> list[str]:
    return encode_all(_texts(column), ascii_only)


def write_titles(ascii_only: bool, column: list[Value]) -> list[str]:
    return encode_titles(_texts(column), ascii_only)


def _texts(column: list[Value]) -> list[str]:
    """What the rows of these codecs hold is text: the table is checked when it is made."""
    return cast(list[str], column)


def write_pages(ascii_only: bool, column: list[Value]) -> list[str]:
    text = "\n".join(_texts(column))
    if (
        _PAGES.match(text)
        and text.count("\n") == len(column) - 1
        and not (ascii_only and not text.isascii())
    ):
        return text.replace("-", "--").split("\n")
    return [values.write_pages(ascii_only, value) for value in column]


def write_keywords(ascii_only: bool, column: list[Value]) -> list[str]:
    texts = _texts(column)
    if _are_separated(", ".join(texts)):
        return encode_all(texts, ascii_only)
    plain = [*map(_are_separated, texts)]
    written = iter(
        encode_all([text for text, is_plain in zip(texts, plain) if is_plain], ascii_only)
    )
    return [
        next(written) if is_plain else values.write_keywords(ascii_only, text)
        for text, is_plain in zip(texts, plain)
    ]


def _are_separated(text: str) -> bool:
    """Whether there is a comma and a space between keywords, and nothing of one concerns another."""
    return (
        text.count(",") == text.count(", ")
        and " ," not in text
        and text[0] != ","
        and " ".join(text.split()) == text
        and _OF_KEYWORDS.search(text) is None
    )


def write_dois(ascii_only: bool, column: list[Value]) -> list[str]:
    texts = _texts(column)
    if all(doi[:3] == "10." and "/" in doi for doi in texts) and _needs_no_escape(
        ascii_only, texts
    ):
        return texts
    return [values.write_doi(ascii_only, value) for value in column]


def write_urls(ascii_only: bool, column: list[Value]) -> list[str]:
    texts = _texts(column)
    if _needs_no_escape(ascii_only, texts):
        return texts
    return [encode_url(text, ascii_only) for text in texts]


def _needs_no_escape(ascii_only: bool, addresses: list[str]) -> bool:
    text = "".join(addresses)
    return encode_url(text, ascii_only) == text
