"""Work after the first paint: the line that says whether the three services answer, and the way to a drill.

The services are asked at the start, every four hours, and every five minutes while something is out of order. What a clinician
does goes first: no check is begun while something runs. Where a login or a look-up shows otherwise the line goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from provesvar_gui.self_check.connectivity import Connectivity, ServiceStatus
from provesvar_gui.ui import keys, theme, today
from provesvar_gui.ui.drill import DrillController, DrillSession
from provesvar_gui.ui.icons import Glyph
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.messages import codes_of_chapters
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.widgets import IconLabel, Label, fill

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from provesvar_gui.ui.bridge import Task
    from provesvar_gui.ui.main_window import MainWindow
    from provesvar_gui.ui.window_settings import WindowSettings

SOON_MS: Final = 5 * 60_000
LATER_MS: Final = 4 * 60 * 60_000
translate = QCoreApplication.translate

#: Of the network or of a service, which is what is checked. Anything else is of this machine.
_NETWORK_ERRORS: Final = codes_of_chapters("failure#network", "failure#service")


class StartupChecks(QObject):
    """``drill_command``: starts a drill. ``now``: the time for the line, with a zone."""

    def __init__(
        self,
        window: MainWindow,
        *,
        drill_command: Sequence[str],
        while_stdin: bool = False,
        now: Callable[[], datetime] = today.now,
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._now = window, window.controller.desk, now
        self._due = False
        self._task: Task | None = None
        self._known: Connectivity | None = None  # what the line says
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self._look)
        self.foot = StatusFooter(window)
        window.window_frame.add_at_foot(self.foot)
        controller = window.controller
        controller.refreshed.connect(self._try)
        controller.settings_reader.settled.connect(self._take_settings)
        window.area.settled.connect(lambda: self._heard(well=True))
        controller.logins.loggedIn.connect(lambda _who: self._heard(well=True))
        controller.errorShown.connect(lambda error: self._heard(well=False) if error.code in _NETWORK_ERRORS else None)
        self.drill: DrillController | None = None
        if window.settings.drill:
            DrillSession(window, while_stdin=while_stdin)
        elif not window.settings.sandbox:
            self.drill = DrillController(window, drill_command)
            window.bar.menu.drill.triggered.connect(self.drill.ask)
            window.bar.menu.drill.setVisible(window.settings.may_drill)

    def begin(self) -> None:
        """Prepare the first login, then run the checks: both use the same answers of HelseID."""
        task = self._window.bridge.start(lambda backend, _report: backend.prepare(), parent=self)
        task.finished.connect(self._look)

    def end(self) -> None:
        if self.drill is not None:
            self.drill.stop()

    def _take_settings(self, settings: WindowSettings) -> None:
        self._window.bar.menu.drill.setVisible(settings.may_drill)
        self._show(None)
        self._look()

    def _heard(self, *, well: bool) -> None:
        if self._known is not None and self._known.good is not well:
            self._show(None)

    def _look(self) -> None:
        self._due = True
        self._try()

    def _try(self) -> None:
        busy = self._desk.running is not None or self._desk.login_running or self._window.locked or self._window.closed
        if not self._due or busy or self._task is not None:
            return
        self._due = False
        self._task = self._window.bridge.start(lambda backend, _report: backend.check_connectivity(), parent=self)
        self._task.succeeded.connect(self._found)
        self._task.failed.connect(lambda _error: self._found(None))  # nothing is set up: that is said elsewhere

    def _found(self, found: object) -> None:
        self._task = None
        known = found if isinstance(found, Connectivity) else None
        self._show(known)
        if known is not None and known.roles is not None:
            self._window.form.role.set_roles(known.roles)
        self._try()

    def _show(self, known: Connectivity | None) -> None:
        self._known = known
        self.foot.say(*(("", "ink2") if known is None else line_of(known, today.clock_text(self._now()))))
        self.timer.start(LATER_MS if known is not None and known.good else SOON_MS)


def line_of(found: Connectivity, time: str) -> tuple[str, str]:
    """One line, or one for each that does not answer. ``time``: of the look, such as 07:02."""
    if found.good:
        return translate("Startup", "Login, service and code list answer · {time}").format(time=time), "ok"
    lines = []
    if found.no_way:
        lines.append(translate("Startup", "No contact with any service ({time}): nobody can log in or look up now."))
    elif found.login is not ServiceStatus.ANSWERS:
        lines.append(
            translate("Startup", "Login (HelseID) does not answer ({time}): who is logged in can go on, nobody else can log in.")
        )
    if found.service is not ServiceStatus.ANSWERS and not found.no_way:
        lines.append(translate("Startup", "Pasientens prøvesvar does not answer ({time}): nothing can be looked up now."))
    if not lines:  # nobody has to do anything
        said = translate("Startup", "The code list does not answer ({time}): the copy at hand is used, and look-ups work.")
        return said.format(time=time), "ink2"
    helps = translate("Startup", "{key}: what is wrong, and what to do. {call}: whom to call meanwhile.")
    lines.append(helps.format(key=keys.shown(Key.SELF_CHECK), call=keys.shown(Key.CALL)))
    return "▲ " + "\n".join(lines).format(time=time), "flag"


class StatusFooter(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("emptyFoot")
        self._sign = IconLabel(Glyph.CHECK, "ok", 16, self)
        self._sign.hide()
        self.line = Label("", "ink2", name="flightLine", wraps=True, parent=self)
        self.line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._row = fill(QHBoxLayout(self), 1, self._sign, self.line, 1)
        self.say("", "ink2")

    def say(self, text: str, colour: str) -> None:
        changed = text.partition("(")[0] != self.line.text().partition("(")[0]
        well = colour == "ok"
        self._row.setContentsMargins(theme.SPACE["large"], 0, theme.SPACE["large"], theme.SPACE["small"] if text else 0)
        self.line.setVisible(bool(text))
        self._sign.setVisible(well)
        self.line.setWordWrap(not well)  # else it is as wide as its words, and stands in the middle with its sign
        self._row.setStretchFactor(self.line, 0 if well else 1 << 10)
        self.line.say(text, "ink2" if well else colour)
        self.line.setAccessibleName(text)
        if text and changed and colour == "flag":
            announce(self.line, text, urgent=False)
