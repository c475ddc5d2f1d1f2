"""`cs:choose`: conditions become tests on what is known of item, cite and position (spec: Choose)."""

from __future__ import annotations

from collections.abc import Callable

from citeconv.csl.context import (
    FIRST,
    IBID,
    IBID_WITH_LOCATOR,
    SUBSEQUENT,
    Context,
)
from citeconv.csl.elements.group import sequence
from citeconv.csl.nodes import Branch, Choose
from citeconv.csl.rich_text import Tokens
from citeconv.csl.scope import Render, Scope
from citeconv.csl.shapes import CITE_VARIABLES

Test = Callable[[Context], bool]


def compile_choose(node: Choose, scope: Scope) -> Render:
    """The closure of a `cs:choose`: the first branch whose test holds is rendered."""
    branches = tuple(
        (compile_tests(branch, scope), sequence(branch.children, scope.delimiter, scope, False))
        for branch in node.branches
    )
    if len(branches) <= 2 and len(branches) and (len(branches) == 1 or branches[1][0] is None):
        test, then = branches[0]
        otherwise = branches[1][1] if len(branches) == 2 else nothing
        if test is None:
            return then
        sure: Test = test

        def render_if(context: Context, out: Tokens) -> int:
            return then(context, out) if sure(context) else otherwise(context, out)

        return render_if

    def choose(context: Context) -> Render:
        for test, body in branches:
            if test is None or test(context):
                return body
        return nothing

    return scope.shared.shapes.remembered(node.branches, choose)


def nothing(context: Context, out: Tokens) -> int:
    """What an absent branch renders."""
    del context, out
    return 0


def compile_tests(branch: Branch, scope: Scope) -> Test | None:
    """One test for all conditions of a branch; None if it always holds."""
    if not branch.tests:
        return None
    match = branch.match
    if len(branch.tests) == 1 and branch.tests[0][0] == "type":
        types = frozenset(branch.tests[0][1])
        if match == "none":
            return lambda context: context.type not in types
        return lambda context: context.type in types
    if len(branch.tests) == 1 and branch.tests[0][0] == "variable":
        names = branch.tests[0][1]
        if not CITE_VARIABLES.intersection(names):
            return variable_test(frozenset(names), match)
    tests = tuple(
        test
        for name, values in branch.tests
        for test in (
            # An item has one type: a list of them always means any of them.
            [type_test(values)] if name == "type" else [TESTS[name](v, scope) for v in values]
        )
    )
    if len(tests) == 1:
        only = tests[0]
        if match in ("none", "nand"):
            return lambda context: not only(context)
        return only
    if match == "any":
        return lambda context: any(test(context) for test in tests)
    if match == "none":
        return lambda context: not any(test(context) for test in tests)
    if match == "nand":
        return lambda context: not all(test(context) for test in tests)
    return lambda context: all(test(context) for test in tests)


def variable_test(names: frozenset[str], match: str) -> Test:
    """Whether an item has some variables: one set operation."""
    if len(names) == 1:
        (name,) = names
        if match in ("none", "nand"):
            return lambda context: name not in context.facts
        return lambda context: name in context.facts
    if match == "any":
        return lambda context: not names.isdisjoint(context.facts)
    if match == "none":
        return lambda context: names.isdisjoint(context.facts)
    if match == "nand":
        return lambda context: not names <= context.facts
    return lambda context: names <= context.facts


def test_variable(name: str, scope: Scope) -> Test:
    """`variable`: whether it has a value."""
    del scope
    if name == "locator":
        return lambda context: bool(context.locator)
    if name == "citation-number":
        return lambda context: context.citation_number is not None
    if name == "first-reference-note-number":
        return lambda context: context.first_note is not None
    if name == "year-suffix":
        return lambda context: bool(context.year_suffix)
    return lambda context: name in context.facts


def type_test(names: tuple[str, ...]) -> Test:
    """`type`."""
    types = frozenset(names)
    return lambda context: context.type in types


def test_numeric(name: str, scope: Scope) -> Test:
    """`is-numeric`."""
    del scope
    if name == "locator":
        from citeconv.csl.numbers import parse_number

        return lambda context: (
            bool(context.locator) and parse_number(context.locator, "locator").is_numeric
        )
    if name in CITE_VARIABLES:
        return test_variable(name, scope=None)  # type: ignore[arg-type]
    return lambda context: name in context.facts and context.item.number(name).is_numeric


def test_uncertain(name: str, scope: Scope) -> Test:
    """`is-uncertain-date`."""
    del scope
    return lambda context: context.item.date(name).circa


def test_locator(name: str, scope: Scope) -> Test:
    """`locator`: the locator's label."""
    del scope
    wanted = name.replace("sub-verbo", "sub verbo")
    return lambda context: (
        bool(context.locator)
        and (context.label or "page").replace("sub-verbo", "sub verbo") == wanted
    )


def test_position(name: str, scope: Scope) -> Test:
    """`position`; always false in a bibliography."""
    if scope.area == "bibliography":
        return lambda context: False
    tests: dict[str, Test] = {
        "first": lambda context: context.position == FIRST,
        "subsequent": lambda context: context.position >= SUBSEQUENT,
        "ibid": lambda context: context.position in (IBID, IBID_WITH_LOCATOR),
        "ibid-with-locator": lambda context: context.position == IBID_WITH_LOCATOR,
        "near-note": lambda context: context.near_note,
    }
    return tests.get(name, lambda context: False)


def test_disambiguate(name: str, scope: Scope) -> Test:
    """`disambiguate`: true when nothing else tells two cites apart."""
    del scope
    wanted = name == "true"

    def test(context: Context) -> bool:
        if context.disambiguate > 0:
            context.disambiguate -= 1
            return wanted
        return not wanted

    return test


TESTS: dict[str, Callable[[str, Scope], Test]] = {
    "disambiguate": test_disambiguate,
    "is-numeric": test_numeric,
    "is-uncertain-date": test_uncertain,
    "locator": test_locator,
    "position": test_position,
    "variable": test_variable,
}
