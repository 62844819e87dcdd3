"""Requests to HelseID as a client: assertions, proofs, answers, OAuth errors as ours (helseid/README.md §2, §4, §9)."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from joserfc.util import urlsafe_b64encode

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.jose import unguessable
from provesvar_gui.platform.clock import Clock, retry_after
from provesvar_gui.platform.http import checked_origin
from provesvar_gui.results.visible import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provesvar_gui.helseid.jose import PrivateKey, Signer
    from provesvar_gui.platform.http import Http, HttpResponse


Form = Sequence[tuple[str, str]]
_ORGANISATION_ERROR = re.compile(r"HID-10(?:0[1-9]|10)\b")
_SERVICE_TEXT_LIMIT = 300
# The error names that may be shown and logged; any other is "another error".
_CODES = {
    "invalid_client": ErrorCode.CLIENT_REFUSED,
    "unauthorized_client": ErrorCode.CLIENT_REFUSED,
    "invalid_scope": ErrorCode.SCOPE_REFUSED,
    "invalid_target": ErrorCode.SCOPE_REFUSED,
    "invalid_dpop_proof": ErrorCode.DPOP_REFUSED,
    "use_dpop_nonce": ErrorCode.TOKEN_INVALID,  # after it was given the nonce that it had asked for
    "access_denied": ErrorCode.LOGIN_DENIED,
    "temporarily_unavailable": ErrorCode.SERVER_BUSY,
    "server_error": ErrorCode.SERVER_ERROR,
    "invalid_grant": ErrorCode.SESSION_EXPIRED,
    **dict.fromkeys(
        (
            "consent_required", "interaction_required", "invalid_request", "invalid_request_object", "invalid_request_uri",
            "login_required", "unsupported_grant_type", "unsupported_response_type",
        ),
        ErrorCode.LOGIN_REFUSED,
    ),
}  # fmt: skip


def json_object(response: HttpResponse, what: str) -> dict[str, Any]:
    """The body as a JSON object. Raises AppError(UNEXPECTED_ANSWER)."""
    try:
        value = json.loads(response.body)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise AppError(ErrorCode.UNEXPECTED_ANSWER, f"{what}: status {response.status}, not a JSON object")
    return value


def refuse_server_failure(response: HttpResponse, what: str, now: float) -> None:
    """Raises AppError for 408, 429 and 5xx, which are not about our request. ``now``: epoch seconds."""
    seconds = retry_after(response.headers.get("retry-after"), now)
    detail = f"{what}: status {response.status}"
    if response.status == 429 or (response.status == 503 and seconds is not None):
        raise AppError(ErrorCode.SERVER_BUSY, detail, retry_after=seconds)
    if response.status >= 500 or response.status == 408:
        raise AppError(ErrorCode.SERVER_ERROR, detail)


def error_name(response: HttpResponse) -> str:
    try:
        return text_field(json_object(response, ""), "error") if response.status >= 400 else ""
    except AppError:
        return ""


def oauth_error(fields: Mapping[str, Any], what: str) -> AppError:
    """The AppError of an error response (RFC 6749 sections 4.1.2.1 and 5.2).

    ``invalid_grant`` becomes SESSION_EXPIRED; redemption of a code maps that to LOGIN_REFUSED.
    """
    name, service_text = text_field(fields, "error"), printable(text_field(fields, "error_description"))
    organisation = _ORGANISATION_ERROR.search(service_text)
    if organisation is not None:
        # The number is of our pattern, so it may be named.
        number = organisation.group()
        return AppError(ErrorCode.ORGANISATION_REFUSED, f"{what}: {number}", params={"hid": number}, service_text=service_text)
    if name not in _CODES:
        return AppError(ErrorCode.LOGIN_REFUSED, f"{what}: another error", service_text=service_text)
    # A refused key and an unauthorized grant are both CLIENT_REFUSED: ``params`` tells which.
    return AppError(_CODES[name], f"{what}: {name}", params={"error": name}, service_text=service_text)


def printable(text: str) -> str:
    """A text of a service for the screen: shortened, on one line, with invisible characters made visible."""
    return " ".join(visible(text[:_SERVICE_TEXT_LIMIT]).split())


def text_field(document: Mapping[str, Any], name: str) -> str:
    value = document.get(name)
    return value if isinstance(value, str) else ""


def seconds_field(document: Mapping[str, Any], name: str) -> float | None:
    """A non-negative number of seconds (JSON number or digits), or None."""
    value = document.get(name)
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 12:
        value = int(value)
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < 1e12 else None


def tokens_field(document: Mapping[str, Any], name: str) -> tuple[str, ...] | None:
    """A list of words, given as a JSON array or separated by spaces (both occur); None where it is missing."""
    value = document.get(name)
    if isinstance(value, str):
        return tuple(value.split())
    if isinstance(value, list):
        return tuple(item for item in value if isinstance(item, str))
    return None


def moment(value: object) -> datetime.datetime | None:
    """A time in ISO 8601; without a zone (.NET leaves it out) UTC. None: not a time."""
    if not isinstance(value, str) or len(value) > 40:
        return None
    try:
        when = datetime.datetime.fromisoformat(value)
        return (when if when.tzinfo is not None else when.replace(tzinfo=datetime.UTC)).astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        return None


def organisation_element(child: str, *, multi_tenant_parent: str = "") -> dict[str, object]:
    """``assertion_details`` that name the point of care, single-tenant or multi-tenant form (helseid/README.md §6)."""
    identifier = {"system": "urn:oid:2.16.578.1.12.4.1.4.101", "type": "ENH", "value": child}
    if multi_tenant_parent:
        identifier |= {"system": "urn:oid:1.0.6523", "value": f"NO:ORGNR:{multi_tenant_parent}:{child}"}
    return {"type": "helseid_authorization", "practitioner_role": {"organization": {"identifier": identifier}}}


ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_LIFETIME = 30  # seconds of an assertion; HelseID accepts 60 at most
_CLOCK_TOLERANCE = 3.0  # seconds off before the clock is named as the cause
SECONDS = 20.0  # for one exchange
_TIMED = ("invalid_client", "invalid_dpop_proof")  # the errors of an assertion or a proof with a wrong time


class HelseIdClock(Clock, Protocol):
    """HelseID's time as far as it is known. ``offset_seconds``: the workstation's error."""

    @property
    def offset_seconds(self) -> float: ...


@dataclass(frozen=True, slots=True)
class BackChannel:
    """Sends a client's requests to HelseID, each with a new client assertion."""

    http: Http = field(repr=False)
    issuer: str
    client_id: str
    key: Signer = field(repr=False)
    clock: HelseIdClock
    dpop: bool

    async def assertion(self, details: object = None) -> str:
        """A signed assertion for the issuer (never an endpoint). ``details``: becomes ``assertion_details`` unless None."""
        header = {"typ": "client-authentication+jwt", **({} if self.key.key_id is None else {"kid": self.key.key_id})}
        now = int(self.clock.now())
        times = {"iat": now, "nbf": now, "exp": now + _LIFETIME}
        claims = {"iss": self.client_id, "sub": self.client_id, "aud": self.issuer, **times, "jti": unguessable()}
        return await self.key.signed(header, claims if details is None else {**claims, "assertion_details": details})

    async def post(
        self, what: str, url: str, parameters: Form, *, prover: Prover | None = None, details: object = None
    ) -> dict[str, Any]:
        """POST a form with a new assertion, and a proof where ``prover`` is given. Raises AppError, those of the key too.

        One repeat, with new proof and assertion, after ``use_dpop_nonce``.
        """
        response = await self._send(url, parameters, prover, details)
        if prover is not None and prover.take_nonce(response.headers) and error_name(response) == "use_dpop_nonce":
            response = await self._send(url, parameters, prover, details)
            prover.take_nonce(response.headers)
        if response.status in (200, 201):
            return json_object(response, what) if response.body else {}
        refuse_server_failure(response, what, self.clock.now())
        failure = self._failure(response, what)
        failure.refused = 400 <= response.status < 500
        raise failure

    async def _send(self, url: str, parameters: Form, prover: Prover | None, details: object) -> HttpResponse:
        form = [
            *parameters,
            ("client_id", self.client_id),
            ("client_assertion_type", ASSERTION_TYPE),
            ("client_assertion", await self.assertion(details)),
        ]
        proof = {} if prover is None else {"DPoP": prover.proof("POST", url)}
        return await self.http.request("POST", url, headers={"Accept": "application/json", **proof}, form=form, seconds=SECONDS)

    def _failure(self, response: HttpResponse, what: str) -> AppError:
        if not 400 <= response.status < 500:
            return AppError(ErrorCode.UNEXPECTED_ANSWER, f"{what}: status {response.status}")
        name = error_name(response)
        if response.status == 401 and not name:  # the status itself says that the client was not accepted (RFC 6749 section 5.2)
            return AppError(ErrorCode.CLIENT_REFUSED, f"{what}: status 401 without an error")
        if not name:
            return AppError(ErrorCode.UNEXPECTED_ANSWER, f"{what}: status {response.status} without an error")
        if name in _TIMED and abs(self.clock.offset_seconds) > _CLOCK_TOLERANCE:
            seconds = round(self.clock.offset_seconds)
            return AppError(ErrorCode.CLOCK_WRONG, f"{what}: {name}, clock off by {seconds} s", params={"seconds": str(seconds)})
        document = json_object(response, what)
        # A server that demands DPoP of a Bearer client says so in one of several ways; the description is only searched.
        if not self.dpop and (
            name in ("use_dpop_nonce", "invalid_dpop_proof") or "dpop" in text_field(document, "error_description").lower()
        ):
            return AppError(ErrorCode.DPOP_REQUIRED, f"{what}: a proof is demanded of this client")
        return oauth_error(document, what)


