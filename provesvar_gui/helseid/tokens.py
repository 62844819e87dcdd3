"""The token endpoint: redemption of the code, refresh, revocation (RFC 6749, 7009, 8707; helseid/README.md §3, §5, §7)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped]  # authlib ships no types
from authlib.oidc.core.util import create_half_hash  # type: ignore[import-untyped]  # authlib ships no types

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import jose, requests
from provesvar_gui.helseid.model import RESOURCE

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence

    from joserfc import jwt

    from provesvar_gui.helseid.authorization import AuthorizationCode, AuthorizationRequest
    from provesvar_gui.helseid.discovery import Metadata
    from provesvar_gui.helseid.model import HelseIdConfig, Organisation
    from provesvar_gui.helseid.requests import BackChannel, BoundToken, Prover
    from provesvar_gui.platform.clock import Clock
    from provesvar_gui.platform.http import Http


_LEEWAY = 60  # seconds by which a server's clock may be ahead of what we know of it
_ORGNR_CHILD = "helseid://claims/client/claims/orgnr_child"


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenResponse:
    """A token response. Empty or None: missing. ``refresh_seconds``: ``rt_expires_in``, HelseID's extension."""

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    id_token: str = field(repr=False)
    seconds: float | None
    refresh_seconds: float | None
    scopes: tuple[str, ...] | None
    rejected_scopes: tuple[str, ...]

    @property
    def claims(self) -> Mapping[str, Any]:
        """The access token's claims; the API checks its signature. Raises AppError(TOKEN_INVALID)."""
        try:
            return jose.read_unverified(self.access_token).claims
        except jose.TokenUnverifiedError:
            raise AppError(ErrorCode.TOKEN_INVALID, "access token: not a JWT") from None

    @property
    def bound_to(self) -> object:
        confirmation = self.claims.get("cnf")
        return confirmation.get("jkt") if isinstance(confirmation, dict) else None

    def withheld(self, scopes: Iterable[str]) -> bool:
        """Whether any of these scopes was not granted; a response without scopes grants all (RFC 6749 section 5.1)."""
        given = set(scopes) if self.scopes is None else set(self.scopes)
        return not set(scopes) <= given - set(self.rejected_scopes)


def parse_token_response(document: Mapping[str, Any], *, dpop: bool) -> TokenResponse:
    """Read a token response (RFC 6749 section 5.1).

    Raises AppError: UNEXPECTED_ANSWER (no token), DPOP_REQUIRED (v1, but bound to a key), TOKEN_INVALID (v2, but Bearer).
    """
    kind = requests.text_field(document, "token_type").lower()
    wanted = "DPoP" if dpop else "Bearer"
    if kind != wanted.lower():
        code = ErrorCode.DPOP_REQUIRED if kind == "dpop" else ErrorCode.TOKEN_INVALID
        raise AppError(code, f"token: token_type is not {wanted}")
    access_token = requests.text_field(document, "access_token")
    if not access_token or not access_token.isascii() or not access_token.isprintable() or " " in access_token:
        raise AppError(ErrorCode.UNEXPECTED_ANSWER, "token: no access_token")
    return TokenResponse(
        access_token=access_token,
        refresh_token=requests.text_field(document, "refresh_token"),
        id_token=requests.text_field(document, "id_token"),
        seconds=requests.seconds_field(document, "expires_in"),
        refresh_seconds=requests.seconds_field(document, "rt_expires_in"),
        scopes=requests.tokens_field(document, "scope"),
        rejected_scopes=requests.tokens_field(document, "rejected_scope") or (),
    )


