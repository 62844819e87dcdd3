"""Choosing the HPR role by code or name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from provesvar_gui.patient.roles import RoleListSource, in_order, make_role
from provesvar_gui.ui.form.role_picker import CODE, RolePicker
from provesvar_gui.ui.tinted_widgets import is_wrong
from tests.gui.fakes import ROLES

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel
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
    return picker.head.wrong


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
    assert "List of 01.08.2026\n" in picker.combo.toolTip()
    picker.set_roles(replace(ROLES, source=RoleListSource.LIVE, dated="2026-11-25"))
    assert picker.code == "LE"
    assert "List of 25.11.2026\n" in picker.combo.toolTip()


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


USABLE = ["AA", "LE", "SP", "VE"]  # in the order of the list
Key = Qt.Key


def rows(model: QAbstractItemModel | None) -> list[str]:
    """Roles by their code."""
    assert model is not None
    indexes = [model.index(row, 0) for row in range(model.rowCount())]
    return [str(index.data(CODE) or index.data()) for index in indexes]


def listed(picker: RolePicker) -> list[str]:
    return rows(picker.combo.model())


def about(picker: RolePicker) -> str:
    return picker.combo.accessibleDescription()


def test_without_that_knowledge_the_list_is_as_ever(picker: RolePicker) -> None:
    assert listed(picker) == USABLE
    picker.set_held(["SP"])
    picker.set_held(None)
    assert listed(picker) == USABLE
    picker.set_code("LE")
    assert about(picker) == ""


def test_what_is_held_comes_first_under_its_heading(picker: RolePicker) -> None:
    picker.set_held(["SP", "AA"])
    assert listed(picker) == ["AA", "SP", "LE", "VE"]
    picker.set_held([])
    assert listed(picker) == USABLE
    picker.set_held(["AA", "LE", "SP", "VE", "ZZ"])
    assert listed(picker) == USABLE


def test_each_row_says_whether_it_is_held(picker: RolePicker) -> None:
    picker.set_held(["SP"])
    spoken = [picker.combo.itemText(row) for row in range(picker.combo.count())]
    assert spoken == [
        "SP  Sykepleier · registered for you", "AA  Ambulansearbeider", "LE  Lege", "VE  Veterinær – cannot be used here",
    ]  # fmt: skip
    picker.set_code("SP")
    assert picker.combo.currentText() == "SP  Sykepleier"


def test_enter_takes_what_stands_at_the_top(picker: RolePicker) -> None:
    picker.set_roles(replace(ROLES, roles=in_order([*ROLES.roles, make_role("VP", "Vernepleier")])))
    picker.set_held(["VP"])
    QTest.keyClicks(picker.combo, "pleier")
    assert rows(picker.combo.popup.model()) == ["VP", "SP"]
    QTest.keyClick(picker.combo, Key.Key_Return)
    assert picker.code == "VP"


def test_a_code_typed_whole_stands_at_the_top_whoever_holds_it(picker: RolePicker) -> None:
    picker.set_roles(replace(ROLES, roles=in_order([*ROLES.roles, make_role("VP", "Spesialpleier")])))
    picker.set_held(["VP"])
    QTest.keyClicks(picker.combo, "sp")
    assert rows(picker.combo.popup.model()) == ["SP", "VP"]
    QTest.keyClick(picker.combo, Key.Key_Return)
    assert picker.code == "SP"


def test_enter_in_a_list_that_was_just_opened_chooses_nothing(picker: RolePicker) -> None:
    picker.combo.showPopup()
    QTest.keyClick(picker.combo.view(), Key.Key_Return)
    assert picker.code == ""


@pytest.mark.hazard("H6.7")
def test_a_role_that_is_not_held_can_be_chosen_and_says_so(picker: RolePicker) -> None:
    picker.set_held(["SP"])
    QTest.keyClicks(picker.combo, "LE")
    QTest.keyClick(picker.combo, Key.Key_Return)
    assert picker.code == "LE"
    assert about(picker) == "Not registered for you in HPR, according to HelseID."
    assert picker.head.message.text() == "Not registered for you"
    picker.set_held(["LE"])
    assert about(picker) == "Registered for you in HPR, according to HelseID."
    assert picker.code == "LE"


@pytest.mark.parametrize("what", ["held", "roles"])
def test_an_open_list_keeps_its_rows(picker: RolePicker, what: str) -> None:
    picker.combo.showPopup()
    view = picker.combo.view()
    QTest.keyClick(view, Key.Key_Down)
    QTest.keyClick(view, Key.Key_Down)
    before = listed(picker)
    if what == "held":
        picker.set_held(["SP"])
    else:
        picker.set_roles(replace(ROLES, roles=in_order([*ROLES.roles, make_role("AT", "Apotektekniker")])))
    assert view.isVisible()
    assert listed(picker) == before
    assert view.currentIndex().data(CODE) == "LE"
    QTest.keyClick(view, Key.Key_Return)
    assert picker.code == "LE"
    picker.combo.showPopup()
    assert listed(picker) == (["SP", "AA", "LE", "VE"] if what == "held" else ["AA", "AT", "LE", "SP", "VE"])
    assert picker.code == "LE"


def test_what_is_being_typed_is_found_in_the_same_order(picker: RolePicker) -> None:
    QTest.keyClicks(picker.combo, "eie")
    before = rows(picker.combo.popup.model())
    picker.set_held(["SP"])
    assert rows(picker.combo.popup.model()) == before
    QTest.keyClick(picker.combo, Key.Key_Return)
    assert picker.code == before[0]
    assert listed(picker)[0] == "SP"  # settled: nothing is under a finger


def test_both_that_came_meanwhile_are_taken(picker: RolePicker) -> None:
    picker.combo.showPopup()
    picker.set_held(["SP"])
    picker.set_roles(replace(ROLES, source=RoleListSource.LIVE, dated="2026-11-25"))
    picker.combo.hidePopup()
    assert listed(picker)[0] == "SP"


def test_nothing_is_said_of_somebody_who_is_gone(picker: RolePicker) -> None:
    picker.set_held(["SP"])
    picker.combo.showPopup()
    picker.set_held(None)
    assert not picker.combo.view().isVisible()
    assert listed(picker) == USABLE


def test_the_only_role_is_preselected_and_said(picker: RolePicker) -> None:
    picker.set_held(["SP"])
    assert picker.preselect()
    assert picker.code == "SP"
    assert about(picker) == "Registered for you in HPR, according to HelseID."
    assert picker.combo.lineEdit().selectedText() == "SP  Sykepleier"  # type: ignore[union-attr]  # editable


def test_what_was_used_last_is_filled_in_and_said_until_hpr_is_known(picker: RolePicker) -> None:
    picker.fill_in("LE")
    assert (picker.code, about(picker)) == ("LE", "The role that you used last.")
    picker.set_held(["LE"])
    assert about(picker) == "Registered for you in HPR, according to HelseID."
    picker.fill_in("ZZ")
    assert (picker.code, about(picker)) == ("", "")


def test_typing_replaces_it(picker: RolePicker) -> None:
    picker.set_held(["SP"])
    picker.preselect()
    QTest.keyClicks(picker.combo, "LE")
    assert about(picker) == ""
    assert picker.settle()
    assert picker.code == "LE"


def test_a_newer_list_leaves_it_preselected(picker: RolePicker) -> None:
    picker.set_held(["SP"])
    picker.preselect()
    picker.set_roles(replace(ROLES, source=RoleListSource.LIVE))
    assert picker.code == "SP"
    assert about(picker).startswith("Registered")


@pytest.mark.parametrize("held", [["SP", "LE"], [], ["VE"], ["ZZ"], None])
def test_nothing_is_preselected_where_it_is_not_one_that_can_be_used(picker: RolePicker, held: list[str] | None) -> None:
    picker.set_held(held)
    assert not picker.preselect()
    assert picker.code == ""


@pytest.mark.parametrize("act", ["chose", "chose and cleared", "types", "list open"])
def test_nothing_is_preselected_where_the_clinician_has_acted(picker: RolePicker, act: str) -> None:
    if act == "list open":
        picker.combo.showPopup()
    else:
        QTest.keyClicks(picker.combo, "LE" if act != "types" else "s")
        if act != "types":
            picker.settle()
    if act == "chose and cleared":
        picker.combo.lineEdit().selectAll()  # type: ignore[union-attr]  # editable
        QTest.keyClick(picker.combo, Key.Key_Delete)
        picker.settle()
    before = picker.code
    picker.set_held(["SP"])
    assert not picker.preselect()
    assert picker.code == before


def test_for_the_next_one_it_may_be_preselected_again(picker: RolePicker) -> None:
    QTest.keyClicks(picker.combo, "LE")
    picker.settle()
    picker.begin_anew()
    picker.set_held(["SP"])
    assert picker.preselect()
