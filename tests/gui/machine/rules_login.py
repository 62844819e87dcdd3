"""Login and logout, clocks and windows."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import LoginProgress, LoginStep
from tests.gui.machine.draws import LOGIN_ERRORS, PERSONS
from tests.gui.machine.rules_lock import LockRules
from tests.gui.machine.seat import CONTROL, SHIFT, Key


class LoginRules(LockRules):
    """Who comes and goes, and what time does."""

    # --- login -----------------------------------------------------------------------------------------------------------------

    @rule()
    def log_in(self) -> None:
        self.seat.key(Key.Key_F9)

    @precondition(lambda self: self.service.waiting("login"))
    @rule(person=PERSONS, fresh=st.booleans())
    def somebody_logs_in(self, person: str, fresh: bool) -> None:
        self._log_in(person, fresh=fresh)

    def _log_in(self, person: str, *, fresh: bool) -> None:
        if self.seat.locked:
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
            LoginProgress(step=LoginStep.BROWSER, browser_url=address, browser_started=started, stray_answer=stray)
        )

    @precondition(lambda self: self.service.waiting("read_settings"))
    @rule(good=st.booleans())
    def settings_are_read(self, good: bool) -> None:
        task = self.service.waiting("read_settings")
        assert task is not None
        task.setProperty("ended", True)
        task.succeed(self.seat.settings) if good else task.fail(AppError(ErrorCode.SETTINGS_INVALID))

    @precondition(lambda self: self.service.waiting("set_organisation"))
    @rule(works=st.booleans())
    def organisation_answers(self, works: bool) -> None:
        if works:
            self.service.switch()
        else:
            self.service.fail("set_organisation", AppError(ErrorCode.ORGANISATION_REFUSED))

    @precondition(lambda self: self.seat.asked_who)
    @rule(me=st.booleans())
    def say_who(self, me: bool) -> None:
        if me:
            self.judge.role_of, self.judge.saying = self.judge.person, True
            self.seat.click("confirmPersonButton")
        else:
            self._before_leaving()
            self.seat.click("denyPersonButton")
            self._look()

    @precondition(lambda self: self.service.session)
    @rule()
    def session_ends(self) -> None:
        self.judge.signed_out()
        self.service.expire()
        self._look()

    @precondition(lambda self: self.service.session)
    @rule()
    def session_is_renewed(self) -> None:
        self.service.renew()

    @precondition(lambda self: self.seat.find(QAbstractButton, "logoutButton"))
    @rule()
    def log_out(self) -> None:
        self._before_leaving()
        self.seat.click("logoutButton")
        self.seat.click("logoutButton")  # asked once more, where something would be lost; else it is gone
        self._look()

    @rule()
    def clear(self) -> None:
        self.judge.wiped()
        self.seat.key(Key.Key_F8)
        self._look()

    # --- clocks and windows ----------------------------------------------------------------------------------------------------

    @rule()
    def hidden_long_enough(self) -> None:
        if self.seat.run_out(self.seat.controller.wipe_timer):
            behind = self.judge.lock.behind
            self.judge.wiped()
            self.judge.lock.behind = behind  # hidden results go; the number that stands in the form stays

    @precondition(lambda self: self.judge.opened)
    @rule(asleep=st.booleans())
    def opening_runs_out(self, asleep: bool) -> None:
        opening, opened = self.seat.controller.opening, self.judge.opened
        if asleep:
            self.seat.later += 601
            bar = opening.bar
            if bar is not None:
                bar._tick.timeout.emit()
            self.seat.until(lambda: not opening.clock.isActive())
        else:
            self.seat.run_out(opening.clock)
        if opened is not None and opened.running:
            self.judge.wrong("the opening is over, and goes on at the service")
        self.judge.close_opened()

    @rule()
    def minimise(self) -> None:
        self.seat.window.showMinimized()
        self.seat.settle()
        self._bring_back()

    @precondition(lambda self: len(self.service.requests) > 2)
    @rule()
    def close_and_start_again(self) -> None:
        self._leave()
        self._sit_down()

    @rule(
        key=st.sampled_from(
            [
                (Key.Key_1, CONTROL), (Key.Key_2, CONTROL), (Key.Key_3, CONTROL), (Key.Key_4, CONTROL), (Key.Key_5, CONTROL),
                (Key.Key_T, CONTROL), (Key.Key_C, CONTROL | SHIFT), (Key.Key_F6, Qt.KeyboardModifier.NoModifier),
                (Key.Key_F7, Qt.KeyboardModifier.NoModifier), (Key.Key_F, CONTROL),
                (Key.Key_Down, Qt.KeyboardModifier.NoModifier),
                (Key.Key_K, Qt.KeyboardModifier.NoModifier), (Key.Key_Tab, Qt.KeyboardModifier.NoModifier),
            ]
        )
    )  # fmt: skip
    def look_around(self, key: tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
        was_up = self.seat.panel_up
        self.seat.key(*key)
        self._panel_came(was_up=was_up)  # an arrow chooses the next basis, too

    def _panel_came(self, *, was_up: bool) -> None:
        raise NotImplementedError
