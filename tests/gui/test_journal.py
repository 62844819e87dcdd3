"""A clinician's own lines of the access journal: whose they are, what they say, and when they go."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from provesvar_gui.audit.check import JournalFinding, JournalReport, OwnJournal, OwnLine, Problem
from provesvar_gui.audit.line import EntryKind, JournalEntry
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import SessionEnd, SessionEvent
from provesvar_gui.ui.admin import journal
from provesvar_gui.ui.admin.journal import JournalDialog, outcome
from tests.gui.fakes import DOCTOR, Bench, make_bench
from tests.gui.hands import Key, answered, cells, log_out, page_of, part, press

CONTROL = Qt.KeyboardModifier.ControlModifier
NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
NURSE = replace(DOCTOR, subject="k2", name="RØD LØK", hpr_number="431001110")
FIRST, SECOND = "6f9619ff-8b86-4d11-b42d-00c04fc90001", "6f9619ff-8b86-4d11-b42d-00c04fc90002"


def report(*findings: JournalFinding, lines: int = 4) -> JournalReport:
    return JournalReport(lines=lines, files=1, first=1, last=lines, findings=findings)


def line(number: int, *, same: int | None = 0, kind: EntryKind = EntryKind.LOOKUP, **more: Any) -> OwnLine:
    entry = JournalEntry(
        time=NOON + timedelta(minutes=number), kind=kind, hpr_number=DOCTOR.hpr_number, basis="AKUTT", role="LE", outcome="done",
        seconds=1.25, reports=7, complete=True, correlation_ids=(FIRST, SECOND),
    )  # fmt: skip
    return OwnLine(number=number, entry=replace(entry, **more), same=same)


def own(*lines: OwnLine, hpr_number: str = DOCTOR.hpr_number, findings: tuple[JournalFinding, ...] = ()) -> OwnJournal:
    last = max((each.number for each in lines), default=4)
    return OwnJournal(hpr_number=hpr_number, report=report(*findings, lines=last), lines=lines)


def dialogs(bench: Bench) -> list[JournalDialog]:
    return [dialog for dialog in bench.window.findChildren(JournalDialog) if dialog.isVisible()]


def opened(qtbot: QtBot, told: OwnJournal | None = None) -> tuple[Bench, JournalDialog]:
    """Of whoever has logged in; ``told``: what it has to show."""
    bench = answered(make_bench(qtbot))
    press(Key.Key_J, CONTROL)
    dialog = page_of(qtbot, bench, JournalDialog)
    if told is not None:
        bench.bridge.last("own_journal").succeed(told)
    return bench, dialog


def state(dialog: JournalDialog) -> str:
    return part(dialog, QLabel, "journalState").text()


def whole_text(dialog: JournalDialog) -> str:
    labels = [label.text() for label in dialog.findChildren(QLabel)]
    return "\n".join([*(text for row in cells(dialog.list) for text in row), *labels])


def test_own_lines_newest_first_with_everything_they_say(qtbot: QtBot) -> None:
    known = own(line(9), line(4, same=1, findings=("restricted",), complete=False), line(3), line(2, same=None))
    _, dialog = opened(qtbot, known)
    assert dialog.facts.text().startswith("Time: 25.")
    assert all(each in dialog.facts.text() for each in ("line 9 of the journal", FIRST, "Lege (LE)"))
    middle = cells(dialog.list)[1]
    assert [row[1] for row in cells(dialog.list)] == ["Patient A", "Patient B", "Patient A", "not given"]
    assert middle[2] == "Look-up\nEmergency"
    said, took = middle[3].split("\n")
    assert said == "Done, not everything came: something is restricted"
    assert took.startswith("7 report")
    assert took.endswith(" s")
    item = dialog.list.topLevelItem(1)
    assert item is not None
    spoken = item.data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert all(each in spoken for cell in middle for each in cell.split("\n"))
    assert DOCTOR.hpr_number in whole_text(dialog)
    assert state(dialog) == "The journal on this machine is whole: lines 1–9, of everyone who uses it."


def test_in_a_low_window_four_lines_stand_whole_and_nothing_is_scrolled(qtbot: QtBot, dressed: QApplication) -> None:
    bench = answered(make_bench(qtbot))
    bench.window.resize(911, 512)  # a clinic laptop at 150 %
    press(Key.Key_J, CONTROL)
    dialog = page_of(qtbot, bench, JournalDialog)
    bench.bridge.last("own_journal").succeed(own(*(line(number, basis="FORHOYET_AKUTT") for number in (10, 9, 5, 3))))
    dressed.processEvents()
    last = dialog.list.topLevelItem(3)
    assert last is not None
    assert dialog.list.viewport().rect().contains(dialog.list.visualItemRect(last))
    for scrolled in (dialog.list, part(dialog, QScrollArea, "journalDetail")):
        assert scrolled.verticalScrollBar().maximum() == 0


def test_an_opening_has_its_start_and_stop_with_the_reason_in_words(qtbot: QtBot) -> None:
    opening: dict[str, Any] = {"basis": "FORHOYET_AKUTT", "reason": "infection", "opening": SECOND}
    known = own(
        line(4, kind=EntryKind.OPENING_STOP, outcome="countdown", seconds=None, reports=None, **opening),
        line(3, **opening),
        line(2, kind=EntryKind.OPENING_START, outcome="", seconds=None, reports=None, correlation_ids=(), **opening),
    )
    _, dialog = opened(qtbot, known)
    told = cells(dialog.list)
    basis = "Emergency: open"
    assert [row[2] for row in told] == [f"{what}\n{basis}" for what in ("Opening: stop", "Look-up, opened", "Opening: start")]
    assert told[0][3].startswith("Its time ran out")
    assert "Why opened: Alvorlig infeksjon eller smitte" in dialog.facts.text()


def test_the_references_are_copied_and_nothing_else(qtbot: QtBot) -> None:
    _, dialog = opened(qtbot, own(line(2), line(1, correlation_ids=())))
    QTest.keyClick(dialog.list, Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == f"{FIRST}\n{SECOND}"
    copy = part(dialog, QPushButton, "journalCopyButton")
    assert dialog.facts.text().endswith(f"{FIRST}, {SECOND}")
    assert copy.isEnabled()
    QTest.keyClick(dialog.list, Key.Key_Down)
    assert not copy.isEnabled()
    assert FIRST not in dialog.facts.text()


def session_ends(bench: Bench) -> None:
    bench.bridge.sessionChanged.emit(SessionEvent(clinician=None, ended=SessionEnd.EXPIRED))


@pytest.mark.hazard("S113")
@pytest.mark.parametrize("how", [log_out, session_ends, lambda bench: bench.window.lock.lock()])
def test_it_closes_with_the_session_and_the_lock(qtbot: QtBot, how: object) -> None:
    bench, dialog = opened(qtbot, own(line(1)))
    assert len(cells(dialog.list)) == 1
    assert callable(how)
    how(bench)
    assert dialogs(bench) == []
    assert len(cells(dialog.list)) == 0
    assert FIRST not in whole_text(dialog)
    assert DOCTOR.hpr_number not in whole_text(dialog)


@pytest.mark.hazard("S113")
@pytest.mark.requirement("R37")
def test_another_clinician_never_sees_the_lines_of_the_first(qtbot: QtBot) -> None:
    bench, _ = opened(qtbot)
    first = bench.bridge.last("own_journal")  # its answer comes late
    log_out(bench)
    assert dialogs(bench) == []
    bench.window.activateWindow()
    bench.window.controller.log_in()
    bench.bridge.last("login").succeed(NURSE)
    press(Key.Key_J, CONTROL)
    (dialog,) = dialogs(bench)
    first.succeed(own(line(1)))
    assert len(cells(dialog.list)) == 0
    bench.bridge.last("own_journal").succeed(own(line(1)))  # a backend that is confused about who is there
    assert dialogs(bench) == []
    assert len(cells(dialog.list)) == 0


def test_a_journal_that_cannot_be_read_is_said(qtbot: QtBot) -> None:
    bench, dialog = opened(qtbot, own(line(2)))
    QTest.keyClick(dialog, Key.Key_F5)
    bench.bridge.last("own_journal").fail(AppError(ErrorCode.JOURNAL_UNAVAILABLE, "x"))
    assert state(dialog) == "The access journal on this machine cannot be used."
    assert len(cells(dialog.list)) == 0


def finding(problem: Problem, first: int = 3, last: int = 3, count: int = 0) -> JournalFinding:
    return JournalFinding(problem=problem, first=first, last=last, count=count)


@pytest.mark.parametrize(
    ("findings", "said"),
    [
        ((), "is whole"),
        ((finding(Problem.INTERRUPTED), finding(Problem.NEWER)), "is whole"),
        ((finding(Problem.LOST, count=2),), "could not be recorded"),
        *(((finding(problem, 3, 5),), "NOT whole: see lines 3–5.") for problem in Problem if not problem.harmless),
        ((finding(Problem.CHANGED), finding(Problem.INTERRUPTED)), "NOT whole"),
    ],
)
def test_the_state_of_the_whole_journal_stands_above(qtbot: QtBot, findings: tuple[JournalFinding, ...], said: str) -> None:
    _, dialog = opened(qtbot, own(line(2), findings=findings))
    assert said in state(dialog)
    assert ("NOT" in state(dialog)) is any(not one.problem.harmless for one in findings)


def test_without_a_journal_that_is_said(qtbot: QtBot) -> None:
    _, dialog = opened(qtbot, OwnJournal(hpr_number=DOCTOR.hpr_number, kept=False))
    assert "keep no access journal" in state(dialog)


def test_every_end_of_an_opening_and_every_finding_has_words() -> None:
    from provesvar_gui.desk.actions import OpeningEnd
    from provesvar_gui.results.model import OutcomeKind

    ends = {end.value for end in OpeningEnd} | {end.value for end in SessionEnd} | {"closed", "cancelled"}
    assert ends == set(journal._END_TEXTS)
    assert {kind.value for kind in OutcomeKind} - {"information"} == set(journal._FINDINGS)
    for code in ErrorCode:
        assert outcome(line(1, outcome="failed", error=code.value).entry).startswith("Failed: ")
