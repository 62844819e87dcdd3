"""Taking in a client by command: the user's own and the machine's, from the command line to what lies where."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import signal
import sys
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from provesvar_gui.cli import client as command
from provesvar_gui.cli.client import rotate_key
from provesvar_gui.errors import ErrorCode
from provesvar_gui.helseid.keys.key_ring import KeyRing, StoredKey
from provesvar_gui.helseid.keys.vault import KeyVault
from provesvar_gui.helseid.requests import printable
from provesvar_gui.options import Options
from provesvar_gui.sandbox.clients import Client
from provesvar_gui.sandbox.server import Sandbox
from provesvar_gui.settings.policy import fixed_settings
from provesvar_gui.settings.settings import Settings
from provesvar_gui.wiring.backend import ClientKeys
from provesvar_gui.wiring.configuration import Configuration
from tests.kit.errors import app_error
from tests.kit.loop import run
from tests.unit.helseid.conftest import sandbox, served
from tests.unit.helseid.kit import another_key, client_jwk
from tests.unit.helseid.rotating import end_keys, first_ring, registered
from tests.unit.helseid.test_client_file import FILE, PROD
from tests.unit.helseid.windows_store import WindowsStore
from tests.unit.settings.kit import make_places, policy, user


class Host:
    def __init__(self, folder: Path) -> None:
        self.folder, self.places, self.store = folder, make_places(folder), WindowsStore()
        self.keys = ClientKeys(self.places, KeyVault("test", open_store=lambda: self.store, folder=self.places.keys))

    def settings(self) -> Settings:
        return Configuration(Options(), self.places).read()

    def take(self, *, write: bool = True, newer: bool = False, mode: int = 0o600, **changes: Any) -> int:
        path = self.folder / "HelseId.json"
        path.write_text(json.dumps({**FILE, **changes}), encoding="utf-8-sig")
        path.chmod(mode)
        return self.import_file(path, write=write, newer=newer)

    def import_file(self, path: Path, *, write: bool = True, newer: bool = False) -> int:
        where = self.places.settings_file
        return command.import_client(path, self.settings(), self.keys, where, write=write, replace_newer=newer)

    def remove(self, client_id: str = "") -> int:
        return command.remove_client(self.settings(), self.keys, client_id)


@pytest.fixture
def host(tmp_path: Path) -> Host:
    return Host(tmp_path)


@pytest.mark.parametrize("mode", [0o600, 0o666])
def test_from_the_file_to_the_login(host: Host, capsys: pytest.CaptureFixture[str], mode: int) -> None:
    assert host.take(write=False, mode=mode) == 0
    path = host.folder / "HelseId.json"
    said = capsys.readouterr()
    assert "Delete the file now" in said.out
    assert ("Other users of this machine could" in said.out) is (mode == 0o666 and sys.platform != "win32")
    assert str(path) in said.out
    assert 'client_id = "1f2e"' in said.out
    assert said.err == ""
    assert json.loads(FILE["privateJwk"])["d"] not in said.out
    user(host.places, said.out[said.out.index("[helseid]") :])  # as somebody does who follows what it says
    in_force = run(host.keys.in_force(host.settings()))
    assert in_force.helseid.client_id == "1f2e"
    assert in_force.helseid.redirect_uris == tuple(FILE["redirectUris"])
    assert run(host.keys.place(in_force).load()).newest.key().algorithm == "ES256"


def test_a_client_is_removed(host: Host) -> None:
    with app_error(ErrorCode.CLIENT_NOT_CONFIGURED):
        host.remove()
    host.take()
    assert host.store.targets
    assert host.remove() == 0
    assert not host.store.targets
    assert host.remove() == 0
    policy(host.places, '[helseid]\nkey = "machine"\n')
    with app_error(ErrorCode.KEY_NOT_OURS):
        host.remove()


@pytest.mark.hazard("S78")
def test_a_client_that_another_replaces_is_named_and_can_be_removed(host: Host, capsys: pytest.CaptureFixture[str]) -> None:
    user(host.places, '[helseid]\nclient_id = "without a key"\n')
    host.take()
    assert "--remove-client" not in capsys.readouterr().out
    host.take(clientId="other one", privateJwk=json.dumps(client_jwk()))
    assert host.settings().helseid.client_id == "other one"
    assert "provesvar-gui --remove-client 1f2e\n" in capsys.readouterr().out
    assert host.remove("1f2e") == 0
    held = json.dumps(host.store.targets)
    assert json.loads(FILE["privateJwk"])["d"] not in held
    assert "other one" in held
    host.take()
    assert "provesvar-gui --remove-client 'other one'\n" in capsys.readouterr().out
    assert host.remove("other one") == 0
    assert host.remove() == 0
    assert not host.store.targets


@pytest.mark.hazard("S65")
def test_the_same_file_again_after_the_key_was_replaced(host: Host, capsys: pytest.CaptureFixture[str]) -> None:
    assert host.take() == 0
    place = host.keys.own("1f2e", host.settings())
    replaced = StoredKey(private_jwk=json.dumps(client_jwk() | {"kid": "rotated"}))
    run(place.store(replace(run(place.load()), keys=(replaced,))))
    capsys.readouterr()
    assert host.take() == command.LEFT
    assert "--replace-newer" in capsys.readouterr().out
    assert run(place.load()).newest == replaced
    assert host.take(newer=True) == 0
    assert run(place.load()).newest != replaced
    assert host.take(privateJwk=json.dumps(client_jwk() | {"kid": "another"})) == 0
    assert "beside" in capsys.readouterr().out
    assert len(run(place.load()).keys) == 2


@pytest.mark.parametrize("client_id", ['x"\nauthority = "https://evil.example', "a\\b", "tab\t\x00", "æ'\"'"])
def test_what_is_printed_is_toml_whatever_the_file_says(host: Host, capsys: pytest.CaptureFixture[str], client_id: str) -> None:
    host.take(write=False, clientId=client_id)
    printed = capsys.readouterr().out
    read = tomllib.loads(printed[printed.index("[helseid]") :])
    assert read["helseid"]["client_id"] == printable(client_id)
    assert set(read["helseid"]) == {"client_id", "key", "redirect_uris"}


@pytest.mark.hazard("S77")
def test_a_refused_file_and_one_that_the_policy_overrules_leave_nothing(host: Host, capsys: pytest.CaptureFixture[str]) -> None:
    policy(host.places, '[helseid]\nclient_id = "1f2e"\n')
    cases: list[tuple[dict[str, Any], str]] = [
        ({"authority": PROD}, "Refused: authority: the file is for helseid-sts.nhn.no"),
        ({"clientId": "another"}, "policy names another client"),
    ]
    for changes, why in cases:
        assert host.take(**changes) == command.REFUSED
        said = capsys.readouterr()
        assert said.out == ""
        assert why in said.err
        assert "Nothing was taken in" in said.err
        assert not host.store.targets
        assert not host.places.settings_file.exists()
    assert host.take() == 0


@pytest.mark.parametrize("content", ["", "{}", "null"])
def test_a_file_that_is_no_clients_is_refused_as_that(host: Host, capsys: pytest.CaptureFixture[str], content: str) -> None:
    path = host.folder / "wrong.json"
    path.write_text(content)
    assert host.import_file(path) == command.REFUSED
    said = capsys.readouterr().err
    assert said.startswith("Refused: This is not a configuration file from HelseID Selvbetjening: it ")
    assert said.count("Refused") == 1  # nothing of what else it lacks
    assert not host.store.targets
    assert not host.places.settings_file.exists()


# -- ``--rotate-key`` from the command line to what lies in the vault, and a session that lives on with the new key


__all__ = ["sandbox", "served"]


class SandboxHost:
    def __init__(self, sandbox: Sandbox, folder: Path, **settings: Any) -> None:
        self.sandbox = sandbox
        self.client: Client = registered(sandbox)
        end_keys(self.client, sandbox.world.now() + 20 * 86400)
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
        return rotate_key(self.settings, self.keys, lambda _url: None, days=days, make_key=another_key)


def test_the_command_replaces_the_key(sandbox: Sandbox, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sandbox_desk = SandboxHost(sandbox, tmp_path)
    old = sandbox_desk.ring().newest.private_jwk
    assert sandbox_desk.rotate() == 0
    told = capsys.readouterr().out
    assert "The key was replaced, and HelseID takes the new one. It ends on 20" in told
    ring = sandbox_desk.ring()
    assert ring.newest.private_jwk != old
    for secret in (json.loads(old)["d"], json.loads(ring.newest.private_jwk)["d"]):
        assert secret not in told
    assert sandbox_desk.rotate(days=30) == 0
    assert "was not replaced. It ends on" in capsys.readouterr().out
    assert sandbox_desk.ring() == ring


def test_not_where_the_policy_says_never(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox_desk = SandboxHost(sandbox, tmp_path, rotate_key="never")
    with app_error(ErrorCode.SETTINGS_REFUSED):
        sandbox_desk.rotate()
    assert sandbox_desk.ring() == first_ring(sandbox_desk.client)


@pytest.mark.parametrize(("key", "status"), [(b"\x03", 130), (b"\x04", 1)], ids=["Ctrl+C", "Ctrl+D"])
def test_the_question_for_the_pin_is_left_quietly(tmp_path: Path, key: bytes, status: int) -> None:
    (tmp_path / "settings.toml").write_text('[helseid]\npkcs11_token = "Legekontoret"\n')
    child, terminal = pty.fork()
    if not child:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # it is ignored in what a shell began in the background
        given = ["--config", str(tmp_path / "settings.toml"), "--token-pin"]
        os.execve(sys.executable, [sys.executable, "-m", "provesvar_gui", *given], os.environ | {"HOME": str(tmp_path)})
    shown = b""
    while b"PIN, " not in shown:
        shown += os.read(terminal, 1000)
    os.write(terminal, key)
    with contextlib.suppress(OSError):  # the terminal ends with its program
        while more := os.read(terminal, 1000):
            shown += more
    _, ended = os.waitpid(child, 0)
    assert (os.waitstatus_to_exitcode(ended), b"Traceback" in shown) == (status, False)
