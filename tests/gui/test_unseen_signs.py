"""No sign without a shape gets from an answer to the screen: each becomes a mark that can be seen.

Every string of an answer is poisoned, wherever in the JSON it stands, and every text that was read of it is looked at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from provesvar_gui.helseid import requests
from provesvar_gui.helseid.tokens import identity_of
from provesvar_gui.kodeverk.code_list import parse_live
from provesvar_gui.patient.roles import RoleList
from provesvar_gui.platform.http import HttpResponse
from provesvar_gui.pps.fhir.bundle import Mapper
from provesvar_gui.pps.fhir.reader import BundleReader
from provesvar_gui.pps.outcomes import Refusal
from provesvar_gui.results.model import Coverage, LookupResult
from provesvar_gui.sandbox.records import NUMBERS, dumps, reports_of
from provesvar_gui.ui.keys import Key
from tests.gui.fakes import DOCTOR, KARI, Bench
from tests.gui.hands import logged_in, press, sent, type_form, view_of
from tests.gui.machine.reading import TOLD_ROLES, held
from tests.gui.opening_kit import real
from tests.gui.results.export.desk import Answers, read
from tests.gui.results.made import run
from tests.gui.results.sandbox_patients import FETCHED

UNSEEN: Final = [
    chr(code)
    for span in ((0, 9), (0x0B, 0x20), (0x7F, 0xA0), (0x61C, 0x61D), (0x200E, 0x2010), (0x202A, 0x202F), (0x2066, 0x206A))
    for code in range(*span)
]  # C0 and C1 without tab and line feed, and everything that turns the direction of writing
FOUND: Final = re.compile(f"[{''.join(map(re.escape, UNSEEN))}]")
#: What says how the answer hangs together, and about whom it is: poisoned, there would be little to show.
NEEDED: Final = frozenset({"resourceType", "id", "reference", "fullUrl", "mode"})
#: Words for people. What has codes stays readable, so that every view has something to show.
WORDS: Final = frozenset({"text", "display", "valueString", "conclusion", "name", "family", "given", "unit", "title", "div"})
EVERY_ROLE: Final = [
    *TOLD_ROLES,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.WhatsThisRole,
    *range(Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 8),
]


class Poison:
    """Puts a sign into each string in turn: at its beginning, in its middle and behind a digit."""

    def __init__(self) -> None:
        self.count = 0

    def put(self, text: str) -> str:
        self.count += 1
        sign = UNSEEN[self.count % len(UNSEEN)]
        at = len(text) // 2
        return f"\u202e{text[:at]}{sign}{text[at:]}\x1b4\x00"


def poisoned(raw: Any, poison: Poison, wanted: Callable[[str], bool], name: str = "", *, person: bool = False) -> Any:
    """The same JSON; ``wanted``: in which members strings are poisoned."""
    if isinstance(raw, dict):
        return {key: poisoned(value, poison, wanted, key, person=person or name == "subject") for key, value in raw.items()}
    if isinstance(raw, list):
        return [poisoned(each, poison, wanted, name, person=person) for each in raw]
    kept = not isinstance(raw, str) or not wanted(name) or (person and name in {"value", "system"})
    return raw if kept else poison.put(raw)


def resources() -> list[dict[str, Any]]:
    """What the sandbox has of two people, as if they were one, and what laboratories may send beside."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for number in (NUMBERS["emergency"], NUMBERS["ordinary"]):
        for stored in reports_of(number, FETCHED):
            for each in (stored.report, *stored.related):
                copy = json.loads(dumps(each).replace(number, KARI), parse_float=float)
                found[copy["resourceType"], copy["id"]] = copy
    every = list(found.values())
    report = next(each for each in every if each["resourceType"] == "DiagnosticReport")
    report["presentedForm"] = [{"contentType": "application/pdf", "title": "Vedlegg", "url": "https://lab.example/1"}]
    report["extension"] = [*report.get("extension", []), {"url": "urn:x", "valueString": "Ukjent tillegg"}]
    report["conclusion"] = "<p>Verdien er <b>4</b>&#x202e;1&#27;</p>"  # signs that are only born of the mark-up
    report["ukjent\u202eledd\x1b"] = "noe"
    every.append({"resourceType": "Ukjentressurs", "id": "u"})
    issue = {"severity": "warning", "code": "informational", "diagnostics": "Kilden svarte ikke", "details": {"text": "Melding"}}
    every.append({"resourceType": "OperationOutcome", "issue": [issue, {**issue, "code": "suppressed"}]})
    return every


def answer(lookup: Any, wanted: Callable[[str], bool]) -> LookupResult:
    poison = Poison()
    entries = [{"resource": poisoned(each, poison, wanted)} for each in resources()]
    body = json.dumps({"resourceType": "Bundle", "entry": entries}).encode()
    assert poison.count > 500
    mapper = Mapper(lookup, {})
    reader = BundleReader(mapper.prepare)
    run(reader.steps(body))
    run(mapper.add_page(reader.head, reader.entries))
    reports = sum(each["resourceType"] == "DiagnosticReport" for each in resources())
    result: LookupResult = run(mapper.finish(Coverage(fetched=reports, total=reports, complete=True)))
    return replace(result, fetched_at=FETCHED)


def texts(window: QWidget) -> Iterator[str]:
    """Every text of every widget and action, shown or not, and of every model."""
    yield from held([window, *window.findChildren(QWidget)], roles=EVERY_ROLE)
    for action in window.findChildren(QAction):
        yield from (action.text(), action.toolTip())


