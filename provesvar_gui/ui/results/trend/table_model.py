"""The table behind the graph: every result of the chosen series, drawn or not.

The cells of the rows that are measured are made beforehand, a few at a time; all others when they are first asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QPalette

from provesvar_gui.results import text
from provesvar_gui.results.model import NEVER, Veiled
from provesvar_gui.results.trend import Left
from provesvar_gui.ui.results.common import tones
from provesvar_gui.ui.results.common.lines import SEPARATOR
from provesvar_gui.ui.results.common.words import MarkTone, opened
from provesvar_gui.ui.results.trend import trend_words

if TYPE_CHECKING:
    from collections.abc import Generator

    from PySide6.QtCore import QObject

    from provesvar_gui.results.trend import Curve, Gap, Row
    from provesvar_gui.ui.results.common.lines import Style

Index = QModelIndex | QPersistentModelIndex
translate = QCoreApplication.translate
MEASURED: Final = 500  # rows whose height is measured


class Column(IntEnum):
    """Columns; the name is shown where there is more than one series."""

    TIME = 0
    NAME = 1
    VALUE = 2
    MARK = 3
    REFERENCE = 4
    STATUS = 5
    LABORATORY = 6
    NOTE = 7


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Entry(Veiled):
    """One row: which result of which curve."""

    curve: int
    row: int
    of: Row


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Cells(Veiled):
    words: tuple[str, ...]
    mark: MarkTone
    status: MarkTone


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Listing(Veiled):
    """What the table holds: its rows, and by row the cells that are made by now. ``gaps``: for each curve, by the row after."""

    style: Style
    curves: tuple[Curve, ...] = ()
    gaps: tuple[dict[int, Gap], ...] = ()
    entries: tuple[Entry, ...] = ()
    made: dict[int, Cells] = field(default_factory=dict)

    def cells(self, row: int) -> Cells:
        """What stands in a row, made once."""
        made = self.made.get(row)
        if made is None:
            made = self.made[row] = self._make(self.entries[row])
        return made

    def spoken(self, row: int) -> str:
        """A whole row as sentences."""
        entry = self.entries[row]
        curve, gap = self.curves[entry.curve], self.gaps[entry.curve].get(entry.row)
        return text.visible(trend_words.sentence(curve, entry.of, self.style, gap))

    def _make(self, entry: Entry) -> Cells:
        of, curve = entry.of.point.placed, self.curves[entry.curve]
        marks, status = trend_words.marks(of), trend_words.status(of)
        outside = next((mark for mark in marks if mark.tone is MarkTone.OUTSIDE), None)
        gap = self.gaps[entry.curve].get(entry.row)
        doubt = trend_words.doubt(entry.of)
        note = [trend_words.left(entry.of), trend_words.earlier(entry.of, self.style)]
        if gap is not None and entry.of.left is None:
            note.append(trend_words.gap(gap, self.style))
        if of.apart and entry.of.left is None:
            note.append(translate("Trend", "Registered on another kind of number or an invalid one."))
        words = {
            Column.TIME: trend_words.when(of, self.style),
            Column.NAME: curve.series.name,
            Column.VALUE: trend_words.value(of, self.style),
            Column.MARK: "; ".join(map(str, marks)),
            Column.REFERENCE: trend_words.reference(of, self.style),
            Column.LABORATORY: trend_words.laboratory(of),
            Column.STATUS: SEPARATOR.join(filter(None, (f"! {doubt}" if doubt else "", *map(str, (status, *opened(of)))))),
            Column.NOTE: " · ".join(filter(None, note)),
        }
        return Cells(
            words=tuple(text.visible(words[column]).replace("\n", " ") for column in Column),
            mark=outside.tone if outside is not None else MarkTone.NONE,
            status=MarkTone.CHANGED if doubt else status.tone,
        )


def listing(curves: tuple[Curve, ...], style: Style) -> Generator[None, None, Listing]:
    """Newest first; results without a time at the end. Gives way."""
    entries = [
        Entry(curve=place, row=number, of=row) for place, curve in enumerate(curves) for number, row in enumerate(curve.rows)
    ]
    yield
    entries.reverse()
    entries.sort(key=lambda entry: entry.of.point.when or NEVER, reverse=True)
    gaps = tuple({gap.after.row: gap for gap in curve.gaps} for curve in curves)
    listed = Listing(style=style, curves=curves, gaps=gaps, entries=tuple(entries))
    for row in range(min(len(entries), MEASURED)):
        yield
        listed.cells(row)
    return listed


class TrendModel(QAbstractTableModel):
    """Shows a listing."""

    def __init__(self, style: Style, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._palette = QPalette()
        self._font = QFont()
        self._listing = Listing(style=style)

    def show_listing(self, listing: Listing) -> None:
        self.beginResetModel()
        self._listing = listing
        self.endResetModel()

    def clear(self) -> None:
        self.show_listing(Listing(style=self._listing.style))

    def take_look(self, palette: QPalette, font: QFont) -> None:
        """Colours and type of the table that shows it."""
        self._palette, self._font = palette, font
        if self._listing.entries:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._listing.entries) - 1, len(Column) - 1))

    def entry(self, row: int) -> Entry:
        return self._listing.entries[row]

    def row_of(self, curve: int, row: int) -> int:
        """Where a result stands, -1 where it does not."""
        return next((at for at, entry in enumerate(self._listing.entries) if entry.curve == curve and entry.row == row), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        return 0 if parent.isValid() else len(self._listing.entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = {
            Column.TIME: translate("Trend", "Time"),
            Column.NAME: translate("Trend", "Examination"),
            Column.VALUE: translate("Trend", "Result"),
            Column.MARK: translate("Trend", "Marked"),
            Column.REFERENCE: translate("Trend", "Reference"),
            Column.LABORATORY: translate("Trend", "Laboratory"),
            Column.STATUS: translate("Trend", "Status"),
            Column.NOTE: translate("Trend", "In the graph"),
        }
        return names[Column(section)] if 0 <= section < len(Column) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Plain words; a screen reader hears the whole result on the first cell."""
        if not index.isValid():
            return None
        cells, column = self.cells(index.row()), Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return cells.words[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index.row()) if column is Column.TIME else cells.words[column]
        if role == Qt.ItemDataRole.FontRole:
            return self._written(index.row(), column, cells)
        if role in (Qt.ItemDataRole.ForegroundRole, Qt.ItemDataRole.BackgroundRole):
            return self._tint(index.row(), column, cells, role)
        return None

    def _written(self, row: int, column: Column, cells: Cells) -> QFont | None:
        void = self._listing.entries[row].of.point.placed.void
        if column is Column.VALUE or (column is Column.MARK and cells.mark is not MarkTone.NONE):
            font = QFont(self._font)
            font.setFeature(QFont.Tag("tnum"), 1)
            font.setStrikeOut(void)
            told = column is Column.MARK or self._listing.entries[row].of.point.observation.value is not None
            font.setWeight(QFont.Weight.DemiBold if told and not void else QFont.Weight.Normal)
            return font
        return None

    def _tint(self, row: int, column: Column, cells: Cells, role: int) -> Any:
        tone = cells.mark if column is Column.MARK else cells.status if column is Column.STATUS else MarkTone.NONE
        pair = tones.pair(tone, self._palette)
        if pair is not None:
            return pair[0] if role == Qt.ItemDataRole.ForegroundRole else pair[1]
        quiet = self._listing.entries[row].of.left in (Left.VOID, Left.SUPERSEDED, Left.REPEAT) or column is Column.NOTE
        return tones.quiet(self._palette) if quiet and role == Qt.ItemDataRole.ForegroundRole else None

    def cells(self, row: int) -> Cells:
        return self._listing.cells(row)

    def spoken(self, row: int) -> str:
        """A whole row as sentences."""
        return self._listing.spoken(row)
