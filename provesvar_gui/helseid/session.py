"""The login session of one person, the entry point of this package: login, renewals, the token for the API's origin, logout."""

from __future__ import annotations

import asyncio
import logging
import math
from functools import partial
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import jose, loopback
from provesvar_gui.helseid.dpop import BoundToken
from provesvar_gui.helseid.login import LoginFlow
from provesvar_gui.helseid.loopback import Loopback
from provesvar_gui.helseid.model import Clinician, LoginProgress, LoginStep, Organisation, SessionEnd, SessionEvent
from provesvar_gui.platform.http import checked_origin
from provesvar_gui.platform.runtime import sleep_by

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Mapping

    from provesvar_gui.helseid.config import HelseIdConfig
    from provesvar_gui.helseid.dpop import Prover
    from provesvar_gui.helseid.jose import PrivateKey
    from provesvar_gui.helseid.login import Grant
    from provesvar_gui.platform.clock import Clock
    from provesvar_gui.platform.http import Http

_log = logging.getLogger(__name__)

_WARNING_SECONDS = 600.0  # seconds before the end from which it is told
_RENEWAL_LEAD = 60.0  # seconds before the end of a token at which it is renewed
_MINIMUM_LEFT = 10.0  # a token with less than this left is renewed before it is used
_RETRY = 15.0  # seconds between tries while HelseID cannot be reached
_PAGE_SECONDS = 15.0  # for a browser to fetch the page that logs out
_REVOKE_SECONDS = 5.0  # at a logout
_CLOSE_SECONDS = 0.5  # the program ends within 2 s, whatever hangs
# What says nothing of the session: it is tried again.
_TRANSIENT = frozenset(
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
# A point of care that is refused leaves the session as it was.
_CHOICE_REFUSED = _TRANSIENT | {
    ErrorCode.ORGANISATION_REFUSED, ErrorCode.SCOPE_REFUSED, ErrorCode.TERMS_NOT_SIGNED, ErrorCode.CLIENT_REFUSED,
}  # fmt: skip


def _is_unexplained(error: AppError) -> bool:
    """The renewal was refused, and not in any of the ways that say why: where it is so twice, the refresh token is dead."""
    return error.refused and error.code in _TRANSIENT


class Session:
    """The login session of one person. Lives on the runtime thread.

    ``api_origin``: a URL of the API; the token goes to its origin only. ``on_event``: told of renewal and end.
    ``offset_seconds``: how far the workstation's clock is off. ``sleep``: by ``clock``, unless a test says otherwise.
    """

    def __init__(
        self,
        *,
        config: HelseIdConfig,
        http: Http,
        clock: Clock,
        offset_seconds: Callable[[], float],
        load_key: Callable[[], Awaitable[PrivateKey]],
        open_browser: Callable[[str], Awaitable[bool]],
        api_origin: str,
        on_event: Callable[[SessionEvent], None],
        sleep: Callable[[float], Awaitable[None]] | None = None,
    ) -> None:
        self._flow = LoginFlow(config=config, http=http, clock=clock, open_browser=open_browser, offset_seconds=offset_seconds)
        self.discovery = self._flow.discovery
        self._clock, self._load_key, self._login_seconds = clock, load_key, config.login_seconds
        self._open_browser = open_browser
        self._origin = checked_origin(api_origin)
        self._on_event = on_event
        self._sleep = sleep or partial(sleep_by, clock)
        self._grant: Grant | None = None
        self._minutes_published: int | None = None
        self._api_prover: Prover | None = None
        self._ended: SessionEnd | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._learner: asyncio.Task[None] | None = None
        self._renewal: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def get_ready(self) -> None:
        """Have at hand what a login asks for first, and what the libraries load with their first signature. Raises AppError."""
        jose.generate_p256_key().sign({"typ": "JWT"}, {})
        await self.discovery.get_ready()

    @property
    def clinician(self) -> Clinician | None:
        return None if self._grant is None else self._grant.clinician()

    # -- what the person does

    async def login(
        self, *, force: bool, organisation: Organisation | None, report: Callable[[LoginProgress], None]
    ) -> Clinician:
        """Log in. A session that is already there stays until the new one is whole. Raises AppError."""
        report(LoginProgress(step=LoginStep.KEY))
        key = await self._load_key()
        try:
            async with asyncio.timeout(self._login_seconds):
                grant = await self._flow.log_in(key, force=force, organisation=organisation, report=report)
        except TimeoutError:
            raise AppError(ErrorCode.LOGIN_TIMEOUT, "login: the time is over") from None
        replaced = self._forget()
        if replaced is not None:
            self._flow.revoker.abandon(replaced.chain)
        self._grant = grant
        self._minutes_published = self._ended = None
        prover = grant.chain.prover
        self._api_prover = None if prover is None else prover.sibling()
        self._keeper = self._spawn(self._keep_alive(grant))
        self._learner = self._spawn(self._fetch_approvals(grant))
        return grant.clinician()

    async def set_organisation(self, organisation: Organisation) -> Clinician:
        """Speak for another point of care. Where it is refused, the old one stays. Raises AppError."""
        while self._renewal is not None and not self._renewal.done():
            await asyncio.wait({self._renewal})
        grant = self._need_grant()
        self._renewal = self._spawn(self._renew(grant, organisation, keep_on=_CHOICE_REFUSED))
        await self._wait_for(self._renewal)
        return grant.clinician()

    async def logout(self, *, browser: bool = True) -> bool:
        """Forget at once, then revoke, then (``browser``) end the browser's session; False where that may go on.

        Raises nothing but CancelledError.
        """
        grant = self._forget()
        if grant is None:
            return True
        chain, id_token = grant.chain, grant.id_token
        del grant
        self._ended = None
        self._on_event(SessionEvent(clinician=None, ended=SessionEnd.LOGGED_OUT))
        revoking = self._flow.revoker.abandon(chain, _REVOKE_SECONDS)
        await asyncio.wait({revoking})
        if revoking.cancelled() or not revoking.result():
            _log.info("logout: the refresh token could not be revoked")
        if not browser:
            return False
        try:
            shown = await self._end_browser_session(id_token)
        except (AppError, TimeoutError):
            shown = False
        if not shown:
            _log.info("logout: the browser's session was not ended")
        return shown

    async def _end_browser_session(self, id_token: str) -> bool:
        """Show the browser a page of our own, once, that posts the ID token, so that it is in no address."""
        endpoint = (await self.discovery.metadata()).end_session_endpoint
        if not endpoint:
            return False
        page = loopback.sign_out(endpoint, id_token)
        address = f"http://127.0.0.1:0/{jose.unguessable()}"
        async with asyncio.timeout(_PAGE_SECONDS), Loopback[bool]([address], lambda _parameters: (True, page)) as listener:
            return await self._open_browser(listener.redirect_uri) and await listener.answer()

    async def aclose(self) -> None:
        """Stop every task and forget; what was given for hours is revoked, as far as that takes no time worth naming."""
        grant = self._forget()
        if grant is not None:
            self._flow.revoker.left.append(grant.chain)
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._flow.revoker.aclose(_CLOSE_SECONDS)

    # -- authorization of single requests: fits pps.client.Authorization

    async def headers(self, method: str, url: str) -> Mapping[str, str]:
        """``Authorization``, and a new proof for DPoP. Raises AppError: NOT_LOGGED_IN, SESSION_EXPIRED, those of a renewal."""
        if checked_origin(url) != self._origin:
            raise AppError(ErrorCode.INTERNAL, "the API's token was asked for another origin")
        grant = self._need_grant()
        if grant.access.left(self._clock) < _MINIMUM_LEFT:
            await self.renew()
            grant = self._need_grant()
        return self._bound(grant.access.value).headers(method, url)

    def challenged(self, url: str, status: int, response_headers: Mapping[str, str]) -> bool:
        """Take in the API's nonce; True where a 401 ``use_dpop_nonce`` makes one repeat worthwhile."""
        return self._bound("").challenged(url, status, response_headers)

    def _bound(self, value: str) -> BoundToken:
        return BoundToken(value, self._api_prover, self._origin)

    async def renew(self) -> None:
        """Get a new access token; who asks while a renewal runs, joins it. Raises AppError; SESSION_EXPIRED where it is over."""
        grant = self._need_grant()
        if self._renewal is None or self._renewal.done():
            self._renewal = self._spawn(self._renew(grant, grant.organisation, keep_on=_TRANSIENT))
        await self._wait_for(self._renewal)

    # -- inside

    def _need_grant(self) -> Grant:
        if self._grant is not None:
            return self._grant
        if self._ended is not None:
            raise AppError(ErrorCode.SESSION_EXPIRED, f"session: {self._ended.value}")
        raise AppError(ErrorCode.NOT_LOGGED_IN)

    async def _wait_for(self, renewal: asyncio.Task[None]) -> None:
        # Whoever stops waiting must not stop the renewal: HelseID may have used up the refresh token already.
        await asyncio.wait({renewal})
        if renewal.cancelled():
            self._need_grant()
            raise AppError(ErrorCode.NOT_LOGGED_IN)
        renewal.result()

    async def _renew(self, grant: Grant, organisation: Organisation | None, *, keep_on: frozenset[ErrorCode]) -> None:
        try:
            try:
                await self._flow.refresh(grant, organisation)
            except AppError as error:
                if not _is_unexplained(error):
                    raise
                await self._flow.refresh(grant, organisation)
        except AppError as error:
            over = error.code not in keep_on or _is_unexplained(error) or self._is_over(grant)
            if self._grant is grant and over:
                self._end(grant, error)
            raise
        if self._grant is grant:
            self._publish(grant)

    def _end(self, grant: Grant, error: AppError) -> None:
        if self._is_over(grant) or not grant.chain.newest:
            ended = SessionEnd.EXPIRED
        else:
            ended = SessionEnd.REFUSED if error.code is ErrorCode.SESSION_EXPIRED else SessionEnd.RENEWAL_FAILED
        _log.info("session ended: %s (%s)", ended.value, error.code.value)
        self._forget()
        self._ended = ended
        if ended is SessionEnd.RENEWAL_FAILED:  # the server may think of it as alive
            self._flow.revoker.abandon(grant.chain)
        self._on_event(SessionEvent(clinician=None, ended=ended))

    def _is_over(self, grant: Grant) -> bool:
        """Whether refresh token and access token have both ended by the clock."""
        ends = grant.refresh_ends
        return ends is not None and self._clock.now() >= ends and grant.access.left(self._clock) <= 0

    async def _fetch_approvals(self, grant: Grant) -> None:
        """Fetch the approvals from userinfo in the background. Nothing waits for it; a failure goes to the log."""
        try:
            approvals = await self._flow.approvals(grant)
        except AppError as error:
            _log.info("userinfo: %s (%s)", error.code.value, error.detail)
            return
        if approvals is not None and self._grant is grant:
            grant.approvals = approvals
            self._publish(grant, learned=True)

    def _publish(self, grant: Grant, *, learned: bool = False) -> None:
        self._minutes_published = self._minutes_left(grant)
        self._on_event(SessionEvent(clinician=grant.clinician(), learned=learned, minutes_left=self._minutes_published))

    def _minutes_left(self, grant: Grant) -> int | None:
        """Minutes to the session's end, the one that has begun counted; None where it is not near.

        0 where the refresh token is over and the last access token, of ten minutes at most, still holds.
        """
        left = grant.left(self._clock)
        return None if left is None or left > _WARNING_SECONDS else max(0, math.ceil(left / 60))

    async def _keep_alive(self, grant: Grant) -> None:
        """Renew shortly before each end. Ends with the session."""
        while self._grant is grant:
            if self._minutes_left(grant) != self._minutes_published:
                self._publish(grant)
            lead = min(_RENEWAL_LEAD, grant.access.lifetime / 2) if grant.chain.newest else 0.0
            wait = grant.access.left(self._clock) - lead
            if wait > 0:
                await self._sleep(min(wait, self._until_warning(grant)))
                continue
            try:
                await self.renew()
            except AppError as error:
                _log.info("silent renewal: %s", error.code.value)
                await self._sleep(error.retry_after or _RETRY)

    def _until_warning(self, grant: Grant) -> float:
        """Seconds after which another number of minutes is left."""
        left = grant.left(self._clock)
        if left is None or left <= 0:
            return math.inf
        return left - _WARNING_SECONDS if left > _WARNING_SECONDS else left - 60 * (math.ceil(left / 60) - 1)

    def _forget(self) -> Grant | None:
        """The session is over: nothing here refers to its tokens or its key any more."""
        grant, self._grant = self._grant, None
        self._api_prover = None
        for task in (self._keeper, self._learner, self._renewal):
            if task is not None and task is not asyncio.current_task():
                task.cancel()
        self._keeper = self._learner = self._renewal = None
        return grant

    def _spawn(self, work: Coroutine[object, object, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)
        return task

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # looked at: whoever waited has it, and nobody may have waited
