"""In doubt a card says all there is, with the laboratory's marks: same times, unknown order, words over numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.results.model import Coding, Identifier, Party, Specimen
from provesvar_gui.ui.results.common import ages
from provesvar_gui.ui.results.overview.line_text import line_text
from tests.gui.results import made, shown
from tests.gui.results.overview.kit import STYLE, copied, painted, place_of, sentence, show, spoken
from tests.gui.results.sandbox_patients import digested

if TYPE_CHECKING:
    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.model import CodeableConcept, Finding, Report
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.overview.pane import OverviewPane

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
HH = made.concept("", ("http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "HH", ""))
NORD = (Party(organisation="Nord", organisation_ids=(Identifier(value="1"),)),)
SOUTH = (Party(organisation="Sør", organisation_ids=(Identifier(value="2"),)),)


def k(value: str, when: str | None, **more: object) -> Finding:
    fields: dict[str, object] = {"performers": NORD, "id": f"{value} {when}"} | more
    fields["effective"] = made.moment(when) if when is not None else None
    code = made.concept("P-Kalium", ("7280", "NPU03230", "P-Kalium"))
    return made.finding("P-Kalium", made.quantity(value), code=code, **fields)


def said(answer: str, when: str, *members: Finding, **more: object) -> Finding:
    code = made.concept("Aerob blodkultur", ("7280", "NPU58580", ""))
    fields: dict[str, object] = {"code": code, "effective": made.moment(when), "id": f"{answer} {when}"} | more
    return made.finding("Aerob blodkultur", made.concept(answer), *members, **fields)


def digest_of(*findings: Finding, **more: object) -> Digest:
    return digest_of_reports(made.report("r", *findings, **more))


def digest_of_reports(*reports: Report) -> Digest:
    return digested(replace(made.result(*reports), fetched_at=NOW))


def told(digest: Digest, style: Style = STYLE) -> str:
    """The copy and the sentences of all cards."""
    lines = [line for each in digest.strip.cards for line in each.lines]
    sentences = (sentence(line, style, NOW) for line in lines)
    return shown.plain("\n".join((copied(digest), *sentences)))


def main(digest: Digest) -> str:
    (only,) = digest.strip.cards
    return shown.plain(line_text(only.lines[0], STYLE).value)


@pytest.mark.hazard("H4.4")
@pytest.mark.parametrize("first", [True, False])
def test_of_one_time_the_marked_value_stands_first_and_the_other_beside_it(first: bool) -> None:
    both = [k("6.9", "2026-11-25T08:00:00+01:00", interpretations=(HH,)), k("4.1", "2026-11-25T08:00:00+01:00")]
    digest = digest_of(*(both if first else reversed(both)))
    assert main(digest) == "6,9 mmol/L"
    assert "also from the same time: 4,1 mmol/L" in told(digest)
    assert digest.strip.cards[0].lines[0].all_points[1:] == digest.strip.cards[0].lines[0].others


@pytest.mark.hazard("H4.4")
def test_two_marked_values_of_one_time_have_both_their_marks_and_states(pane: OverviewPane) -> None:
    time = "2026-11-25T08:00:00+01:00"
    digest = digest_of(k("6.9", time, interpretations=(HH,)), k("2.1", time, interpretations=(HH,), status="preliminary"))
    show(pane, digest)
    assert "also from the same time: 2,1 mmol/L, ↑↑ High, marked HH, ◐ Preliminary" in spoken(pane, "potassium")
    assert any("2,1 mmol/L, ↑↑ High, marked HH" in row for row in painted(pane, "potassium"))


@pytest.mark.parametrize("more", ["", " Men. " * 40])
def test_words_that_are_cut_say_so(more: str) -> None:
    digest = digest_of(said(f"Ingen vekst.{more}", "2026-11-25T08:00:00+01:00", interpretations=(HH,)))
    assert main(digest).endswith(" …") is bool(more)
    line = digest.strip.cards[0].lines[0]
    assert "…" not in sentence(line, STYLE, NOW)  # it is spoken whole


def test_a_value_that_is_itself_preliminary_says_so(pane: OverviewPane) -> None:
    show(pane, digest_of(k("4.1", "2026-11-25T08:00:00+01:00", status="preliminary")))
    assert "◐ Preliminary" in spoken(pane, "potassium")
    assert any("Preliminary" in row for row in painted(pane, "potassium"))


def test_a_value_whose_other_version_is_cancelled_says_so(pane: OverviewPane) -> None:
    """Nobody knows which of the two versions is newer."""
    sent = {"identifiers": (Identifier(system="ServReportId", value="F-1"),), "performers": NORD, "issued": made.moment()}
    one = made.report("1", k("6.9", "2026-11-25T08:00:00+01:00", interpretations=(HH,)), **sent)
    other = made.report("2", **sent, status="cancelled")
    digest = digest_of_reports(one, other)
    show(pane, digest)
    assert "Another version is cancelled" in spoken(pane, "potassium")


def test_a_marked_value_without_a_date_is_said() -> None:
    digest = digest_of(k("6.9", None, interpretations=(HH,)), k("4.1", "2019-01-01T08:00:00+01:00"))
    assert main(digest) == "4,1 mmol/L"
    assert "no date: 6,9 mmol/L, ↑↑ High, marked HH" in told(digest)


def test_every_marked_one_of_many_without_a_date_is_said() -> None:
    many = [k(f"3.{place}", None) for place in range(9)]
    digest = digest_of(*many, k("7.7", None, interpretations=(HH,)), k("4.1", "2019-01-01T08:00:00+01:00"))
    assert "7,7 mmol/L, ↑↑ High, marked HH" in told(digest)
    assert "5 more: see the report" in told(digest)


@pytest.mark.hazard("H2.7")
def test_what_is_dated_after_the_fetch_is_never_the_newest() -> None:
    digest = digest_of(
        k("6.9", "2026-11-25T08:00:00+01:00"),
        k("4.1", "2027-11-25T08:00:00+01:00", interpretations=(HH,)),
        k("4.2", "2026-11-26"),
    )
    assert main(digest) == "6,9 mmol/L"
    assert "dated ahead in time, 25. nov 2027 08:00: 4,1 mmol/L, ↑↑ High, marked HH" in told(digest)
    assert "dated ahead in time, 26. nov" in told(digest)
    assert "from" not in told(digest)


def test_what_is_only_dated_after_the_fetch_says_so_everywhere() -> None:
    digest = digest_of(k("4.1", "2027-11-25T08:00:00+01:00"))
    assert main(digest) == "4,1 mmol/L"
    assert copied(digest).startswith("P-Kalium: 4,1 mmol/L (! dated ahead in time)")


def test_clocks_may_differ_a_little() -> None:
    assert "ahead" not in told(digest_of(k("4.1", "2026-11-25T13:04:00+01:00")))


@pytest.mark.hazard("H2.7")
def test_a_year_is_not_the_newest_and_nothing_is_computed_with_it() -> None:
    digest = digest_of(k("6.9", "2025-12-31T08:00:00+01:00"), k("4.1", "2026"))
    assert main(digest) == "6,9 mmol/L"
    assert "2026: 4,1 mmol/L" in told(digest)
    assert "before" not in told(digest).casefold()


def test_a_year_that_has_passed_before_the_newest_is_just_older() -> None:
    digest = digest_of(k("6.9", "2025-12-31T08:00:00+01:00"), k("4.1", "2024"))
    assert "4,1" not in told(digest)


def test_a_day_and_a_clock_of_it_have_no_order() -> None:
    digest = digest_of(k("6.9", "2026-11-25T02:00:00+01:00", interpretations=(HH,)), k("4.1", "2026-11-25"))
    assert main(digest) == "6,9 mmol/L"
    assert "also 25. nov 2026, which is newer is not known: 4,1 mmol/L" in told(digest)
    assert " h before" not in told(digest)


def test_days_are_told_in_days() -> None:
    assert "↗ +1,0 from 4,0 · 1 d before" in told(digest_of(k("4.0", "2026-11-24T23:00:00+01:00"), k("5.0", "2026-11-25")))


@pytest.mark.hazard("H4.5")
def test_a_positive_culture_never_stands_behind_a_negative_one() -> None:
    digest = digest_of(
        said("Staphylococcus aureus", "2026-11-24T06:00:00+01:00"),
        said("Ingen vekst", "2026-11-24T06:05:00+01:00"),
        said("Ingen vekst etter 5 døgn", "2026-11-25T06:05:00+01:00"),
    )
    assert main(digest) == "Staphylococcus aureus"
    assert "also 24. nov 2026 06:05: Ingen vekst" in told(digest)
    assert "also 25. nov 2026 06:05: Ingen vekst etter 5 døgn" in told(digest)


def test_what_grew_below_a_culture_counts_and_is_said() -> None:
    found = made.finding("Funn", made.concept("Escherichia coli"), id="below")
    digest = digest_of(
        said("Se funn", "2026-11-24T06:05:00+01:00"),
        said("Ingen vekst", "2026-11-24T06:00:00+01:00", found),
        said("Ingen vekst", "2026-11-24T07:00:00+01:00"),
    )
    assert "Ingen vekst Escherichia coli" in told(digest)
    assert main(digest) == "Se funn"


def test_the_same_answer_of_an_episode_is_said_once() -> None:
    digest = digest_of(*(said("Ingen vekst", f"2026-11-24T06:0{minute}:00+01:00") for minute in range(4)))
    assert "also" not in told(digest)


def test_an_older_positive_answer_is_the_one_before() -> None:
    digest = digest_of(said("Enterococcus", "2026-11-01T06:00:00+01:00"), said("Ingen vekst", "2026-11-24T06:00:00+01:00"))
    assert main(digest) == "Ingen vekst"
    assert "before: Enterococcus · 23 d before" in told(digest)


def test_words_do_not_take_the_place_of_the_number_before_them() -> None:
    words = made.finding(
        "P-Kalium",
        made.concept("Hemolysert"),
        id="h",
        code=made.concept("P-Kalium", ("7280", "NPU03230", "")),
        effective=made.moment("2026-11-25T07:00:00+01:00"),
    )
    digest = digest_of(words, k("6.8", "2026-11-25T03:00:00+01:00", interpretations=(HH,)))
    assert main(digest) == "Hemolysert"
    assert "before: 6,8 mmol/L, ↑↑ High, marked HH · 4 h before" in told(digest)


def test_why_there_is_no_value_is_said() -> None:
    none = made.finding(
        "P-Kalium",
        None,
        id="n",
        code=made.concept("P-Kalium", ("7280", "NPU03230", "")),
        effective=made.moment("2026-11-25T07:00:00+01:00"),
        data_absent_reason=made.concept("Hemolysert"),
    )
    assert "missing: Hemolysert" in told(digest_of(none, k("4.0", "2026-11-25T03:00:00+01:00")))
    assert "Missing: Hemolysert" in told(digest_of(none))


EARLIER, LATER = "2026-11-24T08:00:00+01:00", "2026-11-25T08:00:00+01:00"
RANGE = {"reference_ranges": ("3.5 - 5.0",)}
PLASMA, SERUM = (Specimen(id=each, kind=made.concept(each)) for each in ("Plasma", "Serum"))


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ({"method": made.concept("Roche")}, {"method": made.concept("POC")}, "other method"),
        ({"specimen": PLASMA}, {"specimen": SERUM}, "other material"),
        ({"performers": NORD, **RANGE}, {"performers": SOUTH, **RANGE}, "other laboratory"),
        (RANGE, {"reference_ranges": ("3.6 - 5.0",)}, "other reference"),
    ],
)
def test_what_may_not_be_compared_has_no_difference(one: dict[str, object], other: dict[str, object], why: str) -> None:
    digest = digest_of(k("4.1", EARLIER, **one), k("6.2", LATER, **other))
    assert f"before: 4,1 · 24 h before ({why})" in told(digest)
    assert "+2,1" not in told(digest)


@pytest.mark.hazard("H5.11")
def test_nothing_is_told_across_laboratories_or_references() -> None:
    ranges = {"reference_ranges": ("3.5 - 5.0",)}
    digest = digest_of(k("4.1", EARLIER, **ranges), k("6.2", LATER, performers=SOUTH, **ranges))
    assert "before: 4,1 · 24 h before (other laboratory)" in told(digest)
    digest = digest_of(k("4.1", EARLIER, **ranges), k("6.2", LATER, reference_ranges=("3.6 - 5.0",)))
    assert "before: 4,1 · 24 h before (other reference)" in told(digest)
    assert "+2,1" not in told(digest)
    assert "+2,1" in told(digest_of(k("4.1", EARLIER, **ranges), k("6.2", LATER, **ranges)))


def test_all_values_of_the_time_before_are_said() -> None:
    digest = digest_of(k("4.0", EARLIER), k("6.5", EARLIER, interpretations=(HH,)), k("5.0", LATER))
    assert "before: 6,5 mmol/L, ↑↑ High, marked HH / 4,0 mmol/L · 24 h before" in told(digest)


def numbered(name: str, status: str, finding: Finding, issued: str) -> Report:
    identifier = Identifier(system="http://nhn.no/fhir/nilar/ServReportId", value="1")
    return made.report(
        name, finding, status=status, identifiers=(identifier,), issued=made.moment(issued), performers=NORD, effective=None
    )


def test_a_correction_of_the_report_is_a_correction_of_the_result() -> None:
    digest = digest_of_reports(
        numbered("v1", "final", k("6.9", LATER, id="a"), "2026-11-25T09:00:00+01:00"),
        numbered("v2", "corrected", k("4.1", LATER, id="b"), "2026-11-25T10:00:00+01:00"),
    )
    assert main(digest) == "4,1 mmol/L"
    assert "△ Corrected, was 6,9 mmol/L" in told(digest)


def test_of_a_corrected_report_the_unchanged_result_says_that_its_report_was() -> None:
    assert "The report is changed" in told(digest_of(k("4.1", LATER), status="corrected"))


@pytest.mark.parametrize(
    ("name", "code", "value", "unit"),
    [
        ("U-Kalium", ("NPU03230",), "62", "mmol/L"),
        ("Csv-Glukose", ("NPU02192",), "3", "mmol/L"),
        ("B-Hemoglobin", ("NPU03230",), "14", "g/dL"),
        ("B-Hemoglobin", ("NPU03230",), "14", "mmol/L"),
        ("CRP", ("NPU19748",), "8", "mg/dL"),
        ("CRP", ("NPU19748",), "8", ""),
        ("P-Kalium", ("NPU03230", "NPU99999"), "6.9", "mmol/L"),
    ],
)
def test_a_verified_code_that_the_message_contradicts_is_counted_and_said(
    name: str, code: tuple[str, ...], value: str, unit: str
) -> None:
    concept = _concept(name, code)
    digest = digest_of(made.finding(name, made.quantity(value, unit), code=concept))
    assert not digest.strip.cards
    assert digest.strip.disagreeing == 1
    assert "since code, name and unit do not agree" in told(digest)


@pytest.mark.parametrize(
    ("name", "code", "value", "unit"),
    [
        ("S-Kalium", "NPU03230", "4", "mmol/l"),
        ("Kalium", "NPU03230", "4", "mmol/L"),
        ("", "NPU03230", "4", "mmol/L"),
        ("P-(vB) pH", "NPU03995", "7.3", ""),
        ("INR", "NPU01685", "2.1", "INR"),
        ("P-ALAT", "NPU19651", "40", "E/L"),
        ("Hemoglobin A1c", "NPU27300", "40", "mmol/mol"),
        ("NT-proBNP", "NPU21571", "40", "ng/L"),
        ("D-dimer", "NPU19767", "0.3", "mg/L"),
    ],
)
def test_a_verified_code_with_what_laboratories_write_is_placed(name: str, code: str, value: str, unit: str) -> None:
    digest = digest_of(made.finding(name, made.quantity(value, unit), code=_concept(name, (code,))))
    assert len(digest.strip.cards) == 1
    assert not digest.strip.disagreeing


def _concept(name: str, codes: tuple[str, ...]) -> CodeableConcept:
    return replace(made.concept(name), codings=tuple(Coding(system="7280", code=each) for each in codes))


def test_a_code_of_a_laboratorys_own_list_has_a_row_or_is_counted() -> None:
    own = made.finding("P-Kalium", made.quantity("6.9"), code=made.concept("P-Kalium", ("urn:oid:2.16.578.1.34.77", "K", "")))
    older = digest_of(own, k("4.0", "2026-11-24T08:00:00+01:00"))
    assert older.strip.local == 1
    assert "local codes are not here" in told(older)
    assert [line.local for line in digest_of(own).strip.cards[0].lines] == [True]


def test_a_card_of_many_notes_can_be_painted(pane: OverviewPane) -> None:
    times = (f"2026-11-2{day}T0{hour}:00:00+01:00" for day in range(1, 5) for hour in range(1, 5))
    show(pane, digest_of(*(said(f"Funn {place}", when) for place, when in enumerate(times))))
    assert "Funn 0" in spoken(pane, "blood_culture")
    assert pane.list.rowHeight(place_of(pane, "blood_culture")) > 100
    pane.grab()


@pytest.mark.parametrize(
    ("day", "now", "age"),
    [
        ("2026-03-28", datetime(2026, 3, 29, 22, 30, tzinfo=UTC), "2 d ago"),  # the night when the clock was put forward
        ("2026-03-30", datetime(2026, 3, 29, 22, 30, tzinfo=UTC), "today"),
        ("2026-10-24", datetime(2026, 10, 25, 22, 30, tzinfo=UTC), "1 d ago"),
        ("2026-11-25", datetime(2026, 11, 24, 23, 30, tzinfo=UTC), "today"),
    ],
)
def test_a_day_grows_old_at_midnight_in_norway(day: str, now: datetime, age: str) -> None:
    assert ages.age(made.moment(day), now) == age


def test_no_difference_is_told_to_a_value_that_may_be_cancelled() -> None:
    """Another version of the earlier report is cancelled, and nobody knows which of the two is newer."""
    number = {"identifiers": (Identifier(system="urn:x/ServReportId", value="F-1"),), "performers": NORD}
    old = made.report("old", k("4.2", "2026-11-23T08:00:00Z"), issued=made.moment("2026-11-23T09:00:00Z"), **number)
    gone = made.report("gone", status="cancelled", issued=None, **number)
    new = made.report("new", k("6.9", "2026-11-24T08:00:00Z"), issued=made.moment("2026-11-24T09:00:00Z"), performers=NORD)
    certain, doubted = told(digest_of_reports(old, new)), told(digest_of_reports(old, gone, new))
    assert "+2,7" in certain
    assert "+2,7" not in doubted
    assert "4,2 (another version is cancelled; which is newer is not known)" in doubted
