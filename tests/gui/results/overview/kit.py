"""Shared parts of the tests of the overview."""

from __future__ import annotations

from datetime import datetime

from provesvar_gui.results.digest import Digest
from provesvar_gui.results.latest_results import LatestResults
from provesvar_gui.results.model import Finding, Report
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.overview.pane import OverviewPane
from provesvar_gui.ui.results.overview.rows import AnalyteRow, GasRow, MessageRow, OverviewRow, copy_text, findings, missing_texts
from tests.gui.results import made, shown
from tests.gui.results.made import run

STYLE = Style(language="nb")


def sentence(line: LatestResults, style: Style = STYLE, now: datetime | None = None) -> str:
    """All that is said of a line."""
    return shown.plain(", ".join(AnalyteRow(line, style, now).value_texts(now)))


def said(row: OverviewRow, now: datetime | None = None) -> str:
    """All that a row says."""
    return shown.plain(", ".join(row.texts(now)))


class Hands:
    """A monotonic clock that a test moves."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def show(pane: OverviewPane, digest: Digest) -> OverviewPane:
    pane.show_digest(digest, STYLE)
    pane.finish()
    return pane


def analyte_rows(pane: OverviewPane, key: str) -> list[AnalyteRow]:
    """The rows of a kind of analyte, those of the blood gas one by one."""
    rows = [part for row in pane.list.rows for part in (row.parts if isinstance(row, GasRow) else (row,))]
    return [row for row in rows if isinstance(row, AnalyteRow) and row.key == key]


def keys_there(pane: OverviewPane) -> list[str]:
    """The kinds of analytes in their order."""
    return list(dict.fromkeys(row.key for row in pane.list.rows if isinstance(row, AnalyteRow | GasRow)))


def place_of(pane: OverviewPane, key: str) -> int:
    """The first row of a kind of analyte."""
    return next(at for at, row in enumerate(pane.list.rows) if isinstance(row, AnalyteRow | GasRow) and row.key == key)


def spoken(pane: OverviewPane, key: str) -> str:
    rows = [(at, row) for at, row in enumerate(pane.list.rows) if isinstance(row, AnalyteRow | GasRow) and row.key == key]
    return shown.plain(". ".join(pane.list.model_.spoken(at) for at, _ in rows))


def painted(pane: OverviewPane, key: str) -> list[str]:
    """Every text of its rows as it stands there."""
    found: list[str] = []
    for row in analyte_rows(pane, key):
        found += [
            row.letter,
            f"{row.prefix}{row.name}",
            row.reference_text,
            *map(str, row.chips),
            row.value,
            row.members,
            *row.change,
            row.extreme,
            *row.age(pane.list.model_.now(), STYLE),
            *map(str, (*row.awaited, *row.warnings)),
            row.remark_short,
            row.laboratory_note,
            *row.further_texts(pane.list.model_.now()),
        ]
    return [shown.plain(each) for each in found if each]


def copied(digest: Digest) -> str:
    """The analytes as text, and what is not among them."""
    lines = [copy_text(line, STYLE) for line in digest.acute.lines]
    return "\n".join((*lines, *missing_texts(digest, STYLE)))


def messages(digest: Digest, style: Style = STYLE) -> list[MessageRow]:
    """The findings, the older ones last."""
    listed, older = run(findings(digest, style))
    return [*listed, *older]


def coded(name: str, code: str, value: str, unit: str = "mmol/L", **more: object) -> Finding:
    return made.finding(name, made.quantity(value, unit), code=made.concept(name, ("7280", code, name)), **more)


def potassium(*values: tuple[str, str], **more: object) -> Report:
    """Value and time, each."""
    return made.report(
        "k", *(coded("P-Kalium", "NPU03230", value, effective=made.moment(when), id=f"k{when}") for value, when in values), **more
    )
