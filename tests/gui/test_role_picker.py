"""Choosing the HPR role by code or name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from provesvar_gui.patient.roles import RoleListSource, make_role
from provesvar_gui.ui.form.role_picker import RolePicker
from provesvar_gui.ui.tone import ToneLabel, is_wrong
from tests.gui.fakes import ROLES

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def picker(qtbot: QtBot) -> RolePicker:
    made = RolePicker(ROLES)
    qtbot.addWidget(made)
    made.show()
    made.combo.setFocus()
    return made


@pytest.mark.parametrize(
    ("typed", "code"), [("LE", "LE"), ("le", "LE"), ("lege", "LE"), ("pleier", "SP"), ("Ambul", "AA"), ("sp", "SP")]
)
def test_typing_code_or_name_and_enter_chooses(picker: RolePicker, typed: str, code: str) -> None:
    chosen: list[str] = []
    picker.chosen.connect(chosen.append)
    line = picker.combo.lineEdit()
    assert line is not None
    QTest.keyClicks(picker.combo, typed)
    QTest.keyClick(picker.combo, Qt.Key.Key_Return)
    assert (picker.code, chosen) == (code, [code])
    assert line.text().startswith(code)


def test_popup_offers_what_matches_best_first(picker: RolePicker) -> None:
    line = picker.combo.lineEdit()
    assert line is not None
    QTest.keyClicks(picker.combo, "e")
    model = picker.combo.popup.model()
    assert model is not None
    texts = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert texts == [] or all("e" in text.lower() for text in texts)
    line.clear()
    QTest.keyClicks(picker.combo, "Vet")
    assert [picker.combo.found.index(row, 0).data() for row in range(picker.combo.found.rowCount())] == [
        "VE  Veterinær – cannot be used here"
    ]


def test_an_unusable_code_is_shown_and_cannot_be_chosen(picker: RolePicker) -> None:
    row = picker.combo.findData("VE")
    model = picker.combo.model()
    assert row >= 0
    assert not model.flags(model.index(row, 0)) & Qt.ItemFlag.ItemIsEnabled
    line = picker.combo.lineEdit()
    assert line is not None
    QTest.keyClicks(picker.combo, "VE")
    QTest.keyClick(picker.combo, Qt.Key.Key_Return)
    assert picker.code == ""
    picker.set_code("VE")
    assert picker.code == ""


def retype(picker: RolePicker, text: str) -> None:
    picker.combo.lineEdit().selectAll()  # type: ignore[union-attr]  # editable
    QTest.keyClicks(picker.combo, text)


def words(picker: RolePicker) -> str:
    return picker.note.text() if picker.note.isVisible() else ""


@pytest.mark.parametrize(
    ("typed", "said"), [("zzz", "Unknown role «zzz»"), ("VE", "«VE» cannot be used here"), ("Vet", "«Vet» cannot be used here")]
)
def test_what_is_no_role_is_said_and_never_replaced_by_the_one_before(picker: RolePicker, typed: str, said: str) -> None:
    picker.set_code("LE")
    retype(picker, typed)
    assert picker.settle() is False
    assert (picker.code, picker.refused) == ("", True)
    assert picker.combo.currentText() == typed
    assert said in words(picker)
    assert is_wrong(picker.combo)
    retype(picker, "SP")
    assert words(picker) == ""
    assert picker.settle() is True
    assert (picker.code, picker.refused, is_wrong(picker.combo)) == ("SP", False, False)


def test_the_role_is_none_as_soon_as_something_else_is_typed(picker: RolePicker) -> None:
    picker.set_code("LE")
    chosen: list[str] = []
    picker.chosen.connect(chosen.append)
    retype(picker, "S")
    assert (picker.code, chosen) == ("", [""])


def test_tab_stays_once_where_what_was_typed_is_no_role(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    picker, after = RolePicker(ROLES, parent=window), QLineEdit(window)
    window.show()
    picker.combo.setFocus()
    QTest.keyClicks(picker.combo, "zzz")
    QTest.keyClick(picker.combo, Qt.Key.Key_Tab)
    assert window.focusWidget() is picker.combo
    assert "zzz" in words(picker)
    QTest.keyClick(picker.combo, Qt.Key.Key_Tab)
    assert window.focusWidget() is after


def test_emptying_the_line_takes_the_choice_away(picker: RolePicker) -> None:
    picker.set_code("LE")
    line = picker.combo.lineEdit()
    assert line is not None
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    assert picker.code == ""
    assert picker.settle() is False
    assert words(picker) == ""


def test_a_newer_list_keeps_the_choice_and_says_where_it_is_from(picker: RolePicker) -> None:
    picker.set_code("LE")
    source = picker.findChild(ToneLabel, "roleSource")
    assert source is not None
    assert source.text() == "List of 01.08.2026, with the program"
    picker.set_roles(replace(ROLES, source=RoleListSource.LIVE, dated="2026-11-25"))
    assert picker.code == "LE"
    assert source.text() == "List of 25.11.2026, up to date"


def test_a_newer_list_without_the_code_takes_the_choice_away(picker: RolePicker) -> None:
    chosen: list[str] = []
    picker.chosen.connect(chosen.append)
    picker.set_code("LE")
    picker.set_roles(replace(ROLES, roles=(make_role("LE", "Lege", active=False), make_role("SP", "Sykepleier"))))
    assert (picker.code, chosen) == ("", [""])


def test_a_newer_list_does_not_disturb_typing(picker: RolePicker) -> None:
    line = picker.combo.lineEdit()
    assert line is not None
    QTest.keyClicks(picker.combo, "syk")
    picker.set_roles(replace(ROLES, source=RoleListSource.LIVE))
    assert line.text() == "syk"


def test_down_and_enter_takes_what_is_highlighted(picker: RolePicker) -> None:
    QTest.keyClicks(picker.combo, "S")
    assert picker.combo.popup.isVisible()
    QTest.keyClick(picker.combo.popup, Qt.Key.Key_Down)
    QTest.keyClick(picker.combo.popup, Qt.Key.Key_Return)
    assert picker.code == "SP"
    assert not picker.combo.popup.isVisible()
