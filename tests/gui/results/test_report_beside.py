"""One report beside the list: what each value was before, what comes on demand, and what its menu offers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from provesvar_gui.results import text
from provesvar_gui.results.export import plain
from provesvar_gui.results.model import Annotation, Coverage, Identifier, Party, Report, ServiceRequest, Specimen
from provesvar_gui.ui import theme
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.common.lines import Column
from provesvar_gui.ui.results.view import ResultsView
from tests.gui.results import made, shown
from tests.gui.results.shown import show

FJORD = (Party(organisation="Fjord", organisation_ids=(Identifier(system="her", value="1"),)),)


def potassium(day: int, value: str | None, performers: tuple[Party, ...] = FJORD, **more: Any) -> Report:
    when = made.moment(f"2024-08-{day:02d}T08:00:00+02:00")
    code = made.concept("P-Kalium", ("7280", "NPU03230", "P-Kalium"))
    found = made.finding("P-Kalium", made.quantity(value) if value else None, code=code, effective=when, **more)
    return made.report(f"{day}", found, effective=when, performers=performers)


def previous(view: ResultsView) -> str:
    lines = view.reports.detail.lines
    lines.finish()
    found = [lines.line(row) for row in range(lines.rowCount()) if lines.line(row).cells]
    return shown.plain(found[0].cell(Column.PREVIOUS))


@pytest.mark.hazard("H2.1")
def test_what_it_was_before_stands_beside_it_when_every_page_is_in_and_no_column_moves(view: ResultsView, qtbot: QtBot) -> None:
    old, new = potassium(14, "6.4", interpretations=(made.ABOVE,)), potassium(15, "5.2")
    detail, columns = view.reports.detail, (Column.VALUE, Column.MARK, Column.REFERENCE)
    told, first = [], dict[str, Any](coverage=Coverage(fetched=2, total=9), partial=True)
    for more in (first, {}):
        show(view, old, new, **more)
        view.reports.choose(new)
        qtbot.waitUntil(detail.is_settled)
        told.append((previous(view), [detail.columnViewportPosition(column) for column in columns]))
    (nothing, places), (before, same) = told
    assert (nothing, before, same) == ("", "6,4 mmol/L ↑ · 24 h before", places)
    spoken = "".join(detail.lines.spoken(row) for row in range(detail.lines.rowCount()))
    assert "previously 6,4 mmol/L ↑ · 24 h before" in shown.plain(spoken)
    view.reports.choose(old)
    assert previous(view) == ""


@pytest.mark.hazard("H5.3")
@pytest.mark.parametrize("performers", [(), (Party(organisation="Fjell"),)])
@pytest.mark.parametrize("value", ["5.2", None])
def test_no_previous_value_of_another_laboratory(view: ResultsView, performers: tuple[Party, ...], value: str | None) -> None:
    new = potassium(15, value, performers)
    show(view, potassium(14, "6.4", () if not performers else FJORD), new)
    view.reports.choose(new)
    assert previous(view) == ""


def test_who_asked_for_it_and_every_id_come_on_demand(view: ResultsView) -> None:
    who = Party(practitioner="Trygg Paraply")
    request = ServiceRequest(id="q", requester=who, identifiers=(Identifier(system="x", value="R-77"),))
    specimen = Specimen(id="s", kind=made.concept("Plasma"), accession="P-88")
    finding = made.finding("K", made.quantity("4"), specimen=specimen)
    show(view, made.report("1", finding, request=request))
    told, every = shown.detail_text(view), ["Trygg Paraply", "R-77", "P-88"]
    assert ([each for each in every if each in told], told.count("Plasma")) == ([], 1)
    view.reports.head.more.click()
    assert [each for each in every if each in shown.detail_text(view)] == every


@pytest.mark.parametrize("width", [911, 1024, 1366])
def test_value_mark_and_reference_are_never_cut(view: ResultsView, qtbot: QtBot, width: int) -> None:
    view.resize(width, 640)
    ranges = {"reference_ranges": ("137 - 144",), "interpretations": (made.ABOVE,)}
    show(view, made.report("1", made.finding("P-Natrium", made.quantity("153"), **ranges)))
    detail = view.reports.detail
    qtbot.waitUntil(detail.is_settled)
    metrics = QFontMetricsF(detail.font())
    line = next(line for row in range(detail.lines.rowCount()) if (line := detail.lines.line(row)).cells)
    assert metrics.horizontalAdvance(line.cells[Column.VALUE]) < detail.columnWidth(Column.VALUE)
    assert metrics.horizontalAdvance(line.figures) < detail.columnWidth(Column.REFERENCE)
    assert (detail.horizontalScrollBar().maximum(), detail.columnWidth(Column.PREVIOUS) > 0) == (0, True)


@pytest.mark.parametrize(("width", "below"), [(840, ["5,2 mmol/L", "from 6,4 ↑ · 24 h before"]), (1366, ["5,2 mmol/L"])])
def test_what_it_was_before_is_read_at_every_width(view: ResultsView, qtbot: QtBot, width: int, below: list[str]) -> None:
    """In a narrow window below the value."""
    view.resize(width, 640)
    waits = made.finding("P-CRP", None, effective=made.moment("2024-08-15T08:00:00+02:00"), status="registered")
    marked: dict[str, Any] = {"interpretations": (made.ABOVE,), "reference_ranges": ("3.5 - 4.6",)}
    new = potassium(15, "5.2", **marked)
    new = replace(new, findings=(*new.findings, waits))
    show(view, potassium(14, "6.4", **marked), new)
    view.reports.choose(new)
    detail = view.reports.detail
    qtbot.waitUntil(detail.is_settled)
    assert [shown.plain(each.text) for each in detail.lines.styled(0, Column.VALUE)] == below
    assert bool(detail.columnWidth(Column.PREVIOUS)) is (len(below) == 1)


def test_days_are_heads_above_their_reports(view: ResultsView) -> None:
    show(view, potassium(14, "4"), potassium(13, "4"), made.report("o", effective=made.moment("2023-01-02")))
    model = view.reports.list.reports
    told = [(model.record(row).head, model.record(row).count, model.record(row).when) for row in range(model.rowCount())]
    assert told == [
        ("August 2024", 2, (f"14.{text.NBSP}aug", "2024", "08:00")),
        ("", 0, (f"13.{text.NBSP}aug", "2024", "08:00")),
        ("Januar 2023", 1, (f"2.{text.NBSP}jan", "2023")),
    ]


def test_the_menu_of_a_row_offers_what_keys_do(view: ResultsView, qtbot: QtBot) -> None:
    show(view, potassium(14, "4"))
    table = view.reports.list
    table.customContextMenuRequested.emit(table.visualRect(table.model().index(0, 0)).center())
    menu = view.reports.findChild(QMenu, "reportMenu")
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["Copy", "Read aloud", "Print …"]
    with qtbot.waitSignal(view.reports.export_asked) as asked:
        menu.actions()[0].trigger()
    assert asked.args == [Key.COPY_ALL]
    menu.close()


def test_numbers_end_in_one_place_and_final_is_said_in_the_rows_only_where_they_differ(view: ResultsView) -> None:
    platelets, inr = (
        made.finding("B-Trombocytter", made.quantity("74", "10^9/L")),
        made.finding("P-INR", made.quantity("1.8", "")),
    )
    show(view, made.report("1", platelets, inr))
    lines = view.reports.detail.lines
    rows = [row for row in range(lines.rowCount()) if lines.line(row).cells]
    values = [lines.styled(row, Column.VALUE)[0] for row in rows]
    assert [shown.plain(each.text) for each in values] == ["74 10⁹/L", "1,8"]
    assert shown.plain(lines.line(rows[0]).cells[Column.VALUE]) == "74 10^9/L"  # as it is copied and spoken
    bold = QFontMetricsF(theme.font(theme.Type.BODY, bold=True, digits=True))
    ends = [each.indent + round(bold.horizontalAdvance(number)) for each, number in zip(values, ("74", "1,8"), strict=True)]
    assert ends[0] == ends[1]
    assert [lines.styled(row, Column.STATUS)[0].text for row in rows] == ["", ""]
    show(view, made.report("2", platelets, made.finding("P-INR", made.quantity("1.8", ""), status="preliminary")))
    view.reports.list.choose(0)
    assert [shown.plain(lines.styled(row, Column.STATUS)[0].text) for row in rows] == ["Final", "◐ Preliminary"]


@pytest.mark.parametrize("narrative", [False, True])
def test_what_was_rung_stands_in_its_words_above_the_results(view: ResultsView, narrative: bool) -> None:
    rang = Annotation(concept=made.concept("", ("8269", "TA", "")))
    area, value = ("CT", "Et 7 mm stort konkrement. " * 4) if narrative else ("CLIN", made.quantity("6.4"))
    code = made.concept("", ("8202", area, ""))
    show(
        view, made.report("1", made.finding("K", value), code=code, comments=(rang, Annotation(text="Ringt til vakt kl. 03.46")))
    )
    head, detail = view.reports.head, view.reports.detail
    assert (head.rung.text(), head.rung.isVisibleTo(head)) == ("Ringt til vakt kl.\xa003.46", True)
    assert "Reported by telephone" in head.phoned.text()
    said = [shown.plain(detail.lines.line(row).shown) for row in range(detail.lines.rowCount()) if not detail.isRowHidden(row)]
    assert "☎ Reported by telephone. Ringt til vakt kl. 03.46" not in said
    taken = made.run(view.reports.document(paper=True))
    assert taken is not None
    assert "☎ Reported by telephone. Ringt til vakt kl. 03.46" in shown.plain(plain(taken))


@pytest.mark.hazard("H3.12")
def test_what_lies_below_the_fold_is_named_marked_first_and_its_place_is_kept(view: ResultsView, qtbot: QtBot) -> None:
    names = [f"P-Stoff {number:02}" for number in range(60)]
    found = [made.finding(name, made.quantity("1")) for name in names]
    high = made.finding("P-Kalium", made.quantity("6.4"), interpretations=(made.ABOVE,))
    waits = made.finding("P-CRP", None, status="registered", notes=(Annotation(text="Analyseres på nytt."),))
    detail, below = view.reports.detail, view.reports.splitter.below
    seen = []
    for each in (made.report("1", *found[:2]), made.report("2", *found, waits, high)):
        show(view, each)
        qtbot.waitUntil(detail.is_settled)
        seen.append((detail.viewport().height(), [shown.plain(group[0].text).removesuffix(" ·") for group in below.shown()[2:]]))
    (room, nothing), (same, told) = seen
    assert (nothing, same) == ([], room)
    unseen = [name for row, name in enumerate(names) if detail.visualRect(detail.lines.index(row, 0)).bottom() >= room]
    every = ["↑ P-Kalium 6,4 mmol/L", "○ P-CRP", *(f"{name} 1 mmol/L" for name in unseen)]
    assert (told[:-1], told[-1]) == (every[: len(told) - 1], f"+{len(unseen) + 3 - len(told)}")
    detail.scrollTo(detail.lines.index(detail.lines.rowCount() - 1, 0))
    assert below.shown() == []
    show(view, made.report("3", made.finding("K", "Et 7 mm stort konkrement. " * 400), code=made.concept("CT")))
    qtbot.waitUntil(lambda: below.accessibleName() == "more text")
    line, ground = QFontMetricsF(detail.font()).height() * 1.5, QColor(theme.current().surface).rgb()
    for pixels in range(0, 60, 3):  # of a text whole lines are seen, as many as there is room for
        detail.verticalScrollBar().setValue(pixels)
        image, fold = detail.viewport().grab().toImage(), detail.fold()
        edge = {image.pixel(x, y) for x in range(image.width()) for y in (fold - 1, fold)}
        assert (edge, 0 <= image.height() - fold < line) == ({ground}, True)
