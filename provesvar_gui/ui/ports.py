"""What the window asks of the layers below, and what it is told meanwhile.

The implementation is put together by ``app.py`` on the runtime thread, after the window is on the screen: the modules behind it
are heavy. Every coroutine here runs on the runtime thread, may be cancelled at any await, and raises nothing but ``AppError``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from PySide6.QtCore import QObject, SignalInstance

    from provesvar_gui.audit.check import OwnJournal
    from provesvar_gui.desk.progress import LookupProgress
    from provesvar_gui.helseid.model import Clinician, LoginProgress, Organisation
    from provesvar_gui.patient.access import Lookup
    from provesvar_gui.patient.numbers import PatientId
    from provesvar_gui.patient.roles import RoleList
    from provesvar_gui.results.model import LookupResult
    from provesvar_gui.self_check.connectivity import Flight
    from provesvar_gui.ui.window_settings import WindowSettings

    Alone = Callable[[Callable[[object], None]], Coroutine[Any, Any, object]]
    Call = Callable[["Backend", Callable[[object], None]], Coroutine[Any, Any, object]]


class Backend(Protocol):
    """Login, look-up and lists as one object, by the settings that are in force."""

    async def read_settings(self) -> WindowSettings:
        """Read the settings' files again and work by them from now on; those in force are told.

        What cannot be used changes nothing, nor does anything while somebody is logged in: it would end their session.
        """
        ...

    async def stop_opening(self, why: str) -> None:
        """What was opened is not held any more: for the journal. ``why``: a code (``desk.actions.OpeningEnd``)."""
        ...

    async def own_journal(self, patient: PatientId | None) -> OwnJournal:
        """What the journal has of the person who is logged in; ``patient``: the one on the screen, whose lines are marked."""
        ...

    async def login(
        self, *, force: bool, organisation: Organisation | None, report: Callable[[LoginProgress], None]
    ) -> Clinician:
        """Log in through the browser. ``force``: demand a new authentication (``prompt=login``)."""
        ...

    async def open_login_page(self, url: str) -> bool:
        """Open the address of a login that waits (``LoginProgress.browser_url``) once more; whether a browser was started."""
        ...

    async def set_organisation(self, organisation: Organisation) -> Clinician:
        """Speak for another point of care from now on, without a new login."""
        ...

    async def logout(self, *, browser: bool = True) -> bool:
        """Forget, revoke, end the browser's session (``browser``). False where the browser may be logged in at HelseID yet."""
        ...

    async def lookup(self, lookup: Lookup, report: Callable[[LookupProgress], None]) -> LookupResult:
        """Ask the service. Logs nothing about the patient."""
        ...

    async def refresh_roles(self) -> RoleList | None:
        """The live 9060 list; None where the copy at hand is fresh enough or the answer is not acceptable."""
        ...

    async def get_ready(self) -> None:
        """Have at hand what the first login needs: modules, trust store, HelseID's metadata and keys. No patient, no person."""
        ...

    async def flight_check(self) -> Flight:
        """Whether login, results service and code list answer now. Asks for no patient, and needs no login."""
        ...

    async def aclose(self) -> None: ...


class TaskLike(Protocol):
    """One piece of background work, as ``ui/bridge.py`` has it: small enough for a test to stand in for it."""

    @property
    def progressed(self) -> SignalInstance: ...

    @property
    def succeeded(self) -> SignalInstance: ...

    @property
    def failed(self) -> SignalInstance: ...

    @property
    def cancelled(self) -> SignalInstance: ...

    @property
    def finished(self) -> SignalInstance: ...

    def cancel(self) -> None: ...


class BridgeLike(Protocol):
    """Starts work on the runtime thread; the ends arrive here."""

    @property
    def sessionChanged(self) -> SignalInstance:
        """Carries a ``SessionEvent``."""

    def start(self, call: Call, *, parent: QObject) -> TaskLike:
        """Run ``call(backend, report)`` there."""

    def start_alone(self, call: Alone, *, parent: QObject) -> TaskLike:
        """Run ``call(report)`` there: what needs no backend, and goes on where none can be built."""
