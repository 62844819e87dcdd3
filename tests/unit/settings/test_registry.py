"""The policy in Windows' registry, on a stand-in for ``winreg``; on Wine's registry: packaging.windows.prove_policy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from packaging.admx import admx
from packaging.windows.registry import Opened
from provesvar_gui.errors import ErrorCode
from provesvar_gui.platform.places import Places
from provesvar_gui.platform.registry import PolicyKey
from provesvar_gui.settings.policy import cautious_settings, load_settings, tolerant_contacts
from provesvar_gui.settings.settings import SETTINGS, SettingOrigin, builtin
from tests.unit.settings.group_policy import DWORD, EXAMPLES, MULTI_SZ, SZ, applied
from tests.unit.settings.kit import KEY, Registry, Values, failure, in_registry, policy

PLACE = r"HKLM\Software\Policies\Provesvar"
EXPAND_SZ, BINARY = 2, 3


@pytest.mark.requirement("R44")
def test_every_setting_as_group_policy_writes_it(places: Places) -> None:
    """By the template alone, which is made from the same declarations."""
    chosen = {**builtin("prod", 2), **EXAMPLES, "ui.drill": False, "lock.idle_seconds": 61}
    wanted = {name: SETTINGS[name].rule(value) if name in EXAMPLES else value for name, value in chosen.items()}
    assert load_settings(in_registry(places, {})) == load_settings(places)  # without a key
    settings = load_settings(places._replace(registry=PolicyKey(Registry(applied(chosen)))))
    assert {name: settings.value_of(name) for name in SETTINGS} == wanted
    assert {settings.origin_of(name) for name in chosen} == {SettingOrigin.REGISTRY}
    assert all(settings.locked(name) for name in chosen)


@pytest.mark.parametrize("policy", admx().findall("*/policy"), ids=lambda policy: policy.get("name"))
def test_what_can_be_chosen_in_the_template_is_taken_and_the_number_beside_is_not(places: Places, policy: Element) -> None:
    states = [each for each in policy.findall("*/decimal") if "value" in each.attrib]
    chosen: list[tuple[Any, int]] = [(int(each.get("value", "")), DWORD) for each in states]
    chosen += [(str(each.text), SZ) for each in policy.iter("string")]
    bounds = [int(each.get(bound, "")) for each in policy.findall("elements/decimal") for bound in ("minValue", "maxValue")]
    chosen += [(bound, DWORD) for bound in bounds]
    section, name = str(policy.get("name")).split("_", 1)
    for value in chosen:
        assert load_settings(in_registry(places, {section: {name: value}})).value_of(f"{section}.{name}") == value[0]
    wrong: list[tuple[Any, int]] = [(number, DWORD) for number in bounds and (min(bounds) - 1, max(bounds) + 1)]
    for value in [*wrong, ("%HOME%", EXPAND_SZ), (b"", BINARY)]:
        assert failure(in_registry(places, {section: {name: value}})).params["setting"] == f"{section}.{name}"


@pytest.mark.hazard("S119")
def test_the_registry_wins_over_the_file_and_both_are_known(places: Places) -> None:
    policy(places, "[lock]\nidle_seconds = 300\nwipe_seconds = 900\n[journal]\nmonths = 6\n")
    settings = load_settings(in_registry(places, {"lock": {"idle_seconds": (90, DWORD)}, "journal": {"months": (6, DWORD)}}))
    assert (settings.lock.idle_seconds, settings.lock.wipe_seconds, settings.journal.months) == (90, 900, 6)
    assert settings.overruled == {"lock.idle_seconds": 300}
    assert settings.origin_of("lock.idle_seconds") is SettingOrigin.REGISTRY
    assert settings.origin_of("lock.wipe_seconds") is SettingOrigin.POLICY


def test_tables_as_in_a_file_and_names_in_any_letters(places: Places) -> None:
    keys: Values = {
        "HelseID": {"Organisations": (["[{ orgnr = '994945688',", "name = 'Legevakten Ås' }]"], MULTI_SZ)},
        "contact": {"support": ('{ name = "IT", phone = "22 00 00 00" }', SZ)},
        "pps": {"outcomes": (['{ General = { screen = "restricted", openable = false } }'], MULTI_SZ)},
    }
    settings = load_settings(in_registry(places, keys))
    assert settings.helseid.organisations[0].name == "Legevakten Ås"
    assert settings.contact.support is not None
    assert settings.contact.support.phone == "22000000"
    assert not dict(settings.pps.outcomes)["General"].openable


WRONG: list[tuple[str, str, tuple[Any, int]]] = [
    ("lock", "idle_seconds", (59, DWORD)),
    ("lock", "idle_seconds", ("120", SZ)),
    ("ui", "language", ("de", SZ)),
    ("network", "ca_file", (r"%USERPROFILE%\ca.pem", EXPAND_SZ)),
    ("network", "proxy", (b"none", BINARY)),
    ("helseid", "scopes", ("openid", SZ)),
    ("helseid", "organisations", (["[{ orgnr ="], MULTI_SZ)),
    ("contact", "support", ("IT, 22 00 00 00", SZ)),
    ("network", "ca_file", ("ca.pem", SZ)),
    ("helseid", "machine_key", (r"%ProgramData%\key.json", SZ)),
]


@pytest.mark.hazard("H9.12", "S119")
@pytest.mark.parametrize(("section", "name", "value"), WRONG)
def test_a_wrong_type_or_value_is_told_with_its_place_and_what_may_stand_there(
    places: Places, section: str, name: str, value: tuple[Any, int]
) -> None:
    policy(places, "[lock]\nidle_seconds = 300\n")  # which what cannot be read may overrule
    registry = in_registry(places, {section: {name: value, "x": (1, DWORD)}, "lock2": {}})
    error = failure(registry)
    rule, setting = SETTINGS[f"{section}.{name}"].rule, f"{section}.{name}"
    told = {"file": PLACE, "setting": setting, "allowed": f"{rule.allowed} ({rule.kind})"}
    assert (error.code, dict(error.params)) == (ErrorCode.SETTINGS_INVALID, told)
    assert cautious_settings(registry).lock.idle_seconds == 60


def test_a_key_in_a_section_is_no_value_and_unknown_names_are_told(places: Places) -> None:
    error = failure(in_registry(places, {"pps": {}, r"pps\outcomes": {"General": ("blocked", SZ)}}))
    assert error.params["setting"] == "pps.outcomes"
    known = in_registry(places, {"": {"idle_seconds": (90, DWORD)}, "lock": {"idle": (90, DWORD)}, r"ui\more": {}, "ui": {}})
    assert set(load_settings(known).unknown_keys) == {"idle_seconds", "lock.idle", "ui.more"}


@pytest.mark.hazard("S83")
@pytest.mark.parametrize(("error", "kind"), [(PermissionError, "forbidden"), (OSError, "other")])
def test_one_that_may_not_be_read_is_not_none(places: Places, error: type[OSError], kind: str) -> None:
    unread = in_registry(places, {}, error=error)
    told = failure(unread)
    assert (told.code, told.params["file"], told.params["kind"]) == (ErrorCode.SETTINGS_UNREADABLE, PLACE, kind)
    assert cautious_settings(unread).ui.drill is False


class BeingWritten(Registry):
    """Windows sets a value after each reading of the key, ``most`` times."""

    def __init__(self, most: int) -> None:
        super().__init__({rf"{KEY}\lock": {"idle_seconds": (100, DWORD)}})
        self.most = most

    @contextmanager
    def OpenKey(self, key: int, sub_key: str, reserved: int, access: int, /) -> Iterator[Opened]:  # noqa: N802
        with super().OpenKey(key, sub_key, reserved, access) as opened:
            yield opened
        if sub_key.endswith("lock") and self.most:
            self.most -= 1
            self.keys[sub_key.lower()] = {"idle_seconds": (200 + self.most, DWORD)}


@pytest.mark.hazard("S119")
def test_a_policy_that_is_being_written_is_read_until_two_readings_agree(places: Places) -> None:
    def read(most: int) -> Places:
        return places._replace(registry=PolicyKey(BeingWritten(most)))

    assert load_settings(read(8)).lock.idle_seconds == 200
    assert failure(read(1000)).code is ErrorCode.SETTINGS_UNREADABLE
    assert cautious_settings(read(1000)).lock.idle_seconds == 60


@pytest.mark.hazard("S119")
@pytest.mark.parametrize("error", [FileNotFoundError, OSError])
def test_what_goes_while_it_is_read_is_read_anew(places: Places, error: type[OSError]) -> None:
    """Windows takes a key or a value away between its being listed and its being read."""

    class Going(Registry):
        gone = False

        @contextmanager
        def OpenKey(self, key: int, sub_key: str, reserved: int, access: int, /) -> Iterator[Opened]:  # noqa: N802
            if sub_key.endswith("lock") and not self.gone:
                self.gone = True
                raise error
            with super().OpenKey(key, sub_key, reserved, access) as opened:
                yield opened

    key = PolicyKey(Going({rf"{KEY}\lock": {"idle_seconds": (100, DWORD)}}))
    assert load_settings(places._replace(registry=key)).lock.idle_seconds == 100


@pytest.mark.hazard("H9.12")
def test_whom_to_call_is_read_also_beside_a_fault() -> None:
    key = PolicyKey(Registry({rf"{KEY}\contact": {"support": ('"IT"', SZ)}, rf"{KEY}\lock": {"proof": (1, DWORD)}}))
    assert [str(getattr(one, "name", one)) for one in tolerant_contacts(key).values()] == ["IT"]
