"""The named conversions that the rows of `fields` use, each of them made of `values` and `columns`.

They are made for one reading or writing, so that unknown commands are reported with their entry and `ascii` holds for
the writer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import cast

from citeconv.formats.bibtex import columns, values
from citeconv.formats.codecs import codec
from citeconv.formats.rows import Codec
from citeconv.model.record import Value
from citeconv.text.latex import decode, encode

Unknown = Callable[[str], None] | None


def codecs(
    unknown: Unknown = None,
    timed: values.Timed = None,
    *,
    ascii_only: bool = False,
    biblatex: bool = False,
) -> dict[str, Codec]:
    """The conversions of one reading (`unknown` hears of commands, `timed` of times of day) or writing."""
    return dict(
        [
            *_of_texts(unknown, ascii_only, biblatex),
            *_of_values(timed, ascii_only, biblatex),
        ]
    )


def _of_texts(unknown: Unknown, ascii_only: bool, biblatex: bool) -> Iterator[tuple[str, Codec]]:
    """Text of all kinds, in which a command may be unknown."""

    def read_title(text: str) -> str | None:
        return decode(text, unknown) or None

    def read_text(text: str) -> str | None:
        return decode(text, unknown, protect=False) or None

    def read_number(text: str) -> str | None:
        return text if text.isdigit() and text.isascii() else read_text(text)

    def read_literal_list(text: str) -> str | None:
        return read_text(values.read_list(text))

    def read_plain(text: str) -> str | None:
        return decode(text, unknown, protect=False, markup=False) or None

    # what a row of these kinds writes is text: the table is checked when it is made
    spelled = cast(
        Callable[[Value], str], partial(encode, ascii_only=True) if ascii_only else encode
    )
    texts = partial(columns.write_texts, ascii_only)
    titles = partial(columns.write_titles, ascii_only)
    title = partial(values.write_title, ascii_only)
    yield codec("title", read_title, title, "text number", write_all=titles)
    yield codec("title_plain", read_text, spelled, "text number", write_all=texts)
    yield codec("text", read_text, spelled, "text number", write_all=texts)
    if biblatex:
        yield codec("list", read_literal_list, partial(values.write_list, ascii_only), "text")
    else:
        yield codec("list", read_text, spelled, "text", write_all=texts)
    yield codec("paragraphs", read_text, spelled, "text", join="\n\n", write_all=texts)
    yield codec("number", read_number, spelled, "text number", write_all=texts)
    yield codec("plain", read_plain, spelled, "text number", write_all=texts)
    yield codec("identifier", read_plain, spelled, "text", write_all=texts)
    yield codec("pmcid", values.read_pmcid, spelled, "text", write_all=texts)


def _of_values(
    timed: values.Timed, ascii_only: bool, biblatex: bool
) -> Iterator[tuple[str, Codec]]:
    """Names, dates, addresses, and words that a dialect has strings for."""

    def write(function: Callable[[bool, Value], str]) -> Callable[[Value], str]:
        return partial(function, ascii_only)

    def write_all(column: columns.Column) -> Callable[[list[Value]], list[str]]:
        return partial(column, ascii_only)

    def strings(of: dict[str, str]) -> Callable[[Value], str]:
        return write(partial(values.write_string, of if biblatex else {}))

    names = write(partial(values.write_names, biblatex))
    pages = write_all(columns.write_pages)
    keywords = write_all(columns.write_keywords)
    dois = write_all(columns.write_dois)
    urls = write_all(columns.write_urls)
    genre, pubstate = (
        partial(values.read_string, values.GENRES),
        partial(values.read_string, values.PUBSTATES),
    )
    countries = write(partial(values.write_countries, biblatex))
    language = write(partial(values.write_language, biblatex))
    languages = None if biblatex else write_all(columns.write_texts)
    yield codec("names", values.read_names, names, "names")
    yield codec("holders", values.read_holders, names, "names")
    date = partial(values.read_date, timed=timed) if timed else values.read_date
    yield codec("date", date, write(values.write_date), "date")
    yield codec(
        "pages", values.read_pages, write(values.write_pages), "text number", write_all=pages
    )
    yield codec(
        "keywords",
        values.read_keywords,
        write(values.write_keywords),
        "text",
        join=", ",
        write_all=keywords,
    )
    yield codec("doi", values.read_doi, write(values.write_doi), "text", write_all=dois)
    yield codec("url", values.read_url, write(values.write_url), "text", write_all=urls)
    yield codec("genre", genre, strings(values.GENRE_STRINGS), "text")
    yield codec("pubstate", pubstate, strings(values.PUBSTATE_STRINGS), "text")
    yield codec("countries", values.read_countries, countries, "text")
    yield codec(
        "journal_series", values.read_journal_series, write(values.write_journal_series), "text"
    )
    yield codec("language", values.read_language, language, "text", write_all=languages)
    yield codec("verbatim", str, write(values.write_verbatim), "text")
