"""The form of a look-up, and the progress line with its cancel button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.form.basis_picker import BasisPicker
from provesvar_gui.ui.form.field_note import FieldNote
from provesvar_gui.ui.form.organisation_picker import OrganisationPicker
from provesvar_gui.ui.form.patient_field import PatientField
from provesvar_gui.ui.form.person_question import PersonQuestion
from provesvar_gui.ui.form.role_picker import RolePicker
from provesvar_gui.ui.theme import Tint
from provesvar_gui.ui.tinted_widgets import TintLabel
from provesvar_gui.ui.widgets import PrimaryButton, plain_button

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from provesvar_gui.desk.actions import FormPart
    from provesvar_gui.patient.roles import RoleList
    from provesvar_gui.ui.window_settings import WindowSettings


class ProgressLine(QWidget):
    """Says nothing and takes no click while nothing runs; one line stays, so that hardly anything jumps.

    Its owner places ``cancel``.
    """

    cancelAsked = Signal()  # noqa: N815 - a Qt signal
    focusLeft = Signal()  # noqa: N815 - a Qt signal. The button had the focus, and can no longer be pressed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = TintLabel(tint=Tint.SUBDUED, parent=self)
        self._text.setObjectName("progressText")
        self.cancel = plain_button(self.tr("Canc&el"), self)
        self.cancel.setObjectName("cancelButton")
        self.cancel.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        self.cancel.setAccessibleName(self.tr("Cancel"))
        self.cancel.setToolTip(self.tr("Cancel what is running (Esc)"))
        self.cancel.clicked.connect(self.cancelAsked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE["small"])
        row.addWidget(self._text, 1)
        self._slow = False
        self.say("", running=False)

    @property
    def text(self) -> str:
        return self._text.text()

    def say(self, text: str, *, running: bool, meanwhile: str = "", spoken: str = "") -> None:
        """``running``: whether there is something to cancel.

        ``meanwhile``: changes all the time; below the rest, and read aloud as ``spoken``.
        """
        name = "\n".join(filter(None, (text, spoken)))
        if self._text.accessibleName() != name:
            self._text.setAccessibleName(name)  # first: only of a label without a name its new text is told to a screen reader
        self._text.say("\n".join(filter(None, (text, meanwhile))), Tint.PLAIN if running else Tint.SUBDUED)
        self._keep_height(running=running, slow=bool(meanwhile))
        if not running and self.cancel.isEnabled() and self.window().focusWidget() is self.cancel:
            self.focusLeft.emit()
        self.cancel.setEnabled(running)

    def _keep_height(self, *, running: bool, slow: bool) -> None:
        """What was slow once keeps the room for saying so to its end: the buttons do not jump with each page that comes."""
        self._slow = running and (self._slow or slow)
        least = self._text.fontMetrics().height()
        if self._slow and self.isVisible():
            least = max(self.minimumHeight(), self._text.heightForWidth(self._text.width()))
        self.setMinimumHeight(least)


NARROW, WIDE, SHARE = 368, 416, 0.325  # device-independent pixels, and of the width of the window


class _Scroll(QScrollArea):
    """Scrolls up and down only, and to whatever gets the focus. ``resized``: what can be seen at once, now and before."""

    resized = Signal(QSize, QSize)

    def __init__(self, inside: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("formScroll")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(inside)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say how much room there is. The event is that of the viewport, asking for which would load every class of widget."""
        super().resizeEvent(event)
        self.resized.emit(event.size(), event.oldSize())

    def sizeHint(self) -> QSize:
        """As high as the form would like."""
        inside = self.widget()
        return inside.sizeHint() if inside is not None else super().sizeHint()

    def _follow(self, _old: QObject | None, new: QWidget | None) -> None:
        inside = self.widget()
        if new is not None and inside is not None and inside.isAncestorOf(new):
            self.ensureWidgetVisible(new, 0, theme.SPACE["wide"])


