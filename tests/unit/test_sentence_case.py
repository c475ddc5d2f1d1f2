"""Sentence case: which capitals go, which stay, which titles are left alone."""

from __future__ import annotations

import pytest

import citeconv
from citeconv import Record
from citeconv.text.english import reads_as_english
from citeconv.text.sentence_case import sentence_case, sentence_cased

CHANGED = {
    "The Rites of Passage": "The rites of passage",
    "Space and Beyond": "Space and beyond",
    "This Is A Title": "This is A title",
    "Once Upon A Time in The West": "Once upon a time in the west",
    "Hepatitis A Virus Infection": "Hepatitis A virus infection",
    "DNA Repair in McDonald's iPhones at pH 7": "DNA repair in McDonald's iPhones at pH 7",
    "U.S. Policy Since the War": "U.S. policy since the war",
    "High-Speed Digital-to-RF Converter": "High-speed digital-to-RF converter",
    "X-Ray Diffraction in 3D Media": "X-ray diffraction in 3D media",
    "Higher Algebra V: 2-Groups": "Higher algebra V: 2-groups",
    "The Title: And a Subtitle": "The title: And a subtitle",
    "Who Knows? Nobody Does! The End. Of All": "Who knows? Nobody does! The end. Of all",
    "State-of-the-Art Reviews—The First Part": "State-of-the-art reviews—The first part",
    "On Titles (“Shorttitle” Fields)": "On titles (“shorttitle” fields)",
    "Alternatives to American Cinema in July": "Alternatives to American cinema in July",
    "Finland's Lakes and Rivers": "Finland's lakes and rivers",
    "THE HISTORY OF FINLAND IN WORLD WAR II": "The history of Finland in world war II",
    "A STUDY: THE SECOND PART OF COVID-19": "A study: The second part of COVID-19",
    "What I Learned; I'm Sure": "What I learned; I'm sure",
    'The Life of <span class="nocase">Ibn Rushd</span> in Prose': (
        'The life of <span class="nocase">Ibn Rushd</span> in prose'
    ),
    'Smoke in <span class="nocase">K</span>enya and Other Lands': (
        'Smoke in <span class="nocase">K</span>enya and other lands'
    ),
    "The <i>Big</i> <b>Bold</b> Thing": "The <i>big</i> <b>bold</b> thing",
    "Of <i>H</i>omo and <i>Nested <b>Marks</b></i>": "Of <i>h</i>omo and <i>nested <b>marks</b></i>",
    "Cu<sub>2</sub>O Films and $X_T$ Fields": "Cu<sub>2</sub>O films and $X_T$ fields",
}
KEPT = (
    "The history of Finland",
    "The rise and fall of Ziggy Stardust",
    "Gromov invariants on Riemann surfaces",
    "DNA",
    "RNA DNA",
    "blah",
    "",
    "<i>Natrix natrix</i>",
    "</i> <b>",
)


@pytest.mark.parametrize("text", CHANGED)
def test_a_title_in_title_case_is_lowered(text: str) -> None:
    assert sentence_case(text) == CHANGED[text]


@pytest.mark.parametrize("text", KEPT)
def test_a_title_in_sentence_case_is_left_alone(text: str) -> None:
    assert sentence_case(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Vom Sinn und Unsinn",
        "Guerra e Pace",
        "Le Petit Prince",
        "Das Kapital",
        "Cien Años de Soledad",
    ],
)
def test_a_title_in_another_language_does_not_read_as_english(text: str) -> None:
    assert not reads_as_english(text)


@pytest.mark.parametrize(
    "text", ["The <i>Genome</i> of X", "Weak Interactions", "Los Alamos", "El Niño and the Sea", ""]
)
def test_a_title_that_may_be_english_reads_as_it(text: str) -> None:
    assert reads_as_english(text)


def _cased(type: str, **texts: str) -> dict[str, object]:
    variables = {name.replace("_", "-"): text for name, text in texts.items()}
    (record,) = sentence_cased([Record(type, "a", variables)])
    return dict(record.variables)


def test_works_are_lowered_and_periodicals_are_not() -> None:
    texts = {
        "title": "The Big One",
        "container_title": "The Big Two",
        "collection_title": "A Big Row",
    }
    assert _cased("chapter", **texts) == {
        "title": "The big one",
        "container-title": "The big two",
        "collection-title": "A big row",
    }
    assert _cased("article-journal", **texts)["container-title"] == "The Big Two"
    assert _cased("periodical", **texts)["title"] == "The Big One"
    assert _cased("legal_case", title="Brown v. Board of Education")["title"].endswith("Education")


def test_the_language_decides_and_the_title_where_there_is_none() -> None:
    assert _cased("book", title="Weak Forces", language="en-GB")["title"] == "Weak forces"
    assert _cased("book", title="Weak Forces", language="de")["title"] == "Weak Forces"
    assert _cased("book", title="Weak Forces", language="und")["title"] == "Weak forces"
    foreign = _cased("book", title="Zur Theorie der Zeichen", title_short="Technisches Schreiben")
    assert foreign["title-short"] == "Technisches Schreiben"


def test_the_record_that_was_given_stays_as_it_is() -> None:
    record = Record("book", "a", {"title": "Weak Forces"})
    list(sentence_cased([record]))
    assert record["title"] == "Weak Forces"


def test_every_reader_takes_the_option() -> None:
    ris = "TY  - BOOK\nTI  - Weak Forces\nER  - \n"
    assert citeconv.loads(ris, "ris")[0]["title"] == "Weak Forces"
    assert citeconv.loads(ris, "ris", sentence_case=True)[0]["title"] == "Weak forces"
    assert citeconv.load(ris.encode(), sentence_case=True)[0]["title"] == "Weak forces"
    text = citeconv.convert(ris.encode(), to="bibtex", sentence_case=True)
    assert text is not None
    assert "{Weak forces}" in text
