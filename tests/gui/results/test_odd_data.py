"""Malformed data of laboratories is shown as it was sent."""

from __future__ import annotations

import json
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from provesvar_gui.results.model import LookupResult, Moment, Report
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.common.lines import LONGEST, SHORT, Column, Kind, Line, Style
from provesvar_gui.ui.results.view import ResultsView
from tests.golden.facts import flat, moment
from tests.gui.results import made, shown
from tests.gui.results.sandbox_patients import parsed


def show(view: ResultsView, report: Report) -> str:
    view.show_result(made.result(report), partial=False)
    view.panes.turn_to(view.panes.place_of(Key.REPORTS))
    listed = "\n".join("\n".join(row) for row in shown.rows(view.reports.list.model()))
    return f"{listed}\n{shown.detail_text(view)}"


def lines(view: ResultsView) -> list[Line]:
    model = view.reports.detail.lines
    model.finish()
    return [model.line(row) for row in range(model.rowCount())]


LINES = "\n".join(f"Linje {n:05}: vev med forandringer som beskrevet ovenfor, uten holdepunkt for annet." for n in range(3600))
WORDS = "lymfocytter " * 25_000
UNBROKEN = "x" * 300_000


def longest_turn(view: ResultsView, report: Report, qtbot: QtBot) -> float:
    """Seconds of work between two turns of the event loop while the report opens, whatever else the machine does.

    The pane alone: the others have tests of their own.
    """
    beats: list[float] = []
    heart = QTimer()
    heart.setInterval(1)
    heart.timeout.connect(lambda: beats.append(time.thread_time()))
    view.reports.clear()
    heart.start()
    qtbot.waitUntil(lambda: len(beats) > 3)
    view.reports.show_result(made.result(report), Style(language="nb"))
    qtbot.waitUntil(lambda: view.reports.detail.is_settled() and len(beats) > 10)
    heart.stop()
    return max(later - earlier for earlier, later in pairwise(beats))


def laid_out_at_once() -> float:
    """Seconds of work of the worst text: as long as the window would be held up without parting it."""
    began = time.thread_time()
    document = QTextDocument()
    document.setTextWidth(600)
    document.setPlainText(UNBROKEN)
    document.size()
    return time.thread_time() - began


@pytest.mark.hazard("H3.4")
@pytest.mark.parametrize("text", [LINES, WORDS, UNBROKEN], ids=["lines", "one paragraph", "one word"])
def test_a_text_of_300_kb_opens_without_holding_up_the_window_and_is_whole(view: ResultsView, qtbot: QtBot, text: str) -> None:
    assert len(text) >= 290_000
    report = made.report("1", made.finding("Beskrivelse", made.concept(text)), made.finding("K", made.quantity("4")))
    view.show_result(made.result(made.report("0")), partial=False)
    view.panes.turn_to(view.panes.place_of(Key.REPORTS))
    assert min(longest_turn(view, report, qtbot) for _ in range(2)) < laid_out_at_once() / 5
    body = [line.body for line in lines(view) if line.kind is Kind.LINE and (line.prose or line.monospace)]
    assert max(map(len, body)) <= LONGEST
    assert "".join(body).replace(" ", "").replace("\n", "") == text.replace(" ", "").replace("\n", "")
    view.reports.detail.selectAll()
    assert "".join(text.split()) in "".join(view.reports.detail.copied_text().split())
    assert len(view.reports.detail.copied_text()) < 1.1 * len(text)
    QTest.keyClick(view.reports.detail, Qt.Key.Key_End)
    bar = view.reports.detail.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() == bar.maximum() > 5000)  # also where lines are measured once more meanwhile


@pytest.mark.hazard("H3.4")
@pytest.mark.parametrize("field", ["code", "value", "reference_ranges", "interpretations", "status", "effective"])
def test_a_very_long_text_in_a_cell_is_cut_there_and_whole_below(view: ResultsView, field: str) -> None:
    long = "svært lang tekst " * 2000
    values: dict[str, Any] = {
        "code": made.concept(long),
        "value": made.quantity("4", long),
        "reference_ranges": (long,),
        "interpretations": (made.concept(long),),
        "status": long,
        "effective": Moment(literal=long),
    }
    show(view, made.report("1", made.finding("K", **({"value": made.quantity("4")} | {field: values[field]}))))
    whole = "".join(line.body for line in lines(view)).replace(" ", "").replace("\u00a0", "")
    assert whole.count("sværtlangtekst") >= 2000
    model = view.reports.detail.lines
    finding = next(row for row in range(model.rowCount()) if model.line(row).kind is Kind.FINDING)
    for column in Column:
        assert view.reports.detail.columnWidth(column) < 20_000
        assert all(len(each.text) <= SHORT for each in model.styled(finding, column))


