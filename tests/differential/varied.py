"""Seventy varied items and some citations of them, for comparing processors.

All types, ranges, particles, missing and many authors, literals, approximate dates, seasons,
same author and year, other languages and scripts, markup. Written for this purpose.
"""

from __future__ import annotations

from typing import TypeAlias

Item: TypeAlias = dict[str, object]


def people(text: str) -> list[Item]:
    """ "Doe, Jane; Smith, John; {World Bank}" as CSL names."""
    names: list[Item] = []
    for part in text.split(";"):
        name = part.strip()
        if name.startswith("{"):
            names.append({"literal": name.strip("{}")})
        else:
            family, _, given = name.partition(", ")
            names.append({"family": family, "given": given} if given else {"family": family})
    return names


def date(*points: object, **more: object) -> Item:
    """A date from points such as (2001, 5)."""
    parts = [list(point) if isinstance(point, tuple) else [point] for point in points]
    return {"date-parts": parts, **more}


MANY = "; ".join(f"{family}, {given}" for family, given in zip(
    ["Adler", "Brandt", "Costa", "Duarte", "Ekman", "Fischer", "Grant", "Haas", "Ito", "Jansen",
     "Kovács", "Lund", "Moreau", "Novak", "Olsen", "Pérez", "Quist", "Rossi", "Silva", "Tanaka",
     "Ueda", "Vogel", "Weiss", "Xu", "Young"],
    ["Anna", "Bernd", "Carla M.", "Davi", "Erik Olof", "Franz-Josef", "Gail", "Heinz", "Isamu",
     "Jan", "Kata", "Lise", "Marc", "Nina", "Ole", "Pablo", "Qi", "Rita", "Sara", "Taro", "Umeko",
     "Vera", "Walter", "Xiu", "Yan"],
))  # fmt: skip


