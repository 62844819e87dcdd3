"""When a session will end by the clock, told in time (``rt_expires_in``: helseid/README.md §5)."""

from __future__ import annotations

import asyncio
import logging
import math
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import loopback
from provesvar_gui.helseid.jose import unguessable
from provesvar_gui.helseid.loopback import Loopback
from provesvar_gui.helseid.model import Clinician, LoginProgress, LoginStep, Organisation, SessionEnd, SessionEvent
from provesvar_gui.platform.http import checked_origin
from provesvar_gui.platform.runtime import sleep_by

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Mapping

    from provesvar_gui.helseid.config import HelseIdConfig
    from provesvar_gui.helseid.discovery import Metadata
    from provesvar_gui.helseid.dpop import Prover
    from provesvar_gui.helseid.jose import PrivateKey
    from provesvar_gui.helseid.login import Grant, LoginFlow
    from provesvar_gui.platform.clock import Clock


NEAR = 600.0  # seconds before the end from which it is told
_MOVED = 30.0  # seconds by which a renewal puts the end off, if it does


class EndWatch:
    """Of one grant. ``clock``: HelseID's time.

    HelseID does not say whether a renewal puts the end of the refresh token off. So a renewal is asked for when the end seems
    near (``wants_renewal``), and only an end that stays where it was is told.
    """

    def __init__(self, grant: Grant, clock: Clock) -> None:
        self._grant = grant
        self._clock = clock
        self._asked_at: float | None = None
        self._slides = False

    def minutes(self) -> int | None:
        """Minutes that are left, the one that has begun counted; None where the end is not near, not known, or always put off.

        0 where the refresh token is over and the last access token, of ten minutes at most, still holds.
        """
        left = self._left()
        if left is None or left > NEAR or self._slides or self.wants_renewal():
            return None
        return max(0, math.ceil(left / 60))

    def wants_renewal(self) -> bool:
        """Whether it must be tried if the end that seems near is the end."""
        left, ends = self._left(), self._grant.refresh_ends
        if left is None or left > NEAR or ends is None or not self._grant.refresh_token or self._slides:
            return False
        return self._asked_at is None or abs(ends - self._asked_at) > _MOVED

    def renewed(self, before: float | None) -> None:
        """It was tried. ``before``: the refresh token's end until then."""
        self._asked_at = after = self._grant.refresh_ends
        self._slides = before is not None and after is not None and after - before > _MOVED and not self._far()

    def wait(self) -> float:
        """Seconds after which ``minutes`` will say something else."""
        left = self._left()
        if left is None or left <= 0:
            return math.inf
        return left - NEAR if left > NEAR else left - 60 * (math.ceil(left / 60) - 1)

    def _far(self) -> bool:
        left = self._left()
        return left is None or left > NEAR

    def _left(self) -> float | None:
        """To the end of the refresh token, None where that is not known; where there is none, of the access token."""
        grant = self._grant
        if not grant.refresh_token:
            return grant.access.left(self._clock)
        return None if grant.refresh_ends is None else grant.refresh_ends - self._clock.now()


_PAGE_SECONDS = 15.0  # for a browser to fetch the page


async def end_browser_session(
    id_token: str,
    metadata: Metadata,
    open_browser: Callable[[str], Awaitable[bool]],
    *,
    seconds: float = _PAGE_SECONDS,
) -> bool:
    """Show the browser a page of our own, once, that posts the ID token to HelseID. False where no browser came for it.

    An ID token holds the person's national number, so it is in no address, history, process list or referrer.
    """
    if not metadata.end_session_endpoint or not id_token:
        return False
    endpoint = urlsplit(metadata.end_session_endpoint)
    page = loopback.sign_out(
        metadata.end_session_endpoint, [("id_token_hint", id_token)], form_target=f"{endpoint.scheme}://{endpoint.netloc}"
    )

    def serve(parameters: Mapping[str, str]) -> tuple[bool | None, loopback.Page]:
        return True, page

    try:
        async with asyncio.timeout(seconds), Loopback[bool]([f"http://127.0.0.1:0/{unguessable()}"], serve) as listener:
            return await open_browser(listener.redirect_uri) and await listener.answer()
    except (AppError, TimeoutError):
        return False


