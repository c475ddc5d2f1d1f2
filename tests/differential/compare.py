"""Compare this engine with citeproc-js over styles drawn from all: a development tool.

    NODE_PATH=…/node_modules python tests/differential/compare.py [--styles 150] [--seed 1] [-v]

Prints the share of equal bibliography entries and citations, and the styles that differ most.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from items import items  # noqa: E402

from citeconv.csl import Processor, load_style  # noqa: E402
from citeconv.csl.styles import find_style, style_names  # noqa: E402
from citeconv.model.report import CitationError  # noqa: E402

DEFAULT_LOCALE = re.compile(r'\sdefault-locale="[^"]*"')


def locales() -> str:
    """The folder of the locale files."""
    spec = find_spec("citeproc")
    assert spec is not None
    assert spec.origin is not None
    return str(Path(spec.origin).parent / "data" / "locales")


def peer_answers(requests: list[dict[str, object]]) -> dict[str, dict[str, object]]:
    """What citeproc-js says."""
    done = subprocess.run(
        ["node", str(HERE / "peer.js")],
        input="\n".join(json.dumps(request) for request in requests),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "LOCALES": locales()},
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    return {answer["name"]: answer for answer in answers}


def own_answer(xml: str, data: list[dict[str, object]], locale: str) -> dict[str, object]:
    """What this engine says."""
    processor = Processor(load_style(xml, locale), data)
    citations = {}
    for item in data:
        citations[item["id"]] = processor.cite([{"id": item["id"]}])
    answer: dict[str, object] = {"citations": citations}
    if processor.style.bibliography is not None:
        answer["entries"] = [
            [id, text.rstrip("\n")] for id, text in processor.bibliography().entries
        ]
    return answer


def matched(theirs: list[tuple[str, str]], ours: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The peer's entries under our ids: equal texts first, the others in order."""
    places: dict[str, list[str]] = {}
    for id, text in ours:
        places.setdefault(text.strip(), []).append(id)
    found = [
        (places[text.strip()].pop(0) if places.get(text.strip()) else None, text)
        for _, text in theirs
    ]
    left = [id for id, _ in ours if id not in {id for id, _ in found}]
    return [(id or (left.pop(0) if left else ""), text) for id, text in found]


def main() -> int:
    """Draw styles, compare, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--styles", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--name", action="append")
    parser.add_argument("-v", "--verbose", action="store_true")
    arguments = parser.parse_args()
    names = arguments.name or random.Random(arguments.seed).sample(
        sorted(style_names()), arguments.styles
    )
    data = items()
    requests: list[dict[str, object]] = []
    for style in names:
        source = find_style(style)
        xml = source.xml.decode()
        locale = source.default_locale or load_style(xml).tree.default_locale or "en-US"
        # The peer lets the style's own locale win over the one that it is asked for.
        xml = DEFAULT_LOCALE.sub("", xml, count=1)
        requests.append({"name": style, "csl": xml, "input": data, "locale": locale})
    peers = peer_answers(requests)
    totals, equal = Counter[str](), Counter[str]()
    by_style = Counter[str]()
    for request in requests:
        style = str(request["name"])
        peer = peers[style]
        if "error" in peer:
            print(f"{style}: the peer fails: {peer['error']}")
            continue
        try:
            own = own_answer(str(request["csl"]), data, str(request["locale"]))
        except CitationError as error:
            print(f"{style}: fails: {error}")
            by_style[style] += 100
            continue
        pairs = [("citation", id, text) for id, text in peer["citations"].items()]  # type: ignore[attr-defined]
        # The peer's ids slip where an item prints nothing: entries are matched by their texts.
        entries = matched(peer.get("entries", ()), own.get("entries", ()))  # type: ignore[arg-type]
        pairs += [("entry", id, text) for id, text in entries]
        mine = {
            "citation": own["citations"],
            "entry": dict(own.get("entries", ())),  # type: ignore[call-overload]
        }
        for kind, id, text in pairs:
            if text is None:
                continue
            totals[kind] += 1
            found = mine[kind].get(id)  # type: ignore[union-attr]
            if (found or "").strip() == text.strip():
                equal[kind] += 1
            else:
                by_style[style] += 1
                if arguments.verbose:
                    print(
                        f"{style} {kind} {id}\n  peer {text.strip()!r}\n  own  {(found or '').strip()!r}"
                    )
        order = [id for id, _ in entries]
        own_order = [id for id, _ in own.get("entries", ())]  # type: ignore[attr-defined]
        totals["order"] += 1
        equal["order"] += order == own_order
        if order != own_order and arguments.verbose:
            print(f"{style} order\n  peer {order}\n  own  {own_order}")
    for kind in totals:
        print(f"{kind}: {equal[kind]} of {totals[kind]} ({100 * equal[kind] / totals[kind]:.2f} %)")
    for style, count in by_style.most_common(25):
        print(f"{count:4} {style}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
