"""How fast the raw dump is read: megabytes a second and peak memory, flattened and in lines.

    python benchmarks/cord_dump.py [MEGABYTES]

A dump of records with bodies of 30 KB is made in a temporary folder and read header by header,
each measurement in a process of its own.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

WORDS = (
    "the of patients with infection and a virus was in respiratory study cases from data model "
    "key date: journal of transmission protein results showed that significant (Fig. 1) 95% CI, "
    "p < 0.05 β-coronavirus naïve control"
).split()


def dump(megabytes: int, flat: bool) -> bytes:
    """A dump of about that size."""
    draw = random.Random(19)
    paragraphs = [" ".join(draw.choices(WORDS, k=120)) for _ in range(400)]
    out: list[str] = []
    size = number = 0
    while size < megabytes << 20:
        number += 1
        uid = "".join(draw.choices("0123456789abcdefghijklmnopqrstuvwxyz", k=8))
        header = [
            f"key: cord-{number:07d}-{uid}",
            "authors: " + "; ".join(f"Family{i}, Given {i}" for i in range(draw.randint(1, 12))),
            f"title: {' '.join(draw.choices(WORDS, k=12))}",
            "date: 2020-05-17",
            "journal: J Virol",
            f"DOI: 10.1000/{number}",
            f"sha: {draw.getrandbits(160):040x}",
            f"doc_id: {number}",
            f"cord_uid: {uid}",
        ]
        body = draw.choices(paragraphs, k=40)
        text = (
            " ".join([*header, *body]) + "\n"
            if flat
            else "\n".join([*header, "", body[0], "", *body[1:], ""])
        )
        out.append(text)
        size += len(text)
    return "".join(out).encode()


def measure(path: str, with_text: bool) -> None:
    """Read a file and print how it went."""
    import citeconv.formats.registry as registry
    from citeconv.formats.source import Source
    from citeconv.model.report import Report

    report = Report()
    read = registry.get("cord-dump").read
    assert read is not None
    start = time.perf_counter()
    with open(path, "rb", buffering=0) as file:
        source = Source(file, path, report, options={"with_text": with_text})  # type: ignore[arg-type]
        count = sum(1 for _ in read(source, report))
    seconds = time.perf_counter() - start
    megabytes = Path(path).stat().st_size / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{Path(path).stem:10} {'with text' if with_text else 'headers':9} {count:7,} records "
        f"{megabytes / seconds:7.0f} MB/s  {peak:4.0f} MiB peak"
    )


def main() -> None:
    if sys.argv[1:2] == ["--make"]:
        Path(sys.argv[2]).write_bytes(dump(int(sys.argv[4]), sys.argv[3] == "flattened"))
        return
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2], sys.argv[3] == "text")
        return
    megabytes = sys.argv[1] if len(sys.argv) > 1 else "100"
    run = partial(subprocess.run, check=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in ("flattened", "lines"):
            path = str(Path(folder, f"{name}.txt"))
            run([sys.executable, __file__, "--make", path, name, megabytes])
            for mode in ("headers", "text"):
                run([sys.executable, __file__, "--measure", path, mode])


if __name__ == "__main__":
    main()
