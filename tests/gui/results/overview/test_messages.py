"""The findings beside the list: their order, their own words, and the note on omitted parts."""

from __future__ import annotations

from datetime import UTC, datetime
from math import ceil
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from provesvar_gui.results.digest import Digest
from provesvar_gui.results.model import Annotation, Finding, Identifier, Party, Report
from provesvar_gui.ui.results.common.labels import Mark, MarkTint
from provesvar_gui.ui.results.common.text_runs import drawn_text
from provesvar_gui.ui.results.overview.drawn import run
from provesvar_gui.ui.results.overview.pane import OverviewPane
from provesvar_gui.ui.results.overview.rows import RESULT_LENGTH, MessageRow, Rank
from provesvar_gui.ui.theme import Type
from tests.gui.machine import reading
from tests.gui.results import made, shown
from tests.gui.results.overview.kit import coded, messages, said, show
from tests.gui.results.sandbox_patients import digested, patient

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
TODAY, LAST_WEEK, LAST_YEAR = "2026-11-25T08:00:00+01:00", "2026-11-10T08:00:00+01:00", "2025-11-10T08:00:00+01:00"
MICRO = made.concept("", ("8202", "MBIO", "Medisinsk mikrobiologi"))
CT = made.concept("", ("8202", "CT", "CT"))
LONG = "Ingen intrakraniell blødning. " + "Uendret ventrikkelsystem. " * 30


def asking(code: str) -> Annotation:
    return Annotation(concept=made.concept("", ("8269", code, "")))


def report(name: str, *findings: Finding, when: str = TODAY, codes: tuple[str, ...] = (), **more: Any) -> Report:
    comments = (*map(asking, codes), *more.pop("comments", ()))
    return made.report(name, *findings, **{"effective": made.moment(when), "comments": comments} | more)


def culture(name: str, *findings: Finding, **more: Any) -> Report:
    return report(name, *findings, **{"code": MICRO} | more)


def bottle(name: str, answer: str, *members: Finding, **more: object) -> Finding:
    return made.finding(name, made.concept(answer), *members, **{"id": name, "category": MICRO} | more)


def of(*reports: Report) -> Digest:
    return digested(made.result(*reports, fetched_at=NOW))


def only(*reports: Report) -> MessageRow:
    (found,) = messages(of(*reports))
    return found


