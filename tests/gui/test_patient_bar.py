"""Small texts at the place where they are needed: full names, contacts, times, dialogs in one language."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from provesvar_gui.helseid.model import Clinician
from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.ui.patient_bar import PatientBar
from provesvar_gui.ui.widgets import Label
from tests.gui.fakes import DOCTOR, make_bench
from tests.gui.hands import Key, answered, part, press, showing
from tests.gui.results import made

NAME = "Stødig Bølgebryter"
SIX: tuple[str, ...] = ("Kari Nordmann Hansen", "Per Arne Konstantinopolitanska", "Ola Østvik Bergersen")
SIX += ("Anne-Grethe Wilhelmsen-Solberg", NAME, "Else Marie Fredriksen")


def in_bar(strip: PatientBar, name: str) -> Label:
    return part(strip, Label, f"patientStrip{name}")


@pytest.mark.hazard("H1.1")
@pytest.mark.parametrize("width", [911, 1024, 1366])
@pytest.mark.parametrize("clinician", [DOCTOR, None])
@pytest.mark.parametrize("basis", [AccessBasis.UNNTAK, AccessBasis.FORHOYET_AKUTT])
@pytest.mark.parametrize(("names", "unit", "year"), [(SIX, "Konstantinopels sykehus", 2027), ((NAME,), "Legevakten", 2026)])
def test_everything_of_the_look_up_and_who_is_logged_in_stays_at_every_width(
    qtbot: QtBot,
    dressed: QApplication,
    width: int,
    names: tuple[str, ...],
    unit: str,
    year: int,
    basis: AccessBasis,
    clinician: Clinician | None,
) -> None:
    """What is cut is whole in the description. Of a fetch of today neither the name nor the basis is."""
    strip = PatientBar()
    qtbot.addWidget(strip)
    strip.resize(width, 60)
    strip.show()
    strip.panel.show_who(clinician)
    strip.clock = lambda: datetime(year if clinician else 2026, 11, 25, tzinfo=UTC)  # with the year it is longest
    when = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)
    lookup = made.lookup()._replace(basis=basis)
    strip.show_lookup(lookup, "Lege (LE)", names=names, fetched_at=when, organisation=unit)
    dressed.processEvents()
    assert strip.minimumSizeHint().width() <= width, "else Qt cuts what is widest, which may be the number"
    (who,) = strip.panel.findChildren(Label, "whoLabel")
    assert strip.panel.accessibleName() == (f"Logged in: {DOCTOR.name}" if clinician else "Not logged in")
    assert who.shown_text() in {"GV", strip.panel.accessibleName().split(": ")[-1]} - ({DOCTOR.name} if width < 960 else set())
    assert (who.isVisible(), strip.panel.login.isVisible()) == (clinician is not None or width > 1200, clinician is None)
    assert in_bar(strip, "Number").text() == lookup.patient.grouped
    assert in_bar(strip, "Name").text() == ("6 different names: " if len(names) > 1 else "") + "; ".join(names)
    for name in ("Number", "Name", "Basis", "When", "Role"):
        label = in_bar(strip, name)
        label.grab()
        whole = label.shown_text() in (label.text(), "03:30" if name == "When" else year == 2027 and "Open: emergency")
        cut = label.text().split(": ")[-1][:20] in label.accessibleDescription()
        assert whole or (cut and name in ("Name", "Role")[year == 2026 :]), name
        assert label.isVisible()
        assert label.width() > 20, name
    assert strip.new.text().startswith("New patient")
    assert (strip.new.accessibleName(), "F8" in strip.new.toolTip()) == ("New patient", True)
    strip.clear()
    assert not any(in_bar(strip, name).text() for name in ("Number", "Name", "Told", "Basis", "When", "Role"))


FETCHED = datetime(2026, 11, 25, 7, 0, tzinfo=timezone(timedelta(hours=-5)))  # 13:00 in Norway


@pytest.mark.hazard("H2.2")
@pytest.mark.parametrize(
    ("year", "organisation", "said"),
    [
        (2026, "", "Fetched 25. nov 13:00 Role Lege"),
        (2027, "", "Fetched 25. nov 2026 13:00 Role Lege"),
        (2026, "Legevakten", "Fetched 25. nov 13:00 Role · organisation Lege · Legevakten"),
    ],
)
def test_basis_time_and_role_stand_above_the_results(qtbot: QtBot, year: int, organisation: str, said: str) -> None:
    strip = PatientBar()
    qtbot.addWidget(strip)
    strip.clock = lambda: datetime(year, 12, 31, tzinfo=UTC) - timedelta(days=30)
    strip.show_lookup(made.lookup(), "Lege", fetched_at=FETCHED, organisation=organisation)
    texts = [in_bar(strip, name).text() for name in ("BasisLabel", "Basis", "WhenLabel", "When", "RoleLabel", "Role")]
    assert " ".join(filter(None, texts)).replace("\u00a0", " ") == f"Basis Emergency {said}"
    role = in_bar(strip, "Role")
    field = role.parentWidget()
    assert field is not None
    assert role.text() in field.toolTip()


def test_the_role_above_the_results_is_the_one_they_were_fetched_with(qtbot: QtBot) -> None:
    bench = answered(make_bench(qtbot))
    press(Key.Key_F7)
    bench.window.form.role.take("SP")
    assert in_bar(bench.window.bar, "Role").text() == "Lege"
    press(Key.Key_Escape)
    assert showing(bench)
    assert in_bar(bench.window.bar, "Role").text() == "Lege"
