"""Output accepted by the programs that take it: bibtex, biber, pandoc, bibutils, citation-js, CSL-JSON's schema.

    python tests/acceptance/run.py FOLDER [...] [--work FOLDER] [--largest BYTES]

In: every .bib, .ris and CSL .json file of the folders, each converted to BibTeX, BibLaTeX, RIS and
CSL-JSON; the outputs of one form are checked in batches, in which every citation key is
unique. Out: a line for each program: entries given, entries taken, errors, with the first of
the messages. A development script: programs that are not installed are passed over.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import citeconv
from citeconv.model.record import Record
from citeconv.model.report import CitationError, Report

Verdict = tuple[int, list[str]]
BATCH = 400


def run(command: list[str], folder: Path, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=300,
        check=False,
        **more,
    )


def bibtex(folder: Path, text: str, records: list[Record]) -> Verdict:
    """BibTeX with the plain style, citing everything."""
    (folder / "a.bib").write_text(text, encoding="utf-8")
    (folder / "a.aux").write_text("\\citation{*}\n\\bibstyle{plain}\n\\bibdata{a}\n")
    done = run(["bibtex", "-min-crossrefs=100000", "a"], folder)
    log = done.stdout
    wrong = [
        line for line in log.splitlines()
        if re.search(r"---line|error message|I was expecting|Illegal|Repeated entry|isn't a brace-balanced", line)
    ]  # fmt: skip
    bbl = (folder / "a.bbl").read_text(errors="replace") if (folder / "a.bbl").exists() else ""
    return bbl.count("\\bibitem"), wrong


def biber(folder: Path, text: str, records: list[Record]) -> Verdict:
    """biber in tool mode with validation of the data model."""
    (folder / "a.bib").write_text(text, encoding="utf-8")
    done = run(["biber", "--tool", "--output-file=out.bib", "a.bib"], folder)
    wrong = [
        line for line in (done.stdout + done.stderr).splitlines() if re.match(r"(ERROR|WARN)", line)
    ]
    out = folder / "out.bib"
    taken = (
        len(
            re.findall(
                r"^@(?!(?:comment|string|preamble)\b)", out.read_text(errors="replace"), re.M | re.I
            )
        )
        if out.exists()
        else 0
    )
    return taken, wrong


CONTINUED = re.compile(r"\n(?![A-Z][A-Z0-9]  - |\n|\Z)")
"""A line of RIS that goes on with a value: the specification has it, pandoc refuses the file."""


def pandoc(form: str) -> Callable[[Path, str, list[Record]], Verdict]:
    """pandoc's reader of a form, to CSL-JSON."""

    def check(folder: Path, text: str, records: list[Record]) -> Verdict:
        if form == "ris":
            text = CONTINUED.sub(" ", text)
        (folder / "a.txt").write_text(text, encoding="utf-8")
        done = run(["pandoc", "-f", form, "-t", "csljson", "a.txt"], folder)
        try:
            taken = json.loads(done.stdout or "[]")
        except json.JSONDecodeError:
            taken = []
        wrong = done.stderr.strip().splitlines()[:2]
        wrong += differing(records, taken)
        return len(taken), wrong

    return check


CITATION_JS = """
const {Cite, plugins} = require("@citation-js/core");
for (const name of ["bibtex", "ris", "csl"]) require("@citation-js/plugin-" + name);
const text = require("fs").readFileSync("a.txt", "utf8");
process.stdout.write(JSON.stringify(new Cite(text, {forceType: process.argv[1]}).data));
"""


def citation_js(form: str) -> Callable[[Path, str, list[Record]], Verdict]:
    """citation-js's reader of a form, to CSL-JSON."""

    def check(folder: Path, text: str, records: list[Record]) -> Verdict:
        (folder / "a.txt").write_text(text, encoding="utf-8")
        done = run(["node", "-e", CITATION_JS, form], folder)
        try:
            taken = json.loads(done.stdout or "[]")
        except json.JSONDecodeError:
            taken = []
        errors = [line for line in done.stderr.splitlines() if "Error" in line][:2]
        return len(taken), errors + differing(records, taken)

    return check


def bibutils(program: str) -> Callable[[Path, str, list[Record]], Verdict]:
    """bibutils' reader of a form, to MODS."""

    def check(folder: Path, text: str, records: list[Record]) -> Verdict:
        (folder / "a.txt").write_text(text, encoding="utf-8")
        done = run([program, "-i", "utf8", "a.txt"], folder)
        wrong = [line for line in done.stderr.splitlines() if line and "Processed" not in line]
        return done.stdout.count("<mods ") + done.stdout.count("<mods>"), wrong

    return check


