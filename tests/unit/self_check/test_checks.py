"""What each check finds, and that it finds it without a login, a patient, or a question of the system."""

from __future__ import annotations

import errno
import json
import socket
import sys
import threading
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import RSAKey

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.keys.key_ring import KeyRing, StoredKey
from provesvar_gui.helseid.loopback import listen
from provesvar_gui.self_check.checks import judge_expiry
from provesvar_gui.self_check.findings import CheckResult, Grade, Item, State
from provesvar_gui.settings.settings import SETTINGS, SettingOrigin
from tests.unit.helseid.kit import refusing
from tests.unit.self_check.kit import AUTHORITY, CLIENT, JWK, LIST, NOW, PPS, DictStore, Machine, in_memory


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def states(found: dict[Item, CheckResult]) -> dict[Item, State]:
    return {item: finding.state for item, finding in found.items()}


def test_a_machine_on_which_all_is_well(machine: Machine) -> None:
    found = machine.check()
    assert list(found) == list(Item)
    assert {item: finding.state for item, finding in found.items() if finding.grade is not Grade.GREEN} == {}
    assert machine.services.closed


@pytest.mark.hazard("S81")
def test_no_login_and_no_patient(machine: Machine) -> None:
    machine.check()
    assert {url.split("?")[0] for _, url, _ in machine.services.asked} == {
        f"{AUTHORITY}/.well-known/openid-configuration", f"{PPS}/metadata", f"{LIST}/api/code-systems/adm/codelist/9060",
    }  # fmt: skip
    for method, _, headers in machine.services.asked:
        assert method == "GET"
        assert set(headers) <= {"accept", "accept-language"}


def test_every_setting_with_who_said_it(machine: Machine) -> None:
    machine.policy = "[journal]\nmonths = 24\n"
    finding = machine.check()[Item.SETTINGS]
    told = {detail.name: (detail.value, detail.origin) for detail in finding.details}
    assert told["helseid.client_id"] == (CLIENT, SettingOrigin.USER)
    assert told["journal.months"] == ("24", SettingOrigin.POLICY)
    assert told["network.proxy"] == ("system", SettingOrigin.BUILTIN)
    assert list(told) == list(SETTINGS)
    assert machine.check()[Item.POLICY].given["count"] == "1"


@pytest.mark.hazard("S82")
@pytest.mark.requirement("R44")
def test_a_policy_that_its_users_can_change(machine: Machine) -> None:
    assert machine.check()[Item.POLICY].state is State.POLICY_NONE
    machine.policy = "[journal]\nmonths = 24\n"
    machine.changes = {"administrator": lambda: False}
    finding = machine.check()[Item.POLICY]
    assert (finding.grade, finding.state) == (Grade.RED, State.POLICY_OPEN)


class Forgetful(DictStore):
    """Takes everything and keeps nothing."""

    def set_password(self, service: str, username: str, password: str, /) -> None:
        super().set_password(service, username, password)
        if "probe" in service:
            self.entries[(service, username)] = "something else"


STORED = StoredKey(private_jwk=JWK)
ENDED = StoredKey(private_jwk=JWK, expires=NOW - timedelta(days=1))
LASTS = StoredKey(private_jwk=JWK, expires=NOW.replace(year=2028))


@pytest.mark.parametrize(
    ("changed", "item", "grade", "state", "given"),
    [
        ({"own": '[helseid2]\nx = 1\n["Kari Nordmann 01020312345"]\nx = 1\n'}, Item.SETTINGS, Grade.AMBER, State.SETTINGS_STRANGE,
         {"names": "helseid2, […]"}),
        ({"own": ""}, Item.CLIENT, Grade.RED, State.CLIENT_NONE, {}),
        ({"own": ""}, Item.KEY, Grade.UNKNOWN, State.WAITS_FOR_CLIENT, {}),
        ({"own": f'[helseid]\nclient_id = "{CLIENT}"\nscopes = ["profile"]\n'}, Item.CLIENT, Grade.RED, State.CLIENT_WRONG,
         {"setting": "helseid.scopes"}),
        ({"store": Forgetful()}, Item.VAULT, Grade.RED, State.VAULT_FORGETS, {}),
        ({"ring": None}, Item.KEY, Grade.RED, State.KEY_MISSING, {}),
        ({"ring": KeyRing(keys=(StoredKey(private_jwk='{"kty": "RSA"}'),))}, Item.KEY, Grade.RED, State.KEY_UNUSABLE, {}),
        ({"ring": KeyRing(keys=(STORED,), client_id="another")}, Item.KEY, Grade.RED, State.KEY_OF_ANOTHER, {}),
        ({"ring": KeyRing(keys=(STORED,), client_id=CLIENT)}, Item.KEY, Grade.GREEN, State.KEY_GOOD, {"kind": "P-256, ES256"}),
        ({"ring": KeyRing(keys=(STORED,), client_id=CLIENT)}, Item.KEY_EXPIRY, Grade.UNKNOWN, State.KEY_END_UNKNOWN, {}),
        ({"ring": KeyRing(keys=(LASTS, LASTS))}, Item.KEY_EXPIRY, Grade.AMBER, State.KEY_UNFINISHED, {}),
        ({"ring": KeyRing(keys=(ENDED, LASTS))}, Item.KEY_EXPIRY, Grade.RED, State.KEY_ENDED, {}),
    ],
)  # fmt: skip
def test_what_is_found(
    machine: Machine, changed: dict[str, Any], item: Item, grade: Grade, state: State, given: dict[str, str]
) -> None:
    for name, value in changed.items():
        setattr(machine, name, value)
    finding = machine.check()[item]
    assert (finding.grade, finding.state) == (grade, state)
    assert given.items() <= finding.given.items()


