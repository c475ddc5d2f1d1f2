"""What writes records of one shape: of a native type and some variables, in this order.

A plan is made once for a shape, since the records of a file are of a few (measured: a third of the
time of making entries); and what rows write of several records is written in columns, whatever
their shapes: all titles at once, all texts at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain, groupby, repeat
from operator import itemgetter
from typing import Any, Final, NamedTuple

from citeconv.formats.rows import Codec
from citeconv.model.record import Value

Field = tuple[str, str]
#: What is written of a record: tags, and a text for each.
Texts = tuple[tuple[str, ...], list[str]]
_Write = Callable[[Value], str | list[str]]
_WriteColumn = Callable[[list[Value]], list[str]]
_WriteAll = Callable[[Mapping[str, Value], str], list[Field]]
#: The inverse of a reader's index: variable → position in the table, tag, codec.
Inverse = dict[str, tuple[int, str, Codec]]
#: A composite's variables, its writer, and the place of what it writes among the rows.
CompositeWriter = tuple[frozenset[str], _WriteAll, float]
#: A step: a variable, its tag, codec's write, 0 or 1 where a composite may have said it already; or
#: "" and the number of a composite.
_Step = tuple[str, str, _Write, int]
#: The codec of a variable that no row has.
_SAYS_NOTHING: Final = Codec("", lambda text: None, lambda value: "", frozenset())
#: The place of what has none in the table.
_LAST: Final = 1_000_000


#: A column of values to be written: their variable, and a codec's `write` and `write_all`.
_Column = tuple[str, _Write, _WriteColumn | None]


class _Rows(NamedTuple):
    """Rows that stand beside each other: their tags, and the column of each."""

    tags: tuple[str, ...]
    columns: tuple[_Column, ...]


class Plan(NamedTuple):
    """How records of a shape are written.

    `composites`: those that the variables concern (theirs, and their writer). `steps`: one for each
    variable and composite, in the order of the fields. `runs`: what is left of the steps where each
    composite says what it may: rows, and numbers of composites. `tags`: those that records have had,
    by what composites made of them.
    """

    composites: list[tuple[frozenset[str], _WriteAll]]
    steps: list[_Step]
    runs: list[int | _Rows]
    tags: dict[tuple[tuple[str, ...], ...], tuple[str, ...]]


def writing_plan(
    inverse: Inverse, composites: Iterable[CompositeWriter], names: tuple[str, ...]
) -> Plan:
    """The plan for records of some variables."""
    concerned = [one for one in composites if not one[0].isdisjoint(names)]
    placed: list[tuple[float, _Step, _Column]] = [
        (place, ("", "", _SAYS_NOTHING.write, number), ("", _SAYS_NOTHING.write, None))
        for number, (_, _, place) in enumerate(concerned, 1)
    ]
    shared = frozenset().union(*(theirs for theirs, _, _ in concerned))
    for name in names:
        place, tag, codec = inverse.get(name, (_LAST, "", _SAYS_NOTHING))
        step = name, tag, codec.write, int(name in shared)
        placed.append((place, step, (name, codec.write, codec.write_all)))
    placed.sort(key=itemgetter(0))
    runs: list[int | _Rows] = []
    left = [(step, column) for _, step, column in placed if not (step[0] and step[3])]
    for of_composites, run in groupby(left, lambda one: not one[0][0]):
        if of_composites:
            runs += [number for (_, _, _, number), _ in run]
        else:
            tags, columns = zip(*((step[1], column) for step, column in run))
            runs.append(_Rows(tags, columns))
    return Plan(
        [(theirs, write_all) for theirs, write_all, _ in concerned],
        [step for _, step, _ in placed],
        runs,
        {},
    )


#: Records of a shape: their plan, native type, and the place and variables of each.
Group = tuple[Plan, str, list[int], list[dict[str, Value]]]


def written_together(groups: Iterable[Group], count: int) -> list[Texts | None]:
    """What composites and rows write of `count` records, for each at its place its own.

    None where something isn't said: that is the record's own affair.
    """
    columns: dict[_Column, list[Value]] = {}
    waiting: list[tuple[Plan, list[int], list[list[list[Field]]], list[int]]] = []
    for plan, native, places, group in groups:
        said = [[write(variables, native) for variables in group] for _, write in plan.composites]
        if not all(map(all, said)):
            continue
        starts: list[int] = []
        for run in plan.runs:
            if isinstance(run, int):
                continue
            for column in run.columns:
                values = columns.setdefault(column, [])
                starts.append(len(values))
                variable = column[0]
                values += [variables[variable] for variables in group]
        waiting.append((plan, places, said, starts))
    texts: dict[_Column, list[Any]] = {}
    uneven: set[_Column] = set()
    for column, values in columns.items():
        _, write, write_all = column
        written = write_all(values) if write_all is not None else [*map(write, values)]
        texts[column] = written
        if not all(written) or list in set(map(type, written)):
            uneven.add(column)
    together: list[Texts | None] = [None] * count
    for plan, places, said, starts in waiting:
        for place, one in zip(places, _assembled(plan, len(places), said, starts, texts, uneven)):
            together[place] = one
    return together


def _assembled(
    plan: Plan,
    count: int,
    said: list[list[list[Field]]],
    starts: list[int],
    texts: dict[_Column, list[Any]],
    uneven: set[_Column],
) -> list[Texts | None]:
    """What records of a shape have in the columns, beside what composites said of them."""
    heads: list[Iterable[tuple[str, ...]]] = []
    parts: list[Iterable[tuple[str, ...]]] = []
    unsaid: set[int] = set()
    start = iter(starts)
    for run in plan.runs:
        if isinstance(run, int):
            tags, own = zip(*[zip(*pairs) for pairs in said[run - 1]])
            heads.append(tags)
            parts.append(own)
            continue
        columns = [texts[column][at : at + count] for column, at in zip(run.columns, start)]
        if not uneven.isdisjoint(run.columns):
            for column in columns:
                unsaid.update(
                    at for at, text in enumerate(column) if not text or type(text) is not str
                )
        parts.append(zip(*columns))
    written: list[Texts | None] = []
    if not parts:
        return [None] * count
    for own, *row in zip(zip(*heads) if heads else repeat(()), *parts):
        tags = plan.tags.get(own)
        if tags is None:
            composed = iter(own)
            tags = tuple(
                chain.from_iterable(
                    next(composed) if isinstance(run, int) else run.tags for run in plan.runs
                )
            )
            if len(plan.tags) < 64:
                plan.tags[own] = tags
        written.append((tags, [*chain.from_iterable(row)]))
    for at in unsaid:
        written[at] = None
    return written
