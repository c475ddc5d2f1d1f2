"""English words that rules of case ask for, and which text is English.

The words that title case leaves small are those of CSL 1.0.2 ("Title Case Conversion").
"""

from __future__ import annotations

from typing import Final

from citeconv.model.patterns import pattern

#: The words that stay lower-case inside an English title: articles, conjunctions, prepositions,
#: and the particles of names.
STOP_WORDS: Final = frozenset(
    """
    a about above across afore after against al along alongside amid amidst among amongst an and
    anenst apropos apud around as aside astride at athwart atop barring before behind below beneath
    beside besides between beyond but by c ca circa d' de despite down during et except for forenenst
    from given in inside into lest like modulo near next nor notwithstanding of off on onto or out
    over per plus pro qua sans since so than the through throughout thru thruout till to toward
    towards under underneath until unto up upon v van versus via vis-à-vis von vs with within without
    yet
    """.split()
)

#: Words that English always writes with a capital, and that mean nothing else: days, months, peoples, languages,
#: beliefs, and the parts and larger countries of the world.
CAPITALS: Final = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday
    january february april june july september october november december
    christmas easter
    african african-american albanian american arab arabic asian athenian australian austrian bavarian belgian
    bosnian brazilian breton british bulgarian byzantine canadian catalan celtic chilean chinese colombian croatian
    cuban czech danish dutch egyptian english ethiopian european finnish flemish french german greek hebrew
    hispanic hungarian icelandic indian indonesian iranian iraqi irish israeli italian japanese javanese jewish
    korean kurdish latino lebanese lithuanian maltese maya mexican mongolian moroccan nigerian norman norwegian
    ottoman palestinian persian peruvian philippine polish portuguese prussian roman romanian russian sanskrit
    scandinavian scottish serbian sicilian slavic slovak slovenian spanish swahili swedish swiss syrian tamil thai
    tibetan tunisian turkish ukrainian venetian victorian vietnamese welsh yiddish
    americans africans asians europeans germans greeks indians italians jews romans russians
    anglican bible biblical buddhism buddhist calvinist catholic christian christianity christians confucian hindu
    hinduism islam islamic jesuit judaism koran lutheran marxism marxist methodist muslim muslims protestant quran
    taoist
    africa america antarctica arctic asia atlantic europe mediterranean pacific
    afghanistan algeria argentina australia austria bangladesh belgium bolivia brazil britain bulgaria cambodia
    canada chile china colombia croatia cuba denmark ecuador egypt england ethiopia finland france germany ghana greece
    hungary iceland india indonesia iran iraq ireland israel italy japan kenya korea kuwait lebanon libya malaysia
    mexico mongolia morocco mozambique nepal netherlands nicaragua nigeria norway pakistan palestine peru
    philippines poland portugal romania russia rwanda scotland serbia singapore slovakia slovenia somalia spain
    sudan sweden switzerland syria taiwan tanzania thailand tunisia uganda ukraine uruguay venezuela vietnam wales
    zambia zimbabwe
    """.split()
)

#: Words that only English has, and no title of some length is without.
_ENGLISH: Final = frozenset(
    """
    about after against among an and are at be between beyond but by can does for from has have how
    if into is its not of on or our over that the their this through to toward towards under upon using
    was we what when where which who why with within without
    """.split()
)
#: The same of the languages that write Latin letters: German, Dutch, the Romance, the Scandinavian and some Slavic.
_FOREIGN: Final = frozenset(
    """
    als auf aus bei beim das dem den der des durch ein eine einer eines für im ist mit nach nicht oder
    sich sowie und unter vom von vor wie zu zum zur zwischen über
    bij een en het naar niet ook uit voor
    au aux avec ce ces chez dans et la le les leur où par pas pour que qui sous sur une vers
    al con como de del della delle degli dei di el entre es gli hacia il las los lo nel nella para per por
    sobre su tra un una uno y
    ao aos com da das do dos e em na nas no nos o os pela pelo seu uma
    af att av det eller för fra från inom med mellan mellem og och om på som till til vid
    dla na nad od oraz po pod przez się ze
    """.split()
)
#: Names that English too begins titles with: "Los Alamos", "El Niño".
_NAMES: Final = frozenset("al de do del di el en la las los no van von".split())
_WORD: Final = pattern(r"<[^<>]*>|[^\W\d_]+")


def is_english(language: str) -> bool:
    """Whether a language tag says English."""
    return language[:2].lower() == "en"


def reads_as_english(text: str) -> bool:
    """Whether a text without a language may be English: its little words say so, or say nothing.

    >>> reads_as_english("The Rites of Passage"), reads_as_english("Weak Interactions")
    (True, True)
    >>> reads_as_english("Vom Sinn und Unsinn der Patrozinienkunde")
    False
    """
    # a lone capital is a name, a lone small letter may be the Spanish "y"
    words = [
        word if len(word) == 1 else word.lower() for word in _WORD.findall(text) if word[0] != "<"
    ]
    if not words:
        return True
    english = sum(map(_ENGLISH.__contains__, words))
    foreign = sum(map(_FOREIGN.__contains__, words[1:]))
    foreign += words[0] in _FOREIGN and words[0] not in _NAMES
    return english >= foreign
