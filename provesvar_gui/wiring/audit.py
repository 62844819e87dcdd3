"""The audit of background work: the log's line for each end, and the access journal's for each look-up and opening.

A line of the log holds the kind of work, how it ended, the error's code and our own detail, the step, how long it took, and the
correlation ids with which the service's own log can be searched: nothing that was asked or answered. Both files are written on
the runtime thread or behind it.
"""

from __future__ import annotations

import logging
import sys
import uuid
from asyncio import CancelledError, get_running_loop
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from provesvar_gui import __version__
from provesvar_gui.audit.line import EntryKind, JournalEntry
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.platform.clock import WALL

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from types import TracebackType
    from typing import Self

    from provesvar_gui.audit.writer import JournalQueue
    from provesvar_gui.desk.actions import LookupProgress
    from provesvar_gui.helseid.model import Clinician, LoginProgress, SessionEvent
    from provesvar_gui.patient.access import Lookup
    from provesvar_gui.results.model import LookupResult
    from provesvar_gui.settings.settings import Settings

    Tell = Callable[[SessionEvent | AppError], None]

_LOG = logging.getLogger(__name__)


def record_start(settings: Settings, trouble: AppError | None, *, sandbox: bool) -> None:
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


class Audit:
    """The audit of one desk. ``now``: with its UTC offset. An opening lasts until its end or the next look-up."""

    def __init__(
        self,
        notebook: JournalQueue,
        monotonic: Callable[[], float],
        now: Callable[[], tuple[datetime, int]] = WALL.reading,
        new_uuid: Callable[[], uuid.UUID] = uuid.uuid4,
    ) -> None:
        self.notebook = notebook
        self._monotonic = monotonic
        self._now = now
        self._new_uuid = new_uuid
        self.hpr_number = ""  # of who is logged in
        self._opening: LookupWork | None = None

    def listener(self, tell: Tell) -> Tell:
        """Writes a line for each event, then passes it to ``tell`` on the current loop."""
        loop = get_running_loop()

        def tell_here(error: AppError) -> None:
            with suppress(RuntimeError):  # the loop has ended: nobody is told any more
                loop.call_soon_threadsafe(tell, error)  # its line in the log is the clerk's

        def record_and_tell(event: SessionEvent | AppError) -> None:
            if isinstance(event, AppError):
                record_error("meanwhile", event)
            else:
                what = "told of authorisations" if event.approvals_arrived else "renewed"
                _LOG.info("session %s", event.ended.value if event.ended is not None else what)
                if event.ended is not None:
                    self.stop_opening(event.ended.value)
                self.person(event.clinician)
            tell(event)

        self.notebook.tell = tell_here
        return record_and_tell

    def person(self, clinician: Clinician | None) -> None:
        self.hpr_number = clinician.hpr_number if clinician is not None else ""

    def work(self, what: str) -> Work:
        return Work(what, self._monotonic)

    def lookup(self, lookup: Lookup) -> LookupWork:
        """A look-up that is about to be sent. An elevated one is an opening, with a first line before the service is asked."""
        self.stop_opening("next-look-up")
        entry = JournalEntry(
            time=self._now()[0],
            kind=EntryKind.LOOKUP,
            hpr_number=self.hpr_number,
            basis=lookup.basis.value,
            role=lookup.role_code,
            reason=lookup.reason,
            opening=str(self._new_uuid()) if lookup.basis.elevated else "",
        )
        work = LookupWork(self, entry, lookup.patient.digits, self._monotonic)
        if lookup.basis.elevated:
            self._opening = work
            self.write(work, replace(entry, kind=EntryKind.OPENING_START))
        return work

    def stop_opening(self, why: str) -> None:
        """The opening has ended. ``why``: a code. Does nothing without an opening."""
        opening, self._opening = self._opening, None
        if opening is not None:
            self.write(opening, replace(opening.entry, kind=EntryKind.OPENING_STOP, outcome=why))

    def write(self, work: LookupWork, entry: JournalEntry) -> None:
        time, offset = self._now()
        self.notebook.note(replace(entry, time=time, offset=offset or None), work.patient)
        if work is self._opening and entry.kind is EntryKind.LOOKUP and not work.showed:
            self.stop_opening(entry.error or entry.outcome)  # it brought nothing, and is over with its look-up


class Work:
    """One piece of background work. ``step``: how far it has come. ``references``: correlation ids."""

    def __init__(self, what: str, monotonic: Callable[[], float]) -> None:
        self._action = what
        self._monotonic = monotonic
        self._begin = monotonic()
        self.step = ""
        self._browser_told = False
        self.references: tuple[str, ...] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None) -> None:
        if isinstance(error, AppError):
            record_error(self._action, error, step=self.step, seconds=self.seconds())
        elif isinstance(error, CancelledError):
            step = f" at step {self.step}" if self.step else ""
            _LOG.info("%s cancelled%s%s", self._action, step, _after(self.seconds()))
        elif error is None:
            _LOG.info("%s done%s%s", self._action, _after(self.seconds()), _ids(self.references))

    def seconds(self) -> float:
        return self._monotonic() - self._begin

    def login_progressed(self, value: LoginProgress) -> None:
        self.step = value.step.value
        if not value.browser_started and not self._browser_told:
            self._browser_told = True
            record_error(self._action, AppError(ErrorCode.BROWSER_NOT_STARTED), step=self.step)


class LookupWork(Work):
    """One look-up. ``patient``: the number, of which the journal keeps a keyed digest. ``showed``: whether something came."""

    def __init__(self, audit: Audit, entry: JournalEntry, patient: str, monotonic: Callable[[], float]) -> None:
        super().__init__("look-up", monotonic)
        self._audit = audit
        self.entry = entry
        self.patient = patient
        self.showed = False
        self._reports = 0
        self._result: LookupResult | None = None

    def progressed(self, value: LookupProgress) -> None:
        """Keep the facts that a failed or cancelled look-up would lose."""
        self.step = value.step.value
        self.references = value.correlation_ids or self.references
        if value.partial is not None:
            self._count_reports(value.partial)

    def answered(self, result: LookupResult) -> None:
        self._result = result
        self.references = result.correlation_ids or self.references
        self._count_reports(result)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        super().__exit__(kind, error, trace)
        entry = replace(self.entry, seconds=self.seconds(), reports=self._reports, correlation_ids=self.references)
        if self._result is not None:
            found = tuple(dict.fromkeys(outcome.kind.value for outcome in self._result.outcomes))
            entry = replace(entry, outcome="done", findings=found, complete=self._result.coverage.complete)
        elif isinstance(error, CancelledError):
            entry = replace(entry, outcome="cancelled")
        else:
            known = error if isinstance(error, AppError) else AppError(ErrorCode.INTERNAL)
            references = self.references or ((known.correlation_id,) if known.correlation_id else ())
            entry = replace(entry, outcome="failed", error=known.code.value, correlation_ids=references)
        self._audit.write(self, entry)

    def _count_reports(self, result: LookupResult) -> None:
        self.showed = True
        self._reports = len(result.reports) + len(result.other_identifier)


def _after(seconds: float | None) -> str:
    return "" if seconds is None else f" after {seconds:.2f} s"


def _ids(ids: tuple[str, ...]) -> str:
    return f", reference {' '.join(ids)}" if ids else ""
