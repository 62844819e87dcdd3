"""What has to be said under the list of reports: newer ones that have no results, and how much is folded together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from provesvar_gui.ui.results.common import flags, lines, words
from provesvar_gui.ui.results.common.banner import plain_label
from provesvar_gui.ui.results.reports.list_rows import folded_words

if TYPE_CHECKING:
    from provesvar_gui.results.model import Report
    from provesvar_gui.results.versions import Older

translate = QCoreApplication.translate


def has_results(report: Report | None) -> bool:
    """Whether there is something to read: a result or a conclusion that stands."""
    if report is None:
        return False
    return any(each.value is not None or each.structured for each in flags.standing(report)) or (
        bool(report.conclusion.strip()) and report.status not in words.VOID_STATUSES
    )


class ListNote(QWidget):
    """``listNote``. ``all_asked(bool)``: open or close everything that is folded together."""

    all_asked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("listNote")
        self.words = plain_label("listNoteWords", self)
        self.button = QPushButton(self)
        self.button.setObjectName("foldedButton")
        self.button.setCheckable(True)
        self.button.clicked.connect(self.all_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.clear()

    def say(self, waiting: int, folded: list[Older], *, opened: bool) -> None:
        """``waiting``: reports without results above the newest that has some. ``folded``: what cannot be seen now."""
        told = []
        if waiting:
            told.append(translate("ReportList", "%n newer report(s) without results stand first in the list", "", waiting))
        if folded:
            told.append(folded_words(folded))
        self.words.setText(lines.SEPARATOR.join(told))
        self.button.setChecked(not folded)
        self.button.setVisible(bool(folded) or opened)
        self.retranslate()
        self.setVisible(bool(told) or opened)

    def clear(self) -> None:
        self.words.setText("")
        self.button.setChecked(False)
        self.hide()

    def retranslate(self) -> None:
        """Names in the language of the screen."""
        self.button.setText(
            translate("ReportList", "Fold together") if self.button.isChecked() else translate("ReportList", "Show all versions")
        )
        self.button.setAccessibleName(f"{self.button.text()}, {self.words.text()}" if self.words.text() else self.button.text())
