"""A style against the CSL schema, on request: every problem with its line.

The schema is the RELAX NG of the package citeproc-py. In: the XML of a style; out: what the schema
says of it. Rendering does not need it: `parse` checks what must hold for that.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from citeconv.csl.style_xml import parse_xml
from citeconv.model.report import StyleError

if TYPE_CHECKING:
    from lxml.etree import RelaxNG

MOST_PROBLEMS = 100


class Problem(NamedTuple):
    """One thing that the schema does not allow."""

    line: int
    message: str


def validate_style(xml: bytes) -> list[Problem]:
    """What is not valid CSL 1.0.2 in a style, by line; empty if it is valid."""
    root = parse_xml(xml)
    schema = _schema()
    if schema.validate(root):
        return []
    problems = dict.fromkeys(
        Problem(error.line, error.message.replace("{http://purl.org/net/xbiblio/csl}", ""))
        for error in schema.error_log
    )
    return sorted(problems)[:MOST_PROBLEMS]


@lru_cache(maxsize=1)
def _schema() -> RelaxNG:
    from lxml import etree

    spec = find_spec("citeproc")
    if spec is None or spec.origin is None:
        raise StyleError("the CSL schema comes with the package citeproc-py, which is missing")
    folder = Path(spec.origin).parent / "data" / "schema"
    found = sorted(folder.rglob("csl.rng"))
    if not found:
        raise StyleError(f"there is no csl.rng under {folder}")
    return etree.RelaxNG(file=str(found[0]))
