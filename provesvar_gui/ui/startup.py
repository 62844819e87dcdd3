"""Work after the first paint: the check of the three services, and the footer of the empty page.

Whether the services answer is asked at the start, and when somebody comes after four hours of nobody; a quiet line says it. What
a clinician does goes first: no check is begun while something runs. A line does not stand longer than it holds: where a login, a
look-up or the code list shows otherwise it goes, and the services are asked again, as they are every five minutes while
something is out of order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.self_check.network_checks import Connectivity, ServiceStatus
from provesvar_gui.ui import keys, theme, today
from provesvar_gui.ui.drill import DrillController, DrillSession
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.lock.controller import system_moment
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.widgets import Label, named_button

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from PySide6.QtGui import QWindow

    from provesvar_gui.desk.lock import ClockMoment
    from provesvar_gui.ui.main_window import MainWindow
    from provesvar_gui.ui.ports import TaskLike
    from provesvar_gui.ui.window_settings import WindowSettings

NOBODY: Final = 4 * 3600.0  # seconds
AGAIN_MS: Final = 5 * 60_000
_COMES: Final = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})
translate = QCoreApplication.translate

#: Of the network or of HelseID, which is what is checked. Anything else is of this machine.
_ON_THE_WAY: Final = frozenset(
    {
        ErrorCode.NO_NETWORK, ErrorCode.TIMEOUT, ErrorCode.CONNECTION_BROKEN, ErrorCode.TLS_REJECTED, ErrorCode.PROXY_FAILED,
        ErrorCode.UNEXPECTED_ANSWER, ErrorCode.SERVER_ERROR, ErrorCode.SERVER_BUSY, ErrorCode.DISCOVERY_INVALID,
        ErrorCode.TLS_TOO_OLD,
    }
)  # fmt: skip


class StartupChecks(QObject):
    """The checks after the first paint, and the way to a drill. ``drill_command``: what starts one."""

    def __init__(
        self, window: MainWindow, settings: WindowSettings, *, drill_command: Sequence[str], while_stdin: bool = False
    ) -> None:
        super().__init__(window)
        self._window = window
        self.foot = StatusFooter(window)
        window.window_frame.add_at_foot(self.foot)
        self.connectivity = ConnectivityCheck(
            window, self.foot, moment=system_moment, now=today.now, asks=settings.trouble is None
        )
        self.drill: DrillController | None = None
        if settings.drill:
            self.inside = DrillSession(window, while_stdin=while_stdin)
        elif not settings.sandbox:
            self.drill = DrillController(window, drill_command, may=settings.may_drill)
            self.foot.drill.clicked.connect(self.drill.ask)
            self.foot.drill.setVisible(settings.may_drill)
            window.bar.menu.drillAsked.connect(self.drill.ask)
            window.bar.menu.drill.setVisible(settings.may_drill)
        else:
            for sequence in keys.sequences(Key.DRILL):
                QShortcut(sequence, window, self._no_drill).setAutoRepeat(False)
        window.pages.checked.connect(self.connectivity.look_again)
        window.controller.setup.settled.connect(self._take_settings)

    def begin(self) -> None:
        self.connectivity.begin()

    def end(self) -> None:
        if self.drill is not None:
            self.drill.stop()

    def _no_drill(self) -> None:
        if not self._window.locked:
            text = translate("Startup", "Everybody here is synthetic already: there is no drill to begin.")
            self._window.controller.hint(text)

    def _take_settings(self, settings: WindowSettings) -> None:
        self.connectivity.take_settings(settings)
        if self.drill is not None:
            self.drill.take_settings(settings)
            self.foot.drill.setVisible(settings.may_drill)


class ConnectivityCheck(QObject):
    """``moment``: by which it is told how long nobody was here. ``now``: the time that stands in the line, with a zone."""

    def __init__(
        self,
        window: MainWindow,
        foot: StatusFooter,
        *,
        moment: Callable[[], ClockMoment],
        now: Callable[[], datetime],
        asks: bool,
    ) -> None:
        super().__init__(window)
        self._window, self._foot, self._moment, self._now = window, foot, moment, now
        self._desk = window.controller.desk
        self._asks, self._due = asks, False
        self._task: TaskLike | None = None
        self._known: Connectivity | None = None  # what the line says
        self._doubted: set[str] = set()  # what has failed for somebody since, whatever a check says
        self._seen = moment()
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self._look)
        controller = window.controller
        controller.refreshed.connect(self._try)
        controller.lookups.succeeded.connect(lambda _number, _result: self._answered("service"))
        controller.lookups.failed.connect(lambda _number, error: self._failed("service", error))
        for came in (controller.logins.loggedIn, controller.logins.switched):
            came.connect(lambda _who: self._answered("login"))
        for failed in (controller.logins.loginFailed, controller.logins.switchFailed):
            failed.connect(lambda error: self._failed("login", error))
        controller.listed.connect(lambda: self._answered("code_list"))
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)
        self._watch(window.windowHandle())

    def begin(self) -> None:
        """Get ready for the first login, then look: both share what they ask of HelseID."""
        task = self._window.bridge.start(lambda backend, _report: backend.get_ready(), parent=self)
        task.succeeded.connect(lambda _value: self._look())
        # Where nothing is set up, that is said elsewhere: the look is taken up when it is.
        task.failed.connect(lambda error: self._look() if error.code in _ON_THE_WAY else None)

    def take_settings(self, settings: WindowSettings) -> None:
        self._asks = settings.trouble is None
        self._doubted.clear()
        self._show(None)
        self._look()

    def look_again(self) -> None:
        """A self-check has asked the same services."""
        if self._known is not None and not self._known.good:
            self._show(None)
            self._look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        if event.type() in _COMES:
            before, self._seen = self._seen, self._moment()
            if self._seen.since(before) >= NOBODY:
                self._doubted.clear()
                self._look()
            else:
                self._try()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _look(self) -> None:
        self._due = self._asks
        self._try()

    def _failed(self, part: str, error: AppError) -> None:
        """Somebody's look-up or login has failed on the way: that all three answer is said no more."""
        if error.code in _ON_THE_WAY:
            self._doubted.add(part)
            if self._known is not None and self._known.good:
                self._show(None)
                self._look()

    def _answered(self, part: str) -> None:
        """Something has just come from one of the three: what was said of it before holds no more."""
        self._doubted.discard(part)
        if self._known is not None and getattr(self._known, part) is not ServiceStatus.ANSWERS:
            self._show(None)
            self._look()

    def _try(self) -> None:
        busy = self._desk.running is not None or self._desk.login_running or self._window.locked or self._window.closed
        if not self._due or busy or self._task is not None:
            return
        self._due = False
        self._again.stop()
        self._task = self._window.bridge.start(lambda backend, _report: backend.check_connectivity(), parent=self)
        self._task.succeeded.connect(self._found)
        self._task.failed.connect(lambda _error: self._found(None))  # nothing is set up: that is said elsewhere

    def _found(self, found: object) -> None:
        self._task = None
        known = found if isinstance(found, Connectivity) and self._asks else None
        self._show(None if known is not None and known.good and self._doubted else known)
        if known is not None and known.roles is not None:
            self._window.controller.take_roles(known.roles)
        self._try()

    def _show(self, known: Connectivity | None) -> None:
        self._known = known
        self._foot.say(*(("", "ink2") if known is None else line_of(known, today.clock_text(self._now()))))
        if known is not None and not known.good:
            self._again.start()


