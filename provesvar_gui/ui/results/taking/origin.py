"""Where what is taken along is from, and whose it is, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.domain import patient_free, taking, text
from provesvar_gui.domain.identifiers import group
from provesvar_gui.domain.results import Moment, Veiled
from provesvar_gui.domain.summary import subject_names
from provesvar_gui.ui.basis_words import title
from provesvar_gui.ui.results import coverage_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from provesvar_gui.domain.results import Finding, LookupResult, Subject
    from provesvar_gui.ui.results.lines import Style

translate = QCoreApplication.translate
SEPARATOR: Final = " · "


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
        """What the clipboard gets of these results."""
        if not with_patient:
            body = patient_free.without(body, self.secrets, self.called, translate("Taking", "[left out]"))
        patient = self.patient if with_patient else ""
        return text.breakable(taking.pasted(body, source=self.source, patient=patient, more=self.limits))


def of(result: LookupResult, style: Style, *, complete: bool) -> Origin:
    """``complete``: every page is in; else the copy says that it is preliminary (invariant 11)."""
    limits = [] if complete else [coverage_words.fetched(result, partial=False)]
    if result.coverage.withheld:
        limits.append(translate("Taking", "%n result(s) or report(s) withheld", "", result.coverage.withheld))
    subjects = list(_subjects(result))
    number = result.lookup.patient.digits
    numbers = dict.fromkeys((number, *(each.identifier.value for each in subjects if each.identifier is not None)))
    return Origin(
        source=source(result, style),
        limits=tuple(limits),
        number=number,
        names=tuple(text.visible(" ".join(name.split())) for name in subject_names(result.reports)),
        secrets=tuple(each for each in numbers if each),
        called=tuple(dict.fromkeys(each.display for each in subjects if each.display.strip())),
    )


def source(result: LookupResult, style: Style) -> str:
    """«Hentet fra Pasientens prøvesvar …»."""
    basis = f"{title(result.lookup.basis)} ({result.lookup.basis.value})"
    if result.fetched_at is None:
        return translate("Taking", "Fetched from Pasientens prøvesvar, basis: {basis}").replace("{basis}", basis)
    when = style.moment(moment(result.fetched_at))
    said = translate("Taking", "Fetched from Pasientens prøvesvar {time}, basis: {basis}")
    return said.replace("{time}", when).replace("{basis}", basis)


def moment(when: datetime) -> Moment:
    """A time as the clock on the wall says it, to the minute."""
    local = when.astimezone()
    return Moment(literal=local.isoformat(timespec="minutes"), when=local)


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
