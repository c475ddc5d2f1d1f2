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
from citeconv.model.vocabulary import TYPES


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

#: Where a journal's name is the container's; a thesis or report has its institution there.
IN_JOURNALS: Final = frozenset(TYPES) - {"thesis", "report"}

#: A person's name in full: two to four words, of which the last is no word of science.
_PERSON: Final = (
    r"(?:(?:[A-Z]\.(?: ?|-)|[A-Z][\w’'-]+ |(?:van|von|de|der|den|da|di|la|le|al) ){1,4})"
    r"(?!\w+(?:ysis|logy|logies|graphy|scopy|metry|tions?|ity|ities|ments?|ness|ics)\b)"
    r"(?!(?:Systems?|Groups?|Models?|Methods?|Data|Types?|Age|Sex|Country|Countries|Regions?|Imaging|"
    r"Sequencing|Learning|Time|Status|Level|Year|Use|Using|Means|Assay|Care|Research|Virus|Disease|"
    r"Vaccines?|Cells?|Patients?|Studies|Study|Health|Trials?|Therapy)\b)"
    r"[A-Z][\w’'-]+"
)

RULES: Final = (
    Rule(
        "review",
        "title",
        ("eview", "EVIEW"),
        r"^[\[(]?(?i:book reviews?\b|reviewed works?:)",
        "begins with “Book review” or “Reviewed work:”",
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
        r"\b[A-Z][\w.’'-]{0,30} (?:[a-z]{1,3} )?[A-Z][\w’'-]{1,30} \((?:ed\.?|Ed\.|editor|Editor)\)",
        "has “(ed.)” after a name",
    ),
    Rule(
        "review",
        "title",
        ("Review of",),
        r"^Review of:? (?:the book\b|(?:the (?:novel|film) )?[“‘\"'«])",
        "begins with “Review of the book”, or “Review of” and a quoted title",
    ),
    Rule(
        "review",
        "title",
        ("Review",),
        rf"^Review(?: of)?:? .+,? by {_PERSON}",
        "begins with “Review of”, and names a person after “by”",
    ),
    Rule(
        "review",
        "title",
        (" By ", "dited by ", "DITED BY "),
        rf"[.?!] (?:By|Edited by) {_PERSON}(?: (?:and|&) {_PERSON}|, {_PERSON})*(?:$|[.,;(])",
        "is followed by a sentence that names persons after “By” or “Edited by”",
    ),
    Rule(
        "review",
        "title",
        ("Review of",),
        r"^Review of:? (?:The|A|An) (?!(?:Use|Role|Case|Current|Recent|Literature|Evidence|Effects?|"
        r"Impacts?|Clinical|Epidemiolog|Pathogen|Treatment|Management|Novel|New|Possible|Potential|"
        r"Available|Existing|Published)\b)[A-Z].*[a-z]",
        "begins with “Review of” and a title in its capitals",
    ),
    Rule(
        "review",
        "title",
        ("Review of",),
        r"^Review of:? [^,]+, [A-Z][a-z][\w’'-]* (?:[A-Z]\.[ -]?){1,3}[A-Z][a-z][\w’'-]+\.?$",
        "begins with “Review of”, and ends with a comma and a name with a middle initial",
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
        r"26434/chemrxiv|1101/(?:(?:\d{6}|1900\d{4})(?:v\d+)?$|20(?:19|2\d)\.[01]\d\.[0-3]\d\.))",
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
        r"^10\.\d{4,9}/(?:97[89][-\d]{10,14}_\d+$|[Bb]97[89]-[\d-]+[Xx]?\.(?!X)\d{5}-[\dXx]$|"
        r"97[89]\d{10}\.ch\d+$|97[89]\d{10}-\d{1,3}$|(?:oso|acprof:oso)/97[89]\d{10}\.003\.\d+$)",
        "has a book's number with a chapter's",
    ),
    Rule(
        "thesis",
        "journal",
        ("hesis", "issertation"),
        r"(?i:\b(?:thesis|dissertation)\b(?! abstracts))",
        "says that it is a thesis or dissertation",
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

#: Those that a paper in a journal may meet.
_RULES_WITH_JOURNAL: Final = tuple(rule for rule in RULES if not rule.journalless)

#: The server of a preprint whose record names no journal. bioRxiv numbers its papers with six
#: digits, medRxiv with eight; both have one prefix.
SERVERS: Final = (
    (r"10\.48550/arXiv\.", "arXiv"),
    (r"10\.21203/rs\.", "Research Square"),
    (r"10\.2139/ssrn\.", "SSRN"),
    (r"10\.20944/preprints", "Preprints.org"),
    (r"10\.31234/osf\.io", "PsyArXiv"),
    (r"10\.31235/osf\.io", "SocArXiv"),
    (r"10\.26434/chemrxiv", "ChemRxiv"),
    (r"10\.1101/(?:20\d\d\.\d\d\.\d\d\.)?\d{6}(?:v\d+)?\Z", "bioRxiv"),
    (r"10\.1101/(?:20\d\d\.\d\d\.\d\d\.)?\d{8}(?:v\d+)?\Z", "medRxiv"),
)


#: The institution of a report whose record names none, by its DOI.
INSTITUTIONS: Final = ((r"10\.3386/w\d+\Z", "National Bureau of Economic Research"),)


def kind_of(title: str, journal: str, doi: str) -> str:
    """The kind that the first matching rule gives; one of `KINDS`."""
    fields = {"title": title[:2000], "journal": journal[:500], "DOI": doi[:500]}
    for rule in _RULES_WITH_JOURNAL if journal else RULES:
        text = fields[rule.field]
        for hint in rule.hints:
            if hint in text:
                if re.search(rule.pattern, text):
                    return rule.kind
                break
    return "article" if journal else "document"


def server_of(doi: str) -> str:
    """The preprint server that a DOI's prefix names, "" if it names none."""
    return _named(SERVERS, doi)


def institution_of(doi: str) -> str:
    """The institution whose report a DOI is, "" if it tells none."""
    return _named(INSTITUTIONS, doi)


def _named(names: tuple[tuple[str, str], ...], doi: str) -> str:
    return next((name for pattern, name in names if re.match(pattern, doi, re.I)), "")


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