@dataclass(slots=True, eq=False)
class TokenChain:
    """The refresh tokens of one login; only the newest is used. One request at a time: a refresh token may be for one use.

    ``prover``: of the key of all tokens; None for Bearer.
    """

    channel: BackChannel = field(repr=False)
    config: HelseIdConfig
    prover: Prover | None = field(repr=False)
    newest: str = field(default="", repr=False)

    @property
    def thumbprint(self) -> str | None:
        return None if self.prover is None else self.prover.thumbprint

    async def redeem(self, metadata: Metadata, code: AuthorizationCode) -> TokenResponse:
        """Redeem the code. No scope is sent: HelseID takes none here. Raises AppError; a refused code is LOGIN_REFUSED."""
        parameters = [
            ("grant_type", "authorization_code"),
            ("code", code.value),
            ("redirect_uri", code.request.redirect_uri),
            ("code_verifier", code.request.code_verifier),
            ("resource", RESOURCE),
        ]
        try:
            return await self._ask("token", metadata, parameters)
        except AppError as error:
            raise refused_login(error, "token: the code was refused") from None

    async def refresh(self, metadata: Metadata, organisation: Organisation | None) -> TokenResponse:
        """Get a token for the one audience, the API's scope and the point of care. Raises AppError; SESSION_EXPIRED when refused.

        The point of care goes into the assertion here and never with the code: HelseID refuses it there (HID-1009).
        """
        if not self.newest:
            raise AppError(ErrorCode.SESSION_EXPIRED, "refresh: no refresh token")
        config = self.config
        parameters = [("grant_type", "refresh_token"), ("refresh_token", self.newest), ("resource", RESOURCE)]
        if config.scope_on_refresh and config.api_scopes:
            parameters.append(("scope", " ".join(config.api_scopes)))
        parent = config.multi_tenant_parent
        details = None if organisation is None else requests.organisation_element(organisation.orgnr, multi_tenant_parent=parent)
        return await self._ask("refresh", metadata, parameters, details)

    async def revoke(self, metadata: Metadata) -> None:
        if metadata.revocation_endpoint and self.newest:
            parameters = [("token", self.newest), ("token_type_hint", "refresh_token")]
            await self.channel.post("revocation", metadata.revocation_endpoint, parameters)

    def needs_no_refresh(self, answer: TokenResponse) -> bool:
        """Whether the redeemed token is already for the one audience and our key, so that it needs no refresh."""
        config = self.config
        bound = self.thumbprint is None or answer.bound_to == self.thumbprint
        granted = answer.scopes is None or set(config.api_scopes) <= set(answer.scopes)
        return bound and granted and audiences(answer.claims) == (RESOURCE,)

    def check(self, answer: TokenResponse, clock: Clock) -> AccessToken:
        """Judge a token for the API. Raises as ``check_access_token``, and AppError(TERMS_NOT_SIGNED)."""
        config = self.config
        if config.multi_tenant_parent and set(config.api_scopes) & set(answer.rejected_scopes):
            # HelseID rejects a scope in an answer only where the organisation has not signed the terms that belong to it.
            params = {"orgnr": config.multi_tenant_parent}
            raise AppError(ErrorCode.TERMS_NOT_SIGNED, "access token: rejected_scope has the scope of the API", params=params)
        return check_access_token(answer, RESOURCE, config.api_scopes, self.thumbprint, clock)

    async def _ask(self, what: str, metadata: Metadata, form: Sequence[tuple[str, str]], details: object = None) -> TokenResponse:
        document = await self.channel.post(what, metadata.token_endpoint, form, prover=self.prover, details=details)
        # Kept before the response is checked: the old one may be used up, and losing this one would end the session.
        self.newest = requests.text_field(document, "refresh_token") or self.newest
        return parse_token_response(document, dpop=self.config.dpop)


