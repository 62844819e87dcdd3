"""Reads the settings again before the next try, where the last one failed on how the program is set up.

Never while somebody is logged in: what is in force is theirs until their session ends, and then it is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.ui.window_settings import WindowSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.ui.background import BridgeLike, TaskLike

# What somebody may have put right in the settings since.
SETUP = frozenset(
    {
        ErrorCode.NO_NETWORK, ErrorCode.TLS_REJECTED, ErrorCode.PROXY_FAILED, ErrorCode.SETTINGS_UNREADABLE,
        ErrorCode.SETTINGS_INVALID, ErrorCode.SETTINGS_REFUSED, ErrorCode.CLIENT_NOT_CONFIGURED, ErrorCode.KEY_MISSING,
        ErrorCode.KEY_MALFORMED, ErrorCode.KEY_FORBIDDEN, ErrorCode.KEY_EXPOSED, ErrorCode.KEY_EXPIRED, ErrorCode.KEY_BUSY,
        ErrorCode.VAULT_ABSENT, ErrorCode.VAULT_LOCKED, ErrorCode.VAULT_SLOW, ErrorCode.VAULT_UNAVAILABLE, ErrorCode.PORTS_BUSY,
        ErrorCode.DISCOVERY_INVALID, ErrorCode.LOGIN_REFUSED, ErrorCode.CLIENT_REFUSED, ErrorCode.SCOPE_REFUSED,
        ErrorCode.ORGANISATION_REFUSED, ErrorCode.DPOP_REQUIRED, ErrorCode.TOKEN_AUDIENCE, ErrorCode.KEY_LOCK_FAILED,
        ErrorCode.KEY_NEWER, ErrorCode.TLS_TOO_OLD, ErrorCode.TERMS_NOT_SIGNED, ErrorCode.PORTS_FORBIDDEN,
        ErrorCode.PORTS_UNUSABLE,
    }
)  # fmt: skip


class SetupController(QObject):
    """``due``: whether the settings must be read before anything else is tried. ``logged_in``: whether there is a session."""

    settled = Signal(object)  # WindowSettings: they are in force now
    failed = Signal(object)  # AppError: they still cannot be used

    def __init__(self, bridge: BridgeLike, *, due: bool, logged_in: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._logged_in = logged_in
        self._task: TaskLike | None = None
        self._then: Callable[[], None] | None = None
        self._due = due

    @property
    def due(self) -> bool:
        """Whether they must be read before the next try."""
        return self._due and not self._logged_in()

    @property
    def running(self) -> bool:
        """Whether they are being read."""
        return self._task is not None

    def note(self, error: object) -> None:
        """Something failed."""
        self._due = self._due or (isinstance(error, AppError) and error.code in SETUP)

    def require(self) -> None:
        """Something was put right: it is read before anything else is tried."""
        self._due = True

    def settle(self, then: Callable[[], None]) -> None:
        """Read the settings; where they are good, go on with ``then``, unless that has been dropped by then."""
        self._then = then
        if self._task is not None:
            return
        task = self._task = self._bridge.start(lambda backend, _report: backend.read_settings(), parent=self)
        task.succeeded.connect(lambda settings: self._succeed(settings) if self._task is task else None)
        task.failed.connect(lambda error: self._fail(error) if self._task is task else None)

    def drop(self) -> None:
        """Something was edited: what was to follow does not."""
        self._then = None

    def cancel(self) -> bool:
        """Stop; whether there was anything to stop."""
        task, self._task, self._then = self._task, None, None
        if task is not None:
            task.cancel()
        return task is not None

    def _succeed(self, settings: object) -> None:
        then, self._task, self._then = self._then, None, None
        self._due = False
        if isinstance(settings, WindowSettings):
            self.settled.emit(settings)
        if then is not None:
            then()

    def _fail(self, error: object) -> None:
        self._task = self._then = None
        self._due = True
        self.failed.emit(error)
