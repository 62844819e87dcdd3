"""Which proof lifts the lock: as the policy says, and as far as it is there; HelseID always is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from provesvar_gui.ui.lock.pin import PinProof
from provesvar_gui.ui.lock.pin_bar import PinBar
from provesvar_gui.ui.lock.pin_keeper import PinKeeper
from provesvar_gui.ui.lock.system_proof import SystemProof

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from provesvar_gui.domain.lock import Moment
    from provesvar_gui.ui.lock.ports import NotProven, Proof, Proven, SystemLock
    from provesvar_gui.ui.lock.window import Window
    from provesvar_gui.ui.window_settings import WindowSettings


OFFER: Final = 120.0  # seconds


class ProofByPolicy(QObject):
    """See ``ports.Proof``. Chosen at each lock anew; what is chosen lasts until that lock is over.

    ``system``: set where there is one. What a policy does not want is not loaded. ``now``: as the lock has it. A PIN can be set
    within ``OFFER`` seconds of a new login and before the next lock: later it may be somebody else who found the window open.
    """

    def __init__(
        self, helseid: Proof, window: Window, settings: WindowSettings, parent: QObject, *, now: Callable[[], Moment]
    ) -> None:
        super().__init__(parent)
        self._now, self._key_time = now, window.key_time
        self._helseid, self._controller, self._area = helseid, window.controller, window.area
        self._kind = settings.lock_proof
        self.system: SystemLock | None = None
        self._current = helseid
        self._by_system: SystemProof | None = None
        self._pin: PinProof | None = None
        self._keeper: PinKeeper | None = None
        self._bar: PinBar | None = None
        self._declined = ""  # who does not want a PIN in this session
        self._anew: Moment | None = None  # when HelseID last asked who is here; None: they may have gone since
        self.offer = QTimer(self, singleShot=True, interval=round(OFFER * 1000))
        self.offer.timeout.connect(self._refreshed)
        window.controller.session.cameAnew.connect(self._came_anew)
        window.controller.refreshed.connect(self._refreshed)
        owner = window.controller.session.owner
        if owner is not None and owner.fresh:  # logged in before this was built
            self._came_anew()
        self._refreshed()

    def take_settings(self, settings: WindowSettings) -> None:
        """Settings that were read again."""
        self._kind = settings.lock_proof
        self._refreshed()

    def begin(self, key: str, done: Callable[[Proven | NotProven], None], *, by_system: bool) -> None:
        """See ``Proof.begin``."""
        self._anew = None
        self._refreshed()
        self._current = self._chosen(key)
        self._current.begin(key, done, by_system=by_system)

    def ask(self) -> None:
        """See ``Proof.ask``."""
        self._current.ask()

    def cancel(self) -> None:
        """See ``Proof.cancel``."""
        self._current.cancel()

    def end(self) -> None:
        """See ``Proof.end``."""
        self._current.end()

    def label(self) -> str:
        """See ``Proof.label``."""
        return self._current.label()

    def page(self, parent: QWidget) -> QWidget | None:
        """See ``Proof.page``."""
        return self._current.page(parent)

    def _chosen(self, key: str) -> Proof:
        if self._kind == "system" and self.system is not None:
            if self._by_system is None:
                self._by_system = SystemProof(self.system, self._helseid, self)
            return self._by_system
        if self._kind == "pin" and self._keeper is not None and self._keeper.key == key:
            return self._pin if self._pin is not None else self._helseid
        return self._helseid

    # --- the PIN ---------------------------------------------------------------------------------------------------------------

    def _refreshed(self) -> None:
        """The desk may have changed."""
        session = self._controller.desk.session
        key = session.key if session is not None and self._kind == "pin" else ""
        if self._keeper is not None and self._keeper.key and self._keeper.key != key:
            self._keeper.forget()
            if self._pin is not None:
                self._pin.gone()
        if key != self._declined:
            self._declined = ""
        wanted = bool(key) and key != self._declined and self._may_set and (self._keeper is None or not self._keeper.key)
        if wanted and (self._bar is None or self._bar.isHidden()):
            self._made_bar().ask()
        elif not wanted and self._bar is not None and not self._bar.isHidden():
            self._bar.forget()
            self._bar.hide()

    def _came_anew(self) -> None:
        self._anew = self._now()
        self.offer.start()
        self._refreshed()

    @property
    def _may_set(self) -> bool:
        return self._anew is not None and self._now().since(self._anew) < OFFER

    def _made_bar(self) -> PinBar:
        if self._bar is None:
            self._bar = PinBar(self._public, self._area, key_time=self._key_time)
            self._bar.chosen.connect(self._choose)
            self._bar.laterAsked.connect(self._decline)
            self._area.add_above(self._bar)
        return self._bar

    def _public(self) -> tuple[str, ...]:
        owner = self._controller.session.owner
        return (owner.hpr_number,) if owner is not None else ()

    def _choose(self, digits: str) -> None:
        session = self._controller.desk.session
        if session is None:
            return
        if not self._may_set:
            self._controller.session.hint(
                self.tr("The time to set a PIN is over. Lock the window and unlock it with HelseID to set one.")
            )
            return
        if self._keeper is None:
            self._keeper = PinKeeper()
        if self._pin is None:
            self._pin = PinProof(self._keeper, self._helseid, self, key_time=self._key_time)
        self._keeper.keep(session.key, digits)
        self._controller.session.hint(self.tr("The PIN is set. It is forgotten when you log out."))

    def _decline(self) -> None:
        session = self._controller.desk.session
        self._declined = session.key if session is not None else ""
        self._refreshed()
