"""Copies: without the patient unless the person wants it, with their source, and gone from the clipboard in time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from provesvar_gui.results import export
from provesvar_gui.results.model import Identifier, LookupResult, Subject
from provesvar_gui.results.placed import everything
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.export import card
from provesvar_gui.ui.results.export.exporter import ExportOrigin
from provesvar_gui.ui.results.view import ResultsView
from tests.gui.results import made
from tests.gui.results.test_bundles import BUNDLES, read

STYLE = Style(language="nb")
SUBJECT = Subject(
    identifier=Identifier(system="urn:oid:2.16.578.1.12.4.1.4.1", value="13896900263"), display="BØLGEBRYTER, Stødig"
)


def answer(**more: Any) -> LookupResult:
    kalium = made.finding("P-Kalium", made.quantity("6.8"), interpretations=(made.ABOVE,))
    note = made.finding("Notat", "Stødig Bølgebryter, 138969 00263, ringes i dag")
    return made.result(made.report("1", kalium, note, subject=SUBJECT), **more)


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def copy_report(view: ResultsView, qtbot: QtBot) -> str:
    view.panes.turn_to(view.panes.place_of(Key.REPORTS))
    view.reports.detail.lines.finish()
    with qtbot.waitSignal(view.clipboard.changed):
        view.exporter.do(Key.COPY_ALL)
    return clipboard()


@pytest.mark.hazard("S99")
def test_a_copied_report_is_free_of_the_patient(view: ResultsView, qtbot: QtBot) -> None:
    view.show_result(answer(), partial=False)
    copied = copy_report(view, qtbot)
    assert "6,8 mmol/L" in copied
    assert "↑ Over øvre referansegrense" in copied
    assert "Pasientens prøvesvar" in copied.splitlines()[-1]
    assert "AKUTT" in copied.splitlines()[-1]
    assert "ringes i dag" in copied
    for part in ("13896900263", "138969 00263", "Bølgebryter", "BØLGEBRYTER", "Stødig"):
        assert part not in copied
    assert "\u00a0" not in copied


@pytest.mark.hazard("S99")
def test_with_the_patient_where_the_person_says_so_and_only_for_this_one(view: ResultsView, qtbot: QtBot) -> None:
    view.show_result(answer(), partial=False)
    view.tools.patient.trigger()
    assert any("with patient" in each.text() for each in view.tools.findChildren(QToolButton))
    first = copy_report(view, qtbot).splitlines()[1]  # below the mark of the test
    assert "138969 00263" in first
    assert "BØLGEBRYTER, Stødig" in first
    view.show_result(answer(), partial=False)
    assert view.tools.with_patient  # the same look-up: more of it came
    view.show_result(made.result(made.report("2"), number=2), partial=False)
    assert not view.tools.patient.isChecked()


@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.stem)
def test_no_copy_of_a_result_or_a_report_names_the_patient(path: Path) -> None:
    result, _raw = read(path)
    made_ = ExportOrigin(result=result, style=STYLE, partial=False)
    for placed in everything(result):
        said = card.reading(placed, STYLE)
        copied = made_.copy(export.reading_line(said), with_patient=False)
        for secret in (*made_.numbers(), *made_.names()):
            assert secret not in copied
        assert "kritisk" not in "".join((*said.marks, *said.states)).casefold()  # no laboratory in these bundles says it


def test_what_lies_on_the_clipboard_is_told_and_can_be_taken_off(view: ResultsView, qtbot: QtBot) -> None:
    view.show_result(answer(), partial=False)
    assert not view.exporter.note.isVisible()
    copy_report(view, qtbot)
    assert view.exporter.note.isVisible()
    assert "60 s" in view.exporter.note.copied.text()
    QTest.keyClick(view.reports.detail, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert not clipboard()
    assert not view.exporter.note.isVisible()


@pytest.mark.hazard("S99")
def test_it_goes_with_the_patient_but_not_with_a_changed_digit_or_when_it_is_fetched_again(
    view: ResultsView, qtbot: QtBot
) -> None:
    other = replace(answer(), lookup=made.lookup(3, digits="24837810031"))
    for stays, goes in (
        (view.hide_result, view.clear),
        (
            lambda: view.show_result(made.result(made.report("2"), number=2), partial=False),
            lambda: view.show_result(other, partial=False),
        ),
    ):
        view.show_result(answer(), partial=False)
        copy_report(view, qtbot)
        stays()
        assert clipboard()
        goes()
        assert not clipboard()
