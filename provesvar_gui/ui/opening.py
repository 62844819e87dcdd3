"""The panel with the two steps of an opening, and the bar above opened results."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from provesvar_gui.desk import actions as act
from provesvar_gui.desk.opening import Marker, OpeningPolicy, OpeningResult, holds_any, is_whole, outcome_of
from provesvar_gui.paths import resource
from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.results.model import OutcomeKind
from provesvar_gui.ui import icons, keys, theme
from provesvar_gui.ui.form.basis_picker import basis_choice
from provesvar_gui.ui.form.parts import ChoiceCard, one_line
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP
from provesvar_gui.ui.patient_bar import is_compact, is_cramped
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import RADIUS, Type
from provesvar_gui.ui.widgets import ActButton, Guard, IconLabel, KeyButton, Label, Panel, fill, lines, ruler, the_application

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from provesvar_gui.results.model import LookupResult
    from provesvar_gui.ui.bridge import Bridge
    from provesvar_gui.ui.desk.controller import DeskController
    from provesvar_gui.ui.results_area import ResultsArea
    from provesvar_gui.ui.window_settings import WindowSettings


translate = QCoreApplication.translate

_RESTRICTION_REASONS: Final = {
    OutcomeKind.RESTRICTED: QT_TRANSLATE_NOOP("Opening", "The patient has restricted these results for all health personnel."),
    OutcomeKind.BLOCKED: QT_TRANSLATE_NOOP("Opening", "The patient has blocked these results for you or your organisation."),
    OutcomeKind.OPTED_OUT: QT_TRANSLATE_NOOP("Opening", "The patient has opted out of Pasientens prøvesvar."),
    OutcomeKind.UNKNOWN: QT_TRANSLATE_NOOP(
        "Opening", "Unknown answer: the service gave a reason that this program does not know. Opening may be refused."
    ),
}
_ACTIONS: Final = {
    AccessBasis.FORHOYET_SAMTYKKE: QT_TRANSLATE_NOOP("Opening", "Open – the patient's consent"),
    AccessBasis.FORHOYET_AKUTT: QT_TRANSLATE_NOOP("Opening", "Open – emergency"),
}


def reason_text(kind: OutcomeKind | None) -> str:
    """The reason why results are restricted. None: nothing was reported, but the policy allows the choice."""
    if kind is None:
        return translate("Opening", "The service has not reported anything restricted. If there is nothing more, it refuses.")
    return translate("Opening", _RESTRICTION_REASONS.get(kind, _RESTRICTION_REASONS[OutcomeKind.UNKNOWN]))


def opening_text(number: str, seconds: float) -> str:
    said = translate(
        "Opening",
        "Every restricted result of {number} is opened for %n minute(s), for this look-up only.\n"
        "The opening is logged separately and may be shown to the patient.",
        "",
        max(1, round(seconds / 60)),
    )
    return said.replace("{number}", number)


def action(basis: AccessBasis | None) -> str:
    return translate("Opening", "Open") if basis is None else translate("Opening", _ACTIONS[basis])


def only_with(ground: str) -> str:
    if ground == AccessBasis.FORHOYET_AKUTT.value:
        return translate("Opening", "emergency only")
    return translate("Opening", "only with consent")


def needed(basis: AccessBasis | None, reasons: Sequence[int]) -> str:
    """The missing steps. ``reasons``: the numbers of the choices; empty where a reason is chosen."""
    if basis is None:
        return translate("Opening", "Choose the ground: S or A.")
    unbroken = reasons and reasons[-1] - reasons[0] == len(reasons) - 1
    numbers = f"{reasons[0]}–{reasons[-1]}" if unbroken else ", ".join(map(str, reasons))
    return translate("Opening", "Choose the reason: {numbers}.").replace("{numbers}", numbers) if reasons else ""


def too_soon(key: str) -> str:
    return translate("Opening", "That came too soon to count. Press {key} once more to open.").replace("{key}", key)


def opened_with(basis: AccessBasis, came: OpeningResult) -> str:
    """The title of the bar, by basis and outcome; also while nothing has come yet."""
    if came is OpeningResult.NO_ACCESS:
        return translate("Opening", "Opening was asked for, but the service still gives no access")
    if came is OpeningResult.NO_MORE:
        return translate("Opening", "Opening was asked for; nothing more came")
    if came is OpeningResult.OPEN_END and basis is AccessBasis.FORHOYET_SAMTYKKE:
        return translate("Opening", "Opening was asked for – the patient's consent")
    if came is OpeningResult.OPEN_END:
        return translate("Opening", "Opening was asked for – emergency")
    if basis is AccessBasis.FORHOYET_SAMTYKKE:
        return translate("Opening", "Restricted results are open – the patient's consent")
    return translate("Opening", "Restricted results are open – emergency")


def closes_in(seconds: float) -> str:
    left = max(0, int(seconds + 0.5))
    return translate("Opening", "{time} left").replace("{time}", f"{left // 60}:{left % 60:02}")


def result_text(result: LookupResult, came: OpeningResult, *, compared: bool) -> str:
    """The text below that title. ``compared``: the ordinary answer was complete, so that the marks are certain."""
    if came is OpeningResult.NO_ACCESS and not holds_any(result):
        return translate("Opening", "Nothing was opened.")
    if came in (OpeningResult.NO_ACCESS, OpeningResult.NO_MORE):
        return translate("Opening", "Nothing came that the ordinary answer did not have.")
    if not compared:
        return translate(
            "Opening",
            "Which of them the patient has restricted cannot be told: there is no whole ordinary answer to compare with.",
        )
    if came is OpeningResult.OPEN_END:
        return translate(
            "Opening",
            "Nothing is here that the ordinary answer did not have, but not everything is here: more may have been opened.",
        )
    reports = (*result.reports, *result.other_identifier)
    if sum(each.opened for each in reports) != result.opened_count:
        return translate("Opening", "%n report(s) or result(s) are marked «Opened».", "", result.opened_count)
    if all(each.opened for each in reports):
        return translate("Opening", "All %n report(s) were opened and are marked «Opened».", "", result.opened_count)
    return translate("Opening", "%n report(s) were opened: all in them is marked «Opened».", "", result.opened_count)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningReason:
    """A coded reason of an opening.

    ``words``: in the language of the screen. ``only``: the one ground that it goes with, "" for both.
    """

    code: str
    words: str
    only: str = ""


def read_reasons(language: str) -> tuple[OpeningReason, ...]:
    """In this language, in the order of their number keys, from 1.

    Raises FileNotFoundError or ValueError where the installation is damaged.
    """
    bundled = json.loads(resource("codes", "opening_reasons.json").read_text("utf-8"))
    return tuple(OpeningReason(code=each["code"], words=each[language], only=each.get("only", "")) for each in bundled["reasons"])


_BADGE, _WIDE = 22, 920  # device-independent pixels
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class StepHead(QWidget):
    """The head of a step: its number, filled when the step is available, and the choice made in it."""

    def __init__(self, number: int, text: str, hint: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._number = Label(str(number), kind=Type.SMALL, bold=True, parent=self)
        self._number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        aside = one_line(self, "", hint, "ink2")
        aside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        title = Label(text, bold=True, parent=self)
        fill(QHBoxLayout(self), self._number, title, (aside, 1), spacing=10, margins=(0, 2, 0, 2))
        self.set_open(number == 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._number.setFixedSize(theme.px(_BADGE), theme.px(_BADGE))

    def set_open(self, opened: bool) -> None:
        theme.set_property(self._number, "step", "open" if opened else "closed")
        self._number.say(self._number.text(), "on_accent" if opened else "ink2")


class Choices(QWidget):
    """A choice of one, at first of none. ``chosen``: a choice was made. ``place``: its index, or -1."""

    chosen = Signal()

    def __init__(self, choices: list[ChoiceCard], spacing: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.cards = choices
        self.group = QButtonGroup(self)
        for place, button in enumerate(choices):
            self.group.addButton(button, place)
        fill(QVBoxLayout(self), *choices, 1, spacing=spacing)
        self.group.buttonToggled.connect(lambda _button, on: self.chosen.emit() if on else None)

    def choose(self, place: int) -> None:
        if self.group.button(place).isEnabled():
            self.group.button(place).setChecked(True)

    @property
    def place(self) -> int:
        return self.group.checkedId()

    def reset(self) -> None:
        self.group.setExclusive(False)
        for button in self.group.buttons():
            button.setChecked(False)
        self.group.setExclusive(True)


class OpeningPanel(QWidget):
    """The panel with the two steps of an opening, ``openingPanel``.

    ``confirmed(basis, reason)``: with its code, or "" where none is asked for. ``cancelled``.

    ``guard``: while it lasts nothing is confirmed. It begins anew when the panel comes, when the window becomes the one in use,
    and when something else claims the eye (``begin_again``). The reasons are coded, so that nobody writes prose in an emergency.
    """

    confirmed = Signal(object, str)
    cancelled = Signal()

    def __init__(self, *, language: str, guard: Guard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("openingPanel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._with_reason, self._guard = True, guard
        self._coded = read_reasons(language)
        self._sheet = sheet = Panel("surface", "line", self, radius=RADIUS["sheet"])
        self._why, self._logged = (Label(name=name, wraps=True, parent=self) for name in ("openingWhy", "openingLogged"))
        self._what = Label(name="openingWhat", bold=True, wraps=True, parent=self)
        self._quotation = Label("", "ink2", name="openingQuotation", kind=Type.TABLE, wraps=True, parent=self)
        self._quotation.setProperty("quotation", True)
        self._first = Label(self.tr("Choose the ground first."), "ink2", name="openingGroundFirst", wraps=True, parent=self)
        self._first.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.grounds = Choices([basis_choice(basis, "opening", sheet) for basis in keys.ELEVATED_LETTERS], 10, sheet)
        cards = [ChoiceCard(each.words, "", str(n), sheet, framed=False) for n, each in enumerate(self._coded, start=1)]
        for number, card in enumerate(cards, start=1):
            card.setObjectName(f"openingReason{number}")
        self.reasons = Choices(cards, 0, sheet)
        self._step = StepHead(2, self.tr("Reason"), self.tr("To the log of this machine only"), sheet)
        self._needed = Label(colour="ink2", kind=Type.TABLE, name="openingNeeded", parent=sheet)
        self.act = ActButton("openButton", action(None), Key.OPEN, sheet, kind="act", height=44)
        icons.set_icon(self.act, Icon.UNLOCKED, "surface")
        self.cancel = KeyButton("cancelOpeningButton", self.tr("Cancel"), Key.UNDO, sheet)
        self.cancel.setAccessibleName(self.tr("Cancel, open nothing"))
        self.cancel.setToolTip(self.tr("Cancel, open nothing"))
        self._second = QStackedWidget(sheet)  # as high as the reasons, whether they are there or not
        self._second.addWidget(self._first)
        self._second.addWidget(self.reasons)
        self._lay_out(sheet)
        self.act.clicked.connect(self._confirm)
        self.cancel.clicked.connect(self.cancelled)
        self.grounds.chosen.connect(self._look)
        self.reasons.chosen.connect(self._look)
        the_application().focusWindowChanged.connect(lambda _window: guard.begin())  # a key for the other may still arrive
        self.hide()

    def _lay_out(self, sheet: Panel) -> None:
        head = Panel("flag_ground", "flag_ground", sheet, radius=RADIUS["sheet"] - 1, end="top")
        title = Label(self.tr("Open restricted results"), "flag", kind=Type.HEADING, parent=head)
        row = QHBoxLayout(head)
        row.setSpacing(14)
        row.addWidget(IconLabel(Icon.UNLOCKED, "ink", 24, head), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines(title, self._what, self._logged, self._why), 1)
        self._body = body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        body.setSpacing(28)
        self._rows = [row, body]
        ground = StepHead(1, self.tr("Ground"), "", sheet)
        for widgets, wide in (((ground, self.grounds), 3), ((self._step, self._second), 4)):  # as wide in either step
            body.addLayout(fill(QVBoxLayout(), *widgets, 1, spacing=6), wide)
        foot = Panel("sunken", "sunken", sheet, radius=RADIUS["sheet"] - 1, end="bottom")
        self._rows.append(fill(QHBoxLayout(foot), self.cancel, 1, self._needed, self.act, spacing=theme.SPACE["medium"]))
        fill(QVBoxLayout(sheet), head, ruler(sheet), body, ruler(sheet), foot, spacing=0, margins=(1, 1, 1, 1))
        for part in (head, ground, self.grounds, self._step, self._second, foot):
            part.raise_()  # a screen reader reads them in this order
        self._middle = middle = fill(QVBoxLayout(), sheet, self._quotation)
        self._whole = fill(QVBoxLayout(self), fill(QHBoxLayout(), 1, (middle, 1 << 10), 1), 1, spacing=theme.SPACE["medium"])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Smaller margins in a low window, so that the button is visible."""
        super().resizeEvent(event)
        compact = is_compact(self.window())
        self._sheet.setMaximumWidth(theme.px(_WIDE))
        cramped = is_cramped(self.window())
        self._body.setDirection(QBoxLayout.Direction.TopToBottom if cramped else QBoxLayout.Direction.LeftToRight)
        self.act.shorten(cap=not cramped)
        self._middle.setSpacing(4 if compact else theme.SPACE["medium"])
        for row, air in zip(self._rows, (8, 4, 6), strict=True):
            above = air if compact else theme.SPACE["large"]
            row.setContentsMargins(24, above, 24, above)
        self._whole.setContentsMargins(theme.SPACE["large"], 0 if compact else theme.SPACE["medium"], theme.SPACE["large"], 0)

    @property
    def basis(self) -> AccessBasis | None:
        return list(keys.ELEVATED_LETTERS)[self.grounds.place] if self.grounds.place >= 0 else None

    @property
    def reason(self) -> str:
        return self._coded[self.reasons.place].code if self.reasons.place >= 0 else ""

    def ask(
        self, *, number: str, kind: OutcomeKind | None, basis: AccessBasis | None, quotation: str, seconds: float, reason: bool
    ) -> None:
        """Show the panel with no choice but ``basis``, and take the focus. ``quotation``: the service's own words.

        Where no reason is asked for, ``basis`` is chosen here too: one act alone never opens.
        """
        self._with_reason = reason
        self.grounds.reset()
        self.reasons.reset()
        if basis is not None and reason:
            self.grounds.choose(list(keys.ELEVATED_LETTERS).index(basis))
        self._why.setText(reason_text(kind))
        self._why.setVisible(kind is not OutcomeKind.RESTRICTED)  # that one was on the screen just now
        self._quotation.setText(self.tr("The service says: «{text}»").replace("{text}", quotation))
        self._quotation.setVisible(bool(quotation))
        what, logged = opening_text(number, seconds).split("\n")
        self._what.setText(what)
        self._logged.setText(logged)
        self.setAccessibleName(self.tr("Open restricted results"))
        self._look()
        self.setAccessibleDescription(" ".join((self._why.text(), what, logged, self._needed.text())))
        self._guard.begin()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{self.accessibleName()}. {self.accessibleDescription()}", urgent=True)

    def close_panel(self) -> None:
        self.hide()
        for label in (self._why, self._quotation, self._what):
            label.clear()
        self.setAccessibleDescription("")
        self.grounds.reset()
        self.reasons.reset()

    def begin_again(self) -> None:
        """After an interruption: clear the choices, and ignore keys for a moment."""
        self._guard.begin()
        inside = self.isAncestorOf(self.window().focusWidget())
        self.grounds.reset()
        self.reasons.reset()
        self._look()
        if inside:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """The panel's keys are no shortcuts of the window while the focus is in it."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._meaning(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and numbers choose; a key of its own confirms. Enter only presses a focused «cancel»."""
        if event.key() in _ENTERS:
            if self.cancel.hasFocus() and not event.isAutoRepeat():
                self.cancelled.emit()
            event.accept()
            return
        meaning = self._meaning(event)
        if meaning is None:
            super().keyPressEvent(event)
            return
        event.accept()
        if not event.isAutoRepeat():
            meaning()

    def _meaning(self, event: QKeyEvent) -> Callable[[], None] | None:
        if QKeySequence(event.keyCombination()) in keys.sequences(Key.OPEN):
            return self._confirm
        if event.modifiers() & ~(_PLAIN | Qt.KeyboardModifier.AltModifier):
            return None
        for basis, letter in keys.ELEVATED_LETTERS.items():  # with Alt too: in the form that is how a basis is chosen
            if event.key() == Qt.Key(ord(letter)):
                return partial(self.grounds.choose, list(keys.ELEVATED_LETTERS).index(basis))
        if event.modifiers() & ~_PLAIN:
            return None
        place = event.key() - Qt.Key.Key_1
        if self._with_reason and self.basis is not None and 0 <= place < len(self.reasons.group.buttons()):
            return lambda: self.reasons.choose(place)
        return None

    def _look(self) -> None:
        """Enable step 2 after step 1, with the choices that fit it; the button names the basis."""
        basis = self.basis
        for place, each in enumerate(self._coded):  # who is unconscious has consented to nothing
            fits = basis is None or not each.only or each.only == basis.value
            self.reasons.cards[place].forbid("" if fits else only_with(each.only))
            if not fits and place == self.reasons.place:
                self.reasons.reset()
        missing = self._with_reason and not self.reason
        self._step.setVisible(self._with_reason)
        self._step.set_open(basis is not None)
        self._second.setVisible(self._with_reason)
        self._second.setCurrentWidget(self._first if basis is None else self.reasons)
        open_to = [number for number, card in enumerate(self.reasons.cards, start=1) if card.isEnabled()]
        self._needed.setText(needed(basis, open_to if missing else ()))
        self.act.setText(action(basis))
        self.act.setAccessibleName(self.act.text())
        self.act.setEnabled(basis is not None and not missing)
        theme.set_font(self.act, Type.READING, bold=self.act.isEnabled())

    def _confirm(self) -> None:
        basis = self.basis
        if self._guard.too_soon and self.act.isEnabled():
            self._needed.setText(too_soon(keys.shown(Key.OPEN)))
            announce(self, self._needed.text(), urgent=True)
        elif self.act.isEnabled() and basis is not None:
            self.confirmed.emit(basis, self.reason if self._with_reason else "")


