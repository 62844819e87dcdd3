"""The authorization request in the browser: the pushed request (RFC 9126; helseid/README.md §3) and the callback."""

from __future__ import annotations

import asyncio
import hmac
import re
import shlex
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from authlib.oauth2.rfc7636 import create_s256_code_challenge  # type: ignore[import-untyped]  # authlib ships no types

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import loopback, requests
from provesvar_gui.helseid.jose import unguessable
from provesvar_gui.helseid.loopback import Loopback
from provesvar_gui.helseid.model import RESOURCE, LoginProgress, LoginStep
from provesvar_gui.helseid.tokens import refused_login

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from provesvar_gui.helseid.discovery import Metadata
    from provesvar_gui.helseid.model import HelseIdConfig
    from provesvar_gui.helseid.requests import BackChannel


_REQUEST_URI = re.compile(r"(?:urn:|https://)[!-~]+", re.IGNORECASE)  # RFC 9126 section 2.2: a URN, or https; no space in it
_BROWSER_SECONDS = 10.0  # for starting it, not for using it
_PORT_RETRY_SECONDS = 0.25  # no login of this machine, of this or another user, tells that it has ended and its port is free
_MOST_REQUESTS = 10  # of one login: a browser that fetches the copied address without end must not become a flood at HelseID


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorizationRequest:
    """The secrets of one authorization request, each used once."""

    state: str = field(repr=False, default_factory=unguessable)
    nonce: str = field(repr=False, default_factory=unguessable)
    code_verifier: str = field(repr=False, default_factory=unguessable)
    redirect_uri: str


@dataclass(frozen=True, slots=True)
class AuthorizationCode:
    value: str = field(repr=False)
    request: AuthorizationRequest


def check_callback(
    metadata: Metadata, pushed: Sequence[AuthorizationRequest], parameters: Mapping[str, str]
) -> AuthorizationCode | AppError | None:
    """The code, or the error that ends the login; None: not a response to one of these requests.

    A wrong state never ends the login: any page on this machine could send one.
    """
    state = parameters.get("state", "")
    answered = [request for request in pushed if _same(state, request.state)]
    if not answered:
        return None
    issuer = parameters.get("iss")
    if issuer is None and metadata.iss_in_response:
        return AppError(ErrorCode.OTHER_ISSUER, "callback: iss is missing")
    if issuer is not None and not _same(issuer, metadata.issuer):
        return AppError(ErrorCode.OTHER_ISSUER, "callback: iss is not the issuer")
    if "error" in parameters:
        return refused_login(requests.oauth_error(parameters, "authorization"))
    code = parameters.get("code", "")
    if not code:
        return AppError(ErrorCode.UNEXPECTED_ANSWER, "callback: neither code nor error")
    return AuthorizationCode(code, answered[0])


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode())


