"""The form of a look-up: one sheet in the middle, with its button or a progress panel in the button's place."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from provesvar_gui.patient.numbers import PatientId
from provesvar_gui.ui import icons, keys, theme
from provesvar_gui.ui.form.basis_picker import BasisPicker
from provesvar_gui.ui.form.parts import FootPanel, one_line
from provesvar_gui.ui.form.patient_field import PatientField
from provesvar_gui.ui.form.pickers import OrganisationPicker, RolePicker
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.theme import RADIUS, Type
from provesvar_gui.ui.widgets import Guard, KeyButton, Label, Panel, fill, named_button, the_application

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from provesvar_gui.desk.actions import Question
    from provesvar_gui.helseid.model import Clinician
    from provesvar_gui.patient.roles import RoleList
    from provesvar_gui.ui.window_settings import WindowSettings

SANDBOX_PATIENT: Final = PatientId("13896900263")  # the emergency patient of the sandbox, who is synthetic
_HIGH: Final = 800  # of the form, from which the sheet keeps some distance from what is above it
_WIDE: Final = 760  # device-independent pixels of the sheet
_LABEL: Final = 21  # of the number's label
_LEAST: Final = 500  # of the form, below which no three bases stand beside each other
_LOW, _TIGHT = 460, 380  # of the form, below which the sentences of the bases give way, and then the air


_WAIT_NAMES: Final = {
    "form": ("waitPanel", "waitTitle", "waitText", "openAgainButton", "copyAddressButton", "cancelButton"),
    "unlock": (
        "unlockProgress", "unlockStep", "unlockTold", "unlockAgainButton", "unlockCopyButton", "unlockCancelButton",
    ),
}  # fmt: skip


class WaitPanel(FootPanel):
    """The progress of a wait, in the place of the button. ``where``: "form", or "unlock" at the cover of the lock."""

    def __init__(self, parent: QWidget, where: str = "form") -> None:
        *names, again, copy, cancel = _WAIT_NAMES[where]
        super().__init__("accent_ground", "accent_text", Icon.HOURGLASS, parent, *names)
        self._url = ""
        self.words.setMinimumHeight(theme.px(20))  # of one line, with words or without: the buttons stay where they are
        self.again = KeyButton(again, self.tr("Open the browser again"), keys.Key.LOOK_UP, self)
        self.again.setToolTip(self.tr("If the login page in the browser is gone"))
        self.copy = KeyButton(copy, self.tr("Cop&y address"), None, self)
        self.copy.setToolTip(self.tr("If the browser did not open: copy the address and open it in a browser on this machine"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._url))
        self.cancel = KeyButton(cancel, self.tr("Cancel"), keys.Key.UNDO, self)
        self.cancel.setToolTip(self.tr("Cancel what is running (Esc)"))
        fill(self.buttons, self.again, self.copy, 1, self.cancel)

    def say(self, title: str, text: str, *, url: str, enter_opens: bool = True) -> None:
        self._url = url
        self.again.shorten(cap=enter_opens)
        self.title.setText(title)
        self.words.setText(text)
        if url and self.again.icon().isNull():  # not for the first paint
            icons.set_icon(self.again, Icon.EXTERNAL, "ink")
            icons.set_icon(self.copy, Icon.COPY, "ink")
        self.again.setVisible(bool(url))
        self.copy.setVisible(bool(url))
        self.stack()
        self.show()

    def clear(self) -> None:
        self._url = ""
        self.hide()


class PersonQuestion(FootPanel):
    """The question «Is this you?», in the place of the button: nothing is sent before the answer.

    ``confirmed``: it is me. ``no``: it is not. ``guard_ms``: how long its first button is not heard after it came up.
    """

    confirmed = Signal()

    def __init__(self, *, guard_ms: int, parent: QWidget) -> None:
        super().__init__("flag_ground", "flag_mark", Icon.WARNING, parent, "personQuestion", "personTitle", "personWhy")
        self.guard = Guard(guard_ms)
        self.yes = KeyButton("confirmPersonButton", self.tr("It is &me"), None, self, kind="primary")
        self.yes.clicked.connect(lambda: None if self.guard.too_soon else self.confirmed.emit())
        self.no = KeyButton("denyPersonButton", self.tr("&Not me"), None, self)
        self.no.setToolTip(self.tr("End this login and log in as yourself"))
        fill(self.buttons, self.yes, self.no, 1)

    def ask(self, question: Question, clinician: Clinician, role: str, *, armed: bool = False) -> None:
        """Show the person and the reason for the question. ``role``: on the screen. ``armed``: a look-up waits for the answer."""
        self.title.setText(self.tr("Are you {name}, HPR {number}?").format(name=clinician.name, number=clinician.hpr_number))
        reasons = []
        if question.not_fresh:
            reasons.append(self.tr("HelseID did not ask for a new login: somebody may have been logged in already."))
        if question.role_of_other:
            reasons.append(
                self.tr("The role {role} was chosen for somebody else. Confirm that it is yours too.").format(role=role)
            )
        if question.ehr_hpr:
            other = self.tr("In the EHR, HPR {number} is logged in. Confirm that you look up as yourself.")
            reasons.append(other.format(number=question.ehr_hpr))
        if armed:
            reasons.append(self.tr("The look-up is sent when you have confirmed that it is you."))
        self.words.setText("\n".join(reasons))
        self.yes.setAccessibleDescription(f"{self.title.text()} {self.words.text()}")
        if self.isHidden():
            self.guard.begin()
            self.show()


class SandboxHint(Panel):
    """A synthetic patient as an example; ``put`` puts the number into the form."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("page", "sand", parent, radius=RADIUS["card"], dashed=True)
        self.setObjectName("sandboxHint")
        what = Label(self.tr("Sandbox"), "sand", kind=Type.TABLE, bold=True, parent=self)
        words = self.tr("Try {number} and the basis Emergency.").format(number=SANDBOX_PATIENT.grouped)
        spoken = self.tr("Put {number} into the field").format(number=SANDBOX_PATIENT.grouped)
        self.put = put = named_button(self, "sandboxPutInButton", self.tr("Put it in"), spoken)
        put.setToolTip(spoken)
        theme.set_kind(put, "quiet")
        text = Label(words, kind=Type.TABLE, parent=self)
        fill(QHBoxLayout(self), what, (text, 1), put, spacing=10, margins=(14, 6, 6, 6))


