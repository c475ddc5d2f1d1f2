"""Opening inputs: every kind of container gives the same files; a bad one costs itself only."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from citeconv.formats.archive import open_inputs
from citeconv.model.report import Report

FILES = {"a.txt": b"alpha", "sub/b.txt": b"beta" * 1000, "sub/c.txt": b""}


def contents(*inputs: object) -> tuple[dict[str, bytes], Report]:
    report = Report()
    found = {item.name: item.file.read() for item in open_inputs(inputs, report)}  # type: ignore[arg-type]
    return found, report


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        zipped(FILES),
        zipped(FILES, zipfile.ZIP_STORED),
        zipped(FILES, zipfile.ZIP_BZIP2),
        tarred(FILES),
        tarred(FILES, "w:gz"),
        tarred(FILES, "w:bz2"),
        tarred(FILES, "w:xz"),
        gzip.compress(zipped(FILES)),
        zipped({n: gzip.compress(d) for n, d in FILES.items()}),
        tarred({"one.zip": zipped(FILES)}),
    ],
)
def test_every_container_gives_the_same_files(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(data)
    for given in (data, io.BytesIO(data), tmp_path / "x"):
        found, report = contents(given)
        assert sorted(found.values()) == sorted(FILES.values())
        assert not len(report)


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress])
def test_compressed_streams_may_be_joined(compress, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "x.bib.gz"
    path.write_bytes(compress(b"one ") + compress(b"two"))
    found, report = contents(path)
    assert list(found.values()) == [b"one two"]
    assert not len(report)


def test_a_folder_is_read_in_order_without_hidden_files_and_loops(tmp_path: Path) -> None:
    for name, data in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    (tmp_path / ".DS_Store").write_bytes(b"x")
    (tmp_path / "__MACOSX").mkdir()
    (tmp_path / "__MACOSX" / "a.txt").write_bytes(b"x")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    found, report = contents(tmp_path)
    assert {os.path.relpath(name, tmp_path): data for name, data in found.items()} == FILES
    assert list(report.counts) == ["file-unreadable"]
    found, report = contents(str(tmp_path / "**" / "*.txt"))
    assert set(FILES.values()) <= set(found.values())


def test_what_is_not_there_is_reported() -> None:
    found, report = contents("/nowhere/at/all", "/nowhere/*.bib", b"good")
    assert list(found.values()) == [b"good"]
    assert report.counts["file-unreadable"] == 2


def test_a_pipe_is_read(tmp_path: Path) -> None:
    for data in (b"plain", gzip.compress(b"plain"), zipped({"p": b"plain"})):
        read, write = os.pipe()
        os.write(write, data)
        os.close(write)
        with open(read, "rb") as pipe:
            found, _ = contents(pipe)
        assert list(found.values()) == [b"plain"]


@pytest.mark.parametrize("cut", [10, 60, 200, 1000])
def test_a_truncated_archive_keeps_its_good_members(cut: int) -> None:
    body = {f"{i}.txt": os.urandom(400) + b"%d" % i for i in range(50)}
    for data in (
        zipped(body),
        tarred(body),
        tarred(body, "w:gz"),
        gzip.compress(b"".join(body.values())),
    ):
        short = data[: len(data) - cut] if cut < 1000 else data[: len(data) // 2 - 300]
        found, report = contents(short)
        whole = b"".join(found.values())
        assert whole
        good = b"".join(body.values())[: len(short) // 4]
        assert good in whole
        if cut >= 200 and not (data[257:262] == b"ustar" and cut == 200):
            assert report.counts["archive-damaged"] >= 1


@pytest.mark.parametrize("flip", [30, 500, 3000])
def test_damage_is_reported_not_raised(flip: int) -> None:
    body = {f"{i}.txt": os.urandom(400) for i in range(20)}
    for data in (zipped(body), tarred(body), tarred(body, "w:xz"), tarred(body, "w:bz2")):
        damaged = bytearray(data)
        damaged[flip : flip + 8] = b"\xff" * 8
        found, report = contents(bytes(damaged))
        # of what is packed with checksums, all comes out as it was, or something is said
        assert report.counts.total() or set(found.values()) <= set(body.values())


def test_bombs_are_refused_at_once() -> None:
    zeros = bytes(1 << 20)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("z", "w") as file:
        for _ in range(90):
            file.write(zeros)
    bomb = gzip.compress(zeros * 90)
    for data in (out.getvalue(), bomb, lzma.compress(zeros * 90), gzip.compress(bomb)):
        report = Report()
        total = 0
        for item in open_inputs([data, b"good"], report):
            while block := item.file.read(1 << 20):
                total += len(block)
        assert total < 90 << 20
        assert report.counts["archive-refused"] == 1


def test_a_header_cannot_ask_for_memory() -> None:
    # an LZMA2 dictionary of 4 GiB - 1, in a block header whose checksum is right
    big = lzma.compress(b"x" * 100, filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 30}])
    found, report = contents(big)
    assert list(found.values()) == [b""]
    assert report.counts["archive-damaged"] == 1


def test_archives_nested_too_deep_are_refused() -> None:
    data = b"x"
    for _ in range(10):
        data = gzip.compress(data)
    found, report = contents(data)
    assert not found
    assert report.counts["archive-refused"] == 1


def test_member_names_carry_no_terminal_controls() -> None:
    found, _ = contents(tarred({"a\x1b[31m\n.txt": b"x"}))
    assert all(name.isprintable() for name in found)
