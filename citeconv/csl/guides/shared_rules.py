"""Rules that both guides have: numbers, editions, sites that are authors, reviews without a title."""

from __future__ import annotations

import re

from citeconv.csl.guides.item import REVIEWS, Item, bodies, comparable, has, names, text

_INNER_HYPHEN = re.compile(r"(?<=\w)(?<!\\)[-\u2010\u2011](?=\w)")
_REVIEW_WORDS = frozenset(
    "a an and book by ed edited editor editors eds of review reviewed reviews the work works".split()
)
_PAGES_OF_A_SITE = ("webpage", "post", "post-weblog")


def number_is_no_range(item: Item) -> bool:
    """A document's number names one thing, so a hyphen in it makes no range: No. 18-2059."""
    number = item.get("number")
    if not isinstance(number, str) or not _INNER_HYPHEN.search(number):
        return False
    item["number"] = _INNER_HYPHEN.sub(r"\\-", number)
    return True


_EDITION_WORDS = {
    word: str(number)
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        1,
    )
}
_EDITION = re.compile(r"(\w+?)(?:st|nd|rd|th)?\.?(?:\s+ed(?:ition|n)?\.?)?\Z", re.IGNORECASE)


def edition_is_a_number(item: Item) -> bool:
    """An edition in words is a number, which the style prints as its ordinal: Second, 2nd ed."""
    found = _EDITION.match(text(item, "edition"))
    words = _EDITION_WORDS.get(text(item, "edition").lower().removesuffix(" edition"))
    number = words or (found[1] if found and found[1].isdecimal() else "")
    if not number or number == item.get("edition"):
        return False
    item["edition"] = number
    return True


def site_is_author(item: Item) -> bool:
    """A website named as its author is not named again (APA 9.34)."""
    site = comparable(text(item, "container-title"))
    if item.get("type") in _PAGES_OF_A_SITE and site and site in bodies(item):
        del item["container-title"]
        return True
    return False


def review_without_title(item: Item) -> bool:
    """A review whose title does no more than name the work reviewed has none of its own."""
    title, reviewed = text(item, "title"), text(item, "reviewed-title")
    if item.get("type") not in REVIEWS or not title or not reviewed:
        return False
    rest = comparable(title).replace(comparable(reviewed), "", 1)
    for name in names(item, "reviewed-author"):
        for part in ("given", "non-dropping-particle", "family", "literal"):
            rest = rest.replace(comparable(str(name.get(part) or "")), "", 1)
    if set(rest.split()) - _REVIEW_WORDS:
        return False
    del item["title"]
    return True


def column_of_reviews(item: Item) -> bool:
    """ "Book reviews" names no work: it stands as the article that it is."""
    words = comparable(text(item, "title")).split()
    if item.get("type") not in REVIEWS or has(item, "reviewed-title") or not words:
        return False
    if set(words) - _REVIEW_WORDS:
        return False
    item["type"] = "article-journal"
    return True
