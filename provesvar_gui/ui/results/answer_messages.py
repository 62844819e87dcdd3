"""What is to be said about an answer as a whole, on one line; a page with all of it is opened by a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from provesvar_gui.ui import theme
from provesvar_gui.ui.results.common.banner import Banner, Messages, call_button, open_button
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
        self.messages = Messages(self)
        self.leave = QPushButton(self)
        self.leave.setObjectName("messagesClose")
        self.leave.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addWidget(self.leave)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(self.messages)
        column.addStretch(1)
        column.addLayout(foot)
        self.resize(theme.px(760), theme.px(360))


class AnswerMessages(TintPanel):
    """The line, ``resultNotice``: the first message; a button where there is more to read. Hidden while there is none.

    ``opening_asked``, ``call_asked``: by the buttons of the messages.
    """

    opening_asked = Signal()
    call_asked = Signal()
    copy_asked = Signal()  # the IDs, for whoever is called

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Tint.WARNING, bar=True, parent=parent)
        self.setObjectName("resultNotice")
        self._banners: list[Banner] = []
        self._title = ElidedLabel(tint=Tint.WARNING, letters=24, parent=self)
        self._title.setObjectName("noticeTitle")
        theme.set_font(self._title, Type.BODY, bold=True)
        self._body = ElidedLabel(letters=4, parent=self)
        self._body.setObjectName("noticeBody")
        self.open = open_button(self)
        self.open.setObjectName("noticeOpen")
        self.open.clicked.connect(self._open)
        self.call = call_button(self)
        self.call.setObjectName("noticeCall")
        self.call.clicked.connect(self.call_asked)
        self.all = QPushButton(self)
        self.all.setObjectName("noticeAll")
        self.all.clicked.connect(self._read_all)
        self.copy = QPushButton(self)
        self.copy.setObjectName("noticeCopy")
        self.copy.clicked.connect(self.copy_asked)
        self.page = MessagesPage(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE["large"], 0, theme.SPACE["medium"], 0)
        row.setSpacing(theme.SPACE["small"])
        row.addWidget(self._title)
        row.addWidget(self._body)
        row.addStretch(1)
        for button in (self.open, self.call, self.copy, self.all):
            row.addWidget(button)
        self.hide()

    def show_messages(self, banners: Sequence[Banner], more: Sequence[Message]) -> None:
        """The first on the line, all of them on the page."""
        self.page.messages.show_banners(banners, more)
        self._banners = list(banners)
        if not banners:
            self.page.close()
            self._title.setText("")
            self._body.setText("")
            self.setAccessibleName("")
            self.setAccessibleDescription("")
            self.hide()
            return
        count = len(banners) - 1 + len(more)
        self.all.setText(translate("Outcomes", "Read all (%n more)", "", count) if count else translate("Outcomes", "Read all"))
        self.all.setAccessibleName(self.all.text())
        withheld = banners[0].objectName() == "withheldBanner"
        self.all.setVisible(count > 0 or not withheld)
        self.copy.setVisible(withheld)
        self.copy.setText(translate("ResultsHeader", "Copy the IDs"))
        self.copy.setAccessibleName(self.copy.text())
        self.page.setWindowTitle(translate("Outcomes", "Messages about the answer"))
        self.page.leave.setText(translate("ResultsHeader", "Close (Esc)"))
        self._say()
        self.show()

    def _say(self) -> None:
        first = self._banners[0]
        self.open.setVisible(any(each.offer is not None and not each.offer.isHidden() for each in self._banners))
        self.call.setVisible(first.calls)
        self._title.setText(f"{first.glyph.text()} {first.title.text()}")
        self._body.setText(" ".join(first.body.text().split("\n")))
        self.setAccessibleName(first.title.text())
        self.setAccessibleDescription(first.body.text())

    def offered(self, offered: bool) -> None:
        """Whether what can be opened can be opened now."""
        for banner in self._banners:
            banner.offered(offered)
        if self._banners:
            self._say()

    def _open(self) -> None:
        self.page.close()
        self.opening_asked.emit()

    def _read_all(self) -> None:
        self.page.show()
        self.page.raise_()
        self.page.activateWindow()
