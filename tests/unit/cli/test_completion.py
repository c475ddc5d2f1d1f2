"""Completion scripts of shells."""

from __future__ import annotations

import shutil
import subprocess

import pytest


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_shtab_makes_a_script(citeconv, shell: str) -> None:
    pytest.importorskip("shtab", reason="completion scripts are made by shtab")
    done = citeconv("completion", shell)
    assert done.returncode == 0
    for verb in ("convert", "cite", "formats", "styles", "check", "completion"):
        assert verb in done.stdout


def test_bash_takes_the_script(citeconv) -> None:
    pytest.importorskip("shtab", reason="completion scripts are made by shtab")
    done = citeconv("completion", "bash")
    subprocess.run([shutil.which("bash") or "bash", "-n"], input=done.stdout, text=True, check=True)


def test_fish_has_a_script_of_our_own(citeconv) -> None:
    done = citeconv("completion", "fish")
    assert "complete -c citeconv -f -n __fish_use_subcommand -a convert" in done.stdout
    assert "-l bib-entries" in done.stdout
