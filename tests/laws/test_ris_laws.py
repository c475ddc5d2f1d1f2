"""Laws of RIS: what is written is read back, and nothing in a value can become a record."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from citeconv.formats import registry
from citeconv.formats.format import Options
from citeconv.formats.source import Source
from citeconv.model.names import Name
from citeconv.model.record import Record
from citeconv.model.report import Report

RIS = registry.get("ris")


def written(*records: Record) -> str:
    return "".join(RIS.write(records, Report(), Options()))  # type: ignore[misc]


def read(text: str) -> list[Record]:
    return list(RIS.read(Source(text), Report()))  # type: ignore[misc]


words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Z", "Co", "Cn")), min_size=1
)
lines = st.lists(words, min_size=1, max_size=6).map(" ".join)
hostile = st.text(st.sampled_from("\n\r\x0b\x85  \tTYER AU-0a<&;>/,"), max_size=60)


@given(lines)
def test_a_title_is_read_back(title: str) -> None:
    (record,) = read(written(Record("book", "k", {"title": title})))
    assert record["title"] == title


@given(lines)
def test_an_abstract_is_read_back(text: str) -> None:
    (record,) = read(written(Record("article-journal", "k", {"title": "T", "abstract": text})))
    assert record["abstract"] == text


@given(st.lists(words, min_size=1, max_size=6).map("\n".join))
def test_a_value_of_another_format_stands_in_one_line(text: str) -> None:
    record = Record("article-journal", "k", {"title": "T", "abstract": text, "note": text})
    assert all(line[2:6] == "  - " for line in written(record).split("\n") if line)
    (again,) = read(written(record))
    assert again["abstract"] == " ".join(text.split())


@given(lines.filter(lambda text: text.strip(" ,;") and ",," not in text))
def test_a_body_is_read_back(name: str) -> None:
    name = name.strip(" ,;")
    (record,) = read(written(Record("report", "k", {"author": [Name(literal=name)]})))
    assert [person.display for person in record.names("author")] == [name] or "," in name


@settings(max_examples=300)
@given(st.lists(hostile, min_size=1, max_size=4), hostile, hostile)
def test_as_many_records_are_read_as_were_written(titles: list[str], text: str, key: str) -> None:
    records = [Record("article-journal", key or "k", {"title": title}) for title in titles]
    for record in records:
        record["abstract"] = text
        record["author"] = [Name(literal=text)] if text else []
        record.extra = {f"ris:{key}": text, "ris:TY": text, "ris:C7": [text, key]}
    assert len(read(written(*records))) == len(records)


@settings(max_examples=300)
@given(st.text(st.sampled_from("TYERAUPYN1SP -\n\t0129/;,.<&>aé")))
def test_any_text_is_read_and_what_is_written_of_it_is_stable(text: str) -> None:
    first = written(*read("TY  - JOUR\n" + text))
    second = written(*read(first))
    assert len(read(first)) == len(read(second))
