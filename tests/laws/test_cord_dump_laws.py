"""Laws of the raw dump: headers come back exactly, however they are laid out, cut and joined."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator

import pytest

from citeconv.formats.cord_dump import FORMAT
from citeconv.formats.format import Options
from citeconv.formats.source import Source
from citeconv.model.names import Name
from citeconv.model.record import Record
from citeconv.model.report import Report

LABELS = ("authors", "title", "date", "journal", "DOI", "sha", "doc_id", "cord_uid")
WORDS = (
    "the of and in virus Health date: title: journal: club DOI: sha: doc_id: authors: key: cord_uid: "
    "abstract a: β-coronavirus naïve 2020 2020-01-01 nan café; 10.1000/x <i>in vitro</i> $R_0$ "
    "COVID-19: (eds) p<0.05 “quoted” 新冠 & cord-19 key: cord-000001-abcdefgh study: – 100% 1: 2:"
).split(" ")
FAMILIES = (
    "Li",
    "O’Neill",
    "van der Berg",
    "García-Ruiz",
    "al-Hassan",
    "Müller",
    "Nan",
    "Title",
    "De Date",
)
GIVENS = ("Wei", "J. A.", "Mary-Jane", "M", "Ôno", "A B C")


def header(draw: random.Random) -> dict[str, str]:
    """A header as the corpus may have it, with every label word in its title."""
    uid = "".join(draw.choices("0123456789abcdefghijklmnopqrstuvwxyz", k=8))
    number = draw.choice([draw.randrange(1, 10**6), draw.randrange(1, 10**5)])
    digits = f"{number:06d}" if draw.random() < 0.3 else f"{number:07d}"
    title = " ".join(draw.choices(WORDS, k=draw.randint(1, 25)))
    journal = draw.choice(
        [
            "Br J Soc Work",
            "bioRxiv",
            "Journal: the",
            "J. Date",
            "Lancet (London, England)",
            "Nature: title",
        ]
    )
    sha = "; ".join(f"{draw.getrandbits(160):040x}" for _ in range(draw.randint(1, 3)))
    authors = [
        f"{draw.choice(FAMILIES)}, {draw.choice(GIVENS)}" for _ in range(draw.randint(1, 30))
    ]
    if draw.random() < 0.1:
        authors.append("WHO Working Group")
    doi = f"10.{draw.randrange(1000, 99999)}/{draw.choice(['s1', '(SICI)1-2:3<4::AID>3.0', 'j.x.2020', 'ABC/d:e'])}"
    full = {
        "key": f"cord-{digits}-{uid}",
        "authors": "; ".join(authors),
        "title": title if title != "nan" else "x",
        "date": draw.choice(["2020-03-17", "2019", "2021-12-31"]),
        "journal": journal,
        "DOI": doi,
        "sha": draw.choice([sha, sha, f"PMC{draw.randrange(10**6, 10**7)}"]),
        "doc_id": str(number),
        "cord_uid": uid,
    }
    for label in ("authors", "journal", "DOI", "sha", "date"):
        if draw.random() < 0.06:
            full[label] = "nan"
    return full


def body(draw: random.Random, lines: bool) -> str:
    """Text with colons, label words and mentions of keys."""
    mention = draw.choice(
        [
            "see key: cord-0000001-abcdefgh for more",
            "key: cord-1234567-zzzzzzzz authors: Doe, J title: none",
            "cord_uid: abcdefgh doc_id: 4",
            "date: 2020 journal: club",
        ]
    )
    parts = [" ".join(draw.choices(WORDS, k=draw.randint(5, 80))) for _ in range(4)]
    parts.insert(draw.randrange(4), f"we {mention}.")
    return "\n".join(parts) if lines else " ".join(parts)


def printed(full: dict[str, str], text: str, flat: bool, abstract: str = "nan") -> str:
    lines = [f"{label}: {value}" for label, value in full.items()]
    return (
        " ".join([*lines, abstract, text]) if flat else "\n".join([*lines, "", abstract, "", text])
    )


def blocks_of(data: bytes, draw: random.Random) -> io.BytesIO:
    class Cut(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(
                draw.choice([1, 3, 50, 1000, 70_000]) if len(data) < 20_000 else size
            )

    return Cut(data)


def read(data: bytes | str, **options: object) -> tuple[list[Record], Report]:
    report = Report()
    file = io.BytesIO(data.encode() if isinstance(data, str) else data)
    source = Source(file, "x.txt", report, options=options)
    assert FORMAT.read is not None
    return list(FORMAT.read(source, report)), report


def write(records: list[Record], **options: object) -> str:
    assert FORMAT.write is not None
    return "".join(FORMAT.write(records, Report(), Options(options)))


def said(record: Record) -> dict[str, str]:
    """The header that a record says, out of its variables."""
    found = {"key": record.id, **dict.fromkeys(LABELS, "nan")}
    found["authors"] = str(record.extra.get("cord:authors", ""))
    if not found["authors"]:
        found["authors"] = "; ".join(name.inverted for name in record.names("author")) or "nan"
    for label, variable in (("title", "title"), ("journal", "container-title"), ("DOI", "DOI")):
        found[label] = record.text(variable) or "nan"
    found["date"] = str(record.get("issued", "nan"))
    for label in ("sha", "doc_id", "cord_uid"):
        found[label] = str(record.extra.get(f"cord:{label}", "nan"))
    return found


def cases(seed: int, count: int) -> Iterator[tuple[dict[str, str], str, bool]]:
    draw = random.Random(seed)
    for _ in range(count):
        full = header(draw)
        flat = draw.random() < 0.5
        yield full, printed(full, body(draw, not flat), flat), flat


@pytest.mark.parametrize("seed", range(8))
def test_every_field_of_a_header_comes_back_exactly(seed: int) -> None:
    for full, text, flat in cases(seed, 250):
        records, _ = read(text)
        assert len(records) == 1, text[:600]
        assert said(records[0]) == full, (flat, text[:600])


@pytest.mark.parametrize("flat", [True, False])
@pytest.mark.parametrize("joint", ["\n", "", "\n\n", "\r\n"])
def test_records_may_be_joined_and_cut_anywhere(flat: bool, joint: str) -> None:
    draw = random.Random(5)
    headers = [header(draw) for _ in range(30)]
    text = joint.join(printed(full, body(draw, not flat), flat) for full in headers)
    if joint == "\r\n":
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    report = Report()
    assert FORMAT.read is not None
    records = list(FORMAT.read(Source(blocks_of(text.encode(), draw), "x", report), report))
    assert [said(record) for record in records] == headers


@pytest.mark.parametrize("flat", [True, False])
@pytest.mark.parametrize("with_text", [True, False])
def test_what_is_written_is_read_back(flat: bool, with_text: bool) -> None:
    text = "\n".join(text for _, text, _ in cases(99, 60))
    records, _ = read(text, with_text=with_text)
    written = write(records, flat=False)
    again, _ = read(written, with_text=with_text)
    assert again == records
    assert write(again, flat=False) == written
    flat_text = write(records, flat=True)
    flat_again, _ = read(flat_text, with_text=with_text)
    assert len(flat_again) == len(records)
    assert [said(record) for record in flat_again] == [said(record) for record in records]
    assert write(flat_again, flat=True) == flat_text


def test_a_missing_line_is_a_missing_value() -> None:
    draw = random.Random(3)
    for number in range(400):
        full = header(draw)
        plain = {**full, "title": f"A plain title {number}"}
        for label in draw.sample(LABELS, draw.randint(1, 3)):
            if label != "title":
                plain.pop(label, None)
        flat = draw.random() < 0.5
        if flat and not {"cord_uid", "doc_id", "sha", "DOI"} & set(plain):
            continue
        records, _ = read(printed(plain, "The body text.", flat))
        assert len(records) == 1
        expected = {**dict.fromkeys(LABELS, "nan"), **plain}
        assert said(records[0]) == expected, (flat, plain)


def test_latin_1_bom_and_utf_16_are_read() -> None:
    full = header(random.Random(1)) | {"title": "Die Müller-Lyer’sche Täuschung"}
    text = printed(full, "Text naïve", False)
    for data in (text.encode("cp1252", "ignore"), text.encode("utf-8-sig"), text.encode("utf-16")):
        records, _ = read(data)
        assert records[0].text("title") == full["title"]
        assert records[0].id == full["key"]


HOSTILE = (
    "key: cord-0000001-aaaaaaaa ",
    "key: cord-0000001-aaaaaaaa\n",
    "key: cord-0000001-aaaaaaaa authors: ",
    "key: cord-0000001-aaaaaaaa\nauthors: \n",
    "key: cord-0000001-aaaaaaaa title: x doc_id: 1 ",
    "cord_uid: aaaaaaab ",
    "key: cord-0000001-aaaaaaaa date: 2020 journal: ",
    " journal: date: ",
    "(eds) ",
    "A. B. ",
    "Aa Bb, ",
    "\n\n",
    "\r",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_comes_to_an_end(piece: str) -> None:
    """At this size a scanner that is not linear would take hours."""
    start_of_record = "key: cord-0000001-aaaaaaaa title: "
    end = " doc_id: 1 cord_uid: aaaaaaaa "
    for build in (
        lambda n: piece * n,
        lambda n: start_of_record + piece * n,
        lambda n: start_of_record + piece * n + end,
        lambda n: start_of_record + "x" + end + piece * n,
    ):
        records, _ = read(build(500_000 // len(piece)).encode(), with_text=True)
        assert len(records) <= 500_000 // len(piece) + 1


def test_no_input_raises_anything_but_citation_errors() -> None:
    draw = random.Random(7)
    base = "\n".join(text for _, text, _ in cases(4, 6)).encode()
    for _ in range(300):
        damaged = bytearray(base[draw.randrange(2000) : draw.randrange(2000, len(base))])
        for _ in range(draw.randint(1, 30)):
            at = draw.randrange(len(damaged))
            damaged[at : at + draw.randrange(5)] = draw.randbytes(draw.randrange(4))
        read(bytes(damaged), with_text=draw.random() < 0.5)
        write(read(bytes(damaged), with_text=True)[0], flat=draw.random() < 0.5)


def test_as_many_records_are_read_as_were_written_whatever_they_hold() -> None:
    draw = random.Random(8)
    pieces = [
        *(text for _, text, _ in cases(21, 12)),
        "key: cord-0000001-aaaaaaaa authors: A title: T doc_id: 1 cord_uid: aaaaaaaa ",
        "\nkey: cord-0000001-aaaaaaaa\ntitle: T\n\n",
        "\n\n",
        "; ",
        "nan",
        "doc_id: 1 cord_uid: aaaaaaaa",
        "\x00\r\x1f",
    ]
    for _ in range(60):
        records = []
        for number in range(draw.randint(1, 5)):
            id_ = draw.choice([f"cord-{number:07d}-aaaaaaaa", "key: cord-1", "smith2020\n"])
            record = Record("article-journal", id_)
            for variable in ("title", "container-title", "DOI", "abstract"):
                record[variable] = "x" + "".join(draw.choices(pieces, k=draw.randint(1, 3)))
            record["author"] = [Name(literal=draw.choice(pieces)), Name("A", draw.choice(pieces))]
            record.extra["cord:body"] = draw.choice(pieces)
            records.append(record)
        for flat in (True, False):
            written = write(records, flat=flat)
            assert len(read(written)[0]) == len(records), written