def test_settings_in_trouble_stop_nothing_but_the_key(machine: Machine) -> None:
    params = {
        "file": str(machine.root / "c" / "settings.toml"),
        "setting": "privacy.clipboard_seconds",
        "line": "3",
        "allowed": "1–500",
    }
    machine.trouble = AppError(ErrorCode.SETTINGS_INVALID, "x", params=params)
    found = machine.check()
    assert found[Item.SETTINGS].state is State.SETTINGS_INVALID
    assert found[Item.SETTINGS].given["file"] == "~/c/settings.toml"
    assert found[Item.CLIENT].state is State.WAITS_FOR_SETTINGS
    assert found[Item.KEY].state is State.WAITS_FOR_SETTINGS
    assert found[Item.HELSEID].grade is Grade.GREEN
    assert found[Item.VAULT].grade is Grade.GREEN


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_folders_that_others_can_read(machine: Machine) -> None:
    places = machine.around().places
    places.data.mkdir(mode=0o755)
    finding = machine.check()[Item.FOLDERS]
    assert (finding.grade, finding.state) == (Grade.AMBER, State.FOLDERS_OPEN)
    assert finding.given["folders"] == "~/d"
    places.data.chmod(0o711)  # somebody who passes through reads nothing
    assert machine.check()[Item.FOLDERS].grade is Grade.GREEN


# -- the vault and the key


@pytest.mark.hazard("S81")
def test_the_probe_leaves_nothing_in_the_vault(machine: Machine) -> None:
    machine.check()
    assert any("probe" in service for service in machine.store.written)
    assert not [service for service, _ in machine.store.entries if "probe" in service]


class KeyringLocked(Exception):  # noqa: N818 - keyring's own name
    """As keyring raises it."""


class NoKeyringError(Exception):
    """As keyring raises it."""


@pytest.mark.parametrize(
    ("error", "grade", "state"),
    [
        (NoKeyringError("secret"), Grade.RED, State.VAULT_ABSENT),
        (KeyringLocked("secret"), Grade.AMBER, State.VAULT_LOCKED),
        (OSError("secret"), Grade.RED, State.VAULT_BROKEN),
    ],
)
def test_a_vault_in_trouble(machine: Machine, error: Exception, grade: Grade, state: State) -> None:
    machine.store.error = error
    found = machine.check()
    assert (found[Item.VAULT].grade, found[Item.VAULT].state) == (grade, state)
    assert found[Item.KEY].grade is Grade.UNKNOWN
    assert found[Item.KEY_EXPIRY].state is State.WAITS_FOR_KEY
    assert found[Item.HELSEID].grade is Grade.GREEN
    assert "secret" not in repr(found)


@pytest.mark.hazard("S81")
def test_a_locked_vault_is_not_asked_for_anything(machine: Machine) -> None:
    around = machine.around()
    machine.store.written.clear()
    machine.store.asks, machine.ring = lambda: True, None
    found = machine.check()
    assert (found[Item.VAULT].grade, found[Item.VAULT].state) == (Grade.AMBER, State.VAULT_LOCKED)
    assert found[Item.KEY].state is State.WAITS_FOR_VAULT
    assert machine.store.written == []
    machine.changes = {"key_place": in_memory(), "sandbox": True, "places": replace(around.places, policy=None)}
    assert machine.check()[Item.VAULT].state is State.VAULT_NOT_NEEDED


