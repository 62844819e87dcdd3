from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from provesvar_gui.options import Options
from provesvar_gui.wiring.configuration import Configuration, WindowSize
from tests.unit.settings.kit import make_places

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("size", [WindowSize(1366, 768), WindowSize(911, 512, maximized=True)])
def test_the_next_start_has_the_size_of_the_last_and_nothing_else_is_kept(tmp_path: Path, size: WindowSize) -> None:
    places = make_places(tmp_path)
    configuration = Configuration(Options(), places)
    assert configuration.window_size() is None
    size.write(places.window_size)
    assert configuration.window_size() == size
    assert len(places.window_size.read_bytes()) < 20
    assert places.window_size.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("said", [b"", b"1366", b"99999999x768\n", b"\xff\xfe", b"1366x768 maximized and more\n", b"-100x768\n"])
def test_what_cannot_be_read_is_as_good_as_nothing(tmp_path: Path, said: bytes) -> None:
    places = make_places(tmp_path)
    places.window_size.parent.mkdir(parents=True, exist_ok=True)
    places.window_size.write_bytes(said)
    assert Configuration(Options(), places).window_size() is None
