"""References of the corpus's records: a review is printed as one, a preprint with its server."""

from __future__ import annotations

import pytest

import citeconv

HEADER = (
    "key: cord-0000001-aaaaaaaa authors: Sato, Hana title: {title} date: 2021-11-29 "
    "journal: {journal} DOI: {doi} sha: nan doc_id: 1 cord_uid: aaaaaaaa nan Text."
)


def reference(
    style: str, title: str, journal: str = "J Hosp Infect", doi: str = "10.1000/x"
) -> str:
    library = citeconv.loads(HEADER.format(title=title, journal=journal, doi=doi), "cord-dump")
    return citeconv.bibliography(library, style)[0].strip()


EDITED = "Quarantine Stories: Essays, Ann B. Lee and Bo Ek (eds)"


@pytest.mark.parametrize(
    ("style", "title", "journal", "doi", "expected"),
    [
        (
            "apa",
            EDITED,
            "Soc Hist Med",
            "10.1000/x",
            "Sato, H. (2021). [Review of the book Quarantine Stories: Essays, by A. B. Lee & B. Ek]. "
            "Soc Hist Med. https://doi.org/10.1000/x",
        ),
        (
            "harvard",
            EDITED,
            "Soc Hist Med",
            "10.1000/x",
            "Sato, H. (2021) Review of Quarantine Stories: Essays, by A.B. Lee and B. Ek. "
            "Soc Hist Med. Available at: https://doi.org/10.1000/x.",
        ),
        (
            "harvard",
            "Peter Holm, The Long Winter (London: Press, 2020), 312 pp.",
            "Soc Hist Med",
            "10.1000/x",
            "Sato, H. (2021) Review of Peter Holm, The Long Winter (London: Press, 2020), 312 pp. "
            "Soc Hist Med. Available at: https://doi.org/10.1000/x.",
        ),
        (
            "apa",
            "Book reviews",
            "Soc Hist Med",
            "nan",
            "Sato, H. (2021). Book reviews. Soc Hist Med.",
        ),
        (
            "harvard",
            "Viral load.",
            "nan",
            "10.1101/2020.03.31.20048116",
            "Sato, H. (2021) ‘Viral load’, medRxiv [Preprint]. "
            "Available at: https://doi.org/10.1101/2020.03.31.20048116.",
        ),
        (
            "apa",
            "Viral load",
            "nan",
            "10.1101/2020.01.30.927871v1",
            "Sato, H. (2021). Viral load. bioRxiv. https://doi.org/10.1101/2020.01.30.927871v1",
        ),
        (
            "apa",
            "Viral load",
            "medRxiv",
            "10.1101/1",
            "Sato, H. (2021). Viral load. medRxiv. https://doi.org/10.1101/1",
        ),
        (
            "apa",
            "Viral load",
            "nan",
            "10.21203/rs.3.rs-1/v1",
            "Sato, H. (2021). Viral load. Research Square. https://doi.org/10.21203/rs.3.rs-1/v1",
        ),
        (
            "harvard",
            "Viral load",
            "medRxiv",
            "10.1101/1",
            "Sato, H. (2021) ‘Viral load’, medRxiv [Preprint]. "
            "Available at: https://doi.org/10.1101/1.",
        ),
        (
            "harvard",
            "Viral load",
            "nan",
            "10.21203/rs.3.rs-1/v1",
            "Sato, H. (2021) ‘Viral load’, Research Square [Preprint]. "
            "Available at: https://doi.org/10.21203/rs.3.rs-1/v1.",
        ),
        (
            "harvard",
            "Viral load",
            "Lancet",
            "10.1000/x",
            "Sato, H. (2021) ‘Viral load’, Lancet. Available at: https://doi.org/10.1000/x.",
        ),
        (
            "apa",
            "Viral load",
            "Lancet",
            "nan",
            "Sato, H. (2021). Viral load. Lancet.",
        ),
        (
            "apa",
            "Viral load [Doctoral dissertation]",
            "University of Oslo",
            "nan",
            "Sato, H. (2021). Viral load [Doctoral dissertation]. University of Oslo.",
        ),
        (
            "apa",
            "Viral load",
            "NBER Working Paper Series",
            "10.3386/w27000",
            "Sato, H. (2021). Viral load. NBER Working Paper Series. "
            "https://doi.org/10.3386/w27000",
        ),
        (
            "harvard",
            "Viral load",
            "nan",
            "10.3386/w27000",
            "Sato, H. (2021) Viral load. National Bureau of Economic Research. "
            "Available at: https://doi.org/10.3386/w27000.",
        ),
        (
            "apa",
            "Viral load",
            "J Hosp Infect",
            "10.1016/j.x 2020",
            "Sato, H. (2021). Viral load. J Hosp Infect.",
        ),
    ],
)
def test_a_reference_is_right_as_it_stands(
    style: str, title: str, journal: str, doi: str, expected: str
) -> None:
    assert reference(style, title, journal, doi) == expected


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Ultrasound in the emergency department (ED)", "article-journal"),
        ("Eating disorders (EDs) in lockdown", "article-journal"),
        ("Review of coronavirus outbreaks by country", "article-journal"),
        ("A review of the book trade in 2020", "article-journal"),
        ("Book Review: The Long Winter", "review-book"),
        ("Book reviews", "review-book"),
        ("Review of “The Long Winter”", "review-book"),
        ("Review of The Long Winter by Peter Holm", "review-book"),
        ("The Long Winter, Peter Holm (ed.)", "review-book"),
        ("The Long Winter. Peter Holm. London: Press, 2020. 312 pp. £20", "review-book"),
        ("Annual report of the committee", "article-journal"),
        ("Review of the novel coronavirus", "article-journal"),
        ("Review of Bats as Reservoirs of Viruses by Phylogenetic Analysis", "article-journal"),
        ("Review of COVID-19 by Organ System", "article-journal"),
        ("Review of The Role of Masks", "article-journal"),
        ("Review of COVID-19, SARS and MERS", "article-journal"),
        ("Review of Avian Influenza, Swine Flu", "article-journal"),
        ("Review of Vaccines, U.S. Experience", "article-journal"),
        ("Review of Food Poisoning, E. Coli", "article-journal"),
        ("Review of Contagion, A. Kucharski", "article-journal"),
        ("Review of Contagion, Adam J. Kucharski", "review-book"),
        ("Editorial (ed.)", "article-journal"),
        ("[Book Review] The Long Winter", "review-book"),
        ("Review: The Long Winter by Peter Holm", "review-book"),
        ("The Long Winter: Essays. Edited by Ann B. Lee and Bo Ek", "review-book"),
        ("Winters and Society. By Peter A. Holm", "review-book"),
    ],
)
def test_the_title_tells_a_review(title: str, kind: str) -> None:
    library = citeconv.loads(HEADER.format(title=title, journal="J", doi="nan"), "cord-dump")
    assert next(iter(library)).type == kind


