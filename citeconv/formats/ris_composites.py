"""Where several RIS tags make one variable, or one tag means what another lets it mean.

Each reader takes the texts of its tags, deletes from them what it took, and returns variables;
what it leaves goes to the table's rows. Rules: RIS 2001 and 2011, and exporters' habits.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from citeconv.formats.codecs import join_keywords, split_keywords
from citeconv.formats.mapping import Composite
from citeconv.formats.ris_tables import (
    ABBREVIATED,
    ARTICLES,
    DESCRIBED,
    FILMS,
    PAGED,
    PAGES,
    PARTS,
    TYPES,
    WHOLE,
)
from citeconv.formats.ris_values import (
    clean_pages,
    decode,
    parse_person,
    parse_ris_date,
    read_doi,
    read_inline,
    standard_number,
    standard_numbers,
    write_date,
    write_inline,
    write_people,
)
from citeconv.model.dates import Date, parse_date
from citeconv.model.record import Value

Texts = Mapping[str, list[str]]
Variables = Mapping[str, Value]
Pairs = list[tuple[str, str]]

#: The tag of "variable: value" lines: RIS 2001's second miscellaneous field, which Zotero reads
#: into Extra, where such lines mean variables, and which other programs leave alone.
LINE_TAG: Final = "M2"

_CSL: Final = dict(reversed(TYPES))


def csl_type(native: str) -> str:
    return _CSL.get(native, "document")


def _none(variables: Variables, native: str) -> Pairs:
    return []


def _first(texts: Texts, *tags: str) -> str:
    for tag in tags:
        for text in texts.get(tag, ()):
            if text and not text.isspace():
                return text
    return ""


# --- dates ------------------------------------------------------------------------------------


def read_issued(texts: Texts, native: str) -> dict[str, Value]:
    """PY, Y1 and DA together: the year of PY (else Y1, DA), at the best precision given for it.

    A DA without a year ("MAY", "JAN 23", "05/17") belongs to the year of PY. What tells another
    year, or cannot be read while another can, stays in extra.
    """
    years, days = texts.get("PY"), texts.get("DA")
    if years and days and len(texts) == 2 and len(years) == len(days) == 1:
        date = parse_ris_date(days[0])
        if (
            date
            and len(years[0]) == 4
            and years[0].isdigit()
            and date.parts[:1] == (int(years[0]),)
        ):
            years.clear()
            days.clear()
            return {"issued": date}
    dates: list[tuple[str, str, Date]] = []
    base: int | None = None
    for tag in ("PY", "Y1", "DA"):
        for text in texts.get(tag, ()):
            date = parse_ris_date(text)
            if date is None:
                continue
            if not date.parts and base is not None:
                date = _of_year(date.literal, base) or date
            if date.parts and base is None:
                base = date.parts[0]
            dates.append((tag, text, date))
    best: Date | None = None
    for _, _, date in dates:
        if (date.parts[:1] == (base,)) and (best is None or _precision(date) > _precision(best)):
            best = date
    if best is None:
        best = next((date for _, text, date in dates if date.parts or _PENDING.search(text)), None)
    if best is None:
        return {}
    for tag, text, date in dates:
        if (
            date.parts
            and date.parts == best.parts[: len(date.parts)]
            and (date.end is None or date == best)
        ):
            texts[tag].remove(text)
    return {"issued": best}


#: What may stand for a date that has no number.
_PENDING: Final = re.compile(
    r"in press|forthcoming|accepted|submitted|in prep|to appear|ahead of print|im druck|im erscheinen|"
    r"sous presse|en prensa|undated|no date|\bn\.? ?d\b|\bs\.? ?[ad]\b|\bo\.? ?J\b|\d",
    re.I,
)


def _precision(date: Date) -> tuple[int, bool]:
    return len(date.parts), date.end is not None or date.circa or bool(date.literal)


_MONTH_DAY: Final = re.compile(r"(\d{1,2})(?:[/-](\d{1,2}))?/*\Z")


def _of_year(text: str, year: int) -> Date | None:
    """A month, a month and day, or a season, in a year that stands elsewhere."""
    match = _MONTH_DAY.match(text)
    if match:
        date = parse_date(
            "-".join([f"{year:04d}", *(part.zfill(2) for part in match.groups() if part)])
        )
    else:
        date = parse_date(f"{text.title()} {year}")
    return date if len(date.parts) > 1 else None


def write_issued(variables: Variables, native: str) -> Pairs:
    date = variables["issued"]
    text = write_date(date)
    if not text or not isinstance(date, Date):
        return []
    if not text[:4].isdigit() or text[4:5] != "/":
        said = read_issued({"PY": [text]}, native) == {"issued": date}
        return [("PY", text)] if said else _lines("issued", variables)
    year = [("PY", text[:4])]
    return year if text[4:] == "///" else [*year, ("DA", text)]


# --- pages ------------------------------------------------------------------------------------

_RANGE: Final = re.compile(r"([^\s,;&-]+)-([^\s,;&-]+)\Z")
_COUNTED: Final = re.compile(r"(\d+) ?(?:p(?:p|gs?|ages?)?\.?|S\.|Seiten)\Z", re.I)


def read_page(texts: Texts, native: str) -> dict[str, Value]:
    """SP and EP: a range, or the number of pages where the type's SP means that."""
    starts, ends = texts.get("SP"), texts.get("EP")
    if starts and ends and starts[0].isdigit() and ends[0].isdigit() and starts[0] != ends[0]:
        return {"page": f"{starts.pop(0)}-{ends.pop(0)}"}
    start_text, end_text = _first(texts, "SP"), _first(texts, "EP")
    if csl_type(native) in _FILM_TYPES and not end_text:
        return {}
    start, end = clean_pages(start_text), clean_pages(end_text)
    if not start and not end:
        return {}
    if native in DESCRIBED and not any(map(str.isdigit, start + end)):
        return {}
    for tag, text in (("SP", start_text), ("EP", end_text)):
        if text:
            texts[tag].remove(text)
    if not end and "-" not in start:
        counted = _COUNTED.match(start)
        if counted:
            return {"number-of-pages": counted[1]}
        return {"number-of-pages" if native in PAGED else "page": start}
    if not end or start == end or "-" in start or start.startswith(f"{end}-"):
        return {"page": start}
    return {"page": end if not start or end.startswith(f"{start}-") else f"{start}-{end}"}


