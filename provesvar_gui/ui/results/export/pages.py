"""Pages painted on a PDF or a printer, each with whose it is, where it is from, and which page of how many it is."""

from __future__ import annotations

from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QMarginsF, QPointF, QRectF
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPen

from provesvar_gui.results.model import Veiled
from provesvar_gui.ui.results.export import unheld
from provesvar_gui.ui.results.export.paper import BODY_POINTS, DRAWN_DPI, WIDE_POINTS, Cancelled, Fonts, Pages
from provesvar_gui.ui.results.export.wrapping import lines_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from PySide6.QtGui import QFont, QPagedPaintDevice, QPainter

    from provesvar_gui.results.export import Taken
    from provesvar_gui.ui.results.export.paper import Page

translate = QCoreApplication.translate
_INK: Final = "#000000"
_GROUND: Final = "#ececec"
_RULE: Final = "#c4c4c4"
_MARGIN_MM: Final = 14.0
_SMALL: Final = 0.9
_SMALLER: Final = (1.0, 0.92, 0.85, 0.78, 0.72, 0.66, 0.6, 0.55, 0.5)  # type of what has to be one page


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Furniture(Veiled):
    """What stands on every page. ``mark``: of the sandbox or the test environment, "" in production."""

    patient: str
    source: str
    printed: str
    mark: str = ""


def layout_of(taken: Taken) -> QPageLayout:
    """A4; a wide table lies."""
    turned = QPageLayout.Orientation.Landscape if taken.wide else QPageLayout.Orientation.Portrait
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), turned, margins, QPageLayout.Unit.Millimeter)


def paint(
    device: QPagedPaintDevice,
    taken: Taken,
    furniture: Furniture,
    fonts: Fonts,
    *,
    stop: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], None] = lambda _page, _pages: None,
    give_up: Callable[[], object] = lambda: None,
    opening: AbstractContextManager[None] | None = None,
) -> int:
    """Lay out and paint; how many pages it became. ``progress(page, pages)``; ``give_up``: so that nothing half comes out.

    ``opening``: surrounds the moment in which the device makes its file.

    Raises Cancelled, OSError where the device does not take it.
    """
    fonts = Fonts(family=fonts.family, fixed=fonts.fixed, points=WIDE_POINTS if taken.wide else BODY_POINTS)
    frame = _Frame(device, furniture, fonts)
    for factor in _SMALLER if taken.one_page else (1.0,):
        smaller = replace(fonts, points=fonts.points * factor)
        pages = Pages(device, frame.width, frame.height, smaller, stop).lay_out(taken)
        if len(pages) == 1:
            break
    if stop():
        raise Cancelled
    with ExitStack() as until_begun:
        until_begun.enter_context(opening or nullcontext())

        def put(painter: QPainter, number: int) -> None:
            until_begun.close()
            if stop():
                raise Cancelled
            progress(number, len(pages))
            frame.paint(painter, number, len(pages))
            _page(painter, pages[number - 1], frame.top, fonts, device.logicalDpiY() / DRAWN_DPI)

        unheld.put(device, len(pages), put, give_up)
    return len(pages)


class _Frame:
    """The strips above and below. ``width`` and ``height``: of what stands between them."""

    def __init__(self, device: QPagedPaintDevice, furniture: Furniture, fonts: Fonts) -> None:
        self._device, self._said, self._fonts = device, furniture, fonts
        room = device.pageLayout().paintRectPixels(device.logicalDpiX())
        self.width = float(room.width())
        self._whole = float(room.height())
        self._gap = 4.0 * device.logicalDpiY() / 72.0
        above = ((furniture.mark, fonts.font(1.1, bold=True)), (furniture.patient, fonts.font(1.2, bold=True)))
        self._above = [(words, font) for words, font in above if words]
        self._below = [furniture.source, furniture.printed]
        self._small = fonts.font(_SMALL)
        self.top = sum(self._tall(words, font, self.width) for words, font in self._above) + 2 * self._gap
        foot = sum(self._tall(words, self._small, self._foot_width) for words in self._below) + 2 * self._gap
        self.height = self._whole - self.top - foot

    @property
    def _foot_width(self) -> float:
        return self.width * 0.8

    def _tall(self, words: str, font: QFont, width: float) -> float:
        return sum(height for _layout, _line, height in lines_of(words, font, width, self._device))

    def paint(self, painter: QPainter, number: int, count: int) -> None:
        painter.setPen(QColor(_INK))
        y = 0.0
        for words, font in self._above:
            y = self._say(painter, words, font, y, self.width)
        painter.setPen(QPen(QColor(_INK), 0.7 * self._gap / 4))
        painter.drawLine(QPointF(0, y + self._gap / 2), QPointF(self.width, y + self._gap / 2))
        y = self.top + self.height + self._gap
        painter.drawLine(QPointF(0, y - self._gap / 2), QPointF(self.width, y - self._gap / 2))
        where = translate("Taking", "Page {n} of {m}").replace("{n}", str(number)).replace("{m}", str(count))
        for layout, line, _height in lines_of(where, self._small, self.width * 0.2, self._device):
            wide = layout.lineAt(line).naturalTextWidth()
            layout.lineAt(line).draw(painter, QPointF(self.width - wide, y))
        for words in self._below:
            y = self._say(painter, words, self._small, y, self._foot_width)

    def _say(self, painter: QPainter, words: str, font: QFont, y: float, width: float) -> float:
        for layout, line, height in lines_of(words, font, width, self._device):
            layout.lineAt(line).draw(painter, QPointF(0, y - layout.lineAt(line).y()))
            y += height
        return y


def _page(painter: QPainter, page: Page, top: float, fonts: Fonts, scale: float) -> None:
    """``scale``: of drawings."""
    for ground in page.grounds:
        painter.fillRect(QRectF(ground).translated(0, top), QColor(_GROUND))
    painter.setPen(QPen(QColor(_RULE), 0))
    for rule in page.rules:
        painter.drawLine(rule.topLeft() + QPointF(0, top), rule.topRight() + QPointF(0, top))
    painter.setPen(QColor(_INK))
    for piece in page.pieces:
        piece.layout.lineAt(piece.line).draw(painter, piece.at + QPointF(0, top))
    for box, drawing in page.drawings:
        painter.save()
        painter.translate(box.topLeft() + QPointF(0, top))
        painter.scale(scale, scale)
        drawing.paint(painter, box.width() / scale, box.height() / scale, fonts.font())
        painter.restore()
