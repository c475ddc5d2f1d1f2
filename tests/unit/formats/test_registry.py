"""What the registry says serves a library's user and the command's alike."""

from __future__ import annotations

from pathlib import Path

import pytest

import citeconv


def test_the_formats_can_be_read_in_a_shell() -> None:
    shown = [repr(one) for one in citeconv.formats()]
    assert "<Format cord-dump: Raw CORD-19 dump, in lines or flattened>" in shown
    assert all(len(one) < 120 for one in shown)


def test_messages_name_the_flags_as_the_commands_own(tmp_path: Path) -> None:
    library = citeconv.loads("[]", "csl-json")
    with pytest.raises(citeconv.CitationError, match=r"name the format \(-t in the command\)"):
        citeconv.dump(library, tmp_path / "one.docx")
    (tmp_path / "one").write_text("what is this?")
    with pytest.raises(citeconv.CitationError, match=r"name its format \(-f in the command\)"):
        citeconv.detect(tmp_path / "one")
    with pytest.raises(citeconv.CitationError, match=r"in Python citeconv\.formats\(\)"):
        citeconv.loads("", "bibtx")
