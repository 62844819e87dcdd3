"""What comes of a login and of the session: told to the desk, and said on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.ui import login_try, messages, step_words
from provesvar_gui.ui.messages import Service, Words
from provesvar_gui.ui.people import person_of
from provesvar_gui.ui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol

    from PySide6.QtWidgets import QWidget

    from provesvar_gui.domain import desk_actions as act
    from provesvar_gui.domain.desk import Desk
    from provesvar_gui.helseid.model import Clinician, LoginProgress, SessionEvent
    from provesvar_gui.ui.background import BridgeLike
    from provesvar_gui.ui.desk_acts import DeskActs
    from provesvar_gui.ui.desk_screen import DeskScreen
    from provesvar_gui.ui.login_controller import LoginController
    from provesvar_gui.ui.results_area import ResultsArea
    from provesvar_gui.ui.setup_controller import SetupController

    class Tell(Protocol):
        """How the screen says what went wrong; see ``DeskController.tell``."""

        def __call__(self, error: object, service: Service = ..., *, tone: Tone = ..., note: str = ...) -> None:
            """Say it."""


class DeskSession(QObject):
    """``cameAnew``: somebody has logged in, and HelseID has asked who it is.

    ``do``: carries the desk's actions out and shows its state. ``window``: brought forward when the browser is done.
    """

    cameAnew = Signal()  # noqa: N815 - a Qt signal

    def __init__(
        self,
        desk: Desk,
        *,
        screen: DeskScreen,
        area: ResultsArea,
        acts: DeskActs,
        setup: SetupController,
        do: Callable[[act.Actions], None],
        tell: Tell,
        refresh: Callable[[], None],
        window: QWidget,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._screen, self._area, self._acts, self._setup = desk, screen, area, acts, setup
        self._do, self._tell, self._refresh, self._window = do, tell, refresh, window
        self._owner: Clinician | None = None
        self._page = False  # a login has a page in the browser, and has not come about
        self._unsaid: Words | None = None  # how the session ended behind the cover

    @property
    def owner(self) -> Clinician | None:
        """Whose desk it is, their session ended or not."""
        return self._owner if self._owner is not None and self._owner.subject == self._desk.owner else None

    @property
    def page_is_dead(self) -> bool:
        """Whether the browser may still show the page of a login that was given up: whoever logs in there comes to nothing."""
        return self._page and not self._desk.login_running

    def proved(self, clinician: Clinician) -> None:
        """At the cover somebody logged in anew, and it was judged who that is. The cover is still up."""
        self._unsaid = None
        self._screen.clinician, self._screen.minutes_left = clinician, None
        self._owner, self._page = clinician, False
        self._do(self._desk.logged_in(person_of(clinician), fresh=True))
        self.cameAnew.emit()

    def taken_over(self) -> None:
        """Somebody else is at the cover, or nobody's is what is behind it: nothing of the one before is left."""
        self._screen.clinician = self._owner = self._unsaid = None
        self._do(self._desk.taken_over())

    def ended_at_cover(self) -> None:
        """The session was ended from here, while the cover is up: nobody is logged in any more."""
        self._screen.clinician = None
        self._do(self._desk.session_changed(None))

    def quiet(self) -> None:
        """What was said last is over."""
        self._screen.quiet()
        self._refresh()

    def hint(self, text: str) -> None:
        """Say something until something else happens."""
        self._screen.hint = text
        self._refresh()

    def connect_to(self, logins: LoginController, bridge: BridgeLike) -> None:
        """Listen."""
        logins.opened.connect(self._opened_again)
        logins.progressed.connect(self._login_progressed)
        logins.loggedIn.connect(self._logged_in)
        logins.loginFailed.connect(self.login_failed)
        logins.loginCancelled.connect(lambda: self._do(self._desk.login_failed()))
        logins.switched.connect(self._switched)
        logins.switchFailed.connect(self._switch_failed)
        logins.logoutFailed.connect(self._tell)
        logins.browserLeft.connect(self._browser_left)
        bridge.sessionChanged.connect(self._session_changed)

    def _opened_again(self, started: bool) -> None:
        if not self._desk.login_running:
            return
        if started:
            self._screen.hint = self._screen.of_login = self.tr("The browser was opened again.")
            self._refresh()
        else:
            self._tell(AppError(ErrorCode.BROWSER_NOT_STARTED), tone=Tone.WARNING)

    def _login_progressed(self, progress: LoginProgress) -> None:
        self._screen.step = step_words.of_login_step(progress.step)
        if progress.browser_url and not self._screen.url:
            self._acts.since.start()
        self._page = self._page or bool(progress.browser_url)
        self._screen.url = progress.browser_url
        said = login_try.trouble(progress)
        if not progress.browser_started:
            self._tell(AppError(ErrorCode.BROWSER_NOT_STARTED), tone=Tone.WARNING)
        elif said is not None:
            self._area.banner.say(said, tone=Tone.WARNING)
        self._refresh()

    def _logged_in(self, clinician: Clinician) -> None:
        self._screen.clinician, self._screen.minutes_left = clinician, None
        self._owner, self._page = clinician, False
        self._area.banner.clear()
        self._window.activateWindow()
        self._do(self._desk.logged_in(person_of(clinician), fresh=clinician.fresh))
        if clinician.fresh:
            self.cameAnew.emit()

    def login_failed(self, error: AppError) -> None:
        """A login did not come about, or what it needs is not set up."""
        self._setup.note(error)
        if self._desk.covered:
            return  # of the login at the cover, which says so itself
        self._do(self._desk.login_failed())
        self._failed(error)
        self._window.activateWindow()

    def _browser_left(self) -> None:
        """What ends the browser's session did not get there. A login that has begun meanwhile is forced, and takes its place."""
        if self._desk.session is None and not self._desk.login_running:
            words = Words(
                what=self.tr("You are logged out here, but the browser may still be logged in to HelseID."),
                do=self.tr("Close all windows of the browser, above all where others use this machine."),
            )
            self._area.banner.say(words, tone=Tone.WARNING)

    def _switched(self, clinician: Clinician) -> None:
        self._screen.clinician = self._owner = clinician
        armed = self._desk.armed
        actions = self._desk.organisation_switched(person_of(clinician))
        self._do(actions)
        if armed and not actions:
            self.drop_reason()
            self._tell(AppError(ErrorCode.ORGANISATION_REFUSED))

    def _switch_failed(self, error: AppError) -> None:
        self._do(self._desk.organisation_failed())
        self._failed(error)

    def _failed(self, error: AppError) -> None:
        self.drop_reason()
        self._tell(error, Service.LOGIN)
        self._area.banner.offer_retry(offered=True)

    def drop_reason(self) -> None:
        """A new try failed: its error stands alone where the one before had brought no results."""
        if self._area.reason_visible:
            self._do(self._desk.reason_dropped())

    def _session_changed(self, event: SessionEvent | AppError) -> None:
        if isinstance(event, AppError):  # something to be told meanwhile
            if event.code is ErrorCode.CLOCK_WRONG:
                self._refresh()  # it stands beside who is logged in, for as long as it is so
            else:
                self._tell(event, tone=Tone.WARNING)
            return
        self._screen.minutes_left = event.minutes_left
        if event.ended is None and event.clinician is not None:
            actions = self._desk.session_changed(person_of(event.clinician))
            if self._desk.session is not None:
                self._screen.clinician = self._owner = event.clinician
            self._do(actions)
            if event.learned:
                self._acts.preselect_role()
                self._refresh()
        elif event.ended is not None and self._desk.session is not None:
            self._screen.clinician = None
            self._unsaid = messages.of_session_end(event.ended)
            self._do(self._desk.session_changed(None))
            if not self._desk.covered:
                self.say_unsaid()

    def say_unsaid(self) -> None:
        """That the session has ended meanwhile: after the cover has gone, and unless there is a new one by then."""
        ended, self._unsaid = self._unsaid, None
        if ended is not None and self._desk.session is None:
            self._area.banner.say(ended, tone=Tone.WARNING, note=self._screen.age_of_results())
