"""Bad input: a clear message with file and line, the good records converted, the right exit code."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import tarfile
import time
import zipfile
from pathlib import Path

import pytest

ITEMS = [{"id": f"id{number}", "type": "book", "title": f"Title {number}"} for number in range(400)]


def _zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def _lines(count: int) -> bytes:
    return "".join(json.dumps(item) + "\n" for item in ITEMS[:count]).encode()


def test_a_truncated_gzip_gives_what_is_before_the_cut(citeconv, tmp_path: Path) -> None:
    data = gzip.compress(os.urandom(0) + _lines(400))
    (tmp_path / "refs.jsonl.gz").write_bytes(data[: len(data) // 2])
    done = citeconv("convert", "refs.jsonl.gz", "-t", "csl-jsonl")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert 0 < len(records) < 400
    assert "refs.jsonl.gz: invalid: the archive is damaged or truncated" in done.stderr
    assert done.returncode == 0
    assert citeconv("convert", "refs.jsonl.gz", "-t", "csl-jsonl", "--strict").returncode == 3


def test_a_truncated_zip_gives_the_members_before_the_cut(citeconv, tmp_path: Path) -> None:
    members = {f"{number}.jsonl": _lines(number + 1)[-60:] for number in range(3)}
    path = _zip(tmp_path / "refs.zip", {name: _lines(1) for name in members})
    path.write_bytes(path.read_bytes()[:-80])
    done = citeconv("convert", "refs.zip", "-t", "csl-jsonl")
    assert "refs.zip: invalid: the archive is damaged or truncated" in done.stderr
    assert done.stdout.count("\n") >= 2
    assert done.returncode == 0


def test_a_truncated_tar_gives_the_members_before_the_cut(citeconv, tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for number in range(40):
            data = json.dumps({**ITEMS[number], "abstract": os.urandom(2000).hex()}).encode()
            info = tarfile.TarInfo(f"{number}.json")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    (tmp_path / "refs.tar.gz").write_bytes(buffer.getvalue()[: len(buffer.getvalue()) // 2])
    done = citeconv("convert", "refs.tar.gz", "-t", "csl-jsonl")
    assert 10 < done.stdout.count("\n") < 40
    assert "invalid" in done.stderr
    assert done.returncode == 0


def test_a_zip_bomb_is_refused_at_once_and_its_neighbours_are_read(
    citeconv, tmp_path: Path
) -> None:
    _zip(tmp_path / "bomb.zip", {"bomb.json": b"[" + b" " * (200 << 20), "good.jsonl": _lines(1)})
    start = time.monotonic()
    done = citeconv("convert", "bomb.zip", "-t", "csl-jsonl")
    assert time.monotonic() - start < 5
    assert "bomb.zip/bomb.json: invalid: the archive unpacks to more than is allowed" in done.stderr
    assert json.loads(done.stdout) == ITEMS[0]
    assert done.returncode == 0


def test_an_unreadable_file_in_a_folder_costs_itself(citeconv, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    for item in ITEMS[:50]:
        (folder / f"{item['id']}.json").write_text(json.dumps(item), encoding="utf-8")
    (folder / "id7.json").unlink()
    (folder / "id7.json").symlink_to("nowhere")
    (folder / ".DS_Store").write_bytes(b"\0\0")
    done = citeconv("convert", "library", "-t", "csl-jsonl")
    assert done.stdout.count("\n") == 49
    assert done.stderr == (
        "citeconv: library/id7.json: invalid: the file cannot be read: "
        "No such file or directory [file-unreadable]\n"
    )
    assert done.returncode == 0


def test_a_file_of_no_known_format_in_a_folder_costs_itself(citeconv, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "a.json").write_text(json.dumps(ITEMS[0]), encoding="utf-8")
    (folder / "b.bin").write_bytes(bytes(range(256)) * 40)
    (folder / "c.md").write_text("# Notes\n\nno bibliography\n", encoding="utf-8")
    done = citeconv("convert", "library", "-t", "csl-jsonl")
    assert done.stdout.count("\n") == 1
    assert "library/b.bin: invalid: the format of the input cannot be told" in done.stderr
    assert "library/c.md: invalid: the format of the input cannot be told" in done.stderr
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("labels.txt", "key: \nauthors: \ntitle: \ndate: \njournal: \nDOI: \nsha: \n", 1),
        ("one-label.txt", "key: cord-000001-abcdefgh\n", 1),
        ("one-label.ris", "TY  - BOOK\n", 0),
        ("tags-without-values.ris", "TY  - \nAU  - \nTI  - \nER  - \n", 0),
        ("no-value.bib", "@book{a, title = }", 0),
        ("no-end.bib", "@book{a, title = {B", 0),
        ("only-head.csv", "cord_uid,sha,title,authors\n", 1),
        ("not-a-bibliography.bib", "Dear all,\nplease find attached the minutes.\n", 1),
        ("spaces.ris", " \n\n \t\n", 1),
        ("nulls.json", "\0\0\0\0\0\0", 1),
    ],
)
def test_a_poor_file_is_a_clear_message_and_never_silence(
    citeconv, tmp_path: Path, name: str, text: str, code: int
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = citeconv("convert", name, "-t", "csl-json")
    assert done.returncode == code, done.stderr
    assert "internal error" not in done.stderr
    assert "Traceback" not in done.stderr
    if code:
        assert name in done.stderr
        assert done.stdout == ""
    else:
        json.loads(done.stdout)


def test_the_lines_of_messages_are_the_files(citeconv, tmp_path: Path) -> None:
    text = (
        "@book{a, title = {On shelves}}\n\n@book{b, title = {cut\n\n@book{c, title = {On doors}}\n"
    )
    (tmp_path / "refs.bib").write_text(text, encoding="utf-8")
    done = citeconv("convert", "refs.bib", "-t", "csl-jsonl", "-v")
    assert "refs.bib:3" in done.stderr
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()][-1] == "c"


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_reported(citeconv, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[]", encoding="utf-8")
    (tmp_path / "a.json").chmod(0)
    done = citeconv("convert", "a.json", "-t", "csl-jsonl")
    assert "a.json: invalid: the file cannot be read: Permission denied" in done.stderr
    assert done.returncode == 1
