"""What must not go unseen in the table: a letter behind another, a second hour of one name, whose reference stands there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from provesvar_gui.results.model import CodeableConcept, Coding, Identifier, Party
from tests.gui.results import made
from tests.gui.results.shown import plain
from tests.gui.results.test_flowsheet import grid, pane_of, potassium, spoken

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from provesvar_gui.results.model import Value

HL7 = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"


def graded(letter: str, *, system: str = "8271", text: str = "") -> CodeableConcept:
    words = {"S": "Sensitiv", "R": "Resistent"}
    return CodeableConcept(text=text, codings=(Coding(system=system, code=letter, display=words[letter]),))


@pytest.mark.parametrize(
    ("tests", "cell"),
    [
        ((graded("S"), graded("R")), "R/S +1"),
        ((graded("S", text="MIC 0,5 mg/L"), graded("R"), graded("S")), "R/S +2"),
        ((graded("S", system=HL7), graded("R", system=HL7)), "R/S +1"),
        ((replace(graded("S"), codings=graded("S").codings + graded("R").codings),), "R/S"),
        ((made.quantity("4", "mg/L"), graded("R")), "4 +1 R"),
    ],
)
def test_every_letter_of_a_time_is_seen(qtbot: QtBot, tests: tuple[Value, ...], cell: str) -> None:
    grown = [
        made.finding("Funn", made.concept("E. coli"), made.finding("Meropenem", test, id=f"t{n}"), id=f"i{n}")
        for n, test in enumerate(tests)
    ]
    pane = pane_of(qtbot, made.result(made.report("1", *grown)))
    assert grid(pane)[1] == ["Meropenem", cell]


def test_a_letter_beside_an_amount_is_seen_and_one_that_is_void_is_not(qtbot: QtBot) -> None:
    letter = CodeableConcept(codings=(Coding(system=HL7, code="R", display="R - Resistent"),))
    tests = (
        made.finding("Meropenem", made.quantity("32", "mg/L"), id="a", interpretations=(letter,)),
        made.finding("Meropenem", graded("S"), id="b", status="cancelled"),
    )
    pane = pane_of(qtbot, made.result(made.report("1", made.finding("Funn", made.concept("E. coli"), *tests))))
    assert grid(pane)[1] == ["Meropenem", "✕ / 32 R"]


def test_the_hour_that_comes_twice_is_two_times_with_two_names(qtbot: QtBot) -> None:
    sampled = [made.moment(f"2026-10-25T02:30:00+0{hours}:00") for hours in (2, 1)]
    both = [made.finding("Kalium", made.quantity("4.0"), id=str(n), effective=each) for n, each in enumerate(sampled)]
    lines = pane_of(qtbot, made.result(made.report("1", *both))).table.lines
    heads = [lines.headerData(n, Qt.Orientation.Horizontal) for n in range(2)]
    assert list(map(plain, heads)) == ["25. okt 2026\n02:30 UTC+02:00", "25. okt 2026\n02:30 UTC+01:00"]


def test_a_cell_says_where_the_reference_beside_the_row_is_not_its_own(qtbot: QtBot) -> None:
    furst, ous = (Party(organisation=name, organisation_ids=(Identifier(value=name),)) for name in ("Fürst", "OUS"))
    national = made.concept("P-Kalium", ("7280", "NPU03230", ""))
    findings = [
        potassium("4.0", 1, code=national, performers=(ous,), reference_ranges=("3,4 - 4,9",)),
        potassium("4.1", 2, code=national, performers=(ous,)),
        potassium("4.2", 3, code=national, performers=(furst,), reference_ranges=("3,6 - 4,6",)),
        potassium("9.2", 4, code=national, performers=(ous,), reference_ranges=("1 - 2",), status="cancelled"),
        potassium("4.3", 5, code=national, performers=(furst,)),
    ]
    pane = pane_of(qtbot, made.result(made.report("1", *findings)))
    lines = pane.table.lines
    assert plain(lines.head(1).reference) == "3,6 - 4,6 (3 different)"
    said, read = [], []
    for column in range(5):
        pane.table.setCurrentIndex(lines.index(1, column))
        said.append(spoken(pane))
        read.append(plain(pane.reader.toPlainText()))
    of_furst = "the one beside the row is that of Fürst, 3. aug 2024 10:32"
    for told in (said, read):
        assert f"its own reference 3,4 - 4,9; {of_furst}" in told[0]
        assert f"no reference of its own; {of_furst}" in told[1]
        assert "beside the row" not in told[2]
        assert "no reference of its own; the one beside the row is that of 3. aug 2024 10:32" in told[4]
    assert "reference 3,6 - 4,6" in read[2]
