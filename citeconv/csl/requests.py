"""One request of the JSON Lines protocol: what is asked, done, and said.

The request's fields are described in `__main__`. A citation's result has one line for each
citation; with a session (`citations`), each line says whether the last edit changed it
(`>>[i] text`) or not (`..[i] text`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from citeconv.csl.bibliography import Bibliography
from citeconv.csl.cites import note_number
from citeconv.csl.processor import Processor, load_style
from citeconv.csl.session import Session
from citeconv.model.report import CitationError

FORMATS = {"rtf": "rtf", "plain": "text", "text": "text"}


class BadRequest(CitationError):
    """A request that is not one."""


def answer(line: str) -> dict[str, object]:
    """The answer to one line."""
    try:
        request = json.loads(line)
    except (ValueError, RecursionError) as error:
        return {"name": None, "error": f"not JSON: {error}"}
    if not isinstance(request, Mapping):
        return {"name": None, "error": "a request is a JSON object"}
    name = request.get("name")
    try:
        return {"name": name, "result": result(request)}
    except CitationError as error:
        return {"name": name, "error": str(error)}


def result(request: Mapping[str, object]) -> str:
    """What a request asks for."""
    mode, *suffixes = str(request.get("mode", "")).split("-")
    if mode not in ("citation", "bibliography"):
        raise BadRequest("mode must be citation or bibliography")
    style, items = request.get("csl"), request.get("input")
    if not isinstance(style, str) or not isinstance(items, Sequence) or isinstance(items, str):
        raise BadRequest("csl must be a style, input a list of items")
    locale = request.get("locale")
    output = str(request.get("format") or "csl-html")
    for suffix in suffixes:
        if suffix not in FORMATS and suffix not in ("header", "nojuris", "nosort"):
            raise BadRequest(f"the mode suffix -{suffix} is not known")
        output = FORMATS.get(suffix, output)
    processor = Processor(
        load_style(style, str(locale) if locale else None),
        [item for item in items if isinstance(item, Mapping)],
        output=output,  # type: ignore[arg-type]
        abbreviations=abbreviations(request.get("abbreviations")),
    )
    processor.registry.sorts = "nosort" not in suffixes
    if request.get("citations"):
        session = processor.session()
        lines = run_session(session, request["citations"])
        if mode == "citation":
            return lines
    for ids in listed(request.get("bibentries")):
        processor.registry.set_ids(str(id) for id in listed(ids))
        processor.registry.settle()
    if mode == "bibliography":
        section = request.get("bibsection")
        found = processor.bibliography(section if isinstance(section, Mapping) else None)
        if "header" in suffixes:
            return header(found)
        return found.text()
    clusters = [listed(cluster) for cluster in listed(request.get("citation_items"))]
    if not clusters:
        processor.registry.settle()
        clusters = [[{"id": entry.item.id} for entry in processor.registry.order]]
    return "\n".join(processor.cite(cluster) for cluster in clusters)  # type: ignore[arg-type]


def header(found: Bibliography) -> str:
    """A bibliography's parameters, a line each, as the suite prints them."""
    lines = {
        "bibend": found.parameters["bibend"],
        "bibliography_errors": ",".join(id for id, _ in found.errors),
        "bibstart": found.parameters["bibstart"],
        "done": "true",
        "entry_ids": ",".join(id for id, _ in found.entries),
        "entryspacing": found.parameters["entryspacing"],
        "linespacing": found.parameters["linespacing"],
        "maxoffset": found.parameters["maxoffset"],
        "second-field-align": found.parameters["second-field-align"] or "false",
    }
    if found.parameters["hanging-indent"]:
        lines["hangingindent"] = 2
    return "\n".join(f"{name}: {value}" for name, value in sorted(lines.items())).strip()


def listed(value: object) -> list[object]:
    """A list, or an empty one."""
    return list(value) if isinstance(value, list | tuple) else []


def abbreviations(value: object) -> Mapping[str, Mapping[str, str]] | None:
    """The abbreviation lists of the default jurisdiction."""
    if not isinstance(value, Mapping):
        return None
    default = value.get("default", value)
    if not isinstance(default, Mapping):
        return None
    return {
        str(category): {str(k): str(v) for k, v in entries.items()}
        for category, entries in default.items()
        if isinstance(entries, Mapping)
    }


def run_session(session: Session, steps: object) -> str:
    """Make each edit; the lines of the last one."""
    changed: set[str] = set()
    for step in listed(steps):
        citation, before, after = (*listed(step), None, None, None)[:3]
        if not isinstance(citation, Mapping):
            raise BadRequest("a session step is [citation, before, after]")
        changed = set(session.update(citation, pairs(before), pairs(after)))
    return "\n".join(
        f"{'>>' if id in changed else '..'}[{index}] {text}"
        for index, (id, text) in enumerate(session.texts())
    )


def pairs(value: object) -> list[tuple[str, int]]:
    """[citation id, note number] pairs."""
    found = []
    for entry in listed(value):
        id, note = (*listed(entry), 0)[:2]
        found.append((str(id), note_number(note)))
    return found
