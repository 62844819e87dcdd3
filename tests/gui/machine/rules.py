"""Actions of a person, the service or a clock at the window, by keys, scanner, paste and mouse; checked after each."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from provesvar_gui.desk.actions import LookupProgress, LookupStep
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import LoginProgress, LoginStep
from provesvar_gui.ui import keys
from provesvar_gui.ui.keys import BASIS_LETTERS
from provesvar_gui.ui.lock.closing import SECONDS
from tests.gui.fakes import ORGANISATIONS
from tests.gui.machine import reading
from tests.gui.machine.judge import Judge
from tests.gui.machine.service import PAGES, PATIENTS, PEOPLE, Kind, Request, answer, words
from tests.gui.machine.user import ALT, CONTROL, GROUNDS, SHIFT, Key, User

NUMBERS = st.sampled_from(sorted(PATIENTS.values()))
PERSONS = st.sampled_from(["a", "a", "b"])
BASES = st.sampled_from(sorted(BASIS_LETTERS.values()))
ROLES = st.sampled_from(["LE", "SP", "AA"])
SUFFIXES = st.sampled_from([None, Key.Key_Return, Key.Key_Tab])
PLACES = st.integers(0, 200)
ERRORS = st.sampled_from(
    [
        ErrorCode.NO_NETWORK, ErrorCode.TIMEOUT, ErrorCode.ACCESS_REFUSED, ErrorCode.REQUEST_REFUSED, ErrorCode.SERVER_ERROR,
        ErrorCode.NOTHING_MORE_TO_OPEN, ErrorCode.SESSION_EXPIRED, ErrorCode.LOGIN_NOT_ACCEPTED,
    ]
)  # fmt: skip
LOGIN_ERRORS = st.sampled_from(
    [ErrorCode.NO_NETWORK, ErrorCode.LOGIN_DENIED, ErrorCode.LOGIN_TIMEOUT, ErrorCode.KEY_MISSING, ErrorCode.NO_HPR_NUMBER]
)
SESSION_GONE = (ErrorCode.SESSION_EXPIRED, ErrorCode.LOGIN_NOT_ACCEPTED)


class Rules(RuleBasedStateMachine):
    """Each rule is something that a person, the service or a clock does."""

    def __init__(self) -> None:
        super().__init__()
        self.fine = True
        self.user = User()
        self.judge = Judge(self.user)
        self._look = self.judge.see  # between two keys, before anything else may happen
        self.service = self.user.service

    def _close_window(self) -> None:
        self.judge.wiped()
        self.user.leave()
        self.judge.nothing_kept()
        assert not self.service.running, "a look-up runs on although the window is closed"
        assert not self.user.wrongs, self.user.wrongs

    @invariant()
    def holds(self) -> None:
        self.fine = False
        self._look()
        self.user.settle()
        self.judge.at_rest()
        assert not self.user.wrongs, self.user.wrongs
        self.fine = True

    @rule(number=NUMBERS, length=st.sampled_from([11, 11, 11, 1, 6, 10]))
    def type_number(self, number: str, length: int) -> None:
        self.user.key(Key.Key_F2)
        for digit in number[:length]:
            self.user.type(digit)
            self._look()

    @rule(
        keys=st.lists(
            st.sampled_from([Key.Key_Backspace, Key.Key_Delete, Key.Key_Home, Key.Key_Left, Key.Key_3, Key.Key_2]),
            min_size=1,
            max_size=3,
        )
    )
    def edit_number(self, keys: list[Qt.Key]) -> None:
        self.user.key(Key.Key_F2)
        self.user.key(Key.Key_End)
        for key in keys:
            self.user.key(key)
            self._look()

    @rule(number=NUMBERS, place=PLACES, suffix=SUFFIXES)
    def scan(self, number: str, place: int, suffix: Qt.Key | None) -> None:
        found = self.user.focusable()
        if found:
            found[place % len(found)].setFocus()
        self.scan_now(number, suffix)

    def scan_now(self, number: str, suffix: Qt.Key | None) -> None:
        self.user.scan(number)
        self.judge.close_opened()
        self._look()
        if self.user.panel_up:
            self.judge.wrong("a scan leaves the panel open")
        if suffix is not None:
            self.user.key(suffix, gap=0.012)

    @rule(letter=BASES, times=st.integers(1, 2))
    def choose_basis(self, letter: str, times: int) -> None:
        for _ in range(times):
            self.user.key(Qt.Key(ord(letter)), ALT)

    @rule(code=ROLES)
    def choose_role(self, code: str) -> None:
        self.user.wake()
        if self.user.locked or not self.user.at_main:
            return
        self.user.key(Key.Key_F4)
        self.user.key(Key.Key_A, CONTROL)
        self.user.type(code)
        self.user.key(Key.Key_Tab)
        self.judge.role_chosen()

    @rule(last=st.booleans())
    def choose_organisation(self, last: bool) -> None:
        self.user.key(Key.Key_F2)  # a form that is folded away comes back
        line = self.user.find(QLineEdit, "organisationPicker")
        if line is not None:
            line.setFocus()
            line.selectAll()
            self.user.type(ORGANISATIONS[-1 if last else 0].name)
            self.user.key(Key.Key_Tab)

    @rule(place=PLACES)
    def enter(self, place: int) -> None:
        found = [each for each in self.user.focusable() if not isinstance(each, QAbstractButton)]
        if found:
            found[place % len(found)].setFocus()
            self._enter()

    def _enter(self) -> None:
        self.judge.entering = True
        before = self.service.session
        self.user.key(Key.Key_Return)
        for popup in iter(QApplication.activePopupWidget, None):  # a menu: nobody chooses anything
            QTest.keyClick(popup, Key.Key_Escape)
        if before is not None and self.service.session is None:
            self.judge.signed_out()

    @rule()
    def escape(self) -> None:
        self.user.key(Key.Key_Escape)
        self._look()

    @rule()
    def change(self) -> None:
        """The form, and results out of sight."""
        self.user.wake()
        hears = self.user.at_main and not self.user.locked
        self.user.key(Key.Key_F7)
        self._look()
        if hears and not self.user.window.form.isVisible():
            self.judge.wrong("the key to change the number does not bring the form")

    @rule()
    def back(self) -> None:
        """To the results that are out of sight: with their number."""
        sent = self._sent()
        if self.user.click("backButton"):
            self._look()
            if self._sent() != sent or not self.user.window.area.isVisible():
                self.judge.wrong("the way back to hidden results sends something, or does not lead there")

    @rule()
    def cancel(self) -> None:
        self.user.click("cancelButton")

    def _before_leaving(self) -> None:
        self.judge.wiped()
        self.judge.signed_out()
        self.judge.lock.owner = ""

    def _sent(self) -> int:
        return sum(len(self.service.named(name)) for name in ("lookup", "login", "set_organisation"))

    @property
    def _somebody(self) -> bool:
        """Whether there is somebody whose window it is, and who could come back."""
        return bool(self.service.session or (self.judge.lock.owner and self.user.form().digits))

    @rule()
    def lock(self) -> None:
        user, somebody, locked = self.user, self._somebody, self.user.locked
        user.wake()
        if not locked:
            self.judge.lock.behind = user.form().digits
        hears = user.at_main
        user.key(Key.Key_F10)
        self._look()
        if hears and somebody and not user.locked:
            self.judge.wrong("the lock key does not lock")

    @rule(seconds=st.sampled_from([30, 105, 130, 130, 601, 890, 1600]), asleep=st.booleans())
    def nobody_is_here(self, seconds: float, asleep: bool) -> None:
        """When exactly it locks and wipes: ``unit/desk/test_lock.py``, ``gui/lock/test_idle.py``."""
        user, judge, bedside, somebody = self.user, self.judge, self.user.at_bedside, self._somebody
        if not user.locked:
            judge.lock.behind = user.form().digits
        user.pass_time(seconds, asleep=asleep)
        if seconds >= 120 and somebody and not bedside and not user.locked and user.form().digits:
            judge.wrong(f"not locked after {seconds} s without use")
        if user.unused >= 600:
            judge.lock.behind = None  # by then it may be wiped, or not
        if seconds >= 1600 or not (user.locked or user.form().digits):
            judge.wiped()
            judge.lock.owner = judge.lock.owner if user.locked else ""
        self._look()

    @precondition(lambda self: not self.service.running)  # what comes is told in the place of the bedside line
    @rule()
    def bedside_key(self) -> None:
        user, results = self.user, self.user.window.area.results_visible
        user.wake()
        hears, locked = user.at_main, user.locked
        user.key(Key.Key_F11)
        if hears and not locked and user.at_bedside is not results:
            self.judge.wrong("the bedside key holds the window open without results, or does not with them")

    @precondition(lambda self: self.user.locked)
    @rule(person=PERSONS, how=st.sampled_from(["proves", "proves", "not anew", "fails"]))
    def somebody_unlocks(self, person: str, how: str) -> None:
        """The whole way, from the button on the cover."""
        self.user.click("unlockButton")
        self.service.end("read_settings", self.user.settings)  # where the last login failed on how the program is set up
        if self.service.waiting("login") is None:
            self.judge.wrong("no way to prove who is here")
        elif how == "fails":
            self._fail_login(ErrorCode.NO_NETWORK)
        else:
            self._prove(person, fresh=how == "proves")

    @precondition(lambda self: self.user.locked)
    @rule()
    def not_me(self) -> None:
        self._before_leaving()
        self.user.click("lockLeaveButton")
        self._look()
        if self.user.locked or self.service.session is not None:
            self.judge.wrong("who says «not me» does not get a free window")

    def _fail_login(self, code: ErrorCode) -> None:
        locked, session = self.user.locked, self.service.session
        self.service.end("login", AppError(code))
        if locked and (not self.user.locked or self.service.session is not session or not self.user.said("lockSaid")):
            self.judge.wrong("a proof has failed, and it does not just stay locked and say so")

    def _prove(self, person: str, *, fresh: bool) -> None:
        """Whoever waits at the cover logs in."""
        user, judge, same = self.user, self.judge, person == self.judge.lock.owner
        if not fresh:
            self.service.log_in(person, fresh=False)
            judge.signed_out()
            if self.service.session is not None or (not user.locked and self.judge.lock.behind):  # with nothing behind it may go
                judge.wrong("a login that was not anew opens the window, or stays")
            return
        if not same:
            judge.wiped()
            judge.signed_out()
            judge.role_of = ""
        elif judge.reports and self.service.session:
            judge.reports = (self.service.sessions + 1, judge.reports[1])  # who is back goes on where they were
        self.judge.lock.owner, self.judge.lock.proved = person, True
        self.service.log_in(person, fresh=True)
        if user.locked:
            judge.wrong("it has been proved who is here, and the window stays locked")
        if not same:
            self.judge.lock.person_replaced(user.form(), user.memory.recall(PEOPLE[person].hpr_number).role)
        if not judge.role_of and user.form().role:
            judge.role_of = person
        self._look()

    @rule()
    def log_in(self) -> None:
        self.user.key(Key.Key_F9)

    @precondition(lambda self: self.service.waiting("login"))
    @rule(person=PERSONS, fresh=st.booleans())
    def somebody_logs_in(self, person: str, fresh: bool) -> None:
        self._log_in(person, fresh=fresh)

    def _log_in(self, person: str, *, fresh: bool) -> None:
        if self.user.locked:
            self._prove(person, fresh=fresh)
            return
        self.judge.signed_in(person, fresh=fresh)
        self.service.log_in(person, fresh=fresh)

    @precondition(lambda self: self.service.waiting("login"))
    @rule(code=LOGIN_ERRORS)
    def login_fails(self, code: ErrorCode) -> None:
        self._fail_login(code)

    @precondition(lambda self: self.service.waiting("login"))
    @rule(stray=st.booleans(), started=st.booleans())
    def login_goes_on(self, stray: bool, started: bool) -> None:
        task = self.service.waiting("login")
        assert task is not None
        address = "http://127.0.0.1:1/login"
        task.progressed.emit(
            LoginProgress(step=LoginStep.BROWSER, browser_url=address, browser_started=started, unmatched_answer=stray)
        )

    @precondition(lambda self: self.service.waiting("read_settings"))
    @rule(good=st.booleans())
    def settings_are_read(self, good: bool) -> None:
        self.service.end("read_settings", self.user.settings if good else AppError(ErrorCode.SETTINGS_INVALID))

    @precondition(lambda self: self.service.waiting("set_organisation"))
    @rule(works=st.booleans())
    def organisation_answers(self, works: bool) -> None:
        self.service.switch() if works else self.service.end("set_organisation", AppError(ErrorCode.ORGANISATION_REFUSED))

    @precondition(lambda self: self.user.asked_who)
    @rule(me=st.booleans())
    def say_who(self, me: bool) -> None:
        if me:
            self.judge.role_of, self.judge.saying = self.judge.person, True
            self.user.click("confirmPersonButton")
        else:
            self._before_leaving()
            self.user.click("denyPersonButton")
            self._look()

    @precondition(lambda self: self.service.session)
    @rule()
    def session_ends(self) -> None:
        self.judge.signed_out()
        self.service.expire()
        self._look()

    @precondition(lambda self: self.user.may_log_out)
    @rule()
    def log_out(self) -> None:
        self._before_leaving()
        self.user.window.bar.menu.logout.trigger()
        self._look()

    @rule()
    def clear(self) -> None:
        self.judge.wiped()
        self.user.key(Key.Key_F8)
        self._look()

    @rule()
    def hidden_long_enough(self) -> None:
        if self.user.run_out(self.user.controller.wipe_timer):
            behind = self.judge.lock.behind
            self.judge.wiped()
            self.judge.lock.behind = behind  # hidden results go; the number that stands in the form stays

    @precondition(lambda self: self.judge.opened)
    @rule(asleep=st.booleans())
    def opening_runs_out(self, asleep: bool) -> None:
        opening, opened = self.user.controller.opening, self.judge.opened
        if asleep:
            self.user.later += 601
            bar = opening.bar
            if bar is not None:
                bar._tick.timeout.emit()
            self.user.until(lambda: not opening.clock.isActive())
        else:
            self.user.run_out(opening.clock)
        if opened is not None and opened.running:
            self.judge.wrong("the opening is over, and goes on at the service")
        self.judge.close_opened()

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

    @rule()
    def key_of_opening(self) -> None:
        self.judge.confirming = self.user.panel_up
        self.user.key(Key.Key_O, CONTROL)

    @precondition(lambda self: self.user.panel_up)
    @rule(letter=st.sampled_from("SA"))
    def ground(self, letter: str) -> None:
        self.user.wake()
        self.user.key(Qt.Key(ord(letter)))
        self.judge.ground = letter

    @precondition(lambda self: self.user.panel_up)
    @rule(digit=st.sampled_from("126"), at_once=st.booleans())
    def reason(self, digit: str, at_once: bool) -> None:
        self.user.wake()
        self.user.type(digit)
        self.judge.reason = digit
        if not at_once:
            self.user.run_out(self.user.window.scanner.hold)

    @precondition(lambda self: self.user.panel_up)
    @rule()
    def confirm(self) -> None:
        self.judge.confirming = True
        self.user.click("openButton")

    @rule()
    def key_of_the_end(self) -> None:
        self.user.wake()
        if self.user.at_main:
            running = [each for each in self.service.running if each is self.judge.opened]
            self.user.key(Key.Key_O, CONTROL | SHIFT)
            self.judge.close_opened()
            if any(each.running for each in running):
                self.judge.wrong("the opening is ended, and goes on at the service")
            self._look()

    @rule(letter=st.sampled_from("SA"))
    def choose_directly(self, letter: str) -> None:
        """An elevated basis in the form, where the organisation lets it be chosen without a report."""
        self.user.wake()
        self.user.key(Key.Key_F2)  # a form that is folded away comes back
        button = self.user.find(QAbstractButton, f"basisForhoyet{GROUNDS[letter]}")
        if button is None or not button.isEnabled():
            if self.judge.direct and button is not None:
                self.judge.wrong("the organisation allows a direct choice, and it cannot be made")
            return
        if not self.judge.direct:
            self.judge.wrong("a basis that is locked can be chosen")
        was_up = self.user.panel_up
        button.setFocus()
        self.user.key(Key.Key_Space)
        if self.user.panel_up and (not was_up or self.user.ground):
            self.judge.ground = self.user.ground
            self.judge.reason = self.judge.reason if was_up else ""

    @rule(text=st.sampled_from([*PATIENTS.values(), *PATIENTS.values(), "13896900264", "Nordmann", None]))
    def arrives(self, text: str | None) -> None:
        user, judge = self.user, self.judge
        before, sent, locked = user.form(), self._sent(), user.locked
        took = user.window.hand_over(text)
        user.wake()  # the warning goes first, and the offer stands behind it
        judge.lock.offered = text or ""
        if user.offered:
            judge.ground = judge.reason = ""  # something else claimed the eye: it is chosen anew
        self._look()
        form = user.form()
        if locked:
            if took is not None or form != before or user.offered:
                judge.wrong("a patient is taken although the window is locked")
        elif before.digits and form != before:
            judge.wrong("a hand-over changes what stands in the form")
        elif form.digits not in (before.digits, text):
            judge.wrong("a hand-over fills in something else")
        elif text is not None and form.digits != text and not user.offered:
            judge.wrong("a hand-over comes, and nothing says so")
        self._nothing_went(sent)

    @rule()
    def take_it(self) -> None:
        user, judge = self.user, self.judge
        user.wake()
        offered = judge.lock.offered if user.find(QAbstractButton, "takePatientButton") is not None else ""
        before, sent, hears = user.form(), self._sent(), user.at_main
        user.key(Key.Key_F12)
        self._look()
        if hears:
            form = user.form()
            if form.digits != (offered or before.digits):
                judge.wrong("the key to change to another patient does something else")
            back = any(each.digits == offered and each.lookup.basis is form.basis for each in judge.held)
            if offered and form.basis is not None and not back:
                judge.wrong("a basis goes along to another patient")
        self._nothing_went(sent)

    @rule()
    def keep(self) -> None:
        user = self.user
        user.wake()
        before, sent, hears = user.form(), self._sent(), user.at_main
        user.key(Key.Key_F12, SHIFT)
        self._look()
        if user.form() != before or (hears and user.offered):
            self.judge.wrong("the key to keep the patient does something else")
        self._nothing_went(sent)

    @precondition(lambda self: not self.user.locked)
    @rule(session=st.booleans(), keeps=st.booleans())
    def epj_closes(self, session: bool, keeps: bool) -> None:
        """Covered at once, or asked about at the bedside; kept, all is as it was; else all of it is gone."""
        user, judge, closing = self.user, self.judge, self.user.window.closing
        user.wake()
        before, sent = user.form(), self._sent()
        closing.close_asked(before.digits, "", session=session)
        covered = user.find(QWidget, "closedCover") is not None
        if not covered and user.controller.desk.offer.closes is None:
            return  # nothing is here, or the change to another patient that is offered closes it too
        if covered:
            judge.allowed = None
        if covered and not user.offered:  # a number that is offered stands on the cover
            judge.lock.bare(reading.on_screen(), "on the screen")
        if not keeps:
            self._before_leaving() if session else judge.wiped()
        if covered and not keeps:
            for _ in range(SECONDS):
                closing.timer.timeout.emit()
        else:
            user.window.press(keys.Key.KEEP_PATIENT if keeps else keys.Key.TAKE_PATIENT)
        self._look()
        if user.form().digits != (before.digits if keeps else "") or (keeps and user.form() != before):
            judge.wrong("what the EPJ closed is kept and changed, or not kept and not gone")
        self._nothing_went(sent)

    def _nothing_went(self, sent: int) -> None:
        self.user.settle()
        if self._sent() != sent:
            self.judge.wrong("a hand-over sends something")
