"""The login session of one person, the entry point of this package: login, renewals, the token for the API's origin, logout."""

from __future__ import annotations

import asyncio
import datetime
import logging
import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import jose, loopback, tokens
from provesvar_gui.helseid.authorization import BrowserAuthorization
from provesvar_gui.helseid.discovery import Discovery
from provesvar_gui.helseid.loopback import Loopback
from provesvar_gui.helseid.model import Clinician, LoginProgress, LoginStep, Organisation, SessionEnd, SessionEvent
from provesvar_gui.helseid.requests import BackChannel, BoundToken, Prover
from provesvar_gui.helseid.tokens import AccessToken, TokenChain
from provesvar_gui.platform.http import checked_origin
from provesvar_gui.platform.runtime import sleep_by

if TYPE_CHECKING:
    from collections.abc import Awaitable, Coroutine, Mapping

    from provesvar_gui.helseid.authorization import AuthorizationCode
    from provesvar_gui.helseid.discovery import Metadata
    from provesvar_gui.helseid.jose import Signer
    from provesvar_gui.helseid.model import HelseIdConfig
    from provesvar_gui.helseid.requests import HelseIdClock
    from provesvar_gui.helseid.tokens import LoginIdentity, TokenResponse
    from provesvar_gui.platform.clock import Clock
    from provesvar_gui.platform.http import Http

T = TypeVar("T")
Report = Callable[[LoginProgress], None]
_log = logging.getLogger(__name__)

_FRESH_TOLERANCE = 5.0  # seconds between HelseID's clock and what we know of it
_WARNING_SECONDS = 600.0  # seconds before the end from which it is told
_RENEWAL_LEAD = 60.0  # seconds before the end of a token at which it is renewed
_MINIMUM_LEFT = 10.0  # a token with less than this left is renewed before it is used
_RETRY = 15.0  # seconds between tries while HelseID cannot be reached
_PAGE_SECONDS = 15.0  # for a browser to fetch the page that logs out
_REVOKE_SECONDS = 2.0  # for one token that nobody waits for
_LOGOUT_SECONDS = 5.0  # for the one that a logout revokes
_CLOSE_SECONDS = 0.5  # the program ends within 2 s, whatever hangs
# Failures that do not end the session: the renewal is repeated.
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
        ErrorCode.KEY_STORE_ABSENT,  # a card that was taken out is put in again
        ErrorCode.KEY_STORE_LOCKED,
        ErrorCode.KEY_STORE_PIN,
        ErrorCode.KEY_STORE_PIN_REFUSED,
        ErrorCode.KEY_STORE_FAILED,
    }
)
# Failures that leave the session and its point of care unchanged.
_CHOICE_REFUSED = _TRANSIENT | {
    ErrorCode.ORGANISATION_REFUSED, ErrorCode.SCOPE_REFUSED, ErrorCode.TERMS_NOT_SIGNED, ErrorCode.CLIENT_REFUSED,
}  # fmt: skip


_NO_TOKEN = AccessToken("", 0.0, 0.0, 0.0)


def _is_unexplained(error: AppError) -> bool:
    """Whether a renewal was refused without a stated reason; after two such refusals the refresh token is invalid."""
    return error.refused and error.code in _TRANSIENT


@dataclass(slots=True, kw_only=True)
class Grant:
    """The tokens and the identity of a login. Changes with each refresh.

    ``userinfo_token``: the access token of the code, used once for userinfo; empty where the same token goes to the API.
    """

    chain: TokenChain = field(repr=False)
    identity: LoginIdentity
    nonce: str = field(repr=False)
    id_token: str = field(repr=False)
    refresh_ends: float | None
    access: AccessToken = _NO_TOKEN
    fresh: bool = False
    organisation: Organisation | None = None
    userinfo_token: str = field(default="", repr=False)
    approvals: tuple[str, ...] | None = field(default=None, repr=False)

    def clinician(self) -> Clinician:
        return Clinician(
            subject=self.identity.subject,
            name=self.identity.name,
            hpr_number=self.identity.hpr_number,
            security_level=self.identity.security_level,
            organisation=self.organisation,
            fresh=self.fresh,
            auth_time=self.identity.auth_time,
            session_ends=self.refresh_ends,
            approvals=self.approvals,
        )

    def seconds_left(self, clock: Clock) -> float | None:
        """Seconds to the end of the refresh token (None: not known); without a refresh token, of the access token."""
        if not self.chain.newest:
            return self.access.seconds_left(clock)
        return None if self.refresh_ends is None else self.refresh_ends - clock.now()