def differing(records: list[Record], taken: list[dict[str, Any]]) -> list[str]:
    """Titles and numbers of authors that another program reads otherwise."""
    if len(taken) != len(records):
        return []
    wrong = []
    for record, item in zip(records, taken, strict=True):
        title, back = record.text("title"), str(item.get("title", ""))
        if letters(title) != letters(back):
            wrong.append(f"title {title[:100]!r} → {back[:100]!r}")
        names, others = record.names("author"), len(item.get("author", []))
        if len(names) != others and not any("others" in (n.family, n.literal) for n in names):
            wrong.append(f"{record.id}: {len(names)} authors → {others}")
    return wrong


def letters(text: str) -> str:
    """What of a title does not depend on case, markup or signs."""
    text = re.sub(r"<[^<>]*>|\$[^$]*\$|\\[A-Za-z]+", "", text)
    return re.sub(r"[\W_]", "", text).casefold()


def schema(folder: Path, text: str, records: list[Record]) -> Verdict:
    """CSL-JSON's schema, where citeproc-py has brought it along."""
    import importlib.util

    import jsonschema

    spec = importlib.util.find_spec("citeproc")
    assert spec is not None
    assert spec.origin is not None
    found = sorted(Path(spec.origin).parent.rglob("csl-data.json"))
    if not found:
        return 0, ["no schema found"]
    checker = jsonschema.Draft7Validator(json.loads(found[0].read_text()))
    items = json.loads(text)
    return len(items), [
        f"{'/'.join(map(str, list(error.path)[1:]))}: {error.message[:120]}"
        for error in checker.iter_errors(items)
    ]


CHECKS: list[tuple[str, str, Callable[[Path, str, list[Record]], Verdict], str]] = [
    ("bibtex", "bibtex", bibtex, "bibtex"),
    ("biblatex", "biber", biber, "biber"),
    ("bibtex", "pandoc", pandoc("bibtex"), "pandoc"),
    ("biblatex", "pandoc", pandoc("biblatex"), "pandoc"),
    ("ris", "pandoc", pandoc("ris"), "pandoc"),
    ("csl-json", "pandoc", pandoc("csljson"), "pandoc"),
    ("bibtex", "bib2xml", bibutils("bib2xml"), "bib2xml"),
    ("biblatex", "biblatex2xml", bibutils("biblatex2xml"), "biblatex2xml"),
    ("ris", "ris2xml", bibutils("ris2xml"), "ris2xml"),
    ("bibtex", "citation-js", citation_js("@bibtex/text"), "node"),
    ("ris", "citation-js", citation_js("@ris/file"), "node"),
    ("csl-json", "schema", schema, "python3"),
]


def collected(folders: list[Path], largest: int) -> list[Record]:
    """The records of all files, each with a key of its own."""
    records: list[Record] = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix not in (".bib", ".ris", ".json") or path.stat().st_size > largest:
                continue
            try:
                if citeconv.detect(path) in ("bibtex", "biblatex", "ris", "csl-json"):
                    records += citeconv.read(path, report=Report())
            except CitationError:
                continue
    for number, record in enumerate(records):
        record.id = f"k{number}"
        for key in [
            key
            for key in record.extra
            if key.endswith((":crossref", ":xdata", ":xref", ":ids", ":related", ":entryset"))
        ]:
            del record.extra[key]
    return records


def main() -> int:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("folders", nargs="+", type=Path)
    arguments.add_argument("--largest", type=int, default=60_000)
    arguments.add_argument("--messages", type=int, default=8)
    arguments.add_argument("--only", default="")
    given = arguments.parse_args()
    records = collected(given.folders, given.largest)
    failed = 0
    for form, name, check, program in CHECKS:
        if not shutil.which(program) or (given.only and given.only not in (form, name)):
            continue
        taken, wrong = 0, []
        for start in range(0, len(records), BATCH):
            batch = records[start : start + BATCH]
            with tempfile.TemporaryDirectory() as folder:
                got, said = check(Path(folder), citeconv.dumps(batch, form, report=Report()), batch)
            taken += got
            wrong += said
        failed += taken != len(records) or bool(wrong)
        print(
            f"{form:9} {name:13} {len(records):6} given {taken:6} taken {len(wrong):5} messages",
            flush=True,
        )
        for line in wrong[: given.messages]:
            print("            ", line[:220])
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
