"""Blocks laid out on pages: what is long flows on, a table repeats its head, nothing is cut. Runs on any thread.

First every line gets its place, then the pages are counted, then they are painted: each says which of how many it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QTextLayout, QTextOption

from provesvar_gui.domain import text
from provesvar_gui.domain.results import Veiled

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintDevice

    from provesvar_gui.domain.taking import Block, Row, Taken

BODY_POINTS: Final = 9.0
WIDE_POINTS: Final = 8.0
_WHOLE_ROW: Final = 0.34  # of a page: a row up to that height is not parted
_KEPT: Final = 4  # lines that stay below a heading on its page


class Cancelled(Exception):  # noqa: N818 - no error: the person wanted it
    """The person has changed their mind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fonts:
    """``family``: of the window; ``fixed``: of text whose columns are made of spaces. ``points``: of the running text."""

    family: str
    fixed: str
    points: float = BODY_POINTS

    def font(self, factor: float = 1.0, *, bold: bool = False, struck: bool = False, fixed: bool = False) -> QFont:
        """One of them."""
        made = QFont(self.fixed if fixed else self.family)
        made.setPointSizeF(self.points * factor)
        made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        made.setStrikeOut(struck)
        made.setFeature(QFont.Tag("tnum"), 1)
        made.setFeature(QFont.Tag("liga"), 0)  # so that what is copied out of a PDF is found again
        return made


@dataclass(frozen=True, slots=True, repr=False)
class Piece(Veiled):
    """One line of a paragraph, and where it stands on the page."""

    layout: QTextLayout
    line: int
    at: QPointF


@dataclass(slots=True, repr=False)
class Page(Veiled):
    """``pieces``: lines of text. ``rules``: thin lines across. ``grounds``: behind the heads of tables."""

    pieces: list[Piece] = field(default_factory=list)
    rules: list[QRectF] = field(default_factory=list)
    grounds: list[QRectF] = field(default_factory=list)


Lines = list[tuple[QTextLayout, int, float]]  # of one cell, with their heights


