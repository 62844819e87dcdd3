"""The field of the patient number, and the text of its validation (patient/README.md §3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from provesvar_gui.patient.numbers import (
    NumberKind,
    NumberPolicy,
    NumberReason,
    Profile,
    check_patient_number,
    clean,
    digits_only,
    find_number,
    group,
    visible,
)
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.clipboard import PatientClipboard
from provesvar_gui.ui.form.parts import FieldHead, one_line, wrap
from provesvar_gui.ui.icons import Glyph
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import IconLabel, Label, fill, set_wrong

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent

    from provesvar_gui.patient.numbers import NumberCheck, PatientId


REASONS = {
    NumberReason.EMPTY: "Enter an identity number or D-number.",
    NumberReason.NOT_DIGITS: "Only digits are allowed.",
    NumberReason.LENGTH: "A Norwegian identity number or D-number has 11 digits.",
    NumberReason.LEADING_ZERO_LOST: "Ten digits. Did you mean {number}?",
    NumberReason.LOOKS_LIKE_ORGNR_OR_HPR: "This looks like an organisation or HPR number.",
    NumberReason.DUF_NOT_SUPPORTED: "A DUF number cannot be used here. Use a D-number or identity number.",
    NumberReason.DATE: "The number does not contain a valid date.",
    NumberReason.CHECK_DIGIT: "The check digits do not match. Check the number.",
    NumberReason.SYNTHETIC_IN_PROD: "This is a synthetic test number and cannot be used in production.",
    NumberReason.H_NUMBER_OR_NAV_TEST: "A local temporary number (H-number) is valid only inside one organisation.",
    NumberReason.FH_NO_KJERNEJOURNAL: "Shared temporary number. National services usually require an identity number or "
    "D-number.",
    NumberReason.KNOWN_TEST_PERSON_IN_PROD: "This is a known test person.",
    NumberReason.REAL_LOOKING_IN_TEST: "This number looks real. Use only synthetic persons in test.",
    NumberReason.RULE_2032_TOO_EARLY: "The check digit follows the rules that apply from 2032. Verify the number.",
    NumberReason.BIRTH_IN_FUTURE: "The date of birth is in the future.",
    NumberReason.SERIES_NOT_IN_USE: "The number is from a series that is not in use. Verify it.",
    NumberReason.AGE_OVER_120: "The number implies an age above 120. Verify it.",
}
KINDS = {
    NumberKind.FNR: "Identity number",
    NumberKind.DNR: "D-number",
    NumberKind.FH: "Shared temporary number",
}
translate = QCoreApplication.translate
_UNFINISHED = frozenset(
    {NumberReason.EMPTY, NumberReason.LENGTH, NumberReason.LOOKS_LIKE_ORGNR_OR_HPR, NumberReason.LEADING_ZERO_LOST}
)


class NumberText(NamedTuple):
    """The judgement of a patient number. ``state``: in the field, after its mark. ``reason``: below it."""

    colour: str
    state: str = ""
    mark: Glyph | None = None
    reason: str = ""

    @property
    def spoken(self) -> str:
        if not self.state or not self.reason:
            return self.state or self.reason
        return translate("NumberText", "{state}. {reason}").format(state=self.state, reason=self.reason)


def describe_number(check: NumberCheck, *, asked: bool) -> NumberText:
    """``asked``: the person has left the field or pressed Enter: an incomplete number is then an error."""
    unfinished = check.digits_so_far < 11 and check.reasons[:1] and check.reasons[0] in _UNFINISHED
    if unfinished and not asked:
        count = translate("NumberText", "{count} of 11 digits").format(count=check.digits_so_far)
        return NumberText(colour="ink2", state=count if check.digits_so_far else "")
    reasons = [translate("NumberText", REASONS[reason]).format(number=group(check.suggestion)) for reason in check.reasons]
    reason = " ".join(reasons)
    if check.policy is NumberPolicy.REJECT:
        return NumberText(colour="danger", state=translate("NumberText", "Not valid"), mark=Glyph.CROSS, reason=reason)
    if check.policy is NumberPolicy.WARN:
        return NumberText(colour="flag", state=translate("NumberText", "Verify"), mark=Glyph.TRIANGLE, reason=reason)
    known = _known(check)
    valid = translate("NumberText", "Valid · {known}").format(known=known) if known else translate("NumberText", "Valid")
    return NumberText(colour="ok", state=valid, mark=Glyph.CHECK)


def describe_patient(patient: PatientId, today: date) -> str:
    """The patient's kind, age and date of birth as far as the number is certain, for the bar above results."""
    check = check_patient_number(patient.digits, profile=None, today=today)
    born = check.birth_date
    if born is None:
        return _known(check)
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return _known(check, translate("NumberText", "%n year(s)", "", years))


