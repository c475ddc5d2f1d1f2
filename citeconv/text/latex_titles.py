"""Titles as LaTeX: escaped, and in braces what BibTeX's styles would harm."""

from __future__ import annotations

from citeconv.text.latex_case import in_braces, needs_no_tags, protected
from citeconv.text.latex_encode import BETWEEN, encode, encode_all


def encode_title(text: str, ascii_only: bool = False) -> str:
    """A title whose words that BibTeX's styles would harm are in braces."""
    return encode_titles([text], ascii_only)[0]


def encode_titles(texts: list[str], ascii_only: bool = False) -> list[str]:
    """Several titles, each as `encode` has it once `protected` has marked its words.

    (Measured: to put braces into plain titles that are spelled already takes a tenth of the time.)
    """
    tagged = [ascii_only or not needs_no_tags(text) for text in texts]
    plain = [text for text, marked in zip(texts, tagged) if not marked]
    spelled = in_braces(BETWEEN.join(encode_all(plain))).split(BETWEEN) if plain else []
    if any(title[:1] == "{" and title[-1:] == "}" for title in spelled):
        # braces round the whole are read as a habit; these mean it
        spelled = [
            title + "{}" if title == f"{{{text}}}" else title for title, text in zip(spelled, plain)
        ]
    others = iter(spelled)
    return [
        encode(protected(text), ascii_only) if marked else next(others)
        for text, marked in zip(texts, tagged)
    ]
