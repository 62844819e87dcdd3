"""From the browser's callback to results: the program makes the protocol's own round trips and no others."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator

import pytest

from provesvar_gui.helseid.keys.client_file import parse_client_file
from provesvar_gui.helseid.keys.key_ring import KeyPlace, KeyRing, StoredKey
from provesvar_gui.helseid.keys.vault import KeyVault
from provesvar_gui.helseid.model import Organisation
from provesvar_gui.patient.access import AccessBasis, Lookup
from provesvar_gui.patient.numbers import PatientId
from provesvar_gui.results.model import LookupResult
from provesvar_gui.sandbox.server import Sandbox
from provesvar_gui.settings.policy import fixed_settings
from provesvar_gui.wiring.backend import Connections
from tests.benchmarks.canned import NUMBERS
from tests.unit.helseid.stand import Browser

TOKEN, SEARCH = "helseid POST /connect/token", "pps POST /v2/DiagnosticReport/_search"
NONCE_OF_HELSEID = 1  # HelseID wants a nonce of its own in a proof, and tells it in its first refusal (RFC 9449 section 8)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


def backend_of(sandbox: Sandbox, browser: Browser) -> Connections:
    client = parse_client_file(json.dumps(sandbox.client_file).encode())
    place = KeyPlace(KeyRing(keys=(StoredKey(private_jwk=client.private_jwk),)))
    names = {"helseid.authority": sandbox.urls["helseid"], "helseid.client_id": client.client_id, "network.proxy": "none"}
    settings = fixed_settings({**names, "pps.base_url": sandbox.urls["pps_v2"], "kodeverk.url": sandbox.urls["kodeverk"]})
    vault = KeyVault("test")
    return Connections(settings, place=place, vault=vault, open_browser=browser.open, tell=lambda _event: None)


def look_up(sandbox: Sandbox) -> LookupResult:
    browser = Browser()
    lookup = Lookup(number=1, patient=PatientId(NUMBERS["emergency"]), basis=AccessBasis.AKUTT, role_code="LE")
    organisation = Organisation(**{name: sandbox.organisations[0][name] for name in ("orgnr", "name")})

    async def run() -> LookupResult:
        backend = backend_of(sandbox, browser)
        try:
            await backend.login(organisation=organisation, report=lambda _progress: None)
            return await backend.pps.lookup(lookup, lambda _progress: None)
        finally:
            await backend.aclose()
            await asyncio.gather(*browser.visits, return_exceptions=True)

    return asyncio.run(run())


def after_the_callback(sandbox: Sandbox) -> list[str]:
    """What was asked of the services from the login to the last page of results.

    The browser's own pages, the list of roles and userinfo are left out: nothing waits for those. So is what comes after the
    results: the end revokes the token.
    """
    requests = sandbox.control.requests
    login = max(index for index, request in enumerate(requests) if request == "helseid POST /login")
    last = max(index for index, request in enumerate(requests) if request == SEARCH)
    beside = ("kodeverk ", "helseid GET /connect/userinfo")
    return [request for request in requests[login + 1 : last + 1] if not request.startswith(beside)]


@pytest.mark.parametrize("pps_nonce", [False, True])
def test_no_round_trip_is_added(sandbox: Sandbox, pps_nonce: bool) -> None:
    sandbox.faults.set("pps.nonce", pps_nonce)
    result = look_up(sandbox)
    assert result.coverage.complete
    pages = -(-len(result.reports) // 50)
    assert pages == 2
    made = after_the_callback(sandbox)
    # The code is redeemed, the refresh sets audience and organisation; keys for the ID token; a nonce is told in a refusal once.
    token = made.count(TOKEN)
    keys = made.count("helseid GET /.well-known/openid-configuration/jwks")
    searches = made.count(SEARCH)
    assert keys <= 1
    assert searches == pages + (1 if pps_nonce else 0)
    assert token == 2 + NONCE_OF_HELSEID, made
    assert len(made) == token + keys + searches, made
