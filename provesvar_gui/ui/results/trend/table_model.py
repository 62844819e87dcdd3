"""The table behind the graph: every result of the chosen series, drawn or not. Cells are made when they are first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QPalette

from provesvar_gui.domain import text
from provesvar_gui.domain.results import Veiled
from provesvar_gui.domain.trend_parts import Left
from provesvar_gui.ui.results import tones
from provesvar_gui.ui.results.trend import trend_words
from provesvar_gui.ui.results.words import Tone

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from provesvar_gui.domain.trend_parts import Curve, Gap, Row
    from provesvar_gui.ui.results.lines import Style

Index = QModelIndex | QPersistentModelIndex
translate = QCoreApplication.translate
_NEVER = datetime.min.replace(tzinfo=UTC)


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
    """What stands in a row."""

    words: tuple[str, ...]
    spoken: str
    mark: Tone
    status: Tone


class TrendModel(QAbstractTableModel):
    """Newest first; results without a time at the end."""

    def __init__(self, style: Style, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._palette = QPalette()
        self._font = QFont()
        self._curves: tuple[Curve, ...] = ()
        self._gaps: list[dict[int, Gap]] = []
        self._entries: list[Entry] = []
        self._cells: dict[int, Cells] = {}

    def show_curves(self, curves: tuple[Curve, ...], style: Style) -> None:
        """Another choice of series."""
        self.beginResetModel()
        self._curves, self._style = curves, style
        self._gaps = [{gap.after.row: gap for gap in curve.gaps} for curve in curves]
        self._cells = {}
        entries = [
            Entry(curve=place, row=number, of=row) for place, curve in enumerate(curves) for number, row in enumerate(curve.rows)
        ]
        entries.reverse()
        entries.sort(key=lambda entry: entry.of.point.when or _NEVER, reverse=True)
        self._entries = entries
        self.endResetModel()

    def take_look(self, palette: QPalette, font: QFont) -> None:
        """Colours and type of the table that shows it."""
        self._palette, self._font = palette, font
        if self._entries:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._entries) - 1, len(Column) - 1))

    @property
    def style(self) -> Style:
        """How values are written."""
        return self._style

    def entry(self, row: int) -> Entry:
        """What stands in that row."""
        return self._entries[row]

    def row_of(self, curve: int, row: int) -> int:
        """Where a result stands, -1 where it does not."""
        return next((at for at, entry in enumerate(self._entries) if entry.curve == curve and entry.row == row), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        """One row per result."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        """The columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Names of the columns."""
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
            return cells.spoken if column is Column.TIME else cells.words[column]
        if role == Qt.ItemDataRole.FontRole:
            return self._written(index.row(), column, cells)
        if role in (Qt.ItemDataRole.ForegroundRole, Qt.ItemDataRole.BackgroundRole):
            return self._tint(index.row(), column, cells, role)
        return None

    def _written(self, row: int, column: Column, cells: Cells) -> QFont | None:
        void = self._entries[row].of.point.placed.void
        if column is Column.VALUE or (column is Column.MARK and cells.mark is not Tone.NONE):
            font = QFont(self._font)
            font.setFeature(QFont.Tag("tnum"), 1)
            font.setStrikeOut(void)
            told = column is Column.MARK or self._entries[row].of.point.observation.value is not None
            font.setWeight(QFont.Weight.DemiBold if told and not void else QFont.Weight.Normal)
            return font
        return None

    def _tint(self, row: int, column: Column, cells: Cells, role: int) -> Any:
        tone = cells.mark if column is Column.MARK else cells.status if column is Column.STATUS else Tone.NONE
        pair = tones.pair(tone, self._palette)
        if pair is not None:
            return pair[0] if role == Qt.ItemDataRole.ForegroundRole else pair[1]
        quiet = self._entries[row].of.left in (Left.VOID, Left.SUPERSEDED, Left.REPEAT) or column is Column.NOTE
        return tones.quiet(self._palette) if quiet and role == Qt.ItemDataRole.ForegroundRole else None

    def cells(self, row: int) -> Cells:
        """What stands in a row, made once."""
        made = self._cells.get(row)
        if made is None:
            made = self._cells[row] = self._make(self._entries[row])
        return made

    def _make(self, entry: Entry) -> Cells:
        of, curve = entry.of.point.placed, self._curves[entry.curve]
        marks, status = trend_words.marks(of), trend_words.status(of)
        outside = trend_words.deviation(of)
        gap = self._gaps[entry.curve].get(entry.row)
        note = [trend_words.left(entry.of), trend_words.earlier(entry.of, self._style)]
        if gap is not None and entry.of.left is None:
            note.append(trend_words.gap(gap, self._style))
        if of.apart and entry.of.left is None:
            note.append(translate("Trend", "Registered on another kind of identifier."))
        words = {
            Column.TIME: trend_words.when(of, self._style),
            Column.NAME: curve.series.name,
            Column.VALUE: trend_words.value(of, self._style),
            Column.MARK: "; ".join(map(str, marks)),
            Column.REFERENCE: trend_words.reference(of, self._style),
            Column.LABORATORY: trend_words.laboratory(of),
            Column.STATUS: str(status),
            Column.NOTE: " · ".join(filter(None, note)),
        }
        return Cells(
            words=tuple(text.visible(words[column]).replace("\n", " ") for column in Column),
            spoken=text.visible(trend_words.sentence(curve, entry.of, self._style, gap)),
            mark=outside.tone if outside is not None else Tone.NONE,
            status=status.tone,
        )