class OpenedBar(Panel):
    """The bar above opened results, ``openedBar``, in a strong colour. ``what``: the outcome of the opening.

    ``ended``: the clinician has done with it. ``left``: seconds until it closes. ``over``: none is left.
    """

    ended = Signal()
    over = Signal()

    def __init__(self, left: Callable[[], float], parent: QWidget) -> None:
        super().__init__("flag", "flag", parent, radius=0)
        self.setObjectName("openedBar")
        self._left = left
        self._title = Label(colour="surface", name="openedTitle", bold=True, parent=self)
        self.what = Label(colour="surface", name="openedWhat", wraps=True, parent=self)
        self._clock = Label(colour="surface", name="openedClock", kind=Type.VALUE, digits=True, parent=self)
        self.end = KeyButton("endOpeningButton", self.tr("End now"), Key.END_OPENING, self, kind="flag")
        self.end.setAccessibleName(self.tr("End the opening"))
        self.end.clicked.connect(self.ended)
        icon, side = IconLabel(Icon.UNLOCKED, "surface", 22, self), theme.SPACE["large"]
        parts = (icon, self._title, (self.what, 1), self._clock, self.end)
        fill(QHBoxLayout(self), *parts, spacing=theme.SPACE["medium"], margins=(side, 2, side, 2))
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._count)
        self.clear()

    def show_opened(self, result: LookupResult, came: OpeningResult, *, compared: bool) -> None:
        """Show the bar. ``compared``: the ordinary answer was complete, so that the marks are certain."""
        self._title.setText(opened_with(result.lookup.basis, came))
        self.what.setText(result_text(result, came, compared=compared))
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(self.what.text())
        self._count()
        self._tick.start()
        self.show()

    def clear(self) -> None:
        self._tick.stop()
        self.what.clear()
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.end.shorten(cap=not is_compact(self.window()))

    def _count(self) -> None:
        left = self._left()
        self._clock.setText(closes_in(left))
        if left <= 0:
            self.over.emit()


