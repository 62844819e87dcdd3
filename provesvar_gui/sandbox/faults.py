"""The faults that can be switched on, for tests and for training.

A switch is set to True (until cleared) or to a whole number (so many times), a state to True, an amount to its amount.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Value = bool | int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault: ``name`` is ``service.what``, ``label`` is for the people page, an ``amount`` has a unit."""

    name: str
    label: str
    kind: Literal["switch", "state", "amount"] = "switch"
    unit: str = ""


_STATES = frozenset(
    {
        "level-3",
        "no-hpr",
        "no-hpr-details",
        "userinfo-signed",
        "old-login",
        "nonce",
        "new-nonce",
        "include-refused",
        "results-missing",
        "strict-role",
        "replaces",
        "text-only",
    },
)


def _switches(service: str, labels: Mapping[str, str]) -> list[Fault]:
    return [
        Fault(name=f"{service}.{what}", label=label, kind="state" if what in _STATES else "switch")
        for what, label in labels.items()
    ]


def _common(service: str) -> list[Fault]:
    return [
        Fault(name=f"{service}.slow", label="Svarer sent", kind="amount", unit="sekunder"),
        Fault(name=f"{service}.huge", label="Kjempestort svar", kind="amount", unit="MB"),
        *_switches(
            service,
            {
                "500": "Svarer 500",
                "plain-text": "Feil som ren tekst (503)",
                "broken-json": "Ødelagt JSON",
                "redirect": "Sender videre til en annen tjener",
                "hang-up": "Legger på midt i svaret",
            },
        ),
    ]


_HELSEID = {
    "discovery-down": "Metadata er nede",
    "par-down": "PAR er nede",
    "token-down": "Token-endepunktet er nede",
    "jwks-down": "Nøkkellisten er nede",
    "wrong-discovery-issuer": "Feil utsteder i metadata",
    "wrong-state": "Feil state i svaret til nettleseren",
    "wrong-callback-issuer": "Feil iss i svaret til nettleseren",
    "wrong-issuer": "Feil utsteder i ID-token",
    "wrong-client": "ID-token til en annen klient",
    "wrong-nonce": "Feil nonce i ID-token",
    "wrong-at-hash": "Feil at_hash i ID-token",
    "bad-signature": "Feil signatur på ID-token",
    "unsigned": "ID-token uten signatur (alg none)",
    "expired-id-token": "ID-token er utløpt",
    "unknown-kid": "ID-token signert med en nøkkel som ikke finnes",
    "key-rotation": "Ny signeringsnøkkel ved neste token",
    "wrong-audience": "Tilgangstoken for en annen tjeneste",
    "many-audiences": "Tilgangstoken for flere tjenester",
    "wrong-cnf": "Tilgangstoken bundet til en annen nøkkel",
    "token-type-bearer": "Svarer token_type Bearer",
    "no-refresh-token": "Gir ikke oppfriskningstoken",
    "refresh-refused": "Avviser oppfriskning (invalid_grant)",
    "expired-nonce": "DPoP-nonce er utløpt",
    "new-nonce": "Ny DPoP-nonce hver gang",
    "level-3": "Innlogging på nivå 3",
    "no-hpr": "Ingen HPR-nummer",
    "old-login": "Innloggingen er gammel (auth_time)",
    "userinfo-down": "Userinfo er nede",
    "userinfo-signed": "Userinfo svarer med en signert JWT",
    "userinfo-of-another": "Userinfo om en annen (sub)",
    "no-hpr-details": "Userinfo uten autorisasjoner",
}
_PPS = {
    "401": "Svarer 401",
    "403": "Svarer 403",
    "429": "Svarer 429",
    "problem-json": "Feil som problem+json (503)",
    "nonce": "Krever DPoP-nonce",
    "expired-nonce": "DPoP-nonce er utløpt",
    "new-nonce": "Ny DPoP-nonce hver gang",
    "wrong-total": "Feil totalantall",
    "no-total": "Uten totalantall",
    "repeated-page": "Samme side om igjen",
    "empty-page": "Tom side for tidlig",
    "bad-entry": "Ett svar kan ikke leses",
    "include-refused": "Avviser includes som ikke er bekreftet",
    "results-missing": "Observasjonene følger ikke med rapportene",
    "strict-role": "Rollen må stå i HPR for den som er logget inn",
}
_SELF_SERVICE = {
    "401": "Svarer 401",
    "nonce": "Krever DPoP-nonce",
    "expired-nonce": "DPoP-nonce er utløpt",
    "new-nonce": "Ny DPoP-nonce hver gang",
    "500-after-store": "Registrerer nøkkelen, men svarer 500",
    "replaces": "En ny nøkkel sletter de gamle",
    "text-only": "Tar bare imot nøkkelen som tekst",
    "no-expiration": "Sier ikke når nøkkelen utløper",
}
_KODEVERK = {
    "empty": "Tom liste",
    "too-few": "Bare tre koder",
    "empty-answer": "Tomt svar",
    "404": "Svarer 404",
}

ALL: tuple[Fault, ...] = (
    Fault(name="clock.offset", label="Tjenernes klokke går feil", kind="amount", unit="sekunder"),
    *_common("helseid"),
    *_switches("helseid", _HELSEID),
    Fault(name="helseid.key-cache", label="En ny klientnøkkel er ukjent", kind="amount", unit="sekunder"),
    *_common("pps"),
    *_switches("pps", _PPS),
    *_common("kodeverk"),
    *_switches("kodeverk", _KODEVERK),
    *_common("selvbetjening"),
    *_switches("selvbetjening", _SELF_SERVICE),
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
        """Everything off."""
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
        """The faults that are on."""
        return dict(self._on)
