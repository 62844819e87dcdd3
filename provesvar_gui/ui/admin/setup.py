"""The set-up assistant: choose a client's file, read its faults, import it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDir, QObject, QSize, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from provesvar_gui.errors import AppError
from provesvar_gui.ui import messages, theme
from provesvar_gui.ui.admin import import_text
from provesvar_gui.ui.admin.page import SELECTABLE, AdminDialog
from provesvar_gui.ui.ports import ClientSummary, Imported, VaultAsks
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tint
from provesvar_gui.ui.tinted_widgets import TintLabel
from provesvar_gui.ui.widgets import PrimaryButton, fit_on_screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from provesvar_gui.ui.ports import BridgeLike, Maintenance, TaskLike


_SIZE = QSize(720, 200)  # for the one field; it grows by what is said, up to _MOST
_MOST = 420


class SetupDialog(AdminDialog):
    """The dialog of the set-up assistant.

    ``judge_asked(path)``: read a file. ``import_asked``: take it in. ``cancel_asked``: stop waiting for the vault.
    """

    judge_asked = Signal(str)
    import_asked = Signal()
    cancel_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "setup")
        self.setWindowTitle(self.tr("Set up the client"))
        self._had_focus: QWidget | None = None  # before it was switched off
        self.state.setTextInteractionFlags(SELECTABLE)
        self._labels = [self.state]
        intro = TintLabel(
            self.tr(
                "The program needs the client's configuration file from HelseID Selvbetjening (JSON). The key in it is moved to "
                "the system's password store; the file is not sent anywhere."
            ),
            parent=self,
        )
        self.path = QLineEdit(self)
        self.path.setObjectName("setupPath")
        self.path.setAccessibleName(self.tr("The configuration file"))
        self.path.setPlaceholderText(self.tr("The configuration file"))
        self.path.returnPressed.connect(self._ask_to_judge)
        self._choose = self.button("Choose", self.tr("&Choose file …"), self._choose_file)
        self._import = PrimaryButton(self.tr("Take the client in"), self)
        self._import.setObjectName("setupImportButton")
        self._import.setAutoDefault(False)
        self._import.clicked.connect(self.import_asked)
        self._cancel = self.button("Cancel", self.tr("Cancel"), self.cancel_asked)
        file = QWidget(self)
        row = QHBoxLayout(file)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.path, 1)
        row.addWidget(self._choose)
        self._scroll = scroll = QScrollArea(self)
        scroll.setObjectName("setupScroll")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        column.addStretch(1)
        scroll.setWidget(inside)
        self.lay_out((intro, file, scroll), grows=scroll, buttons=(self._import, self._cancel))
        fit_on_screen(self, QSize(theme.px(_SIZE.width()), theme.px(_SIZE.height())))
        self.say_nothing()
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_nothing(self) -> None:
        """No file has been chosen."""
        self._show((), Tint.PLAIN)
        self._ready(importable=False, running=False)

    def say_reading(self) -> None:
        """It may lie on a slow drive."""
        self._show([(self.tr("Reading the file …"), Tint.SUBDUED)], Tint.SUBDUED)
        self._ready(importable=False, running=True)

    def show_summary(self, summary: ClientSummary) -> None:
        """What is in the file, and what is wrong with it. Of a file that is no client's there is nothing else to say."""
        if any(finding.complaint in import_text.STRANGE for finding in summary.findings):
            self.say_failed(*import_text.complaint_text(summary.findings[0], _import_text))
            return
        lines = [
            (self.tr("Client: {id}").format(id=summary.client_id or "–"), Tint.PLAIN),
            (self.tr("For: {host}").format(host=summary.host or "–"), Tint.PLAIN),
            (self.tr("Key: {kind}").format(kind=summary.key or "–"), Tint.PLAIN),
            (self.tr("Redirect addresses: {list}").format(list=", ".join(summary.redirect_uris) or "–"), Tint.PLAIN),
        ]
        if summary.other_client:
            lines.append((self.tr("✕ The administrator's policy names another client than this file."), Tint.ERROR))
        if summary.replaces:
            lines.append((self.tr("▲ Another client is set up here. It is replaced by this one."), Tint.WARNING))
        for finding in summary.findings:
            what, do = import_text.complaint_text(finding, _import_text)
            tint = Tint.ERROR if finding.refuses else Tint.WARNING
            lines += [(f"{'✕' if finding.refuses else '▲'} {what}", tint), (do, Tint.PLAIN)]
        if summary.refused:
            lines.append(
                (self.tr("This file cannot be taken in. Correct it at HelseID Selvbetjening, or choose another."), Tint.ERROR)
            )
        self._show(lines, Tint.ERROR if summary.refused else Tint.ACTION)
        self._ready(importable=not summary.refused, running=False)
        if not summary.refused:
            self._import.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_importing(self, *, vault_asks: bool) -> None:
        asks = self.tr("The system asks for the password of its store: look for its window, and answer there.")
        waits = self.tr("Moving the key to the system's password store …")
        self._show([(asks if vault_asks else waits, Tint.WARNING if vault_asks else Tint.SUBDUED)], Tint.SUBDUED)
        self._ready(importable=False, running=True)

    def show_done(self, done: Imported) -> None:
        """It is taken in; what is left is to delete the file, which is not ours to do."""
        lines = [(self.tr("✓ The client is set up. Press Enter in the window to log in."), Tint.OK)]
        if done.for_this_run:
            lines.append(
                (self.tr("▲ There is no password store here: the key is forgotten when the program ends."), Tint.WARNING)
            )
        if done.older:
            lines.append(
                (self.tr("▲ The key in the file is an older one: the one that has replaced it stays in use."), Tint.WARNING)
            )
        lines += [
            (self.tr("▲ Delete the file now, and empty the wastebasket: it still holds a copy of the key."), Tint.WARNING),
            (done.path, Tint.PLAIN),
        ]
        if done.open_to_others:
            lines.append(
                (
                    self.tr(
                        "▲ Other users of this machine could read or change the file while it lay there. If one of them may have "
                        "done so, make a new key at HelseID Selvbetjening and take that file in."
                    ),
                    Tint.WARNING,
                )
            )
        if done.former_client:
            told = self.tr("The key of the former client is still in the password store. This command takes it out:")
            lines += [(told, Tint.PLAIN), (f"provesvar-gui --remove-client {done.former_client}", Tint.PLAIN)]
        lines.append((self.tr("Settings written: {file}").format(file=done.settings_file), Tint.SUBDUED))
        self._show(lines, Tint.OK)
        self._ready(importable=False, running=False)
        self.path.clear()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_failed(self, what: str, do: str) -> None:
        """It was not taken in."""
        self._show([(f"✕ {what}", Tint.ERROR), (do, Tint.PLAIN)], Tint.ERROR)
        self._ready(importable=False, running=False)

    def say_unread(self, params: Mapping[str, str]) -> None:
        """The file could not be read. ``params``: of the AppError."""
        self.say_failed(*import_text.why_unread(params, _import_text))

    def say_import_failed(self, what: str, do: str) -> None:
        """It was not taken in; the file is good, so that it can be tried again."""
        self.say_failed(what, do)
        self._ready(importable=True, running=False)
        self._import.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, lines: Iterable[tuple[str, Tint]], tint: Tint) -> None:
        shown = [line for line in lines if line[0]]
        while len(self._labels) < len(shown):
            label = TintLabel(parent=self.panel)
            label.setTextInteractionFlags(SELECTABLE)
            self.inside.addWidget(label)
            self._labels.append(label)
        for number, label in enumerate(self._labels):
            text, of_line = shown[number] if number < len(shown) else ("", Tint.PLAIN)
            label.say(text, of_line)
            label.setVisible(bool(text))
        self.panel.set_tint(tint)
        self.panel.setVisible(bool(shown))
        if shown:
            said = min(theme.px(_MOST), self.inside.totalHeightForWidth(self._scroll.viewport().width()))
            self.resize(self.width(), max(self.height(), theme.px(_SIZE.height()) + said))
        if shown and self.isVisible():
            announce(self, " ".join(text for text, _ in shown), urgent=tint is Tint.ERROR)

    def _ready(self, *, importable: bool, running: bool) -> None:
        """A control that is switched off loses the focus: the path, or its button, has it back when it can be used again."""
        if running and self.focusWidget() in (self.path, self._choose):
            self._had_focus = self.focusWidget()
        self._import.setEnabled(importable)
        self._cancel.setVisible(running)
        self._choose.setEnabled(not running)
        self.path.setEnabled(not running)
        if not running and self._had_focus is not None:
            self._had_focus.setFocus(Qt.FocusReason.OtherFocusReason)
            self._had_focus = None

    def _ask_to_judge(self) -> None:
        if self.path.text().strip():
            self.judge_asked.emit(self.path.text().strip())

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("The client's configuration file"))
        dialog.setObjectName("setupFileDialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Configuration files (*.json)"), self.tr("All files (*)")])
        dialog.setDirectory(_downloads())
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    def _chosen(self, path: str) -> None:
        self.path.setText(QDir.toNativeSeparators(path))
        self._ask_to_judge()


