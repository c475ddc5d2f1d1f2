"""The verbs: paths, text, bytes and open files, in and out; atomic writing; detection."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import citeconv
from citeconv import CitationError, FormatError, Record, Report
from citeconv.output import write_file

ITEM = '[{"id": "a", "type": "book", "title": "Naïve"}]'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "one.json"
    file.write_text(ITEM, encoding="utf-8")
    return file


def test_whatever_the_input_is_it_is_read(path: Path) -> None:
    expected = [Record("book", "a", {"title": "Naïve"})]
    assert citeconv.loads(ITEM).records == expected
    assert citeconv.loads(ITEM.encode()).records == expected
    assert citeconv.load(path).records == expected
    assert citeconv.load(str(path)).records == expected
    assert citeconv.load(ITEM.encode()).records == expected
    assert citeconv.load(io.BytesIO(ITEM.encode())).records == expected
    assert citeconv.load(io.StringIO(ITEM)).records == expected
    assert citeconv.load([path, str(path)]).records == expected * 2
    with path.open(encoding="utf-8") as text, path.open("rb") as binary:
        assert citeconv.load(text).records == expected
        assert citeconv.load(binary).records == expected


def test_a_record_knows_where_it_came_from(path: Path) -> None:
    assert citeconv.load(path)["a"].origin == ("csl-json", str(path), 1)


def test_whatever_the_target_is_it_is_written(path: Path, tmp_path: Path) -> None:
    library = citeconv.load(path)
    text = citeconv.dumps(library, "csl-jsonl")
    citeconv.dump(library, tmp_path / "a.jsonl")
    assert (tmp_path / "a.jsonl").read_text(encoding="utf-8") == text
    binary, words = io.BytesIO(), io.StringIO()
    citeconv.dump(library, binary, "csl-jsonl")
    citeconv.dump(library, words, "csl-jsonl")
    assert binary.getvalue().decode() == words.getvalue() == text
    assert "".join(citeconv.write(library, "csl-jsonl")) == text
    assert citeconv.convert(path, to="csl-jsonl") == text


def test_references_are_written_to_what_the_extension_says(path: Path, tmp_path: Path) -> None:
    citeconv.convert(path, tmp_path / "refs.html", to="apa")
    assert "<i>Naïve</i>" in (tmp_path / "refs.html").read_text(encoding="utf-8")
    citeconv.convert(path, tmp_path / "refs.md", style="apa")
    assert "*Naïve*" in (tmp_path / "refs.md").read_text(encoding="utf-8")


def test_a_missing_file_is_an_error() -> None:
    with pytest.raises(FormatError, match=r"none\.bib: there is no such file"):
        citeconv.load("none.bib")


def test_what_cannot_be_told_is_an_error() -> None:
    with pytest.raises(FormatError, match="no format knows it"):
        citeconv.loads("neither this nor that")
    with pytest.raises(FormatError, match="did you mean 'bibtex'"):
        citeconv.loads("x", "bibtexx")
    with pytest.raises(FormatError, match="can be read, not written"):
        citeconv.dumps([], "cord-json")


def test_formats_are_told(path: Path) -> None:
    assert citeconv.detect(path) == "csl-json"
    assert citeconv.detect(b"TY  - BOOK\nTI  - A\nER  - \n") == "ris"
    assert citeconv.detect(b"@book{a, title = {B}}") == "bibtex"
    assert {"csl-json", "bibtex", "ris"} <= {one.name for one in citeconv.formats()}


def test_what_fails_while_it_is_written_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "old.txt"
    target.write_text("old", encoding="utf-8")

    def pieces() -> Iterator[str]:
        yield "new" * 1_000_000
        raise CitationError("in the middle")

    with pytest.raises(CitationError, match="in the middle"):
        write_file(target, pieces())
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_what_is_written_keeps_the_files_permissions_and_goes_through_links(tmp_path: Path) -> None:
    target, link = tmp_path / "real.txt", tmp_path / "link.txt"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    link.symlink_to(target)
    write_file(link, ["new"])
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_folder_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CitationError, match="cannot be written: No such file"):
        write_file(tmp_path / "none" / "a.txt", ["x"])


def test_reports_of_processes_make_one() -> None:
    one, other = Report(), Report()
    one.add("field-lost", field="a")
    other.add("field-lost", field="b")
    other.counts["field-lost"] += 5  # more than were kept
    other.records_read = 3
    one.merge(other)
    assert one.counts["field-lost"] == 7
    assert [said.place.field for said in one] == ["a", "b"]
    assert one.records_read == 3
    assert one.losses == 7


def test_the_public_names_are_there() -> None:
    for name in citeconv.__all__:
        assert getattr(citeconv, name) is not None
    with pytest.raises(AttributeError):
        citeconv.none  # noqa: B018


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("@misc{a,\n title={T}}", "this is text, not a path"),
        (5, "expected, not 5"),
        ([None], "expected, not None"),
        ("x" * 5000, "there is no such file"),
    ],
)
def test_what_is_no_input_is_refused_in_words(source: object, said: str) -> None:
    for verb in (citeconv.load, lambda it: list(citeconv.read(it))):
        with pytest.raises(citeconv.FormatError, match=said) as raised:
            verb(source)  # type: ignore[operator]
        assert len(str(raised.value)) < 300


def test_an_option_that_no_format_has_is_refused() -> None:
    library = citeconv.loads("@misc{a, title={T}}")
    with pytest.raises(citeconv.FormatError, match="no format has an option 'nonsense'"):
        citeconv.dumps(library, "bibtex", nonsense=True)
    with pytest.raises(citeconv.FormatError, match="no format has an option 'nonsense'"):
        citeconv.loads("@misc{a, title={T}}", nonsense=True)
    # an option of another format is let pass: the command gives all of them to both ends
    assert citeconv.dumps(library, "ris", ascii=True)


def test_a_temporary_file_of_text_is_written_as_text(tmp_path: Path) -> None:
    library = citeconv.loads("@misc{a, title={T}}")
    with tempfile.NamedTemporaryFile("w+", dir=tmp_path, encoding="utf-8") as file:
        citeconv.dump(library, file, "ris")  # type: ignore[arg-type]
        file.seek(0)
        assert citeconv.load(file, "ris").ids == ["a"]  # type: ignore[arg-type]


def test_citing_what_is_not_there_is_an_error_of_both_kinds() -> None:
    library = citeconv.loads("@misc{a, title={T}}")
    for kind in (KeyError, citeconv.CitationError):
        with pytest.raises(kind, match="no record has the id 'b'"):
            citeconv.cite(library, ["b"])
    with pytest.raises(citeconv.CitationError, match="records are expected"):
        citeconv.bibliography("refs.bib")  # type: ignore[arg-type]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso2022_jp"])
def test_an_open_file_gets_the_bytes_that_a_path_gets(tmp_path: Path, encoding: str) -> None:
    """One byte order mark, not one for every record; and the end that an encoding with states has."""
    records = citeconv.loads(
        "@book{a, title = {One}}\n@book{b, title = {Two}}\n@book{c, note = {日本}}", "bibtex"
    )
    for format_ in ("ris", "csl-json"):
        held = io.BytesIO()
        citeconv.dump(records, held, format_, encoding=encoding)
        citeconv.dump(records, tmp_path / "out", format_, encoding=encoding)
        assert held.getvalue() == citeconv.dumps(records, format_).encode(encoding)
        assert held.getvalue() == (tmp_path / "out").read_bytes()
