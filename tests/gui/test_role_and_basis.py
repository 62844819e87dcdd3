"""The choice of role and basis in the window: the clinician's HPR roles, and the question before a look-up."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTranslator
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QApplication

from provesvar_gui.helseid.model import Clinician, SessionEnd, SessionEvent
from provesvar_gui.paths import resource
from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.ui import keys
from provesvar_gui.ui.form import basis_picker as basis_module
from tests.gui.fakes import DOCTOR, KARI, NURSE, Bench
from tests.gui.hands import Key, click, find, label, press, sent, status

WORDS = Path(__file__).resolve().parents[3] / "shared" / "data" / "access_basis.json"


def learn(bench: Bench, clinician: Clinician, *codes: str) -> None:
    known = replace(clinician, approvals=tuple(codes))
    bench.bridge.sessionChanged.emit(SessionEvent(clinician=known, approvals_arrived=True))


def log_in(bench: Bench, clinician: Clinician = DOCTOR) -> None:
    click(bench, "loginButton")
    bench.bridge.last("login").succeed(clinician)


def test_the_only_role_is_filled_in_shown_and_remembered(bench: Bench) -> None:
    bench.window.form.patient.line.setText(KARI)
    bench.window.form.basis.choose(AccessBasis.SAMTYKKE)
    press(Key.Key_Return)
    bench.bridge.last("login").succeed(DOCTOR)
    assert label(bench, "roleMessage") == "Choose your HPR role."
    learn(bench, DOCTOR, "SP")
    assert label(bench, "roleMessage") == "Registered for you"
    assert bench.window.controller.desk.form.role == "SP"
    assert bench.bridge.named("lookup") == []
    assert "then press Enter" in status(bench)
    press(Key.Key_Return)
    assert sent(bench).role_code == "SP"
    assert bench.memory.roles == {DOCTOR.hpr_number: "SP"}


@pytest.mark.parametrize("remembered", ["LE", "ZZ", ""])
def test_a_role_that_was_remembered_or_chosen_is_not_replaced(bench: Bench, remembered: str) -> None:
    if remembered:
        bench.memory.roles[DOCTOR.hpr_number] = remembered
    else:
        bench.window.form.role.take("LE")
    log_in(bench)
    learn(bench, DOCTOR, "SP")
    assert bench.window.form.role.code == ("" if remembered == "ZZ" else "LE"), "ZZ is not in the list any more"
    assert label(bench, "roleMessage").startswith("Not registered") is (remembered != "ZZ")


@pytest.mark.hazard("H6.7")
@pytest.mark.parametrize(("codes", "said"), [(("SP",), True), (("LE", "SP"), False), (None, False)])
def test_somebody_else_is_asked_before_it_is_sent(bench: Bench, codes: tuple[str, ...] | None, said: bool) -> None:
    bench.window.form.patient.line.setText(KARI)
    bench.window.form.basis.choose(AccessBasis.SAMTYKKE)
    log_in(bench)
    if codes is not None:
        learn(bench, DOCTOR, "LE")  # filled in for the doctor
    else:
        bench.window.form.role.take("LE")  # chosen by them
    bench.bridge.sessionChanged.emit(SessionEvent(clinician=None, ended=SessionEnd.EXPIRED))
    press(Key.Key_Return)
    bench.bridge.last("login").succeed(NURSE)
    assert bench.bridge.named("lookup") == []
    assert find(bench, "personQuestion").isVisible()
    if codes is not None:
        learn(bench, NURSE, *codes)
    assert bench.window.form.role.code == "LE"  # neither replaced nor sent
    assert bench.bridge.named("lookup") == []
    assert "chosen for somebody else" in bench.window.form.question.yes.accessibleDescription()
    assert label(bench, "roleMessage").startswith("Not registered") is said
    click(bench, "confirmPersonButton")
    assert sent(bench).role_code == "LE"
    assert bench.memory.roles == {NURSE.hpr_number: "LE"}


def test_every_basis_has_its_words(bench: Bench) -> None:
    bench.window.form.patient.line.setText(KARI)
    press(Key.Key_Return)
    assert label(bench, "basisMessage") == f"Choose the basis for access: {' / '.join(keys.BASIS_LETTERS.values())}."
    guide = [(each / name).read_text("utf-8") for each in resource("guide").iterdir() for name in ("basis.html", "start.html")]
    for basis, key in keys.BASES.items():
        assert all(f'data-key="{key.name.lower()}"' in page for page in guide)
        bench.window.form.basis.choose(basis)
        card = find(bench, f"basis{basis.value.title()}")
        for text in basis_module.texts(basis)[1:3]:
            assert text in card.toolTip()
            assert text in card.accessibleDescription()
        assert label(bench, "basisLine") == basis_module.texts(basis).below


@pytest.mark.hazard("H6.2")
def test_a_key_that_is_held_down_confirms_no_emergency(bench: Bench) -> None:
    bench.window.form.patient.line.setText(KARI)
    bench.window.form.role.take("LE")
    bench.window.form.basis.choose(AccessBasis.AKUTT)
    press(Key.Key_Return)
    assert "Confirm it" in label(bench, "basisLine")
    focused = QApplication.focusWidget()
    assert focused is not None
    QApplication.sendEvent(focused, QKeyEvent(QEvent.Type.KeyPress, Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True))
    assert bench.bridge.named("login") == []
    assert bench.window.controller.desk.form.acute_unsure
    shortcuts = bench.window.form.basis.findChildren(QShortcut)
    assert len(shortcuts) >= 2 * len(keys.BASES)
    assert not any(each.autoRepeat() for each in shortcuts)


@pytest.mark.skipif(not WORDS.exists(), reason="the shared data are not beside this checkout")
def test_the_words_are_the_official_ones() -> None:
    bokmaal = QTranslator()
    assert bokmaal.load(str(resource("i18n", "provesvar_nb.qm")))
    for official in json.loads(WORDS.read_text(encoding="utf-8"))["values"]:
        texts = basis_module.TEXTS[AccessBasis(official["code"])]
        for part, source in zip(("title", "line", "warning"), texts, strict=False):
            assert source == official[part]["en"]
            assert bokmaal.translate("AccessBasis", source) == official[part]["nb"]
