"""What the fields of BibTeX and BibLaTeX mean: the table of both dialects.

Sources: btxdoc (BibTeX 0.99b), section 3; the biblatex manual 3.20, sections 2.1 and 2.2; the fields that Zotero,
Better BibTeX, Mendeley, JabRef, ADS, INSPIRE, DBLP, Crossref and arXiv write.  Either dialect reads the other's
fields; they differ in what is written.  What CSL says and no BibTeX field does is written under CSL's own name,
which BibTeX and biber pass over.

A row's order is the order in which fields are written.
"""

from __future__ import annotations

from typing import Final

from citeconv.formats.rows import Direction, Row, row
from citeconv.model.vocabulary import KINDS, RENDERED_VARIABLES

_ARTICLE: Final = "article suppperiodical periodical newspaper newspaperarticle magazine magazinearticle review journalarticle inarticle"
_BOOKISH: Final = (
    "book mvbook inbook bookinbook suppbook booklet collection mvcollection incollection suppcollection proceedings "
    "mvproceedings inproceedings conference reference mvreference inreference chapter monograph encyclopediaarticle "
    "dictionaryentry commentary"
)
_PROCEEDINGS: Final = "inproceedings conference"
_THESES: Final = "thesis phdthesis mastersthesis dissertation bachelorsthesis bathesis masterthesis diplomathesis"


def _rows(biblatex: bool) -> list[Row]:
    """The table of one dialect."""
    here: Direction = "both" if biblatex else "read"
    there: Direction = "read" if biblatex else "both"
    journal, place, annotation = (
        ("journaltitle", "location", "annotation") if biblatex else ("journal", "address", "annote")
    )
    rows = [
        row("author", "author", "names"),
        row("editor", "editor", "names"),
        row("translator", "translator", "names"),
        row("bookauthor", "container-author", "names"),
        # title, booktitle and journal with their subtitles: composites
        row("title", "title", "title"),
        row("shorttitle", "title-short", "title"),
        # in a journal, in a book
        row(journal, "container-title", "title_plain", native=_ARTICLE),
        row("booktitle", "container-title", "title", note="everything that is not in a journal"),
        row("journal", "container-title", "title_plain", direction="read"),
        row("journaltitle", "container-title", "title_plain", direction="read"),
        row("journalname", "container-title", "title_plain", direction="read"),
        row("container-title", "container-title", "title_plain", direction="read"),
        row("publication", "container-title", "title_plain", direction="read"),
        row("shortjournal", "container-title-short", "title_plain"),
        row("journal-iso", "container-title-short", "title_plain", direction="read"),
        row("journal_abbrev", "container-title-short", "title_plain", direction="read"),
        row("journalabbreviation", "container-title-short", "title_plain", direction="read"),
        row("origtitle", "original-title", "title"),
        row("reviewedtitle", "reviewed-title", "title"),
        row("volumetitle", "volume-title", "title"),
        row("parttitle", "part-title", "title"),
        # dates: `date`, `year`, `month`, `day` are a composite
        row("date", "issued", "date", direction="both" if biblatex else "read"),
        row("year", "issued", "date"),
        row("origdate", "original-date", "date"),
        row("origyear", "original-date", "date", direction="read"),
        row("eventdate", "event-date", "date"),
        row("conference_date", "event-date", "date", direction="read"),
        # numbers
        row("series", "collection-title", "journal_series", native=_ARTICLE),
        row("series", "collection-title", "text"),
        row("volume", "volume", "number"),
        row("issue", "issue", "number", native=_ARTICLE, direction="read"),
        row("number", "issue", "number", native=_ARTICLE),
        row("number", "collection-number", "number", native=_BOOKISH),
        row("eid", "number", "number", native=f"{_ARTICLE} {_PROCEEDINGS}", note="article number"),
        row("articleno", "number", "number", direction="read", note="ACM"),
        row("article-number", "number", "number", direction="read", note="MDPI"),
        row("number", "number", "number"),
        row("issue", "issue", "number", note="outside of a journal"),
        row("serialnumber", "number", "number", direction="read"),
        row("reportnumber", "number", "number", direction="read"),
        row("reportid", "number", "number", direction="read"),
        row("patentnumber", "number", "number", direction="read"),
        row("seriesnumber", "collection-number", "number"),
        row(
            "docnumber",
            "number",
            "number",
            note="the number of a work whose `number` is its issue or place in a series",
        ),
        row("chapter", "chapter-number", "number"),
        row("part", "part-number", "number"),
        row("edition", "edition", "number"),
        row("version", "version", "number"),
        row("pages", "page", "pages"),
        row("page", "page", "pages", direction="read"),
        row("pagetotal", "number-of-pages", "number"),
        row("numpages", "number-of-pages", "number", direction="read"),
        row("totalpages", "number-of-pages", "number", direction="read"),
        row("num_pages", "number-of-pages", "number", direction="read"),
        row("volumes", "number-of-volumes", "number"),
        row("section", "section", "number"),
        # who published, where
        row("school", "publisher", "list", native=_THESES, direction=there),
        row(
            "institution",
            "publisher",
            "list",
            native=f"{_THESES} report techreport unpublished" if biblatex else "techreport report",
        ),
        row(
            "organization",
            "publisher",
            "list",
            native="manual proceedings online electronic www webpage"
            if not biblatex
            else "manual online",
        ),
        row("publisher", "publisher", "list"),
        row("school", "publisher", "list", direction="read"),
        row("institution", "publisher", "list", direction="read"),
        row("organization", "publisher", "list", direction="read"),
        row("company", "publisher", "text", direction="read"),
        row("distributor", "publisher", "text", direction="read"),
        row("location", "jurisdiction", "countries", native="patent", note="the scope of a patent"),
        row("address", "jurisdiction", "countries", native="patent", direction="read"),
        row("publisher-place", "publisher-place", "list", native="patent"),
        row(place, "publisher-place", "list"),
        row("location", "publisher-place", "list", direction="read"),
        row("address", "publisher-place", "list", direction="read"),
        row("origpublisher", "original-publisher", "list"),
        row("origlocation", "original-publisher-place", "list"),
        row("eventtitle", "event-title", "title"),
        row("conference", "event-title", "title", direction="read"),
        row("event", "event-title", "title", direction="read"),
        row("meetingname", "event-title", "title", direction="read"),
        row("venue", "event-place", "text"),
        # CSL's authority of a patent is the office that issued it
        row("holder", "contributor", "holders", native="patent"),
        row("assignee", "contributor", "holders", direction="read"),
        # kinds and states
        row("type", "genre", "genre"),
        row("howpublished", "publisher", "text", direction="read"),
        row("pubstate", "status", "pubstate"),
        row("language", "language", "language", direction=there),
        row("langid", "language", "language", direction=here),
        row("langid", "language", "language", direction="read"),
        row("language", "language", "language", direction="read"),
        row("hyphenation", "language", "language", direction="read"),
        row("languages", "language", "language", direction="read"),
        # identifiers
        row("isbn", "ISBN", "identifier"),
        row("issn", "ISSN", "identifier"),
        row("doi", "DOI", "doi"),
        row("pmid", "PMID", "identifier"),
        row("pubmed_id", "PMID", "identifier", direction="read"),
        row("pmcid", "PMCID", "pmcid"),
        row("pmc", "PMCID", "pmcid", direction="read"),
        row("url", "URL", "url"),
        row("link", "URL", "url", direction="read"),
        row("bdsk-url-1", "URL", "url", direction="read"),
        row("ee", "URL", "url", direction="read"),
        row("urldate", "accessed", "date"),
        row("lastchecked", "accessed", "date", direction="read"),
        row("lastaccessed", "accessed", "date", direction="read"),
        row("accessed", "accessed", "date", direction="read"),
        row("visited", "accessed", "date", direction="read"),
        row("timestamp-accessed", "accessed", "date", direction="read"),
        row("library", "archive", "text"),
        row("lccn", "call-number", "text", direction="read"),
        row("callnumber", "call-number", "text"),
        row("call-number", "call-number", "text", direction="read"),
        row("call_number", "call-number", "text", direction="read"),
        row("copyright", "license", "text", direction="read"),
        row("rights", "license", "text"),
        row("license", "license", "text", direction="read"),
        # words about it
        row("keywords", "keyword", "keywords"),
        row("keyword", "keyword", "keywords", direction="read"),
        row("author_keywords", "keyword", "keywords", direction="read"),
        row("tags", "keyword", "keywords", direction="read"),
        row("mendeley-tags", "keyword", "keywords", direction="read"),
        row("abstract", "abstract", "paragraphs"),
        row("summary", "abstract", "paragraphs", direction="read"),
        row("note", "note", "paragraphs"),
        row("addendum", "note", "paragraphs", direction="read"),
        row("comment", "note", "paragraphs", direction="read"),
        row("comments", "note", "paragraphs", direction="read"),
        row(annotation, "annote", "paragraphs"),
        row("annotation", "annote", "paragraphs", direction="read"),
        row("annote", "annote", "paragraphs", direction="read"),
        row("annotate", "annote", "paragraphs", direction="read"),
    ]
    return rows + _own_names(rows)


