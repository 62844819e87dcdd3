"""Parts of the form and the opening panel: text in a colour of the scheme, the cap of a key, a field's head, a card to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from provesvar_gui.ui import theme
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import RADIUS, Type
from provesvar_gui.ui.widgets import CAP, IconLabel, Label, Panel, cap_width, fill, paint_cap

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from provesvar_gui.ui.icons import Icon


class KeyCap(QWidget):
    """The key of the field beside it; the field's tooltip has it, too."""

    def __init__(self, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(cap_width(self._key), theme.px(CAP))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        text = "ink2" if self.isEnabled() else "hint"
        paint_cap(QPainter(self), self._key, self.width(), self.height() / 2, text=text)


def one_line(parent: QWidget, name: str, text: str = "", colour: str = "ink", *, bold: bool = False) -> Label:
    made = Label(text, colour, name=name, kind=Type.TABLE, bold=bold, letters=1, parent=parent)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return made


def wrap(line: Label, *, wraps: bool) -> None:
    """Two lines, where text is large and room is scarce; they keep their place when one is enough."""
    line.letters = 0 if wraps else 1
    line.setWordWrap(wraps)
    line.setMinimumHeight(2 * line.fontMetrics().lineSpacing() if wraps else 0)


class FieldHead(QWidget):
    """Label and hint of a field. An error takes the place of the hint, so that nothing moves."""

    def __init__(self, label: str, name: str, parent: QWidget, *, hint: str = "", key: str = "") -> None:
        super().__init__(parent)
        self.label = QLabel(self)
        self.label.setText(label)
        theme.set_font(self.label, Type.BODY, bold=True)
        self._hint, self._note, self._wrong = hint, ("", "ink2", ""), ""
        self.message = one_line(self, name, hint, "ink2")
        self.message.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        caps = (KeyCap(key, self),) if key else ()
        fill(QHBoxLayout(self), self.label, (self.message, 1), *caps, spacing=theme.SPACE["small"])

    def tell(self, words: str) -> None:
        """Show an error, also to a screen reader; "": none."""
        if words and words != self._wrong:
            announce(self, words, urgent=True)
        self._wrong = words
        self._show()

    def note(self, words: str, colour: str = "ink2", *, whole: str = "") -> None:
        """Show a note on the field's content. ``whole``: the full text, in the tooltip."""
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
    """A card of a choice: a round mark, its title, its key, and a sentence below; all of it is clickable.

    ``framed``: a card. Return and Enter belong to whoever it stands in; the second half of a double click is no second act. Its
    edges and mark are the style sheet's.
    """

    def __init__(self, title: str, line: str, key: str, parent: QWidget, *, framed: bool = True) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setProperty("framed", framed)
        self._title = Label(title, bold=framed, parent=self)
        self._line = Label(line, "ink2", kind=Type.TABLE, wraps=True, parent=self)
        if not line:  # to show it now would load what styles know
            self._line.hide()
        self.toggled.connect(self._show_chosen)
        self._reason: Label | None = None
        self._head = head = QHBoxLayout()
        fill(head, self._title, 1, KeyCap(key, self), margins=(theme.px(24), 0, 0, 0))
        around = (12, 10, 12, 11) if framed else (12, 6, 12, 6)
        fill(QVBoxLayout(self), head, self._line, 1, spacing=theme.SPACE["tight"], margins=around)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def _show_chosen(self, on: bool) -> None:
        theme.set_font(self._title, Type.BODY, bold=on or bool(self.property("framed")))
        self._line.say(self._line.text(), "ink" if on else "ink2")

    def set_brief(self, brief: bool) -> None:
        self._line.setVisible(not brief and bool(self._line.text()))

    def forbid(self, why: str) -> None:
        """Disable the card with a reason; "": enable it. Not struck out, which would mean withdrawn."""
        self.setEnabled(not why)
        if self._reason is None:
            self._reason = Label("", "ink2", name="cardReason", kind=Type.SMALL, letters=2, parent=self)
            self._reason.setContentsMargins(0, 0, 6, 0)
            self._head.insertWidget(2, self._reason)
        self._reason.say(why)
        self.setAccessibleDescription(why)
        self._title.say(self._title.text(), "hint" if why else "ink")

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalSizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalMinimumSize() if layout is not None else super().minimumSizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()


class FootPanel(Panel):
    """A panel in the place of the form's button: an icon, a title, a text and buttons."""

    def __init__(self, ground: str, edge: str, drawn: Icon, parent: QWidget, *names: str) -> None:
        super().__init__(ground, edge, parent, radius=RADIUS["card"])
        panel, title, text = names
        self.setObjectName(panel)
        self.title = Label(kind=Type.READING, bold=True, wraps=True, name=title, parent=self)
        self.words = Label(wraps=True, name=text, parent=self)
        self.buttons = fill(QBoxLayout(QBoxLayout.Direction.LeftToRight), spacing=theme.SPACE["small"])
        column = fill(QVBoxLayout(), self.title, self.words, self.buttons, spacing=theme.SPACE["hair"])
        column.insertSpacing(2, theme.SPACE["small"])
        row = fill(QHBoxLayout(self), (column, 1), spacing=14, margins=(theme.SPACE["large"], 14) * 2)
        row.insertWidget(0, IconLabel(drawn, "ink", 24, self), 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.stack()

    def stack(self) -> None:
        """Buttons for which there is no room beside each other stand below each other."""
        shown = [each.sizeHint().width() for each in self.findChildren(QPushButton) if not each.isHidden()]
        beside = sum(shown) + self.buttons.spacing() * (len(shown) - 1) <= self.title.width()
        self.buttons.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self.updateGeometry()
