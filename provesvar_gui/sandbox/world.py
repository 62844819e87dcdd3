"""The shared state of the services: clock, faults, people, keys, and the record of requests."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from provesvar_gui.sandbox.records import read_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from joserfc.jwk import RSAKey

    from provesvar_gui.sandbox.clients import Client
    from provesvar_gui.sandbox.records import People
    from provesvar_gui.sandbox.web import RefusedError


Value = bool | int | float
#: Every fault, ``service.what``, as the people page has it: an amount of seconds, or on, or on for so many requests.
FAULT_GROUPS: Mapping[str, Mapping[str, str]] = read_data("faults")
FAULTS = {name: label for group in FAULT_GROUPS.values() for name, label in group.items()}


def is_amount(name: str) -> bool:
    return FAULTS[name].endswith("(sekunder)")


class Faults:
    """Which faults are on. Used from the servers' thread and from a test's."""

    def __init__(self) -> None:
        self._on: dict[str, Value] = {}

    def set(self, name: str, value: Value | None = True) -> None:
        """Switch a fault on; None, False and 0 clear it. Raises KeyError (unknown name) or ValueError (no such value)."""
        if not is_amount(name) and (isinstance(value, float) or (value is not None and value < 0)):
            raise ValueError(name)
        if not value:
            self._on.pop(name, None)
        else:
            self._on[name] = value

    def clear(self) -> None:
        self._on.clear()

    def on(self, name: str) -> Value | None:
        """What the fault is set to, without using it up."""
        return self._on.get(name)

    def take(self, name: str) -> bool:
        """Whether the fault strikes now; a counted one has then one time less left."""
        value = self._on.get(name)
        if value is not None and value is not True:
            self.set(name, int(value) - 1)
        return value is not None

    def amount(self, name: str) -> float:
        return float(self._on.get(name, 0))


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
        if text not in self.remarks:
            self.remarks.append(text)

    def token_used(self, jti: str, where: str) -> None:
        if self._uses.setdefault(jti, where) != where:
            self.remark("one access token for two services")

    def clear(self) -> None:
        for events in (self.refusals, self.remarks, self.requests, self.arrivals):
            events.clear()


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
    clients: dict[str, Client] = field(default_factory=dict, repr=False)
    faults: Faults = field(default_factory=Faults)
    control: Control = field(default_factory=Control)

    def now(self) -> float:
        """Epoch seconds by the services' clock, which the fault ``clock.offset`` moves."""
        return time.time() + self.faults.amount("clock.offset")

    def opaque(self) -> str:
        """A new value nobody can guess, in the form HelseID uses."""
        return secrets.token_hex(32).upper()