@pytest.mark.hazard("H4.3", "H4.6")
def test_phoned_then_marked_then_texts_and_cultures_then_what_stands_then_what_waits(pane: OverviewPane) -> None:
    esbl = made.finding("ESBL", made.concept("Påvist"), code=made.concept("ESBL", ("7280", "NPU56045", "")), id="e")
    waiting = made.finding("P-Ferritin", None, status="registered", effective=made.moment(TODAY), id="w")
    digest = of(
        report("waits", waiting, status="registered"),
        report("carrier", esbl, when=LAST_YEAR),
        report("ct", made.finding("CT", "R: Normal."), code=CT),
        report("msis", made.finding("F-Salmonella", "Påvist", id="s"), codes=("MSIS-M",)),
        report(
            "first", coded("P-Kalium", "NPU03230", "6.4", id="1", effective=made.moment(LAST_WEEK)), when=LAST_WEEK, codes=("TA",)
        ),
        report("second", coded("P-Kalium", "NPU03230", "5.0", id="2", effective=made.moment(TODAY)), codes=("TA",)),
    )
    assert [each.report and each.report.id for each in messages(digest)] == ["second", "first", "msis", "ct", "carrier", None]
    assert [each.rank for each in messages(digest)] == [
        Rank.PHONED,
        Rank.PHONED,
        Rank.MARKED,
        Rank.RECENT,
        Rank.PERMANENT,
        Rank.AWAITED,
    ]
    show(pane, of(report("ct", made.finding("CT", "R: Normal."), code=CT)))  # more comes in
    show(pane, digest)
    assert pane.findings.rows[0].marked
    assert said(pane.findings.rows[0]).startswith("25. nov 2026 08:00")  # what was phoned is history: its time comes first
    assert ["Newer in the list" in said(row) for row in pane.findings.rows[:2]] == [False, True]
    assert all("P-Ferritin" in each for each in (said(pane.findings.rows[5]), pane.state.text())), "no analyte waits"
    pane.resize(1366, 220)  # what is under the fold is named at its foot
    assert shown.plain(pane.below.accessibleName()) == "! ESBL found · ○ Results awaited · CT · No results for: Hemoglobin +23"
    assert [group[0].text for group in pane.below.shown()][3:] == ["○\u00a0Results awaited ·", "CT ·", "+1"]
    begun, high = set[int](), drawn_text(999, run("x", Type.BODY)).height
    for height in range(120, 420, 3):  # and none is begun without a line of what it says: its time alone is none
        pane.resize(1366, height)
        for at, row in enumerate(pane.findings.rows[1:6], 1):
            down = pane.findings.layout_of(row, pane.findings.viewport().width())[0][-1][1]
            line = pane.findings.rowViewportPosition(at) + down + high * (2 if row.newer else 1)
            assert pane.findings.is_below(at) or line <= pane.findings.viewport().height()
            begun |= set() if pane.findings.is_below(at) else {at}
    assert 1 in begun
    pane.findings.rows[3].title = "CT thorax og abdomen med kontrast " * 2  # type: ignore[attr-defined]
    pane.resize(1366, 220)
    assert [group[0].text for group in pane.below.shown()][2:] == ["!\u00a0ESBL found ·", "○\u00a0Results awaited ·", "+2"]
    pane.clear()
    assert (pane.below.accessibleName(), pane.below.shown()) == ("", [])
    pane.below.name(Mark(glyph=of, words="K" if of < "↕" else "Hb", tint=MarkTint.OUTSIDE) for of in ("↕", "↕", "↑", "↓", "↑"))
    assert shown.plain(pane.below.accessibleName()) == "↕ Hb · ↑ K · ↓ K", "once, but over and under"


@pytest.mark.parametrize(
    ("found", "listed"),
    [
        (report("t", coded("K", "NPU03230", "6.4"), when=LAST_WEEK, codes=("TA",)), True),
        (report("t", coded("K", "NPU03230", "6.4"), when=LAST_YEAR, codes=("TA",)), False),
        (report("t", made.finding("CT", "R: Normal."), when=LAST_WEEK, code=CT), False),
        (report("t", made.finding("CT", "R: Normal."), when=LAST_WEEK, code=CT, issued=made.moment(TODAY)), True),
    ],
)
def test_what_is_too_old_is_counted(pane: OverviewPane, found: Report, listed: bool) -> None:
    show(pane, of(found))
    first = pane.findings.rows[0]
    assert isinstance(first, MessageRow) is listed
    assert ("1 older" in said(first)) is not listed


STANDS, VOID = made.finding("Aerob", "Vekst etter 14 timer\nmer"), made.finding("Anaerob", "Nei", id="v", status="cancelled")
MANY = [coded(f"P-{n}", f"NPU9{n}", str(n), id=str(n), interpretations=(made.ABOVE,) if n == 8 else ()) for n in range(9)]
BOTTLES = [bottle(f"Flaske {n}", f"Ingen vekst etter {n} døgn", id=f"n{n}") for n in range(2, 9)]
BOTTLES += [bottle("Flaske 9", "Escherichia coli, ESBL-produserende", id="coli")]
GROUP = made.concept("R: Lungeemboli.", ("8243", "GR", "Gruppe"))
WORDS = (Annotation(text="Kalium 6,4 ringt kl. 03.46."),)
CONCLUDED = "Konklusjon:\n\nStor blødning.\nRing."


