"""The choice of a proxy for an origin. The system is asked on a daemon thread, since proxy scripts and DNS may be slow.

Imports asyncio: for the runtime thread only.
"""

from __future__ import annotations

import logging
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from provesvar_gui.platform.http import is_loopback
from provesvar_gui.platform.runtime import on_daemon_thread

if TYPE_CHECKING:
    from provesvar_gui.platform.clock import Clock

_log = logging.getLogger(__name__)

# URL -> its routes, best first, or its only route: the URL of a proxy, or None for a direct connection. May block.
ProxyFor = Callable[[str], "str | Sequence[str | None] | None"]

SYSTEM = "system"
DIRECT = "none"
_KEEP_SECONDS = 60.0
_LIMIT_SECONDS = 3.0
_DEMOTED_SECONDS = 300.0  # so long a failed route comes last, as in browsers


class ProxyUnknownError(TimeoutError):
    """The system's proxy settings could not be read, or not in time."""


def prefer_environment(
    resolve: ProxyFor, variables: Callable[[], Mapping[str, str]] = urllib.request.getproxies_environment
) -> ProxyFor:
    """A ``ProxyFor`` that reads the environment variables, and asks ``resolve`` where they name no proxy for the scheme."""

    def find(url: str) -> str | Sequence[str | None] | None:
        named, parts = dict(variables()), urlsplit(url)
        found = named.get(parts.scheme) or named.get("all")
        if not found:
            return resolve(url)
        if urllib.request.proxy_bypass_environment(parts.hostname or "", named):  # type: ignore[attr-defined]  # not in typeshed
            return None
        return found if "://" in found else f"http://{found}"

    return find


#: For processes that do not ask the system: servers, tests.
environment_only: ProxyFor = prefer_environment(lambda _url: None)


class ProxyChoice:
    """``setting``: ``system``, ``none``, or a proxy's URL. ``proxy_for``: used for ``system``; receives origins, never paths."""

    def __init__(self, setting: str, clock: Clock, proxy_for: ProxyFor = environment_only) -> None:
        self._setting, self._clock, self._proxy_for = setting, clock, proxy_for
        self._known: dict[str, tuple[float, Sequence[str | None]]] = {}  # no routes: the system failed
        self._failed: dict[str | None, float] = {}

    async def choose(self, origin: str) -> str | None:
        """The best route: the URL of a proxy, or None for a direct connection; a recently failed one only as the last choice.

        Raises ProxyUnknownError where the system fails or takes more than 3 s; the next attempt is after a minute.
        """
        if self._setting == DIRECT or is_loopback(urlsplit(origin).hostname or ""):
            return None
        if self._setting != SYSTEM:
            return self._setting
        now = self._clock.monotonic()
        known = self._known.get(origin)
        if known is None or now - known[0] >= _KEEP_SECONDS:
            known = self._known[origin] = (now, await self._ask(origin))
        if not known[1]:
            raise ProxyUnknownError("the system names no route")
        return min(known[1], key=lambda route: now - self._failed.get(route, -_DEMOTED_SECONDS) < _DEMOTED_SECONDS)

    async def _ask(self, origin: str) -> Sequence[str | None]:
        try:
            found = await on_daemon_thread(lambda: self._proxy_for(f"{origin}/"), _LIMIT_SECONDS, name="provesvar-proxy")
        except Exception as error:  # noqa: BLE001 - a broken proxy script must not end the request
            _log.warning("the system could not say which proxy: %s", type(error).__name__)
            return ()
        return (found,) if found is None or isinstance(found, str) else tuple(found) or (None,)

    def failed(self, origin: str, route: str | None) -> None:
        """After a failed connection: the route comes last for a while, and the system is asked again."""
        self._failed[route] = self._clock.monotonic()
        self._known.pop(origin, None)
