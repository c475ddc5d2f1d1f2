"""What the types of entries of BibTeX and BibLaTeX mean, and the subtypes that tell more.

Sources: btxdoc (BibTeX 0.99b), section 3.1; the biblatex manual 3.20, section 2.1; the types that programs make up.
Either dialect reads the other's types; they differ in what is written.
"""

from __future__ import annotations

from typing import Final

from citeconv.model.vocabulary import TYPES

#: Native type ⇄ CSL type, as BibLaTeX has them (manual 2.1); the first of a CSL type is written.
_STANDARD: Final = """
article article-journal
book book
incollection chapter
inproceedings paper-conference
phdthesis thesis
techreport report
unpublished manuscript
booklet pamphlet
misc document
inbook chapter
conference paper-conference
proceedings book
mastersthesis thesis
manual report
"""
_BIBLATEX: Final = """
article article-journal
book book
incollection chapter
inproceedings paper-conference
thesis thesis
report report
unpublished manuscript
online webpage
booklet pamphlet
patent patent
software software
dataset dataset
inreference entry-encyclopedia
periodical periodical
standard standard
movie motion_picture
audio song
artwork graphic
letter personal_communication
legislation legislation
jurisdiction legal_case
legal treaty
performance performance
review review
misc document
image figure
music song
video motion_picture
inbook chapter
bookinbook chapter
suppbook chapter
suppcollection chapter
suppperiodical article-journal
mvbook book
collection book
mvcollection book
proceedings book
mvproceedings book
reference book
mvreference book
conference paper-conference
phdthesis thesis
mastersthesis thesis
techreport report
manual report
electronic webpage
www webpage
commentary book
"""
#: Types that no dialect has, but that people and programs write.
_FOREIGN: Final = """
webpage webpage
website webpage
url webpage
newspaper article-newspaper
newspaperarticle article-newspaper
magazine article-magazine
magazinearticle article-magazine
preprint article
eprint article
map map
presentation speech
talk speech
lecture speech
slides speech
poster speech
softwareversion software
softwaremodule software
codefragment software
program software
code software
computerprogram software
data dataset
hearing hearing
bill bill
law legislation
statute legislation
case legal_case
film motion_picture
podcast broadcast
broadcast broadcast
interview interview
email personal_communication
blog post-weblog
forum post
dictionary book
encyclopedia book
incyclopedia entry-encyclopedia
encyclopediaarticle entry-encyclopedia
dictionaryentry entry-dictionary
monograph book
chapter chapter
thesis thesis
report report
patent patent
dissertation thesis
bachelorsthesis thesis
bathesis thesis
masterthesis thesis
diplomathesis thesis
diplomarbeit thesis
ieeetranbstctl document
set document
xdata document
other document
whitepaper report
workingpaper report
techdoc report
deliverable report
journal periodical
inarticle article-journal
journalarticle article-journal
inconference paper-conference
"""

#: `entrysubtype` and `type` words that make a CSL type of a more general one.
SUBTYPES: Final[dict[str, str]] = {
    "newspaper": "article-newspaper",
    "newspaperarticle": "article-newspaper",
    "magazine": "article-magazine",
    "magazinearticle": "article-magazine",
    "magazine article": "article-magazine",
    "newspaper article": "article-newspaper",
    "letter": "personal_communication",
    "interview": "interview",
    "speech": "speech",
    "lecture": "speech",
    "talk": "speech",
    "blog": "post-weblog",
    "blogpost": "post-weblog",
    "blog post": "post-weblog",
    "classic": "classic",
    "map": "map",
}
_SUBTYPE_OF: Final[dict[str, str]] = {
    "article-newspaper": "newspaper",
    "article-magazine": "magazine",
}


def subtype_of(csl_type: str) -> str:
    """The `entrysubtype` that restores a CSL type which the native type does not say."""
    return _SUBTYPE_OF.get(csl_type, csl_type)


def subtype(text: str) -> str:
    """The CSL type that an `entrysubtype` names, or ""."""
    text = text.strip()
    return SUBTYPES.get(text.lower()) or (text if text in TYPES else "")


#: CSL types that neither dialect has a type for → the nearest native type; written with an `entrysubtype`.
_NEAREST: Final = {
    "article-magazine": "article",
    "article-newspaper": "article",
    "review": "article",
    "review-book": "article",
    "entry": "inreference",
    "entry-dictionary": "inreference",
    "post": "online",
    "post-weblog": "online",
    "collection": "book",
    "classic": "book",
    "regulation": "legislation",
    "bill": "legislation",
    "speech": "unpublished",
}
_STANDARD_NEAREST: Final = {
    "entry": "incollection",
    "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection",
    "standard": "techreport",
    "periodical": "book",
}


def _pairs(listing: str) -> list[tuple[str, str]]:
    return [(line.split()[0], line.split()[1]) for line in listing.strip().splitlines()]


def _types(
    own: list[tuple[str, str]], others: list[tuple[str, str]], nearest: dict[str, str]
) -> list[tuple[str, str]]:
    """Own types first, then a native type for each CSL type that has none, then what is only read."""
    natives = {native for native, _ in own}
    said = {csl for _, csl in own}
    # ("misc", "map") makes misc the type that a map is written as; what misc means stays as it stands first
    fallback = [(nearest.get(csl, "misc"), csl) for csl in sorted(TYPES) if csl not in said]
    fallback = [(native if native in natives else "misc", csl) for native, csl in fallback]
    return own + fallback + others


#: The types that every style of BibTeX knows.
STANDARD: Final = frozenset(native for native, _ in _pairs(_STANDARD))
TYPES_BIBLATEX: Final = _types(_pairs(_BIBLATEX), _pairs(_FOREIGN), _NEAREST)
TYPES_BIBTEX: Final = _types(
    _pairs(_STANDARD), _pairs(_BIBLATEX) + _pairs(_FOREIGN), {**_NEAREST, **_STANDARD_NEAREST}
)
