"""How the cells of the cumulative table are painted: numbers lined up at the decimal sign, marks and statuses behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette, QPolygonF

from provesvar_gui.ui.results.common import tones
from provesvar_gui.ui.results.common.words import MarkTone
from provesvar_gui.ui.results.table.grounds import MARGIN, row_ground

if TYPE_CHECKING:
    from provesvar_gui.ui.results.table.cells import Cell
    from provesvar_gui.ui.results.table.sheet import Widths
    from provesvar_gui.ui.results.table.table import FlowsheetTable

GAP: Final = 4  # before a mark, a status, a count
_CORNER: Final = 5  # side of the triangle that tells of a comment


class _Pens:
    """Fonts and colours of one paint."""

    def __init__(self, table: FlowsheetTable) -> None:
        palette = table.palette()
        group = QPalette.ColorGroup.Active if table.hasFocus() else QPalette.ColorGroup.Inactive
        self.plain = table.font()
        self.bold = QFont(self.plain)
        self.bold.setWeight(QFont.Weight.DemiBold)
        self.struck = QFont(self.plain)
        self.struck.setStrikeOut(True)
        self.metrics = {id(font): QFontMetricsF(font) for font in (self.plain, self.bold, self.struck)}
        self.text = palette.color(QPalette.ColorRole.Text)
        self.quiet = tones.quiet(palette)
        self.chosen = palette.color(group, QPalette.ColorRole.Highlight)
        self.on_chosen = palette.color(group, QPalette.ColorRole.HighlightedText)
        self.pairs = {tone: tones.pair(tone, palette) for tone in MarkTone}

    def width(self, font: QFont, words: str) -> float:
        """Pixels."""
        return self.metrics[id(font)].horizontalAdvance(words)


def paint_cells(table: FlowsheetTable, painter: QPainter, region: QRect) -> None:
    model = table.lines
    palette = table.palette()
    painter.fillRect(region, palette.color(QPalette.ColorRole.Base))
    rows, columns = model.rowCount(), model.columnCount()
    if not rows or not columns:
        return
    pens = _Pens(table)
    scheme = tones.scheme(palette)
    first, last = table.rowAt(region.top()), table.rowAt(region.bottom())
    left, right = table.columnAt(region.left()), table.columnAt(region.right())
    last, right = (last if last >= 0 else rows - 1), (right if right >= 0 else columns - 1)
    shown = [
        (column, table.columnViewportPosition(column), table.columnWidth(column)) for column in range(max(left, 0), right + 1)
    ]
    end = shown[-1][1] + shown[-1][2]
    room = table.viewport().width()
    whole = _whole(table, room)
    current = table.currentIndex()
    chosen = table.selectionModel()
    places = model.whole_columns()
    painter.setFont(pens.plain)
    for row in range(max(first, 0), last + 1):
        top, height = table.rowViewportPosition(row), table.rowHeight(row)
        head = model.head(row)
        ground = row_ground(palette, model, row, chosen=row == current.row())
        painter.fillRect(region.left(), top, min(end, region.right() + 1) - region.left(), height, ground)
        if head.heading:
            if head.level == 0:
                painter.setPen(QColor(scheme.line))
                painter.drawLine(region.left(), top + height - 1, min(end, region.right() + 1) - 1, top + height - 1)
            continue
        cells = model.cells(row)
        some = chosen.rowIntersectsSelection(row)
        if cells and whole and not any(places[column] in cells for column in whole):
            _paint_elsewhere(
                painter, pens, min(cells) < places[whole[0]], max(cells) > places[whole[-1]], QRect(0, top, room, height)
            )
        for column, x, width in shown:
            cell = cells.get(places[column])
            selected = some and chosen.isSelected(model.index(row, column))
            if selected:
                painter.fillRect(x, top, width, height, pens.chosen)
            if cell is not None and column in whole:
                _paint(painter, pens, cell, model.widths(column), QRect(x, top, width, height), selected=selected)
    painter.setPen(QColor(scheme.line))
    top, bottom = region.top(), min(region.bottom(), table.rowViewportPosition(rows - 1) + table.rowHeight(rows - 1))
    for column, x, _ in shown:
        if column and model.top(column - 1).day != model.top(column).day:
            painter.drawLine(x, top, x, bottom)
    if current.isValid() and table.hasFocus():
        painter.setPen(pens.text)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(table.visualRect(current).adjusted(0, 0, -1, -1))


def _paint_elsewhere(painter: QPainter, pens: _Pens, before: bool, after: bool, box: QRect) -> None:
    """On which side the results of a row lie that has none on the screen."""
    painter.setPen(pens.quiet)
    inner = box.adjusted(MARGIN, 0, -MARGIN, 0)
    for there, words, side in ((before, "‹", Qt.AlignmentFlag.AlignLeft), (after, "›", Qt.AlignmentFlag.AlignRight)):
        if there:
            painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, words)


def _whole(table: FlowsheetTable, room: int) -> list[int]:
    """The columns that are wholly in sight."""
    first, last = table.columnAt(0), table.columnAt(room - 1)
    every = range(max(first, 0), (last if last >= 0 else table.lines.columnCount() - 1) + 1)
    return [at for at in every if not is_cut(table.columnViewportPosition(at), table.columnWidth(at), room)]


def is_cut(left: int, width: int, room: int) -> bool:
    """Whether a column is only partly on the screen: nothing of it is painted, since 1,12 must not look like 12."""
    return width <= room and (left < 0 or left + width > room)


def _paint(painter: QPainter, pens: _Pens, cell: Cell, widths: Widths, box: QRect, *, selected: bool) -> None:
    pair = None if selected else pens.pairs[cell.tone]
    if pair is not None:
        painter.fillRect(box.adjusted(1, 1, 0, 0), pair[1])
    strong = cell.tone is MarkTone.OUTSIDE
    font = pens.struck if cell.void else pens.bold if strong else pens.plain
    metrics = pens.metrics[id(font)]
    base = box.top() + (box.height() + metrics.ascent() - metrics.descent()) / 2
    colour = pens.on_chosen if selected else pair[0] if pair is not None else pens.quiet if cell.quiet else pens.text
    behind = sum(GAP + each for each in (widths.glyph, widths.badge, widths.more) if each)
    edge = box.right() + 1 - MARGIN - behind  # where numbers and words end
    painter.setFont(font)
    painter.setPen(colour)
    if cell.number:
        point = edge - widths.fraction
        painter.drawText(QPointF(point - pens.width(font, cell.whole), base), cell.whole)
        if cell.fraction:
            painter.drawText(QPointF(point, base), cell.fraction)
    else:
        painter.drawText(QPointF(edge - pens.width(font, cell.whole), base), cell.whole)
    if font is not pens.plain:
        painter.setFont(pens.plain)
    if widths.glyph:
        if cell.glyph:
            painter.drawText(QPointF(edge + GAP, base), cell.glyph)
        edge += GAP + widths.glyph
    if widths.badge:
        if cell.badge:
            tint = pens.pairs[cell.badge_tone]
            painter.setPen(pens.on_chosen if selected else tint[0] if tint else pens.quiet)
            painter.drawText(QPointF(edge + GAP, base), cell.badge)
        edge += GAP + widths.badge
    if cell.more:
        painter.setPen(pens.on_chosen if selected else pens.quiet)
        painter.drawText(QPointF(edge + GAP, base), cell.more)
    if cell.remark:
        corner = box.topRight()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pens.on_chosen if selected else pens.quiet)
        x, y = corner.x() + 0.5, corner.y() + 1.0
        painter.drawPolygon(QPolygonF([QPointF(x - _CORNER, y), QPointF(x, y), QPointF(x, y + _CORNER)]))
