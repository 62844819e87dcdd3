"""What a login gave, for as long as it lasts."""

from __future__ import annotations

import asyncio
import datetime
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import id_token, jose, tokens
from provesvar_gui.helseid import id_token as userinfo
from provesvar_gui.helseid.authorization import Authorization
from provesvar_gui.helseid.discovery import Discovery
from provesvar_gui.helseid.dpop import Prover
from provesvar_gui.helseid.jose import unguessable
from provesvar_gui.helseid.model import Approval, Clinician, LoginProgress, LoginStep, Organisation
from provesvar_gui.helseid.requests import BackChannel, ClientAuthentication
from provesvar_gui.helseid.tokens import Revoker, TokenChain

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from provesvar_gui.helseid.authorization import Authorized
    from provesvar_gui.helseid.config import HelseIdConfig
    from provesvar_gui.helseid.discovery import Metadata
    from provesvar_gui.helseid.id_token import Identity
    from provesvar_gui.helseid.jose import PrivateKey
    from provesvar_gui.helseid.tokens import AccessToken, TokenAnswer
    from provesvar_gui.platform.clock import Clock
    from provesvar_gui.platform.http import Http


@dataclass(slots=True, kw_only=True)
class Grant:
    """What a login gave. Changes with each refresh; ``chain`` gets the newest refresh token before anything else is judged.

    ``spare``: the token of the code, where another one goes to the API: for userinfo, and forgotten with its use.
    """

    chain: TokenChain = field(repr=False)
    prover: Prover | None = field(repr=False)
    identity: Identity
    nonce: str = field(repr=False)
    fresh: bool
    organisation: Organisation | None
    id_token: str = field(repr=False)
    refresh_ends: float | None
    access: AccessToken
    spare: str = field(default="", repr=False)
    approvals: tuple[Approval, ...] | None = field(default=None, repr=False)

    @property
    def refresh_token(self) -> str:
        """The newest; empty where there is none."""
        return self.chain.newest

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


