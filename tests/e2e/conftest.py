"""Each test has a display of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.display import Display, display, missing_tools
from tests.e2e.program import CHROMIUM
from tests.e2e.screen_reader import ScreenReader


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    missing = missing_tools() + ([] if CHROMIUM else ["chromium"])
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.e2e)
            if missing:
                item.add_marker(pytest.mark.skip(reason=f"this machine lacks {', '.join(missing)}"))


@pytest.fixture
def home() -> Iterator[Path]:
    """Short, since a socket's path may not be long."""
    with tempfile.TemporaryDirectory(prefix="pv") as folder:
        yield Path(folder)


@pytest.fixture
def bench(home: Path) -> Iterator[Display]:
    with display(home) as ready:
        yield ready


@pytest.fixture
def reader(bench: Display) -> Iterator[ScreenReader]:
    reader = ScreenReader(bench.env["DBUS_SESSION_BUS_ADDRESS"])
    yield reader
    reader.close()
