"""What the shape of an item settles: its type, and which of the style's variables have a value.

Most of a style is for other items: branches not taken, groups whose variables are all empty. Which
those are is the same for all items of one shape, so it is found out once for a shape and remembered
with it. What hangs on the cite (locator, position, number, suffix) or on a value is never settled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from citeconv.csl.context import DATE_VARIABLES, NAME_VARIABLES, Context, Shape
from citeconv.csl.nodes import (
    Branch,
    Choose,
    Date,
    Element,
    Group,
    Label,
    Macro,
    Names,
    Number,
    Text,
)
from citeconv.csl.rich_text import Tokens

if TYPE_CHECKING:
    from citeconv.csl.scope import Render

CITE_VARIABLES = frozenset(
    ("locator", "citation-number", "first-reference-note-number", "year-suffix", "citation-label")
)
"""What an item has by its cite or by the other items, not by itself."""

MOST_SHAPES = 500
"""Shapes that are remembered for a style; the rest is rendered without."""
SMALLEST = 3
"""Elements that a part of a style must have for it to be worth asking first."""

BRANCHING = (Choose, Group, Names)
NOTHING: frozenset[str] = frozenset()

Needs: TypeAlias = tuple[frozenset[str] | None, int]
"""The variables without which an element prints the same for all items of a shape (None where
something else counts), and how many elements it has."""


class Shapes:
    """The shapes of the items that a style has met, and what its elements need."""

    def __init__(self, macros: Mapping[str, Macro]) -> None:
        self.macros = macros
        self.known: dict[tuple[str, frozenset[str]], Shape] = {}
        self.needs: dict[tuple[int, str], Needs] = {}
        self.variables: set[str] = set()
        """The variables that the style asks for: others make no shape."""
        self.serial = 0

    def of(self, type: str, facts: frozenset[str]) -> Shape | None:
        """The shape of an item; None if there are too many to remember one more."""
        key = (type, facts & self.variables)
        found = self.known.get(key)
        if found is None and len(self.known) < MOST_SHAPES:
            found = self.known[key] = {}
        return found

    def next_serial(self) -> int:
        """A name for what a shape settles."""
        self.serial += 1
        return self.serial

    def remembered(self, branches: Sequence[Branch], choose: Callable[[Context], Render]) -> Render:
        """The closure of a choice of branches, made once a shape if an item's shape decides it."""
        if not all(hangs_on_shape(branch) for branch in branches):
            return lambda context, out: choose(context)(context, out)
        self.tell_apart(branches)
        serial = self.next_serial()

        def render(context: Context, out: Tokens) -> int:
            shape = context.shape
            if shape is None:
                return choose(context)(context, out)
            chosen = shape.get(serial)
            if chosen is None:
                chosen = shape[serial] = choose(context)
            return chosen(context, out)

        return render

    def tell_apart(self, branches: Iterable[Branch]) -> None:
        """Let the variables that branches test for count for the shape."""
        for branch in branches:
            for test, names in branch.tests:
                if test != "type":
                    self.variables.update(names)

    def unless_empty(self, node: Element, area: str, render: Render) -> Render:
        """The closure of an element, not entered for items of whose shape it prints nothing."""
        if not (isinstance(node, BRANCHING) or (isinstance(node, Text) and node.source == "macro")):
            return render
        variables, size = self.needs_of(node, area)
        if variables is None or size < SMALLEST:
            return render
        self.variables |= variables
        needed = variables
        serial = self.next_serial()

        def render_unless_empty(context: Context, out: Tokens) -> int:
            shape = context.shape
            if shape is None:
                return render(context, out)
            status = shape.get(serial)
            if status is None:
                start = len(out)
                status = render(context, out)
                empty = len(out) == start and needed.isdisjoint(context.facts)
                shape[serial] = status if empty else False
                return status
            return render(context, out) if status is False else status

        return render_unless_empty

    def needs_of(self, node: Element, area: str) -> Needs:
        """What an element needs, macros expanded."""
        if isinstance(node, Text) and node.source != "macro":
            return (text_needs(node.name) if node.source == "variable" else NOTHING), 1
        if isinstance(node, Number | Label):
            return text_needs(node.variable), 1
        if isinstance(node, Date):
            return frozenset((node.variable,)), 1
        key = (id(node), area)
        found = self.needs.get(key)
        if found is None:
            found = self.needs[key] = self.read_needs(node, area)
        return found

    def read_needs(self, node: Text | Group | Names | Choose, area: str) -> Needs:
        """`needs_of` of an element that has others in it, the first time."""
        if isinstance(node, Text):
            return self.needs_of_all(self.macros[node.name].children, area)
        if isinstance(node, Group):
            return self.needs_of_all(node.children, area)
        if isinstance(node, Names):
            others, size = self.needs_of_all(node.substitute, area)
            return (None if others is None else others.union(node.variables)), size + 1
        return self.choose_needs(node.branches, area)

    def needs_of_all(self, nodes: Iterable[Element], area: str) -> Needs:
        """What several elements need."""
        found = [self.needs_of(node, area) for node in nodes]
        return union(variables for variables, _ in found), sum(size for _, size in found)

    def choose_needs(self, branches: Sequence[Branch], area: str) -> Needs:
        """What the branches need, and their tests: those on a value hold for no absent one."""
        self.tell_apart(branches)
        found = [self.needs_of_all(branch.children, area) for branch in branches]
        tested = [tested_values(branch, area) for branch in branches]
        return (
            union([*tested, *(variables for variables, _ in found)]),
            sum(size for _, size in found) + len(found),
        )


def union(several: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    """All variables; None if one of the sets is."""
    variables: set[str] = set()
    for own in several:
        if own is None:
            return None
        variables |= own
    return frozenset(variables)


@lru_cache(maxsize=512)
def text_needs(variable: str) -> frozenset[str] | None:
    """What a variable needs that is printed as text or number."""
    if variable in CITE_VARIABLES or variable in DATE_VARIABLES or variable in NAME_VARIABLES:
        return None
    name = variable.removesuffix("-short")
    return frozenset((name, f"{name}-short"))


def hangs_on_shape(branch: Branch) -> bool:
    """Whether an item's shape decides the tests of a branch."""
    return all(
        test == "type" or (test == "variable" and CITE_VARIABLES.isdisjoint(names))
        for test, names in branch.tests
    )


def tested_values(branch: Branch, area: str) -> frozenset[str] | None:
    """The variables whose values a branch asks for; None if it asks for what no item has."""
    values: set[str] = set()
    for test, names in branch.tests:
        if test in ("is-numeric", "is-uncertain-date"):
            values.update(names)
        elif test not in ("type", "variable") and not (
            test == "position" and area == "bibliography"
        ):
            return None
        if test in ("variable", "is-numeric") and not CITE_VARIABLES.isdisjoint(names):
            return None
    return frozenset(values)
