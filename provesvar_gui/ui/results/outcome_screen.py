"""The screen in place of results. Each reason for its absence has its own text (invariant 9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from provesvar_gui.results.model import OutcomeKind
from provesvar_gui.ui import icons, theme
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.patient_bar import is_compact, is_cramped
from provesvar_gui.ui.status_banner import PhoneNumbers
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import IconLabel, KeyButton, Label, fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import SignalInstance

    from provesvar_gui.settings.rules import Contact
    from provesvar_gui.ui.results.common.outcome_text import Message
    from provesvar_gui.ui.window_settings import WindowSettings

translate = QCoreApplication.translate
_NUMBERS: Final = 3  # of laboratories
_ICONS: Final = {
    OutcomeKind.RESTRICTED: (Icon.LOCKED, "flag"),
    OutcomeKind.BLOCKED: (Icon.BLOCKED, "ink2"),
    OutcomeKind.OPTED_OUT: (Icon.OPTED_OUT, "ink2"),
    OutcomeKind.UNKNOWN: (Icon.WARNING, "flag"),
    OutcomeKind.FAULT: (Icon.ERROR, "danger"),
    OutcomeKind.NOTHING_FOUND: (Icon.FLASK, "ink2"),
    OutcomeKind.INFORMATION: (Icon.REPORT, "ink2"),
}
_RETRY: Final = frozenset({OutcomeKind.UNKNOWN, OutcomeKind.FAULT, OutcomeKind.NOTHING_FOUND})  # may differ the next time


class OutcomeScreen(QScrollArea):
    """The screen in place of results, ``outcomeScreen``. Its property ``outcome`` names the first reason."""

    opening_asked = Signal()
    refresh_asked = Signal()
    call_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outcomeScreen")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._messages: Sequence[Message] = ()
        self._contacts: tuple[Contact, ...] = ()
        self._privacy: Contact | None = None
        self._offered = True
        self._numbers = False  # stand there
        self._open: KeyButton | None = None
        self._advice: Label | None = None

    def take_settings(self, settings: WindowSettings) -> None:
        contact = settings.values.contact
        self._contacts, self._privacy = contact.laboratories[:_NUMBERS], contact.privacy

    def show_messages(self, messages: Sequence[Message]) -> None:
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
        page.setMaximumWidth(theme.px(740))  # of three buttons
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0 if is_compact(self.window()) else self.height() * 9 // 100, 0, theme.SPACE["small"])
        column.setSpacing(theme.SPACE["medium"])
        drawn, colour = _ICONS[first.kind]
        column.addWidget(IconLabel(drawn, colour, 56, page, disc="flag_ground" if colour == "flag" else "sunken"))
        column.addWidget(Label(first.title.removesuffix("."), name="outcomeTitle0", kind=Type.TITLE, wraps=True))
        self._advice = Label(first.advice, name="outcomeAdvice0", kind=Type.READING, wraps=True)
        column.addWidget(self._advice)
        self._advice.setVisible(bool(first.advice))
        self._numbers = first.kind is OutcomeKind.NOTHING_FOUND or any(
            each.calls and not each.openable for each in self._messages
        )
        if self._numbers:
            numbers = PhoneNumbers(page)
            blocked = any(each.kind is OutcomeKind.BLOCKED for each in self._messages)  # the one in which the officer can help
            numbers.show_numbers((*self._contacts, *filter(None, (self._privacy if blocked else None,))))
            column.addWidget(numbers)
        column.addLayout(self._acts(page, first))
        if first.quotation:
            said = translate("Outcomes", "The service says: «{text}»").replace("{text}", first.quotation)
            quotation = Label(said, "ink2", name="outcomeQuotation0", kind=Type.TABLE, wraps=True)
            quotation.setProperty("quotation", True)
            column.addSpacing(theme.SPACE["medium"])
            column.addWidget(quotation)
        if others:
            said = "\n".join(f"{each.title} {each.quotation or each.advice}" for each in others)
            column.addWidget(Label(said, name="outcomeMore", kind=Type.TABLE, wraps=True))
        column.addStretch(1)
        side = theme.SPACE["medium"]
        fill(QHBoxLayout(inside), 1, (page, 1 << 10), 1, margins=(side, 0, side, 0))

    def _acts(self, page: QWidget, first: Message) -> QHBoxLayout:
        row = fill(QHBoxLayout(), spacing=theme.SPACE["small"])

        def add(name: str, words: str, key: Key, drawn: Icon, asked: SignalInstance, kind: str = "secondary") -> KeyButton:
            button = KeyButton(name, words, key, page, kind=kind, height=44 if kind == "flag" else 32)
            theme.set_font(button, Type.READING if kind == "flag" else Type.BODY, bold=kind == "flag")
            icons.set_icon(button, drawn, "flag" if kind == "flag" else "ink")
            button.clicked.connect(asked)
            button.shorten(cap=not is_cramped(self.window()))
            row.addWidget(button)
            return button

        if any(each.openable for each in self._messages):
            words = translate("Outcomes", "Open restricted results …")
            self._open = add("offerOpening", words, Key.OPEN, Icon.UNLOCKED, self.opening_asked, "flag")
        if first.kind in _RETRY:
            words = translate("ResultsHeader", "Fetch again")
            add("outcomeRefresh", words, Key.REFRESH, Icon.REFRESH, self.refresh_asked).press_twice()
        more = self._numbers and any(each.phone for each in self._contacts)
        words = translate("Outcomes", "All numbers …") if more else translate("Outcomes", "Whom to call …")
        add("outcomeCall", words, Key.CALL, Icon.PHONE, self.call_asked)
        row.addStretch(1)
        return row

    def offer_opening(self, offered: bool) -> None:
        self._offered = offered
        if self._open is not None:
            self._open.setVisible(offered)
        if self._advice is not None:
            self._advice.setText(self._messages[0].advised(offered))
        self.setAccessibleDescription(" ".join(each.body(offered).replace("\n", " ") for each in self._messages))

    def clear(self) -> None:
        self.show_messages(())
