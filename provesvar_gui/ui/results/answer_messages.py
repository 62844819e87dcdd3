"""What is to be said about an answer as a whole: the first message on one line, all of them on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from provesvar_gui.ui import theme
from provesvar_gui.ui.results.common.banner import call_button, open_button
from provesvar_gui.ui.results.common.reader import Reader
from provesvar_gui.ui.theme import Tint, Type
from provesvar_gui.ui.tinted_widgets import ElidedLabel, TintPanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provesvar_gui.ui.results.common.outcome_text import Message

translate = QCoreApplication.translate


class MessagesPage(QDialog):
    """All messages in full, ``messagesPage``."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("messagesPage")
        self.text = Reader(self)
        self.text.setObjectName("messagesText")
        self.leave = QPushButton(self)
        self.leave.setObjectName("messagesClose")
        self.leave.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addWidget(self.leave)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(self.text)
        column.addLayout(foot)
        self.resize(theme.px(760), theme.px(360))


class AnswerMessages(TintPanel):
    """The line, ``resultNotice``. Hidden while there is nothing to say. ``copy_asked``: the IDs, for whoever is called."""

    opening_asked = Signal()
    call_asked = Signal()
    copy_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Tint.WARNING, bar=True, parent=parent)
        self.setObjectName("resultNotice")
        self._messages: Sequence[Message] = ()
        self._offered = True
        self._title = ElidedLabel(tint=Tint.WARNING, letters=24, parent=self)
        self._title.setObjectName("noticeTitle")
        theme.set_font(self._title, Type.BODY, bold=True)
        self._body = ElidedLabel(letters=4, parent=self)
        self._body.setObjectName("noticeBody")
        self.page = MessagesPage(self)
        self.open = open_button("noticeOpen", self)
        self.open.clicked.connect(self._open)
        self.call = call_button("noticeCall", self)
        self.call.clicked.connect(self.call_asked)
        self.copy = QPushButton(self)
        self.copy.setObjectName("noticeCopy")
        self.copy.clicked.connect(self.copy_asked)
        self.all = QPushButton(self)
        self.all.setObjectName("noticeAll")
        self.all.clicked.connect(self._read_all)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE["large"], 0, theme.SPACE["medium"], 0)
        row.setSpacing(theme.SPACE["small"])
        row.addWidget(self._title)
        row.addWidget(self._body)
        row.addStretch(1)
        for button in (self.open, self.call, self.copy, self.all):
            row.addWidget(button)
        self.hide()

    def show_messages(self, messages: Sequence[Message]) -> None:
        self._messages = messages
        more = len(messages) - 1
        if more < 0:
            self.page.close()
        else:
            for button, text in (
                (self.all, translate("Outcomes", "Read all (%n more)", "", more) if more else translate("Outcomes", "Read all")),
                (self.copy, translate("ResultsHeader", "Copy the IDs")),
            ):
                button.setText(text)
                button.setAccessibleName(text)
            self.all.setVisible(more > 0 or not messages[0].withheld)
            self.copy.setVisible(messages[0].withheld)
            self.call.setVisible(messages[0].calls)
            self.page.setWindowTitle(translate("Outcomes", "Messages about the answer"))
            self.page.text.setAccessibleName(self.page.windowTitle())
            self.page.leave.setText(translate("ResultsHeader", "Close (Esc)"))
        self._say()
        self.setVisible(more >= 0)

    def offer_opening(self, offered: bool) -> None:
        """Whether what can be opened can be opened now."""
        self._offered = offered
        self._say()

    def _say(self) -> None:
        title, body = "", ""
        if self._messages:
            first = self._messages[0]
            title, body = first.title, first.body(self._offered)
            self._title.setText(f"{first.glyph} {title}")
        else:
            self._title.setText("")
        self._body.setText(" ".join(body.split("\n")))
        self.setAccessibleName(title)
        self.setAccessibleDescription(body)
        self.open.setVisible(self._offered and any(each.openable for each in self._messages))
        self.page.text.setPlainText("\n\n".join(each.whole(self._offered) for each in self._messages))

    def _open(self) -> None:
        self.page.close()
        self.opening_asked.emit()

    def _read_all(self) -> None:
        self.page.show()
        self.page.raise_()
        self.page.activateWindow()