@pytest.mark.parametrize(
    ("found", "body", "more"),
    [
        (report("ct", made.finding("CT", "T"), code=CT, conclusion=CONCLUDED), "Konklusjon: Stor blødning.", "More"),
        (report("r", *MANY, codes=("VA",)), "P-8: 8 mmol/L ↑; P-0: 0 mmol/L; P-1: 1 mmol/L", "6 more"),
        (report("r", coded("P-K", "NPU03230", "6.4"), codes=("TA",), comments=WORDS), WORDS[0].text, "More"),
        (culture("m", *BOTTLES, codes=("TA",)), "Flaske 9: Escherichia coli, ESBL-produserende; Flaske 2", "5 more"),
        (report("1", STANDS, VOID, codes=("TA",)), "Aerob: Vekst etter 14 timer", "More"),
        (report("1", STANDS, status="cancelled"), "No results", ""),
        (report("1", made.finding("Gruppe", GROUP), codes=("TA",)), "R: Lungeemboli.", ""),  # the kind of text is no name
        (report("ct", made.finding("CT", f"{LONG}\nMer under."), code=CT), "CT: Ingen intrakraniell", "More"),
    ],
)
def test_a_report_is_told_in_its_own_words_and_says_that_there_is_more(found: Report, body: str, more: str) -> None:
    told = only(found)
    assert shown.plain(told.body).startswith(body)
    assert len(told.body) <= RESULT_LENGTH + 2
    assert told.left_out.startswith(more)
    assert bool(told.left_out) is bool(more)


def test_a_text_that_is_cut_says_so_and_parts_no_word() -> None:
    *_, last, sign = only(report("ct", made.finding("CT", LONG), code=CT)).body.split(" ")
    assert sign == "…"
    assert last in LONG.split()


def test_a_culture_tells_each_of_its_samples_and_what_found_nothing_last() -> None:
    found = [bottle("Anaerob blodkultur", "Ingen vekst"), bottle("Aerob blodkultur", "Vekst etter 14 timer")]
    ident = made.finding("Identifikasjon", None, id="ident", status="registered", category=MICRO, effective=made.moment(TODAY))
    told, waiting = messages(of(culture("m", *found, ident, status="preliminary", codes=("TA",))))
    assert shown.plain(told.body) == "Aerob blodkultur: Vekst etter 14 timer\nAnaerob blodkultur: Ingen vekst"
    assert [str(mark) for mark in told.marks][1:] == ["◐\u00a0Preliminary"]
    assert [shown.plain(each) for each in told.answers] == [": Vekst etter 14 timer", ": Ingen vekst"]  # bold
    assert "Identifikasjon" in waiting.body


def test_a_report_that_was_corrected_or_taken_back_is_a_message() -> None:
    for status in ("corrected", "cancelled"):
        told = only(report("1", coded("K", "NPU03230", "4"), status=status))
        assert told.rank is Rank.MARKED
        assert told.marks
    assert only(report("1", coded("K", "NPU03230", "4"), status="cancelled", codes=("TA",))).rank is Rank.MARKED  # and not above


def test_a_finding_of_another_laboratory_names_it_and_a_blood_group_is_not_for_transfusion() -> None:
    nord, south = ((Party(organisation=name, organisation_ids=(Identifier(value=name),)),) for name in ("Nord", "Sør"))
    abo = made.finding("ABO", made.concept("A"), code=made.concept("ABO", ("7280", "NPU58582", "")), id="abo")
    usual = report("usual", coded("P-Kalium", "NPU03230", "4.0"), performers=nord, codes=("VA",))
    told = {row.report and row.report.id: said(row) for row in messages(of(usual, report("abo", abo, performers=south)))}
    assert "Sør" in told["abo"]
    assert "Not for transfusion" in told["abo"]


def test_enter_opens_the_report_of_a_finding(pane: OverviewPane, qtbot: QtBot) -> None:
    digest = of(report("ct", made.finding("CT caput", LONG), code=CT, codes=("TA",)))
    show(pane, digest)
    pane.findings.choose(0)
    with qtbot.waitSignal(pane.report_asked) as asked:
        QTest.keyClick(pane.findings, Qt.Key.Key_Return)
    assert asked.args[0] is digest.result.reports[0]


