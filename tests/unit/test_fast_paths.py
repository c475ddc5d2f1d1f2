"""Fast paths give what the plain paths beside them give, whatever they are shown."""

from __future__ import annotations

import re
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from citeconv.formats import inline_text, registry
from citeconv.formats.bibtex import conversions, keys, names, names_written, recovery, values
from citeconv.formats.codecs import split_keywords
from citeconv.model.names import Name
from citeconv.model.record import Record
from citeconv.model.report import Report
from citeconv.text import latex, latex_decode, latex_encode
from citeconv.text.latex_case import protected
from citeconv.text.latex_scan import Scanner
from tests.strategies import records

ELEMENTS = (
    *"<p> </p> <i> </i> <I> <br/> <sub> </sub> <em> <jats:p> <abbr> <sc> < > & &amp;".split(),
    *("<span>", '<span class="nocase">', "a "),
)
#: Text of the signs that something is made of, and of others.
SIGNS = st.text(
    st.sampled_from("ab Z9é α\\$&%#_~^<>|`{}'\"-–—\n\t\x00\x7f\ud800\u00a0\u2009\u00ad/i")
)


#: What is spelled otherwise than it stands, each kind in an expression of its own.
ESCAPED = re.compile(
    r"(?:(?<!\s)[^\S\n]++)?\n\s*|[\\$&%#_~^<>|`{}\u00a0\u2009\u00ad]|[-–—]{2,}|[–—]|'(?=')"
)


