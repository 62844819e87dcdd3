"""Writes one line to the log for each end of a login, a look-up or other background work, and for what is told meanwhile.

A line holds the kind of work, how it ended, the error's code and our own detail, the step, how long it took, and the correlation
ids with which the service's own log can be searched: nothing that was asked or answered. A look-up has its line in the access
journal too (``deeds.py``). It stands between the window and the backend, so that nothing above or below must think of it, and the
file is written on the runtime thread.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from asyncio import CancelledError
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from provesvar_gui import __version__
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.net.daemon import on_daemon_thread
from provesvar_gui.wiring.deeds import Deeds, unkept

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from provesvar_gui.domain.identifiers import PatientId
    from provesvar_gui.domain.lookup import Lookup
    from provesvar_gui.domain.progress import LookupProgress
    from provesvar_gui.domain.results import LookupResult
    from provesvar_gui.domain.roles import RoleList
    from provesvar_gui.helseid.model import Clinician, LoginProgress, Organisation, SessionEvent
    from provesvar_gui.records.journal.own import OwnJournal
    from provesvar_gui.records.settings import Settings
    from provesvar_gui.self_check.flight import Flight
    from provesvar_gui.ui.ports import Backend
    from provesvar_gui.ui.window_settings import WindowSettings

    Tell = Callable[[SessionEvent | AppError], None]
    ReadOwn = Callable[[str, str], OwnJournal]

T = TypeVar("T")

_LOG = logging.getLogger(__name__)
_MOST_IDS = 10  # of a look-up of many pages
_FLUSH_SECONDS = 0.5  # the window has gone already, and the process is to end


def record_start(settings: Settings, trouble: AppError | None, *, sandbox: bool) -> None:
    """The first line of a run, and what is wrong with the settings."""
    profile = "sandbox" if sandbox else settings.profile.name
    _LOG.info("start %s on %s %s", __version__, sys.platform, "with built-in settings" if trouble else f"as {profile}")
    if trouble is not None:
        record_error("settings", trouble)


def record_error(what: str, error: AppError, *, step: str = "", seconds: float | None = None) -> None:
    """One line about a failure. No ``name=value``: the redaction would take a step called token for one."""
    _LOG.warning(
        "%s failed: %s%s%s%s%s",
        what,
        error.code.value,
        f" ({error.detail})" if error.detail else "",
        f" at step {step}" if step else "",
        _after(seconds),
        _ids((error.correlation_id,) if error.correlation_id else ()),
    )


class RecordedFactory:
    """Makes backends that are recorded. ``monotonic``: seconds. ``deeds``: what is done, for the access journal.

    ``read_own``: reads the lines of an HPR number; the digits on the screen are its second argument. May block.
    """

    def __init__(
        self,
        make: Callable[[Tell], Awaitable[Backend]],
        monotonic: Callable[[], float],
        deeds: Deeds | None = None,
        read_own: ReadOwn | None = None,
    ) -> None:
        self._make = make
        self._monotonic = monotonic
        self._read_own = read_own
        self._deeds = deeds if deeds is not None else unkept()

    async def __call__(self, tell: Tell) -> Backend:
        """Build one. Raises AppError."""
        loop = asyncio.get_running_loop()

        def tell_here(error: AppError) -> None:
            with suppress(RuntimeError):  # the loop has ended: nobody is told any more
                loop.call_soon_threadsafe(tell, error)  # its line in the log is the clerk's

        self._deeds.notebook.tell = tell_here
        make = self._make(lambda event: self._tell(event, tell))
        backend = await _Work("preparation", self._monotonic).run(make)
        return RecordedBackend(backend, self._monotonic, self._deeds, self._read_own)

    def _tell(self, event: SessionEvent | AppError, tell: Tell) -> None:
        if isinstance(event, AppError):
            record_error("meanwhile", event)
        else:
            what = "told of authorisations" if event.learned else "renewed"
            _LOG.info("session %s", event.ended.value if event.ended is not None else what)
            if event.ended is not None:
                self._deeds.stop_opening(event.ended.value)
            self._deeds.person(event.clinician)
        tell(event)


class RecordedBackend:
    """A backend whose work is recorded. Fits ``ui.ports.Backend``."""

    def __init__(self, backend: Backend, monotonic: Callable[[], float], deeds: Deeds, read_own: ReadOwn | None = None) -> None:
        self._backend = backend
        self._monotonic = monotonic
        self._deeds = deeds
        self._read_own = read_own

    async def read_settings(self) -> WindowSettings:
        """See ``Backend.read_settings``."""
        return await self._work("settings").run(self._backend.read_settings())

    async def login(
        self, *, force: bool, organisation: Organisation | None, report: Callable[[LoginProgress], None]
    ) -> Clinician:
        """See ``Backend.login``."""
        work = self._work("login")
        self._deeds.notebook.prepare()  # what the journal needs of the vault is asked for now, and never over a patient

        def progress(value: LoginProgress) -> None:
            work.step = value.step.value
            if not value.browser_started and not work.noted:
                work.noted = True
                record_error("login", AppError(ErrorCode.BROWSER_NOT_STARTED), step=work.step)
            report(value)

        clinician = await work.run(self._backend.login(force=force, organisation=organisation, report=progress))
        self._deeds.person(clinician)
        return clinician

    async def open_login_page(self, url: str) -> bool:
        """See ``Backend.open_login_page``."""
        return await self._work("browser").run(self._backend.open_login_page(url))

    async def set_organisation(self, organisation: Organisation) -> Clinician:
        """See ``Backend.set_organisation``."""
        clinician = await self._work("change of organisation").run(self._backend.set_organisation(organisation))
        if clinician.organisation is None or clinician.organisation.orgnr != organisation.orgnr:
            record_error("change of organisation", AppError(ErrorCode.ORGANISATION_REFUSED, "another one was answered"))
        return clinician

    async def logout(self, *, browser: bool = True) -> bool:
        """See ``Backend.logout``."""
        await self.stop_opening("logged-out")
        return await self._work("logout").run(self._backend.logout(browser=browser))

    async def lookup(self, lookup: Lookup, report: Callable[[LookupProgress], None]) -> LookupResult:
        """See ``Backend.lookup``."""
        work = self._work("look-up")
        deed = self._deeds.begin(lookup)

        def progress(value: LookupProgress) -> None:
            work.step = value.step.value
            deed.progressed(value)
            report(value)

        try:
            result = await work.run(self._backend.lookup(lookup, progress), lambda result: result.correlation_ids)
        except CancelledError:
            deed.cancelled(work.seconds())
            raise
        except Exception as error:
            deed.failed(error if isinstance(error, AppError) else AppError(ErrorCode.INTERNAL), work.seconds())
            raise
        deed.done(result, work.seconds())
        return result

    async def stop_opening(self, why: str) -> None:
        """What was opened is not held any more: the journal gets the line. ``why``: a code, such as ``countdown``."""
        self._deeds.stop_opening(why)

    async def own_journal(self, patient: PatientId | None) -> OwnJournal:
        """See ``Backend.own_journal``. Whose lines they are is decided here, by who logged in, not by who asks."""
        return await self._work("own journal").run(self._own_journal(patient))

    async def _own_journal(self, patient: PatientId | None) -> OwnJournal:
        hpr_number, read, notebook = self._deeds.hpr_number, self._read_own, self._deeds.notebook
        if not hpr_number or read is None:
            raise AppError(ErrorCode.NOT_LOGGED_IN, "whose lines?")
        digits = patient.digits if patient is not None else ""

        def work() -> OwnJournal:
            notebook.flush(_FLUSH_SECONDS)  # what was done just now is there too, unless it cannot be written
            return read(hpr_number, digits)

        return await on_daemon_thread(work, name="provesvar-own-journal")

    async def refresh_roles(self) -> RoleList | None:
        """See ``Backend.refresh_roles``."""
        return await self._work("code list").run(self._backend.refresh_roles())

    async def get_ready(self) -> None:
        """See ``Backend.get_ready``."""
        await self._work("getting ready").run(self._backend.get_ready())

    async def flight_check(self) -> Flight:
        """See ``Backend.flight_check``."""
        found = await self._work("flight check").run(self._backend.flight_check())
        if not found.good:
            given = (found.login.value, found.service.value, found.code_list.value)
            _LOG.warning("flight check: login %s, service %s, code list %s", *given)
        return found

    async def aclose(self) -> None:
        """See ``Backend.aclose``. What the journal has not got by then is waited for a moment."""
        await self.stop_opening("closed")
        notebook = self._deeds.notebook
        flushed = on_daemon_thread(lambda: notebook.flush(_FLUSH_SECONDS), name="provesvar-flush")
        for end in await asyncio.gather(self._backend.aclose(), flushed, return_exceptions=True):
            if isinstance(end, BaseException):
                raise end

    def _work(self, what: str) -> _Work:
        return _Work(what, self._monotonic)


class _Work:
    """One piece of work, from its begin to its end."""

    def __init__(self, what: str, monotonic: Callable[[], float]) -> None:
        self._what = what
        self._monotonic = monotonic
        self._begin = monotonic()
        self.step = ""
        self.noted = False  # whether something on the way has got a line of its own

    async def run(self, work: Awaitable[T], ids: Callable[[T], tuple[str, ...]] | None = None) -> T:
        """Wait for it, write its line, and pass on what it returns or raises."""
        try:
            value = await work
        except AppError as error:
            record_error(self._what, error, step=self.step, seconds=self.seconds())
            raise
        except CancelledError:
            step = f" at step {self.step}" if self.step else ""
            _LOG.info("%s cancelled%s%s", self._what, step, _after(self.seconds()))
            raise
        _LOG.info("%s done%s%s", self._what, _after(self.seconds()), _ids(ids(value) if ids is not None else ()))
        return value

    def seconds(self) -> float:
        """Since its begin."""
        return self._monotonic() - self._begin


def _after(seconds: float | None) -> str:
    return "" if seconds is None else f" after {seconds:.2f} s"


def _ids(ids: tuple[str, ...]) -> str:
    if not ids:
        return ""
    more = f" and {len(ids) - _MOST_IDS} more" if len(ids) > _MOST_IDS else ""
    return f", reference {' '.join(ids[:_MOST_IDS])}{more}"
