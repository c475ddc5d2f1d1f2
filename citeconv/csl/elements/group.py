"""`cs:group` and any run of elements: delimiters, and the suppression of empty groups (spec: Group).

A group whose variables are all empty is dropped, whatever terms and values it holds. A group that
was kept counts for its parent as a variable that was filled.
"""

from __future__ import annotations

from citeconv.csl.context import CALLED, FILLED, Context
from citeconv.csl.elements.dress import dress
from citeconv.csl.nodes import Element, Group
from citeconv.csl.rich_text import INSIDE, LEFT_GROUP, Tokens
from citeconv.csl.scope import Render, Scope


def compile_group(node: Group, scope: Scope) -> Render:
    """The closure of a `cs:group`."""
    inside = scope.inside(node.delimiter)
    body = sequence(node.children, node.delimiter, inside, True)
    return dress(node.look, body, scope, group=True)


def sequence(
    children: tuple[Element, ...], delimiter: str, scope: Scope, suppressible: bool
) -> Render:
    """Elements one after the other; a suppressible run vanishes if its variables are all empty."""
    renders = tuple(scope.shared.compile(child, scope) for child in children)
    if suppressible:
        return grouped(renders, delimiter)
    if scope.direct:
        return first_filled(renders)
    return run_together(renders, delimiter)


def first_filled(renders: tuple[Render, ...]) -> Render:
    """The first element that renders anything: a branch inside a `cs:substitute`."""

    def render(context: Context, out: Tokens) -> int:
        start = len(out)
        status = 0
        for child in renders:
            status |= child(context, out)
            if len(out) > start:
                break
        return status

    return render


def run_together(renders: tuple[Render, ...], delimiter: str) -> Render:
    """Elements that are no group of their own: their parent decides about them."""
    if len(renders) == 1:
        return renders[0]

    def render(context: Context, out: Tokens) -> int:
        start = len(out)
        status = 0
        for child in renders:
            before = len(out)
            if delimiter and before > start:
                out.append(delimiter)
                status |= child(context, out)
                if len(out) == before + 1:
                    out.pop()
            else:
                status |= child(context, out)
        return status

    return render


def grouped(renders: tuple[Render, ...], delimiter: str) -> Render:
    """A group, by the specification's rule."""
    if not delimiter:

        def render_plain(context: Context, out: Tokens) -> int:
            start = len(out)
            status = 0
            for child in renders:
                status |= child(context, out)
            if status == CALLED:
                del out[start:]
                return CALLED
            if len(out) == start:
                return status
            end_group(out)
            return FILLED

        return render_plain

    spaced = delimiter[0] == " "

    def render(context: Context, out: Tokens) -> int:
        start = len(out)
        status = 0
        for child in renders:
            before = len(out)
            if before > start:
                if spaced and out[-1] is INSIDE:
                    out.pop()
                    before -= 1
                out.append(delimiter)
                status |= child(context, out)
                if len(out) == before + 1:
                    out.pop()
            else:
                status |= child(context, out)
        if status == CALLED:
            del out[start:]
            return CALLED
        if len(out) == start:
            return status
        end_group(out)
        return FILLED

    return render


def end_group(out: Tokens) -> None:
    """A space that ends a group is the group's own; punctuation may reach into its last quotes."""
    if out[-1] is INSIDE:
        out.pop()
    if type(out[-1]) is not str:
        out.append(LEFT_GROUP)
