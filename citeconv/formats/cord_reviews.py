"""The work under review, read out of a review's title where that is safe.

Reviews of books go by the book's title in many journals: "Contagion and Care, Ann Lee and Bo Ek
(eds)", "Book review: The Long Winter by Peter Holm". What is no person's name for sure stays in
the title; then there is a reviewed title at most, or nothing.
"""

from __future__ import annotations

import re
from typing import Final

from citeconv.model.names import Name, parse_name
from citeconv.model.patterns import pattern

_REVIEW_WORDS: Final = pattern(
    r"^[\[(]?(?i:book reviews?(?: of)?|reviewed works?|review(?: of(?: the (?:book|novel|film))?)?)"
    r"(?=\W)[\])]?[ .:–—-]*"
)
_EDS: Final = pattern(r",? \((?:(?P<many>eds\.?|Eds\.?|editors|Editors)|ed\.|Ed\.|editor|Editor)\)")
#: What may stand between names, and between a title and the names after it.
_SEPARATOR: Final = pattern(
    r",? (?P<and>and|&) |(?P<by>[,.;]? (?:[Ee]dited )?[Bb]y )|, |; |(?P<colon>: )|"
    r"(?<=[\w)\]][\w)\]])(?P<stop>[.?!] )"
)
_BY: Final = pattern(r"[,.;]? (?:[Ee]dited )?[Bb]y (?=[A-Z])")
_QUOTED: Final = pattern(r"^[“\"‘'«](?P<title>[^“”\"«»]{3,}?)[”\"’'»](?=[\s,.;]|$)")

_NAME_WORD: Final = pattern(r"[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*\Z")
_INITIALS: Final = pattern(r"(?:[^\W\d_a-z]\.-?){1,4}\Z|[^\W\d_a-z]\Z")
_PARTICLES: Final = frozenset(
    "van von de der den del della di da dos du la le el al bin ter ten".split()
)
#: Words that stand in titles and affiliations, not in a person's name.
_NO_NAME: Final = frozenset(
    "The A An And Of In Health Public Social Care Policy Practice Research Medicine Medical World "
    "Global International History Politics Political Science Sciences Studies Society Culture "
    "Theory Economics Economy Education University Press Management Development Law Security "
    "Virus Viruses Disease Diseases Pandemic Pandemics Coronavirus Volume Edition Handbook "
    "Introduction Century State States United America American Europe European Africa African "
    "Asia Asian China Chinese India Indian Change Climate Crisis Life Death Human Rights Power "
    "Wiley Springer Elsevier Routledge Palgrave Penguin "
    "Technology Essays Stories Lessons Perspectives Approach Approaches Guide Book".split()
)
#: Words of two-word terms and places, which could else be a person's name.
_NO_PERSON: Final = frozenset(
    "New Old North South East West Northern Southern Eastern Western Central Middle Great Upper "
    "Lower Hong Kong San Santa Los Las Saint Saudi Sri Costa Puerto Sierra Latin Prince Cape Lake "
    "Mount Fort Port City Province County Island Islands River Valley Republic Kingdom Union Korea "
    "Zealand Africa York Delhi Flu Influenza Fever Plague Cholera Ebola Zika Malaria Measles Polio "
    "Cancer Syndrome Illness Infection Herd Swine Avian Bird Bats Animal Animals Mental Lung Heart "
    "Home Work Workers Women Men Children Family Families Youth Aging Race Gender Class Money "
    "Media News Fake Big Data Deep Long Cold First Second Third World War Wars Peace Art Arts "
    "Food Water Space Time Times Age Ages Modern Ancient Black White Red Green Blue Silent Part "
    "Vol Book Books One Two Three Four Five Its Their Our What Why How When Where Who".split()
)
_TERM: Final = pattern(
    r"(?:ysis|logy|logies|graphy|scopy|metry|tions?|[^C]ity|ities|ments?|ness|ics|isms?|emias?|osis|itis)\Z"
)
_MOST_NAMES: Final = 12
_INVERTED: Final = r"[^\W\d_a-z][\w’'-]+, (?:[A-Z]\.[ -]?){1,3}(?<! )"
_INVERTED_NAME: Final = pattern(_INVERTED)
_INVERTED_NAMES: Final = pattern(rf"{_INVERTED}(?:(?:, and |, & |, | and | & |; ){_INVERTED})*\Z")