@pytest.mark.parametrize(
    ("title", "reviewed", "names"),
    [
        (
            "Review of the book Contagion and Chaos by Andrew T. Price-Smith",
            "Contagion and Chaos",
            ["Price-Smith, Andrew T."],
        ),
        (
            "Book Review of “The Great Influenza” by John M. Barry",
            "The Great Influenza",
            ["Barry, John M."],
        ),
        (
            "Ann Lee & Bo Ek (Eds.): Contagion and Care. Springer, 2020, 300 pp",
            "Contagion and Care",
            ["Lee, Ann", "Ek, Bo"],
        ),
        (
            "Dry, S. and Leach, M. (Eds.). Epidemics: Science and justice",
            "Epidemics: Science and justice",
            ["Dry, S.", "Leach, M."],
        ),
        (
            "Virology, by John B. Carter and Venetia A. Saunders, John Wiley, 2007, 383 pp.",
            "Virology",
            ["Carter, John B.", "Saunders, Venetia A."],
        ),
        (
            "Review of The Rules of Contagion, Adam Kucharski",
            "The Rules of Contagion",
            ["Kucharski, Adam"],
        ),
        (
            "Book review: The Rules of Contagion, Adam Kucharski and Bo van der Ek.",
            "The Rules of Contagion",
            ["Kucharski, Adam", "van der Ek, Bo"],
        ),
        (
            "Review of Contagion, Adam J. Kucharski",
            "Contagion",
            ["Kucharski, Adam J."],
        ),
        (
            "Review of the book “Contagion, and Care”, Adam Kucharski",
            "Contagion, and Care",
            ["Kucharski, Adam"],
        ),
        ("Book review: Plague, Hong Kong", "Plague, Hong Kong", []),
        ("Book review: Plagues, Swine Flu and War", "Plagues, Swine Flu and War", []),
        (
            "Review of The Outbreaks: COVID-19, SARS and MERS",
            "The Outbreaks: COVID-19, SARS and MERS",
            [],
        ),
        ("Review of The City, Public Health", "The City, Public Health", []),
        ("Ann Lee and Bo Ek (eds), Contagion, London, 2020, 300 pp", "", []),
        ("Handbook of Global Health (eds)", "", []),
    ],
)
def test_the_work_under_review_is_read_where_it_is_sure(
    title: str, reviewed: str, names: list[str]
) -> None:
    library = citeconv.loads(HEADER.format(title=title, journal="J", doi="nan"), "cord-dump")
    assert library[0].type == "review-book"
    assert library[0].text("reviewed-title") == reviewed
    authors = library[0].get("reviewed-author") or []
    assert [name.inverted for name in authors] == names


@pytest.mark.parametrize(
    ("journal", "type_"),
    [
        ("Duke University Medical Center", "article-journal"),
        ("PhD thesis, University of Oslo", "thesis"),
        ("IZA Discussion Papers", "article-journal"),
        ("Dissertation Abstracts International", "article-journal"),
        ("Journal of Zhejiang University. Science. B", "article-journal"),
    ],
)
def test_what_stands_for_a_journal_is_one_unless_it_says_that_it_is_a_thesis(
    journal: str, type_: str
) -> None:
    library = citeconv.loads(HEADER.format(title="T", journal=journal, doi="nan"), "cord-dump")
    (record,) = library
    assert record.type == type_
    variable = "container-title" if type_ == "article-journal" else "publisher"
    assert record.text(variable) == journal
    assert f"journal: {journal} DOI:" in citeconv.dumps(library, "cord-dump", flat=True)
