"""The side of a session that rests in the vault from one run to the next, by policy: gone on with, kept, given up."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import LoginProgress, LoginStep

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from provesvar_gui.helseid.flow import LoginFlow
    from provesvar_gui.helseid.grant import Grant
    from provesvar_gui.helseid.jose import PrivateKey
    from provesvar_gui.helseid.kept_session import Kept, SessionKeeper
    from provesvar_gui.helseid.model import Organisation

_log = logging.getLogger(__name__)

_MARK_SECONDS = 0.3  # for a file of the user's own
# What says nothing of the session: it is tried again.
PASSING = frozenset(
    {
        ErrorCode.NO_NETWORK,
        ErrorCode.TIMEOUT,
        ErrorCode.CONNECTION_BROKEN,
        ErrorCode.TLS_REJECTED,
        ErrorCode.TLS_TOO_OLD,
        ErrorCode.PROXY_FAILED,
        ErrorCode.SERVER_ERROR,
        ErrorCode.SERVER_BUSY,
        ErrorCode.UNEXPECTED_ANSWER,
        ErrorCode.CLOCK_WRONG,
        ErrorCode.DISCOVERY_INVALID,
    }
)


class Resting:
    """``keeper``: None where nothing rests. ``spawn``: starts what nobody waits for. ``on_trouble``: told what there is to know.

    What an earlier run has left is gone on with once in a run, before anybody has logged in (``somebody_was_here``).
    """

    def __init__(
        self,
        flow: LoginFlow,
        keeper: SessionKeeper | None,
        *,
        spawn: Callable[[Coroutine[object, object, None]], asyncio.Task[None]],
        on_trouble: Callable[[AppError], None] | None,
    ) -> None:
        self._flow, self._keeper, self._spawn, self._on_trouble = flow, keeper, spawn, on_trouble
        self._may_resume = True
        self._has_failed = False
        self._clearing: asyncio.Task[None] | None = None

    def somebody_was_here(self) -> None:
        """From now on every login is one in the browser."""
        self._may_resume = False

    async def gone_on_with(
        self, key: PrivateKey, organisation: Organisation | None, report: Callable[[LoginProgress], None]
    ) -> Grant | None:
        """The session that an earlier run has kept, where HelseID knows it. Raises AppError where it cannot be asked now.

        Where none may be gone on with, nobody waits for the vault: what lies there is ended beside the login. Else it is told
        when the vault waits for its password, and when it does no more.
        """
        keeper = self._keeper
        if keeper is None:
            return None
        keeper.revoke = partial(self._flow.revoke_kept, key)
        if not (self._may_resume and keeper.resumes):
            if self._clearing is None or self._clearing.done():
                self._clearing = self._spawn(keeper.clear())
            return None
        found = await keeper.load(asking=lambda: report(LoginProgress(step=LoginStep.VAULT)))
        if found is not None or keeper.left:
            report(LoginProgress(step=LoginStep.DISCOVERY))  # it is HelseID that is waited for now, not the person
        grant = None if found is None else await self._resumed(key, keeper, found, organisation)
        if grant is None and keeper.left:
            await self._to_its_end(keeper.clear())
        return grant

    async def _resumed(
        self, key: PrivateKey, keeper: SessionKeeper, found: Kept, organisation: Organisation | None
    ) -> Grant | None:
        begun: list[Grant] = []

        def begin(grant: Grant) -> None:
            begun.append(grant)
            keeper.go_on(grant)

        try:
            return await self._flow.resume(key, found, organisation=organisation, begin=begin)
        except asyncio.CancelledError:
            if begun:  # what was kept may be used up, and what came for it is in nobody's hands
                keeper.void(alive=True)
                self._spawn(self._take_away(keeper))
                self._flow.revoker.abandon(begun[0].chain)
            raise
        except AppError as error:
            _log.info("kept session: %s (%s)", error.code.value, error.detail)
            if error.code in PASSING and not begun:
                raise
            if error.code in PASSING and keeper.let_be(begun[0], found):
                # HelseID may fail on this one alone: the second time the browser opens, and a login that is whole ends this one.
                if not self._has_failed:
                    self._has_failed = True
                    raise
                return None
            keeper.void(alive=error.code is not ErrorCode.SESSION_EXPIRED)
            for grant in begun:
                self._flow.revoker.abandon(grant.chain)
            return None

    async def _to_its_end(self, work: Coroutine[object, object, None]) -> None:
        """Whoever is cancelled waits no longer; the work goes on."""
        await asyncio.wait({self._spawn(work)})

    def keep(self, grant: Grant, *, anew: bool, still: Callable[[], bool]) -> None:
        """From now on this one rests there. ``anew``: it takes another one's place. ``still``: whether it is not over."""
        if self._keeper is not None:
            self._spawn(self._keep(self._keeper, grant, anew, still))

    async def _keep(self, keeper: SessionKeeper, grant: Grant, anew: bool, still: Callable[[], bool]) -> None:
        if anew:
            keeper.void()  # else a vault that fails now would still have the one before
            await self._take_away(keeper)
        await self._cleared()
        if still():
            keeper.begin(grant)
            await keeper.save(grant)

    async def holds(self, grant: Grant) -> bool:
        """Whether its newest refresh token lies in the vault, for the next run."""
        keeper = self._keeper
        return keeper is not None and grant.chain.exchange is None and await keeper.counts(grant, _MARK_SECONDS)

    def forget(self) -> None:
        """What is kept of the session that is over counts no more from here on; the vault has its own time."""
        if self._keeper is not None:
            self._keeper.void()
            self._spawn(self._take_away(self._keeper))

    def void(self) -> None:
        """The same where the program ends: ``aclose`` sees to the vault."""
        if self._keeper is not None:
            self._keeper.void()

    async def aclose(self, seconds: float) -> None:
        """See ``SessionKeeper.aclose``."""
        if self._keeper is not None:
            await self._keeper.aclose(seconds)

    async def _cleared(self) -> None:
        """What an earlier run has left was read: else it could be taken away, or written over, and nobody could revoke it."""
        if self._clearing is not None:
            await asyncio.wait({self._clearing})

    async def _take_away(self, keeper: SessionKeeper) -> None:
        await self._cleared()
        error = await keeper.take_away()
        if error is not None and self._on_trouble is not None:
            self._on_trouble(error)
