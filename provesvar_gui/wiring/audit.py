"""The audit of background work: the log's line for each end, and the access journal's for each look-up and opening.

A line of the log holds the kind of work, how it ended, the error's code and our own detail, the step, how long it took, and the
correlation ids with which the service's own log can be searched: nothing that was asked or answered. Both files are written on
the runtime thread or behind it.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import logging
import secrets
import sys
import time
import uuid
from asyncio import CancelledError, get_running_loop
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from provesvar_gui import __version__
from provesvar_gui.audit.check import OwnJournal, own_journal
from provesvar_gui.audit.files import journal_files, load_seal, locked
from provesvar_gui.audit.line import KEY_LENGTH, EntryKind, JournalEntry, JournalKeys
from provesvar_gui.audit.writer import LOCK_NAME, Journal, failure
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.platform.clock import WALL
from provesvar_gui.platform.files import claim_folder, write_private
from provesvar_gui.platform.places import account_name

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
    from provesvar_gui.helseid.keys.vault import KeyVault
    from provesvar_gui.platform.places import Places


_LOG = logging.getLogger(__name__)
_KEY, _SEAL = "journal-key", "journal-seal"
_PAUSE = 0.001  # seconds: another thread that waits for the interpreter gets it


class JournalPlace:
    """Blocks; not for a running event loop. ``vault``: where key and seal rest; None: the key is in a file, with one seal.

    ``shared``: the policy's folder for the journals of all accounts, each in its own folder there, with seal and key file.
    """

    def __init__(
        self,
        places: Places,
        vault: KeyVault | None,
        random_bytes: Callable[[int], bytes] = secrets.token_bytes,
        *,
        shared: Path | None = None,
    ) -> None:
        self._profile, self._own = places, None if shared is None else shared / account_name()
        self._places = self._target = places if self._own is None else places._replace(data=self._own, state=self._own)
        self._vault = vault
        self._random_bytes = random_bytes

    @property
    def folder(self) -> Path:
        return self._places.journal

    @property
    def seal_file(self) -> Path:
        return self._places.journal_seal

    @property
    def anchor(self) -> VaultAnchor | None:
        return VaultAnchor(self._vault) if self._vault is not None else None

    def journal(self, months: int) -> Journal:
        """The journal, to be written to; the first time, its key is made. Raises OSError, AppError."""
        self._claim()
        self._move()
        keys = self.keys()
        if keys is None:
            with locked(self.folder / LOCK_NAME):  # two programs that start for the first time make one key
                keys = self.keys() or self._new_keys()
        return Journal(self.folder, self.seal_file, keys, months=months, anchor=self.anchor, claim=self._claim)

    def keys(self) -> JournalKeys | None:
        """The keys, None where none has been made. Raises OSError, and AppError: VAULT_UNAVAILABLE, JOURNAL_UNAVAILABLE."""
        key = self._key_in_file(self._places.journal_key) if self._vault is None else self._key_in_vault(self._vault)
        if key is None:
            return None
        try:
            return JournalKeys(key)
        except ValueError:
            raise AppError(ErrorCode.JOURNAL_UNAVAILABLE, "the journal's key is broken") from None

    def readable(self) -> JournalKeys | None:
        """The keys for reading the journal; None where there is none. Raises AppError, also for a journal without a key."""
        try:
            self._claim()
            self._places = self._profile if self._unmoved() else self._target  # a program that is still open may write there
            keys = self.keys()
            if keys is None and (self.seal_file.exists() or journal_files(self.folder)):
                raise AppError(ErrorCode.JOURNAL_UNAVAILABLE, "there is a journal, and no key to read it with")
            if keys is not None:
                load_seal(self.seal_file, keys)  # one of a later version is told, whatever the lines are needed for
        except OSError as error:
            raise failure(error) from None
        return keys

    def _claim(self) -> None:
        if self._own is not None:
            claim_folder(self._own)

    def _unmoved(self) -> bool:
        """Whether a journal is in the profile still that can be read at the folder for all, too; its seal there ends the move."""
        here, there = self._profile, self._target
        key_comes = self._vault is not None or here.journal_key.exists()
        return self._own is not None and key_comes and here.journal_seal.exists() and not there.journal_seal.exists()

    def _move(self) -> None:
        here, self._places = self._profile, self._target
        if not self._unmoved():
            return
        with locked(here.journal / LOCK_NAME):
            moved = {path: self.folder / path.name for path in journal_files(here.journal)}
            moved |= {here.journal_key: self._places.journal_key, here.journal_seal: self.seal_file}
            moved = {path: there for path, there in moved.items() if path.exists()}
            for path, there in moved.items():
                write_private(there, path.read_bytes())
            for path in moved:
                path.unlink()

    def _key_in_file(self, path: Path) -> bytes | None:
        try:
            with path.open("rb") as file:
                return file.read(KEY_LENGTH + 1)
        except FileNotFoundError:
            return None

    def _key_in_vault(self, vault: KeyVault) -> bytes | None:
        try:
            text = asyncio.run(vault.load(_KEY))
        except AppError as error:
            if error.code is not ErrorCode.KEY_MISSING:
                raise
            return None  # lost: the journal goes on, and says that it is not whole
        if text is None:
            return None
        try:
            return base64.b64decode(text, validate=True)
        except binascii.Error:
            return b""

    def _new_keys(self) -> JournalKeys:
        key = self._random_bytes(KEY_LENGTH)
        if self._vault is None:
            write_private(self._places.journal_key, key)
        else:
            asyncio.run(self._vault.store(_KEY, base64.b64encode(key).decode()))
        return JournalKeys(key)


class VaultAnchor:
    def __init__(self, vault: KeyVault) -> None:
        self._vault = vault
        self._failed = False

    def load(self) -> str | None:
        try:
            return asyncio.run(self._vault.load(_SEAL))
        except AppError as error:
            self._note(error)
            return None

    def store(self, text: str) -> None:
        try:
            asyncio.run(self._vault.store(_SEAL, text))
        except AppError as error:
            self._note(error)
        else:
            self._failed = False

    def _note(self, error: AppError) -> None:
        if not self._failed:
            _LOG.warning("journal not sealed in the vault: %s", error.detail)
        self._failed = True


def read_own(place: JournalPlace | None, hpr_number: str, pause: Callable[[], None] = lambda: time.sleep(_PAUSE)) -> OwnJournal:
    """A clinician's own lines. ``place``: None where no journal is kept. Raises AppError."""
    if place is None:
        return OwnJournal(hpr_number=hpr_number, kept=False)
    keys = place.readable()
    if keys is None:
        return OwnJournal(hpr_number=hpr_number)
    try:
        return own_journal(place.folder, place.seal_file, keys, hpr_number, anchor=place.anchor, pause=pause)
    except (OSError, ValueError) as error:
        raise failure(error) from None


def place_of(settings: Settings, places: Places, vault: KeyVault) -> JournalPlace:
    shared = Path(settings.journal.folder) if settings.journal.folder else None
    return JournalPlace(places, vault if settings.journal.key == "vault" else None, shared=shared)


def opener(settings: Settings, places: Places, vault: KeyVault) -> Callable[[bool], Journal] | None:
    """The function by which the queue opens the journal; None: no journal. It asks for the vault's password on demand."""
    if not settings.journal.enabled:
        return None
    place = place_of(settings, places, vault)

    def open_journal(ask: bool) -> Journal:
        vault.on_asking = partial(_LOG.info, "journal: the system asks for the vault's password") if ask else None
        try:
            return place.journal(settings.journal.months)
        finally:
            vault.on_asking = None

    return open_journal


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
        queue: JournalQueue,
        monotonic: Callable[[], float],
        now: Callable[[], tuple[datetime, int]] = WALL.reading,
        new_uuid: Callable[[], uuid.UUID] = uuid.uuid4,
    ) -> None:
        self.queue = queue
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
                loop.call_soon_threadsafe(tell, error)  # the queue has logged it

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

        self.queue.tell = tell_here
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
        self.queue.note(replace(entry, time=time, offset=offset or None), work.patient)
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
