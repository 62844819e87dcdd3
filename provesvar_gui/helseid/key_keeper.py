"""The client's key in this run of the program: which one works, when it ends, and that it is replaced in time."""

from __future__ import annotations

import datetime
import hashlib
import json
import logging
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.rotation import DUE, unfinished, why_refused, working
from provesvar_gui.net.daemon import on_daemon_thread
from provesvar_gui.system.private_file import write_private

if TYPE_CHECKING:
    from pathlib import Path

    from provesvar_gui.helseid.jose import PrivateKey
    from provesvar_gui.helseid.key_ring import KeyRing, StoredKey
    from provesvar_gui.helseid.rotation import Rotation

_log = logging.getLogger(__name__)

_AGAIN = 24 * 3600.0  # seconds between two questions to Selvbetjening
_SECONDS = 3.0  # for the notes' file
_NOTE_LIMIT = 1000  # bytes
_LATEST = 1e11  # epoch seconds, far away
_PASSING = frozenset(  # what says nothing of the client: it is asked again after the next login
    {
        ErrorCode.NO_NETWORK,
        ErrorCode.TIMEOUT,
        ErrorCode.CONNECTION_BROKEN,
        ErrorCode.TLS_REJECTED,
        ErrorCode.TLS_TOO_OLD,
        ErrorCode.PROXY_FAILED,
        ErrorCode.SERVER_ERROR,
        ErrorCode.SERVER_BUSY,
        ErrorCode.KEY_BUSY,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """``asked``, ``ends``: epoch seconds; ``ends`` None: not told. ``key``: the thumbprint (RFC 7638) of the key it is about."""

    key: str
    asked: float
    ends: float | None = None


class KeyNotes:
    """What is remembered of one client's key from one run to the next: when Selvbetjening was asked, and what it said.

    ``folder``: of the user's own state, on this machine. The file holds no secret. It saves a client that may not ask from being
    refused at every start, and tells those who only read the key (a machine's) when it ends. Where it is lost, Selvbetjening is
    asked once more.
    """

    def __init__(self, folder: Path, client_id: str) -> None:
        self._file = folder / f"key-{hashlib.sha256(client_id.encode()).hexdigest()[:16]}.json"

    def read(self) -> Note | None:
        """The last one; None where there is none, or none of ours. Blocks; raises nothing."""
        try:
            with self._file.open("rb") as file:
                said = json.loads(file.read(_NOTE_LIMIT))
            ends = said["ends"]
            return Note(key=str(said["key"]), asked=_time(said["asked"]), ends=None if ends is None else _time(ends))
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None

    def write(self, note: Note) -> None:
        """In the place of the last. Blocks. Raises OSError."""
        write_private(self._file, json.dumps({"key": note.key, "asked": note.asked, "ends": note.ends}).encode())


class Tending(StrEnum):
    """What is done about the key after a login."""

    NOTHING = "nothing"  # besides ending what broke off
    LOOK = "look"  # learn when it ends
    REPLACE = "replace"  # that, and replace it in time


class KeyKeeper:
    """``tending``: what the policy has the program do (``helseid.rotate_key``). ``notes``: of earlier runs; None: none kept."""

    def __init__(self, rotation: Rotation, *, tending: Tending, notes: KeyNotes | None = None) -> None:
        self._rotation = rotation
        self._tending = tending
        self._notes = notes
        self._used: StoredKey | None = None
        self._note: Note | None = None  # what was said last, in this run or an earlier one
        self._read = notes is None
        self._asked = float("-inf")  # by the steady clock

    async def load(self) -> PrivateKey:
        """The key to log in with, looked for at every call. Raises AppError: those of ``KeyPlace.load`` and ``working``."""
        stored = await working(await self._rotation.place.load(), self._rotation.credentials)
        key = stored.key()
        await self._remember(key.thumbprint)
        self._use(stored)
        return key

    @property
    def ends(self) -> datetime.datetime | None:
        """When the key that was loaded last ends; None: not known."""
        return None if self._used is None else self._used.expires

    def why(self, error: AppError) -> AppError:
        """The reason of a failed login, where the key's end is one."""
        return error if self._used is None else why_refused(error, self._used, self._rotation.clock.now())

    async def tend(self) -> None:
        """After a login: end what broke off; learn when the key ends; where that is the policy, replace one that is near its end.

        Selvbetjening is asked once a day, and again only while a replacement is unfinished or where it could not be reached. A
        client that may not ask (it has not the grant, or not the scope) is no error and not asked for again that day. Whoever
        may not replace the key (the readers of a machine's) only looks; so does whoever cannot just now, for a key beside it that
        HelseID has not judged or that this version cannot read. What fails is for the log: the key in use has just worked.
        Raises nothing but CancelledError.
        """
        rotation = self._rotation
        try:
            ring = await rotation.place.load()
            replacing = self._tending is Tending.REPLACE and rotation.place.owned
            if not replacing:
                await rotation.settle()
            if self._due() or (replacing and unfinished(ring)):
                await (self._replace(ring) if replacing else self._look())
            ring = await rotation.place.load()
            if rotation.place.owned and not ring.imported and ring.current.mark:
                self._use(ring.current)
            elif self._used is not None:
                self._use(self._used)
        except AppError as error:
            _log.info("the client's key was not tended to: %s (%s)", error.code.value, error.detail)

    def _due(self) -> bool:
        return self._tending is not Tending.NOTHING and self._rotation.clock.monotonic() - self._asked > _AGAIN

    async def _replace(self, ring: KeyRing) -> None:
        due, before, self._asked = self._due(), self._asked, self._rotation.clock.monotonic()
        try:
            outcome = await self._rotation.rotate(within=DUE)
        except AppError as error:
            if error.code in _PASSING:
                self._asked = before
            if error.code is not ErrorCode.KEY_MALFORMED:
                raise
        else:
            if outcome.replaced:
                _log.info("the client's key was replaced")
            if not outcome.undecided:
                return
        if ring.in_the_way:
            _log.warning("the client's key is not replaced: a key beside it cannot be read by this version")
        self._asked = before
        if due:
            await self._look()

    async def _look(self) -> None:
        before, self._asked = self._asked, self._rotation.clock.monotonic()
        ends: datetime.datetime | None = None
        try:
            ends = await self._rotation.look()
        except AppError as error:
            _log.info("when the client's key ends was not told: %s", error.code.value)
            if error.code in _PASSING:
                self._asked = before
                return
        if self._used is not None:
            await self._keep(self._used.key().thumbprint, ends)

    async def _keep(self, mark: str, ends: datetime.datetime | None) -> None:
        told = None if ends is None else ends.timestamp()
        if told is None and self._note is not None and self._note.key == mark:
            told = self._note.ends  # an end that is not told takes none away
        self._note = note = Note(key=mark, asked=self._rotation.clock.now(), ends=told)
        if self._notes is not None:
            with suppress(OSError, TimeoutError):
                await on_daemon_thread(partial(self._notes.write, note), _SECONDS)

    async def _remember(self, mark: str) -> None:
        """Once in a run. A note on another key, or from the future, says nothing of when to ask."""
        if self._read or self._notes is None:
            return
        self._read = True
        with suppress(TimeoutError):
            self._note = await on_daemon_thread(self._notes.read, _SECONDS)
        clock = self._rotation.clock
        if self._note is not None and self._note.key == mark and 0 <= clock.now() - self._note.asked <= _AGAIN:
            self._asked = clock.monotonic() - (clock.now() - self._note.asked)

    def _use(self, stored: StoredKey) -> None:
        """With what was told of it, where that is not kept with the key."""
        note = self._note
        if stored.expires is None and note is not None and note.ends is not None and note.key == stored.key().thumbprint:
            stored = replace(stored, expires=datetime.datetime.fromtimestamp(note.ends, datetime.UTC))
        self._used = stored


def _time(said: object) -> float:
    """Raises ValueError for what is no time of this age."""
    if not isinstance(said, int | float) or not 0 <= said < _LATEST:
        raise ValueError("no time")
    return float(said)
