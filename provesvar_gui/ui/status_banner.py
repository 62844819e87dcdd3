"""The banner of errors: the event, the next step, and the reference for the support desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6 import QtGui
from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from provesvar_gui.settings.contacts import grouped
from provesvar_gui.ui import icons, theme
from provesvar_gui.ui.icons import Glyph, Icon
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import NBSP, IconLabel, KeyButton, Label, Panel, fill, named_button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from provesvar_gui.errors import ErrorCode
    from provesvar_gui.settings.contacts import Contact
    from provesvar_gui.ui.messages import MessageText

_ICONS: Final[dict[str, Icon | Glyph]] = {
    "danger": Icon.ERROR,
    "flag": Icon.WARNING,
    "accent_text": Icon.REPORT,
    "ok": Glyph.CHECK,
}
_NUMBERS_PER_ROW: Final = 3  # numbers in a row
_LOW: Final = 600  # pixels of a window in which the least is shown
_REMEDIES: Final = ("refresh", "set_up", "call", "self_check", "retry")  # on one row the last gives way first


class PhoneNumbers(QWidget):
    """Contacts, each above the number, three in a row."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, theme.SPACE["tight"], 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE["large"])
        self._grid.setVerticalSpacing(theme.SPACE["medium"])
        for column in range(_NUMBERS_PER_ROW):
            self._grid.setColumnStretch(column, 1)

    def show_numbers(self, contacts: Sequence[Contact]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        told = [(each.name, each.hours, grouped(each.phone)) for each in contacts if each.phone]
        for place, (name, hours, phone) in enumerate(told):
            one = QWidget(self)
            small = [Label(name, kind=Type.SMALL, parent=one)]
            small += [Label(f"· {hours}", "ink2", kind=Type.SMALL, parent=one)] if hours else []
            large = Label(phone, kind=Type.VALUE, bold=True, digits=True, parent=one)
            fill(QVBoxLayout(one), fill(QHBoxLayout(), *small, 1, spacing=theme.SPACE["tight"]), large, spacing=0)
            self._grid.addWidget(one, *divmod(place, _NUMBERS_PER_ROW))
        self.setAccessibleName(", ".join(" ".join(filter(None, each)) for each in told))


class StatusBanner(Panel):
    """Hidden while empty. The service's own text is shown as plain text, whatever it holds.

    ``asked(name)``: by a button that ``offer`` shows until the next message.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("danger_ground", "danger", parent, bar=True)
        self.setObjectName("statusBanner")
        self._reference_text = ""
        self.code: ErrorCode | None = None  # of what was said last
        self.beside_results = False
        self.is_short = False  # one row, whose tooltip has the rest
        self._wanted, self.left_out = set[str](), ""  # of the remedies; the latter is on the screen already
        self._icon = IconLabel(Icon.ERROR, "danger", 24, self)
        self._what = Label(name="statusWhat", kind=Type.READING, bold=True, wraps=True, parent=self)
        self._note = Label("", "ink2", name="statusNote", kind=Type.SMALL, letters=1, parent=self)
        self._do = Label(name="statusDo", parent=self)  # what the line says
        self._note.hide()
        self._do.hide()
        self._service = Label("", "ink2", name="statusServiceText", wraps=True, parent=self)
        self._line = Label(name="statusLine", parent=self)
        self._line.parts = ". "  # without room its last sentences go first
        self._numbers = PhoneNumbers(self)
        self._numbers.setObjectName("statusNumbers")
        self._reference = Label("", "ink2", name="statusReference", kind=Type.SMALL, wraps=True, parent=self)
        self._reference.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._copy = named_button(self, "copyReferenceButton", "", self.tr("Copy the reference"))
        self._copy.setToolTip(self.tr("Copy the reference"))
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._reference_text))
        self._close = named_button(self, "closeBannerButton", "", self.tr("Close the message"))
        self._close.setToolTip(self.tr("Close the message (Esc)"))
        self._close.clicked.connect(self.clear)
        for button in (self._copy, self._close):
            theme.set_kind(button, "quiet")
        self._offered: dict[str, QPushButton] = {}
        self._foot = fill(QHBoxLayout(), 0, (self._reference, 1), self._copy, spacing=theme.SPACE["small"])
        self._beside = fill(QHBoxLayout(), (self._numbers, 1))
        self._head = fill(QHBoxLayout(), self._what, (self._note, 1), spacing=theme.SPACE["small"])
        texts = (self._head, self._line, self._service, self._beside, self._foot)
        self._text = text = fill(QVBoxLayout(), *texts, spacing=theme.SPACE["hair"])
        self._row = fill(QHBoxLayout(self), self._icon, (text, 1), self._close, spacing=theme.SPACE["medium"])
        self.shorten(False)
        self.hide()

    def shorten(self, short: bool) -> None:
        """``short``: what happened stands above what to do, and the buttons stand beside both."""
        self.is_short = short
        kinds = (Type.BODY, Type.SMALL) if short else (Type.READING, Type.BODY)
        for label, kind in zip((self._what, self._line), kinds, strict=True):
            label.setWordWrap(not short)
            label.letters = 8 if short else 0
            theme.set_font(label, kind, bold=label is self._what)
        for row in (self._text, self._row):
            row.removeItem(self._foot)
        self._row.insertLayout(2, self._foot) if short else self._text.addLayout(self._foot)
        self._head.setStretch(0, 0 if short else 1)
        self._text.setSpacing(0 if short else theme.SPACE["hair"])
        for widget in (self._icon, self._close):
            self._row.setAlignment(widget, Qt.AlignmentFlag.AlignVCenter if short else Qt.AlignmentFlag.AlignTop)
        self._show_parts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_parts()

    def _show_parts(self) -> None:
        parts = [label for label in (self._note, self._do, self._service) if label.text()]
        numbers = not self.is_short and bool(self._numbers.accessibleName())
        little = self.window().height() < theme.px(_LOW)  # so that the form's button stays in sight
        low = numbers and little
        self._service.setVisible(not self.is_short and self._service in parts)
        self._reference.setVisible(not self.is_short and not low and bool(self._reference.text()))
        self._numbers.setVisible(numbers)
        top = 0 if self.is_short else 4 if little else theme.SPACE["medium"]
        self._row.setContentsMargins(theme.SPACE["large"], top, theme.SPACE["medium"], top)
        for row in (self._beside, self._foot):
            row.setContentsMargins(0, theme.SPACE["tight"] if numbers and not low else 0, 0, 0)
        at = Qt.AlignmentFlag.AlignVCenter if self.is_short else Qt.AlignmentFlag.AlignBottom
        for name, button in reversed(self._offered.items()):
            if name == "call":
                button.setText(self.tr("All numbers …") if numbers else self.tr("Whom to call …"))
            place = self._foot if not low else self._beside if name == "call" else self._head
            place.insertWidget(0 if place is self._foot else -1, button, 0, at)
        (self._head if low else self._foot).addWidget(self._copy, 0, at)
        self._copy.setText(self._copy.toolTip() if low else "")
        self._note.setVisible(self.is_short and self._note in parts)
        joined = [label for label in parts if label is not (self._note if self.is_short else self._service)]
        told = " ".join(" ".join(label.text().split()) for label in joined if self.left_out != "set_up")  # that sheet says it
        shown = self._fitting(told)
        for name, button in self._offered.items():
            button.setVisible(name in shown)
        urgent = ""
        if "call" in self._wanted and not (self.is_short and "call" in shown):
            urgent = self.tr("If it is urgent, call:") if numbers else self.tr("If it is urgent, call the laboratory.")
        self._line.setText(f"{told} {urgent.replace(' ', NBSP)}".strip())  # never «call:» alone on a line
        self._line.setVisible(bool(self._line.text()))
        words = (self._what.sizeHint().width(), self._line.fontMetrics().horizontalAdvance(self._line.text()))
        beside = self.is_short and self._note.isHidden() and sum(words) <= self._room(shown)
        (self._head if beside else self._text).insertWidget(1, self._line, 1 if beside else 0)
        self.setAccessibleDescription(" ".join(label.text() for label in (*parts, self._reference) if label.text()))

    def _fitting(self, told: str) -> list[str]:
        """The buttons to be shown: on one row "refresh", and those beside which the whole message has room."""
        out = {self.left_out, "retry" if self.is_short else "", "" if self.beside_results else "refresh"}
        shown: list[str] = [name for name in _REMEDIES if name in self._wanted - out]
        head = sum(label.sizeHint().width() for label in (self._what, self._note))
        words = max(head, self._line.fontMetrics().horizontalAdvance(told))
        while self.is_short and shown not in ([], ["refresh"]) and self._room(shown) < words:
            shown.pop()
        return shown

    def _room(self, shown: list[str]) -> int:
        """What the words have on one row, beside these buttons."""
        buttons = sum(self._offered[each].sizeHint().width() + theme.SPACE["small"] for each in shown)
        beside = sum(each.sizeHint().width() for each in (self._icon, self._copy, self._close))
        return self.width() - beside - 5 * theme.SPACE["medium"] - buttons

    def say(
        self,
        words: MessageText,
        *,
        code: ErrorCode | None = None,
        tint: str = "danger",
        reference: str = "",
        service_text: str = "",
        note: str = "",
    ) -> None:
        """Show a message, and tell a screen reader. ``note``: about the results below."""
        if self._close.icon().isNull():  # not for the first paint
            icons.set_icon(self._close, Icon.CROSS, "ink")
            icons.set_icon(self._copy, Icon.COPY, "ink")
        self.show_colour(tint)
        self._icon.show_icon(_ICONS[tint], tint)
        self._what.say(words.what, tint)
        self._do.setText(words.do)
        self._service.setText(self.tr("The service says: «{text}»").format(text=service_text) if service_text else "")
        self._note.setText(note)
        self._reference_text, self.code = reference, code
        self._reference.setText(self.tr("Reference: {id}").format(id=reference) if reference else "")
        self._copy.setVisible(bool(reference))
        self._wanted.clear()
        self.setAccessibleName(words.what)
        self.show_numbers(())
        if not self.isVisible():
            self.hide()  # behind another message: it comes anew
        self.show()
        announce(self, f"{words.what} {note} {words.do}".strip(), urgent=tint == "danger")

    def show_numbers(self, contacts: Sequence[Contact]) -> None:
        self._numbers.show_numbers(contacts)
        self._show_parts()

    def offer(self, **shown: bool) -> None:
        """Offer a remedy.

        "set_up" (a client's file), "self_check", "call" (contacts), "retry" (as Enter in the form), "refresh" (beside results).
        """
        for name, wanted in shown.items():
            if wanted and name not in self._offered:
                self._offered[name] = self._button(name)
            (self._wanted.add if wanted else self._wanted.discard)(name)
        self._show_parts()

    def _button(self, name: str) -> QPushButton:
        object_name, text, key, drawn = {
            "set_up": ("setUpButton", self.tr("Set up the client …"), None, None),
            "self_check": ("bannerSelfCheckButton", self.tr("Self-check …"), Key.SELF_CHECK, None),
            "call": ("bannerCallButton", self.tr("Whom to call …"), Key.CALL, Icon.PHONE),
            "refresh": ("fetchAgainButton", self.tr("Fetch again"), Key.REFRESH, Icon.REFRESH),
            "retry": ("retryButton", self.tr("Try again"), Key.LOOK_UP, Icon.REFRESH),
        }[name]
        button = KeyButton(object_name, text, key, self, kind="quiet", height=26)
        button.shorten(cap=name == "refresh")
        button.clicked.connect(lambda: self.asked.emit(name))
        icons.set_icon(button, drawn, "accent_text") if drawn is not None else None
        self._foot.insertWidget(0, button)
        return button

    def drop(self, *, note: bool = False) -> None:
        """Hide the note, or the service's text: it may be about the patient of another number."""
        (self._note if note else self._service).clear()
        self._show_parts()

    def clear(self) -> None:
        for label in (self._what, self._do, self._service, self._note, self._reference):
            label.clear()
        self._reference_text = ""
        self._wanted.clear()
        self.setAccessibleName("")
        self.show_numbers(())
        self.hide()


def announce(widget: QWidget, text: str, *, urgent: bool) -> None:
    # PySide makes these types when they are first named: the first paint does not wait for them (3 ms).
    if QCoreApplication.instance() is None or not QtGui.QAccessible.isActive():
        return
    event = QtGui.QAccessibleAnnouncementEvent(widget, text)
    politeness = QtGui.QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QtGui.QAccessible.updateAccessibility(event)
