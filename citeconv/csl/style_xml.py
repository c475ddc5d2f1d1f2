"""The XML of a style: read without entities, its elements asked for tag, line and attributes.

What is wrong with an element is said with its line and its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import unescape
from typing import TYPE_CHECKING

from citeconv.model.report import StyleError

if TYPE_CHECKING:
    from lxml.etree import _Element


def fail(element: _Element, message: str) -> StyleError:
    """An error at an element, with its line."""
    return StyleError(f"line {line_of(element)}: <{tag_of(element)}>: {message}")


def line_of(element: _Element) -> int:
    """The line that an element starts on; 0 where the parser does not know."""
    line: int | None = getattr(element, "sourceline", None)
    return line or 0


def tag_of(element: _Element) -> str:
    """The local name of an element."""
    tag = str(element.tag)
    return tag.rpartition("}")[2]


def attributes(element: _Element) -> dict[str, str]:
    """The attributes of an element as plain strings.

    Numeric entities that were escaped twice (`&amp;#8212;`, some styles have them) are read.
    """
    return {
        str(key): unescape(str(value)) if "&#" in str(value) else str(value)
        for key, value in element.attrib.items()
    }


def child_elements(element: _Element) -> Iterator[_Element]:
    """The child elements, without comments and processing instructions."""
    for child in element:
        if isinstance(child.tag, str):
            yield child


def parse_xml(source: bytes) -> _Element:
    """The root of a style; document types and entities are refused."""
    from lxml import etree

    if b"<!DOCTYPE" in source or b"<!ENTITY" in source:
        raise StyleError("a style must not have a document type or entities")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(source.strip(), parser)
    except etree.XMLSyntaxError as error:
        raise StyleError(f"the style is not well-formed XML: {error}") from None


def required(element: _Element, attribs: Mapping[str, str], name: str) -> str:
    """An attribute that must be there."""
    try:
        return attribs[name]
    except KeyError:
        raise fail(element, f"needs the attribute {name}") from None
