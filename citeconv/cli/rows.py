"""A user's own rows of a mapping table, read from a TOML or JSON file (`--map`).

format = "ris"                  # whose table; a row may name its own

[[rows]]
tag = "C7"                      # the native tag
variable = "number"             # the CSL variable that it means
codec = "text"                  # optional: how the value is read and written
types = ["article-journal"]     # optional: only for these CSL types
direction = "both"              # optional: "read" or "write" for one way only
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from citeconv.cli.exits import UsageError
from citeconv.formats import registry
from citeconv.formats.mapping import Row, row
from citeconv.model.report import CitationError, FormatError

_KEYS: Final = frozenset(
    {"tag", "variable", "codec", "types", "native", "direction", "note", "format"}
)
_DIRECTIONS: Final = ("both", "read", "write")


def load_rows(path: str) -> dict[str, list[Row]]:
    """The rows of a file by the name of their format; raises UsageError for what cannot be."""
    data = _parsed(path)
    listed = data.get("rows")
    if not isinstance(listed, list):
        raise UsageError(f"{path}: a list of [[rows]] is expected")
    rows: dict[str, list[Row]] = {}
    for number, given in enumerate(listed, 1):
        where = f"{path}: row {number}"
        if not isinstance(given, dict):
            raise UsageError(f"{where}: a table is expected, not {given!r}")
        try:
            format_ = registry.get(_text({**data, **given}, "format", where))
        except FormatError as error:
            raise UsageError(f"{where}: {error}") from error
        rows.setdefault(format_.name, []).append(_row(given, where))
    for name, own in rows.items():
        try:
            registry.get(name).with_rows(own)
        except CitationError as error:  # what the table cannot take
            raise UsageError(f"{path}: {error}") from error
    return rows


def _parsed(path: str) -> dict[str, object]:
    import tomllib

    try:
        text = Path(path).read_text(encoding="utf-8")
        data = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: not valid TOML or JSON: {error}") from error
    if not isinstance(data, dict):
        raise UsageError(f"{path}: a table with [[rows]] is expected")
    return data


def _row(given: dict[str, object], where: str) -> Row:
    unknown = given.keys() - _KEYS
    if unknown:
        raise UsageError(
            f"{where}: no row has {', '.join(sorted(unknown))}; known are {', '.join(sorted(_KEYS))}"
        )
    direction = _text(given, "direction", where, "both")
    if direction not in _DIRECTIONS:
        raise UsageError(
            f"{where}: direction is one of {', '.join(_DIRECTIONS)}, not {direction!r}"
        )
    return row(
        _text(given, "tag", where),
        _text(given, "variable", where),
        _text(given, "codec", where, "text"),
        types=_words(given, "types", where),
        native=_words(given, "native", where),
        direction=direction,  # type: ignore[arg-type]
        note=_text(given, "note", where, " "),
    )


def _text(given: dict[str, object], key: str, where: str, default: str = "") -> str:
    value = given.get(key, default)
    if not isinstance(value, str) or not value:
        raise UsageError(f"{where}: {key} is missing or no text")
    return value


def _words(given: dict[str, object], key: str, where: str) -> list[str]:
    value = given.get(key, [])
    words = value.split() if isinstance(value, str) else value
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise UsageError(f"{where}: {key} is a list of words")
    return words
