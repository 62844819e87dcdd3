"""How the lines of a report are painted: nothing is cut off, a number never leaves its unit, and all text is plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from provesvar_gui.ui.results.common import lines, selection, tones
from provesvar_gui.ui.results.common.detail_model import DetailModel
from provesvar_gui.ui.results.common.lines import Column, Kind, Line
from provesvar_gui.ui.results.common.words import MarkTone

MARGIN: Final = 5  # at the sides, as far in as the names of the columns
PADDING: Final = 3  # above and below
SECTION: Final = 10  # more above and below a heading
INDENT: Final = 20  # for each level
DEEPEST: Final = 10  # levels that still move to the right
MEASURE: Final = 120  # characters of a line of running text; longer ones are hard to follow
PROSE: Final = 1.06  # how much larger running text is set
_WORD: Final = 500  # letters without a place to break; Qt looks at all of a word for each row of it
_LONG_WORD: Final = re.compile(rf"\S{{{_WORD}}}(?=\S)")

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Piece:
    """A text with its font, and how many of its first characters are a label."""

    words: str
    font: QFont
    label: int = 0
    wraps: bool = True


def lay_out(piece: Piece, width: float) -> QTextLayout:
    """The text broken into rows of that width; rows are as high as the font asks."""
    words = piece.words.replace("\n", "\u2028")
    if len(words) > _WORD:
        words = _LONG_WORD.sub("\\g<0>\u200b", words)
    layout = QTextLayout(words, piece.font)
    option = QTextOption()
    wrap = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if piece.wraps else QTextOption.WrapMode.NoWrap
    option.setWrapMode(wrap)
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)  # a text that begins in another script does not turn the line around
    layout.setTextOption(option)
    if piece.label:
        span = QTextLayout.FormatRange()
        span.start, span.length = 0, piece.label
        format_ = span.format
        format_.setFontWeight(QFont.Weight.DemiBold)
        format_.setFontStrikeOut(False)  # what is void is the text, not what it is called
        span.format = format_
        layout.setFormats([span])
    layout.beginLayout()
    top = 0.0
    while (row := layout.createLine()).isValid():
        row.setLineWidth(max(width, 20.0))
        row.setPosition(QPointF(0.0, top))
        top += row.height()
    layout.endLayout()
    return layout


class LineDelegate(QStyledItemDelegate):
    """Paints findings in columns and everything else over the full width."""

    def piece(self, line: Line, column: int, font: QFont) -> Piece:
        """The text of a cell and how it is written."""
        if line.kind is not Kind.FINDING:
            if column != 0:
                return Piece("", font)
            bold = QFont(font)
            if line.kind is Kind.SECTION:
                bold.setWeight(QFont.Weight.Bold)
                return Piece(line.shown, bold)
            if line.monospace:
                fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
                fixed.setPointSizeF(font.pointSizeF())
                fixed.setStrikeOut(line.void)
                return Piece(line.shown, fixed)
            if line.prose:
                bold.setPointSizeF(font.pointSizeF() * PROSE)
            if line.void:
                bold.setStrikeOut(True)
            label = len(line.label) + 1 if line.label and not line.quiet else 0
            return Piece(line.shown, bold, label)
        written = QFont(font)
        if line.heads and column == Column.NAME:
            written.setWeight(QFont.Weight.DemiBold)
        if line.void and column in (Column.NAME, Column.VALUE):
            written.setStrikeOut(True)
        if (column == Column.VALUE and not line.void and not line.replaced and not line.no_value) or (
            column == Column.MARK and line.mark_tone is not MarkTone.NONE
        ):
            written.setWeight(QFont.Weight.DemiBold)
        return Piece(lines.short(line.cells[column]), written)

    def inset(self, line: Line, column: int) -> int:
        """How far the text begins from the left edge of its cell."""
        if column != 0:
            return MARGIN
        return MARGIN + INDENT * min(line.level, DEEPEST)

    def room(self, line: Line, column: int, width: int, piece: Piece) -> float:
        """How wide the text may run in a cell of that width."""
        room = width - self.inset(line, column) - MARGIN
        if line.kind is not Kind.LINE or line.quiet or line.monospace:
            return room
        return min(room, MEASURE * QFontMetricsF(piece.font).averageCharWidth())

    def height(self, line: Line, column: int, font: QFont, width: int) -> int:
        """Pixels that the cell needs at that width."""
        piece = self.piece(line, column, font)
        metrics = QFontMetricsF(piece.font)
        room = self.room(line, column, width, piece)
        extra = 2 * PADDING + (SECTION if line.kind is Kind.SECTION else 0)
        if "\n" not in piece.words and metrics.horizontalAdvance(piece.words) * 1.05 <= room:
            return round(metrics.height()) + extra
        return round(lay_out(piece, room).boundingRect().height() + 0.5) + extra

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """What Qt asks when a person double-clicks the edge of a column."""
        model = index.model()
        if not isinstance(model, DetailModel):
            return super().sizeHint(option, index)
        line = model.line(index.row())
        piece = self.piece(line, index.column(), option.font)
        width = QFontMetricsF(piece.font).horizontalAdvance(piece.words.split("\n", 1)[0]) if line.kind is Kind.FINDING else 0
        return QSize(
            round(width) + self.inset(line, index.column()) + MARGIN + 2, round(QFontMetricsF(piece.font).height()) + 2 * PADDING
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, text, and a frame around the row that has the focus."""
        model = index.model()
        if not isinstance(model, DetailModel):
            super().paint(painter, option, index)
            return
        line, column = model.line(index.row()), index.column()
        item = QStyleOptionViewItem(option)
        self.initStyleOption(item, index)
        color = selection.text_colour(item)
        if not selection.paint_ground(painter, item, first=column == 0):
            color = self._ground(painter, item, line, column) or color
        piece = self.piece(line, column, item.font)
        inset = self.inset(line, column)
        layout = lay_out(piece, self.room(line, column, item.rect.width(), piece))
        painter.save()
        painter.setClipRect(item.rect)
        painter.setPen(color)
        top = item.rect.top() + PADDING + (8 if line.kind is Kind.SECTION else 0)
        layout.draw(painter, QPointF(item.rect.left() + inset, top))
        if model.is_pointed(index.row()):
            for edge in (item.rect.top(), item.rect.bottom()):
                painter.fillRect(QRect(item.rect.left(), edge, item.rect.width(), 1), selection.accent(item))
        if column == 0 and model.is_pointed(index.row()):
            _paint_hit(painter, item, QFontMetricsF(piece.font).height())
        if line.kind is Kind.SECTION:
            rule = tones.quiet(item.palette)
            rule.setAlphaF(0.4)
            painter.setPen(rule)
            painter.drawLine(item.rect.left() + MARGIN, item.rect.bottom(), item.rect.right() - MARGIN, item.rect.bottom())
        painter.restore()

    def _ground(self, painter: QPainter, item: QStyleOptionViewItem, line: Line, column: int) -> QColor | None:
        """The tint behind a mark or a status; the colour of the text, None for the ordinary one."""
        tone = MarkTone.NONE
        if line.kind is Kind.LINE:
            tone = line.mark_tone
        elif line.kind is Kind.FINDING and column in (Column.VALUE, Column.MARK) and line.cells[column]:
            tone = MarkTone.VOID if line.void or line.replaced else line.mark_tone
        elif line.kind is Kind.FINDING and column == Column.STATUS:
            tone = line.status_tone
        pair = tones.pair(tone, item.palette)
        if pair is None:
            quiet = (
                line.quiet
                or (line.no_value and column == Column.VALUE)
                or (line.kind is Kind.FINDING and column in (Column.DATE, Column.STATUS, Column.REFERENCE))
            )
            return tones.quiet(item.palette) if quiet else None
        painter.fillRect(QRect(item.rect).adjusted(1, 1, -1, -1), pair[1])
        return pair[0]


def _paint_hit(painter: QPainter, item: QStyleOptionViewItem, row: float) -> None:
    """A triangle at the left edge, beside the first row of the text. No ground: that is what a laboratory's mark has."""
    middle = item.rect.top() + PADDING + row / 2
    left, half = float(item.rect.left()), row / 3
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(selection.accent(item))
    painter.drawPolygon([QPointF(left, middle - half), QPointF(left + MARGIN, middle), QPointF(left, middle + half)])


def row_height(delegate: LineDelegate, line: Line, font: QFont, widths: list[int]) -> int:
    """Pixels that a whole line needs. A hidden column has no width."""
    if line.kind is not Kind.FINDING:
        return delegate.height(line, 0, font, sum(widths))
    return max(delegate.height(line, column, font, widths[column]) for column in Column if widths[column] > 0)