def build() -> list[Item]:
    """The items."""
    items: list[Item] = []

    def add(kind: str, **variables: object) -> None:
        number = len(items) + 1
        item: Item = {"id": f"i{number:02d}", "type": kind}
        item.update({name.replace("_", "-"): value for name, value in variables.items()})
        items.append(item)

    article = "article-journal"
    # fmt: off
    add(article, author=people("Garcia, Maria; Thompson, Lee"), title="Soil moisture and the timing of spring: A review", container_title="Journal of Applied Ecology", container_title_short="J. Appl. Ecol.", volume="45", issue="3", page="321-328", issued=date((2008, 5)), DOI="10.1234/abc.5678")
    add(article, author=people("Garcia, Maria"), title="Rain on dry ground", container_title="Hydrology Today", volume="12", page="101-8", issued=date(2008))
    add(article, author=people("Garcia, Maria"), title="Rain on wet ground", container_title="Hydrology Today", volume="12", issue="2", page="1496-1504", issued=date(2008))
    add(article, author=people("Garcia, Manuel"), title="Wine and water", container_title="Food Science", volume="3", page="e1234", issued=date(2008))
    add(article, author=people("Smith, John; Jones, Ann; Wood, Karl"), title="Three at sea", container_title="Nature", volume="401", page="22-25, 30", issued=date(1999))
    add(article, author=people("Smith, John; Jones, Ann; Berg, Tove"), title="Three ashore", container_title="Nature", volume="402", page="11", issued=date(1999))
    add(article, author=people(MANY), title="A very large collaboration", container_title="Physical Review Letters", volume="99", issue="12", number="120401", issued=date((2007, 9, 21)), DOI="10.1103/x.99.120401")
    add(article, author=people("Dupont, Jean-Luc; Le Goff, Anne Marie"), title="L’eau et la terre : une histoire", container_title="Annales de géographie", volume="7", issue="4", page="55-9", issued=date((2011, 11)), language="fr-FR")
    add(article, title="Anonymous notes on the weather", container_title="The Times", volume="5", page="3-4", issued=date(1912))
    add(article, author=people("{World Health Organization}"), title="Guidelines for drinking-water quality", container_title="WHO Bulletin", volume="2", page="1-10", issued=date(2011), URL="https://www.example.org/water")
    add(article, author=people("van der Berg, Jan; de la Cruz, Ana"), title="Particles in names", container_title="Names", volume="60", page="100-104", issued=date(2012))
    add(article, author=people("O’Neil, Pat; Al-Hakim, Tawfiq"), title="Apostrophes and hyphens: “quoted” words in titles", container_title="Onomastics", volume="1", issue="1-2", page="5–19", issued=date(2013))
    add(article, author=people("Novak, Eva"), title="Spring season", container_title="Seasons Quarterly", volume="8", issue="2", page="40-49", issued={"date-parts": [[2010]], "season": 1})
    add(article, author=people("Novak, Eva"), title="In press", container_title="Seasons Quarterly", issued={"literal": "in press"})
    add(article, author=people("Novak, Eva; Kral, Jan"), title="Around the year", container_title="Seasons Quarterly", volume="2", page="1-2", issued=date(1905, circa=True))
    add(article, author=people("Muller, Karl"), title="Effects of CO<sub>2</sub> on <i>Homo sapiens</i>: the 1<sup>st</sup> study", container_title="Science & Society", volume="33", page="200-210", issued=date((1987, 12, 25)))
    add(article, author=people("Müller, Karl"), title="Über die Methode", container_title="Zeitschrift für Methodik", volume="XII", page="xi-xx", issued=date(1987), language="de-DE")
    add(article, author=people("Nakamura, Yuki; Sato, Ken"), title="Ocean currents", container_title="Sea", volume="10", issue="1", page="12", issued=date((2015, 1), (2015, 2)), DOI="10.5555/12345678", PMID="1234567", PMCID="PMC7654321")
    add(article, author=[{"family": "毛", "given": "泽东"}], title="矛盾论", container_title="文集", volume="1", page="3-9", issued=date(1937), language="zh-CN")
    add(article, author=[{"family": "Doe", "given": "Jane", "suffix": "Jr."}], title="What is a title? And what is not!", container_title="Questions", volume="4", page="77-80", issued=date(2001))
    add("article-magazine", author=people("Hart, Amy"), title="The long road", container_title="National Traveller", volume="12", issue="5", page="14", issued=date((2005, 3)))
    add("article-magazine", author=people("Hart, Amy"), title="The short road", container_title="National Traveller", page="20-22", issued=date((2005, 3, 14), (2005, 3, 20)))
    add("article-newspaper", author=people("Reed, Tom"), title="Mayor resigns", container_title="The Daily News", section="A", page="A1, A4", issued=date((2016, 7, 4)), URL="https://news.example.com/mayor", accessed=date((2017, 1, 2)))
    add("article-newspaper", title="City in the dark", container_title="Evening Post", publisher_place="Leeds", page="1", issued=date((1977, 1, 31)))
    add("book", author=people("Knuth, Donald E."), title="The art of computer programming: Fundamental algorithms", edition="3", volume="1", publisher="Addison-Wesley", publisher_place="Reading, MA", issued=date(1997), ISBN="978-0-201-89683-1")
    add("book", author=people("Beethoven, Ludwig van"), title="Letters", translator=people("Jones, Mary"), publisher="Dover", publisher_place="New York", issued=date(1972), original_date=date(1865))
    add("book", editor=people("Lee, Ang; Kim, Su"), title="Handbook of everything", edition="Revised", publisher="Oxford University Press", publisher_place="Oxford", issued=date(2004))
    add("book", editor=people("Ross, Ada"), translator=people("Ross, Ada"), title="Collected tales", publisher="Penguin", issued=date(1950), number_of_pages="350", collection_title="World classics", collection_number="12")
    add("book", author=people("Plato"), title="Republic", translator=people("Jowett, Benjamin"), publisher="Clarendon", issued=date(-380, circa=True))
    add("book", author=people("Tolstoy, Leo"), title="Война и мир", publisher="Наука", publisher_place="Москва", issued=date(1869), language="ru-RU", number_of_volumes="4")
    add("book", title="The Chicago manual of style", edition="16", publisher="University of Chicago Press", publisher_place="Chicago", issued=date(2010))
    add("book", author=people("Adams, Bea; Bond, Cy; Cole, Di; Dunn, Ed; Eads, Flo; Ford, Gil; Gray, Hal; Hill, Ira"), title="Eight hands", publisher="MIT Press", publisher_place="Cambridge, MA; London", issued=date(2019))
    add("book", author=people("Smith, John"), title="Alone", publisher="Verso", issued=date(1999), volume="2", event_place="Paris")
    add("chapter", author=people("Woolf, Ada"), title="A chapter on rooms", container_title="Houses and their keepers", editor=people("Stein, Max; Frey, Iris"), publisher="Norton", publisher_place="New York", page="15-40", issued=date(1929))
    add("chapter", author=people("Woolf, Ada"), title="Keys", container_title="Houses and their keepers", editor=people("Stein, Max; Frey, Iris; Hahn, Otto"), volume="2", edition="2nd", publisher="Norton", page="41", issued=date(1929))
    add("chapter", author=people("Sand, Leo"), title="The last word", container_title="Collected last words", container_author=people("Berg, Una"), translator=people("Lang, Fritz"), collection_title="Series on words", collection_number="7", publisher="Brill", publisher_place="Leiden", chapter_number="12", page="200-255", issued=date(2003), DOI="10.1163/999")
    add("entry-encyclopedia", author=people("Gould, Sid"), title="Evolution", container_title="Encyclopaedia of Life", edition="15", volume="4", page="80-92", publisher="Britannica", issued=date(1985))
    add("entry-dictionary", title="Etymology", container_title="Dictionary of words", publisher="OUP", issued=date(2014), URL="https://dict.example.org/etymology", accessed=date((2020, 2, 29)))
    add("paper-conference", author=people("Chen, Wei; Li, Na"), title="Deep learning for shallow data", container_title="Proceedings of the 10th Conference on Data", event_title="10th Conference on Data", event_place="Vienna, Austria", publisher="ACM", page="100-110", issued=date((2018, 6)))
    add("paper-conference", author=people("Chen, Wei"), title="Unpublished talk", event_title="Workshop on Talks", event_place="Oslo", issued=date((2018, 6, 3), (2018, 6, 5)))
    add("thesis", author=people("Baker, Cleo"), title="On bread", genre="PhD thesis", publisher="University of Leeds", publisher_place="Leeds", issued=date(1996))
    add("thesis", author=people("Baker, Cleo"), title="On cake", genre="Master’s thesis", publisher="University of York", issued=date(1994), URL="https://etheses.example.ac.uk/1", number="UMI 123")
    add("report", author=people("{OECD}"), title="Economic outlook", number="2009/1", genre="Technical report", publisher="OECD", publisher_place="Paris", issued=date(2009), collection_title="Outlook series")
    add("report", author=people("Stone, Rob; {Ministry of Works}"), title="Bridges of the north", number="TR-77", publisher="Ministry of Works", issued=date((1961, 4)), page="1-77")
    add("webpage", title="How to boil an egg", container_title="Kitchen Basics", URL="https://kitchen.example.com/egg", accessed=date((2021, 4, 1)))
    add("webpage", author=people("Lind, Ola"), title="My page", URL="https://lind.example.com/", issued=date((2014, 8, 15)), accessed=date((2015, 9, 1)))
    add("post-weblog", author=people("Blogg, Jo"), title="A day off", container_title="Jo’s blog", URL="https://blog.example.com/day", issued=date((2013, 2, 14)))
    add("post", author=people("Fox, Di"), title="A short status", genre="Status update", container_title="Chatter", issued=date((2020, 10, 31)), URL="https://chat.example.com/1")
    add("legal_case", title="Roe v. Doe", authority="U.S. Supreme Court", container_title="U.S.", volume="410", page="113", issued=date(1973), number="70-18")
    add("legislation", title="Clean Air Act", container_title="U.S.C.", volume="42", section="7401", issued=date(1970), number="91-604")
    add("bill", title="A bill for water", number="H.R. 3055", authority="U.S. House", issued=date((2019, 5, 30)), chapter_number="116")
    add("patent", author=people("Edison, Thos. A."), title="Electric lamp", number="US 223,898", publisher_place="United States", authority="US Patent Office", issued=date((1880, 1, 27)), submitted=date((1879, 11, 4)))
    add("motion_picture", director=people("Kurosawa, Akira"), title="Seven samurai", publisher="Toho", issued=date(1954), medium="Film", dimensions="207 min")
    add("broadcast", title="The evening show", container_title="Channel Four News", publisher="Channel 4", issued=date((2009, 3, 2)), medium="Television broadcast")
    add("song", author=people("Holiday, Billie"), composer=people("Allan, Lewis"), title="Strange fruit", container_title="Lady in autumn", publisher="Verve", issued=date(1991), medium="CD", original_date=date(1939))
    add("interview", author=people("King, B. B."), interviewer=people("Cole, Nat"), title="Blues today", issued=date((1988, 6, 1)), medium="Audio recording", archive="Blues Archive", archive_location="Box 4")
    add("personal_communication", author=people("Pratt, Zoe"), recipient=people("Quill, Ron"), title="About the boat", issued=date((2002, 2, 2)), genre="E-mail")
    add("manuscript", author=people("Hume, David"), title="Notes on nothing", archive="National Library", archive_location="MS 23159", publisher_place="Edinburgh", issued=date(1752), genre="Manuscript")
    add("map", author=people("{Ordnance Survey}"), title="Snowdon", publisher="Ordnance Survey", publisher_place="Southampton", scale="1:25,000", issued=date(2015), collection_title="Explorer", number="OL17")
    add("graphic", author=people("Klee, Paul"), title="Fish magic", medium="Oil on canvas", archive="Philadelphia Museum", archive_place="Philadelphia", issued=date(1925))
    add("dataset", author=people("Data, Al; Base, Bo"), title="Counts of birds", version="2.1", publisher="Zenodo", issued=date(2020), DOI="10.5281/zenodo.1", genre="Data set")
    add("software", author=people("Coder, Pat"), title="fastcite", version="1.0.3", publisher="GitHub", issued=date((2022, 3)), URL="https://github.example.com/fastcite")
    add("speech", author=people("King, Martin Luther"), title="I have a dream", event_title="March on Washington", event_place="Washington, DC", issued=date((1963, 8, 28)), genre="Speech")
    add("review-book", author=people("Orr, Liz"), reviewed_author=people("Woolf, Ada"), reviewed_title="Houses", title="Houses, reviewed", container_title="Review of Reviews", volume="9", issue="1", page="99-101", issued=date(1931))
    add("article", author=people("Fresh, Ida"), title="A preprint", publisher="arXiv", number="2101.00001", issued=date((2021, 1)), URL="https://arxiv.org/abs/2101.00001", genre="Preprint")
    add("document", title="Minutes of the meeting", issued=date((1999, 10, 10)))
    add("treaty", title="Treaty of Peace", issued=date((1919, 6, 28)), volume="225", container_title="C.T.S.", page="188")
    add("standard", author=people("{ISO}"), title="Information and documentation", number="ISO 690:2021", publisher="ISO", publisher_place="Geneva", issued=date(2021))
    add("book", author=people("Garcia, Maria; Thompson, Lee; Ash, Kay; Birch, Lou"), title="Trees", publisher="Kew", issued=date(2008), edition="2")
    add("book", author=people("Silva, Rui"), title="Sem data", publisher="Livros", publisher_place="Lisboa", language="pt-PT")
    # fmt: on
    return items


