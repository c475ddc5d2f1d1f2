"""Values as the line-tagged formats spell them: the conversions that RIS, Refer, RefWorks … share.

A codec's in and out are those of `codecs`; what several tags say together is made for the tags
of a format (`keywords_in("KW")`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from citeconv.formats.codecs import (
    CODECS,
    codec,
    join_keywords,
    split_keywords,
    write_date_iso,
)
from citeconv.formats.indexed_names import read_person, write_people
from citeconv.formats.inline_text import (
    decode,
    read_inline,
    read_paragraphs,
    read_plain,
    read_url,
    write_inline,
    write_plain,
)
from citeconv.formats.mapping import Codec, Composite
from citeconv.formats.standard_numbers import standard_numbers
from citeconv.formats.variable_lines import is_line
from citeconv.model.dates import Date, parse_date
from citeconv.model.identifiers import normalise_doi
from citeconv.model.record import Value

Texts = Mapping[str, list[str]]
Variables = Mapping[str, Value]
Pairs = list[tuple[str, str]]

#: Web of Science's seasons.
SEASONS: Final = {
    "SPR": "Spring",
    "SUM": "Summer",
    "FAL": "Fall",
    "AUT": "Autumn",
    "WIN": "Winter",
}


def nothing_read(texts: Texts, native: str) -> dict[str, Value]:
    """The reader of a composite that is only written."""
    return {}


def nothing_written(variables: Variables, native: str) -> Pairs:
    """The writer of a composite that is only read."""
    return []


# --- single values ----------------------------------------------------------------------------


def read_known_date(text: str) -> Value | None:
    """A date that was understood."""
    date = parse_date(" ".join(text.split()))
    return date if date.parts or date.end is not None else None


def write_known_date(value: Value) -> str:
    text = write_date_iso(value)
    return text if read_known_date(text) == value else ""


def read_doi(text: str) -> str | None:
    """A DOI, bare or in an address, where the tag may hold something else."""
    return normalise_doi(text.strip()) or None


def write_doi(value: Value) -> str:
    return normalise_doi(value) if isinstance(value, str) else ""


def write_note(value: Value) -> str:
    """A note; one that looks like a "variable: value" line says that it is a note."""
    text = write_inline(value)
    return f"note: {text}" if is_line(text) else text


def write_report_number(value: Value) -> str:
    """A number that won't be taken for an ISBN or ISSN."""
    return "" if not isinstance(value, str) or standard_numbers(value) else value


TAGGED_CODECS: Final[dict[str, Codec]] = {
    **CODECS,
    **dict(
        [
            codec("text", read_inline, write_inline, "text number"),
            codec("paragraphs", read_paragraphs, write_inline, "text", join="\n"),
            codec("notes", read_paragraphs, write_note, "text", join="\n"),
            codec("plain", read_plain, write_plain, "text number"),
            codec("url", read_url, write_plain, "text"),
            codec("name", read_person, write_people, "names"),
            codec("known_date", read_known_date, write_known_date, "date"),
            codec("doi", read_doi, write_doi, "text"),
            codec("report_number", read_inline, write_report_number, "number"),
        ]
    ),
}

# --- what tags say together -------------------------------------------------------------------


def keywords_in(tag: str) -> Composite:
    """Keywords, one a line or several: separated by semicolons or line ends, never by commas."""

    def read(texts: Texts, native: str) -> dict[str, Value]:
        words: list[str] = []
        for text in texts[tag]:
            if "&" in text or "<" in text:
                text = decode(text)
            if ";" in text or "\n" in text:
                parts = text.replace("\n", ";").split(";")
                words += [word for part in parts if (word := " ".join(part.split()))]
            else:
                word = " ".join(text.split())
                if word:
                    words.append(word)
        texts[tag].clear()
        return {"keyword": join_keywords(list(dict.fromkeys(words)))} if words else {}

    def write(variables: Variables, native: str) -> Pairs:
        return [(tag, write_inline(word)) for word in split_keywords(variables["keyword"])]

    return Composite("keywords", (tag,), ("keyword",), read, write, partial=True)


