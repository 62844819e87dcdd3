"""Growth, and the isolate of each letter: from the service's answer to every place that shows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from provesvar_gui.results.model import LookupResult
from provesvar_gui.ui.results.microbiology.pane import MicrobiologyPane
from provesvar_gui.ui.results.view import ResultsView
from tests.gui.results import made, shown
from tests.gui.results.export.desk import digested as show
from tests.gui.results.microbiology.kit import STYLE, copied, everything
from tests.gui.results.sandbox_patients import digested
from tests.unit.pps.fhir import bundle, mapped, observation, report

VOLVEN = "urn:oid:2.16.578.1.12.4.1.1."
MBIO = {"coding": [{"system": f"{VOLVEN}8202", "code": "MBIO", "display": "Mikrobiologi"}]}


def one(id_: str, name: str, value: str = "", members: Iterable[str] = (), letter: str = "") -> dict[str, Any]:
    raw = observation(id_, members, code={"text": name})
    del raw["valueQuantity"]
    if letter:
        graded = [{"system": f"{VOLVEN}8243", "code": "RSB"}, {"system": f"{VOLVEN}8271", "code": letter, "display": letter}]
        raw["valueCodeableConcept"] = {"coding": graded}
    elif value:
        raw["valueCodeableConcept"] = {"text": value}
    return raw


def answer(results: Iterable[str], *every: dict[str, Any]) -> LookupResult:
    return mapped(bundle(report("r", results, code=MBIO), *every))


def bottles(*, both: bool = False) -> LookupResult:
    return answer(
        ["group"],
        one("group", "Blodkultur", members=["aerobic", "grown", "anaerobic"]),
        one("aerobic", "Aerob flaske", "Vekst", ["grown"]),
        one("anaerobic", "Anaerob flaske", "Vekst" if both else "Ingen vekst", ["grown"] if both else []),
        one("grown", "Identifikasjon", "Escherichia coli", ["drug"]),
        one("drug", "Ampicillin", letter="R"),
    )


def two_isolates(
    *, amounts: tuple[str, str] = (">100.000", "10.000-100.000"), names: tuple[str, str] = ("Urin dyrkning", "Urin dyrkning")
) -> LookupResult:
    return answer(
        ["a", "b"],
        one("a", names[0], "KLEBSIELLA OXYTOCA", ["aa", "at"]),
        one("aa", "Mengde", amounts[0]),
        one("at", "Trimetoprim", letter="S"),
        one("b", names[1], "KLEBSIELLA OXYTOCA", ["ba", "bt"]),
        one("ba", "Mengde", amounts[1]),
        one("bt", "Trimetoprim", letter="R"),
    )


def opened(pane: MicrobiologyPane, result: LookupResult) -> None:
    pane.show_digest(digested(result), STYLE)
    pane.list.choose(0)
    pane.matrix.finish()


def heads(pane: MicrobiologyPane) -> list[list[str]]:
    """Each as it is painted, the name (which is never cut) on a line of its own, and as it is spoken."""
    matrix = pane.matrix.cells
    return [
        [
            shown.plain("\n".join((column.name, *column.more))),
            shown.plain(str(matrix.headerData(place, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole))),
        ]
        for place, column in enumerate(matrix.matrix.columns)
    ]


def taken_heads(pane: MicrobiologyPane) -> list[str]:
    """The head of the matrix, copied and on paper."""
    pane.matrix_button.click()
    taken = (made.taken(pane.document(paper=paper)) for paper in (False, True))
    return [shown.plain(" ".join(each.blocks[0].header)) for each in taken]


def test_what_grew_stands_under_its_bottle_wherever_it_is_told(pane: MicrobiologyPane, view: ResultsView, qtbot: QtBot) -> None:
    opened(pane, bottles())
    row = " ".join(shown.rows(pane.rows)[0])
    assert all(each in row for each in ("Escherichia coli: Aerob flaske", "Ingen vekst: Anaerob flaske"))
    (head,) = heads(pane)
    assert all(each.startswith("Escherichia coli") and "Aerob flaske" in each for each in head)
    said = copied(pane)
    assert said.index("Aerob flaske") < said.index("Escherichia coli") < said.index("Ampicillin") < said.index("Anaerob flaske")
    assert any("Escherichia coli: Aerob flaske" in each for each in everything(pane))
    assert all("Aerob flaske" in head for head in taken_heads(pane))
    show(view, qtbot, bottles())
    shown.to_reports(view)
    lines = [row[0] for row in shown.rows(view.reports.detail.lines)]
    assert lines.index("Identifikasjon") == lines.index("Aerob flaske") + 1


def test_what_grew_in_both_bottles_is_told_in_both_and_counted_once(
    pane: MicrobiologyPane, view: ResultsView, qtbot: QtBot
) -> None:
    opened(pane, bottles(both=True))
    assert "Escherichia coli: Aerob flaske, Anaerob flaske" in " ".join(shown.rows(pane.rows)[0])
    pane.detail.lines.finish()
    assert "shown under Aerob flaske" in " ".join(everything(pane))
    show(view, qtbot, bottles(both=True))
    shown.to_reports(view)
    told = shown.detail_text(view)
    assert "Belongs here too: Identifikasjon Escherichia coli: shown under Aerob flaske" in told
    assert told.count("Ampicillin") == 1
    assert view.reports.list.reports.rowCount() >= 1


def test_two_isolates_of_one_organism_are_told_apart_in_every_heading(pane: MicrobiologyPane) -> None:
    opened(pane, two_isolates())
    assert "KLEBSIELLA OXYTOCA (2 finding(s))" in " ".join(shown.rows(pane.rows)[0])
    assert "KLEBSIELLA OXYTOCA (2 finding(s))" in pane.rows.record(0).spoken
    many, few = "KLEBSIELLA OXYTOCA, Mengde: >100.000", "KLEBSIELLA OXYTOCA, Mengde: 10.000-100.000"
    assert [painted.partition("\n")[0] for painted, _ in heads(pane)] == [many, few]
    told = pane.matrix.cells.matrix
    for place, (name, letter) in enumerate(((many, "S"), (few, "R"))):
        spoken = shown.plain(told.spoken(0, place))
        assert spoken.startswith(f"Trimetoprim, {name}, ")
        assert spoken.endswith(f": {letter}, {letter}")
    said = copied(pane)
    assert said.index(">100.000") < said.index("S – S") < said.index("10.000-100.000") < said.index("R – R")
    assert all(many in head and few in head for head in taken_heads(pane))


def test_two_isolates_of_one_amount_are_told_apart_by_number_or_examination(pane: MicrobiologyPane) -> None:
    urine, findings = ("Urin dyrkning", "Urin dyrkning"), ("Funn 1", "Funn 2")
    for names, told in ((urine, ("isolate 1 of 2", "isolate 2 of 2")), (findings, findings)):
        opened(pane, two_isolates(amounts=(">100.000", ">100.000"), names=names))
        assert all(each in text for each, head in zip(told, heads(pane), strict=True) for text in head)
