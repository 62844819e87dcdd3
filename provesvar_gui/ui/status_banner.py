"""The banner of errors: the event, the next step, and the reference for the support desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from provesvar_gui.settings.contacts import grouped
from provesvar_gui.ui import icons, theme
from provesvar_gui.ui.icons import Glyph, Icon
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import IconLabel, KeyButton, Label, Panel, fill, named_button

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
        self.is_short = False  # one line, whose tooltip has the rest
        self._icon = IconLabel(Icon.ERROR, "danger", 24, self)
        self._what = Label(name="statusWhat", kind=Type.READING, bold=True, wraps=True, parent=self)
        self._note, self._do = (Label(name=name, parent=self) for name in ("statusNote", "statusDo"))  # both in one line
        self._note.hide()
        self._do.hide()
        self._service = Label("", "ink2", name="statusServiceText", wraps=True, parent=self)
        self._line = Label(name="statusLine", letters=8, parent=self)
        self._numbers = PhoneNumbers(self)
        self._numbers.setObjectName("statusNumbers")
        self._reference = Label("", "ink2", name="statusReference", kind=Type.SMALL, letters=8, parent=self)
        self._copy = named_button(self, "copyReferenceButton", "", self.tr("Copy the reference"))
        self._copy.setToolTip(self.tr("Copy the reference"))
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._reference_text))
        self._close = named_button(self, "closeBannerButton", "", self.tr("Close the message"))
        self._close.setToolTip(self.tr("Close the message (Esc)"))
        self._close.clicked.connect(self.clear)
        for button in (self._copy, self._close):
            theme.set_kind(button, "quiet")
        self._offered: dict[str, QPushButton] = {}
        self._wanted = set[str]()  # of these, by name
        self._foot = fill(QHBoxLayout(), 1, self._reference, self._copy, spacing=theme.SPACE["small"])
        self._beside = fill(QHBoxLayout(), (self._numbers, 1))
        self._head = fill(QHBoxLayout(), (self._what, 1))
        texts = (self._head, self._line, self._service, self._beside, self._foot)
        self._text = text = fill(QVBoxLayout(), *texts, spacing=theme.SPACE["hair"])
        self._row = fill(QHBoxLayout(self), self._icon, (text, 1), self._close, spacing=theme.SPACE["medium"])
        for widget in (self._icon, self._close):
            self._row.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
        self.shorten(False)
        self.hide()

    def shorten(self, short: bool) -> None:
        self.is_short = short
        self._text.setDirection(QBoxLayout.Direction.LeftToRight if short else QBoxLayout.Direction.TopToBottom)
        for label in (self._what, self._line):
            label.setWordWrap(not short)
        self._line.letters = 8 if short else 0
        self._line.setSizePolicy(
            QSizePolicy.Policy.Maximum if short else QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred
        )
        self._show_parts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_parts()

    def _show_parts(self) -> None:
        parts = [label for label in (self._note, self._do, self._service) if label.text()]
        numbers = not self.is_short and bool(self._numbers.accessibleName())
        low = numbers and self.window().height() < theme.px(_LOW)  # so that the form's button stays in sight
        self._service.setVisible(not self.is_short and self._service in parts)
        self._reference.setVisible(not self.is_short and not low and bool(self._reference.text()))
        self._numbers.setVisible(numbers)
        top = 4 if low else theme.SPACE["tight" if self.is_short else "medium"]
        self._row.setContentsMargins(theme.SPACE["large"], top, theme.SPACE["medium"], top)
        for row in (self._beside, self._foot):
            row.setContentsMargins(0, theme.SPACE["tight"] if numbers and not low else 0, 0, 0)
        urgent = ""
        for name, button in reversed(self._offered.items()):
            button.setVisible(name in self._wanted and not (self.is_short and name == "retry"))  # results have a key for that
            if name == "call":
                button.setText(self.tr("All numbers …") if numbers else self.tr("Whom to call …"))
                called = self.tr("If it is urgent, call:") if numbers else self.tr("If it is urgent, call the laboratory.")
                urgent = "" if button.isHidden() else called
            place = self._foot if not low else self._beside if name == "call" else self._head
            place.insertWidget(0 if place is self._foot else -1, button, 0, Qt.AlignmentFlag.AlignBottom)
        (self._head if low else self._foot).addWidget(self._copy)
        self._copy.setText(self._copy.toolTip() if low else "")
        joined = parts if self.is_short else [label for label in parts if label is not self._service]
        self._line.setText(" ".join(filter(None, (*(" ".join(label.text().split()) for label in joined), urgent))))
        self._line.setVisible(self.is_short or bool(joined))
        self.setAccessibleDescription(" ".join(label.text() for label in (*parts, self._reference) if label.text()))

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
        self._service.setText(self.tr("The service says: {text}").format(text=service_text) if service_text else "")
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
        """Offer a remedy: "set_up" (import a client's file), "self_check", "call" (contacts), "retry" (as Enter in the form)."""
        for name, wanted in shown.items():
            if wanted and name not in self._offered:
                self._offered[name] = self._button(name)
            (self._wanted.add if wanted else self._wanted.discard)(name)
        self._show_parts()

    def _button(self, name: str) -> QPushButton:
        object_name, text, key, drawn = {
            "set_up": ("setUpButton", self.tr("Set up the client …"), None, None),
            "self_check": ("bannerSelfCheckButton", self.tr("Check this machine …"), Key.SELF_CHECK, None),
            "call": ("bannerCallButton", self.tr("Whom to call …"), Key.CALL, Icon.PHONE),
            "retry": ("retryButton", self.tr("Try again"), Key.LOOK_UP, Icon.REFRESH),
        }[name]
        button = KeyButton(object_name, text, key, self, kind="quiet", height=26)
        button.shorten(cap=False)
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
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # 3 ms, for which the first paint does not wait

    if QCoreApplication.instance() is None or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, text)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)
