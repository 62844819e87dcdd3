"""The lanes of the trend on one time axis, with one cursor, for keys, mouse and screen reader: each lane is one item."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QToolButton, QVBoxLayout, QWidget

from provesvar_gui.results import text
from provesvar_gui.results.model import Redacted
from provesvar_gui.ui import icons, theme
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.keys import Key, pressed
from provesvar_gui.ui.results.common import text_runs
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.trend import lane as lanes
from provesvar_gui.ui.results.trend import trend_text
from provesvar_gui.ui.results.trend.lane import Lane, LaneColumns, LanePainter
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.widgets import say_in_tooltip

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from provesvar_gui.results.course import Window
    from provesvar_gui.results.trend import Dot

translate = QCoreApplication.translate
_NEAR: Final = 40.0  # pixels across, of the mouse to a point
_REMOVE: Final = 24
_STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -(10**9), Qt.Key.Key_End: 10**9}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Drawing(Redacted):
    """What the lanes show. ``end``: of the fetch."""

    lanes: tuple[Lane, ...]
    window: Window
    style: Style
    end: datetime | None

    @property
    def gutter(self) -> bool:
        return any(lane.older for lane in self.lanes)


class LaneWidget(QWidget):
    """One lane, ``trendLane``, to which the keys go. What it is called is its whole course in words."""

    def __init__(self, graph: TrendGraph, lane: Lane) -> None:
        super().__init__(graph)
        self.setObjectName("trendLane")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._graph, self.lane = graph, lane
        self._still: QPixmap | None = None
        self.remove = QToolButton(self)
        self.remove.setObjectName("trendRemove")
        self.remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the lane has a key for it
        icons.set_icon(self.remove, Icon.CROSS)
        self.remove.clicked.connect(lambda: graph.removed.emit(self.lane.curve))

    def show_lane(self, lane: Lane, style: Style) -> None:
        self.lane = lane
        self.setAccessibleName(trend_text.description(lane, style))
        say_in_tooltip(self, trend_text.tooltip(lane, style))
        said = translate("Trend", "Remove {name}").replace("{name}", text.visible(lane.curve.series.name))
        self.remove.setAccessibleName(said)
        self.remove.setToolTip(f"{said} (Del)")

    def forget(self) -> None:
        """Wipe every text, at once: when Qt deletes it is not known."""
        for each in (self, self.remove):
            each.setAccessibleName("")
            say_in_tooltip(each, "")
        del self.lane
        self._still = None
        self.hide()
        self.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.draw_again()
        side = theme.px(_REMOVE)
        self.remove.setGeometry(self.width() - side - 2, 2, side, side)

    def painter_of(self, painter: QPainter) -> LanePainter | None:
        drawing, columns = self._graph.drawing, self._graph.columns
        if drawing is None or columns is None:
            return None
        box = QRectF(0, 0, self.width(), self.height() - 1)
        return LanePainter(painter, self.lane, columns, box, text_runs.screen(), drawing.style, drawing.end)

    def paintEvent(self, event: QPaintEvent) -> None:
        """What stands still is kept, so that the cursor is quick however many points there are."""
        del event
        graph, columns, accent = self._graph, self._graph.columns, QColor(theme.current().accent_text)
        if columns is None:
            return
        if self._still is None:
            self._still = self._draw(columns)
        painter, cursor = QPainter(self), graph.cursor_dot
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._still)
        if cursor is not None and columns.window.holds(cursor.when):
            painter.setPen(QPen(accent, 1.5))
            painter.drawLine(QPointF(columns.x(cursor.when), 0), QPointF(columns.x(cursor.when), self.height()))
        if cursor is not None and self.lane.has(cursor) and (lane := self.painter_of(painter)) is not None:
            lane.point(cursor)
        if self.hasFocus():
            painter.setPen(QPen(accent, 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(1, 1, self.width() - 2, self.height() - 3))
        painter.end()

    def _draw(self, columns: LaneColumns) -> QPixmap:
        medium, height = text_runs.screen(), float(self.height())
        made = QPixmap(self.size() * self.devicePixelRatio())
        made.setDevicePixelRatio(self.devicePixelRatio())
        made.fill(QColor(medium.colours.surface))
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lanes.paint_grid(painter, columns, 0.0, height, medium, self._graph.end)
        painter.setPen(QPen(QColor(medium.colours.line), 1.0))
        painter.drawLine(QPointF(0, height - 0.5), QPointF(self.width(), height - 0.5))
        painter.drawLine(QPointF(columns.newest, 4), QPointF(columns.newest, height - 4))
        if (lane := self.painter_of(painter)) is not None:
            lane.paint()
        painter.end()
        return made

    def draw_again(self) -> None:
        self._still = None
        self.update()

    def hit(self, at: QPointF) -> Dot | None:
        """The point that is meant by a place: the nearest in time, then in height."""
        columns, box = self._graph.columns, QRectF(0, 0, self.width(), self.height() - 1)
        if columns is None or not columns.name <= at.x() <= columns.newest:
            return None
        placed = ((dot, lanes.place(self.lane, dot, columns, box)) for dot in self.lane.dots)
        far = [(abs(where.x() - at.x()), abs(where.y() - at.y()), dot) for dot, where in placed if where is not None]
        best = min(far, default=None, key=lambda each: each[:2])
        return best[2] if best is not None and best[0] <= _NEAR else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._graph.go_to(self.hit(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (dot := self.hit(event.position())) is not None:
            self._graph.choose(dot)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if (dot := self.hit(event.position())) is not None:
            self._graph.opened.emit(dot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._graph.typed(self, event):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        graph, curve = self._graph, self.lane.curve
        graph.stay_in(self)
        menu = QMenu(self)
        menu.setObjectName("trendMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if (dot := graph.cursor_dot) is not None:
            menu.addAction(translate("Trend", "Report (Enter)"), lambda: graph.opened.emit(dot))
            menu.addAction(translate("Trend", "Copy (Ctrl+C)"), lambda: graph.copy_pressed.emit(dot))
        own = menu.addAction(translate("Trend", "Own scale (Shift+E)"), lambda: graph.scale_asked.emit(curve))
        own.setCheckable(True)
        own.setChecked(self.lane.scale.own)
        menu.addAction(translate("Trend", "Remove (Del)"), lambda: graph.removed.emit(curve))
        menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._graph.stay_in(self)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


class TrendGraph(QWidget):
    """The lanes, ``trendGraph``, with the time axis below them.

    ``current_changed``: another point is read out. ``opened(Dot)``: the person wants to read it in its report;
    ``copy_pressed(Dot)``: wants it on the clipboard. ``removed(Curve)``, ``scale_asked(Curve)``: wants that of a lane.
    ``period_step``: 1 for a shorter time, -1 for a longer one. ``back_asked``: away from here.
    """

    current_changed = Signal()
    opened = Signal(object)
    copy_pressed = Signal(object)
    removed = Signal(object)
    scale_asked = Signal(object)
    period_step = Signal(int)
    back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trendGraph")
        self.drawing: Drawing | None = None
        self.widgets: list[LaneWidget] = []
        self.columns: LaneColumns | None = None
        self.cursor_dot: Dot | None = None  # the point that is read out
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setObjectName("trendScroll")
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inner)
        inner.setAutoFillBackground(False)
        self.area.viewport().setAutoFillBackground(False)
        self.area.viewport().installEventFilter(self)
        self._rows = QVBoxLayout(self)
        self._rows.addWidget(self.area)
        self._arrange()

    @property
    def lanes(self) -> tuple[Lane, ...]:
        return self.drawing.lanes if self.drawing is not None else ()

    @property
    def end(self) -> datetime | None:
        """When the results were fetched."""
        return self.drawing.end if self.drawing is not None else None

    def widget_of(self, dot: Dot | None) -> LaneWidget | None:
        return next((each for each in self.widgets if dot is not None and each.lane.has(dot)), None)

    def show_lanes(self, drawing: Drawing | None) -> None:
        """Draw them, or nothing; the cursor stays where it was, else it is on the newest of the first lane that has one."""
        self.drawing = drawing
        while len(self.widgets) > len(self.lanes):
            self.widgets.pop().forget()
        for lane in self.lanes[len(self.widgets) :]:
            self.widgets.append(LaneWidget(self, lane))
            self._column.insertWidget(len(self.widgets) - 1, self.widgets[-1])
        for widget, lane in zip(self.widgets, self.lanes, strict=True):
            widget.show_lane(lane, drawing.style if drawing is not None else Style())
        before = self.cursor_dot.point if self.cursor_dot is not None else None
        again = (dot for lane in self.lanes for dot in lane.dots if dot.point is before)
        newest = (dots[-1] for lane in self.lanes if (dots := lane.shown or lane.before))
        self.cursor_dot = next(again, None) or next(newest, None)
        self._arrange()
        self.current_changed.emit()

    def _arrange(self) -> None:
        """Lanes as high as there is room for, and never lower than their words need."""
        drawing, room, medium = self.drawing, self.area.viewport(), text_runs.screen()
        self._rows.setContentsMargins(0, 0, 0, round(medium.px(lanes.HEIGHT)))
        self.columns = None
        if drawing is not None:
            self.columns = LaneColumns(drawing.window, room.width(), medium, gutter=drawing.gutter)
            for widget in self.widgets:
                words = widget.painter_of(QPainter())
                least = max(medium.px(lanes.LEAST), words.needed() if words is not None else 0.0)
                widget.draw_again()
                widget.setFixedHeight(ceil(max(least, min(room.height() // len(self.widgets), medium.px(lanes.TALLEST)))))
        self._redraw()

    def _redraw(self) -> None:
        for each in (self, *self.widgets):
            each.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words of time, which stay in sight while the lanes are scrolled."""
        del event
        if self.drawing is not None and self.columns is not None:
            painter, top, style = QPainter(self), float(self.area.geometry().bottom() + 1), self.drawing.style
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            lanes.paint_axis(painter, self.columns, top, text_runs.screen(), style, self.drawing.end, self.cursor_dot)
            painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:  # of the room for the lanes
            self._arrange()
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_rows"):
            self._arrange()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(520), theme.px(lanes.LEAST + lanes.HEIGHT))

    def take_focus(self) -> None:
        (self.widget_of(self.cursor_dot) or self.widgets[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, dot: object) -> None:
        """Read out a point; nothing where it is not drawn."""
        found = next((each for lane in self.lanes for each in lane.dots if each is dot), None)
        if found is not None and found is not self.cursor_dot:
            self.cursor_dot = found
            self._redraw()
            self.current_changed.emit()

    def choose(self, dot: Dot) -> None:
        """The person went to it: say so, and bring its lane into sight."""
        self.go_to(dot)
        widget = self.widget_of(dot)
        if widget is not None and self.drawing is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            self.area.ensureWidgetVisible(widget, 0, 0)
            announce(widget, trend_text.sentence(widget.lane.curve, dot, self.drawing.style), urgent=False)

    def stay_in(self, widget: LaneWidget) -> None:
        """Read out a point of that lane: the one nearest to what was read out, else its newest."""
        here, dots = self.cursor_dot, widget.lane.dots
        if dots and self.widget_of(here) is not widget:
            self.go_to(min(dots, key=lambda dot: abs(dot.when - here.when)) if here is not None else dots[-1])

    def typed(self, widget: LaneWidget, event: QKeyEvent) -> bool:
        """Left, Right, Home, End along the time; Up, Down between lanes; plus and minus for the period; what a lane can do."""
        key, dots, cursor = event.key(), widget.lane.dots, self.cursor_dot
        here = next((at for at, dot in enumerate(dots) if dot is cursor), None)
        if pressed(Key.TREND_BACK, event):
            self.back_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Copy) or key in _ENTER:
            if here is not None:
                (self.opened if key in _ENTER else self.copy_pressed).emit(dots[here])
        elif key in _STEPS:
            if here is not None:
                self.choose(dots[min(max(here + _STEPS[Qt.Key(key)], 0), len(dots) - 1)])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            place = self.widgets.index(widget) + (1 if key == Qt.Key.Key_Down else -1)
            for other in self.widgets[place : place + 1] if place >= 0 else ():
                other.setFocus(Qt.FocusReason.OtherFocusReason)  # which goes to a point of it
                if self.cursor_dot is not None and self.widget_of(self.cursor_dot) is other:
                    self.choose(self.cursor_dot)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.period_step.emit(1 if key == Qt.Key.Key_Plus else -1)
        elif pressed(Key.TREND_REMOVE, event):
            self.removed.emit(widget.lane.curve)
        elif pressed(Key.TREND_SCALE, event):
            self.scale_asked.emit(widget.lane.curve)
        else:
            return False
        return True
