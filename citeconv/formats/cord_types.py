"""What the formats of CORD-19 share: how authors are written, and what kind a paper is.

The corpus does not say the kind, so it is inferred.
`RULES` is the whole of it: the first rule whose pattern is found in its field decides. A paper
that no rule names is an article if it has a journal, else a document. `reviewed_work` reads the
work under review out of a review's title, where that is safe.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from citeconv.formats.codecs import inverted
from citeconv.model.names import Name, parse_inverted_name, parse_name
from citeconv.model.record import Value


class Rule(NamedTuple):
    """`kind` if `pattern` is found in `field` (and there is no journal, with `journalless`)."""

    kind: str
    field: str
    pattern: re.Pattern[str]
    note: str
    journalless: bool = False


def _rule(kind: str, field: str, pattern: str, note: str, journalless: bool = False) -> Rule:
    return Rule(kind, field, re.compile(pattern), note, journalless)


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

#: A person's name in running text: two to five words, initials and particles among them.
_WORD: Final = r"[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*"
_INITIALS: Final = r"(?:[^\W\d_a-z]\.[ -]?){1,4}"
_PARTICLE: Final = r"(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|el|al|bin|ter|ten)"
_NAME: Final = (
    rf"(?:{_INITIALS} ?|{_WORD} )(?:(?:{_INITIALS}|{_PARTICLE}|{_WORD}) ?){{0,3}}(?<= ){_WORD}"
)
_NAMES: Final = rf"{_NAME}(?:, {_NAME}){{0,11}}(?:,? (?:and|&) {_NAME})?"
_EDS: Final = r"\((?:eds\.?|Eds\.?|ed\.|Ed\.|editors?|Editors?)\)"

RULES: Final = (
    _rule("review", "title", r"^(?i:book reviews?)\b", "says so"),
    _rule("review", "title", r"[\w.’'] \((?:eds\.?|Eds\.?|editors|Editors)\)", "names the editors"),
    _rule("review", "title", rf"{_NAME} \((?:ed\.|Ed\.|editor|Editor)\)", "names the editor"),
    _rule("review", "title", r"^Review of:? (?:the (?:book|novel|film)\b|[“‘\"'«])", "says so"),
    _rule(
        "review", "title", r"^Review of:? .+,? by (?:[A-Z][\w’'.-]*,? (?:and |& )?){2,}", "says so"
    ),
    _rule("review", "title", r"^Review of:? (?:The|A|An) [A-Z].*[a-z]", "a title in its capitals"),
    _rule("review", "title", r"\bISBN(?:-1[03])?:? ?[\d-]{10,17}", "the book's number"),
    _rule(
        "review",
        "title",
        r"\b(?:19|20)\d\d\b.*\b\d{2,4} ?pp\b|\b\d{2,4} ?pp\b.*[£$€] ?\d",
        "the book's pages and price or year",
    ),
    _rule(
        "preprint",
        "journal",
        r"^(?i:bioRxiv|medRxiv|arXiv|chemRxiv|psyArXiv|socArXiv|techRxiv|earthArXiv|engrXiv|"
        r"agriXiv|SSRN|Res(?:earch)? Sq(?:uare)?|OSF Preprints?|Preprints(?:\.org)?|Authorea|"
        r"SciELO Preprints|Preprints with The Lancet)\b(?! ?(?:Rev|J Oncol))",
        "a preprint server",
    ),
    _rule(
        "preprint",
        "DOI",
        r"^10\.(?:48550/arXiv\.|21203/rs\.|2139/ssrn\.|20944/preprints|3123[45]/osf\.io|"
        r"26434/chemrxiv|1101/(?:\d{6}(?:v\d+)?$|20(?:19|2\d)\.[01]\d\.[0-3]\d\.))",
        "a preprint server's prefix",
        True,
    ),
    _rule(
        "thesis",
        "title",
        r"[(\[](?i:(?:unpublished )?(?:doctoral|ph\.?d\.?|master(?:'s|’s)?|m\.?sc\.?|m\.?a\.?) "
        r"(?:thesis|dissertation))[)\]]",
        "says so",
    ),
    _rule(
        "chapter",
        "DOI",
        r"^10\.\d{4,9}/(?:97[89][-\d]{10,14}_\d+$|B97[89]-[\d-]+X?\.(?!X)\d{5}-[\dX]$|"
        r"97[89]\d{10}\.ch\d+$|97[89]\d{10}-\d{1,3}$|(?:oso|acprof:oso)/97[89]\d{10}\.003\.\d+$)",
        "a book's number with a chapter's",
    ),
    _rule(
        "report", "journal", r"(?i:\bworking papers?\b|\btechnical reports?\b)", "a report series"
    ),
    _rule("report", "DOI", r"^10\.3386/w\d+$", "a working paper of the NBER"),
    _rule(
        "report",
        "title",
        r"(?i:\b(?:situation|technical|annual|progress|final) report\b|\b(?:working|white|policy|"
        r"discussion) paper\b|\bpolicy brief\b)",
        "says so",
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
        if (not rule.journalless or not journal) and rule.pattern.search(fields[rule.field]):
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


# --- the work under review --------------------------------------------------------------------

_REVIEW_WORDS: Final = re.compile(
    r"^(?i:book reviews?|review of(?: the (?:book|novel|film))?)\b[ .:–—-]*"
)
_EDITED: Final = re.compile(
    rf"^(?P<title>.{{4,}}?)(?:[,.;]? (?:edited )?by|[,.;:]) (?P<names>{_NAMES}),? {_EDS}"
)
_BY: Final = re.compile(
    rf"^(?P<title>.{{4,}}?)[,.;]? (?:[Ee]dited by|[Bb]y) (?P<names>{_NAMES})(?=[,.;(]|$)"
)
_QUOTED: Final = re.compile(r"^[“\"‘'«](?P<title>[^“”\"«»]{3,}?)[”\"’'»](?=[\s,.;]|$)")
#: Words that stand in titles and affiliations, not in a person's name.
_NO_NAME: Final = re.compile(
    r"\b(?:The|And|Of|In|Health|Public|Social|Care|Policy|Practice|Research|Medicine|Medical|World|"
    r"Global|International|History|Politics|Political|Science|Sciences|Studies|Society|Culture|"
    r"Theory|Economics|Economy|Education|University|Press|Management|Development|Law|Security|"
    r"Virus|Viruses|Disease|Diseases|Pandemic|Coronavirus|Volume|Edition|Handbook|Introduction|"
    r"Century|State|States|United|America|American|Europe|European|Africa|African|Asia|Asian|"
    r"China|Chinese|India|Indian|Change|Climate|Crisis|Life|Death|Human|Rights|Power|Technology)\b"
)


def reviewed_work(title: str) -> tuple[str, list[Name]]:
    """(title, authors or editors) of the work that a review's title names; "" where it is not sure.

    >>> reviewed_work("Contagion and Care, Ann Lee and Bo Ek (eds)")[0]
    'Contagion and Care'
    """
    if len(title) > 1000:
        return "", []
    said = _REVIEW_WORDS.match(title)
    rest = title[said.end() :] if said else title
    for pattern in (_EDITED, _BY):
        found = pattern.match(rest)
        if found and not _NO_NAME.search(found["names"]):
            names = [parse_name(part) for part in re.split(r",? (?:and|&) |, ", found["names"])]
            return _bare(found["title"]), names
    quoted = _QUOTED.match(rest)
    if quoted:
        return quoted["title"].strip(" ,."), []
    if said and rest and not re.search(_EDS, rest):
        return _bare(rest), []
    return "", []


def _bare(title: str) -> str:
    """A title without the quotation marks around it and the comma after it."""
    title = title.strip(" ,.;:")
    if title[:1] in "“\"‘'«" and title[-1:] in "”\"’'»":
        title = title[1:-1].strip(" ,.;:")
    return title
