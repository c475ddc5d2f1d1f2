"""Where several RIS tags make one variable, or one tag means what another lets it mean.

Each reader takes the texts of its tags, deletes from them what it took, and returns variables;
what it leaves goes to the table's rows. Rules: RIS 2001 and 2011, and exporters' habits.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from citeconv.formats.codecs import read_pages
from citeconv.formats.inline_text import read_inline, write_inline
from citeconv.formats.mapping import Composite
from citeconv.formats.ris_dates import read_issued, write_issued
from citeconv.formats.ris_parts import (
    LINE_TAG,
    by_tag,
    csl_type,
    first_text,
    folded,
    variable_lines,
)
from citeconv.formats.ris_tables import (
    DESCRIBED,
    FIELDS,
    FILMS,
    PAGED,
    STORED,
)
from citeconv.formats.ris_titles import (
    FULL,
    read_containers,
    read_editors,
    read_titles,
    write_editors,
    write_meeting,
    write_short_container,
    write_short_title,
)
from citeconv.formats.ris_values import clean_pages, read_doi
from citeconv.formats.tagged_values import (
    Pairs,
    Texts,
    Variables,
    keywords_in,
    nothing_read,
    nothing_written,
    standard_numbers_in,
)
from citeconv.model.patterns import pattern
from citeconv.model.record import Value

# --- pages ------------------------------------------------------------------------------------

_RANGE: Final = pattern(r"([^\s,;&-]+)-([^\s,;&-]+)\Z")
_COUNTED: Final = pattern(r"(\d+) ?(?:p(?:p|gs?|ages?)?\.?|S\.|Seiten)\Z", re.I)


def read_page(texts: Texts, native: str) -> dict[str, Value]:
    """SP and EP: a range, or the number of pages where the type's SP means that."""
    starts, ends = texts.get("SP"), texts.get("EP")
    if starts and ends and starts[0].isdigit() and ends[0].isdigit() and starts[0] != ends[0]:
        return {"page": f"{starts.pop(0)}-{ends.pop(0)}"}
    start_text, end_text = first_text(texts, "SP"), first_text(texts, "EP")
    if csl_type(native) in _FILM_TYPES and not end_text:
        return {}
    start, end = clean_pages(start_text), clean_pages(end_text)
    if not start and not end:
        return {}
    if native in DESCRIBED and not any(map(str.isdigit, start + end)):
        return {}
    if start.casefold() in _NO_PAGES:
        return {}
    for tag, text in (("SP", start_text), ("EP", end_text)):
        if text:
            texts[tag].remove(text)
    if not end and "-" not in start:
        counted = _COUNTED.match(start)
        if counted:
            return {"number-of-pages": counted[1]}
        return {"number-of-pages" if native in PAGED else "page": start}
    if end == "+":
        return {"page": f"{start}+"}
    if not end or start == end or "-" in start or start.startswith(f"{end}-"):
        return {"page": start}
    return {"page": end if not start or end.startswith(f"{start}-") else f"{start}-{end}"}


#: What EBSCO, Ovid and others write where there are no pages.
_NO_PAGES: Final = frozenset(("n.pag", "n.pag.", "n/a", "no pagination", "no-specified", "na"))
_FILM_TYPES: Final = frozenset(FILMS.split())


def write_page(variables: Variables, native: str) -> Pairs:
    page, count = variables.get("page"), variables.get("number-of-pages")
    pairs: Pairs = []
    if isinstance(page, str):
        pairs += _write_pages(page, native) or [(LINE_TAG, f"page: {page}")]
    if isinstance(count, str):
        split = [("SP", count)]
        free = not any(tag == "SP" for tag, _ in pairs)
        back = read_page(by_tag(split), native) if free else {}
        said = back == {"number-of-pages": count}
        pairs += split if said else [(LINE_TAG, f"number-of-pages: {count}")]
    return pairs


def _write_pages(page: str, native: str) -> Pairs:
    """SP and EP, or all in SP ("14-14"), a dash as a hyphen; [] where SP would mean another thing."""
    start, hyphen, end = page.partition("-")
    if hyphen and start != end and start.isdigit() and end.isdigit():
        return [("SP", start), ("EP", end)]  # what read_page takes at once
    for text in dict.fromkeys((page, read_pages(page) or page)):
        match = _RANGE.match(text)
        ways = [[("SP", match[1]), ("EP", match[2])]] if match else []
        for pairs in (*ways, [("SP", text)]):
            if read_page(by_tag(pairs), native) == {"page": text}:
                return pairs
    return []


# --- issue, and what stands in its tags -------------------------------------------------------

