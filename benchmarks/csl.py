"""Formatted references beside the peers: whole processes, the same items and style, in turn.

    python benchmarks/csl.py [--items 1000] [--style apa] [--runs 3] [--node-modules PATH]

Peers: citeproc-py (in this environment), citeproc-js (node, npm package `citeproc`). One that is
not installed is passed over. Printed: medians of the whole process, load included, and the ratios;
then growth with the number of items, thousands of the same author and year, style load, and a
session of 500 citations.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from benchmarks.data import items as endless_items  # noqa: E402

OURS = """
import json, sys
from citeconv.csl import Processor
items = json.load(open(sys.argv[1]))
entries = Processor(sys.argv[2], {item["id"]: item for item in items}).bibliography().entries
print(len(entries), sum(len(text) for _, text in entries))
"""

CITEPROC_PY = """
import json, sys, warnings
warnings.simplefilter("ignore")
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
items = json.load(open(sys.argv[1]))
style = CitationStylesStyle(sys.argv[2], validate=False)
bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
for item in items:
    bibliography.register(Citation([CitationItem(item["id"])]))
texts = [str(text) for text in bibliography.bibliography()]
print(len(texts), sum(map(len, texts)))
"""

CITEPROC_JS = """
const fs = require("fs"), path = require("path");
const [modules, locales, file, style] = process.argv.slice(-4);
const CSL = require(path.join(modules, "citeproc"));
const items = {};
for (const item of JSON.parse(fs.readFileSync(file, "utf8"))) items[item.id] = item;
const read = (name) => fs.existsSync(name) ? fs.readFileSync(name, "utf8") : null;
const engine = new CSL.Engine({
  retrieveLocale: (lang) => read(path.join(locales, `locales-${lang}.xml`)),
  retrieveItem: (id) => items[id],
}, fs.readFileSync(style, "utf8"));
engine.setOutputFormat("text");
engine.updateItems(Object.keys(items));
const texts = engine.makeBibliography()[1];
console.log(texts.length, texts.join("").length);
"""


def make_items(count: int, same: bool = False) -> list[dict[str, object]]:
    """Realistic items; with `same`, all by one author in one year."""
    items = list(itertools.islice(endless_items(), count))
    for item in items:
        item.pop("abstract", None)
        if same:
            item["author"] = [{"family": "Chen", "given": "Wei"}]
            item["issued"] = {"date-parts": [[1965]]}
    return items


def seconds(command: list[str]) -> tuple[float, str]:
    """The time of one run, and what it printed."""
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, cwd=HERE.parent, check=False)
    took = time.perf_counter() - started
    if done.returncode:
        return float("inf"), done.stderr.strip().splitlines()[-1][:100] if done.stderr else "failed"
    return took, done.stdout.strip()


def commands(file: Path, style: str, node_modules: str) -> dict[str, list[str]]:
    """What each processor is run with; only those that are there."""
    from citeconv.csl.styles import find_style

    xml = file.with_suffix(".csl")
    xml.write_bytes(find_style(style).xml)
    found = {"citeconv": [sys.executable, "-c", OURS, str(file), style]}
    spec = find_spec("citeproc")
    if spec is None or not spec.submodule_search_locations:
        return found
    found["citeproc-py"] = [sys.executable, "-c", CITEPROC_PY, str(file), str(xml)]
    locales = f"{spec.submodule_search_locations[0]}/data/locales"
    if shutil.which("node") and (Path(node_modules) / "citeproc").is_dir():
        modules = os.path.abspath(node_modules)
        found["citeproc-js"] = ["node", "-e", CITEPROC_JS, modules, locales, str(file), str(xml)]
    return found


def side_by_side(folder: Path, count: int, style: str, runs: int, node_modules: str) -> None:
    file = folder / "items.json"
    file.write_text(json.dumps(make_items(count)))
    todo = commands(file, style, node_modules)
    times: dict[str, list[float]] = {name: [] for name in todo}
    said: dict[str, str] = {}
    for _ in range(runs):
        for name, command in todo.items():
            took, said[name] = seconds(command)
            times[name].append(took)
    ours = statistics.median(times["citeconv"])
    print(f"{count} items, bibliography with {style}, whole process, median of {runs}:")
    for name, taken in times.items():
        median = statistics.median(taken)
        print(
            f"  {name:12s} {median:7.2f} s  {1000 * median / count:6.2f} ms an entry"
            f"  {median / ours:5.1f} × citeconv's time   ({said[name]})"
        )


def growth(style: str, counts: list[int]) -> None:
    from citeconv.csl import Processor

    print("growth:")
    for count in counts:
        items = {str(item["id"]): item for item in make_items(count)}
        started = time.perf_counter()
        Processor(style, items).bibliography()
        took = time.perf_counter() - started
        print(f"  {count:6d} items {took:7.2f} s  {1000 * took / count:5.2f} ms an entry")


def same_author_and_year(style: str, count: int) -> None:
    from citeconv.csl import Processor

    items = {str(item["id"]): item for item in make_items(count, same=True)}
    started = time.perf_counter()
    Processor(style, items).bibliography()
    print(f"{count} items of the same author and year: {time.perf_counter() - started:.2f} s")


def style_load(style: str) -> None:
    program = (
        "import time; started = time.perf_counter(); from citeconv.csl import Processor;"
        f"imported = time.perf_counter(); Processor({style!r}, {{}}).bibliography();"
        "print(1000 * (imported - started), 1000 * (time.perf_counter() - imported))"
    )
    _, said = seconds([sys.executable, "-c", program])
    imported, loaded = map(float, said.split())
    print(f"style load: {loaded:.1f} ms, after an import of {imported:.1f} ms")


def session(style: str, count: int) -> None:
    from citeconv.csl import Processor

    items = {str(item["id"]): item for item in make_items(count)}
    open_session = Processor(style, items).session()
    before: list[tuple[str, int]] = []
    started = time.perf_counter()
    for number, key in enumerate(items, 1):
        citation = {
            "citationID": f"c{number}",
            "citationItems": [{"id": key}],
            "properties": {"noteIndex": number},
        }
        open_session.update(citation, before, [])
        before.append((f"c{number}", number))
    took = time.perf_counter() - started
    print(f"session of {count} citations: {took:.2f} s, {1000 * took / count:.2f} ms a citation")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--items", type=int, default=1000)
    parser.add_argument("--style", default="apa")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--most", type=int, default=20000, help="items at the end of the growth")
    parser.add_argument("--node-modules", default=os.environ.get("NODE_PATH", "node_modules"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        side_by_side(Path(folder), options.items, options.style, options.runs, options.node_modules)
    growth(
        options.style,
        [count for count in (1000, 2000, 5000, 10000, 20000) if count <= options.most],
    )
    same_author_and_year(options.style, 3000)
    style_load(options.style)
    session(options.style, 500)


if __name__ == "__main__":
    main()
