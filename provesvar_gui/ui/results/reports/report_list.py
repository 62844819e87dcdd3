"""The table of reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetricsF

from provesvar_gui.results import text
from provesvar_gui.ui.results.common import labels
from provesvar_gui.ui.results.common.styled_table import StyledTable, widest
from provesvar_gui.ui.results.reports.list_model import ListColumn, ReportListModel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtCore import QItemSelection
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from provesvar_gui.results.model import Report
    from provesvar_gui.results.versions import Versions
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.reports.list_model import Entry

translate = QCoreApplication.translate
_STATUSES = ("registered", "preliminary", "final", "amended", "corrected", "cancelled")


class ReportList(StyledTable):
    """One table of reports; ``chosen`` says which one the person is on, None where it is a heading.

    Right opens a row, Left closes it, Enter, a double click or a click on the fold line does either; ``*`` opens everything.
    ``unfolded``: something was opened or closed.
    """

    chosen = Signal(object)
    copy_asked = Signal(str)
    unfolded = Signal()

    def __init__(self, name: str, style: Style) -> None:
        self._model = ReportListModel(style)
        self._quiet = False
        super().__init__(name, self._model)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        self.copy_pressed.connect(self._copy)

    @property
    def reports(self) -> ReportListModel:
        return self._model

    def set_reports(
        self,
        reports: Iterable[Report],
        style: Style,
        *,
        others: Iterable[Report] = (),
        versions: Versions | None = None,
        complete: bool = True,
    ) -> None:
        """Show these; nothing is chosen."""
        self._quiet = True
        self._model.set_reports(reports, style, others=others, versions=versions, complete=complete)
        self._quiet = False

    def set_wanted(self, wanted: Callable[[Report, bool], bool] | None) -> None:
        """Only these reports; nothing is chosen."""
        self._quiet = True
        self._model.set_wanted(wanted)
        self._quiet = False

    def reveal(self, report: Report) -> int:
        """Open what hides a report; its row, or -1 where it is not here."""
        row = self._model.reveal(report)
        self._rows_changed()
        return row

    def toggle(self, row: int) -> None:
        entry = self._model.entry(row)
        if entry.opens:
            self.set_open(row, not self._model.arranged.is_open(entry))

    def set_open(self, row: int, open_: bool) -> None:
        """Open or close a row; the person stays on it."""
        self._model.set_open(row, open_)
        self._rows_changed()
        self.scrollTo(self._model.index(row, 0))

    def set_all_open(self, open_: bool) -> None:
        """Open or close everything that is folded together."""
        current = self.currentIndex()
        entry = self._model.entry(current.row()) if current.isValid() else None
        self._quiet = True
        self._model.set_all_open(open_)
        self._quiet = False
        self._rows_changed()
        if entry is None:
            return
        if entry.report is None:
            self.mark_choice(self._model.heading())
            return
        row = self._model.place_of(entry.report)
        if row >= 0:
            self.mark_choice(row)
        elif (group := self._model.arranged.versions.group_of(entry.report)) is not None:
            self.choose(self._model.place_of(group.newest))

    def _rows_changed(self) -> None:
        self._span_headings()
        self.measure()
        self.unfolded.emit()

    def _reset(self) -> None:
        self._span_headings()
        super()._reset()

    def _span_headings(self) -> None:
        self.clearSpans()
        for row in range(self._model.rowCount()):
            if self._model.report(row) is None:
                self.setSpan(row, 0, 1, len(ListColumn))

    def mark_choice(self, row: int) -> None:
        """Put the person on a row whose report is already on the screen."""
        self._quiet = True
        self.choose(row)
        self._quiet = False

    def _selection_changed(self, selected: QItemSelection, _deselected: QItemSelection) -> None:
        if self._quiet or selected.isEmpty():
            return
        self.chosen.emit(self._model.report(selected.indexes()[0].row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        entry = self._model.entry(row) if self.currentIndex().isValid() else None
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

    def _copy(self) -> None:
        if self.currentIndex().isValid():
            self.copy_asked.emit(self.copied(self.currentIndex().row()))

    def copied(self, row: int) -> str:
        """A row as plain text: what it is and from where, then the other columns as they stand; by tabs."""
        cells = self._model.cells(row)
        order = dict.fromkeys((ListColumn.REPORT, *ListColumn))
        return text.breakable("\t".join(cells[column].replace("\n", ", ") for column in order).rstrip("\t"))

    def _close_or_climb(self, row: int, entry: Entry) -> None:
        """Left closes an open row; from what is folded under one it goes up to it."""
        if entry.older is not None:
            self.choose(next(above for above in range(row, -1, -1) if self._model.entry(above).older is None))
        else:
            self.set_open(row, False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the fold line or on the heading opens or closes it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and self._folds_at(index, event.position().y()):
            self.toggle(index.row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """So does a double click anywhere on the row."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._model.entry(index.row()).group is not None:
            if not self._folds_at(index, event.position().y()):  # its second release opens or closes it
                self.toggle(index.row())
            return
        super().mouseDoubleClickEvent(event)

    def _folds_at(self, index: QModelIndex, y: float) -> bool:
        entry = self._model.entry(index.row())
        if entry.report is None:
            return True
        if entry.group is None or index.column() != ListColumn.REPORT:
            return False
        return self.paragraph_at(index, y) == 2

    def widths(self, room: int) -> dict[int, int]:
        issued = translate("ReportList", "issued {moment}").format(moment=f"28. april{text.NBSP}2024 10:32")
        title = str(self._model.headerData(ListColumn.SAMPLED, Qt.Orientation.Horizontal))
        moment = widest((issued, title), self.font())
        status = widest((str(labels.status(code)) for code in _STATUSES), self.font())
        rest = max(room - moment - status, 240)
        flags = min(round(rest * 0.4), round(QFontMetricsF(self.font()).averageCharWidth() * 44))
        return {ListColumn.SAMPLED: moment, ListColumn.REPORT: rest - flags, ListColumn.FLAGS: flags, ListColumn.STATUS: status}
