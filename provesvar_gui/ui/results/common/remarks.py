"""The laboratory's remarks on a result, shown beside its value, since a remark may say that the value is unusable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.ui.results.common import lines

if TYPE_CHECKING:
    from provesvar_gui.results.model import Observation
    from provesvar_gui.ui.results.common.lines import Style

GLYPH: Final = "◥"  # as in the cumulative table
IN_A_ROW: Final = 90  # characters
SPOKEN: Final = 2000  # and copied; the report has it whole


def remark_text(observation: Observation, style: Style, longest: int = SPOKEN) -> str:
    """On one line; "" where nothing was remarked. ``longest``: characters of it."""
    said = "; ".join(filter(None, (" ".join(lines.annotation(note, style).split()) for note in observation.notes)))
    return said if len(said) <= longest else f"{said[:longest].rstrip()} …"


def remark(observation: Observation, style: Style, longest: int = SPOKEN) -> str:
    """The same as «◥ comment: …»."""
    said = remark_text(observation, style, longest)
    told = QCoreApplication.translate("ResultLabels", "{glyph} comment: {text}").replace("{glyph}", GLYPH)
    return told.replace("{text}", said) if said else ""
