"""What of a patient is on the screen now, for whatever is taken along of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime

from provesvar_gui.domain.identifiers import Profile
from provesvar_gui.domain.results import Veiled
from provesvar_gui.ui.results import coverage_words
from provesvar_gui.ui.results.taking import origin
from provesvar_gui.ui.results.taking.pages import Furniture

if TYPE_CHECKING:
    from provesvar_gui.domain.results import LookupResult
    from provesvar_gui.domain.taking import Taken
    from provesvar_gui.ui.results.lines import Style
    from provesvar_gui.ui.window_settings import WindowSettings

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Shown(Veiled):
    """What is on the screen."""

    result: LookupResult
    style: Style
    complete: bool

    def origin(self) -> origin.Origin:
        """Where it is from."""
        return origin.of(self.result, self.style, complete=self.complete)

    def with_limits(self, taken: Taken) -> Taken:
        """Paper says how much of the answer there was, and what the service does not hold."""
        coverage = coverage_words.line(self.result, None, partial=not self.complete)
        return replace(taken, facts=(*taken.facts, coverage, coverage_words.limits()))

    def furniture(self, settings: WindowSettings) -> Furniture:
        """What stands on every page."""
        made = self.origin()
        mark = ""
        if settings.sandbox:
            mark = translate("SandboxMark", "SANDBOX – synthetic people only. Nothing here is real.")
        elif settings.profile is not Profile.PROD:
            mark = translate("Marks", "TEST – synthetic people only. Not for treating patients.")
        now = self.style.moment(origin.moment(datetime.fromtimestamp(QDateTime.currentSecsSinceEpoch(), tz=UTC)))
        printed = translate("Taking", "Printed {time}").replace("{time}", now)
        source = origin.SEPARATOR.join((made.source, *made.limits))
        return Furniture(patient=made.patient, source=source, printed=printed, mark=mark)
