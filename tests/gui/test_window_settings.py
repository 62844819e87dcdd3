"""Settings in trouble: what the window says, and that the next try reads them again and loses nothing that was typed."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.ui.marks import ProfileStrip
from provesvar_gui.ui.window_settings import WindowSettings
from tests.gui.fakes import DOCTOR, KARI, ORGANISATIONS, Bench, make_bench
from tests.gui.hands import Key, ask, chosen, find, label, press, sent, status, type_form
from tests.window_settings import window_settings

TROUBLE = AppError(
    ErrorCode.SETTINGS_INVALID,
    params={"file": "policy.toml", "setting": "profile.name", "line": "4", "allowed": '"test", "prod"'},
)
UNREADABLE = AppError(ErrorCode.SETTINGS_UNREADABLE, params={"file": "policy.toml", "line": "7"})
GOOD = window_settings()


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return make_bench(qtbot, trouble=TROUBLE)


def marks(bench: Bench) -> list[str]:
    return [mark.objectName() for mark in bench.window.findChildren(ProfileStrip) if mark.isVisible()]


def read(bench: Bench, settings: WindowSettings = GOOD) -> None:
    bench.bridge.last("read_settings").succeed(settings)


@pytest.mark.parametrize(
    ("window", "mark"),
    [
        ({"prod": True}, []),
        ({}, ["profileMark"]),
        ({"sandbox": True}, ["sandboxMark"]),
        ({"prod": True, "trouble": TROUBLE}, ["troubleMark"]),
    ],
)
def test_what_stands_over_every_view(qtbot: QtBot, window: dict[str, Any], mark: list[str]) -> None:
    assert marks(make_bench(qtbot, **window)) == mark


def test_trouble_is_told_at_the_start_with_all_that_helps(bench: Bench) -> None:
    assert find(bench, "statusBanner").isVisible()
    said = label(bench, "statusWhat")
    for part in ("profile.name", "policy.toml", "line 4", '"test", "prod"'):
        assert part in said
    assert "Enter" in label(bench, "statusDo")


def test_enter_reads_them_again_and_goes_on_with_what_was_typed(bench: Bench) -> None:
    ask(bench)
    assert bench.bridge.named("login") == []  # nothing is tried with settings that nobody has read
    assert "settings" in status(bench)
    read(bench)
    assert marks(bench) == ["profileMark"]
    assert not find(bench, "statusBanner").isVisible()
    assert len(bench.bridge.named("login")) == 1
    bench.bridge.last("login").succeed(DOCTOR)
    assert (sent(bench).patient.digits, sent(bench).basis, sent(bench).role_code) == (KARI, AccessBasis.AKUTT, "LE")


@pytest.mark.hazard("H1.10")
def test_a_number_that_was_typed_before_is_judged_by_them(bench: Bench) -> None:
    ask(bench)
    read(bench, window_settings(prod=True))
    assert bench.bridge.named("login") == []
    assert "synthetic" in label(bench, "patientMessage")


@pytest.mark.hazard("H6.9")
def test_an_organisation_that_came_with_them_is_the_one_that_is_asked_for(bench: Bench) -> None:
    ask(bench)
    read(bench, window_settings(organisations=ORGANISATIONS))
    press(Key.Key_Escape)
    bench.window.form.organisation.take(ORGANISATIONS[1].orgnr)
    find(bench, "lookupButton").setFocus()
    press(Key.Key_Return)
    assert bench.bridge.last("login").given["organisation"] == ORGANISATIONS[1]


def test_settings_that_are_still_wrong_are_read_at_each_enter(bench: Bench) -> None:
    type_form(bench)
    for again in range(2):
        press(Key.Key_Return)
        assert len(bench.bridge.named("read_settings")) == again + 1
        bench.bridge.last("read_settings").fail(UNREADABLE)
        assert "line 7" in label(bench, "statusWhat")
        assert marks(bench) == ["troubleMark"]
    assert bench.bridge.named("login") == []
    assert bench.window.form.patient.line.text() == "138969 00263"
    assert chosen(bench) is AccessBasis.AKUTT
    assert bench.window.form.role.code == "LE"


def test_a_program_that_is_not_set_up_reads_the_settings_at_the_first_try(qtbot: QtBot) -> None:
    bench = make_bench(qtbot)
    qtbot.waitUntil(lambda: bool(bench.bridge.named("refresh_roles")))
    bench.bridge.last("refresh_roles").fail(AppError(ErrorCode.CLIENT_NOT_CONFIGURED))
    assert not find(bench, "statusBanner").isVisible()
    ask(bench)
    assert bench.bridge.named("login") == []
    assert len(bench.bridge.named("read_settings")) == 1
