"""Locks the window and opens it again: carries out what ``domain/lock.py`` says, and judges what a proof has proved.

To lock is to veil, at once: models, texts, accessibility tree, clipboard, dialogs; what was opened ends, what runs is stopped.
The answer and the form stay in memory until the same clinician proves to be back, or until they are wiped: by the clock, which
ends the session too, by somebody else who proves who they are, by a logout, or by the clear key.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from provesvar_gui.domain.lock import Acts, Lock, LockAct, Phase, Stake
from provesvar_gui.ui import at_once
from provesvar_gui.ui.lock import steps
from provesvar_gui.ui.lock.activity import Activity
from provesvar_gui.ui.lock.aftermath import Aftermath, Why, said_at_cover
from provesvar_gui.ui.lock.countdown import Countdown
from provesvar_gui.ui.lock.cover import LockCover
from provesvar_gui.ui.lock.helseid_proof import HelseIdProof
from provesvar_gui.ui.lock.notices import Notices
from provesvar_gui.ui.lock.ports import NotProven, Proven
from provesvar_gui.ui.lock.proofs import ProofByPolicy
from provesvar_gui.ui.lock.surroundings import SelectionGuard
from provesvar_gui.ui.lock.veil import Veil
from provesvar_gui.ui.lock.window import rules_of, stake_of
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from provesvar_gui.domain.lock import Moment
    from provesvar_gui.helseid.model import LoginProgress, Organisation
    from provesvar_gui.ui.lock.ports import Proof, SystemLock
    from provesvar_gui.ui.lock.window import Window
    from provesvar_gui.ui.window_settings import WindowSettings


class LockController(QObject):
    """``window`` is the QWidget that is covered, as ``widget``; ``middle``: everything in it. ``now``: injected in tests.

    ``use_proof`` and ``use_system`` before anything is locked; without them the policy says what proves it, and the system's
    own lock is not known.
    """

    def __init__(
        self, window: Window, widget: QWidget, middle: QWidget, settings: WindowSettings, *, now: Callable[[], Moment]
    ) -> None:
        super().__init__(widget)
        self._window, self._widget, self._now = window, widget, now
        self._desk = window.controller.desk
        self._machine = Lock(rules_of(settings), now())
        self._key = ""  # whose window it was when it was locked
        self._held_for: object = None  # the patient, whose window it is, and whether there are results
        self._why = Why.IDLE
        self._judging = False  # what is behind the cover changes hands
        self._system: SystemLock | None = None
        self._login_step: object = None
        self._aftermath = Aftermath(window.area.banner, lambda: window.controller.session.page_is_dead)
        self._selection = SelectionGuard(self)
        self._helseid = HelseIdProof(window.bridge, self._organisation, window.controller.setup, self)
        self.proofs = ProofByPolicy(self._helseid, window, settings, self, now=now)
        self._proof: Proof = self.proofs
        self.cover = LockCover(widget, settings)
        self.cover.unlockAsked.connect(self._ask)
        self.cover.leaveAsked.connect(self._leave)
        self._veil = Veil(window, widget, middle, self.cover)
        self._notices = Notices(widget, window.area)
        self._notices.stayAsked.connect(self.used)
        self._notices.renewAsked.connect(self.hold)
        self._notices.lockAsked.connect(self.lock)
        self._countdown = Countdown(self._machine, self._notices, now, self.check, self)
        self.timer = self._countdown.timer
        window.controller.refreshed.connect(self._refreshed)
        window.controller.logins.progressed.connect(self._login_went_on)
        self._activity = Activity(self, widget, window.press)
        self._activity.watch(widget.windowHandle())
        self._refreshed()

    @property
    def locked(self) -> bool:
        """Whether the window is locked."""
        return self._machine.locked

    def use_proof(self, proof: Proof) -> None:
        """Another way to prove who is back."""
        self._proof = proof

    def use_system(self, system: SystemLock) -> None:
        """The system's own lock, change of user, and sleep: each locks the window too."""
        self._system = self.proofs.system = system
        system.locked.connect(self._system_locks)
        system.sleeping.connect(self._system_locks)
        system.woke.connect(self.check)
        system.unlocked.connect(self.check)
        system.start()

    def take_settings(self, settings: WindowSettings) -> None:
        """Settings that were read again."""
        self.cover.take_settings(settings)
        self.proofs.take_settings(settings)
        self._carry_out(self._machine.take_rules(rules_of(settings), self._now()))
        self._countdown.plan()

    def stop(self) -> None:
        """The window closes."""
        self._judging = True  # what goes now goes for good, and needs no cover
        self.timer.stop()
        self._proof.end()
        if self._system is not None:
            self._system.stop()

    # --- what happens ----------------------------------------------------------------------------------------------------------

    def check(self) -> bool:
        """Time has passed. Whether the cover came or went just now: a key was meant for what stood there before."""
        before = self.locked
        acts = self._machine.tick(self._now())
        if acts or not self.timer.isActive():  # else as cheap as can be: it is asked at every movement of the mouse
            self._carry_out(acts)
        return LockAct.COVER in acts or self.locked is not before

    def used(self) -> bool:
        """Somebody is there. Whether that took the warning away."""
        acts = self._machine.used(self._now())
        self._carry_out(acts)
        if not self.locked:
            self._veil.stop_places()
        return LockAct.UNWARN in acts

    def warned(self) -> bool:
        """Whether the warning is up."""
        return self._machine.phase is Phase.WARNED

    def lock(self) -> None:
        """The lock key."""
        acts = self._lock_because(Why.KEY)
        if not acts and not self.locked:
            self._window.controller.session.hint(self.tr("There is nothing to lock."))

    def hold(self) -> None:
        """The bedside key."""
        if self.locked:
            return
        controller = self._window.controller
        if not self._machine.rules.bedside:
            controller.session.hint(self.tr("Your organisation does not let the window be kept open."))
        elif not self._desk.results_visible:
            controller.session.hint(self.tr("There are no results to keep open."))
        else:
            self._carry_out(self._machine.hold(self._now()))

    def escape(self) -> None:
        """While it is locked: give up the proof that is under way."""
        self._proof.cancel()
        self.cover.say("")
        self._refreshed()

    def clear(self) -> None:
        """The clear key, while it is locked."""
        before = self._desk.empty
        self._window.controller.clear()
        if self.locked:
            if not before:
                self._aftermath.cleared(Why.HAND)
            self.take_focus()

    def put_away(self) -> None:
        """The window goes out of sight, nobody knows for how long: it is locked, and no patient is kept behind the cover.

        A login that waits in the browser is given up, whether it was to begin a session or to unlock the window.
        """
        self._lock_because(Why.AWAY)
        controller = self._window.controller
        if self.locked:
            steps.take(self.escape)
        steps.take(controller.setup.cancel, lambda: controller.do(self._desk.cancel()))  # by the desk, which waits for it too
        if not self._desk.empty:
            self._aftermath.cleared(Why.AWAY)
            controller.clear()
        if self.locked:
            self.take_focus()

    def knock(self) -> None:
        """Another program hands a patient over while it is locked: that is all that is remembered of it."""
        self._aftermath.knock()

    def tell_once_open(self, said: str) -> None:
        """What came to nothing, of which no page is left to tell it: at once, or to the same clinician once it is unlocked."""
        if self.locked:
            self._aftermath.failed(said)
        else:
            self._window.area.banner.add(said)

    def take_focus(self) -> None:
        """While it is locked: on the cover, and nowhere else."""
        self.cover.take_focus()

    def _refreshed(self) -> None:
        """The desk may have changed."""
        desk = self._desk
        if self._judging:
            return
        stake = stake_of(desk)
        if desk.login_running is not (self._login_step is not None):
            self._login_step = "" if desk.login_running else None
            self._carry_out(self._machine.login(self._now(), runs=desk.login_running))
        held_for = (desk.patient, desk.owner, desk.results_of is not None)
        if held_for != self._held_for:
            self._held_for = held_for
            self._carry_out(self._machine.let_go(self._now()))
        if desk.empty:
            self._selection.clear()
        if self.locked and stake is not Stake.SOMEBODYS:
            if not self._helseid.running:  # else whoever is in the browser to unlock the window is let in by that
                self._release()
        else:
            before = self._machine.stake
            self._carry_out(self._machine.protect(stake, self._now()))
            came = stake is Stake.SOMEBODYS and before is not Stake.SOMEBODYS
            if came and self._system is not None and self._system.is_locked():
                self._system_locks()  # a login that was waiting in the browser when the screen was locked

    def _login_went_on(self, progress: LoginProgress) -> None:
        """A login is further than it was. What a web page or another program sends to its listener is no step."""
        if self._desk.login_running and progress.step != self._login_step:
            self._login_step = progress.step
            self._carry_out(self._machine.login(self._now(), runs=True))

    def _lock_because(self, why: Why) -> Acts:
        self._why = why
        acts = self._machine.lock(self._now())
        self._carry_out(acts)
        self._why = Why.IDLE
        return acts

    def _system_locks(self) -> None:
        self._lock_because(Why.SYSTEM)
        if self._system is not None:
            self._system.covered()

    # --- acts ------------------------------------------------------------------------------------------------------------------

    def _carry_out(self, acts: Acts) -> None:
        do = {
            LockAct.WARN: self._countdown.warn,
            LockAct.UNWARN: self._notices.unwarn,
            LockAct.COVER: self._cover,
            LockAct.UNCOVER: self._uncover,
            LockAct.WIPE: self._wipe,
            LockAct.HOLD: lambda: self._notices.hold(self._machine.held_for(self._now()) or 0.0),
            LockAct.LET_GO: self._notices.let_go,
        }
        steps.take(*(do[act] for act in acts))
        if acts or not self.timer.isActive():
            self._countdown.plan()

    def _cover(self) -> None:
        """What lifts it: a proof by the policy; a login that was under way already, where only time has passed."""
        controller = self._window.controller
        self._key, by_system = self._desk.owner, self._why is Why.SYSTEM
        self._aftermath.forget()
        login = controller.logins.give_away() if self._why is Why.IDLE and self._proof is self.proofs else None

        def begin() -> None:
            self._proof.begin(self._key, self._proved, by_system=by_system)
            self.cover.offer(self._proof.label(), self._proof.page(self.cover))
            if login is not None:
                self._helseid.adopt(login)

        self._veil.fall(begin)

    def _uncover(self) -> None:
        self._key = ""
        steps.take(
            self._proof.end,
            self._veil.lift,
            self._window.controller.session.say_unsaid,
            self._aftermath.say,
            self._veil.bring_focus_back,
        )

    def _wipe(self) -> None:
        """Nobody has been here for the longer time, or nobody could prove that it is theirs.

        A machine that is left for so long holds no tokens either. No page opens in the browser for that: whoever works in
        another program would lose the keyboard to it, and each login here is authenticated anew.
        """
        controller = self._window.controller
        if not self._desk.empty:
            self._aftermath.cleared(self._why)
        if self.locked:
            if self._desk.session is not None:
                self._aftermath.logged_out = True
                controller.logins.logout(browser=False)
            controller.do(self._desk.clear())
            controller.session.ended_at_cover()  # nothing of anybody is left, and the cover goes with that
        else:
            controller.clear()
            self._aftermath.say()
            at_once.paint(self._widget)  # the machine may be about to sleep, and shows the last frame when it wakes

    def _release(self) -> None:
        """Nothing of anybody is left behind the cover, not even a login."""
        self._aftermath.forget_knock()
        with self._changing_hands():
            self._window.controller.session.taken_over()
        self._carry_out(self._machine.unlock(self._now()))
        self._refreshed()

    @contextmanager
    def _changing_hands(self) -> Iterator[None]:
        """The desk changes in several steps: it is looked at when they are done."""
        self._judging = True
        try:
            yield
        finally:
            self._judging = False

    # --- the proof -------------------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        self.cover.say("")
        self._proof.ask()

    def _leave(self) -> None:
        """«Not me», or the last try has failed: what was open is deleted, and the login is ended."""
        self._aftermath.forget()
        steps.take(self._proof.cancel, self._window.controller.log_out)

    def _proved(self, outcome: Proven | NotProven) -> None:
        if not self.locked:
            return
        session = self._window.controller.session
        if isinstance(outcome, NotProven):
            self._not_proved(outcome)
            return
        if outcome.clinician is not None and not outcome.clinician.fresh:
            # Whoever was logged in at HelseID before: it would open the window for them without asking. That login goes.
            self._window.bridge.start(lambda backend, _report: backend.logout(), parent=self)
            session.ended_at_cover()
            self.cover.say(
                self.tr("HelseID did not ask for a new login, so it is not known who is here."),
                self.tr("Unlock once more; log in anew in the browser."),
            )
            return
        now = self._desk.session
        other = outcome.key != self._key or (now is not None and now.key != outcome.key)  # renewed as somebody else meanwhile
        if other and outcome.clinician is None:
            self._leave()
            return
        with self._changing_hands():
            if outcome.key != self._key:
                self._aftermath.forget()
                session.taken_over()
            if outcome.clinician is not None:
                self._aftermath.logged_out = False
                session.proved(outcome.clinician)
        self._carry_out(self._machine.unlock(self._now()))
        self._refreshed()
        self._widget.activateWindow()
        announce(self._widget, self.tr("The window is open."), urgent=False)

    def _not_proved(self, outcome: NotProven) -> None:
        words = said_at_cover(outcome.error)
        if outcome.final:
            self._leave()
            if words.what:
                self._window.area.banner.say(words, tone=Tone.WARNING)
        else:
            self.cover.say(words.what, words.do)
            self._widget.activateWindow()
            self._refreshed()

    def _organisation(self) -> Organisation | None:
        person = self._desk.session
        return self._window.controller.acts.organisation(person.orgnr if person is not None else self._desk.orgnr)
