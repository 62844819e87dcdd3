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
from provesvar_gui.ui.results.trend import axis, trend_text
from provesvar_gui.ui.results.trend import lane as lanes
from provesvar_gui.ui.results.trend.axis import LaneColumns
from provesvar_gui.ui.results.trend.ink import LineInk
from provesvar_gui.ui.results.trend.lane import Lane, LanePainter
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.tinted_widgets import say_in_tooltip

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from provesvar_gui.results.course import Window
    from provesvar_gui.results.trend import Dot
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate
_NEAR: Final = 40.0  # pixels across, of the mouse to a point
_REMOVE: Final = 24
_STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -(10**9), Qt.Key.Key_End: 10**9}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Drawing(Redacted):
    """What the lanes show, for paper."""

    lanes: tuple[Lane, ...]
    window: Window
    style: Style
    end: datetime | None
    gutter: bool


class LaneWidget(QWidget):
    """One lane, ``trendLane``, to which the keys go. What it is called is its whole course in words."""

    def __init__(self, graph: TrendGraph, place: int) -> None:
        super().__init__(graph)
        self.setObjectName("trendLane")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._graph, self.place = graph, place
        self._still: QPixmap | None = None
        self.remove = QToolButton(self)
        self.remove.setObjectName("trendRemove")
        self.remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the lane has a key for it
        icons.set_icon(self.remove, Icon.CROSS)
        self.remove.clicked.connect(lambda: graph.removed.emit(self.place))

    @property
    def lane(self) -> Lane:
        return self._graph.lanes[self.place]

    def retell(self) -> None:
        """What it is called, after another lane has taken its place."""
        self.setAccessibleName(trend_text.description(self.lane, self._graph.writing))
        say_in_tooltip(self, trend_text.tooltip(self.lane.curve, self._graph.writing))
        said = translate("Trend", "Remove {name}").replace("{name}", text.visible(self.lane.curve.series.name))
        self.remove.setAccessibleName(said)
        self.remove.setToolTip(f"{said} (Del)")

    def forget(self) -> None:
        """Wipe every text, at once: when Qt deletes it is not known."""
        for each in (self, self.remove):
            each.setAccessibleName("")
            say_in_tooltip(each, "")
        self._still = None
        self.hide()
        self.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.draw_again()
        side = theme.px(_REMOVE)
        self.remove.setGeometry(self.width() - side - 2, 2, side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """What stands still is kept, so that the cursor is quick however many points there are."""
        del event
        graph, columns, ink = self._graph, self._graph.columns, self._graph.ink
        if columns is None:
            return
        if self._still is None:
            self._still = self._draw(columns, ink)
        painter, cursor = QPainter(self), graph.cursor_dot
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._still)
        if cursor is not None and columns.window.holds(cursor.when):
            painter.setPen(QPen(QColor(ink.colours.accent_text), 1.5))
            painter.drawLine(QPointF(columns.x(cursor.when), 0), QPointF(columns.x(cursor.when), self.height()))
        if cursor is not None and graph.current is not None and graph.current[0] == self.place:
            LanePainter(painter, self.lane, columns, self._box, ink, graph.writing, graph.end).point(cursor)
        if self.hasFocus():
            painter.setPen(QPen(QColor(ink.colours.accent_text), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(1, 1, self.width() - 2, self.height() - 3))
        painter.end()

    def _draw(self, columns: LaneColumns, ink: LineInk) -> QPixmap:
        """Everything but the cursor."""
        graph, height = self._graph, float(self.height())
        made = QPixmap(self.size() * self.devicePixelRatio())
        made.setDevicePixelRatio(self.devicePixelRatio())
        made.fill(QColor(ink.colours.surface))
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        axis.paint_grid(painter, columns, 0.0, height, ink, graph.end)
        painter.setPen(QPen(QColor(ink.colours.line), 1.0))
        painter.drawLine(QPointF(0, height - 0.5), QPointF(self.width(), height - 0.5))
        painter.drawLine(QPointF(columns.newest, 4), QPointF(columns.newest, height - 4))
        LanePainter(painter, self.lane, columns, self._box, ink, graph.writing, graph.end).paint()
        painter.end()
        return made

    def draw_again(self) -> None:
        """What it shows, or how, is another."""
        self._still = None
        self.update()

    @property
    def _box(self) -> QRectF:
        return QRectF(0, 0, self.width(), self.height() - 1)

    def hit(self, at: QPointF) -> Dot | None:
        """The point that is meant by a place: the nearest in time, then in height."""
        columns = self._graph.columns
        if columns is None or not columns.name <= at.x() <= columns.newest:
            return None
        placed = [(dot, lanes.place(self.lane, dot, columns, self._box)) for dot in self.lane.dots]
        far = [(abs(where.x() - at.x()), abs(where.y() - at.y()), dot.row, dot) for dot, where in placed if where is not None]
        best = min(far, default=None)
        return best[3] if best is not None and best[0] <= _NEAR else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The cursor goes along."""
        if (dot := self.hit(event.position())) is not None:
            self._graph.go_to(self.place, dot.row)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (dot := self.hit(event.position())) is not None:
            self._graph.choose(self.place, dot)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if (dot := self.hit(event.position())) is not None:
            self._graph.opened.emit(self.place, dot.row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._graph.typed(self.place, event):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the point that the person is on, and with the lane."""
        graph, here = self._graph, self.place
        graph.stay_in(here)
        menu = QMenu(self)
        menu.setObjectName("trendMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if graph.current is not None:
            row = graph.current[1]
            menu.addAction(translate("Trend", "Report (Enter)"), lambda: graph.opened.emit(here, row))
            menu.addAction(translate("Trend", "Copy (Ctrl+C)"), lambda: graph.copy_pressed.emit(here, row))
        own = menu.addAction(translate("Trend", "Own scale (Shift+E)"), lambda: graph.scale_asked.emit(here))
        own.setCheckable(True)
        own.setChecked(self.lane.scale.own)
        menu.addAction(translate("Trend", "Remove (Del)"), lambda: graph.removed.emit(here))
        menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._graph.stay_in(self.place)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


class _Axis(QWidget):
    """The words of time, which stay in sight while the lanes are scrolled."""

    def __init__(self, graph: TrendGraph) -> None:
        super().__init__(graph)
        self.setObjectName("trendAxis")
        self._graph = graph

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        graph = self._graph
        if graph.columns is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            axis.paint_axis(painter, graph.columns, 0.0, graph.ink, graph.writing, graph.end, graph.cursor_dot)
            painter.end()


class TrendGraph(QWidget):
    """The lanes, ``trendGraph``, with the time axis below them.

    ``current_changed``: another point is read out. ``opened(lane, row)``: the person wants to read it in its report;
    ``copy_pressed(lane, row)``: wants it on the clipboard. ``removed(lane)``, ``scale_asked(lane)``: the person wants that of a
    lane. ``period_step``: 1 for a shorter time, -1 for a longer one. ``back_asked``: away from here.
    """

    current_changed = Signal()
    opened = Signal(int, int)
    copy_pressed = Signal(int, int)
    removed = Signal(int)
    scale_asked = Signal(int)
    period_step = Signal(int)
    back_asked = Signal()

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trendGraph")
        self.writing = style
        self.end: datetime | None = None
        self.lanes: tuple[Lane, ...] = ()
        self.widgets: list[LaneWidget] = []
        self.columns: LaneColumns | None = None
        self.current: tuple[int, int] | None = None  # lane, row
        self._window: Window | None = None
        self._gutter = False
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
        self._axis = _Axis(self)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.area, 1)
        rows.addWidget(self._axis)

    @property
    def ink(self) -> LineInk:
        return LineInk(theme.current())

    @property
    def cursor_dot(self) -> Dot | None:
        """The point that is read out."""
        return self.lanes[self.current[0]].dot(self.current[1]) if self.current is not None else None

    @property
    def drawing(self) -> Drawing | None:
        """What is drawn; None where nothing is."""
        if self._window is None:
            return None
        return Drawing(lanes=self.lanes, window=self._window, style=self.writing, end=self.end, gutter=self._gutter)

    def show_lanes(
        self, made: Sequence[Lane], window: Window | None, style: Style, end: datetime | None, *, gutter: bool
    ) -> None:
        """Draw them. ``end``: of the fetch. ``gutter``: there is time before the window."""
        before = self.cursor_dot
        self.lanes, self.writing, self.end, self._window, self._gutter = tuple(made), style, end, window, gutter
        while len(self.widgets) > len(made):
            self.widgets.pop().forget()
        while len(self.widgets) < len(made):
            self.widgets.append(LaneWidget(self, len(self.widgets)))
            self._column.insertWidget(len(self.widgets) - 1, self.widgets[-1])
        self.current = self._again(before) or self._newest()
        self._arrange()
        for each in self.widgets:
            each.retell()
        self.current_changed.emit()

    def _again(self, before: Dot | None) -> tuple[int, int] | None:
        """The point that was read out, where it is still drawn."""
        if before is None:
            return None
        places = ((at, dot) for at, lane in enumerate(self.lanes) for dot in lane.dots)
        return next(((at, dot.row) for at, dot in places if dot.point is before.point), None)

    def _newest(self) -> tuple[int, int] | None:
        """The newest point of the first lane that has one in the time shown."""
        shown = ((at, lane.shown or lane.before) for at, lane in enumerate(self.lanes))
        return next(((at, dots[-1].row) for at, dots in shown if dots), None)

    def _arrange(self) -> None:
        """Lanes as high as there is room for, and never lower than their words need."""
        width, ink = self.area.viewport().width(), self.ink
        self.columns = LaneColumns(self._window, width, ink, gutter=self._gutter) if self._window is not None else None
        self._axis.setFixedHeight(round(ink.px(axis.HEIGHT)))
        if self.columns is not None and self.lanes:
            each = self.area.viewport().height() // len(self.lanes)
            for widget, lane in zip(self.widgets, self.lanes, strict=True):
                least = max(ink.px(lanes.LEAST), lanes.height_of_words(lane, self.columns, ink, self.writing, self.end))
                widget.draw_again()
                widget.setFixedHeight(ceil(max(least, min(each, ink.px(lanes.TALLEST)))))
        self._redraw()

    def _redraw(self) -> None:
        for each in (*self.widgets, self._axis):
            each.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:  # of the room for the lanes
            self._arrange()
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_axis"):
            self._arrange()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(520), theme.px(lanes.LEAST + axis.HEIGHT))

    def take_focus(self) -> None:
        place = self.current[0] if self.current is not None else 0
        self.widgets[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, place: int, row: int) -> None:
        """Read out a point; nothing where it is not drawn."""
        if self.current != (place, row) and place < len(self.lanes) and self.lanes[place].dot(row) is not None:
            self.current = (place, row)
            self._redraw()
            self.current_changed.emit()

    def choose(self, place: int, dot: Dot) -> None:
        """The person went to it: say so, and bring its lane into sight."""
        self.go_to(place, dot.row)
        self.widgets[place].setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.ensureWidgetVisible(self.widgets[place], 0, 0)
        curve = self.lanes[place].curve
        announce(self.widgets[place], trend_text.sentence(curve, dot.row, self.writing), urgent=False)

    def stay_in(self, place: int) -> None:
        """Read out a point of that lane: the one nearest to what was read out, else its newest."""
        if (self.current is not None and self.current[0] == place) or not self.lanes[place].dots:
            return
        here, dots = self.cursor_dot, self.lanes[place].dots
        self.go_to(place, (min(dots, key=lambda dot: abs(dot.when - here.when)) if here is not None else dots[-1]).row)

    def typed(self, place: int, event: QKeyEvent) -> bool:
        """Left, Right, Home, End along the time; Up, Down between lanes; plus and minus for the period; what a lane can do."""
        key, dots = event.key(), self.lanes[place].dots
        here = next((at for at, dot in enumerate(dots) if self.current == (place, dot.row)), None)
        if pressed(Key.TREND_BACK, event):
            self.back_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Copy) or key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if here is not None:
                asked = self.opened if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) else self.copy_pressed
                asked.emit(place, dots[here].row)
        elif key in _STEPS:
            if here is not None:
                self.choose(place, dots[min(max(here + _STEPS[Qt.Key(key)], 0), len(dots) - 1)])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            other = place + (1 if key == Qt.Key.Key_Down else -1)
            if 0 <= other < len(self.lanes):
                self.stay_in(other)
                dot = self.cursor_dot
                if self.current is not None and self.current[0] == other and dot is not None:
                    self.choose(other, dot)
                else:
                    self.widgets[other].setFocus(Qt.FocusReason.OtherFocusReason)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.period_step.emit(1 if key == Qt.Key.Key_Plus else -1)
        elif pressed(Key.TREND_REMOVE, event):
            self.removed.emit(place)
        elif pressed(Key.TREND_SCALE, event):
            self.scale_asked.emit(place)
        else:
            return False
        return True
