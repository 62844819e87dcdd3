"""The login, unchanged, against an independent certified OpenID provider."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from joserfc.jwk import ECKey, RSAKey

from provesvar_gui.errors import ErrorCode
from provesvar_gui.helseid.jose import PrivateKey
from provesvar_gui.helseid.keys.client_file import load_private_key
from provesvar_gui.helseid.model import HelseIdConfig, LoginProgress, LoginStep
from tests.kit.errors import app_error
from tests.unit.helseid.stand import Browser, Stand

HERE = Path(__file__).resolve().parent
INSTALLED = (HERE / "node_modules" / "oidc-provider").is_dir() and shutil.which("node") is not None
pytestmark = [
    pytest.mark.interop,
    pytest.mark.skipif(not INSTALLED, reason="oidc-provider is not installed: run npm ci in tests/interop"),
]

CLIENT = "provesvar-interop"
PORT_ANY = "http://localhost:0/callback"
API = "https://pps.example"


@contextmanager
def oidc_provider(public_jwk: dict[str, object], *, dpop: bool = True) -> Iterator[str]:
    """A provider with one registered client; gives its issuer."""
    setup = {"clientId": CLIENT, "publicJwk": public_jwk, "redirectUris": ["http://localhost/callback"], "dpop": dpop}
    with subprocess.Popen(
        ["node", "provider.mjs"], cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as node:
        assert node.stdin is not None
        assert node.stdout is not None
        node.stdin.write(json.dumps(setup) + "\n")
        node.stdin.flush()
        try:
            yield json.loads(node.stdout.readline())["issuer"]
        finally:
            node.stdin.close()
            node.wait(10)


def key_of(kind: str) -> tuple[str, dict[str, object]]:
    """A private JWK as JSON text, and its public half as a registration holds it."""
    key: ECKey | RSAKey = ECKey.generate_key("P-256") if kind == "ES256" else RSAKey.generate_key(2048)
    key.ensure_kid()
    private = {**key.as_dict(private=True), "alg": kind}
    public: dict[str, object] = {**key.as_dict(private=False), "alg": kind, "use": "sig"}
    return json.dumps(private), public


def stand_at(issuer: str, private_jwk: str, api_version: int, open_browser: Callable[[str], Awaitable[bool]]) -> Stand:

    async def load_key() -> PrivateKey:
        return load_private_key(private_jwk)

    config = HelseIdConfig(authority=issuer, client_id=CLIENT, redirect_uris=(PORT_ANY,), api_version=api_version)
    return Stand(config, load_key, open_browser, API)


def browser() -> Browser:
    """In front of the provider's development pages."""
    return Browser(login="vits", password="any")


@pytest.mark.requirement("R4")
@pytest.mark.parametrize("alg", ["ES256", "PS256"])
@pytest.mark.parametrize("api_version", [1, 2])
def test_login_renewal_and_logout(api_version: int, alg: str) -> None:
    person = browser()
    private, public = key_of(alg)
    steps: list[LoginStep] = []

    def report(progress: LoginProgress) -> None:
        steps.append(progress.step)

    async def run(issuer: str) -> None:
        stand = stand_at(issuer, private, api_version, person.open)
        try:
            clinician = await stand.session.login(organisation=None, report=report)
            assert clinician.name == "Grønn Vits"
            assert clinician.hpr_number == "565501872"
            assert clinician.security_level == "4"
            assert clinician.fresh
            page = await person.visits[0]
            assert "code=" not in page

            url = f"{API}/DiagnosticReport/_search"
            first = await stand.session.headers("POST", url)
            assert first["Authorization"].startswith("DPoP " if api_version == 2 else "Bearer ")
            assert ("DPoP" in first) is (api_version == 2)

            await asyncio.gather(stand.session.renew(), stand.session.renew(), stand.session.renew())  # one rotation, not three
            second = await stand.session.headers("POST", url)
            assert second["Authorization"] != first["Authorization"]
            await stand.session.renew()
            assert [event.ended for event in stand.events if not event.approvals_arrived] == [None, None]

            await stand.session.logout()
            with app_error(ErrorCode.NOT_LOGGED_IN):
                await stand.session.headers("POST", url)
        finally:
            await stand.aclose()

    with oidc_provider(public, dpop=api_version == 2) as issuer:
        asyncio.run(run(issuer))
    assert steps[-1] is LoginStep.DONE
    assert LoginStep.PUSHED_REQUEST in steps


@pytest.mark.requirement("R2")
def test_a_wrong_key_is_told_as_a_refused_client() -> None:
    _, public = key_of("ES256")
    other, _ = key_of("ES256")

    async def run(issuer: str) -> None:
        stand = stand_at(issuer, other, 2, browser().open)
        try:
            with app_error(ErrorCode.CLIENT_REFUSED):
                await stand.session.login(organisation=None, report=lambda _: None)
        finally:
            await stand.aclose()

    with oidc_provider(public) as issuer:
        asyncio.run(run(issuer))
