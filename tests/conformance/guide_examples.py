"""Score the worked examples of the style guides: references and citations of APA 7 and Harvard.

    python tests/conformance/guide_examples.py [FILE] [--verbatim]

The examples are no part of this repository: FILE, else the environment's CITECONV_GUIDE_EXAMPLES,
else `../shared/examples/reference_examples.jsonl` beside the repository. `test_guide_examples.py`
holds the floor.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY))

STYLES = {"apa7": "apa", "harvard-ctr": "harvard"}


def examples_file() -> Path:
    """Where the examples are looked for."""
    named = os.environ.get("CITECONV_GUIDE_EXAMPLES")
    default = REPOSITORY.parent / "shared" / "examples" / "reference_examples.jsonl"
    return Path(named) if named else default


@dataclass(frozen=True)
class Result:
    """One comparison."""

    id: str
    style: str
    kind: str
    wanted: str
    got: str
    accepted: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        return self.got == self.wanted or any(
            self.got.endswith(other.lstrip("… ")) if other.startswith("…") else self.got == other
            for other in self.accepted
        )


def readable(text: str) -> str:
    """Printed HTML with nothing but italics left."""
    return html.unescape(re.sub(r"</?(?!i>)[a-z][^>]*>", "", text)).strip()


def score(file: Path, verbatim: bool = False) -> Iterator[Result]:
    """Render every example and compare."""
    from citeconv.csl import Processor, load_style
    from citeconv.csl.guides import prepare, style_options

    for line in file.read_text(encoding="utf-8").splitlines():
        example = json.loads(line)
        given = example["csl_json"]
        style = STYLES[example["style"]]
        items = {item["id"]: item for item in (given if isinstance(given, list) else [given])}
        if not verbatim:
            items = {key: prepare(item, style) for key, item in items.items()}

        def processor(items: Mapping[str, object] = items, style: str = style) -> Processor:
            return Processor(
                load_style(style, None, None if verbatim else style_options(style)),
                items,
                output="html",
            )

        accepted = tuple(example.get("also_accepted") or ())
        if example.get("expected_reference"):
            got = " ".join(readable(text) for _, text in processor().bibliography().entries)
            yield Result(
                example["id"], style, "reference", example["expected_reference"], got, accepted
            )
        wanted = example.get("expected_citation") or {}
        if isinstance(wanted, str):
            wanted = {"+".join(items): wanted}
        for cites, text in wanted.items():
            # All items are cited before, so that they disambiguate each other.
            engine = processor()
            for key in items:
                engine.cite([{"id": key}])
            got = readable(engine.cite(_cites(cites, list(items))))
            citations = tuple(
                other.removeprefix("citation: ")
                for other in accepted
                if other.startswith("citation: ")
            )
            yield Result(f"{example['id']} {cites}", style, "citation", text, got, citations)


def _cites(text: str, ids: Sequence[str]) -> list[dict[str, object]]:
    """ "a@24+b" as cites."""
    cites: list[dict[str, object]] = []
    for part in [text] if text in ids else text.split("+"):
        key, _, locator = part.partition("@")
        cites.append({"id": key, "locator": locator, "label": "page"} if locator else {"id": key})
    return cites


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", nargs="?", type=Path, default=examples_file())
    parser.add_argument("--verbatim", action="store_true", help="without the guides' data rules")
    options = parser.parse_args()
    results = list(score(options.file, options.verbatim))
    for result in results:
        if not result.right:
            print(f"{result.kind} {result.id}\n  want {result.wanted}\n  got  {result.got}")
    for style in STYLES.values():
        for kind in ("reference", "citation"):
            some = [one for one in results if (one.style, one.kind) == (style, kind)]
            print(f"{style} {kind}s: {sum(one.right for one in some)} of {len(some)}")


if __name__ == "__main__":
    main()
