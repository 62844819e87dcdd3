"""When it was fetched, as Norway's clocks say it, with the date: it may stand there past midnight."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from provesvar_gui.ui.patient_bar import PatientBar
from tests.gui.results import made

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

FETCHED = datetime(2026, 11, 25, 7, 0, tzinfo=timezone(timedelta(hours=-5)))  # 13:00 in Norway


@pytest.mark.hazard("H2.2")
@pytest.mark.parametrize(("year", "said"), [(2026, "Fetched 25. nov 13:00"), (2027, "Fetched 25. nov 2026 13:00")])
def test_basis_time_and_role_stand_above_the_results(qtbot: QtBot, year: int, said: str) -> None:
    strip = PatientBar()
    qtbot.addWidget(strip)
    strip.clock = lambda: datetime(year, 12, 31, tzinfo=UTC) - timedelta(days=30)
    strip.show_lookup(made.lookup(), "Lege", fetched_at=FETCHED)
    parts = ("BasisLabel", "Basis", "WhenLabel", "When", "RoleLabel", "Role")
    texts = (strip.findChildren(QLabel, f"patientStrip{part}")[0].text() for part in parts)
    assert " ".join(filter(None, texts)).replace("\u00a0", " ") == f"Basis Emergency {said} Role Lege"
