"""What the frozen parts and the cells of the cumulative table share: margins, grounds, names of columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QFont, QPalette

from provesvar_gui.ui import theme
from provesvar_gui.ui.results.common import tones

if TYPE_CHECKING:
    from provesvar_gui.ui.results.table.model import FlowsheetModel

translate = QCoreApplication.translate

MARGIN: Final = 6  # at the sides of a cell
PADDING: Final = 3  # above and below


def bold_of(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


def row_ground(palette: QPalette, model: FlowsheetModel, row: int, *, chosen: bool = False) -> QColor:
    """Light bands, and a line that the person is on stands out a little."""
    scheme = tones.scheme(palette)
    if model.head(row).heading:
        return QColor(scheme.page)
    if chosen:
        return QColor(scheme.shades[theme.Tone.ACTION].ground)
    return palette.color(QPalette.ColorRole.AlternateBase if row % 2 else QPalette.ColorRole.Base)


def titles_of_columns() -> tuple[str, str, str, str]:
    return (
        translate("Flowsheet", "Analysis"),
        translate("Flowsheet", "Unit"),
        translate("Flowsheet", "Reference"),
        translate("Flowsheet", "Course"),
    )
