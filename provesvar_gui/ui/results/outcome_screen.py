"""The screen in place of results. Each reason for its absence has its own text (invariant 9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from provesvar_gui.ui.results.common.banner import GLYPHS, MoreMessages, call_button, open_button, plain_label
from provesvar_gui.ui.results.common.outcome_text import few

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provesvar_gui.ui.results.common.outcome_text import Message

translate = QCoreApplication.translate


class OutcomeScreen(QScrollArea):
    """The screen in place of results, ``outcomeScreen``.

    Its property ``outcome`` names the first reason.

    ``open_asked``: it is to be opened. ``call_asked``: somebody wants to know whom to call.
    """

    open_asked = Signal()
    call_asked = Signal()
    copy_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outcomeScreen")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._messages: tuple[Message, ...] = ()
        self._offered = True
        self._open: QPushButton | None = None
        self._advice: list[tuple[QLabel, Message]] = []

    def show_messages(self, messages: Sequence[Message]) -> None:
        """Put these reasons on the screen, the first one large."""
        messages, rest = few(messages)
        self._messages = messages
        self._open = None
        self._advice = []
        page = QWidget()
        page.setMaximumWidth(760)
        column = QVBoxLayout(page)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(12)
        for place, message in enumerate(messages):
            glyph, _ = GLYPHS[message.kind]
            if place == 0:
                mark = QLabel(glyph)
                mark.setTextFormat(Qt.TextFormat.PlainText)
                large = QFont(self.font())
                large.setPointSizeF(self.font().pointSizeF() * 2.4)
                mark.setFont(large)
                column.addWidget(mark)
            title = plain_label(f"outcomeTitle{place}")
            strong = QFont(self.font())
            strong.setPointSizeF(self.font().pointSizeF() * (1.5 if place == 0 else 1.15))
            strong.setWeight(QFont.Weight.DemiBold)
            title.setFont(strong)
            title.setText(message.title)
            column.addWidget(title)
            if message.advice:
                advice = plain_label(f"outcomeAdvice{place}")
                advice.setText(message.advice)
                self._advice.append((advice, message))
                column.addWidget(advice)
            if message.openable and self._open is None:
                self._open = open_button(page)
                self._open.clicked.connect(self.open_asked)
                column.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
            if message.quotation:
                quoted = plain_label(f"outcomeQuotation{place}")
                said = translate("Outcomes", "The service says: «{text}»")
                quoted.setText(said.replace("{text}", message.quotation))
                column.addWidget(quoted)
        more = MoreMessages(page)
        more.show_messages(rest)
        more.list.copy_asked.connect(self.copy_asked)
        column.addWidget(more)
        if messages:
            call = call_button(page)
            call.clicked.connect(self.call_asked)
            column.addWidget(call, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setWidget(page)
        self.offer_opening(self._offered)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setProperty("outcome", messages[0].kind.value if messages else "")
        self.setAccessibleName(messages[0].title if messages else "")

    def offer_opening(self, offered: bool) -> None:
        """Whether it can be opened now."""
        self._offered = offered
        if self._open is not None:
            self._open.setVisible(offered)
        for label, message in self._advice:
            label.setText(message.advised(offered))
        parts = ((each.advised(offered), each.quotation) for each in self._messages)
        self.setAccessibleDescription(" ".join(part for each in parts for part in each if part))

    def clear(self) -> None:
        self.show_messages(())
