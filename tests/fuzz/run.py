"""Mutates real files through every reader, writer and the formatter: nothing but `CitationError` may come out.

    python -m tests.fuzz.run [--runs 200000] [--seed 1] [--minutes 10] [FOLDER ...]

In: the shipped cases (and folders that are named), cut, doubled, spliced, bytes flipped, numbers
and dates made huge, signs of the formats' syntax put in. Out: a line for every failure, with the
seed that makes it again; exit code 1 if there was one. A development script: hypothesis's laws
run in the normal tests.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import citeconv
from citeconv.formats import registry
from citeconv.model.report import CitationError, Report

CASES = Path(__file__).resolve().parent.parent / "cases"
LONGEST = 1500
SIGNS = [
    b"{", b"}", b"\\", b"$", b"@", b"#", b'"', b"'", b",", b"=", b"(", b")", b"%", b"&", b"<", b">",
    b"[", b"]", b":", b"- ", b"\n", b"\r\n", b"\n\n", b"\t", b"\x00", b"\xff\xfe", b"\xed\xa0\x80",
    b"\xc3", b"\xe2\x80\xa8", b"\x85", b"\x1c", b"99999999999999999999", b"-1", b"1e999", b"0000-00-00",
    b"NaN", b"null", b"true", b"{}", b"[]", b'""', b"\nTY  - JOUR\n", b"\nER  - \n", b"\nPMID- 1\n",
    b"\n@article{k,\n", b"crossref = {k},", b" and ", b", , ,", b"<i>", b"</span>", b"&#x110000;",
    b"key: cord-0000001-abcdefgh", b"\n%0 Book\n", b"\nPT J\n", b"*a", b"&a", b"!!python/object", b"? ",
    "\u0131\u0307".encode(), "\U0001f469\u200d\U0001f52c".encode(), b"\\'", b"\\frac{", b"$_{", b"..", b"/..",
]  # fmt: skip


def seeds(folders: list[Path]) -> list[tuple[str, bytes]]:
    """(format, content) of every case: the folder's name, or what the content says, is the format."""
    known = set(registry.names())
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if not path.is_file() or path.suffix in (".said", ".test", ".py", ".md", ".gz", ".zip"):
                continue
            data = path.read_bytes()[: 4 * LONGEST]
            name = next((part for part in path.parts[::-1] if part in known), "")
            if not name:
                try:
                    name = citeconv.detect(data)
                except CitationError:
                    continue
            found.append((name, data))
    return found


def mutated(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """One to six changes to a piece of the data."""
    start = dice.randrange(max(1, len(data) - LONGEST)) if dice.random() < 0.3 else 0
    text = bytearray(data[start : start + LONGEST])
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(text) + 1)
        kind = dice.randrange(7)
        if kind == 0:
            text[at:at] = dice.choice(SIGNS)
        elif kind == 1:
            del text[at : at + dice.randint(1, 40)]
        elif kind == 2 and text:
            text[at % len(text)] = dice.randrange(256)
        elif kind == 3:
            piece = text[at : at + dice.randint(1, 60)]
            text[at:at] = piece * dice.randint(1, 5)
        elif kind == 4:
            cut = dice.randrange(len(other) + 1)
            text[at:at] = other[cut : cut + dice.randint(1, 120)]
        elif kind == 5:
            text[at : at + dice.randint(1, 10)] = dice.choice(SIGNS)
        else:
            del text[at:]
    return bytes(text)


def attempts(
    seed: int, runs: int, files: list[tuple[str, bytes]]
) -> Iterator[tuple[int, str, str, bytes]]:
    names = registry.names()
    written = [name for name in names if registry.get(name).write] + ["apa", "harvard"]
    for number in range(seed, seed + runs):
        dice = random.Random(number)
        name, data = dice.choice(files)
        other = dice.choice(files)[1]
        reader = name if dice.random() < 0.85 else dice.choice(names)
        # references are slow to make: one in twenty
        target = dice.choice(written[:-2]) if dice.random() < 0.95 else dice.choice(written[-2:])
        yield number, reader, target, mutated(data, other, dice)


def main() -> int:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("folders", nargs="*", type=Path)
    arguments.add_argument("--runs", type=int, default=20_000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--minutes", type=float, default=60)
    given = arguments.parse_args()
    files = seeds([CASES, *given.folders])
    done, seen = 0, set()
    # a row or header without a single value is no record
    end = time.monotonic() + 60 * given.minutes
    for number, reader, target, data in attempts(given.seed, given.runs, files):
        done += 1
        began = time.perf_counter()
        try:
            records = list(islice(citeconv.read(data, reader, report=Report()), 50))
            text = citeconv.dumps(records, target)
            text.encode("utf-8")
            if target not in ("apa", "harvard") and records and target in registry.names():
                back = len(citeconv.loads(text, target)) if text.strip() else 0
                titled = all(record.text("title") for record in records)
                if back != len(records) and (titled or not target.startswith("cord-")):
                    key = f"{len(records)} records written as {target}, {back} read back"
                    if (target, "count") not in seen or done % 50 == 0:
                        seen.add((target, "count"))
                        print(f"seed {number} {reader}: {key}", flush=True)
        except CitationError:
            pass
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            key = (type(error).__name__, place.filename, place.lineno)
            if key not in seen:
                seen.add(key)
                print(
                    f"seed {number} {reader} -> {target}: {error!r} at {place.filename}:{place.lineno}",
                    flush=True,
                )
        taken = time.perf_counter() - began
        if taken > 3 and ("slow", reader, target) not in seen:
            seen.add(("slow", reader, target))
            print(f"seed {number} {reader} -> {target}: {taken:.1f} s", flush=True)
        if time.monotonic() > end:
            break
    print(f"{done} mutations of {len(files)} files, {len(seen)} kinds of failure")
    return 1 if seen else 0


if __name__ == "__main__":
    sys.exit(main())
