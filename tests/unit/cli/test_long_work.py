"""Long work: progress on a terminal, Ctrl-C, a kill, several processes."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import termios
import time
from pathlib import Path

import pytest

from tests.unit.cli.conftest import COMMAND, ENVIRONMENT


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """A named pipe: whoever reads it gets records as long as the test writes them."""
    path = tmp_path / "endless.jsonl"
    os.mkfifo(path)
    return path


def _feed(pipe: int, seconds: float) -> None:
    end = time.monotonic() + seconds
    number = 0
    while time.monotonic() < end:
        items = [{"id": f"id{number + n}", "type": "book", "title": "T" * 80} for n in range(50)]
        os.write(pipe, "".join(json.dumps(item) + "\n" for item in items).encode())
        number += 50
        time.sleep(0.01)


@pytest.mark.parametrize(
    ("kind", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)]
)
def test_what_ends_a_run_leaves_the_old_file_whole(
    endless: Path, tmp_path: Path, kind: signal.Signals, code: int
) -> None:
    target = tmp_path / "out.yaml"
    target.write_text("old", encoding="utf-8")
    command = [*COMMAND, "convert", str(endless), "-f", "csl-jsonl", "-o", str(target)]
    with subprocess.Popen(command, env=ENVIRONMENT, stderr=subprocess.PIPE) as running:
        pipe = os.open(endless, os.O_WRONLY)
        _feed(pipe, 0.5)
        running.send_signal(kind)
        said = running.communicate(timeout=30)[1]
        os.close(pipe)
    assert running.returncode == code
    assert said == b""
    assert target.read_text(encoding="utf-8") == "old"
    if kind == signal.SIGINT:
        assert sorted(path.name for path in tmp_path.iterdir()) == ["endless.jsonl", "out.yaml"]


def test_long_work_shows_its_progress_on_a_terminal(endless: Path, tmp_path: Path) -> None:
    terminal, end = pty.openpty()
    termios.tcsetwinsize(end, (24, 100))
    command = [*COMMAND, "convert", str(endless), "-f", "csl-jsonl", "-o", "out.yaml"]
    with subprocess.Popen(command, env=ENVIRONMENT, cwd=tmp_path, stderr=end) as running:
        pipe = os.open(endless, os.O_WRONLY)
        _feed(pipe, 2.5)
        os.close(pipe)
        running.wait(timeout=30)
    os.set_blocking(terminal, False)
    shown = os.read(terminal, 100_000).decode()
    os.close(end)
    os.close(terminal)
    assert "records" in shown
    assert "B/s" in shown
    assert running.returncode == 0


def test_several_processes_write_what_one_writes(citeconv, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    for number in range(900):
        path = folder / f"{number % 7}" / f"{number}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"id": f"id{number}", "type": "bok"}), encoding="utf-8")
    for target in ("csl-json", "csl-jsonl", "csl-yaml", "ris"):
        one = citeconv("convert", "library", "-t", target)
        two = citeconv("convert", "library", "-t", target, "--jobs", "2")
        assert two.stdout == one.stdout
        assert two.stderr == one.stderr
    assert "900 records read, 900 written" in two.stderr


def test_several_processes_fail_as_one_does(citeconv, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    for number in range(801):
        (folder / f"{number}.json").write_text("[]", encoding="utf-8")
    (tmp_path / "out.jsonl").write_text("old", encoding="utf-8")
    done = citeconv("convert", "library", "-f", "csl-json", "-o", "out.jsonl", "--jobs", "2", "-q")
    assert done.returncode == 1
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == "old"
