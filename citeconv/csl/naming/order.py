"""The order of a name's parts, and how they join (spec: Name-part Order, Name-part Formatting)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from citeconv.csl.case import apply_case
from citeconv.csl.context import Person
from citeconv.csl.elements.dress import change_case, marks_of
from citeconv.csl.naming.given_names import given_name
from citeconv.csl.naming.options import NameOptions
from citeconv.csl.nodes import Look
from citeconv.csl.rich_text import Token, Tokens, Value

JOINED = ("'", "’", "-", "ʼ", "\u00a0")
"""A particle that ends in one of these takes no space after it (`d'`, `al-`)."""

BOUND_PARTICLES = frozenset(("cs", "fr", "ru"))
"""Languages that bind a particle to the family name by a space that does not break."""

PartLook: TypeAlias = Callable[[Tokens, str], Tokens]


def part_look(look: Look | None, sort: bool) -> PartLook | None:
    """Formatting and case of a `cs:name-part` as a function on a part's tokens, if it has any."""
    if look is None or not (look.font or look.text_case):
        return None
    opening, closing = marks_of(look) if not sort else ((), ())
    case = look.text_case

    def apply(tokens: Tokens, language: str) -> Tokens:
        if not tokens:
            return tokens
        if case is not None:
            tokens = list(tokens)
            if len(tokens) == 1 and type(tokens[0]) is str:
                tokens[0] = apply_case([(tokens[0], False)], case, language)[0]
            else:
                change_case(tokens, 0, case, language)
        return [*opening, *tokens, *closing]

    return apply


def tokens_of(value: Value) -> Tokens:
    """A prepared value as tokens."""
    if type(value) is str:
        return [value] if value else []
    return list(value)


def dressed(value: Value, look: PartLook | None, language: str) -> Tokens:
    """A part of a name with the look of its `cs:name-part`."""
    tokens = tokens_of(value)
    return look(tokens, language) if look and tokens else tokens


def with_particle(particle: Tokens, family: Tokens, language: str) -> Tokens:
    """A family name behind its particle; in some languages they do not part at a line's end."""
    if language not in BOUND_PARTICLES or not particle or not family or ends_joined(particle):
        return spaced(particle, family)
    return [*particle, "\u00a0", *family]


def spaced(*parts: Tokens) -> Tokens:
    """Parts joined by spaces, particles with an apostrophe directly."""
    out: Tokens = []
    for part in parts:
        if not part:
            continue
        if out and not ends_joined(out) and not (type(part[0]) is str and part[0][0] in "’'"):
            out.append(" ")
        out.extend(part)
    return out


def joined(separator: str, *parts: Tokens) -> Tokens:
    """The parts that are there, with a separator between them."""
    out: Tokens = []
    for part in parts:
        if part:
            if out:
                out.append(separator)
            out.extend(part)
    return out


def ends_joined(tokens: Tokens) -> bool:
    """Whether the text so far takes the next part without a space."""
    for token in reversed(tokens):
        if type(token) is str and token:
            return token.endswith(JOINED) or token[-1:] == " "
    return False


