"""Find a format by name, file extension or content: the built-in ones and installed plug-ins.

A third party adds a format with an entry point in the group `citeconv.formats` whose object is
a `Format`. Modules are imported on first use; a plug-in that does not import is an error that
names it, never skipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Final

from citeconv.formats import BUILT_IN
from citeconv.formats.format import Format
from citeconv.formats.source import Source
from citeconv.model.report import FormatError

GROUP: Final = "citeconv.formats"


@cache
def _plug_ins() -> dict[str, str]:
    """Name → "module:object" of the installed plug-ins, none of them imported."""
    from importlib.metadata import entry_points

    points = list(entry_points(group=GROUP))
    for point in points:
        if point.name in BUILT_IN:
            raise FormatError(
                f"{point.value} calls its format {point.name!r}, as citeconv calls one of its own; "
                "the package must name it otherwise, or be uninstalled"
            )
    return {point.name: point.value for point in points}


@cache
def _load(name: str, target: str) -> Format:
    module, _, attribute = target.partition(":")
    try:
        format_ = getattr(import_module(module), attribute or "FORMAT")
    except Exception as error:  # whatever another's module does on import
        raise FormatError(
            f"the format {name!r} ({target}) cannot be loaded: {error}; "
            "repair or uninstall the package that provides it"
        ) from error
    if not isinstance(format_, Format):
        raise FormatError(f"the format {name!r} ({target}) is no citeconv Format")
    return format_


def names() -> list[str]:
    """The names of all formats, built-in first."""
    return [*BUILT_IN, *sorted(_plug_ins())]


def get(name: str) -> Format:
    """The format of a name or alias; raises FormatError for an unknown one, with the nearest."""
    key = name.strip().lower()
    if key in BUILT_IN:
        return _load(key, BUILT_IN[key].target)
    for built_in, listed in BUILT_IN.items():
        if key in listed.aliases:
            return _load(built_in, listed.target)
    plug_ins = _plug_ins()
    if key in plug_ins:
        return _load(key, plug_ins[key])
    from difflib import get_close_matches

    known = [*names(), *(alias for listed in BUILT_IN.values() for alias in listed.aliases)]
    near = get_close_matches(key, known, 1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    raise FormatError(
        f"there is no format {name!r}{hint} "
        "(citeconv formats lists them, in Python citeconv.formats())"
    )


def all_formats() -> Iterator[Format]:
    """Every format, built-in and installed, loaded."""
    for name in names():
        yield get(name)


def by_extension(path: str) -> list[str]:
    """The names of the formats that use the path's extension (".bib", ".csl.json")."""
    lower = path.lower()
    found: list[tuple[int, str]] = []
    for name, listed in BUILT_IN.items():
        found += [(len(ext), name) for ext in listed.extensions if lower.endswith(ext)]
    if not found:
        for name in _plug_ins():
            found += [(len(ext), name) for ext in get(name).extensions if lower.endswith(ext)]
    longest = max((length for length, _ in found), default=0)
    return [name for length, name in found if length == longest]


def for_writing(path: str) -> Format:
    """The format to write to a path; raises FormatError where the extension does not tell."""
    for name in by_extension(path):
        format_ = get(name)
        if format_.write is not None:
            return format_
    raise FormatError(
        f"{path}: the extension does not tell the format to write; "
        "name the format (-t in the command)"
    )


#: From here on, a format is told by the content alone.
SURE: Final = 0.5


def detect(source: Source) -> Format:
    """The format of an input, by extension and first kilobytes.

    Raises FormatError if none fits, or if two are equally sure (both named).
    """
    head = source.head()
    text = _as_text(head)
    if not text.strip():
        raise FormatError("the input is empty")
    likely = by_extension(source.name)
    scored = _scores(likely, text)
    # what the extension says and the content bears out needs no look at all the others
    if not scored or scored[0][0] < SURE:
        others = _scores([name for name in names() if name not in likely], text)
        scored = sorted([(score + 0.3, name) for score, name in scored] + others, reverse=True)
    if not scored:
        known = [name for name in likely if get(name).detect is None and get(name).read is not None]
        if len(known) == 1:
            return get(known[0])
        raise FormatError("no format knows it as its own; name its format (-f in the command)")
    if len(scored) > 1 and scored[0][0] == scored[1][0]:
        raise FormatError(
            f"the input may be {scored[0][1]} or {scored[1][1]}; "
            "name its format (-f in the command)"
        )
    return get(scored[0][1])


def _scores(candidates: list[str], text: str) -> list[tuple[float, str]]:
    """(how sure, name) of the formats that know the text as theirs, the surest first."""
    scored = []
    for name in candidates:
        format_ = get(name)
        if format_.detect is not None and format_.read is not None:
            score = format_.detect(text)
            if score > 0:
                scored.append((score, name))
    return sorted(scored, reverse=True)


def _as_text(head: bytes) -> str:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head.decode("utf-16", "ignore")
    return head.decode("utf-8", "ignore").removeprefix("\ufeff")
