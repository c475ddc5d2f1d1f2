"""A CSL 1.0.2 processor: styles in, formatted citations and bibliographies out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citeconv.csl.bibliography import Bibliography
    from citeconv.csl.processor import Processor, Style, load_style
    from citeconv.csl.session import Session

__all__ = ["Bibliography", "Processor", "Session", "Style", "load_style"]

_HOMES = {
    "Bibliography": "citeconv.csl.bibliography",
    "Processor": "citeconv.csl.processor",
    "Session": "citeconv.csl.session",
    "Style": "citeconv.csl.processor",
    "load_style": "citeconv.csl.processor",
}


def __getattr__(name: str) -> object:
    """The public names, imported on first use."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(home), name)
