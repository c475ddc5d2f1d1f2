"""Start-up: what a small conversion imports. Time differs by machine; modules do not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli.conftest import ENVIRONMENT

#: Costly imports, and what they are for.
COSTLY = {
    "bibtexparser": "broken BibTeX",
    "citeproc": "never",
    "dataclasses": "a tenth of a small run",
    "hypothesis": "tests",
    "lxml": "styles",
    "pandas": "tables",
    "tarfile": "archives",
    "tqdm": "long work on a terminal",
    "yaml": "CSL-YAML",
    "zipfile": "archives",
}


def _imported(tmp_path: Path, *arguments: str) -> set[str]:
    script = (
        "import sys, json\n"
        "from citeconv.cli.main import main\n"
        "code = main(sys.argv[1:])\n"
        "print(json.dumps(sorted(sys.modules)), file=sys.stderr)\n"
        "sys.exit(code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=tmp_path,
        env=ENVIRONMENT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_import_citeconv_imports_nothing_else_of_ours() -> None:
    script = "import sys, citeconv; print([name for name in sys.modules if 'citeconv.' in name])"
    done = subprocess.run(
        [sys.executable, "-c", script], env=ENVIRONMENT, capture_output=True, check=True
    )
    assert done.stdout.strip() == b"[]"


@pytest.mark.parametrize("target", ["csl-jsonl", "bibtex", "ris"])
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("one.json", '[{"id": "a", "type": "book", "title": "On <i>shelves</i>"}]'),
        ("one.bib", "@book{a, title = {On {\\em shelves}}, author = {Doe, J.}, year = 2019}"),
        ("one.ris", "TY  - BOOK\nAU  - Doe, J.\nTI  - On shelves\nPY  - 2019\nER  - \n"),
    ],
)
def test_a_small_conversion_imports_nothing_costly(
    tmp_path: Path, name: str, text: str, target: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    imported = _imported(tmp_path, "convert", name, "-t", target)
    assert imported.isdisjoint(COSTLY)