_CODEC_OF_KIND: Final = {"text": "text", "number": "number", "names": "names", "date": "date"}


def _own_names(rows: list[Row]) -> list[Row]:
    """Rows for the variables that no field says: under CSL's own name, in lower case."""
    said = {row_.variable for row_ in rows if row_.direction != "read" and not row_.native}
    tags = {row_.tag for row_ in rows}
    own = []
    for variable, kind in KINDS.items():
        if variable in said or variable in RENDERED_VARIABLES:
            continue
        tag = variable.lower().replace("_", "-")
        tag = f"csl-{tag}" if tag in tags else tag
        own.append(row(tag, variable, _CODEC_OF_KIND[kind]))
    return own


FIELDS_BIBTEX: Final = _rows(biblatex=False)
FIELDS_BIBLATEX: Final = _rows(biblatex=True)

#: biblatex's field of each date.
DATE_FIELDS: Final = {
    row_.variable: row_.tag
    for row_ in reversed(FIELDS_BIBLATEX)
    if row_.codec == "date" and row_.direction != "read"
}
#: The date of each of these fields.
DATES: Final = {tag: variable for variable, tag in DATE_FIELDS.items()}

#: Fields kept and written as they stand: lists of keys, options, paths, what programs note for themselves.
VERBATIM: Final = frozenset(
    "crossref xref xdata related relatedtype relatedoptions entryset ids options execute presort sortkey sortname sortshorthand "
    "sorttitle sortyear gender langidopts refsection keywords-raw file files pdf ps local-url localfile timestamp owner groups "
    "date-added date-modified bdsk-file-1 bdsk-file-2 bdsk-file-3 bdsk-file-4 bdsk-file-5 bdsk-url-1 bdsk-url-2 bdsk-url-3 bdsk-url-4 "
    "bibsource biburl adsurl adsnote mendeley-groups __markedentry eprint eprinttype volumeshorttitle eprintclass archiveprefix primaryclass "
    "citeulike-article-id citeulike-linkout-0 citeulike-linkout-1 posted-at priority creationdate modificationdate qualityassured "
    "readstatus ranking relevance printed entrysubtype pubmedurl mrnumber zblnumber slaccitation inspire collaboration-key "
    "nameaddon shorthand label indextitle url".split()
)
