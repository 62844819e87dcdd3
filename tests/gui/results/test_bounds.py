"""The number of widgets does not grow with the answer, and rows and steps at most linearly.

Times are printed, never judged.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Generator
from dataclasses import replace
from itertools import chain
from typing import Any, Final

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from provesvar_gui.patient.access import Lookup
from provesvar_gui.pps.fhir.bundle import Mapper
from provesvar_gui.pps.fhir.reader import BundleReader
from provesvar_gui.results.model import Coverage, LookupResult, Note, NoteKind, Outcome, OutcomeKind
from provesvar_gui.ui.results.view import ResultsView
from tests.gui.fakes import DOCTOR, KARI, Bench
from tests.gui.hands import press, sent, type_form, view_of
from tests.gui.opening_kit import real
from tests.gui.results import made, shown
from tests.gui.results.sandbox_patients import FETCHED

Resource = dict[str, Any]
MANY: Final = 5000
SPOKEN: Final = Qt.ItemDataRole.AccessibleTextRole
R: Final = range(MANY)
WHEN: Final = "2024-08-14T10:32:00+02:00"
HPR = "urn:oid:2.16.578.1.12.4.1.1"


def observation(number: int = 1, **more: Any) -> Resource:
    return {
        "resourceType": "Observation",
        "id": f"o{number}",
        "status": "final",
        "code": {"text": "Hb", "coding": [{"system": f"{HPR}.7280", "code": "NPU28309", "display": "Hb"}]},
        "subject": {"identifier": {"system": "urn:oid:2.16.578.1.12.4.1.4.1", "value": KARI}},
        "effectiveDateTime": WHEN,
        "valueQuantity": {"value": 1, "unit": "g/dL"},
        **more,
    }


def report(number: int, *results: Resource, **more: Any) -> Resource:
    return {
        "resourceType": "DiagnosticReport",
        "id": f"r{number}",
        "status": "final",
        "code": {"coding": [{"system": f"{HPR}.8202", "code": "CLIN", "display": "Medisinsk biokjemi"}]},
        "subject": {"identifier": {"system": "urn:oid:2.16.578.1.12.4.1.4.1", "value": KARI}},
        "effectiveDateTime": WHEN,
        "issued": WHEN,
        "result": [{"reference": f"Observation/{each['id']}"} for each in results],
        **more,
    }


def one(of: Resource, **more: Any) -> list[Resource]:
    return [report(1, of, **more), of]


def apart(make: Callable[[int], Resource]) -> list[Resource]:
    return list(chain.from_iterable((report(n, each := observation(n), **make(n)), each) for n in R))


def outcome(*numbers: int, code: str = "informational") -> Resource:
    issues = [{"severity": "warning", "code": code, "details": {"text": f"Melding {n}. " + "x" * 100}} for n in numbers]
    return {"resourceType": "OperationOutcome", "issue": issues}


def isolates() -> list[Resource]:
    top = [
        observation(
            n,
            code={"text": "Dyrkning"},
            valueQuantity=None,
            valueCodeableConcept={"text": f"Bakterie {n}"},
            hasMember=[{"reference": f"Observation/o{n + MANY}"}],
        )
        for n in R
    ]
    return [report(1, *top), *top, *(observation(n + MANY, code={"text": f"Middel {n}"}) for n in R)]


def parties() -> list[Resource]:
    return [{"display": f"Laboratorium {n}"} for n in R]


THINGS: Final[dict[str, Callable[[], list[Resource]]]] = {
    "outcomes": lambda: [*one(observation()), *(outcome(n) for n in R)],
    "issues": lambda: [*one(observation()), outcome(*R)],
    "outcomes alone": lambda: [outcome(*R, code="suppressed")],
    "kinds of resources": lambda: [
        *one(observation()), *({"resourceType": "K" + "".join(chr(97 + int(d)) for d in str(n)), "id": str(n)} for n in R)
    ],
    "notes": lambda: one(observation(note=[{"text": f"Merknad {n}"} for n in R])),
    "names": lambda: [
        report(n, subject={"identifier": {"system": "urn:oid:2.16.578.1.12.4.1.4.1", "value": KARI}, "display": f"Navn {n}"})
        for n in R
    ],
    "laboratories": lambda: apart(lambda n: {"performer": [{"display": f"Laboratorium {n}"}]}),
    "disciplines": lambda: apart(lambda n: {"code": {"text": f"Fag {n}"}}),
    "ranges": lambda: one(observation(referenceRange=[{"text": f"{n} - {n + 1}"} for n in R])),
    "performers": lambda: one(observation(performer=parties()), performer=parties()),
    "specimens": lambda: [
        *one(observation(), specimen=[{"reference": f"Specimen/s{n}"} for n in R]),
        *({"resourceType": "Specimen", "id": f"s{n}", "type": {"text": f"Materiale {n}"}} for n in R),
    ],
    "attachments": lambda: one(
        observation(), presentedForm=[{"contentType": "application/pdf", "title": f"Vedlegg {n}", "data": "QUJD"} for n in R]
    ),
    "flags": lambda: one(observation(interpretation=[{"text": f"Merke {n}"} for n in R])),
    "isolates": isolates,
}  # fmt: skip


def counted(steps: Generator[None, None, Any]) -> tuple[Any, int]:
    for count in range(sys.maxsize):
        try:
            next(steps)
        except StopIteration as end:
            return end.value, count
    raise AssertionError


def read(lookup: Lookup, resources: list[Resource]) -> tuple[LookupResult, int]:
    body = json.dumps({"resourceType": "Bundle", "entry": [{"resource": each} for each in resources]}).encode()
    mapper = Mapper(lookup, {})
    reader = BundleReader(mapper.prepare)
    _, reading = counted(reader.steps(body))
    _, taking = counted(mapper.add_page(reader.head, reader.entries))
    reports = sum(each["resourceType"] == "DiagnosticReport" for each in resources)
    result, ending = counted(mapper.finish(Coverage(fetched=reports, total=reports, complete=True)))
    return replace(result, fetched_at=FETCHED), reading + taking + ending


def looked_up(qtbot: QtBot) -> Bench:
    bench = real(qtbot)
    type_form(bench)
    press(Qt.Key.Key_Return)
    bench.bridge.last("login").succeed(DOCTOR)
    return bench


def walked_through(bench: Bench, resources: list[Resource], qtbot: QtBot) -> tuple[int, Counter[str]]:
    """Show it in every view and open whatever opens; how many steps it took to read, and what stands in the window then."""
    view = view_of(bench)
    result, steps = read(sent(bench), resources)
    bench.bridge.last("lookup").succeed(result)
    qtbot.waitUntil(view.is_settled)
    there: Counter[str] = Counter()
    if result.reports:
        for place in range(view.panes.tabs.count()):
            view.panes.turn_to(place)
            qtbot.waitUntil(view.is_settled)
            bench.window.grab()
        view.reports.choose(result.reports[0])
        view.reports.detail.lines.finish()
        view.find_bar.open_filters()
        qtbot.waitUntil(view.find_bar.panel.isVisible)
        there["filters"] = len(view.find_bar.panel.choices())
        view.find_bar.panel.hide()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    view.footer.open_about()
    there["widgets"] = len(bench.window.findChildren(QWidget))
    there["actions"] = len(bench.window.findChildren(QAction))
    models: list[QAbstractItemModel | None] = [each.model() for each in bench.window.findChildren(QAbstractItemView)]
    there["rows"] = max(model.rowCount() for model in models if model is not None)
    there["lines"] = max(each.text().count("\n") for each in bench.window.findChildren(QLabel))
    there["letters"] = max(len(each.text()) for each in bench.window.findChildren(QLabel))
    return steps, there


@pytest.mark.hazard("H3.13")
@pytest.mark.parametrize("thing", THINGS)
def test_of_five_thousand_of_a_thing(thing: str, qtbot: QtBot) -> None:
    few = walked_through(looked_up(qtbot), one(observation()), qtbot)[1]
    bench, resources = looked_up(qtbot), THINGS[thing]()
    began = time.perf_counter()
    steps, there = walked_through(bench, resources, qtbot)
    sys.stdout.write(f"{thing}: {time.perf_counter() - began:.1f} s, {steps} steps, {dict(there)}\n")
    assert there["widgets"] <= few["widgets"] + 110  # fifty messages, each with its head
    assert there["actions"] <= few["actions"] + 60
    assert there["filters"] <= 60
    assert there["rows"] <= 3 * MANY + 50
    assert there["lines"] <= 80
    assert there["letters"] <= 100_000
    assert steps <= 12 * (MANY + len(resources))


@pytest.mark.parametrize("of", ["result", "discipline"])
def test_a_name_without_end_is_cut_in_the_table_and_whole_in_the_report(of: str, qtbot: QtBot) -> None:
    """Laying it out took time by the square of its length: minutes for this one."""
    name = "x" * 500_000
    result = observation(code={"text": name}) if of == "result" else observation()
    bench = looked_up(qtbot)
    walked_through(bench, one(result, **({"code": {"text": name}} if of == "discipline" else {})), qtbot)
    view = view_of(bench)
    told = [head.name for head in view.panes.flowsheet.table.lines.all_heads]
    assert max(map(len, told)) < 400
    assert any("more characters, in the report" in each for each in told)
    assert of == "discipline" or shown.detail_text(view).count("x") >= len(name)


def said(*kinds: OutcomeKind, many: int = 1) -> tuple[Outcome, ...]:
    return tuple(Outcome(kind=kind, text=f"{kind.value} {n}") for n in range(many) for kind in kinds)


@pytest.mark.parametrize("beside_results", [True, False], ids=["above the results", "in place of results"])
def test_every_message_can_be_read_and_none_outlives_the_patient(view: ResultsView, beside_results: bool) -> None:
    reports = (made.report("1", made.finding("Hb", made.quantity("12"))),) if beside_results else ()
    notes = (Note(kind=NoteKind.OUTCOMES_LEFT_OUT, count=4950),)
    view.show_result(made.result(*reports, outcomes=said(OutcomeKind.UNKNOWN, many=30), notes=notes), partial=False)
    if beside_results:
        assert view.notice.all.text() == "Whole text (30 more)"
    QTest.mouseClick(view.notice.all, Qt.MouseButton.LeftButton)
    page = view.footer.about
    assert page is not None
    assert page.isVisible()
    told = page.facts.text()
    assert "4950 message" in told
    told += "\n".join(shown.texts(view.outcome))
    assert all(re.search(rf"\bunknown {n}\b", told) for n in range(30))
    view.cover()
    assert view.footer.about is None
    assert "unknown" not in shown.everything(view)
