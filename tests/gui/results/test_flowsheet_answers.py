"""Nothing of any answer is lost in the cumulative table: real ones element by element, and made-up ones of every shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.table import cells
from provesvar_gui.ui.results.table.pane import FlowsheetPane
from tests.gui.results import strategies
from tests.gui.results.shown import plain
from tests.gui.results.test_bundles import BUNDLES, Raw, date, flat, read, run, said_by
from tests.gui.results.test_flowsheet import digested, pane_of

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from provesvar_gui.results.model import LookupResult
    from provesvar_gui.ui.results.table import cells
    from provesvar_gui.ui.results.table.sheet import LineHead


def all_cells(pane: FlowsheetPane) -> dict[int, tuple[LineHead, cells.TableCell]]:
    """By the identity of each observation."""
    sheet = pane.table.lines.sheet
    found: dict[int, tuple[LineHead, cells.TableCell]] = {}
    for head in sheet.heads:
        for cell in head.cells.values():
            found |= {id(point.observation): (head, cell) for point in cell.points}
    return found


@settings(deadline=None, max_examples=40)
@given(strategies.results)
def test_whatever_comes_stands_in_the_table_and_is_painted(qapp: QApplication, result: LookupResult) -> None:
    del qapp
    pane = FlowsheetPane()
    pane.resize(900, 600)
    made_digest = digested(result)
    pane.show_digest(made_digest, Style())
    pane.finish()
    pane.table.lines.show_apart(shown=True)
    assert {id(placed.observation) for placed in made_digest.observations} == set(all_cells(pane))
    for _, cell in all_cells(pane).values():
        if not any(point.observation.interpretations for point in cell.points):  # a mark is the laboratory's own
            assert cell.flag is None
            assert cell.tint in {MarkTint.NONE, MarkTint.VOID}
    image = QImage(pane.size(), QImage.Format.Format_ARGB32)
    pane.render(image)
    lines = pane.table.lines
    for row in range(lines.rowCount()):
        for column in range(lines.columnCount()):
            said = lines.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)
            assert said
            assert "\r" not in said
    everything = run(lines.copied(list(range(lines.rowCount())), list(range(lines.columnCount()))))
    assert len({line.count("\t") for line in everything.split("\n")}) == 1
    pane.deleteLater()


@pytest.mark.skipif(not BUNDLES, reason="../shared/data/fhir is not there")
@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.stem)
def test_every_observation_of_every_answer_is_in_a_cell_with_all_that_it_says(path: Path, qtbot: QtBot) -> None:
    result, raw = read(path)
    pane = pane_of(qtbot, result)
    pane.apart.setChecked(True)
    found = all_cells(pane)
    by_id: dict[str, list[tuple[LineHead, cells.TableCell]]] = {}
    for placed in digested(result).observations:
        by_id.setdefault(placed.observation.id, []).append(found[id(placed.observation)])
    sent = [entry["resource"] for entry in raw["entry"] if entry["resource"]["resourceType"] == "Observation"]
    assert sorted({each["id"] for each in sent}) == sorted(by_id)
    for observation in sent:
        for row, cell in by_id[observation["id"]]:
            check(observation, row, cell)


def check(raw: Raw, row: LineHead, cell: cells.TableCell) -> None:
    style = Style()
    read_out, said, copied = (flat(make(row, cell, style)) for make in (cells.read, cells.spoken, cells.copied))
    for text in said_by(raw["code"]):
        assert flat(text) in read_out
        assert flat(text) in said
    assert date(raw["effectiveDateTime"]) in read_out
    if "valueQuantity" in raw:
        value = raw["valueQuantity"]
        number = " ".join(filter(None, (value.get("comparator"), value.get("value", "").replace(".", ","))))
        unit = value.get("unit") or value.get("code") or ""
        if number:
            assert number in read_out
            assert number in said
            assert number in copied
            assert number in plain(cell.value)
            assert unit in {"0", ""} or f"{number} {flat(unit)}" in said
    for text in said_by(raw.get("valueCodeableConcept", {})):
        if "<" not in text:
            assert flat(text) in read_out
    for each in raw.get("interpretation", []):
        for text in said_by(each):
            assert flat(text) in read_out
            assert flat(text) in said
    for each in raw.get("referenceRange", []):
        assert flat(each.get("text", "")) in read_out
    for each in raw.get("note", []):
        if "<" not in each["text"]:
            assert flat(each["text"]) in read_out
    assert cell.void == (raw["status"] in {"cancelled", "entered-in-error"}) or len(cell.points) > 1
    told = {
        "final": "Final",
        "preliminary": "Preliminary",
        "amended": "Changed",
        "registered": "not ready",
        "cancelled": "Cancelled",
    }
    assert told[raw["status"]] in read_out
    assert raw["status"] == "final" or cell.signs
