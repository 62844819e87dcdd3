"""Blocks laid out on pages: what is long flows on, a table repeats its head, nothing is cut. Runs on any thread.

First every line gets its place, then the pages are counted, then they are painted: each says which of how many it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont

from provesvar_gui.results.model import Veiled
from provesvar_gui.ui.results.export.wrapping import fitted, lines_of, widest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPaintDevice, QTextLayout

    from provesvar_gui.results.export import Block, Drawing, Row, Taken
    from provesvar_gui.ui.results.export.wrapping import Lines

BODY_POINTS: Final = 9.0
WIDE_POINTS: Final = 8.0
DRAWN_DPI: Final = 96.0  # of a drawing
_WHOLE_ROW: Final = 0.34  # of a page: a row up to that height is not parted
_REPEATED_HEAD: Final = 0.5  # of a page: a head that is taller stands once, so that there is room below it
_KEPT: Final = 4  # lines that stay below a heading on its page
_NAME_AND_ANSWER: Final = frozenset({0, 1})  # struck in a row that does not stand, where it does not say which
_SMALLER: Final = (1.0, 0.93, 0.87, 0.8)  # type of a table, until no number and no word has to be parted
_LONG_WORD: Final = 0.3  # of the page: a piece wider than that is parted rather than given a column


class Cancelled(Exception):  # noqa: N818 - no error: the person wanted it
    """The person has changed their mind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fonts:
    """``family``: of the window; ``fixed``: of text whose columns are made of spaces. ``points``: of the running text."""

    family: str
    fixed: str
    points: float = BODY_POINTS

    def font(self, factor: float = 1.0, *, bold: bool = False, struck: bool = False, fixed: bool = False) -> QFont:
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
    """``pieces``: lines of text. ``rules``: thin lines across. ``grounds``: behind heads of tables. ``drawings``: and where."""

    pieces: list[Piece] = field(default_factory=list)
    rules: list[QRectF] = field(default_factory=list)
    grounds: list[QRectF] = field(default_factory=list)
    drawings: list[tuple[QRectF, Drawing]] = field(default_factory=list)


