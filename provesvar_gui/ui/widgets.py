"""The widgets of every view: text, panels and buttons in the colours of the scheme, and the places of windows."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, Final, TypeVar, cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QKeySequence, QPainter, QPalette, QPen, QWindow
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from provesvar_gui.ui import icons, keys, theme
from provesvar_gui.ui.icons import Glyph, Icon
from provesvar_gui.ui.theme import RADIUS, Type

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from provesvar_gui.ui.keys import Key

    Item = QWidget | QLayout | int | tuple[QWidget | QLayout, int]

Box = TypeVar("Box", bound=QBoxLayout)
CAP: Final = 18  # device-independent pixels: the height of a key's cap, and the least width
NBSP: Final = "\u00a0"
_GROUNDS: Final = {"accent_text": "accent_ground", "flag": "flag_ground", "danger": "danger_ground"}
#: About what the desktop puts around a window. Nobody knows before it is there.
FRAME: Final = QSize(16, 48)


class Label(QLabel):
    """Plain text in a colour of the scheme (a field of ``theme.Colours``), never rich text.

    ``letters``: it is one line that gives way, and keeps room for so many; the tooltip has it whole. With more than one it takes
    no more room than its text.
    """

    def __init__(
        self,
        text: str = "",
        colour: str = "ink",
        *,
        name: str = "",
        kind: Type = Type.BODY,
        bold: bool = False,
        digits: bool = False,
        wraps: bool = False,
        letters: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.colour, self.letters, self._colouring = colour, letters, False
        self._kept = self._short = ""
        self.parts = ""  # what stands between those that are left out whole, where there is no room
        self.setForegroundRole(QPalette.ColorRole.WindowText)  # within an input it would be that of its text
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        if letters > 1:
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        theme.set_font(self, kind, bold=bold, digits=digits)
        self.say(text)

    def say(self, text: str, colour: str = "", *, keep: str = "", short: str = "") -> None:
        """``keep``: the beginning, which is never cut. ``short``: shown instead where the text does not fit."""
        self.colour = colour or self.colour
        self._kept, self._short = keep, short
        self.setText(text)
        self.updateGeometry()  # what is kept may be more than before, of the same text
        self._paint_anew()

    def setText(self, text: str) -> None:
        """Also clears the tooltip of a text that was cut."""
        if self.letters and text != self.text():
            say_in_tooltip(self, "")
        super().setText(text)

    def clear(self) -> None:
        self.setText("")

    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()
        if not self.letters:
            return whole
        metrics = self.fontMetrics()
        least = max(metrics.averageCharWidth() * self.letters, metrics.horizontalAdvance(self._kept or self._short) + 1)
        return QSize(min(least, whole.width()), whole.height())

    def shown_text(self) -> str:
        text, metrics = self.text(), self.fontMetrics()
        if not self.letters or metrics.horizontalAdvance(text) <= self.width():
            return text
        text = self._short or text
        while self.parts and metrics.horizontalAdvance(text) > self.width():
            text = text[: text.rfind(self.parts) + 1].rstrip()
        kept = self._kept if text.startswith(self._kept) else ""
        left = max(0, self.width() - metrics.horizontalAdvance(kept))
        rest = metrics.elidedText(text.removeprefix(kept), Qt.TextElideMode.ElideRight, left)
        return kept + rest if rest.strip(" ·…") or not kept else kept

    def paintEvent(self, event: QPaintEvent) -> None:
        text = self.shown_text()
        if text == self.text():
            super().paintEvent(event)
            return
        if not self.toolTip():
            say_in_tooltip(self, self.text())
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        painter.drawText(self.rect(), self.alignment(), text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if not self._colouring and event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange):
            self._paint_anew()

    def _paint_anew(self) -> None:
        palette, colour = QPalette(self.palette()), QColor(getattr(theme.current(), self.colour))
        if palette.color(QPalette.ColorRole.WindowText) != colour:
            palette.setColor(QPalette.ColorGroup.All, QPalette.ColorRole.WindowText, colour)
            self._colouring = True  # the change that is made here is told at once, and is no news
            self.setPalette(palette)
            self._colouring = False


def say_in_tooltip(widget: QWidget, text: str) -> None:
    """A text of any kind as tooltip, and as it is for a screen reader, which would read out the mark-up.

    Qt takes what looks like mark-up for mark-up in a tooltip, and would open the files that an image names.
    """
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")  # the library's way would be 1 ms to the first paint
    tooltip = f"<qt>{escaped}</qt>" if text else ""
    if widget.toolTip() != tooltip:
        widget.setToolTip(tooltip)
        widget.setAccessibleDescription(text)


class IconLabel(QWidget):
    """An icon beside words; a screen reader has the words. ``disc``: the colour of a ground round it."""

    def __init__(self, drawn: Icon | Glyph, colour: str, side: int, parent: QWidget, *, disc: str = "") -> None:
        super().__init__(parent)
        self._drawn, self._colour, self._side, self._disc = drawn, colour, side, disc
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._side), theme.px(self._side))

    def show_icon(self, drawn: Icon | Glyph, colour: str) -> None:
        self._drawn, self._colour = drawn, colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, room = QPainter(self), QRectF(self.rect())
        if self._disc:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(theme.current().line))  # where the ground is the page's, the edge is seen
            painter.setBrush(QColor(getattr(theme.current(), self._disc)))
            painter.drawEllipse(room.adjusted(0.5, 0.5, -0.5, -0.5))
            room.adjust(room.width() / 4, room.width() / 4, -room.width() / 4, -room.width() / 4)
        if isinstance(self._drawn, Icon):
            icons.paint_icon(painter, self._drawn, room, self._colour)
        else:
            icons.paint_mark(painter, self._drawn, room, self._colour)


class Panel(QFrame):
    """A ground with an edge round its corners, in colours of the scheme. ``bar``: a heavy left edge.

    ``end``: it is that end of a sheet, "top" or "bottom", and square where the sheet goes on.
    """

    def __init__(
        self,
        ground: str,
        edge: str,
        parent: QWidget | None,
        *,
        radius: int = RADIUS["chip"],
        bar: bool = False,
        dashed: bool = False,
        end: str = "",
    ) -> None:
        super().__init__(parent)
        self._cut = {"top": (0.5, radius - 0.5), "bottom": (0.5 - radius, -0.5)}.get(end, (0.5, -0.5))
        self._ground, self._edge, self._radius, self._bar, self._dashed = ground, edge, radius, bar, dashed

    def show_colour(self, colour: str) -> None:
        """Where nothing is wrong there is no edge."""
        self._ground = _GROUNDS.get(colour, "surface")
        self._edge = colour if colour in _GROUNDS else "surface"
        self.update()

    def flatten(self) -> None:
        self._radius = 0
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        edge, ground = (QColor(getattr(theme.current(), name)) for name in (self._edge, self._ground))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = Qt.PenStyle.DashLine if self._dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(edge, 1.0, line) if self._radius else QPen(Qt.PenStyle.NoPen))
        painter.setBrush(ground)
        inside = (0.5, self._cut[0], -0.5, self._cut[1]) if self._radius else (0, 0, 0, 0)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(*inside), self._radius, self._radius)
        if self._bar:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(edge)
            painter.drawRoundedRect(QRectF(0, 0, 4, self.height()), 2, 2)


def ruler(parent: QWidget) -> Panel:
    made = Panel("line", "line", parent, radius=0)
    made.setFixedHeight(1)
    return made


def set_wrong(widget: QWidget, wrong: bool) -> None:
    if bool(widget.property("wrong")) is not wrong:  # else to ask for the style would load what styles know: 10 ms
        theme.set_property(widget, "wrong", wrong)


def cap_width(key: str) -> int:
    return max(theme.px(CAP), QFontMetrics(theme.font(Type.SMALL)).horizontalAdvance(key) + 12)


def paint_cap(painter: QPainter, key: str, right: float, middle: float, *, text: str = "ink2", edge: str = "line") -> None:
    colours = theme.current()
    side = theme.px(CAP)
    box = QRectF(right - cap_width(key), middle - side / 2, cap_width(key), side)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(getattr(colours, edge)), 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS["chip"], RADIUS["chip"])
    painter.setPen(QColor(getattr(colours, text)))
    painter.setFont(theme.font(Type.SMALL))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)


class KeyButton(QPushButton):
    """A button with the cap of its key behind its words, which leave room for it. Its accessible name is the words alone."""

    def __init__(
        self, name: str, words: str, key: Key | None, parent: QWidget, *, kind: str = "secondary", height: int = 32
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        own = QKeySequence.mnemonic(words).toString(QKeySequence.SequenceFormat.NativeText)
        self._cap = self._key = keys.cap(key) if key is not None else own
        self._kind, self._height, self._words = kind, height, words
        self._drawn_alone = False
        self.setAutoDefault(False)
        theme.set_kind(self, kind)
        if kind == "primary":
            theme.set_font(self, Type.READING, bold=True)
        if kind == "bar":
            self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if key is not None:
            self.setToolTip(keys.tooltip(key))
        self.setText(words)
        self.setAccessibleName(words.replace("&", "").removesuffix(" …"))

    def shorten(self, *, cap: bool, icon_alone: bool = False) -> None:
        self._key, self._drawn_alone = self._cap if cap else "", icon_alone
        self.setText(self._words)

    def press_twice(self) -> None:
        self._cap = keys.twice(self._cap)
        self.shorten(cap=True)

    def setText(self, text: str) -> None:
        self._words = text
        room = math.ceil((cap_width(self._key) + 8) / self.fontMetrics().horizontalAdvance(NBSP)) if self._key else 0
        super().setText("" if self._drawn_alone else text.replace("&", "") + NBSP * room)
        self.setShortcut(QKeySequence.mnemonic(text))  # told by the cap, not by a line under a letter

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), theme.px(self._height)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.setText(self._words)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self._kind in ("primary", "act"):  # between the edge of the focus and a ground of its colour
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.current().surface), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), RADIUS["chip"], RADIUS["chip"])
            painter.end()
        if not self._key:
            return
        words = self.fontMetrics().horizontalAdvance(self.text())
        if self.property("drawnIcon"):  # to ask for the icon would load all of them
            words += self.iconSize().width() + 4
        colours = {"primary": ("on_accent", "on_accent"), "bar": ("on_bar", "bar_line"), "act": ("surface", "surface")}
        text, edge = colours.get(self._kind, ("ink2", "line")) if self.isEnabled() else ("hint", "line")
        right = (self.width() + words) / 2
        paint_cap(QPainter(self), self._key, right, self.height() / 2, text=text, edge=edge)


class ActButton(KeyButton):
    """Space or a click presses it, never Enter, and no key that is held down."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.isAutoRepeat():
            event.accept()
        else:
            super().keyPressEvent(event)


