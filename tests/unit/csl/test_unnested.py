"""Formatting that turns itself off is cut into runs."""

from citeconv.csl.locales import load_locale
from citeconv.csl.output import OUTPUTS, print_tokens
from citeconv.csl.punctuation import settle
from citeconv.csl.quotes import unnested
from citeconv.csl.rich_text import FONT, QUOTES, parse_markup

ITALIC = FONT["font-style", "italic"]
BOLD = FONT["font-weight", "bold"]


def printed(text: str, output: str, *around: tuple[object, object]) -> str:
    tokens = [parse_markup(text)] if isinstance(parse_markup(text), str) else [*parse_markup(text)]
    for opening, closing in around:
        tokens = [opening, *tokens, closing]  # type: ignore[list-item]
    tokens = settle(tokens, True)
    return print_tokens(tokens, OUTPUTS[output], load_locale("en-US").quotes)  # type: ignore[arg-type]


def test_upright_words_in_an_italic_title() -> None:
    text = "<i>Review of </i>Houses<i>, by A</i>"
    assert printed(text, "html", ITALIC) == "Review of <i>Houses</i>, by A"
    assert printed(text, "markdown", ITALIC) == "Review of *Houses*, by A"
    assert printed("a <i>b</i> c", "html", ITALIC) == "<i>a </i>b<i> c</i>"


def test_spans_between_are_kept() -> None:
    assert printed("a <b>x <i>b</i> y</b> c", "html", ITALIC) == (
        "<i>a <b>x </b></i><b>b</b><i><b> y</b> c</i>"
    )


def test_nothing_changes_where_nothing_is_turned_off() -> None:
    tokens = [ITALIC[0], "a", BOLD[0], "b", BOLD[1], ITALIC[1]]
    assert unnested(tokens) == tokens


def test_quotes_are_not_cut() -> None:
    tokens = [ITALIC[0], QUOTES[0], *parse_markup("a <i>b</i>"), QUOTES[1], ITALIC[1]]
    assert unnested(tokens) == tokens
