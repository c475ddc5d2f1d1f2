"""Rules of Cite Them Right (Harvard)."""

from __future__ import annotations

import re

from citeconv.csl.guides.item import (
    MONTHS_EN,
    PREPRINT_SERVERS,
    REVIEWS,
    Item,
    has,
    initialed,
    is_preprint,
    month_and_day,
    names,
    text,
)

#: A full stop that ends a sentence, not an abbreviation ("et al.", "U.S.", "vs.") or an ellipsis.
_LAST_STOP = re.compile(
    r"(?<![.\w])(?!(?:etc|eds|inc|ltd|corp|univ|dept|proc)\.)[^\W\d]{3,}\.\Z", re.I
)
_HARVARD_ITALIC = (
    "bill", "book", "legal_case", "legislation", "motion_picture", "report", "song", "thesis",
    "webpage", "graphic",
)  # fmt: skip


def preprint_in_server(item: Item) -> bool:
    """A preprint stands in its server: "bioRxiv [Preprint]"."""
    if item.get("type") != "article" or has(item, "container-title", "volume", "page"):
        return False
    if not has(item, "publisher") or not is_preprint(item):
        return False
    item["container-title"] = item.pop("publisher")
    return True


def journal_article_is_no_preprint(item: Item) -> bool:
    """An article without volume and pages (yet) is no preprint for that."""
    if item.get("type") != "article-journal" or has(item, "volume", "page"):
        return False
    described = f"{text(item, 'container-title')} {text(item, 'genre')} {text(item, 'publisher')}"
    if PREPRINT_SERVERS.search(described) or not has(item, "container-title"):
        return False
    if has(item, "issue"):
        item["volume"] = f"({text(item, 'issue')})"
        del item["issue"]
    elif has(item, "author", "editor", "translator"):
        # The style prints a review as an article, but asks no pages of it.
        item["type"] = "review"
        for variable in ("publisher", "publisher-place", "collection-title", "collection-number"):
            item.pop(variable, None)
    else:
        return False
    return True


def review_of(item: Item) -> bool:
    """A review names the work reviewed and its author, and where it stands."""
    reviewed = text(item, "reviewed-title")
    if item.get("type") == "review-book" and not reviewed:
        reviewed = str(item.pop("title", ""))  # a title that is the work's, not taken apart
    if item.get("type") not in REVIEWS or not reviewed:
        return False
    by = initialed(names(item, "reviewed-author"))
    work = f"{reviewed}<i>, by {by}. </i>" if by else f"{reviewed.removesuffix('.')}<i>. </i>"
    journal = text(item, "container-title")
    if has(item, "title"):
        dated = month_and_day(item) is not None and not has(item, "volume", "issue", "DOI")
        item["type"] = "article-newspaper" if dated else "article-journal"
        item["container-title"] = f"<i>review of </i>{work}{journal}"
    else:
        issue = f"({text(item, 'issue')})" if has(item, "issue") else ""
        place = f"{text(item, 'volume')}{issue}"
        item["type"] = "book"
        item["title"] = f"<i>Review of </i>{work}{journal}" + (f"<i>, {place}</i>" if place else "")
        for variable in ("container-title", "volume", "issue", "publisher", "publisher-place"):
            item.pop(variable, None)
    for variable in ("reviewed-title", "reviewed-author", "reviewed-genre"):
        item.pop(variable, None)
    return True


def title_without_stop(item: Item) -> bool:
    """A title in quotation marks does not keep the full stop of its source (PubMed's have one)."""
    if not _LAST_STOP.search(text(item, "title")):
        return False
    item["title"] = text(item, "title")[:-1]
    return True


def set_of_volumes(item: Item) -> bool:
    """A work in several volumes says so after its title: (2 vols)."""
    volumes = text(item, "number-of-volumes")
    if not volumes.isdigit() or has(item, "volume"):
        return False
    del item["number-of-volumes"]
    if item.get("type") in _HARVARD_ITALIC and volumes.strip("0") != "1" and has(item, "title"):
        item["title"] = f"{text(item, 'title')}<i> ({volumes} vols)</i>"
    return True


def part_in_whole(item: Item) -> bool:
    """A part stands "in" its whole, also where that has no editor."""
    if item.get("type") not in ("chapter", "paper-conference") or not has(item, "container-title"):
        return False
    if has(item, "editor", "translator", "container-author") or not has(item, "title"):
        return False
    item["container-title"] = f"<i>in </i>{text(item, 'container-title')}"
    return True


def dated_film(item: Item) -> bool:
    """A film or video published on a day shows it after the title."""
    found = month_and_day(item)
    if item.get("type") != "motion_picture" or found is None or found[1] is None:
        return False
    day = f"{found[1]} {MONTHS_EN[found[0] - 1]}"
    item["publisher"] = ", ".join(filter(None, (text(item, "publisher"), day)))
    return True


def standard_is_a_title(item: Item) -> bool:
    """A standard is cited by number and title, both in italics."""
    if item.get("type") != "standard" or not has(item, "title"):
        return False
    number, genre = text(item, "number"), text(item, "genre")
    name = " ".join(filter(None, (genre if number[:1].isdigit() else "", number)))
    if name and name not in text(item, "title"):
        item["title"] = f"{name}: {text(item, 'title')}"
    item["type"] = "book"
    item.pop("number", None)
    return True


def data_set_is_a_title(item: Item) -> bool:
    """A data set or program has its title in italics, its kind in brackets."""
    if item.get("type") not in ("dataset", "software"):
        return False
    item["type"] = "webpage" if has(item, "URL", "DOI") else "book"
    if has(item, "genre") and not has(item, "medium"):
        item["medium"] = item.pop("genre")
    return True


def title_without_author(item: Item) -> bool:
    """A work without author begins with its title in italics, the imprint following the year."""
    if item.get("type") != "book" or has(item, "author", "editor", "translator"):
        return False
    if not has(item, "title") or has(item, "container-title", "number-of-volumes", "medium"):
        return False
    edition = text(item, "edition")
    imprint = ": ".join(filter(None, (text(item, "publisher-place"), text(item, "publisher"))))
    if not imprint or edition or has(item, "collection-title", "volume"):
        return False
    item["author"] = [{"literal": f"<i>{text(item, 'title')}</i>"}]
    item["title"] = f"<i>{imprint}</i>"
    item.pop("publisher", None)
    item.pop("publisher-place", None)
    return True
