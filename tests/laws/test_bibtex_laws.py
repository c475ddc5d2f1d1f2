"""Laws of .bib files: both reading paths say the same, nothing hangs, and no text becomes a field or a command."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import citeconv
from citeconv import Name, Record, Report
from citeconv.formats.bibtex.syntax import Reader
from citeconv.formats.rows import row
from citeconv.formats.source import Source

CASES = sorted(
    path
    for path in (Path(__file__).parents[1] / "cases").glob("bib*/*.bib")
    if ".out." not in path.name
)


def _entries(
    text: str, *, plain: bool = False
) -> list[tuple[str, str, list[tuple[str, str]], int]]:
    report = Report()
    entries = Reader(Source(text, "", report), report, plain=plain).entries()
    return [(entry.type, entry.key, entry.fields, entry.line) for entry in entries]


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_plain_path_reads_what_the_fast_one_reads(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert _entries(text, plain=True) == _entries(text)


class _Blocks:
    """A source that gives its text in small blocks."""

    def __init__(self, text: str, size: int) -> None:
        self.text, self.size = text, size
        self.learned: dict[str, object] = {}

    def blocks(self) -> Iterator[str]:
        for start in range(0, len(self.text), self.size):
            yield self.text[start : start + self.size]


def test_what_stands_for_an_at_while_an_entry_is_mended_stays_itself_elsewhere() -> None:
    noncharacters = "".join(map(chr, range(0xFDD0, 0xFDF0)))
    for title in ("a\ufdd0b", noncharacters):
        [(_, _, fields, _)] = _entries(f"@misc{{k, title = {{{title}}}, note = {{c\n@ d}}, ={{}}}}")
        assert fields[0] == ("title", title)


@pytest.mark.parametrize("size", [1, 7, 100, 4097])
def test_it_does_not_matter_where_the_input_is_cut(size: int) -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in CASES)
    report = Report()
    cut = Reader(_Blocks(text, size), report).entries()  # type: ignore[arg-type]
    assert [(entry.type, entry.key, entry.fields, entry.line) for entry in cut] == _entries(text)


_EVIL = st.one_of(
    st.text(max_size=20),
    st.text(st.sampled_from("{}\\\"'@,=#%$&~^_<>()- \nainput"), max_size=20),
    st.sampled_from(
        [
            r"\input{/etc/passwd}",
            r"\write18{rm -rf /}",
            "k}, title={pwn}, x={\\input{y}",
            "$\\csname x\\endcsname$",
            "@article{x, title={y}}",
            "}",
            "{",
            "\\",
            "a and b",
            "<i>",
            "^^5cinput",
        ]
    ),
)
_COMMANDS = re.compile(
    r"\\(input|include|write|openin|openout|csname|def|immediate|catcode|read|newcommand)"
)


@given(_EVIL, _EVIL, _EVIL, _EVIL, st.sampled_from(["bibtex", "biblatex"]), st.booleans())
@settings(max_examples=400, deadline=None)
def test_no_text_becomes_a_field_or_a_command(
    key: str, title: str, other: str, tag: str, format_: str, ascii_only: bool
) -> None:
    record = Record("book", key, {"title": title or "x", "note": other, "URL": other, "DOI": other})
    record["author"] = [Name(title, other), Name(literal=other)]
    record["keyword"] = other
    record["genre"] = title
    record.extra[f"{format_}:{tag}"] = other
    record.extra[f"{format_}:file"] = title
    record.extra[f"{format_}:@"] = other
    plain = Record("book", "plain", {"title": "Plain"})
    text = citeconv.dumps([plain, record, plain], format_, ascii=ascii_only)
    assert not _COMMANDS.search(re.sub(r"\\\\", "", text))
    read = citeconv.loads(text, format_)
    assert [item.text("title") for item in read][::2] == ["Plain", "Plain"]
    assert len(read) == 3
    depth = 0
    for brace in re.findall(r"[{}]", text):
        depth += 1 if brace == "{" else -1
        assert depth >= 0
    assert depth == 0


@given(_EVIL)
@settings(max_examples=300, deadline=None)
def test_anything_is_read_without_an_exception(text: str) -> None:
    for source in (
        text,
        f"@article{{k, title = {{{text}}}, author = {{{text}}}, date = {{{text}}}}}",
        "@" + text,
    ):
        citeconv.loads(source, "bibtex")


_REPEATED = [
    "@article{k,",
    "@article{k,title={a\n",
    "@comment{",
    "@string{a=",
    "@a",
    "@a{",
    "{",
    '"',
    "@book{k,title={x}}\n",
    "@book{k,crossref={q}}\n",
    "a = {b},",
    "@article{}",
    "@foo{k,={}}",
    "@foo{k,={\\}}",
    "@foo{k,a={@}}",
]


@pytest.mark.parametrize("unit", _REPEATED)
def test_hostile_text_comes_to_an_end(unit: str) -> None:
    """At this size a reader that is not linear would take hours."""
    report = Report()
    read = citeconv.loads(unit * (400_000 // len(unit)), "biblatex", report=report)
    assert len(read) or report.counts


def test_macros_that_double_cost_nothing() -> None:
    text = '@string{a0="xxxxxxxxxx"}' + "".join(
        f"@string{{a{i}=a{i - 1}#a{i - 1}}}" for i in range(1, 60)
    )
    report = Report()
    library = citeconv.loads(text + "@book{k,title=a59}", "bibtex", report=report)
    assert len(library) == 1
    assert report.counts["limit-exceeded"]


def test_references_that_double_cost_nothing() -> None:
    text = "".join(
        f"@xdata{{x{i},xdata={{x{i + 1},x{i + 2}}},f{i}={{{'y' * 50}}}}}\n" for i in range(200)
    )
    report = Report()
    citeconv.loads(text + "@book{k,xdata={x0}}", "biblatex", report=report)
    assert report.counts["reference-cycle"]


def test_dots_in_the_names_of_fields_are_written_as_every_program_takes_them() -> None:
    """pandoc refuses the whole file for one; biber, bibtex and bibutils do not."""
    records = citeconv.loads("@book{k, title={T}, colrev.acm.id={x}, a/b={y}}", "bibtex")
    written = citeconv.dumps(records, "bibtex")
    assert "  colrev::acm::id = {x}" in written
    assert list(citeconv.loads(written, "bibtex")) == list(records)


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_an_entry_has_no_more_foreign_fields_than_biber_takes(name: str) -> None:
    own = {f"{name}:own{number}": "x" for number in range(5)}
    others = {f"cord:tag{number}": [f"{number}", "y"] for number in range(100)}
    report = Report()
    text = citeconv.dumps([Record("book", "k", {"title": "T"}, others | own)], name, report=report)
    (record,) = citeconv.loads(text, name)
    assert text.count(" = {") == 90
    assert record.extra.items() >= own.items()
    fields = sum(len(value) for key, value in record.extra.items() if key[:4] == "cord")  # type: ignore[arg-type]
    assert fields == 84
    assert report.counts == {"field-lost": 200 - fields}
    assert {one.place.record for one in report} == {"k"}


def test_a_row_whose_tag_is_no_name_of_a_field_is_told_as_lost() -> None:
    rows = {"bibtex": [row("my field", "note")]}
    report = Report()
    record = Record("book", "k", {"title": "T", "note": "N"})
    assert "N}" not in citeconv.dumps([record], "bibtex", rows=rows, report=report)
    assert [(one.code, one.place.field) for one in report] == [("field-lost", "my field")]


def test_paragraphs_of_many_texts_stay_in_their_text() -> None:
    texts = [f"a\n\n{number}" for number in range(9)]
    text = citeconv.dumps([Record("book", "k", {"title": "T"}, {"cord:tag": texts})], "bibtex")
    (record,) = citeconv.loads(text, "bibtex")
    assert record.extra == {"cord:tag": [f"a {number}" for number in range(9)]}
