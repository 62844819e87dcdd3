"""The desk under any order of events: what must never happen does not."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from provesvar_gui.domain import desk_actions as act
from provesvar_gui.domain.access import AccessBasis
from provesvar_gui.domain.desk import Desk
from provesvar_gui.domain.desk_actions import Person
from provesvar_gui.domain.identifiers import PatientId

PATIENTS = [PatientId("13896900263"), PatientId("01896900052"), PatientId("24860400162")]
PEOPLE = [
    Person(key="k1", hpr_number="1", orgnr="a"),
    Person(key="k1", hpr_number="1"),
    Person(key="k2", hpr_number="2"),
    Person(key="k1", hpr_number="1", orgnr="b"),
]


class DeskMachine(RuleBasedStateMachine):
    """Events in any order against a small model of the surroundings: the screen, the service, the login."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk(["a", "b"])
        self.running: dict[int, PatientId] = {}  # look-ups whose answer may still come, cancelled or not
        self.active: set[int] = set()  # sent, not cancelled, not ended
        self.screen: PatientId | None = None  # whose results can be seen
        self.hidden: PatientId | None = None
        self.field: PatientId | None = None
        self.login = False
        self.enters = 0
        self.sent = 0
        self.certain: str | None = None  # key of the person known to be at the desk
        self.asked_by: dict[int, str] = {}  # look-up -> key of the person whose session sent it
        self.held_for: str | None = None  # key of the person whose results are held, seen or hidden

    def carry_out(self, actions: act.Actions, *, answer_to: int | None = None) -> None:
        for action in actions:
            match action:
                case act.SendLookup(lookup=lookup):
                    self.sent += 1
                    assert self.sent <= self.enters, "sent without Enter"
                    assert not lookup.basis.elevated
                    assert lookup.patient == self.field, "not what stands on the screen"
                    assert self.desk.session is not None
                    assert self.certain == self.desk.session.key, "nobody certain is logged in"
                    assert not self.active, "two at once"
                    self.active.add(lookup.number)
                    self.running[lookup.number] = lookup.patient
                    self.asked_by[lookup.number] = self.desk.session.key
                case act.CancelLookup(number=number):
                    self.active.discard(number)
                case act.HideResults():
                    self.hidden, self.screen = self.screen, None
                case act.ShowResults():
                    self.screen = self.hidden
                    if answer_to is not None:
                        self.screen, self.held_for = self.running[answer_to], self.asked_by[answer_to]
                    assert self.screen is not None, "nothing to show"
                    self.hidden = None
                case act.WipeResults():
                    self.screen = self.hidden = self.held_for = None
                case act.SetNumber(patient=patient):
                    self.field = patient
                case act.StartLogin():
                    assert not self.login
                    self.login = True
                case act.CancelLogin():
                    self.login = False
                case act.SwitchOrganisation():
                    assert self.desk.session is not None
                case _:
                    pass

    @rule(patient=st.sampled_from([*PATIENTS, None]), text=st.sampled_from(["", "1", "12"]))
    def type_number(self, patient: PatientId | None, text: str) -> None:
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

    @rule(name=st.sampled_from(["escape", "cancel", "clear", "lock", "wipe_due", "login_asked", "logout"]))
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
                assert act.WipeResults() in actions
                before = actions[: actions.index(act.WipeResults())]
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
            answer = Person(key=session.key, hpr_number=session.hpr_number, orgnr=person.orgnr or self.desk.orgnr)
            self.carry_out(self.desk.organisation_switched(answer) if works else self.desk.organisation_failed())

    @rule(data=st.data(), how=st.sampled_from(["progressed", "succeeded", "ended"]))
    def answer(self, data: st.DataObject, how: str) -> None:
        if not self.running:
            return
        number = data.draw(st.sampled_from(sorted(self.running)))
        late = number not in self.active
        if how == "ended":
            assert self.desk.lookup_ended(number) is not late
        else:
            actions = getattr(self.desk, f"lookup_{how}")(number)
            assert bool(actions) is not late, "a late answer must be dropped"
            self.carry_out(actions, answer_to=number)
        if how != "progressed":
            self.active.discard(number)
            del self.running[number]

    @invariant()
    def never_beside_another_number(self) -> None:
        assert self.screen is None or self.screen == self.field == self.desk.patient
        assert self.desk.results_visible is (self.screen is not None)

    @invariant()
    def never_another_persons(self) -> None:
        if self.desk.session is not None:
            assert self.held_for in (None, self.desk.session.key)
            assert all(self.asked_by[number] == self.desk.session.key for number in self.active)

    @invariant()
    def never_elevated(self) -> None:
        assert self.desk.basis is None or not self.desk.basis.elevated

    @invariant()
    def at_most_one_running(self) -> None:
        assert len(self.active) <= 1
        assert (self.desk.running is not None) is bool(self.active)

    @invariant()
    def armed_only_when_complete(self) -> None:
        assert not self.desk.armed or self.desk.missing is None


TestDeskMachine = DeskMachine.TestCase
TestDeskMachine.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
