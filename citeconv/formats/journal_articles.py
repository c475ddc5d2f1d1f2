"""CSL's `article` that stands in a journal: written as what other programs call a journal's article.

CSL 1.0.2 means preprints and working papers by `article`; before 1.0.2, and in files of Zotero, Better BibTeX
and DataCite, it is any article. One with a journal and a place in it (volume or issue) is an article of that
journal: as `UNPB` or `@misc`, pandoc, citation-js and BibTeX's styles lose journal, volume and issue.
In: a record; out: the CSL type whose native type says it. The formats name the type beside it.
"""

from __future__ import annotations

from citeconv.model.record import Record


def written_type(record: Record) -> str:
    """The CSL type as which a record is written."""
    variables = record.variables
    if (
        record.type == "article"
        and "container-title" in variables
        and ("volume" in variables or "issue" in variables)
    ):
        return "article-journal"
    return record.type
