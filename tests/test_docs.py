"""What the docs show is what happens: `console` blocks are run, `pycon` blocks are doctests.

Each page runs from top to bottom in a folder with the files of `docs/examples/`. A line of
"..." stands for any lines. `UPDATE_DOCS=1 pytest tests/test_docs.py` writes what happened into
the console blocks, to be read before it is committed.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from citeconv.formats import registry
from tests.shown import fits

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
BLOCK = re.compile(r"^```(console|pycon)\n(.*?)^```$", re.M | re.S)


def with_blocks(kind: str) -> list[str]:
    """The pages that have blocks of a kind."""
    return [
        str(page.relative_to(ROOT))
        for page in PAGES
        if any(match[1] == kind for match in BLOCK.finditer(page.read_text(encoding="utf-8")))
    ]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files of the examples, in which `citeconv` is a command."""
    shutil.copytree(DOCS / "examples", tmp_path, dirs_exist_ok=True)
    shims = tmp_path / ".bin"
    shims.mkdir()
    for name, command in (("citeconv", "-m citeconv"), ("python", "")):
        shim = shims / name
        shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" {command} "$@"\n', encoding="utf-8")
        shim.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{shims}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return tmp_path


@pytest.mark.parametrize("name", with_blocks("console"))
def test_the_commands_of_a_page_print_what_it_says(name: str, folder: Path) -> None:
    page = ROOT / name
    text = page.read_text(encoding="utf-8")
    happened = BLOCK.sub(lambda match: _rerun(match, folder), text)
    if os.environ.get("UPDATE_DOCS"):
        page.write_text(happened, encoding="utf-8")
    assert happened == text


def _rerun(match: re.Match[str], folder: Path) -> str:
    if match[1] != "console":
        return match[0]
    parts = []
    for command, shown in _commands(match[2]):
        done = subprocess.run(
            ["bash", "-c", f"{command}\n"],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=60,
            check=False,
        )
        printed = done.stdout.decode("utf-8")
        printed = re.sub(r"[ \t]+$", "", printed, flags=re.M)
        parts.append(f"$ {command}\n{shown if fits(shown, printed) else printed}")
    return f"```console\n{''.join(parts)}```"


def _commands(block: str) -> Iterator[tuple[str, str]]:
    """(command, what is shown below it) pairs."""
    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def test_each_note_is_of_a_format_and_so_on_its_page() -> None:
    notes = {path.stem for path in (DOCS / "formats-notes").glob("*.md")}
    assert notes <= set(registry.names())


@pytest.mark.parametrize("name", with_blocks("pycon"))
def test_the_python_of_a_page_does_what_it_says(name: str, folder: Path) -> None:
    page = ROOT / name
    text = page.read_text(encoding="utf-8")
    source = _python_alone(text)
    test = doctest.DocTestParser().get_doctest(source, {}, name, str(page), 0)
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL)
    runner.run(test, out=said.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(said)


def _python_alone(text: str) -> str:
    """The `pycon` blocks; what stands between them is blank, so that line numbers are the page's."""
    source, place = "", 0
    for match in BLOCK.finditer(text):
        if match[1] == "pycon":
            source += "\n" * text.count("\n", place, match.start(2)) + match[2]
            place = match.end(2)
    return source
