"""What the service answers, and how what is restricted is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from provesvar_gui.desk.progress import LookupProgress, LookupStep
from provesvar_gui.errors import AppError, ErrorCode
from tests.gui.machine.answers import PAGES, Kind, answer, words
from tests.gui.machine.draws import ERRORS, NUMBERS, PLACES, SESSION_GONE, SUFFIXES
from tests.gui.machine.rules_login import LoginRules
from tests.gui.machine.seat import CONTROL, SHIFT, Key

if TYPE_CHECKING:
    from tests.gui.machine.service import Request


class AnswerRules(LoginRules):
    """The service, and the panel."""

    # --- answers ---------------------------------------------------------------------------------------------------------------

    @precondition(lambda self: self.service.open)
    @rule(kind=st.sampled_from(Kind), oldest=st.booleans())
    def service_answers(self, kind: Kind, oldest: bool) -> None:
        self._answer(self.service.open[0 if oldest else -1], kind)

    def _answer(self, request: Request, kind: Kind) -> None:
        if request.elevated and kind not in (Kind.DATA, Kind.PAGE, Kind.NOTHING):
            kind = Kind.DATA
        self.judge.answered(request, kind)
        result, seen = answer(request.lookup, kind, request.mark)
        request.seen += seen
        if kind in PAGES:
            page = LookupProgress(lookup_number=request.lookup.number, step=LookupStep.PAGING, fetched=2, total=9, partial=result)
            del result, seen
            request.task.progressed.emit(page)
        else:
            request.ended = True
            request.task.succeed(result)

    @precondition(lambda self: self.service.open)
    @rule(code=ERRORS, oldest=st.booleans())
    def service_fails(self, code: ErrorCode, oldest: bool) -> None:
        self._fail(self.service.open[0 if oldest else -1], code)

    def _fail(self, request: Request, code: ErrorCode) -> None:
        session, late = self.service.session, not request.running
        request.late = late
        if code is ErrorCode.NOTHING_MORE_TO_OPEN and not request.elevated:
            code = ErrorCode.ACCESS_REFUSED
        if code in SESSION_GONE:
            if late or session is None or session.number != request.session.number:
                code = ErrorCode.TIMEOUT
            else:
                self.service.session = None
                self.judge.signed_out()
        if code is ErrorCode.NOTHING_MORE_TO_OPEN and not late:
            self.judge.reports = None
        request.ended = True
        request.task.fail(AppError(code, correlation_id=request.correlation_id, service_text=words(request.mark)))

    @precondition(lambda self: any(not request.running for request in self.service.open))
    @rule()
    def cancelled_at_last(self) -> None:
        request = next(request for request in self.service.open if not request.running)
        request.ended = True
        request.task.cancelled.emit()
        request.task.finished.emit()

    # --- opening ---------------------------------------------------------------------------------------------------------------

    @rule()
    def key_of_opening(self) -> None:
        self._note_confirming()
        self.seat.key(Key.Key_O, CONTROL)

    def _note_confirming(self) -> None:
        self.judge.confirming = self.seat.panel_up

    @precondition(lambda self: self.seat.panel_up)
    @rule(letter=st.sampled_from("SA"))
    def ground(self, letter: str) -> None:
        self.seat.wake()
        self.seat.key(Qt.Key(ord(letter)))
        self.judge.ground = letter

    @precondition(lambda self: self.seat.panel_up)
    @rule(digit=st.sampled_from("126"), at_once=st.booleans())
    def reason(self, digit: str, at_once: bool) -> None:
        self.seat.wake()
        self.seat.type(digit)
        self.judge.reason = digit
        if not at_once:
            self.seat.run_out(self.seat.window.scanner.hold)

    @precondition(lambda self: self.seat.panel_up)
    @rule(button=st.booleans())
    def confirm(self, button: bool) -> None:
        self._note_confirming()
        if button:
            self.seat.click("openButton")
        else:
            self.seat.key(Key.Key_O, CONTROL)

    @precondition(lambda self: self.seat.panel_up)
    @rule(number=NUMBERS, place=PLACES, suffix=SUFFIXES)
    def scan_into_the_panel(self, number: str, place: int, suffix: Qt.Key | None) -> None:
        panel = self.seat.find(QWidget, "openingPanel")
        assert panel is not None
        inside = [each for each in self.seat.focusable() if panel.isAncestorOf(each)]
        inside[place % len(inside)].setFocus()
        self.scan_now(number, suffix)
        if self.seat.panel_up:
            self.judge.wrong("a scan leaves the panel open")

    @rule()
    def key_of_the_end(self) -> None:
        self.seat.wake()
        if self.seat.at_main:
            running = [each for each in self.service.running if each is self.judge.opened]
            self.seat.key(Key.Key_O, CONTROL | SHIFT)
            self.judge.close_opened()
            if any(each.running for each in running):
                self.judge.wrong("the opening is ended, and goes on at the service")
            self._look()

    @rule(letter=st.sampled_from("SA"))
    def choose_directly(self, letter: str) -> None:
        """An elevated basis in the form, where the organisation lets it be chosen without a report."""
        self.seat.wake()
        self.seat.key(Key.Key_F2)  # a form that is folded away comes back
        button = self.seat.find(QAbstractButton, {"S": "basisForhoyetSamtykke", "A": "basisForhoyetAkutt"}[letter])
        if button is None or not button.isEnabled():
            if self.judge.direct and button is not None:
                self.judge.wrong("the organisation allows a direct choice, and it cannot be made")
            return
        if not self.judge.direct:
            self.judge.wrong("a basis that is locked can be chosen")
        was_up = self.seat.panel_up
        button.setFocus()
        self.seat.key(Key.Key_Space)
        self._panel_came(was_up=was_up)

    def _panel_came(self, *, was_up: bool) -> None:
        """Perhaps: by a choice in the form, which is taken over."""
        if self.seat.panel_up and (not was_up or self.seat.ground):
            self.judge.ground = self.seat.ground
            self.judge.reason = self.judge.reason if was_up else ""

    @rule()
    def end_opening(self) -> None:
        if self.seat.click("endOpeningButton"):
            self.judge.close_opened()
            self._look()
