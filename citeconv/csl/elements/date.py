"""`cs:date`: localised and own forms, ranges, seasons, eras, the year suffix (spec: Date).

A range is printed with what its two ends share standing once: the largest part that differs decides
which delimiter joins them. In sort keys a date becomes digits that sort as it does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from citeconv.csl.context import CALLED, FILLED, Context
from citeconv.csl.dates import CslDate, DateParts
from citeconv.csl.elements.dress import change_case, dress, marks_of, strip_periods
from citeconv.csl.nodes import PLAIN, Date, DatePart, Look
from citeconv.csl.parse import FONT_ATTRIBUTES, parse_look
from citeconv.csl.rich_text import DATE, YEAR, YEAR_SUFFIX, Tokens, parse_markup
from citeconv.csl.scope import Render, Scope
from citeconv.text.english import is_english

PartText = Callable[[DateParts, CslDate, int], str]
"""The bare text of a date part for one end of a range (0 or 1)."""

EN_DASH = "–"


def compile_date(node: Date, scope: Scope) -> Render:
    """The closure of a `cs:date`."""
    parts, delimiter, node_look = resolve_parts(node, scope)
    if scope.mode == "sort":
        return compile_sort_date(node.variable, {part.name for part in parts})
    printers = tuple(PrintedPart(part, scope) for part in parts)
    variable = node.variable
    recording = scope.substitute_for is not None

    def body(context: Context, out: Tokens) -> int:
        date = context.item.date(variable)
        if not date or variable in context.used or (context.comparing and variable == "accessed"):
            return CALLED
        start = len(out)
        out.append(DATE[0])
        if date.parts:
            render_date(date, printers, delimiter, context, out)
        elif date.literal:
            for part in printers:
                if part.name == "year":
                    part.append_literal(date.literal, out)
        if len(out) == start + 1:
            out.pop()
            return CALLED
        out.append(DATE[1])
        if recording and context.recorded is not None:
            context.recorded.add(variable)
        return FILLED

    return dress(node_look, body, scope)


def resolve_parts(node: Date, scope: Scope) -> tuple[tuple[DatePart, ...], str, Look]:
    """The parts to print: the node's own, or the locale's with the node's attributes over them."""
    if node.form is None:
        return node.parts, node.delimiter, node.look
    localised = scope.locale.date_form(node.form)
    if localised is None:
        return (), "", node.look
    wanted = frozenset(node.date_parts.split("-"))
    own = {part.name: part for part in node.parts}
    parts: list[DatePart] = []
    for source in localised.parts:
        if source.name not in wanted:
            continue
        attribs = dict(source.attributes)
        look = parse_look(attribs)
        form, range_delimiter = attribs.get("form"), attribs.get("range-delimiter")
        over = own.get(source.name)
        if over is not None:
            form = over.form or form
            range_delimiter = over.range_delimiter or range_delimiter
            look = replace(
                look,
                font=over.look.font or look.font,
                text_case=over.look.text_case or look.text_case,
                strip_periods=over.look.strip_periods or look.strip_periods,
            )
        parts.append(DatePart(source.name, form, range_delimiter, look, node.line))
    look = node.look
    locale_look = parse_look(localised.attributes)
    if not look.font and any(name in localised.attributes for name in FONT_ATTRIBUTES):
        look = replace(look, font=locale_look.font)
    if look.text_case is None and locale_look.text_case:
        look = replace(look, text_case=locale_look.text_case)
    return tuple(parts), localised.attributes.get("delimiter", ""), look


