"""The one row for messages, of constant height: nothing below it moves because of a message."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from provesvar_gui.ui import theme
from provesvar_gui.ui.patient_bar import is_compact
from provesvar_gui.ui.widgets import Label, Panel, column_of, fill, named_button

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

_HEIGHT: Final = 36
_BUTTON: Final = 28


class Urgency(IntEnum):
    """The order of several messages; of equal ones the latest is shown."""

    IDLE = 0  # any key takes it away
    FAILURE = 1
    HAND_OVER = FAILURE  # whoever hands a patient over now sees that, and not a failure of before; and the other way round
    FILTER = 3
    PIN = 4  # until it is set or declined; what was withheld stands in the footer too
    NOTICE = 5


class Side(IntEnum):
    """The same order for the right side: progress, and passing messages."""

    PROGRESS = 0
    COPIED = 1
    BEDSIDE = 2


class MessageLine(QWidget):
    """The row, ``messageRow``: the most urgent message, and progress at the right. Each widget shows and hides itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("messageRow")
        self._holders: list[tuple[Urgency | Side, QWidget, QWidget]] = []
        self._main, self._side = QHBoxLayout(), QHBoxLayout()
        fill(QHBoxLayout(self), (self._main, 1), self._side, spacing=0)
        self._beside_form, self._empty, self._least = False, True, Urgency.NOTICE
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # no message makes the window wider
        self.fit()

    def add(self, widget: QWidget, rank: Urgency | Side) -> None:
        """The widget is shown while it is not hidden, and there is no more urgent one."""
        if isinstance(widget, Panel):
            widget.flatten()
        holder = next((holder for _, holder, known in self._holders if known is widget), None)
        if holder is None:
            holder, main = QWidget(self), isinstance(rank, Urgency)
            column_of(holder, 0)
            if main:  # beside a passing message it gives way
                holder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            (self._main if main else self._side).addWidget(holder)
            self._holders.append((rank, holder, widget))
            self._holders.sort(key=lambda each: each[0])
            widget.installEventFilter(self)
        hidden, layout = widget.isHidden(), holder.layout()
        if layout is not None:
            layout.addWidget(widget)
        widget.setHidden(hidden)
        self._choose()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        mine = any(watched.parent() is holder for _, holder, _ in self._holders)  # else another row has taken it
        if mine and event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            came = event.type() == QEvent.Type.ShowToParent
            self._holders.sort(key=lambda each: (each[0], came and each[2] is not watched))
            self._choose()
        return super().eventFilter(watched, event)

    def _choose(self) -> None:
        shown: dict[type, QWidget] = {}
        for rank, holder, widget in self._holders:
            asks = not isinstance(rank, Urgency) or rank <= self._least
            if widget.parentWidget() is holder and not widget.isHidden() and asks:
                shown.setdefault(type(rank), holder)
        # Hide first: else the window grows.
        for _, holder, _ in sorted(self._holders, key=lambda each: each[1] in shown.values()):
            holder.setVisible(holder in shown.values())
        self._empty = not shown
        self.fit()

    def stand(self, *, beside_form: bool, sheet: bool = False) -> None:
        """Beside a ``sheet`` only what is urgent is shown: the rest is about the results."""
        self._beside_form, self._least = beside_form or sheet, Urgency.FAILURE if sheet else Urgency.NOTICE
        self._choose()

    def fit(self) -> None:
        """Set the height by the font, whatever the message. In a low window an empty row leaves its room to the form."""
        for button in self.findChildren(QPushButton):
            button.setFixedHeight(theme.px(_BUTTON))
        low = is_compact(self.window())
        self.setFixedHeight(theme.px(32 if low else _HEIGHT))
        self.setHidden(low and self._beside_form and self._empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class Progress(QWidget):
    """The progress of a look-up beside results, or the result of the last action; ``cancel`` stops the look-up."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("resultsProgress")
        self._text = Label(name="resultsProgressText", letters=20, parent=self)
        self.cancel = named_button(self, "resultsCancelButton", self.tr("Cancel (Esc)"), self.tr("Cancel"))
        fill(QHBoxLayout(self), self._text, self.cancel, 1, margins=(theme.SPACE["large"], 0, theme.SPACE["medium"], 0))
        self.hide()

    def say(self, text: str, *, running: bool) -> None:
        self._text.setText(" ".join(text.split("\n")))
        self.cancel.setVisible(running)
        self.setVisible(bool(text))


class Ground(QWidget):
    """A row of the window with a background colour of the scheme and a line at its end."""

    def __init__(self, name: str, parent: QWidget, *, line_above: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._line_above = line_above

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        colours, rect = theme.current(), self.rect()
        painter = QPainter(self)
        painter.setPen(QColor(colours.surface))
        painter.setBrush(QColor(colours.surface))
        painter.drawRect(rect)
        painter.setPen(QColor(colours.line))
        y = rect.top() if self._line_above else rect.bottom()
        painter.drawLine(rect.left(), y, rect.right(), y)
