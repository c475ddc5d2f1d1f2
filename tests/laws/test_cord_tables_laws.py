"""Laws of metadata.csv and document_parses: rows come back, damage costs itself only."""

from __future__ import annotations

import csv
import io
import json
import random

import pytest

import citeconv
from citeconv.formats.cord_metadata import COLUMNS
from citeconv.model.report import CitationError

PIECES = (
    "a",
    "β",
    '"',
    ",",
    "\n",
    ";",
    " ",
    "'",
    "=1+1",
    "nan",
    "<i>x</i>",
    "(eds)",
    "\t",
    "10.1/x",
)


def table(draw: random.Random, rows: int) -> tuple[str, list[dict[str, str]]]:
    values = []
    for number in range(rows):
        row = {
            column: "".join(draw.choices(PIECES, k=draw.randint(1, 12))).strip()
            for column in COLUMNS
            if draw.random() < 0.6
        }
        row["cord_uid"] = f"{number:08d}"
        row["title"] = f"T {row.get('title', '')}".strip()
        values.append(row)
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(values)
    return out.getvalue(), values


@pytest.mark.parametrize("seed", range(10))
def test_rows_come_back(seed: int) -> None:
    text, rows = table(random.Random(seed), 60)
    library = citeconv.loads(text, "cord-metadata")
    records = list(library)
    assert [record.id for record in records] == [row["cord_uid"] for row in rows]
    assert [record.text("title") for record in records] == [row["title"] for row in rows]
    written = citeconv.dumps(records, "cord-metadata")
    assert list(citeconv.loads(written, "cord-metadata")) == records
    assert citeconv.dumps(citeconv.loads(written, "cord-metadata"), "cord-metadata") == written


def test_cells_of_any_size_are_read() -> None:
    abstract = 'He said "no", twice.\n' * 20_000
    out = io.StringIO()
    csv.writer(out).writerows([COLUMNS, ["abcdefgh", "", "", "T", *[""] * 4, abstract, *[""] * 10]])
    record = next(iter(citeconv.loads(out.getvalue(), "cord-metadata")))
    assert record.text("abstract") == abstract.strip()


def test_an_open_quotation_mark_costs_its_own_row() -> None:
    head = ",".join(COLUMNS)
    bad = f'{head}\naaaaaaaa,,PMC,First\nbbbbbbbb,,PMC,"open,\ncccccccc,,PMC,Third\n'
    report = citeconv.Report()
    library = citeconv.loads(bad, "cord-metadata", report=report)
    assert [record.id for record in library] == ["aaaaaaaa", "cccccccc"]
    assert report.counts["record-invalid"] == 1


def test_a_spreadsheet_runs_no_cell_on_request() -> None:
    record = citeconv.Record("document", "aaaaaaaa", {"title": "=cmd()"})
    assert "'=cmd()" in citeconv.dumps([record], "cord-metadata", safe=True)
    assert "'=cmd()" not in citeconv.dumps([record], "cord-metadata")


@pytest.mark.parametrize("piece", ['"', '"a', ",", 'a,"b\n', "abcdefgh,,P\n", '""', '","'])
def test_hostile_tables_come_to_an_end(piece: str) -> None:
    """At this size a reader that is not linear would take hours."""
    text = ",".join(COLUMNS) + "\n" + piece * (1_000_000 // len(piece))
    report = citeconv.Report()
    library = citeconv.loads(text, "cord-metadata", report=report)
    assert len(library) or report.counts


PAPER = {
    "paper_id": "0" * 40,
    "metadata": {
        "title": "T",
        "authors": [{"first": "A", "middle": ["B"], "last": "C", "suffix": "", "affiliation": {}}],
    },
    "abstract": [{"text": "x"}],
    "body_text": [{"text": "y"}],
    "bib_entries": {"BIBREF0": {"title": "R", "year": 2000, "other_ids": {"DOI": ["10.1/x"]}}},
}
ODD = (None, 1, -1.5, True, "", "text", [], {}, [[]], {"a": {}}, [None], 10**30, "nan")


def test_values_of_any_shape_are_taken() -> None:
    draw = random.Random(1)

    def bent(value: object) -> object:
        if draw.random() < 0.15:
            return draw.choice(ODD)
        if isinstance(value, dict):
            return {key: bent(item) for key, item in value.items()}
        if isinstance(value, list):
            return [bent(item) for item in value]
        return value

    for _ in range(500):
        paper = bent(PAPER)
        text = json.dumps(paper)
        for options in ({"with_text": True}, {"bib_entries": True}):
            citeconv.loads(text, "cord-json", **options)


def test_damaged_json_raises_nothing_else() -> None:
    draw = random.Random(2)
    whole = json.dumps(PAPER)
    for _ in range(400):
        cut = draw.randrange(len(whole))
        text = whole[:cut] + draw.choice(["", "\x00", "{", "]", '"', "\ud800"]) + whole[cut + 1 :]
        with_text = draw.random() < 0.5
        try:
            citeconv.loads(text, "cord-json", with_text=with_text)
        except CitationError:
            pass
    citeconv.loads("[" * 100_000, "cord-json")
    citeconv.loads('{"paper_id":' * 50_000, "cord-json")


def test_papers_stand_in_lines_and_arrays_too() -> None:
    for text in (
        json.dumps([PAPER, PAPER]),
        json.dumps(PAPER) + "\n" + json.dumps(PAPER) + "\n",
        json.dumps(PAPER, indent=1) * 2,
    ):
        assert len(list(citeconv.loads(text, "cord-json"))) == 2
        cited = list(citeconv.loads(text, "cord-json", bib_entries=True))
        assert [record.id for record in cited] == ["0" * 40 + "-BIBREF0"] * 2
        assert cited[0].text("DOI") == "10.1/x"