_FILM_TYPES: Final = frozenset(FILMS.split())


def write_page(variables: Variables, native: str) -> Pairs:
    page, count = variables.get("page"), variables.get("number-of-pages")
    pairs: Pairs = []
    if isinstance(page, str):
        match = _RANGE.match(page)
        split = [("SP", match[1]), ("EP", match[2])] if match else [("SP", page)]
        back = read_page(_texts(split), native)
        pairs += split if back == {"page": page} else [(LINE_TAG, f"page: {page}")]
    if isinstance(count, str):
        split = [("SP", count)]
        free = not any(tag == "SP" for tag, _ in pairs)
        back = read_page(_texts(split), native) if free else {}
        said = back == {"number-of-pages": count}
        pairs += split if said else [(LINE_TAG, f"number-of-pages: {count}")]
    return pairs


def _texts(pairs: Pairs) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {}
    for tag, text in pairs:
        texts.setdefault(tag, []).append(text)
    return texts


# --- issue, and what stands in its tags -------------------------------------------------------

_ISSUE: Final = re.compile(r"\s*[^\s]{0,20}(?: [^\s]{1,12})?\s*\Z")
_MEETING: Final = re.compile(r"[A-Za-z]{4}.* ")
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
    if native in _WITH_M1 and not _first(texts, "IS"):
        for tag in ("CP", "M1"):
            text = _first(texts, tag)
            if "issue" not in values and _ISSUE.match(text) and text.strip(" 0"):
                values["issue"] = " ".join(text.split())
                texts[tag].remove(text)
    return values


