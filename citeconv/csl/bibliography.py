"""Bibliography entries: fields set apart, repeated authors replaced (spec: Bibliography-specific Options)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citeconv.csl.compile import CompiledArea
from citeconv.csl.context import Context
from citeconv.csl.rich_text import DISPLAY, Mark, Tokens, plain


@dataclass(frozen=True, slots=True)
class Bibliography:
    """What a bibliography printed: entries in order, and the layout's parameters."""

    entries: list[tuple[str, str]]
    parameters: dict[str, object]
    errors: list[tuple[str, str]]
    """The ids of items that have no entry, and why."""

    def text(self) -> str:
        """The whole bibliography."""
        body = "".join(text for _, text in self.entries)
        return f"{self.parameters['bibstart']}{body}{self.parameters['bibend']}"


def render_entry(area: CompiledArea, context: Context) -> Tokens:
    """One entry, with the layout's affixes; the first field apart if the style aligns the second."""
    out: Tokens = []
    context.capitalize_term = True
    look = area.layout.look
    if area.first is not None and area.rest is not None:
        left, right = DISPLAY["left-margin"], DISPLAY["right-inline"]
        first: Tokens = []
        area.first(context, first)
        rest: Tokens = []
        area.rest(context, rest)
        if first:
            out.extend((left[0], *first, left[1]))
        if rest:
            out.append(right[0])
            if look.prefix:
                out.append(look.prefix)
            out.extend(rest)
            append_suffix(out, look.suffix)
            last = out[-1]
            if type(last) is str and last.endswith(" "):
                # A space that ends the entry is no part of the block.
                out[-1] = last.rstrip(" ")
                out.extend((right[1], " "))
            else:
                out.append(right[1])
        return out
    if look.prefix:
        out.append(look.prefix)
    start = len(out)
    area.render(context, out)
    if len(out) == start:
        return []
    last = out[-1]
    if type(last) is not str and last.kind == "display":  # type: ignore[union-attr]
        out.pop()
        append_suffix(out, look.suffix)
        out.append(last)
    else:
        append_suffix(out, look.suffix)
    return out


def append_suffix(out: Tokens, suffix: str) -> None:
    """The layout's suffix."""
    if suffix:
        out.append(suffix)


def first_names(tokens: Tokens) -> tuple[int, int]:
    """Where the first list of names stands; (-1, -1) if there is none."""
    start = -1
    depth = 0
    for place, token in enumerate(tokens):
        if type(token) is not str and token.kind == "names":  # type: ignore[union-attr]
            if token.opens:  # type: ignore[union-attr]
                if start < 0:
                    start = place
                depth += 1
            else:
                depth -= 1
                if not depth:
                    return start, place
    return -1, -1


def spans_of(kind: str, tokens: Tokens, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of one kind between two places: single names, lists of names."""
    spans: list[tuple[int, int]] = []
    opened = -1
    for place in range(start, end):
        token = tokens[place]
        if type(token) is not str and token.kind == kind:  # type: ignore[union-attr]
            if token.opens:  # type: ignore[union-attr]
                opened = place
            else:
                spans.append((opened, place))
    return spans


class AuthorSubstitute:
    """`subsequent-author-substitute`: what stands for names that the entry before had too."""

    def __init__(self, text: str, rule: str) -> None:
        self.text = text
        self.rule = rule
        self.previous: list[str] = []

    def apply(self, tokens: Tokens) -> Tokens:
        """The entry with its repeated names replaced."""
        start, end = first_names(tokens)
        if start < 0 or tokens[start].value == "term":  # type: ignore[union-attr]
            self.previous = []
            return tokens
        spans = spans_of("name", tokens, start, end)
        texts = [plain(tokens[a:b]) for a, b in spans]
        if not spans:
            texts = [plain(tokens[start:end])]
        previous, self.previous = self.previous, texts
        stands_first = not any(type(token) is str for token in tokens[:start])
        if not stands_first or (not spans and self.rule == "complete-all"):
            # Only names that the entry begins with can be those of the one before; a title in
            # their place is not a list of names.
            return tokens
        same = 0
        for left, right in zip(previous, texts):
            if left != right:
                break
            same += 1
        if not same:
            return tokens
        complete = previous == texts
        if self.rule in ("complete-all", "complete-each") and not complete:
            return tokens
        if not spans:
            return [*tokens[: start + 1], self.text, *tokens[end:]]
        if self.rule == "complete-all":
            lists = spans_of("name-list", tokens, start, end) or spans
            return self.replace(tokens, lists[0][0], lists[-1][1])
        if self.rule == "partial-first":
            same = 1
        for opened, closed in reversed(spans[:same]):
            tokens = self.replace(tokens, opened, closed)
        return tokens

    def replace(self, tokens: Tokens, start: int, end: int) -> Tokens:
        """The tokens with one span replaced; an empty substitute removes it."""
        middle: Tokens = [self.text] if self.text else []
        return [*tokens[:start], *middle, *tokens[end + 1 :]]


def parameters(area: CompiledArea, texts: Sequence[Tokens]) -> dict[str, object]:
    """What a caller needs to lay the bibliography out."""
    options = area.options

    def number(name: str, default: int) -> int:
        text = options.get(name, "")
        return int(text) if text.isdecimal() and len(text) < 6 else default

    align = options.get("second-field-align")
    offsets = [first_field_width(tokens) for tokens in texts] if align else []
    return {
        "maxoffset": max(offsets, default=0),
        "entryspacing": number("entry-spacing", 1),
        "linespacing": number("line-spacing", 1),
        "second-field-align": align or False,
        "hanging-indent": options.get("hanging-indent") == "true",
    }


def first_field_width(tokens: Tokens) -> int:
    """The number of characters in the left margin."""
    width = 0
    inside = False
    for token in tokens:
        if type(token) is str:
            if inside:
                width += len(token)
        else:
            mark: Mark = token  # type: ignore[assignment]
            if mark.kind == "display" and mark.value == "left-margin":
                inside = mark.opens
    return width
