"""What the property tests draw from: names, dates, marked-up text, extra, and records of them."""

from __future__ import annotations

from hypothesis import strategies as st

from citeconv.model.dates import Date, valid_parts
from citeconv.model.names import Name
from citeconv.model.record import Record
from citeconv.model.vocabulary import KINDS, RENDERED_VARIABLES, TYPES

#: Characters that a file may hold: no surrogates, no controls but the line feed.
CHARACTERS = st.characters(
    codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co"), include_characters="\n"
)
#: What formats give a meaning to.
AWKWARD = st.sampled_from(
    [
        "\\", "{", "}", "$x_1^2$", "%", "#", "&", "&amp;", "~", "@", "<i>", "</i>", "<b>b</b>",
        '"', "'", ":", ";", ",", " and ", "--", "–", "TY  - ", "ER  - ", "title: ", "- ", "* ",
        "[a]", "*a*", "_a_", "^a^", "<span class=\"nocase\">", "</span>", "nan", "null", "2019",
        "\n", "\u00a0", "é", "ü", "ß", "中文", "العربية", "👩‍🔬", "\u2028",
    ]
)  # fmt: skip
words = st.text(st.characters(codec="utf-8", categories=("L", "M", "N")), min_size=1, max_size=8)
texts = st.lists(st.one_of(words, AWKWARD, st.text(CHARACTERS, max_size=6)), max_size=6).map(
    " ".join
)
#: Text as a record holds it: not empty.
values = texts.filter(bool)
line_texts = texts.map(lambda text: " ".join(text.split())).filter(bool)

years = st.one_of(st.integers(1, 2100), st.integers(-3000, -1), st.integers(10_000, 99_999))
parts = st.one_of(
    st.tuples(years),
    st.tuples(years, st.one_of(st.integers(1, 12), st.integers(21, 24))),
    st.tuples(years, st.integers(1, 12), st.integers(1, 31)).filter(valid_parts),
)


def _dates(
    parts: st.SearchStrategy[tuple[int, ...]],
    end: st.SearchStrategy[tuple[int, ...] | None],
    literal: st.SearchStrategy[str],
) -> st.SearchStrategy[Date]:
    return st.builds(
        Date,
        parts=parts,
        end=end,
        circa=st.booleans(),
        uncertain=st.booleans(),
        literal=literal,
    )


#: A day, month, season, year, a closed or open range, circa, uncertain.
dated = _dates(parts, st.one_of(st.none(), st.just(()), parts), st.just(""))
open_starts = _dates(st.just(()), parts, st.just(""))
dates = st.one_of(
    dated, open_starts, _dates(st.just(()), st.none(), values), _dates(parts, st.none(), values)
)


def _names(**given: st.SearchStrategy[str]) -> st.SearchStrategy[Name]:
    part = {name: st.just("") for name in Name._fields if name != "extra"}
    return st.builds(Name, **{**part, **given}, extra=st.just(()))


names = st.one_of(
    _names(
        family=line_texts,
        given=st.one_of(st.just(""), line_texts),
        non_dropping_particle=st.sampled_from(["", "van der", "de", "al-"]),
        dropping_particle=st.sampled_from(["", "von", "d'"]),
        suffix=st.sampled_from(["", "Jr.", "III"]),
    ),
    _names(literal=line_texts),
)

json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**53), 2**53), texts),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(words, inner, max_size=3)),
    max_leaves=5,
)
extras = st.dictionaries(
    st.tuples(st.sampled_from(["ris", "bibtex", "cord", "x"]), words).map(":".join),
    json_values,
    max_size=3,
)

_OF_KIND = {
    "text": values,
    "number": values,
    "names": st.lists(names, min_size=1, max_size=3),
    "date": dates,
}


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Records of every type with any variables, and something in `extra`."""
    record = Record(draw(st.sampled_from(sorted(TYPES))), draw(words))
    chosen = draw(
        st.lists(
            st.sampled_from([name for name in KINDS if name not in RENDERED_VARIABLES]),
            unique=True,
            max_size=6,
        )
    )
    for name in chosen:
        record[name] = draw(_OF_KIND[KINDS[name]])
    record.extra = draw(extras)
    return record
