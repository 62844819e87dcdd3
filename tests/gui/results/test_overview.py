"""The overview with real widgets: what the first paint answers, what a key opens, what is said about the rest."""

from __future__ import annotations

import gc
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from provesvar_gui.domain.acute import AcuteStrip
from provesvar_gui.domain.acute_table import LocalCode
from provesvar_gui.domain.identifiers import Profile
from provesvar_gui.domain.results import Annotation, CodeableConcept, Identifier, LookupResult, Party, Specimen
from provesvar_gui.kodeverk.acute import AcuteSource, bundled
from provesvar_gui.sandbox.records.local_codes import LOCAL_CODES
from provesvar_gui.ui import keys
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.lines import Kind, Style
from provesvar_gui.ui.results.overview.ages import FetchClock
from provesvar_gui.ui.results.overview.card_face import Slot
from provesvar_gui.ui.results.overview.card_layout import layout_of
from provesvar_gui.ui.results.overview.card_texts import LineText
from provesvar_gui.ui.results.overview.pane import OverviewPane
from provesvar_gui.ui.results.overview.row_lines import OverviewLine
from provesvar_gui.ui.results.overview.strip_text import strip_text
from provesvar_gui.ui.results.view import ResultsView
from provesvar_gui.ui.results.words import Tone
from provesvar_gui.ui.window_settings import WindowSettings
from tests.gui.results import made, shown, strategies
from tests.gui.results.sandbox_patients import FETCHED, digested, patient
from tests.gui.results.test_bundles import BUNDLES, read

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from provesvar_gui.domain.digest import Digest
    from provesvar_gui.domain.results import Finding, Report
    from provesvar_gui.domain.series import Series
    from provesvar_gui.ui.results.overview.card import Card

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
LOCAL = tuple(LocalCode(**entry) for entry in LOCAL_CODES)
STYLE = Style(language="nb")


