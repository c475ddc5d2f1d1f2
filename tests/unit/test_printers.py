"""Escaping and marking in HTML, Markdown and RTF."""

from html.parser import HTMLParser

import pytest

from citeconv.text import html, markdown, rtf
from citeconv.text.printing import safe_url

ITALIC = ("font-style", "italic")


def test_html() -> None:
    assert html.escape("<a href='x'>&\"") == "&lt;a href=&#39;x&#39;&gt;&amp;&quot;"
    assert html.HTML.wrap(ITALIC, "x") == "<i>x</i>"
    assert html.HTML.wrap(("font-style", "unheard of"), "x") == "x"
    assert html.link("t", 'https://a.b/?c="d"&e') == '<a href="https://a.b/?c=%22d%22&amp;e">t</a>'


def test_the_suites_dialect() -> None:
    assert html.escape_numeric("a & b < 1ʳᵉ") == "a &#38; b &#60; 1<sup>r</sup><sup>e</sup>"
    small = html.CITEPROC_HTML.wrap(("font-variant", "small-caps"), "x")
    assert small == '<span style="font-variant:small-caps;">x</span>'


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
def test_foreign_schemes_make_no_link(url: str) -> None:
    assert safe_url(url) is None
    assert html.link("t", url) == markdown.link("t", url) == rtf.link("t", url) == "t"


def test_safe_urls() -> None:
    assert safe_url("https://a.b/ä b") == "https://a.b/%C3%A4b"
    assert safe_url("doi:10.1/<x>") == "https://doi.org/10.1/%3Cx%3E"
    assert safe_url("mailto:a@b.c") == "mailto:a@b.c"


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
        "\\*a\\* \\[b\\](c) \\<i\\> \\_x\\_ \\\\ \\`y\\`"
    )
    assert markdown.escape("1. x\n# y\n- z &amp;") == "1\\. x\n\\# y\n\\- z &amp;amp;"
    assert markdown.MARKDOWN.wrap(ITALIC, " a b ") == " *a b* "
    assert markdown.MARKDOWN.wrap(ITALIC, "  ") == "  "
    assert markdown.link("t", "https://a.b/(c)") == "[t](<https://a.b/(c)>)"


def test_rtf() -> None:
    assert rtf.escape("a{b}\\ é – 😀\n") == (
        "a\\{b\\}\\\\ \\u233? \\u8211? \\u-10179?\\u-8704?\\line "
    )
    assert rtf.RTF.wrap(ITALIC, "x") == "{\\i x}"
    assert rtf.link("t", "https://a.b") == (
        '{\\field{\\*\\fldinst{HYPERLINK "https://a.b"}}{\\fldrslt{t}}}'
    )
