"""Entries → the text of a .bib file: one layout, and nothing in a value that could end it.

In: an `Entry` whose values are LaTeX, braces balanced.  Out: its text.  Comments that a reader kept (JabRef's
metadata) are restored if they are whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from citeconv.formats.bibtex.entry_types import STANDARD
from citeconv.formats.bibtex.foreign import safe_name
from citeconv.formats.bibtex.syntax import MONTHS
from citeconv.formats.format import Options
from citeconv.formats.mapping import Entry
from citeconv.model.patterns import pattern

FIELD_NAME: Final = pattern(r"[A-Za-z_][\w:+./-]*\Z", re.ASCII)
_TYPE: Final = pattern(r"(?!(?i:string|comment|preamble)\Z)[A-Za-z][\w-]*\Z", re.ASCII)


def print_entry(entry: Entry) -> str:
    """One entry, an empty line after it."""
    fields = entry.fields
    text = print_plain(
        entry.type, entry.key, tuple([tag for tag, _ in fields]), [value for _, value in fields]
    )
    if text:
        return text
    kind = entry.type if entry.type in STANDARD or _TYPE.match(entry.type) else "misc"
    lines = [f"@{kind}{{{entry.key}"]
    for tag, value in fields:
        if tag == "month" and value in MONTHS:
            lines.append(f"  month = {value}")
        elif FIELD_NAME.match(tag):
            lines.append(f"  {safe_name(tag)} = {{{value}}}")
    return ",\n".join(lines) + (",\n}\n\n" if len(lines) == 1 else "\n}\n\n")


def print_plain(kind: str, key: str, tags: tuple[str, ...], values: list[str]) -> str:
    """An entry of a standard type and plain tags; "" for any other."""
    layout, month = _layout(kind, tags)
    if not layout or (month >= 0 and values[month] not in MONTHS):
        return ""
    pieces = [*layout]
    pieces[1::2] = [key, *values]
    return "".join(pieces)


@lru_cache(maxsize=512)
def _layout(kind: str, tags: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
    """The pieces of such an entry, every second one "" for its key and values, or none; and which of the values is a
    month (-1: none), that is to be a macro.

    Measured: the entries of a file are of a few kinds, and to lay each out takes three times as long.
    """
    if kind not in STANDARD or not tags or not all(map(_is_plain, tags)):
        return (), -1
    pieces = [f"@{kind}{{"]
    for before, tag in zip(("", *tags), tags):
        end = "" if before in ("", "month") else "}"
        pieces += ["", f"{end},\n  {tag} = " + ("" if tag == "month" else "{")]
    pieces += ["", ("" if tags[-1] == "month" else "}") + "\n}\n\n"]
    return tuple(pieces), tags.index("month") if "month" in tags else -1


def _is_plain(tag: str) -> bool:
    return FIELD_NAME.match(tag) is not None and safe_name(tag) == tag


def balanced(value: str) -> str:
    """The value if BibTeX counts its braces right; else without them."""
    if "{" not in value and "}" not in value:
        return value
    depth = 0
    for brace in _BRACE.findall(value):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            break
    return _BRACE.sub("", value) if depth else value


_BRACE: Final = pattern(r"[{}]")


def print_comments(options: Options) -> Iterator[str]:
    """JabRef's metadata and the like, restored from what the reader learned."""
    comments = options.learned.get("bibtex:comments")
    if isinstance(comments, list):
        for comment in comments:
            if (
                isinstance(comment, str)
                and balanced(comment) == comment
                and "@" not in comment.lower().replace("jabref", "")
            ):
                yield f"@Comment{{{comment}}}\n\n"
