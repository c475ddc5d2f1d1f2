"""The date of issue in RIS: PY, Y1 and DA together, and back."""

from __future__ import annotations

import re
from typing import Final

from citeconv.formats.ris_parts import variable_lines
from citeconv.formats.ris_values import before_time, parse_ris_date, write_date
from citeconv.formats.tagged_values import SEASONS, Pairs, Texts, Variables
from citeconv.model.dates import Date, parse_date
from citeconv.model.patterns import pattern
from citeconv.model.record import Value


def read_issued(texts: Texts, native: str) -> dict[str, Value]:
    """PY, Y1 and DA together: the year of PY (else Y1, DA), at the best precision given for it.

    A DA without a year ("MAY", "JAN 23", "05/17") belongs to the year of PY. What tells another
    year, or cannot be read while another can, stays in extra, and so does one with a time of day.
    """
    years, days = texts.get("PY"), texts.get("DA")
    if years and days and len(texts) == 2 and len(years) == len(days) == 1:
        date = parse_ris_date(days[0])
        if (
            date
            and len(years[0]) == 4
            and years[0].isdecimal()
            and date.parts[:1] == (int(years[0]),)
        ):
            more = len(days[0]) > _NO_REMARK and not date.season
            remark = more and _TELLING.match(days[0])
            if not (remark or (more and before_time(days[0]))):
                days.clear()
            if not (remark and remark[1]):
                years.clear()
                return {"issued": date}
    dates: list[tuple[str, str, Date]] = []
    empty: list[tuple[str, str]] = []
    base: int | None = None
    for tag in ("PY", "Y1", "DA", "C1"):
        for text in texts.get(tag, ()):
            if tag == "C1":
                if not text.startswith(_JSTOR):
                    continue
                date = parse_ris_date(text[len(_JSTOR) :].replace(".,", ""))
            else:
                date = parse_ris_date(text)
            if date is None:
                empty.append((tag, text))
                continue
            if not date.parts and base is not None:
                date = _of_year(date.literal, base) or date
            if date.parts and base is None:
                base = date.parts[0]
            dates.append((tag, text, date))
    for tag, text in empty:
        texts[tag].remove(text)
    best: Date | None = None
    rank = (-1, False)
    for _, text, date in dates:
        # "2013/02/15/received" is no date of issue, unless there is nothing else
        own = (0, False) if _REMARK.match(text) and not date.season else _precision(date)
        if date.parts[:1] == (base,) and own > rank:
            best, rank = date, own
    if best is None:
        best = next((date for _, text, date in dates if date.parts or _PENDING.search(text)), None)
    if best is None:
        return {}
    for tag, text, date in dates:
        within = date.parts and date.parts == best.parts[: len(date.parts)] and date.end is None
        if (within or date == best) and (
            date.season or not (_TELLING.match(text) or before_time(text))
        ):
            texts[tag].remove(text)
    return {"issued": best}


#: JSTOR's full date of issue.
_JSTOR: Final = "Full publication date: "
#: What may stand for a date that has no number.
_PENDING: Final = pattern(
    r"in press|forthcoming|accepted|submitted|in prep|to appear|ahead of print|im druck|im erscheinen|"
    r"sous presse|en prensa|undated|no date|\bn\.? ?d\b|\bs\.? ?[ad]\b|\bo\.? ?J\b|\d",
    re.I,
)


#: "2013/02/15/": what is no longer has no remark.
_NO_REMARK: Final = 11
#: A remark that says more than the date does; what it names may be no issue (PubMed Central, Wiley).
_TELLING: Final = pattern(
    r"\s*\d{4}/\d*/\d*/\s*(?!(?:(?:undefined|\d+|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z.]*+)\s*)*+\Z)"
    r"(?=[a-z])(received|accepted|revised|submitted)?",
    re.I,
)
_REMARK: Final = pattern(r"\s*\d{4}/\d*/\d*/\s*[A-Za-z]")


def _precision(date: Date) -> tuple[int, bool]:
    return len(date.parts), date.end is not None or date.circa or bool(date.literal)


_MONTH_DAY: Final = pattern(r"(\d{1,2})(?:[/-](\d{1,2}))?/*\Z")


def _of_year(text: str, year: int) -> Date | None:
    """A month, a month and day, or a season, in a year that stands elsewhere."""
    match = _MONTH_DAY.match(text)
    if match:
        date = parse_date(
            "-".join([f"{year:04d}", *(part.zfill(2) for part in match.groups() if part)])
        )
    else:
        date = parse_date(f"{SEASONS.get(text.upper(), text.title())} {year}")
    return date if len(date.parts) > 1 else None


def write_issued(variables: Variables, native: str) -> Pairs:
    date = variables["issued"]
    text = write_date(date)
    if not text or not isinstance(date, Date):
        return []
    if not text[:4].isdigit() or text[4:5] != "/":
        said = read_issued({"PY": [text]}, native) == {"issued": date}
        return [("PY", text)] if said else variable_lines("issued", variables)
    return [("PY", text[:4]), ("DA", text)]
