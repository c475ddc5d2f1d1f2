"""The open groups of a LaTeX text that is being read: what the scanner keeps of each."""

from __future__ import annotations

#: Braces, a command's argument, what an accent stands over, a quotation, an environment.
GROUP, ARGUMENT, ACCENT, QUOTE, ENVIRONMENT = range(5)


class Frame:
    """One open group: where its text began, and what is to be done with it when it closes."""

    __slots__ = (
        "after",
        "before",
        "closers",
        "doubled",
        "inside",
        "kind",
        "marks",
        "protects",
        "special",
        "start",
    )

    def __init__(self, kind: int, start: int, *, inside: bool = False) -> None:
        self.kind = kind
        self.start = start
        self.before = ""
        self.after = ""
        self.closers: list[str] = []
        self.marks: list[str] = []
        self.inside = inside
        self.protects = False
        self.special = False
        self.doubled = False
