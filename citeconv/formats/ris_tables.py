"""What the tags and types of RIS mean: the tables that `ris` walks.

Sources: Research Information Systems' specification of 2001 ("RIS 2001"), EndNote's tag table by
reference type of 2011 ("RIS 2011"), and the habits of the programs that read and write RIS;
`docs/formats-notes/ris.md` says which one is followed where they contradict each other.
"""

from __future__ import annotations

from typing import Final

from citeconv.formats.mapping import Row, row

#: (RIS type, CSL type). The first RIS type of a CSL type is the one written.
TYPES: Final = (
    # written for their CSL type
    ("JOUR", "article-journal"),
    ("BOOK", "book"),
    ("CHAP", "chapter"),
    ("CONF", "paper-conference"),
    ("DATA", "dataset"),
    ("GEN", "document"),
    ("FIGURE", "figure"),
    ("MPCT", "motion_picture"),
    ("RPRT", "report"),
    ("MANSCPT", "manuscript"),
    ("PCOMM", "personal_communication"),
    ("CLSWK", "classic"),
    # the one type of theirs, or read only
    ("ABST", "article-journal"),
    ("ADVS", "motion_picture"),
    ("AGGR", "dataset"),
    ("ANCIENT", "classic"),
    ("ART", "graphic"),
    ("BILL", "bill"),
    ("BLOG", "post-weblog"),
    ("CASE", "legal_case"),
    ("CHART", "figure"),
    ("COMP", "software"),
    ("CPAPER", "paper-conference"),
    ("CTLG", "book"),
    ("DBASE", "dataset"),
    ("DICT", "entry-dictionary"),
    ("EBOOK", "book"),
    ("ECHAP", "chapter"),
    ("EDBOOK", "book"),
    ("EJOUR", "article-journal"),
    ("ELEC", "webpage"),
    ("ENCYC", "entry-encyclopedia"),
    ("EQUA", "figure"),
    ("GOVDOC", "report"),
    ("GRANT", "document"),
    ("GRNT", "document"),
    ("HEAR", "hearing"),
    ("ICOMM", "personal_communication"),
    ("INPR", "article-journal"),
    ("INTV", "interview"),
    ("JFULL", "periodical"),
    ("LEGAL", "regulation"),
    ("MAP", "map"),
    ("MGZN", "article-magazine"),
    ("MULTI", "motion_picture"),
    ("MUSIC", "musical_score"),
    ("NEWS", "article-newspaper"),
    ("PAMP", "pamphlet"),
    ("PAT", "patent"),
    ("POD", "broadcast"),
    ("PRESS", "article-newspaper"),
    ("SER", "book"),
    ("SLIDE", "speech"),
    ("SOUND", "song"),
    ("STAND", "standard"),
    ("STAT", "legislation"),
    ("STD", "standard"),
    ("THES", "thesis"),
    ("UNBILL", "bill"),
    ("UNPB", "manuscript"),
    ("UNPD", "manuscript"),
    ("VIDEO", "motion_picture"),
    ("WEB", "webpage"),
    # CSL types without a type of their own: the nearest, and a line that names the type
    ("UNPB", "article"),
    ("MPCT", "broadcast"),
    ("GEN", "collection"),
    ("ENCYC", "entry"),
    ("CONF", "event"),
    ("PCOMM", "interview"),
    ("GEN", "performance"),
    ("ICOMM", "post"),
    ("JOUR", "review"),
    ("JOUR", "review-book"),
    ("LEGAL", "treaty"),
)