def line_of(found: Connectivity, time: str) -> tuple[str, str]:
    """One line, or one for each that does not answer. ``time``: of the look, such as 07:02."""
    if found.good:
        return translate("Startup", "Login, service and code list answer ({time})").format(time=time), "ink2"
    if found.no_way:
        lines = [
            translate("Startup", "No contact with any service ({time}): nobody can log in or look up now.").format(time=time)
        ]
    else:
        lines = [line.format(time=time) for line in _lines(found)]
    if not lines[1:] and found.login is found.service is ServiceStatus.ANSWERS:
        return lines[0], "ink2"  # the copy at hand does as well: nobody has to do anything
    helps = translate("Startup", "{key}: what is wrong, and what to do. {call}: whom to call meanwhile.")
    lines.append(helps.format(key=keys.shown(Key.SELF_CHECK), call=keys.shown(Key.CALL)))
    return "\n".join(f"▲ {line}" if number == 0 else line for number, line in enumerate(lines)), "flag"


def _lines(found: Connectivity) -> list[str]:
    lines = []
    if found.login is ServiceStatus.STRANGE:
        lines.append(translate("Startup", "Something other than HelseID answers ({time}): nobody can log in now."))
    elif found.login is not ServiceStatus.ANSWERS:
        lines.append(
            translate("Startup", "Login (HelseID) does not answer ({time}): who is logged in can go on, nobody else can log in.")
        )
    if found.service is ServiceStatus.STRANGE:
        lines.append(
            translate("Startup", "Something other than Pasientens prøvesvar answers ({time}): nothing can be looked up now.")
        )
    elif found.service is not ServiceStatus.ANSWERS:
        lines.append(translate("Startup", "Pasientens prøvesvar does not answer ({time}): nothing can be looked up now."))
    if found.code_list is not ServiceStatus.ANSWERS:
        lines.append(translate("Startup", "The code list does not answer ({time}): the copy at hand is used, and look-ups work."))
    return lines


class StatusFooter(QWidget):
    """The foot of the empty page, which takes no room from results. Nothing here ever takes the focus by itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("emptyFoot")
        self.line = Label("", "ink2", name="flightLine", wraps=True, parent=self)
        self.line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.drill = named_button(self, "drillButton", self.tr("Drill …"), self.tr("Drill"))
        self.drill.setToolTip(keys.tooltip(Key.DRILL))
        self.drill.hide()
        lines = QVBoxLayout()
        lines.addStretch(1)
        lines.addWidget(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE["large"])
        row.addLayout(lines, 1)
        row.addWidget(self.drill, 0, Qt.AlignmentFlag.AlignBottom)

    def say(self, text: str, colour: str) -> None:
        """Show it; what is out of order is told to a screen reader too, without haste."""
        changed = text.partition("(")[0] != self.line.text().partition("(")[0]
        self.line.say(text, colour)
        self.line.setAccessibleName(text)
        if text and changed and colour == "flag":
            announce(self.line, text, urgent=False)
