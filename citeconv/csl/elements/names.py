"""`cs:names`: lists of names with their labels; substitutes when there are none (spec: Names).

One list is printed by `naming.name_block`; what stands in for absent names is in
`naming.substitute`.
"""

from __future__ import annotations

from citeconv.csl.context import CALLED, FILLED, Context
from citeconv.csl.elements.dress import dress
from citeconv.csl.naming.name_block import NameBlock
from citeconv.csl.naming.substitute import render_substitute
from citeconv.csl.nodes import Names
from citeconv.csl.rich_text import NAMES, TERM_NAMES, Tokens
from citeconv.csl.scope import Render, Scope


def compile_names(node: Names, scope: Scope) -> Render:
    """The closure of a `cs:names`."""
    resolved = inherited_names(node, scope)
    substitutes = tuple(
        scope.shared.compile(child, scope.in_substitute(resolved)) for child in node.substitute
    )
    body = if_any(resolved.variables, dress(resolved.look, own_names(resolved, scope), scope))
    return suppressible(with_substitutes(body, substitutes) if substitutes else body)


def if_any(variables: tuple[str, ...], body: Render) -> Render:
    """The closure of names, not entered for an item that has none of the variables."""
    needed = frozenset(variables)

    def render(context: Context, out: Tokens) -> int:
        return CALLED if needed.isdisjoint(context.facts) else body(context, out)

    return render


def inherited_names(node: Names, scope: Scope) -> Names:
    """A `cs:names` with what it takes over: in `cs:substitute` from the names that it stands for."""
    parent = scope.substitute_for
    delimiter = node.delimiter
    if delimiter is None:
        inherited = parent.delimiter if parent is not None else None
        delimiter = inherited if inherited is not None else scope.options.get("names-delimiter", "")
    name, et_al, label, label_first = node.name, node.et_al, node.label, node.label_first
    look = node.look
    if parent is not None:
        if name is None and label is None and et_al is None:
            label, label_first = parent.label, parent.label_first
            if scope.direct:
                look = parent.look
        name = name or parent.name
        et_al = et_al or parent.et_al
    return Names(node.variables, delimiter, name, et_al, label, label_first, (), look, node.line)


def own_names(node: Names, scope: Scope) -> Render:
    """The closure of the names themselves, one list for each variable that has any."""
    block = NameBlock(node.name, node.et_al, node.label, node.label_first, scope)
    variables, joint = node.variables, node.delimiter
    merges = set(variables) == {"editor", "translator"}
    recording = scope.substitute_for is not None
    sorting = scope.mode == "sort"
    counting = block.options.form == "count"
    opening, closing = NAMES

    def render(context: Context, out: Tokens) -> int:
        item = context.item
        used = context.used
        found = [
            (variable, people)
            for variable in variables
            if variable not in used and (people := item.names(variable))
        ]
        if not found:
            return CALLED
        if merges and len(found) == 2 and found[0][1] == found[1][1]:
            found = [("editortranslator", found[0][1])]
        if recording and context.recorded is not None:
            context.recorded.update(variable for variable, _ in found)
            if found[0][0] == "editortranslator":
                context.recorded.update(variables)
        if counting:
            total = sum(block.shown(people, context, None).count for _, people in found)
            out.append(f"{total:09d}" if sorting else str(total))
            return FILLED
        out.append(opening)
        start = len(out)
        for variable, people in found:
            if joint and len(out) > start:
                out.append(joint)
            block.render(variable, people, context, out)
        if len(out) == start:
            # All names are hidden: nothing is printed, and nothing stands in for them.
            out.pop()
            return FILLED
        out.append(closing)
        return FILLED

    return render


def with_substitutes(body: Render, substitutes: tuple[Render, ...]) -> Render:
    """The closure of names that others stand in for where there are none."""
    opening, closing = NAMES

    def render(context: Context, out: Tokens) -> int:
        status = body(context, out)
        if status == FILLED:
            return status
        start = len(out)
        out.append(opening)
        outer_sets, used = context.name_sets, context.used
        status |= render_substitute(substitutes, context, out)
        context.name_sets = outer_sets
        if len(out) == start + 1:
            out.pop()
        elif context.used is used:
            out[start] = TERM_NAMES[0]
            out.append(TERM_NAMES[1])
        else:
            out.append(closing)
        return status

    return render


def suppressible(body: Render) -> Render:
    """The first names of a cite can be left out (`suppress-author`), or all but them."""

    def render(context: Context, out: Tokens) -> int:
        if context.suppress_author:
            start = len(out)
            status = body(context, out)
            if len(out) > start:
                context.suppress_author = False
                del out[start:]
            return status
        return body(context, out)

    return render
