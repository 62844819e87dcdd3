"""The page of every setting: value, origin, lock and reason."""

from __future__ import annotations

from provesvar_gui.platform.places import Places
from provesvar_gui.self_check.checks import SettingLock, SettingRow, rows_of
from provesvar_gui.self_check.mailable import Mailable
from provesvar_gui.settings.policy import fixed_settings, load_settings
from provesvar_gui.settings.settings import SETTINGS, PolicyReason, SettingOrigin, builtin
from tests.unit.settings.kit import policy, user

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
