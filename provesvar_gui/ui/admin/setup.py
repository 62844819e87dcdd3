"""The set-up assistant: choose a client's file, read its faults, import it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDir, QStandardPaths, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from provesvar_gui.helseid.keys.client_file import Complaint
from provesvar_gui.settings.settings import AUTHORITY
from provesvar_gui.ui import messages, theme
from provesvar_gui.ui.admin import import_text
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.sheet import SELECTABLE, Sheet, scrolling
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import Label, fill

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from provesvar_gui.errors import AppError
    from provesvar_gui.ui.bridge import Bridge, Task
    from provesvar_gui.ui.ports import Alone, ClientSummary, Imported, Maintenance

_import_text = partial(QCoreApplication.translate, import_text.CONTEXT)


class SetupDialog(Sheet):
    """``client_set_up``: a client was set up for the next login. ``failed_while_closed``: with an AppError.

    Hidden when closed (the lock closes it, too), so that what runs, an import or a draft, comes to its end.
    """

    client_set_up = Signal()
    failed_while_closed = Signal(object)

    def __init__(self, bridge: Bridge, maintenance: Callable[[], Maintenance], parent: QWidget) -> None:
        super().__init__(parent, "setup", QCoreApplication.translate("SetupDialog", "Set up the client"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        self._bridge, self._maintenance = bridge, maintenance
        self._task: Task | None = None
        self._running = False
        self.state.setTextInteractionFlags(SELECTABLE)
        self.path = self.field("Path", self.tr("The configuration file"), self._judge)
        self._choose = self.button("Choose", self.tr("&Choose file …"), self._choose_file)
        self.organisation = self.field("Organisation", self.tr("Organisation number"), self._register)
        self.api_key = self.field("ApiKey", self.tr("API key"), self._register)
        self.api_key.setEchoMode(QLineEdit.EchoMode.Password)
        self._make = self.button("Register", self.tr("&Make the client"), self._register)
        self._address = ""  # at which the client is confirmed
        self._copy = self.button("Copy", self.tr("Cop&y address"), lambda: QGuiApplication.clipboard().setText(self._address))
        self._cancel = self.button("Cancel", self.tr("Cancel"), self._cancel_task)
        self._import = self.button("Import", self.tr("Take the client in"), self._import_client, Key.LOOK_UP, kind="primary")
        for field in (self.path, self.organisation, self.api_key):  # until that file is judged, and Enter is another field's
            field.textEdited.connect(lambda: self._import.setEnabled(False))
        file = self._way(
            self.tr("With the configuration file from HelseID Selvbetjening (JSON)"),
            self.tr("The key in it is moved to the system's password store; the file is not sent anywhere."),
            self._choose,
            self.path,
        )
        draft = self._way(
            self.tr("or with an API key, without a file"),
            self.tr("The key is made here, and you confirm the client in the browser."),
            self._make,
            self.organisation,
            self.api_key,
        )
        inside = QWidget(self)
        fill(QVBoxLayout(inside), self.panel, 1)
        scroll = scrolling(inside, "setupScroll")
        buttons = (self._copy, self._cancel, self._import)
        self.lay_out((file, draft, scroll), grows=scroll, first=self._choose, buttons=buttons, height=500)
        self.finished.connect(self._closed)

    def _way(self, head: str, what: str, button: QWidget, *fields: QLineEdit) -> QWidget:
        """One of the two ways to a client: its heading, what it does, its fields with their labels, and its button."""
        made, grid = QWidget(self), QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE["small"])
        grid.setContentsMargins(0, theme.SPACE["tight"], 0, 0)
        for column, field in enumerate(fields):
            grid.addWidget(Label(field.accessibleName(), kind=Type.SMALL, parent=made), 0, column)
            grid.addWidget(field, 1, column)
        grid.addWidget(button, 1, len(fields))
        labels = Label(head, bold=True, parent=made), Label(what, "ink2", kind=Type.SMALL, wraps=True, parent=made)
        fill(QVBoxLayout(made), *labels, grid, spacing=theme.SPACE["hair"])
        return made

    def open_page(self) -> None:
        if not self.is_open and not self._running:
            self.path.clear()
            self._show_state((), "ink")
        super().open_page()

    def _show_state(self, lines: Sequence[str], colour: str, *, importable: bool = False, running: bool = False) -> None:
        """Show a text. A disabled control loses the focus, so the path field gets it."""
        self.say("\n".join(line for line in lines if line), colour)
        was_off = not self.path.isEnabled()
        self._import.setEnabled(importable)
        self._cancel.setVisible(running)
        self._copy.setVisible(bool(self._address) and self._address in lines)
        for control in (self._choose, self.path, self.organisation, self.api_key, self._make):
            control.setEnabled(not running)
        if importable or (was_off and not running):
            self._focus(self._import if importable else self.path)

    def _focus(self, control: QWidget) -> None:
        """Not from behind: what is typed meanwhile is meant for the window."""
        if self.isVisible():
            control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("The client's configuration file"))
        dialog.setObjectName("setupFileDialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Configuration files (*.json)"), self.tr("All files (*)")])
        dialog.setDirectory(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation))
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    def _chosen(self, path: str) -> None:
        self.path.setText(QDir.toNativeSeparators(path))
        self._judge()

    def _judge(self) -> None:
        path, maintenance = self.path.text().strip(), self._maintenance
        if not path or self._running:
            return
        self._show_state([self.tr("Reading the file …")], "ink2", running=True)
        task = self._begin(self._bridge.start_alone(lambda _report: maintenance().judge_client(path), parent=self))
        task.succeeded.connect(self._judged)
        task.failed.connect(self._failed)

    def _judged(self, summary: ClientSummary) -> None:
        """The content of the file and its faults; of a file of another kind only that."""
        self._task = None
        if any(finding.complaint is Complaint.NOT_OURS for finding in summary.findings):  # nothing in it can be shown
            what, do = import_text.complaint_text(summary.findings[0], _import_text)
            self._show_state([f"✕ {what}", do], "danger")
            return
        test, prod = self.tr("test, synthetic people only"), self.tr("production, real patients")
        meant = {AUTHORITY["test"]: test, AUTHORITY["prod"]: prod}.get(summary.host, "")
        host = f"{meant} ({summary.host})" if meant else summary.host
        lines = [
            self.tr("Client: {id}").format(id=summary.client_id or "–"),
            self.tr("For: {host}").format(host=host or "–"),
            self.tr("Key: {kind}").format(kind=summary.key or "–"),
            self.tr("Redirect addresses: {list}").format(list=", ".join(summary.redirect_uris) or "–"),
            self.tr("✕ The administrator's policy names another client than this file.") if summary.other_client else "",
            self.tr("▲ Another client is set up here. It is replaced by this one.") if summary.replaces else "",
        ]
        for finding in summary.findings:
            what, do = import_text.complaint_text(finding, _import_text)
            lines += [f"{'✕' if finding.refuses else '▲'} {what}", do]
        if summary.refused:
            lines.append(self.tr("This file cannot be taken in. Correct it at HelseID Selvbetjening, or choose another."))
        self._show_state(lines, "danger" if summary.refused else "ink", importable=not summary.refused)

    def _register(self) -> None:
        """Make a client by a draft. The API key is used once, and is not kept in the field."""
        organisation, api_key = self.organisation.text().replace(" ", ""), self.api_key.text().strip()
        maintenance = self._maintenance
        if not organisation or not api_key or self._running:
            return
        self.api_key.setText("")
        confirm = self.tr("Confirm the client in the browser. If no page has opened, open this address:")
        self._show_state([self.tr("Making the key and the client …")], "ink2", running=True)
        self._focus(self.state)  # not on Close
        self._start(lambda report: maintenance().register_client(organisation, api_key, report), confirm)

    def _import_client(self) -> None:
        path, maintenance = self.path.text().strip(), self._maintenance
        self._show_state([self.tr("Moving the key to the system's password store …")], "ink2", running=True)
        self._start(lambda report: maintenance().import_client(path, lambda: report("")), importable=True)

    def _start(self, call: Alone, confirm: str = "", *, importable: bool = False) -> None:
        """``confirm``: said with an address that is reported; an empty one means that the vault asks."""
        asks = self.tr("The system asks for the password of its store: look for its window, and answer there.")
        task = self._begin(self._bridge.start_alone(call, parent=self))
        task.progressed.connect(lambda page: self._show_wait([confirm, page] if page else [asks], page))
        task.succeeded.connect(self._imported)
        task.failed.connect(lambda error: self._failed(error, importable=importable, draft=not importable))
        self._running = True

    def _show_wait(self, lines: Sequence[str], page: str) -> None:
        self._address = page
        self._show_state(lines, "accent_text" if page else "flag", running=True)
        self._focus(self._copy if page else self.state)

    def _imported(self, done: Imported) -> None:
        """Ask the user to delete the file, which is not ours to delete."""
        self._task, self._running = None, False
        no_store = self.tr("▲ There is no password store here: the key is forgotten when the program ends.")
        older = self.tr("▲ The key in the file is an older one: the one that has replaced it stays in use.")
        delete = self.tr("▲ Delete the file now, and empty the wastebasket: it still holds a copy of the key.")
        others = self.tr(
            "▲ Other users of this machine could read or change the file while it lay there. If one of them may have "
            "done so, make a new key at HelseID Selvbetjening and take that file in."
        )
        former = self.tr("The key of the former client is still in the password store. This command takes it out:")
        command = f"provesvar-gui --remove-client {done.former_client}"
        notes = {no_store: done.for_this_run, older: done.older, delete: done.path, done.path: done.path}
        notes |= {others: done.open_to_others, former: done.former_client, command: done.former_client}
        lines = [
            self.tr("The client is set up. Press Enter in the window to log in."),
            *(each for each in notes if notes[each]),
        ]
        lines.append(self.tr("Settings written: {file}").format(file=done.settings_file))
        self.path.clear()
        self._show_state(lines, "ok")
        self._focus(self.close_button)
        self.client_set_up.emit()

    def _failed(self, error: AppError, *, importable: bool = False, draft: bool = False) -> None:
        self._task, self._running = None, False
        words = messages.of_error(error)
        what, do = words.what, words.do
        if error.params.get("unread"):
            what, do = (_import_text(text).replace("{file}", error.params["file"]) for text in import_text.UNREAD)
        again = self.tr("The API key was not kept: type it again.") if draft else ""
        self._show_state([f"✕ {what}", error.service_text, do, again], "danger", importable=importable)
        if self.isHidden():
            self.failed_while_closed.emit(error)
        elif draft:
            self._focus(self.api_key)

    def _cancel_task(self) -> None:
        self._drop_task()
        self._show_state((), "ink")

    def _closed(self) -> None:
        self.api_key.clear()
        if not self._running:
            self._drop_task()

    def _begin(self, task: Task) -> Task:
        self._drop_task()
        self._task = task
        return task

    def _drop_task(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._task, self._running = None, False
