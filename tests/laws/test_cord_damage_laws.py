"""Laws of damaged dumps: labels empty, `nan`, malformed or missing cost no other field."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import citeconv
from citeconv.formats.cord_dump import FORMAT
from citeconv.formats.format import Options
from citeconv.formats.source import Source
from citeconv.model.record import Record
from citeconv.model.report import Report

LABELS = ("authors", "title", "date", "journal", "DOI", "sha", "doc_id", "cord_uid")
Header = dict[str, str]

#: What a value may be; the last ones of each are malformed. "" is an empty value.
_VALUES = {
    "authors": ("Ek, Bo; Lee, Ann", "WHO Working Group", "van der Berg, J"),
    "title": ("A title: of a thing", "Is DOI: the last word?", "x"),
    "date": ("2020-05-17", "2019", "20-5-1", "2020 Spring", "n.d."),
    "journal": ("J Virol", "Lancet (London, England)", "bioRxiv", "Journal: the journal"),
    "DOI": ("10.1000/xyz", "10.1002/(SICI)1<1::AID-J>3.0.CO;2-W", "10.1/2", "10.1000", "none"),
    "sha": ("0123456789abcdef0123456789abcdef01234567", "PMC123456", "0123abc"),
    "doc_id": ("{number}", "{number}.0", "12x"),
    "cord_uid": ("{uid}", "zz34zz34", "ab12"),
}
_MISSING = ("nan", "", None)

UIDS = st.text("0123456789abcdefghijklmnopqrstuvwxyz", min_size=8, max_size=8).filter(
    lambda uid: uid not in ("zz34zz34",)
)


@st.composite
def headers(draw: st.DrawFn, damage: int = 8) -> Header:
    """A header of which at most `damage` labels have not the value that they should have."""
    number, uid = draw(st.integers(1, 9_999_999)), draw(UIDS)
    full: Header = {"key": f"cord-{number:07d}-{uid}"}
    damaged = draw(st.sets(st.sampled_from(LABELS), max_size=damage))
    for label in LABELS:
        good = _VALUES[label][: 1 if label in ("DOI", "sha", "doc_id", "cord_uid") else 2]
        value = draw(st.sampled_from(_MISSING + _VALUES[label] if label in damaged else good))
        if value is not None:
            full[label] = value.format(number=number, uid=uid)
    if not any(full.get(label, "nan") not in ("", "nan") for label in LABELS[:5]):
        full["title"] = "A title"
        full = {label: full[label] for label in ("key", *LABELS) if label in full}
    return full


def lines_of(full: Header) -> list[str]:
    return [f"{label}: {value}" for label, value in full.items()]


def printed(full: Header, flat: bool) -> str:
    """The record with a missing abstract and some text."""
    if flat:
        return " ".join([*lines_of(full), "nan", "The text of it."])
    return "\n".join([*lines_of(full), "", "nan", "", "The text of it.", ""])


def given_fields(full: Header) -> Header:
    return {label: value for label, value in full.items() if value not in ("", "nan")}


def said(record: Record) -> Header:
    """The header that a record says: a kept spelling, else the variable's."""
    found = {label: record.extra.get(f"cord:{label}") for label in LABELS}
    found["authors"] = found["authors"] or "; ".join(
        name.inverted for name in record.names("author")
    )
    found["title"], found["journal"] = record.text("title"), record.text("container-title")
    found["DOI"] = found["DOI"] or record.text("DOI")
    found["date"] = found["date"] or str(record.get("issued", ""))
    return {"key": record.id} | {label: str(value) for label, value in found.items() if value}


def read(text: str, **options: object) -> tuple[list[Record], Report]:
    report = Report()
    source = Source(io.BytesIO(text.encode()), "x.txt", report, options=options)
    assert FORMAT.read is not None
    return list(FORMAT.read(source, report)), report


def write(records: list[Record], flat: bool) -> str:
    assert FORMAT.write is not None
    return "".join(FORMAT.write(records, Report(), Options({"flat": flat})))


@settings(max_examples=300)
@given(
    st.lists(headers(), min_size=1, max_size=4, unique_by=lambda full: full["key"]), st.booleans()
)
def test_every_given_field_comes_back_exactly(fulls: list[Header], flat: bool) -> None:
    text = "\n".join(printed(full, flat) for full in fulls)
    records, _ = read(text, with_text=True)
    assert [said(record) for record in records] == [given_fields(full) for full in fulls], text
    assert all(record.extra["cord:body"] == "The text of it." for record in records), text