def refused_login(error: AppError, detail: str = "") -> AppError:
    """Map ``invalid_grant`` of a login to LOGIN_REFUSED, as no session has ended; other errors are returned unchanged."""
    if error.code is not ErrorCode.SESSION_EXPIRED:
        return error
    return AppError(ErrorCode.LOGIN_REFUSED, detail or error.detail, service_text=error.service_text)


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A checked token. It ends at ``ends`` or ``ends_monotonic``, whichever is first: clocks may be set, or stop in sleep."""

    value: str = field(repr=False)
    lifetime: float
    ends: float
    ends_monotonic: float

    def seconds_left(self, clock: Clock) -> float:
        return min(self.ends - clock.now(), self.ends_monotonic - clock.monotonic())


def check_access_token(
    answer: TokenResponse, resource: str, scopes: Sequence[str], thumbprint: str | None, clock: Clock
) -> AccessToken:
    """Judge a token. ``scopes``: all are needed. ``thumbprint``: of our key, None for Bearer.

    Raises AppError: TOKEN_AUDIENCE, SCOPE_REFUSED, TOKEN_INVALID.
    """
    claims = answer.claims
    if answer.withheld(scopes):
        raise AppError(ErrorCode.SCOPE_REFUSED, "access token: the scope of the API was withheld")
    # After the scope: an API whose scope was withheld is missing in aud too, and the scope is the reason to tell.
    if audiences(claims) != (resource,):
        raise AppError(ErrorCode.TOKEN_AUDIENCE, "access token: aud is not exactly the resource")
    if thumbprint is not None and answer.bound_to != thumbprint:
        raise AppError(ErrorCode.TOKEN_INVALID, "access token: cnf.jkt is not our key")
    now, expiry = clock.now(), seconds(claims, "exp")
    if expiry is None:
        raise AppError(ErrorCode.TOKEN_INVALID, "access token: no exp")
    begins = seconds(claims, "nbf") if "nbf" in claims else 0
    if begins is None or not begins <= now + _LEEWAY:
        raise AppError(ErrorCode.TOKEN_INVALID, "access token: nbf")
    lifetime = expiry - now
    if lifetime > 0 and answer.seconds is not None:
        lifetime = min(lifetime, answer.seconds)  # what the server counts from its own answer holds also where the clocks differ
    if lifetime <= 0:
        raise AppError(ErrorCode.TOKEN_INVALID, "access token: over already")
    return AccessToken(answer.access_token, lifetime, ends=now + lifetime, ends_monotonic=clock.monotonic() + lifetime)


def check_organisation(answer: TokenResponse, orgnr: str) -> None:
    """Check that a point of care in the token is the requested one: each look-up is logged under it.

    Raises AppError: ORGANISATION_REFUSED, TOKEN_INVALID.
    """
    named = answer.claims.get(_ORGNR_CHILD)
    if named is not None and named != orgnr:
        raise AppError(ErrorCode.ORGANISATION_REFUSED, "access token: orgnr_child is another one")


def seconds(claims: Mapping[str, object], name: str) -> int | None:
    """A time in a token's claims; None if missing or not a plausible number."""
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 1e12:
        return None
    return int(value)


def audiences(claims: Mapping[str, object]) -> tuple[str, ...]:
    """``aud`` as a tuple: a token has a text for one audience, a list for several."""
    value = claims.get("aud")
    if isinstance(value, str):
        return (value,)
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


# -- the ID token (OpenID Connect Core section 3.1.3.7) and userinfo (section 5.3): helseid/README.md §7, §6


_LEVEL = 4  # of the login, at least
_SECURITY_LEVEL = "helseid://claims/identity/security_level"
_HPR_NUMBER = "helseid://claims/hpr/hpr_number"
_PID = "helseid://claims/identity/pid"
_ACR_LEVELS = {"low": 2, "substantial": 3, "high": 4, **{f"{word}{level}": level for word in ("level", "") for level in range(5)}}
HPR_SCOPE = "helseid://scopes/hpr/hpr_number"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginIdentity:
    subject: str = field(repr=False)
    name: str = field(repr=False)
    hpr_number: str = field(repr=False)
    security_level: str
    auth_time: int | None
    pid: str = field(default="", repr=False)  # the national number, where it was asked for


def validate_id_token(
    token: jwt.Token, config: HelseIdConfig, request: AuthorizationRequest, access_token: str, now: float
) -> LoginIdentity:
    """Judge the ID token of a login, its signature verified before.

    Raises AppError: TOKEN_INVALID (detail names the claim), and those of ``identity_of``.
    """
    claims = token.claims
    _validate(token, config, access_token=access_token, now=now, nonce=request.nonce)
    state_hash = claims.get("s_hash")
    if state_hash is not None and state_hash != create_half_hash(request.state, str(token.header["alg"])).decode():
        raise _invalid("s_hash")
    return identity_of(claims)


