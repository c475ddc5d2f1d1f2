"""Rules on the data before a guide's style."""

import pytest

from citeconv.csl.guides import GUIDES, guide_of, prepare, style_options

WHO = [{"literal": "World Health Organization"}]
DAY = {"date-parts": [[2019, 1, 11]]}


def changed(style: str, **item: object) -> dict[str, object]:
    """What a guide's rules change; a variable that goes is None."""
    before = {name.replace("_", "-"): value for name, value in item.items()}
    after = prepare(before, style)
    return {
        name: after.get(name)
        for name in before.keys() | after.keys()
        if before.get(name) != after.get(name)
    }


def test_only_the_guides_styles_have_rules() -> None:
    assert guide_of("http://www.zotero.org/styles/apa") == "apa"
    assert guide_of("harvard-cite-them-right") == "harvard"
    assert guide_of("ieee") == ""
    assert changed("ieee", type="report", number="18-2059") == {}


def test_the_item_given_stays_as_it_is() -> None:
    item = {"type": "report", "number": "18-2059"}
    told: list[str] = []
    assert prepare(item, "apa", told.append)["number"] == "18\\-2059"
    assert item["number"] == "18-2059"
    assert told == ["number-is-no-range"]


@pytest.mark.parametrize("style", ["apa", "harvard"])
def test_a_site_is_not_named_twice(style: str) -> None:
    site = {"type": "webpage", "author": WHO, "container_title": "The World Health Organization"}
    assert changed(style, **site) == {"container-title": None}
    site["container_title"] = "Another"
    assert changed(style, **site) == {}


@pytest.mark.parametrize(
    ("item", "change"),
    [
        ({"type": "report", "author": WHO, "publisher": "World health organization"}, {"publisher": None}),
        ({"type": "standard", "genre": "ISO Standard", "number": "45001:2018"}, {"genre": "ISO Standard No."}),
        ({"type": "standard", "genre": "Standard", "number": "ISO 9"}, {}),
        ({"type": "dataset", "genre": "Data set", "number": "X 1"}, {"genre": None, "medium": "Data set"}),
        ({"type": "book", "edition": "Second"}, {"edition": "2"}),
        ({"type": "book", "edition": "Revised"}, {}),
        ({"type": "article-journal", "page": "e123"}, {"page": None, "number": "e123"}),
        ({"type": "article-journal", "page": "123-9"}, {}),
        ({"type": "entry", "title": "A", "issued": DAY}, {"type": "document"}),
        ({"type": "entry", "title": "A", "issued": DAY, "volume": "2"}, {}),
        (
            {"type": "review-book", "title": "T", "reviewed_title": "R", "container_title": "C", "issued": DAY},
            {"type": "article-newspaper", "reviewed-genre": "book"},
        ),
    ],
)  # fmt: skip
def test_apa(item: dict[str, object], change: dict[str, object]) -> None:
    assert changed("apa", **item) == change


JOURNAL = {"type": "article-journal", "title": "T", "author": WHO, "container_title": "Journal"}


@pytest.mark.parametrize(
    ("item", "change"),
    [
        (JOURNAL, {"type": "review"}),
        (JOURNAL | {"volume": "1"}, {}),
        (JOURNAL | {"issue": "3"}, {"issue": None, "volume": "(3)"}),
        (JOURNAL | {"container_title": "bioRxiv"}, {}),
        ({"type": "book", "title": "T", "author": WHO, "number_of_volumes": "2"}, {"number-of-volumes": None, "title": "T<i> (2 vols)</i>"}),
        ({"type": "chapter", "title": "T", "container_title": "W"}, {"container-title": "<i>in </i>W"}),
        ({"type": "motion_picture", "title": "T", "author": WHO, "issued": DAY}, {"publisher": "11 January"}),
        ({"type": "standard", "title": "T", "author": WHO, "number": "BS 1"}, {"type": "book", "title": "BS 1: T", "number": None}),
        ({"type": "book", "title": "T", "publisher": "P", "publisher_place": "L"}, {"author": [{"literal": "<i>T</i>"}], "title": "<i>L: P</i>", "publisher": None, "publisher-place": None}),
    ],
)  # fmt: skip
def test_harvard(item: dict[str, object], change: dict[str, object]) -> None:
    assert changed("harvard", **item) == change


def test_harvard_reviews_name_the_work() -> None:
    review = {
        "type": "review-book",
        "reviewed_title": "R",
        "reviewed_author": [{"family": "Doe", "given": "Ann B."}],
        "container_title": "C",
        "volume": "1",
        "issue": "2",
    }
    after = changed("harvard", **review)
    assert after["title"] == "<i>Review of </i>R<i>, by A.B. Doe. </i>C<i>, 1(2)</i>"
    after = changed("harvard", title="T", **review)
    assert after["container-title"] == "<i>review of </i>R<i>, by A.B. Doe. </i>C"


def test_every_rule_says_where_it_comes_from() -> None:
    for rules in GUIDES.values():
        for rule in rules.values():
            assert rule.__doc__


def test_odd_data_raises_nothing() -> None:
    for kind in (
        "book",
        "report",
        "review",
        "dataset",
        "webpage",
        "article-journal",
        "entry",
        "x",
        3,
    ):
        for value in (None, 3, [], {}, [1], "", [{"given": 3}], {"date-parts": "x"}):
            item = dict.fromkeys(
                ("author", "title", "issued", "number", "publisher", "page"), value
            )
            for style in ("apa", "harvard"):
                prepare({"type": kind, **item}, style)


@pytest.mark.parametrize(
    ("verbatim", "first"),
    [(False, "(Abel, Bohr, & Cole, 2020)"), (True, "(Abel, Bohr, et al., 2020)")],
)
def test_et_al_never_stands_for_a_single_name_in_apa(verbatim: bool, first: str) -> None:
    from citeconv.csl import Processor, load_style

    def work(number: int, *families: str) -> dict[str, object]:
        names = [{"family": family, "given": "A."} for family in families]
        issued = {"date-parts": [[2020]]}
        return {"id": str(number), "type": "book", "author": names, "issued": issued, "title": "T"}

    items = [work(1, "Abel", "Bohr", "Cole"), work(2, "Abel", "Dirac", "Euler", "Fermi")]
    options = None if verbatim else style_options("apa")
    processor = Processor(load_style("apa", None, options), items)
    assert processor.cite(["1"]) == first
    assert processor.cite(["2"]) == "(Abel, Dirac, et al., 2020)"


def test_the_names_of_a_work_reviewed_keep_their_hyphens() -> None:
    item = {
        "type": "review-book",
        "title": "R",
        "reviewed-title": "R",
        "reviewed-author": [
            {"family": "Denis", "given": "Jean-Louis"},
            {"family": "Berg", "non-dropping-particle": "van den", "given": "Émile P."},
        ],
        "container-title": "C",
    }
    title = str(prepare(item, "harvard")["title"])
    assert "by J.-L. Denis and É.P. van den Berg." in title