@settings(max_examples=150)
@given(st.lists(headers(damage=1), min_size=1, max_size=4, unique_by=lambda full: full["key"]))
def test_records_on_one_line_stay_apart(fulls: list[Header]) -> None:
    text = " ".join(printed(full, flat=True) for full in fulls)
    records, _ = read(text)
    assert [said(record) for record in records] == [given_fields(full) for full in fulls], text


@settings(max_examples=200)
@given(headers(), st.booleans(), st.booleans())
def test_read_written_and_read_is_the_same(full: Header, flat: bool, flat_again: bool) -> None:
    records, _ = read(printed(full, flat), with_text=True)
    written = write(records, flat_again)
    again, _ = read(written, with_text=True)
    assert again == records, written
    assert write(again, flat_again) == written


@pytest.mark.parametrize("flat", [True, False])
@pytest.mark.parametrize("value", _MISSING)
@pytest.mark.parametrize("label", LABELS)
def test_a_missing_value_is_missing_alone(label: str, value: str | None, flat: bool) -> None:
    full = {"key": "cord-0012345-ab12cd34"}
    for name in LABELS:
        text = value if name == label else _VALUES[name][0].format(number=12345, uid="ab12cd34")
        if text is not None:
            full[name] = text
    for text in (printed(full, flat), printed(full, flat).replace("DOI: ", "DOI:  ")):
        records, report = read(text)
        assert [said(record) for record in records] == [given_fields(full)], text
        assert not report.kept


@pytest.mark.parametrize("flat", [True, False])
@pytest.mark.parametrize(
    ("label", "value", "code"),
    [
        ("date", "n.d.", "date-malformed"),
        ("DOI", "10.1/2", "identifier-invalid"),
        ("DOI", "none", "identifier-invalid"),
        ("sha", "0123abc", "identifier-invalid"),
        ("doc_id", "12x", "identifier-invalid"),
        ("cord_uid", "ab12", "identifier-invalid"),
    ],
)
def test_a_malformed_value_is_kept_and_told(label: str, value: str, code: str, flat: bool) -> None:
    full = {"key": "cord-0012345-ab12cd34"} | {
        name: _VALUES[name][0].format(number=12345, uid="ab12cd34") for name in LABELS
    }
    full[label] = value
    records, report = read(printed(full, flat))
    assert [said(record) for record in records] == [full]
    told = [(one.code, one.place.field, one.place.record, one.detail) for one in report]
    assert told == [(code, label, full["key"], value)]


def test_a_journal_that_nothing_ends_is_told() -> None:
    _, report = read(
        "key: cord-0012345-ab12cd34 title: T date: 2020 journal: J Virol Text of it.\n"
    )
    assert [one.code for one in report] == ["field-malformed"]


@pytest.mark.parametrize("flat", [True, False])
@pytest.mark.parametrize(
    ("key", "id_", "code"),
    [
        ("key: ", "cord-0000002-abcdefg2", "id-missing"),
        ("key: nan", "cord-0000002-abcdefg2", "id-missing"),
        ("key:  cord-2-abcdefg2", "cord-2-abcdefg2", "identifier-invalid"),
        ("key: smith2020", "smith2020", "identifier-invalid"),
        ("", "cord-0000002-abcdefg2", "id-missing"),
    ],
)
def test_a_record_without_a_key_is_read(key: str, id_: str, code: str, flat: bool) -> None:
    full = {"authors": "Ek, Bo", "title": "T", "date": "2020", "journal": "J", "DOI": "10.1000/x"}
    full |= {"sha": "nan", "doc_id": "2", "cord_uid": "abcdefg2"}
    good = {"key": "cord-0000001-abcdefg1", "title": "T", "date": "2020", "cord_uid": "abcdefg1"}
    damaged = printed(full, flat)
    if key:
        damaged = f"{key}{' ' if flat else chr(10)}{damaged}"
    texts = [damaged] if not key else [damaged, printed(good, flat) + "\n" + damaged]
    for text in texts:
        records, report = read(text + "\n" + printed(good, flat), with_text=True)
        expected = {"key": id_} | given_fields(full)
        assert [said(one) for one in records if one.id != good["key"]] == [expected], text
        assert len(records) == 1 + text.count(good["key"]) + 1
        assert [(one.code, one.place.field) for one in report] == [(code, "key")]
        written = write([one for one in records if one.id != good["key"]], flat)
        assert written.startswith("key: cord-0000002-abcdefg2")
    assert FORMAT.detect is not None
    assert FORMAT.detect(damaged) >= 0.5


