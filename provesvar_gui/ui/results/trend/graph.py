"""The widget of the graph: small panels over one axis of time, one unit in each, for keys, mouse and screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter
from PySide6.QtWidgets import QWidget

from provesvar_gui.ui import theme
from provesvar_gui.ui.keys import Key, pressed
from provesvar_gui.ui.results.common import tints
from provesvar_gui.ui.results.trend import chart, periods, trend_text
from provesvar_gui.ui.results.trend.chart import Drawing
from provesvar_gui.ui.results.trend.marks import ChartColours
from provesvar_gui.ui.results.trend.periods import Range
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.tinted_widgets import draw_frame

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from provesvar_gui.results.trend import Curve, Dot
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.trend.chart import Boxes, Panel
    from provesvar_gui.ui.results.trend.periods import Window

translate = QCoreApplication.translate


class TrendGraph(QWidget):
    """The widget of the graph, ``trendGraph``.

    ``current_changed(panel, row)``: the person went to a result; ``opened``: wants to read it in its report.

    ``copy_pressed``: wants it on the clipboard.
    ``range_step``: -1 for a longer time, 1 for a shorter one. ``back_asked``: away from here.
    """

    current_changed = Signal(int, int)
    opened = Signal(int, int)
    range_step = Signal(int)
    back_asked = Signal()
    copy_pressed = Signal(int, int)

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trendGraph")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._style = style
        self._curves: tuple[Curve, ...] = ()
        self._range = Range.ALL
        self._end: datetime | None = None
        self._window: Window | None = None
        self._panels: list[Panel] = []
        self._current: tuple[int, int] | None = None  # panel, row

    @property
    def panels(self) -> tuple[Panel, ...]:
        return tuple(self._panels)

    @property
    def current(self) -> tuple[int, int] | None:
        """Panel and row of the result that the person is on."""
        return self._current

    def show_curves(self, curves: tuple[Curve, ...], style: Style, end: datetime | None) -> None:
        """Draw them. ``end``: when they were fetched."""
        self._curves, self._style, self._end = curves, style, end
        self._current = None
        self._arrange()

    def set_range(self, chosen: Range) -> None:
        self._range = chosen
        self._arrange()

    def clear(self) -> None:
        self._curves, self._end = (), None
        self._current = None
        self._arrange()

    def go_to(self, place: int, row: int) -> None:
        """Put the ring on a result; nothing where it is not drawn."""
        self._current = (place, row) if self._dot(place, row) is not None else None
        self.update()

    def describe(self) -> str:
        return " ".join(
            " ".join(
                (
                    trend_text.description(panel.curve, panel.shown, self._style, panel.gaps, len(panel.glyphs)),
                    *(f"{said}." for said in trend_text.outside(panel.older, panel.later, self._style)),
                )
            )
            for panel in self._panels
        )

    def _arrange(self) -> None:
        self._window = periods.window(self._curves, self._range, self._end)
        made = [chart.panel(curve, self._window) for curve in self._curves] if self._window is not None else []
        self._panels = [panel for panel in made if panel is not None]
        if self._current is None or self._dot(*self._current) is None:
            place = next((place for place, panel in enumerate(self._panels) if panel.shown), None)
            self._current = (place, self._panels[place].shown[-1].row) if place is not None else None
        self.setAccessibleDescription(self.describe())
        self.setMinimumHeight(chart.TALL * max(len(self._panels), 1) + chart.axis_height(self.font()))
        self.updateGeometry()
        self.update()

    def _dot(self, place: int, row: int) -> Dot | None:
        if not 0 <= place < len(self._panels):
            return None
        return next((dot for dot in self._panels[place].shown if dot.row == row), None)

    def sizeHint(self) -> QSize:
        return QSize(640, 190 * max(len(self._panels), 1) + chart.axis_height(self.font()))

    def _boxes(self) -> list[Boxes]:
        return chart.boxes(self._panels, self.size(), self.font())

    def span(self, place: int) -> tuple[int, int]:
        """From where to where a panel goes, in pixels."""
        box = self._boxes()[place]
        return round(box.head.top()), round(box.plot.bottom()) + chart.axis_height(self.font())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        inks = self._inks()
        painter.fillRect(self.rect(), inks.ground)
        plate = self.plate
        if plate is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_panels(painter, inks, plate)
        painter.end()
        draw_frame(self)

    @property
    def plate(self) -> Drawing | None:
        """What is drawn, for any painter; None where nothing is."""
        if self._window is None or not self._panels:
            return None
        return Drawing(panels=self.panels, window=self._window, style=self._style)

    def _paint_panels(self, painter: QPainter, inks: ChartColours, plate: Drawing) -> None:
        boxes, font = self._boxes(), self.font()
        seen = self.visibleRegion().boundingRect().bottom() + 1 or self.height()
        dot = self._dot(*self._current) if self._current is not None else None
        plate.paint(
            painter,
            boxes,
            axis=min(boxes[-1].plot.bottom() + 2, seen - chart.axis_height(font) - 1.0),
            width=self.width(),
            inks=inks,
            font=font,
            current=(self._current[0], dot) if self._current is not None and dot is not None else None,
        )

    def _inks(self) -> ChartColours:
        scheme = tints.scheme(self.palette())
        shade = scheme.shades
        band, edge = QColor(scheme.text), QColor(scheme.text)
        band.setAlpha(20)
        edge.setAlpha(70)
        return ChartColours(
            ground=QColor(scheme.base),
            text=QColor(scheme.text),
            quiet=QColor(shade[theme.Tint.SUBDUED].text),
            grid=QColor(scheme.line),
            line=QColor(shade[theme.Tint.ACTION].text),
            outside=QColor(shade[theme.Tint.WARNING].text),
            pending=QColor(shade[theme.Tint.HELP].text),
            changed=QColor(shade[theme.Tint.ACTION].text),
            band=band,
            band_edge=edge,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, Right, Home, End along the time; Up, Down between panels; plus and minus for the period; Return opens."""
        key = event.key()
        if pressed(Key.TREND_BACK, event):
            self.back_asked.emit()
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            if self._current is not None:
                self.copy_pressed.emit(*self._current)
            return
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -(10**9), Qt.Key.Key_End: 10**9}
        if key in steps:
            self._move(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._change_panel(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.range_step.emit(1 if key == Qt.Key.Key_Plus else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current is not None:
            self.opened.emit(*self._current)
        else:
            super().keyPressEvent(event)

    def _move(self, by: int) -> None:
        if self._current is None:
            return
        place, row = self._current
        shown = self._panels[place].shown
        here = next(number for number, dot in enumerate(shown) if dot.row == row)
        self._choose(place, shown[min(max(here + by, 0), len(shown) - 1)])

    def _change_panel(self, by: int) -> None:
        if self._current is None:
            return
        place, row = self._current
        here = self._dot(place, row)
        others = range(place + by, len(self._panels) if by > 0 else -1, by)
        target = next((other for other in others if self._panels[other].shown), None)
        if target is not None and here is not None:
            self._choose(target, min(self._panels[target].shown, key=lambda dot: abs(dot.when - here.when)))

    def _choose(self, place: int, dot: Dot) -> None:
        self._current = (place, dot.row)
        self.update()
        self.current_changed.emit(place, dot.row)
        panel = self._panels[place]
        row = panel.curve.rows[dot.row]
        announce(self, trend_text.sentence(panel.curve, row, self._style, panel.gaps.get(dot.row)), urgent=False)

    def hit(self, at: QPointF) -> tuple[int, Dot] | None:
        if self._window is None:
            return None
        return chart.nearest(self._panels, self._boxes(), self._window, self.font(), at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.hit(event.position())
        if found is not None:
            self._choose(*found)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self.hit(event.position())
        if found is not None:
            self.opened.emit(found[0], found[1].row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be chosen."""
        self.setCursor(Qt.CursorShape.PointingHandCursor if self.hit(event.position()) else Qt.CursorShape.ArrowCursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.update()
