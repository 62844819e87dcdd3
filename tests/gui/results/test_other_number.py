"""What is registered on another number has one name on every screen, and its counts can be related to each other."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from provesvar_gui.domain.results import Coverage
from provesvar_gui.ui.results import coverage_words
from tests.gui.results import made
from tests.gui.results.sandbox_patients import digested, patient
from tests.gui.results.shown import plain
from tests.gui.results.test_flowsheet import pane_of, potassium

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

UI: Final = Path(__file__).parents[3] / "provesvar_gui" / "ui"
TRANSLATES: Final = {"translate", "tr", "QT_TRANSLATE_NOOP"}


def test_the_line_above_the_views_the_button_and_the_table_count_the_same(qtbot: QtBot) -> None:
    result = patient()
    line = plain(coverage_words.line(result, digested(result).summary, partial=False))
    assert "3 on another number (9 result(s))" in line
    pane = pane_of(qtbot, result)
    assert plain(pane.apart.text()) == "9 result(s) on another number"
    status = plain(pane.status.text())
    assert "row(s) on another number (9 result(s)) not among them" in status
    pane.apart.click()
    assert "another number (" not in plain(pane.status.text())  # they are among them now


@pytest.mark.parametrize("apart", [False, True])
def test_without_another_number_none_is_named(apart: bool) -> None:
    other = (made.report("9", potassium("5.5", 3)),) if apart else ()
    result = made.result(made.report("1", potassium("4.0", 1)), other_identifier=other, coverage=Coverage(complete=True))
    summary = digested(result).summary
    assert summary is not None
    assert (summary.apart, summary.apart_results) == (len(other), len(other))
    assert ("another number" in coverage_words.line(result, summary, partial=False)) is apart


def test_no_screen_calls_it_an_identifier() -> None:
    said = set()
    for path in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if called in TRANSLATES:
                    said |= {each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)}
    assert "%n result(s) on another number" in said
    assert not [each for each in said if re.search(r"\bidentifiers?\b", each)]
