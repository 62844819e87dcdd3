"""Says in a quiet line, at the foot of the empty page, that a newer version exists, where an administrator has said so.

Begins when the program is ready for the first login, and never while something runs. The service behind it asks the network once
a day at most; what is known is shown at every start. No dialog, no sound, no focus: who is with a patient has other things to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from provesvar_gui.notice.document import Notice

if TYPE_CHECKING:
    from provesvar_gui.ui.background import TaskLike
    from provesvar_gui.ui.main_window import MainWindow
    from provesvar_gui.ui.shift.foot import Foot

AGAIN_MS: Final = 6 * 3_600_000  # in a program that is never closed
translate = QCoreApplication.translate


class NoticeCheck(QObject):
    """``foot``: where the line stands."""

    def __init__(self, window: MainWindow, foot: Foot) -> None:
        super().__init__(window)
        self._window, self._foot = window, foot
        self._desk = window.controller.desk
        self._due = False
        self._task: TaskLike | None = None
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self.look)
        window.controller.refreshed.connect(self._try)

    def look(self) -> None:
        """See what is known, once nothing else runs."""
        self._due = True
        self._again.start()
        self._try()

    def _try(self) -> None:
        busy = self._desk.running is not None or self._desk.login_running or self._window.locked or self._window.closed
        if not self._due or busy or self._task is not None:
            return
        self._due = False
        task = self._task = self._window.bridge.start(lambda backend, _report: backend.newer_version(), parent=self)
        task.succeeded.connect(self._found)
        task.finished.connect(self._ended)

    def _ended(self) -> None:
        self._task = None

    def _found(self, found: object) -> None:
        self._foot.say_newer(words_of(found) if isinstance(found, Notice) else "")


def words_of(notice: Notice) -> str:
    """One line. ``security`` and ``important`` say why it matters; whom to tell is the same."""
    match notice.text:
        case "security":
            said = translate("Notice", "Version {version} repairs a weakness in security. Tell your IT department today.")
        case "important":
            said = translate("Notice", "Version {version} repairs a fault that matters. Tell your IT department.")
        case _:
            said = translate("Notice", "Version {version} is available. Tell your IT department.")
    said = said.format(version=notice.version)
    if not notice.link:
        return said
    return translate("Notice", "{notice} IT finds it here: {link}").format(notice=said, link=notice.link.removeprefix("https://"))