_log = logging.getLogger(__name__)

_LEAD = 60.0  # seconds before the end of a token at which it is renewed
_LEAST = 10.0  # a token with less than this left is renewed before it is used
_RETRY = 15.0  # seconds between tries while HelseID cannot be reached
_REVOKE_SECONDS = 5.0  # at a logout
_CLOSE_SECONDS = 0.5  # the program ends within 2 s, whatever hangs
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
# A point of care that is refused leaves the session as it was.
_CHOICE_REFUSED = PASSING | {
    ErrorCode.ORGANISATION_REFUSED, ErrorCode.SCOPE_REFUSED, ErrorCode.TERMS_NOT_SIGNED, ErrorCode.CLIENT_REFUSED,
}  # fmt: skip


def _is_unexplained(error: AppError) -> bool:
    """The renewal was refused, and not in any of the ways that say why: where it is so twice, the refresh token is dead."""
    return error.refused and error.code in PASSING


class Session:
    """The login of one person in this program; lives on the runtime thread.

    ``load_key``: the client's private key, from vault or file. ``api_origin``: a URL of the API; the token goes
    to its origin only. ``on_event``: told when the session was renewed or ended. ``api_clock``: the API's time, where it
    differs from HelseID's (``clock``). ``sleep``: takes seconds; by ``clock``, unless a test says otherwise.
    """

    def __init__(
        self,
        *,
        config: HelseIdConfig,
        flow: LoginFlow,
        clock: Clock,
        load_key: Callable[[], Awaitable[PrivateKey]],
        open_browser: Callable[[str], Awaitable[bool]],
        api_origin: str,
        on_event: Callable[[SessionEvent], None],
        api_clock: Clock | None = None,
        sleep: Callable[[float], Awaitable[None]] | None = None,
    ) -> None:
        self._config = config
        self._flow = flow
        self._clock = clock
        self._api_clock = api_clock
        self._load_key = flow.revoker.load_key = load_key
        self._open_browser = open_browser
        self._origin = checked_origin(api_origin)
        self._on_event = on_event
        self._sleep = sleep or partial(sleep_by, clock)
        self._grant: Grant | None = None
        self._end_watch: EndWatch | None = None
        self._told_minutes: int | None = None
        self._api_prover: Prover | None = None
        self._ended: SessionEnd | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._learner: asyncio.Task[None] | None = None
        self._renewal: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()

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
        grant = await self._flow.log_in(key, force=force, organisation=organisation, report=report)
        replaced = self._forget()
        if replaced is not None:
            self._flow.revoker.abandon(replaced.chain)
        self._grant = grant
        self._end_watch, self._told_minutes = EndWatch(grant, self._clock), None
        self._ended = None
        self._api_prover = grant.prover.sibling(self._api_clock) if grant.prover is not None else None
        self._keeper = self._spawn(self._keep_alive(grant))
        self._learner = self._spawn(self._learn(grant))
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
            metadata = await self._flow.metadata()
            shown = await end_browser_session(id_token, metadata, self._open_browser)
        except AppError:
            shown = False
        if not shown:
            _log.info("logout: the browser's session was not ended")
        return shown

    async def aclose(self) -> None:
        """Stop every task and forget; what was given for hours is revoked, as far as that takes no time worth naming."""
        grant = self._forget()
        if grant is not None:
            self._flow.revoker.abandon(grant.chain)
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._flow.revoker.aclose(_CLOSE_SECONDS)

    # -- authorization of single requests: fits pps.client.Authorization

    async def headers(self, method: str, url: str) -> Mapping[str, str]:
        """``Authorization``, and a new proof for DPoP. Raises AppError: NOT_LOGGED_IN, SESSION_EXPIRED, those of a renewal."""
        self._check_origin(url)
        grant = self._need_grant()
        if grant.access.left(self._clock) < _LEAST:
            await self.renew()
            grant = self._need_grant()
        access = grant.access.value
        if self._api_prover is None:
            return {"Authorization": f"Bearer {access}"}
        return {"Authorization": f"DPoP {access}", "DPoP": self._api_prover.proof(method, url, access)}

    def challenged(self, url: str, status: int, response_headers: Mapping[str, str]) -> bool:
        """Take in the API's nonce; True where a 401 ``use_dpop_nonce`` makes one repeat worthwhile (RFC 9449 section 9)."""
        self._check_origin(url)
        if self._api_prover is None or not self._api_prover.take_nonce(url, response_headers):
            return False
        return status == 401 and "use_dpop_nonce" in response_headers.get("www-authenticate", "")

    async def renew(self) -> None:
        """Get a new access token; who asks while a renewal runs, joins it. Raises AppError; SESSION_EXPIRED where it is over."""
        grant = self._need_grant()
        if self._renewal is None or self._renewal.done():
            self._renewal = self._spawn(self._renew(grant, grant.organisation, keep_on=PASSING))
        await self._wait_for(self._renewal)

    # -- inside

    def _check_origin(self, url: str) -> None:
        if checked_origin(url) != self._origin:
            raise AppError(ErrorCode.INTERNAL, "the API's token was asked for another origin")

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
                if not _is_unexplained(error) and not (
                    error.code is ErrorCode.CLIENT_REFUSED and await grant.chain.take_key(self._load_key)
                ):
                    raise
                await self._flow.refresh(grant, organisation)
        except AppError as error:
            over = error.code not in keep_on or _is_unexplained(error) or self._is_over(grant)
            if self._grant is grant and over:
                self._end(grant, error)
            raise
        if self._grant is grant:
            self._tell(grant)

    def _end(self, grant: Grant, error: AppError) -> None:
        if self._is_over(grant) or not grant.refresh_token:
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

    async def _learn(self, grant: Grant) -> None:
        """What more can be known of the person, beside everything else. Nothing waits for it; why it failed is for the log."""
        try:
            approvals = await self._flow.approvals(grant)
        except AppError as error:
            _log.info("userinfo: %s (%s)", error.code.value, error.detail)
            return
        if approvals is not None and self._grant is grant:
            grant.approvals = approvals
            self._tell(grant, learned=True)

    def tell_again(self) -> None:
        """Tell of the session as it is: something that is told along with it has changed."""
        if self._grant is not None:
            self._tell(self._grant)

    def _tell(self, grant: Grant, *, learned: bool = False) -> None:
        self._told_minutes = self._end_watch.minutes() if self._end_watch is not None else None
        self._on_event(SessionEvent(clinician=grant.clinician(), learned=learned, minutes_left=self._told_minutes))

    async def _mind_the_end(self, grant: Grant, watch: EndWatch) -> None:
        """Tell when the session's end is near, after trying whether a renewal puts it off."""
        if watch.wants_renewal():
            before = grant.refresh_ends
            try:
                await self.renew()
            except AppError as error:
                _log.info("renewal before the end: %s", error.code.value)
            watch.renewed(before)
        if self._grant is grant and watch.minutes() != self._told_minutes:
            self._tell(grant)

    async def _keep_alive(self, grant: Grant) -> None:
        """Renew shortly before each end. Ends with the session."""
        watch = self._end_watch
        while self._grant is grant and watch is not None:
            await self._mind_the_end(grant, watch)
            lead = min(_LEAD, grant.access.lifetime / 2) if grant.refresh_token else 0.0
            wait = grant.access.left(self._clock) - lead
            if wait > 0:
                await self._sleep(min(wait, watch.wait()))
                continue
            try:
                await self.renew()
            except AppError as error:
                _log.info("silent renewal: %s", error.code.value)
                await self._sleep(error.retry_after or _RETRY)

    def _forget(self) -> Grant | None:
        """The session is over: nothing here refers to its tokens or its key any more."""
        grant, self._grant = self._grant, None
        self._api_prover = self._end_watch = None
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
