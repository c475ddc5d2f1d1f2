"""Round trips A→X→A over folders of real files: the share of field values that survive, by path.

    python tests/acceptance/round_trips.py FOLDER [...] [--forms bibtex,ris] [--losses 8]

In: every .bib, .ris and .json (CSL-JSON) file of the folders. A file is read as A, its records
are written as X and read back, written as A and read back, and compared with the first reading:
a value survives if the variable has the same value. The way A→A compares `extra` as well. Out: a table of
shares, and with `--losses` the variables lost most on each path, with an example.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

import citeconv
from citeconv.model.record import Record
from citeconv.model.report import CitationError, Report

FORMS = ("bibtex", "biblatex", "ris", "csl-json", "csl-yaml", "nbib", "refer")
SOURCES = {".bib": "bibtex", ".ris": "ris", ".json": "csl-json"}


def again(records: list[Record], form: str) -> list[Record]:
    """The records as a format brings them back."""
    text = citeconv.dumps(records, form, report=Report())
    return list(citeconv.loads(text, form, report=Report())) if text.strip() else []


def values(record: Record, with_extra: bool) -> dict[str, object]:
    """What is compared."""
    found: dict[str, object] = {"type": record.type, **record.variables}
    if with_extra:
        found.update(record.extra)
        found["id"] = record.id
    return found


def compared(
    first: list[Record],
    back: list[Record],
    with_extra: bool,
    lost: Counter[str],
    examples: dict[str, str],
) -> tuple[int, int]:
    """(values that survive, values)."""
    kept = total = 0
    for place, record in enumerate(first):
        twin = values(back[place], with_extra) if len(back) == len(first) else {}
        for name, value in values(record, with_extra).items():
            total += 1
            if twin.get(name) == value:
                kept += 1
            else:
                lost[name] += 1
                examples.setdefault(name, f"{record.id}: {value!r:.110} → {twin.get(name)!r:.110}")
    return kept, total


def main() -> int:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("folders", nargs="+", type=Path)
    arguments.add_argument("--forms", default=",".join(FORMS))
    arguments.add_argument("--sources", default="bibtex,ris,csl-json")
    arguments.add_argument("--losses", type=int, default=0)
    arguments.add_argument("--largest", type=int, default=200_000, help="bytes of the largest file")
    given = arguments.parse_args()
    forms = given.forms.split(",")
    shares: dict[tuple[str, str], tuple[int, int]] = {}
    losses: dict[tuple[str, str], Counter[str]] = {}
    examples: dict[tuple[str, str], dict[str, str]] = {}
    paths = [
        path
        for folder in given.folders
        for path in sorted(folder.rglob("*"))
        if path.suffix in SOURCES
    ]
    for path in paths:
        source = SOURCES[path.suffix]
        if source not in given.sources or path.stat().st_size > given.largest:
            continue
        try:
            if citeconv.detect(path) not in (source, "biblatex"):
                continue
            first = list(citeconv.read(path, source, report=Report()))
        except CitationError:
            continue
        if not first:
            continue
        for form in forms:
            back = again(first, form)
            if form != source:
                back = again(back, source)
            way = (source, form)
            kept, total = compared(
                first,
                back,
                form == source,
                losses.setdefault(way, Counter()),
                examples.setdefault(way, {}),
            )
            old = shares.get(way, (0, 0))
            shares[way] = (old[0] + kept, old[1] + total)
            if len(back) != len(first):
                print(f"{path} {source}→{form}→{source}: {len(first)} records, {len(back)} back")
    for (source, form), (kept, total) in sorted(shares.items()):
        print(f"{source:>9} → {form:9} {100 * kept / total:7.2f} % of {total:,}")
        for name, count in losses[source, form].most_common(given.losses):
            print(f"{count:>22} {name}: {examples[source, form][name]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
