"""The page of settings, and the ways to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.self_check.checks import SettingLock, SettingsOverview, rows_of
from provesvar_gui.self_check.mailable import Mailable
from provesvar_gui.settings.policy import fixed_settings
from provesvar_gui.settings.settings import SETTINGS, PolicyReason, SettingOrigin
from provesvar_gui.ui.admin import settings as page
from provesvar_gui.ui.admin.settings import SettingsDialog
from tests.gui.fakes import Bench, make_bench
from tests.gui.hands import Key, cells, in_language, page_of, part, press

CONTROL = Qt.KeyboardModifier.ControlModifier
OPEN = rows_of(fixed_settings({}), Mailable(), sandbox=False)
CHANGED: dict[str, dict[str, Any]] = {
    "network.proxy": {"value": "http://proxy:8080", "origin": SettingOrigin.POLICY, "lock": SettingLock.POLICY},
    "journal.months": {"lock": SettingLock.PROD},
}
TOLD = SettingsOverview(
    rows=tuple(replace(row, **CHANGED.get(row.name, {})) for row in OPEN),
    profile="test",
    sandbox=False,
    trouble=None,
    own_file="/srv/lege/.config/provesvar/settings.toml",
    own_there=False,
    policy_file="/etc/xdg/provesvar/policy.toml",
    policy_there=True,
)
NAMES = [each.name for each in OPEN]


def opened(qtbot: QtBot, bench: Bench, told: SettingsOverview = TOLD) -> SettingsDialog:
    press(Key.Key_Comma, CONTROL)
    dialog = page_of(qtbot, bench, SettingsDialog)
    bench.bridge.last("settings").succeed(told)
    dialog.tabs.setCurrentIndex(1)
    return dialog


def state(dialog: SettingsDialog) -> str:
    return part(dialog, QLabel, "settingsState").text()


def choose(dialog: SettingsDialog, name: str) -> str:
    dialog.list.choose(NAMES.index(name))
    return dialog.facts.text()


def row(dialog: SettingsDialog, name: str) -> list[str]:
    return "\n".join(cells(dialog.list)[NAMES.index(name)]).split("\n")


def test_every_setting_says_what_it_is_for_in_the_language_of_the_screen(qapp: QApplication) -> None:
    untranslated: list[tuple[str, str]] = []
    for code in ("nb", "nn"):
        with in_language(qapp, code):
            said = {one.name: page.cells(one, TOLD)[0] for one in OPEN}
        untranslated += [(code, name) for name, text in said.items() if text.startswith(SETTINGS[name].help[:-1])]
    assert not untranslated
    assert {one.why for one in OPEN if one.why is not None} == set(PolicyReason)


def test_a_row_for_each_and_the_chosen_one_whole(qtbot: QtBot, bench: Bench) -> None:
    dialog = opened(qtbot, bench)
    assert dialog.list.topLevelItemCount() == len(SETTINGS)
    proxy = ["What requests pass through", "network.proxy", "http://proxy:8080", "Administrator", "Locked"]
    assert row(dialog, "network.proxy") == proxy
    assert row(dialog, "ui.text_size")[1:] == ["ui.text_size", "100", "Built in", ""]
    said = choose(dialog, "ui.text_size")
    for each in ("You, in /srv/lege/.config/provesvar/settings.toml", "Allowed: 100–200", "Built in: 100"):
        assert each in said


def test_what_is_typed_narrows_the_list(qtbot: QtBot, bench: Bench) -> None:
    dialog = opened(qtbot, bench)
    press(Key.Key_F, CONTROL)
    assert dialog.narrow.hasFocus()
    for typed, left in (("proxy", ["network.proxy"]), ("PROXY locked", ["network.proxy"]), ("nothing such", []), ("", NAMES)):
        dialog.narrow.setText(typed)
        shown = [name for place, name in enumerate(NAMES) if not dialog.list.isRowHidden(place, QModelIndex())]
        assert (shown, bool(dialog.facts.text())) == (left, bool(left)), "and the facts are of a row that is seen"


def test_a_lock_says_who_and_why(qtbot: QtBot, bench: Bench) -> None:
    dialog = opened(qtbot, bench)
    said = choose(dialog, "network.proxy")
    assert "Your administrator, in /etc/xdg/provesvar/policy.toml: it decides where requests go" in said
    said = choose(dialog, "journal.months")
    assert "In production only your administrator: it decides what is recorded" in said


@pytest.mark.hazard("S119")
def test_what_the_registry_says_and_the_file_otherwise_stands_with_both_places(qtbot: QtBot, bench: Bench) -> None:
    rows = tuple(
        replace(row, origin=SettingOrigin.REGISTRY, overruled="none") if row.name == "network.proxy" else row for row in TOLD.rows
    )
    dialog = opened(qtbot, bench, replace(TOLD, rows=rows, registry=r"HKLM\X"))
    assert r"HKLM\X counts, and /etc/xdg/provesvar/policy.toml says otherwise: network.proxy" in state(dialog)
    assert r"/etc/xdg/provesvar/policy.toml; HKLM\X" in dialog.state.toolTip()
    assert row(dialog, "network.proxy")[3:] == ["Administrator", "Locked"]
    said = choose(dialog, "network.proxy")
    for each in (r"Your administrator, in HKLM\X: it decides where", "Overruled: none (/etc/xdg/provesvar/policy.toml)"):
        assert each in said


def test_which_services_and_which_files(qtbot: QtBot, bench: Bench) -> None:
    dialog = opened(qtbot, bench, replace(TOLD, unknown=("lokk.idle",)))
    said = state(dialog) + dialog.state.toolTip()
    for each in ("synthetic people only", f"{TOLD.own_file} (not there)", TOLD.policy_file, "without effect: lokk.idle"):
        assert each in said


@pytest.mark.hazard("H9.12")
def test_a_file_that_cannot_be_used_is_told_with_line_and_allowed_values(qtbot: QtBot, bench: Bench) -> None:
    params = {"file": "/etc/xdg/provesvar/policy.toml", "setting": "ui.text_size", "line": "4", "allowed": "100–200"}
    trouble = AppError(ErrorCode.SETTINGS_INVALID, params=params)
    unsure = rows_of(fixed_settings({}), Mailable(), sandbox=False, trouble=True)
    dialog = opened(qtbot, bench, replace(TOLD, trouble=trouble, rows=unsure))
    for each in ("ui.text_size", "/etc/xdg/provesvar/policy.toml", "line 4", "100–200", "Correct the file"):
        assert each in state(dialog)
    assert "Until then nobody is asked anything" in state(dialog)
    assert NAMES[dialog.list.place] == "ui.text_size"
    assert "cannot be used" in row(dialog, "ui.text_size")[2]
    assert "cannot be used" not in row(dialog, "pps.base_url")[2]
    assert "Not known until the files can be read" in choose(dialog, "lock.proof")
    unusable = replace(TOLD, trouble=AppError(ErrorCode.SETTINGS_INVALID, params=params | {"setting": "lock.proof"}))
    assert page.facts(unsure[NAMES.index("lock.proof")], unusable)[0] == ("", ""), "the value shown is the built-in one"


def test_read_again_keeps_the_chosen_one(qtbot: QtBot, bench: Bench) -> None:
    dialog = opened(qtbot, bench)
    choose(dialog, "lock.proof")
    press(Key.Key_F5)
    again = part(dialog, QPushButton, "settingsReadButton")
    assert not again.isEnabled()
    assert len(bench.bridge.named("settings")) == 2
    bench.bridge.last("settings").succeed(TOLD)
    assert NAMES[dialog.list.place] == "lock.proof"
    press(Key.Key_F5)
    bench.bridge.last("settings").fail(AppError(ErrorCode.SETTINGS_UNREADABLE))
    assert again.isEnabled()
    assert "could not be read" in state(dialog)


@pytest.mark.parametrize(
    ("prod", "title", "label"), [(False, "Prøvesvar – TEST", ""), (True, "Prøvesvar", "Production: real patients")]
)
def test_the_window_says_its_profile_in_words(qtbot: QtBot, prod: bool, title: str, label: str) -> None:
    window = make_bench(qtbot, prod=prod).window
    assert window.windowTitle() == title
    assert part(window, QLabel, "prodLabel").text() == label
