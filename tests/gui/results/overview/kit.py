"""What the tests of the overview share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.overview.export import line_lines
from provesvar_gui.ui.results.overview.messages import build
from provesvar_gui.ui.results.overview.rows import AnalyteRow, GasRow, also_text, not_here
from tests.gui.results import made, shown
from tests.gui.results.sandbox_patients import run

if TYPE_CHECKING:
    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.model import Finding, Report
    from provesvar_gui.ui.results.overview.messages import OverviewMessage
    from provesvar_gui.ui.results.overview.pane import OverviewPane

STYLE = Style(language="nb")


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


def choose(pane: OverviewPane, key: str) -> None:
    """Put the person on an analyte."""
    pane.list.setFocus()
    pane.list.choose(place_of(pane, key))


def spoken(pane: OverviewPane, key: str) -> str:
    rows = [row.spoken for row in pane.list.rows if isinstance(row, AnalyteRow | GasRow) and row.key == key]
    return shown.plain(". ".join(rows))


def painted(pane: OverviewPane, key: str) -> list[str]:
    """Every text of its rows as it stands there."""
    found: list[str] = []
    for row in analyte_rows(pane, key):
        told = row.told
        found += [row.letter, f"{row.prefix}{row.name}", row.small, *map(str, row.chips), told.value, row.below]
        found += [*row.change, row.extreme, row.age, row.when, *map(str, row.notes), told.remark_short, *row.quiet]
        found += [*(also_text(each, None) for each in row.also), *map(str, told.awaited)]
    return [shown.plain(each) for each in found if each]


def rows(pane: OverviewPane) -> list[str]:
    """All that stands in the list and among the findings, row by row."""
    return [shown.plain(row.shown) for row in (*pane.strip.rows, *pane.list.rows, *pane.findings.rows)]


def copied(digest: Digest) -> str:
    """The analytes as text, and what is not among them."""
    lines = [part for card in digest.strip.cards for line in card.lines for part in line_lines(line, STYLE)]
    return "\n".join((*lines, *not_here(digest.strip, STYLE)))


def messages(digest: Digest, style: Style = STYLE) -> list[OverviewMessage]:
    """The findings, the older ones last."""
    found = run(build(digest, style))
    return [*found.listed, *found.older]


def coded(name: str, code: str, value: str, unit: str = "mmol/L", **more: object) -> Finding:
    return made.finding(name, made.quantity(value, unit), code=made.concept(name, ("7280", code, name)), **more)


def potassium(*values: tuple[str, str], **more: object) -> Report:
    """Value and time, each."""
    return made.report(
        "k", *(coded("P-Kalium", "NPU03230", value, effective=made.moment(when), id=f"k{when}") for value, when in values), **more
    )
