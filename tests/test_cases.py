"""The cases of `tests/cases/`: a folder a format, a file a case, its expectation beside it.

    <format>/<name>.<ext>            the input
    <format>/<name>.csl.json         what is read of it: CSL-JSON items
    <format>/<name>.said             what is said while reading: "line code", a line each (optional)
    <format>/<name>.out.<ext>        what was read, written in the same format (optional)
    <format>/<name>.out.csl.json     the same in the folder of CSL-JSON

A case of the command, `command/<name>.test`, is a text of sections:

    -- file NAME        a file that is there (`-- bytes NAME`: with Python's escapes, \\xff)
    -- stdin            what is piped in
    -- run COMMAND      what is run, by bash
    -- exit N           its exit code (0 if it is not said)
    -- stdout, -- stderr, -- wrote NAME      what is printed or written; a line "..." is any lines
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import citeconv
from citeconv.formats import registry
from tests.shown import fits

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases"


def _inputs() -> list[Path]:
    """Every input that has an expectation beside it."""
    return [
        _input_of(expected)
        for folder in sorted(path for path in CASES.iterdir() if path.name != "command")
        for expected in sorted(folder.glob("*.csl.json"))
        if not expected.name.endswith(".out.csl.json")
    ]


def _input_of(expected: Path) -> Path:
    stem = expected.name.removesuffix(".csl.json")
    beside = [
        path
        for path in expected.parent.glob(f"{stem}.*")
        if path != expected
        and ".out." not in path.name
        and path.suffix != ".said"
        and path.name.partition(".")[0] == stem
    ]
    assert len(beside) == 1, f"{expected}: one input is expected beside it, not {beside}"
    return beside[0]


def _id(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize("path", _inputs(), ids=_id)
def test_what_is_read(path: Path) -> None:
    expected = json.loads(_beside(path, ".csl.json").read_text(encoding="utf-8"))
    report = citeconv.Report()
    library = citeconv.load(path, path.parent.name, report=report)
    assert library.to_dicts() == expected
    said = _beside(path, ".said")
    if said.exists():
        lines = [f"{one.place.line} {one.code}" for one in report]
        assert lines == said.read_text(encoding="utf-8").split("\n")[:-1]


@pytest.mark.parametrize("path", _inputs(), ids=_id)
def test_what_is_written_of_it(path: Path) -> None:
    format_ = registry.get(path.parent.name)
    if format_.write is None:
        pytest.skip("the format is only read")
    library = citeconv.load(path, format_)
    text = citeconv.dumps(library, format_)
    expected = next(path.parent.glob(f"{path.name.partition('.')[0]}.out.*"), None)
    if expected is not None:
        assert text == expected.read_text(encoding="utf-8")
    # writing twice writes the same
    again = citeconv.loads(text, format_)
    assert citeconv.dumps(again, format_) == text


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name.partition(".")[0] + ending)


# --- the command ----------------------------------------------------------------------------------

_SECTION = re.compile(r"^-- (\w+) ?(.*)\n((?:(?!-- ).*\n)*)", re.M)


@pytest.mark.parametrize("path", sorted((CASES / "command").glob("*.test")), ids=lambda p: p.stem)
def test_the_command(path: Path, tmp_path: Path) -> None:
    sections = _SECTION.findall(path.read_text(encoding="utf-8"))
    wanted = {what: text for what, name, text in sections if not name}
    files = {name: (what, text) for what, name, text in sections if what in ("file", "bytes")}
    for name, (what, text) in files.items():
        data = text.encode() if what == "file" else _bytes(text)
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    command = next(name for what, name, _ in sections if what == "run")
    done = _run(command, tmp_path, wanted.get("stdin", ""))
    assert_fits(done.stderr, wanted.get("stderr", ""))
    assert_fits(done.stdout, wanted.get("stdout", ""))
    for what, name, text in sections:
        if what == "wrote":
            assert_fits((tmp_path / name).read_text(encoding="utf-8"), text)
    code = next((int(name) for what, name, _ in sections if what == "exit"), 0)
    assert done.returncode == code


def _bytes(text: str) -> bytes:
    return text.rstrip("\n").encode().decode("unicode_escape").encode("latin-1")


def _run(command: str, folder: Path, stdin: str) -> subprocess.CompletedProcess[str]:
    shim = folder / ".bin" / "citeconv"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m citeconv "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{shim.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        env=environment,
        check=False,
    )


def assert_fits(found: str, expected: str) -> None:
    """The text is as expected; the difference is shown where it is not."""
    if not fits(expected, found):
        assert found == expected
