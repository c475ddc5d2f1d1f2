"""CSL-YAML: a YAML list of CSL items, alone or under `references:` in a metadata block (pandoc).

Text is Markdown there, as pandoc reads it: `*italic*`, `**bold**`, `^sup^`, `~sub~`,
`[…]{.smallcaps}`, `[…]{.nocase}`. An item is parsed on its own, so that a broken one costs one
record, and a file is read as a stream.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from citeconv.formats.format import Format, Options
from citeconv.formats.json_values import without_surrogates
from citeconv.formats.source import Source
from citeconv.model.csl_data import CslItem
from citeconv.model.csl_notes import item_of, record_of
from citeconv.model.patterns import pattern
from citeconv.model.record import Record
from citeconv.model.report import FormatError, Report
from citeconv.model.vocabulary import KINDS

#: Nesting beyond this is no reference.
MAX_DEPTH: Final = 50
_ITEM: Final = pattern(r"^( *)- ?(?=\S|$)")


def read(source: Source, report: Report) -> Iterator[Record]:
    """The records of a YAML list of CSL items."""
    found = False
    for text, line in _chunks(source):
        try:
            items = _parse(text)
        except FormatError as error:
            report.add("record-invalid", str(error), line=line, source=text)
            found = True
            continue
        for item in items:
            found = True
            record = record_of({key: _from_markdown(key, item[key]) for key in item}, report, line)
            record.origin = record.origin._replace(format="csl-yaml", file=source.name, line=line)
            yield record
    if not found:
        report.add("file-no-records", "no list of items, alone or under `references:`")


def _chunks(source: Source) -> Iterator[tuple[str, int]]:
    """(YAML of one list item, line) for each item of the list of references."""
    indent: int | None = None
    item: list[str] = []
    start = 0
    inside = True
    for number, line in enumerate(source.lines(), 1):
        if line.startswith(("---", "...")):
            continue
        if line[:1] not in (" ", "-", "", "#"):
            # a key of the metadata block: only `references:` holds items
            if item:
                yield "\n".join(item), start
            item, indent = [], None
            inside = line.startswith(("references:", "items:"))
            continue
        match = _ITEM.match(line) if inside else None
        if match and (indent is None or len(match[1]) == indent):
            if item:
                yield "\n".join(item), start
            indent, item, start = len(match[1]), [line], number
        elif item:
            item.append(line)
    if item:
        yield "\n".join(item), start


def _parse(text: str) -> list[CslItem]:
    """The items of a YAML list; every scalar is text, nothing is constructed but lists and dicts."""
    import yaml

    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        depth = nodes = 0
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            elif isinstance(event, yaml.AliasEvent):
                nodes += 1
            if depth > MAX_DEPTH or nodes > 20:
                raise FormatError("the YAML nests too deeply or repeats itself by aliases")
        data = yaml.load(text, Loader=loader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        message = " ".join(str(error).split())[:200]
        raise FormatError(f"not valid YAML: {message}") from error
    if not isinstance(data, list):
        return []
    items = [item for item in data if isinstance(item, dict) and all(type(k) is str for k in item)]
    if any("custom" in item for item in items):
        _retype_custom(items, text)
    return items


def _retype_custom(items: list[CslItem], text: str) -> None:
    """Give `custom` its numbers, booleans and nulls: it holds data, where CSL's own values are text."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        typed = [item for item in yaml.load(text, Loader=loader) if isinstance(item, dict)]
    except (yaml.YAMLError, ValueError, OverflowError):
        return  # a date that cannot be, a tag of another program: text will do
    for item, with_types in zip(items, typed):
        if "custom" in item:
            item["custom"] = _plain(with_types.get("custom"))


def _plain(value: object) -> object:
    """The value as JSON has it; what JSON has not (a date, a set) becomes text."""
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    return str(value)


# --- Markdown ---------------------------------------------------------------------------------

_SMALL_CAPS: Final = '<span style="font-variant:small-caps;">'
_NOCASE: Final = '<span class="nocase">'

