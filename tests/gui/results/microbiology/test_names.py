"""What grew is named whole in the list, and told from what goes by another name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.results.model import Annotation
from provesvar_gui.ui.results.microbiology import sample_text
from tests.gui.results import made
from tests.gui.results.microbiology.test_pane import (
    MBIO,
    STYLE,
    graded,
    row_of,
)
from tests.gui.results.microbiology.test_pane import emergency as emergency
from tests.gui.results.microbiology.test_pane import pane as pane
from tests.gui.results.sandbox_patients import digested

if TYPE_CHECKING:
    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.model import Report
    from provesvar_gui.ui.results.microbiology.pane import MicrobiologyPane


def test_a_row_names_every_finding_of_its_culture_and_says_each_whole(pane: MicrobiologyPane, emergency: Digest) -> None:
    pane.show_digest(emergency, STYLE)
    row = row_of(pane, "Vekst etter 14 timer")
    record = pane.rows.record(row)
    assert (record.title, record.lines[0]) == ("Blod, venepunksjon: Vekst etter 14 timer", "Gramnegative staver")
    assert "Gramnegative staver" in record.spoken
    long = "Rikelig vekst av " + ", ".join(f"mikrobe nummer {n}" for n in range(30))
    pane.show_digest(digested(made.result(made.report("1", made.finding("Dyrkning", made.concept(long)), code=MBIO))), STYLE)
    assert pane.rows.record(0).title.endswith("…")
    assert long in pane.rows.record(0).spoken


def test_what_is_remarked_of_an_organism_says_where_it_is_cut(pane: MicrobiologyPane) -> None:
    note = Annotation(text="Meldt til avdelingen. " * 10)
    grown = made.finding("Funn 1", made.concept("E. coli"), made.finding("Gentamicin", graded("R")), notes=(note,))
    pane.show_digest(digested(made.result(made.report("1", made.finding("Blodkultur", None, grown), code=MBIO))), STYLE)
    (isolate,) = pane.rows.sources[0].isolates
    assert [said.endswith(" …") for said in sample_text.remarks(isolate, STYLE)] == [True]


def test_an_organism_with_another_name_has_a_column_of_its_own(pane: MicrobiologyPane) -> None:
    def sent(name: str) -> Report:
        named = made.concept(name, ("http://snomed.info/sct", "112283007", ""))
        grown = made.finding("Funn 1", named, made.finding("Gentamicin", graded("R")))
        return made.report(name, made.finding("Blodkultur", made.concept("Vekst"), grown), code=MBIO)

    pane.show_digest(digested(made.result(sent("E. coli"), sent("E. coli, ESBL-produserende"))), STYLE)
    pane.matrix.finish()
    assert [column.name.partition(";")[0] for column in pane.matrix.cells.matrix.columns] == [
        "E. coli",
        "E. coli, ESBL-produserende",
    ]


def test_what_was_found_is_named_in_the_title_and_what_waits_is_named_by_its_examination(
    pane: MicrobiologyPane, emergency: Digest
) -> None:
    pane.show_digest(emergency, STYLE)
    titles = [pane.rows.record(row).title for row in range(pane.rows.count())]
    assert "Hals+nasopharynxsekret: Påvist: Influensavirus A RNA" in titles
    assert "Kateterurin: U-Bakterier dyrkning" in titles
    assert "Hals+nasopharynxsekret: Ikke påvist" in titles
