"""The shared state of the services: clock, randomness, faults, people, keys, and the record of requests."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from provesvar_gui.sandbox.faults import Faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from joserfc.jwk import RSAKey

    from provesvar_gui.sandbox.clients import Client
    from provesvar_gui.sandbox.people import People
    from provesvar_gui.sandbox.web import RefusedError


_KEPT = 5000


@dataclass(slots=True)
class Control:
    """What happened, for tests and for the people page. Holds no token, key, or person number.

    ``remarks``: what a reviewer would object to though the service lets it pass. ``requests``: method and path of each.
    ``arrivals``: the names of the headers with which a redirect was followed.
    """

    refusals: list[RefusedError] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    arrivals: list[frozenset[str]] = field(default_factory=list)
    _uses: dict[str, str] = field(default_factory=dict)  # where each access token was used, by jti

    def remark(self, text: str) -> None:
        """Note what a reviewer would object to, once."""
        if text not in self.remarks:
            self.remarks.append(text)

    def token_used(self, jti: str, where: str) -> None:
        """Note where an access token was used: each is for one service."""
        if self._uses.setdefault(jti, where) != where:
            self.remark("one access token for two services")
        while len(self._uses) > _KEPT:
            del self._uses[next(iter(self._uses))]

    def request(self, text: str) -> None:
        """Note a request; only the latest are kept."""
        self.requests.append(text)
        del self.requests[:-_KEPT]

    def clear(self) -> None:
        for events in (self.refusals, self.remarks, self.requests, self.arrivals):
            events.clear()


class UsedValues:
    """Values that may be used one time, remembered until they could not be used anyway."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}

    def first_time(self, value: str, *, now: float, until: float) -> bool:
        """Whether the value was not seen before; it is now."""
        for old in [key for key, end in self._until.items() if end < now]:
            del self._until[old]
        if value in self._until:
            return False
        self._until[value] = until
        return True


@dataclass(slots=True, kw_only=True)
class World:
    """What the services share. ``helseid``, ``pps``, ``kodeverk``, ``selvbetjening``: addresses without a slash at the end.

    ``signing_key``: HelseID's, which alone is published; ``clients``: those that are registered, by their ids.
    """

    people: People
    signing_key: RSAKey = field(repr=False)
    helseid: str
    pps: str
    kodeverk: str
    selvbetjening: str
    base_clock: Callable[[], float] = time.time
    clients: dict[str, Client] = field(default_factory=dict, repr=False)
    faults: Faults = field(default_factory=Faults)
    control: Control = field(default_factory=Control)

    def now(self) -> float:
        """Epoch seconds by the services' clock, which the fault ``clock.offset`` moves."""
        return self.base_clock() + self.faults.amount("clock.offset")

    def opaque(self) -> str:
        """A new value nobody can guess, in the form HelseID uses."""
        return secrets.token_hex(32).upper()
