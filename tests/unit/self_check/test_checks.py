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
from typing import TYPE_CHECKING

import pytest
from joserfc.jwk import RSAKey

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.key_ring import KeyRing, StoredKey
from provesvar_gui.helseid.loopback_ports import listen
from provesvar_gui.records.settings import Origin
from provesvar_gui.self_check.item import Finding, Grade, Item, State
from provesvar_gui.self_check.key_checks import judge_expiry
from provesvar_gui.ui.self_check.words import STATES, what_to_do
from tests.unit.helseid.kit import refusing
from tests.unit.self_check.kit import AUTHORITY, CLIENT, JWK, LIST, NOW, PPS, DictStore, Machine, in_memory

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def states(found: dict[Item, Finding]) -> dict[Item, State]:
    return {item: finding.state for item, finding in found.items()}


def test_a_machine_on_which_all_is_well(machine: Machine) -> None:
    found = machine.check()
    # pytest's own folder and the memory of this process are not the program's
    judged = {item: finding for item, finding in found.items() if item not in (Item.MEMORY, Item.HAND_OVER)}
    assert {item: finding.state for item, finding in judged.items() if finding.grade is not Grade.GREEN} == {}
    assert machine.services.closed


def test_no_login_and_no_patient(machine: Machine) -> None:
    machine.check()
    assert {url.split("?")[0] for _, url, _ in machine.services.asked} == {
        f"{AUTHORITY}/.well-known/openid-configuration", f"{PPS}/metadata", f"{LIST}/api/code-systems/adm/codelist/9060",
    }  # fmt: skip
    for method, _, headers in machine.services.asked:
        assert method == "GET"
        assert set(headers) == {"Accept"}


def test_every_setting_with_who_said_it(machine: Machine) -> None:
    machine.policy = "[journal]\nmonths = 24\n"
    finding = machine.check()[Item.SETTINGS]
    told = {detail.name: (detail.value, detail.origin) for detail in finding.details}
    assert told["helseid.client_id"] == (CLIENT, Origin.USER)
    assert told["journal.months"] == ("24", Origin.POLICY)
    assert told["network.proxy"] == ("system", Origin.BUILTIN)
    assert set(told) == set(machine.around().settings.origins)
    assert machine.check()[Item.POLICY].given["count"] == "1"


def test_a_policy_that_its_users_can_change(machine: Machine) -> None:
    assert machine.check()[Item.POLICY].state is State.POLICY_NONE
    machine.policy = "[journal]\nmonths = 24\n"
    machine.changes = {"administrator": lambda: False}
    finding = machine.check()[Item.POLICY]
    assert (finding.grade, finding.state) == (Grade.RED, State.POLICY_OPEN)


@pytest.mark.skipif(sys.platform == "win32", reason="file modes say nothing there")
def test_a_policy_that_others_can_change_is_told_to_the_administrator_too(machine: Machine) -> None:
    machine.policy = "[journal]\nmonths = 24\n"
    assert machine.check()[Item.POLICY].state is State.POLICY_THERE
    path = machine.around().places.policy
    assert path is not None
    path.chmod(0o666)
    finding = machine.check()[Item.POLICY]
    assert (finding.grade, finding.state) == (Grade.RED, State.POLICY_OPEN)


ADMINISTRATORS = "NT AUTHORITY\\SYSTEM:(F)\n BUILTIN\\Administratorer:(F)\n"


@pytest.mark.parametrize(
    ("folder", "state"),
    [
        (" BUILTIN\\Users:(OI)(CI)(RX)\n", State.POLICY_THERE),  # as the installer makes it
        (" CREATOR OWNER:(OI)(CI)(IO)(F)\n", State.POLICY_THERE),
        (" NT SERVICE\\TrustedInstaller:(F)\n", State.POLICY_THERE),
        (" BUILTIN\\Brukere:(CI)(WD,AD,WEA,WA)\n", State.POLICY_OPEN),  # as ProgramData hands it on
        (" KLINIKK\\kari:(OI)(CI)(F)\n", State.POLICY_ODD),  # who made the folder before the administrator did
        (" KLINIKK\\kari:(DENY)(W)\n", State.POLICY_THERE),
    ],
)
def test_a_policy_in_a_folder_of_windows_by_its_access_list(machine: Machine, folder: str, state: State) -> None:
    """By texts of the form that ``icacls`` writes; not tried on Windows."""
    machine.policy = "[journal]\nmonths = 24\n"

    def icacls(command: Sequence[str]) -> str:
        assert command[0] == "icacls"
        return f"{command[1]} {ADMINISTRATORS}{'' if command[1].endswith('.toml') else folder}\n"

    machine.changes = {"platform": "win32", "administrator": lambda: False, "run_command": icacls}
    assert machine.check()[Item.POLICY].state is state