#: Names by which programs call the types, in lower case: EndNote's own names, and what stands
#: in TY lines that others write.
TYPE_NAMES: Final = {
    "aggregated database": "AGGR",
    "ancient text": "ANCIENT",
    "article": "JOUR",
    "article-journal": "JOUR",
    "artwork": "ART",
    "audiovisual material": "ADVS",
    "bill": "BILL",
    "blog": "BLOG",
    "book": "BOOK",
    "book chapter": "CHAP",
    "book section": "CHAP",
    "case": "CASE",
    "catalog": "CTLG",
    "chapter": "CHAP",
    "chart": "CHART",
    "chart or table": "CHART",
    "classical work": "CLSWK",
    "computer program": "COMP",
    "conference": "CONF",
    "conference paper": "CPAPER",
    "conference proceedings": "CONF",
    "dataset": "DATA",
    "dictionary": "DICT",
    "dissertation": "THES",
    "edited book": "EDBOOK",
    "electronic article": "EJOUR",
    "electronic book": "EBOOK",
    "electronic book section": "ECHAP",
    "encyclopedia": "ENCYC",
    "equation": "EQUA",
    "figure": "FIGURE",
    "film": "MPCT",
    "film or broadcast": "MPCT",
    "generic": "GEN",
    "government document": "GOVDOC",
    "grant": "GRANT",
    "hearing": "HEAR",
    "interview": "INTV",
    "internet communication": "ICOMM",
    "journal": "JOUR",
    "journal article": "JOUR",
    "legal rule or regulation": "LEGAL",
    "magazine": "MGZN",
    "magazine article": "MGZN",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "motion picture": "MPCT",
    "music": "MUSIC",
    "newspaper": "NEWS",
    "newspaper article": "NEWS",
    "online database": "DBASE",
    "online multimedia": "MULTI",
    "pamphlet": "PAMP",
    "patent": "PAT",
    "personal communication": "PCOMM",
    "podcast": "POD",
    "preprint": "UNPB",
    "proceedings": "CONF",
    "report": "RPRT",
    "serial": "SER",
    "software": "COMP",
    "standard": "STAND",
    "statute": "STAT",
    "thesis": "THES",
    "unpublished": "UNPB",
    "unpublished work": "UNPB",
    "video": "VIDEO",
    "web page": "ELEC",
    "webpage": "ELEC",
    "website": "ELEC",
}

ARTICLES: Final = "article-journal article-magazine article-newspaper periodical"
PARTS: Final = "chapter entry-dictionary entry-encyclopedia"
FILMS: Final = "motion_picture broadcast"
SOUNDS: Final = "song musical_score"
IMAGES: Final = "graphic figure"
LAWS: Final = "bill legislation hearing regulation"
LETTERS: Final = "personal_communication"
PAGES: Final = "webpage post-weblog"
#: Types whose SP is the number of pages (RIS 2011), unless it is a range or EP stands beside it.
PAGED: Final = frozenset("BOOK CLSWK EBOOK EDBOOK SER THES MANSCPT".split())
#: Types whose SP describes the work (RIS 2011); pages have a digit.
DESCRIBED: Final = frozenset("AGGR ART BLOG CHART COMP DBASE EQUA FIGURE MAP WEB ELEC".split())
#: Books as a whole: their A2 and A3 are editors of the book and of its series.
WHOLE: Final = frozenset("BOOK EBOOK EDBOOK CLSWK SER".split())

#: Types whose container may be known by its abbreviation alone.
ABBREVIATED: Final = f"{ARTICLES} paper-conference document"
#: Types of works that a library or database holds: not laws, cases, patents and web pages.
STORED: Final = frozenset(csl for _, csl in TYPES) - frozenset(
    f"{LAWS} {PAGES} legal_case patent treaty post".split()
)

#: Types of works that somebody publishes: not letters, patents and acts.
PUBLISHED: Final = frozenset(csl for _, csl in TYPES) - frozenset(
    f"{LETTERS} patent legislation bill legal_case".split()
)

