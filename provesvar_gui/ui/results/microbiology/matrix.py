"""The matrix: an isolate in each column, an antibiotic in each row; names and heads stay, and are never cut.

All cells are made before it is shown, the spoken sentence only on demand.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHeaderView, QStyle, QStyleOptionViewItem, QTableView

from provesvar_gui.platform.time_slices import WINDOW
from provesvar_gui.results import microbiology, susceptibility, text
from provesvar_gui.ui import theme
from provesvar_gui.ui.results.common import chips, culture_text, export, labels, lines
from provesvar_gui.ui.results.common.labels import Mark, MarkTint, without_unspecific
from provesvar_gui.ui.results.common.record_view import on_surface
from provesvar_gui.ui.results.common.styled_table import MARGIN, PADDING, Index, StyledModel, StyledTable, StyledText, shared
from provesvar_gui.ui.slices import Slices
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import Label

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence
    from datetime import datetime

    from PySide6.QtGui import QFocusEvent, QPaintEvent

    from provesvar_gui.results.microbiology import Culture
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.susceptibility import Isolate
    from provesvar_gui.ui.results.common.culture_text import Answer
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate
_NONE: Final = "–"
_MIC: Final = re.compile(r"MIC\s?((?:[<>]=?\s?)?\d+(?:[.,]\d+)?)\s?mg/L")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class IsolateColumn:
    """One isolate of one sample.

    ``more``: in its head, below what grew. ``whole``: what tells it from others.
    """

    culture: Culture
    isolate: Isolate
    name: str
    more: tuple[str, ...]
    whole: tuple[str, ...]


Cell = tuple["Answer", ...]  # of one antibiotic for one isolate, mostly one


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Matrix:
    """``names``: one for each row. ``cells``: row by row. ``legend``: each letter with its meaning."""

    columns: tuple[IsolateColumn, ...] = ()
    names: tuple[str, ...] = ()
    cells: tuple[tuple[Cell, ...], ...] = ()
    legend: tuple[tuple[str, str], ...] = ()

    def answered(self, row: int, column: int) -> str:
        answers = self.cells[row][column]
        cancelled = translate("ResultLabels", "Cancelled")
        told = (f"{cancelled}: {each.spoken}" if each.void else each.spoken for each in answers)
        return "; ".join(told) if answers else translate("Cultures", "nothing sent")

    def spoken(self, row: int, column: int) -> str:
        """A cell for a screen reader: the antibiotic, the isolate, and the answer."""
        return f"{self.names[row]}, {', '.join(self.columns[column].whole)}: {self.answered(row, column)}"

    @property
    def all_mics(self) -> bool:
        """Whether every number is a MIC in mg/L, so that the corner states it once."""
        rests = [each.rest for row in self.cells for cell in row for each in cell if any(map(str.isdigit, each.rest))]
        return bool(rests) and all(map(_MIC.fullmatch, rests))


def build(tested: Iterable[tuple[Culture, Isolate]], style: Style, fetched_at: datetime | None) -> Generator[None, None, Matrix]:
    """A column for each isolate. A generator that yields between steps. ``fetched_at``: to mark later dates."""
    columns, pairs = [], tuple(tested)
    days = Counter((isolate.name, culture_text.day(culture, style)) for culture, isolate in pairs)
    for culture, isolate in pairs:
        alone = days[isolate.name, culture_text.day(culture, style)] == 1
        columns.append(_column(culture, isolate, style, fetched_at, alone=alone))
        yield
    isolates = tuple(each.isolate for each in columns)
    meant = yield from culture_text.legend(isolates)

    def answer(of: Placed, isolate: Isolate) -> Answer:
        spelt = any(len(meant.get(code.code, ())) > 1 for code in susceptibility.letters(of.observation))
        return culture_text.susceptible(of, isolate, style, spelt=spelt, noted=bool(of.observation.notes))

    names, cells = [], []
    for row in (yield from susceptibility.build_rows(isolates)):
        called = dict.fromkeys(map(without_unspecific, filter(None, row.names)))
        names.append(" / ".join(called) or translate("ReportLines", "Name not given"))
        found = zip(isolates, row.cells, strict=True)
        cells.append(tuple(tuple(answer(each, isolate) for each in every) for isolate, every in found))
        yield
    order = sorted(meant, key=lambda letter: ("SIR".find(letter) % 4, letter))
    legend = tuple((letter, " / ".join(meant[letter])) for letter in order if meant[letter])
    return Matrix(columns=tuple(columns), names=tuple(names), cells=tuple(cells), legend=legend)


def _column(culture: Culture, isolate: Isolate, style: Style, fetched_at: datetime | None, *, alone: bool) -> IsolateColumn:
    """``alone``: nothing of that name is from the same day, so that its head needs no clock."""
    sampled = culture_text.sampled(culture, style)
    when = culture_text.day(culture, style) if alone else " ".join(sampled.rsplit(text.NBSP, 1))
    carried, remarks = microbiology.carried_by(isolate.organism), culture_text.remarks(isolate, style)
    ahead = export.ahead(culture.when, fetched_at)
    states = (*culture_text.heading(culture, isolate, alone=alone), str(labels.status("cancelled")) if isolate.void else "")
    name, taken = culture_text.called(isolate, style), culture_text.specimen(culture)
    every = (
        (taken.partition(",")[0] if alone else taken, when, ahead, *(() if carried else remarks), *states),
        (name, *states, sampled, ahead, taken, *remarks),  # where room ends, a date falls away after a site, a status last
    )
    more, whole = (tuple(dict.fromkeys(filter(None, each))) for each in every)
    return IsolateColumn(culture=culture, isolate=isolate, name=name, more=more, whole=whole)


def another(said: str) -> str:
    """The text of void results beside a standing one, so that they are not taken for it."""
    return translate("Cultures", "another answer: {what}").replace("{what}", said)


class MatrixModel(StyledModel):
    """A matrix as Qt asks for it."""

    def __init__(self) -> None:
        super().__init__()
        self.matrix = Matrix()
        self._mics = False

    def show_matrix(self, matrix: Matrix) -> None:
        self.beginResetModel()
        self.matrix, self._mics = matrix, matrix.all_mics
        self.endResetModel()

    def styled(self, row: int, column: int) -> Sequence[StyledText]:
        """The letter in its box; a void one struck through with its status, or counted behind a standing one."""
        made = []
        answers = self.matrix.cells[row][column]
        standing = [each for each in answers if not each.void]
        void, sign = len(answers) - len(standing), labels.status("cancelled").glyph  # in words in the tooltip
        counted = translate("Cultures", "%n cancelled", "", void)
        for each in standing:
            rest = _MIC.sub("\\1", each.rest) if self._mics else each.rest
            cancelled = f"{sign} {counted}".replace(" ", text.NBSP) if void and each is standing[-1] else ""
            said = lines.SEPARATOR.replace(" ", text.NBSP).join(filter(None, (rest, each.status, cancelled)))
            made.append(StyledText(text=said, letter=each.letter, digits=True, unit=len(cancelled)))
        for each in () if standing else answers:
            status = each.status if len(answers) == 1 else another(each.status)
            told = (StyledText(text=each.result, struck=True, tint=MarkTint.VOID), StyledText(text=status, tint=MarkTint.VOID))
            made += [part for part in told if part.text]
        return made or [StyledText(text=_NONE, quiet=True, above=2)]

    def count(self) -> int:
        return len(self.matrix.names)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        return 0 if parent.isValid() else len(self.matrix.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        upright = orientation == Qt.Orientation.Vertical
        if not 0 <= section < (self.rowCount() if upright else self.columnCount()):
            return None
        if upright:
            return self.matrix.names[section]
        head = self.matrix.columns[section]
        return ", ".join(head.whole) if role == Qt.ItemDataRole.AccessibleTextRole else "\n".join((head.name, *head.more))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Plain text; the screen reader gets a sentence, the tooltip the counted results."""
        if index.isValid() and role == Qt.ItemDataRole.AccessibleTextRole:
            return self.matrix.spoken(index.row(), index.column())
        if index.isValid() and role == Qt.ItemDataRole.ToolTipRole and len(self.matrix.cells[index.row()][index.column()]) > 1:
            return self.matrix.answered(index.row(), index.column())
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        answers = self.matrix.cells[index.row()][index.column()]
        return "\n".join(another(each.shown) if len(answers) > 1 and each.void else each.shown for each in answers)


