"""Running the command as users do: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
COMMAND = [sys.executable, "-m", "citeconv"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}

Citeconv = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def citeconv(tmp_path: Path) -> Citeconv:
    """Run `citeconv` with arguments, in the test's own folder."""

    def run(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*COMMAND, *map(str, arguments)],
            cwd=tmp_path,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            env=ENVIRONMENT,
            timeout=60,
            check=False,
        )

    return run