FIELDS: Final[tuple[Row, ...]] = (
    # --- names
    row("AU", "editor", "name", native="EDBOOK", note="the authors of an edited book edit it"),
    row("AU", "composer", "name", types=SOUNDS),
    row("AU", "author", "name"),
    row("A1", "editor", "name", native="EDBOOK", direction="read"),
    row("A1", "composer", "name", types=SOUNDS, direction="read"),
    row("A1", "author", "name", direction="read", note="RIS 2001"),
    row("A2", "author", "name", types="bill", note="sponsor"),
    row("A2", "performer", "name", types=f"song {FILMS}"),
    row("A2", "producer", "name", types="dataset"),
    row("A2", "interviewer", "name", types="interview"),
    row("A2", "recipient", "name", types=LETTERS),
    row("A2", "container-title", types="legal_case", note="reporter"),
    row("A2", "authority", types="patent regulation", note="issuing organization"),
    row("A2", "contributor", "name", types="thesis", direction="read", note="advisor"),
    row("A2", "collection-editor", "name", types="report software map"),
    row("A2", "collection-editor", "name", native=WHOLE, direction="write"),
    row("A3", "editor", "name", native=WHOLE),
    row(
        "A2",
        "editor",
        "name",
        types=f"{ARTICLES} {PARTS} paper-conference document classic manuscript webpage "
        "post-weblog musical_score",
    ),
    row("A3", "contributor", "name", types="thesis", note="advisor"),
    row("A3", "producer", "name", types=FILMS),
    row("A3", "illustrator", "name", types="post-weblog"),
    row("A3", "collection-editor", "name", types=f"{PARTS} paper-conference map"),
    row("A4", "contributor", "name", types=f"paper-conference dataset {FILMS} bill"),
    row("A4", "producer", "name", types="musical_score"),
    row("A4", "translator", "name", types=f"{ARTICLES} {PARTS} book classic pamphlet document"),
    row("ED", "editor", "name", note="RIS 2001"),
    row("C2", "container-author", "name", types="chapter", note="Zotero"),
    row("C1", "performer", "name", types="broadcast", direction="read", note="cast"),
    # --- titles; which of the journal's names is which is told by the composite `containers`
    row("TI", "title"),
    row("T1", "title", direction="read", note="RIS 2001"),
    row("CT", "title", direction="read", note="RIS 2001"),
    row("BT", "title", native="BOOK UNPB", direction="read", note="RIS 2001"),
    row("ST", "title-short"),
    row("T2", "container-title", native="ANCIENT"),
    row("T2", "collection-title", types=f"book classic report software map {FILMS}"),
    row("T2", "event-title", types="speech"),
    row("T2", "section", types="hearing", note="committee"),
    row("T2", "number", native="STD", direction="read", note="IEEE"),
    row("T2", "archive_collection", native="MANSCPT"),
    row("T2", "container-title", types="paper-conference", direction="read"),
    row("C3", "container-title", types="paper-conference", note="proceedings"),
    row("T2", "event-title", types="paper-conference", direction="write"),
    row(
        "T2",
        "container-title",
        types=f"{ARTICLES} {PARTS} {PAGES} {SOUNDS} {LETTERS} bill legislation patent "
        "document pamphlet manuscript interview",
    ),
    row("T3", "authority", types="hearing bill", note="legislative body"),
    row("T3", "volume-title", native="ANCIENT"),
    row("T3", "supplement-number", types="regulation"),
    row("T3", "collection-title", types="book", direction="read"),
    row(
        "T3",
        "collection-title",
        types=f"{ARTICLES} {PARTS} paper-conference dataset document report {SOUNDS} "
        "personal_communication",
    ),
    row("RI", "reviewed-title", types=f"{ARTICLES} {PARTS} document classic"),
    # --- dates
    row("Y2", "accessed", "date_slashed"),
    row("RD", "accessed", "date_slashed", direction="read"),
    row("ET", "available-date", "epub_date", types="article-journal", note="e-publication"),
    row("C6", "available-date", "full_date", types="article-journal", direction="read", note="WoS"),
    row("SE", "original-date", "full_date", types="dataset", note="release"),
    row("C1", "submitted", "full_date", types="patent", note="Zotero"),
    # --- numbers
    row("VL", "version", types="patent", note="version of the patent"),
    row("VL", "number", types="regulation pamphlet", note="rule number"),
    row(
        "VL",
        "volume",
        types=f"{ARTICLES} {PARTS} paper-conference book classic manuscript report legal_case "
        f"bill legislation document {FILMS} {SOUNDS} interview",
    ),
    row("VO", "volume", direction="read"),
    row("IS", "number-of-volumes", types="chapter", direction="read", note="RIS 2011"),
    row("IS", "version", types="dataset software", direction="read"),
    row("IS", "volume", native="BOOK", direction="read"),
    row("IS", "issue", types=f"{ARTICLES} paper-conference document"),
    row("M1", "number-of-volumes", "counted", types="chapter", direction="read", note="EndNote"),
    row("M1", "collection-number", native=WHOLE),
    row("M1", "medium", types="software", note="system"),
    row("M1", "call-number", types="patent", note="application number"),
    row(
        "M1",
        "number",
        types="bill legislation hearing thesis broadcast",
    ),
    row("M1", "number", native="GOVDOC GEN"),
    row("NO", "issue", types="article-journal", direction="read", note="Cochrane"),
    row("SV", "number", types="legal_case", note="docket"),
    row("SV", "collection-number", types=PARTS),
    row("NV", "number", types="dataset manuscript personal_communication"),
    row("NV", "collection-number", types="report"),
    row("NV", "chapter-number", types="regulation", note="session"),
    row("NV", "container-title-short", types="legal_case", note="reporter"),
    row("NV", "number", native="CTLG", note="catalog number"),
    row(
        "NV",
        "number-of-volumes",
        types=f"{PARTS} book classic paper-conference hearing musical_score song",
    ),
    row("ET", "version", native="COMP DATA"),
    row("ET", "chapter-number", types="bill legislation hearing", note="session"),
    row(
        "ET",
        "edition",
        types=f"{PARTS} article-magazine article-newspaper book classic map paper-conference "
        "regulation pamphlet musical_score",
    ),
    row("ET", "edition", native="GEN"),
    row("SE", "chapter-number", types="chapter", note="RIS 2011"),
    row(
        "SE",
        "section",
        types="article-journal article-newspaper bill legislation regulation standard report document",
    ),
    row("PG", "page", "pages", types="article-journal", direction="read", note="Cochrane"),
    row("SP", "dimensions", types=FILMS, note="running time"),
    row("C7", "number", types="article-journal paper-conference", note="article number"),
    row(
        "AR",
        "number",
        types="article-journal paper-conference",
        direction="read",
        note="article number",
    ),
    # --- publication
    row("PB", "authority", types="legal_case", note="court"),
    row("PB", "publisher", types=PUBLISHED),
    row("PU", "publisher", direction="read", note="Web of Science"),
    row("CY", "jurisdiction", types="legislation", note="country"),
    row("CY", "publisher-place", types=PUBLISHED | {"patent"}, note="a patent's country"),
    row("PP", "publisher-place", direction="read"),
    row("PI", "publisher-place", direction="read", note="Web of Science"),
    row("C1", "scale", types="map"),
    row("C3", "dimensions", types="graphic map"),
    row("C5", "medium", types=f"{FILMS} {SOUNDS}", note="format"),
    row("C5", "references", types="patent"),
    row("C6", "status", types="patent", note="legal status"),
    row("OP", "references", types="hearing bill legislation legal_case", note="history"),
    row("OP", "issue", types="patent", note="priority numbers"),
    row("C4", "genre", native="MPCT"),
    row("M3", "medium", types=f"{IMAGES} interview"),
    row(
        "M3",
        "genre",
        "genre",
        types=f"manuscript map report standard thesis {PAGES} {LETTERS} speech patent software",
    ),
    row("M3", "genre", "genre", native="GEN"),
    # --- identifiers and places; SN is told by the composite `standard_numbers`
    row("SN", "number", "report_number", types="report standard patent"),
    row("SN", "ISSN", "plain", types=ARTICLES, direction="read"),
    row(
        "SN",
        "ISBN",
        "plain",
        types=f"{PARTS} book classic paper-conference map document {SOUNDS} {FILMS} software",
        direction="read",
    ),
    row("DO", "DOI", "doi_only"),
    row("UR", "URL", "url"),
    row("LK", "URL", "url", direction="read"),
    row("C2", "PMCID", "pmcid_only", types="article-journal", note="RIS 2011"),
    row("C3", "PMCID", "pmcid_only", native="EJOUR", direction="read", note="RIS 2011"),
    row("C7", "PMCID", "pmcid_only", native="EBOOK ECHAP", direction="read", note="RIS 2011"),
    row("PM", "PMID", "pmid", direction="read", note="Cochrane"),
    row("DB", "archive", types=STORED),
    row("AN", "archive_location", types=STORED),
    row("AV", "archive_location", types=STORED, direction="read", note="RIS 2001: availability"),
    row("DP", "source"),
    row("H1", "source", direction="read", note="Citavi: library"),
    row("CN", "call-number", types=STORED),
    row("H2", "call-number", types=STORED, direction="read", note="Citavi"),
    row("LA", "language"),
    # --- text
    row("AB", "abstract", "paragraphs"),
    row("N2", "abstract", "paragraphs", direction="read", note="RIS 2001"),
    row("N1", "note", "notes"),
    row("RN", "annote", "paragraphs", note="RIS 2011: research notes"),
    row("M2", "note", "notes", direction="read", note="RIS 2001: miscellaneous"),
)
