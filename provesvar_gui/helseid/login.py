"""One login from the pushed request to the token for the API, and its refreshes (helseid/README.md §3, §5)."""

from __future__ import annotations

import asyncio
import datetime
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import id_token, jose, tokens
from provesvar_gui.helseid.authorization import BrowserAuthorization
from provesvar_gui.helseid.discovery import Discovery
from provesvar_gui.helseid.dpop import BoundToken, Prover
from provesvar_gui.helseid.jose import unguessable
from provesvar_gui.helseid.model import Approval, Clinician, LoginProgress, LoginStep, Organisation
from provesvar_gui.helseid.requests import BackChannel
from provesvar_gui.helseid.tokens import Revoker, TokenChain

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from provesvar_gui.helseid.authorization import AuthorizationCode
    from provesvar_gui.helseid.config import HelseIdConfig
    from provesvar_gui.helseid.discovery import Metadata
    from provesvar_gui.helseid.id_token import LoginIdentity
    from provesvar_gui.helseid.jose import PrivateKey
    from provesvar_gui.helseid.tokens import AccessToken, TokenAnswer
    from provesvar_gui.platform.clock import Clock
    from provesvar_gui.platform.http import Http

_FRESH_TOLERANCE = 5.0  # seconds between HelseID's clock and what we know of it


@dataclass(slots=True, kw_only=True)
class Grant:
    """What a login gave. Changes with each refresh; ``chain`` gets the newest refresh token before anything else is judged.

    ``spare``: the token of the code, where another one goes to the API: for userinfo, and forgotten with its use.
    """

    chain: TokenChain = field(repr=False)
    identity: LoginIdentity
    nonce: str = field(repr=False)
    id_token: str = field(repr=False)
    refresh_ends: float | None
    access: AccessToken
    fresh: bool = False
    organisation: Organisation | None = None
    spare: str = field(default="", repr=False)
    approvals: tuple[Approval, ...] | None = field(default=None, repr=False)

    def clinician(self) -> Clinician:
        """The person, as the window sees them."""
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

    def left(self, clock: Clock) -> float | None:
        """Seconds to the end of the refresh token, None where that is not known; where there is none, of the access token."""
        if not self.chain.newest:
            return self.access.left(clock)
        return None if self.refresh_ends is None else self.refresh_ends - clock.now()