# -- proof of possession (RFC 9449): proofs, and the nonces that servers hand out


_NONCE_LIMIT = 4096  # characters; longer ones are no nonces


class Prover:
    """Makes DPoP proofs with one key for one server, with that server's newest nonce."""

    def __init__(self, key: PrivateKey, clock: Clock) -> None:
        self._key, self._clock, self._nonce = key, clock, ""

    @property
    def thumbprint(self) -> str:
        return self._key.thumbprint

    def for_another_server(self) -> Prover:
        return Prover(self._key, self._clock)

    def proof(self, method: str, url: str, access_token: str = "") -> str:
        """A proof for one request. ``access_token``: given towards an API, so that ``ath`` binds it."""
        htu = urlsplit(url)._replace(query="", fragment="").geturl()  # RFC 9449 section 4.2
        claims: dict[str, object] = {"jti": unguessable(), "htm": method, "htu": htu, "iat": int(self._clock.now())}
        if self._nonce:
            claims["nonce"] = self._nonce
        if access_token:
            claims["ath"] = urlsafe_b64encode(hashlib.sha256(access_token.encode("ascii")).digest()).decode()
        return self._key.sign({"typ": "dpop+jwt", "jwk": self._key.public_members}, claims)

    def take_nonce(self, headers: Mapping[str, str]) -> bool:
        """Keep the ``DPoP-Nonce`` of an answer (names in lower case); True where there was one."""
        nonce = headers.get("dpop-nonce", "")
        if not nonce or len(nonce) > _NONCE_LIMIT or not nonce.isascii() or not nonce.isprintable():
            return False
        self._nonce = nonce
        return True