def test_a_narrow_window_has_what_was_phoned_above_and_the_others_at_the_end(pane: OverviewPane) -> None:
    show(pane, digested(patient()))
    wide = [row for row in pane.findings.rows if isinstance(row, MessageRow)]
    pane.resize(940, 574)
    pane.finish()
    assert not pane.findings.isVisible()
    assert [row for row in pane.strip.rows if isinstance(row, MessageRow)] == [row for row in wide if row.rank is Rank.PHONED]
    below = [row for row in pane.list.rows if isinstance(row, MessageRow)]
    assert below == [row for row in wide if row.rank is not Rank.PHONED]
    assert "2 significant deviation" in pane.more.accessibleName()  # never hidden: where they have no room, by a mark
    assert pane.more.toolTip() == pane.more.accessibleName()
    assert pane.more.text() == "! Blodtype / antistoff · + 4 finding(s)", "what always stands is named before the rest is counted"
    pane.resize(1140, 768)
    assert pane.more.text() == "! Blodtype / antistoff · ESBL found · + 3 finding(s)", "the same sign at every width"


@pytest.mark.hazard("H4.6")
def test_beside_many_marks_it_is_painted_that_it_was_phoned(pane: OverviewPane) -> None:
    pane.resize(900, 574)
    show(pane, of(report("t", coded("K", "NPU03230", "6.4"), codes=("VA", "MSIS-M", "TA"), status="amended")))
    assert "Phoned" in reading.painted(pane.strip.viewport())


@pytest.mark.hazard("H4.8")
def test_to_whom_and_when_a_finding_was_phoned_is_never_cut(pane: OverviewPane) -> None:
    show(pane, digested(patient()))
    phoned = next(row for row in pane.findings.rows if isinstance(row, MessageRow) and row.rank is Rank.PHONED and row.comment)
    before = pane.findings.layout_of(phoned, 372)[1]
    phoned.comment *= 3  # else it would be cut to one line
    assert pane.findings.layout_of(phoned, 372)[1] > before


def test_a_finding_at_the_lower_edge_has_each_line_that_fits(pane: OverviewPane) -> None:
    examined = made.finding("CT " + "thorax og abdomen med kontrast " * 8)
    show(pane, of(report("ct", examined, code=CT, codes=("VA",), conclusion="Ingen funn. " * 12)))
    pane.resize(700, 574)
    pane.finish()
    at = next(at for at, row in enumerate(pane.list.rows) if isinstance(row, MessageRow))
    spots, place = pane.list._laid[at][0], pane.list.rowViewportPosition(at)
    left, top, words = spots[-1]
    end = ceil(top + words.height)

    def painted(room: int) -> QImage:
        for _ in range(3):  # the foot may have room of its own or not
            pane.resize(700, pane.height() + place + room - pane.list.viewport().height())
            QApplication.processEvents()
            pane.finish()
        assert (pane.list.rowViewportPosition(at), pane.list.viewport().height()) == (place, place + room)
        return pane.list.viewport().grab(QRect(int(left), place, int(words.width), end - 1)).toImage()

    assert any(down + each.height > end for _, down, each in spots[:-1])
    assert painted(end) == painted(pane.list.rowHeight(at))
    assert "… more further down" not in reading.painted(pane.list.viewport())
    painted(end - 4)
    assert "… more further down" in reading.painted(pane.list.viewport()), "one that is cut says so"


@pytest.mark.hazard("H4.3", "H4.8")
@pytest.mark.parametrize("width", [1366, 1100, 911, 560])
def test_before_a_phoned_value_it_is_painted_that_the_list_has_a_newer_one(pane: OverviewPane, width: int) -> None:
    pane.resize(width, 1200)
    show(pane, digested(patient()))
    QApplication.processEvents()
    told = reading.painted((pane.findings if width > 1200 else pane.strip).viewport())
    assert told.index("yesterday 02:50") < told.index("newer in the list") < told.index("Kalium 6,4")
