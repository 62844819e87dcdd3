"""What kills what grew is in sight: the matrix has the height it needs, says what is out of sight, and which answer stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from provesvar_gui.ui import theme
from provesvar_gui.ui.results.common.choice_button import ChoiceButton
from provesvar_gui.ui.results.microbiology.pane import MicrobiologyPane
from tests.gui.results import made
from tests.gui.results.microbiology.test_pane import STYLE, cells, culture, graded, row_of
from tests.gui.results.sandbox_patients import digested, patient

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from provesvar_gui.results.digest import Digest

SIZES = [(960, 640), (990, 440), (880, 330)]  # of the pane in 1400 x 900, 1040 x 700, and 1400 x 900 at 150 %


@pytest.fixture(scope="module")
def emergency() -> Digest:
    return digested(patient())


def shown_in(qtbot: QtBot, size: tuple[int, int], digest: Digest) -> MicrobiologyPane:
    pane = MicrobiologyPane(STYLE)
    pane.retranslate()
    qtbot.addWidget(pane)
    pane.resize(*size)
    pane.show()
    pane.show_digest(digest, STYLE)
    return pane


def settled(pane: MicrobiologyPane) -> None:
    pane.sample.matrix.finish()
    QApplication.processEvents()


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_antibiotic_is_in_sight(qtbot: QtBot, size: tuple[int, int], emergency: Digest) -> None:
    pane = shown_in(qtbot, size, emergency)
    pane.list.choose(row_of(pane, "Aerob blodkultur", "ESBL"))
    settled(pane)
    matrix = pane.sample.matrix
    assert matrix.cells.rowCount() == 8
    assert matrix.out_of_sight() == (0, 0)
    assert pane.sample.more.isHidden()
    chosen = pane.list.visualRect(pane.list.currentIndex())
    assert pane.list.viewport().rect().intersects(chosen)
    assert pane.sample.detail.height() >= 2 * pane.fontMetrics().lineSpacing()
    pane.time_button.setChecked(True)
    settled(pane)
    assert matrix.out_of_sight() == (0, 0)
    assert {column: matrix.columnWidth(column) for column in range(matrix.cells.columnCount())} == matrix.widths(0)


@pytest.mark.hazard("H3.3")
def test_what_is_out_of_sight_is_counted_and_the_key_brings_it(qtbot: QtBot, emergency: Digest) -> None:
    pane = shown_in(qtbot, (700, 230), emergency)
    pane.list.choose(row_of(pane, "Aerob blodkultur", "ESBL"))
    settled(pane)
    above, below = pane.sample.matrix.out_of_sight()
    assert above == 0
    assert below > 0
    assert pane.sample.more.isVisible()
    assert pane.sample.more.text() == f"{below} more antibiotic(s): Down in the table"
    pane.sample.matrix.setCurrentIndex(pane.sample.matrix.cells.index(7, 0))
    above, below = pane.sample.matrix.out_of_sight()
    assert (above > 0, below) == (True, 0)
    assert pane.sample.more.text() == f"{above} antibiotic(s) above: Up in the table"
    pane.clear()
    assert pane.sample.more.text() == ""


def test_a_head_has_two_lines_and_stands_in_full_below_where_it_is_not_whole(qtbot: QtBot, emergency: Digest) -> None:
    pane = shown_in(qtbot, (960, 640), emergency)
    pane.time_button.setChecked(True)
    settled(pane)
    matrix = pane.sample.matrix
    line = pane.fontMetrics().lineSpacing()
    assert matrix.horizontalHeader().height() < 3 * line
    head = matrix.cells.matrix.columns[0].head
    for part in head.more:
        assert part in pane.sample.head.text()
        assert part in matrix.cells.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
    assert pane.sample.head.isVisible()


def test_a_cancelled_answer_beside_one_that_stands_is_told_as_another(qtbot: QtBot) -> None:
    tests = (
        made.finding("Gentamicin", graded("S"), id="a"),
        made.finding("Gentamicin", None, id="b", status="cancelled"),
    )
    pane = shown_in(qtbot, (960, 640), digested(made.result(culture(*tests))))
    settled(pane)
    (told,) = cells(pane)["Gentamicin"]
    assert told.split("\n")[0] == "S"
    assert told.split("\n")[1].startswith("another answer: ✕ Cancelled")
    assert any(each.text.startswith("another answer: ✕") for each in pane.sample.matrix.cells.styled(0, 0))


@pytest.mark.parametrize("scheme", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_the_chosen_list_is_seen_in_every_scheme(qtbot: QtBot, scheme: theme.Scheme) -> None:
    button = ChoiceButton("x")
    qtbot.addWidget(button)
    button.setPalette(theme.palette(scheme))
    button.set_text("Prøver (16)")
    seen = []
    for chosen in (False, True):
        button.setChecked(chosen)
        image = button.grab().toImage()
        seen.append([image.pixelColor(image.width() // 2, at).name() for at in (4, image.height() - 3)])
    assert max(theme.contrast(one, other) for one, other in zip(*seen, strict=True)) >= 3
