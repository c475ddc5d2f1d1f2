"""CSL-JSON: arrays, `{"items": […]}`, single objects, and JSON Lines.

Source: `csl-data.json` of CSL 1.0.2. What an item means is the model's own affair
(`citeconv.model.csl_data`); this room reads and prints the JSON around it, as a stream.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from json.encoder import encode_basestring
from typing import Final

from citeconv.formats.cuts import Boundary
from citeconv.formats.format import Format, Options
from citeconv.formats.json_values import json_values
from citeconv.formats.source import Source
from citeconv.model.csl_notes import item_of, record_of
from citeconv.model.patterns import pattern
from citeconv.model.record import Origin, Record
from citeconv.model.report import Report


def read(source: Source, report: Report) -> Iterator[Record]:
    """The records of a CSL-JSON text in any of its shapes."""
    file = source.name
    for value, line in json_values(source, report):
        for item in _items(value):
            if not isinstance(item, dict):
                report.add(
                    "record-invalid", f"an object is expected, not {str(item)[:80]}", line=line
                )
                continue
            record = record_of(item, report, line)
            if not record.variables and "type" not in item and "id" not in item:
                report.add("record-invalid", "the object has none of CSL's keys", line=line)
                continue
            record.origin = _new_origin(("csl-json", file, line))
            yield record


#: An `Origin` without the call of a function that puts its parts in order.
_new_origin: Final = partial(tuple.__new__, Origin)


def _items(value: object) -> Iterable[object]:
    """The items of a value: a list, an object that wraps one, or the item itself."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and "type" not in value:
        for key in ("items", "references"):
            items = value.get(key)
            if isinstance(items, list):
                return items
    return (value,)


_encode: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def write(records: Iterable[Record], report: Report, options: Options) -> Iterator[str]:
    """A JSON array, a variable a line; as a part of a larger output, its items alone."""
    part = bool(options.get("part"))
    separator = "" if part else "[\n"
    for record in records:
        lines = [
            f'    "{name}": {encode_basestring(value) if type(value) is str else _printed(name, value)}'
            for name, value in item_of(record).items()
        ]
        yield separator + "  {\n" + ",\n".join(lines) + "\n  }"
        separator = ",\n"
    if not part:
        yield "\n]\n" if separator == ",\n" else "[]\n"


def _printed(name: str, value: object) -> str:
    """Names and dates as JSON; measured: in their plain forms, a third of the encoder's time."""
    if type(value) is list:
        return f"[{', '.join(map(_person, value))}]"
    if name != "custom" and type(value) is dict and len(value) == 1 and "date-parts" in value:
        return f'{{"date-parts": {value["date-parts"]}}}'  # Python prints lists of integers as JSON
    return _encode(value)


def _person(value: Mapping[str, object]) -> str:
    if len(value) == 2:
        family, given = value.get("family"), value.get("given")
        if type(family) is str and type(given) is str:
            return f'{{"family": {encode_basestring(family)}, "given": {encode_basestring(given)}}}'
    return _encode(value)


def write_lines(records: Iterable[Record], report: Report, options: Options) -> Iterator[str]:
    """JSON Lines: an item a line."""
    for record in records:
        yield _encode(item_of(record)) + "\n"


_ITEM_KEY: Final = pattern(
    r"\"(?:type|title|author|issued|container-title|DOI|URL|publisher|page|editor|id)\"\s*:"
)


_JSON: Final = pattern(r"\s*(?:\[\s*(?:[\[{\]]|$)|\{\s*(?:[\"}]|$))")


def detect(head: str) -> float:
    """JSON whose objects have CSL's keys."""
    if not _JSON.match(head):
        return 0.0
    keys = set(_ITEM_KEY.findall(head))
    if len(keys) >= 2 and re.search(r'"(?:type|issued|container-title)"\s*:', head):
        return 0.8
    return 0.3 if keys or head.strip() in ("[]", "{}") else 0.05


def detect_lines(head: str) -> float:
    """Several JSON objects, each on a line of its own."""
    first, _, rest = head.lstrip().partition("\n")
    if not (first.startswith("{") and first.rstrip().endswith("}") and rest.lstrip()[:1] == "{"):
        return 0.0
    return 0.9 if detect(first) >= 0.3 else 0.1


FORMAT: Final = Format(
    name="csl-json",
    title="CSL-JSON 1.0.2",
    extensions=(".csl.json", ".json"),
    media_types=("application/vnd.citationstyles.csl+json", "application/json"),
    aliases=("csl", "csljson", "citeproc-json"),
    detect=detect,
    read=read,
    write=write,
    joints=("[\n", ",\n", "\n]\n"),
    # between the items of an array: objects within an item have an open brace before them
    boundary=Boundary(
        rb'\}\s*,\s*(?=\{\s*"(?:id|type|citation-key|title|author)"\s*:)',
        braces=True,
        string=rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"',
    ),
)

FORMAT_LINES: Final = Format(
    name="csl-jsonl",
    title="CSL-JSON, one item a line (JSON Lines)",
    extensions=(".jsonl", ".ndjson"),
    media_types=("application/jsonl",),
    aliases=("jsonl", "ndjson"),
    detect=detect_lines,
    read=read,
    write=write_lines,
    joints=("", "", ""),
    boundary=Boundary(rb"\}[ \t]*\r?\n(?=\{\")"),
)
