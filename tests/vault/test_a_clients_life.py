"""A client from the file to its removal, with a real vault: the real commands, restarts, logins at the sandbox."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from provesvar_gui.helseid.jose import Signer
from provesvar_gui.options import Options
from provesvar_gui.platform.places import system_places
from provesvar_gui.sandbox.server import Sandbox
from provesvar_gui.wiring.backend import ClientKeys
from provesvar_gui.wiring.configuration import Configuration
from tests.kit.loop import run
from tests.unit.helseid.rotating import registered
from tests.unit.helseid.stand import Browser, SandboxStand, unit
from tests.vault.conftest import UserSession


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


def command(user: UserSession, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    run_it = [sys.executable, "-m", "provesvar_gui", "--config", str(user.home / "settings.toml"), *arguments]
    return subprocess.run(run_it, env=user.env, check=False, capture_output=True, text=True, timeout=60, input=given)


async def logged_in(settings_file: Path, sandbox: Sandbox) -> tuple[Signer, str]:
    """The key that a login by these settings uses, and who has logged in."""
    settings = Configuration(Options(config=settings_file), system_places()).read()
    keys = ClientKeys(system_places())
    used = await keys.in_force(settings)

    async def load() -> Signer:
        return (await keys.place(used).load()).newest.key()

    async with SandboxStand(sandbox, Browser(), load_key=load) as stand:
        clinician = await stand.login(unit(sandbox))
        await stand.session.logout()
        return await load(), str(clinician.hpr_number)


@pytest.mark.hazard("S64")
def test_import_rotate_restart_login_rotate_again_remove(user: UserSession, sandbox: Sandbox) -> None:
    """With keys of 4096 bits, as Selvbetjening has them, by the real command."""
    client = sandbox.default_client = registered(sandbox)
    sandbox.faults.set("selvbetjening.replaces")  # the one before is worth nothing from that moment
    settings_file = user.home / "settings.toml"
    where = {"authority": sandbox.urls["helseid"], "selvbetjening_url": sandbox.urls["selvbetjening"]}
    lines = "".join(f'{name} = "{url}"\n' for name, url in where.items())
    settings_file.write_text(f'[helseid]\n{lines}[journal]\nenabled = false\n[network]\nproxy = "none"\n')
    file = user.home / "HelseId.json"
    file.write_text(json.dumps(client.file(sandbox.urls["helseid"])))
    file.chmod(0o600)
    with user.keyring():
        assert command(user, "--import-client", str(file), "--write-settings").returncode == 0
        done = command(user, "--rotate-key")
        assert done.returncode == 0, done.stdout + done.stderr
        assert "HelseID takes the new one. It ends on 20" in done.stdout
    file.unlink()
    [announced] = client.registered
    assert announced.key.as_dict(private=False)["kty"] == "RSA"

    def log_in() -> str:
        key, hpr_number = run(logged_in(settings_file, sandbox))
        assert (key.rsa_bits, key.algorithm, key.key_id) == (4096, "PS256", client.registered[-1].kid)
        return hpr_number

    with user.keyring():  # the machine has been started anew
        assert log_in()
        done = command(user, "--rotate-key", "--days", "30")
        assert "was not replaced" in done.stdout
        assert command(user, "--rotate-key").returncode == 0
        assert client.registered != [announced]
        assert log_in()
    with user.keyring(None):
        done = command(user, "--rotate-key")
        assert done.returncode == 1
        assert "vault-locked" in done.stdout
    with user.keyring():
        assert command(user, "--remove-client").returncode == 0
        assert "key-missing" in command(user, "--rotate-key").stdout
