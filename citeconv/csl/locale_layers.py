"""What one source of localisation data says: a locale file, or a `cs:locale` of a style.

Rules: CSL 1.0.2, "Terms", "Date Formats", "Style Options". In goes a `locale` element, out comes a
`Layer`; layers are laid over each other, the nearer one winning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

CSL_NAMESPACE = "{http://purl.org/net/xbiblio/csl}"

# The spelling of CSL 1.0 and the one of CSL 1.0.2 of the same term.
TERM_ALIASES: Mapping[str, str] = {"sub verbo": "sub-verbo"}

# "" is neuter; a term with gendered forms alone is read in the first that there is.
GENDERS = ("", "feminine", "masculine")

TermKey = tuple[str, str, str]  # name, form, gender form ("" is neuter)
TermText = tuple[str, str]  # singular, plural


@dataclass(frozen=True, slots=True)
class LocaleDatePart:
    """A `cs:date-part` of a localised date format, with its attributes as written."""

    name: str
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LocaleDate:
    """A `cs:date` of a locale: its own attributes, its parts in the order of display."""

    form: str
    attributes: Mapping[str, str]
    parts: tuple[LocaleDatePart, ...]


@dataclass(slots=True)
class Layer:
    """What one source (a locale file, a `cs:locale`) defines."""

    terms: dict[TermKey, TermText] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    ordinal_matches: dict[str, str] = field(default_factory=dict)
    dates: dict[str, LocaleDate] = field(default_factory=dict)
    options: dict[str, bool] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether a term stands here in its long form, gendered or not."""
        return any((name, "long", gender) in self.terms for gender in GENDERS)

    def copy(self) -> Layer:
        """A layer that can be laid over without a change to this one."""
        return Layer(
            dict(self.terms),
            dict(self.genders),
            dict(self.ordinal_matches),
            dict(self.dates),
            dict(self.options),
        )

    def overlay(self, above: Layer) -> None:
        """Let the definitions of `above` win. Ordinal terms are replaced as one set."""
        if any(is_ordinal(key[0]) for key in above.terms):
            for key in [key for key in self.terms if is_ordinal(key[0])]:
                del self.terms[key]
            self.ordinal_matches = {}
        self.terms.update(above.terms)
        self.genders.update(above.genders)
        self.ordinal_matches.update(above.ordinal_matches)
        self.dates.update(above.dates)
        self.options.update(above.options)


def is_ordinal(name: str) -> bool:
    """Whether a term is one of the ordinal suffixes."""
    return name.startswith("ordinal")


def read_layer(root: _Element) -> Layer:
    """What a `locale` element defines."""
    layer = Layer()
    for child in root:
        if child.tag == CSL_NAMESPACE + "terms":
            _read_terms(child, layer)
        elif child.tag == CSL_NAMESPACE + "date":
            date = _read_date(child)
            layer.dates[date.form] = date
        elif child.tag == CSL_NAMESPACE + "style-options":
            for name in ("punctuation-in-quote", "limit-day-ordinals-to-day-1"):
                value = child.get(name)
                if value is not None:
                    layer.options[name] = value == "true"
    return layer


def _read_terms(terms: _Element, layer: Layer) -> None:
    for element in terms:
        name = element.get("name")
        if name is None:
            continue
        name = TERM_ALIASES.get(name, name)
        key = (name, element.get("form", "long"), element.get("gender-form", ""))
        text = element.text or ""
        if len(element):
            single, multiple = _texts(element)
            layer.terms[key] = (single, multiple) if single or multiple else (text, text)
        else:
            layer.terms[key] = (text, text)
        gender = element.get("gender")
        if gender:
            layer.genders[name] = gender
        if is_ordinal(name) and name != "ordinal":
            default = "last-digit" if name.startswith("ordinal-0") else "last-two-digits"
            layer.ordinal_matches[name] = element.get("match", default)


def _texts(term: _Element) -> tuple[str, str]:
    single = multiple = ""
    for child in term:
        if child.tag == CSL_NAMESPACE + "single":
            single = child.text or ""
        elif child.tag == CSL_NAMESPACE + "multiple":
            multiple = child.text or ""
    return single, multiple


def _read_date(element: _Element) -> LocaleDate:
    parts = tuple(
        LocaleDatePart(child.get("name", ""), {str(k): str(v) for k, v in child.attrib.items()})
        for child in element
        if child.tag == CSL_NAMESPACE + "date-part"
    )
    attributes = {str(k): str(v) for k, v in element.attrib.items()}
    return LocaleDate(element.get("form", "text"), attributes, parts)
