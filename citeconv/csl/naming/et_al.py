"""How many names are shown, and what stands for the rest (spec: Name, Et-al).

`et-al-min`, `et-al-use-first`, their `-subsequent-` kin and `et-al-use-last` are decided here.
"""

from __future__ import annotations

from dataclasses import dataclass

from citeconv.csl.naming.options import NameOptions


@dataclass(frozen=True, slots=True)
class Shown:
    """The first `count` names, then perhaps "et al.", or an ellipsis and the last name."""

    count: int
    et_al: bool = False
    last: bool = False


def decide_et_al(
    total: int, options: NameOptions, subsequent: bool, more: int, printed: bool
) -> Shown:
    """What to show of `total` names; `more` is the number that disambiguation asks for.

    Cites that are only compared (not `printed`) count names as if "et al." could stand for one.
    """
    minimum, first = options.et_al_min, options.et_al_use_first
    if subsequent:
        minimum = options.et_al_subsequent_min or minimum
        first = options.et_al_subsequent_use_first or first
    if options.et_al_hides_all and not first and minimum and total >= minimum:
        return Shown(more if more < total else total, et_al=more > 0)
    if not minimum or not first or total < minimum or total <= first:
        return Shown(total)
    if options.et_al_use_last and first > minimum - 2:
        # The ellipsis stands for two names at least.
        first = max(minimum - 2, 1)
    count = max(first, more)
    if count >= total or (more and printed and total - count < options.et_al_hides_at_least):
        return Shown(total)
    if options.et_al_use_last:
        # Only where more than one name would be left out.
        return Shown(count, last=True) if total > count + 1 else Shown(total)
    return Shown(count, et_al=True)


def without_others(shown: Shown, total: int) -> Shown:
    """The same for a list that its source ended with "and others": those are "et al."."""
    if shown.last or shown.count >= total:
        return Shown(min(shown.count, total - 1), et_al=True)
    return shown
