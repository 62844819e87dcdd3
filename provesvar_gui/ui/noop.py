"""PySide6 types its own ``QT_TRANSLATE_NOOP`` as object; this one has a type, and lupdate knows it by the same name."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(_context: str, source: str) -> str:
    """The source text itself, marked for translation."""
    return source