class Session:
    """The login session of one person. Lives on the runtime thread.

    ``api_origin``: a URL of the API; the token goes to its origin only. ``on_event``: called at each renewal and at the end.
    ``sleep``: None: by ``clock``.
    """

    def __init__(
        self,
        *,
        config: HelseIdConfig,
        http: Http,
        clock: HelseIdClock,
        load_key: Callable[[], Awaitable[Signer]],
        open_browser: Callable[[str], Awaitable[bool]],
        api_origin: str,
        on_event: Callable[[SessionEvent], None],
        sleep: Callable[[float], Awaitable[None]] | None = None,
    ) -> None:
        self._config, self._http, self._clock = config, http, clock
        self._load_key, self._open_browser, self._on_event = load_key, open_browser, on_event
        self.discovery = Discovery(http, config.authority, clock)
        self._api_origin = checked_origin(api_origin)
        self._sleep = sleep or partial(sleep_by, clock)
        self._grant: Grant | None = None
        self._minutes_published: int | None = None
        self._api_prover: Prover | None = None
        self._ended: SessionEnd | None = None
        self._keep_alive_task: asyncio.Task[None] | None = None
        self._approvals_task: asyncio.Task[None] | None = None
        self._renewal: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[object]] = set()
        self._unrevoked: list[TokenChain] = []  # revoked at the end of the program at the latest

    async def prepare(self) -> None:
        """Fetch HelseID's metadata, and load the libraries of the first signature. Raises AppError."""
        jose.generate_p256_key().sign({"typ": "JWT"}, {})
        await self.discovery.prepare()

    @property
    def clinician(self) -> Clinician | None:
        return None if self._grant is None else self._grant.clinician()

    # -- login and logout

    async def login(self, *, organisation: Organisation | None, report: Report) -> Clinician:
        """Log in. An existing session stays until the new one is complete. Raises AppError."""
        report(LoginProgress(step=LoginStep.KEY))
        key = await self._load_key()
        ends = asyncio.get_running_loop().time() + self._config.login_seconds
        try:
            async with asyncio.timeout_at(ends):
                grant = await self._log_in(key, organisation, report, ends)
        except TimeoutError:
            raise AppError(ErrorCode.LOGIN_TIMEOUT, "login: the time is over") from None
        replaced = self._forget()
        if replaced is not None:
            self._revoke_later(replaced.chain)
        self._grant = grant
        self._minutes_published = self._ended = None
        prover = grant.chain.prover
        self._api_prover = None if prover is None else prover.for_another_server()
        self._keep_alive_task = self._spawn(self._keep_alive(grant))
        self._approvals_task = self._spawn(self._fetch_approvals(grant))
        return grant.clinician()

    async def set_organisation(self, organisation: Organisation) -> Clinician:
        """Change the point of care of the token. If refused, the old one stays. Raises AppError."""
        while self._renewal is not None and not self._renewal.done():
            await asyncio.wait({self._renewal})
        grant = self._require_grant()
        self._renewal = self._spawn(self._renew(grant, organisation, keep_on=_CHOICE_REFUSED))
        await self._wait_for(self._renewal)
        return grant.clinician()

    async def logout(self, *, browser: bool = True) -> bool:
        """Forget the tokens, revoke them, then (``browser``) end the browser's session; False if that may still exist.

        Raises nothing but CancelledError.
        """
        grant = self._forget()
        if grant is None:
            return True
        chain, hint = grant.chain, grant.id_token
        del grant
        self._ended = None
        self._on_event(SessionEvent(clinician=None, ended=SessionEnd.LOGGED_OUT))
        revoking = self._revoke_later(chain, _LOGOUT_SECONDS)
        await asyncio.wait({revoking})
        if revoking.cancelled() or not revoking.result():
            _log.info("logout: the refresh token could not be revoked")
        if not browser:
            return False
        try:
            shown = await self._end_browser_session(hint)
        except (AppError, TimeoutError):
            shown = False
        if not shown:
            _log.info("logout: the browser's session was not ended")
        return shown

    async def aclose(self) -> None:
        """Stop every task, forget the tokens, and try for half a second to revoke refresh tokens."""
        grant = self._forget()
        if grant is not None:
            self._unrevoked.append(grant.chain)
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.gather(*(self._revoke(chain, _CLOSE_SECONDS) for chain in list(self._unrevoked)))

    # -- authorization of single requests: fits pps.client.Authorization

    async def headers(self, method: str, url: str) -> Mapping[str, str]:
        """``Authorization``, and a new proof for DPoP. Raises AppError: NOT_LOGGED_IN, SESSION_EXPIRED, those of a renewal."""
        grant = self._require_grant()
        if not grant.access.value or grant.access.seconds_left(self._clock) < _MINIMUM_LEFT:
            await self.renew()
            grant = self._require_grant()
        return BoundToken(grant.access.value, self._api_prover, self._api_origin).headers(method, url)

    def take_challenge(self, url: str, status: int, response_headers: Mapping[str, str]) -> bool:
        return BoundToken("", self._api_prover, self._api_origin).take_challenge(url, status, response_headers)

    async def renew(self) -> None:
        """Get a new access token; concurrent callers share one renewal. Raises AppError; SESSION_EXPIRED after the end."""
        grant = self._require_grant()
        if self._renewal is None or self._renewal.done():
            self._renewal = self._spawn(self._renew(grant, grant.organisation, keep_on=_TRANSIENT))
        await self._wait_for(self._renewal)

    # -- one login, from the pushed request to the token for the API (helseid/README.md §3, §5)

    async def _log_in(self, key: Signer, organisation: Organisation | None, report: Report, ends: float) -> Grant:
        config, clock = self._config, self._clock
        report(LoginProgress(step=LoginStep.DISCOVERY))
        metadata = await self.discovery.metadata()
        channel = BackChannel(self._http, metadata.issuer, config.client_id, key, clock, config.dpop)
        chain = TokenChain(channel, config, Prover(jose.generate_p256_key(), clock) if config.dpop else None)
        requested = clock.now()
        authorization = BrowserAuthorization(
            channel=channel,
            metadata=metadata,
            config=config,
            open_browser=self._open_browser,
            thumbprint=chain.thumbprint if config.send_dpop_jkt else None,
            report=report,
            ends=ends,
        )
        code = await authorization.run()
        report(LoginProgress(step=LoginStep.TOKEN))
        try:
            grant = await self._redeem(code, metadata, chain, organisation, report)
        except (Exception, asyncio.CancelledError):  # the tokens of a failed login are never used
            self._revoke_later(chain)
            raise
        since = (grant.identity.auth_time or 0) + _FRESH_TOLERANCE
        grant.fresh = requested <= since <= clock.now() + 2 * _FRESH_TOLERANCE
        report(LoginProgress(step=LoginStep.DONE))
        return grant

    async def _redeem(
        self, code: AuthorizationCode, metadata: Metadata, chain: TokenChain, organisation: Organisation | None, report: Report
    ) -> Grant:
        """The grant after redemption, refreshed unless the redeemed token already is exactly the one that is needed."""
        redeemed = await chain.redeem(metadata, code)
        identity = await self._identify(redeemed, code)
        grant = Grant(
            chain=chain,
            identity=identity,
            nonce=code.request.nonce,
            id_token=redeemed.id_token,
            refresh_ends=self._ends(redeemed),
        )
        if organisation is None and chain.needs_no_refresh(redeemed):
            grant.access = chain.check(redeemed, self._clock)
            tokens.check_access_token_claims(redeemed.claims, identity, self._config)
            if self._config.several_organisations:  # with the choice comes the token for the API
                grant.userinfo_token, grant.access = grant.access.value, replace(grant.access, value="")
            return grant
        if not redeemed.refresh_token:
            raise AppError(ErrorCode.SCOPE_REFUSED, "token: no refresh token, so no audience and organisation can be set")
        report(LoginProgress(step=LoginStep.AUDIENCE))
        if redeemed.scopes is None or "openid" in redeemed.scopes:
            grant.userinfo_token = redeemed.access_token
        try:
            await self._refresh(grant, organisation)
        except AppError as error:
            # A refresh token refused during the login: the login failed, no session ended.
            raise tokens.refused_login(error) from None
        return grant

    async def _identify(self, redeemed: TokenResponse, code: AuthorizationCode) -> LoginIdentity:
        if not redeemed.id_token:
            raise AppError(ErrorCode.TOKEN_INVALID, "token: no ID token")
        try:
            verified = await self.discovery.verify(redeemed.id_token)
            return tokens.validate_id_token(verified, self._config, code.request, redeemed.access_token, self._clock.now())
        except AppError as error:
            listed = not redeemed.withheld(["openid"])  # else the answer lists the API's scopes only
            if error.code is ErrorCode.NO_HPR_NUMBER and listed and redeemed.withheld([tokens.HPR_SCOPE]):
                raise AppError(ErrorCode.SCOPE_REFUSED, "token: the scope of the HPR number was withheld") from None
            raise

    async def _refresh(self, grant: Grant, organisation: Organisation | None) -> None:
        """Renew ``grant`` for a point of care. Where this raises, token and organisation are the old ones.

        Raises AppError: SESSION_EXPIRED (refused), ORGANISATION_REFUSED, TOKEN_INVALID, TOKEN_AUDIENCE, LEVEL_TOO_LOW, ...
        """
        answer = await grant.chain.refresh(await self.discovery.metadata(), organisation)
        grant.refresh_ends = self._ends(answer) or grant.refresh_ends
        access = grant.chain.check(answer, self._clock)
        if organisation is not None:
            tokens.check_organisation(answer, organisation.orgnr)
        identity = grant.identity
        if answer.id_token:
            verified = await self.discovery.verify(answer.id_token)
            identity = tokens.validate_renewed_id_token(
                verified, self._config, identity, grant.nonce, answer.access_token, self._clock.now()
            )
        tokens.check_access_token_claims(answer.claims, identity, self._config)
        grant.id_token = answer.id_token or grant.id_token
        grant.identity, grant.access, grant.organisation = identity, access, organisation

    def _ends(self, answer: TokenResponse) -> float | None:
        return None if answer.refresh_seconds is None else self._clock.now() + answer.refresh_seconds

    async def _end_browser_session(self, hint: str) -> bool:
        """Open a page of our own in the browser, once, that posts the ID token to HelseID, so that no address has it."""
        endpoint = (await self.discovery.metadata()).end_session_endpoint
        if not endpoint:
            return False
        page = loopback.sign_out(endpoint, hint)
        address = f"http://127.0.0.1:0/{jose.unguessable()}"
        async with asyncio.timeout(_PAGE_SECONDS), Loopback[bool]([address], lambda _parameters: (True, page)) as listener:
            return await self._open_browser(listener.redirect_uri) and await listener.answer()

    # -- renewal

    def _require_grant(self) -> Grant:
        if self._grant is not None:
            return self._grant
        if self._ended is not None:
            raise AppError(ErrorCode.SESSION_EXPIRED, f"session: {self._ended.value}")
        raise AppError(ErrorCode.NOT_LOGGED_IN)

    async def _wait_for(self, renewal: asyncio.Task[None]) -> None:
        # A cancelled caller must not cancel the renewal: HelseID may have used up the refresh token already.
        await asyncio.wait({renewal})
        if renewal.cancelled():
            self._require_grant()
            raise AppError(ErrorCode.NOT_LOGGED_IN)
        renewal.result()

    async def _renew(self, grant: Grant, organisation: Organisation | None, *, keep_on: frozenset[ErrorCode]) -> None:
        try:
            try:
                await self._refresh(grant, organisation)
            except AppError as error:
                if not _is_unexplained(error):
                    raise
                await self._refresh(grant, organisation)
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
            self._revoke_later(grant.chain)
        self._on_event(SessionEvent(clinician=None, ended=ended))

    def _is_over(self, grant: Grant) -> bool:
        ends = grant.refresh_ends
        return ends is not None and self._clock.now() >= ends and grant.access.seconds_left(self._clock) <= 0

    async def _fetch_approvals(self, grant: Grant) -> None:
        """Fetch the person's HPR approvals from userinfo, in the background; a failure is logged only.

        Only with the code's token, where another one goes to the API. It needs the scope ``profile`` (helseid/README.md §6).
        """
        token, grant.userinfo_token = grant.userinfo_token, ""
        try:
            url = (await self.discovery.metadata()).userinfo_endpoint
            if not token or "profile" not in self._config.scopes or not url:
                return
            prover = None if grant.chain.prover is None else grant.chain.prover.for_another_server()
            claims = await tokens.fetch_userinfo(self._http, url, BoundToken(token, prover, url))
            today = datetime.datetime.fromtimestamp(self._clock.now(), datetime.UTC).date()
            approvals = tokens.approvals(claims, grant.identity, today)
        except AppError as error:
            _log.info("userinfo: %s (%s)", error.code.value, error.detail)
            return
        if approvals is not None and self._grant is grant:
            grant.approvals = approvals
            self._publish(grant, approvals_arrived=True)

    def _publish(self, grant: Grant, *, approvals_arrived: bool = False) -> None:
        self._minutes_published = self._minutes_left(grant)
        self._on_event(
            SessionEvent(clinician=grant.clinician(), approvals_arrived=approvals_arrived, minutes_left=self._minutes_published)
        )

    def _minutes_left(self, grant: Grant) -> int | None:
        """Minutes to the session's end, rounded up; None where it is not near; 0 where only the last access token is valid."""
        left = grant.seconds_left(self._clock)
        return None if left is None or left > _WARNING_SECONDS else max(0, math.ceil(left / 60))

    async def _keep_alive(self, grant: Grant) -> None:
        while self._grant is grant:
            minutes = self._minutes_left(grant)
            if minutes != self._minutes_published:
                self._publish(grant)
            lead = min(_RENEWAL_LEAD, grant.access.lifetime / 2) if grant.chain.newest else 0.0
            wait = grant.access.seconds_left(self._clock) - lead
            if wait > 0:
                left = grant.seconds_left(self._clock) or math.inf
                next_minute = left - _WARNING_SECONDS if minutes is None else left - 60 * (minutes - 1)
                await self._sleep(min(wait, next_minute))
                continue
            try:
                await self.renew()
            except AppError as error:
                _log.info("silent renewal: %s", error.code.value)
                await self._sleep(error.retry_after or _RETRY)

    # -- end of the session

    def _forget(self) -> Grant | None:
        """Drop every reference to the tokens and the key; returns the grant that was in use."""
        grant, self._grant = self._grant, None
        self._api_prover = None
        for task in (self._keep_alive_task, self._approvals_task, self._renewal):
            if task is not None and task is not asyncio.current_task():
                task.cancel()
        self._keep_alive_task = self._approvals_task = self._renewal = None
        return grant

    def _revoke_later(self, chain: TokenChain, seconds: float = _REVOKE_SECONDS) -> asyncio.Task[bool]:
        """Revoke a refresh token in the background, best effort; the task returns whether it was revoked."""
        self._unrevoked.append(chain)
        return self._spawn(self._revoke(chain, seconds))

    async def _revoke(self, chain: TokenChain, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                await chain.revoke(await self.discovery.metadata())
        except (AppError, TimeoutError):
            return False
        finally:
            task = asyncio.current_task()
            if task is None or not task.cancelling():  # else the end of the program begins with it again
                self._unrevoked.remove(chain)
        return True

    def _spawn(self, work: Coroutine[object, object, T]) -> asyncio.Task[T]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)
        return task

    def _finished(self, task: asyncio.Task[object]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # retrieved, so that asyncio does not log it where nobody awaited the task
