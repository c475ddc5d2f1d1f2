"""What a style guide asks of the data, where its CSL style cannot say it.

Rules: the Publication Manual of the APA, 7th edition, chapters 9 and 10; Cite Them Right (Harvard).
In goes a CSL-JSON item and the style's name, out comes an item changed so that the official style
prints what the guide shows. Each rule looks at variables alone, changes a copy, and says its name to
`tell`; `verbatim` output does without this module.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from citeconv.csl.guides import apa, cite_them_right, shared_rules
from citeconv.csl.guides.item import Item

__all__ = ["GUIDES", "guide_of", "prepare", "style_options"]

Rule: TypeAlias = Callable[[Item], bool]
"""Changes the item in place; says whether it did."""


def prepare(
    item: Mapping[str, object], style_id: str, tell: Callable[[str], None] | None = None
) -> Item:
    """The item as the guide behind a style wants it; for a style without rules, a plain copy."""
    prepared = dict(item)
    for name, rule in GUIDES.get(guide_of(style_id), {}).items():
        if rule(prepared) and tell is not None:
            tell(name)
    return prepared


def style_options(style_id: str) -> Mapping[str, str]:
    """What the guide behind a style asks of the engine, beside the style's own options."""
    return _STYLE_OPTIONS.get(guide_of(style_id), {})


def guide_of(style_id: str) -> str:
    """The guide that a style follows: its name among `GUIDES`, or an empty string."""
    name = style_id.rstrip("/").rpartition("/")[2].removesuffix(".csl").lower()
    return _STYLES.get(name, "")


def _named(*rules: Rule) -> Mapping[str, Rule]:
    return {getattr(rule, "__name__", "").replace("_", "-"): rule for rule in rules}


GUIDES: Mapping[str, Mapping[str, Rule]] = {
    "apa": _named(
        shared_rules.edition_is_a_number,
        shared_rules.number_is_no_range,
        shared_rules.site_is_author,
        shared_rules.review_without_title,
        shared_rules.column_of_reviews,
        apa.preprint_server,
        apa.publisher_is_author,
        apa.standard_number,
        apa.number_beside_description,
        apa.dated_review,
        apa.dated_entry,
        apa.article_number,
    ),
    "harvard": _named(
        shared_rules.edition_is_a_number,
        shared_rules.site_is_author,
        shared_rules.number_is_no_range,
        cite_them_right.preprint_in_server,
        shared_rules.review_without_title,
        shared_rules.column_of_reviews,
        cite_them_right.review_of,
        cite_them_right.title_without_stop,
        cite_them_right.journal_article_is_no_preprint,
        cite_them_right.set_of_volumes,
        cite_them_right.part_in_whole,
        cite_them_right.dated_film,
        cite_them_right.standard_is_a_title,
        cite_them_right.data_set_is_a_title,
        cite_them_right.title_without_author,
    ),
}
"""The rules of each guide by name, in the order in which they are applied."""

_STYLE_OPTIONS: Mapping[str, Mapping[str, str]] = {
    # "et al." is plural: it never stands for a single name (APA 8.18).
    "apa": {"et-al-hides-at-least": "2", "bodies-join-as-persons": "true"},
    "harvard": {"bodies-join-as-persons": "true"},
}

_STYLES: Mapping[str, str] = {
    "apa": "apa",
    "apa-single-spaced": "apa",
    "apa-no-initials": "apa",
    "apa-with-abstract": "apa",
    "apa-annotated-bibliography": "apa",
    "harvard": "harvard",
    "harvard-cite-them-right": "harvard",
    "harvard-cite-them-right-no-et-al": "harvard",
}
