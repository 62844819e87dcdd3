"""What the rows and cards tell: only what stands, of the day they speak of, with what the laboratory remarked on it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from provesvar_gui.kodeverk.acute import bundled
from provesvar_gui.results import latest_results
from provesvar_gui.results.model import Annotation, CodeableConcept, Coding, Identifier, Party, Specimen
from provesvar_gui.ui.results.common import flags
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.export import readings
from provesvar_gui.ui.results.overview.line_text import line_text
from tests.gui.results import made
from tests.gui.results.overview import kit
from tests.gui.results.sandbox_patients import digested

if TYPE_CHECKING:
    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.model import Finding, Report
    from provesvar_gui.ui.results.overview.messages import MessageRow

STYLE = Style(language="en")
HL7 = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"
HIGH = made.concept("", (HL7, "HH", ""))
TODAY, YESTERDAY = "2026-11-25T08:00:00+01:00", "2026-11-24T08:00:00+01:00"
POTASSIUM, SODIUM = (
    made.concept(name, ("7280", code, name)) for name, code in (("P-Kalium", "NPU03230"), ("P-Natrium", "NPU03429"))
)
HAEMOLYSED = "Prøven er hemolysert: kalium er falskt forhøyet. Ta ny prøve."


def potassium(value: str | None, when: str = TODAY, **more: Any) -> Finding:
    quantity = made.quantity(value) if value is not None else None
    return made.finding("P-Kalium", quantity, **{"code": POTASSIUM, "effective": made.moment(when), "id": f"k{value}", **more})


def version(name: str, issued: str, *findings: Finding, **more: Any) -> Report:
    same = (Identifier(system="ServReportId", value="3eba30a3-e8c3-4dd8-ac40-efc18ddf32ab"),)
    return made.report(name, *findings, **{"identifiers": same, "issued": made.moment(issued), **more})


def answer(*reports: Report) -> Digest:
    return digested(made.result(*reports, fetched_at=datetime(2026, 11, 25, 12, tzinfo=UTC)))


def listed(digest: Digest) -> list[MessageRow]:
    return kit.messages(digest, STYLE)


@pytest.mark.parametrize("newer", [potassium("4.1", status="amended"), potassium(None, status="cancelled")])
def test_a_finding_tells_nothing_that_was_replaced_or_withdrawn(newer: Finding) -> None:
    comments = (Annotation(concept=made.concept("", ("8269", "TA", "Telefonert"))),)
    sodium = made.finding("P-Natrium", made.quantity("140"), code=SODIUM, effective=made.moment(TODAY), id="na")
    old = version("v1", "2026-11-25T09:00:00+01:00", potassium("6.8", interpretations=(HIGH,)), sodium, comments=comments)
    lines = listed(answer(old, version("v2", "2026-11-25T10:00:00+01:00", newer, status="amended")))
    of_old = [line for line in lines if line.report is old]
    assert of_old
    for line in of_old:
        assert "6.8" not in kit.said(line)
        assert "high" not in kit.said(line)
        assert "140" in kit.said(line)


def test_a_comment_stands_wherever_the_value_is_read() -> None:
    note = (Annotation(text=HAEMOLYSED),)
    digest = answer(made.report("r", potassium("6.8", interpretations=(HIGH,), notes=note)))
    [line] = digest.strip.cards[0].lines
    told = line_text(line, STYLE)
    assert HAEMOLYSED in ", ".join(told.facts(None))
    assert "hemolysert" in told.remark_short
    assert HAEMOLYSED in kit.copied(digest)
    reading = readings.reading(digest.observations[0], STYLE)
    assert any(HAEMOLYSED in state for state in reading.states)


def test_a_comment_that_is_cut_says_so() -> None:
    digest = answer(made.report("r", potassium("6.8", interpretations=(HIGH,), notes=(Annotation(text="ord " * 40),))))
    [line] = digest.strip.cards[0].lines
    assert line_text(line, STYLE).remark_short.endswith(" …")


@pytest.mark.hazard("H2.6")
@pytest.mark.parametrize("status", ["canceled", "kansellert", "error"])
def test_a_status_that_nobody_knows_is_not_final(status: str) -> None:
    digest = answer(made.report("r", potassium("6.8", status=status)))
    [line] = digest.strip.cards[0].lines
    assert status in kit.sentence(line, STYLE)
    assert status in kit.copied(digest)


@pytest.mark.hazard("H4.1")
def test_a_code_for_normal_with_other_words_is_shown() -> None:
    concept = CodeableConcept(text="Kritisk høy", codings=(Coding(system=HL7, code="N", display=""),))
    mark = flags.interpretation(concept)
    assert mark is not None
    assert mark.tint is MarkTint.OUTSIDE
    assert "Kritisk høy" in mark.words
    observation = potassium("6.8", interpretations=(concept,)).observation
    assert latest_results.rank(observation) == 2


@pytest.mark.parametrize(
    "concept",
    [
        CodeableConcept(
            codings=(Coding(system=HL7, code="N", display="Normal"), Coding(system="urn:lab", display="Kritisk høy"))
        ),
        CodeableConcept(codings=(Coding(system=HL7, code="NEG", display=""), Coding(system="urn:lab", display="Positiv"))),
        CodeableConcept(text="Ikke normal", codings=(Coding(system=HL7, code="N"),)),
        CodeableConcept(text="Normal, men stigende", codings=(Coding(system=HL7, code="N"),)),
        CodeableConcept(text="Ikke negativ", codings=(Coding(system=HL7, code="NEG"),)),
    ],
)
def test_what_takes_a_code_for_normal_back_is_shown(concept: CodeableConcept) -> None:
    mark = flags.interpretation(concept)
    assert mark is not None
    assert mark.tint is MarkTint.OUTSIDE
    assert latest_results.rank(potassium("6.8", interpretations=(concept,)).observation) == 2


@pytest.mark.parametrize("said", ["Innafor", "Innenfor referanseområdet", "Ikke påvist"])
def test_words_for_normal_are_no_deviation(said: str) -> None:
    mark = flags.interpretation(CodeableConcept(text=said))
    assert mark is not None
    assert mark.tint is MarkTint.NONE


def test_a_final_value_after_a_preliminary_one_is_called_neither_corrected_nor_preliminary() -> None:
    first = version("v1", "2026-11-25T09:00:00+01:00", potassium("6.8", status="preliminary"), status="preliminary")
    digest = answer(first, version("v2", "2026-11-25T10:00:00+01:00", potassium("4.1")))
    [line] = digest.strip.cards[0].lines
    told = kit.sentence(line, STYLE)
    assert "Corrected" not in told
    assert "in an earlier version: 6.8" in told
    assert "(preliminary)" in told
    assert told.count("reliminary") == 1


@pytest.mark.parametrize("status", ["canceled", "kansellert", "unknown", "", "REGISTERED"])
def test_a_status_of_the_report_that_is_not_plain_stands_beside_the_value(status: str) -> None:
    digest = answer(made.report("r", potassium("6.8", interpretations=(HIGH,)), status=status))
    [line] = digest.strip.cards[0].lines
    assert "report's status" in kit.sentence(line, STYLE)


@pytest.mark.hazard("H4.1")
@pytest.mark.parametrize("said", ["Innenfor referanseområdet", "Innanfor", "Normal", "ikke påvist"])
def test_words_for_normal_outrank_no_mark(said: str) -> None:
    assert latest_results.rank(potassium("4.1", interpretations=(CodeableConcept(text=said),)).observation) == 0


def test_what_was_before_tells_its_status_and_its_mark() -> None:
    before = made.report("a", potassium("6.8", YESTERDAY, status="preliminary", interpretations=(HIGH,)))
    digest = answer(before, made.report("b", potassium("4.1")))
    [line] = digest.strip.cards[0].lines
    told = line_text(line, STYLE)
    for said in (told.change_long, " ".join(told.change)):
        assert "6.8" in said
        assert "↑↑" in said
        assert "preliminary" in said


def test_between_versions_of_one_report_no_change_is_computed() -> None:
    first = version("v1", "2026-11-25T09:00:00+01:00", potassium("6.8", "2026-11-25T08:00:00+01:00", status="preliminary"))
    second = version("v2", "2026-11-25T10:00:00+01:00", potassium("4.1", "2026-11-25T08:05:00+01:00"))
    digest = answer(first, second)
    for line in digest.strip.cards[0].lines:
        assert line.difference is None
        assert "−" not in line_text(line, STYLE).change_long


def test_a_specimen_of_urine_has_no_place_on_a_card_of_blood() -> None:
    urine = Specimen(id="s", kind=CodeableConcept(text="Urin"))
    digest = answer(made.report("r", potassium("45", specimen=urine), potassium("4.1", YESTERDAY)))
    [line] = digest.strip.cards[0].lines
    assert line.newest is not None
    assert line.newest.placed.observation.id == "k4.1"
    assert digest.strip.disagreeing == 1
    assert [point.observation.id for point in line.aside] == ["k45"]
    assert "newer, but" in kit.sentence(line, STYLE)


LOCAL = made.concept("S-Kalium", ("8212", "S-KALIUM", "S-Kalium"))


@pytest.mark.hazard("H3.10")
def test_a_local_code_that_fits_has_a_row_of_its_own_in_the_place_of_the_analyte() -> None:
    found = made.finding("S-Kalium", made.quantity("4.4"), code=LOCAL, effective=made.moment(TODAY), id="l")
    older, later = (made.report("k", potassium("4.1", when)) for when in (YESTERDAY, "2026-11-25T09:00:00+01:00"))
    [alone] = answer(made.report("r", found)).strip.cards
    [both] = answer(made.report("r", found), older).strip.cards
    assert [line.local for line in alone.lines] == [True]
    assert [(line.local, line.previous) for line in both.lines] == [(True, None), (False, None)]  # never joined
    told = line_text(both.lines[0], STYLE)
    assert told.name == "S-Kalium"
    assert "local code" in ", ".join(told.facts(None))
    newer = answer(made.report("r", found), later).strip  # there is a newer one under the national code
    assert [line.local for line in newer.cards[0].lines] == [False]
    assert newer.local == 1


@pytest.mark.parametrize(
    ("name", "value", "unit", "more"),
    [
        ("S-Kalium", "4.4", "mg/L", {}),
        ("U-Kalium", "44", "mmol/L", {}),
        ("Kalium", "4.4", "mmol/L", {}),  # nobody says of what
        ("S-Kalium-ratio", "4.4", "mmol/L", {}),
        ("S-Kalium", "4.4", "mmol/L", {"specimen": Specimen(id="u", kind=made.concept("Urin"))}),
    ],
)
def test_a_local_code_whose_name_material_or_unit_is_another_has_no_row(name: str, value: str, unit: str, more: Any) -> None:
    code = made.concept(name, ("8212", "X", name))
    found = made.finding(name, made.quantity(value, unit), code=code, effective=made.moment(TODAY), id="l", **more)
    strip = answer(made.report("r", found)).strip
    assert not strip.cards
    assert strip.local == 1


def test_two_laboratories_with_local_codes_have_a_row_each() -> None:
    def of(name: str) -> Report:
        who = (Party(organisation=name, organisation_ids=(Identifier(value=name),)),)
        return made.report(name, made.finding("S-Kalium", made.quantity("4.4"), code=LOCAL, performers=who, id=name))

    [card] = answer(of("Nord"), of("Sør")).strip.cards
    assert [len(line.series.points) for line in card.lines] == [1, 1]


def test_a_card_of_one_of_several_analytes_has_the_name_of_that_one() -> None:
    bilirubin = made.concept("P-Bilirubin", ("7280", "NPU01370", "P-Bilirubin"))
    found = made.finding("P-Bilirubin", made.quantity("214", "µmol/L"), code=bilirubin, effective=made.moment(TODAY), id="b")
    [card] = answer(made.report("r", found)).strip.cards
    assert card.name("nb") == "Bilirubin"


def test_the_first_cards_answer_what_is_asked_first() -> None:
    keys = [card.key for card in bundled().cards]
    assert set(keys[:4]) == {"potassium", "haemoglobin", "crp", "inr"}


def test_in_how_many_samples_the_same_was_found_is_said() -> None:
    code = made.concept("Aerob blodkultur", ("7280", "NPU58580", ""))

    def bottle(answer_: str, hour: int, accession: str) -> Finding:
        blood = Specimen(id=accession, accession=accession, kind=made.concept("Blod", ("8351", "B", "Blod")))
        when = made.moment(f"2026-11-24T{hour:02}:00:00+01:00")
        return made.finding("Blod", made.concept(answer_), code=code, effective=when, specimen=blood, id=accession)

    found = "Staphylococcus epidermidis"
    digest = answer(made.report("r", *(bottle(found, 8 + n, f"A{n}") for n in range(3)), bottle("Ingen vekst", 12, "A9")))
    [card] = digest.strip.cards
    told = [kit.sentence(line, STYLE) for line in card.lines]
    assert "in 3 samples" in told[0]
    assert found in told[0]
    assert "in 3 samples" in kit.copied(digest)


@pytest.mark.parametrize("newer", [potassium("4.1", status="amended")])
def test_a_comment_on_a_report_that_was_corrected_in_part_says_so(newer: Finding) -> None:
    comments = (Annotation(concept=made.concept("", ("8269", "TA", "Telefonert"))),)
    sodium = made.finding("P-Natrium", made.quantity("140"), code=SODIUM, effective=made.moment(TODAY), id="na")
    old = version("v1", "2026-11-25T09:00:00+01:00", potassium("6.8", interpretations=(HIGH,)), sodium, comments=comments)
    lines = listed(answer(old, version("v2", "2026-11-25T10:00:00+01:00", newer, status="amended")))
    marked_row = next(each for each in lines if each.report is old and "Phoned" in kit.said(each))
    assert "1 result(s) of it replaced or withdrawn since" in kit.said(marked_row)
