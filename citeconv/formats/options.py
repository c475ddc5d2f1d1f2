"""Which options a caller may give with a format, for reading or writing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from citeconv.formats import registry
from citeconv.formats.format import Format
from citeconv.model.report import FormatError

#: What every format may be told: what one of several processes tells the writer of its part of a file, and what is
#: done to the records of any reader.
_OF_ALL: Final = frozenset(("part", "marks", "sentence_case"))


def check_options(options: Iterable[str], chosen: Format | None) -> None:
    """Raise FormatError for an option that no format has (that of another format is let pass)."""
    own = _OF_ALL if chosen is None else _OF_ALL | chosen.options.keys()
    unknown = [name for name in options if name not in own]
    if not unknown:
        return
    known = {name for one in registry.all_formats() for name in one.options}
    for name in unknown:
        if name not in known:
            raise FormatError(
                f"no format has an option {name!r}; there are {', '.join(sorted(known))}"
            )
