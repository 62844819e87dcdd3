"""Checking a search request to PPS: the token's claims and the headers (pps/README.md §2)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from provesvar_gui.sandbox.access import refused
from provesvar_gui.sandbox.clients import V1_SCOPE, V2_SCOPE
from provesvar_gui.sandbox.numbers import holds_person_number, is_person_number
from provesvar_gui.sandbox.refusal import RefusedError
from provesvar_gui.sandbox.tokens import HPR_NUMBER, IDENTITY, ORGNR

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from starlette.requests import Request

    from provesvar_gui.sandbox.access import AccessToken
    from provesvar_gui.sandbox.forms import Form

Version = Literal["v1", "v2"]
AUDIENCE = "nhn:pps"
BASES = frozenset({"UNNTAK", "SAMTYKKE", "AKUTT", "FORHOYET_SAMTYKKE", "FORHOYET_AKUTT"})
ELEVATED = frozenset({"FORHOYET_SAMTYKKE", "FORHOYET_AKUTT"})
UNUSABLE_ROLES = frozenset({"XX", "VE", "FB"})
CORRELATION_HEADERS = (
    "correlation-id", "cid", "traceparent", "correlationid", "correlation", "x-correlation-id", "x-correlationid",
    "x-correlation", "x-request-id", "x-requestid", "x-request",
)  # fmt: skip
_OBSOLETE_HEADERS = ("grunnlag", "requester-id", "x-nilar-patient", "x-nilar-requester", "x-nilar-reason", "x-nilar-access-basis")
_MAY_HOLD_ANYTHING = frozenset({"person-id", "authorization", "dpop"})
_ORGNR = re.compile(r"[0-9]{9}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requester:
    """Who asks, for whom, as what."""

    name: str
    hpr_number: str
    pid: str = field(repr=False)
    organisation: str
    patient: str = field(repr=False)
    basis: str
    role: str
    correlation_id: str

    @property
    def elevated(self) -> bool:
        """Whether the access basis is one of the two that open restricted data."""
        return self.basis in ELEVATED


def _bad(reason: str, status: int = 400) -> RefusedError:
    return RefusedError(status, "invalid", reason)


def check_claims(token: AccessToken, version: Version) -> None:
    """Whether the token may be used here. Raises RefusedError: 401 for what a new token can mend, 403 for who the person is."""
    claims = token.claims
    scheme = "Bearer" if version == "v1" else "DPoP"
    if claims.get("aud") != AUDIENCE:
        raise refused("the token's audience is not exactly nhn:pps", scheme=scheme)
    scopes = claims.get("scope")
    wanted = V1_SCOPE if version == "v1" else V2_SCOPE
    if wanted not in (scopes.split() if isinstance(scopes, str) else scopes or []):
        raise refused("the token has not the scope of this version", error="insufficient_scope", scheme=scheme)
    level = claims.get(f"{IDENTITY}security_level")
    if level not in ("4", "5"):
        raise refused("the security level is below 4", scheme=scheme)
    if not claims.get(f"{IDENTITY}pid"):
        raise _bad("the token does not say who asks", 403)
    if not claims.get(HPR_NUMBER):
        raise _bad("the person has no HPR number", 403)
    for which in ("parent", "child"):
        if not _ORGNR.fullmatch(str(claims.get(f"{ORGNR}{which}", ""))):
            raise _bad(f"the token has no orgnr_{which}", 403)


def check_request(
    request: Request, claims: Mapping[str, object], roles: Mapping[str, bool], people: Collection[str]
) -> Requester:
    """Check the headers. Raises RefusedError (400, 415).

    ``roles``: the codes of 9060, each with whether it is active. ``people``: the numbers that must stand nowhere else.
    """
    for name in _OBSOLETE_HEADERS:
        if name in request.headers:
            raise _bad("an obsolete header is sent")
    if request.url.query:
        raise _bad("parameters belong in the body; nothing about a patient may stand in an address")
    others = [value for name, value in request.headers.items() if name not in _MAY_HOLD_ANYTHING]
    if any(holds_person_number(value, people) for value in others):
        raise _bad("a person number stands in another header than person-id")
    patient = _single(request, "person-id")
    if not is_person_number(patient):
        raise _bad("person-id is not a valid number")
    basis = _single(request, "access-basis")
    if basis not in BASES:
        raise _bad("access-basis is not a known value")
    role = _single(request, "requester-hpr-role")
    if role not in roles:
        raise _bad("requester-hpr-role is not a code of 9060")
    if role in UNUSABLE_ROLES or not roles[role]:
        raise _bad("requester-hpr-role cannot be used here")
    correlation = [value for name in CORRELATION_HEADERS for value in request.headers.getlist(name)]
    if not correlation or not all(correlation):
        raise _bad("correlation-id is missing")
    if len(set(correlation)) > 1:
        raise _bad("there is more than one correlation id")
    if len(correlation[0]) > 100:
        raise _bad("correlation-id is not one")
    return Requester(
        name=str(claims.get("name", "")),
        hpr_number=str(claims[HPR_NUMBER]),
        pid=str(claims[f"{IDENTITY}pid"]),
        organisation=str(claims[f"{ORGNR}child"]),
        patient=patient,
        basis=basis,
        role=role,
        correlation_id=correlation[0],
    )


def check_body(form: Form, people: Collection[str]) -> None:
    """No person number in a body, under whatever name. Raises RefusedError."""
    if any(holds_person_number(part, people) for pair in form.pairs for part in pair):
        raise _bad("the patient's number belongs in the person-id header only")


def _single(request: Request, name: str) -> str:
    values = request.headers.getlist(name)
    if len(values) != 1 or not values[0]:
        raise _bad(f"{name} is missing or sent more than once")
    return values[0]
