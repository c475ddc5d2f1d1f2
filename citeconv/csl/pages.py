"""Page ranges: expand, then shorten as `page-range-format` asks.

Rules: CSL 1.0.2, "Page Ranges" and "Appendix V - Page Range Formats". In goes the text of a page
variable or locator ("N110 - 5, 456K200 - 99"), out comes the text with its ranges written in the
format and with the delimiter given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from citeconv.csl.numbers import RANGE, NumberPart, Numeric, parse_number

__all__ = ["format_page_range", "format_pages"]

_DIGITS = re.compile(r"(\d{1,15})([a-z]*)\Z")
_DIGITS_OR_ROMAN = re.compile(r"\d+\Z|[ivxlcm]+\Z|[IVXLCM]+\Z")


@lru_cache(maxsize=4096)
def format_page_range(
    text: str, page_range_format: str | None = None, delimiter: str = "\u2013", ampersand: str = "&"
) -> str:
    """The text with each page range in the format; without a format only the delimiter is set."""
    return format_pages(parse_number(text, "page"), page_range_format, delimiter, ampersand)


def format_pages(
    numeric: Numeric,
    page_range_format: str | None,
    delimiter: str,
    ampersand: str = "&",
    label: Callable[[str, bool], str] | None = None,
) -> str:
    """The same for pages that are already taken apart."""
    parts = list(numeric.parts)
    for index in range(len(parts) - 1):
        start, end = parts[index], parts[index + 1]
        # Of a chain ("1-2-3") only the last pair can be a range.
        if start.joiner == RANGE and end.joiner != RANGE:
            new_start, new_end, joiner = _pair(start, end, page_range_format, delimiter)
            parts[index] = NumberPart(
                start.prefix, new_start, joiner or "\\-", start.label, start.plural
            )
            parts[index + 1] = NumberPart(
                "" if page_range_format in _SHORTENING and joiner else end.prefix,
                new_end,
                end.joiner,
                end.label,
            )
    prefixed = Numeric(numeric.source, tuple(parts), True, numeric.plural)
    if not parts:
        return numeric.source
    if label is None:
        return prefixed.print(range_delimiter=RANGE, ampersand=ampersand)
    return prefixed.print(range_delimiter=RANGE, ampersand=ampersand, label=label)


def _pair(
    start: NumberPart, end: NumberPart, page_range_format: str | None, delimiter: str
) -> tuple[str, str, str]:
    """The two ends and the delimiter; no delimiter where it is a hyphen and not a range."""
    if start.prefix != end.prefix:
        return start.value, end.value, ""
    first, last = _DIGITS.match(start.value), _DIGITS.match(end.value)
    if not first or not last:
        ranged = _DIGITS_OR_ROMAN.match(start.value) and _DIGITS_OR_ROMAN.match(end.value)
        return start.value, end.value, delimiter if ranged else ""
    expanded = end.value
    if len(end.value) < len(start.value):
        expanded = start.value[: len(start.value) - len(end.value)] + end.value
    full = _DIGITS.match(expanded)
    if not full or int(first[1]) >= int(full[1]) or page_range_format is None:
        return start.value, end.value, delimiter
    shorten = _FORMATS.get(page_range_format)
    return start.value, shorten(start.value, expanded) if shorten else expanded, delimiter


def _minimal(first: str, last: str, at_least: int = 1) -> str:
    if len(first) != len(last):
        return last
    same = 0
    while same < len(last) - at_least and first[same] == last[same]:
        same += 1
    return last[same:]


def _minimal_two(first: str, last: str) -> str:
    return _minimal(first, last, 2)


def _chicago_15(first: str, last: str) -> str:
    if not (first.isdecimal() and last.isdecimal()):
        return last
    start, end = int(first), int(last)
    if start > 100 and start % 100 and start // 100 == end // 100:
        return str(end % 100)
    if start >= 10000 and start % 100 and start // 1000 == end // 1000:
        return str(end % 1000)
    return last


def _chicago_16(first: str, last: str) -> str:
    if not (first.isdecimal() and last.isdecimal()):
        return last
    start, end = int(first), int(last)
    if start > 100 and start % 100:
        for digits in range(2, len(last)):
            if start // 10**digits == end // 10**digits:
                return str(end % 10**digits)
    return last


_FORMATS: Mapping[str, Callable[[str, str], str]] = {
    "minimal": _minimal,
    "minimal-two": _minimal_two,
    "chicago": _chicago_15,
    "chicago-15": _chicago_15,
    "chicago-16": _chicago_16,
}
_SHORTENING = frozenset(_FORMATS)
