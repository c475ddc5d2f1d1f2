"""Compare this engine with citeproc-js over many styles: shares identical, classes of difference.

A development tool, no part of the test run. It needs node and the npm package `citeproc`:

    python tests/differential/run.py --node-modules PATH [--styles 150] [--seed 1] [--show 40]

Each style renders the same items and citations (`varied.py`) in text form with both; bibliography
entries are compared by item, citations by place. Answers of citeproc-js are kept in `--cache`.
"""

from __future__ import annotations

import argparse
import difflib
import hashlib
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from citeconv.csl.processor import Processor  # noqa: E402
from citeconv.csl.styles import find_style, search_styles  # noqa: E402
from tests.differential.varied import Item, build, citations  # noqa: E402


@dataclass
class Answer:
    """What one processor made of one style."""

    bibliography: dict[str, str] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    citations: list[str] = field(default_factory=list)
    error: str | None = None
    seconds: float = 0.0


def independent_styles() -> list[str]:
    """Names of all independent styles of the package, sorted."""
    return [info.name for info in search_styles() if info.parent is None]


class CiteprocJs:
    """One node process that answers requests; answers are kept on disk."""

    def __init__(self, node_modules: str, cache: Path) -> None:
        spec = find_spec("citeproc")
        package = (spec.submodule_search_locations or [""])[0] if spec else ""
        script = HERE / "citeproc_js.js"
        self.command = ["node", str(script), node_modules, f"{package}/data/locales"]
        self.cache = cache
        self.process: subprocess.Popen[str] | None = None
        cache.mkdir(parents=True, exist_ok=True)

    def render(self, xml: str, items: Sequence[Item], cites: Sequence[object]) -> Answer:
        request = json.dumps({"style": xml, "items": items, "citations": cites})
        path = self.cache / f"{hashlib.sha1(request.encode()).hexdigest()}.json"
        if path.exists():
            line = path.read_text()
        else:
            line = self._ask(request)
            path.write_text(line)
        data = json.loads(line)
        pairs = [(str(key), (text or "").strip()) for key, text in data.get("bibliography") or []]
        return Answer(
            dict(pairs),
            [key for key, _ in pairs],
            [(text or "").strip() for text in data.get("citations", [])],
            data.get("error"),
            data.get("seconds", 0.0),
        )

    def _ask(self, request: str) -> str:
        if self.process is None or self.process.poll() is not None:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(request + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline()


def ours(name: str, items: Sequence[Item], cites: Sequence[Sequence[Item]]) -> Answer:
    """The same from this engine; an exception is an answer too, the worst one."""
    started = time.perf_counter()
    answer = Answer()
    try:
        processor = Processor(name, items)
        session = processor.session()
        session.cite_uncited([str(item["id"]) for item in items])
        before: list[tuple[str, int]] = []
        for index, group in enumerate(cites):
            citation = {
                "citationID": f"c{index}",
                "citationItems": group,
                "properties": {"noteIndex": index + 1},
            }
            session.update(citation, before, [])
            before.append((f"c{index}", index + 1))
        answer.citations = [session.citations[key].text.strip() for key, _ in before]
        if processor.style.bibliography is not None:
            for key, text in processor.bibliography().entries:
                answer.bibliography[key] = text.strip()
                answer.order.append(key)
    except Exception as error:
        answer.error = f"{type(error).__name__}: {error}"
    answer.seconds = time.perf_counter() - started
    return answer


def difference(theirs: str, mine: str) -> str:
    """The first place where two texts differ, as a class: words as w, numbers as 9."""
    matcher = difflib.SequenceMatcher(None, theirs, mine, autojunk=False)
    for kind, a0, a1, b0, b1 in matcher.get_opcodes():
        if kind != "equal":
            before = theirs[max(0, a0 - 4) : a0]
            return f"…{_shape(before)}[{_shape(theirs[a0:a1])} → {_shape(mine[b0:b1])}]"
    return "="


def _shape(text: str) -> str:
    text = re.sub(r"\d+", "9", text[:30])
    return re.sub(r"[^\W\d_]{3,}", "w", text)


@dataclass
class Tally:
    """Counts over all styles of one sort of text."""

    same: int = 0
    all: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    by_style: Counter[str] = field(default_factory=Counter)

    def add(self, style: str, key: str, theirs: str, mine: str) -> None:
        self.all += 1
        if theirs == mine:
            self.same += 1
            return
        found = difference(theirs, mine)
        self.classes[found] += 1
        self.by_style[style] += 1
        if len(self.examples[found]) < 2:
            self.examples[found].append(f"{style} {key}\n      js {theirs}\n      us {mine}")

    def report(self, title: str, show: int) -> Iterator[str]:
        share = 100 * self.same / max(1, self.all)
        yield f"{title}: {self.same} of {self.all} identical ({share:.2f} %)"
        for found, count in self.classes.most_common(show):
            yield f"  {count:5d}  {found}"
            for example in self.examples[found]:
                yield f"    {example}"
        if self.by_style:
            worst = ", ".join(f"{name} {count}" for name, count in self.by_style.most_common(12))
            yield f"  worst styles: {worst}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--node-modules", default=os.environ.get("NODE_MODULES", "node_modules"))
    parser.add_argument("--styles", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=30)
    parser.add_argument("--style", action="append", help="this style (may be repeated)")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "citeproc-js")
    options = parser.parse_args()

    names = options.style or random.Random(options.seed).sample(
        independent_styles(), options.styles
    )
    items, cites = build(), citations()
    js = CiteprocJs(os.path.abspath(options.node_modules), options.cache)
    entries, cited, order = Tally(), Tally(), Counter[str]()
    errors: list[str] = []
    times = [0.0, 0.0]
    for name in names:
        theirs = js.render(find_style(name).xml.decode(), items, cites)
        if theirs.error:
            errors.append(f"{name}: citeproc-js raised: {theirs.error.splitlines()[0]}")
            continue
        mine = ours(name, items, cites)
        times = [times[0] + theirs.seconds, times[1] + mine.seconds]
        if mine.error:
            errors.append(f"{name}: raised {mine.error}")
        for key, text in theirs.bibliography.items():
            entries.add(name, key, text, mine.bibliography.get(key, ""))
        for index, text in enumerate(theirs.citations):
            found = mine.citations[index] if index < len(mine.citations) else ""
            cited.add(name, f"c{index}", text, found)
        if theirs.order != mine.order:
            order[name] += 1
    for line in entries.report("entries", options.show):
        print(line)
    for line in cited.report("citations", options.show):
        print(line)
    print(f"order of the bibliography differs in {len(order)} styles: {list(order)[:20]}")
    print(f"seconds: citeproc-js {times[0]:.1f}, this engine {times[1]:.1f}")
    print("\n".join(errors))
    return 0


if __name__ == "__main__":
    sys.exit(main())