@dataclass(slots=True, kw_only=True)
class BrowserAuthorization:
    """Sends the person to HelseID and waits for the answer. ``thumbprint``: of the DPoP key, for ``dpop_jkt``, or None.

    Besides the request that the started browser gets, each visit to the copied address makes one of its own: a ``request_uri`` is
    for one use. Each has its own state, nonce and verifier (RFC 9700 section 2.1.1), so that a code of one request cannot pass as
    the answer to another. The first answer ends the login. ``ends``: when its time is over, on the loop's clock.
    """

    channel: BackChannel
    metadata: Metadata
    config: HelseIdConfig
    open_browser: Callable[[str], Awaitable[bool]]
    thumbprint: str | None
    report: Callable[[LoginProgress], None]
    ends: float
    _requests: list[AuthorizationRequest] = field(default_factory=list)
    _redirect_uri: str = ""
    _copied_address: str = ""
    _browser_started: bool = True
    _unmatched_reported: bool = False
    _busy_reported: bool = False

    async def run(self) -> AuthorizationCode:
        """The listener is gone when this returns or raises. Raises AppError."""
        self.report(LoginProgress(step=LoginStep.LISTENER))
        async with Loopback[AuthorizationCode | AppError](
            self.config.redirect_uris,
            self._judge,
            start=self._start_request,
            start_path=f"/{unguessable()}",
            when_busy=self._wait_for_port,
        ) as listener:
            self._redirect_uri, self._copied_address = listener.redirect_uri, listener.start_uri
            self.report(LoginProgress(step=LoginStep.PUSHED_REQUEST))
            address = await self._push()
            self._report_waiting()
            try:
                async with asyncio.timeout(_BROWSER_SECONDS):
                    self._browser_started = await self.open_browser(address)
            except (TimeoutError, AppError):
                self._browser_started = False
            if not self._browser_started:
                self._report_waiting()  # not the end: the person can copy the address from the window
            answer = await listener.answer()
        if isinstance(answer, AppError):
            raise answer
        return answer

    async def _wait_for_port(self, busy: AppError) -> None:
        """Raises ``busy`` where no time is left for another try, so that the reason is told."""
        if asyncio.get_running_loop().time() + _PORT_RETRY_SECONDS >= self.ends:
            raise busy
        if not self._busy_reported:
            self._busy_reported = True
            self.report(LoginProgress(step=LoginStep.PORTS))
        await asyncio.sleep(_PORT_RETRY_SECONDS)

    async def _push(self) -> str:
        """Push a request; returns the address for the browser: ``client_id`` and ``request_uri`` only. Raises AppError."""
        config, metadata = self.config, self.metadata
        request = AuthorizationRequest(redirect_uri=self._redirect_uri)
        self._requests.append(request)
        parameters = [
            ("response_type", "code"),
            ("redirect_uri", request.redirect_uri),
            ("scope", " ".join(config.scopes)),
            ("resource", RESOURCE),
            ("state", request.state),
            ("nonce", request.nonce),
            ("code_challenge", str(create_s256_code_challenge(request.code_verifier))),
            ("code_challenge_method", "S256"),
            ("acr_values", "Level4"),
            *([("dpop_jkt", self.thumbprint)] if self.thumbprint is not None else []),
            ("prompt", "login"),  # the browser's session may be that of whoever sat here before
        ]
        document = await self.channel.post("PAR", metadata.pushed_authorization_request_endpoint, parameters)
        request_uri = requests.text_field(document, "request_uri")
        if not _REQUEST_URI.fullmatch(request_uri):
            raise AppError(ErrorCode.UNEXPECTED_ANSWER, "PAR: no usable request_uri")
        query = urlencode([("client_id", config.client_id), ("request_uri", request_uri)])
        # An endpoint may have a query of its own, to be kept (RFC 6749 section 3.1).
        separator = "&" if "?" in metadata.authorization_endpoint else "?"
        return f"{metadata.authorization_endpoint}{separator}{query}"

    def _judge(self, parameters: Mapping[str, str]) -> tuple[AuthorizationCode | AppError | None, bytes]:
        answer = check_callback(self.metadata, self._requests, parameters)
        if answer is not None:
            return answer, loopback.LOGIN_DONE if isinstance(answer, AuthorizationCode) else loopback.LOGIN_FAILED
        if not self._unmatched_reported:  # once: any page can send such answers without end, and must not keep the window busy
            self._unmatched_reported = True
            self._report_waiting(unmatched=True)
        return None, loopback.UNMATCHED

    async def _start_request(self) -> bytes:
        if len(self._requests) >= _MOST_REQUESTS:
            return loopback.TOO_MANY
        try:
            return loopback.redirect_to(await self._push())
        except AppError:
            return loopback.NOT_READY  # what was pushed before still stands

    def _report_waiting(self, *, unmatched: bool = False) -> None:
        self.report(
            LoginProgress(
                step=LoginStep.BROWSER,
                browser_url=self._copied_address,
                browser_started=self._browser_started,
                unmatched_answer=unmatched,
            )
        )


async def open_browser(
    url: str,
    *,
    environment: Mapping[str, str],
    platform_open: Callable[[str], Awaitable[bool]] | None,
    platform: str = sys.platform,
    spawn: Callable[[Sequence[str], Mapping[str, str]], bool] | None = None,
) -> bool:
    """Whether a browser was started; not that it shows anything. ``platform_open``: where ``BROWSER`` does not decide."""
    if not is_web_address(url):
        return False
    if platform.startswith("linux"):
        for command in browser_commands(environment.get("BROWSER", ""), url):
            if (spawn or start_detached)(command, child_environment(environment)):
                return True
    return platform_open is not None and await platform_open(url)


def is_web_address(url: str) -> bool:
    if not url.isascii() or not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def browser_commands(browser: str, url: str) -> list[list[str]]:
    """The commands of ``BROWSER``: separated by colons, ``%s`` the address, else it comes last. No shell is involved."""
    commands = []
    for entry in browser.split(":"):
        try:
            words = shlex.split(entry)
        except ValueError:
            continue
        if words:
            commands.append([word.replace("%s", url) for word in (words if "%s" in entry else [*words, "%s"])])
    return commands


def child_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment for a foreign program: without the library path that a frozen build set for itself."""
    child = dict(environment)
    if "LD_LIBRARY_PATH_ORIG" in child:
        child["LD_LIBRARY_PATH"] = child.pop("LD_LIBRARY_PATH_ORIG")
    return child


def start_detached(command: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Start a program that inherits nothing of ours and outlives us."""
    none = subprocess.DEVNULL
    try:
        process = subprocess.Popen(  # noqa: S603 - the person's own BROWSER, no shell, the address checked
            command, stdin=none, stdout=none, stderr=none, env=environment, close_fds=True, start_new_session=True
        )
    except (OSError, ValueError):
        return False
    # Somebody must wait for it, or it stays a zombie until we end; a daemon thread does not keep us alive.
    threading.Thread(target=process.wait, name="provesvar-browser", daemon=True).start()
    return True