# --- titles -----------------------------------------------------------------------------------

#: Types whose T2 is what contains the work.
_CONTAINED: Final = frozenset(
    f"{ARTICLES} {PARTS} {PAGES} paper-conference document patent song musical_score bill "
    "legislation pamphlet interview personal_communication".split()
)
_ABBREVIATED: Final = frozenset(ABBREVIATED.split())
_FULL: Final = ("JF", "BT", "JO", "JA", "J1", "J2")
_SHORT: Final = ("J2", "JA", "J1", "JO")


def read_containers(texts: Texts, native: str) -> dict[str, Value]:
    """T2, JF, JO, JA, J1, J2, BT: the full name of what contains the work, and its short one.

    A full name is T2 or JF; JO, JA and J1, J2 give it only where neither stands, and otherwise
    the short form. C3 is the proceedings' title of a conference paper, whose T2 is then the
    meeting (RIS 2011); T2 alone is what exporters mean by the proceedings.
    """
    type_ = csl_type(native)
    if type_ not in _CONTAINED or native == "EQUA":
        return {}
    values: dict[str, Value] = {}
    tags: tuple[str, ...] = ("T2", *_FULL)
    if type_ == "paper-conference":
        proceedings, meeting = _first(texts, "C3"), _first(texts, "T2")
        if proceedings:
            tags = ("C3", *_FULL)
            if meeting and _folded(meeting) != _folded(proceedings):
                values["event-title"] = read_inline(meeting) or ""
            if meeting:
                texts["T2"].remove(meeting)
    abbreviated = type_ in _ABBREVIATED
    if not abbreviated:
        tags = tuple(tag for tag in tags if tag not in _SHORT[:3])
    full = _first(texts, *tags)
    title = read_inline(full)
    if not title:
        return values
    values["container-title"] = title
    same = {full, _folded(full)}
    short = ""
    for tag in _SHORT if abbreviated else ():
        for text in texts.get(tag, ()):
            if not short and text not in same and text.strip() and _folded(text) not in same:
                short = text
    if short:
        values["container-title-short"] = read_inline(short) or ""
        same |= {short, _folded(short)}
    for tag in (*tags, "T2"):
        left = texts.get(tag)
        if left:
            left[:] = [text for text in left if text not in same and _folded(text) not in same]
    return values


def _folded(text: str) -> str:
    """A title as it is compared with another: without its case and spelling."""
    if "&" in text or "<" in text:
        text = decode(text)
    return " ".join(text.casefold().split())


def write_short_container(variables: Variables, native: str) -> Pairs:
    """J2, where a full name stands beside it: alone it would be read as the full one."""
    short = variables["container-title-short"]
    full = variables.get("container-title")
    if not isinstance(short, str):
        return []
    beside = isinstance(full, str) and _folded(full) != _folded(short)
    if beside and csl_type(native) in _ABBREVIATED:
        return [("J2", write_inline(short))]
    return [(LINE_TAG, f"container-title-short: {short}")]


def write_meeting(variables: Variables, native: str) -> Pairs:
    """T2 and C3 of a conference paper: meeting and proceedings; proceedings alone are both."""
    if csl_type(native) != "paper-conference":
        return []
    meeting, proceedings = variables.get("event-title"), variables.get("container-title")
    if not isinstance(proceedings, str):
        return [(LINE_TAG, f"event-title: {meeting}")]
    text = write_inline(proceedings)
    if not isinstance(meeting, str):
        return [("T2", text), ("C3", text)]
    if _folded(meeting) == _folded(proceedings):
        return [("T2", text), ("C3", text), (LINE_TAG, f"event-title: {meeting}")]
    return [("T2", write_inline(meeting)), ("C3", text)]


def write_short_title(variables: Variables, native: str) -> Pairs:
    short, title = variables["title-short"], variables.get("title")
    if not isinstance(short, str) or not isinstance(title, str) or _folded(short) == _folded(title):
        return [(LINE_TAG, f"title-short: {short}")]
    return [("ST", write_inline(short))]