class OpeningController(QObject):
    """The controller of an opening. ``bar.ended``: by its button. ``clock``: of what is opened.

    ``ordinary``: the last answer to an ordinary look-up, which comes back when what was opened is closed; None where nothing is
    held. ``now``: seconds of the system's clock. ``guard``: of the panel.
    """

    def __init__(self, controller: DeskController, bridge: Bridge, area: ResultsArea, settings: WindowSettings) -> None:
        super().__init__(controller)
        self._desk, self._bridge, self.now = controller.desk, bridge, time.time
        self._until = 0.0  # by the clock on the wall, which goes on while the machine sleeps
        self._area = area
        self.settings = settings
        self.guard = Guard(settings.confirm_guard_ms)
        self.panel = OpeningPanel(language=settings.values.ui.language, guard=self.guard, parent=area)
        desk, do = self._desk, controller.do
        self.panel.confirmed.connect(lambda basis, reason: do(desk.opening_confirmed(basis, reason)))
        self.panel.cancelled.connect(lambda: do(desk.opening_cancelled()))
        self.bar = OpenedBar(self._left, area)
        self.bar.over.connect(self._over)
        area.add_above(self.bar)
        self._marker: Marker | None = None  # of the opening that is on the screen
        self.ordinary: LookupResult | None = None
        self.clock = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)

    @property
    def policy(self) -> OpeningPolicy:
        return OpeningPolicy(reason=self.settings.values.opening.reason, direct=self.settings.values.pps.direct_elevated)

    @property
    def panel_visible(self) -> bool:
        return not self.panel.isHidden()

    def take_result(self, result: LookupResult) -> LookupResult:
        """Keep an ordinary answer; in the answer of an opening mark the results that only the opening brought."""
        if not result.lookup.basis.elevated:
            self.ordinary = result
            return result
        if self._marker is None:
            before = self.ordinary
            about_same = before is not None and before.lookup.patient == result.lookup.patient
            self._marker = Marker(before if before is not None and about_same and is_whole(before) else None)
        marked, compared = self._marker.mark(result), self._marker.tells
        self.bar.show_opened(marked, outcome_of(marked, compared=compared), compared=compared)
        return marked

    def carry_out(self, action: act.Action) -> None:
        patient = self._desk.form.patient
        match action:
            case act.ShowOpening(kind=kind, basis=basis):
                self.panel.ask(
                    number=patient.grouped if patient is not None else "",
                    kind=kind,
                    basis=basis,
                    quotation=self._quotation(),
                    seconds=self.settings.values.opening.seconds,
                    reason=self.settings.values.opening.reason,
                )
            case act.Command.HIDE_OPENING:
                self.panel.close_panel()
            case act.Command.OPENING_STARTED:
                self.clock.start(round(self.settings.values.opening.seconds * 1000))
                self._until = self.now() + self.settings.values.opening.seconds
            case act.OpeningEnd():
                self.clock.stop()
                self._marker = None
                self.bar.clear()
                self._area.forget_opened()
                self._bridge.start(lambda backend, _: backend.stop_opening(action.value), parent=self)

    def begin_again(self) -> None:
        """Something from outside interrupted: the two steps begin again."""
        if self.panel_visible:
            self.panel.begin_again()

    def forget(self) -> None:
        self.ordinary = None

    def _left(self) -> float:
        """Seconds until the opening ends, by the clock that is ahead: one may stop or be set."""
        return min(self.clock.remainingTime() / 1000, self._until - self.now())

    def _over(self) -> None:
        if self.clock.isActive():
            self.clock.start(0)

    def _quotation(self) -> str:
        outcomes = self.ordinary.outcomes if self.ordinary is not None else ()
        return "\n".join(dict.fromkeys(outcome.text.strip() for outcome in outcomes if outcome.openable and outcome.text.strip()))