def citations() -> list[list[Item]]:
    """Citations as lists of cites, in order of the document."""
    groups: list[list[Item]] = [[{"id": f"i{number:02d}"}] for number in range(1, 71)]
    groups += [
        [{"id": "i01", "locator": "325", "label": "page"}],
        [{"id": "i01", "locator": "326-328", "label": "page"}],
        [{"id": "i01"}],
        [{"id": "i02"}, {"id": "i03"}, {"id": "i04"}],
        [{"id": "i05"}, {"id": "i06"}, {"id": "i33"}],
        [{"id": "i07", "prefix": "see ", "suffix": ", and others"}],
        [{"id": "i25", "locator": "3", "label": "chapter"}],
        [{"id": "i25", "locator": "4, 7", "label": "section"}],
        [{"id": "i10", "suppress-author": True}],
        [{"id": "i34", "locator": "17"}, {"id": "i35", "locator": "41-42"}],
        [{"id": "i41"}, {"id": "i42"}, {"id": "i11"}, {"id": "i12"}, {"id": "i29"}],
        [{"id": "i13"}, {"id": "i14"}, {"id": "i15"}],
        [{"id": "i39"}],
        [{"id": "i39"}],
        [{"id": "i39", "locator": "102"}],
        [{"id": "i01"}, {"id": "i02"}, {"id": "i03"}, {"id": "i04"}, {"id": "i05"}],
    ]
    return groups