class PrintedPart:
    """A `cs:date-part`, compiled."""

    __slots__ = (
        "closing",
        "eras",
        "form",
        "look",
        "name",
        "opening",
        "range_delimiter",
        "scope",
        "takes_suffix",
        "text",
    )

    def __init__(self, part: DatePart, scope: Scope) -> None:
        self.name = part.name
        self.form = part.form
        self.look = part.look
        self.scope = scope
        self.range_delimiter = part.range_delimiter or EN_DASH
        self.takes_suffix = not scope.shared.year_suffix_explicit.get(scope.area, False)
        self.opening, self.closing = marks_of(part.look)
        self.eras = (scope.locale.term("bc") or "", scope.locale.term("ad") or "")
        self.text: PartText = PART_TEXTS.get(part.name, no_text)(part, scope)

    def append(
        self,
        date: CslDate,
        end: int,
        context: Context,
        out: Tokens,
        prefix: bool = True,
        suffix: bool = True,
        year_suffix: bool = True,
    ) -> bool:
        """Print the part for one end of the date; affixes can be left out at the joints."""
        text = self.text(date.parts[end], date, end)
        if not text:
            return False
        look = self.look
        if prefix and look.prefix:
            out.append(look.prefix)
        out.extend(self.opening)
        start = len(out)
        if self.name == "year":
            out.append(YEAR[0])
            out.append(text)
            out.append(YEAR[1])
        else:
            out.append(text)
        if look.strip_periods:
            strip_periods(out, start)
        if look.text_case is not None:
            language = context.item.language or self.scope.locale.lang
            if look.text_case != "title" or is_english(language):
                change_case(out, start, look.text_case, language)
        if self.name == "year" and year_suffix and self.takes_suffix:
            append_year_suffix(context, out)
        out.extend(self.closing)
        if suffix and look.suffix:
            out.append(look.suffix)
        if self.name == "year" and (year := date.parts[end][0]) < 1000:
            out.append(self.eras[year > 0])
        return True

    def append_literal(self, literal: str, out: Tokens) -> None:
        """A date in words stands where the year would."""
        if self.look.prefix:
            out.append(self.look.prefix)
        out.extend((*self.opening, YEAR[0]))
        value = parse_markup(literal)
        out.extend((value,) if type(value) is str else value)
        out.append(YEAR[1])
        out.extend(self.closing)
        if self.look.suffix:
            out.append(self.look.suffix)


def append_year_suffix(context: Context, out: Tokens) -> None:
    """The suffix follows the first year that a cite or entry prints."""
    if context.year_suffix and not context.year_suffix_done:
        context.year_suffix_done = True
        out.extend((YEAR_SUFFIX[0], context.year_suffix, YEAR_SUFFIX[1]))


def render_date(
    date: CslDate,
    printers: tuple[PrintedPart, ...],
    delimiter: str,
    context: Context,
    out: Tokens,
) -> None:
    """A single date, an open range, or a range."""
    shown = tuple(part for part in printers if part.text(date.parts[0], date, 0))
    if len(date.parts) == 1:
        if not shown:
            return
        if date.open_start:
            out.append(EN_DASH)
        append_parts(shown, date, 0, delimiter, context, out, last_suffix=not date.open_end)
        if date.open_end:
            by_name = {part.name: part for part in shown}
            largest = by_name.get("year") or by_name.get("month") or shown[-1]
            out.append(largest.range_delimiter)
            if shown[-1].look.suffix:
                out.append(shown[-1].look.suffix)
        return
    differing = differing_parts(date, printers)
    if not differing:
        append_parts(shown, date, 0, delimiter, context, out)
        return
    largest_name = next(name for name in ("year", "month", "day") if name in differing)
    joint = next(part for part in printers if part.name == largest_name).range_delimiter
    if largest_name == "year":
        varying = printers
    else:
        ranks = {"year": 2, "month": 1, "day": 0}
        limit = ranks[largest_name]
        varying = tuple(part for part in printers if ranks.get(part.name, 0) <= limit)
    first = tuple(part for part in varying if part.text(date.parts[0], date, 0))
    second = tuple(part for part in varying if part.text(date.parts[1], date, 1))
    shared = [part for part in shown if part not in varying]
    order = {id(part): place for place, part in enumerate(printers)}
    leading = tuple(p for p in shared if varying and order[id(p)] < order[id(varying[0])])
    trailing = tuple(p for p in shared if p not in leading)
    start = len(out)
    append_parts(leading, date, 0, delimiter, context, out)
    if leading and delimiter and len(out) > start:
        out.append(delimiter)
    append_parts(first, date, 0, delimiter, context, out, last_suffix=False, year_suffix=not second)
    out.append(joint)
    append_parts(second, date, 1, delimiter, context, out, first_prefix=False)
    if trailing and delimiter:
        out.append(delimiter)
    append_parts(trailing, date, 1, delimiter, context, out)


