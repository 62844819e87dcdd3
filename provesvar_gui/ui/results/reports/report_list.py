"""The table of reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from provesvar_gui.results import text
from provesvar_gui.ui.results.common import selection, words
from provesvar_gui.ui.results.common.delegate import lay_out
from provesvar_gui.ui.results.reports.list_delegate import MARGIN, PADDING, ReportDelegate, indent, pieces_of
from provesvar_gui.ui.results.reports.list_model import ListColumn, ReportListModel
from provesvar_gui.ui.slices import SLICE_SECONDS, Slices

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

    from PySide6.QtCore import QItemSelection
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from provesvar_gui.results.model import Report
    from provesvar_gui.results.versions import Versions
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.reports.list_rows import Entry

translate = QCoreApplication.translate
_AT_ONCE: Final = 64  # rows: more than a screen
_AT_A_TIME: Final = 16  # rows that get their height before what is seen is put back in its place
_SAME_DIGIT: Final = str.maketrans("123456789", "000000000")  # digits are equally wide


class ReportList(QTableView):
    """One table of reports; ``chosen`` says which one the person is on, None where it is a heading.

    Right opens a row, Left closes it, Enter, a double click or a click on the fold line does either; ``*`` opens everything.
    ``unfolded``: something was opened or closed.
    """

    chosen = Signal(object)
    copy_asked = Signal(str)
    unfolded = Signal()

    def __init__(self, name: str, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._model = ReportListModel(style, self)
        self.setModel(self._model)
        self.setItemDelegate(ReportDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        self._quiet = False
        self._fitting = Slices(self)
        self._model.modelAboutToBeReset.connect(self._fitting.cancel)
        self._model.rowsAboutToBeRemoved.connect(self._fitting.cancel)
        self.ring = selection.FocusRing(self)

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
        self._span_headings()
        self._share_width()

    def set_wanted(self, wanted: Callable[[Report, bool], bool] | None) -> None:
        """Only these reports; nothing is chosen."""
        self._quiet = True
        self._model.set_wanted(wanted)
        self._quiet = False
        self._span_headings()
        self._fit_rows()

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
        self._fit_rows()
        self.unfolded.emit()

    def _span_headings(self) -> None:
        self.clearSpans()
        for row in range(self._model.rowCount()):
            if self._model.report(row) is None:
                self.setSpan(row, 0, 1, len(ListColumn))

    def choose(self, row: int) -> None:
        """Put the person on a row."""
        index = self._model.index(row, 0)
        self.setCurrentIndex(index)
        self.selectRow(row)
        self.scrollTo(index)

    def mark_choice(self, row: int) -> None:
        """Put the person on a row whose report is already on the screen."""
        self._quiet = True
        self.choose(row)
        self._quiet = False

    def forget_choice(self) -> None:
        """Choose nothing, without saying so."""
        self._quiet = True
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())
        self._quiet = False

    def _selection_changed(self, selected: QItemSelection, _deselected: QItemSelection) -> None:
        if self._quiet or selected.isEmpty():
            return
        self.chosen.emit(self._model.report(selected.indexes()[0].row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        entry = self._model.entry(row) if self.currentIndex().isValid() else None
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Copy):  # never Qt's own copy: that goes past the guard of the clipboard
            if entry is not None:
                self.copy_asked.emit(self.copied(row))
            return
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

    def copied(self, row: int) -> str:
        """A row as plain text: what it is and from where, when it was sampled and issued, marks and status; by tabs."""
        cells = self._model.cells(row)
        order = (ListColumn.REPORT, ListColumn.SAMPLED, ListColumn.FLAGS, ListColumn.STATUS)
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
        rect = self.visualRect(index)
        pieces = pieces_of(self._model.cells(index.row())[ListColumn.REPORT], index.column(), self.font(), void=False)
        above = sum(lay_out(piece, rect.width() - 2 * MARGIN).boundingRect().height() for piece in pieces[:-1])
        return y >= rect.top() + PADDING + above

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The focus stays on the first cell, where the whole row is spoken; Home and End go to the first and the last row."""
        if action in (QAbstractItemView.CursorAction.MoveLeft, QAbstractItemView.CursorAction.MoveRight):
            return self.currentIndex()
        if action in (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd):
            last = self._model.rowCount() - 1
            return self._model.index(0 if action is QAbstractItemView.CursorAction.MoveHome else last, 0)
        moved = super().moveCursor(action, modifiers)
        return moved.siblingAtColumn(0) if moved.isValid() else moved

    def _share_width(self) -> None:
        metrics = QFontMetricsF(self.font())
        issued = translate("ReportList", "issued {moment}").format(moment=f"28. april{text.NBSP}2024 10:32")
        title = str(self._model.headerData(ListColumn.SAMPLED, Qt.Orientation.Horizontal))
        moment = round(max(map(metrics.horizontalAdvance, (issued, title)))) + 2 * MARGIN + 8
        self.verticalHeader().setDefaultSectionSize(round(metrics.height()) + 8)
        statuses = (
            str(words.status(code)) for code in ("registered", "preliminary", "final", "amended", "corrected", "cancelled")
        )
        status = round(max(map(metrics.horizontalAdvance, statuses))) + 2 * MARGIN + 8
        rest = max(self.viewport().width() - moment - status, 240)
        flags = min(round(rest * 0.4), round(metrics.averageCharWidth() * 44))
        widths = {ListColumn.SAMPLED: moment, ListColumn.REPORT: rest - flags, ListColumn.FLAGS: flags, ListColumn.STATUS: status}
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Nothing is cut off: a row gets as many lines as its cells need. Those at the top at once, the others in slices."""
        self._fitting.run(self._heights(), lambda _nothing: None, first_seconds=SLICE_SECONDS)

    def _heights(self) -> Generator[None, None, None]:
        rooms = [self.columnWidth(column) - 2 * MARGIN for column in ListColumn]
        known: dict[tuple[int, str], int] = {}  # most cells repeat from report to report, or differ in their digits only
        count = self._model.rowCount()
        for row in range(min(count, _AT_ONCE)):
            self._fit(row, rooms, known)
        for first in range(_AT_ONCE, count, _AT_A_TIME):
            yield
            held, place = self._held()
            whole = place + self.rowHeight(held) <= self.viewport().height()
            for row in range(first, min(first + _AT_A_TIME, count)):
                self._fit(row, rooms, known)
            moved = self.rowViewportPosition(held) - place
            if moved:
                self.updateGeometries()
                self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved)
            if whole and held == self.currentIndex().row() and place >= 0:
                self.scrollTo(self.currentIndex())  # it has become higher itself

    def _held(self) -> tuple[int, int]:
        """The row that stays where it is, and where: the one that the person is on, else the first that is seen."""
        current = self.currentIndex().row()
        seen = current >= 0 and -1 < self.rowViewportPosition(current) < self.viewport().height()
        row = current if seen else max(self.rowAt(0), 0)
        return row, self.rowViewportPosition(row)

    def _fit(self, row: int, rooms: list[int], known: dict[tuple[int, str], int]) -> None:
        height = self.verticalHeader().defaultSectionSize()
        entry = self._model.entry(row)
        for column, words_ in enumerate(self._model.cells(row)):
            room = sum(rooms) if entry.report is None else rooms[column] - indent(entry, column)
            key = (room, words_.translate(_SAME_DIGIT) if column == ListColumn.SAMPLED else words_)
            needed = known.get(key)
            if needed is None:
                pieces = pieces_of(words_, column, self.font(), void=False)
                laid = sum(lay_out(piece, room).boundingRect().height() for piece in pieces)
                needed = known[key] = round(laid + 0.5) + 2 * PADDING
            height = max(height, needed)
        if self.verticalHeader().sectionSize(row) != height:
            self.verticalHeader().resizeSection(row, height)

    def finish(self) -> None:
        """Give every row its height now."""
        self._fitting.finish()

    def wanted_height(self) -> int:
        """Pixels for every row and the names of the columns."""
        return self.horizontalHeader().sizeHint().height() + self.verticalHeader().length() + 2 * self.frameWidth()

    def height_of(self, rows: int) -> int:
        """Pixels for the first rows and the names of the columns."""
        heights = sum(self.rowHeight(row) for row in range(min(rows, self._model.rowCount())))
        return self.horizontalHeader().sizeHint().height() + heights + 2 * self.frameWidth()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()
