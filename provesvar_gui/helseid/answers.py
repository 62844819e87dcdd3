"""Reading HelseID's answers: JSON objects, and OAuth errors turned into ours (helseid/README.md §9), once for every endpoint."""

from __future__ import annotations

import datetime
import json
import re
from typing import TYPE_CHECKING, Any

from provesvar_gui.domain.visible import visible
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.net.retry_after import retry_after

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provesvar_gui.net.http import HttpResponse

_ORGANISATION_ERROR = re.compile(r"HID-10(?:0[1-9]|10)\b")
_SERVICE_TEXT_LIMIT = 300
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
}
# Named in the log because they are on this list of ours; anything else is "another error".
_KNOWN = frozenset(_CODES) | {
    "consent_required",
    "interaction_required",
    "invalid_request",
    "invalid_request_object",
    "invalid_request_uri",
    "login_required",
    "unsupported_grant_type",
    "unsupported_response_type",
}


def json_object(response: HttpResponse, what: str) -> dict[str, Any]:
    """The body as a JSON object. Raises AppError(UNEXPECTED_ANSWER)."""
    try:
        value = json.loads(response.body)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise AppError(ErrorCode.UNEXPECTED_ANSWER, f"{what}: status {response.status}, not a JSON object")
    return value


def server_failure(response: HttpResponse, what: str, now: float) -> AppError | None:
    """429 and 5xx, which say nothing about our request; None for every other status. ``now``: epoch seconds."""
    seconds = retry_after(response.headers.get("retry-after"), now)
    detail = f"{what}: status {response.status}"
    if response.status == 429 or (response.status == 503 and seconds is not None):
        return AppError(ErrorCode.SERVER_BUSY, detail, retry_after=seconds)
    if response.status >= 500:
        return AppError(ErrorCode.SERVER_ERROR, detail)
    return None


def error_name(response: HttpResponse) -> str:
    """The OAuth ``error`` of an answer that is no success, else empty."""
    if response.status < 400:
        return ""
    try:
        value = json.loads(response.body)
    except (ValueError, RecursionError):
        return ""
    name = value.get("error") if isinstance(value, dict) else None
    return name if isinstance(name, str) else ""


def oauth_error(fields: Mapping[str, Any], what: str) -> AppError:
    """An error answer (RFC 6749 sections 4.1.2.1 and 5.2) as ours.

    ``invalid_grant`` becomes SESSION_EXPIRED: who redeems a code instead of a refresh token renames it.
    """
    name = fields.get("error")
    text = fields.get("error_description")
    service_text = printable(text) if isinstance(text, str) else ""
    organisation = _ORGANISATION_ERROR.search(service_text)
    if organisation is not None:
        # The number is of our pattern, so it may be named.
        number = organisation.group()
        return AppError(ErrorCode.ORGANISATION_REFUSED, f"{what}: {number}", params={"hid": number}, service_text=service_text)
    known = name if isinstance(name, str) and name in _KNOWN else ""
    detail = f"{what}: {known or 'another error'}"
    # The name is of our list, so it may be told: a key that is not taken and a grant that is not given are both CLIENT_REFUSED.
    code, params = _CODES.get(known, ErrorCode.LOGIN_REFUSED), {"error": known} if known else {}
    return AppError(code, detail, params=params, service_text=service_text)


def printable(text: str) -> str:
    """A service's words or a name for the screen: cut, on one line, and what cannot be seen in it made visible."""
    return " ".join(visible(text[:_SERVICE_TEXT_LIMIT]).split())


def text_field(document: Mapping[str, Any], name: str) -> str:
    """A text member, or empty where it is missing or something else."""
    value = document.get(name)
    return value if isinstance(value, str) else ""


def seconds_field(document: Mapping[str, Any], name: str) -> float | None:
    """A non-negative number of seconds (JSON number or digits), or None."""
    value = document.get(name)
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 12:
        return float(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < 1e12:
        return float(value)
    return None


def words_field(document: Mapping[str, Any], name: str) -> tuple[str, ...] | None:
    """A list of words, given as a JSON array or separated by spaces (both occur); None where it is missing."""
    value = document.get(name)
    if isinstance(value, str):
        return tuple(value.split())
    if isinstance(value, list):
        return tuple(item for item in value if isinstance(item, str))
    return None


def moment(said: object) -> datetime.datetime | None:
    """ISO 8601; without a zone it is taken as UTC, which .NET leaves out where it knows no other. None: no time."""
    if not isinstance(said, str) or len(said) > 40:
        return None
    try:
        when = datetime.datetime.fromisoformat(said)
        return (when if when.tzinfo is not None else when.replace(tzinfo=datetime.UTC)).astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        return None
