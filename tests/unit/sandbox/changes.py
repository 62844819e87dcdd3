"""Small changes to what the correct client sends, one mistake each."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

Change = Callable[[dict[str, Any]], None]


def put(**values: Any) -> Callable[[dict[str, Any]], None]:
    """A change that sets these."""
    return lambda data: data.update(values)


def drop(*names: str) -> Callable[[dict[str, Any]], None]:
    """A change that takes these away."""

    def change(data: dict[str, Any]) -> None:
        for name in names:
            data.pop(name, None)

    return change


def both(*changes: Change) -> Change:
    def change(data: dict[str, Any]) -> None:
        for one in changes:
            one(data)

    return change


def shift(name: str, seconds: int) -> Change:
    def change(data: dict[str, Any]) -> None:
        data[name] = data.get(name, int(time.time())) + seconds

    return change


def ending(name: str, text: str) -> Change:
    def change(data: dict[str, Any]) -> None:
        data[name] += text

    return change
