"""The origin of an export as text: environment, patient, and how much of the answer it holds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.patient.numbers import group
from provesvar_gui.results import deidentification, text
from provesvar_gui.results.model import BARRED, NoteKind, OutcomeKind, Redacted
from provesvar_gui.results.summary import subject_names
from provesvar_gui.ui import today
from provesvar_gui.ui.form.basis import texts
from provesvar_gui.ui.marks import mark_text
from provesvar_gui.ui.results.common import outcome_text
from provesvar_gui.ui.results.export.paper import PageTexts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provesvar_gui.results.export import ExportDocument
    from provesvar_gui.results.model import LookupResult, Subject
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.window_settings import WindowSettings

translate = QCoreApplication.translate
_SEPARATOR: Final = " · "
_LOST: Final = frozenset(NoteKind) - {
    NoteKind.RESULTS_WITHOUT_REPORT, NoteKind.REFERENCE_MISSING, NoteKind.INCLUDE_REFUSED,
    NoteKind.OUTCOMES_LEFT_OUT,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ExportOrigin(Redacted):
    """What is on the screen. ``partial``: more may come, and a copy says so (invariant 11). ``clinician``: logged in, or ""."""

    result: LookupResult
    style: Style
    partial: bool
    clinician: str = field(default="", repr=False)

    def copy(self, body: str, *, with_patient: bool) -> str:
        if not with_patient:
            body = deidentification.deidentify(body, self.numbers(), self.names(), translate("Export", "[left out]"))
        lines = [*([self._patient()] if with_patient else []), body, self._source(), *self._limits()]
        return text.breakable("\n".join(line for line in lines if line))

    def with_limits(self, taken: ExportDocument, settings: WindowSettings) -> ExportDocument:
        """Paper says how much of the answer there was, and what the service does not hold."""
        coverage = outcome_text.coverage(self.result, None, partial=self.partial, taken=True)
        return replace(taken, facts=(*taken.facts, coverage, outcome_text.limits(settings.values.pps.history_from)))

    def page_texts(self, settings: WindowSettings, family: str) -> PageTexts:
        printed = translate("Export", "Printed {time}, nobody was logged in")
        if self.clinician:
            printed = translate("Export", "Printed {time} by {name}").replace("{name}", self.clinician)
        printed = printed.replace("{time}", self.style.moment(text.as_moment(today.now())))
        source = _SEPARATOR.join((self._source(), *self._limits()))
        return PageTexts(patient=self._patient(), source=source, printed=printed, mark=mark_text(settings), family=family)

    @property
    def warning(self) -> str:
        """What is read aloud with each result where they are not all; else ""."""
        if self.partial:
            return translate("Export", "incomplete: not everything is fetched")
        return "" if self.result.coverage.complete else translate("Export", "incomplete: not everything was fetched")

    def numbers(self) -> tuple[str, ...]:
        found = (each.identifier.value for each in self._subjects() if each.identifier is not None)
        return tuple(each for each in dict.fromkeys((self.result.lookup.patient.digits, *found)) if each)

    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.display for each in self._subjects() if each.display.strip()))

    def _patient(self) -> str:
        names = (" ".join(name.split()) for name in subject_names(self.result.reports))
        who = _SEPARATOR.join((group(self.result.lookup.patient.digits), *names))
        return translate("Export", "Patient: {who}").replace("{who}", who)

    def _source(self) -> str:
        lookup, fetched_at = self.result.lookup, self.result.fetched_at
        basis = f"{texts(lookup.basis).title} ({lookup.basis.value})"
        if fetched_at is None:
            return translate("Export", "Fetched from Pasientens prøvesvar, basis: {basis}").replace("{basis}", basis)
        said = translate("Export", "Fetched from Pasientens prøvesvar {time}, basis: {basis}")
        return said.replace("{time}", self.style.moment(text.as_moment(fetched_at))).replace("{basis}", basis)

    def _limits(self) -> Iterator[str]:
        """What the screen says above the results where they are not all, in short."""
        result = self.result
        barred = any(each.kind in BARRED for each in result.outcomes)
        if self.partial or barred or not result.coverage.complete:
            yield outcome_text.fetched(result, partial=self.partial, taken=True)
        if any(each.kind is OutcomeKind.FAULT for each in result.outcomes):
            yield translate("Export", "The service said that its answer is incomplete")
        if result.coverage.withheld:
            yield translate("Export", "%n result(s) or report(s) withheld", "", result.coverage.withheld)
        if any(each.kind in _LOST for each in result.notes):
            yield translate("ResultsView", "Not everything could be read or fetched")

    def _subjects(self) -> Iterator[Subject]:
        result = self.result
        for report in (*result.reports, *result.other_identifier):
            if report.subject is not None:
                yield report.subject
