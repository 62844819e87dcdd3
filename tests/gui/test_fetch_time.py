"""When it was fetched, as Norway's clocks say it: with the date as soon as that is not today's, also past midnight."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from provesvar_gui.ui.patient_bar import PatientBar
from provesvar_gui.ui.today import Today
from tests.gui.results import made

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

FETCHED = datetime(2026, 11, 25, 7, 0, tzinfo=timezone(timedelta(hours=-5)))  # 13:00 in Norway


class Clock:
    def __init__(self, when: datetime) -> None:
        self.when = when

    def __call__(self) -> datetime:
        return self.when


def bar_at(qtbot: QtBot, clock: Clock) -> PatientBar:
    bar = PatientBar()
    bar.clock = clock
    qtbot.addWidget(bar)
    return bar


def strip_at(qtbot: QtBot, clock: Clock) -> PatientBar:
    strip = bar_at(qtbot, clock)
    strip.resize(1366, 60)
    strip.show_lookup(made.lookup(), "Lege", fetched_at=FETCHED)
    return strip


def how(strip: PatientBar) -> str:
    """Basis, time, role: each label over its value."""
    parts = ("BasisLabel", "Basis", "WhenLabel", "When", "RoleLabel", "Role")
    said = (strip.findChildren(QLabel, f"patientStrip{part}")[0].text() for part in parts)
    return " ".join(filter(None, said)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (datetime(2026, 11, 25, 22, 59, tzinfo=UTC), "Fetched 13:00"),
        (datetime(2026, 11, 25, 23, 0, tzinfo=UTC), "Fetched 25. nov 13:00"),
        (datetime(2026, 11, 25, 23, 0, tzinfo=UTC) - timedelta(days=1), "Fetched 13:00"),
        (datetime(2026, 11, 25, 22, 59, tzinfo=UTC) - timedelta(days=1), "Fetched 25. nov 13:00"),
    ],
)
def test_norwegian_time_and_the_date_where_it_is_not_today(qtbot: QtBot, now: datetime, said: str) -> None:
    assert how(strip_at(qtbot, Clock(now))) == f"Basis Emergency {said} Role Lege"


@pytest.mark.hazard("H2.2")
def test_past_midnight_the_date_comes_by_itself(qtbot: QtBot) -> None:
    clock = Clock(datetime(2026, 11, 25, 22, 59, tzinfo=UTC))
    strip = strip_at(qtbot, clock)
    clock.when += timedelta(minutes=1)
    for today in strip.findChildren(Today):
        today.look()
    assert "Fetched 25." in how(strip)