def _known(check: NumberCheck, age: str = "") -> str:
    """The kind, and the date of birth, if the number has it, called the number's."""
    kind = translate("NumberText", KINDS[check.kind]) if check.kind in KINDS else ""
    if check.birth_date is None:
        return kind
    day = check.birth_date.strftime("%d.%m.%Y")
    described = f"{kind} · {age}" if age else kind
    return translate("NumberText", "{kind} · born {day} (from the number)").format(kind=described, day=day)


_LONGEST = 64  # a label, separators and a number; what is longer is no number
_GROUP, _WHOLE, _GAP = 6, 11, 28


class NumberEdit(QLineEdit):
    """The line of the number, without undo: it would hold the number of the patient before.

    ``left``: the person has gone on to something else. ``too_long``: a text that has no number in it is longer than the line,
    which stays as it was. A copied number goes with the number, too.
    """

    left = Signal()
    too_long = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("patientField")
        self.setMaxLength(_LONGEST)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers | Qt.InputMethodHint.ImhSensitiveData)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self._copied: PatientClipboard | None = None
        self._digits = ""
        self.textEdited.connect(self._regroup)
        self.textChanged.connect(self._group_given)
        self.setTextMargins(theme.SPACE["small"], 0, 0, 0)
        self._mark = IconLabel(Glyph.CHECK, "ok", 16, self)
        self._state = Label(name="patientState", letters=2, parent=self)
        for part in (self._mark, self._state):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        fill(QHBoxLayout(self), 1, self._mark, self._state, spacing=6, margins=(0, 0, theme.SPACE["large"], 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        taken = self.fontMetrics().horizontalAdvance(self.text()) + self._mark.sizeHint().width() + 2 * _GAP
        self._state.setMaximumWidth(max(0, self.width() - taken))  # nothing stands over the number

    def tell(self, text: NumberText) -> None:
        self._state.say(text.state, text.colour, short=text.state.partition(" · ")[0])
        self._make_room()
        self._mark.setVisible(text.mark is not None)
        if text.mark is not None:
            self._mark.show_icon(text.mark, text.colour)

    def set_number(self, digits: str) -> None:
        """Show a number (or "") in groups; emits ``textChanged``."""
        if not digits and self._copied is not None:
            self._copied.take_back()
        self._digits = digits
        self.setText(group(digits))

    def make_menu(self) -> QMenu:
        """A menu without undo; its paste reads whole numbers, its copy expires."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, text, act, can in (
            ("edit-cut", self.tr("Cu&t"), self._cut, self.hasSelectedText()),
            ("edit-copy", self.tr("&Copy"), self._copy, self.hasSelectedText()),
            ("edit-paste", self.tr("&Paste"), self._paste, bool(QGuiApplication.clipboard().text())),
        ):
            action = menu.addAction(text, act)
            action.setObjectName(name)
            action.setEnabled(can)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.make_menu().popup(event.globalPos())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Skip the gap between the groups; a pasted whole number replaces the text. Letters go to other widgets."""
        own = {
            QKeySequence.StandardKey.Paste: self._paste,
            QKeySequence.StandardKey.Copy: self._copy,
            QKeySequence.StandardKey.Cut: self._cut,
        }
        act = next((act for standard, act in own.items() if event.matches(standard)), None)
        if act is not None:
            act()
            return
        at, text, selected = self.cursorPosition(), self.text(), self.hasSelectedText()
        if event.text().isalpha() or (event.text() == " " and selected):
            return
        if event.key() == Qt.Key.Key_Backspace and not selected and text[at - 1 : at] == " ":
            self.setCursorPosition(at - 1)
        elif event.key() == Qt.Key.Key_Delete and not selected and text[at : at + 1] == " ":
            self.setCursorPosition(at + 1)
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()

    def _copy(self) -> None:
        if not self.hasSelectedText():
            return
        if self._copied is None:
            self._copied = PatientClipboard(parent=self)
        self._copied.put(self.selectedText())

    def _cut(self) -> None:
        self._copy()
        if self.hasSelectedText():
            self.insert("")

    def _paste(self) -> None:
        if not self._takes(QGuiApplication.clipboard().text()):
            self.paste()

    def _takes(self, text: str) -> bool:
        """Whether a text set at once is handled: its number was taken, or it is too long for the line."""
        digits = find_number(text)
        if digits:
            self.set_number(digits)
            self.textEdited.emit(self.text())
        elif len(text) > _LONGEST:
            self.too_long.emit()
            return True
        return bool(digits)

    def _group_given(self) -> None:
        """Group a number that an assistive program sets at once."""
        digits = clean(self.text())
        if len(digits) == _WHOLE and digits_only(digits) and self.text() != group(digits):
            self.set_number(digits)

    def _regroup(self, text: str) -> None:
        """Group a text of digits and gaps; any other text stays as typed until it is a whole number."""
        caret = self.cursorPosition()
        digits, seen = clean(text), visible(text)
        whole = len(digits) == _WHOLE and digits_only(digits)
        if not whole and (len(seen) > _WHOLE or (seen and not digits_only(seen))):
            self._digits = digits
            self.setText(text)  # drops the undo history
            self.setCursorPosition(caret)
            return
        before = len(visible(text[:caret])) if digits == seen else len(digits)
        shrunk = len(digits) < len(self._digits)
        self._digits = digits
        self.setText(group(digits))
        over_gap = before > _GROUP or (before == _GROUP and len(digits) > _GROUP and not shrunk)
        self.setCursorPosition(before + 1 if over_gap else before)


class PatientField(QWidget):
    """Label, line and judgement. ``changed(NumberCheck)`` at every change of the digits."""

    changed = Signal(object)

    def __init__(self, *, profile: Profile | None, today: Callable[[], datetime.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._today = today
        self._finished = False
        self._read = self._note = ""
        self._covered: tuple[str, bool] | None = None  # what stood here when the window was locked, and whether it was asked
        self.check = check_patient_number("", profile=profile, today=today())
        self.line = NumberEdit(self)
        theme.set_font(self.line, Type.FIELD, digits=True)
        self.line.setAccessibleName(self.tr("Patient's identity number"))
        self.line.setToolTip(keys.tooltip(keys.Key.CHANGE))
        self.line.setPlaceholderText(self.tr("DDMMYY NNNNN"))
        self._hint = self.tr("Type, paste or scan. A D-number works too.")
        self._head = head = FieldHead(self.tr("Patient's identity number"), "patientHint", self, hint=self._hint)
        head.label.setBuddy(self.line)
        self._message = one_line(self, "patientMessage")
        self._message.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = fill(QVBoxLayout(self), head, self.line, self._message, spacing=0)
        column.insertSpacing(1, 6)
        self.setFocusProxy(self.line)
        long = self.tr("That text is too long to be a number, and was not put in. Copy the number alone.")
        self.line.too_long.connect(lambda: self.tell(long))
        self.line.textChanged.connect(self._judge)
        self.line.left.connect(self._left)
        self.set_low(False)
        self._show()

    def set_low(self, low: bool, *, narrow: bool = False) -> None:
        wrap(self._head.message, wraps=narrow)
        self.line.setFixedHeight(theme.px(48 if low else 56))
        self._message.setContentsMargins(0, 0 if low else 2, 0, 0)
        self._message.setFixedHeight(theme.px(16 if low else 26))

    def tell(self, words: str) -> None:
        if words and words != self._note:
            announce(self, words, urgent=True)
        self._note = words
        self._show()

    def judge(self, text: str) -> NumberCheck:
        return check_patient_number(text, profile=self._profile, today=self._today())

    def set_profile(self, profile: Profile | None) -> None:
        """Check present and later numbers by this profile; None: not known yet."""
        self._profile = profile
        self._judge()

    def set_patient(self, patient: PatientId | None) -> None:
        self._finished, self._covered = False, None
        self.line.set_number(patient.digits if patient is not None else "")
        self._show()

    def set_scanned(self, digits: str) -> None:
        """Replace the text by a scanned number.

        Except when it was the rest of a number that came in lumps (a remote desktop that lagged): the field has it whole already.
        """
        stands = self.check.normalised
        if not (len(digits) < len(stands) == _WHOLE and stands.endswith(digits)):
            self.line.set_number(digits)
        self.ask()

    def cover(self) -> None:
        if self._covered is None:
            covered = (self.check.normalised, self._finished)
            self._finished = False
            self.line.set_number("")
            self._show()
            self._covered = covered

    def uncover(self) -> None:
        if self._covered is not None:
            (digits, asked), self._covered = self._covered, None
            self.line.set_number(digits)
            self._finished = asked
            self._show()

    def ask(self) -> None:
        if self.line.text():
            self._finished = True
            self._show()

    def _left(self) -> None:
        self._note = ""
        self.ask()
        self._show()

    def _judge(self) -> None:
        check = self.judge(self.line.text())
        before, self.check = self.check, check
        if check.normalised != before.normalised:
            self._note, self._finished = "", False
        self.changed.emit(check)
        self._show()

    def _show(self) -> None:
        text = describe_number(self.check, asked=self._finished)
        self.line.tell(text)
        font = self.line.font()
        font.setWeight(QFont.Weight.DemiBold if self.line.text() else QFont.Weight.Normal)  # what is only a pattern is lighter
        self.line.setFont(font)
        self._message.say(self._note or text.reason, "danger" if self._note else text.colour)
        set_wrong(self.line, bool(self._note) or text.colour == "danger")
        self.line.setAccessibleDescription(text.spoken or self._hint)
        if text.spoken != self._read and text.colour != "ink2" and self.line.hasFocus():
            announce(self.line, text.spoken, urgent=False)
        self._read = text.spoken
