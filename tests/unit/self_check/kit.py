"""A machine to be checked, of which a test changes what it is about."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from joserfc.jwk import ECKey

from provesvar_gui.errors import AppError
from provesvar_gui.helseid.keys.key_ring import KeyPlace, KeyRing, StoredKey, VaultPlace
from provesvar_gui.helseid.keys.vault import KeyVault, Store
from provesvar_gui.helseid.loopback import listen
from provesvar_gui.platform.access_list import access_list
from provesvar_gui.platform.clock import ServerClock
from provesvar_gui.platform.http import HttpResponse
from provesvar_gui.self_check.checks import self_check
from provesvar_gui.self_check.findings import GREEN, CheckResult, Grade, Item, Surroundings, found, paragraph
from provesvar_gui.self_check.mailable import Mailable
from provesvar_gui.settings.policy import load_settings
from tests.kit.clock import START, FakeClock
from tests.kit.http import Answer, FakeHttp, Request
from tests.kit.loop import run
from tests.unit.settings.kit import make_places, policy, user

NOW = datetime.datetime(2026, 11, 25, 12, 0, tzinfo=datetime.UTC)
CLIENT = "e44fcf1a-a457-4b3d-b8f0-9fe356d4e2c5"
DATE = "Wed, 25 Nov 2026 12:00:00 GMT"
AUTHORITY, PPS, LIST = "https://helseid-sts.test.nhn.no", "https://test.pps.nhn.no/v2", "https://fat.kote.helsedirektoratet.no"
JWK = json.dumps(dict(ECKey.generate_key("P-256", auto_kid=False).as_dict(private=True)))


class DictStore:
    """A vault in a dictionary. ``error``: raised at every call."""

    def __init__(self, error: Exception | None = None) -> None:
        self.entries: dict[tuple[str, str], str] = {}
        self.error = error
        self.written: list[str] = []
        self.asks: Callable[[], bool] = bool

    def get_password(self, service: str, username: str, /) -> str | None:
        self._fail()
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self._fail()
        self.written.append(service)
        self.entries[(service, username)] = password

    def delete_password(self, service: str, username: str, /) -> None:
        self._fail()
        del self.entries[(service, username)]

    def _fail(self) -> None:
        if self.error is not None:
            raise self.error


def metadata(**changes: Any) -> dict[str, Any]:
    names = ("authorization_endpoint", "token_endpoint", "pushed_authorization_request_endpoint", "jwks_uri")
    return {"issuer": AUTHORITY, **{name: f"{AUTHORITY}/{name}" for name in names}, **changes}


def roles() -> dict[str, Any]:
    codes = ["LE", "SP", *(f"X{number}" for number in range(20))]
    return {"codeValues": [{"value": code, "name": code, "active": True} for code in codes]}


@dataclass
class Services(FakeHttp):
    """An ``Http`` on which all three services answer. ``answers``: by host; an AppError is raised, a callable is called."""

    answers: dict[str, Any] = field(default_factory=dict)
    asked: list[tuple[str, str, Mapping[str, str]]] = field(default_factory=list)
    closed: bool = False
    date: str = DATE
    clock: ServerClock | None = None

    async def answer(self, request: Request) -> Answer:
        assert request.pairs is None
        assert request.body is None
        url = request.url
        self.asked.append((request.method, url, request.headers))
        for part, given in self.answers.items():
            if part in url:
                if isinstance(given, Exception):
                    raise given
                status, document = await given() if callable(given) else given
                return self._answer(url, status, document)
        return self._answer(url, 200, self._usual(url))

    async def aclose(self) -> None:
        self.closed = True

    def _usual(self, url: str) -> object:
        if url.startswith(AUTHORITY):
            return metadata()
        return roles() if url.startswith(LIST) else {"resourceType": "CapabilityStatement", "fhirVersion": "4.0.1"}

    def _answer(self, url: str, status: int, document: object) -> HttpResponse:
        headers = {"date": self.date} if self.date else {}
        if self.clock is not None and self.date:
            origin = "/".join(url.split("/", 3)[:3])
            self.clock.observe(self.date, NOW.timestamp(), NOW.timestamp() + 0.1, origin)
        raw = document if isinstance(document, bytes) else json.dumps(document).encode()
        return HttpResponse(status=status, headers=headers, body=raw)


async def program() -> CheckResult:
    return found(GREEN, "Prøvesvar.")


@dataclass
class Machine:
    """Everything is well on it, until a test says otherwise."""

    root: Path
    own: str = f'[helseid]\nclient_id = "{CLIENT}"\n'
    store: DictStore = field(default_factory=DictStore)
    services: Services = field(default_factory=Services)
    changes: dict[str, Any] = field(default_factory=dict)
    policy: str = ""
    trouble: AppError | None = None
    ring: KeyRing | None = field(
        default_factory=lambda: KeyRing(keys=(StoredKey(private_jwk=JWK, expires=NOW.replace(year=2028)),))
    )

    def vault(self, user: str = "private-jwk") -> KeyVault:
        store: Store = self.store
        return KeyVault("test", open_store=lambda: store, user=user)

    def around(self) -> Surroundings:
        places = make_places(self.root)
        user(places, self.own)
        places.settings_file.parent.chmod(0o700)
        if self.policy:
            policy(places, self.policy)

        def http(clock: ServerClock) -> Services:
            self.services.clock = clock
            return self.services

        place = VaultPlace(self.vault(), CLIENT)
        if self.ring is not None and self.store.error is None:
            run(place.store(self.ring))
        settings = load_settings(places)
        around = Surroundings(
            settings=settings,
            trouble=self.trouble,
            places=places,
            file=places.settings_file,
            sandbox=False,
            environment={"BROWSER": "firefox", "USER": "kari"},
            platform="linux",
            safe=Mailable(home=str(self.root), users=("kari",)),
            clock=FakeClock(jump=NOW.timestamp() - START),
            now=lambda: NOW,
            make_http=http,
            proxy_for=lambda _url: None,
            key_place=place,
            vault=self.vault("self-check"),
            vault_name=lambda: "keyring.backends.Test",
            probe_name="probe",
            administrator=lambda: True,
            access_list=access_list,
            listen=listen,
            program=program,
            journal=places.journal,
            read_journal=lambda: None,
        )
        return replace(around, **self.changes)

    def check(self) -> dict[Item, CheckResult]:
        return {finding.item: finding for finding in run(self_check(self.around()))}

    def look(self, item: Item) -> tuple[Grade, str]:
        """What is found of one item: its grade, and all that is said."""
        finding = self.check()[item]
        return finding.grade, "\n".join(paragraph(finding, str))


def in_memory(jwk: str = JWK) -> KeyPlace:
    return KeyPlace(KeyRing(keys=(StoredKey(private_jwk=jwk),)))
