"""The files that a path names: itself, those under a folder, those that a glob pattern matches.

Files of an operating system (`.DS_Store`, `__MACOSX`) and hidden ones are passed over; each
folder is entered once, whatever links there are. Only one folder's names are held.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from citeconv.model.report import Report


def files_of(path: str, report: Report) -> Iterator[str]:
    """The files that a path names: itself, those of a folder, those that a pattern matches."""
    if os.path.isdir(path):
        yield from _folder(path, report, set())
    elif os.path.lexists(path) or not any(mark in path for mark in "*?["):
        yield path
    else:
        import glob

        matches = sorted(glob.iglob(path, recursive=True))
        if not matches:
            report.add("file-unreadable", "no file matches the pattern", file=path)
        for match in matches:
            if os.path.isdir(match):
                if "**" not in path:
                    yield from _folder(match, report, set())
            else:
                yield match


def _folder(path: str, report: Report, seen: set[tuple[int, int]]) -> Iterator[str]:
    """The files under a folder, sorted by name; each folder once, whatever links there are."""
    folders = [path]
    while folders:
        folder = folders.pop()
        files: list[str] = []
        below: list[str] = []
        try:
            state = os.stat(folder)
            if (state.st_dev, state.st_ino) in seen:
                continue
            seen.add((state.st_dev, state.st_ino))
            with os.scandir(folder) as entries:
                for entry in entries:
                    if is_hidden(entry.name):
                        continue
                    if entry.is_dir():
                        below.append(entry.name)
                    elif entry.is_file() or entry.is_symlink():
                        files.append(entry.name)
        except OSError as error:
            report.add("file-unreadable", error.strerror or str(error), file=folder)
        files.sort()
        for name in files:
            yield os.path.join(folder, name)
        folders += [os.path.join(folder, name) for name in sorted(below, reverse=True)]


def is_hidden(name: str) -> bool:
    """Whether a member of a folder or archive is an operating system's own, not data."""
    parts = name.replace("\\", "/").split("/")
    return parts[0] == "__MACOSX" or any(
        part.startswith(".") and part not in (".", "..") for part in parts
    )
