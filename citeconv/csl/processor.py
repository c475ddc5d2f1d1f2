"""The face of the engine: styles, citations, bibliographies.

`load_style` parses and compiles, `Processor.cite` renders a citation, `Processor.bibliography` the
list of what was cited, `Processor.session` keeps a document's citations. One item that cannot be
rendered never costs the others: it is reported with the bibliography.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from citeconv.csl.bibliography import (
    AuthorSubstitute,
    Bibliography,
    parameters,
    render_entry,
)
from citeconv.csl.cites import Cite, RawCite, read_cite
from citeconv.csl.collapse import RenderedCite, collapse_options, join_cites
from citeconv.csl.compile import CompiledStyle, compile_style
from citeconv.csl.context import FIRST, Context, Item
from citeconv.csl.elements.dress import marks_of
from citeconv.csl.entry import Entry
from citeconv.csl.locales import load_locale, require_locale
from citeconv.csl.output import OUTPUTS, OutputName, print_tokens
from citeconv.csl.parse import parse_style
from citeconv.csl.punctuation import settle
from citeconv.csl.registry import Registry
from citeconv.csl.rich_text import INSIDE, Tokens, parse_markup
from citeconv.csl.styles import StyleSource, find_style
from citeconv.model.report import CitationError

if TYPE_CHECKING:
    from citeconv.csl.session import Session

Style = CompiledStyle
NO_FORM = "[CSL STYLE ERROR: reference with no printed form.]"


def load_style(
    style: str | bytes | Path | StyleSource,
    locale: str | None = None,
    options: Mapping[str, str] | None = None,
) -> Style:
    """A style by name, file or XML, compiled for a locale (the style's own, or en-US).

    `options` are set on `cs:style` beside the style's own.
    """
    added = tuple(sorted((options or {}).items()))
    if isinstance(style, str) and "<" not in style:
        return _load_named(style, locale, added)
    return _compile(style if isinstance(style, StyleSource) else find_style(style), locale, added)


@lru_cache(maxsize=16)
def _load_named(name: str, locale: str | None, options: tuple[tuple[str, str], ...]) -> Style:
    return _compile(find_style(name), locale, options)


def _compile(
    source: StyleSource, locale: str | None, options: tuple[tuple[str, str], ...]
) -> Style:
    if locale:
        require_locale(locale)
    tree = parse_style(source.xml)
    if options:
        tree = replace(tree, options={**tree.options, **dict(options)})
    lang = locale or source.default_locale or tree.default_locale or "en-US"
    return compile_style(tree, load_locale(lang, tree.locales))  # type: ignore[arg-type]


class Processor:
    """Renders items in a style: citations, and the bibliography of what was cited.

    Without any citation made, the bibliography is that of all items given.
    """

    def __init__(
        self,
        style: Style | str,
        items: Iterable[Mapping[str, object]] | Mapping[str, Mapping[str, object]] = (),
        *,
        locale: str | None = None,
        output: OutputName = "text",
        abbreviations: Mapping[str, Mapping[str, str]] | None = None,
        links: bool = False,
    ) -> None:
        self.style = style if isinstance(style, CompiledStyle) else load_style(style, locale)
        if isinstance(items, Mapping):
            source = {str(key): item for key, item in items.items()}
        else:
            source = {str(item.get("id", "")): item for item in items}
        if output not in OUTPUTS:
            raise CitationError(f"no output is called “{output}”; there are {', '.join(OUTPUTS)}")
        self.output = OUTPUTS[output]
        self.registry = Registry(self.style, source)
        self.registry.abbreviations = abbreviations
        self.registry.links = links
        self.registry.set_ids(source)
        area = self.style.citation
        self.collapse = collapse_options(
            area.options,
            area.layout.delimiter,
            self.style.tree.style_class != "note",
            bool(area.keys),
        )
        self.in_quotes = self.style.locale.options.punctuation_in_quote

    # --- citations

    def cite(self, cites: Sequence[RawCite]) -> str:
        """One citation as text."""
        self.registry.settle()
        return self.print(self.citation(self.in_order([read_cite(cite) for cite in cites])))

    def in_order(self, cites: Sequence[Cite], unsorted: bool = False) -> list[Cite]:
        """The cites of a citation, sorted as the style asks."""
        keys = self.style.citation.keys
        if unsorted or not keys or len(cites) < 2:
            return list(cites)
        registry = self.registry
        entries = [registry.entries[cite.id] for cite in cites if cite.id in registry.entries]
        if len(entries) < len(cites):
            self.require(cites)
        return [cites[place] for place in registry.sorted(self.style.citation, entries)]

    def require(self, cites: Iterable[Cite]) -> None:
        """Fail in words if an item is missing."""
        for cite in cites:
            if cite.id not in self.registry.entries:
                self.registry.item(cite.id)

    def citation(self, cites: Sequence[Cite]) -> Tokens:
        """A citation's tokens, before punctuation is settled."""
        if not cites:
            return []
        self.require(cites)
        rendered = [self.rendered_cite(cite, place) for place, cite in enumerate(cites)]
        if not rendered[0].body and not cites[0].suppress_author:
            rendered[0].body = [NO_FORM]
        if not any(cite.body for cite in rendered):
            return ["[NO_PRINTED_FORM]"]
        if len(cites) == 1 and cites[0].author_only:
            return rendered[0].tokens
        body = join_cites(rendered, self.collapse, self.without_names)
        look = self.style.citation.layout.look
        opening, closing = marks_of(look)
        tokens: Tokens = [*opening]
        if look.prefix:
            tokens.append(look.prefix)
        tokens.extend(body)
        if look.suffix:
            tokens.append(look.suffix)
        tokens.extend(closing)
        return tokens

    def cite_context(self, entry: Entry, cite: Cite) -> Context:
        """The context of a cite in its place."""
        context = self.registry.context(entry)
        context.locator, context.label = cite.locator, cite.label
        context.position = cite.position if cite.position is not None else FIRST
        context.near_note = bool(cite.near_note)
        context.first_note = cite.first_note
        context.suppress_author = cite.suppress_author
        return context

    def rendered_cite(self, cite: Cite, place: int) -> RenderedCite:
        """A cite with its affixes."""
        entry = self.registry.entries[cite.id]
        context = self.cite_context(entry, cite)
        context.capitalize_term = begins_sentence(cite.prefix) if cite.prefix else place == 0
        body = self.cite_body(context)
        if cite.author_only:
            from citeconv.csl.bibliography import first_names

            start, end = first_names(body)
            body = body[start:end] if start >= 0 else body
        return RenderedCite(
            cite,
            entry,
            body,
            affix_tokens(prefix_with_space(cite.prefix)),
            suffix_tokens(suffix_with_space(cite.suffix)),
        )

    def cite_body(self, context: Context) -> Tokens:
        """What the layout renders."""
        out: Tokens = []
        self.style.citation.render(context, out)
        return out

    def without_names(self, rendered: RenderedCite) -> Tokens:
        """The body of a cite again, its names left out."""
        return self.cite_body(
            self.cite_context(rendered.entry, replace(rendered.cite, suppress_author=True))
        )

    def print(self, tokens: Tokens) -> str:
        """Settle punctuation and print."""
        settled = settle(tokens, self.in_quotes)
        return print_tokens(settled, self.output, self.style.locale.quotes)

    def session(self) -> Session:
        """A document whose citations come and go."""
        from citeconv.csl.session import Session

        return Session(self)

    # --- the bibliography

    def bibliography(self, section: Mapping[str, object] | None = None) -> Bibliography:
        """The entries of all cited items, in the style's order; what prints nothing is an error."""
        area = self.style.bibliography
        if area is None:
            raise CitationError("this style has no bibliography")
        self.registry.settle()
        substitute = area.options.get("subsequent-author-substitute")
        substitutes = (
            AuthorSubstitute(
                substitute, area.options.get("subsequent-author-substitute-rule", "complete-all")
            )
            if substitute is not None
            else None
        )
        entries: list[tuple[str, str]] = []
        errors: list[tuple[str, str]] = []
        rendered: list[Tokens] = []
        start, end = self.output.entry
        quotes, output = self.style.locale.quotes, self.output
        for entry in self.registry.order:
            if section is not None and not selected(entry.item, section):
                continue
            tokens = render_entry(area, self.registry.context(entry))
            if not tokens:
                errors.append((entry.item.id, "the style prints nothing of it"))
                continue
            if substitutes is not None:
                tokens = substitutes.apply(tokens)
            rendered.append(tokens)
            text = print_tokens(settle(tokens, self.in_quotes), output, quotes)
            entries.append((entry.item.id, f"{start}{text}{end}"))
        found = parameters(area, rendered)
        found["bibstart"], found["bibend"] = output.bib_start, output.bib_end
        return Bibliography(entries, found, errors)


def selected(item: Item, section: Mapping[str, object]) -> bool:
    """Whether an item passes a filter: `include` any, `exclude` any, `select` all, `quash` all."""

    def matches(test: object) -> bool:
        if not isinstance(test, Mapping):
            return False
        field, wanted = str(test.get("field", "")), str(test.get("value", ""))
        value = item.raw.get(field)
        if isinstance(value, list | tuple):
            return any(str(part) == wanted for part in value)
        return ("" if value is None else str(value)) == wanted

    def tests(name: str) -> list[object]:
        found = section.get(name)
        return list(found) if isinstance(found, list | tuple) else []

    if tests("include") and not any(matches(test) for test in tests("include")):
        return False
    if any(matches(test) for test in tests("exclude")):
        return False
    if not all(matches(test) for test in tests("select")):
        return False
    return not (tests("quash") and all(matches(test) for test in tests("quash")))


_WORD_END = re.compile(r"[^\W_]\Z")
_WORD_START = re.compile(r"[^\W_]|[\[(]")
_TAG = re.compile(r"<[^<>]*>")


def begins_sentence(prefix: str) -> bool:
    """Whether a prefix is a sentence of several words, so that the cite begins another."""
    text = _TAG.sub("", prefix).rstrip("\"'”’ ")
    return text.endswith((".", "!", "?")) and " " in text.strip(". ,;")


def prefix_with_space(prefix: str) -> str:
    """A cite's prefix, set off from the cite if it ends in a word."""
    return f"{prefix} " if _WORD_END.search(_TAG.sub("", prefix)) else prefix


def suffix_with_space(suffix: str) -> str:
    """A cite's suffix, set off from the cite if it begins with a word."""
    return f" {suffix}" if _WORD_START.match(_TAG.sub("", suffix)) else suffix


def affix_tokens(text: str) -> Tokens:
    """A cite's affix as rich text."""
    if not text:
        return []
    value = parse_markup(text)
    return [value] if type(value) is str else list(value)


def suffix_tokens(text: str) -> Tokens:
    """A cite's suffix; its comma is not drawn into quotation marks that the cite ends in."""
    tokens = affix_tokens(text)
    return [INSIDE, *tokens] if text.startswith(",") else tokens