_FRESH_TOLERANCE = 5.0  # seconds between HelseID's clock and what we know of it


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
        unique: Callable[[], str] = unguessable,
    ) -> None:
        self._config = config
        self._http = http
        self._clock = clock
        self._open_browser = open_browser
        self._offset_seconds = offset_seconds
        self._unique = unique
        self._discovery = Discovery(http, config.authority, clock)
        self.revoker = Revoker(self._discovery.metadata)

    async def log_in(
        self, key: PrivateKey, *, force: bool, organisation: Organisation | None, report: Callable[[LoginProgress], None]
    ) -> Grant:
        """Log in through the browser.

        Raises AppError: LOGIN_TIMEOUT, LOGIN_DENIED, LOGIN_REFUSED, OTHER_ISSUER, PORTS_..., DISCOVERY_INVALID, TOKEN_INVALID,
        TOKEN_AUDIENCE, LEVEL_TOO_LOW, NO_HPR_NUMBER, SCOPE_REFUSED, and those of BackChannel.post.
        """
        try:
            async with asyncio.timeout(self._config.login_seconds):
                return await self._log_in(key, force=force, organisation=organisation, report=report)
        except TimeoutError:
            raise AppError(ErrorCode.LOGIN_TIMEOUT, "login: the time is over") from None

    async def metadata(self) -> Metadata:
        """HelseID's metadata. Raises AppError."""
        return await self._discovery.metadata()

    async def ask(self) -> Metadata:
        """HelseID's metadata, asked for within the last minute. Raises AppError."""
        return await self._discovery.ask()

    async def get_ready(self) -> None:
        """Have at hand what a login asks for first, and what the libraries load with their first signature. Raises AppError."""
        jose.generate_p256_key().sign({"typ": "JWT"}, {})
        await self._discovery.get_ready()

    async def _log_in(
        self, key: PrivateKey, *, force: bool, organisation: Organisation | None, report: Callable[[LoginProgress], None]
    ) -> Grant:
        config = self._config
        report(LoginProgress(step=LoginStep.DISCOVERY))
        metadata = await self._discovery.metadata()
        channel = self._channel(key, metadata)
        prover = Prover(jose.generate_p256_key(), self._clock, self._unique) if config.dpop else None
        requested = self._clock.now()
        authorization = Authorization(
            channel=channel,
            metadata=metadata,
            config=config,
            unique=self._unique,
            open_browser=self._open_browser,
            thumbprint=prover.thumbprint if prover is not None and config.send_dpop_jkt else None,
            force=force,
            report=report,
        )
        authorized = await authorization.run()
        report(LoginProgress(step=LoginStep.TOKEN))
        chain = TokenChain(channel=channel)
        try:
            grant = await self._redeem(authorized, metadata, chain, prover, organisation, report)
        except (Exception, asyncio.CancelledError):  # refused, cancelled, out of time: nobody will ever use what was given
            self.revoker.abandon(chain)
            raise
        auth_time = grant.identity.auth_time
        latest = self._clock.now() + _FRESH_TOLERANCE
        grant.fresh = auth_time is not None and requested - _FRESH_TOLERANCE <= auth_time <= latest
        report(LoginProgress(step=LoginStep.DONE))
        return grant

    def _channel(self, key: PrivateKey, metadata: Metadata) -> BackChannel:
        config = self._config
        authentication = ClientAuthentication(client_id=config.client_id, key=key, clock=self._clock, unique=self._unique)
        return BackChannel(
            http=self._http,
            issuer=metadata.issuer,
            authentication=authentication,
            offset_seconds=self._offset_seconds,
            dpop=config.dpop,
        )

    async def _redeem(
        self,
        authorized: Authorized,
        metadata: Metadata,
        chain: TokenChain,
        prover: Prover | None,
        organisation: Organisation | None,
        report: Callable[[LoginProgress], None],
    ) -> Grant:
        secrets = authorized.secrets
        redeemed = await chain.run(
            tokens.redeem(
                chain.channel,
                metadata,
                self._config,
                code=authorized.code,
                redirect_uri=authorized.redirect_uri,
                code_verifier=secrets.code_verifier,
                prover=prover,
                keep=chain.keep,
            )
        )
        if not redeemed.id_token:
            raise AppError(ErrorCode.TOKEN_INVALID, "token: no ID token")
        try:
            identity = id_token.validate_id_token(
                await self._discovery.verify(redeemed.id_token),
                self._config,
                nonce=secrets.nonce,
                state=secrets.state,
                access_token=redeemed.access_token,
                now=self._clock.now(),
            )
        except AppError as error:
            told = not tokens.withheld(redeemed, ["openid"])  # else the answer lists the API's scopes only
            if error.code is ErrorCode.NO_HPR_NUMBER and told and tokens.withheld(redeemed, [id_token.HPR_SCOPE]):
                raise AppError(ErrorCode.SCOPE_REFUSED, "token: the scope of the HPR number was withheld") from None
            raise
        return await self._first_grant(redeemed, identity, chain, prover, secrets.nonce, organisation, report)

    async def _first_grant(
        self,
        redeemed: TokenAnswer,
        identity: Identity,
        chain: TokenChain,
        prover: Prover | None,
        nonce: str,
        organisation: Organisation | None,
        report: Callable[[LoginProgress], None],
    ) -> Grant:
        """The grant after redemption, refreshed unless the redeemed token already is exactly the one that is needed."""
        thumbprint = prover.thumbprint if prover is not None else None
        exact = organisation is None and tokens.is_exact(redeemed, self._config, thumbprint=thumbprint)
        if not exact and not redeemed.refresh_token:
            raise AppError(ErrorCode.SCOPE_REFUSED, "token: no refresh token, so no audience and organisation can be set")
        grant = Grant(
            chain=chain,
            prover=prover,
            identity=identity,
            nonce=nonce,
            fresh=False,
            organisation=organisation,
            id_token=redeemed.id_token,
            refresh_ends=self._ends(redeemed),
            access=tokens.AccessToken(value="", lifetime=0.0, ends=0.0, ends_monotonic=0.0),
        )
        if exact:
            grant.access = tokens.check_access_token(redeemed, self._config, thumbprint=thumbprint, clock=self._clock)
            id_token.check_access_token_claims(tokens.claims_of(redeemed), identity, self._config)
        else:
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

    async def refresh(self, grant: Grant, organisation: Organisation | None) -> None:
        """Renew ``grant`` for a point of care. Where this raises, token and organisation are the old ones.

        Raises AppError: SESSION_EXPIRED (refused), ORGANISATION_REFUSED, TOKEN_INVALID, TOKEN_AUDIENCE, LEVEL_TOO_LOW, ...
        """
        async with grant.chain.turn:
            if not grant.refresh_token:
                raise AppError(ErrorCode.SESSION_EXPIRED, "refresh: no refresh token")
            answer = await grant.chain.run(
                tokens.refresh(
                    grant.chain.channel,
                    await self._discovery.metadata(),
                    self._config,
                    refresh_token=grant.refresh_token,
                    organisation=organisation,
                    prover=grant.prover,
                    keep=grant.chain.keep,
                )
            )
        ends = self._ends(answer)
        if ends is not None:
            grant.refresh_ends = ends
        thumbprint = grant.prover.thumbprint if grant.prover is not None else None
        access = tokens.check_access_token(answer, self._config, thumbprint=thumbprint, clock=self._clock)
        if organisation is not None:
            tokens.check_organisation(answer, organisation.orgnr)
        identity = grant.identity
        if answer.id_token:
            identity = id_token.validate_renewed_id_token(
                await self._discovery.verify(answer.id_token),
                self._config,
                identity,
                nonce=grant.nonce,
                access_token=answer.access_token,
                now=self._clock.now(),
            )
        id_token.check_access_token_claims(tokens.claims_of(answer), identity, self._config)
        grant.id_token = answer.id_token or grant.id_token
        grant.identity = identity
        grant.access = access
        grant.organisation = organisation

    async def approvals(self, grant: Grant) -> tuple[Approval, ...] | None:
        """What userinfo says that the person may practise; None where it is not asked, or does not say. Raises AppError.

        The token of the API goes to the API only: where the code's token is that one, or not good for userinfo, one of its own
        is got by a refresh.
        """
        spare, grant.spare = grant.spare, ""
        metadata = await self._discovery.metadata()
        if not self._config.asks_userinfo or not metadata.userinfo_endpoint:
            return None
        value = spare or await self._token_for_userinfo(grant, metadata)
        if not value:
            return None
        prover = grant.prover.sibling() if grant.prover is not None else None
        claims = await userinfo.fetch(self._http, self._discovery, self._config, value, prover)
        today = datetime.datetime.fromtimestamp(self._clock.now(), datetime.UTC).date()
        return userinfo.approvals(claims, grant.identity, today)

    async def _token_for_userinfo(self, grant: Grant, metadata: Metadata) -> str:
        if not self._config.scope_on_refresh:
            return ""  # it could not be narrowed to no API
        async with grant.chain.turn:
            if not grant.refresh_token:
                return ""
            answer = await grant.chain.run(
                tokens.refresh_for_userinfo(
                    grant.chain.channel,
                    metadata,
                    self._config,
                    refresh_token=grant.refresh_token,
                    prover=grant.prover,
                    keep=grant.chain.keep,
                )
            )
        ends = self._ends(answer)
        if ends is not None:
            grant.refresh_ends = ends
        return answer.access_token

    def _ends(self, answer: TokenAnswer) -> float | None:
        return None if answer.refresh_seconds is None else self._clock.now() + answer.refresh_seconds
