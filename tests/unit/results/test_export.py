"""Texts that are taken along: how they paste, and how a number is read aloud."""

from __future__ import annotations

import pytest

from provesvar_gui.results import export
from provesvar_gui.results.export import ExportDocument, ExportRow, ExportTable, ResultReading


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("6,8", "6 komma 8"),
        ("0,045", "0 komma 0 4 5"),
        ("4,00", "4 komma 0 0"),
        ("128", "128"),
        ("12800", "1 2 8 0 0"),
        ("-7,1", "-7 komma 1"),
        ("\u22121,5", "\u22121 komma 5"),
        ("1:128", "1:128"),
        ("1e5", "1e5"),
        ("", ""),
    ],
)
def test_a_number_is_read_as_people_read_it(number: str, said: str) -> None:
    assert export.aloud(number, decimal_word="komma") == said


def test_a_result_is_a_line_that_names_its_cells_and_leaves_out_what_is_empty() -> None:
    rows = (
        ExportRow(span="Svar", heading=True),
        ExportRow(cells=("Kalium", "6,8 mmol/L", "↑ Høy", "", "● Endelig")),
        ExportRow(span="Kommentar: hemolyse\nse ny prøve", level=1),
        ExportRow(cells=("Natrium", "140 mmol/L", "", "", "● Endelig"), void=True),
    )
    block = ExportTable(header=("Analyse", "Resultat", "Merket", "Referanse", "Status"), rows=rows)
    assert export.plain(ExportDocument(title="Klinisk kjemi", facts=("Tatt i dag",), blocks=(block,))).split("\n") == [
        "Klinisk kjemi",
        "Tatt i dag",
        "",
        "Svar",
        "Kalium: 6,8 mmol/L; Merket: ↑ Høy; Status: ● Endelig",
        "  Kommentar: hemolyse",
        "  se ny prøve",
        "✕ Natrium: 140 mmol/L; Status: ● Endelig",
    ]


def test_a_table_has_tabs_and_one_line_per_row() -> None:
    block = ExportTable(
        header=("Analyse", "a\nb"), rows=(ExportRow(cells=("Kalium", "6,8\n7,1")), ExportRow(span="Mikrobiologi")), tabs=True
    )
    assert export.plain(ExportDocument(blocks=(block,))).split("\n") == ["Analyse\ta b", "Kalium\t6,8 7,1", "Mikrobiologi"]


def test_a_withdrawn_report_says_so_first() -> None:
    assert export.plain(ExportDocument(title="Patologi (✕ Kansellert)", void=True)) == "✕ Patologi (✕ Kansellert)"


def test_a_value_on_one_line_says_everything() -> None:
    reading = ResultReading(
        name="P-Kalium",
        value="6,8 mmol/L",
        reference="3,5–5,0",
        marks=("↑ Over øvre referansegrense",),
        states=("Foreløpig",),
        when="14. aug 2024 10:32",
        laboratory="Fürst",
        void=True,
    )
    assert export.reading_line(reading, reference_text="ref. {range}") == (
        "✕ P-Kalium: 6,8 mmol/L (ref. 3,5–5,0), ↑ Over øvre referansegrense, Foreløpig, 14. aug 2024 10:32, Fürst"
    )
