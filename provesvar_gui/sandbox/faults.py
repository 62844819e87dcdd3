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
class Fault:
    """One fault: ``name`` is ``service.what``, ``label`` is for the people page, an ``amount`` has a unit."""

    name: str
    label: str
    kind: Literal["switch", "state", "amount"] = "switch"
    unit: str = ""


def _of_any(service: str) -> tuple[Fault, ...]:
    return (
        Fault(f"{service}.slow", "Svarer sent", "amount", "sekunder"),
        Fault(f"{service}.huge", "Kjempestort svar", "amount", "MB"),
        Fault(f"{service}.500", "Svarer 500"),
        Fault(f"{service}.plain-text", "Feil som ren tekst (503)"),
        Fault(f"{service}.broken-json", "Ødelagt JSON"),
        Fault(f"{service}.redirect", "Sender videre til en annen tjener"),
        Fault(f"{service}.hang-up", "Legger på midt i svaret"),
    )


ALL: tuple[Fault, ...] = (
    Fault("clock.offset", "Tjenernes klokke går feil", "amount", "sekunder"),
    *_of_any("helseid"),
    Fault("helseid.discovery-down", "Metadata er nede"),
    Fault("helseid.par-down", "PAR er nede"),
    Fault("helseid.token-down", "Token-endepunktet er nede"),
    Fault("helseid.jwks-down", "Nøkkellisten er nede"),
    Fault("helseid.wrong-discovery-issuer", "Feil utsteder i metadata"),
    Fault("helseid.wrong-state", "Feil state i svaret til nettleseren"),
    Fault("helseid.wrong-callback-issuer", "Feil iss i svaret til nettleseren"),
    Fault("helseid.wrong-issuer", "Feil utsteder i ID-token"),
    Fault("helseid.wrong-client", "ID-token til en annen klient"),
    Fault("helseid.wrong-nonce", "Feil nonce i ID-token"),
    Fault("helseid.wrong-at-hash", "Feil at_hash i ID-token"),
    Fault("helseid.bad-signature", "Feil signatur på ID-token"),
    Fault("helseid.unsigned", "ID-token uten signatur (alg none)"),
    Fault("helseid.expired-id-token", "ID-token er utløpt"),
    Fault("helseid.unknown-kid", "ID-token signert med en nøkkel som ikke finnes"),
    Fault("helseid.key-rotation", "Ny signeringsnøkkel ved neste token"),
    Fault("helseid.wrong-audience", "Tilgangstoken for en annen tjeneste"),
    Fault("helseid.many-audiences", "Tilgangstoken for flere tjenester"),
    Fault("helseid.wrong-cnf", "Tilgangstoken bundet til en annen nøkkel"),
    Fault("helseid.token-type-bearer", "Svarer token_type Bearer"),
    Fault("helseid.no-refresh-token", "Gir ikke oppfriskningstoken"),
    Fault("helseid.refresh-refused", "Avviser oppfriskning (invalid_grant)"),
    Fault("helseid.expired-nonce", "DPoP-nonce er utløpt"),
    Fault("helseid.new-nonce", "Ny DPoP-nonce hver gang", "state"),
    Fault("helseid.level-3", "Innlogging på nivå 3", "state"),
    Fault("helseid.no-hpr", "Ingen HPR-nummer", "state"),
    Fault("helseid.old-login", "Innloggingen er gammel (auth_time)", "state"),
    Fault("helseid.userinfo-down", "Userinfo er nede"),
    Fault("helseid.userinfo-signed", "Userinfo svarer med en signert JWT", "state"),
    Fault("helseid.userinfo-of-another", "Userinfo om en annen (sub)"),
    Fault("helseid.no-hpr-details", "Userinfo uten autorisasjoner", "state"),
    Fault("helseid.key-cache", "En ny klientnøkkel er ukjent", "amount", "sekunder"),
    *_of_any("pps"),
    Fault("pps.401", "Svarer 401"),
    Fault("pps.403", "Svarer 403"),
    Fault("pps.429", "Svarer 429"),
    Fault("pps.problem-json", "Feil som problem+json (503)"),
    Fault("pps.nonce", "Krever DPoP-nonce", "state"),
    Fault("pps.expired-nonce", "DPoP-nonce er utløpt"),
    Fault("pps.new-nonce", "Ny DPoP-nonce hver gang", "state"),
    Fault("pps.wrong-total", "Feil totalantall"),
    Fault("pps.no-total", "Uten totalantall"),
    Fault("pps.repeated-page", "Samme side om igjen"),
    Fault("pps.empty-page", "Tom side for tidlig"),
    Fault("pps.bad-entry", "Ett svar kan ikke leses"),
    Fault("pps.include-refused", "Avviser includes som ikke er bekreftet", "state"),
    Fault("pps.results-missing", "Observasjonene følger ikke med rapportene", "state"),
    Fault("pps.strict-role", "Rollen må stå i HPR for den som er logget inn", "state"),
    *_of_any("kodeverk"),
    Fault("kodeverk.empty", "Tom liste"),
    Fault("kodeverk.too-few", "Bare tre koder"),
    Fault("kodeverk.empty-answer", "Tomt svar"),
    Fault("kodeverk.404", "Svarer 404"),
    *_of_any("selvbetjening"),
    Fault("selvbetjening.401", "Svarer 401"),
    Fault("selvbetjening.nonce", "Krever DPoP-nonce", "state"),
    Fault("selvbetjening.expired-nonce", "DPoP-nonce er utløpt"),
    Fault("selvbetjening.new-nonce", "Ny DPoP-nonce hver gang", "state"),
    Fault("selvbetjening.500-after-store", "Registrerer nøkkelen, men svarer 500"),
    Fault("selvbetjening.replaces", "En ny nøkkel sletter de gamle", "state"),
    Fault("selvbetjening.text-only", "Tar bare imot nøkkelen som tekst", "state"),
    Fault("selvbetjening.no-expiration", "Sier ikke når nøkkelen utløper"),
)
NAMES: Mapping[str, Fault] = {fault.name: fault for fault in ALL}


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
