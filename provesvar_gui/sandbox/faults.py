"""The faults that can be switched on, for tests and for training.

A switch is set to True (until cleared) or to a whole number (so many times), a state to True, an amount to its amount.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

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
