"""The controller of the lock: performs the actions of ``desk/lock.py``, and checks proofs of identity.

To lock is to cover, at once: models, texts, accessibility tree, clipboard, dialogs; what was opened ends, what runs is stopped.
The answer and the form stay in memory until the same clinician proves to be back, or until they are wiped: by the clock, which
ends the session too, by somebody else who proves who they are, by a logout, or by the clear key.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent, QMouseEvent, QWindow
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QToolTip, QWidget
from shiboken6 import isValid

from provesvar_gui.desk.lock import Acts, ClockMoment, LockAct, LockRules, Ownership, Phase, WindowLock
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.platform.clock import SystemClock
from provesvar_gui.ui import keys, messages, theme
from provesvar_gui.ui.keys import Key, pressed
from provesvar_gui.ui.lock.cover import LockCover, LockWarning
from provesvar_gui.ui.lock.proofs import UnlockProof
from provesvar_gui.ui.message_line import Side, Urgency
from provesvar_gui.ui.messages import MessageText, Service
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.today import clock_text, now
from provesvar_gui.ui.widgets import Label, WindowWatcher, paint_now, the_application

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import QPointF

    from provesvar_gui.desk.actions import Actions
    from provesvar_gui.helseid.model import Clinician
    from provesvar_gui.ui.main_window import MainWindow
    from provesvar_gui.ui.session_lock import SessionLock
    from provesvar_gui.ui.window_settings import WindowSettings


_CHECK_MS: Final = 20  # ms


def take_each(*steps: Callable[[], object]) -> None:
    """Run the steps one by one. A failing step is logged as a crash (by class and place) and stops no other.

    A lock that stops half way leaves the patient on the screen, and nothing could lock it again.
    """
    for step in steps:
        try:
            step()
        except Exception as error:  # noqa: BLE001 - whatever it is
            sys.excepthook(type(error), error, error.__traceback__)


class ScrollPlaces(QObject):
    """The scroll positions of lists and texts of the results, and the focused widget."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._focused: QWidget | None = None
        self._places: list[tuple[QAbstractScrollArea, int, int]] = []
        self.timer = QTimer(self, interval=_CHECK_MS)  # until everything that is shown again stands there
        self.timer.timeout.connect(self._restore)

    def remember(self) -> None:
        self._focused = self._window.focusWidget()
        self.timer.stop()
        areas = [each for each in self._window.area.findChildren(QAbstractScrollArea) if each.isVisible()]
        self._places = [(each, each.verticalScrollBar().value(), each.horizontalScrollBar().value()) for each in areas]

    def _restore(self) -> None:
        if not self._window.area.is_settled():
            return
        self.timer.stop()
        for area, down, across in self._places:
            if isValid(area):
                area.verticalScrollBar().setValue(down)
                area.horizontalScrollBar().setValue(across)

    def bring_focus_back(self) -> None:
        focused, self._focused = self._focused, None
        if focused is not None and isValid(focused) and focused.isVisible() and focused.isEnabled():
            focused.setFocus()
        else:
            self._window.focus_main_part()


def close_others(window: QWidget) -> None:
    """Close every dialog, menu, list and tooltip; one that does not close is hidden."""
    QToolTip.hideText()
    close_popups()
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible():
            _close(other)


def close_popups() -> None:
    for popup in iter(QApplication.activePopupWidget, None):
        _close(popup)
        if popup.isVisible():
            break


def _close(widget: QWidget) -> None:
    widget.close()
    if widget.isVisible():
        widget.hide()


class SelectionGuard(QObject):
    """Keeps selections of all fields and texts from other programs: Qt would share each without a copy.

    It goes before any other program's request for it gets its turn. What is selected stays selected.
    """

    def __init__(self, parent: QObject, clipboard: QClipboard | None = None) -> None:
        super().__init__(parent)
        self._clipboard = clipboard or QGuiApplication.clipboard()
        self._clipboard.selectionChanged.connect(self.clear)

    def clear(self) -> None:
        if self._clipboard.supportsSelection() and self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)


_MOUSE_TOLERANCE: Final = 4.0  # pixels: a mouse that lies there is never quite still
_POINTER: Final = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin, QEvent.Type.TabletPress})
# What a window is told when the machine wakes, or when somebody comes: what is due meanwhile is done before it is painted.
_ARRIVAL: Final = frozenset({QEvent.Type.Expose, QEvent.Type.UpdateRequest, QEvent.Type.Enter, QEvent.Type.FocusIn})
_MODIFIERS: Final = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta})
_PLAIN: Final = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
# These work in every window of the program, and during the warning too. Digits as well: the first of a scanned number must
# not get lost.
_LOCK_KEYS: Final = (Key.LOCK, Key.BEDSIDE, Key.CLEAR, Key.KEEP_PATIENT)
_KEYS: Final = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride})


