"""`--jobs`: what several processes write is what one writes, and says the same."""

from __future__ import annotations

import json
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

import citeconv
from citeconv.formats import registry
from citeconv.formats.cuts import SpanFile, placed, spans
from citeconv.model.report import MAX_KEPT
from tests.unit.cli.conftest import COMMAND, ENVIRONMENT


def _bib(count: int, tail: str = "") -> str:
    """Entries of which each tenth has the key of another, one in a hundred is broken."""
    entries = [
        f"@article{{key{number // 10 if number % 10 == 3 else number},\n"
        f"  title {'' if number % 100 == 7 else '='} {{On {{Shelf}} {number}, @article{{not}} one}},\n"
        f"  note = {{{'text ' * 30}}},\n  journal = undefined{number % 3}\n}}\n\n"
        for number in range(count)
    ]
    return "".join(entries) + tail


def _dump(count: int, flat: bool) -> str:
    gap = " " if flat else "\n"
    return "".join(
        f"key: cord-{number:07d}-aaaa{number:04d}{gap}title: No. {number}{gap}date: 2020{gap}"
        f"doc_id: {number}{gap}cord_uid: aaaa{number:04d}{gap}{gap}nan {'body ' * 60}"
        + (" key: cord-0000001-zzzzzzzz is named here" if number % 9 == 4 else "")
        + "\n"
        for number in range(count)
    )


def _ris(count: int) -> str:
    """Records of which some are not ended, and values that go on over lines or look like ends."""
    return "".join(
        f"TY  - {'JOUR' if number % 7 else 'BOOK'}\nTI  - On shelves {number}\n"
        f"AB  - {'text ' * 40}\n{'ER is no end here' if number % 9 else 'TY  - in a value'}\n"
        + ("" if number % 50 == 8 else "ER  - \n\n")
        for number in range(count)
    )


TEXTS = {
    "refs.bib": _bib(5000),
    "refs.ris": _ris(5000),
    "lines.txt": _dump(4000, flat=False),
    "flat.txt": _dump(4000, flat=True),
    "array.json": json.dumps(
        [
            {"id": f"id{n % 900}", "type": "book", "title": "{" * (n == 2500) + "T" * 200}
            | {"author": [{"family": "Roe", "given": "R"}, {"literal": "A body"}]}
            for n in range(5000)
        ]
    ),
    "indented.json": json.dumps(
        [{"id": f"id{n}", "author": [{"family": "Roe"}], "type": "book"} for n in range(9000)],
        indent=1,
    ),
    "items.jsonl": "".join(
        json.dumps({"id": f"id{n % 700}", "type": "book", "title": "T" * 200}) + "\n"
        for n in range(6000)
    ),
}


@pytest.mark.parametrize("target", ["bibtex", "csl-json"])
@pytest.mark.parametrize("name", TEXTS)
def test_a_large_file_in_parts_is_the_same(name: str, target: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(TEXTS[name], encoding="utf-8")
    outputs, reports = [], []
    for jobs in ("1", "2"):
        command = [*COMMAND, "convert", name, "-t", target, "--jobs", jobs, "-q"]
        command += ["--report", f"{jobs}.json"]
        done = subprocess.run(command, cwd=tmp_path, env=ENVIRONMENT, capture_output=True)
        assert done.stderr == b""
        outputs.append(done.stdout)
        reports.append(json.loads((tmp_path / f"{jobs}.json").read_text(encoding="utf-8")))
    assert outputs[0] == outputs[1]
    assert reports[0]["counts"] == reports[1]["counts"]
    if sum(reports[0]["counts"].values()) < MAX_KEPT:
        assert json.dumps(reports[0]) == json.dumps(reports[1])


@pytest.mark.parametrize(
    ("name", "text", "format_"),
    [
        ("refs.bib", _bib(200), "bibtex"),
        ("lines.txt", _dump(100, flat=False), "cord-dump"),
        ("flat.txt", _dump(100, flat=True), "cord-dump"),
        ("crlf.txt", _dump(100, flat=False).replace("\n", "\r\n"), "cord-dump"),
    ],
)
def test_parts_are_read_as_the_whole_is(name: str, text: str, format_: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"\xef\xbb\xbf" + text.encode() + b"caf\xe9 ")
    boundary = registry.get(format_).boundary
    assert boundary is not None
    parts = list(spans(str(path), lambda left: 3000, boundary))
    assert len(parts) > 3
    assert all(one.end == following.start for one, following in pairwise(parts))
    whole, joined = citeconv.Report(), citeconv.Report()
    expected = list(citeconv.read(path, format_, report=whole))
    found, lines, told = [], 0, set[str]()
    for span in parts:
        report = citeconv.Report()
        file = SpanFile(span)
        found += list(citeconv.read(file, format_, report=report))
        placed(report, lines, told)
        lines += file.lines
        joined.merge(report)
    assert found == expected
    assert sorted(map(str, joined)) == sorted(map(str, whole))


@pytest.mark.parametrize(
    "tail",
    [
        "@string{a = {b}}\n",
        "@Comment{x}\n",
        "@book{x, crossref = {key1}}\n",
        "@book{x, XDATA={key1}}\n",
        "% Encoding: ISO8859_1\n",
    ],
)
def test_entries_that_need_each_other_are_not_cut_apart(tail: str, tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_text(_bib(100, tail), encoding="utf-8")
    boundary = registry.get("bibtex").boundary
    assert boundary is not None
    assert len(list(spans(str(path), lambda left: 3000, boundary))) == 1


def test_the_named_format_holds_for_small_files_before_a_large_one(tmp_path: Path) -> None:
    (tmp_path / "small").write_text(
        "TI  - On boxes\nER  - \n", encoding="utf-8"
    )  # told by -f alone
    (tmp_path / "large").write_text(TEXTS["refs.ris"], encoding="utf-8")
    outputs = []
    for jobs in ("1", "2"):
        command = [*COMMAND, "convert", "small", "large", "-f", "ris", "-t", "bibtex", "-q"]
        done = subprocess.run(
            [*command, "--jobs", jobs], cwd=tmp_path, env=ENVIRONMENT, capture_output=True
        )
        outputs.append(done.stdout)
    assert b"On boxes" in outputs[0]
    assert outputs[0] == outputs[1]


def test_braces_in_strings_are_text(tmp_path: Path) -> None:
    item = {"type": "book", "title": 'An { odd " title', "custom": {"x": [{}, {"no": 1}]}}
    path = tmp_path / "refs.json"
    path.write_text(json.dumps([{"id": str(n), **item} for n in range(100)]), encoding="utf-8")
    boundary = registry.get("csl-json").boundary
    assert boundary is not None
    parts = list(spans(str(path), lambda left: 1000, boundary))
    assert len(parts) > 5
    found = [record.id for part in parts for record in citeconv.read(SpanFile(part), "csl-json")]
    assert found == [str(n) for n in range(100)]
