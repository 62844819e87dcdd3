"""Small files of the user, read and written on a thread of their own, since a network drive may hang."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from provesvar_gui.platform import spool
from provesvar_gui.platform.files import write_private
from provesvar_gui.platform.remote_session import machine_at_hand
from provesvar_gui.platform.runtime import WorkQueue
from provesvar_gui.settings.remembered_roles import RoleFile
from provesvar_gui.ui.ports import Remembered

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.platform.places import Places

_AT_HAND_SECONDS: Final = 0.3  # for a file, on the window's thread
_END_SECONDS: Final = 1.5  # after the window has gone


class UserFiles:
    """Fits ``ui.ports.RoleMemory``. ``turn`` does it, on a thread, and begins with what killed programs have left.

    ``machine``: its name; "" in a remote session, where no organisation is remembered.
    """

    def __init__(self, places: Places, machine: Callable[[], str] = machine_at_hand) -> None:
        self._machine, self._window = machine, places.window_geometry
        self._file = RoleFile(places.roles_file, places.roles_key_file)
        self.turn = WorkQueue("provesvar-home")
        self.turn.later(spool.sweep)

    def keep_window(self, geometry: bytes) -> None:
        """Where that fails, the next start has the size of the first."""

        def write() -> None:
            with suppress(OSError):
                write_private(self._window, geometry)

        self.turn.later(write)

    def end(self, since: float) -> None:
        """What was to be done is done, or hangs. ``since``: when the window went."""
        self.turn.ask(lambda: None, max(0.0, since + _END_SECONDS - time.monotonic()))

    def recall(self, hpr_number: str) -> Remembered:
        """Empty where nothing was remembered, or the file does not come."""

        def read() -> Remembered:
            machine = self._machine()
            orgnr = self._file.code_of(f"{machine} {hpr_number}") if machine else ""
            return Remembered(role=self._file.code_of(hpr_number), orgnr=orgnr)

        return self.turn.ask(read, _AT_HAND_SECONDS) or Remembered()

    def remember(self, hpr_number: str, role: str, orgnr: str) -> None:
        def write() -> None:
            self._file.remember(hpr_number, role)
            if machine := self._machine():
                self._file.remember(f"{machine} {hpr_number}", orgnr)

        self.turn.later(write)
