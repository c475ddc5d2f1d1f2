"""Realistic records for the benchmarks, the same at every run: articles with abstracts, accents,
many authors; books, chapters, theses, web pages between them. As in files that people have, few
records have all the fields that others of their type have, most names are met once or twice, and
signs and acronyms are rare.

    python benchmarks/data.py FOLDER [MEGABYTES]

writes `refs.csl.json`, `refs.bib` and `refs.ris`, each of about that size.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

FAMILIES = "Müller Smith García López Wang Zhang O’Brien Núñez Kovačević Łukasiewicz Øster Håkansson Dupont Brontë Nguyễn Popescu Çelik Ivanova Tanaka Fernández Jones van-Dyk Weiß Sørensen Château".split()
SYLLABLES = "ba ber bo chen da den el fi gar go han hof ja kov la len lin man mar mo ner no os pe ra ri ros sa sen son ta ten ti va vic wa win ya zu".split()
GIVENS = "José Anna M. J.-P. Élodie Wei Xiaoming Søren Ľubica Karl-Heinz Mary Björn Ångela Ana Yuki R. D. Thomas François Zoë Ĉe".split()
WORDS = (
    "the of and in to a with for from by on patients clinical analysis response infection model study effects cells "
    "results data using associated between treatment disease respiratory syndrome coronavirus epidemic protein expression "
    "health during transmission risk population increased levels gene human viral immune factors outcomes"
).split()
SIGNS = "naïve café α-helix β-sheet ± ≤ p<0.05 5% cost/benefit R&D DNA COVID-19 mRNA SARS-CoV-2 (95% CI).".split()
JOURNALS = [
    "Journal of Clinical Virology",
    "The Lancet",
    "Revista Española de Salud Pública",
    "Proceedings of the National Academy of Sciences",
    "Physical Review B",
    "Zeitschrift für Physik",
]
PUBLISHERS = ["Springer", "Oxford University Press", "Presses Universitaires de France", "Elsevier"]


def _sentence(random_: random.Random, words: int) -> str:
    text = " ".join(
        random_.choice(WORDS if random_.random() < 0.97 else SIGNS) for _ in range(words)
    )
    return text[0].upper() + text[1:]


def _person(random_: random.Random) -> dict[str, str]:
    family = "".join(random_.choice(SYLLABLES) for _ in range(random_.randint(2, 3))).capitalize()
    given = f"{random_.choice('ABCDEFGHIJKLMNOPRSTW')}."
    return {
        "family": random_.choice(FAMILIES) if random_.random() < 0.15 else family,
        "given": random_.choice(GIVENS) if random_.random() < 0.6 else given,
    }


#: How often a record has a field that others of its type have.
OFTEN = {"abstract": 0.85, "keyword": 0.6, "language": 0.5, "issue": 0.85, "DOI": 0.85, "ISSN": 0.5}


def items(seed: int = 1) -> Iterator[dict[str, object]]:
    """CSL-JSON items without end."""
    random_ = random.Random(seed)
    number = 0
    while True:
        number += 1
        people = [_person(random_) for _ in range(random_.choice([1, 2, 3, 4, 5, 6, 8, 12]))]
        year = random_.randint(1980, 2024)
        date = [year, random_.randint(1, 12), random_.randint(1, 28)]
        item: dict[str, object] = {
            "id": f"key{number}_{year}",
            "type": "article-journal",
            "title": _sentence(random_, random_.randint(6, 18)),
            "author": people,
            "issued": {"date-parts": [date[: random_.randint(1, 3)]]},
            "abstract": ". ".join(_sentence(random_, random_.randint(10, 25)) for _ in range(8))
            + ".",
            "keyword": ", ".join(random_.choice(WORDS) for _ in range(4)),
            "language": "en",
        }
        kind = number % 10
        if kind < 7:
            page = random_.randint(1, 2000)
            item |= {
                "container-title": random_.choice(JOURNALS),
                "volume": str(random_.randint(1, 300)),
                "issue": str(random_.randint(1, 12)),
                "page": f"{page}-{page + random_.randint(1, 30)}",
                "DOI": f"10.{random_.randint(1000, 9999)}/j.{random_.randint(10**6, 10**7)}",
                "ISSN": "1234-5679",
            }
        elif kind == 7:
            item |= {
                "type": "book",
                "publisher": random_.choice(PUBLISHERS),
                "publisher-place": "Köln",
                "ISBN": "978-3-16-148410-0",
                "edition": "2",
            }
        elif kind == 8:
            item |= {
                "type": "chapter",
                "container-title": _sentence(random_, 6),
                "editor": people[:2],
                "publisher": random_.choice(PUBLISHERS),
                "page": "11-29",
            }
        else:
            item |= {"type": "webpage", "URL": f"https://example.org/a_b/{number}?x=1&y=%20"}
        yield {name: value for name, value in item.items() if random_.random() < OFTEN.get(name, 1)}


def items_of_size(megabytes: float) -> list[dict[str, object]]:
    """Items that make about so many megabytes of CSL-JSON."""
    made: list[dict[str, object]] = []
    size = 0
    for item in items():
        made.append(item)
        size += len(json.dumps(item, ensure_ascii=False).encode())
        if size > megabytes * 1e6:
            break
    return made


def main() -> None:
    import citeconv

    folder = Path(sys.argv[1])
    megabytes = float(sys.argv[2]) if len(sys.argv) > 2 else 10.0
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / "refs.csl.json"
    source.write_text(json.dumps(items_of_size(megabytes), ensure_ascii=False), encoding="utf-8")
    for name in ("refs.bib", "refs.ris"):
        citeconv.convert(source, folder / name)


if __name__ == "__main__":
    main()
