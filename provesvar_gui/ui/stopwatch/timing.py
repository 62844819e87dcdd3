"""Times the steps of a look-up by what the window and its controllers tell. It sees that a number is whole, never which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent

from provesvar_gui.domain.steps import Run, Step, Stopwatch
from provesvar_gui.helseid.model import LoginProgress, LoginStep

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.domain.identifiers import NumberCheck
    from provesvar_gui.domain.progress import LookupProgress
    from provesvar_gui.ui.main_window import MainWindow

_LOGIN: Final = {LoginStep.BROWSER: Step.BROWSER, LoginStep.TOKEN: Step.BACK}
_HELD: Final = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock}
)


class Timing(QObject):
    """``now``: seconds of a clock that never jumps. ``caret``: how long the program took to take input.

    ``finished``: a whole ``Run``. ``reached``: a ``Step`` of the one under way. ``dropped``: nothing comes of it.
    """

    finished = Signal(object)
    reached = Signal(object)
    dropped = Signal()

    def __init__(self, window: MainWindow, now: Callable[[], float], *, caret: float | None = None, keys: bool = False) -> None:
        super().__init__(window)
        self._window, self._caret = window, caret
        self.watch = Stopwatch(now)
        self._held_down = False  # the last key that may have been a shortcut repeats itself
        self._covered = False  # the lock has taken the number away
        self._resumed = False  # it is there again: nobody typed it, and nothing of it is timed
        self._reading = False  # the last key was pressed over results
        controller, form = window.controller, window.form
        self._desk = controller.desk
        form.patient.changed.connect(self._number)
        form.basis.chosen.connect(lambda _basis: self._reach(Step.BASIS))
        form.role.chosen.connect(lambda _code: self._reach(Step.ROLE))
        form.entered.connect(self._entered)
        controller.logins.progressed.connect(self._login)
        controller.logins.loggedIn.connect(lambda _who: self._reach(Step.TOKEN))
        for ended in (controller.logins.loginFailed, controller.logins.loginCancelled):
            ended.connect(self._drop)
        controller.lookups.progressed.connect(self._lookup)
        controller.lookups.succeeded.connect(self._whole)
        for broken in (controller.lookups.failed, controller.lookups.cancelled):
            broken.connect(self._drop)
        if keys:
            application = QGuiApplication.instance()
            if isinstance(application, QGuiApplication):
                application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """How many keys, not which. A press goes to the window, and from there on to widgets; one that is a shortcut does not."""
        kind = event.type()
        if kind is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            self._held_down = event.isAutoRepeat()
        elif kind is QEvent.Type.Shortcut:
            if not self._held_down:
                self._key()
        elif kind is QEvent.Type.KeyPress and watched.isWindowType() and isinstance(event, QKeyEvent) and _counts(event):
            self._key()
        return False

    def _key(self) -> None:
        """Reading is no part of a run; the key by which it ends is one of the next."""
        self._reading = not self.watch.running and self._window.area.results_visible
        if not self._reading:
            self.watch.key()

    def _number(self, check: NumberCheck) -> None:
        if not check.normalised:
            self._drop()
            self.watch.drop()  # keys that were pressed meanwhile belong to nothing
            self._covered, self._resumed = self._window.locked, False
            return
        if self._covered:
            self._covered, self._resumed = False, len(check.normalised) > 1  # one sign begins a number that is typed
        if self._resumed:
            return
        if not self.watch.running:
            self.watch.begin()
            if self._reading:
                self.watch.key()
                self._reading = False
        if check.patient is not None:
            self._reach(Step.NUMBER)

    def _entered(self) -> None:
        if self._desk.armed or self._desk.running is not None:  # else something was still missing
            self._reach(Step.ENTER)

    def _login(self, progress: LoginProgress) -> None:
        step = _LOGIN.get(progress.step)
        if step is not None and (step is not Step.BROWSER or progress.browser_url):
            self._reach(step, once=True)

    def _lookup(self, progress: LookupProgress) -> None:
        if progress.partial is not None:
            self._reach(Step.FIRST_RESULT, once=True)

    def _whole(self, _number: int, _result: object) -> None:
        self._reach(Step.FIRST_RESULT, once=True)
        self._reach(Step.ALL_RESULTS)

    def _reach(self, step: Step, *, once: bool = False) -> None:
        if not self.watch.running or self._window.locked:
            return
        if once and self.watch.has(step):
            return
        run = self.watch.reached(step)
        self.reached.emit(step)
        if run is not None:
            caret, self._caret = self._caret, None
            if caret is not None:
                run = Run(seconds={Step.CARET: caret, **run.seconds}, whole=run.whole, keys=run.keys)
            self.finished.emit(run)

    def _drop(self) -> None:
        if self.watch.running:
            self.watch.drop()
            self.dropped.emit()


def _counts(event: QKeyEvent) -> bool:
    return not event.isAutoRepeat() and event.key() not in _HELD