class Activity(WindowWatcher):
    """Watches every window of the program. Events without a person (key repeat, an unmoved mouse) do not count.

    Shortcuts of ``main`` lock, clear and keep. A shortcut is dead while a dialog, a menu or a list of the program is in front:
    there these keys are pressed here.
    """

    def __init__(self, lock: LockController, main: MainWindow) -> None:
        super().__init__(main)
        self._lock, self._main = lock, main
        self._at: QPointF | None = None
        self._dead: int | None = None  # a key that comes in two events, and has had its effect with the first
        self.watch(main.windowHandle())
        the_application().applicationStateChanged.connect(lock.check)  # no lambda: that would outlive the window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _KEYS and isinstance(event, QKeyEvent) and isinstance(watched, QWindow):
            return self._key(event, watched)
        if kind is QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            if event.key() in _MODIFIERS and not self._lock.check():
                self._lock.used()  # not when it is pressed: the key that may follow must not act during the warning either
        elif kind is QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            if self._moved(event.globalPosition()):
                self._lock.check()
                self._lock.used()
        elif kind in _POINTER:
            if self._lock.check():
                return True  # aimed at what is not there any more
            self._lock.used()
        elif kind in _ARRIVAL:
            self._lock.check()
        return False

    def _key(self, event: QKeyEvent, at: QWindow) -> bool:
        covered, dead = self._lock.check(), self._dead == event.key()
        self._dead = event.key() if covered and event.type() is QEvent.Type.ShortcutOverride else None
        if covered or dead:
            return True  # it has found the window locked, and was meant for what stood there before
        if event.isAutoRepeat() or event.key() in _MODIFIERS:
            return False
        own = next((key for key in _LOCK_KEYS if pressed(key, event)), None)
        if own is not None and self._is_elsewhere(at):
            self._do(own, event)
            return True
        stays = self._lock.warned() and own is None and not _is_digit(event)
        if event.type() is QEvent.Type.ShortcutOverride:
            if stays:
                event.accept()  # else a shortcut would do its work before the key comes
            else:
                self._lock.used()  # where it is a shortcut's, no key comes after this
            return stays
        self._lock.used()
        return stays

    def _is_elsewhere(self, at: QWindow) -> bool:
        """Whether the window was opened by the main window, or covers one that was."""
        main, root = self._main.windowHandle(), at
        while root.transientParent() is not None:
            root = root.transientParent()
        in_front = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        return root is main and (at is not main or in_front is not None)

    def _do(self, key: Key, event: QKeyEvent) -> None:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # the key comes next
            return
        self._lock.used()
        close_popups()  # what stands there may be the patient's
        self._main.press(key)

    def _moved(self, to: QPointF) -> bool:
        before = self._at
        if before is not None and (to - before).manhattanLength() < _MOUSE_TOLERANCE:
            return False
        self._at = to
        return before is not None


def _is_digit(event: QKeyEvent) -> bool:
    text = event.text()
    return not event.modifiers() & ~_PLAIN and text.isascii() and text.isdigit()


translate = QCoreApplication.translate
_SECOND: Final = 1000
# Why the patient is gone.
_UNUSED: Final = QT_TRANSLATE_NOOP("Lock", "The patient was cleared: nobody had used the window for a while.")
_CLEARED_WITHOUT_LOGIN: Final = QT_TRANSLATE_NOOP("Lock", "The patient was cleared: nobody was logged in to unlock the window.")
_CLOSED: Final = QT_TRANSLATE_NOOP("Lock", "The patient was cleared when the window was closed; the program stayed in the tray.")
_CLEARED_BY_KEY: Final = QT_TRANSLATE_NOOP("Lock", "The patient was cleared at the locked window ({key}).")