class Seen:
    """Looks at everything, and remembers how much there was and what should not have been there."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.marked = 0
        self.bad: dict[str, str] = {}

    def look(self, where: str, *more: str, within: QWidget | None = None) -> None:
        for text in (*texts(within or self.bench.window), *more):
            self.marked += "⟨U+" in text
            if FOUND.search(text):
                self.bad.setdefault(where, ascii(text)[:100])

    def none_bad(self, marked: int = 1) -> None:
        assert not self.bad, self.bad
        assert self.marked >= marked


def strings(of: object) -> Iterator[str]:
    """Every text of what was read, however deep it lies."""
    if isinstance(of, str):
        yield of
    parts = of if isinstance(of, tuple) else [getattr(of, each.name) for each in fields(of)] if is_dataclass(of) else ()
    for part in parts:
        yield from strings(part)


@pytest.mark.parametrize("wanted", [WORDS.__contains__, lambda name: name not in NEEDED], ids=["words", "codes and dates too"])
def test_none_of_an_answer_is_read_shown_copied_or_printed(wanted: Callable[[str], bool], qtbot: QtBot, tmp_path: Path) -> None:
    seen = Seen(logged_in(real(qtbot)))
    view, result = view_of(seen.bench), answer(sent(seen.bench), wanted)
    told = list(strings(result))
    assert not [ascii(text) for text in told if FOUND.search(text)]
    assert sum("⟨U+" in text for text in told) > 500
    path = tmp_path / "out.pdf"
    view.exporter.dialogs = Answers(view, path)
    with qtbot.waitSignal(view.digested):
        seen.bench.bridge.last("lookup").succeed(result)
    view.panes.fill(view.panes.trend)
    view.panes.trend.show_series(view.panes.trend._offered[:2])
    for pane in view.panes._panes:
        view.panes.turn_to(view.panes._panes.index(pane))
        qtbot.waitUntil(view.is_settled)
        if pane is not view.panes.trend or pane.curves:  # else nothing is copied: no date can be read
            with qtbot.waitSignal(view.clipboard.changed):
                view.exporter.do(Key.COPY_ALL)
        view.exporter.note.show_paper_note("")
        view.exporter.do(Key.PDF)
        qtbot.waitUntil(lambda: bool(view.exporter.note.paper.text()) and view.exporter.job is None)
        paper = "".join(read(path)).replace("\f", "") if path.exists() else ""
        seen.look(type(pane).__name__, QGuiApplication.clipboard().text(), paper, within=pane)
        assert "⟨U+" in paper or pane is view.panes.trend
        path.unlink(missing_ok=True)
    seen.look("the window")
    seen.none_bad(500)


@pytest.mark.parametrize(
    "body",
    [
        json.dumps({"resourceType": "OperationOutcome", "issue": [{"code": "invalid", "diagnostics": "feil \u202e12\x1b4\x00"}]}),
        json.dumps({"title": "feil \u202e12\x1b4\x00"}),
        json.dumps("feil \u202e12\x1b4\x00"),
        "feil \u202e12\x1b4\x00",
    ],
    ids=["outcome", "problem", "string", "plain"],
)
def test_what_a_refusal_says(qtbot: QtBot, body: str) -> None:
    error = Refusal(HttpResponse(status=400, headers={"content-type": "text/plain"}, body=body.encode()), {}).error("c-1")
    bench = real(qtbot)
    bench.window.controller.show_error(error)
    seen = Seen(bench)
    seen.look("refused")
    seen.none_bad()
    assert "feil ⟨U+202E⟩12⟨U+001B⟩4⟨U+0000⟩" in error.service_text  # two numbers are not joined in silence


def test_invisible_signs_in_texts_of_helseid(qtbot: QtBot) -> None:
    poison = Poison()
    error = requests.oauth_error({"error": "invalid_request", "error_description": poison.put("ugyldig")}, "token")
    claims = {
        "sub": "k1",
        "name": poison.put("GRØNN\nVITS \ud800"),
        "helseid://claims/identity/security_level": "4",
        "helseid://claims/hpr/hpr_number": "565501872",
    }
    identity = identity_of(claims)
    for name in (identity.name, identity_of({**claims, "name": "", "given_name": poison.put("GRØNN")}).name):
        assert "\n" not in name
        assert "⟨U+202E⟩" in name
        assert not FOUND.search(name)
    assert "⟨U+D800⟩" in identity.name  # half a letter, which Qt would leave out
    seen = Seen(real(qtbot))
    type_form(seen.bench)
    press(Qt.Key.Key_Return)
    seen.bench.bridge.last("login").succeed(replace(DOCTOR, name=identity.name))
    seen.look("logged in")
    seen.bench.window.controller.show_error(error)
    seen.look("refused")
    seen.none_bad()


def test_what_the_code_list_says(qtbot: QtBot) -> None:
    poison = Poison()
    bundled = [{"value": code, "name": poison.put(f"Rolle {code}"), "active": True} for code in ("LE", "SP", "AA")]
    more = [{"value": f"Q{number}", "name": poison.put(f"Rolle {number}"), "active": True} for number in range(60)]
    roles = parse_live(json.dumps({"codeValues": bundled + more}).encode(), known={})
    bench = real(qtbot)
    bench.window.form.role.set_roles(RoleList(roles=roles, dated="2026-11-25"))
    seen = Seen(bench)
    bench.window.form.role.open_list()
    seen.look("roles")
    seen.none_bad(60)
