"""The pushed authorization request (RFC 9126; helseid/README.md §3)."""

from __future__ import annotations

import asyncio
import hmac
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from authlib.oauth2.rfc7636 import create_s256_code_challenge  # type: ignore[import-untyped]  # authlib ships no types

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import loopback, requests
from provesvar_gui.helseid import requests as answers
from provesvar_gui.helseid.loopback import Loopback
from provesvar_gui.helseid.model import LoginProgress, LoginStep

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from provesvar_gui.helseid.config import HelseIdConfig
    from provesvar_gui.helseid.discovery import Metadata
    from provesvar_gui.helseid.loopback import Page
    from provesvar_gui.helseid.requests import BackChannel


_REQUEST_URI = re.compile(r"(?:urn:|https://)[!-~]+", re.IGNORECASE)  # RFC 9126 section 2.2: a URN, or https; no space in it


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginSecrets:
    """What one authorization request keeps to itself: each used once, gone with the login."""

    state: str = field(repr=False)
    nonce: str = field(repr=False)
    code_verifier: str = field(repr=False)


async def push(
    channel: BackChannel,
    metadata: Metadata,
    config: HelseIdConfig,
    secrets: LoginSecrets,
    *,
    redirect_uri: str,
    thumbprint: str | None,
    force: bool,
) -> str:
    """Push the request; returns the address for the browser: ``client_id`` and ``request_uri`` only.

    ``thumbprint``: of the DPoP key, to bind the code to it (``dpop_jkt``, RFC 9449 section 10), or None. ``force``:
    ``prompt=login``. Raises AppError: those of ``BackChannel.post``, UNEXPECTED_ANSWER.
    """
    parameters = [
        ("response_type", "code"),
        ("redirect_uri", redirect_uri),
        ("scope", " ".join(config.scopes)),
        ("resource", config.resource),
        ("state", secrets.state),
        ("nonce", secrets.nonce),
        ("code_challenge", str(create_s256_code_challenge(secrets.code_verifier))),
        ("code_challenge_method", "S256"),
    ]
    if config.acr_values:
        parameters.append(("acr_values", config.acr_values))
    if thumbprint is not None:
        parameters.append(("dpop_jkt", thumbprint))
    if force:
        parameters.append(("prompt", "login"))
    document = await channel.post("PAR", metadata.pushed_authorization_request_endpoint, parameters)
    request_uri = requests.text_field(document, "request_uri")
    if not _REQUEST_URI.fullmatch(request_uri):
        raise AppError(ErrorCode.UNEXPECTED_ANSWER, "PAR: no usable request_uri")
    query = urlencode([("client_id", config.client_id), ("request_uri", request_uri)])
    # An endpoint may have a query of its own, to be kept (RFC 6749 section 3.1).
    separator = "&" if "?" in metadata.authorization_endpoint else "?"
    return f"{metadata.authorization_endpoint}{separator}{query}"


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
        self._done = loopback.login_done()
        self._failed = loopback.login_failed()

    def __call__(self, parameters: Mapping[str, str]) -> tuple[Code | AppError | None, Page]:
        """A code, the error the login ends with, or None."""
        issuer = parameters.get("iss")
        right_issuer = not self._metadata.iss_in_response if issuer is None else _same(issuer, self._metadata.issuer)
        state = parameters.get("state", "")
        answered = [secrets for secrets in self._requests if _same(state, secrets.state)]
        if not answered:
            self._stray()
            return None, loopback.STRAY
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


_BROWSER_SECONDS = 10.0  # for starting it, not for using it
_MOST_REQUESTS = 10  # of one login: a browser that fetches the copied address without end must not become a flood at HelseID


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorized:
    """The code, and what it was asked for with."""

    code: str = field(repr=False)
    redirect_uri: str
    secrets: LoginSecrets


class Authorization:
    """Sends the person to HelseID and waits for the answer. ``thumbprint``, ``force``: see ``par.push``.

    Besides the request that the started browser gets, each visit to the copied address makes one of its own: a ``request_uri``
    is for one use and ends soon. Every request has its own state, nonce and verifier. Sharing them would let a code of one
    request, opened in one browser, pass as the answer to another (RFC 9700 section 2.1.1 wants them transaction-specific): so
    the answer's state picks the request, and verifier and nonce must be that one's. The first answer ends the login.
    """

    def __init__(
        self,
        *,
        channel: BackChannel,
        metadata: Metadata,
        config: HelseIdConfig,
        unique: Callable[[], str],
        open_browser: Callable[[str], Awaitable[bool]],
        thumbprint: str | None,
        force: bool,
        report: Callable[[LoginProgress], None],
    ) -> None:
        self._channel = channel
        self._metadata = metadata
        self._config = config
        self._unique = unique
        self._open_browser = open_browser
        self._thumbprint = thumbprint
        self._force = force
        self._report = report
        self._requests: list[LoginSecrets] = []
        self._redirect_uri = ""
        self._copied = ""
        self._started = True
        self._told = False

    async def run(self) -> Authorized:
        """The listener is gone when this returns or raises. Raises AppError."""
        self._report(LoginProgress(step=LoginStep.LISTENER))
        judge = CallbackJudge(self._metadata, self._requests, self._strayed)
        async with Loopback[Code | AppError](
            self._config.redirect_uris, judge, start=self._visited, start_path=f"/{self._unique()}"
        ) as listener:
            self._redirect_uri, self._copied = listener.redirect_uri, listener.start_uri
            self._report(LoginProgress(step=LoginStep.PUSHED_REQUEST))
            address = await self._push()
            self._waiting()
            self._started = await self._start_browser(address)
            if not self._started:
                self._waiting()  # not the end: the person can copy the address from the window
            answer = await listener.answer()
        if isinstance(answer, AppError):
            raise answer
        return Authorized(code=answer.value, redirect_uri=self._redirect_uri, secrets=answer.secrets)

    async def _push(self) -> str:
        secrets = LoginSecrets(state=self._unique(), nonce=self._unique(), code_verifier=self._unique())
        self._requests.append(secrets)
        return await push(
            self._channel,
            self._metadata,
            self._config,
            secrets,
            redirect_uri=self._redirect_uri,
            thumbprint=self._thumbprint,
            force=self._force,
        )

    async def _visited(self) -> Page:
        if len(self._requests) >= _MOST_REQUESTS:
            return loopback.TOO_MANY
        try:
            return loopback.onward(await self._push())
        except AppError:
            return loopback.NOT_READY  # what was pushed before still stands

    async def _start_browser(self, address: str) -> bool:
        try:
            async with asyncio.timeout(_BROWSER_SECONDS):
                return await self._open_browser(address)
        except (TimeoutError, AppError):
            return False

    def _strayed(self) -> None:
        """Told once: any page in the browser can send such answers, as many as it likes, and must not keep the window busy."""
        if not self._told:
            self._told = True
            self._waiting(stray=True)

    def _waiting(self, *, stray: bool = False) -> None:
        self._report(
            LoginProgress(step=LoginStep.BROWSER, browser_url=self._copied, browser_started=self._started, stray_answer=stray)
        )
