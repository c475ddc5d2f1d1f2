"""The named conversions that a row of a table may use. A format may add its own beside these.

Each is a pair of functions: `read(text) -> value or None` and `write(value) -> text or texts`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from citeconv.formats.mapping import Codec
from citeconv.model.dates import Date, format_edtf, parse_date
from citeconv.model.identifiers import normalise_doi, normalise_pmcid
from citeconv.model.names import Name, parse_inverted_name, parse_name, split_names
from citeconv.model.record import Value


def read_text(text: str) -> str | None:
    return text.strip() or None


def write_text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def read_folded(text: str) -> str | None:
    """Text in which line ends and runs of white space are one space."""
    return " ".join(text.split()) or None


def read_doi(text: str) -> str | None:
    return normalise_doi(text) or text.strip() or None


def read_pmcid(text: str) -> str | None:
    return normalise_pmcid(text) or text.strip() or None


# --- names ------------------------------------------------------------------------------------


def read_name(text: str) -> Value | None:
    """One name a field, "Family, Given" or "Given Family"."""
    name = parse_name(text)
    return [name] if any(name) else None


def read_name_inverted(text: str) -> Value | None:
    """One name a field, "Family, Given, Suffix"; without a comma it is a literal."""
    name = parse_inverted_name(text)
    return [name] if any(name) else None


def read_names_semicolon(text: str) -> Value | None:
    """All names in one field, "Family, Given; Family, Given"."""
    return [name for part in split_names(text) if any(name := parse_name(part))] or None


def write_names_inverted(value: Value) -> list[str]:
    """A field a name, "Family, Given, Suffix"."""
    return [inverted(name) for name in value] if isinstance(value, list) else []


def write_names_semicolon(value: Value) -> str:
    return "; ".join(write_names_inverted(value))


@lru_cache(maxsize=4096)
def inverted(name: Name) -> str:
    """A name as indexes have it, kept: the same people come again."""
    return name.inverted


# --- dates ------------------------------------------------------------------------------------


def read_date(text: str) -> Value | None:
    return parse_date(text) if text.strip() else None


def write_date_iso(value: Value) -> str:
    """EDTF ("2019-11-03", "2019/2020"), or the literal."""
    if not isinstance(value, Date):
        return ""
    return format_edtf(value) if value.parts or value.end is not None else value.literal


# --- lists ------------------------------------------------------------------------------------


def read_keywords(text: str) -> str | None:
    """Keywords, whatever separates them, as CSL's comma-separated text."""
    separator = ";" if ";" in text else "\n" if "\n" in text else ","
    words = [" ".join(word.split()) for word in text.split(separator)]
    return join_keywords([word for word in words if word]) or None


def join_keywords(words: list[str]) -> str:
    """Keywords in one text: commas between, semicolons where a keyword itself has a comma."""
    return ("; " if "," in "".join(words) else ", ").join(words)


def split_keywords(value: Value) -> list[str]:
    """The single keywords of a `keyword` variable."""
    if not isinstance(value, str):
        return []
    separator = ";" if ";" in value else ","
    return [word for part in value.split(separator) if (word := part.strip())]


# --- pages ------------------------------------------------------------------------------------


def read_pages(text: str) -> str | None:
    """Pages with a single hyphen between numbers; en dashes and double hyphens become one."""
    text = text.strip()
    if not text:
        return None
    for dash in ("---", "--", "–", "—", "‐", "‑", "−"):
        text = text.replace(dash, "-")
    return text.replace(" - ", "-")


_Write = Callable[[Value], str | list[str]]


def codec(
    name: str,
    read: Callable[[str], Value | None],
    write: _Write,
    kinds: str,
    join: str = "",
    write_all: Callable[[list[Value]], list[str]] | None = None,
) -> tuple[str, Codec]:
    """A (name, Codec) pair for a table of codecs; `kinds` is space-separated."""
    return name, Codec(name, read, write, frozenset(kinds.split()), join, write_all)  # type: ignore[arg-type]


CODECS: Final[dict[str, Codec]] = dict(
    [
        codec("text", read_text, write_text, "text number"),
        codec("folded", read_folded, write_text, "text number"),
        codec("paragraphs", read_text, write_text, "text", join="\n"),
        codec("doi", read_doi, write_text, "text"),
        codec("pmcid", read_pmcid, write_text, "text"),
        codec("pages", read_pages, write_text, "number text"),
        codec("name", read_name, write_names_inverted, "names"),
        codec("name_inverted", read_name_inverted, write_names_inverted, "names"),
        codec("names_semicolon", read_names_semicolon, write_names_semicolon, "names"),
        codec("date", read_date, write_date_iso, "date"),
        codec("keywords", read_keywords, split_keywords, "text", join=", "),
    ]
)