def take_standard_numbers(numbers: list[str]) -> dict[str, Value]:
    """The ISBN and ISSN among the texts of a tag, which they leave: the first of each kind."""
    values: dict[str, Value] = {}
    others: list[str] = []
    for text in numbers:
        found = standard_numbers(text)
        if found and not any(kind in values and values[kind] != found[kind] for kind in found):
            values.update(found)
        else:
            others.append(text)
    numbers[:] = others
    return values


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def standard_number_pairs(
    variables: Variables, tag: str, line_tag: str, otherwise: str = ""
) -> Pairs:
    """ISBN and ISSN under their tag, or on a line where their shape would not tell them.

    Hyphens and what stands between several are brought to one spelling: importers take an ISSN by
    its hyphen. `otherwise` is the variable of a number whose shape tells nothing.
    """
    pairs: Pairs = []
    for kind in ("ISBN", "ISSN"):
        value = variables.get(kind)
        if not isinstance(value, str):
            continue
        found = standard_numbers(value)
        if found == {kind: value}:
            pairs.append((tag, value))
        elif found and (found.keys() == {kind} or not variables.keys() & found.keys() - {kind}):
            # an ISBN that is none but an ISSN is one where no other is known
            spelled = [(tag, text) for text in found.values()]
            whole = _letters("".join(found.values())) == _letters(value)
            pairs += spelled if whole else [(tag, write_plain(value))]  # "(pbk)"
        elif found is None and kind == otherwise:
            pairs.append((tag, write_plain(value)))
        else:
            pairs.append((line_tag, f"{kind}: {value}"))
    return pairs


def standard_numbers_in(
    tag: str, line_tag: str, otherwise: Callable[[str], str] = lambda native: ""
) -> Composite:
    """An ISBN or an ISSN by its shape, whatever the type; the first of each kind.

    `otherwise` tells of a native type which of them the table makes of any other text.
    """

    def read(texts: Texts, native: str) -> dict[str, Value]:
        numbers = texts[tag]
        if len(numbers) == 1 and len(numbers[0]) == 9 and numbers[0][4] == "-":
            issn = numbers[0]
            if issn[:4].isdecimal() and issn[5:].isdecimal() and issn.isascii():
                numbers.clear()
                return {"ISSN": issn}
        return take_standard_numbers(numbers)

    def write(variables: Variables, native: str) -> Pairs:
        return standard_number_pairs(variables, tag, line_tag, otherwise(native))

    return Composite("standard numbers", (tag,), ("ISBN", "ISSN"), read, write, partial=True)


def issued_in(year_tag: str, date_tag: str) -> Composite:
    """The year, and a date in free form that may lack it; a date of another year is none of issue."""

    def read(texts: Texts, native: str) -> dict[str, Value]:
        year = parse_date(" ".join(texts.get(year_tag, [""])[0].split()))
        best = year
        for text in texts.get(date_tag, ()):
            free = " ".join(text.split())
            date = parse_date(free)
            if not date.parts and year.parts:
                date = parse_date(f"{free} {year.parts[0]}")
            if date.parts and (not year.parts or date.parts[0] == year.parts[0]):
                best = date
                texts[date_tag].remove(text)
                break
        if not best.parts and not best.literal:
            return {}
        if year_tag in texts:
            del texts[year_tag][0]
        return {"issued": best}

    def write(variables: Variables, native: str) -> Pairs:
        date = variables["issued"]
        text = write_date_iso(date)
        if not isinstance(date, Date) or not text:
            return []
        year = f"{date.parts[0]:04d}" if date.parts and date.parts[0] > 0 else ""
        if not year or text == year:
            return [(year_tag, text)]
        return [(year_tag, year), (date_tag, text)]

    return Composite("issued", (year_tag, date_tag), ("issued",), read, write, partial=True)
