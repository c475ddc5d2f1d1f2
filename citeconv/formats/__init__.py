"""The formats that citeconv brings, a line each; `registry` imports one on its first use."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from citeconv.formats.format import Format


class Listed(NamedTuple):
    """Where a built-in format lives ("module:object"), its extensions and other names."""

    target: str
    extensions: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


BUILT_IN: Final[dict[str, Listed]] = {
    "cord-dump": Listed(
        "citeconv.formats.cord_dump:FORMAT", (".txt",), ("dump", "cord", "raw", "carrel")
    ),
    "cord-metadata": Listed("citeconv.formats.cord_metadata:FORMAT", (".csv",), ("cord-csv",)),
    "cord-json": Listed("citeconv.formats.cord_json:FORMAT", (".json",), ("document-parses",)),
    "csl-json": Listed(
        "citeconv.formats.csl_json:FORMAT",
        (".csl.json", ".json"),
        ("csl", "csljson", "citeproc-json"),
    ),
    "csl-jsonl": Listed(
        "citeconv.formats.csl_json:FORMAT_LINES", (".jsonl", ".ndjson"), ("jsonl", "ndjson")
    ),
    "csl-yaml": Listed(
        "citeconv.formats.csl_yaml:FORMAT", (".csl.yaml", ".yaml", ".yml"), ("yaml",)
    ),
    "bibtex": Listed("citeconv.formats.bibtex.format:FORMAT_BIBTEX", (".bib",), ("bib", "bibtex8")),
    "biblatex": Listed("citeconv.formats.bibtex.format:FORMAT_BIBLATEX", (".bib",), ()),
    "ris": Listed("citeconv.formats.ris:FORMAT", (".ris",), ("refman",)),
    "nbib": Listed("citeconv.formats.nbib:FORMAT", (".nbib",), ("medline", "pubmed")),
    "refworks": Listed("citeconv.formats.refworks:FORMAT", (".refworks",), ("rwtagged",)),
    "ovid": Listed("citeconv.formats.ovid:FORMAT", (".ovd",), ()),
    "wos": Listed(
        "citeconv.formats.wos:FORMAT", (".ciw", ".isi"), ("ciw", "isi", "web-of-science")
    ),
    "refer": Listed(
        "citeconv.formats.refer:FORMAT", (".enw", ".refer"), ("endnote", "enw", "bibix")
    ),
}


class _Room(ModuleType):
    """This package, which the verb of the same name makes callable: `citeconv.formats()`."""

    def __call__(self) -> list[Format]:
        """Every format, built-in and installed."""
        from citeconv.formats import registry

        return list(registry.all_formats())


sys.modules[__name__].__class__ = _Room
