"""The note below the results: what is on the clipboard and for how long, and the progress of a print."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QDir, QFileInfo, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from provesvar_gui.results import text
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tint
from provesvar_gui.ui.tinted_widgets import TintLabel, TintPanel

if TYPE_CHECKING:
    from provesvar_gui.ui.clipboard import PatientClipboard

translate = QCoreApplication.translate
_SECOND_MS: Final = 1000
_TOLD_MS: Final = 15_000  # how long the end of a print is told
_FOLDER: Final = 48  # characters of a folder; of a longer one the end
_FILE: Final = 60


class ExportNote(TintPanel):
    """The note about clipboard and print, ``takeNote``.

    Not there while there is nothing to say. ``cancel_asked``: of the print.
    """

    cancel_asked = Signal()

    def __init__(self, clipboard: PatientClipboard, parent: QWidget | None = None) -> None:
        super().__init__(Tint.ACTION, parent=parent)
        self.setObjectName("takeNote")
        self._clipboard = clipboard
        self._copied = False
        self._ready = ""
        self.copied = TintLabel(tint=Tint.ACTION, wrap=False, parent=self)
        self.copied.setObjectName("clipboardNote")
        self.empty = QPushButton(self)
        self.empty.setObjectName("emptyClipboard")
        self.empty.clicked.connect(clipboard.take_back)
        self.paper = TintLabel(tint=Tint.ACTION, wrap=False, parent=self)
        self.paper.setObjectName("paperNote")
        self.cancel = QPushButton(self)
        self.cancel.setObjectName("cancelPaper")
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
        """Words in the language of the screen."""
        self.empty.setText(translate("Export", "Empty the clipboard"))
        self.empty.setToolTip(keys.tooltip(Key.EMPTY_CLIPBOARD))
        self.cancel.setText(translate("Export", "Cancel"))
        self.cancel.setAccessibleName(translate("Export", "Cancel printing"))
        self._count()

    def _changed(self, ours: bool) -> None:
        self._copied = ours
        self.copied.setVisible(ours)
        self.empty.setVisible(ours)
        self._second.stop()
        if ours:
            self._count()
            announce(self, self.copied.text(), urgent=False)
            if self._clipboard.seconds_left is not None:
                self._second.start()
        else:
            self.copied.clear()
        self._fit()

    def _count(self) -> None:
        if not self._copied:
            return
        left = self._clipboard.seconds_left
        if left is None:
            self.copied.setText(translate("Export", "Copied · stays until something else is copied"))
        else:
            self.copied.setText(translate("Export", "Copied · deleted in {n} s").replace("{n}", str(left)))

    def paper_runs(self, page: int, pages: int) -> None:
        """How far a print or a PDF has come; 0: it is being laid out."""
        said = translate("Export", "Making the pages …")
        if page:
            said = translate("Export", "Page {n} of {m} …").replace("{n}", str(page)).replace("{m}", str(pages))
        self._told.stop()
        self._say(said, Tint.ACTION, running=True)

    def paper_says(self, said: str, tint: Tint = Tint.ACTION) -> None:
        """What became of it, for a while."""
        self._say(said, tint, running=False)
        announce(self, said, urgent=tint is not Tint.ACTION)
        self._told.start()

    def paper_gone(self) -> None:
        """Nothing is being printed."""
        self.paper.clear()
        self.paper.hide()
        self.cancel.hide()
        self._fit()

    def _say(self, said: str, tint: Tint, *, running: bool) -> None:
        self.paper.say(said, tint)
        self.paper.show()
        self.cancel.setVisible(running)
        self._fit()

    def _fit(self) -> None:
        self.setVisible(self._copied or bool(self.paper.text()))


def saved_text(path: str) -> str:
    """Which file is in which folder. For the screen alone: the person chose both."""
    chosen = QFileInfo(path)
    folder, name = QDir.toNativeSeparators(chosen.absolutePath()), chosen.fileName()
    if len(folder) > _FOLDER:
        folder = f"…{folder[-_FOLDER:]}"
    if len(name) > _FILE:
        name = f"…{name[-_FILE:]}"
    said = translate("Export", "The PDF is saved as {file} in {folder}")
    at = {"{file}": text.visible(name), "{folder}": text.visible(folder)}
    return re.sub(r"\{file\}|\{folder\}", lambda found: at[found[0]], said)
