"""Forty-eight answers of real laboratory systems, what was sent around their results against what stands on the screen.

The results themselves are looked at in tests/golden/test_facts.py.

The walker below reads the raw JSON by itself and knows nothing of the program's own parsing or wording.
"""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from provesvar_gui.results.model import LookupResult
from provesvar_gui.ui.results.view import ResultsView
from tests.gui.results import shown
from tests.gui.results.sandbox_patients import parsed

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "data" / "fhir"
BUNDLES = sorted(FOLDER.glob("*.json"))
MONTHS = ("jan", "feb", "mars", "april", "mai", "juni", "juli", "aug", "sep", "okt", "nov", "des")
NILAR = "http://nhn.no/fhir/nilar/StructureDefinition/nilar-"

Raw = dict[str, Any]


def read(path: Path) -> tuple[LookupResult, Raw]:
    body = path.read_bytes()
    raw = json.loads(body, parse_float=str, parse_int=str)
    subjects = (entry["resource"].get("subject", {}) for entry in raw["entry"])
    digits = next((n for subject in subjects if len(n := subject.get("identifier", {}).get("value", "")) == 11), "13896900263")
    reports = sum(entry["resource"]["resourceType"] == "DiagnosticReport" for entry in raw["entry"])
    return parsed(body, reports, digits), raw


class VisibleWords(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words += data.split()


def words(text: str) -> list[str]:
    """Words that can be seen; mark-up is not text."""
    if "<div" not in text:
        return text.split()
    reader = VisibleWords()
    reader.feed(text)
    return reader.words


def flat(text: str) -> str:
    return " ".join(shown.plain(text).split())


def date(literal: str) -> str:
    year, month, *rest = literal[:10].split("-")
    day = f"{int(rest[0])}. " if rest else ""
    clock = f" {literal[11:16]}" if len(literal) > 10 else ""
    return f"{day}{MONTHS[int(month) - 1]} {year}{clock}"


def said_by(concept: Raw) -> list[str]:
    return [text for text in (concept.get("text"), *(each.get("display") for each in concept.get("coding", []))) if text]


def around(report: Raw, by_reference: dict[str, Raw]) -> list[str]:
    """What must stand somewhere in the report, beside its results."""
    expected = [date(report["issued"]), date(report["effectiveDateTime"])]
    for each in report.get("extension", []):
        if "valueDateTime" in each:
            expected.append(date(each["valueDateTime"]))
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
            expected.append(date(raw["authoredOn"]))
        expected += [note["text"] for note in raw.get("note", [])]
        for concept in (*raw.get("reasonCode", []), raw.get("type", {}) if raw.get("resourceType") == "Specimen" else {}):
            expected += said_by(concept)
        if "collectedDateTime" in raw.get("collection", {}):
            expected.append(date(raw["collection"]["collectedDateTime"]))
        expected.append(raw.get("accessionIdentifier", {}).get("value", ""))
        for extension in raw.get("extension", []):
            expected += said_by(extension.get("valueCodeableConcept", {}))
            if "valueInteger" in extension:
                expected.append(extension["valueInteger"])
            if "valueDateTime" in extension:
                expected.append(date(extension["valueDateTime"]))
    return [text for text in expected if text]


def choose(view: ResultsView, result: LookupResult, report_id: str) -> None:
    """Go to the report, wherever it stands."""
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
            assert " ".join(words(text)) in whole, f"{text!r} is not shown"


@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.stem)
def test_line_breaks_of_plain_text_are_kept(path: Path, qtbot: QtBot) -> None:
    result, raw = read(path)
    view = ResultsView(language="nb")
    qtbot.addWidget(view)
    view.show_result(result, partial=False)
    report = next(entry["resource"] for entry in raw["entry"] if entry["resource"]["resourceType"] == "DiagnosticReport")
    choose(view, result, report["id"])
    whole = shown.detail_text(view)
    for entry in raw["entry"]:
        resource = entry["resource"]
        texts = [note["text"] for note in resource.get("note", [])]
        texts.append(resource.get("valueCodeableConcept", {}).get("text", ""))
        for text in texts:
            if resource["resourceType"] == "Observation" and "<div" not in text:
                assert text.strip() in whole
