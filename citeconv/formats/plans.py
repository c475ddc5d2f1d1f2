"""What writes records of one shape: of a native type and some variables, in this order.

A plan is made once for a shape, since the records of a file are of a few (measured: a third of the
time of making entries); and records of a shape are written field by field, in columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from operator import itemgetter
from typing import Final

from citeconv.formats.rows import Codec
from citeconv.model.record import Value

Field = tuple[str, str]
#: What is written of a record: tags, and a text for each.
Texts = tuple[tuple[str, ...], list[str]]
_Write = Callable[[Value], str | list[str]]
_WriteAll = Callable[[Mapping[str, Value], str], list[Field]]
#: The inverse of a reader's index: variable → position in the table, tag, codec.
Inverse = dict[str, tuple[int, str, Codec]]
#: A composite's variables, its writer, and the place of what it writes among the rows.
CompositeWriter = tuple[frozenset[str], _WriteAll, float]
#: A step: a variable, its tag, codec's write and write_all, 0 or 1 where a composite may have said
#: it already; or "" and the number of a composite.
_Step = tuple[str, str, _Write, Callable[[list[Value]], list[str]] | None, int]
#: The composites that the variables concern (theirs, and their writer), and a step for each
#: variable and composite, in the order of the fields.
Plan = tuple[list[tuple[frozenset[str], _WriteAll]], list[_Step]]

#: The codec of a variable that no row has.
_SAYS_NOTHING: Final = Codec("", lambda text: None, lambda value: "", frozenset())
#: The place of what has none in the table.
_LAST: Final = 1_000_000


def writing_plan(
    inverse: Inverse, composites: Iterable[CompositeWriter], names: tuple[str, ...]
) -> Plan:
    """The plan for records of some variables."""
    concerned = [one for one in composites if not one[0].isdisjoint(names)]
    placed: list[tuple[float, _Step]] = [
        (place, ("", "", _SAYS_NOTHING.write, None, number))
        for number, (_, _, place) in enumerate(concerned, 1)
    ]
    shared = frozenset().union(*(theirs for theirs, _, _ in concerned))
    for name in names:
        place, tag, codec = inverse.get(name, (_LAST, "", _SAYS_NOTHING))
        placed.append((place, (name, tag, codec.write, codec.write_all, int(name in shared))))
    placed.sort(key=itemgetter(0))
    return (
        [(theirs, write_all) for theirs, write_all, _ in concerned],
        [step for _, step in placed],
    )


def written_together(plan: Plan, native: str, group: list[dict[str, Value]]) -> list[Texts]:
    """What composites and rows write of several records of the same variables, for each its own.

    Empty where something of any of them isn't said: that is each record's own affair.
    """
    composites, steps = plan
    said = [[write_all(variables, native) for variables in group] for _, write_all in composites]
    if not all(map(all, said)):
        return []
    #: What stands beside each other: tags, for all records or for each, and each one's texts.
    heads: list[tuple[str, ...] | list[tuple[str, ...]]] = []
    runs: list[Iterable[Iterable[str]]] = []
    tags: list[str] = []
    columns: list[list[str]] = []
    for variable, tag, write, write_all, number in steps:
        if number and variable:
            continue  # a composite said it
        if number:
            heads_here, texts_here = zip(*(zip(*pairs) for pairs in said[number - 1]))
        else:
            column = [variables[variable] for variables in group]
            texts = write_all(column) if write_all is not None else [*map(write, column)]
            if not all(texts):
                return []
            if list not in set(map(type, texts)):
                tags.append(tag)
                columns.append(texts)  # type: ignore[arg-type]
                continue
            texts_here = [(text,) if type(text) is str else text for text in texts]
            heads_here = [(tag,) * len(texts) for texts in texts_here]
        if tags:
            heads.append(tuple(tags))
            runs.append(zip(*columns))
            tags, columns = [], []
        heads.append([*heads_here])
        runs.append(texts_here)
    if tags:
        heads.append(tuple(tags))
        runs.append(zip(*columns))
    varying = [head for head in heads if type(head) is list]
    if not varying:
        return [(tuple(tags), [*row]) for row in zip(*columns)]
    whole: dict[tuple[tuple[str, ...], ...], tuple[str, ...]] = {}
    written: list[Texts] = []
    for own, row in zip(zip(*varying), zip(*runs)):
        if own not in whole:
            its = iter(own)
            whole[own] = (
                *chain.from_iterable(next(its) if type(head) is list else head for head in heads),
            )
        written.append((whole[own], [*chain.from_iterable(row)]))
    return written
