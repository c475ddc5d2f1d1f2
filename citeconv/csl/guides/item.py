"""An item as the rules of a guide read it: texts, names, dates, whether it is a preprint."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

from citeconv.csl.dates import CslDate, parse_date
from citeconv.csl.naming.initials import initialize_given

Item: TypeAlias = dict[str, object]

PREPRINT_SERVERS = re.compile(
    r"\b(?:arxiv|\w+rxiv|ssrn|research square|preprints?(?:\.org)?|osf|zenodo|authorea|techrxiv)\b",
    re.IGNORECASE,
)
MONTHS_EN = (
    "January February March April May June July August September October November December"
).split()
REVIEWS = ("review", "review-book")


def text(item: Item, variable: str) -> str:
    """A text variable; empty where it is not there."""
    value = item.get(variable)
    return str(value).strip() if isinstance(value, (str, int)) else ""


def has(item: Item, *variables: str) -> bool:
    """Whether any of the variables has a value."""
    return any(item.get(variable) not in (None, "", [], {}) for variable in variables)


def issued(item: Item) -> CslDate:
    """The date of issue."""
    return parse_date(item.get("issued"))


def month_and_day(item: Item) -> tuple[int, int | None] | None:
    """Month and day of a single date that has a month."""
    date = issued(item)
    if len(date.parts) != 1 or date.parts[0][1] is None or date.parts[0][1] > 12:
        return None
    return date.parts[0][1], date.parts[0][2]


def names(item: Item, variable: str) -> list[Mapping[str, object]]:
    """A name variable."""
    value = item.get(variable)
    if not isinstance(value, list):
        return []
    return [name for name in value if isinstance(name, Mapping)]


def bodies(item: Item) -> set[str]:
    """The authors that are no persons, comparable."""
    found = set()
    for name in names(item, "author"):
        body = name.get("literal") or (name.get("family") if not name.get("given") else "")
        found.add(comparable(str(body or "")))
    return found - {""}


def is_preprint(item: Item) -> bool:
    """Whether genre, container or publisher tells of a server of preprints."""
    described = (text(item, variable) for variable in ("genre", "container-title", "publisher"))
    return bool(PREPRINT_SERVERS.search(" ".join(described)))


def comparable(value: str) -> str:
    """A title or a body's name without case, punctuation and a leading article."""
    words = re.sub(r"[^\w\s]", "", value.casefold()).split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def initialed(people: list[Mapping[str, object]]) -> str:
    """Names as a guide prints them after "by": "A. Konstantinou and B. C. Doe"."""
    printed = []
    for name in people:
        initials = initialize_given(str(name.get("given") or ""), ".")
        family = str(name.get("literal") or name.get("family") or "")
        particle = str(name.get("non-dropping-particle") or "")
        printed.append(" ".join(filter(None, (initials, particle, family))))
    if len(printed) < 2:
        return "".join(printed)
    return f"{', '.join(printed[:-1])} and {printed[-1]}"
