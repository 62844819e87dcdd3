"""Locks the window and opens it again: carries out what ``domain/lock.py`` says, and judges what a proof has proved.

To lock is to veil, at once: models, texts, accessibility tree, clipboard, dialogs; what was opened ends, what runs is stopped.
The answer and the form stay in memory until the same clinician proves to be back, or until they are wiped: by the clock, by
somebody else who proves who they are, by a logout, or by the clear key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from shiboken6 import isValid

from provesvar_gui.domain.lock import Acts, Lock, LockAct, Phase, Stake
from provesvar_gui.ui import at_once, messages
from provesvar_gui.ui.lock.activity import Activity
from provesvar_gui.ui.lock.bedside import BedsideBar
from provesvar_gui.ui.lock.cover import LockCover
from provesvar_gui.ui.lock.helseid_proof import HelseIdProof
from provesvar_gui.ui.lock.place import ScrollPlaces
from provesvar_gui.ui.lock.ports import NotProven, Proven
from provesvar_gui.ui.lock.proofs import ProofByPolicy
from provesvar_gui.ui.lock.surroundings import close_others, take_number_back
from provesvar_gui.ui.lock.warning import LockWarning
from provesvar_gui.ui.lock.window import rules_of
from provesvar_gui.ui.messages import Service, Words
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from provesvar_gui.domain.identifiers import PatientId
    from provesvar_gui.domain.lock import Moment
    from provesvar_gui.helseid.model import Organisation
    from provesvar_gui.ui.lock.ports import Proof, SystemLock
    from provesvar_gui.ui.lock.window import Window
    from provesvar_gui.ui.window_settings import WindowSettings

_SECOND = 1000


class LockController(QObject):
    """``window`` is the QWidget that is covered, as ``widget``; ``middle``: everything in it. ``now``: injected in tests.

    ``use_proof`` and ``use_system`` before anything is locked; without them the policy says what proves it, and the system's
    own lock is not known.
    """

    def __init__(
        self, window: Window, widget: QWidget, middle: QWidget, settings: WindowSettings, *, now: Callable[[], Moment]
    ) -> None:
        super().__init__(widget)
        self._window, self._widget, self._middle, self._now = window, widget, middle, now
        self._desk = window.controller.desk
        self._machine = Lock(rules_of(settings), now())
        self._key = ""  # whose window it was when it was locked
        self._patient: PatientId | None = None
        self._focused: QWidget | None = None
        self._places: ScrollPlaces | None = None
        self._by_system = self._wiped = False
        self._judging = False  # what is behind the cover changes hands
        self._system: SystemLock | None = None
        helseid = HelseIdProof(window.bridge, self._organisation, self)
        self.proofs = ProofByPolicy(helseid, window, settings, self)
        self._proof: Proof = self.proofs
        self.cover = LockCover(widget, settings)
        self.cover.unlockAsked.connect(self._ask)
        self.cover.leaveAsked.connect(self._leave)
        self._warning: LockWarning | None = None
        self._bar: BedsideBar | None = None
        self.timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self._look)
        window.controller.refreshed.connect(self._refreshed)
        window.controller.session.goneOnWith.connect(self._lock_what_was_kept)
        self._activity = Activity(self, self)
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
        self._machine.rules = rules_of(settings)
        self.cover.take_settings(settings)
        self.proofs.take_settings(settings)
        self.check()
        self._plan()

    def stop(self) -> None:
        """The window closes."""
        self._judging = True  # what goes now goes for good, and needs no cover
        self.timer.stop()
        self._proof.end()
        if self._system is not None:
            self._system.stop()

    # --- what happens ----------------------------------------------------------------------------------------------------------

    def check(self) -> bool:
        """Time has passed. Whether the window was covered just now."""
        before = self.locked
        acts = self._machine.tick(self._now())
        if acts or not self.timer.isActive():  # else as cheap as can be: it is asked at every movement of the mouse
            self._carry_out(acts)
        return self.locked and not before

    def used(self) -> bool:
        """Somebody is there. Whether that took the warning away."""
        acts = self._machine.used(self._now())
        self._carry_out(acts)
        if self._places is not None and not self.locked:
            self._places.stop()
            self._places = None
        return LockAct.UNWARN in acts

    def warned(self) -> bool:
        """Whether the warning is up."""
        return self._machine.phase is Phase.WARNED

    def lock(self) -> None:
        """The lock key."""
        acts = self._machine.lock(self._now())
        self._carry_out(acts)
        if not acts and not self.locked:
            self._window.controller.session.hint(self.tr("There is nothing to lock."))

    def _lock_what_was_kept(self) -> None:
        """A session from before this start of the program: whoever sits here now shows first that it is theirs."""
        self._carry_out(self._machine.lock(self._now()))
        self.cover.say(
            self.tr("The login from before the program was started was kept."),
            self.tr("Show that it is yours before anything is shown."),
        )

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

    def take_focus(self) -> None:
        """While it is locked: on the cover, and nowhere else."""
        self.cover.take_focus()

    def _refreshed(self) -> None:
        """The desk may have changed."""
        desk = self._desk
        if self._judging:
            return
        if desk.session is not None or (desk.owner and not desk.empty):
            stake = Stake.SOMEBODYS
        else:
            stake = Stake.NOTHING if desk.empty else Stake.NOBODYS
        if desk.patient != self._patient:
            self._patient = desk.patient
            self._carry_out(self._machine.let_go(self._now()))
        if self.locked and stake is not Stake.SOMEBODYS:
            self._release()
        else:
            before = self._machine.stake
            self._carry_out(self._machine.protect(stake, self._now()))
            came = stake is Stake.SOMEBODYS and before is not Stake.SOMEBODYS
            if came and self._system is not None and self._system.is_locked():
                self._system_locks()  # a login that was waiting in the browser when the screen was locked

    def _system_locks(self) -> None:
        self._by_system = True
        self._carry_out(self._machine.lock(self._now()))
        self._by_system = False
        if self._system is not None:
            self._system.covered()

    # --- acts ------------------------------------------------------------------------------------------------------------------

    def _carry_out(self, acts: Acts) -> None:
        for act in acts:
            match act:
                case LockAct.WARN:
                    self._warn()
                case LockAct.UNWARN:
                    self._unwarn()
                case LockAct.COVER:
                    self._cover()
                case LockAct.UNCOVER:
                    self._uncover()
                case LockAct.WIPE:
                    self._wipe()
                case LockAct.HOLD:
                    self._made_bar().begin(self._machine.held_for(self._now()) or 0.0)
                case LockAct.LET_GO:
                    if self._bar is not None:
                        self._bar.end()
        if acts or not self.timer.isActive():
            self._plan()

    def _plan(self) -> None:
        """When to look again. A clock that runs too early does no harm; a use of the window need not set it anew."""
        now = self._now()
        due = self._machine.due_in(now)
        if due is None:
            self.timer.stop()
            return
        counting = self.warned() or (self._machine.held_for(now) is not None and not self.locked)
        self.timer.start(min(max(int(due * _SECOND) + 1, 1), _SECOND if counting else 3600 * _SECOND))

    def _look(self) -> None:
        """The clock has run."""
        self.check()
        now = self._now()
        if self.warned():
            self._warn()
        held = self._machine.held_for(now)
        if held is not None and self._bar is not None:
            self._bar.count(held)
        self._plan()

    def _cover(self) -> None:
        """Everything in one turn: the next paint shows the cover alone."""
        window, controller = self._window, self._window.controller
        owner = controller.session.owner
        self._key, self._wiped = self._desk.owner, False
        self._focused = self._widget.focusWidget()
        self._places = ScrollPlaces(window.area, window.area.is_settled, self)
        window.forget_lines()
        controller.setup.cancel()
        digits = self._desk.patient.digits if self._desk.patient is not None else ""
        window.form.clear_notes()
        controller.do(self._desk.cover())
        controller.session.quiet()
        window.area.banner.clear()
        window.form.patient.veil()
        take_number_back(digits)
        close_others(self._widget)
        self._proof.begin(self._key, self._proved, by_system=self._by_system)
        page = self._proof.page(self.cover)
        self.cover.cover(owner, self._proof.label(), page)
        self._middle.hide()
        self.cover.take_focus()
        at_once.paint(self._widget)

    def _uncover(self) -> None:
        """Back to the same patient and place; or to a clean window, where nothing is left."""
        window, controller = self._window, self._window.controller
        self._proof.end()
        self._key = ""
        window.form.patient.unveil()
        self._middle.show()
        controller.do(self._desk.uncover())
        focused, self._focused = self._focused, None
        self.cover.uncover()
        if self._places is not None and window.area.results_visible:
            self._places.begin()
        if self._wiped:
            self._say_wiped()
        if focused is not None and isValid(focused) and focused.isVisible() and focused.isEnabled():
            focused.setFocus()
        elif window.area.results_visible:
            window.area.take_focus()
        else:
            window.focus_somewhere()
        self._widget.activateWindow()

    def _wipe(self) -> None:
        """Nobody has been here for the longer time, or nobody could prove that it is theirs."""
        controller = self._window.controller
        if self.locked:
            self._wiped = True
            controller.do(self._desk.clear())  # where no session is left either, the cover goes with that
        else:
            controller.clear()
            self._say_wiped()

    def _say_wiped(self) -> None:
        self._wiped = False
        words = Words(what=self.tr("The patient was cleared: nobody had used the window for a while."), do="")
        self._window.area.banner.say(words, tone=Tone.ACTION)

    def _release(self) -> None:
        """Nothing of anybody is left behind the cover, not even a login."""
        self._judging = True
        self._window.controller.session.taken_over()
        self._judging = False
        self._carry_out(self._machine.unlock(self._now()))
        self._refreshed()

    # --- the proof -------------------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        self.cover.say("")
        self._proof.ask()

    def _leave(self) -> None:
        """«Not me», or the last try has failed: what was open is deleted, and the login is ended."""
        self._proof.cancel()
        self._window.controller.log_out()

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
            session.ended_unproved()
            self.cover.say(
                self.tr("HelseID did not ask for a new login, so it is not known who is here."),
                self.tr("Unlock once more; log in anew in the browser."),
            )
            return
        if outcome.key != self._key and outcome.clinician is None:
            self._leave()
            return
        self._judging = True
        if outcome.key != self._key:
            self._wiped = False
            session.taken_over()
        if outcome.clinician is not None:
            session.proved(outcome.clinician)
        self._judging = False
        self._carry_out(self._machine.unlock(self._now()))
        self._refreshed()
        announce(self._widget, self.tr("The window is open."), urgent=False)

    def _not_proved(self, outcome: NotProven) -> None:
        words = messages.of_error(outcome.error, Service.LOGIN) if outcome.error is not None else Words(what="", do="")
        if outcome.final:
            self._leave()
            if words.what:
                self._window.area.banner.say(words, tone=Tone.WARNING)
        else:
            self.cover.say(words.what, words.do)
            self._widget.activateWindow()

    def _organisation(self) -> Organisation | None:
        person = self._desk.session
        return self._window.controller.acts.organisation(person.orgnr if person is not None else self._desk.orgnr)

    # --- made when they are first needed ---------------------------------------------------------------------------------------

    def _warn(self) -> None:
        if self._warning is None or not isValid(self._warning):
            self._warning = LockWarning(self._widget)
            self._warning.stayAsked.connect(self.used)
        self._warning.warn(self._machine.left(self._now()))

    def _unwarn(self) -> None:
        if self._warning is not None and isValid(self._warning):
            self._warning.unwarn()

    def _made_bar(self) -> BedsideBar:
        if self._bar is None:
            self._bar = BedsideBar(self._window.area)
            self._bar.renewAsked.connect(self.hold)
            self._bar.lockAsked.connect(self.lock)
            self._window.area.add_above(self._bar)
        return self._bar
