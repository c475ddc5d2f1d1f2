"""Text cases."""

import time

import pytest

from citeconv.csl.case import apply_case

TITLES = [
    ("we're here don't you’ve it", "We're Here Don't You’ve It"),
    ("the mirror of the world: a tale", "The Mirror of the World: A Tale"),
    ("what? a life. and death", "What? A Life. and Death"),
    ("out-of-fashion initiatives", "Out-of-Fashion Initiatives"),
    ("employee pro-environmental behavior", "Employee Pro-Environmental Behavior"),
    ("iPad is a thing in UK", "iPad Is a Thing in UK"),
    ('“the way” and "the end of it"', '“The Way” and "the End of It"'),
    ("saline solution of β-carotine", "Saline Solution of β-Carotine"),
    ("07-x test", "07-x Test"),
    ("the the the", "The the The"),
    ("physical\u00a0volcanology", "Physical\u00a0Volcanology"),
    ("traits—self-esteem—with job", "Traits—Self-Esteem—with Job"),
    ("up and down", "Up and Down"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), TITLES)
def test_title_case(text: str, expected: str) -> None:
    assert apply_case([(text, False)], "title") == [expected]


def test_title_case_sees_across_runs() -> None:
    runs = [("on ", False), ("homo sapiens", True), (" in the ", False), ("wild", False)]
    assert "".join(apply_case(runs, "title")) == "On homo sapiens in the Wild"
    assert apply_case([("why: ", False), ("the", False), (" end", False)], "title") == [
        "Why: ",
        "The",
        " End",
    ]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("sentence", "This is a pen that is a Smith pencil"),
        ("lowercase", "this is a pen that is a Smith pencil"),
        ("uppercase", "THIS IS A PEN THAT IS A Smith PENCIL"),
        ("capitalize-first", "This IS a Pen that is a Smith pencil"),
        ("capitalize-all", "This IS A Pen That Is A Smith Pencil"),
        ("no such case", "this IS a Pen that is a Smith pencil"),
    ],
)
def test_other_cases(case: str, expected: str) -> None:
    runs = [("this IS a Pen that is a ", False), ("Smith", True), (" pencil", False)]
    assert "".join(apply_case(runs, case)) == expected


def test_sentence_case_keeps_the_first_word() -> None:
    assert apply_case([("“ALL Caps” Title", False)], "sentence") == ["“ALL caps” title"]


def test_turkish_letters() -> None:
    assert apply_case([("istanbul", False)], "uppercase", "tr-TR") == ["İSTANBUL"]
    assert apply_case([("istanbul", False)], "uppercase", "en-US") == ["ISTANBUL"]


def test_long_texts_take_linear_time() -> None:
    start = time.process_time()
    apply_case([("a b-c: d ", False)] * 20000, "title")
    apply_case([("a b-c: d " * 100000, False)], "title")
    apply_case([(" " * 1000000, False)] * 3, "sentence")
    assert time.process_time() - start < 10
