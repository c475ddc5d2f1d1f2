"""Escaping and marking in HTML, Markdown and RTF; links to safe schemes only."""

from html.parser import HTMLParser

import pytest

from citeconv.csl.locales import load_locale
from citeconv.csl.output import OUTPUTS, print_tokens
from citeconv.csl.rich_text import pair
from citeconv.text import html, markdown, rtf


def linked(url: str, output: str) -> str:
    opening, closing = pair("link", url)
    return print_tokens([opening, "t", closing], OUTPUTS[output], load_locale("en-US").quotes)


def test_html() -> None:
    assert html.escape("<a href='x'>&\"") == "&lt;a href=&#39;x&#39;&gt;&amp;&quot;"
    assert linked("https://a.b/?c&e", "html") == '<a href="https://a.b/?c&amp;e">t</a>'


def test_the_suites_dialect() -> None:
    assert html.escape_numeric("a & b < 1ʳᵉ") == "a &#38; b &#60; 1<sup>r</sup><sup>e</sup>"


@pytest.mark.parametrize("output", ["html", "markdown", "rtf", "latex"])
@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "//evil",
        "x",
        "",
        "vbscript:x",
        "file:///etc/passwd",
    ],
)
def test_foreign_schemes_make_no_link(url: str, output: str) -> None:
    assert linked(url, output) == "t"


def test_no_url_ends_a_link_of_markdown() -> None:
    assert linked("https://a)[x](javascript:y)", "markdown") == (
        "[t](<https://a)[x](javascript:y)>)"
    )


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)


def test_no_foreign_element_gets_through() -> None:
    for text in ("<script>x</script>", '"><img src=x onerror=y>', "&lt;b&gt;", "<!--"):
        for escape in (html.escape, html.escape_numeric):
            parser = Tags()
            parser.feed(f"<i>{escape(text)}</i>")
            assert parser.tags == ["i"]


def test_markdown() -> None:
    assert markdown.escape("*a* [b](c) <i> _x_ \\ `y`") == (
        "\\*a\\* \\[b\\](c) &lt;i\\> \\_x\\_ \\\\ \\`y\\`"
    )
    for start in ("1. x", "12) x", "# x", "#x", "- x", "---", "==="):
        escaped = markdown.escape(start)
        assert escaped.replace("\\", "") == start != escaped
    # a line of its own could be a heading, a rule, a table, code
    assert markdown.escape("x\n---\n    y  \n\n&amp;") == "x --- y &amp;amp;"


def test_rtf() -> None:
    assert rtf.escape("a{b}\\ é – 😀\n") == (
        "a\\{b\\}\\\\ \\uc0\\u233{} \\uc0\\u8211{} \\uc0\\u-10179{}\\uc0\\u-8704{}\\line "
    )
    assert linked("https://a.b", "rtf") == (
        '{\\field{\\*\\fldinst{HYPERLINK "https://a.b"}}{\\fldrslt{t}}}'
    )
