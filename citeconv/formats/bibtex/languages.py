"""babel's and biblatex's language names ⇄ BCP 47 tags, for `langid`, `hyphenation` and `language`.

Source: the babel and polyglossia manuals' lists of languages; the biblatex manual, table 2.  CSL's `language` is a
BCP 47 tag.  What stands in the first table is said in one direction as in the other; catalogues' codes (ISO 639-2)
are only read; other words stay as they are.
"""

from __future__ import annotations

from typing import Final

#: babel name, tag.  The first name of a tag is the one written.
_BABEL: Final = """
american en-US
english en-US
british en-GB
usenglish en-US
ukenglish en-GB
canadian en-CA
australian en-AU
newzealand en-NZ
german de-DE
ngerman de-DE
germanb de-DE
austrian de-AT
naustrian de-AT
swissgerman de-CH
nswissgerman de-CH
french fr-FR
francais fr-FR
frenchb fr-FR
acadian fr-CA
canadien fr-CA
spanish es-ES
mexican es-MX
italian it-IT
brazil pt-BR
brazilian pt-BR
portuguese pt-PT
portuges pt-PT
russian ru-RU
dutch nl
afrikaans af
albanian sq
arabic ar
armenian hy
basque eu
belarusian be
bengali bn
breton br
bulgarian bg
catalan ca
chinese zh
croatian hr
czech cs
danish da
esperanto eo
estonian et
farsi fa
persian fa
finnish fi
galician gl
georgian ka
greek el
polutonikogreek grc
ancientgreek grc
hebrew he
hindi hi
hungarian hu
magyar hu
icelandic is
indonesian id
interlingua ia
irish ga
japanese ja
kazakh kk
korean ko
latin la
latvian lv
lithuanian lt
macedonian mk
malay ms
marathi mr
mongolian mn
norsk nb
norwegian no
nynorsk nn
occitan oc
polish pl
romanian ro
romansh rm
sanskrit sa
scottish gd
serbian sr
serbianc sr-Cyrl
slovak sk
slovene sl
slovenian sl
swedish sv
syriac syr
tamil ta
telugu te
thai th
turkish tr
turkmen tk
ukrainian uk
urdu ur
vietnamese vi
welsh cy
"""


#: ISO 639-2's codes, both kinds, → the shorter ones that BCP 47 wants.
_CODES: Final = """
eng en  deu de  ger de  fra fr  fre fr  spa es  ita it  por pt  rus ru  nld nl  dut nl  dan da  swe sv  nor no  nob nb
nno nn  fin fi  isl is  ice is  pol pl  ces cs  cze cs  slk sk  slo sk  slv sl  hrv hr  srp sr  bul bg  ron ro  rum ro
hun hu  ell el  gre el  tur tr  ukr uk  bel be  lit lt  lav lv  est et  lat la  heb he  ara ar  fas fa  per fa  hin hi
zho zh  chi zh  jpn ja  kor ko  vie vi  tha th  ind id  cat ca  eus eu  baq eu  glg gl  gle ga  cym cy  wel cy
"""


def _pairs() -> list[tuple[str, str]]:
    return [(line.split()[0], line.split()[1]) for line in _BABEL.strip().splitlines()]


_TAG_OF: Final = dict(_pairs())
_SHORT: Final = dict(zip(_CODES.split()[::2], _CODES.split()[1::2]))
_NAME_OF: Final = {tag.lower(): name for name, tag in reversed(_pairs())}


def language_of(text: str) -> str:
    """The tag of a babel name (`ngerman`, `langgerman`) or of a code; any other text as it is."""
    word = text.strip().lower()
    return (
        _TAG_OF.get(word)
        or _TAG_OF.get(word.removeprefix("lang"))
        or _SHORT.get(word)
        or text.strip()
    )


def langid_of(tag: str) -> str:
    """The babel name of a tag; "" if babel has none for just this one."""
    return _NAME_OF.get(tag.strip().lower().replace("_", "-"), "")


def is_langid(text: str) -> bool:
    """Whether a text is one of babel's names."""
    return text in _TAG_OF
