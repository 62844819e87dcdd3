"""The one question before a drill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout

from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.help_key import add_help_key
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.tone import ToneLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class DrillQuestion(QDialog):
    """``drillQuestion``. ``begun``: yes. Not modal: a number that is scanned still reaches the window.

    Enter cancels: it may be a scanner's. The key that asked says yes.
    """

    begun = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("drillQuestion")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Drill"))
        title = ToneLabel(self.tr("Begin a drill?"), parent=self)
        theme.resize(title, 1.25, bold=True)
        what = ToneLabel(
            self.tr(
                "The patient here is cleared, what was copied is taken back, and you are logged out. The drill has a window of "
                "its own, with a striped frame and synthetic people; nothing is looked up anywhere. You log in again afterwards."
            ),
            parent=self,
        )
        what.setMinimumWidth(420)
        key = keys.shown(Key.DRILL)
        self.begin = QPushButton(self.tr("Begin the drill ({key})").format(key=key), self)
        self.begin.setObjectName("drillBeginButton")
        self.begin.setAccessibleName(self.tr("Begin the drill"))
        self.begin.setAutoDefault(False)
        self.cancel = QPushButton(self.tr("Cancel (Esc)"), self)
        self.cancel.setObjectName("drillCancelButton")
        self.cancel.setAccessibleName(self.tr("Cancel"))
        self.cancel.setDefault(True)
        self.begin.clicked.connect(self._yes)
        self.cancel.clicked.connect(self.close)
        for sequence in keys.sequences(Key.DRILL):
            QShortcut(sequence, self, self._yes).setAutoRepeat(False)
        add_help_key(self)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.begin)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE["large"]] * 4)
        column.setSpacing(theme.SPACE["medium"])
        column.addWidget(title)
        column.addWidget(what)
        column.addLayout(buttons)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _yes(self) -> None:
        self.close()
        self.begun.emit()
