"""How large a style becomes when its macros are expanded; what has no end is refused.

In: a parsed style. A macro that is not defined, macros that call each other in a circle, and a style
that would expand beyond a budget are `StyleError`s that name the macro and its line.
"""

from __future__ import annotations

from citeconv.csl.nodes import Choose, Element, Group, Names, StyleTree, Text
from citeconv.model.report import StyleError

EXPANSION_BUDGET = 200_000
"""Rendering elements that one cite may evaluate, macros expanded; large styles have some 5,000."""

NESTING_LIMIT = 200


def check_expansion(tree: StyleTree) -> None:
    """Macros must exist, must not call themselves, and must not expand beyond the budget."""
    sizes: dict[str, int] = {}
    open_macros: list[str] = []

    def size_of_macro(name: str, line: int) -> int:
        known = sizes.get(name)
        if known is not None:
            return known
        macro = tree.macros.get(name)
        if macro is None:
            raise StyleError(f"line {line}: the macro “{name}” is not defined")
        if name in open_macros:
            circle = " → ".join([*open_macros[open_macros.index(name) :], name])
            raise StyleError(f"line {macro.line}: macros call each other in a circle: {circle}")
        if len(open_macros) >= NESTING_LIMIT:
            raise StyleError(f"line {macro.line}: macros are nested too deeply at “{name}”")
        open_macros.append(name)
        sizes[name] = total = size(macro.children)
        open_macros.pop()
        if total > EXPANSION_BUDGET:
            raise StyleError(
                f"line {macro.line}: the macro “{name}” expands to more than "
                f"{EXPANSION_BUDGET:,} elements"
            )
        return total

    def size(children: tuple[Element, ...]) -> int:
        total = 0
        for child in children:
            total += 1
            if isinstance(child, Text):
                if child.source == "macro":
                    total += size_of_macro(child.name, child.line)
            elif isinstance(child, Group):
                total += size(child.children)
            elif isinstance(child, Names):
                total += size(child.substitute)
            elif isinstance(child, Choose):
                total += max((size(branch.children) for branch in child.branches), default=0)
        return total

    for area in (tree.citation, tree.bibliography):
        if area is None:
            continue
        total = size(area.layout.children)
        for key in area.sort:
            if key.macro is not None:
                total += size_of_macro(key.macro, key.line)
        if total > EXPANSION_BUDGET:
            raise StyleError(
                f"line {area.line}: the layout expands to more than {EXPANSION_BUDGET:,} elements"
            )