def test_an_access_list_of_windows_that_cannot_be_read_is_no_reassurance(machine: Machine) -> None:
    machine.policy = "[journal]\nmonths = 24\n"

    def silent(command: Sequence[str]) -> str:
        raise OSError(command[0])

    machine.changes = {"platform": "win32", "administrator": lambda: False, "run_command": silent}
    assert machine.check()[Item.POLICY].grade is Grade.AMBER


def test_names_that_nobody_knows(machine: Machine) -> None:
    machine.own += '[helseid2]\nx = 1\n["Kari Nordmann 01020312345"]\nx = 1\n'
    finding = machine.check()[Item.SETTINGS]
    assert (finding.grade, finding.state) == (Grade.AMBER, State.SETTINGS_STRANGE)
    assert finding.given["names"] == "helseid2, […]"


def test_settings_in_trouble_stop_nothing_but_the_key(machine: Machine) -> None:
    params = {"file": str(machine.root / "c" / "settings.toml"), "setting": "pps.page_size", "line": "3", "allowed": "1–500"}
    machine.trouble = AppError(ErrorCode.SETTINGS_INVALID, "x", params=params)
    found = machine.check()
    assert found[Item.SETTINGS].state is State.SETTINGS_INVALID
    assert found[Item.SETTINGS].given["file"] == "~/c/settings.toml"
    assert found[Item.CLIENT].state is State.WAITS_FOR_SETTINGS
    assert found[Item.KEY].state is State.WAITS_FOR_SETTINGS
    assert found[Item.HELSEID].grade is Grade.GREEN
    assert found[Item.VAULT].grade is Grade.GREEN


def test_a_client_that_is_missing_or_wrong(machine: Machine) -> None:
    machine.own = ""
    found = machine.check()
    assert found[Item.CLIENT].state is State.CLIENT_NONE
    assert found[Item.KEY].state is State.WAITS_FOR_CLIENT
    machine.own = f'[helseid]\nclient_id = "{CLIENT}"\nscopes = ["profile"]\n'
    finding = machine.check()[Item.CLIENT]
    assert (finding.state, finding.given) == (State.CLIENT_WRONG, {"setting": "helseid.scopes"})


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_folders_that_others_can_read(machine: Machine) -> None:
    places = machine.around().places
    places.data.mkdir(mode=0o755)
    finding = machine.check()[Item.FOLDERS]
    assert (finding.grade, finding.state) == (Grade.AMBER, State.FOLDERS_OPEN)
    assert finding.given["folders"] == "~/d"
    places.data.chmod(0o711)  # somebody who passes through reads nothing
    assert machine.check()[Item.FOLDERS].grade is Grade.GREEN


def test_a_folder_that_is_a_file(machine: Machine) -> None:
    machine.around().places.state.write_text("x")
    finding = machine.check()[Item.FOLDERS]
    assert (finding.grade, finding.state) == (Grade.RED, State.FOLDERS_UNUSABLE)


# -- the vault and the key


def test_the_probe_leaves_nothing_in_the_vault(machine: Machine) -> None:
    machine.check()
    assert any("probe" in service for service in machine.store.written)
    assert not [service for service, _ in machine.store.entries if "probe" in service]


class KeyringLocked(Exception):  # noqa: N818 - keyring's own name
    """As keyring raises it."""


class NoKeyringError(Exception):
    """As keyring raises it."""


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (NoKeyringError("secret"), State.VAULT_ABSENT),
        (KeyringLocked("secret"), State.VAULT_LOCKED),
        (OSError("secret"), State.VAULT_BROKEN),
    ],
)
def test_a_vault_in_trouble(machine: Machine, error: Exception, state: State) -> None:
    machine.store.error = error
    found = machine.check()
    assert (found[Item.VAULT].grade, found[Item.VAULT].state) == (Grade.RED, state)
    assert found[Item.KEY].grade is Grade.UNKNOWN
    assert found[Item.KEY_EXPIRY].state is State.WAITS_FOR_KEY
    assert found[Item.HELSEID].grade is Grade.GREEN
    assert "secret" not in repr(found)


