"""LaTeX as bibliographies spell it: one line a case."""

from __future__ import annotations

import pytest

from citeconv.text.latex import decode, decode_url, encode, encode_url, escape

TITLES = [
    (r"{\'E}tude \'{e} \'e \v{c} \c c {\c{c}} \.I", "Étude é é č ç ç İ"),
    (r"\dj{} {\dj} \'{\i} \'\i{} {\ss} {\o} \accent19 e", "đ đ í í ß ø é"),
    (r"\^{\'{e}} \'{\^e}", "é̂ ế"),
    (r"{{The Whole Title}}", "The Whole Title"),
    (
        r"The {DNA} of {n}-type {Word}",
        'The DNA of <span class="nocase">n</span>-type <span class="nocase">Word</span>',
    ),
    (r"In {2020} {} x", "In 2020 x"),
    (
        r"Law {and} {the} {ibn} {{and}}",
        'Law and the <span class="nocase">ibn</span> <span class="nocase">and</span>',
    ),
    (
        r"m{$^3$} {Cu$_2$O}, {{\'E}TA}, {{{\'E}TA}}",
        'm³ Cu₂O, ÉTA, <span class="nocase">ÉTA</span>',
    ),
    (
        r"{\emph{Natrix} cetti} {{\emph{Natrix}}}",
        '<i>Natrix</i> cetti <span class="nocase"><i>Natrix</i></span>',
    ),
    (
        r"$\pm 5$ to $2\times 2$, $x \le 5$, $1050\, ^{\circ}\mathrm{C}$",
        "±5 to 2×2, x ≤ 5, 1050\u2009°C",
    ),
    (r"\textit{E. coli} {\em and} {\bf b}", "<i>E. coli</i> <i>and</i> <b>b</b>"),
    ("``quoted'' --- a--b ?`que?", "“quoted” — a–b ¿que?"),
    (r"Cu$_2$O and $\alpha$-helix $x^{2}$", "Cu₂O and α-helix x²"),
    (r"$\frac{a}{b}$", r"$\frac{a}{b}$"),
    (r"cost $5 and $10 each", "cost $5 and $10 each"),
    (r"\enquote{a \enquote{b}}", "“a ‘b’”"),
    (
        r"{\enquote{On }}{{\enquote{A}}}{\enquote{pples of }}{{\enquote{DNA}}} in \enquote{a} \enquote{b}",
        '“On <span class="nocase">A</span>pples of DNA” in “a” “b”',
    ),
    (r"a\ElsevierGlyph{2014}b \ElsevierGlyph{zz}", "a—b zz"),
    (r"\href{http://x}{text} \url{http://a_b/~c\%20}", "text http://a_b/~c%20"),
    (r"\foreignlanguage{german}{Wort} \mkbibquote{x}", "Wort “x”"),
    (r"{\noopsort{1973a}}1973", "1973"),
    (r"a\&b \_ \{x\} \textless i\textgreater", "a&b _ {x} <i>"),
    ("a\n  b", "a b"),
    (r"a}b{c", 'ab<span class="nocase">c</span>'),
    (r"150\,$^{\circ}$C", "150\u2009°C"),
    (
        r"\textsuperscript{2}H\textsubscript{2}O \textsc{abc}",
        '<sup>2</sup>H<sub>2</sub>O <span style="font-variant:small-caps;">abc</span>',
    ),
]


@pytest.mark.parametrize(("source", "text"), TITLES)
def test_decode(source: str, text: str) -> None:
    assert decode(source) == text


def test_plain_values_have_no_tags() -> None:
    assert (
        decode(r"{DNA} \textit{x} \textsuperscript{2} $x_1$", protect=False, markup=False)
        == "DNA x ² x₁"
    )


def test_unknown_commands_are_reported_and_stay_readable() -> None:
    heard: list[str] = []
    assert decode(r"\foo{bar} \CuO layers", heard.append) == r"bar \CuO layers"
    assert heard == [r"\foo", r"\CuO"]


WRITTEN = [
    ("100% of A&B #1 a_b", r"100\% of A\&B \#1 a\_b", None),
    ("<i>x</i> <b>y</b><sup>2</sup>", r"\textit{x} \textbf{y}\textsuperscript{2}", None),
    ('The <span class="nocase">École</span>', "The {École}", r"The {{\'E}cole}"),
    ('<span class="nocase">Ford</span>', "{Ford}{}", None),
    ("a–b é ø “x” α", "a--b é ø “x” α", r"a--b {\'e} {\o} ``x'' \ensuremath{\alpha}"),
    (r"\input{x}", r"\textbackslash{}input\{x\}", None),
    ("of \u00a05 (\u00a07), 3\u00a0m", r"of \nobreakspace{}5 (\nobreakspace{}7), 3~m", None),
    ('{<span class="nocase">RTAC</span>} is', r"\{{{RTAC}}\} is", None),
    ("}x{", r"\textbraceright{}x\textbraceleft{}", None),
    (r"$\frac{a}{b}$", r"$\frac{a}{b}$", None),
    (r"$\input{a}$", r"\$\textbackslash{}input\{a\}\$", None),
    ("$5 and $6", r"\$5 and \$6", None),
    ("a < b", r"a \textless{} b", None),
]


@pytest.mark.parametrize(("text", "source", "ascii_source"), WRITTEN)
def test_encode(text: str, source: str, ascii_source: str | None) -> None:
    assert encode(text) == source
    assert encode(text, ascii_only=True) == (ascii_source or source)
    assert decode(source) == text


def test_escape_knows_no_markup() -> None:
    assert escape("<i>$x$</i>") == r"\textless{}i\textgreater{}\$x\$\textless{}/i\textgreater{}"


def test_urls_are_verbatim() -> None:
    assert decode_url(r"\url{http://a.b/c\_d\%20e}") == "http://a.b/c_d%20e"
    assert decode_url(r"http://a.b/{\textasciitilde}x") == "http://a.b/~x"
    assert encode_url("http://a.b/~c_d%20&e#f") == "http://a.b/~c_d%20&e#f"
    assert encode_url(r"http://a.b/}\input{x} ^^5c") == "http://a.b/%7D%5Cinput%7Bx%7D%20%5E%5E5c"