class NamePrinter:
    """Prints one person by the options of a `cs:name`; its parts' looks are bound in."""

    __slots__ = (
        "demote",
        "family_affixes",
        "family_look",
        "given_affixes",
        "given_look",
        "hyphen",
        "language",
        "options",
        "sort",
    )

    def __init__(
        self,
        options: NameOptions,
        family: Look | None,
        given: Look | None,
        demote: str,
        hyphen: bool,
        sort: bool,
        language: str,
    ) -> None:
        self.language = language
        self.options = options
        self.family_look = part_look(family, sort)
        self.given_look = part_look(given, sort)
        self.family_affixes = (family.prefix, family.suffix) if family else ("", "")
        self.given_affixes = (given.prefix, given.suffix) if given else ("", "")
        self.demote = demote
        self.hyphen = hyphen
        self.sort = sort

    def literal(self, person: Person, language: str) -> Tokens:
        """A name that has no parts."""
        tokens = tokens_of(person.literal or "")
        if self.family_look is not None:
            return self.affix(self.family_look(tokens, language), self.family_affixes)
        return tokens

    def affix(self, tokens: Tokens, affixes: tuple[str, str]) -> Tokens:
        """A part with its affixes, if there is a part."""
        if not tokens or affixes == ("", ""):
            return tokens
        out: list[Token] = [affixes[0], *tokens, affixes[1]]
        return [token for token in out if token != ""]

    def print(self, person: Person, inverted: bool, level: int, language: str) -> Tokens:
        """One name. `level` is how far disambiguation has it spelled out beyond its form."""
        if person.literal is not None:
            return self.literal(person, language)
        form = self.options.form
        if level and form == "short":
            form = "long"
        non_dropping = dressed(person.non_dropping, self.family_look, language)
        family = dressed(person.family, self.family_look, language)
        if form == "short" or form == "count":
            return self.short_form(person, inverted, non_dropping, family)
        given = self.given(person, level, language)
        if not person.given_first:
            return [*family, *given]
        if person.static:
            return spaced(
                self.affix(with_particle(non_dropping, family, self.language), self.family_affixes),
                self.affix(given, self.given_affixes),
            )
        dropping = dressed(person.dropping, self.given_look, language)
        suffix = self.suffix(person)
        if self.sort and inverted:
            return self.sort_order(family, non_dropping, given, dropping, suffix)
        if inverted:
            return self.inverted(family, non_dropping, given, dropping, suffix)
        surname = self.with_suffix(self.surname(dropping, non_dropping, family), person, suffix)
        first = self.affix(given, self.given_affixes)
        last = self.affix(surname, self.family_affixes)
        if first and last and not dropping:
            # Only particles join without a space: a given name may end in an apostrophe.
            return [*first, " ", *last]
        return spaced(first, last)

    def given(self, person: Person, level: int, language: str) -> Tokens:
        """The given name, in initials or spelled out."""
        options = self.options
        initialize_with, initialize = options.initialize_with, options.initialize
        if level > 1:
            initialize_with, initialize = None, False
        return dressed(
            given_name(person, initialize_with, initialize, self.hyphen), self.given_look, language
        )

    def suffix(self, person: Person) -> Tokens:
        """`Jr.`; initials without full stops have suffixes without them."""
        initialize_with = self.options.initialize_with
        suffix = tokens_of(person.suffix)
        if initialize_with is not None and "." not in initialize_with:
            suffix = [t.replace(".", "") if type(t) is str else t for t in suffix]
        return suffix

    def short_form(
        self, person: Person, inverted: bool, non_dropping: Tokens, family: Tokens
    ) -> Tokens:
        """The family name with its particle."""
        if not person.given_first:
            return self.affix(family, self.family_affixes)
        if self.sort and self.demote != "never":
            return spaced(family, non_dropping)
        if inverted and non_dropping and self.demote == "display-and-sort":
            head = self.affix(family, self.family_affixes)
            return [*head, self.options.sort_separator, *non_dropping]
        return self.affix(with_particle(non_dropping, family, self.language), self.family_affixes)

    def inverted(
        self, family: Tokens, non_dropping: Tokens, given: Tokens, dropping: Tokens, suffix: Tokens
    ) -> Tokens:
        """A name in the order of sorting, for display."""
        if self.demote == "display-and-sort":
            head, tail = family, spaced(given, dropping, non_dropping)
        else:
            head = with_particle(non_dropping, family, self.language)
            tail = spaced(given, dropping)
        return joined(
            self.options.sort_separator,
            self.affix(head, self.family_affixes),
            self.affix(tail, self.given_affixes),
            suffix,
        )

    def surname(self, dropping: Tokens, non_dropping: Tokens, family: Tokens) -> Tokens:
        """The family name behind all its particles."""
        if not non_dropping:
            return with_particle(dropping, family, self.language)
        return spaced(dropping, with_particle(non_dropping, family, self.language))

    def with_suffix(self, name: Tokens, person: Person, suffix: Tokens) -> Tokens:
        """A name in reading order with `Jr.` behind it."""
        if not suffix:
            return name
        return [*name, ", " if person.comma_suffix else " ", *suffix]

    def sort_order(
        self, family: Tokens, non_dropping: Tokens, given: Tokens, dropping: Tokens, suffix: Tokens
    ) -> Tokens:
        """The parts by their weight in sorting."""
        if self.demote == "never":
            return joined(" ", non_dropping, family, dropping, given, suffix)
        return joined(" ", family, spaced(dropping, non_dropping), given, suffix)
