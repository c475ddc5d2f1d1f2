"""Which preambles are written back."""

from __future__ import annotations

import pytest

import citeconv
from citeconv.formats.bibtex.preambles import _KNOWN, is_harmless

HARMLESS = [
    r"\newcommand{\noopsort}[1]{} \newcommand{\switchargs}[2]{#2#1}",
    r"\providecommand*{\url}[1]{\texttt{#1}}",
    r"\makeatletter \@ifundefined{x}{\def\x#1{\textbf{#1}}}{} \makeatother",
    r"\def\cprime{$'$} \let\foo=\relax",
    "Made by Me",
]
HARMFUL = [
    r"\input{/etc/passwd}",
    r"\let\x\input \x{y}",
    r"\def\x{\csname in\endcsname}",
    r"\newcommand\x{\write18{ls}}",
    r"\providecommand{\input}{}\input{y}",
    r"\makeatletter \@input{y}",
    r"\makeatletter \@@input y",
    r"\catcode`\@=0 @input y",
    r"\begin{filecontents}{y}",
    r"\newcommand",
    "^^5cinput{y}",
    "a % b",
    "{a",
    "a}{b",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_definitions_that_print_are_harmless(text: str) -> None:
    assert is_harmless(text)


@pytest.mark.parametrize("text", HARMFUL)
def test_what_may_do_more_is_not(text: str) -> None:
    assert not is_harmless(text)


def test_no_command_of_files_and_codes_is_known() -> None:
    assert _KNOWN.isdisjoint(
        "input include openin openout read readline write immediate special catcode csname endcsname expandafter begin "
        "end usepackage RequirePackage directlua url href verb includegraphics afterassignment aftergroup scantokens "
        "futurelet edef xdef global".split()
    )


def test_preambles_come_back_once() -> None:
    source = '@string{me = "Me"}\n@preamble{"\\def\\x{a} By " # me # {"}}\n@misc{a, title = {b}}\n@preamble{"\\input{x}"}'
    report = citeconv.Report()
    written = citeconv.dumps(citeconv.loads(source, "bibtex"), "bibtex", report=report)
    assert written.count("@preamble") == 1
    assert '@preamble{{\\def\\x{a} By Me"}}' in written
    assert [one.code for one in report if one.place.field == "@preamble"] == ["field-lost"]
    assert citeconv.dumps(citeconv.loads(written, "bibtex"), "bibtex") == written
