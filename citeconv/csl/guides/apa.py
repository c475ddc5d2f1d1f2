"""Rules of the Publication Manual of the APA, 7th edition, chapters 9 and 10."""

from __future__ import annotations

import re

from citeconv.csl.guides.item import (
    REVIEWS,
    Item,
    bodies,
    comparable,
    has,
    is_preprint,
    month_and_day,
    text,
)

_ARTICLE_NUMBER = re.compile(r"(?:e\d{2,}|[A-Za-z]{0,3}\d{6,})\Z")
_ENTRIES = ("entry", "entry-dictionary", "entry-encyclopedia")


def preprint_server(item: Item) -> bool:
    """A preprint's server stands as its publisher, without a label (APA 10.8)."""
    if item.get("type") != "article" or has(item, "volume", "page") or not is_preprint(item):
        return False
    changed = False
    if has(item, "container-title") and not has(item, "publisher"):
        item["publisher"] = item.pop("container-title")
        changed = True
    if has(item, "publisher") and text(item, "genre").casefold() == "preprint":
        del item["genre"]
        changed = True
    return changed


def publisher_is_author(item: Item) -> bool:
    """A publisher that is the author is not named again (APA 9.29)."""
    publisher = comparable(text(item, "publisher"))
    if publisher and publisher in bodies(item):
        del item["publisher"]
        return True
    return False


def standard_number(item: Item) -> bool:
    """A standard's bare number stands after "No." (APA 10.4)."""
    number, genre = text(item, "number"), text(item, "genre")
    if item.get("type") != "standard" or not genre or not number[:1].isdigit():
        return False
    if genre.endswith("No."):
        return False
    item["genre"] = f"{genre} No."
    return True


def number_beside_description(item: Item) -> bool:
    """A data set's number stands alone, its kind in brackets (APA 10.9)."""
    if item.get("type") not in ("dataset", "software") or not has(item, "number"):
        return False
    if not has(item, "genre") or has(item, "medium"):
        return False
    item["medium"] = item.pop("genre")
    return True


def dated_review(item: Item) -> bool:
    """A review in a daily or weekly paper shows its full date (APA 10.7)."""
    if item.get("type") not in REVIEWS or month_and_day(item) is None:
        return False
    if has(item, "volume", "issue", "DOI") or not has(item, "container-title"):
        return False
    if not has(item, "reviewed-title", "reviewed-genre", "genre"):
        item["reviewed-title"] = item.pop("title", "")
    if item["type"] == "review-book" and not has(item, "reviewed-genre", "genre"):
        item["reviewed-genre"] = "book"
    item["type"] = "article-newspaper"
    return True


def dated_entry(item: Item) -> bool:
    """An entry of a reference work that changes from day to day shows its full date (APA 10.3)."""
    if item.get("type") not in _ENTRIES or month_and_day(item) is None:
        return False
    if has(item, "volume", "page", "edition", "editor"):
        return False
    item["type"] = "document"
    return True


def article_number(item: Item) -> bool:
    """An article number given as its page is "Article e123" (APA 9.27)."""
    page = text(item, "page")
    if item.get("type") != "article-journal" or has(item, "number"):
        return False
    if not _ARTICLE_NUMBER.match(page):
        return False
    item["number"] = item.pop("page")
    return True
