"""Varied items for the differential: types, names, dates, markup, numbers that styles treat apart."""

from __future__ import annotations


def name(family: str, given: str = "", **more: object) -> dict[str, object]:
    """A personal name."""
    return {"family": family, **({"given": given} if given else {}), **more}


def date(*parts: int, **more: object) -> dict[str, object]:
    """A date."""
    return {"date-parts": [list(parts)], **more}


AUTHORS: list[list[dict[str, object]]] = [
    [name("Okafor", "Ngozi")],
    [name("Lindqvist", "Per-Erik"), name("Haddad", "Rania M.")],
    [name("Moreau", "Jean-Luc"), name("O'Neill", "Siobhán"), name("Tanaka", "Yuki")],
    [{"literal": "World Meteorological Organization"}],
    [name("van der Meer", "Anneke")],
    [name("Beethoven", "Ludwig", **{"dropping-particle": "van"})],
    [name("Gogh", "Vincent", **{"non-dropping-particle": "van"})],
    [name("King", "Martin Luther", suffix="Jr.")],
    [name(f"Author{letter}", f"{letter}. X.") for letter in "ABCDEFGH"],
    [name("Smith", "John"), name("Smith", "Jane")],
    [name("毛", "泽东")],
    [name("de la Cruz", "Juana Inés")],
    [],
]


def extra(kind: str, index: int) -> dict[str, object]:
    """The variables that go with a type."""
    if kind.startswith("article"):
        return {
            "container-title": ["Journal of Applied Tests", "Nature", "The Daily Herald"][
                index % 3
            ],
            "volume": str(3 + index),
            **({"issue": str(1 + index % 4)} if index % 3 else {}),
            "page": ["117-125", "e1204", "12-19, 24"][index % 3],
            **({"DOI": f"10.5555/abc.{index}"} if index % 2 else {}),
            **({"container-title-short": "J. Appl. Tests"} if index % 3 == 0 else {}),
        }
    if kind in ("book", "report", "thesis", "map", "standard", "pamphlet"):
        return {
            "publisher": ["Northlight Press", "University of Somewhere"][index % 2],
            "publisher-place": "Leeds",
            **({"edition": ["2", "3rd", "revised edition"][index % 3]} if index % 2 else {}),
            **({"genre": "PhD thesis"} if kind == "thesis" else {}),
            **({"number": "TR-42", "genre": "Technical report"} if kind == "report" else {}),
            **(
                {"collection-title": "Studies in Testing", "collection-number": "7"}
                if index % 3 == 0
                else {}
            ),
            **({"ISBN": "978-3-16-148410-0"} if index % 2 else {}),
            **({"volume": "2", "number-of-volumes": "4"} if index % 4 == 0 else {}),
        }
    if kind in ("chapter", "paper-conference", "entry-encyclopedia", "entry-dictionary"):
        return {
            "container-title": "Handbook of Worked Examples",
            "editor": [name("Hart", "Éloise"), name("Berg", "T. S.")][: 1 + index % 2],
            "publisher": "Kestrel Books",
            "publisher-place": "New York",
            "page": "33-48",
            **(
                {"event-title": "Third Workshop on Tests", "event-place": "Oslo"}
                if kind == "paper-conference"
                else {}
            ),
        }
    if kind in ("webpage", "post-weblog", "dataset", "software", "post"):
        return {
            "container-title": "Example Site",
            "URL": f"https://example.org/page/{index}",
            "accessed": date(2023, 5, 6),
            **(
                {"version": "1.2.0", "publisher": "Zenodo"}
                if kind in ("dataset", "software")
                else {}
            ),
        }
    if kind == "legal_case":
        return {"container-title": "F.3d", "volume": "12", "page": "345", "authority": "2d Cir."}
    if kind in ("bill", "legislation"):
        return {"container-title": "Stat.", "volume": "98", "page": "2000", "number": "H.R. 12"}
    if kind == "patent":
        return {"number": "US 1234567", "authority": "USPTO", "issued": date(2009, 4, 1)}
    if kind in ("motion_picture", "song", "broadcast", "speech", "interview"):
        return {
            "publisher": "Lighthouse Films",
            "medium": "DVD",
            "director": [name("Varga", "Ilona")],
            **(
                {"event-title": "Annual Meeting", "event-place": "Lima"} if kind == "speech" else {}
            ),
        }
    if kind == "personal_communication":
        return {"recipient": [name("Doe", "J.")], "genre": "email"}
    return {"archive": "City Archive", "archive_location": "Box 4", "publisher-place": "Paris"}


KINDS = (
    "article-journal article-journal article-journal article-magazine article-newspaper article "
    "book book book chapter chapter paper-conference thesis report report webpage post-weblog "
    "dataset software legal_case bill legislation patent motion_picture song broadcast speech "
    "interview personal_communication manuscript map entry-encyclopedia entry-dictionary "
    "review review-book standard pamphlet graphic figure document"
).split()

TITLES = (
    "The effects of rain on plain talk: a study",
    "Why “quoted” words matter in <i>Escherichia coli</i> research",
    "What is a test?",
    "On H<sub>2</sub>O and the people's response!",
    "Die Grenzen der Erkenntnis",
    "A short history of the NASA archive (1958-1969)",
    "ALL CAPS TITLE OF A REPORT",
)

DATES: tuple[dict[str, object] | None, ...] = (
    date(2015, 3, 9),
    date(2015),
    date(1998, 11),
    {"date-parts": [[2001, 5, 2], [2001, 5, 9]]},
    {"date-parts": [[2010, 6], [2010, 8]]},
    None,
    date(1884, circa=True),
    date(2003, season=2),
    date(2015, 3, 9),
    {"literal": "in press"},
    date(-44),
)


def items(size: int = 70) -> list[dict[str, object]]:
    """So many items, made by walking the lists at different paces."""
    made: list[dict[str, object]] = []
    for index in range(size):
        kind = KINDS[index % len(KINDS)]
        item: dict[str, object] = {
            "id": f"item-{index}",
            "type": kind,
            "title": TITLES[(index * 3 + index // 7) % len(TITLES)],
        }
        authors = AUTHORS[(index * 5 + index // 13) % len(AUTHORS)]
        if authors:
            item["author"] = authors
        issued = DATES[(index * 4 + index // 11) % len(DATES)]
        if issued is not None:
            item["issued"] = issued
        item.update(extra(kind, index))
        if index % 9 == 4:
            item["translator"] = [name("Brandt", "Willa")]
        if index % 10 == 7:
            item["original-date"] = date(1950)
        if TITLES.index(str(item["title"])) == 4:
            item["language"] = "de-DE"
        made.append(item)
    return made