class BoundToken:
    """An access token for one origin only. ``prover``: for that server alone, over the key that it is bound to; None: Bearer."""

    def __init__(self, value: str, prover: Prover | None, url: str) -> None:
        self._value, self._prover, self._origin = value, prover, checked_origin(url)

    async def request(self, http: Http, method: str, url: str, body: bytes | None = None) -> HttpResponse:
        """One exchange of JSON, repeated once where the server gives a nonce. Raises AppError: INTERNAL, those of Http."""
        kind = {} if body is None else {"Content-Type": "application/json"}
        for _ in range(2):
            headers = {"Accept": "application/json", **kind, **self.headers(method, url)}
            response = await http.request(method, url, headers=headers, body=body, seconds=SECONDS)
            if not self.take_challenge(url, response.status, response.headers):
                break
        return response

    def headers(self, method: str, url: str) -> dict[str, str]:
        """``Authorization``, and a new proof for DPoP. Raises AppError(INTERNAL) for another origin than the token's."""
        self._check(url)
        if self._prover is None:
            return {"Authorization": f"Bearer {self._value}"}
        return {"Authorization": f"DPoP {self._value}", "DPoP": self._prover.proof(method, url, self._value)}

    def take_challenge(self, url: str, status: int, headers: Mapping[str, str]) -> bool:
        """Keep the server's nonce; True after a 401 ``use_dpop_nonce``: repeat once with a new proof (RFC 9449 section 9)."""
        self._check(url)
        return (
            self._prover is not None
            and self._prover.take_nonce(headers)
            and status == 401
            and "use_dpop_nonce" in headers.get("www-authenticate", "")
        )

    def _check(self, url: str) -> None:
        if checked_origin(url) != self._origin:
            raise AppError(ErrorCode.INTERNAL, "a token was asked for another origin than its own")
