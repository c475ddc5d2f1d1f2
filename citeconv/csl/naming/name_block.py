"""One list of names with its label, by the options of a `cs:name` (spec: Name, Et-al, Label).

A list printed once for an item in one form is kept with the item.
"""

from __future__ import annotations

from citeconv.csl.context import FILLED, SUBSEQUENT, Context, Person
from citeconv.csl.elements.dress import change_case, dressed_constant, marks_of
from citeconv.csl.naming.et_al import Shown, decide_et_al, without_others
from citeconv.csl.naming.given_names import given_name
from citeconv.csl.naming.options import NameOptions, resolve_options
from citeconv.csl.naming.order import NamePrinter
from citeconv.csl.nodes import PLAIN, EtAl, Label, Name
from citeconv.csl.rich_text import INSIDE, NAME, NAME_LIST, Tokens, plain
from citeconv.csl.scope import Scope

NO_LEVELS: tuple[int, ...] = ()


class NameBlock:
    """One name variable's list with its label, by the options of a `cs:name`."""

    __slots__ = (
        "and_term",
        "et_al",
        "et_al_affixes",
        "et_al_is_cjk",
        "label",
        "label_first",
        "label_look",
        "mark",
        "name_look",
        "options",
        "printer",
        "scope",
        "serial",
        "sorting",
    )

    def __init__(
        self,
        name: Name | None,
        et_al: EtAl | None,
        label: Label | None,
        label_first: bool,
        scope: Scope,
    ) -> None:
        own = dict(name.options) if name else {}
        own.update(dict(scope.key_options))
        self.options: NameOptions = resolve_options(scope.options, own)
        self.scope = scope
        self.serial = next(scope.shared.serial)
        self.label, self.label_first = label, label_first
        self.name_look = name.look if name else PLAIN
        self.mark = scope.mark_names
        self.sorting = scope.mode == "sort"
        locale = scope.locale
        terms = {"text": locale.term("and") or "and", "symbol": locale.term("and", "symbol") or "&"}
        # Sort keys hold names alone.
        self.and_term = "" if self.sorting else terms.get(self.options.conjunction or "", "")
        look = et_al.look if et_al else PLAIN
        term = (locale.term(et_al.term if et_al else "et-al") or "").strip()
        opening, closing = marks_of(look) if scope.mode != "sort" else ((), ())
        text: Tokens = [term]
        if look.text_case:
            change_case(text, 0, look.text_case, locale.lang)
        self.et_al: Tokens = [*opening, *text, *closing] if term else []
        self.et_al_is_cjk = "\u2e80" <= term[:1] <= "\u9fff"
        self.et_al_affixes = (look.prefix, look.suffix)
        self.printer = NamePrinter(
            self.options,
            name.family if name else None,
            name.given if name else None,
            scope.style_option("demote-non-dropping-particle", "display-and-sort"),
            scope.style_option("initialize-with-hyphen", "true") != "false",
            scope.mode == "sort",
            locale.language,
        )

    def shown(self, people: tuple[Person, ...], context: Context, more: int | None) -> Shown:
        """How many of the names are shown here."""
        subsequent = context.position >= SUBSEQUENT and self.scope.area == "citation"
        shown = decide_et_al(
            len(people), self.options, subsequent, more or 0, not context.comparing
        )
        if len(people) > 1 and people[-1].literal == "others":
            return without_others(shown, len(people))
        return shown

    def render(
        self, variable: str, people: tuple[Person, ...], context: Context, out: Tokens
    ) -> None:
        """Print the list; what was printed before in the same form is taken from the item."""
        sets = context.name_sets
        levels = NO_LEVELS
        place = 0
        if sets is not None:
            place = len(sets)
            if place < len(context.levels):
                levels = context.levels[place]
        shown = self.shown(people, context, levels[0] if levels else 0)
        if sets is not None:
            sets.append((people, shown.count, self))
        spelled = levels[1:]
        if context.given_levels is not None:
            spelled = self.global_levels(people, shown, spelled, context)
        key = (self.serial, variable, shown, spelled)
        memo = context.item.memo
        found = memo.get(key)
        if found is None:
            tokens: Tokens = []
            language = context.item.language or self.scope.locale.lang
            self.render_block(variable, people, shown, spelled, language, tokens)
            found = memo[key] = (FILLED, tokens)
        out.extend(found[1])

    def initials(self, person: Person) -> str:
        """The given names as this list would print them when asked for initials."""
        options = self.options
        if not self.initializes:
            return ""
        return plain(given_name(person, options.initialize_with, True, self.printer.hyphen))

    def global_levels(
        self,
        people: tuple[Person, ...],
        shown: Shown,
        levels: tuple[int, ...],
        context: Context,
    ) -> tuple[int, ...]:
        """How far each name is spelled out when all names of the document are told apart."""
        table = context.given_levels
        assert table is not None
        if self.options.form != "short" and not self.initializes:
            return levels
        # Where given names are shown anyway, two people of one work must not look alike.
        within_work = self.scope.area == "bibliography" or self.options.form != "short"
        found = [
            table.level(people, index, self, within_work)
            for index in range(min(shown.count, len(people)))
        ]
        if not any(found):
            return levels
        known = (*levels, *([0] * (len(found) - len(levels))))
        return tuple(max(pair) for pair in zip(found, known))

    @property
    def initializes(self) -> bool:
        """Whether given names are shown as initials."""
        return self.options.initialize_with is not None and self.options.initialize

    def render_block(
        self,
        variable: str,
        people: tuple[Person, ...],
        shown: Shown,
        levels: tuple[int, ...],
        language: str,
        out: Tokens,
    ) -> None:
        """The list and its label, in their order."""
        names: Tokens = []
        self.render_list(people, shown, levels, language, names)
        look = self.name_look
        if look is not PLAIN and names:
            opening, closing = marks_of(look) if self.scope.mode != "sort" else ((), ())
            if look.text_case:
                change_case(names, 0, look.text_case, language)
            names = [*opening, *names, *closing]
        if self.mark and names:
            names = [NAME_LIST[0], *names, NAME_LIST[1]]
        label = self.label_tokens(variable, len(people) > 1)
        out.extend([*label, *names] if self.label_first else [*names, *label])

    def label_tokens(self, variable: str, plural: bool) -> Tokens:
        """The label's term for a name variable."""
        label = self.label
        if label is None or self.scope.mode == "sort":
            return []
        many = label.plural == "always" or (label.plural != "never" and plural)
        term = self.scope.locale.term(variable, label.form, many)
        if not term:
            return []
        return list(dressed_constant(term, label.look, self.scope))

    def render_list(
        self,
        people: tuple[Person, ...],
        shown: Shown,
        levels: tuple[int, ...],
        language: str,
        out: Tokens,
    ) -> None:
        """The names themselves, with delimiters, "and", "et al." or the ellipsis."""
        options = self.options
        count = shown.count
        delimiter = options.delimiter
        for index in range(count):
            if index:
                if index == count - 1 and not (shown.et_al or shown.last) and self.and_term:
                    self.append_conjunction(people, count, out)
                else:
                    if self.name_look.suffix:
                        out.append(INSIDE)
                    out.append(delimiter)
            self.append_name(people, index, levels, language, out)
        if shown.last:
            out.append(delimiter)
            out.append("… ")
            self.append_name(people, len(people) - 1, levels, language, out)
        elif shown.et_al and self.et_al and count and not self.scope.key_options:
            prefix, suffix = self.et_al_affixes
            if prefix:
                out.append(prefix)
            elif self.takes_delimiter(
                options.precedes_et_al, count > 1, self.inverted(people, count - 1)
            ):
                out.append(delimiter)
            elif not self.et_al_is_cjk:
                out.append(" ")
            out.extend(self.et_al)
            if suffix:
                out.append(suffix)

    def append_conjunction(self, people: tuple[Person, ...], count: int, out: Tokens) -> None:
        """The joint before the last name; a term that brings its own space is joined by it."""
        if self.and_term[-1].isspace():
            out.append(self.and_term)
            return
        delimiter, rule = self.options.delimiter, self.options.precedes_last
        a_body = people[count - 1].literal is not None
        if a_body and rule in ("always", "never") and not self.options.bodies_join_as_persons:
            # Practice joins a body to the persons before it by the number of names alone.
            rule = "contextual"
        if self.takes_delimiter(rule, count > 2, self.inverted(people, count - 2)):
            joint = delimiter if delimiter.endswith(" ") else delimiter + " "
            out.append(f"{joint}{self.and_term} ")
        else:
            out.append(f" {self.and_term} ")

    def takes_delimiter(self, rule: str, several: bool, inverted: bool) -> bool:
        """`delimiter-precedes-last` and `-et-al`: contextual, after-inverted-name, always, never."""
        if rule == "always":
            return True
        if rule == "never":
            return False
        return inverted if rule == "after-inverted-name" else several

    def inverted(self, people: tuple[Person, ...], index: int) -> bool:
        """Whether a name is printed family name first by `name-as-sort-order`."""
        if self.scope.mode == "sort":
            return True
        order = self.options.as_sort_order
        return (order == "all" or (order == "first" and index == 0)) and (
            people[index].literal is None
        )

    def append_name(
        self,
        people: tuple[Person, ...],
        index: int,
        levels: tuple[int, ...],
        language: str,
        out: Tokens,
    ) -> None:
        """One name, marked where an author substitute may replace it."""
        level = levels[index] if index < len(levels) else 0
        tokens = self.printer.print(people[index], self.inverted(people, index), level, language)
        look = self.name_look
        if (look.prefix or look.suffix) and people[index].literal is None:
            tokens = [token for token in (look.prefix, *tokens, look.suffix) if token != ""]
        if self.mark:
            out.append(NAME[0])
            out.extend(tokens)
            out.append(NAME[1])
        elif all(type(token) is str for token in tokens):
            out.append("".join(tokens))  # type: ignore[arg-type]
        else:
            out.extend(tokens)
