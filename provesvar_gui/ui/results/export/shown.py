"""What of a patient is on the screen now, for whatever is taken along of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from provesvar_gui.patient.numbers import Profile
from provesvar_gui.results import text
from provesvar_gui.results import text as wall_clock
from provesvar_gui.results.model import Veiled
from provesvar_gui.ui import today
from provesvar_gui.ui.marks import drill_words
from provesvar_gui.ui.results.common import coverage_words
from provesvar_gui.ui.results.export import origin
from provesvar_gui.ui.results.export.pages import Furniture

if TYPE_CHECKING:
    from provesvar_gui.results.export import Taken
    from provesvar_gui.results.model import LookupResult
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.window_settings import WindowSettings

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Shown(Veiled):
    """What is on the screen. ``partial``: more may come of it. ``clinician``: the name of who is logged in, or ""."""

    result: LookupResult
    style: Style
    partial: bool
    clinician: str = field(default="", repr=False)

    def origin(self) -> origin.Origin:
        """Where it is from."""
        return origin.of(self.result, self.style, partial=self.partial)

    @property
    def warning(self) -> str:
        """What is read aloud with each result where they are not all; else ""."""
        if self.partial:
            return translate("Taking", "incomplete: not everything is fetched")
        return "" if self.result.coverage.complete else translate("Taking", "incomplete: not everything was fetched")

    def with_limits(self, taken: Taken, settings: WindowSettings) -> Taken:
        """Paper says how much of the answer there was, and what the service does not hold."""
        coverage = coverage_words.line(self.result, None, partial=self.partial, taken=True)
        return replace(taken, facts=(*taken.facts, coverage, coverage_words.limits(settings.values.pps.history_from)))

    def furniture(self, settings: WindowSettings) -> Furniture:
        made = self.origin()
        mark = ""
        if settings.drill:
            mark = drill_words()
        elif settings.sandbox:
            mark = translate("SandboxMark", "SANDBOX – synthetic people only. Nothing here is real.")
        elif settings.profile is not Profile.PROD:
            mark = translate("Marks", "TEST – synthetic people only. Not for treating patients.")
        printed = translate("Taking", "Printed {time}, nobody was logged in")
        if self.clinician:
            printed = translate("Taking", "Printed {time} by {name}").replace("{name}", text.visible(self.clinician))
        printed = printed.replace("{time}", self.style.moment(wall_clock.as_moment(today.now())))
        source = origin.SEPARATOR.join((made.source, *made.limits))
        return Furniture(patient=made.patient, source=source, printed=printed, mark=mark)
