"""Formatted references and citations of records: the seam between the model and the CSL engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from citeconv.model.record import Origin, Record
from citeconv.model.report import CitationError, Report

if TYPE_CHECKING:
    from pathlib import Path

    from citeconv.csl.output import OutputName
    from citeconv.model.csl_data import CslItem

#: Styles that stand among the formats: `citeconv convert … -t apa`.
STYLE_FORMATS = ("apa", "harvard")

#: What formatted references can be printed as, with the file extensions that tell.
OUTPUTS = {
    "text": (".txt",),
    "html": (".html", ".htm"),
    "markdown": (".md", ".markdown"),
    "latex": (".tex",),
    "rtf": (".rtf",),
}

Cite = str | Mapping[str, object]


def output_of(path: str, otherwise: str = "text") -> str:
    """The output that a path's extension means."""
    for output, extensions in OUTPUTS.items():
        if path.lower().endswith(extensions):
            return output
    return otherwise


def items_of(records: Iterable[Record]) -> tuple[dict[str, CslItem], dict[str, Origin]]:
    """Items by id, as the engine takes them, and where each came from.

    Records without an id, or with one that is taken, get one.
    """
    from citeconv.model.csl_data import to_csl

    items: dict[str, CslItem] = {}
    origins: dict[str, Origin] = {}
    for number, record in enumerate(records, 1):
        if not isinstance(record, Record):
            raise CitationError(f"records are expected, not {record!r:.80}; load() reads a file")
        item = to_csl(record)
        item.pop("custom", None)
        if "event-title" in item:
            item.setdefault("event", item["event-title"])  # its name in styles before CSL 1.0.2
        id_ = record.id or f"item-{number}"
        while id_ in items:
            id_ += f"-{number}"
        item["id"] = id_
        items[id_], origins[id_] = item, record.origin
    return items, origins


def _output(name: str) -> OutputName:
    if name not in OUTPUTS:
        raise CitationError(f"there is no output {name!r}; there are {', '.join(OUTPUTS)}")
    return cast("OutputName", name)


def adapted(items: dict[str, CslItem], style: str | Path, report: Report) -> dict[str, CslItem]:
    """The items as the guide behind a style wants them; each rule that acted is a note."""
    from citeconv.csl.guides import guide_of, prepare

    name = str(style)
    if not guide_of(name):
        return items
    return {
        id_: prepare(item, name, lambda rule, id_=id_: report.add("guide-rule", rule, record=id_))  # type: ignore[misc]
        for id_, item in items.items()
    }


def bibliography(
    records: Iterable[Record],
    style: str | Path = "apa",
    *,
    locale: str | None = None,
    output: str = "text",
    verbatim: bool = False,
    links: bool = False,
    report: Report | None = None,
) -> list[str]:
    """The formatted references of `records`, one string each, in the style's order.

    `style` is a name of the style collection ("apa", "harvard", "nature"), a `.csl` file or its
    XML; `output` one of `OUTPUTS`. The data is adapted to what the style's guide asks for where
    a style cannot say it, unless `verbatim`. With `links`, DOIs, PubMed's numbers and addresses are
    links, wherever the output has such (all but text). Raises StyleError for a style that cannot be used.
    A record that cannot be formatted is reported and left out.
    """
    from citeconv.csl import Processor, load_style
    from citeconv.csl.guides import style_options

    report = Report() if report is None else report
    items, origins = items_of(records)
    if not verbatim:
        items = adapted(items, style, report)
    processor = Processor(
        load_style(str(style), locale, None if verbatim else style_options(str(style))),
        items,
        output=_output(output),
        links=links,
    )
    result = processor.bibliography()
    for id_, problem in result.errors:
        place = origins[id_]
        report.add("item-unprintable", problem, file=place.file, line=place.line, record=id_)
    return [text.rstrip("\n") for _, text in result.entries]


def cite(
    records: Iterable[Record],
    cites: Sequence[Cite | Sequence[Cite]] | None = None,
    style: str | Path = "apa",
    *,
    locale: str | None = None,
    output: str = "text",
    verbatim: bool = False,
) -> list[str]:
    """In-text citations, one string each.

    A cite is an id or a mapping (`id`, `locator`, `label`, `prefix`, `suffix`,
    `suppress-author`, `author-only`); a sequence of cites is one citation of several works.
    Without `cites`, each record is cited once. Citations are numbered and disambiguated in the
    order given. Raises a CitationError that is a KeyError for an id that no record has.
    """
    from citeconv.csl import Processor, load_style
    from citeconv.csl.guides import style_options
    from citeconv.csl.registry import UnknownItem

    items, _ = items_of(records)
    if not verbatim:
        items = adapted(items, style, Report())
    processor = Processor(
        load_style(str(style), locale, None if verbatim else style_options(str(style))),
        items,
        output=_output(output),
    )
    wanted = list(items) if cites is None else cites
    clusters: list[list[Cite]] = [
        [cluster] if isinstance(cluster, (str, Mapping)) else list(cluster) for cluster in wanted
    ]
    for cluster in clusters:
        for one in cluster:
            id_ = one if isinstance(one, str) else one.get("id")
            if id_ not in items:
                raise UnknownItem(f"no record has the id {id_!r}")
    return [processor.cite(cluster) for cluster in clusters]


def formatted(
    records: Iterable[Record],
    report: Report,
    style: str,
    *,
    locale: str | None = None,
    output: str = "text",
    verbatim: bool = False,
    links: bool = False,
) -> Iterator[str]:
    """The text of a reference list, in pieces: what a style writes where a format is asked for."""
    texts = bibliography(
        records, style, locale=locale, output=output, verbatim=verbatim, links=links, report=report
    )
    yield from laid_out(texts, output)


def laid_out(references: Iterable[str], output: str) -> Iterator[str]:
    """References as one text: in HTML inside a `div`, in RTF a document, else set apart by lines."""
    if output == "html":
        yield '<div class="csl-bib-body">\n'
        for text in references:
            yield text + "\n"
        yield "</div>\n"
    elif output == "rtf":
        from citeconv.text import rtf

        yield from rtf.document(list(references), hanging=True)
    else:
        separator = "\n" if output == "text" else "\n\n"
        for text in references:
            yield text + separator
