"""What the self-check loads to know that the program is whole, on this system.

With what these load, and what ``late`` lists, every module of the program is loaded
(``tests/unit/repository/test_every_part.py``).
"""

from __future__ import annotations

from typing import Final

from provesvar_gui.wiring import late

_BEHIND: Final = (
    "provesvar_gui.errands.import_client",
    "provesvar_gui.errands.journal",
    "provesvar_gui.errands.provision",
    "provesvar_gui.errands.rotate",
    "provesvar_gui.errands.run",
    "provesvar_gui.handover.start",
    "provesvar_gui.handover.stdin",
    "provesvar_gui.handover.server",
    "provesvar_gui.helseid.browser",
    "provesvar_gui.net.loop",
    "provesvar_gui.records.logs",
    "provesvar_gui.sandbox.__main__",
    "provesvar_gui.system.in_turn",
    "provesvar_gui.system.no_dumps",
    "provesvar_gui.system.own_archive",
    "provesvar_gui.system.replaced",
    "provesvar_gui.wiring.backend",
    "provesvar_gui.wiring.drill",
    "provesvar_gui.wiring.recorded",
    "provesvar_gui.wiring.sandbox_process",
)
_WINDOW: Final = (
    "provesvar_gui.app",
    "provesvar_gui.wiring.assembly",
    "provesvar_gui.ui.bridge",
    "provesvar_gui.ui.main_window",
    "provesvar_gui.ui.desk_controller",
    "provesvar_gui.ui.drill.inside",
    "provesvar_gui.ui.handover.listening",
    "provesvar_gui.ui.lock.controller",
    "provesvar_gui.ui.mark",
    "provesvar_gui.ui.qt_log",
    "provesvar_gui.ui.residence",
    "provesvar_gui.ui.seat_signals",
    "provesvar_gui.ui.shift.loading",
    "provesvar_gui.ui.shift.shift",
    "provesvar_gui.ui.stray",
    "provesvar_gui.ui.system",
    "provesvar_gui.ui.upkeep_pages",
)
#: ``keyring`` passes in silence over the second where it is missing; the rest hears of the system's lock, of an EPJ, of a key.
_WINDOWS_BEHIND: Final = ("win32ctypes.pywin32.pywintypes", "win32ctypes.pywin32.win32cred")
_WINDOWS_WINDOW: Final = (
    "provesvar_gui.ui.windows_seat",
    "provesvar_gui.ui.handover.pipe",
    "provesvar_gui.ui.handover.selected_windows",
)


def behind(platform: str) -> tuple[str, ...]:
    """What loads nothing of Qt."""
    return (*_BEHIND, *late.behind(platform), *(_WINDOWS_BEHIND if platform == "win32" else ()))


def window(platform: str) -> tuple[str, ...]:
    """What makes Qt's types."""
    return (*_WINDOW, *late.WINDOW, *(_WINDOWS_WINDOW if platform == "win32" else ()))