def test_a_locked_vault_is_not_asked_for_anything(machine: Machine) -> None:
    around = machine.around()
    machine.store.written.clear()
    machine.changes = {"vault_asks": lambda: True, "key_place": around.key_place}
    machine.ring = None
    found = machine.check()
    assert (found[Item.VAULT].grade, found[Item.VAULT].state) == (Grade.AMBER, State.VAULT_LOCKED)
    assert found[Item.KEY].state is State.WAITS_FOR_VAULT
    assert machine.store.written == []


def test_a_locked_vault_is_nothing_to_look_at_in_the_sandbox(machine: Machine) -> None:
    """There no login asks for its password."""
    machine.changes = {"vault_asks": lambda: True, "key_place": in_memory(), "sandbox": True}
    found = machine.check()[Item.VAULT]
    assert (found.grade, found.state) == (Grade.GREEN, State.VAULT_PRACTICE)
    assert what_to_do(found, str) == ""


WAITING = [
    State.WAITS_FOR_SETTINGS, State.WAITS_FOR_CLIENT, State.WAITS_FOR_VAULT, State.WAITS_FOR_KEY, State.CLOCK_UNKNOWN,
]  # fmt: skip


def test_what_waits_for_something_else_names_it() -> None:
    told = [STATES[state][1] for state in WAITING]
    assert len(set(told)) == len(told)
    for words, named in zip(told, ("settings", "client", "password store", "key", "services"), strict=True):
        assert named in words
        assert "that right" not in words


def test_no_vault_where_none_is_needed(machine: Machine) -> None:
    machine.own += '[journal]\nkey = "file"\n'
    machine.store.error = NoKeyringError()
    machine.changes = {"key_place": in_memory()}
    found = machine.check()
    assert (found[Item.VAULT].grade, found[Item.VAULT].state) == (Grade.GREEN, State.VAULT_NOT_NEEDED)
    assert found[Item.KEY].grade is Grade.GREEN


class Forgetful(DictStore):
    """Takes everything and keeps nothing."""

    def set_password(self, service: str, username: str, password: str, /) -> None:
        super().set_password(service, username, password)
        if "probe" in service:
            self.entries[(service, username)] = "something else"


def test_a_vault_that_does_not_give_back(machine: Machine) -> None:
    machine.store = Forgetful()
    assert machine.check()[Item.VAULT].grade is Grade.RED


def test_a_vault_that_hangs_stops_nothing(machine: Machine) -> None:
    let_go = threading.Event()

    def hang() -> bool:
        let_go.wait(30)
        return False

    machine.changes = {"vault_asks": hang}
    told: list[Item] = []

    def report(finding: Finding) -> None:
        told.append(finding.item)
        if not let_go.is_set() and {Item.HELSEID, Item.RESULTS, Item.CLOCK, Item.SETTINGS} <= set(told):
            assert Item.VAULT not in told
            let_go.set()

    assert machine.check(report)[Item.VAULT].grade is Grade.GREEN


@pytest.mark.parametrize(
    ("ring", "grade", "state"),
    [
        (None, Grade.RED, State.KEY_MISSING),
        (KeyRing(current=StoredKey(private_jwk='{"kty": "RSA"}')), Grade.RED, State.KEY_UNUSABLE),
        (KeyRing(current=StoredKey(private_jwk=JWK), client_id="another"), Grade.RED, State.KEY_OF_ANOTHER),
        (KeyRing(current=StoredKey(private_jwk=JWK), client_id=CLIENT), Grade.GREEN, State.KEY_GOOD),
    ],
)
def test_the_key(machine: Machine, ring: KeyRing | None, grade: Grade, state: State) -> None:
    machine.ring = ring
    found = machine.check()
    assert (found[Item.KEY].grade, found[Item.KEY].state) == (grade, state)
    if grade is Grade.GREEN:
        assert found[Item.KEY].given["kind"] == "P-256, ES256"
        assert (found[Item.KEY_EXPIRY].grade, found[Item.KEY_EXPIRY].state) == (Grade.UNKNOWN, State.KEY_END_UNKNOWN)


def test_a_small_key(machine: Machine) -> None:
    jwk = json.dumps(dict(RSAKey.generate_key(2048, auto_kid=False).as_dict(private=True)))
    machine.ring = KeyRing(current=StoredKey(private_jwk=jwk))
    finding = machine.check()[Item.KEY]
    assert (finding.grade, finding.state, finding.given["kind"]) == (Grade.AMBER, State.KEY_SMALL, "RSA 2048, PS256")


