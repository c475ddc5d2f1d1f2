"""What the formats of CORD-19 share: how authors are written, and what kind a paper is.

The corpus does not say the kind, so it is inferred.
`RULES` is the whole of it: the first rule whose pattern is found in its field decides. A paper
that no rule names is an article if it has a journal, else a document.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from citeconv.formats.codecs import inverted
from citeconv.model.names import parse_inverted_name
from citeconv.model.record import Value


class Rule(NamedTuple):
    """`kind` if `pattern` is found in `field` (and there is no journal, with `journalless`).

    One of `hints` stands wherever the pattern is found: without them it need not be looked for.
    """

    kind: str
    field: str
    hints: tuple[str, ...]
    pattern: str
    note: str
    journalless: bool = False


#: Native kinds, which the dump does not write, and the CSL types that they are.
KINDS: Final = (
    ("article", "article-journal"),
    ("preprint", "article"),
    ("review", "review-book"),
    ("thesis", "thesis"),
    ("chapter", "chapter"),
    ("report", "report"),
    ("document", "document"),
)

RULES: Final = (
    Rule(
        "review", "title", ("eview", "EVIEW"), r"^(?i:book reviews?)\b", "begins with “Book review”"
    ),
    Rule(
        "review",
        "title",
        (" (ed", " (Ed"),
        r"[\w.’'] \((?:eds\.?|Eds\.?|editors|Editors)\)",
        "has “(eds)”",
    ),
    Rule(
        "review",
        "title",
        (" (ed", " (Ed"),
        r"\b[A-Z][\w’'-]{1,30} \((?:ed\.|Ed\.|editor|Editor)\)",
        "has “(ed.)” after a name",
    ),
    Rule(
        "review",
        "title",
        ("Review of",),
        r"^Review of:? (?:the (?:book|novel|film)\b|[“‘\"'«])",
        "begins with “Review of the book”, or “Review of” and a quoted title",
    ),
    Rule(
        "review",
        "title",
        ("Review of",),
        r"^Review of:? .+,? by [A-Z][\w’'.-]*,? (?:and |& )?[A-Z][\w’'.-]*",
        "begins with “Review of”, and names an author after “by”",
    ),
    Rule(
        "review",
        "title",
        ("Review of",),
        r"^Review of:? (?:The|A|An) [A-Z].*[a-z]",
        "begins with “Review of” and a title in its capitals",
    ),
    Rule("review", "title", ("ISBN",), r"\bISBN(?:-1[03])?:? ?[\d-]{10,17}", "has an ISBN"),
    Rule(
        "review",
        "title",
        ("pp",),
        r"\b(?:19|20)\d\d\b[^£$€]{0,200}\b\d{2,4} ?pp\b|\b\d{2,4} ?pp\b[^£$€]{0,80}[£$€] ?\d",
        "has a book's number of pages and its year or price",
    ),
    Rule(
        "preprint",
        "journal",
        ("",),
        r"^(?i:bioRxiv|medRxiv|arXiv|chemRxiv|psyArXiv|socArXiv|techRxiv|earthArXiv|engrXiv|"
        r"agriXiv|SSRN|Res(?:earch)? Sq(?:uare)?|OSF Preprints?|Preprints(?:\.org)?|Authorea|"
        r"SciELO Preprints|Preprints with The Lancet)\b(?! ?(?:Rev|J Oncol))",
        "is a preprint server",
    ),
    Rule(
        "preprint",
        "DOI",
        ("10.",),
        r"^10\.(?:48550/arXiv\.|21203/rs\.|2139/ssrn\.|20944/preprints|3123[45]/osf\.io|"
        r"26434/chemrxiv|1101/(?:\d{6}(?:v\d+)?$|20(?:19|2\d)\.[01]\d\.[0-3]\d\.))",
        "has a preprint server's prefix, and there is no journal",
        True,
    ),
    Rule(
        "thesis",
        "title",
        ("(", "["),
        r"[(\[](?i:(?:unpublished )?(?:doctoral|ph\.?d\.?|master(?:'s|’s)?|m\.?sc\.?|m\.?a\.?) "
        r"(?:thesis|dissertation))[)\]]",
        "has “[PhD thesis]”, “(doctoral dissertation)” or the like",
    ),
    Rule(
        "chapter",
        "DOI",
        ("97",),
        r"^10\.\d{4,9}/(?:97[89][-\d]{10,14}_\d+$|B97[89]-[\d-]+X?\.(?!X)\d{5}-[\dX]$|"
        r"97[89]\d{10}\.ch\d+$|97[89]\d{10}-\d{1,3}$|(?:oso|acprof:oso)/97[89]\d{10}\.003\.\d+$)",
        "has a book's number with a chapter's",
    ),
    Rule(
        "report",
        "journal",
        ("aper", "APER", "eport", "EPORT"),
        r"(?i:\bworking papers?\b|\btechnical reports?\b)",
        "is a series of working papers or technical reports",
    ),
    Rule("report", "DOI", ("10.3386/w",), r"^10\.3386/w\d+$", "is a working paper of the NBER"),
    Rule(
        "report",
        "title",
        ("eport", "EPORT", "aper", "APER", "rief", "RIEF"),
        r"(?i:\b(?:situation|technical|annual|progress|final) report\b|\b(?:working|white|policy|"
        r"discussion) paper\b|\bpolicy brief\b)",
        "names a report, working paper or policy brief, and there is no journal",
        True,
    ),
)

#: The server of a preprint whose record names no journal.
SERVERS: Final = (
    ("10.48550/arXiv.", "arXiv"),
    ("10.21203/rs.", "Research Square"),
    ("10.2139/ssrn.", "SSRN"),
    ("10.20944/preprints", "Preprints.org"),
    ("10.31234/osf.io", "PsyArXiv"),
    ("10.31235/osf.io", "SocArXiv"),
    ("10.26434/chemrxiv", "ChemRxiv"),
)


def kind_of(title: str, journal: str, doi: str) -> str:
    """The kind that the first matching rule gives; one of `KINDS`."""
    fields = {"title": title[:2000], "journal": journal[:500], "DOI": doi[:500]}
    for rule in RULES:
        text = fields[rule.field]
        if (
            any(hint in text for hint in rule.hints)
            and not (rule.journalless and journal)
            and re.search(rule.pattern, text)
        ):
            return rule.kind
    return "article" if journal else "document"


def server_of(doi: str) -> str:
    """The preprint server that a DOI's prefix names, "" if it names none."""
    return next((server for prefix, server in SERVERS if doi.startswith(prefix)), "")


def read_authors(text: str) -> Value | None:
    """ "Family, Given; Family, Given"; a name without a comma is a body's or a single one."""
    return [name for part in text.split(";") if any(name := parse_inverted_name(part))] or None


def write_authors(value: Value) -> str:
    return "; ".join(inverted(name) for name in value) if isinstance(value, list) else ""


#: Sources of metadata.csv that are preprint servers.
_SOURCES: Final = {"arxiv": "arXiv", "biorxiv": "bioRxiv", "medrxiv": "medRxiv"}


def server_of_source(source: str, row: Mapping[str, str]) -> str:
    """The server of a paper without a journal, by its source, arXiv id or licence in metadata.csv."""
    if row.get("arxiv_id"):
        return "arXiv"
    licence = row.get("license", "").lower()
    names = [licence, *(name.strip().lower() for name in source.split(";"))]
    return next((_SOURCES[name] for name in names if name in _SOURCES), "")
