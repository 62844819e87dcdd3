"""What is done in the form, by keys, scanner, paste and mouse; and what must hold after every rule."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QComboBox

from tests.gui.machine.draws import BASES, NUMBERS, PLACES, ROLES, SUFFIXES
from tests.gui.machine.judge import Judge
from tests.gui.machine.seat import ALT, CONTROL, Key, Seat


class FormRules(RuleBasedStateMachine):
    """Each rule is something that a person, the service or a clock does."""

    def __init__(self) -> None:
        super().__init__()
        self._sit_down()

    def _sit_down(self) -> None:
        self.fine = True
        self.seat = Seat()
        self.judge = Judge(self.seat)
        self.service = self.seat.service

    def _leave(self) -> None:
        self.judge.wiped()
        self.seat.leave()
        self.judge.nothing_kept()
        assert not self.service.running, "a look-up runs on although the window is closed"
        assert not self.seat.wrongs, self.seat.wrongs

    @invariant()
    def holds(self) -> None:
        self.fine = False
        self.judge.at_once()
        self.seat.settle()
        self.judge.at_rest()
        assert not self.seat.wrongs, self.seat.wrongs
        self.fine = True

    def _look(self) -> None:
        """Between two keys, before anything else may happen."""
        self.judge.at_once()

    # --- the form --------------------------------------------------------------------------------------------------------------

    @rule(number=NUMBERS, length=st.sampled_from([11, 11, 11, 1, 6, 10]))
    def type_number(self, number: str, length: int) -> None:
        self.seat.key(Key.Key_F2)
        for digit in number[:length]:
            self.seat.type(digit)
            self._look()

    @rule(
        keys=st.lists(
            st.sampled_from([Key.Key_Backspace, Key.Key_Delete, Key.Key_Home, Key.Key_Left, Key.Key_3, Key.Key_2]),
            min_size=1,
            max_size=3,
        )
    )
    def edit_number(self, keys: list[Qt.Key]) -> None:
        self.seat.key(Key.Key_F2)
        self.seat.key(Key.Key_End)
        for key in keys:
            self.seat.key(key)
            self._look()

    @rule(number=NUMBERS)
    def paste(self, number: str) -> None:
        QGuiApplication.clipboard().setText(number)
        self.seat.key(Key.Key_F2)
        self.seat.key(Key.Key_V, CONTROL)
        self._look()

    @rule(number=NUMBERS, place=PLACES, suffix=SUFFIXES)
    def scan(self, number: str, place: int, suffix: Qt.Key | None) -> None:
        found = self.seat.focusable()
        if found:
            found[place % len(found)].setFocus()
        self.scan_now(number, suffix)

    def scan_now(self, number: str, suffix: Qt.Key | None) -> None:
        self.seat.scan(number, None)
        self.judge.close_opened()
        self._look()
        if self.seat.panel_up:
            self.judge.wrong("a scan leaves the panel open")
        if suffix is not None:
            self.seat.key(suffix, gap=0.012)

    @rule(letter=BASES, times=st.integers(1, 2))
    def choose_basis(self, letter: str, times: int) -> None:
        for _ in range(times):
            self.seat.key(Qt.Key(ord(letter)), ALT)

    @rule(code=ROLES)
    def choose_role(self, code: str) -> None:
        self.seat.wake()
        if self.seat.locked or not self.seat.at_main:
            return
        self.seat.key(Key.Key_F4)
        self.seat.key(Key.Key_A, CONTROL)
        self.seat.type(code)
        self.seat.key(Key.Key_Tab)
        self.judge.role_chosen()

    @rule(last=st.booleans())
    def choose_organisation(self, last: bool) -> None:
        self.seat.key(Key.Key_F2)  # a form that is folded away comes back
        combo = self.seat.find(QComboBox, "organisationPicker")
        if combo is not None:
            combo.setFocus()
            self.seat.key(Key.Key_Down if last else Key.Key_Home)

    @rule(place=st.none() | PLACES)
    def enter(self, place: int | None) -> None:
        found = self.seat.focusable()
        if place is not None and found:
            found[place % len(found)].setFocus()
        self._enter()

    def _enter(self) -> None:
        self.judge.entering = True
        before = self.service.session
        name = getattr(self.seat.window.focusWidget(), "objectName", str)()
        self._note_button(name)
        self.seat.key(Key.Key_Return)
        if name == "logoutButton" and self.seat.find(QAbstractButton, name):
            self.seat.key(Key.Key_Return)  # it asks once more
        if before is not None and self.service.session is None:
            self.judge.signed_out()

    def _note_button(self, name: str) -> None:
        """Enter on a button is a click on it."""
        if name in ("logoutButton", "denyPersonButton"):
            self.judge.entering = False
            self._before_leaving()
        elif name == "unlockButton":
            self.judge.entering = False
        elif name == "lockLeaveButton":
            self.judge.entering = False
            self._before_leaving()
        elif name == "confirmPersonButton":
            self.judge.entering = False
            self.judge.role_of, self.judge.saying = self.judge.person, True
        elif name == "endOpeningButton":
            self.judge.close_opened()

    @rule()
    def press_the_button(self) -> None:
        self.judge.entering = True
        self.seat.click("lookupButton")

    @rule()
    def escape(self) -> None:
        self.seat.key(Key.Key_Escape)
        self._look()

    @rule()
    def cancel(self) -> None:
        self.seat.click("cancelButton")

    @rule()
    def fetch_again(self) -> None:
        self.seat.key(Key.Key_F5)
        self._look()
        self.judge.entering = True
        self.seat.key(Key.Key_F5)

    def _before_leaving(self) -> None:
        self.judge.wiped()
        self.judge.signed_out()
        self.judge.lock.owner = ""

    def _bring_back(self) -> None:
        self.seat.window.showNormal()
        self.seat.window.activateWindow()
        self.seat.until(self.seat.window.isActiveWindow)

    def _sent(self) -> int:
        """How many calls went out that somebody must have asked for."""
        return sum(len(self.service.named(name)) for name in ("lookup", "login", "set_organisation"))
