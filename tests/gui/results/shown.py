"""The visible contents of the results view, read from its real widgets and models."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QLabel, QWidget

from provesvar_gui.results.model import Report
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.common.detail_view import ReportDetail
from provesvar_gui.ui.results.reports.report_list import ReportList
from provesvar_gui.ui.results.view import ResultsView
from tests.gui.results import made


def plain(text: str) -> str:
    """No-break spaces as spaces."""
    return text.replace("\u00a0", " ")


def rows(model: QAbstractItemModel) -> list[list[str]]:
    found = []
    for row in range(model.rowCount()):
        cells = [model.index(row, column).data(Qt.ItemDataRole.DisplayRole) for column in range(model.columnCount())]
        found.append([plain(cell) if cell is not None else "" for cell in cells])
    return found


def to_reports(view: ResultsView) -> None:
    view.panes.turn_to(view.panes.place_of(Key.REPORTS))


def show(view: ResultsView, *reports: Report, partial: bool = False, **more: Any) -> None:
    view.show_result(made.result(*reports, **more), partial=partial)
    view._slices.finish()  # the digest, which says what is folded together
    to_reports(view)


def open_all(of: ReportList) -> None:
    for row in reversed(range(of.reports.count())):
        of.reports.set_open(row, True)


def texts(widget: QWidget) -> list[str]:
    return [plain(label.text()) for label in widget.findChildren(QLabel) if label.isVisibleTo(widget) and label.text()]


def detail_text(view: ResultsView) -> str:
    view.reports.detail.lines.finish()
    return "\n".join([*texts(view.reports.head), *("\t".join(row) for row in rows(view.reports.detail.lines))])


def findings(detail: ReportDetail) -> list[tuple[list[str], list[str]]]:
    """The findings in order: their cells, and the lines that follow until the next one."""
    detail.lines.finish()
    found: list[tuple[list[str], list[str]]] = []
    for row in rows(detail.lines):
        if any(row[1:]):
            found.append((row, []))
        elif found:
            found[-1][1].append(row[0])
    return found


def banners(view: ResultsView) -> list[str]:
    """The messages about the answer, each from its title on: the first stands above the results."""
    return list(view.notice.whole)


def everything(view: ResultsView) -> str:
    """Every text in every widget and model, hidden ones too."""
    labels = [label.text() for label in view.findChildren(QLabel)]
    names = [child.accessibleName() + child.accessibleDescription() for child in view.findChildren(QWidget)]
    tables = [cell for table in (view.reports.list, view.reports.detail) for row in rows(table.model()) for cell in row]
    return "\n".join([*labels, *names, *tables])