@settings(max_examples=100)
@given(
    st.lists(headers(damage=0), min_size=1, max_size=4, unique_by=lambda full: full["key"]),
    st.booleans(),
    st.sampled_from(["\n", "\n\n", "\ufeff"]),
)
def test_a_record_whose_key_is_missing_costs_no_other(
    fulls: list[Header], flat: bool, joint: str
) -> None:
    first = fulls[0]
    texts = [printed(first, flat)]
    for full in fulls:
        keyless = {label: value for label, value in full.items() if label != "key"}
        texts += [printed(keyless, flat) if joint != "\ufeff" else printed(full, flat)]
    records, report = read(joint.join(texts), with_text=True)
    assert [said(record) for record in records] == [given_fields(full) for full in [first, *fulls]]
    assert all(record.extra["cord:body"] == "The text of it." for record in records)
    assert report.counts["id-missing"] == (0 if joint == "\ufeff" else len(fulls))


@pytest.mark.parametrize("size", [1, 7, 300, 70_000])
def test_where_the_stream_is_cut_makes_no_difference(size: int) -> None:
    full = {
        label: values[0].format(number=12345, uid="ab12cd34") for label, values in _VALUES.items()
    }
    key = {"key": "cord-0012345-ab12cd34"}
    texts = [printed(one, flat) for flat in (False, True) for one in (key | full, full)]
    text = ("\n".join(texts) + "\nA long text of no meaning. " * 400 + "\n") * 40

    class Cut(io.BytesIO):
        def read(self, _: int | None = -1) -> bytes:
            return super().read(size)

    assert FORMAT.read is not None
    records = list(FORMAT.read(Source(Cut(text.encode()), "x.txt", Report()), Report()))
    assert [said(record) for record in records] == [key | full] * 160


@pytest.mark.parametrize("flat", [True, False])
def test_a_damaged_dump_is_read_from_standard_input(flat: bool) -> None:
    good = {"key": "cord-0000001-abcdefg1", "title": "T", "date": "2020", "cord_uid": "abcdefg1"}
    damaged = {"authors": "Ek, Bo", "title": "U", "date": "2021", "journal": "J", "DOI": "10.1/2"}
    damaged |= {"sha": "", "doc_id": "2", "cord_uid": "abcdefg2"}
    texts = [printed(good, flat), printed(damaged, flat), "key: cord-0000003-abcdefg3\n\n"]
    done = subprocess.run(
        [sys.executable, "-m", "citeconv", "convert", "-", "--to", "csl-json", "-v"],
        input="\n".join(texts),
        capture_output=True,
        text=True,
        check=False,
    )
    assert [item["title"] for item in json.loads(done.stdout)] == ["T", "U"]
    assert done.returncode == 0
    for code in ("id-missing", "identifier-invalid", "record-invalid"):
        assert f"[{code}]" in done.stderr


def test_a_text_that_names_keys_has_no_record() -> None:
    text = "key: one\ntitle: x\n\nkey: value\nauthors: a few\nmonkey: title: see\nkey:\n\n"
    records, report = read(printed({"key": "cord-0000001-abcdefg1", "title": "T"}, False) + text)
    assert len(records) == 1
    assert not report.kept


@pytest.mark.parametrize("flat", [True, False])
@pytest.mark.parametrize("packed", ["x.txt", "x.txt.gz", "x.zip", "x.tar.gz"])
def test_archives_make_no_difference(tmp_path: Path, packed: str, flat: bool) -> None:
    fulls = [
        {"key": f"cord-000000{n}-abcdefg{n}", "title": "T", "date": "2020", "journal": f"J {n}"}
        | dict(damage, doc_id=str(n))
        for n, damage in enumerate(
            [{"DOI": "", "sha": "nan"}, {"DOI": "10.1/2"}, {"sha": ""}, {"DOI": "none", "sha": "x"}]
        )
    ]
    data = "\n".join(printed(full, flat) for full in fulls).encode()
    path = tmp_path / packed
    if packed.endswith(".zip"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a.txt", data)
    elif packed.endswith(".tar.gz"):
        with tarfile.open(path, "w:gz") as tar:
            member = tarfile.TarInfo("a.txt")
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    else:
        path.write_bytes(gzip.compress(data) if packed.endswith(".gz") else data)
    records = list(citeconv.load(path, "cord-dump"))
    assert [said(record) for record in records] == [given_fields(full) for full in fulls]
