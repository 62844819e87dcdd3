"""Judging the browser's answer: duplicates (refused before), then iss, state, error, code, in that order (RFC 9207, 9700)."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import answers, pages

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from provesvar_gui.helseid.discovery import Metadata
    from provesvar_gui.helseid.pages import Page
    from provesvar_gui.helseid.par import LoginSecrets


class Code:
    """An authorization code, and the secrets of the request that it answers. Shows nothing of itself."""

    __slots__ = ("secrets", "value")

    def __init__(self, value: str, secrets: LoginSecrets) -> None:
        self.value = value
        self.secrets = secrets

    def __repr__(self) -> str:
        return "Code()"


class CallbackJudge:
    """Judges the callbacks of one login. ``requests``: the secrets of those it has made, a list that may grow.

    ``stray``: called for each answer that is not ours; the listener keeps waiting then.

    A wrong state never ends the login: any page on this machine could send one.
    """

    def __init__(self, metadata: Metadata, requests: Sequence[LoginSecrets], stray: Callable[[], None]) -> None:
        self._metadata = metadata
        self._requests = requests
        self._stray = stray
        self._done = pages.login_done()
        self._failed = pages.login_failed()

    def __call__(self, parameters: Mapping[str, str]) -> tuple[Code | AppError | None, Page]:
        """A code, the error the login ends with, or None."""
        issuer = parameters.get("iss")
        right_issuer = not self._metadata.iss_in_response if issuer is None else _same(issuer, self._metadata.issuer)
        state = parameters.get("state", "")
        answered = [secrets for secrets in self._requests if _same(state, secrets.state)]
        if not answered:
            self._stray()
            return None, pages.STRAY
        if not right_issuer:
            why = "is missing" if issuer is None else "is not the issuer"
            return AppError(ErrorCode.OTHER_ISSUER, f"callback: iss {why}"), self._failed
        if "error" in parameters:
            return _error(parameters), self._failed
        code = parameters.get("code", "")
        if not code:
            return AppError(ErrorCode.UNEXPECTED_ANSWER, "callback: neither code nor error"), self._failed
        return Code(code, answered[0]), self._done


def _error(parameters: Mapping[str, str]) -> AppError:
    error = answers.oauth_error(parameters, "authorization")
    if error.code is ErrorCode.SESSION_EXPIRED:  # invalid_grant says nothing about a session here
        return AppError(ErrorCode.LOGIN_REFUSED, error.detail, service_text=error.service_text)
    return error


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode())
