"""The table of one report without folds: each finding is followed by its details."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyle, QStyleOptionViewItem

from provesvar_gui.results import susceptibility, text
from provesvar_gui.results.model import CodeableConcept, Quantity
from provesvar_gui.results.search import fold, spans
from provesvar_gui.ui import theme
from provesvar_gui.ui.results.common import chips, flags, labels, lines, sampling
from provesvar_gui.ui.results.common.labels import Mark, MarkTint
from provesvar_gui.ui.results.common.lines import Column, Kind, Line
from provesvar_gui.ui.results.common.styled_table import (
    MARGIN,
    PADDING,
    Index,
    StyledModel,
    StyledTable,
    StyledText,
    shared,
    unbroken,
    widest,
)
from provesvar_gui.ui.results.common.text_runs import painted_unit
from provesvar_gui.ui.slices import Slices
from provesvar_gui.ui.theme import Type

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from PySide6.QtGui import QKeyEvent

translate = QCoreApplication.translate
_BATCH: Final = 32  # lines
_NAMED, _ISOLATE, _LOOKED_AT = 40, 75, 300  # of what is below the fold: characters of a name, of an isolate; lines
_INDENT, _DEEPEST = 20, 10  # pixels for each level, and levels that still move to the right
_ABOVE: Final = 14  # a heading
_ROW, _TWO_LINES = 34, 36  # pixels of a result of one line, and of two small ones, in the middle of which its cells stand
MEASURE: Final = 70  # characters of a line of running text, 640 px; longer ones are hard to follow
_PROSE, _LEADING = 15 / 14, 1.2  # how much larger running text is set, and its lines
_SMALL: Final = 12 / 14
_EDGE: Final = 3  # pixels at the left of what the laboratory marked
_FROM_EDGE: Final = 3  # pixels from there to a text
_NUMBER: Final = 52  # pixels from the left of the column to where numbers end
_UNIT: Final = 24  # characters of a unit that are never parted from where numbers end
_NAME: Final = 240  # pixels that a long word of a name has
_WORDS: Final = 640  # pixels that a table without numbers shares, however wide the window is
_COLUMNS: Final[dict[int, tuple[float, int]]] = {  # their share of the width, and the most pixels
    Column.NAME: (0.28, 240),
    Column.VALUE: (0.2, 170),
    Column.MARK: (0.16, 150),
    Column.REFERENCE: (0.12, 130),
    Column.PREVIOUS: (0.18, 220),
    Column.DATE: (0.01, 0),
    Column.STATUS: (0.01, 0),
}
_OPTIONAL_COLUMNS: Final = tuple(Column)[1:]  # that may have nothing in them


def _is_lettered(line: Line) -> bool:
    """Whether its value, not a mark beside it, has the letter of a susceptibility."""
    if line.of is None or not isinstance(line.of.value, CodeableConcept) or line.void or line.replaced:
        return False
    return not set(line.of.value.codings).isdisjoint(susceptibility.letters(line.of))


class DetailModel(StyledModel):
    """The lines of one report; fills itself in slices."""

    columns = len(Column)
    filled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Line] = []
        self.one_status = False  # the head says it, and no row does
        self.before_below = False  # what a value was before stands below it, where no column has the room
        self._words: tuple[str, ...] = ()  # that are looked for
        self._slices = Slices(self)

    def show_lines(self, source: Iterator[Line]) -> None:
        self._slices.cancel()
        self.beginResetModel()
        self._lines = []
        self.endResetModel()
        self._slices.run(self._fill(source), lambda _: self.filled.emit())

    def set_words(self, words: tuple[str, ...]) -> None:
        """The words of a search: lines with one of them are highlighted."""
        self._words = words
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, len(Column) - 1))

    def is_pointed(self, row: int) -> bool:
        line = self._lines[row]
        return bool(self._words) and any(word in fold(line.shown or line.copied) for word in self._words)

    def clear(self) -> None:
        self.set_words(())
        self.show_lines(iter(()))

    def finish(self) -> None:
        self._slices.finish()

    def is_filled(self) -> bool:
        return not self._slices.running

    def line(self, row: int) -> Line:
        return self._lines[row]

    def _fill(self, source: Iterator[Line]) -> Generator[None, None, None]:
        while batch := list(islice(source, _BATCH)):
            first = len(self._lines)
            self.beginInsertRows(QModelIndex(), first, first + len(batch) - 1)
            self._lines += batch
            self.endInsertRows()
            yield

    def styled(self, row: int, column: int) -> Sequence[StyledText]:
        told = self._styled(row, column)
        if self._words and self.is_pointed(row):
            return [replace(each, sought=spans(each.text, self._words)) for each in told]
        return told

    def _styled(self, row: int, column: int) -> Sequence[StyledText]:
        line = self._lines[row]
        indent = 0 if column else _INDENT * min(line.level, _DEEPEST) + _FROM_EDGE
        if line.kind is Kind.FINDING:
            words_ = lines.short(line.cell(column))
            cell = self._cell(line, column, words_, indent)
            before = self._cell(line, Column.PREVIOUS, line.cell(Column.PREVIOUS) if self.before_below else "", 0)
            two, said = bool(column == Column.VALUE and before.text), translate("Overview", "from {value}")
            high = chips.height(cell.marks[0]) if cell.marks else QFontMetricsF(theme.font(theme.Type.BODY)).height()
            high = max(high, chips.letter_side() + 2) if cell.letter else high
            high += two * QFontMetricsF(theme.font(theme.Type.SMALL)).height()
            cell = replace(cell, above=round((theme.px(_TWO_LINES if before.text else _ROW) - high) / 2) - PADDING)
            below = replace(before, text=said.replace(" ", text.NBSP).replace("{value}", before.text), size=_SMALL)
            return (cell, below)[: 1 + two] if words_ else ()
        if column:
            return ()
        if line.letter:
            return (StyledText(text=line.body, letter=line.label, indent=_INDENT, measure=MEASURE),)
        if line.kind is Kind.SECTION:
            return (StyledText(text=line.shown, bold=True, quiet=True, size=_SMALL, indent=indent, above=_ABOVE),)
        return (
            StyledText(
                text=line.shown,
                label=len(line.label) + 1 if line.label and not (line.quiet or line.monospace) else 0,
                bold=line.boxed,
                struck=line.void,
                quiet=line.quiet,
                monospace=line.monospace,
                tint=line.mark_tint,
                size=_PROSE if line.prose else _SMALL if line.quiet else 1.0,
                leading=_LEADING if line.prose else 1.0,
                measure=0 if line.quiet or line.monospace else MEASURE,
                indent=indent,
                above=_ABOVE // 2 if line.boxed or (row and self._lines[row - 1].boxed) else 0,
                boxed=line.boxed,
            ),
        )

    def _cell(self, line: Line, column: int, words_: str, indent: int) -> StyledText:
        if column == Column.MARK and line.marks:
            return StyledText(text=words_, marks=tuple(map(flags.short, line.marks)))
        if column == Column.STATUS and line.state is not None and str(line.state) == words_:
            if self.one_status or line.state.tint is MarkTint.NONE:
                return StyledText(text="" if self.one_status else line.state.words, quiet=True)
            return StyledText(text=words_, marks=(line.state,))
        if column == Column.REFERENCE and line.figures:
            words_ = lines.short(line.figures)
        if column == Column.VALUE and line.no_value and line.of is not None and line.of.data_absent_reason is None:
            words_ = "–" if line.of.status == "registered" else words_  # its status says why
        gone = line.void or line.replaced
        value = column == Column.VALUE and not gone and not line.no_value
        shown = painted_unit(line.unit)
        if column == Column.PREVIOUS:  # always in the unit of the value beside it
            words_ = words_.replace(f"{text.NBSP}{line.unit.replace(' ', text.NBSP)}", "") if line.unit else words_
            words_ = words_.replace(f"·{text.NBSP}", "· ")  # a row ends before the age, never within it
        elif column == Column.VALUE and shown != line.unit:
            words_ = words_.replace(line.unit, shown)
        letter = ""
        if value and line.of is not None and _is_lettered(line):
            letter, meant, others = susceptibility.told(line.of)
            words_ = lines.short(lines.SEPARATOR.join((*meant, *others)))
        unit = shown if value and words_.endswith(shown) else ""
        if value and line.of is not None and isinstance(line.of.value, Quantity):  # numbers end in one place
            metrics = QFontMetricsF(theme.font(theme.Type.BODY, bold=True, digits=True))
            indent = max(theme.px(_NUMBER) - round(metrics.horizontalAdvance(words_.removesuffix(unit).strip())), 0)
        return StyledText(
            text=words_,
            bold=value or (line.heads and column == Column.NAME),
            digits=column in (Column.VALUE, Column.PREVIOUS, Column.REFERENCE),
            struck=line.void and column in (Column.NAME, Column.VALUE),
            quiet=not value and column != Column.NAME,
            tint=MarkTint.VOID if gone and column == Column.VALUE else MarkTint.NONE,
            indent=indent,
            unit=len(unit),
            letter=letter,
        )

    def spoken(self, row: int) -> str:
        hit = translate("ReportDetail", "Hit: {line}") if self.is_pointed(row) else "{line}"
        return hit.replace("{line}", self._lines[row].spoken)

    def count(self) -> int:
        return len(self._lines)

    def titles(self) -> Sequence[str]:
        label = next((line.date_label for line in self._lines if line.date_label), "")
        return lines.column_titles(label or sampling.date_label(sampling.Sampling.EITHER))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role == Qt.ItemDataRole.DisplayRole:
            line = self._lines[index.row()]
            return line.cell(index.column()) if line.kind is Kind.FINDING else line.shown if index.column() == 0 else None
        return super().data(index, role)


class ReportDetail(StyledTable):
    """The table view of one report. Arrow keys move by line, and scroll within a line taller than the window."""

    copy_asked = Signal(str)

    def __init__(self, name: str = "reportDetail") -> None:
        self.lines = DetailModel()
        self._least: dict[int, int] = {}  # pixels for what must not be broken
        super().__init__(name, self.lines)
        self.lines.filled.connect(self.measured)  # what is below is known only then
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.copy_pressed.connect(self.copy_selection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.horizontalHeader().moveSection(Column.PREVIOUS, Column.DATE)  # beside the value that it was before
        self._reset()

    def show_lines(self, source: Iterator[Line], *, keep_place: bool = False) -> None:
        scrolled, chosen = self.verticalScrollBar().value(), [self.lines.line(row).of for row in self.chosen_rows()]
        self.lines.show_lines(source)
        self.scrollToTop()
        if self.lines.rowCount():
            self.setCurrentIndex(self.lines.index(0, 0))
            self.clearSelection()
        if keep_place and (scrolled or chosen):
            self.finish()
            every = (row for row in range(self.lines.rowCount()) if chosen and self.lines.line(row).of is chosen[-1])
            self.selectRow(next(every, -1))
            self.verticalScrollBar().setValue(scrolled)

    def says(self, words: tuple[str, ...]) -> bool:
        """Whether it has every one of the words; all lines are read for them."""
        if words:
            self.lines.finish()
        said = [fold(self.lines.line(row).copied) for row in range(self.lines.rowCount())] if words else ()
        return all(any(word in each for each in said) for word in words)

    def to_hit(self, step: int = 0) -> None:
        """Go to the next highlighted line (-1: the one before), round and round; 0: the first, best with a value."""
        self.finish()
        here, rows = max(self.chosen_rows(), default=-1), range(self.lines.rowCount())[:: step or 1]
        hits = [row for row in rows if self.lines.is_pointed(row) and not self.isRowHidden(row)]
        on = [row for row in hits if ((row - here) * step > 0 if step else not self.lines.line(row).no_value)] or hits
        if step:
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if on:
            if self.hasFocus():
                command = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
                self.selectionModel().setCurrentIndex(self.lines.index(on[0], 0), command)  # Shift extends nothing
            self.scrollTo(self.lines.index(on[0], 0))

    def clear(self) -> None:
        self.lines.clear()

    def is_settled(self) -> bool:
        return self.lines.is_filled() and super().is_settled()

    def finish(self) -> None:
        self.lines.finish()
        super().finish()

    def fold(self) -> int:
        """A low row is seen whole; of a text as many lines as there is room for."""
        room = self.viewport().height()
        row = self.rowAt(room - 1)
        self.ends_whole = row >= 0 and self.rowHeight(row) < theme.px(2 * _ROW)
        if row < 0 or self.columnSpan(row, 0) == 1 or self._is_seen(row):
            return super().fold()
        top, wide = self.rowViewportPosition(row), min(self.horizontalHeader().length(), self.viewport().width())
        end = top + sum(each.lines_within(self.font(), wide, room - top) for each in self.lines.styled(row, 0))
        return round(end) if end > 0 else room

    def further_down(self) -> Iterator[Mark]:
        """What is not read whole, by name and number, or by what it stands under; an isolate with what it resists."""
        found = dict[Mark, list[str]]()
        first = self.rowAt(self.viewport().height() - 1) if self.is_settled() else -1
        for row in range(first, min(self.lines.rowCount(), first + _LOOKED_AT)) if first >= 0 else ():
            line = self.lines.line(row)
            if not (self._is_seen(row) or line.quiet or line.kind is Kind.SECTION or self.isRowHidden(row)):
                mark, resisted = self._named(row)
                found.setdefault(mark, []).extend(resisted)
        for mark, resisted in found.items():
            words = ": ".join((mark.words, *resisted))
            words = words if len(words) <= _ISOLATE else mark.words  # all that it resists, or nothing of that
            yield replace(mark, words=words, tint=MarkTint.OUTSIDE if resisted else mark.tint)

    def _is_seen(self, row: int) -> bool:
        return self.rowViewportPosition(row) + self.rowHeight(row) <= self.viewport().height()

    def _named(self, row: int) -> tuple[Mark, list[str]]:
        """What names a row, and what an isolate resists by it."""
        line, isolate = self.lines.line(row), self._isolate(row)
        own = isolate == row or self._is_seen(isolate)
        above = ((at, self.lines.line(at)) for at in range(row if own else isolate, -1, -1))
        at, of = next(((at, of) for at, of in above if of.cells or (of.label and not of.level and not of.letter)), (row, line))
        letter, drug = line.label if line.letter else "", line.body
        if line.of is not None and _is_lettered(line):
            letter, drug = susceptibility.told(line.of)[0], labels.without_unspecific(line.cell(Column.NAME))
        resisted = [f"R {drug}"] if letter == "R" else []
        if resisted and own and at == row:
            return Mark(glyph="", words=resisted[0], tint=MarkTint.OUTSIDE), []
        if (line.prose or line.monospace) and (at == row or self._is_seen(at)):
            return Mark(glyph="", words=translate("ReportDetail", "more text"), tint=line.mark_tint), []
        name = of.cell(Column.NAME) or of.label or of.body
        if of.of is not None and susceptibility.names_organism(of.of):
            name = of.cell(Column.VALUE) or name
        name = lines.short(" ".join(name.split()), _NAMED)
        if of.of is not None and isinstance(of.of.value, Quantity) and not (of.void or of.replaced):
            name = f"{name} {of.cell(Column.VALUE).replace(of.unit, painted_unit(of.unit))}"
        if line.letter or (row + 1 < self.lines.rowCount() and self.lines.line(row + 1).letter):  # it is of another sample
            name = f"{next((each.label for _, each in above if each.kind is Kind.SECTION), '')}: {name}"
        marks = (each for each in (*of.marks, of.state) if each is not None and each.tint is not MarkTint.NONE)
        return replace(next(marks, Mark(glyph="", words="", tint=of.mark_tint)), words=name), resisted

    def _isolate(self, row: int) -> int:
        """The row of what grew, of a susceptibility that stands under it; else its own."""
        level = self.lines.line(row).level if _is_lettered(self.lines.line(row)) else 0
        for at in range(row - 1, -1, -1) if level else ():
            of = self.lines.line(at)
            if of.of is not None and of.level < level:
                if susceptibility.names_organism(of.of):
                    return at
                level = of.level
        return row

    def _reset(self) -> None:
        self._least = {}
        for column in _OPTIONAL_COLUMNS:
            self.setColumnHidden(column, True)
        self.horizontalHeader().hide()
        self.clearSpans()
        super()._reset()

    def _inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        plain = QFontMetricsF(StyledText(text="", digits=True).font(self.font()))
        bold = QFontMetricsF(StyledText(text="", bold=True).font(self.font()))
        small = QFontMetricsF(theme.font(theme.Type.SMALL))
        least, shown = dict(self._least), set[int]()
        for row in range(first, last + 1):
            line = self.lines.line(row)
            self.setRowHidden(row, line.in_head)
            if line.kind is not Kind.FINDING:
                self.setSpan(row, 0, 1, len(Column))
                continue
            if not (line.unit or line.cell(Column.MARK)):  # an answer in words has its room
                self.setSpan(row, Column.VALUE, 1, Column.MARK - Column.VALUE + 1)
            told = {Column.DATE} if line.date_told else set()
            told |= {Column.STATUS} if self.lines.one_status and line.cell(Column.STATUS) == str(line.state) else set()
            shown.update(column for column in _OPTIONAL_COLUMNS if line.cell(column) and column not in told and not line.in_head)
            shown |= {Column.PREVIOUS} if line.unit else set()  # its place is kept: what a number was before may come later
            words = (plain.horizontalAdvance(word) for word in lines.short(line.cells[Column.NAME]).split())
            indent = _INDENT * min(line.level, _DEEPEST) + 2 * MARGIN + 4 + _FROM_EDGE
            least[Column.NAME] = max(least.get(Column.NAME, 110), min(round(max(words, default=0)) + indent, theme.px(_NAME)))
            figures = max(map(plain.horizontalAdvance, lines.short(line.figures).split(" ")))
            least[Column.REFERENCE] = max(least.get(Column.REFERENCE, 0), round(figures) + 2 * MARGIN + 1)
            unit = theme.px(_NUMBER) + round(small.horizontalAdvance(f" {line.unit[:_UNIT]}")) + 3 * MARGIN + 1
            least[Column.VALUE] = max(least.get(Column.VALUE, 0), unbroken(lines.short(line.cell(Column.VALUE)), bold), unit)
        appears = [column for column in shown if self.isColumnHidden(column)]
        for column in appears:
            self.setColumnHidden(column, False)
        if appears:
            self.horizontalHeader().show()
        if first == 0 or appears or least != self._least:
            self._least = least
            self.fit()
        else:
            super()._inserted(parent, first, last)

    def title_indent(self, column: int) -> int:
        """The heading of numbers ends with them."""
        if column == Column.VALUE and not self.isColumnHidden(Column.PREVIOUS):
            return theme.px(_NUMBER) - round(
                QFontMetricsF(theme.font(theme.Type.SMALL)).horizontalAdvance(self.lines.titles()[column])
            )
        return _FROM_EDGE if column == Column.NAME else 0

    def widths(self, room: int) -> dict[int, int]:
        """Numbers with units are never broken; then the table is wider than the window."""
        bold = StyledText(text="", bold=True).font(self.font())
        statuses = map(labels.status, ("registered", "preliminary", "cancelled"))
        least = self._least | {
            Column.PREVIOUS: round(QFontMetricsF(self.font()).horizontalAdvance("19,8 m · 13 md før")) + 2 * MARGIN,
            Column.MARK: widest((text.NBSP * 8 + "Over ref.",), bold),
            Column.STATUS: round(max(map(chips.width, statuses))) + 2 * MARGIN,
            Column.DATE: widest((f"28. april{text.NBSP}2024 10:32", self.lines.titles()[Column.DATE]), self.font()),
        }
        shares = {column: share for column, (share, _most) in _COLUMNS.items() if not self.isColumnHidden(column)}
        numbers = not self.isColumnHidden(Column.PREVIOUS)
        self.lines.before_below = numbers and room < sum(least.get(column, 0) for column in shares)
        if self.lines.before_below:
            del shares[Column.PREVIOUS]
            before = translate("Overview", "{age} before").replace("{age}", "19,8 m · 13 md")
            below = translate("Overview", "from {value}").replace("{value}", before)
            least[Column.VALUE] = max(least.get(Column.VALUE, 0), widest((below,), theme.font(Type.SMALL)))
        widths = shared(max(room if numbers else min(room, theme.px(_WORDS)), 300), shares, least)
        if numbers:  # a table of numbers stands together, however wide the window is
            most = {column: max(theme.px(pixels), least.get(column, 0)) for column, (_share, pixels) in _COLUMNS.items()}
            widths = {column: min(width, most[column]) for column, width in widths.items()}
        last = max(widths, key=self.horizontalHeader().visualIndex)
        widths[last] += max(room - sum(widths.values()), 0)
        return {Column.PREVIOUS: 0} | widths

    def paint_over(self, painter: QPainter, item: QStyleOptionViewItem, index: Index) -> None:
        """A line below a result, an edge at one that the laboratory marked, a bar at a highlighted one."""
        rect, line, colours = item.rect, self.lines.line(index.row()), theme.current()
        next_ = self.lines.line(index.row() + 1).kind if index.row() + 1 < self.lines.rowCount() else None
        ends = next_ is Kind.FINDING if line.kind is Kind.LINE else next_ is not Kind.LINE and line.kind is Kind.FINDING
        if ends and not self.isColumnHidden(Column.VALUE):  # a list of examinations is no table
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.line))
        row = index.row()
        while row and self.lines.line(row).kind is Kind.LINE:  # of the result above
            row -= 1
        of, chosen = self.lines.line(row), bool(item.state & QStyle.StateFlag.State_Selected)
        marked = of.kind is Kind.FINDING and of.mark_tint is MarkTint.OUTSIDE and not of.void
        if index.column() == 0 and marked and not chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), _EDGE, rect.height()), QColor(colours.flag_mark))
        if index.column() == 0 and self.lines.is_pointed(index.row()):
            painter.fillRect(QRect(rect.left(), rect.top(), MARGIN, rect.height()), QColor(colours.accent_text))

    def row_height(self, row: int, widths: list[int]) -> float:
        finding = self.lines.line(row).kind is Kind.FINDING
        if finding and self.columnSpan(row, Column.VALUE) > 1:
            name, value, mark, *others = widths
            widths = [name, value + mark, 0, *others]
        high = super().row_height(row, widths)
        two = self.lines.before_below and bool(self.lines.line(row).cell(Column.PREVIOUS))
        return max(high + PADDING * (not two), theme.px(_ROW)) if finding else high

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll within a line that is taller than the window."""
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.lines.finish()
        step = 3 if event.key() == Qt.Key.Key_Down else -3 if event.key() == Qt.Key.Key_Up else 0
        step = 0 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else step
        rect, edge = self.visualRect(self.currentIndex()), self.viewport().height() if step > 0 else 0
        if step and rect.top() < edge < rect.bottom():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(QFontMetricsF(self.font()).height() * step))
        else:
            super().keyPressEvent(event)

    def copied_text(self) -> str:
        return "\n".join(self.lines.line(row).copied for row in self.chosen_rows())

    def copy_selection(self) -> None:
        if copied := self.copied_text():
            self.copy_asked.emit(copied)
