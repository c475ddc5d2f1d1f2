"""Hostile input costs little and does no harm: expansion, nesting, bombs, injection.

An input that expands, loops or nests ends with a bounded result or a clear refusal, in memory and
time that follow its size. What takes the square of its size takes minutes here, and fails.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import suppress
from html.parser import HTMLParser

import pytest

import citeconv
from citeconv.csl import case, rich_text
from citeconv.csl.context import Item
from citeconv.formats import registry
from citeconv.model.dates import Date
from citeconv.model.names import Name
from citeconv.model.record import Record
from citeconv.model.report import CitationError, Report


@pytest.fixture(autouse=True)
def _ends_soon() -> Iterator[None]:
    """The time of the processor is bounded, which other work on the machine does not disturb."""
    start = time.process_time()
    yield
    assert time.process_time() - start < 20


DEEP = 100_000
WRITERS = [name for name in registry.names() if registry.get(name).write is not None]

LOOPS = {
    "crossref": "@article{a, crossref={b}}\n@article{b, crossref={a}}\n",
    "itself": "@article{a, title={T}, crossref={a}, xdata={a}}\n",
    "xdata": "@xdata{a, xdata={b}}\n@xdata{b, xdata={a}}\n@article{c, xdata={a}, title={T}}\n",
    "string": "@string{a = b # b}\n@string{b = a # a}\n@article{k, title = a # b}\n",
    "doubling strings": "@string{s0 = {0123456789}}\n"
    + "".join(f"@string{{s{i + 1} = {' # '.join([f's{i}'] * 10)}}}\n" for i in range(10))
    + "@article{k, title = s10}\n@article{g, title = {Good}}\n",
    "doubling xdata": "".join(
        f"@xdata{{a{i}, xdata={{a{i + 1},b{i + 1}}}}}\n@xdata{{b{i}, xdata={{a{i + 1},b{i + 1}}}}}\n"
        for i in range(30)
    )
    + "@xdata{a30, note={n}}\n@xdata{b30, note={m}}\n@article{k, xdata={a0,b0}, title={T}}\n",
}


@pytest.mark.parametrize("name", LOOPS)
def test_what_refers_to_itself_or_doubles_ends_within_ten_times_the_input(name: str) -> None:
    text = LOOPS[name]
    for form in ("bibtex", "biblatex"):
        report = Report()
        records = citeconv.loads(text, form, report=report)
        assert len(records) >= 1
        size = len(citeconv.dumps(records, "csl-jsonl"))
        assert size <= 10 * len(text) + (1 << 20)


NESTED = {
    "bibtex braces": ("bibtex", "@article{k, title={" + "{" * DEEP + "x" + "}" * DEEP + "}}\n"),
    "bibtex groups without an end": ("bibtex", "@article{k, title={" + "{a}" * DEEP),
    "bibtex escaped braces": ("bibtex", "@article{k, title={" + "\\{ a\\} " * DEEP),
    "bibtex units": ("bibtex", "@article{k, title={" + "\\SI{5}{\\metre} " * 9_000 + "}}\n"),
    "bibtex open braces": ("bibtex", "@article{k, title={" + "{" * DEEP + "\n"),
    "bibtex commands": ("bibtex", "@article{k, title={" + "\\emph{" * DEEP + "}" * DEEP + "}}\n"),
    "bibtex accents": ("bibtex", "@article{k, title={" + "\\'" * DEEP + "x}}\n"),
    "bibtex mathematics": ("bibtex", "@article{k, title={$" + "x_{" * DEEP + "}" * DEEP + "$}}\n"),
    "bibtex names": ("bibtex", "@article{k, author={" + "{" * DEEP + "x" + "}" * DEEP + "}}\n"),
    "unclosed entries": ("bibtex", "@article{k," * 5_000),
    "json arrays": ("csl-json", "[" * DEEP),
    "json objects": ("csl-json", '{"a":' * DEEP + "1" + "}" * DEEP),
    "json custom": ("csl-json", '[{"id":"a","custom":' + '{"a":' * DEEP + "1" + "}" * DEEP + "}]"),
    "yaml flow": ("csl-yaml", "references:\n- id: " + "[" * DEEP + "]" * DEEP + "\n"),
    "yaml block": ("csl-yaml", "references:\n" + "- " * DEEP + "x\n"),
    "yaml aliases": (
        "csl-yaml",
        "a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
        + "".join(f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 10))
        + "references: *a9\n",
    ),
    "tags": ("csl-json", json.dumps([{"id": "a", "type": "book", "title": "<i>" * DEEP}])),
    "closed tags": (
        "csl-json",
        json.dumps([{"id": "a", "type": "book", "title": "<i>" * DEEP + "</i>" * DEEP}]),
    ),
}


@pytest.mark.parametrize("name", NESTED)
def test_depth_is_an_invalid_record_never_a_recursion(name: str) -> None:
    form, text = NESTED[name]
    report = Report()
    with suppress(CitationError):
        records = citeconv.loads(text, form, report=report)
        for target in ("bibtex", "ris", "apa"):
            assert len(citeconv.dumps(records, target)) < 20 * len(text)


GARBAGE = (
    "@a{", "@a(", "@a{{", "@a{b,c={", '@a{b,c="', "@a{b,c={x}", "@a{b c={\\{}}", "@a{,}", "@a{}",
    "@comment{", "@preamble{", "@string{a={",
)  # fmt: skip


@pytest.mark.parametrize("unit", GARBAGE)
def test_garbage_is_told_entry_by_entry_in_one_pass(unit: str) -> None:
    number, report = 20_000, Report()
    records = citeconv.loads(f"{unit}\n" * number, "bibtex", report=report)
    assert len(records) + len(report) >= number


LONG = 60_000
RUNS = {
    "blanks": "a" + " " * LONG + "b",
    "tabs": "a" + "\t" * LONG + "b",
    "no-break spaces": "a" + "\u00a0" * LONG + "b",
    "commas": ", " * (LONG // 2),
    "dollars": "$" * LONG,
    "tildes": "~" * LONG,
    "brackets": "[" * LONG,
    "parentheses": "(" * LONG,
    "less than": "<" * LONG,
    "spans": '<span class="nocase">' * (LONG // 21),
    "quotation marks": '"' * LONG,
    "apostrophes and tags": "\"<i>'" * (LONG // 5),
    "digits": "9" * LONG,
    "hyphens": "1-" * (LONG // 2),
    "words": "a" * LONG,
    "and": " and " * (LONG // 5),
    "doi": "10." * (LONG // 3),
    "bonds": "\\ce{" + "-" * LONG + "a}",
    "formulas": ("\\ce{" + "-" * 1_900 + "a}") * (LONG // 1_900),
    "environments": "\\begin{it}" * (LONG // 10),
}
#: A field of every kind: title, names, pages, dates, addresses, keywords, identifiers, notes.
FIELDS = {
    "bibtex": "title author journal pages date year month url doi isbn keywords note abstract volume",
    "ris": "TI AU JO SP PY DA UR DO SN KW N1 AB VL IS ET CY M1 M3",
    "nbib": "TI FAU AU JT PG DP LID AID OT AB VI IS PHST",
    "refer": "T A B P D U R @ K Z X V N",
}  # fmt: skip
_ENTRY = {
    "bibtex": ("@article{{k,\n{}}}\n", "  {} = {{{}}},\n"),
    "ris": ("TY  - JOUR\n{}ER  - \n", "{}  - {}\n"),
    "nbib": ("PMID- 1\n{}\n", "{:4}- {}\n"),
    "refer": ("%0 Journal Article\n{}\n", "%{} {}\n"),
}


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("form", FIELDS)
def test_long_runs_in_every_field_are_read_in_one_pass(form: str, run: str) -> None:
    entry, line = _ENTRY[form]
    fields = "".join(line.format(tag, RUNS[run]) for tag in FIELDS[form].split())
    records = citeconv.loads(entry.format(fields), form)
    assert len(records) == 1


@pytest.mark.parametrize("run", RUNS)
def test_long_runs_beside_what_makes_them_count_are_read_in_one_pass(run: str) -> None:
    text = RUNS[run]
    assert len(citeconv.loads(f"@book{{k, year={{2001}}, month={{{text}}}, day={{3}}}}", "bibtex"))
    assert Item({"page": f"1{text}"}).string("page-first").startswith("1")


@pytest.mark.parametrize("label", ["authors", "title", "date", "journal", "DOI", "sha", "doc_id"])
@pytest.mark.parametrize("space", " \t\n\r")
def test_long_spaces_between_the_labels_of_a_raw_dump_are_read_in_one_pass(
    space: str, label: str
) -> None:
    run = space * 60_000
    for text in (
        f"key: cord-0000001-aaaaaaaa {label}:{run}",
        f"x key: cord-0000001-aaaaaaaa {label}:{run}sha:{run} nan ",
        f"key: cord-0000001-aaaaaaaa {label}:{run}authors:{run}",
    ):
        assert len(list(citeconv.read(text.encode(), "cord-dump"))) <= 1


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("target", [*WRITERS, "apa"])
def test_long_runs_are_written_in_one_pass(target: str, run: str) -> None:
    text = RUNS[run]
    names = [Name(family=text, given=text), Name(literal=text)]
    record = Record(
        "book", "k", {"title": text, "author": names, "note": text, "publisher": text, "page": text}
    )
    assert citeconv.dumps([record], target)


def test_what_a_title_may_hold_of_signs_and_words_has_a_budget() -> None:
    signs = rich_text.parse_markup("<i>a</i>" * rich_text.MOST_SIGNS)
    assert len(signs) <= 2 * rich_text.MOST_SIGNS
    (title,) = case.title_case([("word " * (case.MOST_WORDS + 9), False)])
    assert title.count("Word") == case.MOST_WORDS


def test_digits_that_are_no_numbers_are_dates_as_they_stand() -> None:
    """ "²" is a digit to `str.isdigit`, and no number to `int`."""
    month = citeconv.loads("@book{k, year={2001}, month={²}, day={²}}", "bibtex")
    year = citeconv.loads("TY  - BOOK\nPY  - ²²²²\nDA  - 2001/01/01\nER  - \n", "ris")
    assert len(month) == len(year) == 1
    words = Record("book", "k", {"issued": Date(literal="May² 2²²²")})
    assert "May" in citeconv.dumps([words], "apa")


HOSTILE = [
    "A\nER  - \n\nTY  - JOUR\nTI  - B",
    "A\r\nER  - \r\nTY  - BOOK",
    "A\n\nPMID- 3\nTI  - B",
    "A\n\n%0 Book\n%T B",
    "A\n@article{zz, title={pwn}}",
    "}\n}\n@article{zz, title={pwn}}",
    "k}, title={pwn}, x={\\input{/etc/passwd}",
    "\\write18{ls} \\input{x} \\def\\x{",
    'A"} , note = {x',
    "A\u2028ER  - \u2029TY  - BOOK\x85TY  - JOUR\x0bTY  - X",
    "key: cord-0000001-abcdefgh\nauthors: nan\ntitle: B",
    'a",b\n"c,"d"\n',
    "- id: x\n  title: y\n...\n---\n",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", WRITERS)
def test_values_never_become_records_or_fields(name: str, text: str) -> None:
    record = Record(
        "article-journal",
        text,
        {
            "title": text,
            "container-title": text,
            "author": [Name(family=text, given=text), Name(literal=text)],
            "abstract": text,
            "note": text,
            "keyword": text,
            "volume": text,
            "DOI": text,
            "URL": text,
            "publisher": text,
        },
        {f"ris:{text}": text, "bibtex:" + text: text, "cord:sha": text},
    )
    records = [record, Record("book", "good", {"title": "Good"})]
    written = citeconv.dumps(records, name)
    back = citeconv.loads(written, name)
    assert len(back) == 2
    assert (
        list(back)[1].text("title").replace('<span class="nocase">', "").replace("</span>", "")
        == "Good"
    )
    if name in ("bibtex", "biblatex"):
        bare = written.replace("\\textbackslash{}", "")
        for command in ("\\input", "\\write", "\\def"):
            assert command not in bare


@pytest.mark.parametrize("text", ["a\ud800b", "\x00a\x01\x1f\x7f\x85b"])
@pytest.mark.parametrize("name", WRITERS)
def test_what_is_no_text_is_written_and_read_back_all_the_same(name: str, text: str) -> None:
    record = Record("book", text, {"title": text, "author": [Name(text, text)], "DOI": text})
    written = citeconv.dumps([record], name).encode("utf-8", "replace")
    assert len(citeconv.loads(written, name)) == 1


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))


SCRIPTS = [
    "<script>alert(1)</script>",
    "<i onmouseover='x'>a</i>",
    "<a href='javascript:alert(1)'>x</a>",
    '"><img src=x onerror=alert(1)>',
    "<svg/onload=x>",
    "<sp<script>an>",
    "&lt;script&gt;",
    "javascript:alert(1)",
    'http://x/"onmouseover="x',
    '<span class="nocase" style="x">a</span>',
    "<i><script></i></script>",
]


@pytest.mark.parametrize("text", SCRIPTS)
def test_html_has_no_tags_attributes_or_schemes_but_its_own(text: str) -> None:
    record = Record(
        "webpage",
        text,
        {
            "title": text,
            "container-title": text,
            "author": [Name(family=text, given=text), Name(literal=text)],
            "URL": text,
            "DOI": text,
            "publisher": text,
            "note": text,
        },
    )
    for links in (False, True):
        for style in ("apa", "harvard", "ieee"):
            page = _Tags()
            page.feed(citeconv.dumps([record], style=style, output="html", links=links))
            for tag, attributes in page.found:
                assert tag in ("div", "span", "i", "b", "em", "strong", "sup", "sub", "a")
                for name, value in attributes:
                    assert name in ("class", "style", "href")
                    if name == "href":
                        assert str(value).startswith(("http://", "https://", "mailto:"))


_STYLE = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>t'
    "</title><id>x</id></info>{}<citation><layout>{}</layout></citation></style>"
)
STYLES = {
    "entities": '<!DOCTYPE s [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>' + _STYLE.format("", "&b;"),
    "macro loop": _STYLE.format(
        '<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>',
        '<text macro="a"/>',
    ),
    "macros that double": _STYLE.format(
        "".join(
            f'<macro name="m{i}">{"<text macro=" + chr(34) + f"m{i + 1}" + chr(34) + "/>"}'
            f'<text macro="m{i + 1}"/></macro>'
            for i in range(30)
        )
        + '<macro name="m30"><text value="x"/></macro>',
        '<text macro="m0"/>',
    ),
    "depth": _STYLE.format("", "<group>" * DEEP + "</group>" * DEEP),
    "no XML": "\x01\x02",
}


@pytest.mark.parametrize("name", STYLES)
def test_a_hostile_style_is_refused_by_name(name: str, tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "style.csl"
    path.write_text(STYLES[name], encoding="utf-8")
    with pytest.raises(CitationError):
        citeconv.cite([Record("book", "a", {"title": "T"})], style=str(path))


NO_BIBLIOGRAPHY = [
    "This is no bibliography.\n" * 50,
    '"hello"',
    '{"hello": 1}',
    "[1, 2, 3]",
    "hello: 1\n",
]


@pytest.mark.parametrize("text", NO_BIBLIOGRAPHY)
@pytest.mark.parametrize("name", registry.names())
def test_a_file_without_a_record_is_never_read_in_silence(name: str, text: str) -> None:
    report = Report()
    try:
        records = citeconv.loads(text, name, report=report)
    except CitationError:
        return
    assert len(records) == 0
    assert any(report.counts.values())
