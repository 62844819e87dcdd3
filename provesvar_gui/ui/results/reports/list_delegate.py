"""How a row of the list of reports is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from provesvar_gui.ui import theme
from provesvar_gui.ui.results.common import selection, tones
from provesvar_gui.ui.results.common.delegate import Piece, lay_out
from provesvar_gui.ui.results.common.words import MarkTone
from provesvar_gui.ui.results.reports.list_model import TONE_ROLE, VOID_ROLE, ListColumn, ReportListModel

if TYPE_CHECKING:
    from provesvar_gui.ui.results.reports.list_rows import Entry

MARGIN: Final = 5  # at the sides of a cell, as far in as the names of the columns
PADDING: Final = 4  # above and below
_INDENT: Final = 20  # of what is folded under another row


def pieces_of(words_: str, column: int, font: QFont, *, void: bool, older: bool = False) -> list[Piece]:
    """The lines of a cell with their fonts: what is looked for, where it comes from, what is folded under it."""
    first, *rest = words_.split("\n", 2)
    strong = QFont(font)
    strong.setStrikeOut(void and column in (ListColumn.SAMPLED, ListColumn.REPORT))
    if column in (ListColumn.REPORT, ListColumn.FLAGS) and not older:
        strong.setWeight(QFont.Weight.DemiBold)
    return [Piece(first, strong), *(Piece(each, font) for each in rest)]


class ReportDelegate(QStyledItemDelegate):
    """Strikes cancelled reports through, except the word that says so; tints marks and statuses; cuts nothing off."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """One cell. The focus belongs to the row, not to a cell."""
        model = index.model()
        if not isinstance(model, ReportListModel):
            super().paint(painter, option, index)
            return
        item = QStyleOptionViewItem(option)
        self.initStyleOption(item, index)
        entry = model.entry(index.row())
        painter.save()
        painter.setClipRect(item.rect)
        chosen = selection.paint_ground(painter, item, first=index.column() == 0)
        pair = tones.pair(MarkTone(tone), item.palette) if (tone := index.data(TONE_ROLE)) and not chosen else None
        if pair is not None:
            painter.fillRect(QRect(item.rect).adjusted(1, 1, -1, -1), pair[1])
        plain = selection.text_colour(item)
        quiet = plain if chosen else tones.quiet(item.palette)
        fold = plain if chosen else QColor(tones.scheme(item.palette).shades[theme.Tone.ACTION].text)
        first = fold if entry.report is None else quiet if entry.older is not None else plain
        colours = (pair[0] if pair else first, quiet, fold)
        inset = indent(entry, index.column())
        room, top = item.rect.width() - 2 * MARGIN - inset, float(item.rect.top() + PADDING)
        older = entry.older is not None
        pieces = pieces_of(str(index.data() or ""), index.column(), item.font, void=bool(index.data(VOID_ROLE)), older=older)
        for piece, colour in zip(pieces, colours, strict=False):
            layout = lay_out(piece, room)
            painter.setPen(colour)
            layout.draw(painter, QPointF(item.rect.left() + MARGIN + inset, top))
            top += layout.boundingRect().height()
        painter.restore()


def indent(entry: Entry, column: int) -> int:
    """How far what is folded under another row stands to the right."""
    return _INDENT if entry.older is not None and column in (ListColumn.SAMPLED, ListColumn.REPORT) else 0