_FROM_MARKDOWN: Final[list[tuple[re.Pattern[str], str]]] = [
    (re.compile(r"(?<!\\)\[([^\[\]]*)\]\{\.nocase\}"), rf"{_NOCASE}\1</span>"),
    (re.compile(r"(?<!\\)\[([^\[\]]*)\]\{\.smallcaps\}"), rf"{_SMALL_CAPS}\1</span>"),
    (re.compile(r"(?<!\\)\*\*(?=\S)([^*]+?)(?<=\S)\*\*"), r"<b>\1</b>"),
    (re.compile(r"(?<![\\\w])\*(?=\S)([^*]+?)(?<=\S)\*"), r"<i>\1</i>"),
    (re.compile(r"(?<!\\)\^([^\s^]+)\^"), r"<sup>\1</sup>"),
    (re.compile(r"(?<![\\~])~([^\s~]+)~(?!~)"), r"<sub>\1</sub>"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!^~<>@$|'\"-])"), r"\1"),
]

_SPECIAL: Final = pattern(r"[\\*^~\[\]]")
_ESCAPES: Final = str.maketrans({sign: f"\\{sign}" for sign in "\\*^~[]"})
_TO_MARKDOWN: Final[list[tuple[re.Pattern[str], str]]] = [
    (re.compile(r"</?b>"), "**"),
    (re.compile(r"</?i>"), "*"),
    (re.compile(r"</?sup>"), "^"),
    (re.compile(r"</?sub>"), "~"),
    # no other tag inside: a span that nothing closes is looked at once
    (re.compile(r'<span class="nocase">([^<]*)</span>'), r"[\1]{.nocase}"),
    (re.compile(r'<span style="font-variant:\s*small-caps;?">([^<]*)</span>'), r"[\1]{.smallcaps}"),
    (re.compile(r"<sc>([^<]*)</sc>"), r"[\1]{.smallcaps}"),
]

#: Variables whose text is no prose: Markdown does not apply.
_VERBATIM: Final = frozenset(
    {"id", "type", "DOI", "URL", "ISBN", "ISSN", "PMID", "PMCID", "custom"}
)


def _from_markdown(key: str, value: object) -> object:
    if not isinstance(value, str) or key in _VERBATIM or KINDS.get(key) == "date":
        return value
    return _replaced(value, _FROM_MARKDOWN) if _SPECIAL.search(value) else value


def _to_markdown(key: str, value: object) -> object:
    """Text in Markdown; markup that would not be read back from it stays CSL's own tags."""
    if not isinstance(value, str) or key in _VERBATIM:
        return value
    if "<" not in value and not _SPECIAL.search(value):
        return value
    escaped = value.translate(_ESCAPES)
    if "<" not in value:
        return escaped
    text = _replaced(escaped, _TO_MARKDOWN)
    return text if _replaced(text, _FROM_MARKDOWN) == value else escaped


def _replaced(text: str, rules: list[tuple[re.Pattern[str], str]]) -> str:
    for rule, replacement in rules:
        text = rule.sub(replacement, text)
    return text


def write(records: Iterable[Record], report: Report, options: Options) -> Iterator[str]:
    """A metadata block with `references:`, as pandoc takes it."""
    import yaml

    dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    part = bool(options.get("part"))
    if not part:
        yield "---\nreferences:\n"
    for record in records:
        item = {key: _to_markdown(key, value) for key, value in item_of(record).items()}
        try:
            yield _dumped(item, dumper)
        except UnicodeEncodeError:
            yield _dumped(without_surrogates(item), dumper)
    if not part:
        yield "...\n"


def _dumped(item: object, dumper: Any) -> str:
    import yaml

    text: str = yaml.dump([item], Dumper=dumper, allow_unicode=True, sort_keys=False, width=100)
    return text


def detect(head: str) -> float:
    """A `references:` block, or a list of mappings with CSL's keys."""
    if re.search(r"^references:\s*$", head, re.M):
        return 0.9
    if re.match(r"(?:---\s*\n)?- ", head) and re.search(
        r"^\s+(?:- )?(?:type|issued): ", head, re.M
    ):
        return 0.7
    return 0.0


FORMAT: Final = Format(
    name="csl-yaml",
    title="CSL-YAML (pandoc's references)",
    extensions=(".csl.yaml", ".yaml", ".yml"),
    media_types=("application/yaml",),
    aliases=("yaml",),
    detect=detect,
    read=read,
    write=write,
    joints=("---\nreferences:\n", "", "...\n"),
)
