"""The main window: its keys, and the order in which its parts are loaded."""

from __future__ import annotations

import gc
import os
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShortcut, QWindow
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QPushButton,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.patient.roles import RoleList
from provesvar_gui.ui import keys
from provesvar_gui.ui.form.scanner import Scanner, key_time
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.marks import title_of
from provesvar_gui.ui.message_line import Urgency
from provesvar_gui.ui.results_area import default_view
from provesvar_gui.ui.widgets import fit_on_screen, the_application
from provesvar_gui.ui.window_frame import WindowFrame

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent

    from provesvar_gui.desk.lock import ClockMoment
    from provesvar_gui.ui.bridge import Bridge
    from provesvar_gui.ui.desk.controller import DeskController
    from provesvar_gui.ui.drill import DrillCover
    from provesvar_gui.ui.form.patient_field import PatientField
    from provesvar_gui.ui.form.pickers import Picker
    from provesvar_gui.ui.handover import NumberSource
    from provesvar_gui.ui.lock.closing import ClosingController
    from provesvar_gui.ui.lock.controller import LockController
    from provesvar_gui.ui.message_line import MessageLine
    from provesvar_gui.ui.messages import MessageText
    from provesvar_gui.ui.ports import Maintenance, RoleMemory
    from provesvar_gui.ui.sheet import Sheet
    from provesvar_gui.ui.window_pages import WindowPages
    from provesvar_gui.ui.window_settings import WindowSettings


def _cannot_have_focus(widget: QWidget | None) -> bool:
    return widget is None or not widget.isVisible() or not widget.isEnabled()


SIZE = QSize(1280, 820)
_SMALL_SCREEN = 1500  # device-independent pixels
_KEYS_WHILE_LOCKED = frozenset({Key.HELP, Key.CALL, Key.LARGER, Key.SMALLER})  # they show no patient
_NO_AUTO_REPEAT = frozenset({Key.OPEN, Key.TAKE_PATIENT, Key.LOCK, Key.BEDSIDE})
_SHEETS: Final = (Key.JOURNAL, Key.HELP, Key.KEYS, Key.CALL, Key.SELF_CHECK, Key.SETTINGS)
#: What they do is seen on the page that a sheet hides.
_CLOSE_SHEETS = frozenset({Key.CHANGE, Key.ROLE, Key.CLEAR, Key.LOGIN, Key.OPEN, Key.END_OPENING, Key.TAKE_PATIENT})
#: The modules of the views, loaded one by one, each with its own large imports.
_VIEW_MODULES: Final = (
    "provesvar_gui.results.digest",
    "provesvar_gui.ui.results.reports.pane",
    "provesvar_gui.ui.results.table.pane",
    "provesvar_gui.ui.results.trend.pane",
    "provesvar_gui.ui.results.view",
    "provesvar_gui.ui.window_pages",
)


class WindowServices(NamedTuple):
    bridge: Bridge
    memory: RoleMemory
    maintenance: Callable[[], Maintenance] | None = None  # works without a backend; called on the runtime thread


_PAINT_TIMEOUT = 1000  # ms: a minimised window, or one on another desktop, is painted later, or never


class FirstPaint(QObject):
    """``painted``: once, right after the first paint of the window and before any further event, such as a key.

    Qt paints at the first ``Expose`` of the windowing system; an update before that paints nothing. Made at the show event.
    """

    painted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._passing = False
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)
        self._late = QTimer(self, singleShot=True, interval=_PAINT_TIMEOUT)
        self._late.timeout.connect(self._tell)
        self._late.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._passing or event.type() is not QEvent.Type.Expose:
            return False
        if not isinstance(watched, QWindow) or not watched.isExposed():
            return False
        self._passing = True
        QCoreApplication.sendEvent(watched, event)
        watched.removeEventFilter(self)
        self._tell()
        return True

    def _tell(self) -> None:
        self._late.stop()
        self._passing = True
        self.deleteLater()
        self.painted.emit()


