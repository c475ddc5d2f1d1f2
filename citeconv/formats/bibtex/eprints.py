"""What the `eprint` of a .bib entry says of the work: a preprint of arXiv, PubMed's numbers.

Rules: the biblatex manual 3.14.7 (`eprint`, `eprinttype`, `eprintclass`); Zotero and Better BibTeX write PMIDs so.  The
fields stay in `extra`, and are written as they were.
"""

from __future__ import annotations

from typing import Final

from citeconv.model.record import Record

Field = tuple[str, str]

#: Archives whose numbers are identifiers of CSL.
_IDENTIFIERS: Final = {"pmid": "PMID", "pubmed": "PMID", "pmcid": "PMCID", "pmc": "PMCID"}


def settle_eprint(record: Record, prefix: str) -> None:
    """A preprint of arXiv is an `article`; PubMed's numbers are variables."""
    kind = record.extra.get(f"{prefix}:archiveprefix") or record.extra.get(f"{prefix}:eprinttype")
    archive = kind.strip().lower() if isinstance(kind, str) else ""
    if archive == "arxiv" and _may_be_preprint(record.type):
        record.type = "article"
    number, identifier = record.extra[f"{prefix}:eprint"], _IDENTIFIERS.get(archive)
    if identifier and isinstance(number, str) and number.strip().removeprefix("PMC").isdigit():
        record.variables.setdefault(identifier, number.strip())


def is_preprint(fields: list[Field], type_: str) -> bool:
    """Whether the reader makes a preprint of an entry that means `type_` otherwise, by its eprint."""
    texts = dict(reversed(fields))
    archive = texts.get("archiveprefix") or texts.get("eprinttype") or ""
    return _may_be_preprint(type_) and "eprint" in texts and archive.strip().lower() == "arxiv"


def _may_be_preprint(type_: str) -> bool:
    return type_ in ("document", "manuscript")


def said_once(fields: list[Field]) -> list[Field]:
    """The fields without an identifier that the reader makes of the eprint."""
    texts = dict(fields)
    same = _IDENTIFIERS.get(texts.get("eprinttype", "").lower(), "").lower()
    return [field for field in fields if field != (same, texts["eprint"])]
