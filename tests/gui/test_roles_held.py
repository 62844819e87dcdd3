"""What HPR has of the clinician, in the list of roles: first, said, and never moving a row under a finger."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from provesvar_gui.patient.roles import RoleListSource, in_order, make_role
from provesvar_gui.ui.form.role_picker import CODE, RolePicker
from tests.gui.fakes import ROLES

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel
    from pytestqt.qtbot import QtBot

MINE, OTHERS = "Registered for you in HPR", "Not registered for you in HPR (according to HelseID)"
USABLE = ["AA", "LE", "SP", "VE"]  # in the order of the list
Key = Qt.Key


@pytest.fixture
def picker(qtbot: QtBot) -> RolePicker:
    made = RolePicker(ROLES)
    qtbot.addWidget(made)
    made.show()
    made.combo.setFocus()
    return made


def rows(model: QAbstractItemModel | None) -> list[str]:
    """Headings as they are, roles by their code."""
    assert model is not None
    indexes = [model.index(row, 0) for row in range(model.rowCount())]
    return [str(index.data(CODE) or index.data()) for index in indexes]


def listed(picker: RolePicker) -> list[str]:
    return rows(picker.combo.model())


def about(picker: RolePicker) -> str:
    return picker.about.words


def test_without_that_knowledge_the_list_is_as_ever(picker: RolePicker) -> None:
    assert listed(picker) == USABLE
    picker.set_held(["SP"])
    picker.set_held(None)
    assert listed(picker) == USABLE
    picker.set_code("LE")
    assert about(picker) == ""


def test_what_is_held_comes_first_under_its_heading(picker: RolePicker) -> None:
    picker.set_held(["SP", "AA"])
    assert listed(picker) == [MINE, "AA", "SP", OTHERS, "LE", "VE"]
    picker.set_held([])
    assert listed(picker) == [OTHERS, *USABLE]
    picker.set_held(["AA", "LE", "SP", "VE", "ZZ"])
    assert listed(picker) == [MINE, *USABLE]


def test_each_row_says_it_to_a_screen_reader(picker: RolePicker) -> None:
    picker.set_held(["SP"])
    spoken = [picker.combo.itemData(row, Qt.ItemDataRole.AccessibleTextRole) for row in range(picker.combo.count())]
    assert spoken[1] == "SP  Sykepleier, registered for you in HPR"
    assert spoken[3] == "AA  Ambulansearbeider, not registered for you in HPR, according to HelseID"
    assert spoken[5] == "VE  Veterinær – cannot be used here, not registered for you in HPR, according to HelseID"


def test_headings_cannot_be_chosen(picker: RolePicker) -> None:
    picker.set_held(["SP"])
    picker.combo.showPopup()
    view = picker.combo.view()
    QTest.keyClick(view, Key.Key_Down)
    assert view.currentIndex().data(CODE) == "SP"
    QTest.keyClick(view, Key.Key_Down)
    assert view.currentIndex().data(CODE) == "AA"  # past the heading between
    QTest.keyClick(view, Key.Key_Return)
    assert picker.code == "AA"


def test_arrow_keys_in_the_found_ones_step_over_the_heading(picker: RolePicker) -> None:
    picker.set_held(["SP"])
    QTest.keyClicks(picker.combo, "s")
    popup = picker.combo.popup
    assert rows(popup.model())[0] == MINE
    QTest.keyClick(popup, Key.Key_Down)
    assert popup.currentIndex().data(CODE) == "SP"
    QTest.keyClick(popup, Key.Key_Up)
    assert not popup.currentIndex().isValid()
    QTest.keyClick(popup, Key.Key_Down)
    QTest.keyClick(popup, Key.Key_Return)
    assert picker.code == "SP"


def test_enter_takes_what_stands_at_the_top(picker: RolePicker) -> None:
    picker.set_roles(replace(ROLES, roles=in_order([*ROLES.roles, make_role("VP", "Vernepleier")])))
    picker.set_held(["VP"])
    QTest.keyClicks(picker.combo, "pleier")
    assert rows(picker.combo.popup.model()) == [MINE, "VP", OTHERS, "SP"]
    QTest.keyClick(picker.combo, Key.Key_Return)
    assert picker.code == "VP"


def test_a_code_typed_whole_stands_at_the_top_whoever_holds_it(picker: RolePicker) -> None:
    picker.set_roles(replace(ROLES, roles=in_order([*ROLES.roles, make_role("VP", "Spesialpleier")])))
    picker.set_held(["VP"])
    QTest.keyClicks(picker.combo, "sp")
    assert rows(picker.combo.popup.model()) == [OTHERS, "SP", MINE, "VP"]
    QTest.keyClick(picker.combo, Key.Key_Return)
    assert picker.code == "SP"


def test_enter_in_a_list_that_was_just_opened_chooses_nothing(picker: RolePicker) -> None:
    picker.combo.showPopup()
    QTest.keyClick(picker.combo.view(), Key.Key_Return)
    assert picker.code == ""


def test_a_role_that_is_not_held_can_be_chosen_and_says_so(picker: RolePicker) -> None:
    picker.set_held(["SP"])
    QTest.keyClicks(picker.combo, "LE")
    QTest.keyClick(picker.combo, Key.Key_Return)
    assert picker.code == "LE"
    assert about(picker) == "▲ Not registered for you in HPR, according to HelseID."
    assert about(picker) in picker.combo.accessibleDescription()
    picker.set_held(["LE"])
    assert about(picker) == ""
    assert picker.code == "LE"


# -- what comes while a list is open, or somebody types


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
    assert listed(picker) == ([MINE, "SP", OTHERS, "AA", "LE", "VE"] if what == "held" else ["AA", "AT", "LE", "SP", "VE"])
    assert picker.code == "LE"


def test_what_is_being_typed_is_found_in_the_same_order(picker: RolePicker) -> None:
    QTest.keyClicks(picker.combo, "eie")
    before = rows(picker.combo.popup.model())
    picker.set_held(["SP"])
    assert rows(picker.combo.popup.model()) == before
    QTest.keyClick(picker.combo, Key.Key_Return)
    assert picker.code == before[0]
    assert listed(picker)[0] == MINE  # settled: nothing is under a finger


def test_both_that_came_meanwhile_are_taken(picker: RolePicker) -> None:
    picker.combo.showPopup()
    picker.set_held(["SP"])
    picker.set_roles(replace(ROLES, source=RoleListSource.LIVE, dated="2026-11-25"))
    picker.combo.hidePopup()
    assert listed(picker)[:2] == [MINE, "SP"]


def test_nothing_is_said_of_somebody_who_is_gone(picker: RolePicker) -> None:
    picker.set_held(["SP"])
    picker.combo.showPopup()
    picker.set_held(None)
    assert not picker.combo.view().isVisible()
    assert listed(picker) == USABLE


# -- one role alone


def test_the_only_role_is_preselected_said_and_confirmed_by_enter(picker: RolePicker) -> None:
    picker.set_held(["SP"])
    assert picker.preselect()
    assert picker.code == "SP"
    assert about(picker) == "Preselected: the only role registered for you in HPR, according to HelseID."
    assert picker.combo.lineEdit().selectedText() == "SP  Sykepleier"  # type: ignore[union-attr]  # editable
    assert picker.settle()  # Enter: seen
    assert not picker.settle()
    assert picker.code == "SP"


def test_passing_over_it_confirms_nothing(picker: RolePicker) -> None:
    picker.set_held(["SP"])
    picker.preselect()
    assert not picker.refuses_now()  # Tab
    picker.combo.clearFocus()
    assert picker.settle()


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
    assert about(picker).startswith("Preselected")
    assert picker.settle()


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
