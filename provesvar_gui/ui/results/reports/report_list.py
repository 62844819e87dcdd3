"""The list of reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from provesvar_gui.results import text
from provesvar_gui.ui.results.common.record_list import RecordTable
from provesvar_gui.ui.results.reports.list_model import ReportListModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent

    from provesvar_gui.results.model import Report
    from provesvar_gui.ui.results.common.lines import Style


class ReportList(RecordTable):
    """The list of reports; ``chosen`` says which one the person is on, None where it is a heading.

    Right opens a row, Left closes it, Enter, a double click or a click on the fold line does either.
    """

    chosen = Signal(object)
    copy_asked = Signal(str)

    def __init__(self, name: str, style: Style) -> None:
        self.reports = ReportListModel(style)
        self._quiet = False
        super().__init__(name, self.reports)
        self.chosen_row.connect(lambda row: None if self._quiet else self.chosen.emit(self.reports.report(row)))
        self.folded.connect(self.toggle)
        self.copy_pressed.connect(lambda: self.copy_asked.emit(self.copied(self.currentIndex().row())))

    def toggle(self, row: int) -> None:
        self.set_open(row, not self.reports.is_open(self.reports.entry(row)))

    def set_open(self, row: int, open_: bool) -> None:
        """Open or close a row; the person stays on it, where it is."""
        self._stay(row, lambda: self.reports.set_open(row, open_))

    def reveal(self, report: Report) -> int:
        """Open what hides a report; its row, or -1 where it is not here."""
        row = -1

        def show() -> None:
            nonlocal row
            row = self.reports.reveal(report)

        self._stay(self.currentIndex().row(), show)
        return row

    def _stay(self, row: int, change: Callable[[], object]) -> None:
        """The rows begin anew; the one that the person is on stays where it is."""
        known = 0 <= row < self.reports.count()
        report, top = self.reports.report(row) if known else None, self.rowViewportPosition(row)
        change()
        if not known:
            return
        row = self.reports.place_of(report)
        if row >= 0:
            self.mark_choice(row)
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.rowViewportPosition(row) - top)

    def mark_choice(self, row: int) -> None:
        """Put the person on a row whose report is already on the screen."""
        self._quiet = True
        self.choose(row)
        self._quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        plain = row >= 0 and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        entry = self.reports.entry(row) if plain else None
        opens = entry is not None and (entry.report is None or entry.group is not None)
        if opens and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggle(row)
        elif opens and event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self.set_open(row, event.key() == Qt.Key.Key_Right)
        elif entry is not None and entry.older is not None and event.key() == Qt.Key.Key_Left:  # up to what it is folded under
            self.choose(next(above for above in range(row, -1, -1) if self.reports.entry(above).older is None))
        else:
            super().keyPressEvent(event)

    def copied(self, row: int) -> str:
        """A row as plain text, on one line."""
        return text.breakable(self.reports.spoken(row)) if row >= 0 else ""

    def double_clicked(self, index: QModelIndex) -> None:
        """Opens and closes; its second release on the fold line does so already."""
        self.toggle(index.row())
