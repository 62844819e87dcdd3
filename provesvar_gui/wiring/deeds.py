"""Puts what was done into the access journal: one line for each end of a look-up, and the start and stop of each opening."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from provesvar_gui.audit.line import Entry, Kind
from provesvar_gui.net.clock import WALL

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from provesvar_gui.domain.lookup import Lookup
    from provesvar_gui.domain.progress import LookupProgress
    from provesvar_gui.domain.results import LookupResult
    from provesvar_gui.errors import AppError
    from provesvar_gui.helseid.model import Clinician


class Notebook(Protocol):
    """Where entries go; ``audit.writer.Clerk`` in the program. No call raises; only ``flush`` waits."""

    tell: Callable[[AppError], None]

    def note(self, entry: Entry, patient: str = "") -> None:
        """Have an entry written."""
        ...

    def flush(self, seconds: float) -> bool:
        """Wait until everything is written, at most so long."""
        ...

    def prepare(self) -> None:
        """Be ready for entries: the system may ask for a password."""
        ...


class Nowhere:
    """Keeps nothing."""

    def __init__(self) -> None:
        self.tell: Callable[[AppError], None] = lambda _error: None

    def note(self, entry: Entry, patient: str = "") -> None:
        """Forget it."""

    def flush(self, seconds: float) -> bool:
        """Nothing to wait for."""
        return True

    def prepare(self) -> None:
        """Nothing to be got ready."""


def unkept() -> Deeds:
    """Deeds that nobody writes down."""
    return Deeds(Nowhere(), WALL.reading, uuid.uuid4)


class Deeds:
    """What is done at one desk. ``now``: the time, and the offset that is in it.

    An opening is held until it is stopped, or until the next look-up stops it.
    """

    def __init__(self, notebook: Notebook, now: Callable[[], tuple[datetime, int]], new_uuid: Callable[[], uuid.UUID]) -> None:
        self.notebook = notebook
        self._now = now
        self._new_uuid = new_uuid
        self.hpr_number = ""  # of who is logged in
        self._opening: Deed | None = None

    def person(self, clinician: Clinician | None) -> None:
        """Who does what follows."""
        self.hpr_number = clinician.hpr_number if clinician is not None else ""

    def begin(self, lookup: Lookup) -> Deed:
        """A look-up is about to be sent. An elevated one is an opening, and has its first line before the service is asked."""
        self.stop_opening("next-look-up")
        entry = Entry(
            time=self._now()[0],
            kind=Kind.LOOKUP,
            hpr_number=self.hpr_number,
            basis=lookup.basis.value,
            role=lookup.role_code,
            reason=lookup.reason,
            opening=str(self._new_uuid()) if lookup.basis.elevated else "",
        )
        deed = Deed(self, entry, lookup.patient.digits)
        if lookup.basis.elevated:
            self._opening = deed
            self.write(deed, replace(entry, kind=Kind.OPENING_START))
        return deed

    def stop_opening(self, why: str) -> None:
        """What was opened is not held any more. ``why``: a code. Nothing happens where nothing is open."""
        opening, self._opening = self._opening, None
        if opening is not None:
            self.write(opening, replace(opening.entry, kind=Kind.OPENING_STOP, outcome=why))

    def ended(self, deed: Deed, entry: Entry) -> None:
        """The look-up has ended. An opening that brought nothing is over with it."""
        self.write(deed, entry)
        if deed is self._opening and not deed.showed:
            self.stop_opening(entry.error or entry.outcome)

    def write(self, deed: Deed, entry: Entry) -> None:
        """One line, now."""
        time, offset = self._now()
        self.notebook.note(replace(entry, time=time, offset=offset or None), deed.patient)


@dataclass(slots=True)
class Deed:
    """One look-up. ``patient``: the number, of which the journal keeps a keyed digest. ``showed``: whether something came."""

    deeds: Deeds
    entry: Entry
    patient: str = field(repr=False)
    showed: bool = False
    references: tuple[str, ...] = ()
    reports: int = 0

    def progressed(self, value: LookupProgress) -> None:
        """Keep what a look-up that fails or is cancelled would otherwise take with it."""
        self.references = value.correlation_ids or self.references
        if value.partial is not None:
            self.showed = True
            self.reports = _reports(value.partial)

    def done(self, result: LookupResult, seconds: float) -> None:
        """It has its answer."""
        self.showed = True
        self._end(
            outcome="done",
            findings=tuple(dict.fromkeys(outcome.kind.value for outcome in result.outcomes)),
            seconds=seconds,
            reports=_reports(result),
            complete=result.coverage.complete,
            correlation_ids=result.correlation_ids or self.references,
        )

    def failed(self, error: AppError, seconds: float) -> None:
        """It ended with an error; what had come before may have been shown."""
        references = self.references or ((error.correlation_id,) if error.correlation_id else ())
        self._end(outcome="failed", error=error.code.value, seconds=seconds, reports=self.reports, correlation_ids=references)

    def cancelled(self, seconds: float) -> None:
        """The person, or the end of the program, stopped it."""
        self._end(outcome="cancelled", seconds=seconds, reports=self.reports, correlation_ids=self.references)

    def _end(self, **values: object) -> None:
        self.deeds.ended(self, replace(self.entry, **values))  # type: ignore[arg-type]  # fields of Entry, named above


def _reports(result: LookupResult) -> int:
    return len(result.reports) + len(result.other_identifier)
