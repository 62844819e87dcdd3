"""What counts as marked when one filters by it: what the laboratory marked as a deviation, or asks the reader to notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.ui.results.common import flags
from provesvar_gui.ui.results.common.words import MarkTone

if TYPE_CHECKING:
    from provesvar_gui.results.model import Observation, Report


def is_marked(observation: Observation) -> bool:
    """Whether it has a mark that stands out on the screen."""
    return any(each.tone is not MarkTone.NONE for each in flags.marks(observation))


def is_report_marked(report: Report) -> bool:
    """Whether a coded comment on it does (list 8269)."""
    return any(flags.report_mark(each) is not None for each in report.comments)
