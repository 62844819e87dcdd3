"""Pages put on a device while the interpreter goes on, so that a print server that is silent stops nothing but the print.

A painter in Python (PySide 6: ``begin``, ``end``; a device's ``newPage``) keeps the interpreter's lock until the printer's system
has answered, and with it every thread, the window's above all. ``QTextDocument.print_`` lets go of it and begins, turns the pages
and ends in C++; it asks back for what is on each page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QAbstractTextDocumentLayout, QTextDocument

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import Qt
    from PySide6.QtGui import QPagedPaintDevice, QPainter, QTextBlock, QTextFrame


def put(device: QPagedPaintDevice, count: int, paint: Callable[[QPainter, int], None], give_up: Callable[[], object]) -> None:
    """``paint(painter, number)`` puts one page there, the first is 1. ``give_up``: called where one cannot be painted.

    Raises what ``paint`` raised, and OSError where the device does not begin or turn.
    """
    size = QSizeF(device.pageLayout().paintRectPixels(device.logicalDpiX()).size())
    document = QTextDocument()
    document.setPageSize(size)
    sheets = _Sheets(document, size, count, paint, give_up)
    document.setDocumentLayout(sheets)
    document.print_(device)
    if sheets.raised is not None:
        raise sheets.raised
    if sheets.painted < count:
        raise OSError


class _Sheets(QAbstractTextDocumentLayout):
    """What the empty document says its pages are."""

    def __init__(
        self,
        document: QTextDocument,
        size: QSizeF,
        count: int,
        paint: Callable[[QPainter, int], None],
        give_up: Callable[[], object],
    ) -> None:
        super().__init__(document)
        self._size, self._count, self._paint, self._give_up = size, count, paint, give_up
        self.painted = 0
        self.raised: BaseException | None = None

    def draw(self, painter: QPainter, _context: QAbstractTextDocumentLayout.PaintContext) -> None:
        """The next page. Raises nothing: Qt called."""
        if self.raised is not None:
            return
        painter.resetTransform()  # Qt's own would be that of one long page
        painter.setClipping(False)
        try:
            self._paint(painter, self.painted + 1)
        except BaseException as error:  # noqa: BLE001 - it is raised once Qt has come back
            self.raised = error
            self._give_up()
        else:
            self.painted += 1

    def pageCount(self) -> int:
        return self._count

    def documentSize(self) -> QSizeF:
        return QSizeF(self._size.width(), self._size.height() * self._count)

    def hitTest(self, _point: object, _accuracy: Qt.HitTestAccuracy) -> int:
        """There is no text to hit."""
        return -1

    def frameBoundingRect(self, _frame: QTextFrame) -> QRectF:
        """There is none."""
        return QRectF()

    def blockBoundingRect(self, _block: QTextBlock) -> QRectF:
        """There is none."""
        return QRectF()

    def documentChanged(self, _at: int, _removed: int, _added: int) -> None:
        """It stays empty."""
