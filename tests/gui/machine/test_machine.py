"""The real window before a strict service, under any order of events: the invariants (provesvar_gui/README.md §7) hold.

Run for long with ``PROVESVAR_MACHINE_EXAMPLES=2000 pytest -o faulthandler_timeout=0 tests/gui/machine``;
``PROVESVAR_MACHINE_STEPS``: rules per example. 100 examples of 25 rules take four minutes.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule, run_state_machine_as_test
from PySide6.QtWidgets import QApplication

from provesvar_gui.errors import ErrorCode
from tests.gui.fakes import KARI, OLA
from tests.gui.machine.rules import BASES, ERRORS, NUMBERS, PERSONS, ROLES, Rules
from tests.gui.machine.service import TRE, Kind, Request
from tests.gui.machine.user import WINDOW, Key
from tests.window_settings import window_settings


class WindowMachine(Rules):
    """Each rule is something that a person, the service or a clock does."""

    @initialize(direct=st.sampled_from([False, False, True]))
    def settings_say(self, direct: bool) -> None:
        """The organisation allows elevated access without a report, or (as a rule) not."""
        self.direct_choice(direct)

    def direct_choice(self, direct: bool) -> None:
        self.judge.direct = direct
        self.user.settings = window_settings(**WINDOW, pps__direct_elevated=direct)
        self.user.window.controller.settings_reader.settled.emit(self.user.settings)

    def teardown(self) -> None:
        """From wherever it has come to, a look-up is still possible; and nothing stays when the window closes."""
        try:
            if self.fine:
                self._once_more()
                self._close_window()
        finally:
            self.user.leave()  # else the next one, perhaps the same once more, would find this window beside its own

    def _once_more(self) -> None:
        user = self.user
        user.wake()
        if user.locked:
            self.somebody_unlocks(person="a", how="proves")
            self.holds()
        for _ in range(3):
            user.key(Key.Key_Escape)
        user.key(Key.Key_F8)
        self.judge.wiped()
        count = len(self.service.requests)
        self._ask("13896900263", "A", "LE", "a")
        if len(self.service.requests) == count:
            self.judge.wrong("no look-up is possible any more")
        self.holds()

    def _ask(self, number: str, letter: str, role: str, person: str) -> None:
        """Fill everything in and press Enter; whatever is asked on the way is answered."""
        self.type_number(number=number, length=11)
        self.choose_basis(letter=letter, times=2)
        self.holds()
        self.choose_role(code=role)
        self.choose_organisation(last=False)
        self.holds()
        self.user.key(Key.Key_F2)
        self._enter()
        self.holds()
        for _ in range(2):
            if self.service.waiting("read_settings"):
                self.settings_are_read(good=True)
                self.holds()
            if self.service.waiting("login"):
                self._log_in(person, fresh=True)
                self.holds()
            if self.user.asked_who:
                self.say_who(me=True)
                self.holds()
            if self.service.waiting("set_organisation"):
                self.service.switch()
                self.holds()

    @rule(number=NUMBERS, letter=BASES, role=ROLES, person=PERSONS)
    def ask(self, number: str, letter: str, role: str, person: str) -> None:
        self._ask(number, letter, role, person)

    @rule(number=NUMBERS, person=PERSONS, kind=st.sampled_from(Kind))
    def ask_and_be_answered(self, number: str, person: str, kind: Kind) -> None:
        self._ask(number, "A", "LE", person)
        for request in self.service.running:
            self._answer(request, kind)

    @rule(number=NUMBERS, person=PERSONS, code=ERRORS)
    def ask_and_be_refused(self, number: str, person: str, code: ErrorCode) -> None:
        self._ask(number, "A", "LE", person)
        for request in self.service.running:
            self._fail(request, code)

    @rule(number=NUMBERS, person=PERSONS, unknown=st.booleans(), steps=st.integers(1, 5))
    def open_restricted(self, number: str, person: str, unknown: bool, steps: int) -> None:
        """The whole way to what is restricted, or a part of it."""
        self.ask_and_be_answered(number=number, person=person, kind=Kind.UNKNOWN if unknown else Kind.PARTLY)
        self.holds()
        self.key_of_opening()
        self.holds()
        for step in range(1, steps):
            match step:
                case 1 if self.user.panel_up:
                    self.ground(letter="A")
                case 2 if self.user.panel_up:
                    self.reason(digit="2", at_once=True)
                case 3:
                    self.key_of_opening()
                case 4:
                    for request in self.service.running:
                        self._answer(request, Kind.DATA)
            self.holds()

    def scene(self, numbers: list[str], people: list[str], kind: Kind | None, acts: list[str], last: Kind) -> None:
        """Somebody asks, and is answered or not yet; things happen; somebody asks again."""
        self._ask(numbers[0], "A", "LE", people[0])
        for request in self.service.running if kind is not None else ():
            self._answer(request, kind or Kind.DATA)
        self.holds()
        for act in acts:
            ACTS[act](self, numbers[1], people[1], last)
            self.holds()

    def back_or(self, person: str, how: str = "proves") -> None:
        if self.user.locked:
            self.somebody_unlocks(person=person, how=how)

    def log_in_now(self, person: str) -> None:
        self.log_in()
        self.holds()
        if self.service.waiting("login"):
            self._log_in(person, fresh=True)

    def enter_in_number(self) -> None:
        self.user.key(Key.Key_F2)
        self._enter()

    def both_steps(self) -> None:
        if self.user.panel_up:
            self.ground(letter="S")
            self.reason(digit="2", at_once=False)
            self.holds()
            self.confirm()

    def tell(self, requests: list[Request], kind: Kind | None) -> None:
        """To the first of these, if any; None: a failure."""
        if requests:
            self._answer(requests[0], kind) if kind else self._fail(requests[0], ErrorCode.NOTHING_MORE_TO_OPEN)


#: By name: what happens, and may happen at any time. ``n``, ``p``, ``k``: a number, a person, a kind of answer.
ACTS: dict[str, Callable[[WindowMachine, str, str, Kind], object]] = {
    "log out": lambda m, *_: m.log_out() if m.user.may_log_out else None,
    "session ends": lambda m, *_: m.session_ends() if m.service.session else None,
    "another": lambda m, n, p, _k: m._ask(n, "S", "LE", p),
    "login": lambda m, _n, p, _k: m.log_in_now(p),
    "enter": lambda m, *_: m.enter_in_number(),
    "other basis": lambda m, *_: m.choose_basis(letter="U", times=1),
    "first digit": lambda m, *_: m.edit_number(keys=[Key.Key_Home, Key.Key_Delete, Key.Key_3]),
    "late": lambda m, _n, _p, k: m.tell(m.service.open, k),
    "answer": lambda m, _n, _p, k: m.tell(m.service.running, k),
    "fail": lambda m, *_: m.tell(m.service.running, None),
    "steps": lambda m, *_: m.both_steps(),
    "scan": lambda m, n, *_: m.scan_now(n, Key.Key_Return),
    "scan same": lambda m, n, *_: m.scan_now(m.user.form().digits or n, None),
    "time": lambda m, *_: m.opening_runs_out(asleep=False) if m.judge.opened else None,
    "idle": lambda m, *_: m.nobody_is_here(seconds=130, asleep=False),
    "long idle": lambda m, *_: m.nobody_is_here(seconds=601, asleep=True),
    "warned": lambda m, *_: m.nobody_is_here(seconds=105, asleep=False),
    "back": lambda m, *_: m.back_or(m.judge.lock.owner or "a"),
    "other": lambda m, _n, p, _k: m.back_or(p),
    "not anew": lambda m, _n, p, _k: m.back_or(p, "not anew"),
    "fails": lambda m, _n, p, _k: m.back_or(p, "fails"),
    "not me": lambda m, *_: m.not_me() if m.user.locked else None,
    "direct": lambda m, *_: m.choose_directly(letter="A"),
    "arrives": lambda m, n, *_: m.arrives(text=n),
    "invalid": lambda m, *_: m.arrives(text="13896900264"),
    "bedside": lambda m, *_: m.bedside_key() if not m.service.running else None,
    "open": lambda m, *_: m.key_of_opening(),
    "wipe": lambda m, *_: m.hidden_long_enough(),
    "escape": lambda m, *_: m.escape(),
    "change": lambda m, *_: m.change(),
    "back to results": lambda m, *_: m.back(),
    "clear": lambda m, *_: m.clear(),
    "lock": lambda m, *_: m.lock(),
    "end key": lambda m, *_: m.key_of_the_end(),
    "take": lambda m, *_: m.take_it(),
    "keep": lambda m, *_: m.keep(),
}
EXAMPLES = int(os.environ.get("PROVESVAR_MACHINE_EXAMPLES", "0"))
SETTINGS = settings(
    max_examples=EXAMPLES or 9,
    stateful_step_count=int(os.environ.get("PROVESVAR_MACHINE_STEPS", "20")),
    derandomize=not EXAMPLES,  # the same ones each time; a long run looks for others, with --hypothesis-seed=N
    deadline=None,
    database=None,
    print_blob=True,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def little_to_collect() -> Iterator[None]:
    """A wipe goes through every container there is: those of the tests themselves are left out."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.hazard("H1.13")