def test_a_rotation_that_broke_off(machine: Machine) -> None:
    assert machine.ring is not None
    current = machine.ring.current
    for ring in (KeyRing(current=current, pending=current), KeyRing(current=current, previous=current)):
        machine.ring = ring
        found = machine.check()[Item.KEY_EXPIRY]
        assert (found.grade, found.state) == (Grade.AMBER, State.KEY_UNFINISHED)
    machine.ring = KeyRing(current=StoredKey(private_jwk=current.private_jwk, expires=NOW - timedelta(days=1)), pending=current)
    assert machine.check()[Item.KEY_EXPIRY].state is State.KEY_ENDED


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
        assert (finding.grade, finding.state) == (Grade.GREEN, State.PORTS_SOME)
        assert finding.given == {"ports": "*", "busy": str(port)}
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


@pytest.mark.parametrize(
    ("browser", "installed", "state"),
    [
        ("firefox", {"firefox", "xdg-open"}, State.BROWSER_NAMED),
        ("nowhere:firefox %s", {"firefox"}, State.BROWSER_NAMED),
        ("nowhere", {"xdg-open"}, State.BROWSER_SYSTEM),
        ("'", set(), State.BROWSER_NONE),
        ("", set(), State.BROWSER_NONE),
    ],
)
def test_a_browser(machine: Machine, browser: str, installed: set[str], state: State) -> None:
    machine.changes = {
        "environment": {"BROWSER": browser}, "find_program": lambda name: name if name in installed else None,
    }  # fmt: skip
    assert machine.check()[Item.BROWSER].state is state


def test_no_place_for_a_hand_over(machine: Machine) -> None:
    finding = machine.check()[Item.HAND_OVER]
    if sys.platform.startswith("linux"):
        assert (finding.grade, finding.given["why"]) == (Grade.AMBER, "no-runtime-folder")


@pytest.mark.skipif(sys.platform == "win32", reason="of Windows it is known there")
def test_other_systems_are_not_called_green(machine: Machine) -> None:
    machine.changes = {"platform": "win32"}
    found = machine.check()
    assert found[Item.MEMORY].grade is Grade.UNKNOWN
    assert Item.SYSTEM_LOCK not in found


def test_a_system_that_does_not_tell_of_its_lock(machine: Machine) -> None:
    machine.changes = {"lock_tellers": tuple}
    finding = machine.check()[Item.SYSTEM_LOCK]
    assert (finding.grade, finding.state) == (Grade.AMBER, State.SYSTEM_LOCK_SILENT)


def test_a_locker_that_says_nothing_is_named(machine: Machine) -> None:
    machine.changes = {"quiet_lockers": lambda: ("xss-lock",)}
    finding = machine.check()[Item.SYSTEM_LOCK]
    assert (finding.grade, finding.state) == (Grade.AMBER, State.SYSTEM_LOCK_PARTLY)
    assert finding.given == {"by": "org.freedesktop.login1", "locker": "xss-lock"}


@pytest.mark.parametrize(
    ("setting", "platform", "grade", "state"),
    [
        ("allow", "linux", Grade.GREEN, State.CAPTURE_ALLOWED),
        ("exclude", "linux", Grade.AMBER, State.CAPTURE_IMPOSSIBLE),
        ("exclude", "win32", Grade.UNKNOWN, State.CAPTURE_ASKED),
        ("exclude", "darwin", Grade.UNKNOWN, State.CAPTURE_ASKED),
    ],
)
def test_pictures_of_the_screen(machine: Machine, setting: str, platform: str, grade: Grade, state: State) -> None:
    settings = machine.around().settings
    privacy = replace(settings.privacy, screen_capture=setting)
    machine.changes = {"platform": platform, "settings": replace(settings, privacy=privacy)}
    finding = machine.check()[Item.SCREEN_CAPTURE]
    assert (finding.grade, finding.state) == (grade, state)


def test_the_sandbox(machine: Machine) -> None:
    around = machine.around()
    machine.changes = {"sandbox": True, "places": replace(around.places, policy=None), "key_place": in_memory()}
    found = states(machine.check())
    assert found[Item.POLICY] is State.POLICY_NOT_USED
    assert found[Item.KEY_EXPIRY] is State.KEY_END_PRACTICE
    assert found[Item.SETTINGS] is State.SETTINGS_PRACTICE  # it names no file: none is read
