"""Conversions beside the peers: whole processes, the same input, in turn, medians and ratios.

    python benchmarks/convert.py [MEGABYTES] [RUNS]

Peers that are not installed are passed over: pandoc, citation-js (node; its folder of modules in
NODE_PATH), bibutils, refkit. Memory is the peak of the process.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent

JS = """
const { Cite, plugins } = require('@citation-js/core')
require('@citation-js/plugin-bibtex'); require('@citation-js/plugin-ris'); require('@citation-js/plugin-csl')
const fs = require('fs')
const [input, output, to] = process.argv.slice(-3)
const cite = new Cite(fs.readFileSync(input, 'utf8'))
fs.writeFileSync(output, to === 'csl-json' ? JSON.stringify(cite.data) : cite.format(to))
"""


#: job → (input file, citeconv's target, {peer: command})
JOBS: dict[str, tuple[str, str, dict[str, list[str]]]] = {
    "bibtex → csl-json": (
        "refs.bib",
        "csl-json",
        {
            "pandoc": ["pandoc", "-f", "bibtex", "-t", "csljson", "{in}", "-o", "{out}"],
            "citation-js": ["node", "-e", JS, "{in}", "{out}", "csl-json"],
        },
    ),
    "bibtex → ris": (
        "refs.bib",
        "ris",
        {"citation-js": ["node", "-e", JS, "{in}", "{out}", "ris"]},
    ),
    "ris → bibtex": (
        "refs.ris",
        "bibtex",
        {
            "pandoc": ["pandoc", "-f", "ris", "-t", "bibtex", "{in}", "-o", "{out}"],
            "citation-js": ["node", "-e", JS, "{in}", "{out}", "bibtex"],
        },
    ),
    "csl-json → bibtex": (
        "refs.csl.json",
        "bibtex",
        {
            "pandoc": ["pandoc", "-f", "csljson", "-t", "bibtex", "{in}", "-o", "{out}"],
            "citation-js": ["node", "-e", JS, "{in}", "{out}", "bibtex"],
        },
    ),
}


def timed(command: list[str], folder: Path) -> tuple[float, float, int]:
    """(seconds, peak MiB, exit code) of one run."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return time.perf_counter() - start, usage.ru_maxrss / 1024, process.returncode


def run(job: str, folder: Path, runs: int) -> None:
    source, target, peers = JOBS[job]
    ours = [sys.executable, "-m", "citeconv", "convert", "-q", "{in}", "-t", target, "-o", "{out}"]
    commands = {"citeconv": ours} | {
        name: command for name, command in peers.items() if shutil.which(command[0])
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    peaks: dict[str, float] = {}
    failed: set[str] = set()
    for _ in range(runs):
        for name, command in commands.items():
            if name in failed:
                continue
            places = {"{in}": str(folder / source), "{out}": str(folder / f"out.{name}")}
            seconds, peak, code = timed([places.get(word, word) for word in command], folder)
            if code:
                failed.add(name)
            times[name].append(seconds)
            peaks[name] = max(peaks.get(name, 0), peak)
    mine = statistics.median(times["citeconv"])
    for name, measured in times.items():
        middle = statistics.median(measured)
        note = " (failed)" if name in failed else ""
        print(
            f"{job:20} {name:12} {middle:7.2f} s {peaks[name]:7.0f} MiB  ×{middle / mine:5.1f}{note}"
        )


def main() -> None:
    megabytes = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as name:
        subprocess.run([sys.executable, str(HERE / "data.py"), name, str(megabytes)], check=True)
        for job in JOBS:
            run(job, Path(name), runs)


if __name__ == "__main__":
    main()
