"""Sort keys and the order they give (spec: Sorting).

A key is evaluated once an item, and only for items that the keys before do not part: a variable in its sortable form, or a macro rendered in sort mode
(names family name first, dates and numbers as digits). Items without a value come last, whichever
way the key runs; ties keep the order in which items were cited.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from citeconv.csl.collation import sort_key
from citeconv.csl.context import DATE_VARIABLES, NAME_VARIABLES, NUMBER_VARIABLES, Context
from citeconv.csl.elements.date import sort_text
from citeconv.csl.elements.number import sortable
from citeconv.csl.nodes import PLAIN, Name, Names, SortKey, Text
from citeconv.csl.rich_text import Tokens, plain
from citeconv.csl.scope import Scope

KeyValue: TypeAlias = str | None
LONGEST_KEY = 2000
"""Characters of a text that are sorted by."""
ALL_PARTS = frozenset(("year", "month", "day"))


@dataclass(frozen=True, slots=True)
class CompiledKey:
    """A `cs:key`: what it makes of an item, and its direction."""

    evaluate: Callable[[Context], KeyValue]
    ascending: bool
    by_number: bool = False


def compile_key(key: SortKey, scope: Scope) -> CompiledKey:
    """The key's evaluation."""
    from citeconv.csl.elements.text import compile_macro

    scope = replace(scope, mode="sort", key_options=tuple(key.options.items()), mark_names=False)
    if key.macro is not None:
        return CompiledKey(rendered(compile_macro(key.macro, scope), scope), key.ascending)
    variable = key.variable or ""
    by_number = variable == "citation-number"
    return CompiledKey(variable_value(variable, scope, key), key.ascending, by_number)


def text_key(text: str, language: str) -> KeyValue:
    """The key of a text, word by word: a space sorts before any letter."""
    words = [key for word in text[:LONGEST_KEY].split() if (key := sort_key(word, language))]
    return " ".join(words) or None


def rendered(
    render: Callable[[Context, Tokens], int], scope: Scope
) -> Callable[[Context], KeyValue]:
    """The sort text of what a macro renders."""
    language = scope.locale.lang

    def evaluate(context: Context) -> KeyValue:
        out: Tokens = []
        render(context, out)
        text = plain(out).strip()
        return text_key(text, language)

    return evaluate


def variable_value(variable: str, scope: Scope, key: SortKey) -> Callable[[Context], KeyValue]:
    """The sort text of a variable."""
    if variable in DATE_VARIABLES:
        return lambda context: sort_text(context.item.date(variable), ALL_PARTS) or None
    if variable in NAME_VARIABLES:
        name = Name({"form": "long", "name-as-sort-order": "all"}, None, None, PLAIN, key.line)
        names = Names((variable,), None, name, None, None, False, (), PLAIN, key.line)
        return rendered(scope.shared.compile(names, scope), scope)
    if variable == "citation-number":
        return lambda context: (
            None if context.citation_number is None else f"{context.citation_number:09d}"
        )
    if variable == "citation-label":
        label = Text("variable", variable, None, False, PLAIN, key.line)
        return rendered(scope.shared.compile(label, scope), scope)
    if variable in NUMBER_VARIABLES:

        def number(context: Context) -> KeyValue:
            value = context.item.number(variable)
            text = sortable(value) if value.is_numeric else value.source
            return text_key(text, scope.locale.lang)

        return number
    language = scope.locale.lang

    def text_value(context: Context) -> KeyValue:
        text = plain(context.texts[variable]).strip()
        return text_key(text, language)

    return text_value


def sorted_by(
    keys: Sequence[CompiledKey], count: int, value: Callable[[int, int], KeyValue]
) -> list[int]:
    """The places of some entries in the keys' order; ties stay as they are.

    `value` tells an entry's value of a key. It is asked only where the keys before left a tie.
    """
    runs = [list(range(count))]
    for number, key in enumerate(keys):
        if len(runs) == count:
            break
        parts: list[list[int]] = []
        for run in runs:
            if len(run) == 1:
                parts.append(run)
            else:
                parts.extend(parted(run, number, key.ascending, value))
        runs = parts
    return [place for run in runs for place in run]


def parted(
    run: list[int], number: int, ascending: bool, value: Callable[[int, int], KeyValue]
) -> Iterable[list[int]]:
    """A run of entries, parted by a key's values and put in their order."""
    parts: dict[KeyValue, list[int]] = {}
    for place in run:
        parts.setdefault(value(place, number), []).append(place)
    absent = parts.pop(None, None)
    found = [
        parts[text]
        for text in sorted((text for text in parts if text is not None), reverse=not ascending)
    ]
    return [*found, absent] if absent else found