def _import_text(text: str) -> str:
    return QCoreApplication.translate(import_text.CONTEXT, text)


def _downloads() -> str:
    places = QStandardPaths.StandardLocation
    found = (QStandardPaths.writableLocation(place) for place in (places.DownloadLocation, places.HomeLocation))
    return next((each for each in found if each and QDir(each).exists()), QDir.homePath())


class SetupAssistant(QObject):
    """The controller of the set-up dialog.

    ``done``: a client was taken in; the next login works by it.

    The work belongs to this object and not to its dialog: closed, by the lock of the window for example, while the key is being
    moved, it does not leave a key without its settings.
    """

    done = Signal()

    def __init__(self, bridge: BridgeLike, maintenance: Callable[[], Maintenance], window: QWidget) -> None:
        super().__init__(window)
        self._bridge, self._maintenance, self._window = bridge, maintenance, window
        self._dialog: SetupDialog | None = None
        self._task: TaskLike | None = None
        self._importing = False

    def open(self) -> None:
        dialog = self._shown()
        if dialog is not None:
            dialog.raise_()
            dialog.activateWindow()
            return
        dialog = self._dialog = SetupDialog(self._window)
        dialog.judge_asked.connect(self._judge)
        dialog.import_asked.connect(self._import)
        dialog.cancel_asked.connect(self._cancel)
        dialog.finished.connect(self._closed)
        if self._importing:
            dialog.say_importing(vault_asks=False)
        dialog.show()

    def _shown(self) -> SetupDialog | None:
        return self._dialog if self._dialog is not None and isValid(self._dialog) else None

    def _judge(self, path: str) -> None:
        dialog, maintenance = self._shown(), self._maintenance
        if dialog is None or self._importing:
            return
        dialog.say_reading()
        task = self._begin(self._bridge.start_alone(lambda _report: maintenance().judge_client(path), parent=self))
        task.succeeded.connect(lambda summary: self._judged(task, summary))
        task.failed.connect(lambda error: self._failed(task, error, judged=False))

    def _judged(self, task: TaskLike, summary: object) -> None:
        dialog = self._end(task)
        if dialog is not None and isinstance(summary, ClientSummary):
            dialog.show_summary(summary)

    def _import(self) -> None:
        dialog, maintenance = self._shown(), self._maintenance
        if dialog is None or self._importing:
            return
        dialog.say_importing(vault_asks=False)
        task = self._begin(self._bridge.start_alone(lambda report: maintenance().import_client(report), parent=self))
        self._importing = True
        task.progressed.connect(lambda told: self._progressed(task, told))
        task.succeeded.connect(lambda done: self._imported(task, done))
        task.failed.connect(lambda error: self._failed(task, error, judged=True))

    def _progressed(self, task: TaskLike, told: object) -> None:
        dialog = self._shown()
        if self._task is task and dialog is not None and isinstance(told, VaultAsks):
            dialog.say_importing(vault_asks=True)

    def _imported(self, task: TaskLike, done: object) -> None:
        dialog = self._end(task)
        if isinstance(done, Imported):
            if dialog is not None:
                dialog.show_done(done)
            self.done.emit()

    def _failed(self, task: TaskLike, error: object, *, judged: bool) -> None:
        dialog = self._end(task)
        if dialog is None or not isinstance(error, AppError):
            return
        words = messages.of_error(error)
        if judged:
            dialog.say_import_failed(words.what, words.do)
        elif error.params.get("unread"):
            dialog.say_unread(error.params)
        else:
            dialog.say_failed(words.what, words.do)

    def _cancel(self) -> None:
        task, self._task, self._importing = self._task, None, False
        if task is not None:
            task.cancel()
        dialog = self._shown()
        if dialog is not None:
            dialog.say_nothing()

    def _closed(self) -> None:
        if self._importing:
            return  # it goes on
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
        maintenance = self._maintenance
        self._bridge.start_alone(lambda _report: maintenance().forget_client(), parent=self)

    def _begin(self, task: TaskLike) -> TaskLike:
        if self._task is not None:
            self._task.cancel()
        self._task = task
        return task

    def _end(self, task: TaskLike) -> SetupDialog | None:
        """The dialog to be told, if this was the work that is waited for."""
        if self._task is not task:
            return None
        self._task, self._importing = None, False
        return self._shown()
