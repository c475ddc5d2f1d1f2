"""Settled rich text to one spelling: text, HTML, Markdown, LaTeX, RTF.

Each output is a table of what opens and closes a span, and an escape for the text between; all of
them are walked by one printer, which resolves flip-flopping as it goes. `csl-html` is the dialect
of the processor test suite; `html` is meant for people's pages (classes, no inline style where an
element says it).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from citeconv.csl.locales import Quotes
from citeconv.csl.quotes import FONT_KINDS, effective, unnested
from citeconv.csl.rich_text import Mark, Token
from citeconv.text import html, markdown, rtf

OutputName = Literal["text", "html", "csl-html", "markdown", "latex", "rtf"]
Span = tuple[str, str]


def same(text: str) -> str:
    """Text that needs no escape."""
    return text


def escape_latex(text: str) -> str:
    """Safe in LaTeX."""
    from citeconv.text.latex import escape

    return escape(text)


@dataclass(frozen=True, slots=True)
class Output:
    """One spelling: spans by (kind, value), the escape, and how entries are laid out."""

    escape: Callable[[str], str] = same
    spans: Mapping[tuple[str, str], Span] = field(default_factory=dict)
    bib_start: str = ""
    bib_end: str = ""
    entry: Span = ("", "\n")
    link: Callable[[str], Span] | None = None
    quotes: tuple[str, str, str, str] | None = None
    nests: bool = False
    """Whether formatting may stand inside of formatting that it turns off."""


OUTPUTS: Mapping[str, Output] = {
    "text": Output(
        nests=True,
        spans={
            ("display", "block"): ("\n", ""),
            ("display", "left-margin"): ("", " "),
            ("display", "indent"): ("\n    ", ""),
        },
    ),
    "csl-html": Output(
        nests=True,
        escape=html.escape_numeric,
        spans={
            **html.SUITE_SPANS,
            ("display", "block"): ('\n\n    <div class="csl-block">', "</div>\n"),
            ("display", "left-margin"): ('\n    <div class="csl-left-margin">', "</div>"),
            ("display", "right-inline"): ('<div class="csl-right-inline">', "</div>\n  "),
            ("display", "indent"): ('<div class="csl-indent">', "</div>\n  "),
        },
        bib_start='<div class="csl-bib-body">\n',
        bib_end="</div>",
        entry=('  <div class="csl-entry">', "</div>\n"),
        link=html.link,
    ),
    "html": Output(
        escape=html.escape,
        spans={
            **html.SPANS,
            ("display", "block"): ('<div class="csl-block">', "</div>"),
            ("display", "left-margin"): ('<div class="csl-left-margin">', "</div>"),
            ("display", "right-inline"): ('<div class="csl-right-inline">', "</div>"),
            ("display", "indent"): ('<div class="csl-indent">', "</div>"),
        },
        bib_start='<div class="csl-bib-body">\n',
        bib_end="</div>\n",
        entry=('<div class="csl-entry">', "</div>\n"),
        link=html.link,
    ),
    "markdown": Output(
        escape=markdown.escape,
        spans={
            **markdown.SPANS,
            ("display", "left-margin"): ("", " "),
            ("display", "block"): ("\n\n", "\n\n"),
        },
        entry=("", "\n\n"),
        link=markdown.link,
    ),
    "latex": Output(
        escape=escape_latex,
        spans={
            ("font-style", "italic"): ("\\textit{", "}"),
            ("font-style", "oblique"): ("\\textsl{", "}"),
            ("font-style", "normal"): ("\\textup{", "}"),
            ("font-weight", "bold"): ("\\textbf{", "}"),
            ("font-weight", "normal"): ("\\textmd{", "}"),
            ("font-variant", "small-caps"): ("\\textsc{", "}"),
            ("font-variant", "normal"): ("\\textnormal{", "}"),
            ("text-decoration", "underline"): ("\\underline{", "}"),
            ("vertical-align", "sup"): ("\\textsuperscript{", "}"),
            ("vertical-align", "sub"): ("\\textsubscript{", "}"),
            ("display", "left-margin"): ("", " "),
        },
        entry=("", "\n\n"),
        link=lambda target: ("\\href{" + escape_latex(target) + "}{", "}"),
    ),
    "rtf": Output(
        escape=rtf.escape,
        spans={
            **rtf.SPANS,
            ("display", "left-margin"): ("", "\\tab "),
            ("display", "block"): ("\n\\line{}", "\\line\n"),
            ("display", "indent"): ("\n\\tab{}", "\\line\n"),
        },
        bib_start="{\\rtf ",
        bib_end="}",
        entry=("", "\\\n"),
        link=rtf.link,
    ),
}
SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s\"<>\\{}]+\Z", re.IGNORECASE)
NO_SPAN: Span = ("", "")


def print_tokens(tokens: Iterable[Token], output: Output, quotes: Quotes) -> str:
    """The tokens in one spelling."""
    out: list[str] = []
    escape = output.escape
    spans = output.spans
    depth = 0
    fonts: dict[str, list[str]] = {}
    closers: list[tuple[str, str]] = []
    for token in tokens if output.nests else unnested(tokens):
        if type(token) is str:
            out.append(escape(token))
            continue
        mark: Mark = token  # type: ignore[assignment]
        kind = mark.kind
        if not mark.opens:
            closer, resets = closers.pop()
            out.append(closer)
            if resets == "quote":
                depth -= 1
            elif resets:
                fonts[resets].pop()
            continue
        if kind == "quote":
            found = quote_marks(mark, depth, quotes)
            if found is None:
                out.append(escape(mark.value))
                closers.append((escape(CLOSING[mark.value]), ""))
                continue
            opening, closing = found
            depth += 1
            out.append(escape(opening))
            closers.append((escape(closing), "quote"))
        elif kind in FONT_KINDS:
            value = effective(mark, fonts)
            if value is None:
                closers.append(("", ""))
            else:
                fonts.setdefault(kind, []).append(value)
                opening, closing = spans.get((kind, value), NO_SPAN)
                out.append(opening)
                closers.append((closing, kind))
        elif kind == "link" and output.link is not None and SAFE_LINK.match(mark.value):
            opening, closing = output.link(mark.value)
            out.append(opening)
            closers.append((closing, ""))
        elif kind == "nodecor":
            opening, closing = undecorated(fonts, spans)
            out.append(opening)
            closers.append((closing, ""))
        else:
            opening, closing = spans.get((kind, mark.value), NO_SPAN)
            out.append(opening)
            closers.append((closing, ""))
    return "".join(out)


CLOSING = {"“": "”", "‘": "’", "„": "“", "‚": "‘"}


def quote_marks(mark: Mark, depth: int, quotes: Quotes) -> Span | None:
    """The marks of a quotation at a depth; None for marks of the value that the locale has not.

    A value's own curly marks keep their level where nothing quotes them.
    """
    outer, inner = (quotes.open, quotes.close), (quotes.inner_open, quotes.inner_close)
    if mark.value in CLOSING:
        if mark.value not in (quotes.open, quotes.inner_open):
            return None
        if not depth:
            return outer if mark.value == quotes.open else inner
    return inner if depth % 2 else outer


def undecorated(fonts: Mapping[str, list[str]], spans: Mapping[tuple[str, str], Span]) -> Span:
    """What turns off all formatting that is on (a `nodecor` span)."""
    opening, closing = "", ""
    for kind, around in fonts.items():
        if around and around[-1] != "normal" and kind != "vertical-align":
            start, end = spans.get((kind, "normal"), NO_SPAN)
            opening, closing = opening + start, end + closing
    return opening, closing