def read_titles(texts: Texts, native: str) -> dict[str, Value]:
    """TI, T1, CT and ST: a short title that is the title itself says nothing (EndNote)."""
    titles = texts.get("TI")
    if titles and len(texts) == 1 and (text := read_inline(titles[0])):
        del titles[0]
        return {"title": text}
    title = _first(texts, "TI", "T1", "CT")
    short = _first(texts, "ST")
    if title and short and _folded(title) == _folded(short):
        texts["ST"].remove(short)
    if not title and short and native in ("CASE", "STAT", "BILL", "HEAR"):
        texts["ST"].remove(short)
        title = short
    elif title:
        tag = next(tag for tag in ("TI", "T1", "CT") if title in texts.get(tag, ()))
        texts[tag].remove(title)
    whole = read_inline(title)
    return {"title": whole} if whole else {}


# --- names ------------------------------------------------------------------------------------


def read_editors(texts: Texts, native: str) -> dict[str, Value]:
    """A2 and A3 of a whole book: RIS 2011 has series editors in A2 and editors in A3, RIS 2001
    editors in A2 and series editors in A3. A series editor needs a series: T2 tells the first
    reading, T3 without T2 the second, and A2 without either is the editor.
    """
    if native not in WHOLE or not (texts.get("A2") or texts.get("A3")):
        return {}
    second, third = texts.get("A2", []), texts.get("A3", [])
    series = bool(_first(texts, "T2"))
    if native == "EBOOK" or (second and not series and (not third or _first(texts, "T3"))):
        editors, series_editors = second, third
    else:
        editors, series_editors = third, second
    values: dict[str, Value] = {}
    for variable, names in (("editor", editors), ("collection-editor", series_editors)):
        people = [name for text in names if any(name := parse_person(text.strip()))]
        if people:
            values[variable] = list(people)
        names.clear()
    return values


def write_editors(variables: Variables, native: str) -> Pairs:
    if native not in WHOLE:
        return []
    editors = write_people(variables.get("editor", []))
    series_editors = write_people(variables.get("collection-editor", []))
    if native == "EDBOOK":
        return [("AU", text) for text in editors] + _lines("collection-editor", variables)
    if native == "EBOOK":
        return [("A2", text) for text in editors] + [("A3", text) for text in series_editors]
    pairs = [("A3", text) for text in editors]
    if "collection-title" in variables:
        return [("A2", text) for text in series_editors] + pairs
    return pairs + _lines("collection-editor", variables)


def _lines(variable: str, variables: Variables) -> Pairs:
    from citeconv.formats.variable_lines import write_lines

    value = variables.get(variable)
    return [(LINE_TAG, line) for line in write_lines(variable, value)] if value else []


# --- numbers, identifiers, places -------------------------------------------------------------


def read_standard_numbers(texts: Texts, native: str) -> dict[str, Value]:
    """SN: an ISBN or an ISSN by its shape, whatever the type; the first of each kind."""
    values: dict[str, Value] = {}
    for text in list(texts.get("SN", ())):
        found = standard_numbers(text)
        if found and not any(kind in values and values[kind] != found[kind] for kind in found):
            values.update(found)
            texts["SN"].remove(text)
    return values


def write_standard_numbers(variables: Variables, native: str) -> Pairs:
    pairs: Pairs = []
    for kind in ("ISBN", "ISSN"):
        value = variables.get(kind)
        if isinstance(value, str):
            said = standard_numbers(value) == {kind: value}
            pairs.append(("SN", value) if said else (LINE_TAG, f"{kind}: {value}"))
    return pairs


