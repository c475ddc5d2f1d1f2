"""The processor suite's fixtures: sections of a text file, turned into requests."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

SECTION = re.compile(r"^>>=+ ([A-Z0-9-]+) =+>>\s*?\n(.*?)^<<=+ \1 =+<<", re.MULTILINE | re.DOTALL)
JSON_SECTIONS = (
    "input",
    "citations",
    "citation-items",
    "bibentries",
    "bibsection",
    "abbreviations",
    "options",
)


def suite_folder() -> Path:
    """Where the fixtures are, if anywhere."""
    default = Path(__file__).parents[3] / "shared" / "csl-suite"
    return Path(os.environ.get("CITECONV_CSL_SUITE", default))


def read_fixture(path: Path) -> tuple[dict[str, object], str]:
    """The request that a fixture makes, and the result that it expects."""
    sections = {
        name.lower(): body for name, body in SECTION.findall(path.read_text(encoding="utf-8-sig"))
    }
    request: dict[str, object] = {
        "name": path.stem,
        "mode": sections["mode"].strip(),
        "csl": sections["csl"].strip(),
    }
    for name in JSON_SECTIONS:
        if sections.get(name, "").strip():
            request[name.replace("-", "_")] = json.loads(sections[name])
    return request, sections["result"].strip("\n")


def fixtures() -> list[Path]:
    """All fixtures, by name."""
    return sorted(suite_folder().glob("*_*.txt"))