class _Scroll(QScrollArea):
    """Scrolls vertically only, and to the focused widget, as far as the number stays visible."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("formScroll")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        the_application().focusChanged.connect(self._follow)

    def sizeHint(self) -> QSize:
        inside = self.widget()
        return inside.sizeHint() if inside is not None else super().sizeHint()

    def _follow(self, _old: QObject | None, new: QWidget | None) -> None:
        inside = self.widget()
        if new is not None and inside is not None and inside.isAncestorOf(new):
            self.ensureWidgetVisible(new, 0, theme.SPACE["wide"])


class Form(QWidget):
    """The form of a look-up: number, basis, role, organisation. ``entered``: Enter anywhere in the form, or the button.

    Where its button stands, ``progress`` tells what is waited for, or ``question`` asks who is here: one of the three at a time.
    """

    entered = Signal()

    def __init__(
        self, settings: WindowSettings, roles: RoleList, today: Callable[[], datetime.date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("form")
        self._scroll = _Scroll(self)
        inside = QWidget(self._scroll)
        self._scroll.setWidget(inside)  # where it stays; to ask for the viewport itself would load every type of Qt: 7 ms
        sheet = Panel("surface", "line", inside, radius=RADIUS["sheet"])
        sheet.setObjectName("formSheet")
        self.patient = PatientField(profile=settings.profile, today=today, parent=sheet)
        self.basis = BasisPicker(sheet)
        self.role = RolePicker(roles, english=settings.values.ui.language == "en", parent=sheet)
        self.organisation = OrganisationPicker(settings.values.helseid.organisations, sheet)
        self._line = one_line(sheet, "progressText")
        self.lookup = KeyButton("lookupButton", self.tr("Look up"), keys.Key.LOOK_UP, sheet, kind="primary", height=44)
        self.lookup.clicked.connect(self.entered)
        self._guard_ms = settings.confirm_guard_ms
        choices = fill(QHBoxLayout(), (self.role, 1), (self.organisation, 1), spacing=theme.SPACE["large"])
        self._fields = fill(QVBoxLayout(sheet), self.patient, self.basis, choices, self._line, self.lookup, spacing=0)
        self._fields.insertSpacing(2, theme.SPACE["small"])
        middle = fill(QVBoxLayout(), sheet, spacing=theme.SPACE["medium"])
        self._sheet, self._beside = sheet, list[QWidget]([sheet])
        self.sandbox: SandboxHint | None = None
        if settings.sandbox:
            self.sandbox = SandboxHint(inside)
            self.sandbox.put.clicked.connect(self._put_in)
            middle.addWidget(self.sandbox)
            self._beside.append(self.sandbox)
        middle.addStretch(1)
        margins = (theme.SPACE["large"], 0, theme.SPACE["large"], 0)
        self._across = fill(QHBoxLayout(inside), 1, (middle, 1 << 10), 1, margins=margins)
        fill(QVBoxLayout(self), self._scroll)
        self._scroll.verticalScrollBar().rangeChanged.connect(lambda _least, most: self._make_way(most))
        self._make_room()

    @cached_property
    def progress(self) -> WaitPanel:
        made = WaitPanel(self._sheet)
        self._fields.addWidget(made)
        for before, after in pairwise((self.lookup, made.again, made.copy, made.cancel)):
            QWidget.setTabOrder(before, after)
        return made

    @cached_property
    def question(self) -> PersonQuestion:
        made = PersonQuestion(guard_ms=self._guard_ms, parent=self._sheet)
        self._fields.addWidget(made)
        for before, after in pairwise((self.organisation.line, made.yes, made.no, self.lookup)):
            QWidget.setTabOrder(before, after)
        return made

    def stops(self) -> tuple[QWidget, ...]:
        fields = (self.patient.line, *self.basis.stops(), self.role.line, self.organisation.line, self.lookup)
        return fields if self.sandbox is None else (*fields, self.sandbox.put)

    def take_settings(self, settings: WindowSettings) -> None:
        self.organisation.set_organisations(settings.values.helseid.organisations)
        self.patient.set_profile(settings.profile)

    def clear_notes(self) -> None:
        for field in (self.patient, self.basis.head, self.role, self.organisation):
            field.tell("")

    def say(self, hint: str, colour: str = "ink") -> None:
        self._line.say(hint, colour)

    def wait(self, title: str, text: str, *, url: str = "", enter_opens: bool = True) -> None:
        """Show progress in the place of the button; "": show the button, or an open question. ``enter_opens``: the browser."""
        asked = not self.question.isHidden()
        if title and not asked:
            self.progress.say(title, text, url=url, enter_opens=enter_opens)
        else:
            self.progress.clear()
        self.lookup.setVisible(not title and not asked)
        if self.sandbox is not None:
            self.sandbox.setVisible(not title and not asked and not self.patient.line.text())
        if title or asked:
            self._show_foot()

    def _show_foot(self) -> None:
        inside = self._scroll.widget()
        if inside is not None and (layout := inside.layout()) is not None:
            layout.activate()
            self._scroll.ensureWidgetVisible(self.progress if not self.progress.isHidden() else self.question, 0, 0)

    def _put_in(self) -> None:
        self.patient.set_patient(SANDBOX_PATIENT)
        self.patient.setFocus(Qt.FocusReason.OtherFocusReason)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(theme.px(_WIDE) + 2 * theme.SPACE["large"], hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Hide optional parts in a low window, so that little has to be scrolled."""
        height = self.height()
        low, tight = height < theme.px(_LOW), height < theme.px(_TIGHT)
        for each in self._beside:
            each.setMaximumWidth(theme.px(_WIDE))
        self.patient.set_low(low, narrow=(narrow := self.width() < theme.px(_LEAST)))
        self.basis.set_brief(low, below=narrow)
        self._line.setFixedHeight(theme.px(16 if tight else 20 if low else 26))
        side, top, bottom = (18, 7, 6) if tight else (18, 14, 14) if low else (28, 24, 22)
        self._fields.setContentsMargins(side, top, side, bottom)
        around = self._across.contentsMargins()
        around.setTop(theme.SPACE["tight" if tight else "small" if height < theme.px(_HIGH) else "wide"])
        self._across.setContentsMargins(around)

    def _make_way(self, most: int) -> None:
        """A scroll bar moves nothing sideways. Where little is out of sight, it is the number's label, all of it."""
        bar, around = self._scroll.verticalScrollBar(), self._across.contentsMargins()
        air, beyond = around.top() + self._fields.contentsMargins().top(), most - around.bottom()
        number = air + theme.px(_LABEL)
        around.setRight(around.left() - (bar.sizeHint().width() if most else 0))
        around.setBottom(number - beyond if air < beyond < number else 0)
        self._across.setContentsMargins(around)
        if most <= number:
            bar.setValue(most)
