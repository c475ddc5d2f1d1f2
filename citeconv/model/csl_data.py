"""A record as CSL-JSON data (plain dicts and lists) and back: the native form of the model.

Source: the `csl-data.json` schema of CSL 1.0.2. What the schema has no place for goes to its
`custom` object, under the keys of `Record.extra`; so `from_csl(to_csl(record)) == record`.
`from_csl` takes every shape that is met in the wild and reports what it repaired.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Final

from citeconv.model.csl_dates import date_from_csl, date_to_csl, plain_date, scalar, timed_text
from citeconv.model.dates import Date
from citeconv.model.names import Name, parse_name
from citeconv.model.record import Origin, Record
from citeconv.model.report import Report
from citeconv.model.vocabulary import KINDS, TYPE_ALIASES, TYPES, VARIABLE_ALIASES

CslItem = dict[str, object]

_NAME_KEYS: Final = (
    ("family", "family"),
    ("given", "given"),
    ("non_dropping_particle", "non-dropping-particle"),
    ("dropping_particle", "dropping-particle"),
    ("suffix", "suffix"),
    ("literal", "literal"),
)
_NAME_FIELDS: Final = frozenset(csl for _, csl in _NAME_KEYS)
#: Keys of the schema's name object that a `Name` carries in its `extra`.
_NAME_OPTIONS: Final = frozenset({"comma-suffix", "static-ordering", "parse-names"})

#: Where what a name or date says beyond the schema is kept among the record's custom values.
NAME_EXTRA: Final = "csl-json:names"


# --- writing ----------------------------------------------------------------------------------


def to_csl(record: Record) -> CslItem:
    """The record as a schema-valid CSL-JSON item."""
    item: CslItem = {"id": record.id, "type": record.type}
    custom = dict(record.extra)
    beside: dict[str, object] = {}
    for name, value in record.variables.items():
        if type(value) is str:
            item[name] = value
        elif type(value) is Date:
            item[name] = date_to_csl(value)
        else:
            item[name] = [name_to_csl(person) for person in value]  # type: ignore[arg-type]
            for index, person in enumerate(value):
                if person.extra:  # type: ignore[union-attr]
                    keep = {key: _thawed(said) for key, said in person.extra}  # type: ignore[union-attr]
                    if not keep.keys() <= _NAME_OPTIONS:
                        beside[f"{name}/{index}"] = keep
    if beside:
        custom[NAME_EXTRA] = beside
    if custom:
        item["custom"] = custom
    return item


def name_to_csl(name: Name) -> dict[str, object]:
    """A name as a schema-valid CSL-JSON name object."""
    family, given, non_dropping, dropping, suffix, literal, extra = name
    if not (non_dropping or dropping or suffix or literal or extra) and family and given:
        return {"family": family, "given": given}
    out: dict[str, object] = {}
    for part, (_, csl) in zip(name, _NAME_KEYS):
        if part:
            out[csl] = part
    out.update((key, value) for key, value in extra if key in _NAME_OPTIONS)
    return out


# --- reading ----------------------------------------------------------------------------------


def from_csl(item: Mapping[str, object], report: Report, *, line: int = 0) -> Record:
    """A record of a CSL-JSON item in any shape met in the wild; never raises for its content."""
    record = _new_record()
    id_ = item.get("id")
    if type(id_) is not str:
        id_ = scalar(item.get("citation-key", "") if id_ is None else id_)
    record.id = id_
    type_ = item.get("type", "document")
    if type(type_) is str and type_ in TYPES:
        record.type = type_
    else:
        _set_alias_type(record, type_, report, line)
    texts, names, dates, others = _kinds_of(tuple(item))
    # text stands in the record as it does in the item, and so does the order of the variables
    variables: dict[str, object] = dict(item)
    record.variables = variables  # type: ignore[assignment]
    for name in others:
        del variables[name]
    for name in texts:
        value = variables[name]
        if type(value) is not str or not value:
            _set_scalar(record, name, value, report, line)
    for name in names:
        people = names_from_csl(variables[name])
        if people:
            variables[name] = people
        else:
            del variables[name]
    for name in dates:
        value = variables[name]
        date = plain_date(value)
        if date is None and (date := date_from_csl(value)) and (timed := timed_text(value, date)):
            record.extra[f"csl-json:{name}"] = timed
        if date is not None:
            variables[name] = date
            continue
        record.extra[f"csl-json:{name}"] = variables.pop(name)
        report.add("date-malformed", repr(value)[:200], line=line, record=record.id, field=name)
    for name in others:
        if name != "id" and name != "type":
            _set_other(record, name, item[name], report, line)
    if "custom" in item:
        _restore_custom(record, item["custom"])
    return record


def _new_record() -> Record:
    """An empty record, without the checks of what is given for its parts."""
    record = Record.__new__(Record)
    record.type, record.origin, record.extra = "document", _NOWHERE, {}
    return record


_NOWHERE: Final = Origin()


@lru_cache(maxsize=512)
def _kinds_of(
    keys: tuple[str, ...],
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The keys of an item that are text or numbers, names, dates, and none of the vocabulary's.

    The items of a file are of a few shapes (measured: to ask the vocabulary for each key of each
    item takes a fifth of the time of reading).
    """
    kinds = [(key, KINDS.get(key)) for key in keys]
    return (
        tuple(key for key, kind in kinds if kind in ("text", "number")),
        tuple(key for key, kind in kinds if kind == "names"),
        tuple(key for key, kind in kinds if kind == "date"),
        tuple(key for key, kind in kinds if kind is None),
    )


