"""Values of several records written at once: what nothing is to be escaped in is found in one look.

Each function gives for every value what its like in `values` gives for it alone (a law in the tests).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, cast

from citeconv.model.record import Value
from citeconv.text.latex import encode_all, encode_url
from citeconv.text.latex_case import protected

#: Whether ASCII is wished, the values of a column → their texts.
Column = Callable[[bool, list[Value]], list[str]]
_One = Callable[[bool, Value], str]

# Values a line each, none of which has anything to be escaped, or to be escaped apart from its neighbours.
_PAGES: Final = re.compile(
    r"(?:[\w+:.*]+(?:-[\w+:.*]+)?(?:, ?[\w+:.*]+(?:-[\w+:.*]+)?)*+(?:\n|\Z))+\Z"
).match
_KEYWORDS: Final = re.compile(
    r"(?:(?:[^\s,<${};]|<(?![/iIbBsS]))+(?:,? (?=[^\s,])|\n|\Z))++\Z"
).match


def write_texts(ascii_only: bool, values: list[Value]) -> list[str]:
    return encode_all(_texts(values), ascii_only)


def write_titles(ascii_only: bool, values: list[Value]) -> list[str]:
    return encode_all([*map(protected, _texts(values))], ascii_only)


def _texts(values: list[Value]) -> list[str]:
    """What the rows of these codecs hold is text: the table is checked when it is made."""
    return cast(list[str], values)


def write_pages(one: _One) -> Column:
    def write(ascii_only: bool, values: list[Value]) -> list[str]:
        text = "\n".join(_texts(values))
        if _PAGES(text) and text.count("\n") == len(values) - 1:
            return text.replace("-", "--").split("\n")
        return [one(ascii_only, value) for value in values]

    return write


def write_keywords(one: _One) -> Column:
    def write(ascii_only: bool, values: list[Value]) -> list[str]:
        texts = _texts(values)
        text = "\n".join(texts)
        if _KEYWORDS(text) and text.count("\n") == len(values) - 1:
            return encode_all(texts, ascii_only)
        return [one(ascii_only, value) for value in values]

    return write


def write_dois(one: _One) -> Column:
    def write(ascii_only: bool, values: list[Value]) -> list[str]:
        texts = _texts(values)
        text = "".join(texts)
        if all(doi[:3] == "10." and "/" in doi for doi in texts) and encode_url(text) == text:
            return texts
        return [one(ascii_only, value) for value in values]

    return write


def write_urls(ascii_only: bool, values: list[Value]) -> list[str]:
    texts = _texts(values)
    text = "".join(texts)
    if encode_url(text, ascii_only) == text:
        return texts
    return [encode_url(value, ascii_only) for value in texts]
