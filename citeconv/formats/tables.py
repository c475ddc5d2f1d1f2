"""A format's mapping table, printed: as text, as plain data, and as Markdown for the docs.

All of it comes from the table that the reader and writer walk, so it cannot disagree with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from citeconv.formats.format import Format
from citeconv.formats.mapping import FormatMapping, Row

_ARROWS: Final = {"both": "⇄", "read": "→", "write": "←"}

Line = Sequence[str]


def as_data(format: Format) -> dict[str, object]:
    """The format and its table as plain JSON data."""
    data: dict[str, object] = {
        "name": format.name,
        "title": format.title,
        "extensions": list(format.extensions),
        "media_types": list(format.media_types),
        "aliases": list(format.aliases),
        "reads": format.read is not None,
        "writes": format.write is not None,
        "options": dict(format.options),
    }
    mapping = format.mapping
    if mapping is not None:
        data["types"] = [{"native": native, "type": csl} for native, csl in mapping.types]
        data["composites"] = [
            {
                "tags": list(composite.tags),
                "variables": list(composite.variables),
                "note": composite.note,
            }
            for composite in mapping.composites
        ]
        data["rows"] = [
            {
                "tag": row.tag,
                "variable": row.variable,
                "codec": row.codec,
                "types": sorted(row.types),
                "native": sorted(row.native),
                "direction": row.direction,
                "note": row.note,
            }
            for row in mapping.fields
        ]
        data["cannot_say"] = sorted(mapping.cannot_say)
    return data


def as_text(format: Format) -> str:
    """The format and its table, to be read in a terminal."""
    return "\n".join(_text_lines(format)) + "\n"


def as_markdown(format: Format) -> str:
    """The format's table as Markdown tables."""
    mapping = format.mapping
    if mapping is None:
        return "This format is the model itself or has no table: nothing is mapped.\n"
    parts = [
        _markdown(("native type", "", "CSL type"), _type_lines(mapping)),
        _markdown(("tag", "", "variable", "how", "only for", "why"), _field_lines(mapping)),
    ]
    if mapping.cannot_say:
        names = ", ".join(f"`{name}`" for name in sorted(mapping.cannot_say))
        parts.append(f"It has no place for {names}; they are reported as lost.\n")
    return "\n".join(parts)


def _text_lines(format: Format) -> Iterator[str]:
    directions = [
        word
        for word, side in (("read", format.read), ("written", format.write))
        if side is not None
    ]
    yield f"{format.name}: {format.title} ({' and '.join(directions)})"
    if format.extensions:
        yield f"extensions: {' '.join(format.extensions)}"
    if format.aliases:
        yield f"also called: {', '.join(format.aliases)}"
    for name, meaning in format.options.items():
        yield f"option {name}: {meaning}"
    mapping = format.mapping
    if mapping is None:
        yield ""
        yield "It has no mapping table."
        return
    yield ""
    yield from _aligned([("TYPE", "", "CSL TYPE"), *_type_lines(mapping)])
    yield ""
    head = ("TAG", "", "VARIABLE", "HOW", "ONLY FOR", "")
    yield from _aligned([head, *_field_lines(mapping)])
    if mapping.cannot_say:
        yield ""
        yield f"no place for: {', '.join(sorted(mapping.cannot_say))}"


def _type_lines(mapping: FormatMapping) -> Iterator[Line]:
    for native, csl in mapping.types:
        yield native, "⇄" if mapping.native_type_of[csl] == native else "→", csl


def _field_lines(mapping: FormatMapping) -> Iterator[Line]:
    for composite in mapping.composites:
        yield (
            " ".join(composite.tags),
            "⇄",
            " ".join(composite.variables),
            composite.name,
            "",
            composite.note,
        )
    for row in mapping.fields:
        yield (
            row.tag,
            _ARROWS[row.direction],
            row.variable,
            "" if row.codec == "text" else row.codec,
            _only_for(row),
            row.note.strip(),
        )


def _only_for(row: Row) -> str:
    return " ".join([*sorted(row.types), *(f"{{{native}}}" for native in sorted(row.native))])


def _aligned(lines: Iterable[Line]) -> Iterator[str]:
    """Columns of equal width; the last but one may be long and moves nothing."""
    table = [tuple(line) for line in lines]
    fixed = min(4, len(table[0]) - 1)
    widths = [max(len(line[column]) for line in table) for column in range(fixed)]
    for line in table:
        cells = [cell.ljust(width) for cell, width in zip(line, widths)]
        yield "  ".join([*cells, *(cell for cell in line[fixed:] if cell)]).rstrip()


def _markdown(head: Line, lines: Iterable[Line]) -> str:
    rows = [
        head,
        ["---"] * len(head),
        *([_cell(*cell) for cell in enumerate(line)] for line in lines),
    ]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows) + "\n"


def _cell(column: int, text: str) -> str:
    return f"`{text}`" if text and column in (0, 2) else text.replace("|", "\\|")