def test_paragraphs_are_kept_and_a_table_keeps_its_columns(view: ResultsView) -> None:
    told = show(view, made.report("1", made.finding("MR", made.concept("Første avsnitt.\n\nAndre avsnitt."))))
    assert "Første avsnitt.\n\nAndre avsnitt." in told
    show(view, made.report("1", made.finding("Tabell", made.concept("a     b     c\nd     e     f\ng     h     i"))))
    line = next(line for line in lines(view) if line.prose or line.monospace)
    assert line.monospace
    assert not line.prose


# -- forty-eight answers of real laboratory systems, what was sent around their results against what stands on the screen


FOLDER = Path(__file__).resolve().parents[4] / "shared" / "data" / "fhir"
BUNDLES = sorted(FOLDER.glob("*.json"))

Raw = dict[str, Any]


def read(path: Path) -> tuple[LookupResult, Raw]:
    body = path.read_bytes()
    raw = json.loads(body, parse_float=str, parse_int=str)
    subjects = (entry["resource"].get("subject", {}) for entry in raw["entry"])
    digits = next((n for subject in subjects if len(n := subject.get("identifier", {}).get("value", "")) == 11), "13896900263")
    reports = sum(entry["resource"]["resourceType"] == "DiagnosticReport" for entry in raw["entry"])
    return parsed(body, reports, digits), raw


def said_by(concept: Raw) -> list[str]:
    return [text for text in (concept.get("text"), *(each.get("display") for each in concept.get("coding", []))) if text]


def around(report: Raw, by_reference: dict[str, Raw]) -> list[str]:
    """What must stand somewhere in the report, beside its results."""
    expected = [moment(report["issued"]), moment(report["effectiveDateTime"])]
    for each in report.get("extension", []):
        if "valueDateTime" in each:
            expected.append(moment(each["valueDateTime"]))
        if "valueAnnotation" in each:
            expected.append(each["valueAnnotation"]["text"])
        expected += [part["valueString"] for part in each.get("extension", []) if "valueString" in part]
        for part in each.get("extension", []):
            expected += said_by(part.get("valueCodeableConcept", {}))
    expected += said_by(report["code"])
    for category in report["category"]:
        expected += said_by(category)
    for each in (*report.get("performer", []), *report.get("basedOn", []), *report.get("specimen", [])):
        raw = by_reference.get(each["reference"], {})
        expected += [raw.get(key, {}).get("display", "") for key in ("organization", "practitioner")]
        expected += [contact["value"] for contact in raw.get("telecom", []) if "value" in contact]
        if "authoredOn" in raw:
            expected.append(moment(raw["authoredOn"]))
        expected += [note["text"] for note in raw.get("note", [])]
        for concept in (*raw.get("reasonCode", []), raw.get("type", {}) if raw.get("resourceType") == "Specimen" else {}):
            expected += said_by(concept)
        if "collectedDateTime" in raw.get("collection", {}):
            expected.append(moment(raw["collection"]["collectedDateTime"]))
        expected.append(raw.get("accessionIdentifier", {}).get("value", ""))
        for extension in raw.get("extension", []):
            expected += said_by(extension.get("valueCodeableConcept", {}))
            if "valueInteger" in extension:
                expected.append(extension["valueInteger"])
            if "valueDateTime" in extension:
                expected.append(moment(extension["valueDateTime"]))
    return [text for text in expected if text]


def choose(view: ResultsView, result: LookupResult, report_id: str) -> None:
    view.reports.choose(next(each for each in (*result.reports, *result.other_identifier) if each.id == report_id))


@pytest.mark.skipif(
    not BUNDLES, reason="../shared/data/fhir is not there: the answers have no licence and are not copied into the project"
)
def test_there_are_48() -> None:
    assert len(BUNDLES) == 48


@pytest.mark.hazard("H3.6")
@pytest.mark.requirement("R42")
@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.stem)
def test_everything_sent_is_shown_in_its_report(path: Path, qtbot: QtBot) -> None:
    result, raw = read(path)
    by_reference = {f"{r['resourceType']}/{r['id']}": r for r in (entry["resource"] for entry in raw["entry"])}
    reports = [r for r in by_reference.values() if r["resourceType"] == "DiagnosticReport"]
    view = ResultsView(language="nb")
    qtbot.addWidget(view)
    view.resize(1280, 900)
    view.show_result(result, partial=False)
    assert view.reports.list.reports.rowCount() == len(reports)
    assert not result.loose_findings
    for report in reports:
        choose(view, result, report["id"])
        view.reports.head.more.setChecked(True)
        whole = flat(shown.detail_text(view))
        for text in around(report, by_reference):
            assert flat(text) in whole, f"{text!r} is not shown"