def test_no_vault_where_none_is_needed(machine: Machine) -> None:
    machine.own += '[journal]\nkey = "file"\n'
    machine.store.error = NoKeyringError()
    machine.changes = {"key_place": in_memory()}
    found = machine.check()
    assert (found[Item.VAULT].grade, found[Item.VAULT].state) == (Grade.GREEN, State.VAULT_NOT_NEEDED)
    assert found[Item.KEY].grade is Grade.GREEN


def test_a_vault_that_hangs_stops_nothing(machine: Machine) -> None:
    let_go = threading.Event()

    def hang() -> bool:
        let_go.wait(30)
        return False

    machine.around()
    machine.store.asks, machine.ring = hang, None
    told: list[Item] = []

    def report(finding: CheckResult) -> None:
        told.append(finding.item)
        if not let_go.is_set() and {Item.HELSEID, Item.RESULTS, Item.CLOCK, Item.SETTINGS} <= set(told):
            assert Item.VAULT not in told
            let_go.set()

    assert machine.check(report)[Item.VAULT].grade is Grade.GREEN


def test_a_small_key(machine: Machine) -> None:
    jwk = json.dumps(dict(RSAKey.generate_key(2048, auto_kid=False).as_dict(private=True)))
    machine.ring = KeyRing(keys=(StoredKey(private_jwk=jwk),))
    finding = machine.check()[Item.KEY]
    assert (finding.grade, finding.state, finding.given["kind"]) == (Grade.AMBER, State.KEY_SMALL, "RSA 2048, PS256")


@pytest.mark.hazard("H9.5", "S71")
@pytest.mark.parametrize(
    ("left", "grade", "state"),
    [
        (timedelta(days=400), Grade.GREEN, State.KEY_LASTS),
        (timedelta(days=30), Grade.GREEN, State.KEY_LASTS),
        (timedelta(days=29, hours=23), Grade.AMBER, State.KEY_ENDS_SOON),
        (timedelta(seconds=1), Grade.AMBER, State.KEY_ENDS_SOON),
        (timedelta(0), Grade.RED, State.KEY_ENDED),
        (timedelta(days=-3), Grade.RED, State.KEY_ENDED),
    ],
)
def test_when_the_key_expires(left: timedelta, grade: Grade, state: State) -> None:
    finding = judge_expiry(NOW + left, NOW)
    assert (finding.grade, finding.state) == (grade, state)


# -- the machine


def test_ports(machine: Machine) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        machine.own += f'redirect_uris = ["http://127.0.0.1:{port}/c", "http://127.0.0.1:0/c"]\n'
        finding = machine.check()[Item.PORTS]
        assert (finding.grade, finding.state) == (Grade.GREEN, State.PORTS_FREE)
        assert finding.given == {"ports": "*", "busy": str(port), "refused": ""}
        machine.own = machine.own.replace(', "http://127.0.0.1:0/c"', "")
        finding = machine.check()[Item.PORTS]
        assert (finding.grade, finding.state) == (Grade.RED, State.PORTS_BUSY)


@pytest.mark.parametrize(
    ("ports", "grade", "state", "given"),
    [
        ("11731 25639 0", Grade.AMBER, State.PORTS_SOME_REFUSED, {"ports": "*", "busy": "25639", "refused": "11731 (EACCES)"}),
        ("11731 20947", Grade.RED, State.PORTS_REFUSED, {"ports": "", "busy": "", "refused": "11731 (EACCES), 20947 (EBADF)"}),
    ],
)
def test_a_port_that_the_system_refuses_is_not_called_taken(
    machine: Machine, ports: str, grade: Grade, state: State, given: dict[str, str]
) -> None:
    why = {11731: errno.EACCES, 25639: errno.EADDRINUSE, 20947: errno.EBADF}
    uris = ", ".join(f'"http://127.0.0.1:{port}/c"' for port in ports.split())
    machine.own += f"redirect_uris = [{uris}]\n"
    machine.changes = {"listen": partial(listen, open_socket=refusing(why))}
    finding = machine.check()[Item.PORTS]
    assert (finding.grade, finding.state, finding.given) == (grade, state, given)


def test_the_sandbox(machine: Machine) -> None:
    around = machine.around()
    machine.changes = {"sandbox": True, "places": replace(around.places, policy=None), "key_place": in_memory()}
    found = states(machine.check())
    assert found[Item.POLICY] is State.POLICY_NOT_USED
    assert found[Item.KEY_EXPIRY] is State.KEY_END_PRACTICE
    assert found[Item.SETTINGS] is State.SETTINGS_PRACTICE  # it names no file: none is read
