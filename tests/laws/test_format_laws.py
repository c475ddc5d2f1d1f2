"""The laws of formats, for every format that is registered; and a user's own rows."""

from __future__ import annotations

import pytest

import citeconv
from citeconv.formats import laws, registry
from citeconv.formats.format import Format, Options, tabled
from citeconv.formats.mapping import Codec, Entry, FormatMapping, row
from citeconv.model.record import Record
from citeconv.model.report import FormatError, Report, VocabularyError


@pytest.mark.parametrize("name", registry.names())
def test_what_is_written_is_read_back_and_nothing_is_dropped_in_silence(name: str) -> None:
    format_ = registry.get(name)
    if format_.read is None or format_.write is None:
        pytest.skip("goes one way only: there is nothing to compare")
    assert [str(problem) for problem in laws.check(format_)] == []


class _Lines:
    """A syntax for the tests: "tag=text" lines, a blank line after an entry."""

    def parse(self, source, report):
        for block in source.text().strip("\n").split("\n\n"):
            (native, key), *fields = [tuple(line.split("=", 1)) for line in block.split("\n")]
            yield Entry(native, key, fields)

    def print(self, entries, report, options):
        for entry in entries:
            fields = "".join(f"{tag}={text}\n" for tag, text in entry.fields)
            yield f"{entry.type}={entry.key}\n{fields}\n"


def _format(codec: Codec, **options) -> Format:
    mapping = FormatMapping(
        "lines",
        [("B", "book"), ("X", "document")],
        [row("ti", "title", "it"), row("no", "note", "it")],
        {"it": codec},
        default_type="X",
        **options,
    )
    return tabled(Format("lines", "Lines"), _Lines(), mapping)


TEXT = Codec(
    "it",
    lambda text: text or None,
    lambda value: value if isinstance(value, str) else "",
    frozenset({"text"}),
)
SHOUTING = TEXT._replace(write=lambda value: str(value).upper())


def test_a_writer_that_changes_values_is_found() -> None:
    problems = laws.check(_format(SHOUTING))
    assert any(p.law == "reads back" and p.subject == "title" for p in problems)


def test_a_variable_that_is_never_written_must_be_stated() -> None:
    problems = [p for p in laws.check(_format(TEXT)) if p.law == "total"]
    assert "DOI" in {p.subject for p in problems}
    stated = frozenset(p.subject for p in problems)
    assert laws.check(_format(TEXT, cannot_say=stated)) == []


def test_a_variable_that_is_stated_and_written_is_found() -> None:
    problems = laws.check(_format(TEXT, cannot_say=frozenset({"note"})))
    assert any(p.law == "total" and p.subject == "note" for p in problems)


def test_a_table_with_a_wrong_variable_is_refused_when_it_is_made() -> None:
    with pytest.raises(VocabularyError, match="no variable 'titel'"):
        FormatMapping("x", [], [row("t", "titel", "it")], {"it": TEXT})


# --- rows of one's own ----------------------------------------------------------------------------


def test_a_users_row_goes_before_the_table_in_both_directions() -> None:
    own = _format(TEXT).with_rows([row("no", "annote", "it"), row("nn", "note", "it")])
    library = citeconv.loads("B=k\nti=T\nno=mine\nnn=other\n\n", own)
    assert library["k"].variables == {"title": "T", "annote": "mine", "note": "other"}
    assert citeconv.dumps(library, own) == "B=k\nno=mine\nnn=other\nti=T\n\n"


def test_a_users_row_for_one_type_leaves_the_others_alone() -> None:
    own = _format(TEXT).with_rows([row("no", "annote", "it", types="book")])
    library = citeconv.loads("B=a\nno=mine\n\nX=b\nno=mine\n\n", own)
    assert library["a"].text("annote") == "mine"
    assert library["b"].text("note") == "mine"


def test_rows_can_be_given_by_the_name_of_a_format() -> None:
    lines = _format(TEXT)
    rows = {"lines": [row("no", "annote", "it")], "other": [row("no", "abstract", "it")]}
    library = citeconv.loads("B=a\nno=mine\n\n", lines, rows=rows)
    assert library["a"].text("annote") == "mine"


def test_a_format_without_a_table_takes_no_rows() -> None:
    with pytest.raises(FormatError, match="no mapping table"):
        registry.get("csl-json").with_rows([row("a", "note")])


def test_what_no_row_names_comes_back_in_its_own_format() -> None:
    lines = _format(TEXT)
    text = "B=a\nti=T\nzz=kept\nzz=twice\n\n"
    library = citeconv.loads(text, lines)
    assert library["a"].extra == {"lines:zz": ["kept", "twice"]}
    assert citeconv.dumps(library, lines) == text


def test_a_type_that_the_format_lacks_is_reported() -> None:
    report = Report()
    lines = _format(TEXT)
    assert lines.write is not None
    text = "".join(lines.write([Record("map", "m", {"title": "T"})], report, Options()))
    assert text.startswith("X=m\n")
    assert report.counts["type-changed"] == 1
