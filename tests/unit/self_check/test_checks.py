"""The findings of each check, without a login, a patient, or a question by the system."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from keyring.errors import KeyringLocked, NoKeyringError

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.keys.key_ring import KeyRing, MachinePlace, StoredKey, ring_text
from provesvar_gui.helseid.loopback import listen
from provesvar_gui.platform.places import Places
from provesvar_gui.self_check import checks
from provesvar_gui.self_check.checks import SettingLock, SettingRow, check_policy, judge_expiry, rows_of, self_check
from provesvar_gui.self_check.findings import AMBER, GREEN, RED, UNKNOWN, CheckResult, Grade, Item, exit_status, paragraph
from provesvar_gui.self_check.mailable import Mailable
from provesvar_gui.settings.policy import fixed_settings, load_settings
from provesvar_gui.settings.settings import SETTINGS, PolicyReason, SettingOrigin, builtin
from tests.kit.loop import run
from tests.unit.helseid.kit import refusing
from tests.unit.self_check.kit import AUTHORITY, CLIENT, JWK, LIST, NOW, PPS, DictStore, Machine, in_memory
from tests.unit.settings.group_policy import DWORD
from tests.unit.settings.kit import KEY, in_registry, policy, user

KARI, OLA, SYSTEM = "S-1-5-21-1-2-3-1105", "S-1-5-21-1-2-3-1106", "(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)"
ADMINISTRATORS_ALONE = "O:BAG:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;S-1-5-21-1-2-3-513)"  # and some read
posix = pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
POLICY = "[journal]\nmonths = 24\n"
NOBODY = 65534


@contextmanager
def forbidden(folder: Path) -> Iterator[None]:
    """A folder that may not be entered meanwhile. Root, whom no mode stops, is somebody else for that time."""
    assert sys.platform != "win32"  # the callers skip there
    mode, own = folder.stat().st_mode, os.geteuid()
    folder.chmod(0)
    if own == 0:
        os.setresuid(NOBODY, NOBODY, 0)  # access(2) goes by the real one
    try:
        yield
    finally:
        if own == 0:
            os.setresuid(0, 0, 0)
        folder.chmod(mode)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_machine_on_which_all_is_well(machine: Machine) -> None:
    found = machine.check()
    assert list(found) == list(Item)
    assert {item: finding.what for item, finding in found.items() if finding.grade is not GREEN} == {}
    assert machine.services.closed


@pytest.mark.hazard("S81")
def test_no_login_no_patient_and_nothing_left_in_the_vault(machine: Machine) -> None:
    machine.check()
    assert {url.split("?")[0] for _, url, _ in machine.services.asked} == {
        f"{AUTHORITY}/.well-known/openid-configuration", f"{PPS}/metadata", f"{LIST}/api/code-systems/adm/codelist/9060",
    }  # fmt: skip
    for method, _, headers in machine.services.asked:
        assert method == "GET"
        assert set(headers) <= {"accept", "accept-language"}
    assert any("probe" in service for service in machine.store.written)
    assert not [service for service, _ in machine.store.entries if "probe" in service]


class Forgetful(DictStore):
    def set_password(self, service: str, username: str, password: str, /) -> None:
        super().set_password(service, username, password)
        if "probe" in service:
            self.entries[(service, username)] = "something else"


def invalid(setting: str, code: ErrorCode = ErrorCode.SETTINGS_INVALID, **params: str) -> AppError:
    return AppError(code, "x", params={"file": "/x/settings.toml", "setting": setting, **params})


STORED, LASTS = StoredKey(private_jwk=JWK), StoredKey(private_jwk=JWK, expires=NOW.replace(year=2028))
ENDED = StoredKey(private_jwk=JWK, expires=NOW - timedelta(days=1))
ABSENT = AppError(ErrorCode.SETTINGS_UNREADABLE, "x", params={"file": "/srv/nei.toml", "line": "", "kind": "absent"})
FOUND: list[tuple[dict[str, Any], Item, Grade, str]] = [
    ({"own": '[helseid2]\nx = 1\n["Kari Nordmann 01020312345"]\nx = 1\n'}, Item.SETTINGS, AMBER, "effect: helseid2, […]."),
    ({"trouble": invalid("ui.language", allowed='"a", "b"')}, Item.SETTINGS, RED,
     '• A setting is not valid: ui.language in /x/settings.toml. Allowed: "a", "b".'),
    ({"trouble": invalid("", ErrorCode.SETTINGS_UNREADABLE, line="2", kind="encoding")}, Item.SETTINGS, RED,
     "• The settings file cannot be read: /x/settings.toml, line 2. It is not text in UTF-8."),
    ({"trouble": invalid("network.proxy", ErrorCode.SETTINGS_REFUSED)}, Item.SETTINGS, RED,
     "• Only the administrator's policy may say this: network.proxy in /x/settings.toml."),
    ({"trouble": ABSENT}, Item.SETTINGS, RED, "• There is no such settings file: /srv/nei.toml"),
    ({"trouble": AppError(ErrorCode.SETTINGS_INVALID, "x", also=(ABSENT, ABSENT))}, Item.SETTINGS, RED, "cannot be used: 3"),
    ({"trouble": ABSENT}, Item.CLIENT, UNKNOWN, "Put that right first"),
    ({"trouble": ABSENT}, Item.KEY, UNKNOWN, "Put that right first"),
    ({"trouble": ABSENT}, Item.HELSEID, GREEN, ""),
    ({"own": ""}, Item.CLIENT, RED, "--import-client FILE"),
    ({"own": ""}, Item.KEY, UNKNOWN, ""),
    ({"own": f'[helseid]\nclient_id = "{CLIENT}"\nscopes = ["profile"]\n'}, Item.CLIENT, RED, "helseid.scopes"),
    ({"store": Forgetful()}, Item.VAULT, RED, "forgets"),
    ({"ring": None}, Item.KEY, RED, "There is none for this client.\n    What to do: Take in the file"),
    ({"ring": KeyRing(keys=(StoredKey(private_jwk='{"kty": "RSA"}'),))}, Item.KEY, RED, "It cannot be used ("),
    ({"ring": KeyRing(keys=(STORED,), client_id="another")}, Item.KEY, RED, "another client"),
    ({"ring": KeyRing(keys=(STORED,), client_id=CLIENT)}, Item.KEY, GREEN, "There (P-256, ES256)."),
    ({"ring": KeyRing(keys=(STORED,), client_id=CLIENT)}, Item.KEY_EXPIRY, UNKNOWN, "after a login"),
    ({"ring": KeyRing(keys=(LASTS, LASTS))}, Item.KEY_EXPIRY, AMBER, "--rotate-key"),
    ({"ring": KeyRing(keys=(ENDED, LASTS))}, Item.KEY_EXPIRY, RED, "expired on 24.11.2026"),
    ({"own": "[journal]\nenabled = false\n"}, Item.JOURNAL, AMBER, "journal.enabled"),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "item", "grade", "said"), FOUND)
def test_findings_about_the_machine(machine: Machine, changed: dict[str, Any], item: Item, grade: Grade, said: str) -> None:
    for name, value in changed.items():
        setattr(machine, name, value)
    found, text = machine.look(item)
    assert found is grade
    assert said in text
    assert grade is GREEN or "What to do: " in text


def look(check: Callable[[Any], Any], around: object) -> CheckResult:
    result: CheckResult = run(check(around))
    return result


@pytest.mark.hazard("S82")
@pytest.mark.requirement("R44")
@posix
def test_a_policy_that_its_users_can_change_also_where_it_is_a_link(machine: Machine) -> None:
    assert machine.look(Item.POLICY)[1].startswith("[OK] Administrator's policy: There is none.")
    machine.policy = POLICY
    around = machine.around()
    assert look(check_policy, replace(around, administrator=lambda: False)).grade is RED
    policy, real = around.places.policy, machine.root / "where it is" / "p.toml"
    assert policy is not None
    real.parent.mkdir()
    policy.rename(real)
    policy.symlink_to(real)
    assert look(check_policy, around).grade is GREEN
    real.parent.chmod(0o777)
    assert look(check_policy, around).grade is RED


@pytest.mark.hazard("S83", "S84")
@posix
def test_a_policy_that_cannot_be_looked_at_is_told_as_such(machine: Machine) -> None:
    machine.policy = POLICY
    around = machine.around()
    around = replace(around, platform="win32")
    unseen = look(check_policy, around)
    assert (unseen.grade, unseen.given["count"]) == (UNKNOWN, "1")
    assert look(check_policy, replace(around, access_list=lambda _path: ADMINISTRATORS_ALONE)).grade is GREEN
    lists = {around.places.policy: ADMINISTRATORS_ALONE}
    open_folder = ADMINISTRATORS_ALONE + "(A;OICI;0x1301ff;;;AU)"  # what is in it can be deleted
    assert look(check_policy, replace(around, access_list=lambda path: lists.get(path, open_folder))).grade is RED
    around = replace(around, platform="linux")
    policy = around.places.policy
    assert policy is not None
    with forbidden(policy.parent):
        finding = look(check_policy, around)
    assert finding.grade is RED
    assert "cannot read" in finding.what
    policy.unlink()
    policy.parent.rmdir()
    policy.parent.symlink_to(machine.root / "share")  # which is not mounted
    assert look(check_policy, around).grade is RED


@pytest.mark.hazard("S82", "S119")
def test_a_policy_in_the_registry_who_may_change_it_and_what_the_file_says_otherwise(machine: Machine) -> None:
    keys = {"journal": {"months": (24, DWORD)}, "lock": {"idle_seconds": (90, DWORD)}}
    around = machine.around()

    def judged(*, writable: tuple[str, int] = ("", 0), administrator: bool = False) -> CheckResult:
        places = in_registry(around.places, keys, writable=writable)
        there = replace(around, places=places, settings=load_settings(places), administrator=lambda: administrator)
        return look(check_policy, replace(there, platform="win32"))

    assert (judged().grade, judged().given) == (GREEN, {"count": "2", "file": r"HKLM\Software\Policies\Provesvar"})
    for writable in ((KEY, 0x0004), (rf"{KEY}\journal", 0x0002), (rf"{KEY}\lock", 0x40000)):  # new keys, values, who may
        assert (judged(writable=writable).grade, judged(writable=writable, administrator=True).grade) == (RED, GREEN)
    policy(around.places, "[journal]\nmonths = 24\n")
    assert judged().grade is UNKNOWN  # its access list
    around = replace(around, access_list=lambda _path: ADMINISTRATORS_ALONE)
    assert judged().grade is GREEN
    policy(around.places, "[lock]\nidle_seconds = 300\n")
    told = judged()
    assert (told.grade, told.given["names"]) == (AMBER, "lock.idle_seconds")
    assert [(each.value, each.origin) for each in told.details] == [("90", SettingOrigin.REGISTRY), ("300", SettingOrigin.POLICY)]


@pytest.mark.hazard("S120")
@posix
def test_whether_others_get_at_the_journals_in_a_folder_for_all(machine: Machine) -> None:
    shared = machine.root / "journals"
    own = shared / "kari"
    own.mkdir(0o700, parents=True)
    machine.own += f"[journal]\nfolder = '{shared}'\n"
    machine.changes = {"journal": own / "journal", "administrator": lambda: False}
    shared.chmod(0o1733)
    assert machine.look(Item.JOURNAL)[0] is GREEN
    shared.chmod(0o777)
    assert machine.look(Item.JOURNAL)[0] is RED
    shared.chmod(0o1777)
    assert machine.look(Item.JOURNAL)[0] is GREEN
    (shared / "ola").mkdir()  # into which this account can look
    assert machine.look(Item.JOURNAL)[0] is RED
    machine.changes |= {"platform": "win32"}
    assert machine.look(Item.JOURNAL)[0] is UNKNOWN, "its access list cannot be read"


@pytest.mark.hazard("S120")
@pytest.mark.parametrize(
    ("own", "above", "grade"),
    [
        (f"O:{KARI}D:P{SYSTEM}(A;OICI;FA;;;OW)", f"O:BAD:P{SYSTEM}(A;OICIIO;FA;;;CO)(A;;0x1200ad;;;BU)", GREEN),  # as icacls says
        (f"O:BAD:P{SYSTEM}(A;OICI;FA;;;{KARI})", ADMINISTRATORS_ALONE, GREEN),  # the administrator made it
        (f"O:{KARI}D:P{SYSTEM}(A;;FR;;;{OLA})", ADMINISTRATORS_ALONE, RED),  # another reads
        (f"O:{KARI}D:P{SYSTEM}(A;;FW;;;BU)", ADMINISTRATORS_ALONE, RED),  # everybody writes
        (f"O:{OLA}D:P{SYSTEM}(A;;FA;;;{KARI})", ADMINISTRATORS_ALONE, RED),  # took the name before, and gave it away
        (f"O:{KARI}D:P{SYSTEM}", f"O:BAD:P{SYSTEM}(A;;0x1301bf;;;AU)", RED),  # everybody may put another in its place
        (f"O:{KARI}D:P{SYSTEM}", f"O:{OLA}D:P{SYSTEM}", RED),
    ],
)
def test_the_access_lists_of_a_journals_folder(machine: Machine, own: str, above: str, grade: Grade) -> None:
    folder, state = machine.root / "journals" / "kari", machine.around().places.state
    lists = {folder: own, folder.parent: above, state: f"O:{KARI}D:P{SYSTEM}"}
    machine.own += f"[journal]\nfolder = '{folder.parent}'\n"
    machine.changes = {"journal": folder / "journal", "platform": "win32", "access_list": lists.__getitem__}
    assert machine.look(Item.JOURNAL)[0] is grade
    lists[state] = ""  # which account this is, is not known: nobody is passed over
    assert machine.look(Item.JOURNAL)[0] is RED


@pytest.mark.parametrize(
    ("error", "grade", "said"),
    [
        (NoKeyringError("secret"), RED, "There is none in this session."),
        (KeyringLocked("secret"), AMBER, "It is locked"),
        (OSError("secret"), RED, "It reports an error"),
    ],
)
def test_a_vault_in_trouble(machine: Machine, error: Exception, grade: Grade, said: str) -> None:
    machine.store.error = error
    found = machine.check()
    assert (found[Item.VAULT].grade, found[Item.VAULT].what.startswith(said)) == (grade, True)
    assert (found[Item.KEY].grade, found[Item.KEY_EXPIRY].grade, found[Item.HELSEID].grade) == (UNKNOWN, UNKNOWN, GREEN)
    assert "secret" not in repr(found)


@pytest.mark.hazard("S81")
def test_a_locked_vault_is_not_asked_for_anything(machine: Machine) -> None:
    machine.around()
    machine.store.written.clear()
    machine.store.asks, machine.ring = lambda: True, None
    found = machine.check()
    assert (found[Item.VAULT].grade, found[Item.KEY].grade) == (AMBER, UNKNOWN)
    assert machine.store.written == []


def test_no_vault_where_none_is_needed(machine: Machine) -> None:
    machine.own += '[journal]\nkey = "file"\n'
    machine.store.error = NoKeyringError()
    machine.changes = {"key_place": in_memory()}
    assert machine.look(Item.VAULT) == (GREEN, "[OK] The system's password store: None is open here, and none is needed.")
    assert machine.look(Item.KEY)[0] is GREEN


@posix
def test_a_machines_key_is_its_administrators(tmp_path: Path) -> None:
    path = tmp_path / "etc" / "machine-key.json"
    machine = Machine(tmp_path / "desk", own="[journal]\nmonths = 12\n")
    machine.changes = {"key_place": MachinePlace(path)}
    text = "".join("".join(paragraph(finding, str)) for finding in machine.check().values())
    assert all(each in text for each in ("There is none for this client.", "--provision-machine"))
    assert "--import-client" not in text  # it refuses where the key is the machine's
    path.parent.mkdir(mode=0o755)
    path.write_text(ring_text(KeyRing(keys=(StoredKey(private_jwk=JWK),), client_id=CLIENT)))
    place = MachinePlace(path, administrator=path.stat().st_uid, owned=False)
    machine.changes = {"key_place": place}
    for mode, grade in ((0o666, RED), (0o600, GREEN)):
        path.chmod(mode)
        assert machine.look(Item.KEY)[0] is grade
    machine.changes = {"platform": "win32", "key_place": place}
    assert machine.look(Item.KEY)[0] is UNKNOWN, "its access list cannot be read"
    for sddl, grade in (
        (ADMINISTRATORS_ALONE + "(A;;FR;;;S-1-5-21-1-2-3-1105)", GREEN),  # a group that was chosen
        (ADMINISTRATORS_ALONE + "(A;;FR;;;BU)", RED),
        (ADMINISTRATORS_ALONE + "(A;;0x1301bf;;;S-1-5-21-1-2-3-1105)", RED),
    ):
        machine.changes["access_list"] = lambda _path, said=sddl: said
        assert machine.look(Item.KEY)[0] is grade, sddl
    assert "machine's administrator" in machine.look(Item.KEY_EXPIRY)[1]
    assert "--provision-machine" in judge_expiry(NOW, NOW, machine=True).do


@pytest.mark.hazard("H9.5", "S71")
@pytest.mark.parametrize(
    ("left", "grade"),
    [
        (timedelta(days=30), GREEN),
        (timedelta(days=29, hours=23), AMBER),
        (timedelta(seconds=1), AMBER),
        (timedelta(0), RED),
        (timedelta(days=-3), RED),
    ],
)
def test_when_the_key_expires(left: timedelta, grade: Grade) -> None:
    assert judge_expiry(NOW + left, NOW).grade is grade


@pytest.mark.parametrize(
    ("ports", "grade", "said"),
    [
        ("11731 25639 0", GREEN, "Free: * (* is any). Not free: 25639, 11731 (EACCES)."),
        ("0", GREEN, "Free: * (* is any). One"),
        ("11731 25639", AMBER, "In use: 25639, 11731 (EACCES). A login waits for its turn."),
        ("11731 20947", RED, "None is free: 11731 (EACCES), 20947 (EBADF)"),
    ],
)
def test_a_port_that_the_system_refuses_is_not_called_taken(machine: Machine, ports: str, grade: Grade, said: str) -> None:
    why = {11731: errno.EACCES, 25639: errno.EADDRINUSE, 20947: errno.EBADF}
    uris = ", ".join(f'"http://127.0.0.1:{port}/c"' for port in ports.split())
    machine.own += f"redirect_uris = [{uris}]\n"
    machine.changes = {"listen": partial(listen, open_socket=refusing(why))}
    found, text = machine.look(Item.PORTS)
    assert found is grade
    assert said in text
    assert ("EACCES: the system has reserved the port" in text and "below 32768" in text) is (grade is not GREEN)


def test_in_the_sandbox_all_is_green_but_the_journal(machine: Machine) -> None:
    around = machine.around()
    machine.changes = {"sandbox": True, "places": around.places._replace(policy=None), "key_place": in_memory()}
    machine.store.error = NoKeyringError()
    found = machine.check()
    assert {item for item, finding in found.items() if finding.grade is not GREEN} <= {Item.JOURNAL}
    assert "sandbox" in found[Item.POLICY].what + found[Item.KEY_EXPIRY].what + found[Item.SETTINGS].what
    assert json.dumps(found[Item.VAULT].what)


# -- no check stops another: not by failing nor by hanging; and every part of the program is looked for


PACKAGE = Path(checks.__file__).parent.parent


async def for_ever() -> CheckResult:
    await asyncio.Event().wait()
    raise AssertionError


async def broken() -> tuple[int, object]:
    raise ZeroDivisionError("a secret")


def test_each_tells_for_itself_in_the_order_of_the_items(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.changes = {"program": for_ever}
    machine.services.answers["/metadata"] = broken
    found = run(self_check(machine.around(), each_seconds=0.5))
    assert [finding.item for finding in found] == list(Item)
    texts = {finding.item: finding.what.format_map(finding.given) for finding in found if finding.grade is UNKNOWN}
    assert texts[Item.PROGRAM] == "No answer within 0 seconds."
    assert texts[Item.RESULTS] == "It could not be checked (ZeroDivisionError)."
    assert Item.HELSEID not in texts
    assert "secret" not in repr(found)


@pytest.mark.parametrize(
    ("grades", "status"), [((GREEN,), 0), ((GREEN, UNKNOWN), 3), ((AMBER, UNKNOWN), 3), ((UNKNOWN, AMBER, RED), 1), ((), 0)]
)
def test_the_exit_status(grades: tuple[Grade, ...], status: int) -> None:
    assert exit_status([CheckResult(grade, "") for grade in grades]) == status


def test_every_module_is_looked_for_and_what_is_missing_is_named() -> None:
    own = {".".join(path.relative_to(PACKAGE).with_suffix("").parts) for path in PACKAGE.rglob("*.py")}
    found = {part.removeprefix("provesvar_gui.") for part in checks.every_part()}
    assert {name.removesuffix(".__init__") for name in own} - {"__init__"} <= found
    finding = run(checks.check_program(Mailable(), window=False))
    if find_spec("PySide6") is None:
        assert (finding.grade, finding.given["part"], finding.given["kind"]) == (RED, "provesvar_gui.app", "ModuleNotFoundError")


SAFE = Mailable()


def rows(places: Places) -> dict[str, SettingRow]:
    return {row.name: row for row in rows_of(load_settings(places), SAFE, sandbox=False)}


def test_every_setting_has_a_row_with_its_rule_and_built_in_value(places: Places) -> None:
    told = rows(places)
    assert list(told) == list(SETTINGS)
    assert all(row.allowed == SETTINGS[name].rule.allowed and row.value == row.builtin for name, row in told.items())
    mine = {name for name, row in told.items() if row.lock is SettingLock.OPEN}  # under test, without a policy, all
    assert mine == set(SETTINGS)


def test_what_the_policy_says_is_locked_and_wins(places: Places) -> None:
    user(places, "[ui]\ntext_size = 120\ntray = true\n")
    policy(places, "[ui]\ntext_size = 150\n[lock]\nidle_seconds = 90\n")
    told = rows(places)
    size, tray = told["ui.text_size"], told["ui.tray"]
    assert (size.value, size.origin, size.lock) == ("150", SettingOrigin.POLICY, SettingLock.POLICY)
    assert (tray.origin, tray.lock) == (SettingOrigin.USER, SettingLock.OPEN)
    assert told["ui.text_size"].why is None
    assert told["lock.idle_seconds"].why is PolicyReason.SCREEN


def test_in_prod_what_only_the_policy_may_say_is_locked_for_that_reason(places: Places) -> None:
    policy(places, '[profile]\nname = "prod"\n')
    told = rows(places)
    assert {name for name, row in told.items() if row.lock is SettingLock.PROD} == {
        name for name, declared in SETTINGS.items() if declared.policy is not None
    }
    assert told["network.proxy"].why is PolicyReason.REQUESTS
    assert told["helseid.authority"].builtin == builtin("prod", 2)["helseid.authority"]
    assert told["ui.language"].lock is SettingLock.OPEN


def test_no_password_and_no_users_name_is_shown(places: Places) -> None:
    policy(places, '[network]\nproxy = "http://kari:hemmelig@proxy.example:8080"\n[contact]\nprivacy = "Personvern, 12345"\n')
    told = rows(places)
    assert told["network.proxy"].value == "http://proxy.example:8080"
    assert told["contact.privacy"].value == "Personvern, 12345"  # on this machine's own screen


def test_what_stands_in_a_list_is_told_and_not_only_how_much(places: Places) -> None:
    codes = ", ".join(f'{{ laboratory = "1", code = "S-{n}", analyte = "potassium" }}' for n in range(8))
    policy(
        places,
        f"""[acute]\nlocal_codes = [{codes}]
[helseid]\norganisations = [{{ orgnr = "994945688", name = "Legekontoret" }}]
[pps.outcomes]\nReservation = {{ screen = "restricted", openable = true }}
""",
    )
    told = rows(places)
    assert told["pps.outcomes"].value == ("General: restricted, openable; Specific: blocked; Reservation: restricted, openable")
    assert told["pps.outcomes"].builtin == "General: restricted, openable; Specific: blocked; Reservation: opted-out"
    assert told["acute.local_codes"].value.startswith("S-0 = potassium; S-1 = potassium; ")
    assert told["acute.local_codes"].value.endswith("; … (8)")
    assert told["helseid.organisations"].value == "Legekontoret (994945688)"


def test_the_sandbox_reads_no_file_and_in_trouble_nobody_knows() -> None:
    assert {row.lock for row in rows_of(fixed_settings({}), SAFE, sandbox=True)} == {SettingLock.SANDBOX}
    assert {row.lock for row in rows_of(fixed_settings({}), SAFE, sandbox=False, trouble=True)} == {SettingLock.UNKNOWN}
