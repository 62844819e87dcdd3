"""Whether Windows would put the memory into a crash report: asked as its functions want to be asked."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any

import pytest

from provesvar_gui.self_check.checks import windows_memory


@dataclass
class Kernel:
    """Windows' own, as ctypes shows it: a function that is not described gives a number of 32 bits."""

    flags: int
    mode: int
    result: int = 0
    asked_of: list[int | None] = field(default_factory=list)

    def GetCurrentProcess(self) -> int:  # noqa: N802 - Windows' name
        return -1

    def WerGetFlags(self, process: ctypes.c_void_p, flags: Any) -> int:  # noqa: N802 - Windows' name
        self.asked_of.append(process.value)
        flags._obj.value = self.flags
        return self.result

    def GetErrorMode(self) -> int:  # noqa: N802 - Windows' name
        return self.mode


@pytest.mark.parametrize(
    ("flags", "mode", "result", "kept"),
    [(0x21, 3, 0, True), (0x20, 3, 0, False), (0x21, 1, 0, False), (0x21, 3, -2147467263, None)],
)
def test_what_windows_says(flags: int, mode: int, result: int, kept: bool | None) -> None:
    kernel = Kernel(flags, mode, result)
    assert windows_memory({"kernel32": kernel}.__getitem__) is kept
    assert kernel.asked_of == [2 ** (8 * ctypes.sizeof(ctypes.c_void_p)) - 1]  # the whole handle of the process itself


def test_a_windows_without_it_says_nothing() -> None:
    def none(name: str) -> None:
        raise OSError(name)

    assert windows_memory(none) is None
    assert windows_memory(lambda _name: object()) is None
