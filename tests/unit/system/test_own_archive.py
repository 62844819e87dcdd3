"""The frozen program's own modules, after an upgrade and after a removal. ``Reader`` reads as PyInstaller's loader does."""

from __future__ import annotations

import io
import threading
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.system.own_archive import Kept, keep, keep_open

if TYPE_CHECKING:
    from pathlib import Path

LOADER = """
import os

class Reader:
    def __init__(self, filename):
        self._filename = filename

    def extract(self, offset, length):
        with open(self._filename, "rb") as fp:
            fp.seek(offset, os.SEEK_SET)
            return fp.read(length)
"""


def loader() -> ModuleType:
    module = ModuleType("pyimod01_archive")
    exec(LOADER, module.__dict__)  # a module like the loader's, which is not installed here
    return module


@pytest.mark.parametrize("how", ["upgraded", "removed"])
def test_what_is_loaded_late_is_what_was_there_at_the_start(tmp_path: Path, how: str) -> None:
    program, module = tmp_path / "provesvar-gui", loader()
    program.write_bytes(b"\x7fELF" + b"old module" + b"end")
    keep_open(module, str(program))
    program.unlink()
    if how == "upgraded":
        program.write_bytes(b"\x7fELF" + b"x" * 997 + b"new module")
    reader = module.__dict__["Reader"](str(program))
    assert reader.extract(4, 10) == b"old module"
    assert reader.extract(14, 100) == b"end"


def test_another_file_is_opened_as_ever(tmp_path: Path) -> None:
    program, other, module = tmp_path / "program", tmp_path / "other", loader()
    program.write_bytes(b"program")
    other.write_bytes(b"other")
    keep_open(module, str(program))
    assert module.__dict__["Reader"](str(other)).extract(0, 5) == b"other"


def test_threads_that_load_at_the_same_time_do_not_lose_their_places(tmp_path: Path) -> None:
    program, module = tmp_path / "program", loader()
    program.write_bytes(bytes(range(256)) * 4096)
    keep_open(module, str(program))
    reader = module.__dict__["Reader"](str(program))
    wrong: list[int] = []

    def read(start: int) -> None:
        wrong.extend(place for place in range(start, 256 * 400, 256) if reader.extract(place, 1) != bytes([start]))

    threads = [threading.Thread(target=read, args=(start,)) for start in (1, 2, 3, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_a_program_that_cannot_be_read_is_left_as_it_was(tmp_path: Path) -> None:
    module = loader()
    keep_open(module, str(tmp_path / "gone"))
    assert "open" not in module.__dict__


def test_only_from_the_beginning() -> None:
    with pytest.raises(io.UnsupportedOperation):
        Kept(0).seek(0, 2)


def test_without_a_frozen_program_nothing_happens() -> None:
    keep()
