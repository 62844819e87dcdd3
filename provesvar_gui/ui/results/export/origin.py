"""Where what is taken along is from, and whose it is, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.patient.numbers import group
from provesvar_gui.results import export, patient_free, text
from provesvar_gui.results import text as wall_clock
from provesvar_gui.results.model import BARRED, NoteKind, OutcomeKind, Veiled
from provesvar_gui.results.summary import subject_names
from provesvar_gui.ui.form.basis import title
from provesvar_gui.ui.results.common import coverage_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provesvar_gui.results.model import Finding, LookupResult, Subject
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate
SEPARATOR: Final = " · "
_LOST: Final = frozenset(NoteKind) - {
    NoteKind.RESULTS_WITHOUT_REPORT, NoteKind.REFERENCE_MISSING, NoteKind.RESOURCE_UNUSED, NoteKind.INCLUDE_REFUSED,
    NoteKind.OUTCOMES_LEFT_OUT,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Origin(Veiled):
    """``source``: service, time and basis on one line. ``limits``: what is missing, where something is. ``names``: as sent."""

    source: str
    limits: tuple[str, ...]
    number: str
    names: tuple[str, ...]
    secrets: tuple[str, ...]  # every number under which something of this answer is registered
    called: tuple[str, ...]  # every name

    @property
    def patient(self) -> str:
        """Number and name on one line."""
        who = SEPARATOR.join((group(self.number), *self.names))
        return translate("Taking", "Patient: {who}").replace("{who}", who)

    def copy(self, body: str, *, with_patient: bool) -> str:
        if not with_patient:
            body = patient_free.without(body, self.secrets, self.called, translate("Taking", "[left out]"))
        patient = self.patient if with_patient else ""
        return text.breakable(export.pasted(body, source=self.source, patient=patient, more=self.limits))


def of(result: LookupResult, style: Style, *, partial: bool) -> Origin:
    """``partial``: more may come; the copy says that it is preliminary (invariant 11)."""
    subjects = list(_subjects(result))
    number = result.lookup.patient.digits
    numbers = dict.fromkeys((number, *(each.identifier.value for each in subjects if each.identifier is not None)))
    return Origin(
        source=source(result, style),
        limits=tuple(_limits(result, partial=partial)),
        number=number,
        names=tuple(text.visible(" ".join(name.split())) for name in subject_names(result.reports)),
        secrets=tuple(each for each in numbers if each),
        called=tuple(dict.fromkeys(each.display for each in subjects if each.display.strip())),
    )


def _limits(result: LookupResult, *, partial: bool) -> Iterator[str]:
    """What the screen says above the results where they are not all, in short."""
    barred = any(each.kind in BARRED for each in result.outcomes)
    if partial or barred or not result.coverage.complete:
        yield coverage_words.fetched(result, partial=partial, taken=True)
    if any(each.kind is OutcomeKind.FAULT for each in result.outcomes):
        yield translate("Taking", "The service said that its answer is incomplete")
    if result.coverage.withheld:
        yield translate("Taking", "%n result(s) or report(s) withheld", "", result.coverage.withheld)
    if any(each.kind in _LOST for each in result.notes):
        yield translate("ResultsView", "Not everything could be read or fetched")


def source(result: LookupResult, style: Style) -> str:
    """«Hentet fra Pasientens prøvesvar …»."""
    basis = f"{title(result.lookup.basis)} ({result.lookup.basis.value})"
    if result.fetched_at is None:
        return translate("Taking", "Fetched from Pasientens prøvesvar, basis: {basis}").replace("{basis}", basis)
    when = style.moment(wall_clock.as_moment(result.fetched_at))
    said = translate("Taking", "Fetched from Pasientens prøvesvar {time}, basis: {basis}")
    return said.replace("{time}", when).replace("{basis}", basis)


def _subjects(result: LookupResult) -> Iterator[Subject]:
    for report in (*result.reports, *result.other_identifier):
        if report.subject is not None:
            yield report.subject
        yield from _of(report.findings)
    yield from _of((*result.loose_findings, *result.other_loose_findings))


def _of(findings: tuple[Finding, ...]) -> Iterator[Subject]:
    stack = list(findings)
    while stack:
        finding = stack.pop()
        if finding.observation.subject is not None:
            yield finding.observation.subject
        stack += finding.members
