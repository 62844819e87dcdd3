"""A typed ``QT_TRANSLATE_NOOP``: PySide6's is typed as object; lupdate knows this name."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(_context: str, source: str) -> str:
    """The source text itself, marked for translation."""
    return source
