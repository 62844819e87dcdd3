"""The assistant of the first run: choose the client's file, see what is wrong with it, take it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDir, QSize, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from provesvar_gui.ui import import_words, on_screen, theme
from provesvar_gui.ui.help_key import add_help_key
from provesvar_gui.ui.primary_button import PrimaryButton
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel, TonePanel

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from provesvar_gui.ui.upkeep import ClientSummary, Imported

_SIZE = QSize(820, 620)


class SetupDialog(QDialog):
    """``setupDialog``. Not modal: a scanned number still reaches the window behind it.

    ``judge_asked(path)``: read a file. ``import_asked``: take it in. ``cancel_asked``: stop waiting for the vault.
    """

    judge_asked = Signal(str)
    import_asked = Signal()
    cancel_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("setupDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Set up the client"))
        self._had_focus: QWidget | None = None  # before it was switched off
        self._intro = ToneLabel(
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
        self._choose = self._button("setupChooseButton", self.tr("&Choose file …"))
        self._choose.clicked.connect(self._choose_file)
        self._panel = TonePanel(bar=True, parent=self)
        self._panel.setObjectName("setupPanel")
        self._lines = QVBoxLayout(self._panel)
        self._lines.setContentsMargins(theme.SPACE["medium"], theme.SPACE["small"], theme.SPACE["medium"], theme.SPACE["small"])
        self._lines.setSpacing(theme.SPACE["tight"])
        self._import = PrimaryButton(self.tr("Take the client in"), self)
        self._import.setObjectName("setupImportButton")
        self._import.setAutoDefault(False)
        self._import.clicked.connect(self.import_asked)
        self._cancel = self._button("setupCancelButton", self.tr("Cancel"))
        self._cancel.clicked.connect(self.cancel_asked)
        self._close = self._button("setupCloseButton", self.tr("Close (Esc)"))
        self._close.setAccessibleName(self.tr("Close"))
        self._close.clicked.connect(self.close)
        self._lay_out()
        on_screen.fit(self, _SIZE)
        self.say_nothing()
        add_help_key(self)
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        file = QHBoxLayout()
        file.addWidget(self.path, 1)
        file.addWidget(self._choose)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._panel)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setObjectName("setupScroll")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        buttons = QHBoxLayout()
        buttons.addWidget(self._import, 1)
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        whole = QVBoxLayout(self)
        margin = theme.SPACE["large"]
        whole.setContentsMargins(margin, margin, margin, margin)
        whole.setSpacing(theme.SPACE["medium"])
        whole.addWidget(self._intro)
        whole.addLayout(file)
        whole.addWidget(scroll, 1)
        whole.addLayout(buttons)

    def say_nothing(self) -> None:
        """No file has been chosen."""
        self._show((), Tone.PLAIN)
        self._ready(importable=False, running=False)

    def say_reading(self) -> None:
        """It may lie on a slow drive."""
        self._show([(self.tr("Reading the file …"), Tone.SUBDUED)], Tone.SUBDUED)
        self._ready(importable=False, running=True)

    def show_summary(self, summary: ClientSummary) -> None:
        """What is in the file, and what is wrong with it. Of a file that is no client's there is nothing else to say."""
        if any(finding.complaint in import_words.STRANGE for finding in summary.findings):
            self.say_failed(*import_words.words_of(summary.findings[0], _import_words))
            return
        lines = [
            (self.tr("Client: {id}").format(id=summary.client_id or "–"), Tone.PLAIN),
            (self.tr("For: {host}").format(host=summary.host or "–"), Tone.PLAIN),
            (self.tr("Key: {kind}").format(kind=summary.key or "–"), Tone.PLAIN),
            (self.tr("Redirect addresses: {list}").format(list=", ".join(summary.redirect_uris) or "–"), Tone.PLAIN),
        ]
        if summary.other_client:
            lines.append((self.tr("✕ The administrator's policy names another client than this file."), Tone.ERROR))
        if summary.replaces:
            lines.append((self.tr("▲ Another client is set up here. It is replaced by this one."), Tone.WARNING))
        for finding in summary.findings:
            what, do = import_words.words_of(finding, _import_words)
            tone = Tone.ERROR if finding.refuses else Tone.WARNING
            lines += [(f"{'✕' if finding.refuses else '▲'} {what}", tone), (do, Tone.PLAIN)]
        if summary.refused:
            lines.append(
                (self.tr("This file cannot be taken in. Correct it at HelseID Selvbetjening, or choose another."), Tone.ERROR)
            )
        self._show(lines, Tone.ERROR if summary.refused else Tone.ACTION)
        self._ready(importable=not summary.refused, running=False)
        if not summary.refused:
            self._import.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_importing(self, *, vault_asks: bool) -> None:
        """The key is being moved."""
        asks = self.tr("The system asks for the password of its store: look for its window, and answer there.")
        waits = self.tr("Moving the key to the system's password store …")
        self._show([(asks if vault_asks else waits, Tone.WARNING if vault_asks else Tone.SUBDUED)], Tone.SUBDUED)
        self._ready(importable=False, running=True)

    def show_done(self, done: Imported) -> None:
        """It is taken in; what is left is to delete the file, which is not ours to do."""
        lines = [(self.tr("✓ The client is set up. Press Enter in the window to log in."), Tone.OK)]
        if done.for_this_run:
            lines.append(
                (self.tr("▲ There is no password store here: the key is forgotten when the program ends."), Tone.WARNING)
            )
        if done.older:
            lines.append(
                (self.tr("▲ The key in the file is an older one: the one that has replaced it stays in use."), Tone.WARNING)
            )
        lines += [
            (self.tr("▲ Delete the file now, and empty the wastebasket: it still holds a copy of the key."), Tone.WARNING),
            (done.path, Tone.PLAIN),
        ]
        if done.open_to_others:
            lines.append(
                (
                    self.tr(
                        "▲ Other users of this machine could read or change the file while it lay there. If one of them may have "
                        "done so, make a new key at HelseID Selvbetjening and take that file in."
                    ),
                    Tone.WARNING,
                )
            )
        if done.former_client:
            told = self.tr("The key of the former client is still in the password store. This command takes it out:")
            lines += [(told, Tone.PLAIN), (f"provesvar-gui --remove-client {done.former_client}", Tone.PLAIN)]
        lines.append((self.tr("Settings written: {file}").format(file=done.settings_file), Tone.SUBDUED))
        self._show(lines, Tone.OK)
        self._ready(importable=False, running=False)
        self.path.clear()
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_failed(self, what: str, do: str) -> None:
        """It was not taken in."""
        self._show([(f"✕ {what}", Tone.ERROR), (do, Tone.PLAIN)], Tone.ERROR)
        self._ready(importable=False, running=False)

    def say_unread(self, params: Mapping[str, str]) -> None:
        """The file could not be read. ``params``: of the AppError."""
        self.say_failed(*import_words.why_unread(params, _import_words))

    def say_import_failed(self, what: str, do: str) -> None:
        """It was not taken in; the file is good, so that it can be tried again."""
        self.say_failed(what, do)
        self._ready(importable=True, running=False)
        self._import.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, lines: Iterable[tuple[str, Tone]], tone: Tone) -> None:
        while self._lines.count():
            place = self._lines.takeAt(0)
            old = place.widget() if place is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        told = []
        for number, (line, of_line) in enumerate(entry for entry in lines if entry[0]):
            label = ToneLabel(line, tone=of_line, parent=self._panel)
            label.setObjectName(f"setupLine{number}")
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            self._lines.addWidget(label)
            label.show()  # now, not with the next turn of the event loop
            told.append(line)
        self._panel.set_tone(tone)
        self._panel.setVisible(bool(told))
        if told and self.isVisible():
            announce(self, " ".join(told), urgent=tone is Tone.ERROR)

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

    def _button(self, name: str, label: str) -> QPushButton:
        button = QPushButton(label, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.setAccessibleName(label.partition(" (")[0].replace("&", "").removesuffix(" …"))
        return button


def _import_words(text: str) -> str:
    return QCoreApplication.translate(import_words.CONTEXT, text)


def _downloads() -> str:
    places = QStandardPaths.StandardLocation
    found = (QStandardPaths.writableLocation(place) for place in (places.DownloadLocation, places.HomeLocation))
    return next((each for each in found if each and QDir(each).exists()), QDir.homePath())
