"""The client's key in this run of the program: which one works, when it ends, and that it is replaced in time."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError
from provesvar_gui.helseid.rotation import DUE, unfinished, why_refused, working

if TYPE_CHECKING:
    import datetime

    from provesvar_gui.helseid.jose import PrivateKey
    from provesvar_gui.helseid.key_ring import StoredKey
    from provesvar_gui.helseid.rotation import Rotation

_log = logging.getLogger(__name__)

_AGAIN = 24 * 3600.0  # seconds between two questions to Selvbetjening


class KeyKeeper:
    """``automatic``: whether the policy has the program replace the key of its user by itself."""

    def __init__(self, rotation: Rotation, *, automatic: bool) -> None:
        self._rotation = rotation
        self._automatic = automatic
        self._used: StoredKey | None = None
        self._asked = float("-inf")

    async def load(self) -> PrivateKey:
        """The key to log in with, looked for at every call. Raises AppError: those of ``KeyPlace.load`` and ``working``."""
        self._used = await working(await self._rotation.place.load(), self._rotation.credentials)
        return self._used.key()

    @property
    def ends(self) -> datetime.datetime | None:
        """When the key that was loaded last ends; None: not known."""
        return None if self._used is None else self._used.expires

    def why(self, error: AppError) -> AppError:
        """The reason of a failed login, where the key's end is one."""
        return error if self._used is None else why_refused(error, self._used, self._rotation.clock.now())

    async def tend(self) -> None:
        """After a login: end what broke off; where that is automatic, replace a key that is near its end, or learn when that is.

        Selvbetjening is asked once a day, and again only while a replacement is unfinished. What fails is for the log: the key in
        use has just worked. Raises nothing but CancelledError.
        """
        rotation = self._rotation
        if not rotation.place.owned:
            return
        try:
            ring = await rotation.place.load()
            if not self._automatic:
                await rotation.settle()
            elif unfinished(ring) or rotation.clock.monotonic() - self._asked > _AGAIN:
                self._asked = rotation.clock.monotonic()
                outcome = await rotation.rotate(within=DUE)
                if outcome.replaced:
                    _log.info("the client's key was replaced")
            self._used = (await rotation.place.load()).current
        except AppError as error:
            _log.info("the client's key was not tended to: %s (%s)", error.code.value, error.detail)