def identity_of(claims: Mapping[str, Any], known: LoginIdentity | None = None) -> LoginIdentity:
    """The person of an ID token, at login and renewal. ``known``: values that a renewal leaves out.

    Raises AppError: LEVEL_TOO_LOW, NO_HPR_NUMBER, TOKEN_INVALID, SCOPE_REFUSED (the client is not told the level).
    """
    known = known or LoginIdentity(subject=claims["sub"], name="", hpr_number="", security_level="", auth_time=None)
    acr = claims.get("acr")
    if acr is not None and not isinstance(acr, str):
        raise _invalid("acr")
    if acr is not None and _ACR_LEVELS.get(acr.lower(), _LEVEL) < _LEVEL:
        raise _too_low("acr")
    if claims.get(_SECURITY_LEVEL) is None and not known.security_level:
        raise AppError(ErrorCode.SCOPE_REFUSED, "ID token: no security level")
    level = _text(claims.get(_SECURITY_LEVEL)) or known.security_level
    if not (level.isascii() and level.isdigit() and len(level) == 1 and int(level) >= _LEVEL):
        raise _too_low("security level")
    number = _text(claims.get(_HPR_NUMBER)) or known.hpr_number
    if not (number.isascii() and number.isdigit() and len(number) <= 12):
        raise AppError(ErrorCode.NO_HPR_NUMBER, "ID token: no HPR number")
    parts = (requests.text_field(claims, part) for part in ("given_name", "middle_name", "family_name"))
    auth_time = seconds(claims, "auth_time")
    return replace(
        known,
        name=known.name or requests.printable(requests.text_field(claims, "name") or " ".join(filter(None, parts))),
        hpr_number=number,
        security_level=level,
        auth_time=known.auth_time if auth_time is None else auth_time,
        pid=_text(claims.get(_PID)) or known.pid,
    )


def validate_renewed_id_token(
    token: jwt.Token, config: HelseIdConfig, known: LoginIdentity, nonce: str, access_token: str, now: float
) -> LoginIdentity:
    """Judge the ID token of a refresh (OpenID Connect Core section 12.2): the same person and authentication. Raises AppError.

    Fewer scopes than at the login may leave claims out; those that are there must be right.
    """
    _validate(token, config, access_token=access_token, now=now, nonce=nonce if "nonce" in token.claims else "")
    if token.claims["sub"] != known.subject:
        raise _invalid("sub is another person")
    renewed = identity_of(token.claims, known)
    if known.auth_time not in (None, renewed.auth_time):
        raise _invalid("auth_time changed")
    if known.hpr_number != renewed.hpr_number:
        raise _invalid("HPR number is another")
    if known.pid not in ("", renewed.pid):
        raise _invalid("pid is another")
    return renewed


def check_access_token_claims(claims: Mapping[str, object], identity: LoginIdentity, config: HelseIdConfig) -> None:
    """Check that access token and ID token name the same person and client: look-ups are logged under it. Raises AppError."""
    right = {
        "sub": ("sub", identity.subject),
        "client_id": ("client_id", config.client_id),
        _PID: ("pid", identity.pid),
        _HPR_NUMBER: ("HPR number", identity.hpr_number),
        _SECURITY_LEVEL: ("security level", identity.security_level),
    }
    for claim, (name, value) in right.items():
        if claims.get(claim) is not None and value and _text(claims[claim]) != value:
            raise AppError(ErrorCode.TOKEN_INVALID, f"access token: {name} is another")


