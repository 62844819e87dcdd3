"""``--rotate-key`` from the command line to what lies in the vault, and a session that lives on with the new key."""

from __future__ import annotations

import contextlib
import io
import json
import os
import pty
import sys
from pathlib import Path
from typing import Any

import pytest

from provesvar_gui.cli import client
from provesvar_gui.cli.client import rotate_key
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.keys.key_ring import KeyRing
from provesvar_gui.helseid.keys.vault import KeyVault
from provesvar_gui.sandbox.clients import Client
from provesvar_gui.sandbox.server import Sandbox
from provesvar_gui.settings.policy import fixed_settings
from provesvar_gui.settings.settings import Settings
from provesvar_gui.wiring.backend import ClientKeys
from tests.kit.errors import app_error
from tests.kit.loop import run
from tests.unit.helseid.conftest import sandbox, served
from tests.unit.helseid.kit import another_key
from tests.unit.helseid.rotating import first_ring, registered
from tests.unit.helseid.windows_store import WindowsStore
from tests.unit.settings.kit import make_places

__all__ = ["sandbox", "served"]


def straight(_url: str) -> None:
    return None


class Desk:
    """A user with a vault and settings."""

    def __init__(self, sandbox: Sandbox, folder: Path, **settings: Any) -> None:
        self.sandbox = sandbox
        self.client: Client = registered(sandbox)
        self.client.end_of_keys(sandbox.world.now() + 20 * 86400)
        places = make_places(folder)
        store = WindowsStore()
        self.keys = ClientKeys(places, KeyVault("test", open_store=lambda: store, folder=places.keys))
        self.settings: Settings = fixed_settings(
            {
                "helseid.authority": sandbox.urls["helseid"],
                "helseid.client_id": self.client.client_id,
                "helseid.redirect_uris": ["http://localhost:0/callback"],
                "helseid.selvbetjening_url": sandbox.urls["selvbetjening"],
                "pps.base_url": sandbox.urls["pps_v2"],
                "network.proxy": "none",
                **{f"helseid.{name}": value for name, value in settings.items()},
            }
        )
        run(self.keys.place(self.settings).store(first_ring(self.client)))

    def ring(self) -> KeyRing:
        return run(self.keys.place(self.settings).load())

    def rotate(self, days: int | None = None) -> int:
        return rotate_key(self.settings, self.keys, straight, days=days, make_key=another_key)


@pytest.fixture
def desk(sandbox: Sandbox, tmp_path: Path) -> Desk:
    return Desk(sandbox, tmp_path)


def test_the_command_replaces_the_key(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    old = desk.ring().newest.private_jwk
    assert desk.rotate() == 0
    told = capsys.readouterr().out
    assert "The key was replaced, and HelseID takes the new one. It ends on 20" in told
    ring = desk.ring()
    assert ring.newest.private_jwk != old
    for secret in (json.loads(old)["d"], json.loads(ring.newest.private_jwk)["d"]):
        assert secret not in told
    assert desk.rotate(days=30) == 0
    assert "was not replaced. It ends on" in capsys.readouterr().out
    assert desk.ring() == ring


def test_not_where_the_policy_says_never(sandbox: Sandbox, tmp_path: Path) -> None:
    desk = Desk(sandbox, tmp_path, rotate_key="never")
    with app_error(ErrorCode.SETTINGS_REFUSED):
        desk.rotate()
    assert desk.ring() == first_ring(desk.client)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_no_pin_is_typed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(_prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr(client, "getpass", ended)
    with pytest.raises(AppError) as caught:
        client.keep_token_pin(desk.settings, desk.keys, Terminal())
    assert caught.value.code in (ErrorCode.KEY_STORE_ABSENT, ErrorCode.KEY_STORE_PIN)


def test_ctrl_c_at_the_question_for_the_pin_ends_quietly(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[helseid]\npkcs11_token = "Legekontoret"\n')
    child, terminal = pty.fork()
    if not child:
        given = ["--config", str(tmp_path / "settings.toml"), "--token-pin"]
        os.execve(sys.executable, [sys.executable, "-m", "provesvar_gui", *given], os.environ | {"HOME": str(tmp_path)})
    shown = b""
    while b"PIN, " not in shown:
        shown += os.read(terminal, 1000)
    os.write(terminal, b"\x03")
    with contextlib.suppress(OSError):  # the terminal ends with its program
        while more := os.read(terminal, 1000):
            shown += more
    _, status = os.waitpid(child, 0)
    assert (os.waitstatus_to_exitcode(status), b"Traceback" in shown) == (130, False)