def spelled_alone(text: str, spelling: dict[str, str]) -> str:
    """A text escaped by one expression, a match at a time."""

    def escape(match: re.Match[str]) -> str:
        found = match.group()
        if found == "\u00a0" and latex_encode._LIKE_ABOUT.match(match.string, match.start()):
            return "\\nobreakspace{}"
        if found in spelling:
            return spelling[found]
        if "\n" in found:
            return "\\par\n" if found.count("\n") > 1 else " "
        return (
            found + "{}" if found == "'" else "{}".join(spelling.get(sign, sign) for sign in found)
        )

    return ESCAPED.sub(escape, re.sub(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]", "", text))


@given(SIGNS)
@example("R&D at 5% \\ ~\u00a0")
@example("it''s a -- b")
@example("a \t\n\n b\n")
def test_signs_are_spelled_at_once_as_one_by_one(text: str) -> None:
    for balanced, spelling in ((True, latex_encode._BALANCED), (False, latex_encode._LOOSE)):
        assert latex_encode._escaped(text, False, balanced) == spelled_alone(text, spelling)


@given(st.text(st.sampled_from("{}{}ab\\x")))
@example("{a\\{}b}")
def test_flat_groups_change_no_depth(text: str) -> None:
    for signs, sign in (
        (recovery._BRACES_AND_FLAT, re.compile(r"[{}]")),
        (recovery._UNESCAPED, re.compile(r"\\.|[{}]")),
    ):
        depth, closing = 1, -1
        for match in sign.finditer(text):
            depth += {"{": 1, "}": -1}.get(match.group(), 0)
            if not depth:
                closing = match.start() + 1
                break
        assert recovery._closing_brace("{" + text, 0, len(text) + 1, signs) == closing


@given(st.lists(st.sampled_from(ELEMENTS)).map("".join))
@example('<span class="nocase"><p></span>')
@example("<a <p>")
def test_foreign_elements_are_text_and_own_ones_stay(text: str) -> None:
    written = inline_text.encode(text)
    assert inline_text.decode(written) == text or "</span>" in text


PIECES = (
    *r"\& \% \_ \# \textless{} \textgreater{} \textdegree{} { } {} word Word DNA - -- ' ` ~ é \'e \\".split(),
    *(" ", "  ", "\n", "\\textbar "),
)
LATEX = st.lists(st.sampled_from(PIECES)).map("".join)


@given(LATEX)
@example("p\\textless{}0.05 at 5\\% of {\\&}")
@example("{\\textless{}DNA}")
@example("{é\\textless{} ")
def test_escapes_are_read_as_the_scanner_reads_them(text: str) -> None:
    bare = latex_decode._without_escapes(text)
    if bare is None:
        return
    for protect in (True, False):
        scanner = Scanner(latex_decode._unwrapped(text), None, protect, True, None)
        assert latex_decode.decode(text, protect=protect) == latex_decode._settled(scanner.run())


@given(SIGNS, st.booleans())
@example("α–β", False)
@example("a -–- b '' c", False)
def test_plain_text_is_encoded_as_any_other(text: str, ascii_only: bool) -> None:
    if "<" not in text and "$" not in text:
        plain = latex_encode._escaped(text, ascii_only, latex_encode._balanced(text))
        assert latex_encode.encode(text, ascii_only) == plain


@given(st.lists(SIGNS), st.booleans())
@example(["a–", "–b", "R&D", "<i>", "5%"], False)
@example(["<i", ">x</i>"], False)
@example(["a\x1eb", "c%"], False)
def test_texts_are_encoded_together_as_one_by_one(texts: list[str], ascii_only: bool) -> None:
    one_by_one = [latex_encode.encode(text, ascii_only) for text in texts]
    assert latex_encode.encode_all(texts, ascii_only) == one_by_one


@given(st.lists(SIGNS.filter(bool), min_size=1), st.booleans())
@example(["12-14", "3, 5-7"], False)
@example(["é1-é3", "5-7"], True)
@example(["10.1000/182", "http://doi.org/10.1000/182"], False)
@example(["10.1000/é", "10.1000/182"], True)
@example(["a, b c", "R&D, p<0.05"], False)
@example(["<i>a, b</i>"], False)
@example(["a,b ", "c\nd"], True)
def test_columns_are_written_as_value_by_value(texts: list[str], ascii_only: bool) -> None:
    for biblatex in (False, True):
        for one in conversions.codecs(ascii_only=ascii_only, biblatex=biblatex).values():
            if one.write_all is not None and "names" not in one.kinds:
                assert one.write_all([*texts]) == [one.write(text) for text in texts], one.name


@settings(max_examples=50)
@given(st.lists(records(), max_size=6), st.sampled_from(["bibtex", "biblatex", "ris"]))
def test_entries_are_made_together_as_one_by_one(several: list[Record], name: str) -> None:
    mapping = registry.get(name).mapping
    assert mapping is not None
    # records of one shape beside each other
    several = [*several, *(record.copy() for record in several)]
    together, alone = Report(), Report()
    assert [
        repr(mapping.entry_of(record, native, texts, together))
        for record, (native, texts) in zip(several, mapping.texts(several))
    ] == [repr(mapping.entry(record, alone)) for record in several]
    assert together.counts == alone.counts


WORDS = st.text(st.sampled_from("ab ,;{}<i>$\n\\&–-'?"))


@given(WORDS)
def test_keywords_are_escaped_together_as_one_by_one(text: str) -> None:
    if values._PLAIN_KEYWORDS.match(text):
        one_by_one = ", ".join(latex_encode.encode(word) for word in split_keywords(text))
        assert values.write_keywords(False, text) == one_by_one


def test_keys_by_the_hundred_thousand_are_known_again() -> None:
    taken = keys._Taken()
    assert all(taken.take(f"key{number}") for number in range(100_000))
    assert not any(taken.take(f"key{number}") for number in range(0, 100_000, 7))
    assert all(taken.take(f"no{number}") for number in range(1000))


@given(st.text(), st.text())
@example("O’Brien", "J.-P.")
@example("Smith", "John And")
@example("Smith", "Jean-luc")
def test_plain_names_are_written_as_any_other(family: str, given_names: str) -> None:
    name = Name(family, given_names)
    assert names_written.format_names([name]) == names_written.format_name(name, False, False)


WORD = st.lists(st.sampled_from([*"Ab é É's.-’ŁłЖж ,\n&{", "and", " And", "JP"]), max_size=5).map(
    "".join
)
NAMES = st.tuples(WORD, WORD, *[st.sampled_from(["", "", "van"])] * 2).map(
    lambda parts: Name(*parts)
) | st.sampled_from(
    [Name(literal="others"), Name(literal="A & B"), Name("Smith", "J. P."), Name("AND", "A. AND")]
)


@given(NAMES)
def test_plain_names_are_written_as_others(name: Name) -> None:
    assert names_written.format_names([name]) == names_written.format_name(name, False, False)


RAW = st.lists(
    st.sampled_from(
        [
            *"Ab é É's Ł ł Ж ж J. JP -L And And and Et Al et others Jr. III von De Å {X} \\'e , , ,".split(),
            " ",
            " ",
            "\n",
        ]
    ),
    max_size=9,
).map("".join)


@given(RAW)
@example("Smith, J. And")
@example("Smith, Et Al.")
@example("And, And")
@example("Smith, III")
@example("Ångström, \u212b.")
def test_plain_names_are_read_as_others(raw: str) -> None:
    parse = names.parse_name.__wrapped__
    with patch.object(names, "is_plain_given", lambda given: False):
        plain = parse(raw)
    assert parse(raw) == plain


TITLE = st.lists(
    st.sampled_from(
        [
            *"DNA dna pH GaAs A Ab aB a1B é ÉA ß x_Y McDonald & \\ - -- < <i> </i> $ $x$ 5%".split(),
            " ",
            "\n",
            " \x1e ",
        ]
    )
).map("".join)


@given(st.lists(TITLE, min_size=1, max_size=4), st.booleans())
@example(["DNA"], False)
@example(["DNA RNA", "the DNA"], False)
@example(["A\\B", "DNA"], False)
def test_titles_are_spelled_at_once_as_one_by_one(titles: list[str], ascii_only: bool) -> None:
    assert latex.encode_titles(titles, ascii_only) == [
        latex.encode(protected(title), ascii_only) for title in titles
    ]
