"""`cs:substitute`: what stands in for absent names is silent afterwards (spec: Substitute)."""

from __future__ import annotations

from citeconv.csl.context import FILLED, Context
from citeconv.csl.rich_text import Tokens
from citeconv.csl.scope import Render


def render_substitute(substitutes: tuple[Render, ...], context: Context, out: Tokens) -> int:
    """The first substitute that renders anything; its variables are then taken as printed."""
    outer = context.recorded
    status = 0
    for substitute in substitutes:
        recorded: set[str] = set()
        context.recorded = recorded
        start = len(out)
        own = substitute(context, out)
        status |= own
        if len(out) > start or status == FILLED:
            context.recorded = outer
            if outer is not None:
                outer |= recorded
            if recorded:
                context.used = context.used | recorded
                context.texts = context.texts.without(frozenset(recorded))
            # A bare term is no variable: a group around these names does not live by it.
            return FILLED if own else status
    context.recorded = outer
    return status