class Hands:
    """A monotonic clock that a test moves."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def pane(qtbot: QtBot, hands: Hands) -> OverviewPane:
    made_pane = OverviewPane(STYLE, clock=FetchClock(hands))
    qtbot.addWidget(made_pane)
    made_pane.resize(840, 640)
    made_pane.show()
    made_pane.activateWindow()
    return made_pane


def show(pane: OverviewPane, digest: Digest) -> OverviewPane:
    pane.show_digest(digest, STYLE)
    pane.finish()
    return pane


def card(pane: OverviewPane, key: str) -> Card:
    assert pane.digest is not None
    return pane.strip.cards[[each.kind.key for each in pane.digest.strip.cards].index(key)]


def spoken(pane: OverviewPane, key: str) -> str:
    return shown.plain(card(pane, key).accessibleName())


def painted(pane: OverviewPane, key: str) -> list[str]:
    """The rows of a card as they stand there."""
    rows = card(pane, key).face.rows
    return [shown.plain(" ".join(slot.words for slot in (*row.left, *((row.right,) if row.right else ())))) for row in rows]


def coded(name: str, code: str, value: str, unit: str = "mmol/L", **more: object) -> Finding:
    return made.finding(name, made.quantity(value, unit), code=made.concept(name, ("7280", code, name)), **more)


def potassium(*values: tuple[str, str], **more: object) -> Report:
    """Value and time, each."""
    return made.report(
        "k", *(coded("P-Kalium", "NPU03230", value, effective=made.moment(when), id=f"k{when}") for value, when in values), **more
    )


def rows(pane: OverviewPane) -> list[str]:
    """Every line of the list."""
    return ["\t".join(row).rstrip() for row in shown.rows(pane.list.lines)]


def test_the_first_paint_answers_and_one_key_opens_the_trend(qtbot: QtBot) -> None:
    settings_ = WindowSettings(profile=Profile.TEST, sandbox=True, acute=AcuteSource(LOCAL))
    view = ResultsView(settings=settings_, language="nb")
    qtbot.addWidget(view)
    view.resize(840, 640)  # what a window of 1280 x 820 has for results
    view.show()
    view.activateWindow()
    with qtbot.waitSignal(view.digested):
        view.show_result(patient(), partial=False)
    view.setFocus()
    pane = view.panes.overview
    assert pane.isVisible()
    for key, value in (("potassium", "5,2 mmol/L"), ("crp", "321 mg/L"), ("haemoglobin", "8,9 g/dL"), ("inr", "1,8")):
        stands = card(pane, key)
        assert f", {value}, " in spoken(pane, key)
        top = stands.mapTo(pane.area.viewport(), QPoint(0, 0)).y()
        assert top >= 0
        assert top + 100 <= pane.area.viewport().height()  # value, mark, change and age
    for letter, key in (("K", "potassium"), ("C", "crp"), ("H", "haemoglobin"), ("I", "inr")):
        view.panes.turn_to(view.panes.place_of(Key.OVERVIEW))
        focused = view.window().focusWidget()
        assert focused is not None
        with qtbot.waitSignal(pane.trend_asked) as asked:
            QTest.keyClicks(focused, letter.lower())
        series: tuple[Series, ...] = asked.args[0]
        assert pane.digest is not None
        expected = next(each for each in pane.digest.strip.cards if each.kind.key == key)
        assert series == tuple(line.series for line in expected.lines)


def test_the_emergency_patient_has_every_analyte_of_the_issue(pane: OverviewPane) -> None:
    show(pane, digested(patient(), table=AcuteSource(LOCAL)()))
    assert pane.digest is not None
    there = {line.analyte for each in pane.digest.strip.cards for line in each.lines}
    wanted = "potassium sodium haemoglobin creatinine egfr crp glucose inr troponin_t lactate hba1c leukocytes thrombocytes"
    wanted += " ph pco2 po2 bicarbonate base_excess abo rhd antibody_screen mrsa esbl blood_culture"
    assert set(wanted.split()) <= there
    assert pane.digest.strip.local > 0


def test_a_card_says_value_mark_age_change_and_state(pane: OverviewPane) -> None:
    show(pane, digested(patient()))
    assert spoken(pane, "potassium").startswith("Kalium. P-Kalium, 5,2 mmol/L, ↑ Over øvre ref.område")
    assert "Preliminary" in spoken(pane, "potassium")
    said = painted(pane, "potassium")
    assert said[0] == "Kalium P-Kalium K"
    assert said[1] == "5,2 mmol/L"
    assert any(row.startswith("↘ −0,5 from 5,7") for row in said)
    assert any("not ready" in row for row in said)  # a newer sample waits
    assert card(pane, "potassium").face.spark


def test_a_blood_group_is_no_basis_for_transfusion(pane: OverviewPane) -> None:
    show(pane, digested(patient()))
    assert painted(pane, "blood_group")[-1] == "! No basis for transfusion"
    assert "No basis for transfusion" in spoken(pane, "blood_group")


def test_what_could_not_be_placed_is_counted(pane: OverviewPane) -> None:
    digest = digested(patient())
    show(pane, digest)
    assert f"{digest.strip.local} result(s) with local codes are not here" in pane.missing.text()
    assert f"{digest.strip.apart} result(s) on another kind of identifier are not here" in pane.missing.text()


def test_ages_grow_while_the_result_stands(pane: OverviewPane, hands: Hands) -> None:
    taken = FETCHED - timedelta(minutes=10)
    result = replace(made.result(potassium(("4.0", taken.isoformat()))), fetched_at=FETCHED)
    show(pane, digested(result))
    assert painted(pane, "potassium")[-1].startswith("10 min ago")
    hands.seconds += 55 * 60
    pane.minute.timeout.emit()
    assert painted(pane, "potassium")[-1].startswith("1 h ago")
    pane.clear()
    show(pane, digested(result))  # brought back: it has not become younger
    assert painted(pane, "potassium")[-1].startswith("1 h ago")


@pytest.mark.parametrize(
    ("literal", "age"),
    [
        ("2026-11-25T03:29:30+01:00", "just now"),
        ("2026-11-25T04:30:00+01:00", "dated after the fetch"),
        ("2026-11-23T03:31:00+01:00", "48 h ago"),
        ("2026-11-24T20:30:07+01:00", "7 h ago"),
        ("2026-11-24T21:00:07+01:00", "6 h ago"),
        ("2026-11-23T03:30:00+01:00", "2 d ago"),
        ("2026-11-25", "today"),
        ("2026-11-24", "1 d ago"),
        ("2026-09-25", "2 mo ago"),
        ("2023-11-25", "3 y ago"),
        ("2026-11", ""),
        ("2026", ""),
    ],
)
def test_an_age_is_as_exact_as_the_laboratory_was(pane: OverviewPane, literal: str, age: str) -> None:
    show(pane, digested(replace(made.result(potassium(("4.0", literal))), fetched_at=FETCHED)))
    last = painted(pane, "potassium")[-1]
    assert last.startswith(age)
    assert age or "ago" not in last


def test_before_the_end_nothing_is_called_newest_or_changed(pane: OverviewPane) -> None:
    result = made.result(potassium(("4.0", "2024-08-13T10:00:00Z"), ("5.0", "2024-08-14T10:00:00Z")))
    partial = replace(result, coverage=replace(result.coverage, complete=False, total=9))
    show(pane, digested(partial, complete=False))
    assert pane.state.text() == "Preliminary: 1 of 9 fetched. There may be newer results."
    assert not any("from" in row for row in painted(pane, "potassium"))
    assert not card(pane, "potassium").face.spark
    everything = " ".join([*rows(pane), *(each.accessibleName() for each in pane.strip.cards)]).casefold()
    assert "newest" not in everything
    assert "new:" not in everything
    show(pane, digested(result))
    assert not pane.state.isVisible()
    assert any("↗ +1,0 from 4.0".replace(".", ",") in row for row in painted(pane, "potassium"))


def test_what_is_void_is_never_the_newest_and_stands_struck_through_in_the_list(pane: OverviewPane) -> None:
    report = made.report(
        "k",
        coded("P-Kalium", "NPU03230", "4.0", effective=made.moment("2024-08-13T10:00:00Z")),
        coded("P-Kalium", "NPU03230", "9.9", id="gone", status="cancelled"),
    )
    show(pane, digested(made.result(report)))
    assert painted(pane, "potassium")[1] == "4,0 mmol/L"
    assert "✕ 1 cancelled since" in painted(pane, "potassium")
    struck = [line for row in range(pane.list.lines.rowCount()) if (line := pane.list.lines.line(row)).void]
    assert [shown.plain(line.cells[1]) for line in struck] == ["9,9 mmol/L"]


def test_the_sections_hold_what_they_say(pane: OverviewPane) -> None:
    telephoned = made.report(
        "t",
        coded("P-Kalium", "NPU03230", "6.8", interpretations=(made.ABOVE,), effective=made.moment("2024-08-14T10:00:00Z")),
        comments=(Annotation(concept=CodeableConcept(codings=made.concept("", ("8269", "TA", "Telefonsvar")).codings)),),
    )
    older = made.report(
        "o",
        coded("P-Kalium", "NPU03230", "7.0", interpretations=(made.ABOVE,), effective=made.moment("2023-01-01T10:00:00Z")),
        coded("P-Natrium", "NPU03429", "140", effective=made.moment("2023-01-01T10:00:00Z")),
        effective=made.moment("2023-01-01T10:00:00Z"),
    )
    waiting = made.report(
        "w",
        made.finding("P-Ferritin", None, status="registered", effective=made.moment("2024-08-14T11:00:00Z")),
        status="registered",
    )
    corrected = made.report("c", made.finding("B-Hb", made.quantity("9", "g/dL"), status="corrected"), status="amended")
    show(pane, digested(made.result(telephoned, older, waiting, corrected)))
    said = rows(pane)
    sections = [at for at in range(len(said)) if pane.list.lines.line(at).kind is Kind.SECTION]
    assert len(sections) == 4
    marked, new, unready, changed = (
        "\n".join(said[start:end]) for start, end in zip(sections, [*sections[1:], len(said)], strict=True)
    )
    assert "Telefonsvar" in marked or "telephone" in marked
    assert "6,8" in marked
    assert "7,0" not in marked  # an older value of the same series
    assert "Natrium" not in marked
    assert "14. aug" in new
    assert new.count("result(s) of that day") == 3  # telephoned, waiting, corrected
    assert "P-Ferritin" in unready
    assert "B-Hb" in changed
    for row in range(pane.list.lines.rowCount()):
        line = pane.list.lines.line(row)
        assert (line.kind is Kind.FINDING) == (isinstance(line, OverviewLine) and line.report is not None)


def test_enter_on_a_row_opens_its_report(pane: OverviewPane, qtbot: QtBot) -> None:
    result = made.result(potassium(("4.0", "2024-08-13T10:00:00Z"), status="preliminary"))
    show(pane, digested(result))
    at = next(row for row in range(pane.list.lines.rowCount()) if pane.list.lines.line(row).kind is Kind.FINDING)
    pane.list.setFocus()
    pane.list.selectRow(at)
    with qtbot.waitSignal(pane.report_asked) as asked:
        QTest.keyClick(pane.list, Qt.Key.Key_Return)
    assert asked.args[0] is result.reports[0]


def test_arrows_go_from_card_to_card_and_down_to_the_list(pane: OverviewPane) -> None:
    show(pane, digested(patient()))
    pane.take_focus()
    strip = pane.strip
    QTest.keyClick(strip.cards[0], Qt.Key.Key_Right)
    assert strip.current() == 1
    QTest.keyClick(strip.cards[1], Qt.Key.Key_Down)
    assert strip.current() == 1 + strip.columns
    QTest.keyClick(strip.cards[1 + strip.columns], Qt.Key.Key_Left)
    assert strip.current() == strip.columns
    QTest.keyClick(strip.cards[strip.columns], Qt.Key.Key_End)
    assert strip.current() == len(strip.cards) - 1
    QTest.keyClick(strip.cards[-1], Qt.Key.Key_Down)
    assert pane.list.hasFocus()


def test_one_press_of_tab_leaves_the_cards(pane: OverviewPane) -> None:
    show(pane, digested(patient()))
    pane.take_focus()
    QTest.keyClick(pane.strip.cards[0], Qt.Key.Key_Right)
    QTest.keyClick(pane.strip.cards[1], Qt.Key.Key_Tab)
    assert pane.list.hasFocus()
    QTest.keyClick(pane.list, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert pane.strip.current() == 1  # back to the card that was left


def test_letters_digits_and_the_bases_letters(pane: OverviewPane, qtbot: QtBot) -> None:
    show(pane, digested(patient()))
    pane.take_focus()
    for key in "sua1234567890qwx":
        with qtbot.assertNotEmitted(pane.trend_asked), qtbot.assertNotEmitted(pane.report_asked):
            QTest.keyClicks(pane.strip.cards[0], key)
    assert not set(keys.TRENDS) & set("SUA0123456789")
    kinds = {kind.key for kind in bundled().cards}
    assert set(keys.TRENDS.values()) <= kinds
    pane.list.setFocus()
    with qtbot.waitSignal(pane.trend_asked):
        QTest.keyClicks(pane.list, "k")


def test_a_card_without_numbers_opens_its_report(pane: OverviewPane, qtbot: QtBot) -> None:
    show(pane, digested(patient()))
    with qtbot.waitSignal(pane.report_asked):
        QTest.keyClick(card(pane, "blood_group"), Qt.Key.Key_Return)


def test_copying_a_card_and_all_of_them(pane: OverviewPane, qtbot: QtBot) -> None:
    digest = digested(patient())
    show(pane, digest)
    with qtbot.waitSignal(pane.copy_asked) as copied:
        QTest.keyClick(card(pane, "potassium"), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied.args[0].startswith("P-Kalium: 5,2 mmol/L (↑ Over øvre ref.område;")
    assert "\u00a0" not in copied.args[0]
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(pane.copy_asked) as copied:
        QTest.keyClick(card(pane, "potassium"), Qt.Key.Key_C, both)
    assert copied.args[0] == strip_text(digest.strip, STYLE)
    assert "13896900263" not in copied.args[0]
    for each in digest.strip.cards:
        for line in each.lines:
            assert line.shown is not None
    assert "local codes" in copied.args[0]


def test_nothing_of_the_patient_is_left_after_clearing(pane: OverviewPane) -> None:
    show(pane, digested(patient()))
    pane.grab()
    pane.clear()
    gc.collect()
    assert not [each for each in gc.get_objects() if isinstance(each, (LineText, Slot, AcuteStrip))]
    assert pane.digest is None
    assert pane.list.lines.rowCount() == 0
    assert not [label.text() for label in pane.findChildren(QLabel) if label.text()]
    names = {child.accessibleName() for child in pane.strip.findChildren(QWidget)}
    assert names <= {""}
    assert not any(each.face.rows for each in pane.strip.every_card)
    assert not pane.minute.isActive()


def test_codes_are_shown_to_those_who_ask(pane: OverviewPane) -> None:
    result = made.result(potassium(("4.0", "2024-08-13T10:00:00Z")))
    pane.show_digest(digested(result), Style(language="nb", codes=True))
    assert painted(pane, "potassium")[0] == "Kalium P-Kalium NPU03230 K"


def test_from_more_than_one_laboratory_each_is_told(pane: OverviewPane) -> None:
    def lab(name: str) -> tuple[Party, ...]:
        return (Party(organisation=name, organisation_ids=(Identifier(value=name),)),)

    one = made.report(
        "1", coded("P-Kalium", "NPU03230", "4.0"), coded("B-Hb", "NOR05172", "9", "g/dL"), performers=lab("Nord, a")
    )
    other = made.report("2", coded("P-Natrium", "NPU03429", "140"), performers=lab("Sør"))
    show(pane, digested(made.result(one, other)))
    assert "Nord" in pane.missing.text()
    assert "Nord" not in painted(pane, "potassium")[-1]
    assert painted(pane, "sodium")[-1].endswith("Sør")
    assert spoken(pane, "potassium").split(". key")[0].endswith("Nord")


def test_a_very_long_answer_in_words_does_not_fill_the_screen(pane: OverviewPane) -> None:
    text = "Vekst av alt mulig. " * 10_000
    report = made.report(
        "b", made.finding("Aerob", made.concept(text), code=made.concept("Aerob blodkultur", ("7280", "NPU58580", "")))
    )
    show(pane, digested(made.result(report)))
    assert card(pane, "blood_culture").height() < 300


def test_nothing_to_place_says_so(pane: OverviewPane) -> None:
    show(pane, digested(made.result(made.report("1", made.finding("Røntgen", made.concept("Funn"))))))
    assert pane.missing.text().startswith("None of the emergency analytes")
    pane.take_focus()
    assert pane.list.hasFocus()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(strategies.results)
def test_any_result_can_be_shown_painted_and_wiped(pane: OverviewPane, result: LookupResult) -> None:
    show(pane, digested(result))
    pane.grab()
    pane.clear()
    assert pane.list.lines.rowCount() == 0


@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.stem)
def test_every_analyte_of_every_bundle_stands_on_its_card(pane: OverviewPane, path: Path) -> None:
    """Read from the raw JSON: an observation with a verified code that stands and has a value is on the card, newest first."""
    result, raw = read(path)
    show(pane, digested(result))
    sure = {code.code: a.key for a in bundled().analytes for code in a.codes if code.use == "highlight" and not code.only_blood}
    expected: dict[str, list[str]] = {}
    for entry in raw["entry"]:
        resource = entry["resource"]
        if resource["resourceType"] != "Observation" or resource["status"] in {"cancelled", "entered-in-error"}:
            continue
        value = resource.get("valueQuantity", {}).get("value")
        codes = {each.get("code", "") for each in resource["code"].get("coding", ()) if "72" in each.get("system", "")}
        analytes = {sure[code] for code in codes if code in sure}
        if value is not None and analytes:
            (analyte,) = analytes
            expected.setdefault(analyte, []).append(value)
    assert pane.digest is not None
    there = {line.analyte: line for each in pane.digest.strip.cards for line in each.lines}
    assert set(expected) <= set(there), path.stem
    words = " ".join(shown.plain(each.accessibleName()) for each in pane.strip.cards)
    for values in expected.values():
        assert any(value.replace(".", ",") in words for value in values)


def test_a_specimen_of_blood_makes_an_aerobic_culture_a_blood_culture(pane: OverviewPane) -> None:
    culture = made.finding(
        "Us-Aerob dyrkning",
        made.concept("Vekst"),
        code=made.concept("Us-Aerob dyrkning", ("7280", "NPU06061", "")),
        specimen=Specimen(id="s", kind=made.concept("Blod")),
    )
    show(pane, digested(made.result(made.report("b", culture))))
    assert painted(pane, "blood_culture")[1] == "Vekst"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(strategies.results)
def test_no_mark_is_computed(pane: OverviewPane, result: LookupResult) -> None:
    """Without a mark of the laboratory nothing has the tint of one, whatever the values and limits are."""
    show(pane, digested(_unmarked(result)))
    for each in pane.strip.cards:
        tints = [slot for row in each.face.rows for slot in row.left if slot.tone is Tone.OUTSIDE]
        assert [slot.words for slot in tints] in ([], ["! No basis for transfusion"])
    for row in range(pane.list.lines.rowCount()):
        line = pane.list.lines.line(row)
        assert line.mark_tone is not Tone.OUTSIDE
        assert "kritisk" not in line.spoken.casefold()


def _unmarked(result: LookupResult) -> LookupResult:
    def bare(finding: Finding) -> Finding:
        return replace(
            finding,
            observation=replace(finding.observation, interpretations=()),
            members=tuple(map(bare, finding.members)),
        )

    reports = tuple(
        replace(
            report, comments=(), findings=(*map(bare, report.findings), coded("K", "NPU03230", "9.9", reference_ranges=("3-4",)))
        )
        for report in result.reports
    )
    return replace(result, reports=reports, loose_findings=tuple(map(bare, result.loose_findings)))


@pytest.mark.parametrize("unit", ["mmol/L", "mL/min/1.73m2", "10^9 /L"])
@pytest.mark.parametrize("value", ["4.0", "12345.678", "1234567890123.4"])
@pytest.mark.parametrize("width", [180, 240, 400])
def test_a_number_and_its_unit_stand_on_one_line_at_any_width(pane: OverviewPane, value: str, unit: str, width: int) -> None:
    days = ("2024-08-12T10:00:00Z", "2024-08-13T10:00:00Z", "2024-08-14T10:00:00Z")
    findings = (coded("P-K", "NPU03230", value, unit, effective=made.moment(day), id=day) for day in days)
    show(pane, digested(made.result(made.report("k", *findings))))
    shown_card = card(pane, "potassium")
    laid = layout_of(shown_card.face, width, shown_card.font())
    number = next(each for each in laid.drawn if each.slot.large)
    after = laid.drawn[laid.drawn.index(number) + 1]
    assert after.slot.stays
    assert number.layout.lineCount() == after.layout.lineCount() == 1
    assert abs(number.box().bottom() - after.box().bottom()) < number.box().height() / 2
    assert after.place.x() > number.box().right()
    for each in (number, after):
        assert each.box().right() <= width
        assert laid.spark.isEmpty() or not each.box().intersects(laid.spark)


def test_a_card_with_very_many_examinations_says_how_many_more(pane: OverviewPane) -> None:
    findings = (
        made.finding("ESBL", made.concept("Nei"), code=made.concept("ESBL", ("7280", "NPU56045", "")), id=str(number),
                     specimen=Specimen(id=str(number), kind=made.concept(f"Pensel {number}")))
        for number in range(20)
    )  # fmt: skip
    show(pane, digested(made.result(made.report("e", *findings))))
    assert painted(pane, "carrier")[-1] == "12 more: see the table and the reports"
