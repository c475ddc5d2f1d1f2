"""Entries → the text of a .bib file: one layout, and nothing in a value that could end it.

In: an `Entry` whose values are LaTeX, braces balanced.  Out: its text.  Comments that a reader kept (JabRef's
metadata) are restored if they are whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citeconv.formats.bibtex.fields import STANDARD
from citeconv.formats.bibtex.foreign import safe_name
from citeconv.formats.bibtex.syntax import MONTHS
from citeconv.formats.format import Options
from citeconv.formats.mapping import Entry

_TAG: Final = re.compile(r"[A-Za-z_][\w:+./-]*\Z", re.ASCII)
#: Most fields of most files: measured, to match each one's name takes longer than to print it.
_PLAIN_TAGS: Final = frozenset(
    "author title journal journaltitle year date volume number pages doi issn isbn publisher url "
    "abstract keywords editor booktitle language langid address location edition series note".split()
)
_TYPE: Final = re.compile(r"(?!(?i:string|comment|preamble)\Z)[A-Za-z][\w-]*\Z", re.ASCII)


def print_entry(entry: Entry) -> str:
    """One entry, an empty line after it."""
    kind = entry.type if entry.type in STANDARD or _TYPE.match(entry.type) else "misc"
    lines = [f"@{kind}{{{entry.key}"]
    for tag, value in entry.fields:
        if "{" in value or "}" in value:
            pairs = value.count("{}")
            # most braces are those of commands without an argument: `\\textless{}`
            if pairs != value.count("{") or pairs != value.count("}"):
                value = balanced(value)
        if tag not in _PLAIN_TAGS:
            if tag == "month" and value in MONTHS:
                lines.append(f"  month = {value}")
                continue
            if not _TAG.match(tag):
                continue
            tag = safe_name(tag)
        lines.append(f"  {tag} = {{{value}}}")
    return ",\n".join(lines) + (",\n}\n\n" if len(lines) == 1 else "\n}\n\n")


def balanced(value: str) -> str:
    """The value if BibTeX counts its braces right; else without them (no escaped value comes to this)."""
    depth = 0
    for brace in _BRACE.findall(value):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            break
    return _BRACE.sub("", value) if depth else value


_BRACE: Final = re.compile(r"[{}]")


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
