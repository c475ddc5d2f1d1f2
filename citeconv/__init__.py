"""citeconv: reads bibliographic records from wherever they are, and writes them as anything else."""

from typing import TYPE_CHECKING

__version__ = "0.1.0"

__all__ = [
    "CitationError",
    "Date",
    "FormatError",
    "Library",
    "Name",
    "Record",
    "Report",
    "StyleError",
    "bibliography",
    "cite",
    "convert",
    "detect",
    "dump",
    "dumps",
    "formats",
    "load",
    "loads",
    "read",
    "write",
]

if TYPE_CHECKING:
    from citeconv.api import convert, detect, dump, dumps, formats, load, loads, read, write
    from citeconv.library import Library
    from citeconv.model.dates import Date
    from citeconv.model.names import Name
    from citeconv.model.record import Record
    from citeconv.model.report import CitationError, FormatError, Report, StyleError
    from citeconv.references import bibliography, cite

#: Where each public name lives; it is imported when it is first asked for.
_HOMES = {
    "api": ("convert", "detect", "dump", "dumps", "formats", "load", "loads", "read", "write"),
    "library": ("Library",),
    "references": ("bibliography", "cite"),
    "model.dates": ("Date",),
    "model.names": ("Name",),
    "model.record": ("Record",),
    "model.report": ("CitationError", "FormatError", "Report", "StyleError"),
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"citeconv.{home}"), name)
    raise AttributeError(f"module 'citeconv' has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
