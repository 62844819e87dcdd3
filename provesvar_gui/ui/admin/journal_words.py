"""The words of a line of the access journal, and of its state."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QLocale

from provesvar_gui.audit.check import Problem
from provesvar_gui.audit.line import Kind
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.results import text
from provesvar_gui.ui import messages
from provesvar_gui.ui.form import basis as basis_words
from provesvar_gui.ui.messages import Service
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.today import date_said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from provesvar_gui.audit.check import Finding, OwnJournal, OwnLine, Report
    from provesvar_gui.audit.line import Entry

translate = QCoreApplication.translate

_FINDINGS: Final = {  # domain.results.OutcomeKind
    "restricted": QT_TRANSLATE_NOOP("Journal", "something is restricted"),
    "blocked": QT_TRANSLATE_NOOP("Journal", "blocked for you or your organisation"),
    "opted-out": QT_TRANSLATE_NOOP("Journal", "the patient has opted out"),
    "unknown": QT_TRANSLATE_NOOP("Journal", "an unknown answer about access"),
    "fault": QT_TRANSLATE_NOOP("Journal", "the answer was incomplete"),
    "nothing-found": QT_TRANSLATE_NOOP("Journal", "nothing found"),
}
_ENDS: Final = {  # domain.desk_actions.OpeningEnd, helseid.model.SessionEnd, and those of wiring/audit.py and backend.py
    "by-hand": QT_TRANSLATE_NOOP("Journal", "You ended it"),
    "countdown": QT_TRANSLATE_NOOP("Journal", "Its time ran out"),
    "number-changed": QT_TRANSLATE_NOOP("Journal", "The number was changed"),
    "scanned": QT_TRANSLATE_NOOP("Journal", "Another number was scanned"),
    "locked": QT_TRANSLATE_NOOP("Journal", "The window was locked"),
    "session-ended": QT_TRANSLATE_NOOP("Journal", "The login ended"),
    "next-look-up": QT_TRANSLATE_NOOP("Journal", "The next look-up began"),
    "wiped": QT_TRANSLATE_NOOP("Journal", "The patient was cleared"),
    "logged-out": QT_TRANSLATE_NOOP("Journal", "You logged out"),
    "expired": QT_TRANSLATE_NOOP("Journal", "The login ended"),
    "refused": QT_TRANSLATE_NOOP("Journal", "The login ended"),
    "renewal-failed": QT_TRANSLATE_NOOP("Journal", "The login ended"),
    "closed": QT_TRANSLATE_NOOP("Journal", "The program was closed"),
    "cancelled": QT_TRANSLATE_NOOP("Journal", "Cancelled"),
}
_PROBLEMS: Final = {
    Problem.CHANGED: QT_TRANSLATE_NOOP("Journal", "changed: {lines}"),
    Problem.REMOVED: QT_TRANSLATE_NOOP("Journal", "removed: {lines}"),
    Problem.REORDERED: QT_TRANSLATE_NOOP("Journal", "moved: {lines}"),
    Problem.ADDED: QT_TRANSLATE_NOOP("Journal", "added after line {lines}"),
    Problem.CUT: QT_TRANSLATE_NOOP("Journal", "cut off at the end: {lines}"),
    Problem.OTHER_KEY: QT_TRANSLATE_NOOP("Journal", "written under another key, cannot be checked: {lines}"),
    Problem.SEAL: QT_TRANSLATE_NOOP("Journal", "the seal was missing or not the right one at line {lines}"),
}
_MOST_FINDINGS = 6  # of one state line


class Column(IntEnum):
    """What stands in a row, from left to right."""

    TIME = 0
    WHAT = 1
    PATIENT = 2
    BASIS = 3
    ROLE = 4
    OUTCOME = 5
    DURATION = 6
    REPORTS = 7
    REASON = 8
    REFERENCES = 9


def title(column: Column) -> str:
    return {
        Column.TIME: translate("Journal", "Time"),
        Column.WHAT: translate("Journal", "What"),
        Column.PATIENT: translate("Journal", "Patient"),
        Column.BASIS: translate("Journal", "Basis"),
        Column.ROLE: translate("Journal", "Role"),
        Column.OUTCOME: translate("Journal", "Outcome"),
        Column.DURATION: translate("Journal", "Took"),
        Column.REPORTS: translate("Journal", "Reports"),
        Column.REASON: translate("Journal", "Why opened"),
        Column.REFERENCES: translate("Journal", "References"),
    }[column]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """``role``: of a code of list 9060. ``reasons``: of an opening, by code."""

    role: Callable[[str], str]
    reasons: Mapping[str, str]


def said(line: OwnLine, names: Names, *, mark: bool) -> dict[Column, str]:
    """``mark``: whether the patient on the screen is marked."""
    entry = line.entry
    return {
        Column.TIME: time(entry),
        Column.WHAT: what(entry),
        Column.PATIENT: patient(line, mark=mark),
        Column.BASIS: basis(entry.basis),
        Column.ROLE: names.role(entry.role) if entry.role else "",
        Column.OUTCOME: outcome(entry),
        Column.DURATION: duration(entry.seconds),
        Column.REPORTS: "" if entry.reports is None else str(entry.reports),
        Column.REASON: names.reasons.get(entry.reason, entry.reason),
        Column.REFERENCES: references(entry),
    }


def time(entry: Entry) -> str:
    """«25. nov 2026 13:00»."""
    return date_said(entry.time)


def to_the_second(entry: Entry) -> str:
    """«25. nov 2026 13:00 (13:00:05)»: two lines of one minute are told apart by it. Of a clock that was wrong, both times."""
    corrected = f"{date_said(entry.time)} ({text.in_norway(entry.time):%H:%M:%S})"
    if entry.offset is None:
        return corrected
    own = translate("Journal", "{time}, this machine's clock: {own}").replace("{own}", date_said(entry.machine_time))
    return own.replace("{time}", corrected)


def what(entry: Entry) -> str:
    if entry.kind is Kind.NEWER:
        return translate("Journal", "Written by a newer version")
    if entry.kind is Kind.OPENING_START:
        return translate("Journal", "Opening: start")
    if entry.kind is Kind.OPENING_STOP:
        return translate("Journal", "Opening: stop")
    return translate("Journal", "Look-up, opened") if entry.opening else translate("Journal", "Look-up")


def patient(line: OwnLine, *, mark: bool) -> str:
    """«A», or «A – this patient»."""
    if line.same is None:
        return ""
    letter = letters(line.same)
    return translate("Journal", "{letter} – this patient").format(letter=letter) if mark and line.here else letter


def letters(number: int) -> str:
    """A to Z, then AA, AB and so on."""
    made = ""
    number += 1
    while number:
        number, last = divmod(number - 1, 26)
        made = chr(ord("A") + last) + made
    return made


def basis(code: str) -> str:
    """Its title; a code that this version does not know, as it is."""
    try:
        return basis_words.title(AccessBasis(code))
    except ValueError:
        return code


def outcome(entry: Entry) -> str:
    """How it ended, and what the service said about access."""
    if entry.kind in (Kind.OPENING_START, Kind.NEWER):
        return ""
    if entry.kind is Kind.OPENING_STOP:
        return translate("Journal", _ENDS[entry.outcome]) if entry.outcome in _ENDS else _failed(entry.outcome)
    if entry.outcome == "cancelled":
        return translate("Journal", "Cancelled")
    if entry.outcome == "failed":
        return _failed(entry.error)
    done = translate("Journal", "Done") if entry.complete is not False else translate("Journal", "Done, not everything came")
    found = [translate("Journal", _FINDINGS[code]) for code in entry.findings if code in _FINDINGS]
    return translate("Journal", "{done}: {found}").format(done=done, found=", ".join(found)) if found else done


def _failed(code: str) -> str:
    try:
        error = AppError(ErrorCode(code))
    except ValueError:
        return translate("Journal", "Failed")
    return translate("Journal", "Failed: {error}").format(error=messages.of_error(error, Service.RESULTS).what)


def duration(seconds: float | None) -> str:
    """«1,3 s»."""
    if seconds is None:
        return ""
    return translate("Journal", "{seconds} s").format(seconds=QLocale().toString(seconds, "f", 1))


def references(entry: Entry) -> str:
    """The first one, and how many more."""
    if not entry.correlation_ids:
        return ""
    more = len(entry.correlation_ids) - 1
    if not more:
        return entry.correlation_ids[0]
    return translate("Journal", "{first} and %n more", "", more).replace("{first}", entry.correlation_ids[0])


def state(own: OwnJournal) -> tuple[str, Tone]:
    """Whether the journal is whole, and how that is to look."""
    report = own.report
    if not own.kept:
        return translate("Journal", "This machine's settings keep no access journal."), Tone.WARNING
    if report is None or not (report.lines or report.findings):
        return translate("Journal", "The journal on this machine is empty: nothing has been looked up yet."), Tone.SUBDUED
    if not report.whole:
        return _not_whole(report), Tone.ERROR
    parts = [translate("Journal", "The journal on this machine is whole (%n line(s)).", "", report.lines)]
    parts += [words for words in map(_harmless, report.findings) if words]
    lost = any(finding.problem is Problem.LOST for finding in report.findings)
    return " ".join(dict.fromkeys(parts)), Tone.WARNING if lost else Tone.OK


def _harmless(finding: Finding) -> str:
    if finding.problem is Problem.INTERRUPTED:
        return translate(
            "Journal",
            "Its last line was lost to a sudden end of the program or a full disk; the next look-up puts it back. That is no "
            "tampering.",
        )
    if finding.problem is Problem.RECOVERED:
        return translate(
            "Journal", "A line was left unfinished by a sudden end of the program or a full disk, and completed: no tampering."
        )
    if finding.problem is Problem.NEWER:
        return translate("Journal", "A newer version of the program wrote some of its lines: they are as they were written.")
    return translate("Journal", "%n look-up(s) could not be recorded, for lack of room or access.", "", finding.count)


def _not_whole(report: Report) -> str:
    bad = [finding for finding in report.findings if not finding.problem.harmless]
    told = [translate("Journal", _PROBLEMS[one.problem]).format(lines=_span(one)) for one in bad[:_MOST_FINDINGS]]
    if len(bad) > _MOST_FINDINGS:
        told.append("…")
    return translate("Journal", "The journal on this machine is NOT whole. Lines {problems}. Tell your IT department.").format(
        problems="; ".join(told)
    )


def _span(finding: Finding) -> str:
    return str(finding.first) if finding.first == finding.last else f"{finding.first}–{finding.last}"
