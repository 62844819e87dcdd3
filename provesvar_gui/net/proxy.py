"""Which proxy leads to an origin. Answers may take long (a script, a name to resolve), so they are got on a daemon thread.

Imports asyncio: for the runtime thread only.
"""

from __future__ import annotations

import urllib.request
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from provesvar_gui.net.daemon import on_daemon_thread
from provesvar_gui.net.origin import is_loopback

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.net.clock import Clock

SYSTEM = "system"
DIRECT = "none"
_KEEP_SECONDS = 60.0
_LIMIT_SECONDS = 3.0


def environment_proxy(url: str) -> str | None:
    """The proxy of the environment variables, or the platform's static one (Windows, macOS), with its exceptions. May block."""
    parts = urlsplit(url)
    if urllib.request.proxy_bypass(parts.hostname or ""):
        return None
    proxies = urllib.request.getproxies()
    found = proxies.get(parts.scheme) or proxies.get("all")
    if not found:
        return None
    return found if "://" in found else f"http://{found}"


class ProxyChoice:
    """``setting``: ``system``, ``none``, or a proxy's URL. ``proxy_for(url)`` answers for ``system``; it sees origins only."""

    def __init__(self, setting: str, clock: Clock, proxy_for: Callable[[str], str | None] = environment_proxy) -> None:
        self._setting = setting
        self._clock = clock
        self._proxy_for = proxy_for
        self._known: dict[str, tuple[float, str | None]] = {}

    async def choose(self, origin: str) -> str | None:
        """The proxy's URL, or None for a direct connection. Raises TimeoutError where the system does not answer in 3 s."""
        if self._setting == DIRECT or is_loopback(urlsplit(origin).hostname or ""):
            return None
        if self._setting != SYSTEM:
            return self._setting
        known = self._known.get(origin)
        if known is not None and self._clock.monotonic() - known[0] < _KEEP_SECONDS:
            return known[1]
        found = await on_daemon_thread(lambda: self._proxy_for(f"{origin}/"), _LIMIT_SECONDS, name="provesvar-proxy")
        self._known[origin] = (self._clock.monotonic(), found)
        return found

    def forget(self) -> None:
        """The network may have changed: ask anew."""
        self._known.clear()
