"""How a style is found."""

from pathlib import Path

import pytest

from citeconv.csl.styles import find_style, search_styles, style_names
from citeconv.model.report import CitationError

CHILD = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" default-locale="fr-FR">
<info><title>Child</title><id>child</id>
<!-- <link rel="independent-parent" href="http://www.zotero.org/styles/ieee"/> -->
<link rel='independent-parent' href='http://www.zotero.org/styles/{}'/></info></style>"""


def test_own_names_are_pinned_to_the_maintained_styles() -> None:
    apa = find_style("apa")
    assert (apa.parent, apa.default_locale) == ("apa", "en-US")
    assert b"<citation" in apa.xml
    harvard = find_style("harvard")
    assert (harvard.parent, harvard.default_locale) == ("harvard-cite-them-right", "en-GB")


def test_an_independent_style_has_no_parent() -> None:
    ieee = find_style("ieee")
    assert (ieee.name, ieee.parent, ieee.default_locale) == ("ieee", None, None)


@pytest.mark.parametrize(
    "name",
    [
        "nature-biotechnology",
        "Nature-Biotechnology.csl",
        "http://www.zotero.org/styles/nature-biotechnology",
        "https://www.zotero.org/styles/nature-biotechnology?source=1",
    ],
)
def test_a_dependent_style_is_its_parent_with_its_own_locale(name: str) -> None:
    found = find_style(name)
    assert (found.name, found.parent) == ("nature-biotechnology", "nature")
    assert found.default_locale == "en-GB"


def test_a_file_and_xml(tmp_path: Path) -> None:
    path = tmp_path / "mine.csl"
    path.write_text(CHILD.format("ieee"))
    for style in (path, str(path), CHILD.format("ieee"), CHILD.format("ieee").encode()):
        found = find_style(style)
        assert (found.parent, found.default_locale) == ("ieee", "fr-FR")


def test_what_is_missing_is_named_with_close_names() -> None:
    with pytest.raises(CitationError, match=r"no style 'natur'.*nature"):
        find_style("natur")
    with pytest.raises(CitationError, match="depends on 'no-such-parent'"):
        find_style(CHILD.format("no-such-parent"))
    for hostile in ("../../etc/passwd", "a\0b", "x" * 5000, "", "."):
        with pytest.raises(CitationError):
            find_style(hostile)


def test_search() -> None:
    assert len(style_names()) > 10000
    found = {info.name: info for info in search_styles("cite them right")}
    assert found["harvard"].citation_format == "author-date"
    assert any(info.name == "cell" for info in search_styles("cell", field="biology"))
