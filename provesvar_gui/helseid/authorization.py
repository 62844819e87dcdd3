"""The part of a login that the browser plays, from the open listener to the code (RFC 8252, RFC 9126; helseid/README.md §3)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError
from provesvar_gui.helseid import pages, par
from provesvar_gui.helseid.callback import CallbackJudge, Code
from provesvar_gui.helseid.loopback import Loopback
from provesvar_gui.helseid.model import LoginProgress, LoginStep

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from provesvar_gui.helseid.back_channel import BackChannel
    from provesvar_gui.helseid.config import HelseIdConfig
    from provesvar_gui.helseid.discovery import Metadata
    from provesvar_gui.helseid.pages import Page

_BROWSER_SECONDS = 10.0  # for starting it, not for using it
_MOST_REQUESTS = 10  # of one login: a browser that fetches the copied address without end must not become a flood at HelseID


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorized:
    """The code, and what it was asked for with."""

    code: str = field(repr=False)
    redirect_uri: str
    secrets: par.LoginSecrets


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
        self._requests: list[par.LoginSecrets] = []
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
        secrets = par.LoginSecrets(state=self._unique(), nonce=self._unique(), code_verifier=self._unique())
        self._requests.append(secrets)
        return await par.push(
            self._channel,
            self._metadata,
            self._config,
            secrets,
            redirect_uri=self._redirect_uri,
            thumbprint=self._thumbprint,
            force=self._force,
        )

    async def _visited(self) -> Page:
        """The copied address was opened."""
        if len(self._requests) >= _MOST_REQUESTS:
            return pages.TOO_MANY
        try:
            return pages.onward(await self._push())
        except AppError:
            return pages.NOT_READY  # what was pushed before still stands

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
