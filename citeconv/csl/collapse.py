"""Cites of one citation joined: grouping by names, collapsing of years, suffixes and numbers.

Rules: the specification's "Cite Grouping" and "Cite Collapsing". In: the cites of one citation,
rendered, in their order; out: one run of tokens. A cite with an affix or a locator is a barrier for
ranges of numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from citeconv.csl.bibliography import first_names
from citeconv.csl.cites import Cite
from citeconv.csl.entry import Entry
from citeconv.csl.rich_text import INSIDE, Tokens, plain

EN_DASH = "–"
ENDS_CITE = frozenset(",;:")


@dataclass(slots=True)
class RenderedCite:
    """One cite with its tokens, affixes apart."""

    cite: Cite
    entry: Entry
    body: Tokens
    prefix: Tokens
    suffix: Tokens

    @property
    def tokens(self) -> Tokens:
        """The whole."""
        return [*self.prefix, *self.body, *self.suffix]

    @property
    def plain_cite(self) -> bool:
        """Whether nothing but the item was asked for."""
        return not (self.prefix or self.suffix or self.cite.locator)


@dataclass(frozen=True, slots=True)
class CollapseOptions:
    """The delimiters and the form of collapsing, defaults filled in."""

    collapse: str
    layout: str
    group: str
    year_suffix: str
    after: str
    after_locator: str
    between: str
    """Before a group that follows one of a single cite."""
    grouped: bool
    sorted: bool


def collapse_options(
    options: Mapping[str, str], layout_delimiter: str, in_text: bool = False, is_sorted: bool = True
) -> CollapseOptions:
    """The options of `cs:citation`."""
    collapse = options.get("collapse", "")
    by_year = collapse in ("year", "year-suffix", "year-suffix-ranged")
    # An empty one would run the years together: it says no more than none (as citeproc-js has it).
    group = options.get("cite-group-delimiter") or None
    suffix_default = layout_delimiter if group is None else group
    after = options.get("after-collapse-delimiter")
    if after is not None and by_year:
        group = layout_delimiter
    elif group is None:
        group = ", " if in_text and by_year else layout_delimiter
    return CollapseOptions(
        collapse=collapse,
        layout=layout_delimiter,
        group=group,
        year_suffix=options.get("year-suffix-delimiter", suffix_default),
        after=layout_delimiter if after is None else after,
        after_locator=group if after is None else after,
        between=layout_delimiter if after is None or collapse == "year-suffix" else after,
        grouped=by_year or "cite-group-delimiter" in options,
        sorted=is_sorted,
    )


Again = Callable[[RenderedCite], Tokens]
"""Renders the body of a cite again without its names."""


def join_cites(cites: Sequence[RenderedCite], options: CollapseOptions, again: Again) -> Tokens:
    """All cites of a citation as one run."""
    if options.collapse == "citation-number":
        return join_numbers(cites, options)
    if options.grouped and len(cites) > 1:
        return join_groups(cites, options, again)
    out: Tokens = []
    for cite in cites:
        append_with_delimiter(out, options.layout, cite.tokens)
    return out


def append_with_delimiter(out: Tokens, delimiter: str, tokens: Tokens) -> None:
    """Join a cite; where the one before ended in punctuation of its own, only a space."""
    if not tokens:
        return
    if out and delimiter:
        if type(tokens[0]) is str and tokens[0][0] in ",.;:":
            delimiter = ""
            out.append(INSIDE)
        last = last_text(out)
        if last[-1:] in ENDS_CITE and last != "":
            delimiter = " "
        elif last[-2:-1] in ENDS_CITE and last[-1:] == " ":
            delimiter = ""
            out.append(INSIDE)
        if delimiter:
            out.append(delimiter)
    out.extend(tokens)


def last_text(tokens: Tokens) -> str:
    """The last text of a run."""
    for token in reversed(tokens):
        if type(token) is str and token:
            return token
    return ""


def names_key(tokens: Tokens) -> str:
    """What cites are grouped by: the first list of names."""
    start, end = first_names(tokens)
    return plain(tokens[start:end]) if start >= 0 else ""


def year_of(tokens: Tokens) -> str:
    """The first date without its suffix."""
    inside = 0
    suffix = 0
    text: list[str] = []
    for token in tokens:
        if type(token) is str:
            if inside and not suffix:
                text.append(token)
        elif token.kind == "date":  # type: ignore[union-attr]
            if not token.opens:  # type: ignore[union-attr]
                break
            inside += 1
        elif token.kind == "year-suffix":  # type: ignore[union-attr]
            suffix += 1 if token.opens else -1  # type: ignore[union-attr]
    return "".join(text)


def from_suffix(tokens: Tokens) -> Tokens | None:
    """What follows the year in a cite whose year was said before; None without a suffix."""
    for place, token in enumerate(tokens):
        if type(token) is not str and token.kind == "year-suffix" and token.opens:  # type: ignore[union-attr]
            inside = list(tokens[place:])
            # Spans that were opened before must not be closed here.
            depth = 0
            kept: Tokens = []
            for part in inside:
                if type(part) is not str:
                    if part.opens:  # type: ignore[union-attr]
                        depth += 1
                    elif depth == 0:
                        continue
                    else:
                        depth -= 1
                kept.append(part)
            return kept
    return None


def join_groups(cites: Sequence[RenderedCite], options: CollapseOptions, again: Again) -> Tokens:
    """Cites with the same names stand together, and are collapsed if the style says so."""
    out: Tokens = []
    collapsed = False
    for group in grouped_by_names(cites, options.sorted):
        previous: RenderedCite | None = None
        suffixes = 0
        for place, cite in enumerate(group):
            if previous is None:
                joint = options.after if collapsed else options.between
                append_with_delimiter(out, joint, cite.tokens)
            elif not options.collapse:
                append_with_delimiter(out, options.group, cite.tokens)
            elif cite.prefix:
                append_with_delimiter(out, options.layout, cite.tokens)
            elif options.collapse == "year-suffix-ranged" and in_suffix_range(group, place):
                suffixes += 1
            else:
                append_collapsed(out, previous, cite, options, again, ranged=bool(suffixes))
                suffixes = 0
            previous = cite
        collapsed = len(group) > 1
    return out


def grouped_by_names(cites: Sequence[RenderedCite], move: bool) -> list[list[RenderedCite]]:
    """Cites with the same names; those that a style leaves unsorted are not moved together."""
    groups: list[tuple[str, list[RenderedCite]]] = []
    places: dict[str, int] = {}
    for cite in cites:
        key = names_key(cite.body)
        place = places.get(key)
        if place is not None and (move or place == len(groups) - 1):
            groups[place][1].append(cite)
        else:
            places[key] = len(groups)
            groups.append((key, [cite]))
    return [group for _, group in groups]


def in_suffix_range(group: Sequence[RenderedCite], place: int) -> bool:
    """Whether a cite stands inside a run of consecutive year suffixes of one year."""
    if place + 1 >= len(group):
        return False
    before, cite, after = group[place - 1 : place + 2]
    return (
        bool(cite.entry.year_suffix)
        and before.plain_cite
        and cite.plain_cite
        and after.plain_cite
        and year_of(before.body) == year_of(cite.body) == year_of(after.body)
        and [suffix_index(c.entry.year_suffix) for c in (before, cite, after)]
        == list(
            range(
                suffix_index(before.entry.year_suffix), suffix_index(before.entry.year_suffix) + 3
            )
        )
    )


def suffix_index(suffix: str) -> int:
    """The number that a year suffix stands for."""
    index = 0
    for letter in suffix:
        index = index * 26 + ord(letter) - ord("a") + 1
    return index


def append_collapsed(
    out: Tokens,
    previous: RenderedCite,
    cite: RenderedCite,
    options: CollapseOptions,
    again: Again,
    ranged: bool = False,
) -> None:
    """A cite whose names, and perhaps whose year, were said by the one before."""
    body = again(cite)
    if options.collapse.startswith("year-suffix") and year_of(previous.body) == year_of(cite.body):
        rest = from_suffix(body)
        if rest is not None and not previous.suffix and not previous.cite.locator:
            if ranged:
                out.extend([EN_DASH, *rest, *cite.suffix])
            else:
                append_with_delimiter(out, options.year_suffix, [*rest, *cite.suffix])
            return
    joint = options.after_locator if previous.cite.locator else options.group
    append_with_delimiter(out, joint, [*cite.prefix, *body, *cite.suffix])


def join_numbers(cites: Sequence[RenderedCite], options: CollapseOptions) -> Tokens:
    """Runs of three and more consecutive numbers become ranges."""
    out: Tokens = []
    index = 0
    collapsed_before = False
    while index < len(cites):
        end = index
        while (
            end + 1 < len(cites)
            and cites[end].plain_cite
            and cites[end + 1].plain_cite
            and cites[end + 1].entry.number == cites[end].entry.number + 1
        ):
            end += 1
        joint = options.after if collapsed_before else options.layout
        if end - index >= 2:
            append_with_delimiter(out, joint, cites[index].tokens)
            out.append(EN_DASH)
            out.extend(cites[end].tokens)
            index = end + 1
            collapsed_before = True
        else:
            append_with_delimiter(out, joint, cites[index].tokens)
            index += 1
            collapsed_before = False
    return out