_ISSUE: Final = pattern(r"(?=\D{0,30}\d|\s*\S{1,9}\s*\Z)\s*[^\s(]\S{0,19}(?: \S{1,12})?\s*\Z")
_MEETING: Final = pattern(r"[A-Za-z]{4}.* ")
_WITH_M1: Final = frozenset("JOUR EJOUR MGZN ABST INPR JFULL CONF CPAPER".split())


def read_issue(texts: Texts, native: str) -> dict[str, Value]:
    """IS; else RIS 2001's CP, else M1, where EndNote puts it. Web of Science's CP is a meeting."""
    values: dict[str, Value] = {}
    for text in texts.get("CP", [])[:1]:
        if _MEETING.search(text):
            meeting = read_inline(text)
            if meeting:
                values["event-title"] = meeting
                texts["CP"].remove(text)
    if native in _WITH_M1 and not first_text(texts, "IS"):
        for tag in ("CP", "M1"):
            text = first_text(texts, tag)
            if "issue" not in values and _ISSUE.match(text) and text.strip(" 0"):
                values["issue"] = " ".join(text.split())
                texts[tag].remove(text)
    return values


# --- numbers, identifiers, places -------------------------------------------------------------


_PMID: Final = pattern(r"\s*(?:PM(?:ID)?:? ?)?(\d{1,9})\s*(?:\[pmid\])?\s*\Z", re.I)
_PMCID: Final = pattern(r"PMC\d{3,9}\Z")
_TAGGED_PMCID: Final = pattern(r"\s*(PMC\d{3,9})\s*\[pmcid\]\s*\Z", re.I)
_SCOPUS_PMID: Final = pattern(r"\s*\d{7,8}\s*\Z")
_RESOLVER: Final = pattern(r"\s*(?:https?:)?//(?:dx\.)?doi\.org/", re.I)
_PUBMED: Final = pattern(r"pubmed|medline", re.I)


#: Tags that must be looked at although DO gives a DOI.
_BESIDE_DOI: Final = frozenset("M3 N1 L3 U1 U2 U3 U4 U5 AN C2".split())


def read_identifiers(texts: Texts, native: str) -> dict[str, Value]:
    """A DOI in DO, M3, N1, L3 or UR; a PMID and PMCID in U1–U5, AN (of PubMed), UR and C2.

    An accession number that is the PMID or PMCID is that, and said once.
    """
    names = texts.get("DO")
    if names and not _BESIDE_DOI & texts.keys() and names[0][:3] == "10." and len(names) == 1:
        return {"DOI": read_doi(names.pop()) or ""}
    values: dict[str, Value] = {}
    doi = next((doi for text in texts.get("DO", ()) if (doi := read_doi(text))), "")
    for tag in ("M3", "N1", "L3", "ID"):
        for text in texts.get(tag, ()):
            if len(text) < 300 and "10." in text and not doi:
                doi = _whole_doi(text)
    if not doi:
        for text in texts.get("UR", ()):
            if _RESOLVER.match(text):
                doi = read_doi(text.strip()) or ""
    if doi:
        values["DOI"] = doi
        for tag in ("DO", "M3", "N1", "L3"):
            if tag in texts:
                texts[tag][:] = [text for text in texts[tag] if not _says_doi(text, doi, tag)]
    for tag in ("U1", "U2", "U3", "U4", "U5"):
        others: list[str] = []
        for text in texts.get(tag, ()):
            pmcid = _TAGGED_PMCID.match(text)
            pmid = _PMID.match(text) if "pm" in text.lower() else None
            if pmcid:
                values["PMCID"] = pmcid[1]
            elif pmid:
                values["PMID"] = pmid[1]
            else:
                others.append(text)
        if tag in texts:
            texts[tag][:] = others
    for text in texts.get("C2", ()):  # Scopus
        if _SCOPUS_PMID.match(text) and csl_type(native) == "article-journal":
            values.setdefault("PMID", text.strip())
            texts["C2"].remove(text)
            break
    if "AN" in texts:
        accession = first_text(texts, "AN")
        pmid = _PUBMED.search(first_text(texts, "DB")) and _PMID.match(accession)
        pmcid = _PMCID.match(accession)
        kind, number = ("PMID", pmid[1]) if pmid else ("PMCID", pmcid[0] if pmcid else "")
        if number and values.setdefault(kind, number) == number:
            texts["AN"].remove(accession)
    for text in list(texts.get("UR", ())):
        if text[:3] == "PM:" and (match := _PMID.match(text)):
            values.setdefault("PMID", match[1])
            texts["UR"].remove(text)
    return values


