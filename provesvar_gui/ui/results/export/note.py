"""The note above the results: what is on the clipboard and for how long, and the progress of a print."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QDir, QFileInfo, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from provesvar_gui.results import text
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.widgets import Label, Panel, named_button

if TYPE_CHECKING:
    from provesvar_gui.ui.clipboard import PatientClipboard

translate = QCoreApplication.translate
_SECOND_MS: Final = 1000
_TOLD_MS: Final = 15_000  # how long the end of a print is told
_FOLDER: Final = 48  # characters of a folder; of a longer one the end
_FILE: Final = 60


class ExportNote(Panel):
    """The note, ``takeNote``. Not there while there is nothing to say. ``cancel_asked``: of the print."""

    cancel_asked = Signal()

    def __init__(self, clipboard: PatientClipboard, parent: QWidget) -> None:
        super().__init__("accent_ground", "accent_text", parent)
        self.setObjectName("takeNote")
        self._clipboard, self._ours = clipboard, False
        self.copied = Label(name="clipboardNote", colour="accent_text", parent=self)
        self.empty = named_button(self, "emptyClipboard", "")
        self.empty.clicked.connect(clipboard.take_back)
        self.paper = Label(name="paperNote", colour="accent_text", parent=self)
        self.cancel = named_button(self, "cancelPaper", "")
        self.cancel.clicked.connect(self.cancel_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE["small"], theme.SPACE["hair"], theme.SPACE["small"], theme.SPACE["hair"])
        row.setSpacing(theme.SPACE["small"])
        row.addWidget(self.copied)
        row.addWidget(self.empty)
        row.addStretch(1)
        row.addWidget(self.paper)
        row.addWidget(self.cancel)
        self._second = QTimer(self, interval=_SECOND_MS)
        self._second.timeout.connect(self._count)
        self._told = QTimer(self, singleShot=True, interval=_TOLD_MS)
        self._told.timeout.connect(self.paper_gone)
        clipboard.changed.connect(self._changed)
        self.retranslate()
        self.paper_gone()
        self._changed(clipboard.holds_ours)

    def retranslate(self) -> None:
        self.empty.setText(translate("Export", "Empty the clipboard"))
        self.empty.setAccessibleName(self.empty.text())
        self.empty.setToolTip(keys.tooltip(Key.EMPTY_CLIPBOARD))
        self.cancel.setText(translate("Export", "Cancel"))
        self.cancel.setAccessibleName(translate("Export", "Cancel printing"))
        self._count()

    def _changed(self, ours: bool) -> None:
        self._ours = ours
        self.empty.setVisible(ours)
        self._count()
        self._second.stop()
        if ours:
            announce(self, self.copied.text(), urgent=False)
            if self._clipboard.seconds_left is not None:
                self._second.start()
        self._fit()

    def _count(self) -> None:
        left, said = self._clipboard.seconds_left, ""
        if self._ours:
            said = translate("Export", "Copied · stays until something else is copied")
            if left is not None:
                said = translate("Export", "Copied · deleted in {n} s").replace("{n}", str(left))
        self.copied.setText(said)
        self.copied.setVisible(bool(said))

    def paper_runs(self, page: int, pages: int) -> None:
        """How far a print or a PDF has come; 0: it is being laid out."""
        said = translate("Export", "Making the pages …")
        if page:
            said = translate("Export", "Page {n} of {m} …").replace("{n}", str(page)).replace("{m}", str(pages))
        self._told.stop()
        self._say(said, "accent_text", running=True)

    def paper_says(self, said: str, colour: str = "accent_text") -> None:
        self._say(said, colour, running=False)
        announce(self, said, urgent=colour != "accent_text")
        self._told.start()

    def paper_gone(self) -> None:
        self._say("", "accent_text", running=False)

    def _say(self, said: str, colour: str, *, running: bool) -> None:
        self.paper.say(said, colour)
        self.paper.setVisible(bool(said))
        self.cancel.setVisible(running)
        self._fit()

    def _fit(self) -> None:
        self.setVisible(bool(self.copied.text() or self.paper.text()))


def saved_text(path: str) -> str:
    """Which file is in which folder. For the screen alone: the person chose both."""
    chosen = QFileInfo(path)
    folder, name = QDir.toNativeSeparators(chosen.absolutePath()), chosen.fileName()
    folder = folder if len(folder) <= _FOLDER else f"…{folder[-_FOLDER:]}"
    name = name if len(name) <= _FILE else f"…{name[-_FILE:]}"
    at = {"{file}": text.visible(name), "{folder}": text.visible(folder)}
    said = translate("Export", "The PDF is saved as {file} in {folder}")
    return re.sub(r"\{file\}|\{folder\}", lambda found: at[found[0]], said)