class Pages:
    """Lays out on pages of that size, in the units of the device. ``stop``: asked between rows; raises Cancelled."""

    def __init__(
        self, device: QPaintDevice, width: float, height: float, fonts: Fonts, stop: Callable[[], bool] = lambda: False
    ) -> None:
        self._device, self._width, self._height, self._fonts, self._stop = device, width, height, fonts, stop
        self._unit = device.logicalDpiY() / 72.0  # of a point
        self._gap = 3.0 * self._unit
        self._gutter = 5.0 * self._unit  # between columns
        self._y = self._top = 0.0  # and where the room of this page began
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

    def _draw(self, drawing: Drawing, rows: Sequence[Row]) -> None:
        """A drawing below its texts, never parted from them; as high as it wants to be, or as there is room for."""
        above = self._gap + sum(
            _height([(self._lines(row.span, self._fonts.font(), self._width), 0.0)]) + self._gap for row in rows
        )
        least, wanted = (each * self.scale for each in (drawing.least, drawing.wanted))
        if self._y > 0 and self._y + above + least > self._height:
            self._turn()
        for row in rows:
            self._row(row, [], [], self._fonts)
        if self._y > 0 and self._y + least > self._height:
            self._turn()
        self._y += self._gap
        height = min(wanted, self._height - self._y)
        self.pages[-1].drawings.append((QRectF(0, self._y, self._width, height), drawing))
        self._y += height + self._gap

    @property
    def scale(self) -> float:
        """Units of the device in one of a drawing."""
        return self._device.logicalDpiY() / DRAWN_DPI

    def _block(self, block: Block) -> None:
        if block.drawing is not None:
            self._draw(block.drawing, block.rows)
            return
        head: list[tuple[Lines, float]] = []
        columns, fonts = self._columns(block)
        if block.header:
            head = [(self._named(words, width, block, fonts), x) for words, (x, width) in zip(block.header, columns, strict=True)]
            need = _height(head) + self._gap + self._under(block.rows, 0)
            if self._y + need > self._height:
                self._turn()
            if _height(head) < self._height * _REPEATED_HEAD:
                self._head(head)
            else:
                self._flow(head, whole=False)
                head = []
        for at, row in enumerate(block.rows):
            if self._stop():
                raise Cancelled
            if (row.heading or row.title) and self._y + self._under(block.rows, at) > self._height:
                self._turn(head)
            self._row(row, columns, head, fonts)

    def _named(self, words: str, width: float, block: Block, fonts: Fonts) -> Lines:
        name, line, rest = words.partition("\n") if block.names else (words, "", "")
        made = self._lines(name, fonts.font(bold=True), width - self._gutter)
        return [*made, *self._lines(rest, fonts.font(), width - self._gutter)] if line else made

    def _under(self, rows: Sequence[Row], at: int) -> float:
        """How much must stand on the same page from that row on: every heading that follows another, and what is below them."""
        headings = 0
        while at + headings < len(rows) and (rows[at + headings].heading or rows[at + headings].title):
            headings += 1
        return headings * (1.4 * self._line_height() + self._gap) + _KEPT * self._line_height()

    def _columns(self, block: Block) -> tuple[list[tuple[float, float]], Fonts]:
        """Where each begins and how wide it is, and the type: as the shares say, but no word in it has to be parted."""
        total = sum(block.shares) or 1.0
        made = [self._width * share / total for share in block.shares]
        shares, fonts = made, self._fonts
        for factor in _SMALLER if shares else ():
            fonts = replace(self._fonts, points=self._fonts.points * factor)
            made, enough = fitted(shares, self._least(block, fonts))
            if enough:
                break
        found, x = [], 0.0
        for width in made:
            found.append((x, width))
            x += width
        return found, fonts

    def _least(self, block: Block, fonts: Fonts) -> list[float]:
        """How wide each column is where no word in it is parted."""
        plain, bold = fonts.font(), fonts.font(bold=True)
        known: dict[tuple[str, bool], float] = {}

        def wide(words: str, *, strong: bool) -> float:
            if (words, strong) not in known:
                known[words, strong] = widest(words, bold if strong else plain, self._device)
            found = known[words, strong]
            return found if found <= self._width * _LONG_WORD else 0.0

        least = [wide(words, strong=True) for words in block.header]
        for row in block.rows:
            if self._stop():
                raise Cancelled
            for place, words in enumerate(row.cells):
                step = self._indent(row) if place == 0 else 0.0
                least[place] = max(least[place], wide(words, strong=place in row.strong) + step)
        return [each + self._gutter * 1.1 for each in least]

    def _indent(self, row: Row) -> float:
        return row.level * 9.0 * self._unit

    def _head(self, head: list[tuple[Lines, float]]) -> None:
        if not head:
            return
        height = _height(head) + self._gap
        self.pages[-1].grounds.append(QRectF(0, self._y, self._width, height))
        self._y += self._gap / 2
        self._put(head)
        self._y += self._gap / 2

    def _row(self, row: Row, columns: list[tuple[float, float]], head: list[tuple[Lines, float]], fonts: Fonts) -> None:
        indent = self._indent(row)
        if not row.cells:
            heading = row.heading or row.title
            factor = 2.4 if row.large else 1.25 if row.title else 1.1 if heading else 1.0
            font = self._fonts.font(factor, bold=heading or row.large, struck=row.void, fixed=row.code)
            if heading:
                self._y += self._gap
            cells = [(self._lines(row.span, font, self._width - indent), indent)]
            if row.title:
                self._rule()
        else:
            cells = []
            struck = (row.struck or _NAME_AND_ANSWER) if row.void else row.struck
            for place, (words, (x, width)) in enumerate(zip(row.cells, columns, strict=True)):
                step = min(indent, width / 3) if place == 0 else 0.0
                font = fonts.font(bold=place in row.strong, struck=place in struck)
                cells.append((self._lines(words, font, width - self._gutter - step), x + step))
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
                if self._y == self._top:  # a line taller than a page: it has to go somewhere
                    here, later = _part(rest, float("inf"))
                else:
                    self._turn(head)
                    continue
            self._put(here)
            if not any(lines for lines, _x in later):
                return
            rest = later
            self._turn(head)

    def _turn(self, head: list[tuple[Lines, float]] | None = None) -> None:
        if self._stop():
            raise Cancelled
        self.pages.append(Page())
        self._y = 0.0
        if head:
            self._head(head)
        self._top = self._y

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
