"""The list of reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from provesvar_gui.results import text
from provesvar_gui.ui.results.common.record_list import RecordTable
from provesvar_gui.ui.results.reports.list_model import ReportListModel

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent

    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.reports.arrangement import Entry


class ReportList(RecordTable):
    """The list of reports; ``chosen`` says which one the person is on, None where it is a heading.

    Right opens a row, Left closes it, Enter, a double click or a click on the fold line does either; ``*`` opens everything.
    """

    chosen = Signal(object)
    copy_asked = Signal(str)

    def __init__(self, name: str, style: Style) -> None:
        self.reports = ReportListModel(style)
        self._quiet = False
        super().__init__(name, self.reports)
        self.reports.dataChanged.connect(lambda: self.measure())  # what is folded says whether it is open
        self.chosen_row.connect(lambda row: None if self._quiet else self.chosen.emit(self.reports.report(row)))
        self.folded.connect(self.toggle)
        self.copy_pressed.connect(self.copy_row)

    def toggle(self, row: int) -> None:
        entry = self.reports.entry(row)
        if entry.opens:
            self.set_open(row, not self.reports.arranged.is_open(entry))

    def set_open(self, row: int, open_: bool) -> None:
        """Open or close a row; the person stays on it."""
        self.reports.set_open(row, open_)
        self.scrollTo(self.reports.index(row, 0))

    def set_all_open(self, open_: bool) -> None:
        """Open or close everything that is folded together."""
        current = self.currentIndex()
        entry = self.reports.entry(current.row()) if current.isValid() else None
        self.reports.set_all_open(open_)
        if entry is None:
            return
        row = self.reports.heading() if entry.report is None else self.reports.place_of(entry.report)
        if row >= 0:
            self.mark_choice(row)
        elif entry.report is not None and (group := self.reports.arranged.versions.group_of(entry.report)) is not None:
            self.choose(self.reports.place_of(group.newest))

    def mark_choice(self, row: int) -> None:
        """Put the person on a row whose report is already on the screen."""
        self._quiet = True
        self.choose(row)
        self._quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        entry = self.reports.entry(row) if self.currentIndex().isValid() else None
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if entry is not None and plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and entry.opens:
            self.toggle(row)
        elif entry is not None and plain and event.key() == Qt.Key.Key_Right:
            self.set_open(row, True)
        elif entry is not None and plain and event.key() == Qt.Key.Key_Left:
            self._close_or_climb(row, entry)
        elif event.key() == Qt.Key.Key_Asterisk:
            self.set_all_open(True)
        else:
            super().keyPressEvent(event)

    def copy_row(self) -> None:
        if self.currentIndex().isValid():
            self.copy_asked.emit(self.copied(self.currentIndex().row()))

    def copied(self, row: int) -> str:
        """A row as plain text, on one line."""
        return text.breakable(self.reports.spoken(row))

    def _close_or_climb(self, row: int, entry: Entry) -> None:
        """Left closes an open row; from what is folded under one it goes up to it."""
        if entry.older is not None:
            self.choose(next(above for above in range(row, -1, -1) if self.reports.entry(above).older is None))
        else:
            self.set_open(row, False)

    def double_clicked(self, index: QModelIndex) -> None:
        """Opens and closes; its second release on the fold line does so already."""
        self.toggle(index.row())
