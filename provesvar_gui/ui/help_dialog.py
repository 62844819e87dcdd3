"""The keys, as a list (F1)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.tone import ToneLabel


class HelpDialog(QDialog):
    """Not modal: a scanned number still reaches the window behind it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("helpDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keys"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE["wide"])
        grid.setVerticalSpacing(theme.SPACE["small"])
        grid.setColumnStretch(1, 1)
        for row, entry in enumerate(keys.TABLE):
            key = ToneLabel(keys.shown(entry.key), wrap=False)
            theme.resize(key, bold=True)
            grid.addWidget(key, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(ToneLabel(keys.purpose(entry.key)), row, 1)
        scanner = ToneLabel(
            self.tr(
                "A scanner can be used wherever the caret is: the number goes to the patient field, and the scanner's own Enter "
                "or Tab only moves on."
            )
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setObjectName("closeHelpButton")
        close.setText(self.tr("Close"))
        close.setAccessibleName(self.tr("Close"))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        margin = theme.SPACE["large"]
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.SPACE["large"])
        column.addLayout(grid)
        column.addWidget(scanner)
        column.addWidget(buttons)
        self.setMinimumWidth(520)