class Pages:
    """Lays out on pages of that size, in the units of the device. ``stop``: asked between rows; raises Cancelled."""

    def __init__(
        self, device: QPaintDevice, width: float, height: float, fonts: Fonts, stop: Callable[[], bool] = lambda: False
    ) -> None:
        self._device, self._width, self._height, self._fonts, self._stop = device, width, height, fonts, stop
        self._unit = device.logicalDpiY() / 72.0  # of a point
        self._gap = 3.0 * self._unit
        self._y = 0.0
        self.pages: list[Page] = [Page()]
        self._kept: list[QTextLayout] = []

    def lay_out(self, taken: Taken) -> list[Page]:
        """Everything, in its order. Raises Cancelled."""
        self._text(taken.title, self._fonts.font(1.5, bold=True, struck=taken.void))
        for fact in taken.facts:
            self._text(fact, self._fonts.font())
        for block in taken.blocks:
            self._y += 2 * self._gap
            self._block(block)
        return self.pages

    def _text(self, words: str, font: QFont) -> None:
        if words:
            self._flow([(self._lines(words, font, self._width), 0.0)], whole=False)

    def _block(self, block: Block) -> None:
        head: list[tuple[Lines, float]] = []
        columns = self._columns(block)
        if block.header:
            bold = self._fonts.font(bold=True)
            head = [
                (self._lines(words, bold, width - self._gap), x) for words, (x, width) in zip(block.header, columns, strict=True)
            ]
            need = _height(head) + self._gap + 3 * self._line_height()
            if self._y + need > self._height:
                self._turn()
            self._head(head)
        for row in block.rows:
            if self._stop():
                raise Cancelled
            self._row(row, columns, head)

    def _columns(self, block: Block) -> list[tuple[float, float]]:
        total = sum(block.shares) or 1.0
        found, x = [], 0.0
        for share in block.shares:
            width = self._width * share / total
            found.append((x, width))
            x += width
        return found

    def _head(self, head: list[tuple[Lines, float]]) -> None:
        if not head:
            return
        height = _height(head) + self._gap
        self.pages[-1].grounds.append(QRectF(0, self._y, self._width, height))
        self._y += self._gap / 2
        self._put(head)
        self._y += self._gap / 2

    def _row(self, row: Row, columns: list[tuple[float, float]], head: list[tuple[Lines, float]]) -> None:
        indent = row.level * 9.0 * self._unit
        if not row.cells:
            font = self._fonts.font(1.1 if row.heading else 1.0, bold=row.heading, struck=row.void, fixed=row.code)
            if row.heading:
                self._y += self._gap
            cells = [(self._lines(row.span, font, self._width - indent), indent)]
            if row.heading and self._y + _height(cells) + _KEPT * self._line_height() > self._height:
                self._turn(head)
        else:
            cells = []
            for place, (words, (x, width)) in enumerate(zip(row.cells, columns, strict=True)):
                step = min(indent, width / 3) if place == 0 else 0.0
                struck = (row.void and place < 2) or place in row.struck
                font = self._fonts.font(bold=place in row.strong, struck=struck)
                cells.append((self._lines(words, font, width - self._gap - step), x + step))
            self._rule()
        self._flow(cells, whole=_height(cells) < self._height * _WHOLE_ROW, head=head)

    def _rule(self) -> None:
        self.pages[-1].rules.append(QRectF(0, self._y, self._width, 0))

    def _flow(self, cells: list[tuple[Lines, float]], *, whole: bool, head: list[tuple[Lines, float]] | None = None) -> None:
        """Put them beside each other; what does not fit goes on the next page."""
        if whole and self._y + _height(cells) > self._height:
            self._turn(head)
        rest = cells
        while True:
            here, later = _part(rest, self._height - self._y)
            if not any(lines for lines, _x in here) and any(lines for lines, _x in later):
                if self._y == self._top(head):  # a line taller than a page: it has to go somewhere
                    here, later = _part(rest, float("inf"))
                else:
                    self._turn(head)
                    continue
            self._put(here)
            if not any(lines for lines, _x in later):
                return
            rest = later
            self._turn(head)

    def _top(self, head: list[tuple[Lines, float]] | None) -> float:
        return _height(head) + self._gap if head else 0.0

    def _turn(self, head: list[tuple[Lines, float]] | None = None) -> None:
        if self._stop():
            raise Cancelled
        self.pages.append(Page())
        self._y = 0.0
        if head:
            self._head(head)

    def _put(self, cells: list[tuple[Lines, float]]) -> None:
        for lines, x in cells:
            y = self._y
            for layout, line, height in lines:
                self.pages[-1].pieces.append(Piece(layout, line, QPointF(x, y - layout.lineAt(line).y())))
                y += height
        self._y += _height(cells) + self._gap / 3

    def _line_height(self) -> float:
        return self._fonts.points * 1.3 * self._unit

    def _lines(self, words: str, font: QFont, width: float) -> Lines:
        """A text in lines of at most that width."""
        return lines_of(words, font, width, self._device)


def lines_of(words: str, font: QFont, width: float, device: QPaintDevice) -> Lines:
    """A text in lines of at most that width; a word longer than that is parted, never cut."""
    found: Lines = []
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(option.textDirection().LeftToRight)
    for paragraph in text.visible(words).split("\n"):
        layout = QTextLayout(paragraph or " ", font, device)
        layout.setTextOption(option)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1.0))
            line.setPosition(QPointF(0, y))
            y += line.height()
            found.append((layout, line.lineNumber(), line.height()))
        layout.endLayout()
    return found


def _height(cells: list[tuple[Lines, float]]) -> float:
    return max((sum(height for _layout, _line, height in lines) for lines, _x in cells), default=0.0)


def _part(cells: list[tuple[Lines, float]], room: float) -> tuple[list[tuple[Lines, float]], list[tuple[Lines, float]]]:
    """What fits into that height, and the rest."""
    here, later = [], []
    for lines, x in cells:
        used, count = 0.0, 0
        for _layout, _line, height in lines:
            if used + height > room:
                break
            used += height
            count += 1
        here.append((lines[:count], x))
        later.append((lines[count:], x))
    return here, later
