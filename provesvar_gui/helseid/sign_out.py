"""Ending the browser's session at HelseID (OpenID Connect RP-Initiated Logout)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from provesvar_gui.errors import AppError
from provesvar_gui.helseid import pages
from provesvar_gui.helseid.loopback import Loopback
from provesvar_gui.helseid.unguessable import unguessable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from provesvar_gui.helseid.discovery import Metadata

_PAGE_SECONDS = 15.0  # for a browser to fetch the page


async def end_browser_session(
    id_token: str,
    metadata: Metadata,
    open_browser: Callable[[str], Awaitable[bool]],
    *,
    seconds: float = _PAGE_SECONDS,
) -> bool:
    """Show the browser a page of our own, once, that posts the ID token to HelseID. False where no browser came for it.

    An ID token holds the person's national number, so it is in no address, history, process list or referrer.
    """
    if not metadata.end_session_endpoint or not id_token:
        return False
    endpoint = urlsplit(metadata.end_session_endpoint)
    page = pages.sign_out(
        metadata.end_session_endpoint, [("id_token_hint", id_token)], form_target=f"{endpoint.scheme}://{endpoint.netloc}"
    )

    def serve(parameters: Mapping[str, str]) -> tuple[bool | None, pages.Page]:
        return True, page

    try:
        async with asyncio.timeout(seconds), Loopback[bool]([f"http://127.0.0.1:0/{unguessable()}"], serve) as listener:
            return await open_browser(listener.redirect_uri) and await listener.answer()
    except (AppError, TimeoutError):
        return False
