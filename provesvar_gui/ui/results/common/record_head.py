"""The head of a report or a sample: what it is, how it stands, and the few facts that are true of all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from provesvar_gui.results import text
from provesvar_gui.ui import icons, keys, theme
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.common import chips, lines
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from provesvar_gui.ui.results.common.labels import Mark

translate = QCoreApplication.translate
_ROOMY: Final = 720  # pixels from which buttons have words


class Chips(QLabel):
    """Marks beside each other. Their long words are its text; the short ones are painted."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._marks: tuple[Mark, ...] = ()

    def show_marks(self, marks: Iterable[Mark]) -> None:
        self._marks = tuple(marks)
        self.setText(text.visible(lines.SEPARATOR.join(map(str, self._marks))))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        wide = sum(chips.width(each) + 8 for each in self._marks)
        return QSize(round(wide), round(self.heightForWidth(round(wide)) if self._marks else 0))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(max((chips.width(each) for each in self._marks), default=0)), self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(chips.flow_height(self._marks, width)) + 1

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chips.paint_flow(painter, QPointF(0, 0), self._marks, self.width())


class RecordHead(QFrame):
    """``asked(Key)``: copy it, or read it aloud."""

    asked = Signal(object)

    def __init__(
        self, name: str, title: str, status: str, facts: str, *, before: tuple[str, ...] = (), parent: QWidget | None = None
    ) -> None:
        """The object names of itself, of its labels, and of buttons that stay pressed, before the others."""
        super().__init__(parent)
        self.setObjectName(name)
        self.title = Label(name=title, wraps=True, parent=self)
        theme.set_font(self.title, Type.HEADING, bold=True)
        self.title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.status = Chips(status, self)
        self.facts = Label(name=facts, colour="ink2", kind=Type.TABLE, wraps=True, parent=self)
        self._narrow = False  # no room for words on the buttons
        self.tools = QHBoxLayout()
        self.tools.setSpacing(theme.SPACE["tight"])
        self.before = tuple(QPushButton(self) for _ in before)
        for button, called in zip(self.before, before, strict=True):
            button.setObjectName(called)
            button.setCheckable(True)
            theme.set_kind(button, "quiet")
            self.tools.addWidget(button)
        self.buttons = {key: QPushButton(self) for key in (Key.COPY_ALL, Key.READ_ALOUD)}
        for key, icon in ((Key.COPY_ALL, Icon.COPY), (Key.READ_ALOUD, Icon.READ_ALOUD)):
            button = self.buttons[key]
            button.setObjectName(f"{name}{key.name.title().replace('_', '')}")
            theme.set_kind(button, "quiet")
            icons.set_icon(button, icon, "accent_text")
            button.clicked.connect(lambda _on=False, key=key: self.asked.emit(key))
            self.tools.addWidget(button)
        top = QHBoxLayout()
        top.setSpacing(theme.SPACE["medium"])
        top.addWidget(self.title)
        top.addWidget(self.status, 1)
        top.addLayout(self.tools)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.SPACE["wide"], theme.SPACE["large"], theme.SPACE["large"], theme.SPACE["small"])
        self.column.setSpacing(theme.SPACE["tight"])
        self.column.addLayout(top)
        self.column.addWidget(self.facts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._narrow != (event.size().width() < theme.px(_ROOMY)):
            self._narrow = not self._narrow
            self.retranslate()

    def show_head(self, title: str, marks: Sequence[Mark], facts: Iterable[tuple[str, str]], *, struck: bool) -> None:
        self.title.setText(lines.short(text.visible(title)))
        font = QFont(self.title.font())
        font.setStrikeOut(struck)
        self.title.setFont(font)
        self.status.show_marks(marks)
        said = (f"{label}: {text.visible(lines.short(body))}" for label, body in facts if body)
        self.facts.setText(lines.SEPARATOR.join(said))
        for button in self.buttons.values():
            button.show()

    def clear(self) -> None:
        self.title.setText("")
        self.status.show_marks(())
        self.facts.setText("")
        self.setAccessibleName("")
        for button in self.buttons.values():
            button.hide()

    def retranslate(self) -> None:
        words = {Key.COPY_ALL: translate("RecordHead", "Copy"), Key.READ_ALOUD: translate("RecordHead", "Read aloud")}
        for key, button in self.buttons.items():
            button.setText("" if self._narrow else words[key])
            button.setAccessibleName(words[key])
            button.setToolTip(keys.tooltip(key))