_NARROWEST, _WIDEST = 112, 260  # pixels of a column; a longer answer takes more lines
_AROUND, _INSET = 8, 11
_ROW, _LOW_ROW, _ROOMY = 32, 24, 1200  # pixels of a row; low ones below a width


class _Heads(QHeaderView):
    """Heads of columns (organism, and in smaller type its difference from others), or the names of antibiotics."""

    def __init__(self, orientation: Qt.Orientation, model: MatrixModel, parent: MatrixView) -> None:
        super().__init__(orientation, parent)
        self._cells, self._view = model, parent
        self.extent = 0
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)

    def texts(self, section: int) -> list[StyledText]:
        if self.orientation() == Qt.Orientation.Vertical:
            return [StyledText(text=self._cells.matrix.names[section], bold=True)]
        head = self._cells.matrix.columns[section]
        small = theme.font(Type.SMALL).pointSizeF() / self.font().pointSizeF()
        name = StyledText(text=head.name, bold=True, struck=head.isolate.void)
        return [name, *(StyledText(text=each, quiet=True, size=small) for each in head.more)]

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        upright = self.orientation() == Qt.Orientation.Vertical
        return QSize(self.extent, hint.height()) if upright else QSize(hint.width(), self.extent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The area below the last whole name is empty."""
        super().paintEvent(event)
        if self.orientation() == Qt.Orientation.Vertical:
            rest = self.viewport().rect().adjusted(0, min(self.length(), self._view.fold()), 0, 0)
            QPainter(self.viewport()).fillRect(rest, QColor(theme.current().surface))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        colours, upright = theme.current(), self.orientation() == Qt.Orientation.Vertical
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, QColor(colours.surface if upright else colours.sunken))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setPen(QColor(colours.line if upright else colours.edge))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        every, left = self.texts(logicalIndex), _INSET * upright
        high = sum(each.height(self.font(), rect.width()) for each in every)
        top = rect.top() + (PADDING + (chips.letter_side() - high / len(every)) / 2 if upright else _AROUND)
        for each in every:
            drawn = each.drawn(self.font(), rect.width() - left)
            drawn.draw(painter, rect.left() + left, top)
            top += drawn.height
        painter.restore()


class MatrixView(StyledTable):
    """``opened(object)``: Enter was pressed on a column; its sample. ``moved``: the person is on another cell."""

    ends_whole = True
    opened = Signal(object)
    moved = Signal()

    def __init__(self, name: str) -> None:
        self.cells = MatrixModel()
        super().__init__(name, self.cells)
        self._slices = Slices(self)
        self._heads = _Heads(Qt.Orientation.Horizontal, self.cells, self)
        self._names = _Heads(Qt.Orientation.Vertical, self.cells, self)
        self.setHorizontalHeader(self._heads)
        self.setVerticalHeader(self._names)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerItem)  # columns are seen whole
        self.cells.modelReset.disconnect(self._reset)
        self.cells.modelReset.connect(self._reset)  # after these heads, which have as many sections as there are columns by then
        self.setFrameShape(QFrame.Shape.NoFrame)
        on_surface(self)  # beside its scroll bar
        corner = self.findChild(QAbstractButton)  # Fusion paints a button there, with nothing to press
        self.corner = Label(
            name="matrixCorner", colour="ink2", kind=Type.SMALL, wraps=True, parent=corner
        )  # what the letters mean
        self.corner.setAutoFillBackground(True)
        self.corner.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        self.corner.setMargin(theme.SPACE["small"])
        self.corner.setIndent(theme.SPACE["small"])
        theme.set_font(self, Type.TABLE)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectItems)
        self.entered.connect(lambda _row: self.opened.emit(self.cells.matrix.columns[self.currentIndex().column()].culture))

    def show_tested(self, tested: Iterable[tuple[Culture, Isolate]], style: Style, fetched_at: datetime | None) -> None:
        """Show these isolates; nothing where they are many, until everything about them is made."""
        self._slices.run(build(tested, style, fetched_at), self._show, first_seconds=WINDOW)  # lists are filled in the same turn
        if self._slices.running and self.cells.matrix.names:
            self._show(Matrix())

    def clear(self) -> None:
        self._slices.cancel()
        self._show(Matrix())

    def finish(self) -> None:
        self._slices.finish()
        super().finish()

    def is_settled(self) -> bool:
        return not self._slices.running and super().is_settled()

    def _show(self, made: Matrix) -> None:
        self.cells.show_matrix(made)
        letters = [f"{letter} {words[:1].lower()}{words[1:]}" for letter, words in made.legend]
        others = [f"{_NONE} " + translate("Cultures", "not stated")] if made.names else []
        others += [translate("Cultures", "MIC in mg/L")] if made.all_mics else []
        every = (lines.SEPARATOR.join(each.replace(" ", text.NBSP) for each in some) for some in (letters, others))
        self.corner.setText("\n".join(filter(None, every)))
        if made.names:
            self.setCurrentIndex(self.cells.index(0, 0))
        self.moved.emit()

    def widths(self, room: int) -> dict[int, int]:
        """As wide as the answers want, and their share of the room; heads and longer answers take more lines."""
        shown, font = self.cells.matrix, self.font()
        measured = cache(QFontMetricsF(StyledText(text="", bold=True).font(font)).horizontalAdvance)
        self._names.extent = round(max(map(measured, shown.names), default=0.0)) + 2 * MARGIN + 12 + _INSET
        self._names.extent = max(self._names.extent, self.corner.minimumSizeHint().width())
        count = len(shown.columns)
        left = self.width() - self._names.extent - 2 * self.frameWidth() - self.verticalScrollBar().sizeHint().width()
        least = {}
        for column, head in enumerate(shown.columns):
            texts = [each for row in range(len(shown.names)) for each in self.cells.styled(row, column)]
            boxes = max((chips.letter_width(each.letter) for each in texts if each.letter), default=0.0)
            words = max((measured(word) for each in texts for word in each.text.split(" ")), default=0.0)
            least[column] = round(max(words + boxes, *map(measured, head.name.split(" "))) + 2 * MARGIN + 2)
        seen = max(min(count, left // theme.px(_NARROWEST)), 1)  # as many as can be seen whole
        each = min(left // seen, theme.px(_WIDEST))
        widths = shared(each * count, dict.fromkeys(least, 1.0), least)
        heads = ((self._heads.texts(column), width) for column, width in widths.items())
        high = (sum(each.height(self._heads.font(), width) for each in texts) + 2 * _AROUND for texts, width in heads)
        self._heads.extent = max(round(max(high, default=0.0)), self.corner.heightForWidth(self._names.extent))
        return widths

    def fit(self) -> None:
        super().fit()
        self.corner.resize(self._names.extent, self._heads.extent)
        self._heads.updateGeometry()
        self._names.updateGeometry()
        self.updateGeometries()

    def row_height(self, row: int, widths: list[int]) -> float:
        high, roomy = super().row_height(row, widths), self.width() >= theme.px(_ROOMY)
        return max(high, theme.px(_ROW)) if roomy else max(high - PADDING - 1, theme.px(_LOW_ROW))

    def ground(self, index: Index) -> str:
        """Amber for a standing resistant result: it repeats the letter."""
        answers = self.cells.matrix.cells[index.row()][index.column()]
        return theme.current().flag_ground if any(each.letter == "R" and not each.void for each in answers) else ""

    def further_down(self) -> Iterator[Mark]:
        """The antibiotics that are not seen, one that something resists with its letter and the isolate."""
        for row, name in enumerate(self.cells.matrix.names):
            if self.rowViewportPosition(row) + self.rowHeight(row) > self.fold():
                every = enumerate(self.cells.matrix.columns)
                first, *more = [each.name for column, each in every if self.ground(self.cells.index(row, column))] or [""]
                of = f"{first} +{len(more)}" if more else first
                marked = Mark(glyph="", words=f"{name}{text.NBSP}R ({of})", tint=MarkTint.OUTSIDE)
                yield marked if of else Mark(glyph="", words=name)

    def paint_over(self, painter: QPainter, item: QStyleOptionViewItem, index: Index) -> None:
        rect, line = self.visualRect(index), QColor(theme.current().line)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), line)
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), line)
        if item.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(theme.current().accent_text), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.moved.emit()

    def moveCursor(self, action: QTableView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        return QTableView.moveCursor(self, action, modifiers)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select a cell when the focus comes by the keyboard."""
        QTableView.focusInEvent(self, event)
        if not self.selectedIndexes() and self.currentIndex().isValid():
            self.selectionModel().select(self.currentIndex(), self.selectionModel().SelectionFlag.Select)