def write_identifiers(variables: Variables, native: str) -> Pairs:
    """A PMID is PubMed's accession number (EndNote); beside another database it is a line."""
    pmid, database = variables["PMID"], variables.get("archive")
    of_pubmed = isinstance(database, str) and _PUBMED.search(database)
    if of_pubmed and "archive_location" not in variables and isinstance(pmid, str):
        texts = {"AN": [pmid], "DB": [str(database)]}
        if csl_type(native) in STORED and read_identifiers(texts, native) == {"PMID": pmid}:
            return [("AN", pmid)]
    return variable_lines("PMID", variables)


def _whole_doi(text: str) -> str:
    """The DOI of a text that is nothing but a DOI."""
    doi = read_doi(text) or ""
    rest = re.sub(r"(?:https?:)?//(?:dx\.)?doi\.org/|doi", "", text.replace(doi, ""), flags=re.I)
    return doi if doi and not rest.strip(" :.,;") else ""


def _says_doi(text: str, doi: str, tag: str) -> bool:
    if doi not in text:
        return False
    return (tag == "DO" and read_doi(text) == doi) or _whole_doi(text) == doi


def read_places(texts: Texts, native: str) -> dict[str, Value]:
    """C1 of a conference paper is where it was published, CY then where the meeting was."""
    if csl_type(native) != "paper-conference":
        return {}
    published, place = first_text(texts, "C1"), first_text(texts, "CY")
    if not published:
        return {}
    texts["C1"].remove(published)
    values: dict[str, Value] = {"publisher-place": read_inline(published) or ""}
    if place:
        texts["CY"].remove(place)
        if folded(place) != folded(published):
            values["event-place"] = read_inline(place) or ""
    return values


def write_places(variables: Variables, native: str) -> Pairs:
    if csl_type(native) != "paper-conference":
        return []
    place, meeting = variables.get("publisher-place"), variables.get("event-place")
    if not isinstance(place, str):
        return [(LINE_TAG, f"event-place: {meeting}")]
    if not isinstance(meeting, str):
        return [("CY", write_inline(place))]
    if folded(place) == folded(meeting):
        return [("CY", write_inline(place)), (LINE_TAG, f"event-place: {meeting}")]
    return [("C1", write_inline(place)), ("CY", write_inline(meeting))]


@lru_cache(maxsize=512)
def number_kind(native: str) -> str:
    """The variable that the table makes of an SN of no known shape: "ISBN", "ISSN" or ""."""
    type_ = csl_type(native)
    meant = (row.variable for row in FIELDS if row.tag == "SN" and row.holds(type_, native))
    variable = next(meant, "")
    return variable if variable in ("ISBN", "ISSN") else ""


COMPOSITES: Final = (
    Composite(
        "editors",
        ("A2", "A3", "T2", "T3"),
        ("editor", "collection-editor"),
        read_editors,
        write_editors,
        partial=True,
        when=frozenset(("A2", "A3")),
    ),
    Composite(
        "titles",
        ("TI", "T1", "CT", "ST"),
        ("title-short",),
        read_titles,
        write_short_title,
        partial=True,
        when=frozenset(("T1", "CT", "ST")),
    ),
    Composite("meeting", (), ("event-title", "container-title"), nothing_read, write_meeting),
    Composite(
        "containers",
        ("T2", "C3", *FULL, "JI", "J9"),
        ("container-title-short",),
        read_containers,
        write_short_container,
        partial=True,
    ),
    Composite(
        "issued",
        ("PY", "Y1", "DA", "C1"),
        ("issued",),
        read_issued,
        write_issued,
        partial=True,
        when=frozenset(("PY", "Y1", "DA")),
    ),
    Composite(
        "issue",
        ("IS", "CP", "M1"),
        (),
        read_issue,
        nothing_written,
        partial=True,
        when=frozenset(("CP", "M1")),
    ),
    Composite(
        "page", ("SP", "EP"), ("page", "number-of-pages"), read_page, write_page, partial=True
    ),
    Composite(
        "places",
        ("C1", "CY"),
        ("publisher-place", "event-place"),
        read_places,
        write_places,
        partial=True,
        when=frozenset(("C1",)),
    ),
    standard_numbers_in("SN", LINE_TAG, number_kind),
    Composite(
        "identifiers",
        ("DO", "M3", "N1", "L3", "UR", "U1", "U2", "U3", "U4", "U5", "AN", "DB", "C2"),
        ("PMID",),
        read_identifiers,
        write_identifiers,
        partial=True,
    ),
    keywords_in("KW"),
)
