"""The banner of errors: what happened, what to do, and the reference for the support desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from provesvar_gui.settings.contacts import grouped
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import Label, Panel, named_button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provesvar_gui.settings.contacts import Contact
    from provesvar_gui.ui.messages import MessageText

_GLYPHS = {"danger": "✕", "flag": "▲", "accent_text": "ℹ", "ok": "✓"}


class StatusBanner(Panel):
    """Hidden while there is nothing to say. The service's own text is shown as plain text, whatever it holds.

    ``setUpAsked``, ``selfCheckAsked``, ``callAsked``, ``retryAsked``: buttons that ``offer`` shows until the next message.
    """

    setUpAsked = Signal()  # noqa: N815 - a Qt signal
    selfCheckAsked = Signal()  # noqa: N815 - a Qt signal
    callAsked = Signal()  # noqa: N815 - a Qt signal
    retryAsked = Signal()  # noqa: N815 - a Qt signal
    said = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("danger_ground", "danger", parent, bar=True)
        self.setObjectName("statusBanner")
        self._reference_text = ""
        self.is_short = False  # one line, whose tooltip has the rest
        self._glyph = Label(kind=Type.VALUE, parent=self)
        self._what = Label(name="statusWhat", bold=True, wraps=True, parent=self)
        self._do = Label(name="statusDo", wraps=True, parent=self)
        self._service = Label("", "ink2", name="statusServiceText", wraps=True, parent=self)
        self._note = Label(name="statusNote", wraps=True, parent=self)
        self._reference = Label("", "ink2", name="statusReference", letters=8, parent=self)
        self._copy = named_button(self, "copyReferenceButton", self.tr("Copy the reference"))
        self._copy.clicked.connect(self._copy_reference)
        self._line = Label(name="statusLine", letters=8, parent=self)
        self._numbers = QWidget(self)
        self._numbers.setObjectName("statusNumbers")
        self._grid = QGridLayout(self._numbers)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE["wide"])
        self._grid.setVerticalSpacing(0)
        self._close = named_button(self, "closeBannerButton", self.tr("Close (Esc)"), self.tr("Close the message"))
        self._close.setToolTip(self.tr("Close the message (Esc)"))
        self._close.clicked.connect(self.clear)
        reference = QHBoxLayout()
        reference.setSpacing(theme.SPACE["small"])
        reference.addWidget(self._reference)
        reference.addWidget(self._copy)
        self._reference_row = reference
        self._offered: dict[str, QPushButton] = {}
        reference.addStretch(1)
        text = QVBoxLayout()
        text.setSpacing(theme.SPACE["tight"])
        for widget in (self._what, self._line, self._do, self._service, self._note):
            text.addWidget(widget)
        text.addWidget(self._numbers)
        text.addLayout(reference)
        row = QHBoxLayout(self)
        margin = theme.SPACE["medium"]
        row.setContentsMargins(margin, theme.SPACE["small"], margin, theme.SPACE["small"])
        row.setSpacing(theme.SPACE["medium"])
        row.addWidget(self._glyph)
        row.addLayout(text, 1)
        row.addWidget(self._close)
        self._row, self._text = row, text
        self.hide()

    def shorten(self, short: bool) -> None:
        """On one line, among results; or in full."""
        self.is_short = short
        top = 0 if short else theme.SPACE["small"]
        self._row.setContentsMargins(theme.SPACE["medium"], top, theme.SPACE["medium"], top)
        self._text.setDirection(QBoxLayout.Direction.LeftToRight if short else QBoxLayout.Direction.TopToBottom)
        self._what.setWordWrap(not short)
        self._show_parts()

    def _show_parts(self) -> None:
        """What there is to say, as far as there is room."""
        parts = [label for label in (self._do, self._service, self._note) if label.text()]
        for label in (self._do, self._service, self._note):
            label.setVisible(not self.is_short and label in parts)
        self._reference.setVisible(not self.is_short and bool(self._reference.text()))
        self._numbers.setVisible(not self.is_short and bool(self._numbers.accessibleName()))
        self._line.setText(" ".join(" ".join(label.text().split()) for label in parts) if self.is_short else "")
        self._line.setVisible(self.is_short)

    def say(
        self, words: MessageText, *, tint: str = "danger", reference: str = "", service_text: str = "", note: str = ""
    ) -> None:
        """Show words, and tell a screen reader. ``note``: about what stands below on the screen."""
        self.show_colour(tint)
        self._glyph.say(_GLYPHS.get(tint, ""), tint)
        self._what.say(words.what, tint)
        self._do.setText(words.do)
        self._service.setText(self.tr("The service says: {text}").format(text=service_text) if service_text else "")
        self._note.setText(note)
        self._reference_text = reference
        self._reference.setText(self.tr("Reference: {id}").format(id=reference) if reference else "")
        self.show_numbers(())
        self._copy.setVisible(bool(reference))
        for button in self._offered.values():
            button.hide()
        self.setAccessibleName(words.what)
        self._describe()
        self.show()
        self.said.emit()
        announce(self, f"{words.what} {words.do} {note}".strip(), urgent=tint == "danger")

    def say_also(self, words: MessageText, *, tint: str) -> None:
        """Below what is said already, if anything is: that matters more."""
        if self.isHidden():
            self.say(words, tint=tint)
        else:
            self.add(f"{words.what} {words.do}")

    def add(self, said: str) -> None:
        """One thing more that came to nothing: a message that is shown keeps its place."""
        if self.isHidden():
            from provesvar_gui.ui.messages import MessageText  # 4 ms, for which the first paint does not wait

            self.say(MessageText(what=said, do=""), tint="flag")
            return
        self._do.setText("\n".join(each for each in (self._do.text(), said) if each))
        self._show_parts()
        self._describe()
        announce(self, said, urgent=True)

    def show_numbers(self, contacts: Sequence[Contact]) -> None:
        """Whom to call meanwhile, each above their number."""
        for each in self._numbers.findChildren(Label):
            each.deleteLater()
        told = [(f"{each.name} {each.hours}".strip(), grouped(each.phone)) for each in contacts if each.phone]
        for column, (name, phone) in enumerate(told):
            self._grid.addWidget(Label(name, "ink2", kind=Type.SMALL, parent=self._numbers), 0, column)
            self._grid.addWidget(Label(phone, kind=Type.VALUE, bold=True, digits=True, parent=self._numbers), 1, column)
        self._grid.setColumnStretch(max(len(told), self._grid.columnCount()), 1)
        self._numbers.setAccessibleName(", ".join(map(" ".join, told)))
        self._show_parts()

    def offer(self, **shown: bool) -> None:
        """What helps against it: "set_up" (take a client's file in), "self_check", "call" (whom to), "retry" (as Enter does)."""
        for name, wanted in shown.items():
            if wanted and name not in self._offered:
                self._offered[name] = self._button(name)
            if name in self._offered:
                self._offered[name].setVisible(wanted)

    def _button(self, name: str) -> QPushButton:
        object_name, text, asked = {
            "set_up": ("setUpButton", self.tr("Set up the client …"), self.setUpAsked),
            "self_check": ("bannerSelfCheckButton", self.tr("Check this machine …"), self.selfCheckAsked),
            "call": ("bannerCallButton", self.tr("Whom to call …"), self.callAsked),
            "retry": ("retryButton", self.tr("Try again"), self.retryAsked),
        }[name]
        button = named_button(self, object_name, text)
        button.clicked.connect(asked)
        if name == "retry":
            button.setToolTip(keys.tooltip(Key.LOOK_UP))
        self._reference_row.insertWidget(0 if name == "retry" else self._reference_row.count() - 1, button)
        return button

    def drop_note(self) -> None:
        self._drop(self._note)

    def drop_service_text(self) -> None:
        """Another number is on the screen: what the service said may have been about the patient before."""
        self._drop(self._service)

    def _drop(self, label: Label) -> None:
        label.clear()
        self._show_parts()
        self._describe()

    def _describe(self) -> None:
        texts = (label.text() for label in (self._do, self._service, self._note, self._reference))
        self.setAccessibleDescription(" ".join(filter(None, texts)))

    def clear(self) -> None:
        for label in (self._what, self._line, self._do, self._service, self._note, self._reference):
            label.clear()
        self._reference_text = ""
        self.show_numbers(())
        self.setAccessibleName("")
        self.setAccessibleDescription("")
        self.hide()

    def _copy_reference(self) -> None:
        QGuiApplication.clipboard().setText(self._reference_text)


def announce(widget: QWidget, text: str, *, urgent: bool) -> None:
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # 3 ms, for which the first paint does not wait

    if QCoreApplication.instance() is None or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, text)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)