def _validate(token: jwt.Token, config: HelseIdConfig, *, access_token: str, now: float, nonce: str) -> None:
    claims = token.claims
    # Access tokens and proofs are signed by the same keys, or in the same way, and name themselves (RFC 8725 section 3.11).
    if str(token.header.get("typ", "JWT")).lower() != "jwt":
        raise _invalid("typ")
    wrong: list[str] = [name for name in ("exp", "iat", "nbf", "auth_time") if name in claims and seconds(claims, name) is None]
    wrong += [name for name in ("sub", "iss") if not isinstance(claims.get(name), str) or not claims[name]]
    # HelseID allows no other audience beside ours; authlib would.
    wrong += ["aud"] if audiences(claims) != (config.client_id,) else []
    if wrong:
        raise _invalid(wrong[0])
    judge = CodeIDToken(
        dict(claims),
        dict(token.header),
        options={"iss": {"essential": True, "value": config.authority}},
        params={"nonce": nonce, "client_id": config.client_id, "access_token": access_token},
    )
    try:
        judge.validate(now=int(now), leeway=_LEEWAY)
    except Exception as error:  # noqa: BLE001 - authlib raises several families; none of its words may leave
        claim = getattr(error, "claim", "")
        raise _invalid(claim if claim in _CLAIMS else type(error).__name__) from None


_CLAIMS = frozenset(  # whose names may stand in a detail
    {"iss", "sub", "aud", "exp", "iat", "nbf", "nonce", "azp", "at_hash", "amr", "auth_time"}
)


def _text(value: object) -> str:
    return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""


def _too_low(claim: str) -> AppError:
    return AppError(ErrorCode.LEVEL_TOO_LOW, f"ID token: {claim}", params={"required": str(_LEVEL)})


def _invalid(why: str) -> AppError:
    return AppError(ErrorCode.TOKEN_INVALID, f"ID token: {why}")


# -- userinfo: which authorisations HPR has of the person
#
# Extra knowledge, never needed for a look-up: whoever asks goes on without it when this raises. The claim's inside is documented
# by one example only: what cannot be read whole counts as unknown, since every profession that is not in it is said to be not
# registered.


_LIMIT = 64 * 1024  # bytes of an answer; HelseID's example has less than two thousand
_MOST_APPROVALS = 50  # professions of one person
_HPR_DETAILS = "helseid://claims/hpr/hpr_details"
_PSEUDONYM = "helseid://claims/identity/pid_pseudonym"
_CODE = re.compile(r"[A-Z]{2}[0-9]?")  # of the list 9060


async def fetch_userinfo(http: Http, url: str, token: BoundToken) -> Mapping[str, Any]:
    """Request the claims. Raises AppError. HelseID documents Bearer only; a bound token is sent with its proof, or not at all."""
    response = await token.request(http, "GET", url)
    requests.refuse_server_failure(response, "userinfo", 0.0)
    if response.status != 200 or len(response.body) > _LIMIT:
        raise AppError(ErrorCode.UNEXPECTED_ANSWER, f"userinfo: status {response.status}, or too large")
    return requests.json_object(response, "userinfo")


def approvals(claims: Mapping[str, Any], identity: LoginIdentity, today: datetime.date) -> tuple[str, ...] | None:
    """The person's current HPR approvals; None where the claims have none, or one that cannot be read.

    They must be about the person of the ID token (section 5.3.2): by ``sub`` or the pseudonym, which is the same value
    (helseid/README.md §6), and by the HPR number. Raises AppError(TOKEN_INVALID).
    """
    if claims.get("sub", claims.get(_PSEUDONYM)) != identity.subject:
        raise AppError(ErrorCode.TOKEN_INVALID, "userinfo: sub is another person, or missing")
    details = claims.get(_HPR_DETAILS)
    if not isinstance(details, dict):
        return None
    if str(details.get("hpr_number") or identity.hpr_number) != identity.hpr_number:
        raise AppError(ErrorCode.TOKEN_INVALID, "userinfo: another HPR number")
    entries = details.get("approvals")
    if not isinstance(entries, list) or len(entries) > _MOST_APPROVALS:
        return None
    found: dict[str, bool] = {}
    for entry in entries:
        code = entry.get("profession") if isinstance(entry, dict) else None
        if not isinstance(code, str) or not _CODE.fullmatch(code):
            return None
        begins, ends = entry.get("valid_from"), entry.get("valid_to")
        first = begins[:10] if isinstance(begins, str) else ""
        last = ends[:10] if isinstance(ends, str) else "9999"
        found[code] = found.get(code, False) or first <= today.isoformat() <= last
    return tuple(code for code, valid in found.items() if valid)
