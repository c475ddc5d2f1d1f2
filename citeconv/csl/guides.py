"""What a style guide asks of the data, where its CSL style cannot say it.

Rules: the Publication Manual of the APA, 7th edition, chapters 9 and 10; Cite Them Right (Harvard).
In goes a CSL-JSON item and the style's name, out comes an item changed so that the official style
prints what the guide shows. Each rule looks at variables alone, changes a copy, and says its name to
`tell`; `verbatim` output does without this module.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from citeconv.csl.dates import CslDate, parse_date

__all__ = ["GUIDES", "guide_of", "prepare", "style_options"]

Item: TypeAlias = dict[str, object]
Rule: TypeAlias = Callable[[Item], bool]
"""Changes the item in place; says whether it did."""

_ARTICLE_NUMBER = re.compile(r"(?:e\d{2,}|[A-Za-z]{0,3}\d{6,})\Z")
_INNER_HYPHEN = re.compile(r"(?<=\w)(?<!\\)[-\u2010\u2011](?=\w)")
_PREPRINT_SERVERS = re.compile(
    r"\b(?:arxiv|\w+rxiv|ssrn|research square|preprints?(?:\.org)?|osf|zenodo|authorea|techrxiv)\b",
    re.IGNORECASE,
)
_MONTHS_EN = (
    "January February March April May June July August September October November December"
).split()
_REVIEWS = ("review", "review-book")
_REVIEW_WORDS = frozenset(
    "a an and book by ed edited editor editors eds of review reviewed reviews the work works".split()
)
#: A full stop that ends a sentence, not an abbreviation ("et al.", "U.S.", "vs.") or an ellipsis.
_LAST_STOP = re.compile(
    r"(?<![.\w])(?!(?:etc|eds|inc|ltd|corp|univ|dept|proc)\.)[^\W\d]{3,}\.\Z", re.I
)
_ENTRIES = ("entry", "entry-dictionary", "entry-encyclopedia")
_HARVARD_ITALIC = (
    "bill", "book", "legal_case", "legislation", "motion_picture", "report", "song", "thesis",
    "webpage", "graphic",
)  # fmt: skip
_PAGES_OF_A_SITE = ("webpage", "post", "post-weblog")


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


def _text(item: Item, variable: str) -> str:
    value = item.get(variable)
    return str(value).strip() if isinstance(value, (str, int)) else ""


def _has(item: Item, *variables: str) -> bool:
    return any(item.get(variable) not in (None, "", [], {}) for variable in variables)


def _issued(item: Item) -> CslDate:
    return parse_date(item.get("issued"))


def _month_and_day(item: Item) -> tuple[int, int | None] | None:
    date = _issued(item)
    if len(date.parts) != 1 or date.parts[0][1] is None or date.parts[0][1] > 12:
        return None
    return date.parts[0][1], date.parts[0][2]


def _names(item: Item, variable: str) -> list[Mapping[str, object]]:
    value = item.get(variable)
    if not isinstance(value, list):
        return []
    return [name for name in value if isinstance(name, Mapping)]


def _bodies(item: Item) -> set[str]:
    """The authors that are no persons, comparable."""
    bodies = set()
    for name in _names(item, "author"):
        body = name.get("literal") or (name.get("family") if not name.get("given") else "")
        bodies.add(_comparable(str(body or "")))
    return bodies - {""}


def _is_preprint(item: Item) -> bool:
    described = (_text(item, variable) for variable in ("genre", "container-title", "publisher"))
    return bool(_PREPRINT_SERVERS.search(" ".join(described)))


def _comparable(text: str) -> str:
    words = re.sub(r"[^\w\s]", "", text.casefold()).split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def _initialed(names: list[Mapping[str, object]]) -> str:
    """Names as a guide prints them after "by": "A. Konstantinou and B. C. Doe"."""
    printed = []
    for name in names:
        initials = ".".join(
            part[0] for part in re.findall(r"[^\W\d_]+", str(name.get("given", "")))
        )
        family = str(name.get("literal") or name.get("family") or "")
        particle = str(name.get("non-dropping-particle") or "")
        printed.append(" ".join(filter(None, (initials and f"{initials}.", particle, family))))
    if len(printed) < 2:
        return "".join(printed)
    return f"{', '.join(printed[:-1])} and {printed[-1]}"


# Rules of both guides.


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
    found = _EDITION.match(_text(item, "edition"))
    words = _EDITION_WORDS.get(_text(item, "edition").lower().removesuffix(" edition"))
    number = words or (found[1] if found and found[1].isdecimal() else "")
    if not number or number == item.get("edition"):
        return False
    item["edition"] = number
    return True


def site_is_author(item: Item) -> bool:
    """A website named as its author is not named again (APA 9.34)."""
    site = _comparable(_text(item, "container-title"))
    if item.get("type") in _PAGES_OF_A_SITE and site and site in _bodies(item):
        del item["container-title"]
        return True
    return False


def review_without_title(item: Item) -> bool:
    """A review whose title does no more than name the work reviewed has none of its own."""
    title, reviewed = _text(item, "title"), _text(item, "reviewed-title")
    if item.get("type") not in _REVIEWS or not title or not reviewed:
        return False
    rest = _comparable(title).replace(_comparable(reviewed), "", 1)
    for name in _names(item, "reviewed-author"):
        for part in ("given", "non-dropping-particle", "family", "literal"):
            rest = rest.replace(_comparable(str(name.get(part) or "")), "", 1)
    if set(rest.split()) - _REVIEW_WORDS:
        return False
    del item["title"]
    return True


def column_of_reviews(item: Item) -> bool:
    """ "Book reviews" names no work: it stands as the article that it is."""
    words = _comparable(_text(item, "title")).split()
    if item.get("type") not in _REVIEWS or _has(item, "reviewed-title") or not words:
        return False
    if set(words) - _REVIEW_WORDS:
        return False
    item["type"] = "article-journal"
    return True


# APA.


def preprint_server(item: Item) -> bool:
    """A preprint's server stands as its publisher, without a label (APA 10.8)."""
    if item.get("type") != "article" or _has(item, "volume", "page") or not _is_preprint(item):
        return False
    changed = False
    if _has(item, "container-title") and not _has(item, "publisher"):
        item["publisher"] = item.pop("container-title")
        changed = True
    if _has(item, "publisher") and _text(item, "genre").casefold() == "preprint":
        del item["genre"]
        changed = True
    return changed


