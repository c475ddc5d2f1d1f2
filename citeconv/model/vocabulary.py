"""The vocabulary of CSL 1.0.2: its item types and variables, each variable with its kind.

Source: CSL 1.0.2 specification, appendices III (types) and IV (variables), and the
`csl-data.json` schema. A type or variable that does not stand here is refused where it is set.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

Kind = Literal["text", "number", "names", "date"]

ItemType = Literal[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
]

TYPES: Final[frozenset[str]] = frozenset(get_args(ItemType))

TEXT_VARIABLES: Final = (
    "abstract",
    "annote",
    "archive",
    "archive_collection",
    "archive_location",
    "archive-place",
    "authority",
    "call-number",
    "citation-key",
    "citation-label",
    "collection-title",
    "container-title",
    "container-title-short",
    "dimensions",
    "division",
    "DOI",
    "event-place",
    "event-title",
    "genre",
    "ISBN",
    "ISSN",
    "jurisdiction",
    "keyword",
    "language",
    "license",
    "medium",
    "note",
    "original-publisher",
    "original-publisher-place",
    "original-title",
    "part-title",
    "PMCID",
    "PMID",
    "publisher",
    "publisher-place",
    "references",
    "reviewed-genre",
    "reviewed-title",
    "scale",
    "source",
    "status",
    "title",
    "title-short",
    "URL",
    "volume-title",
    "year-suffix",
)

NUMBER_VARIABLES: Final = (
    "chapter-number",
    "citation-number",
    "collection-number",
    "edition",
    "first-reference-note-number",
    "issue",
    "locator",
    "number",
    "number-of-pages",
    "number-of-volumes",
    "page",
    "page-first",
    "part-number",
    "printing-number",
    "section",
    "supplement-number",
    "version",
    "volume",
)

NAME_VARIABLES: Final = (
    "author",
    "chair",
    "collection-editor",
    "compiler",
    "composer",
    "container-author",
    "contributor",
    "curator",
    "director",
    "editor",
    "editor-translator",
    "editorial-director",
    "executive-producer",
    "guest",
    "host",
    "illustrator",
    "interviewer",
    "narrator",
    "organizer",
    "original-author",
    "performer",
    "producer",
    "recipient",
    "reviewed-author",
    "script-writer",
    "series-creator",
    "translator",
)

DATE_VARIABLES: Final = (
    "accessed",
    "available-date",
    "event-date",
    "issued",
    "original-date",
    "submitted",
)

#: Every variable, with the kind of value that it holds.
KINDS: Final[dict[str, Kind]] = {
    **dict.fromkeys(TEXT_VARIABLES, "text"),
    **dict.fromkeys(NUMBER_VARIABLES, "number"),
    **dict.fromkeys(NAME_VARIABLES, "names"),
    **dict.fromkeys(DATE_VARIABLES, "date"),
}

#: Variables that a processor makes while formatting, or that live on a citation: they are part
#: of the vocabulary, but no record of a source carries them.
RENDERED_VARIABLES: Final = frozenset(
    {
        "citation-label",
        "citation-number",
        "first-reference-note-number",
        "locator",
        "page-first",
        "year-suffix",
    }
)

#: Names that older CSL, Zotero and other programs write for a variable of CSL 1.0.2.
VARIABLE_ALIASES: Final[dict[str, str]] = {
    "event": "event-title",
    "journalAbbreviation": "container-title-short",
    "shortTitle": "title-short",
    "archive-location": "archive_location",
    "archive_place": "archive-place",
    "keywords": "keyword",
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "url": "URL",
    "Doi": "DOI",
    "Url": "URL",
    "original-publication-date": "original-date",
    "number_of_pages": "number-of-pages",
}

#: Names that older CSL and Zotero write for a type of CSL 1.0.2.
TYPE_ALIASES: Final[dict[str, str]] = {
    "journal-article": "article-journal",
    "journal": "article-journal",
    "magazine-article": "article-magazine",
    "newspaper-article": "article-newspaper",
    "book-chapter": "chapter",
    "monograph": "book",
    "proceedings-article": "paper-conference",
    "posted-content": "article",
    "dissertation": "thesis",
    "film": "motion_picture",
    "computer_program": "software",
    "other": "document",
    "component": "document",
    "edited-book": "book",
    "reference-book": "book",
    "reference-entry": "entry",
    "proceedings": "book",
    "peer-review": "review",
    "report-series": "report",
}