def reviewed_work(title: str) -> tuple[str, list[Name]]:
    """(title, authors or editors) of the work that a review's title names; "" where it is not sure.

    >>> reviewed_work("Contagion and Care, Ann Lee and Bo Ek (eds)")[0]
    'Contagion and Care'
    """
    if len(title) > 1000:
        return "", []
    said = _REVIEW_WORDS.match(title)
    rest = title[said.end() :] if said else title
    edited = _EDS.search(rest)
    if edited:
        before = rest[: edited.start()]
        return _after_editors(before, rest[edited.end() :]) or _before_editors(
            before, bool(edited["many"])
        )
    quoted = _QUOTED.match(rest)
    by = list(_BY.finditer(rest))
    if by and (names := _names_at(rest[by[-1].end() :])):
        return _bare(rest[: by[-1].start()]), names
    if quoted:
        after = rest[quoted.end() :]
        return quoted["title"].strip(" ,."), _names_at(after[2:]) if after[:2] == ", " else []
    return (_before_author(rest) or (_bare(rest), [])) if said else ("", [])


def _before_author(text: str) -> tuple[str, list[Name]] | None:
    """Title and names of "Title, A B and C D" where no word says that they are names.

    All that follows the only comma of the title must be persons', and of no place or disease.
    """
    title, comma, after = text.rstrip(" .").partition(", ")
    parts = re.split(r",? (?:and|&) |, ", after)
    if not comma or len(parts) > _MOST_NAMES or not all(map(_is_person, parts)):
        return None
    return _bare(title), [parse_name(part) for part in parts]


def _is_person(text: str) -> bool:
    """Whether a text is a name that is no term, place or disease either."""
    words = text.split(" ")
    return _is_name(text) and not any(word in _NO_PERSON or _TERM.search(word) for word in words)


def _before_editors(text: str, many: bool) -> tuple[str, list[Name]]:
    """Title and names of "Title, A, B and C": names are taken from the end, as long as they are."""
    names: list[str] = []
    end = len(text)
    for separator in reversed(list(_SEPARATOR.finditer(text))):
        part = text[separator.end() : end]
        if separator["colon"] or not _is_name(part) or len(names) == _MOST_NAMES:
            break
        names.insert(0, part)
        end = separator.start()
        if separator["by"] or separator["stop"] or not many:
            break
    if not names or (many and len(names) == 1):
        return "", []
    return _bare(text[:end]), [parse_name(name) for name in names]


def _after_editors(before: str, after: str) -> tuple[str, list[Name]] | None:
    """Title and names of "A and B (eds), Title. Place, Year": all that stands before is names."""
    title = re.match(r"[.,:;]+ (?P<title>\w.*?)(?:(?<=[\w)?!]{2})[.?!] .*|[.]?)\Z", after)
    inverted = bool(_INVERTED_NAMES.match(before))
    parts = _INVERTED_NAME.findall(before) if inverted else re.split(r",? (?:and|&) |, |; ", before)
    if title is None or not (inverted or all(_is_name(part) for part in parts)):
        return None
    if re.search(r"\d{4}|\bpp\b|ISBN|[£$€]", title["title"]):
        return None  # who published it stands there too
    return _bare(title["title"]), [parse_name(part) for part in parts]


def _names_at(text: str) -> list[Name]:
    """The names at the beginning of a text, up to the first part that is none."""
    names: list[Name] = []
    parts = re.split(r",? (?:and|&) |, |(?<=[\w)]{2})[.;] |\(| [–—-] ", text.rstrip(" ."))
    for part in parts[:_MOST_NAMES]:
        if not _is_name(part.strip()):
            break
        names.append(parse_name(part))
    return names


def _is_name(text: str) -> bool:
    """Whether a text can only be a person's name: two to five words of the right kinds."""
    words = text.split(" ")
    if not 2 <= len(words) <= 5 or len(text) > 60 or not _NAME_WORD.match(words[-1]):
        return False
    if len(words[-1]) < 2 or words[0] in _PARTICLES:
        return False
    return all(
        word not in _NO_NAME
        and (word in _PARTICLES or _NAME_WORD.match(word) or _INITIALS.match(word))
        for word in words
    )


def _bare(title: str) -> str:
    """A title without the quotation marks around it and the comma after it."""
    title = title.strip(" ,.;:")
    if title[:1] in tuple("“\"‘'«") and title[-1:] in tuple("”\"’'»"):
        title = title[1:-1].strip(" ,.;:")
    return title