def publisher_is_author(item: Item) -> bool:
    """A publisher that is the author is not named again (APA 9.29)."""
    publisher = _comparable(_text(item, "publisher"))
    if publisher and publisher in _bodies(item):
        del item["publisher"]
        return True
    return False


def standard_number(item: Item) -> bool:
    """A standard's bare number stands after "No." (APA 10.4)."""
    number, genre = _text(item, "number"), _text(item, "genre")
    if item.get("type") != "standard" or not genre or not number[:1].isdigit():
        return False
    if genre.endswith("No."):
        return False
    item["genre"] = f"{genre} No."
    return True


def number_beside_description(item: Item) -> bool:
    """A data set's number stands alone, its kind in brackets (APA 10.9)."""
    if item.get("type") not in ("dataset", "software") or not _has(item, "number"):
        return False
    if not _has(item, "genre") or _has(item, "medium"):
        return False
    item["medium"] = item.pop("genre")
    return True


def dated_review(item: Item) -> bool:
    """A review in a daily or weekly paper shows its full date (APA 10.7)."""
    if item.get("type") not in _REVIEWS or _month_and_day(item) is None:
        return False
    if _has(item, "volume", "issue", "DOI") or not _has(item, "container-title"):
        return False
    if not _has(item, "reviewed-title", "reviewed-genre", "genre"):
        item["reviewed-title"] = item.pop("title", "")
    if item["type"] == "review-book" and not _has(item, "reviewed-genre", "genre"):
        item["reviewed-genre"] = "book"
    item["type"] = "article-newspaper"
    return True


def dated_entry(item: Item) -> bool:
    """An entry of a reference work that changes from day to day shows its full date (APA 10.3)."""
    if item.get("type") not in _ENTRIES or _month_and_day(item) is None:
        return False
    if _has(item, "volume", "page", "edition", "editor"):
        return False
    item["type"] = "document"
    return True


def article_number(item: Item) -> bool:
    """An article number given as its page is "Article e123" (APA 9.27)."""
    page = _text(item, "page")
    if item.get("type") != "article-journal" or _has(item, "number"):
        return False
    if not _ARTICLE_NUMBER.match(page):
        return False
    item["number"] = item.pop("page")
    return True


# Cite Them Right.


def preprint_in_server(item: Item) -> bool:
    """A preprint stands in its server: "bioRxiv [Preprint]"."""
    if item.get("type") != "article" or _has(item, "container-title", "volume", "page"):
        return False
    if not _has(item, "publisher") or not _is_preprint(item):
        return False
    item["container-title"] = item.pop("publisher")
    return True


def journal_article_is_no_preprint(item: Item) -> bool:
    """An article without volume and pages (yet) is no preprint for that."""
    if item.get("type") != "article-journal" or _has(item, "volume", "page"):
        return False
    described = (
        f"{_text(item, 'container-title')} {_text(item, 'genre')} {_text(item, 'publisher')}"
    )
    if _PREPRINT_SERVERS.search(described) or not _has(item, "container-title"):
        return False
    if _has(item, "issue"):
        item["volume"] = f"({_text(item, 'issue')})"
        del item["issue"]
    elif _has(item, "author", "editor", "translator"):
        # The style prints a review as an article, but asks no pages of it.
        item["type"] = "review"
        for variable in ("publisher", "publisher-place", "collection-title", "collection-number"):
            item.pop(variable, None)
    else:
        return False
    return True


