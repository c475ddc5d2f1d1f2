"""Conversions beside the peers: whole processes, the same input, in turn, medians and ratios.

    python benchmarks/convert.py [MEGABYTES] [RUNS]

Peers that are not installed are passed over: pandoc, citation-js (node; its folder of modules in
NODE_PATH), refkit (the python that has it in REFKIT_PYTHON, else this one). One that fails, or
takes longer than two minutes, is not run again. Seconds are those of the processors (user and
system), which other work on the machine disturbs least, and those on the wall; a ratio is the median
of those of each round, in which all run in turn. Memory is the peak of the largest process. The last
lines: start-up, one record.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).parent

JS = """
const { Cite, plugins } = require('@citation-js/core')
require('@citation-js/plugin-bibtex'); require('@citation-js/plugin-ris'); require('@citation-js/plugin-csl')
const fs = require('fs')
const [input, output, to] = process.argv.slice(-3)
const cite = new Cite(fs.readFileSync(input, 'utf8'))
fs.writeFileSync(output, cite.format(to === 'csl-json' ? 'data' : to))
"""

REFKIT = """
import sys, refkit
with open(sys.argv[1], encoding="utf-8") as file:
    text = file.read()
said = refkit.convert(text, source_format="biblatex", target_format="csl-json")["text"]
with open(sys.argv[2], "w", encoding="utf-8") as file:
    file.write(said)
"""
REFKIT_PYTHON = os.environ.get("REFKIT_PYTHON", sys.executable)

#: A peer that takes longer is left out, in seconds.
PATIENCE = 120


#: job → (input file, citeconv's target, {peer: command})
JOBS: dict[str, tuple[str, str, dict[str, list[str]]]] = {
    "bibtex → csl-json": (
        "refs.bib",
        "csl-json",
        {
            "pandoc": ["pandoc", "-f", "bibtex", "-t", "csljson", "{in}", "-o", "{out}"],
            "citation-js": ["node", "-e", JS, "{in}", "{out}", "csl-json"],
            "refkit": [REFKIT_PYTHON, "-c", REFKIT, "{in}", "{out}"],
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


def timed(command: list[str]) -> tuple[float, float, float, bool]:
    """(seconds of processors, seconds on the wall, peak MiB, whether it was done) of one run."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    timer = threading.Timer(PATIENCE, process.kill)
    timer.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = usage.ru_utime + usage.ru_stime
    return seconds, wall, usage.ru_maxrss / 1024, process.returncode == 0


def run(job: str, folder: Path, runs: int) -> None:
    """All programs of a job in turn, so many rounds; a line for each."""
    source, target, peers = JOBS[job]
    ours = [sys.executable, "-m", "citeconv", "convert", "-q", "{in}", "-t", target, "-o", "{out}"]
    commands = {"citeconv": ours} | {
        name: command for name, command in peers.items() if shutil.which(command[0])
    }
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    peaks = dict.fromkeys(commands, 0.0)
    for _ in range(runs):
        for name, command in list(commands.items()):
            places = {"{in}": str(folder / source), "{out}": str(folder / f"out.{name}")}
            seconds, wall, peak, done = timed([places.get(word, word) for word in command])
            if not done:
                print(f"{job:20} {name:12} failed, or took longer than {PATIENCE} s")
                del commands[name]
                continue
            times[name].append((seconds, wall))
            peaks[name] = max(peaks[name], peak)
    for name in commands:
        said = []
        for kind in (0, 1):
            mine = [pair[kind] for pair in times["citeconv"]]
            theirs = [pair[kind] for pair in times[name]]
            ratio = statistics.median(them / me for them, me in zip(theirs, mine))
            said.append(f"{statistics.median(theirs):7.2f} s ×{ratio:5.1f}")
        print(f"{job:20} {name:12} processor {said[0]}  wall {said[1]} {peaks[name]:7.0f} MiB")


def start_up(folder: Path, runs: int) -> None:
    """One small record, beside Python that does nothing."""
    (folder / "one.json").write_text('[{"id": "a", "type": "book", "title": "Small"}]')
    command = [sys.executable, "-m", "citeconv", "convert", "-q", str(folder / "one.json")]
    command += ["-t", "bibtex", "-o", str(folder / "one.bib")]
    nothing = [sys.executable, "-c", "pass"]
    for name, words in (("one record", command), ("python -c pass", nothing)):
        print(f"{name:20} {1000 * statistics.median(timed(words)[0] for _ in range(runs)):7.0f} ms")


def main() -> None:
    megabytes = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # an installed package is compiled; so is this one after its first run
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as name:
        os.environ["PYTHONPATH"] = os.pathsep.join(
            filter(None, (str(HERE.parent), os.environ.get("PYTHONPATH")))
        )
        subprocess.run([sys.executable, str(HERE / "data.py"), name, str(megabytes)], check=True)
        for job in JOBS:
            run(job, Path(name), runs)
        start_up(Path(name), runs)


if __name__ == "__main__":
    main()
