"""Exports state what the screen states: that they are not complete, the time and the person; in Norwegian time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from provesvar_gui.results import export
from provesvar_gui.results.export import ExportDocument
from provesvar_gui.results.model import Coverage, Note, NoteKind, Outcome, OutcomeKind
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.export.exporter import ExportOrigin
from provesvar_gui.ui.results.view import ResultsView
from tests.gui.results import made
from tests.gui.results.export.desk import Answers, digested, read
from tests.gui.results.made import run
from tests.window_settings import window_settings

FETCHED = datetime(2026, 11, 25, 7, 0, tzinfo=timezone(timedelta(hours=-5)))  # 13:00 in Norway
SETTINGS = window_settings()
KALIUM = made.finding("P-Kalium", made.quantity("6.8"), interpretations=(made.ABOVE,))
PARTLY = Coverage(fetched=1, total=7, complete=False)


def shown(*, partial: bool = False, clinician: str = "", **more: Any) -> ExportOrigin:
    result = made.result(made.report("1", KALIUM), fetched_at=FETCHED, **more)
    return ExportOrigin(result=result, style=Style(language="nb"), partial=partial, clinician=clinician)


def copied(of: ExportOrigin) -> str:
    return of.copy("P-Kalium 6,8", with_patient=False)


def printed(of: ExportOrigin) -> str:
    return "\n".join((*of.with_limits(ExportDocument(), SETTINGS).facts, of.page_texts(SETTINGS, "").source))


@pytest.mark.parametrize("kind", [OutcomeKind.RESTRICTED, OutcomeKind.BLOCKED, OutcomeKind.OPTED_OUT, OutcomeKind.UNKNOWN])
def test_that_more_is_not_shown_goes_along(qapp: object, kind: OutcomeKind) -> None:
    of = shown(outcomes=(Outcome(kind=kind, code="x"),))
    assert "more that is not shown" in copied(of)
    assert "more that is not shown" in of.page_texts(SETTINGS, "").source
    assert "not shown" not in copied(shown())


def test_a_fault_and_what_was_lost_go_along(qapp: object) -> None:
    assert "answer is incomplete" in copied(shown(outcomes=(Outcome(kind=OutcomeKind.FAULT, code="timeout"),)))
    lost = (NoteKind.ENTRY_UNREADABLE, NoteKind.PART_UNREADABLE, NoteKind.UNKNOWN_RESOURCE, NoteKind.RESULTS_MISSING)
    for kind in (*lost, NoteKind.PAGE_FAILED, NoteKind.TOTAL_MISMATCH):
        assert "Not everything could be read or fetched" in copied(shown(notes=(Note(kind=kind),)))
    assert "Not everything" not in copied(shown(notes=(Note(kind=NoteKind.REFERENCE_MISSING),)))


def test_an_answer_that_ended_is_incomplete_and_one_that_comes_too(qapp: object) -> None:
    ended, coming = shown(coverage=PARTLY), shown(coverage=PARTLY, partial=True)
    for said in (copied(ended), printed(ended), copied(coming), printed(coming)):
        assert "Incomplete: 1 of 7" in said
        assert "Preliminary" not in said, "a word for the status of a result"
        assert "Still" not in said, "nothing comes any more onto paper"
    assert ended.warning.startswith("incomplete")
    assert coming.warning.startswith("incomplete")
    assert shown().warning == ""


@pytest.mark.hazard("H3.11")
def test_paper_says_that_the_past_may_be_missing(qapp: object) -> None:
    assert printed(shown()).count("Older answers may be missing.") == 1
    dated = window_settings(pps__history_from="2025-09-01")
    (said,) = (each for each in shown().with_limits(ExportDocument(), dated).facts if "from before" in each)
    assert "2025 may be missing" in said


def test_the_source_tells_norwegian_time_without_a_zone(qapp: object) -> None:
    source = copied(shown()).splitlines()[-1].replace("\u00a0", " ")
    assert "25. nov 2026 13:00, basis" in source


def test_who_printed_is_on_the_page(view: ResultsView, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    view.exporter.dialogs = Answers(view, path)
    view.set_clinician("Inga Lege")
    view.show_result(shown().result, partial=False)
    view.panes.turn_to(view.panes.place_of(Key.REPORTS))
    view.exporter.do(Key.PDF)
    qtbot.waitUntil(lambda: bool(view.exporter.note.paper.text()) and view.exporter.job is None)
    assert all("by Inga Lege" in page for page in read(path))
    assert "nobody was logged in" in shown().page_texts(SETTINGS, "").printed
    assert "Inga" not in repr(shown(clinician="Inga Lege"))


FETCHED_2024 = datetime(2024, 8, 15, 8, tzinfo=UTC)
ANSWER = made.result(
    made.report("1", KALIUM, made.finding("P-Natrium", made.quantity("140"))),
    made.report("2", made.finding("P-CRP", made.quantity("250", "mg/L"))),
    made.report("3", made.finding("P-Glukose", made.quantity("9"), effective=made.moment("2025-08-14T10:32:00+02:00"))),
    other_identifier=(made.report("4", made.finding("P-Laktat", made.quantity("2"))),),
    fetched_at=FETCHED_2024,
)


def text(view: ResultsView, key: Key, *, paper: bool) -> str:
    view.panes.turn_to(view.panes.place_of(key))
    view.panes.flowsheet.finish()
    view.reports.detail.lines.finish()
    taken = run(view.panes.document(paper=paper))
    return "" if taken is None else export.plain(taken).replace("\u00a0", " ")


def filtered(view: ResultsView, words: str) -> None:
    view.find_bar.field.setText(words)
    view.find_bar.finish()


@pytest.mark.hazard("H3.2")
@pytest.mark.parametrize("paper", [False, True])
def test_a_report_taken_from_a_filtered_list_says_so(view: ResultsView, qtbot: QtBot, paper: bool) -> None:
    digested(view, qtbot, ANSWER)
    assert "Filtered" not in text(view, Key.REPORTS, paper=paper)
    filtered(view, "kalium")
    copied = text(view, Key.REPORTS, paper=paper)
    assert "Filtered: 1 of 4 reports are listed; this one is whole" in copied
    assert "P-Natrium" in copied
    filtered(view, "")
    assert "Filtered" not in text(view, Key.REPORTS, paper=paper)


@pytest.mark.hazard("H3.2")
@pytest.mark.parametrize("paper", [False, True])
def test_a_filtered_table_and_what_stands_behind_its_button(view: ResultsView, qtbot: QtBot, paper: bool) -> None:
    digested(view, qtbot, ANSWER)
    whole = text(view, Key.TABLE, paper=paper)
    assert "Filtered" not in whole
    assert "1 result(s) on another kind of number or an invalid one are not here" in whole.replace("%n", "1")
    filtered(view, "kalium")
    copied = text(view, Key.TABLE, paper=paper)
    assert "Filtered: 1 of 4 rows" in copied
    assert "P-CRP" not in copied
    filtered(view, "")
    view.panes.flowsheet.apart.setChecked(True)
    opened = text(view, Key.TABLE, paper=paper)
    assert "P-Laktat" in opened
    assert "are not here" not in opened


@pytest.mark.parametrize("paper", [False, True])
def test_a_time_after_the_fetch_is_told_above_its_column(view: ResultsView, qtbot: QtBot, paper: bool) -> None:
    digested(view, qtbot, ANSWER)
    said = " ".join(text(view, Key.TABLE, paper=paper).split())
    assert said.count("10:32 dated after the fetch") == 1


@pytest.mark.parametrize("paper", [False, True])
def test_a_report_dated_after_the_fetch_says_so_and_so_does_a_result_of_another_time(
    view: ResultsView, qtbot: QtBot, paper: bool
) -> None:
    late = made.moment("2025-08-14T10:32:00+02:00")
    digested(view, qtbot, made.result(made.report("3", KALIUM, effective=late), fetched_at=FETCHED_2024))
    said = text(view, Key.REPORTS, paper=paper)
    assert "14. aug 2025 10:32 (dated after the fetch)" in said.split("\n\n")[0]
    glucose = made.finding("P-Glukose", made.quantity("9"), effective=late)
    digested(view, qtbot, made.result(made.report("4", KALIUM, glucose), fetched_at=FETCHED_2024))
    said = text(view, Key.REPORTS, paper=paper)
    assert said.count("dated after the fetch") == 1
    assert "(dated after the fetch)" in next(line for line in said.splitlines() if "P-Glukose" in line)
    digested(view, qtbot, made.result(made.report("5", KALIUM), fetched_at=FETCHED_2024))
    assert "dated after the fetch" not in text(view, Key.REPORTS, paper=paper)