def append_parts(
    parts: tuple[PrintedPart, ...],
    date: CslDate,
    end: int,
    delimiter: str,
    context: Context,
    out: Tokens,
    first_prefix: bool = True,
    last_suffix: bool = True,
    year_suffix: bool = True,
) -> None:
    """Parts of one end of a date, joined by the delimiter."""
    last = len(parts) - 1
    for place, part in enumerate(parts):
        if place and delimiter:
            out.append(delimiter)
        part.append(
            date,
            end,
            context,
            out,
            prefix=first_prefix or place > 0,
            suffix=last_suffix or place < last,
            year_suffix=year_suffix,
        )


def differing_parts(date: CslDate, printers: tuple[PrintedPart, ...]) -> set[str]:
    """The names of the parts that the two ends of a range do not share."""
    names = {part.name for part in printers}
    start, end = date.parts[0], date.parts[1]
    return {
        name
        for name, place in (("year", 0), ("month", 1), ("day", 2))
        if name in names and start[place] != end[place]
    }


def no_text(part: DatePart, scope: Scope) -> PartText:
    """A part that CSL does not know prints nothing."""
    del part, scope
    return lambda point, date, end: ""


def year_text(part: DatePart, scope: Scope) -> PartText:
    """The year; its era stands behind its affixes."""
    del scope
    short = part.form == "short"

    def text(point: DateParts, date: CslDate, end: int) -> str:
        del date, end
        year = point[0]
        if not year:
            return ""
        if short and year > 0:
            return f"{year % 100:02d}"
        return str(abs(year))

    return text


def month_text(part: DatePart, scope: Scope) -> PartText:
    """The month or the season."""
    form = part.form or "long"
    locale = scope.locale
    names = {
        month: locale.term(f"month-{month:02d}", "short" if form == "short" else "long") or ""
        for month in range(1, 13)
    }
    seasons = {
        season: locale.term(f"season-{season:02d}", "short" if form == "short" else "long") or ""
        for season in range(1, 5)
    }
    numeric = form.startswith("numeric")
    zeros = form == "numeric-leading-zeros"

    def text(point: DateParts, date: CslDate, end: int) -> str:
        month = point[1]
        if month is None:
            season = date.season
            if season is None or end < len(date.parts) - 1:
                return ""
            return seasons.get(season, str(season)) if isinstance(season, int) else season
        if month > 12:
            return seasons.get((month - 1) % 4 + 1, "")
        if numeric:
            return f"{month:02d}" if zeros else str(month)
        return names[month]

    return text


def day_text(part: DatePart, scope: Scope) -> PartText:
    """The day, perhaps as an ordinal in the gender of its month."""
    form = part.form or "numeric"
    locale = scope.locale
    only_first = locale.options.limit_day_ordinals_to_day_1
    genders = {month: locale.gender_of(f"month-{month:02d}") for month in range(1, 13)}

    def text(point: DateParts, date: CslDate, end: int) -> str:
        del date, end
        day = point[2]
        if not day:
            return ""
        if form == "numeric-leading-zeros":
            return f"{day:02d}"
        if form == "ordinal" and (day == 1 or not only_first):
            return locale.ordinal(day, genders.get(point[1] or 0))
        return str(day)

    return text


PART_TEXTS: dict[str, Callable[[DatePart, Scope], PartText]] = {
    "day": day_text,
    "month": month_text,
    "year": year_text,
}

YEAR_ZERO = 500_000
"""Added to years in sort keys, so that years before Christ sort before the others."""


def compile_sort_date(variable: str, names: set[str]) -> Render:
    """A date as digits: `YYYYMMDD` with the parts that the element would show."""

    def render(context: Context, out: Tokens) -> int:
        text = sort_text(context.item.date(variable), names)
        if not text:
            return CALLED
        out.append(text)
        return FILLED

    return render


def sort_text(date: CslDate, names: set[str] | frozenset[str]) -> str:
    """The digits by which a date sorts, restricted to some parts."""
    if not date.parts:
        return ""
    texts = []
    for year, month, day in date.parts:
        season = date.season if month is None and isinstance(date.season, int) else None
        months = (month if month is not None else (season or 0)) if "month" in names else 0
        texts.append(
            f"{(year if 'year' in names else 0) + YEAR_ZERO:07d}"
            f"{months:02d}{(day or 0) if 'day' in names else 0:02d}"
        )
    # As many digits for a single date as for a range: dates that follow each other stay in step.
    texts.extend(["0" * 11] * (2 - len(texts)))
    return "".join(texts)


__all__ = ["PLAIN", "compile_date", "sort_text"]
