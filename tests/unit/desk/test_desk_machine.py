"""The desk under any order of events: what must never happen does not."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from provesvar_gui.desk import actions as act
from provesvar_gui.desk.actions import Person
from provesvar_gui.desk.desk import Desk
from provesvar_gui.desk.opening import OpeningPolicy
from provesvar_gui.patient.access import AccessBasis, Lookup
from provesvar_gui.patient.numbers import PatientId
from provesvar_gui.results.model import OutcomeKind

PATIENTS = [PatientId("13896900263"), PatientId("01896900052"), PatientId("24860400162")]
PEOPLE = [
    Person(key="k1", hpr_number="1", orgnr="a"),
    Person(key="k1", hpr_number="1"),
    Person(key="k2", hpr_number="2"),
    Person(key="k1", hpr_number="1", orgnr="b"),
]


class DeskMachine(RuleBasedStateMachine):
    """Events in any order against a small model of the surroundings: the screen, the service, the login."""

    direct = False  # the policy lets an elevated basis be chosen without a report

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk(["a", "b"], OpeningPolicy(direct=self.direct))
        self.running: dict[int, PatientId] = {}  # look-ups whose answer may still come, cancelled or not
        self.active: set[int] = set()  # sent, not cancelled, not ended
        self.screen: PatientId | None = None  # whose results can be seen
        self.hidden: PatientId | None = None
        self.behind: PatientId | None = None  # whose results are behind the cover
        self.field: PatientId | None = None
        self.login = False
        self.enters = 0
        self.sent = 0
        self.certain: str | None = None  # key of the person known to be at the desk
        self.asked_by: dict[int, str] = {}  # look-up -> key of the person whose session sent it
        self.held_for: str | None = None  # key of the person whose results are held, seen or hidden
        self.elevated: set[int] = set()  # look-ups that open something
        self.shown: int | None = None  # the look-up whose results are held
        self.ordinary: int | None = None  # the one that comes back when what was opened is closed
        self.reports: dict[int, tuple[PatientId, str]] = {}  # ordinary look-ups whose answer said that something can be opened
        self.last_answer: int | None = None  # of the ordinary look-ups
        self.panel = False
        self.confirmed = 0  # second steps that may send one look-up each

    def carry_out(self, actions: act.Actions, *, answer_to: int | None = None) -> None:
        for action in actions:
            match action:
                case act.SendLookup(lookup=lookup):
                    self.send(lookup)
                case act.CancelLookup(number=number):
                    self.active.discard(number)
                case act.Command.HIDE_RESULTS:
                    self.hidden, self.screen = self.screen, None
                case act.Command.SHOW_RESULTS:
                    assert not self.desk.results.covered, "shown behind the cover"
                    self.screen = self.hidden or self.behind or self.screen
                    self.behind = None
                    if answer_to is not None:
                        self.screen, self.held_for = self.running[answer_to], self.asked_by[answer_to]
                        self.shown = answer_to
                    assert self.screen is not None, "nothing to show"
                    self.hidden = None
                case act.Command.COVER_RESULTS:
                    assert self.desk.results.covered
                    self.behind, self.screen = self.screen or self.behind, None
                case act.Command.WIPE_RESULTS:
                    self.behind = None
                    self.screen = self.hidden = self.held_for = self.shown = self.ordinary = None
                case act.OpeningStarted(lookup=lookup):
                    assert answer_to == lookup.number
                    assert self.shown not in self.elevated
                    self.ordinary = self.shown
                case act.OpeningEnded(lookup=lookup):
                    assert self.shown == lookup.number
                    self.shown, self.ordinary = self.ordinary, None
                case act.ShowOpening():
                    assert not self.panel or self.direct
                    self.panel = True
                case act.Command.HIDE_OPENING:
                    assert self.panel
                    self.panel = False
                case act.SetNumber(patient=patient):
                    self.field = patient
                case act.StartLogin():
                    assert not self.login
                    self.login = True
                case act.Command.CANCEL_LOGIN:
                    self.login = False
                case act.SwitchOrganisation():
                    assert self.desk.session is not None
                case _:
                    pass

    def send(self, lookup: Lookup) -> None:
        if lookup.basis.elevated:
            self.confirmed -= 1
            assert self.confirmed >= 0, "elevated without a confirmation"
            self.check_report(lookup)
            self.elevated.add(lookup.number)
        else:
            self.sent += 1
            assert self.sent <= self.enters, "sent without Enter"
        assert lookup.patient == self.field, "not what stands on the screen"
        assert lookup.role_code == self.desk.form.role, "not the role that stands on the screen"
        assert self.desk.session is not None
        assert self.certain == self.desk.session.key, "nobody certain is logged in"
        assert self.desk.form.orgnr in ("", self.desk.session.orgnr), "for another organisation than the screen shows"
        assert not self.desk.switching, "sent while the organisation changes"
        assert not self.active, "two at once"
        assert not self.desk.results.covered, "sent behind the cover"
        self.active.add(lookup.number)
        self.running[lookup.number] = lookup.patient
        self.asked_by[lookup.number] = self.desk.session.key

    def check_report(self, lookup: Lookup) -> None:
        if not self.direct:
            assert self.last_answer is not None
            assert self.desk.session is not None
            told = self.reports[self.last_answer]
            assert told == (lookup.patient, self.desk.session.key), "elevated without a report of this patient to this person"

    @rule(patient=st.sampled_from([*PATIENTS, None]), text=st.sampled_from(["", "1", "12"]))
    def type_number(self, patient: PatientId | None, text: str) -> None:
        if not self.desk.results.covered:  # the field is behind it
            self.field = patient
        self.carry_out(self.desk.number_changed(patient.digits if patient else text, patient))

    @rule(basis=st.sampled_from(AccessBasis))
    def choose_basis(self, basis: AccessBasis) -> None:
        self.carry_out(self.desk.basis_chosen(basis))

    @rule(code=st.sampled_from(["LE", "SP", ""]))
    def choose_role(self, code: str) -> None:
        self.carry_out(self.desk.role_chosen(code))

    @rule(orgnr=st.sampled_from(["a", "b", "", "c"]))
    def choose_organisation(self, orgnr: str) -> None:
        self.carry_out(self.desk.organisation_chosen(orgnr))

    @rule(patient=st.sampled_from(PATIENTS), basis=st.sampled_from(AccessBasis))
    def fill_in(self, patient: PatientId, basis: AccessBasis) -> None:
        self.type_number(patient=patient, text="")
        self.choose_basis(basis=basis)
        self.choose_basis(basis=basis)
        self.choose_role(code="LE")
        self.choose_organisation(orgnr="a")

    @rule(patient=st.sampled_from(PATIENTS), person=st.sampled_from(PEOPLE), fresh=st.booleans())
    def whole_way(self, patient: PatientId, person: Person, fresh: bool) -> None:
        self.fill_in(patient=patient, basis=AccessBasis.AKUTT)
        self.enter()
        self.log_in(person=person, fresh=fresh)
        self.confirm()
        self.organisation_answers(person=person, works=True)

    @rule()
    def enter(self) -> None:
        self.enters += 1
        self.carry_out(self.desk.enter())

    @rule(
        name=st.sampled_from(
            [
                "escape",
                "change_asked",
                "back_asked",
                "cancel",
                "clear",
                "wipe",
                "cover",
                "uncover",
                "person_replaced",
                "wipe_due",
                "login_asked",
                "logout",
                "opening_cancelled",
                "opening_closed",
                "scanned",
            ]
        )
    )
    def press(self, name: str) -> None:
        before = self.sent
        self.carry_out(getattr(self.desk, name)())
        assert self.sent == before

    @rule(person=st.sampled_from(PEOPLE), fresh=st.booleans())
    def log_in(self, person: Person, fresh: bool) -> None:
        if self.login:
            self.login = False
            self.certain = person.key if fresh else None
            actions = self.desk.logged_in(person, fresh=fresh)
            if self.held_for not in (None, person.key):
                assert act.Command.WIPE_RESULTS in actions
                before = actions[: actions.index(act.Command.WIPE_RESULTS)]
                assert all(isinstance(action, act.CancelLookup) for action in before), "something was shown first"
            self.carry_out(actions)

    @rule(patient=st.sampled_from(PATIENTS), people=st.permutations(PEOPLE), hide=st.booleans(), fresh=st.booleans())
    def next_shift(self, patient: PatientId, people: list[Person], hide: bool, fresh: bool) -> None:
        """One person asks, gets an answer or not yet; the session ends by itself; somebody logs in."""
        self.whole_way(patient=patient, person=people[0], fresh=True)
        for number in sorted(self.active):
            self.carry_out(self.desk.lookup_progressed(number), answer_to=number)
        if hide:
            self.type_number(patient=None, text="1")
        self.session_changes(person=None)
        self.enter()
        self.press(name="login_asked")
        self.log_in(person=people[1], fresh=fresh)

    @rule()
    def login_fails(self) -> None:
        if self.login:
            self.login = False
            self.carry_out(self.desk.login_failed())

    @rule()
    def confirm(self) -> None:
        if self.desk.session is not None:
            self.certain = self.desk.session.key
        self.carry_out(self.desk.person_confirmed())

    @rule()
    def deny(self) -> None:
        if self.desk.question is not None:
            self.certain = None
            self.carry_out(self.desk.person_denied())
            assert self.screen is None
            assert self.hidden is None

    @rule(person=st.sampled_from([*PEOPLE, None]))
    def session_changes(self, person: Person | None) -> None:
        self.carry_out(self.desk.session_changed(person))

    @rule(person=st.sampled_from(PEOPLE[2:]), works=st.booleans())
    def organisation_answers(self, person: Person, works: bool) -> None:
        session = self.desk.session
        if session is not None and self.desk.switching:
            answer = Person(key=session.key, hpr_number=session.hpr_number, orgnr=person.orgnr or self.desk.form.orgnr)
            self.carry_out(self.desk.organisation_switched(answer) if works else self.desk.organisation_failed())

    @rule()
    def ask_for_opening(self) -> None:
        self.carry_out(self.desk.opening_asked())

    @rule(basis=st.sampled_from(AccessBasis), reason=st.sampled_from(["", "unconscious"]))
    def confirm_opening(self, basis: AccessBasis, reason: str = "unconscious") -> None:
        self.confirmed = 1 if self.panel and basis.elevated and reason else 0
        self.carry_out(self.desk.opening_confirmed(basis, reason))
        self.confirmed = 0

    @rule(patient=st.sampled_from(PATIENTS), basis=st.sampled_from(AccessBasis), whole=st.booleans())
    def open_all(self, patient: PatientId, basis: AccessBasis, whole: bool) -> None:
        """The whole way to opened results, or only to the panel."""
        self.whole_way(patient=patient, person=PEOPLE[0], fresh=True)
        self.answer_all(OutcomeKind.RESTRICTED)
        self.ask_for_opening()
        if whole:
            self.two_steps(basis=basis)
            self.answer_all(None)

    @rule(basis=st.sampled_from([AccessBasis.FORHOYET_AKUTT, AccessBasis.FORHOYET_SAMTYKKE]))
    def two_steps(self, basis: AccessBasis) -> None:
        self.ask_for_opening()
        self.confirm_opening(basis=basis, reason="unconscious")

    @rule(patients=st.permutations(PATIENTS), basis=st.sampled_from(AccessBasis), whole=st.booleans())
    def next_patient_meanwhile(self, patients: list[PatientId], basis: AccessBasis, whole: bool) -> None:
        """Another number comes while one patient's results are opened, or are about to be."""
        self.open_all(patient=patients[0], basis=basis, whole=whole)
        self.fill_in(patient=patients[1], basis=AccessBasis.SAMTYKKE)
        self.two_steps(basis=AccessBasis.FORHOYET_AKUTT)

    def answer_all(self, openable: OutcomeKind | None) -> None:
        for number in sorted(self.active):
            self.take_answer(number, "succeeded", openable)

    @rule(
        data=st.data(),
        how=st.sampled_from(["progressed", "succeeded", "ended", "refused", "unsent"]),
        openable=st.sampled_from([None, OutcomeKind.RESTRICTED, OutcomeKind.UNKNOWN]),
    )
    def answer(self, data: st.DataObject, how: str, openable: OutcomeKind | None) -> None:
        if not self.running:
            return
        self.take_answer(data.draw(st.sampled_from(sorted(self.running))), how, openable)

    def take_answer(self, number: int, how: str, openable: OutcomeKind | None) -> None:
        late = number not in self.active
        again = how == "unsent" and self.desk.may_try_again(number)
        if how in ("ended", "refused", "unsent"):
            shown = self.screen, self.shown
            assert self.desk.lookup_ended(number, nothing_more=how == "refused") is not late
            assert shown == (self.screen, self.shown), "what is shown is kept"
        else:
            if not late and number not in self.elevated:
                self.last_answer = number
                self.reports.pop(number, None)
                if openable is not None:
                    self.reports[number] = (self.running[number], self.asked_by[number])
            actions = getattr(self.desk, f"lookup_{how}")(number, openable)
            assert bool(actions) is not late, "a late answer must be dropped"
            self.carry_out(actions, answer_to=number)
        if how != "progressed":
            self.active.discard(number)
            del self.running[number]
        if how == "unsent" and not late:
            self.carry_out(self.desk.session_changed(None))
        if again:
            assert not late
            assert number not in self.elevated
            self.enters += 1  # it counts once more: what it sent before was not asked
            self.carry_out(self.desk.enter(again=True))

    @invariant()
    def never_beside_another_number(self) -> None:
        assert self.screen is None or self.screen == self.field == self.desk.form.patient
        assert self.desk.results.visible is (self.screen is not None)

    @invariant()
    def nothing_behind_the_cover(self) -> None:
        if self.desk.results.covered:
            assert self.screen is None
            assert not self.active
            assert not self.panel
            assert not self.desk.armed
            assert self.desk.results.opened is None

    @invariant()
    def never_another_persons(self) -> None:
        if self.desk.session is not None:
            assert self.held_for in (None, self.desk.session.key)
            assert all(self.asked_by[number] == self.desk.session.key for number in self.active)

    @invariant()
    def never_elevated(self) -> None:
        assert self.desk.form.basis is None or not self.desk.form.basis.elevated

    @invariant()
    def opened_only_for_who_is_here(self) -> None:
        opened = self.desk.results.opened
        assert (opened.number if opened else None) == (self.shown if self.shown in self.elevated else None)
        if opened is not None:
            assert self.desk.session is not None, "what was opened ends with the session"
            assert opened.patient == self.field, "and with the number"
            assert (self.screen or self.hidden) == opened.patient

    @invariant()
    def panel_only_for_what_can_be_opened(self) -> None:
        assert not self.panel or self.direct or self.desk.openable is not None

    @invariant()
    def at_most_one_running(self) -> None:
        assert len(self.active) <= 1
        assert (self.desk.running is not None) is bool(self.active)

    @invariant()
    def armed_only_when_complete(self) -> None:
        assert not self.desk.armed or self.desk.form.missing is None


class DirectMachine(DeskMachine):
    """The same where the policy unlocks the direct choice: the panel and its two steps stay."""

    direct = True


TestDirectMachine = DirectMachine.TestCase
TestDirectMachine.settings = settings(max_examples=100, stateful_step_count=40)
TestDeskMachine = DeskMachine.TestCase
TestDeskMachine.settings = settings(max_examples=200, stateful_step_count=50)