@pytest.mark.hazard("H1.2")
@pytest.mark.timeout(7200 if EXAMPLES else 300)
@pytest.mark.usefixtures("qapp", "little_to_collect")
def test_the_window_in_any_order_of_events() -> None:
    run_state_machine_as_test(WindowMachine, settings=SETTINGS)


THREE, TWO = [KARI, OLA, TRE], ["a", "b"]
OPENED = ["open", "steps", "answer"]


def scene(kind: Kind | None, *acts: str) -> example:
    return example(numbers=THREE, people=TWO, kind=kind, acts=list(acts), last=Kind.DATA)


@pytest.mark.hazard("H1.13")
@pytest.mark.timeout(7200 if EXAMPLES else 300)
@pytest.mark.usefixtures("qapp")
@settings(
    max_examples=EXAMPLES or 5,
    derandomize=not EXAMPLES,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(
    numbers=st.permutations(THREE),
    people=st.permutations(TWO),
    kind=st.none() | st.sampled_from(Kind),
    acts=st.lists(st.sampled_from(list(ACTS)), min_size=3, max_size=10),
    last=st.sampled_from(Kind),
)
@scene(None, "other basis", "enter", "late", "answer")  # two look-ups, and the answer to the first
@scene(None, "first digit", "late", "escape")  # an answer to what was cancelled by an edit
@scene(Kind.DATA, "session ends", "login", "enter")  # the role of somebody else
@scene(Kind.DATA, "first digit", "wipe", "escape")
@scene(Kind.DATA, "change", "escape", "first digit", "escape", "back to results", "change", "wipe")
@scene(Kind.PARTLY, *OPENED, "change", "back to results", "change", "first digit", "back to results")
@scene(Kind.DATA, "log out")
@scene(Kind.PARTLY, "open", "scan same")
@scene(Kind.PARTLY, *OPENED, "time")
@scene(Kind.PARTLY, *OPENED, "session ends")
@scene(Kind.PARTLY, *OPENED, "scan same")
@scene(Kind.PARTLY, "open", "steps", "fail", "open", "steps")  # nothing more to open: not offered again
@scene(Kind.PARTLY, "lock", "back", *OPENED, "lock", "back", "open")
@scene(Kind.PARTLY, *OPENED, "idle", "other", "another")
@scene(Kind.DATA, "warned", "clear", "warned", "enter")  # the clear key is a sign of life
@scene(None, "lock", "late", "back", "enter", "answer")  # what runs is stopped
@scene(Kind.DATA, "lock", "not me", "another", "clear", "bedside", "idle")
@scene(Kind.DATA, "lock", "not anew", "fails", "back", "enter")
@scene(Kind.DATA, "bedside", "idle", "long idle", "long idle", "back")
@scene(None, "warned", "arrives")
@scene(Kind.DATA, "arrives", "lock", "arrives", "back", "lock", "long idle", "back", "arrives", "invalid")
@scene(Kind.PARTLY, "arrives", "open", "take", "escape", "arrives", "keep", "open", "arrives", "steps")
@scene(Kind.PARTLY, *OPENED, "end key", *OPENED, "arrives", "take", "wipe")
@scene(Kind.DATA, "direct", "steps", "answer", "direct", "steps", "answer", "end key")
@scene(Kind.DATA, "direct", "change")
def test_scenes_of_the_window_machine(
    numbers: list[str], people: list[str], kind: Kind | None, acts: list[str], last: Kind
) -> None:
    machine = WindowMachine()
    try:
        machine.holds()
        machine.direct_choice("direct" in acts)
        machine.scene(numbers=numbers, people=people, kind=kind, acts=acts, last=last)
    finally:
        machine.teardown()


@pytest.mark.hazard("H6.9")
def test_nothing_is_opened_for_another_organisation_than_the_one_on_the_screen(qapp: QApplication) -> None:
    machine = WindowMachine()
    try:
        machine.ask_and_be_answered(number=KARI, person="a", kind=Kind.PARTLY)
        machine.holds()
        machine.choose_organisation(last=True)
        machine.holds()
        machine.key_of_opening()
        assert not machine.user.panel_up  # what was reported, was reported to the other one
        machine.holds()
    finally:
        machine.user.leave()  # else the tests after this one would find its window beside theirs