class LockController(QObject):
    """``now``: injected in tests. ``use_system`` before the first lock; without it the system's lock is not known."""

    def __init__(self, window: MainWindow, *, now: Callable[[], ClockMoment]) -> None:
        super().__init__(window)
        self._window, self._now = window, now
        self._desk = window.controller.desk
        self._machine = WindowLock(_rules_of(window.settings), now())
        self._key = ""  # whose window it was when it was locked
        self._held_for: object = None  # the patient, whose window it is, and whether there are results
        self._wipe_reason = _UNUSED
        self._judging = False  # what is covered changes hands
        self._system: SessionLock | None = None
        self._login_runs = False
        # What whoever comes back is told: why the patient is gone, and whether another program handed one over; not which.
        self._news: dict[str, str] = {}
        self._selection = SelectionGuard(self)
        self.cover = LockCover(window)
        self.proof = UnlockProof(window, self.cover, now=now)
        self.proof.proven.connect(self._proved)
        self.proof.failed.connect(self._not_proved)
        self.cover.unlockAsked.connect(self._ask)
        self.cover.leaveAsked.connect(self._leave)
        self._places = ScrollPlaces(window)
        self._warning = LockWarning(window.area)
        self._warning.stayAsked.connect(self.used)
        self._bedside = Label("", "accent_text", name="bedsideBar", bold=True, parent=window.area)
        self._bedside.setContentsMargins(theme.SPACE["medium"], 0, theme.SPACE["medium"], 0)
        self._bedside.setToolTip(keys.tooltip(Key.BEDSIDE))
        self._bedside.hide()
        window.window_frame.messages.add(self._warning, Urgency.IDLE)
        window.window_frame.messages.add(self._bedside, Side.BEDSIDE)
        self.timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self._look)
        window.controller.refreshed.connect(self._refreshed)
        self._activity = Activity(self, window)
        self._refreshed()

    @property
    def locked(self) -> bool:
        return self._machine.locked

    @property
    def held(self) -> bool:
        return self._machine.held_for(self._now()) is not None

    @property
    def ownership(self) -> Ownership:
        desk = self._desk
        if desk.session is not None or (desk.owner and not desk.empty):
            return Ownership.OWNED
        return Ownership.EMPTY if desk.empty else Ownership.UNOWNED

    def use_system(self, system: SessionLock) -> None:
        self._system = system
        self.proof.use_system(system)
        system.locked.connect(self._system_locks)
        system.sleeping.connect(self._system_locks)
        system.woke.connect(self.check)
        system.unlocked.connect(self.check)
        system.start()

    def take_settings(self, settings: WindowSettings) -> None:
        self.proof.pin.refresh()
        self._carry_out(self._machine.take_rules(_rules_of(settings), self._now()))
        self._plan()

    def stop(self) -> None:
        self._judging = True  # what goes now goes for good, and needs no cover
        self.timer.stop()
        self.proof.end()
        if self._system is not None:
            self._system.stop()

    # --- what happens ----------------------------------------------------------------------------------------------------------

    def check(self) -> bool:
        """Apply the time limits. Returns whether the cover just changed: a key was then meant for the state before."""
        before = self.locked
        acts = self._machine.tick(self._now())
        if acts or not self.timer.isActive():  # else as cheap as can be: it is asked at every movement of the mouse
            self._carry_out(acts)
        return LockAct.COVER in acts or self.locked is not before

    def used(self) -> bool:
        """The person is active. Returns whether that ended the warning."""
        acts = self._machine.used(self._now())
        self._carry_out(acts)
        if not self.locked:
            self._places.timer.stop()  # somebody scrolls by hand
        return LockAct.UNWARN in acts

    def warned(self) -> bool:
        return self._machine.phase is Phase.WARNED

    def lock(self) -> None:
        acts = self._lock_because(_CLEARED_WITHOUT_LOGIN)
        if not acts and not self.locked:
            self._window.controller.hint(self.tr("There is nothing to lock."))

    def hold(self) -> None:
        if self.locked:
            return
        controller = self._window.controller
        if not self._machine.rules.bedside:
            controller.hint(self.tr("Your organisation does not let the window be kept open."))
        elif not self._desk.results.visible:
            controller.hint(self.tr("There are no results to keep open."))
        else:
            self._carry_out(self._machine.hold(self._now()))

    def escape(self) -> None:
        self.proof.cancel()
        self.cover.say("")
        self._refreshed()

    def clear(self) -> None:
        before = self._desk.empty
        self._window.controller.clear()
        if self.locked:
            if not before:
                self._news["cleared"] = translate("Lock", _CLEARED_BY_KEY).replace("{key}", keys.shown(Key.CLEAR))
            self.cover.take_focus()

    def lock_for_tray(self) -> None:
        """Lock and wipe the patient, since the window is hidden for an unknown time.

        A login that waits in the browser is given up, whether it was to begin a session or to unlock the window.
        """
        self._lock_because(_CLOSED)
        controller = self._window.controller
        if self.locked:
            take_each(self.escape)
        take_each(controller.settings_reader.cancel, lambda: controller.do(self._desk.cancel()))  # the desk waits for it, too
        if not self._desk.empty:
            self._news["cleared"] = translate("Lock", _CLOSED)
            controller.clear()
        if self.locked:
            self.cover.take_focus()

    def tell_cleared(self, why: str) -> None:
        """Tell whoever comes back why the patient is gone. ``why``: of context "Lock", not translated."""
        self._news["cleared"] = translate("Lock", why)

    def note_hand_over(self) -> None:
        self._news["handed over"] = translate(
            "Lock", "Another program handed a patient over while the window was locked. Hand it over once more."
        )

    def _refreshed(self) -> None:
        desk = self._desk
        if self._judging:
            return
        ownership = self.ownership
        if desk.login_running is not self._login_runs:
            self._login_runs = desk.login_running
            self._carry_out(self._machine.login(self._now(), runs=desk.login_running))
        held_for = (desk.form.patient, desk.owner, desk.results.lookup is not None)
        if held_for != self._held_for:
            self._held_for = held_for
            self._carry_out(self._machine.let_go(self._now()))
        if desk.empty:
            self._selection.clear()
        if self.locked and ownership is not Ownership.OWNED:
            if not self.proof.running:  # else whoever is in the browser to unlock the window is let in by that
                self._release()
        else:
            before = self._machine.ownership
            self._carry_out(self._machine.protect(ownership, self._now()))
            came = ownership is Ownership.OWNED and before is not Ownership.OWNED
            if came and self._system is not None and self._system.is_locked():
                self._system_locks()  # a login that was waiting in the browser when the screen was locked

    def _lock_because(self, why: str) -> Acts:
        self._wipe_reason = why
        acts = self._machine.lock(self._now())
        self._carry_out(acts)
        self._wipe_reason = _UNUSED
        return acts

    def _system_locks(self) -> None:
        self._lock_because(_CLEARED_WITHOUT_LOGIN)
        if self._system is not None:
            self._system.covered()

    # --- the time --------------------------------------------------------------------------------------------------------------

    def _plan(self) -> None:
        """Start the timer of the next check. An early check is harmless, so a use need not restart the timer."""
        now = self._now()
        due = self._machine.due_in(now)
        if due is None:
            self.timer.stop()
            return
        self.timer.start(min(max(int(due * _SECOND) + 1, 1), _SECOND if self.warned() else 3600 * _SECOND))

    def _look(self) -> None:
        self.check()
        if self.warned():
            self._warn()
        self._plan()

    def _warn(self) -> None:
        self._warning.warn(self._machine.left(self._now()))

    # --- acts ------------------------------------------------------------------------------------------------------------------

    def _carry_out(self, acts: Acts) -> None:
        do: dict[LockAct, Callable[[], None]] = {
            LockAct.WARN: self._warn,
            LockAct.UNWARN: self._warning.hide,
            LockAct.COVER: partial(self._cover, unseen=self._window.controller.handover.unseen),  # before the warning goes
            LockAct.UNCOVER: self._uncover,
            LockAct.WIPE: self._wipe,
            LockAct.HOLD: self._tell_held,
            LockAct.LET_GO: self._bedside.hide,
        }
        take_each(*(do[act] for act in acts))
        if acts or not self.timer.isActive():
            self._plan()

    def _tell_held(self) -> None:
        until = now() + timedelta(seconds=self._machine.held_for(self._now()) or 0.0)
        self._bedside.setText(self.tr("Kept open at the bedside until {time}").format(time=clock_text(until)))
        self._bedside.show()
        announce(self._bedside, self._bedside.text(), urgent=False)

    def _cover(self, *, unseen: bool) -> None:
        """``unseen``: a patient was handed over behind the warning. That offer goes, and is told like one during the lock."""
        desk, owner, left = self._desk, self._window.controller.owner, self._machine.left(self._now())
        self._key = desk.owner
        self._news.clear()
        if unseen:
            self.note_hand_over()
        self.hide_contents(
            lambda: self.cover.cover(owner, left), desk.cover(), lambda: self.proof.begin(self._key), self.cover.take_focus
        )

    def hide_contents(self, cover: Callable[[], None], actions: Actions, *then: Callable[[], None]) -> None:
        """In one turn, so that the next paint shows the cover alone. The cover is raised first; the contents are hidden then.

        ``actions``: of the desk, which covers itself.
        """
        window, controller = self._window, self._window.controller
        take_each(
            window.close_sheets,  # what they hide is covered in the same turn, and has the places to remember
            self._places.remember,
            cover,
            window.scanner.drop,
            controller.settings_reader.cancel,
            window.form.clear_notes,
            # As ``DeskController.do``, but an action that fails ends none of the others.
            lambda: take_each(*(partial(controller.carry_out, each) for each in actions), controller.refresh),
            partial(controller.hint, ""),
            window.area.banner.clear,
            window.form.patient.cover,
            lambda: close_others(window),
            window.window_frame.hide,
            *then,
            lambda: paint_now(window),
        )

    def _uncover(self) -> None:
        self._key = ""
        take_each(self.proof.end, self.cover.uncover, self.show_contents)

    def show_contents(self) -> None:
        """Show the same patient and place again, or an empty window after a wipe."""
        take_each(
            self._window.close_sheets,  # which were opened over the cover
            self._window.form.patient.uncover,
            self._window.window_frame.show,
            lambda: self._window.controller.do(self._desk.uncover()),
            self._places.timer.start,
            self._window.controller.show_session_end,
            self._report,
            self._places.bring_focus_back,
        )

    def _wipe(self) -> None:
        """The longer time limit has passed, or no one could prove their identity.

        A machine that is left for so long holds no tokens either. No page opens in the browser for that: whoever works in
        another program would lose the keyboard to it, and each login here is authenticated anew.
        """
        controller = self._window.controller
        if not self._desk.empty:
            self._news["cleared"] = translate("Lock", self._wipe_reason)
        if self.locked:
            if self._desk.session is not None:
                self._news["logged out"] = translate(
                    "Lock", "The login was ended: nobody had used the window for a while. The next look-up logs in again."
                )
                controller.logins.logout(browser=False)
            controller.do(self._desk.clear())
            controller.do(self._desk.session_changed(None))  # nothing of anybody is left, and the cover goes with that
        else:
            controller.clear()
            self._report()
            paint_now(self._window)  # the machine may be about to sleep, and shows the last frame when it wakes

    def _release(self) -> None:
        """Unlock after everything was wiped, and nobody is logged in."""
        self._news.pop("handed over", None)  # nobody has come back for whom that could have been
        with self._changing_hands():
            self._window.controller.person_replaced()
        self._carry_out(self._machine.unlock(self._now()))
        self._refreshed()

    @contextmanager
    def _changing_hands(self) -> Iterator[None]:
        """Changes of the desk in several steps, checked after the last one."""
        self._judging = True
        try:
            yield
        finally:
            self._judging = False

    # --- the proof -------------------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        self.cover.say("")
        self.proof.ask()

    def _leave(self) -> None:
        """«Not me», or the last try failed: wipe the patient and end the session."""
        self._news.clear()
        take_each(self.proof.cancel, self._window.controller.log_out)

    def _proved(self, key: str, clinician: Clinician | None) -> None:
        """The identity is proved. ``clinician``: of a new session; None: the old session goes on."""
        if not self.locked:
            return
        controller = self._window.controller
        if clinician is not None and not clinician.fresh:
            # Whoever was logged in at HelseID before: it would open the window for them without asking. That login goes.
            self._window.bridge.start(lambda backend, _report: backend.logout(), parent=self)
            controller.do(self._desk.session_changed(None))
            self.cover.say(
                self.tr("HelseID did not ask for a new login, so it is not known who is here."),
                self.tr("Unlock once more; log in anew in the browser."),
            )
            return
        now = self._desk.session
        other = key != self._key or (now is not None and now.key != key)  # renewed as somebody else meanwhile
        if other and clinician is None:
            self._leave()
            return
        with self._changing_hands():
            if key != self._key:
                self._news.clear()
                controller.person_replaced()
            if clinician is not None:
                self._news.pop("logged out", None)
                controller.logged_in(clinician)
        self._carry_out(self._machine.unlock(self._now()))
        self._refreshed()
        self._window.activateWindow()
        announce(self._window, self.tr("The window is open."), urgent=False)

    def _not_proved(self, error: AppError | None) -> None:
        if not self.locked:
            return
        words = messages.of_error(error, Service.LOGIN) if error is not None else MessageText(what="", do="")
        if error is not None and error.code is ErrorCode.PIN_WRONG:
            self._leave()
            self._window.area.banner.say(words, tint="flag")
        else:
            self.cover.say(words.what, words.do)
            self._window.activateWindow()
            self._refreshed()

    def _report(self) -> None:
        lines = [self._news[why] for why in ("cleared", "logged out", "handed over") if why in self._news]
        self._news.clear()
        if lines:
            self._window.area.banner.say(MessageText(what=lines[0], do="\n".join(lines[1:])), tint="accent_text")


def _rules_of(settings: WindowSettings) -> LockRules:
    return LockRules(**{name: getattr(settings.values.lock, name) for name in LockRules.__slots__})


def system_moment() -> ClockMoment:
    clock = SystemClock()
    return ClockMoment(steady=clock.monotonic(), wall=clock.now())
