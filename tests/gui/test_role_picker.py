"""Choosing the HPR role by code or name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.patient.roles import HprRole, sort_by_name
from provesvar_gui.ui.form.pickers import CODE, RolePicker
from tests.gui.fakes import ORGANISATIONS, ROLES, Bench, make_bench
from tests.gui.hands import chosen, press, type_form

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def picker(qtbot: QtBot) -> RolePicker:
    made = RolePicker(ROLES)
    qtbot.addWidget(made)
    made.show()
    made.line.setFocus()
    return made


@pytest.mark.parametrize(
    ("typed", "code"), [("LE", "LE"), ("le", "LE"), ("lege", "LE"), ("pleier", "SP"), ("Ambul", "AA"), ("sp", "SP")]
)
def test_typing_code_or_name_and_enter_chooses(picker: RolePicker, typed: str, code: str) -> None:
    chosen: list[str] = []
    picker.chosen.connect(chosen.append)
    QTest.keyClicks(picker.line, typed)
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    assert (picker.code, chosen) == (code, [code])
    assert picker.line.text().startswith(code)


def test_an_unusable_code_is_shown_and_cannot_be_chosen(picker: RolePicker) -> None:
    QTest.keyClick(picker.line, Qt.Key.Key_Down)
    assert listed(picker) == USABLE
    for _ in USABLE:
        QTest.keyClick(picker.line, Qt.Key.Key_Down)
    assert picker.highlighted == "SP", "it is passed over"
    retype(picker, "VE")
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    assert picker.code == ""
    picker.set_code("VE")
    assert picker.code == ""


def retype(picker: RolePicker, text: str) -> None:
    picker.line.selectAll()
    QTest.keyClicks(picker.line, text)


def words(picker: RolePicker) -> str:
    return picker.head.message.text() if picker.line.property("wrong") else ""


@pytest.mark.parametrize(
    ("typed", "said"), [("zzz", "Unknown role «zzz»"), ("VE", "«VE» cannot be used here"), ("Vet", "«Vet» cannot be used here")]
)
def test_what_is_no_role_is_said_and_never_replaced_by_the_one_before(picker: RolePicker, typed: str, said: str) -> None:
    picker.set_code("LE")
    retype(picker, typed)
    assert picker.settle() is False
    assert (picker.code, picker.unfinished) == ("", True)
    assert picker.line.text() == typed
    assert said in words(picker)
    assert bool(picker.line.property("wrong"))
    retype(picker, "SP")
    assert words(picker) == ""
    assert picker.settle() is True
    assert (picker.code, picker.unfinished, bool(picker.line.property("wrong"))) == ("SP", False, False)


def test_a_newer_list_keeps_the_choice_and_says_where_it_is_from(picker: RolePicker) -> None:
    picker.set_code("LE")
    assert "List of 01.08.2026\n" in picker.line.toolTip()
    picker.set_roles(ROLES._replace(dated="2026-11-25"))
    assert picker.code == "LE"
    assert "List of 25.11.2026\n" in picker.line.toolTip()


def test_a_newer_list_without_the_code_takes_the_choice_away(picker: RolePicker) -> None:
    chosen: list[str] = []
    picker.chosen.connect(chosen.append)
    picker.set_code("LE")
    picker.set_roles(ROLES._replace(roles=(HprRole("LE", "Lege", active=False), HprRole("SP", "Sykepleier"))))
    assert (picker.code, chosen) == ("", [""])


def test_a_click_takes_a_row_and_escape_closes_the_list(picker: RolePicker) -> None:
    QTest.mouseClick(picker.line, Qt.MouseButton.LeftButton)
    rows = picker.list
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualItemRect(rows.item(1)).center())
    assert (picker.code, picker.open) == ("LE", False)
    QTest.mouseClick(picker.line, Qt.MouseButton.LeftButton)
    assert picker.highlighted == "LE"
    QTest.keyClick(picker.line, Qt.Key.Key_Escape)
    assert (picker.code, picker.open) == ("LE", False)


USABLE = ["AA", "LE", "SP", "VE"]  # in the order of the list
Key = Qt.Key


def listed(picker: RolePicker) -> list[str]:
    """Roles in the list that is open, or would be, by their code."""
    rows = picker.list
    open_rows = [str(rows.item(row).data(CODE)) for row in range(rows.count())]
    return open_rows if picker.open else [choice.code for choice in picker.rows]


def about(picker: RolePicker) -> str:
    return picker.line.accessibleDescription()


def test_each_row_says_whether_it_is_held(picker: RolePicker) -> None:
    picker.set_held(["SP"])
    assert [choice.row for choice in picker.rows] == [
        "SP  Sykepleier · registered for you", "AA  Ambulansearbeider", "LE  Lege", "VE  Veterinær – cannot be used here",
    ]  # fmt: skip
    picker.set_code("SP")
    assert picker.line.text() == "SP  Sykepleier"


@pytest.mark.hazard("H6.7")
def test_a_role_that_is_not_held_can_be_chosen_and_says_so(picker: RolePicker) -> None:
    picker.set_held(["SP"])
    QTest.keyClicks(picker.line, "LE")
    QTest.keyClick(picker.line, Key.Key_Return)
    assert picker.code == "LE"
    assert about(picker) == "Not registered for you in HPR, according to HelseID."
    assert picker.head.message.text() == "Not registered for you"
    picker.set_held(["LE"])
    assert about(picker) == "Registered for you in HPR, according to HelseID."
    assert picker.code == "LE"


@pytest.mark.parametrize("what", ["held", "roles"])
def test_an_open_list_keeps_its_rows(picker: RolePicker, what: str) -> None:
    QTest.keyClick(picker.line, Key.Key_Down)
    QTest.keyClick(picker.line, Key.Key_Down)
    before = listed(picker)
    if what == "held":
        picker.set_held(["SP"])
    else:
        picker.set_roles(ROLES._replace(roles=sort_by_name([*ROLES.roles, HprRole("AT", "Apotektekniker")])))
    assert listed(picker) == before
    assert picker.highlighted == "LE"
    QTest.keyClick(picker.line, Key.Key_Return)
    assert picker.code == "LE"
    assert listed(picker) == (["SP", "AA", "LE", "VE"] if what == "held" else ["AA", "AT", "LE", "SP", "VE"])


def test_what_was_used_last_is_filled_in_and_said_until_hpr_is_known(picker: RolePicker) -> None:
    picker.fill_in("LE")
    assert (picker.code, about(picker)) == ("LE", "The role that you used last.")
    picker.set_held(["LE"])
    assert about(picker) == "Registered for you in HPR, according to HelseID."
    picker.fill_in("ZZ")
    assert (picker.code, about(picker)) == ("", "")


@pytest.mark.parametrize("act", ["chose", "chose and cleared", "types", "list open"])
def test_nothing_is_preselected_where_the_clinician_has_acted(picker: RolePicker, act: str) -> None:
    if act == "list open":
        picker.open_list()
    else:
        QTest.keyClicks(picker.line, "LE" if act != "types" else "s")
        if act != "types":
            picker.settle()
    if act == "chose and cleared":
        picker.line.selectAll()
        QTest.keyClick(picker.line, Key.Key_Delete)
        picker.settle()
    before = picker.code
    picker.set_held(["SP"])
    assert not picker.preselect()
    assert picker.code == before


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return make_bench(qtbot, organisations=ORGANISATIONS)


@pytest.mark.hazard("H6.8")
@pytest.mark.parametrize("which", ["role", "organisation"])
@pytest.mark.parametrize("key", ["F2", "Alt+A", "F4", "Tab"])
def test_an_open_list_swallows_no_key_of_the_window_and_gets_none_later(bench: Bench, which: str, key: str) -> None:
    form = bench.window.form
    picker = {"role": form.role, "organisation": form.organisation}[which]
    picker.line.setFocus()
    press(Key.Key_Down)
    assert picker.open
    match key:
        case "Alt+A":
            press(Key.Key_A, Qt.KeyboardModifier.AltModifier)
        case "Tab":
            press(Key.Key_Tab)
        case _:
            press(Key.Key_F2 if key == "F2" else Key.Key_F4)
    if (which, key) != ("role", "F4"):
        assert not picker.open
    assert picker.code == ({"role": "AA", "organisation": ORGANISATIONS[0].orgnr}[which] if key == "Tab" else "")
    if key == "Alt+A":
        assert chosen(bench) is AccessBasis.AKUTT
    else:
        after = form.organisation.line if which == "role" else form.lookup
        assert QApplication.focusWidget() is {"F2": form.patient.line, "F4": form.role.line, "Tab": after}[key]
    code = picker.code
    press(Key.Key_Down)
    assert picker.code == code


def test_enter_takes_a_role_and_the_next_one_goes_on_to_the_form(bench: Bench) -> None:
    type_form(bench)
    bench.window.form.organisation.take(ORGANISATIONS[0].orgnr)
    bench.window.form.role.line.setFocus()
    before = bench.window.form.role.code
    press(Key.Key_Down)
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert bench.window.form.role.code not in ("", before)
    assert bench.bridge.named("login") == []
    press(Key.Key_Return)
    assert len(bench.bridge.named("login")) == 1


@pytest.mark.parametrize("typed", ["", ORGANISATIONS[1].name[:3]])
def test_the_enter_that_takes_an_organisation_goes_on_to_the_form(bench: Bench, typed: str) -> None:
    type_form(bench)
    bench.window.form.organisation.line.setFocus()
    QTest.keyClicks(bench.window.form.organisation.line, typed)
    press(Key.Key_Down)
    wanted = bench.window.form.organisation.highlighted
    assert wanted
    assert bench.bridge.named("login") == []
    press(Key.Key_Return)
    assert bench.window.form.organisation.code == wanted
    assert not bench.window.form.organisation.open
    assert len(bench.bridge.named("login")) == 1


def test_an_organisation_that_was_found_for_what_was_typed_is_seen_before_it_is_sent(bench: Bench) -> None:
    type_form(bench)
    bench.window.form.organisation.line.setFocus()
    QTest.keyClicks(bench.window.form.organisation.line, ORGANISATIONS[1].name.lower())
    press(Key.Key_Return)
    assert bench.window.form.organisation.code == ORGANISATIONS[1].orgnr
    assert bench.bridge.named("login") == []  # a choice that nobody has seen is not sent
    press(Key.Key_Return)
    assert len(bench.bridge.named("login")) == 1
