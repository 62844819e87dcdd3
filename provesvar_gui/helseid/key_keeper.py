"""The client's key in this run of the program: which one works, when it ends, and that it is replaced in time."""

from __future__ import annotations

import logging
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.rotation import DUE, unfinished, why_refused, working

if TYPE_CHECKING:
    import datetime

    from provesvar_gui.helseid.jose import PrivateKey
    from provesvar_gui.helseid.key_ring import StoredKey
    from provesvar_gui.helseid.rotation import Rotation

_log = logging.getLogger(__name__)

_AGAIN = 24 * 3600.0  # seconds between two questions to Selvbetjening
_PASSING = frozenset(  # what says nothing of the client: it is asked again after the next login
    {
        ErrorCode.NO_NETWORK,
        ErrorCode.TIMEOUT,
        ErrorCode.CONNECTION_BROKEN,
        ErrorCode.TLS_REJECTED,
        ErrorCode.PROXY_FAILED,
        ErrorCode.SERVER_ERROR,
        ErrorCode.SERVER_BUSY,
        ErrorCode.KEY_BUSY,
    }
)


class Tending(StrEnum):
    """What is done about the key after a login."""

    NOTHING = "nothing"  # besides ending what broke off
    LOOK = "look"  # learn when it ends
    REPLACE = "replace"  # that, and replace it in time


class KeyKeeper:
    """``tending``: what the policy has the program do (``helseid.rotate_key``)."""

    def __init__(self, rotation: Rotation, *, tending: Tending) -> None:
        self._rotation = rotation
        self._tending = tending
        self._used: StoredKey | None = None
        self._learned: tuple[str, datetime.datetime] | None = (
            None  # a key, and when it ends, of a place that is not ours to write
        )
        self._asked = float("-inf")

    async def load(self) -> PrivateKey:
        """The key to log in with, looked for at every call. Raises AppError: those of ``KeyPlace.load`` and ``working``."""
        stored = await working(await self._rotation.place.load(), self._rotation.credentials)
        self._use(stored)
        return stored.key()

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
        may not replace the key (the readers of a machine's) only looks. What fails is for the log: the key in use has just
        worked. Raises nothing but CancelledError.
        """
        rotation = self._rotation
        try:
            ring = await rotation.place.load()
            replacing = self._tending is Tending.REPLACE and rotation.place.owned
            if not replacing:
                await rotation.settle()
            if self._due() or (replacing and unfinished(ring)):
                await (self._replace() if replacing else self._look())
            ring = await rotation.place.load()
            if rotation.place.owned and ring.imported is None:
                self._use(ring.current)
            elif self._used is not None:
                self._use(self._used)
        except AppError as error:
            _log.info("the client's key was not tended to: %s (%s)", error.code.value, error.detail)

    def _due(self) -> bool:
        return self._tending is not Tending.NOTHING and self._rotation.clock.monotonic() - self._asked > _AGAIN

    async def _replace(self) -> None:
        self._asked = self._rotation.clock.monotonic()
        outcome = await self._rotation.rotate(within=DUE)
        if outcome.replaced:
            _log.info("the client's key was replaced")

    async def _look(self) -> None:
        before, self._asked = self._asked, self._rotation.clock.monotonic()
        try:
            ends = await self._rotation.look()
        except AppError as error:
            if error.code in _PASSING:
                self._asked = before
            _log.info("when the client's key ends was not told: %s", error.code.value)
            return
        if ends is not None and self._used is not None:
            self._learned = (self._used.private_jwk, ends)

    def _use(self, stored: StoredKey) -> None:
        """With what was learned of it in this run, where nothing was kept."""
        if stored.expires is None and self._learned is not None and self._learned[0] == stored.private_jwk:
            stored = replace(stored, expires=self._learned[1])
        self._used = stored
