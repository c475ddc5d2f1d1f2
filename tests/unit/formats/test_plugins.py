"""Formats that other packages bring: installed for real, and broken ones reported loudly."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "tests" / "plugin_package"
CARD = "= BOOK okafor2018\nau: Okafor, Chidi\nti: The Catalogue\nyr: 2018\nzz: a tag of ours\n\n"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which pip has installed the package of the guide."""
    pytest.importorskip("hatchling", reason="hatchling builds the package: pip install '.[test]'")
    folder = tmp_path_factory.mktemp("plugin")
    source = shutil.copytree(PACKAGE, folder / "source")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-build-isolation"]
    command += ["--no-deps", "--no-index", "--target", str(folder / "site"), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "site"


def _declared(folder: Path, name: str, value: str) -> Path:
    """A folder with a package's entry point and nothing else."""
    info = folder / "other-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: other\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[citeconv.formats]\n{name} = {value}\n")
    return folder


def _citeconv(site: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "citeconv", *arguments],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": f"{site}{os.pathsep}{ROOT}"},
        check=False,
    )


def test_a_plug_in_is_a_format_among_the_others(installed: Path) -> None:
    done = _citeconv(installed, "formats")
    assert "cards          yes    yes     .cards" in done.stdout
    assert done.returncode == 0


def test_a_plug_in_is_told_by_content_and_by_extension(installed: Path, tmp_path: Path) -> None:
    done = _citeconv(installed, "convert", "-t", "csl-jsonl", stdin=CARD)
    assert done.stdout.startswith('{"id": "okafor2018", "type": "book"')
    target = tmp_path / "out.cards"
    done = _citeconv(installed, "convert", "-", "-o", str(target), stdin=CARD)
    assert (done.returncode, done.stderr) == (0, "")
    assert target.read_text() == CARD


def test_the_laws_hold_for_the_example_of_the_guide(installed: Path) -> None:
    done = _citeconv(installed, "formats", "--check", "cards")
    assert (done.stdout, done.stderr) == ("cards: the laws hold\n", "")


def test_the_table_of_a_plug_in_is_printed(installed: Path) -> None:
    done = _citeconv(installed, "formats", "cards")
    assert "in   ⇄  container-title   folded         article-journal chapter" in done.stdout


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("no_such_module:FORMAT", "No module named 'no_such_module'"),
        ("json:FORMAT", "has no attribute 'FORMAT'"),
        ("json:dumps", "is no citeconv Format"),
        ("broken_module:FORMAT", "division by zero"),
    ],
)
def test_a_broken_plug_in_is_named_and_the_others_are_listed(
    tmp_path: Path, value: str, said: str
) -> None:
    (tmp_path / "broken_module.py").write_text("FORMAT = 1 / 0\n")
    done = _citeconv(_declared(tmp_path, "broken", value), "formats")
    assert f"the format 'broken' ({value})" in done.stderr
    assert said in done.stderr
    assert "csl-json" in done.stdout
    assert done.returncode == 1


def test_a_plug_in_may_not_take_the_name_of_a_format(tmp_path: Path) -> None:
    done = _citeconv(_declared(tmp_path, "ris", "mine:FORMAT"), "formats")
    assert "mine:FORMAT calls its format 'ris'" in done.stderr
    assert done.returncode == 1