class Form(QWidget):
    """The form of a look-up: number, basis, role, organisation. ``entered``: Enter anywhere in the form, or the button."""

    entered = Signal()

    def __init__(
        self,
        settings: WindowSettings,
        roles: RoleList,
        today: Callable[[], datetime.date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("form")
        inside = QWidget(self)
        self._low = False
        self._full = 0  # pixels that everything together needs, whole sentences and all
        self.patient = PatientField(profile=settings.profile, today=today, parent=inside)
        self.patient.line.clipboard_seconds = settings.values.privacy.clipboard_seconds
        self.basis = BasisPicker(inside)
        self.role = RolePicker(roles, english=settings.values.ui.language == "en", parent=inside)
        self.organisation = OrganisationPicker(settings.organisations, inside)
        self.question = PersonQuestion(guard_ms=settings.confirm_guard_ms, parent=self)
        self.lookup = PrimaryButton(self.tr("&Look up"), self, factor=1.1)
        self.lookup.setMinimumHeight(38)
        self.lookup.setObjectName("lookupButton")
        self.lookup.setAccessibleName(self.tr("Look up"))
        self.lookup.setToolTip(keys.tooltip(keys.Key.LOOK_UP))
        self.lookup.clicked.connect(self.entered)
        self.progress = ProgressLine(self)
        self.progress.focusLeft.connect(lambda: self.patient.setFocus(Qt.FocusReason.OtherFocusReason))
        fields = QVBoxLayout(inside)
        fields.setContentsMargins(theme.SPACE["large"], theme.SPACE["small"], theme.SPACE["medium"], theme.SPACE["small"])
        fields.setSpacing(theme.SPACE["medium"])
        self._number_note = FieldNote("numberMessage", (self.patient.line,), inside)
        number = QVBoxLayout()
        number.setSpacing(theme.SPACE["tight"])
        number.addWidget(self.patient)
        number.addWidget(self._number_note)
        fields.addLayout(number)
        for field in (self.basis, self.role, self.organisation):
            fields.addWidget(field)
        self.patient.changed.connect(lambda _check: self._number_note.tell(""))
        letters = self.tr("Only digits change a number that is whole.")
        long = self.tr("That text is too long to be a number, and was not put in. Copy the number alone.")
        self._refused = (letters, long)
        self.patient.line.refused.connect(lambda: self._number_note.tell(letters))
        self.patient.line.too_long.connect(lambda: self._number_note.tell(long))
        self.patient.line.left.connect(self._drop_refused)
        fields.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(theme.SPACE["large"], theme.SPACE["small"], theme.SPACE["medium"], theme.SPACE["small"])
        foot.setSpacing(theme.SPACE["small"])
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE["small"])
        buttons.addWidget(self.lookup, 1)
        buttons.addWidget(self.progress.cancel)
        foot.addWidget(self.question)
        foot.addLayout(buttons)
        foot.addWidget(self.progress)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._scroll = _Scroll(inside, self)
        self._scroll.resized.connect(self._make_room)
        column.addWidget(self._scroll, 1)
        column.addLayout(foot)
        self.setFixedWidth(WIDE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def take_settings(self, settings: WindowSettings) -> None:
        """Settings that were read again. What was typed stays; the number is judged anew."""
        self.organisation.set_organisations(settings.organisations)
        self.patient.set_profile(settings.profile)
        self.patient.line.clipboard_seconds = settings.values.privacy.clipboard_seconds

    def point_to(self, part: FormPart, words: str) -> None:
        """Say at the field itself that it is missing. A field that says already what is wrong with it is only marked."""
        from provesvar_gui.desk.actions import FormPart  # 7 ms, for which the first paint does not wait

        match part:
            case FormPart.NUMBER:
                self._number_note.tell("" if self.patient.line.text() else words, marked=True)
            case FormPart.BASIS:
                self.basis.note.tell(words)
            case FormPart.ROLE if not self.role.refused:
                self.role.note.tell(words)
            case FormPart.ORGANISATION:
                self.organisation.note.tell(words)

    def clear_notes(self) -> None:
        """Nothing is missing yet."""
        for note in (self._number_note, self.basis.note, self.role.note, self.organisation.note):
            note.tell("")

    def _drop_refused(self) -> None:
        if self._number_note.text().endswith(self._refused):
            self._number_note.tell("")

    def fit(self, window_width: int) -> None:
        self.setFixedWidth(min(max(round(window_width * SHARE), NARROW), WIDE))

    def _make_room(self, size: QSize, before: QSize) -> None:
        """In a low window the sentences that are not needed now give way, so that nothing has to be scrolled."""
        inside = self._scroll.widget()
        if inside is None:
            return
        if size.width() != before.width():  # what everything needs depends on the width
            self._low = False
            self.basis.set_low(False)
        if not self._low:
            self._full = inside.heightForWidth(size.width())
        low = size.height() < self._full
        if low != self._low:
            self._low = low
            self.basis.set_low(low)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return and keypad Enter are the same; a key held down asks once."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        event.accept()
        if event.isAutoRepeat():
            return
        focused = QApplication.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()
        else:
            self.entered.emit()