class MainWindow(QMainWindow):
    """``firstPaint``: once, after the first paint. ``begun``: right after that: the form works. ``loaded``: everything works.

    ``services`` is called after the first paint. ``moment``: the clock of the lock.
    """

    bridge: Bridge
    controller: DeskController
    lock: LockController
    closing: ClosingController
    pages: WindowPages

    offerSettled = Signal(object)  # noqa: N815 - a Qt signal
    firstPaint = Signal()  # noqa: N815 - a Qt signal
    begun = Signal()
    loaded = Signal()

    def __init__(
        self,
        settings: WindowSettings,
        services: Callable[[], WindowServices],
        role_list: RoleList,
        today: Callable[[], datetime.date],
        *,
        make_view: Callable[[QWidget, WindowSettings, MessageLine], Any] = default_view,
        key_time: Callable[[QKeyEvent], float] = key_time,
        moment: Callable[[], ClockMoment] | None = None,
    ) -> None:
        super().__init__()
        self._awaited = self._works = self.closed = False
        self._rest = self._build_rest()
        self._drill = settings.drill
        self.drill_cover: DrillCover | None = None  # covers the window while a drill runs
        self.setObjectName("mainWindow")
        self.window_frame = WindowFrame(settings, role_list, today, make_view, self)
        self.form, self.bar, self.area = self.window_frame.form_page.form, self.window_frame.bar, self.window_frame.area
        self.area.callAsked.connect(lambda: self.open_page(Key.CALL))
        self.bar.help.clicked.connect(lambda: self.press(Key.HELP))
        self.bar.change.clicked.connect(lambda: self.press(Key.CHANGE))
        self.bar.new.clicked.connect(lambda: self.press(Key.CLEAR))
        self.window_frame.form_page.back.clicked.connect(lambda: self.controller.back())
        self.window_frame.focusLeft.connect(self.focus_main_part)
        self.setCentralWidget(self.window_frame)
        self._show_mark(settings)
        self._services, self._moment = services, moment
        self.settings = settings
        self.key_time = key_time
        self.scanner = Scanner(self.form.patient.line, key_time=key_time, parent=self)
        self.scanner.scanned.connect(self._scanned)
        self.scanner.ended.connect(self._scan_ended)
        self._acts: dict[Key, Callable[[], object]] = {
            Key.UNDO: lambda: self.controller.escape(),
            Key.CHANGE: lambda: self._edit_field(self.form.patient),
            Key.ROLE: lambda: self._edit_field(self.form.role),
            Key.PANES: self._focus_next_part,
            Key.MENU: self.bar.open_menu,
            Key.CLEAR: lambda: self.controller.clear(),
            Key.LOCK: lambda: self.lock.lock(),
            Key.BEDSIDE: lambda: self.lock.hold(),
            Key.OPEN: lambda: self.controller.open_restricted(),
            Key.END_OPENING: lambda: self.controller.end_opening(),
            Key.TAKE_PATIENT: lambda: self._answer_offer(self.controller.handover.take),
            Key.KEEP_PATIENT: lambda: self._answer_offer(self.controller.handover.keep),
            Key.LOGIN: lambda: self.controller.log_in(),
            **{key: partial(self.open_page, key) for key in _SHEETS},
            Key.LARGER: lambda: self.pages.preferences.resize_text(1),
            Key.SMALLER: lambda: self.pages.preferences.resize_text(-1),
        }
        for key in self._acts:
            for sequence in keys.sequences(key):
                QShortcut(sequence, self, partial(self.press, key)).setAutoRepeat(key not in _NO_AUTO_REPEAT)
        the_application().focusChanged.connect(self._focus_changed)
        fit_on_screen(self, SIZE)
        self.form.patient.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def fills_screen(self) -> bool:
        """Whether it begins maximised: on a small screen the bar and the curves need all of its width."""
        return self.screen().availableSize().width() < _SMALL_SCREEN

    def _show_mark(self, settings: WindowSettings) -> None:
        self.setWindowTitle(title_of(settings))
        self.window_frame.show_mark(settings)

    def _begin(self) -> None:
        if self._works:
            return
        # 35 ms of imports, a quarter of the time to the first paint.
        from provesvar_gui.ui.desk.controller import DeskController
        from provesvar_gui.ui.lock.closing import ClosingController
        from provesvar_gui.ui.lock.controller import LockController, system_moment
        from provesvar_gui.ui.preferences import WheelGuard

        self.wheel = WheelGuard(self)
        self.bar.menu.asked.connect(self.press)
        self.bar.menu.logout.triggered.connect(lambda: self.controller.log_out())
        services = self._services()
        self.bridge, self._maintenance = services.bridge, services.maintenance
        self.controller = DeskController(self, services.bridge, services.memory)
        self.window_frame.take_panel(self.controller.opening.panel)
        self.window_frame.messages.add(self.controller.handover.bar, Urgency.HAND_OVER)
        self.controller.handover.settled.connect(self.offerSettled)
        for act in (self.controller.handover.bar.accepted, self.bar.panel.login.clicked, self.bar.menu.logout.triggered):
            act.connect(lambda: self.close_sheets())  # as their keys do
        self.controller.errorShown.connect(self._error_shown)
        self.controller.refreshed.connect(self._offer_way_back)
        self.controller.settings_reader.settled.connect(self._take_settings)
        self.controller.settings_reader.failed.connect(partial(self._show_trouble, self.settings))
        if self.form.patient.line.text():  # typed before anything was on the screen
            self.form.patient.changed.emit(self.form.patient.check)
        self.lock = LockController(self, now=self._moment or system_moment)
        self.lock.cover.callAsked.connect(partial(self.open_page, Key.CALL))
        self.closing = ClosingController(self)
        self._works = True
        if self.settings.trouble is not None:
            self.controller.show_error(self.settings.trouble)
        self.controller.refresh()
        self.begun.emit()

    def _offer_way_back(self) -> None:
        desk = self.controller.desk
        for action in (self.bar.menu.journal, self.bar.menu.logout):
            action.setVisible(desk.session is not None)
        held = desk.results.lookup if desk.results.hidden and not desk.results.covered else None
        number = held.patient.grouped if held is not None else ""
        self.window_frame.form_page.offer_way_back(number, same=desk.same_number)

    def _edit_field(self, field: PatientField | Picker) -> None:
        self.controller.change()
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.line.selectAll()

    def _answer_offer(self, answer: Callable[[], object]) -> None:
        """Answer the offer of a handed-over patient; an offer hidden by another message is shown first."""
        bar = self.controller.handover.bar
        if bar.isHidden() or bar.isVisible():
            answer()
        else:
            self.area.banner.clear()

    def _focus_next_part(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and focused.isVisible() and self.window_frame.in_page(focused):
            self.bar.more.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.focus_main_part()

    def focus_main_part(self) -> None:
        """Focus the cover, else the results, else the patient field."""
        if (sheet := self.sheet) is not None:
            sheet.take_focus()
        elif self.closed_by_ehr:
            self.closing.cover.take_focus()
        elif self.locked:
            self.lock.cover.take_focus()
        elif self.area.results_visible:
            self.area.take_focus()
        else:
            self.form.patient.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_changed(self, old: QObject | None, new: QWidget | None) -> None:
        """Move the focus away from a widget that is hidden; the results area has a focus order of its own."""
        if not isValid(self) or not self.isActiveWindow() or QApplication.activePopupWidget() is not None:
            return
        if self.sheet is not None and new is not None and (not new.isVisible() or self.lock.cover.isAncestorOf(new)):
            self.pages.sheets.keep_focus(old, new)
            return
        lost = isinstance(old, QWidget) and isValid(old) and self.isAncestorOf(old) and _cannot_have_focus(old)
        if new is None:
            QTimer.singleShot(0, self, self._restore_focus)  # the focus may be moving to another window
        elif lost and not self.window_frame.panel_up and not (self.area.results_visible and self.area.isAncestorOf(new)):
            self.focus_main_part()

    def _restore_focus(self) -> None:
        front, wanted = self.isActiveWindow() and QApplication.activePopupWidget() is None, self.focusWidget()
        if not front or not _cannot_have_focus(wanted):
            return
        if self.sheet is not None and wanted is not None:
            self.pages.sheets.keep_focus(None, wanted)
        elif not self.window_frame.panel_up:
            self.focus_main_part()

    def _error_shown(self, error: AppError) -> None:
        self.load()
        self.pages.offer(error)

    def _build_rest(self) -> Iterator[None]:
        # 0.35 s of imports, three times the time to the first paint; in parts, so that typed text appears in between. On this
        # thread, the only one on which PySide can create Qt's types.
        self._ask_for_roles()  # this also builds the backend
        self.lock.check()
        for module in _VIEW_MODULES:
            yield
            import_module(module)
        yield
        self.bar.draw_icons()
        self.area.prepare()
        yield
        from provesvar_gui.ui.window_pages import WindowPages

        self.pages = WindowPages(self, self._maintenance)

    def load(self) -> None:
        self._begin()
        for _ in self._rest:
            pass

    def _load_on(self) -> None:
        if self.closed:
            return
        for _ in self._rest:
            QTimer.singleShot(0, self, self._load_on)
            return
        if self.controller.desk.empty:
            gc.freeze()  # loaded modules stay: a later collection, when a patient is wiped, skips them
        self.loaded.emit()

    @property
    def locked(self) -> bool:
        """Whether a cover is up: of the lock, a drill, or what the EHR has closed."""
        return self.drill_cover is not None or (self._works and (self.lock.locked or self.closed_by_ehr))

    @property
    def closed_by_ehr(self) -> bool:
        return self._works and not self.closing.cover.isHidden()

    @property
    def sheet(self) -> Sheet | None:
        return self.pages.sheets.sheet if hasattr(self, "pages") else None

    def close_sheets(self) -> None:
        while (sheet := self.sheet) is not None:
            sheet.close()

    def come_forward(self, token: str = "") -> None:
        """Raise the window above others. ``token``: of xdg-activation, for a Wayland desktop."""
        if token and QApplication.platformName().startswith("wayland"):
            os.environ["XDG_ACTIVATION_TOKEN"] = token  # Qt reads and removes it
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        self.controller.opening.begin_again()

    def hand_over(self, text: str | None, source: NumberSource | None = None, *, sender: str = "", hpr: str = "") -> bool | None:
        """Take a patient number from another program (None: unreadable). Returns whether ``text`` holds a number.

        None: the window is locked and takes nothing; a message after unlocking says so. ``source``: None: the EHR.
        ``sender``, ``hpr``: of the other program, and of who is logged in there.
        """
        if self.locked and not self.closed_by_ehr:
            if self.drill_cover is None:
                self.lock.note_hand_over()
            return None
        if self._drill:
            return None  # no real numbers in a drill
        taken = self.controller.handover.arrive(text, source, sender=sender, hpr=hpr)
        if taken and (self.closed_by_ehr or not self.offers):  # it stands on the cover, in the form
            self.close_sheets()
        return taken

    @property
    def offers(self) -> bool:
        return self.controller.desk.offer.due

    def handed_elsewhere(self, text: MessageText) -> None:
        self.area.banner.say(text, tint="flag")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._awaited:
            self._awaited = True
            FirstPaint(self).painted.connect(self._first_paint)

    def _first_paint(self) -> None:
        self.firstPaint.emit()
        self._begin()
        QTimer.singleShot(0, self, self._load_on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.window_frame.messages.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button; outside the results it starts the look-up."""
        focused = QApplication.focusWidget()
        if self.locked:
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            if isinstance(focused, QPushButton | QToolButton):
                focused.click()
                return
            if self.sheet is None and (focused is None or not self.area.isAncestorOf(focused)):
                self.form.entered.emit()
                return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self._restore_focus()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed = True
        if self._works:
            self.lock.stop()
            self.controller.shut_down()
        super().closeEvent(event)

    def _take_settings(self, settings: WindowSettings) -> None:
        self.settings = settings
        self._show_mark(settings)
        self.form.take_settings(settings)
        self.area.take_settings(settings)
        self.lock.take_settings(settings)
        self._ask_for_roles()

    def use_settings(self, settings: WindowSettings) -> None:
        self.settings = settings
        self.area.take_settings(settings)

    def _show_trouble(self, settings: WindowSettings, error: AppError) -> None:
        self._show_mark(settings._replace(trouble=error))

    def press(self, key: Key) -> None:
        self.load()
        if (sheet := self.sheet) is not None and key in (Key.UNDO, Key.HELP):
            sheet.close() if key is Key.UNDO else sheet.ask_for_help()
        elif not self.locked or key in _KEYS_WHILE_LOCKED:
            if key in _CLOSE_SHEETS:
                self.close_sheets()
            self._acts[key]()
        elif self.closed_by_ehr:
            self.closing.press(key)
        elif key is Key.UNDO:
            self.lock.escape()
        elif key is Key.CLEAR:
            self.lock.clear()

    def _ask_for_roles(self) -> None:
        task = self.bridge.start(lambda backend, _report: backend.refresh_roles(), parent=self)
        task.succeeded.connect(lambda roles: self.form.role.set_roles(roles) if isinstance(roles, RoleList) else None)
        task.failed.connect(self._roles_failed)

    def _roles_failed(self, error: AppError) -> None:
        self.controller.settings_reader.note(error)
        here = self._maintenance is not None and self.settings.may_set_up
        # The first run: show the way to the set-up at once.
        if here and error.code is ErrorCode.CLIENT_NOT_CONFIGURED and self.area.banner.isHidden():
            self.controller.show_error(error, tint="flag")

    def _scan_ended(self) -> None:
        if not self.locked and self.sheet is None:
            self.form.basis.setFocus(Qt.FocusReason.OtherFocusReason)

    def _scanned(self, digits: str) -> None:
        if self.closed_by_ehr or not self.locked:
            self.close_sheets()
        if self.closed_by_ehr:
            self.closing.scanned(digits)
        if self.locked:
            return
        self.activateWindow()
        self.controller.do(self.controller.desk.scanned())
        self.form.patient.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.patient.set_scanned(digits)

    def open_guide(self, place: str) -> None:
        self.load()
        self.pages.open_guide(place)

    def open_page(self, key: Key) -> None:
        self.load()
        self.pages.open(key)