_PMID: Final = re.compile(r"\s*(?:PM(?:ID)?:? ?)?(\d{1,9})\s*(?:\[pmid\])?\s*\Z", re.I)
_TAGGED_PMCID: Final = re.compile(r"\s*(PMC\d{3,9})\s*\[pmcid\]\s*\Z", re.I)
_RESOLVER: Final = re.compile(r"\s*(?:https?:)?//(?:dx\.)?doi\.org/", re.I)
_PUBMED: Final = re.compile(r"pubmed|medline", re.I)


#: Tags that must be looked at although DO gives a DOI.
_BESIDE_DOI: Final = frozenset("M3 N1 L3 U1 U2 U3 U4 U5 AN".split())


def read_identifiers(texts: Texts, native: str) -> dict[str, Value]:
    """A DOI in DO, M3, N1, L3 or UR; a PMID and PMCID in U1–U5, AN (of PubMed), UR and C2."""
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
        for text in list(texts.get(tag, ())):
            pmcid = _TAGGED_PMCID.match(text)
            pmid = _PMID.match(text) if "pm" in text.lower() else None
            if pmcid or pmid:
                values["PMCID" if pmcid else "PMID"] = (pmcid or pmid)[1]  # type: ignore[index]
                texts[tag].remove(text)
    database = _first(texts, "DB")
    if "PMID" not in values and _PUBMED.search(database):
        match = _PMID.match(_first(texts, "AN"))
        if match:
            values["PMID"] = match[1]
    for text in list(texts.get("UR", ())):
        if text[:3] == "PM:" and (match := _PMID.match(text)):
            values.setdefault("PMID", match[1])
            texts["UR"].remove(text)
    return values


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
    published, place = _first(texts, "C1"), _first(texts, "CY")
    if not published:
        return {}
    texts["C1"].remove(published)
    values: dict[str, Value] = {"publisher-place": read_inline(published) or ""}
    if place:
        texts["CY"].remove(place)
        if _folded(place) != _folded(published):
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
    if _folded(place) == _folded(meeting):
        return [("CY", write_inline(place)), (LINE_TAG, f"event-place: {meeting}")]
    return [("C1", write_inline(place)), ("CY", write_inline(meeting))]


# --- keywords ---------------------------------------------------------------------------------


def read_keywords(texts: Texts, native: str) -> dict[str, Value]:
    """KW, one a line or several: separated by semicolons or line ends, never by commas."""
    words: list[str] = []
    for text in texts["KW"]:
        if "&" in text or "<" in text:
            text = decode(text)
        if ";" in text or "\n" in text:
            parts = text.replace("\n", ";").split(";")
            words += [word for part in parts if (word := " ".join(part.split()))]
        else:
            word = " ".join(text.split())
            if word:
                words.append(word)
    texts["KW"].clear()
    if not words:
        return {}
    return {"keyword": join_keywords(list(dict.fromkeys(words)))}


def write_keywords(variables: Variables, native: str) -> Pairs:
    return [("KW", write_inline(word)) for word in split_keywords(variables["keyword"])]


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
    Composite(
        "meeting", (), ("event-title", "container-title"), lambda texts, native: {}, write_meeting
    ),
    Composite(
        "containers",
        ("T2", "C3", *_FULL),
        ("container-title-short",),
        read_containers,
        write_short_container,
        partial=True,
    ),
    Composite("issued", ("PY", "Y1", "DA"), ("issued",), read_issued, write_issued, partial=True),
    Composite(
        "issue",
        ("IS", "CP", "M1"),
        (),
        read_issue,
        _none,
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
    Composite(
        "standard numbers",
        ("SN",),
        ("ISBN", "ISSN"),
        read_standard_numbers,
        write_standard_numbers,
        partial=True,
    ),
    Composite(
        "identifiers",
        ("DO", "M3", "N1", "L3", "UR", "U1", "U2", "U3", "U4", "U5", "AN", "DB"),
        (),
        read_identifiers,
        _none,
        partial=True,
    ),
    Composite("keywords", ("KW",), ("keyword",), read_keywords, write_keywords, partial=True),
)

__all__ = ["COMPOSITES", "LINE_TAG", "standard_number"]