def the_application() -> QApplication:
    """No widget is without one."""
    return cast("QApplication", QApplication.instance())


class WindowWatcher(QObject):
    """Sees the events of every window of the program before the window does; of several, the one made last sees them first.

    It watches the windows and not the application, since there every event of the program would have to pass through Python.
    """

    def __init__(self, parent: QObject | None) -> None:
        super().__init__(parent)
        the_application().focusWindowChanged.connect(self.watch)
        self.watch(QGuiApplication.focusWindow())

    def watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)


class Guard:
    """Rejects key presses for ``ms`` after ``begin``: they were meant for the screen before.

    ``clock``: monotonic seconds.
    """

    def __init__(self, ms: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.ms, self.clock = ms, clock
        self._since: float | None = None

    def begin(self) -> None:
        self._since = self.clock()

    @property
    def too_soon(self) -> bool:
        return self._since is not None and (self.clock() - self._since) * 1000 < self.ms


def named_button(parent: QWidget, name: str, text: str, spoken: str = "") -> QPushButton:
    """``spoken``: for a screen reader, where it is not the text without its key."""
    made = plain_button(text, parent)
    made.setObjectName(name)
    made.setAccessibleName(spoken or text.partition(" (")[0].replace("&", "").removesuffix(" …"))
    made.setAutoDefault(False)
    return made


def has_focus(widget: QWidget | None) -> bool:
    """Whether it or a part of it has the focus of its window, which may be behind another one."""
    focused = widget.window().focusWidget() if widget is not None else None
    return widget is not None and focused is not None and (focused is widget or widget.isAncestorOf(focused))


def fill(layout: Box, *items: Item, spacing: int | None = None, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> Box:
    """Put these in, each with how much it stretches, where it does; a number alone is room that stretches."""
    layout.setContentsMargins(*margins)
    if spacing is not None:
        layout.setSpacing(spacing)
    for item in items:
        if isinstance(item, int):
            layout.addStretch(item)
            continue
        each, stretch = item if isinstance(item, tuple) else (item, 0)
        layout.addLayout(each, stretch) if isinstance(each, QLayout) else layout.addWidget(each, stretch)
    return layout


def column_of(widget: QWidget, spacing: int) -> QVBoxLayout:
    return fill(QVBoxLayout(widget), spacing=spacing)


def lay_in_row(bar: QWidget, first: QWidget | QLayout, *others: QWidget, spacing: str = "small") -> None:
    """In one row, of which the first widget takes the remaining room."""
    margins = (theme.SPACE["large"], theme.SPACE["hair"], theme.SPACE["medium"], theme.SPACE["hair"])
    fill(QHBoxLayout(bar), (first, 1), *others, spacing=theme.SPACE[spacing], margins=margins)


def is_cut(left: float, width: float, room: float) -> bool:
    """Whether a column is only partly on the screen: nothing of it is painted, since 1,12 must not look like 12."""
    return width <= room and (left < 0 or left + width > room)


def is_below(row: QRect, viewport: QWidget, air: int = 0) -> bool:
    """Whether a row is cut at the lower edge: a list ends with a whole row. ``air``: below its words, which may be cut."""
    return row.top() > 0 and is_cut(row.top(), row.height() - air, viewport.height())


def lines(*labels: QWidget) -> QVBoxLayout:
    return fill(QVBoxLayout(), *labels, spacing=0)


def plain_button(text: str, parent: QWidget) -> QPushButton:
    """A button with a text. Given both at once PySide would try the constructor that takes an icon, and load icons: 1 ms."""
    button = QPushButton(parent)
    button.setText(text)
    return button


def fit_on_screen(page: QWidget, wanted: QSize) -> None:
    """Make a window that is not yet shown as large as that where its screen has room, else as large as may be."""
    page.resize(wanted.boundedTo(page.screen().availableSize() - FRAME))


def paint_now(widget: QWidget) -> None:
    """Lay out and paint changes of the widget's window now, before any timer or event.

    Qt sends the request for a frame after everything that waits, and 5 ms later still.
    """
    window = widget.window()
    if window.isVisible():
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        QCoreApplication.sendEvent(window, QEvent(QEvent.Type.UpdateRequest))
