"""What the tests of the overview share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.ui.results.common.lines import Style
from tests.gui.results import made, shown

if TYPE_CHECKING:
    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.model import Finding, Report
    from provesvar_gui.ui.results.overview.analytes import AnalyteRow
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
    return [row for row in pane.analytes.analytes.rows if row.key == key]


def keys_there(pane: OverviewPane) -> list[str]:
    """The kinds of analytes in their order."""
    return list(dict.fromkeys(row.key for row in pane.analytes.analytes.rows))


def choose(pane: OverviewPane, key: str) -> None:
    """Put the person on an analyte."""
    pane.analytes.setFocus()
    pane.analytes.choose([row.key for row in pane.analytes.analytes.rows].index(key))


def spoken(pane: OverviewPane, key: str) -> str:
    return shown.plain(". ".join(row.spoken for row in analyte_rows(pane, key)))


def painted(pane: OverviewPane, key: str) -> list[str]:
    """Every text of its rows as it stands there."""
    return [shown.plain(each.text) for row in analyte_rows(pane, key) for cell in row.cells for each in cell]


def coded(name: str, code: str, value: str, unit: str = "mmol/L", **more: object) -> Finding:
    return made.finding(name, made.quantity(value, unit), code=made.concept(name, ("7280", code, name)), **more)


def potassium(*values: tuple[str, str], **more: object) -> Report:
    """Value and time, each."""
    return made.report(
        "k", *(coded("P-Kalium", "NPU03230", value, effective=made.moment(when), id=f"k{when}") for value, when in values), **more
    )


def rows(pane: OverviewPane) -> list[str]:
    """Every line of the list."""
    return ["\t".join(row).rstrip() for row in shown.rows(pane.list.lines)]
