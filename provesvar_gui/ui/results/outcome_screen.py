"""The screen in place of results. Each reason for its absence has its own text (invariant 9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from provesvar_gui.results.model import OutcomeKind
from provesvar_gui.ui import theme
from provesvar_gui.ui.form.parts import IconLabel
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.results.common.banner import call_button, open_button
from provesvar_gui.ui.results.common.outcome_text import few
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
        self._messages: tuple[Message, ...] = ()
        self._offered = True
        self._open: QPushButton | None = None
        self._advice: list[tuple[Label, Message]] = []

    def show_messages(self, messages: Sequence[Message]) -> None:
        """Put these reasons on the screen, the first one large."""
        messages, rest = few(messages)
        self._messages = messages
        self._open = None
        self._advice = []
        inside = QWidget()
        page = QWidget(inside)
        page.setMaximumWidth(theme.px(640))
        column = QVBoxLayout(page)
        column.setContentsMargins(0, self.height() * 9 // 100, 0, theme.SPACE["wide"])
        column.setSpacing(theme.SPACE["small"])
        for place, message in enumerate(messages):
            drawn, colour = _ICONS[message.kind]
            if place == 0:
                column.addWidget(IconLabel(drawn, colour, 56, page, disc="flag_ground" if colour == "flag" else "sunken"))
            self._add(column, f"outcomeTitle{place}", message.title, kind=Type.TITLE if place == 0 else Type.VALUE)
            if message.advice:
                advice = self._add(column, f"outcomeAdvice{place}", message.advice, kind=Type.READING)
                self._advice.append((advice, message))
            if message.openable and self._open is None:
                self._open = open_button("offerOpening", page)
                self._open.setMinimumHeight(theme.px(44))
                theme.set_kind(self._open, "flag")
                self._open.clicked.connect(self.opening_asked)
                column.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
            if message.quotation:
                said = translate("Outcomes", "The service says: «{text}»").replace("{text}", message.quotation)
                self._add(column, f"outcomeQuotation{place}", said, "ink2", kind=Type.TABLE)
        if rest:
            said = "\n".join(f"{each.glyph} {each.title} {each.quotation or each.advice}" for each in rest)
            self._add(column, "outcomeMore", said, kind=Type.TABLE)
        if messages:
            call = call_button("outcomeCall", page)
            call.clicked.connect(self.call_asked)
            column.addWidget(call, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        across = QHBoxLayout(inside)
        across.addStretch(1)
        across.addWidget(page, 1 << 10)
        across.addStretch(1)
        self.setWidget(inside)
        self.offer_opening(self._offered)
        self.setProperty("outcome", messages[0].kind.value if messages else "")
        self.setAccessibleName(messages[0].title if messages else "")

    @staticmethod
    def _add(column: QVBoxLayout, name: str, text: str, colour: str = "ink", *, kind: Type) -> Label:
        made = Label(text, colour, name=name, kind=kind, wraps=True)
        column.addWidget(made)
        return made

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