def _set_alias_type(record: Record, value: object, report: Report, line: int) -> None:
    name = str(value)
    record.type = TYPE_ALIASES.get(name, TYPE_ALIASES.get(name.lower(), "document"))
    record.extra["csl-json:type"] = name
    if record.type == "document":
        report.add("type-unknown", name, line=line, record=record.id, field="type")


def _set_scalar(record: Record, name: str, value: object, report: Report, line: int) -> None:
    """Set a text variable to a value that is no text, or unset it."""
    text = ""
    if isinstance(value, (bool, Mapping)):
        if value != {}:
            record.extra[f"csl-json:{name}"] = value
            report.add(
                "field-malformed", repr(value)[:200], line=line, record=record.id, field=name
            )
    elif isinstance(value, list):
        text = ", ".join(scalar(part) for part in value if not isinstance(part, (list, Mapping)))
    else:
        text = scalar(value)
    if text:
        record.variables[name] = text
    else:
        record.variables.pop(name, None)


def _set_other(record: Record, name: str, value: object, report: Report, line: int) -> None:
    """A key outside the vocabulary: an older name of a variable, `custom`, or kept in extra."""
    if name == "custom" or value is None or value == "":
        return
    alias = VARIABLE_ALIASES.get(name)
    if alias and alias not in record.variables and KINDS[alias] == "text":
        _set_scalar(record, alias, value, report, line)
        return
    record.extra[f"csl-json:{name}"] = value


def _restore_custom(record: Record, custom: object) -> None:
    if not isinstance(custom, Mapping):
        record.extra["csl-json:custom"] = custom
        return
    extra = dict(record.extra)
    record.extra = {**extra, **{str(key): value for key, value in custom.items()}}
    beside = record.extra.get(NAME_EXTRA)
    if not isinstance(beside, Mapping):
        return
    for place, keep in beside.items():
        name, _, index = str(place).partition("/")
        people = record.variables.get(name)
        if isinstance(people, list) and index.isdecimal() and int(index[:6]) < len(people):
            person = people[int(index[:6])]
            if isinstance(keep, Mapping):
                pairs = tuple((key, _frozen(said)) for key, said in keep.items())
                people[int(index[:6])] = person._replace(extra=pairs)
    del record.extra[NAME_EXTRA]


#: A `Name` of all its parts, without the call of a function that puts them in order.
_new_name: Final = partial(tuple.__new__, Name)


def names_from_csl(value: object) -> list[Name]:
    """Names of a CSL-JSON name variable: objects, plain strings, a single object or string."""
    if type(value) is not list:
        if not isinstance(value, (str, Mapping)):
            return []
        value = [value]
    people = []
    for item in value:
        if type(item) is dict:
            # most names have these two; measured: a third of the time of reading a file of articles
            if len(item) == 2 and "family" in item and "given" in item:
                family, given = item["family"], item["given"]
                if type(family) is str and type(given) is str and family and given:
                    people.append(_new_name((family, given, "", "", "", "", ())))
                    continue
            person = _name_from_csl(item)
        elif isinstance(item, str):
            person = parse_name(item)
        else:
            continue
        if any(person[:6]):
            people.append(person)
    return people


def _name_from_csl(item: Mapping[str, object]) -> Name:
    values = {attribute: scalar(item.get(key, "")) for attribute, key in _NAME_KEYS}
    if not values["literal"] and not values["family"]:
        # other programs' spellings of a body
        values["literal"] = scalar(item.get("name", "") or item.get("lastName", ""))
    extra = tuple(
        (key, _frozen(value))
        for key, value in item.items()
        if key not in _NAME_FIELDS
        and not (key in ("name", "lastName") and values["literal"] == value)
    )
    return Name(**values, extra=extra)


class _Object(tuple[tuple[str, object], ...]):
    """A JSON object as pairs."""


def _frozen(value: object) -> object:
    """JSON data in tuples: a `Name` can be a key, whatever stands beside it (Crossref's affiliations)."""
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    if isinstance(value, Mapping):
        return _Object((str(key), _frozen(inner)) for key, inner in value.items())
    return value


def _thawed(value: object) -> object:
    """JSON data as it was."""
    if isinstance(value, _Object):
        return {key: _thawed(inner) for key, inner in value}
    return list(map(_thawed, value)) if isinstance(value, tuple) else value
