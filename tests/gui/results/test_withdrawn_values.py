"""A value that the laboratory withdrew or changed looks valid in no view."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from provesvar_gui.results.digest import Digest
from provesvar_gui.results.model import LookupResult, Report, Specimen
from provesvar_gui.results.placed import Doubt, Placed, VoidAbove
from provesvar_gui.ui.results.common import status_text
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.table import cells
from tests.gui.results import made
from tests.gui.results.shown import plain
from tests.gui.results.test_flowsheet import pane_of, potassium

STYLE = Style()


def amended(found: Digest) -> Report:
    return next(each.newest for each in found.versions.groups if each.newest.status == "amended")


def test_the_table_strikes_it_and_tells_the_cancellation_first(qtbot: QtBot, emergency: Digest) -> None:
    pane = pane_of(qtbot, emergency.result)
    report = amended(pane._made[0] if pane._made is not None else emergency)
    found = {
        head.name: (head, cell)
        for head in pane.table.lines.all_heads
        for cell in head.cells.values()
        if any(point.report is report for point in cell.points)
    }
    row, cell = found["P-Kalium"]
    assert cell.void
    read = plain(cells.read(row, cell, STYLE))
    assert read.index("Cancelled") < read.index("6,1")
    assert read.index("Svaret er trukket") < read.index("6,1")
    assert "Final" not in read
    copied = plain(cells.copied(row, cell, STYLE))
    assert copied.index("Cancelled") < copied.index("6,1")
    assert "Withdrawn in a newer version" in copied
    row, cell = found["P-Natrium"]
    read = plain(cells.read(row, cell, STYLE))
    assert "Replaced by a newer version" in read.rsplit("148", 1)[1]
    assert "Final" not in read
    assert plain(cells.copied(row, cell, STYLE)) == "138 (Changed); 148 (Replaced by a newer version)"
    row, cell = found["P-Kreatinin"]
    assert plain(cells.copied(row, cell, STYLE)).count("149") == 1, "a version that says the same is told once"


def in_doubt() -> LookupResult:
    """The same time and examination, but another number of the sample: two samples, or one whose number changed."""

    def of(report: str, value: str, sample: str, **more: Any) -> Report:
        result = potassium(value, 14, specimen=Specimen(id=sample, accession=sample), **more)
        return made.report(report, result, effective=made.moment("2024-08-14T10:32:00+02:00"))

    stands = of("1", "6.1", "a")
    withdrawn = made.finding(
        "Kalium",
        None,
        code=stands.findings[0].observation.code,
        effective=stands.findings[0].observation.effective,
        specimen=Specimen(id="b", accession="b"),
        status="cancelled",
    )
    return made.result(stands, made.report("2", withdrawn, effective=made.moment("2024-08-14T10:32:00+02:00")))


def test_a_cancellation_beside_a_value_that_stands_is_seen_before_it(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, in_doubt())
    row, cell = next((head, cell) for head in pane.table.lines.all_heads for cell in head.cells.values())
    assert plain(cell.shown) == "✕ / 6,1"
    assert not cell.void
    for said in (cells.read(row, cell, STYLE), cells.spoken(row, cell, STYLE)):
        assert plain(said).startswith("Of this time one result is cancelled and one stands")
        assert plain(said).index("Cancelled") < plain(said).index("6,1")
    copied = plain(cells.copied(row, cell, STYLE))
    assert copied.index("Cancelled") < copied.index("6,1")


def test_that_a_report_is_preliminary_comes_before_the_status_of_its_result() -> None:
    of = made.report("r", status="preliminary")
    assert (
        plain(str(status_text.with_report(Placed(finding=made.finding("K"), report=of))))
        == "◐ Report preliminary · this result: Final"
    )
    assert status_text.with_report(Placed(finding=made.finding("K", status="preliminary"), report=of)).words == "Preliminary"


@pytest.mark.parametrize(
    ("own", "of", "more", "said"),
    [
        ("final", "final", {}, []),
        ("final", "canceled", {}, ["The report's status is «canceled»"]),  # what nobody knows is not final
        ("final", "corrected", {}, ["The report is changed"]),
        ("preliminary", "final", {}, ["Preliminary"]),
        ("cancelled", "final", {}, ["Cancelled"]),
        (
            "preliminary",
            "cancelled",
            {"above": VoidAbove.REPORT},
            ["Cancelled", "Preliminary", "what it belongs to was cancelled"],
        ),
        ("final", "final", {"superseded": True}, ["Replaced by a newer version"]),
        ("corrected", "final", {"superseded": True}, ["Replaced by a newer version", "Corrected"]),
        ("final", "final", {"superseded": True, "above": VoidAbove.WITHDRAWN}, ["Withdrawn in a newer version"]),
        ("final", "final", {"doubts": (Doubt.WITHDRAWN_ORIGINAL,)}, ["Sent again; the original was withdrawn"]),
        ("final", "final", {"apart": True}, ["registered on another kind of number or an invalid one"]),
    ],
)
def test_what_is_said_of_a_status(own: str, of: str, more: dict[str, Any], said: list[str]) -> None:
    finding = made.finding("K", made.quantity("4"), status=own)
    placed = Placed(finding=finding, report=made.report("r", status=of), **more)
    assert [mark.words for mark in status_text.status_marks(placed)] == said
