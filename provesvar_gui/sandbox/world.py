"""The shared state of the services: clock, randomness, faults, people, keys, and the record of requests."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from joserfc.jwk import RSAKey

    from provesvar_gui.sandbox.clients import Client
    from provesvar_gui.sandbox.people import People
    from provesvar_gui.sandbox.web import RefusedError


Value = bool | int | float


@dataclass(frozen=True, slots=True)
class FaultSwitch:
    """One fault: ``name`` is ``service.what``, ``label`` is for the people page, an ``amount`` has a unit."""

    name: str
    label: str
    kind: Literal["switch", "state", "amount"] = "switch"
    unit: str = ""


def _of_any(service: str) -> tuple[FaultSwitch, ...]:
    return (
        FaultSwitch(f"{service}.slow", "Svarer sent", "amount", "sekunder"),
        FaultSwitch(f"{service}.500", "Svarer 500"),
        FaultSwitch(f"{service}.broken-json", "Ødelagt JSON"),
        FaultSwitch(f"{service}.redirect", "Sender videre til en annen tjener"),
    )


ALL: tuple[FaultSwitch, ...] = (
    FaultSwitch("clock.offset", "Tjenernes klokke går feil", "amount", "sekunder"),
    *_of_any("helseid"),
    FaultSwitch("helseid.discovery-down", "Metadata er nede"),
    FaultSwitch("helseid.par-down", "PAR er nede"),
    FaultSwitch("helseid.token-down", "Token-endepunktet er nede"),
    FaultSwitch("helseid.jwks-down", "Nøkkellisten er nede"),
    FaultSwitch("helseid.wrong-state", "Feil state i svaret til nettleseren"),
    FaultSwitch("helseid.wrong-callback-issuer", "Feil iss i svaret til nettleseren"),
    FaultSwitch("helseid.key-rotation", "Ny signeringsnøkkel ved neste token"),
    FaultSwitch("helseid.wrong-audience", "Tilgangstoken for en annen tjeneste"),
    FaultSwitch("helseid.wrong-cnf", "Tilgangstoken bundet til en annen nøkkel"),
    FaultSwitch("helseid.no-refresh-token", "Gir ikke oppfriskningstoken"),
    FaultSwitch("helseid.refresh-refused", "Avviser oppfriskning (invalid_grant)"),
    FaultSwitch("helseid.expired-nonce", "DPoP-nonce er utløpt"),
    FaultSwitch("helseid.new-nonce", "Ny DPoP-nonce hver gang", "state"),
    FaultSwitch("helseid.level-3", "Innlogging på nivå 3", "state"),
    FaultSwitch("helseid.no-hpr", "Ingen HPR-nummer", "state"),
    FaultSwitch("helseid.old-login", "Innloggingen er gammel (auth_time)", "state"),
    FaultSwitch("helseid.userinfo-down", "Userinfo er nede"),
    FaultSwitch("helseid.userinfo-of-another", "Userinfo om en annen (sub)"),
    FaultSwitch("helseid.no-hpr-details", "Userinfo uten autorisasjoner", "state"),
    FaultSwitch("helseid.key-cache", "En ny klientnøkkel er ukjent", "amount", "sekunder"),
    *_of_any("pps"),
    FaultSwitch("pps.401", "Svarer 401"),
    FaultSwitch("pps.403", "Svarer 403"),
    FaultSwitch("pps.429", "Svarer 429"),
    FaultSwitch("pps.nonce", "Krever DPoP-nonce", "state"),
    FaultSwitch("pps.expired-nonce", "DPoP-nonce er utløpt"),
    FaultSwitch("pps.new-nonce", "Ny DPoP-nonce hver gang", "state"),
    FaultSwitch("pps.bad-entry", "Ett svar kan ikke leses"),
    *_of_any("kodeverk"),
    *_of_any("selvbetjening"),
    FaultSwitch("selvbetjening.401", "Svarer 401"),
    FaultSwitch("selvbetjening.nonce", "Krever DPoP-nonce", "state"),
    FaultSwitch("selvbetjening.expired-nonce", "DPoP-nonce er utløpt"),
    FaultSwitch("selvbetjening.new-nonce", "Ny DPoP-nonce hver gang", "state"),
    FaultSwitch("selvbetjening.500-after-store", "Registrerer nøkkelen, men svarer 500"),
    FaultSwitch("selvbetjening.replaces", "En ny nøkkel sletter de gamle", "state"),
    FaultSwitch("selvbetjening.text-only", "Tar bare imot nøkkelen som tekst", "state"),
    FaultSwitch("selvbetjening.no-expiration", "Sier ikke når nøkkelen utløper"),
)
NAMES: Mapping[str, FaultSwitch] = {fault.name: fault for fault in ALL}


class Faults:
    """Which faults are on. Used from the servers' thread and from a test's."""

    def __init__(self) -> None:
        self._on: dict[str, Value] = {}

    def set(self, name: str, value: Value | None = True) -> None:
        """Switch a fault on; None, False and 0 clear it. Raises KeyError (unknown name) or ValueError (no such value)."""
        kind = NAMES[name].kind
        if kind != "amount" and (isinstance(value, float) or (value is not None and value < 0)):
            raise ValueError(name)
        if kind == "state":
            value = bool(value)
        if value is None or value is False or value == 0:
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
        if value is None:
            return False
        if value is not True:
            left = int(value) - 1
            if left > 0:
                self._on[name] = left
            else:
                self._on.pop(name, None)
        return True

    def amount(self, name: str) -> float:
        """The amount a fault is set to, 0 where it is off."""
        return float(self._on.get(name, 0))

    def state(self) -> dict[str, Value]:
        return dict(self._on)


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
