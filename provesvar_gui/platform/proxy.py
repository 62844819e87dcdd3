"""The choice of a proxy for an origin. The system may be slow to answer (scripts, names), so it is asked on a daemon thread.

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

# The ways to an address, the best first; None is the straight one. May block. A single way needs no list.
ProxyFor = Callable[[str], "str | Sequence[str | None] | None"]

SYSTEM = "system"
DIRECT = "none"
_KEEP_SECONDS = 60.0
_LIMIT_SECONDS = 3.0
_LAST_SECONDS = 300.0  # a way that failed is tried last for so long, as browsers do


class ProxyUnknownError(TimeoutError):
    """The system has not said in time which proxy there is, or could not."""


def environment_first(
    resolve: ProxyFor, variables: Callable[[], Mapping[str, str]] = urllib.request.getproxies_environment
) -> ProxyFor:
    """What the environment variables say, where they name any proxy; else what ``resolve`` says."""

    def find(url: str) -> str | Sequence[str | None] | None:
        named, parts = dict(variables()), urlsplit(url)
        found = named.get(parts.scheme) or named.get("all")
        if not found:
            return resolve(url)
        if urllib.request.proxy_bypass_environment(parts.hostname or "", named):  # type: ignore[attr-defined]  # not in typeshed
            return None
        return found if "://" in found else f"http://{found}"

    return find


#: Where the system is not asked: in a server's process, in tests.
environment_only: ProxyFor = environment_first(lambda _url: None)


class ProxyChoice:
    """``setting``: ``system``, ``none``, or a proxy's URL. ``proxy_for(url)`` answers for ``system``; it sees origins only."""

    def __init__(self, setting: str, clock: Clock, proxy_for: ProxyFor = environment_only) -> None:
        self._setting, self._clock, self._proxy_for = setting, clock, proxy_for
        self._known: dict[str, tuple[float, Sequence[str | None]]] = {}  # no ways at all: the system could not say
        self._failed: dict[str | None, float] = {}

    async def choose(self, origin: str) -> str | None:
        """The best way: a proxy's URL, or None for the straight one. One that failed lately is taken where there is no other.

        Raises ProxyUnknownError where the system does not answer in 3 s, or fails; it is asked again after a minute.
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
            raise ProxyUnknownError("the system names no way")
        return min(known[1], key=lambda way: now - self._failed.get(way, -_LAST_SECONDS) < _LAST_SECONDS)

    async def _ask(self, origin: str) -> Sequence[str | None]:
        try:
            found = await on_daemon_thread(lambda: self._proxy_for(f"{origin}/"), _LIMIT_SECONDS, name="provesvar-proxy")
        except Exception as error:  # noqa: BLE001 - a script of the clinic's, a platform's bug: requests must go on
            _log.warning("the system could not say which proxy: %s", type(error).__name__)
            return ()
        return (found,) if found is None or isinstance(found, str) else tuple(found) or (None,)

    def failed(self, origin: str, way: str | None) -> None:
        """Nothing could be reached by this way: it is tried last for a while, and the system is asked anew."""
        self._failed[way] = self._clock.monotonic()
        self._known.pop(origin, None)
