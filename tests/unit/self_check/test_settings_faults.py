"""What the self-check says of settings' files that cannot be used: each thing, with its place and what may stand there."""

from __future__ import annotations

from pathlib import Path

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.self_check import findings as words
from provesvar_gui.self_check.findings import Grade, Item, State
from tests.unit.self_check.kit import Machine


def test_several_settings_that_are_wrong_are_told_one_by_one(tmp_path: Path) -> None:
    def invalid(name: str, line: str) -> AppError:
        params = {"file": "/x/settings.toml", "line": line, "setting": name, "allowed": '"a", "b"'}
        return AppError(ErrorCode.SETTINGS_INVALID, "x", params=params)

    machine = Machine(tmp_path)
    first, second = invalid("privacy.clipboard_seconds", "3"), invalid("ui.language", "7")
    unreadable = AppError(ErrorCode.SETTINGS_UNREADABLE, "x", params={"file": "/p.toml", "line": "2", "kind": "encoding"})
    params = {"file": "/x/settings.toml", "line": "9", "setting": "lock.idle_secons", "fault": "no-such-name"}
    strange = AppError(ErrorCode.SETTINGS_INVALID, "x", params=params)
    machine.trouble = AppError(first.code, "x", params=first.params, also=(second, unreadable, strange))
    finding = machine.check()[Item.SETTINGS]
    assert (finding.grade, finding.state) == (Grade.RED, State.SETTINGS_SEVERAL)
    assert words.what(finding, str).splitlines() == [
        "4 things in the settings cannot be used:",
        '    • A setting is not valid: privacy.clipboard_seconds in /x/settings.toml, line 3. Allowed: "a", "b".',
        '    • A setting is not valid: ui.language in /x/settings.toml, line 7. Allowed: "a", "b".',
        "    • The settings file cannot be read: /p.toml, line 2. It is not text in UTF-8.",
        "    • There is no such setting: lock.idle_secons in /x/settings.toml, line 9.",
    ]


def test_an_organisation_number_whose_check_digit_is_wrong(tmp_path: Path) -> None:
    params = {"file": "/x/settings.toml", "line": "4", "setting": "helseid.organisations", "allowed": "[…]"}
    machine = Machine(tmp_path)
    machine.trouble = AppError(ErrorCode.SETTINGS_INVALID, "x", params={**params, "fault": "orgnr-check-digit"})
    finding = machine.check()[Item.SETTINGS]
    assert finding.grade is Grade.RED
    assert "settings.toml, line 4. The check digit of the organisation number is wrong" in words.what(finding, str)
    assert "Allowed: […]." in words.what_to_do(finding, str)


def test_a_file_that_the_command_names_and_is_not_there(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    params = {"file": "/srv/nei.toml", "line": "", "kind": "absent"}
    machine.trouble = AppError(ErrorCode.SETTINGS_UNREADABLE, "no such file", params=params)
    assert words.what(machine.check()[Item.SETTINGS], str) == "There is no such settings file: /srv/nei.toml"
