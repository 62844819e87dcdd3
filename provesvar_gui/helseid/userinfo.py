"""Userinfo: which authorisations HPR has of the person (OpenID Connect Core section 5.3; helseid/README.md §6).

Extra knowledge, never needed for a look-up: whoever asks goes on without it when this raises. The claim's inside is documented by
one example only, so it is read with tolerance; what cannot be read whole counts as unknown, since every profession that is not in
it is said to be not registered.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import answers
from provesvar_gui.helseid.access_token import audiences
from provesvar_gui.helseid.model import Approval

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from provesvar_gui.helseid.config import HelseIdConfig
    from provesvar_gui.helseid.discovery import Discovery
    from provesvar_gui.helseid.dpop import Prover
    from provesvar_gui.helseid.id_token import Identity
    from provesvar_gui.net.http import Http, HttpResponse

_SECONDS = 10.0  # for one exchange
_LIMIT = 64 * 1024  # bytes of an answer; HelseID's example has less than two thousand
_MOST = 50  # professions of one person
_HPR_DETAILS = "helseid://claims/hpr/hpr_details"
_PSEUDONYM = "helseid://claims/identity/pid_pseudonym"
_CODE = re.compile(r"[A-Z]{2}[0-9]?")  # of the list 9060
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_BEGINS = ("valid_from", "from", "start")
_ENDS = ("valid_to", "to", "end")


async def fetch(http: Http, discovery: Discovery, config: HelseIdConfig, token: str, prover: Prover | None) -> Mapping[str, Any]:
    """Ask for the claims. ``prover``: for this endpoint alone, so that its nonces do not mix with those of the token endpoint.

    HelseID documents Bearer only; a token that is bound to our key goes with its proof (RFC 9449 section 7), or not at all.
    Raises AppError: those of Http, SERVER_BUSY, SERVER_ERROR, UNEXPECTED_ANSWER, TOKEN_INVALID (a signed answer).
    """
    url = (await discovery.metadata()).userinfo_endpoint
    response = await _ask(http, url, token, prover)
    if prover is not None and prover.take_nonce(url, response.headers) and _wants_nonce(response):
        response = await _ask(http, url, token, prover)
    failure = answers.server_failure(response, "userinfo", 0.0)
    if failure is not None:
        raise failure
    if response.status != 200:
        raise _unusable(f"status {response.status}")
    if len(response.body) > _LIMIT:
        raise _unusable("too large")
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/jwt":
        return await _signed(response.body, discovery, config)
    if kind != "application/json":
        raise _unusable("neither JSON nor a JWT")
    return answers.json_object(response, "userinfo")


async def _ask(http: Http, url: str, token: str, prover: Prover | None) -> HttpResponse:
    headers = {"Accept": "application/json", "Authorization": f"Bearer {token}"}
    if prover is not None:
        headers |= {"Authorization": f"DPoP {token}", "DPoP": prover.proof("GET", url, token)}
    return await http.request("GET", url, headers=headers, seconds=_SECONDS)


def _wants_nonce(response: HttpResponse) -> bool:
    return response.status == 401 and "use_dpop_nonce" in response.headers.get("www-authenticate", "")


async def _signed(body: bytes, discovery: Discovery, config: HelseIdConfig) -> Mapping[str, Any]:
    """A signed answer (section 5.3.2): from the issuer, for us. An encrypted one is refused: we have given no key for that."""
    text = body.decode("ascii", "replace").strip()
    if text.count(".") != 2:
        raise _unusable("an encrypted answer, or none that we know")
    claims = (await discovery.verify(text)).claims
    if claims.get("iss") != config.authority or audiences(claims) != (config.client_id,):
        raise AppError(ErrorCode.TOKEN_INVALID, "userinfo: iss or aud of a signed answer")
    return claims


def approvals(claims: Mapping[str, Any], identity: Identity, today: datetime.date) -> tuple[Approval, ...] | None:
    """What the person may practise today; None where the claims do not say, or not in a way that we can read whole.

    They must be about the person of the ID token (section 5.3.2): by ``sub``, or, since HelseID's example has none, by the
    pseudonym, which is the same value (helseid/README.md §6); and by the HPR number, where there is one.

    Raises AppError(TOKEN_INVALID).
    """
    if claims.get("sub", claims.get(_PSEUDONYM)) != identity.subject:
        raise AppError(ErrorCode.TOKEN_INVALID, "userinfo: sub is another person, or missing")
    details = claims.get(_HPR_DETAILS)
    if isinstance(details, str):
        details = _json(details)
    if not isinstance(details, dict):
        return None
    if str(details.get("hpr_number") or identity.hpr_number) != identity.hpr_number:
        raise AppError(ErrorCode.TOKEN_INVALID, "userinfo: another HPR number")
    entries = details.get("approvals")
    if not isinstance(entries, list) or len(entries) > _MOST:
        return None
    found = [_approval(entry) for entry in entries]
    known = [approval for approval in found if approval is not None]
    if len(known) < len(found):
        return None
    return tuple(dict.fromkeys(approval for approval in known if approval.holds_on(today.isoformat())))


def _approval(entry: object) -> Approval | None:
    if not isinstance(entry, dict):
        return None
    profession = entry.get("profession")
    if isinstance(profession, dict):  # as the coded values beside it
        profession = profession.get("value", profession.get("code"))
    code = profession.strip().upper() if isinstance(profession, str) else ""
    if not _CODE.fullmatch(code):
        return None
    period = entry.get("period")
    dates = {**period, **entry} if isinstance(period, dict) else entry
    return Approval(code=code, begins=_date(dates, _BEGINS), ends=_date(dates, _ENDS))


def _date(entry: Mapping[str, object], names: tuple[str, ...]) -> str:
    """An ISO date, or empty where there is none that can be read."""
    for name in names:
        value = entry.get(name)
        if isinstance(value, str) and _DATE.match(value):
            return value[:10]
    return ""


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _unusable(why: str) -> AppError:
    return AppError(ErrorCode.UNEXPECTED_ANSWER, f"userinfo: {why}")
