"""Given names: whole or as initials (spec: `initialize`, `initialize-with`)."""

from __future__ import annotations

from citeconv.csl.context import Person
from citeconv.csl.naming.initials import initialize_given
from citeconv.csl.rich_text import Value, parse_markup


def given_name(
    person: Person, initialize_with: str | None, initialize: bool, hyphen: bool
) -> Value:
    """The given names as the options want them."""
    if initialize_with is None or not person.given_source:
        return person.given
    return parse_markup(initialize_given(person.given_source, initialize_with, hyphen, initialize))
