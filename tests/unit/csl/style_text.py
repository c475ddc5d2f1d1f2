"""Small styles for tests."""

from __future__ import annotations

HEAD = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="{kind}" version="1.0" {options}>'
    "<info><id>t</id><title>t</title></info>{before}"
)


def style(
    layout: str,
    *,
    kind: str = "in-text",
    options: str = "",
    before: str = "",
    citation: str = "",
    layout_options: str = "",
    bibliography: str = "",
    bibliography_options: str = "",
) -> str:
    """A style whose citation has this layout, perhaps with a bibliography's."""
    text = HEAD.format(kind=kind, options=options, before=before)
    text += f"<citation {citation}><layout {layout_options}>{layout}</layout></citation>"
    if bibliography:
        text += (
            f"<bibliography {bibliography_options}><layout>{bibliography}</layout></bibliography>"
        )
    return text + "</style>"


AUTHOR_YEAR = (
    '<group delimiter=" "><names variable="author"><name form="short" and="symbol"/></names>'
    '<date variable="issued"><date-part name="year"/></date></group>'
)


def book(id: str, family: str, year: int, **more: object) -> dict[str, object]:
    """An item."""
    return {
        "id": id,
        "type": "book",
        "title": f"Title {id}",
        "author": [{"family": family, "given": "Ann"}],
        "issued": {"date-parts": [[year]]},
        **more,
    }