class LoginFlow:
    """Logs in and refreshes. ``clock``: HelseID's time as far as known; ``offset_seconds``: how far the workstation's is off.

    ``revoker``: for the tokens of logins that came to nothing, and of sessions that ended.
    """

    def __init__(
        self,
        *,
        config: HelseIdConfig,
        http: Http,
        clock: Clock,
        open_browser: Callable[[str], Awaitable[bool]],
        offset_seconds: Callable[[], float],
    ) -> None:
        self._config, self._http, self._clock = config, http, clock
        self._open_browser, self._offset_seconds = open_browser, offset_seconds
        self.discovery = Discovery(http, config.authority, clock)
        self.revoker = Revoker(self.discovery.metadata)

    async def log_in(
        self, key: PrivateKey, *, force: bool, organisation: Organisation | None, report: Callable[[LoginProgress], None]
    ) -> Grant:
        """Log in through the browser, within ``login_seconds`` (``Session``). Raises AppError."""
        config = self._config
        report(LoginProgress(step=LoginStep.DISCOVERY))
        metadata = await self.discovery.metadata()
        channel = BackChannel(
            http=self._http,
            issuer=metadata.issuer,
            client_id=config.client_id,
            key=key,
            clock=self._clock,
            offset_seconds=self._offset_seconds,
            dpop=config.dpop,
        )
        prover = Prover(jose.generate_p256_key(), self._clock, unguessable) if config.dpop else None
        chain = TokenChain(channel=channel, config=config, prover=prover)
        requested = self._clock.now()
        code = await BrowserAuthorization(
            channel=channel,
            metadata=metadata,
            config=config,
            open_browser=self._open_browser,
            thumbprint=chain.thumbprint if config.send_dpop_jkt else None,
            force=force,
            report=report,
        ).run()
        report(LoginProgress(step=LoginStep.TOKEN))
        try:
            grant = await self._redeem(code, metadata, chain, organisation, report)
        except (Exception, asyncio.CancelledError):  # refused, cancelled, out of time: nobody will ever use what was given
            self.revoker.abandon(chain)
            raise
        auth_time = grant.identity.auth_time
        latest = self._clock.now() + _FRESH_TOLERANCE
        grant.fresh = auth_time is not None and requested - _FRESH_TOLERANCE <= auth_time <= latest
        report(LoginProgress(step=LoginStep.DONE))
        return grant

    async def _redeem(
        self,
        code: AuthorizationCode,
        metadata: Metadata,
        chain: TokenChain,
        organisation: Organisation | None,
        report: Callable[[LoginProgress], None],
    ) -> Grant:
        """The grant after redemption, refreshed unless the redeemed token already is exactly the one that is needed."""
        redeemed = await chain.redeem(metadata, code)
        identity = await self._identify(redeemed, code)
        exact = organisation is None and tokens.is_exact(redeemed, self._config, thumbprint=chain.thumbprint)
        if not exact and not redeemed.refresh_token:
            raise AppError(ErrorCode.SCOPE_REFUSED, "token: no refresh token, so no audience and organisation can be set")
        grant = Grant(
            chain=chain,
            identity=identity,
            nonce=code.request.nonce,
            id_token=redeemed.id_token,
            refresh_ends=self._ends(redeemed),
            access=tokens.AccessToken(value="", lifetime=0.0, ends=0.0, ends_monotonic=0.0),
        )
        if exact:
            grant.access = self._check(redeemed, chain)
            id_token.check_access_token_claims(tokens.claims_of(redeemed), identity, self._config)
            return grant
        report(LoginProgress(step=LoginStep.AUDIENCE))
        if redeemed.scopes is None or "openid" in redeemed.scopes:
            grant.spare = redeemed.access_token
        try:
            await self.refresh(grant, organisation)
        except AppError as error:
            if error.code is ErrorCode.SESSION_EXPIRED:
                # A refresh token refused seconds after it was given: the login failed, no session of the person's ended.
                raise AppError(ErrorCode.LOGIN_REFUSED, error.detail, service_text=error.service_text) from None
            raise
        return grant

    async def _identify(self, redeemed: TokenAnswer, code: AuthorizationCode) -> LoginIdentity:
        if not redeemed.id_token:
            raise AppError(ErrorCode.TOKEN_INVALID, "token: no ID token")
        try:
            return id_token.validate_id_token(
                await self.discovery.verify(redeemed.id_token),
                self._config,
                nonce=code.request.nonce,
                state=code.request.state,
                access_token=redeemed.access_token,
                now=self._clock.now(),
            )
        except AppError as error:
            listed = not tokens.withheld(redeemed, ["openid"])  # else the answer lists the API's scopes only
            if error.code is ErrorCode.NO_HPR_NUMBER and listed and tokens.withheld(redeemed, [id_token.HPR_SCOPE]):
                raise AppError(ErrorCode.SCOPE_REFUSED, "token: the scope of the HPR number was withheld") from None
            raise

    async def refresh(self, grant: Grant, organisation: Organisation | None) -> None:
        """Renew ``grant`` for a point of care. Where this raises, token and organisation are the old ones.

        Raises AppError: SESSION_EXPIRED (refused), ORGANISATION_REFUSED, TOKEN_INVALID, TOKEN_AUDIENCE, LEVEL_TOO_LOW, ...
        """
        answer = await grant.chain.refresh(await self.discovery.metadata(), organisation)
        grant.refresh_ends = self._ends(answer) or grant.refresh_ends
        access = self._check(answer, grant.chain)
        if organisation is not None:
            tokens.check_organisation(answer, organisation.orgnr)
        identity = grant.identity
        if answer.id_token:
            identity = id_token.validate_renewed_id_token(
                await self.discovery.verify(answer.id_token),
                self._config,
                identity,
                nonce=grant.nonce,
                access_token=answer.access_token,
                now=self._clock.now(),
            )
        id_token.check_access_token_claims(tokens.claims_of(answer), identity, self._config)
        grant.id_token = answer.id_token or grant.id_token
        grant.identity, grant.access, grant.organisation = identity, access, organisation

    async def approvals(self, grant: Grant) -> tuple[Approval, ...] | None:
        """What userinfo says that the person may practise; None where it is not asked, or does not say. Raises AppError.

        Only with the code's token, and only where another one goes to the API: that one goes nowhere else.
        """
        token, grant.spare = grant.spare, ""
        url = (await self.discovery.metadata()).userinfo_endpoint
        if not token or not self._config.asks_userinfo or not url:
            return None
        prover = None if grant.chain.prover is None else grant.chain.prover.sibling()
        claims = await id_token.fetch_userinfo(self._http, url, BoundToken(token, prover, url))
        today = datetime.datetime.fromtimestamp(self._clock.now(), datetime.UTC).date()
        return id_token.approvals(claims, grant.identity, today)

    def _check(self, answer: TokenAnswer, chain: TokenChain) -> AccessToken:
        config = self._config
        return tokens.check_access_token(
            answer,
            resource=config.resource,
            scopes=config.api_scopes,
            thumbprint=chain.thumbprint,
            clock=self._clock,
            multi_tenant_parent=config.multi_tenant_parent,
        )

    def _ends(self, answer: TokenAnswer) -> float | None:
        return None if answer.refresh_seconds is None else self._clock.now() + answer.refresh_seconds
