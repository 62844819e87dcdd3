"""Telling of an unexpected exception without saying what was in its variables or its message."""

from __future__ import annotations

import traceback
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType


def type_name(error: BaseException) -> str:
    """The qualified name of the exception's class, e.g. ``builtins.KeyError``."""
    kind = type(error)
    return f"{kind.__module__}.{kind.__qualname__}"


def frames(trace: TracebackType | None) -> list[str]:
    """One line per frame: the last two parts of the file's path (the rest names a person's folder), line number, function."""
    return [
        f"{'/'.join(PurePath(frame.f_code.co_filename).parts[-2:])}:{line} {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(trace)
    ]


def describe(error: BaseException) -> str:
    """The chain of exceptions by class and place.

    Messages are left out, since they quote what was being handled (a ``KeyError`` names the key, a ``ValueError`` the value), and
    so are source lines and local variables.
    """
    lines: list[str] = []
    current: BaseException | None = error
    seen: set[int] = set()
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines.append(type_name(current))
        lines.extend(f"  at {place}" for place in frames(current.__traceback__))
        if isinstance(current, BaseExceptionGroup):
            for member in current.exceptions:
                lines.append(f"  member {type_name(member)}")
                lines.extend(f"    at {place}" for place in frames(member.__traceback__))
        following = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
        if following is not None:
            lines.append("after")
        current = following
    return "\n".join(lines)
