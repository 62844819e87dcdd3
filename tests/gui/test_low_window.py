"""A low window: once a basis is chosen, the sentences of the others give way; the chosen one's, and every warning, stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.ui import keys
from provesvar_gui.ui.form.basis_picker import BasisPicker
from tests.gui.fakes import make_bench

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def sentences(picker: BasisPicker) -> set[str]:
    labels = (label for label in picker.findChildren(QLabel) if label.objectName().endswith("Sentence"))
    return {label.objectName().removesuffix("Sentence") for label in labels if label.isVisibleTo(picker)}


def test_the_sentences_give_way_only_where_there_is_no_room_and_a_choice_is_made(qtbot: QtBot) -> None:
    picker = BasisPicker()
    qtbot.addWidget(picker)
    everything = {f"basis{basis.value.title()}" for basis in keys.BASES}
    picker.set_low(True)
    assert sentences(picker) == everything
    picker.set_basis(AccessBasis.AKUTT)
    assert sentences(picker) == {"basisAkutt"}
    picker.set_basis(AccessBasis.UNNTAK)
    assert sentences(picker) == {"basisUnntak"}
    picker.set_basis(None)
    assert sentences(picker) == everything
    picker.set_basis(AccessBasis.AKUTT)
    picker.set_low(False)
    assert sentences(picker) == everything


def test_a_window_that_is_high_enough_keeps_every_sentence(qtbot: QtBot) -> None:
    bench = make_bench(qtbot)
    bench.window.form.basis.set_basis(AccessBasis.AKUTT)
    basis = bench.window.form.basis
    bench.window.resize(1000, 900)
    qtbot.waitUntil(lambda: len(sentences(basis)) == len(keys.BASES))
    bench.window.resize(1000, 430)
    qtbot.waitUntil(lambda: len(sentences(basis)) == 1)
    bench.window.resize(1000, 900)
    qtbot.waitUntil(lambda: len(sentences(basis)) == len(keys.BASES))
