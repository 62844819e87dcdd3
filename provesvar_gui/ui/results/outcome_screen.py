"""The screen in place of results. Each reason for its absence has its own text (invariant 9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from provesvar_gui.results.model import OutcomeKind
from provesvar_gui.ui import theme
from provesvar_gui.ui.form.parts import IconLabel
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.results.answer_messages import call_button, open_button
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provesvar_gui.ui.results.common.outcome_text import Message

translate = QCoreApplication.translate
_ICONS: Final = {
    OutcomeKind.RESTRICTED: (Icon.LOCKED, "flag"),
    OutcomeKind.BLOCKED: (Icon.BLOCKED, "flag"),
    OutcomeKind.OPTED_OUT: (Icon.OPTED_OUT, "ink2"),
    OutcomeKind.UNKNOWN: (Icon.WARNING, "flag"),
    OutcomeKind.FAULT: (Icon.ERROR, "danger"),
    OutcomeKind.NOTHING_FOUND: (Icon.FLASK, "ink2"),
    OutcomeKind.INFORMATION: (Icon.REPORT, "ink2"),
}


class OutcomeScreen(QScrollArea):
    """The screen in place of results, ``outcomeScreen``. Its property ``outcome`` names the first reason."""

    opening_asked = Signal()
    call_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outcomeScreen")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._messages: Sequence[Message] = ()
        self._offered = True
        self._open: QPushButton | None = None
        self._advice: Label | None = None

    def show_messages(self, messages: Sequence[Message]) -> None:
        """The first reason large, the others together as one text."""
        self._messages = messages
        self._open = self._advice = None
        inside = QWidget()
        if messages:
            self._fill(inside, messages[0], messages[1:])
        self.setWidget(inside)
        self.offer_opening(self._offered)
        self.setProperty("outcome", messages[0].kind.value if messages else "")
        self.setAccessibleName(messages[0].title if messages else "")

    def _fill(self, inside: QWidget, first: Message, others: Sequence[Message]) -> None:
        page = QWidget(inside)
        page.setMaximumWidth(theme.px(640))
        column = QVBoxLayout(page)
        column.setContentsMargins(0, self.height() * 9 // 100, 0, theme.SPACE["wide"])
        column.setSpacing(theme.SPACE["small"])
        drawn, colour = _ICONS[first.kind]
        column.addWidget(IconLabel(drawn, colour, 56, page, disc="flag_ground" if colour == "flag" else "sunken"))
        column.addWidget(Label(first.title, name="outcomeTitle0", kind=Type.TITLE, wraps=True))
        self._advice = Label(first.advice, name="outcomeAdvice0", kind=Type.READING, wraps=True)
        column.addWidget(self._advice)
        self._advice.setVisible(bool(first.advice))
        if any(each.openable for each in self._messages):
            self._open = open_button("offerOpening", page)
            self._open.setMinimumHeight(theme.px(44))
            theme.set_kind(self._open, "flag")
            self._open.clicked.connect(self.opening_asked)
            column.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        if first.quotation:
            said = translate("Outcomes", "The service says: «{text}»").replace("{text}", first.quotation)
            column.addWidget(Label(said, "ink2", name="outcomeQuotation0", kind=Type.TABLE, wraps=True))
        if others:
            said = "\n".join(f"{each.glyph} {each.title} {each.quotation or each.advice}" for each in others)
            column.addWidget(Label(said, name="outcomeMore", kind=Type.TABLE, wraps=True))
        call = call_button("outcomeCall", page)
        call.clicked.connect(self.call_asked)
        column.addWidget(call, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        across = QHBoxLayout(inside)
        across.addStretch(1)
        across.addWidget(page, 1 << 10)
        across.addStretch(1)

    def offer_opening(self, offered: bool) -> None:
        self._offered = offered
        if self._open is not None:
            self._open.setVisible(offered)
        if self._advice is not None:
            self._advice.setText(self._messages[0].advised(offered))
        self.setAccessibleDescription(" ".join(each.body(offered).replace("\n", " ") for each in self._messages))

    def clear(self) -> None:
        self.show_messages(())
