"""What the controllers need of the bridge: small enough for a test to stand in for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from PySide6.QtCore import QObject, SignalInstance

    from provesvar_gui.ui.ports import Backend

    Alone = Callable[[Callable[[object], None]], Coroutine[Any, Any, object]]
    Call = Callable[[Backend, Callable[[object], None]], Coroutine[Any, Any, object]]


class TaskLike(Protocol):
    """One piece of background work; see ``ui/bridge.py``."""

    @property
    def progressed(self) -> SignalInstance:
        """Carries one progress value."""

    @property
    def succeeded(self) -> SignalInstance:
        """Carries the value."""

    @property
    def failed(self) -> SignalInstance:
        """Carries an ``AppError``."""

    @property
    def cancelled(self) -> SignalInstance:
        """Carries nothing."""

    @property
    def finished(self) -> SignalInstance:
        """Comes after each of the three ends."""

    def cancel(self) -> None:
        """Ask for the end."""


class BridgeLike(Protocol):
    """Starts work on the runtime thread; see ``ui/bridge.py``."""

    @property
    def sessionChanged(self) -> SignalInstance:
        """Carries a ``SessionEvent``."""

    def start(self, call: Call, *, parent: QObject) -> TaskLike:
        """Run ``call(backend, report)`` there; the ends arrive here."""

    def start_alone(self, call: Alone, *, parent: QObject) -> TaskLike:
        """Run ``call(report)`` there: what needs no backend, and goes on where none can be built."""