def review_of(item: Item) -> bool:
    """A review names the work reviewed and its author, and where it stands."""
    reviewed = _text(item, "reviewed-title")
    if item.get("type") == "review-book" and not reviewed:
        reviewed = str(item.pop("title", ""))  # a title that is the work's, not taken apart
    if item.get("type") not in _REVIEWS or not reviewed:
        return False
    by = _initialed(_names(item, "reviewed-author"))
    work = f"{reviewed}<i>, by {by}. </i>" if by else f"{reviewed.removesuffix('.')}<i>. </i>"
    journal = _text(item, "container-title")
    if _has(item, "title"):
        dated = _month_and_day(item) is not None and not _has(item, "volume", "issue", "DOI")
        item["type"] = "article-newspaper" if dated else "article-journal"
        item["container-title"] = f"<i>review of </i>{work}{journal}"
    else:
        issue = f"({_text(item, 'issue')})" if _has(item, "issue") else ""
        place = f"{_text(item, 'volume')}{issue}"
        item["type"] = "book"
        item["title"] = f"<i>Review of </i>{work}{journal}" + (f"<i>, {place}</i>" if place else "")
        for variable in ("container-title", "volume", "issue", "publisher", "publisher-place"):
            item.pop(variable, None)
    for variable in ("reviewed-title", "reviewed-author", "reviewed-genre"):
        item.pop(variable, None)
    return True


def title_without_stop(item: Item) -> bool:
    """A title in quotation marks does not keep the full stop of its source (PubMed's have one)."""
    if not _LAST_STOP.search(_text(item, "title")):
        return False
    item["title"] = _text(item, "title")[:-1]
    return True


def set_of_volumes(item: Item) -> bool:
    """A work in several volumes says so after its title: (2 vols)."""
    volumes = _text(item, "number-of-volumes")
    if not volumes.isdigit() or _has(item, "volume"):
        return False
    del item["number-of-volumes"]
    if item.get("type") in _HARVARD_ITALIC and volumes.strip("0") != "1" and _has(item, "title"):
        item["title"] = f"{_text(item, 'title')}<i> ({volumes} vols)</i>"
    return True


def part_in_whole(item: Item) -> bool:
    """A part stands "in" its whole, also where that has no editor."""
    if item.get("type") not in ("chapter", "paper-conference") or not _has(item, "container-title"):
        return False
    if _has(item, "editor", "translator", "container-author") or not _has(item, "title"):
        return False
    item["container-title"] = f"<i>in </i>{_text(item, 'container-title')}"
    return True


def dated_film(item: Item) -> bool:
    """A film or video published on a day shows it after the title."""
    found = _month_and_day(item)
    if item.get("type") != "motion_picture" or found is None or found[1] is None:
        return False
    day = f"{found[1]} {_MONTHS_EN[found[0] - 1]}"
    item["publisher"] = ", ".join(filter(None, (_text(item, "publisher"), day)))
    return True


def standard_is_a_title(item: Item) -> bool:
    """A standard is cited by number and title, both in italics."""
    if item.get("type") != "standard" or not _has(item, "title"):
        return False
    number, genre = _text(item, "number"), _text(item, "genre")
    name = " ".join(filter(None, (genre if number[:1].isdigit() else "", number)))
    if name and name not in _text(item, "title"):
        item["title"] = f"{name}: {_text(item, 'title')}"
    item["type"] = "book"
    item.pop("number", None)
    return True


def data_set_is_a_title(item: Item) -> bool:
    """A data set or program has its title in italics, its kind in brackets."""
    if item.get("type") not in ("dataset", "software"):
        return False
    item["type"] = "webpage" if _has(item, "URL", "DOI") else "book"
    if _has(item, "genre") and not _has(item, "medium"):
        item["medium"] = item.pop("genre")
    return True


def title_without_author(item: Item) -> bool:
    """A work without author begins with its title in italics, the imprint following the year."""
    if item.get("type") != "book" or _has(item, "author", "editor", "translator"):
        return False
    if not _has(item, "title") or _has(item, "container-title", "number-of-volumes", "medium"):
        return False
    edition = _text(item, "edition")
    imprint = ": ".join(filter(None, (_text(item, "publisher-place"), _text(item, "publisher"))))
    if not imprint or edition or _has(item, "collection-title", "volume"):
        return False
    item["author"] = [{"literal": f"<i>{_text(item, 'title')}</i>"}]
    item["title"] = f"<i>{imprint}</i>"
    item.pop("publisher", None)
    item.pop("publisher-place", None)
    return True


def _named(*rules: Rule) -> Mapping[str, Rule]:
    return {getattr(rule, "__name__", "").replace("_", "-"): rule for rule in rules}


GUIDES: Mapping[str, Mapping[str, Rule]] = {
    "apa": _named(
        edition_is_a_number,
        number_is_no_range,
        site_is_author,
        review_without_title,
        column_of_reviews,
        preprint_server,
        publisher_is_author,
        standard_number,
        number_beside_description,
        dated_review,
        dated_entry,
        article_number,
    ),
    "harvard": _named(
        edition_is_a_number,
        site_is_author,
        number_is_no_range,
        preprint_in_server,
        review_without_title,
        column_of_reviews,
        review_of,
        title_without_stop,
        journal_article_is_no_preprint,
        set_of_volumes,
        part_in_whole,
        dated_film,
        standard_is_a_title,
        data_set_is_a_title,
        title_without_author,
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
