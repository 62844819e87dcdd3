"""Parts of the form and the opening panel: text in a colour of the scheme, the cap of a key, a field's head, a card to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QRadioButton, QSizePolicy, QWidget

from provesvar_gui.ui import icons, theme
from provesvar_gui.ui.icons import Icon, Mark
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import RADIUS, Type
from provesvar_gui.ui.widgets import CAP, Label, cap_width, paint_cap

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent


_FOCUS = 2.0


class IconLabel(QWidget):
    """An icon beside words; a screen reader has the words. ``disc``: the colour of a ground round it."""

    def __init__(self, drawn: Icon | Mark, colour: str, side: int, parent: QWidget, *, disc: str = "") -> None:
        super().__init__(parent)
        self._drawn, self._colour, self._side, self._disc = drawn, colour, side, disc
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._side), theme.px(self._side))

    def show_icon(self, drawn: Icon | Mark, colour: str) -> None:
        self._drawn, self._colour = drawn, colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, room = QPainter(self), QRectF(self.rect())
        if self._disc:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(getattr(theme.current(), self._disc)))
            painter.drawEllipse(room)
            room.adjust(room.width() / 4, room.width() / 4, -room.width() / 4, -room.width() / 4)
        if isinstance(self._drawn, Icon):
            icons.paint_icon(painter, self._drawn, room, self._colour)
        else:
            icons.paint_mark(painter, self._drawn, room, self._colour)


class KeyCap(QWidget):
    """The key of the field beside it, for the eye: the field's tooltip has it too."""

    def __init__(self, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(cap_width(self._key), theme.px(CAP))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        paint_cap(QPainter(self), self._key, self.width(), self.height() / 2)


def one_line(parent: QWidget, name: str, text: str = "", colour: str = "ink", *, bold: bool = False) -> Label:
    """A text that takes all the room there is, and gives way where that is too little."""
    made = Label(text, colour, name=name, kind=Type.TABLE, bold=bold, letters=1, parent=parent)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return made


class FieldHead(QWidget):
    """Label and hint of a field. What is wrong with the field stands in the place of the hint, so that nothing moves."""

    def __init__(self, label: str, name: str, parent: QWidget, *, hint: str = "", key: str = "") -> None:
        super().__init__(parent)
        self.label = QLabel(self)
        self.label.setText(label)
        theme.set_font(self.label, Type.BODY, bold=True)
        self._hint, self._note, self._wrong = hint, ("", "ink2", ""), ""
        self.message = one_line(self, name, hint, "ink2")
        self.message.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE["small"])
        row.addWidget(self.label)
        row.addWidget(self.message, 1)
        if key:
            row.addWidget(KeyCap(key, self))

    @property
    def wrong(self) -> str:
        """What is said to be wrong, or ""."""
        return self._wrong

    def tell(self, words: str) -> None:
        """What is wrong, also to a screen reader; "" takes it back."""
        if words and words != self._wrong:
            announce(self, words, urgent=True)
        self._wrong = words
        self._show()

    def note(self, words: str, colour: str = "ink2", *, whole: str = "") -> None:
        """What there is to say of what stands in the field. ``whole``: in the tooltip, where the words are short for more."""
        if (words, colour, whole) == self._note:
            return
        self._note = (words, colour, whole)
        if words and colour != "ink2":
            announce(self, whole or words, urgent=False)
        self._show()

    def _show(self) -> None:
        words, colour, whole = self._note
        self.message.setToolTip("" if self._wrong else whole)
        if self._wrong:
            self.message.say(self._wrong, "danger")
        else:
            self.message.say(words or self._hint, colour)


class ChoiceCard(QRadioButton):
    """One of several: a round mark, its words, the key that chooses it, and a sentence below, all of it the target.

    ``framed``: a card. Return and Enter belong to whoever it stands in; the second half of a double click is no second act.
    """

    def __init__(self, title: str, line: str, key: str, parent: QWidget, *, framed: bool = True) -> None:
        super().__init__(parent)
        self.setText(title)
        self.setAccessibleName(title)
        self._line, self._key, self._framed = line, key, framed
        self._brief = self._wrong = False
        theme.set_font(self, Type.BODY, bold=framed)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_brief(self, brief: bool) -> None:
        """Whether the sentence gives way, where there is little room."""
        if brief is not self._brief:
            self._brief = brief
            self.updateGeometry()
            self.update()

    def set_wrong(self, wrong: bool) -> None:
        """Whether the edge says that an act is missing here."""
        if wrong is not self._wrong:
            self._wrong = wrong
            self.update()

    def heightForWidth(self, width: int) -> int:
        top, below = theme.px(20), theme.px(11 if self._framed else 6)
        if self._brief or not self._line:
            return top + 2 * theme.px(10 if self._framed else 6)
        room = QRect(0, 0, width - 2 * theme.px(12), 1 << 12)
        words = QFontMetrics(theme.font(Type.TABLE)).boundingRect(room, Qt.TextFlag.TextWordWrap, self._line).height()
        return theme.px(10) + top + theme.px(4) + words + below

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self.text()) + theme.px(24) + cap_width(self._key) + 3 * theme.px(12)
        return QSize(wide, self.heightForWidth(max(wide, self.width())))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The whole: the style would draw the mark alone, whose edge nobody sees on a dark ground."""
        del event
        colours, chosen, enabled = theme.current(), self.isChecked(), self.isEnabled()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        left, top = theme.px(12), theme.px(10 if self._framed else 6)
        side, line = theme.px(16), theme.px(20)
        mark = QRectF(left, top + (line - side) / 2, side, side).adjusted(0.75, 0.75, -0.75, -0.75)
        painter.setPen(QPen(QColor(colours.accent_text if chosen else colours.edge if enabled else colours.line), 1.5))
        painter.setBrush(QColor(colours.accent_text if chosen else colours.surface))
        painter.drawEllipse(mark)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.surface))
            painter.drawEllipse(mark.adjusted(side / 4, side / 4, -side / 4, -side / 4))
        painter.setPen(QColor(colours.ink if enabled else colours.ink2))
        painter.setFont(self.font())
        at = left + side + theme.px(8)
        title = QRectF(at, top, self.width() - at - left - cap_width(self._key), line)
        painter.drawText(title, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text())
        paint_cap(painter, self._key, self.width() - left, top + line / 2)
        if self._line and not self._brief:
            painter.setPen(QColor(colours.ink if chosen else colours.ink2))
            painter.setFont(theme.font(Type.TABLE))
            below = QRectF(left, top + line + theme.px(4), self.width() - 2 * left, self.height())
            painter.drawText(below, Qt.TextFlag.TextWordWrap, self._line)

    def _paint_frame(self, painter: QPainter) -> None:
        colours, chosen = theme.current(), self.isChecked()
        marked = chosen or self.hasFocus() or self._wrong
        if not (self._framed or marked):
            return
        edge = colours.danger if self._wrong else colours.accent_text if marked else colours.edge
        width = _FOCUS if marked else 1.0
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(colours.accent_ground if chosen else colours.surface))
        inside = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        radius = RADIUS["card" if self._framed else "control"]
        painter.drawRoundedRect(inside, radius, radius)
        if chosen and self.hasFocus():  # chosen and in focus: a second line inside, since the first says chosen
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent_text), 1.0))
            painter.drawRoundedRect(inside.adjusted(3, 3, -3, -3), radius - 3, radius - 3)
