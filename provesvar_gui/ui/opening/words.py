"""What is said before restricted results are opened, while they are, and afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.domain.access import AccessBasis
from provesvar_gui.domain.opening import Came
from provesvar_gui.domain.results import NoteKind, OutcomeKind
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP
from provesvar_gui.ui.results.common.coverage_words import BARRED

if TYPE_CHECKING:
    from provesvar_gui.domain.results import LookupResult

translate = QCoreApplication.translate

_WHY: Final = {
    OutcomeKind.RESTRICTED: QT_TRANSLATE_NOOP("Opening", "The patient has restricted these results for all health personnel."),
    OutcomeKind.BLOCKED: QT_TRANSLATE_NOOP("Opening", "The patient has blocked these results for you or your organisation."),
    OutcomeKind.OPTED_OUT: QT_TRANSLATE_NOOP("Opening", "The patient has opted out of Pasientens prøvesvar."),
    OutcomeKind.UNKNOWN: QT_TRANSLATE_NOOP(
        "Opening", "Unknown answer: the service gave a reason that this program does not know. Opening may be refused."
    ),
}
_HARMLESS: Final = frozenset(  # of these no report and no result is lost
    {
        NoteKind.RESULTS_WITHOUT_REPORT,
        NoteKind.REFERENCE_MISSING,
        NoteKind.RESOURCE_UNUSED,
        NoteKind.INCLUDE_REFUSED,
        NoteKind.OUTCOMES_LEFT_OUT,
    }
)
_ACTIONS: Final = {
    AccessBasis.FORHOYET_SAMTYKKE: QT_TRANSLATE_NOOP("Opening", "Open restricted results – the patient's consent ({key})"),
    AccessBasis.FORHOYET_AKUTT: QT_TRANSLATE_NOOP("Opening", "Open restricted results – emergency ({key})"),
}


def why(kind: OutcomeKind | None) -> str:
    """Why it is closed. None: nothing has been reported, the organisation lets it be chosen all the same."""
    if kind is None:
        return translate("Opening", "The service has not reported anything restricted. If there is nothing more, it refuses.")
    return translate("Opening", _WHY.get(kind, _WHY[OutcomeKind.UNKNOWN]))


def what(number: str, seconds: float) -> str:
    """What is opened, and for how long."""
    said = translate(
        "Opening", "Opens every restricted result of {number}, for this look-up only, for %n minute(s).", "", minutes(seconds)
    )
    return said.replace("{number}", number)


def minutes(seconds: float) -> int:
    """Whole minutes, at least one."""
    return max(1, round(seconds / 60))


def action(basis: AccessBasis | None, key: str) -> str:
    """The name of the act."""
    if basis is None:
        return translate("Opening", "Open restricted results")
    return translate("Opening", _ACTIONS[basis]).replace("{key}", key)


def needed(basis: AccessBasis | None, *, reason: bool) -> str:
    """What is still to be chosen. ``reason``: one is missing."""
    if basis is None and reason:
        return translate("Opening", "Choose the ground (S or A) and the reason (1–6).")
    if basis is None:
        return translate("Opening", "Choose the ground: S or A.")
    return translate("Opening", "Choose the reason: 1–6.") if reason else ""


def too_soon(key: str) -> str:
    """The act came in the moment in which it counts for nothing."""
    return translate("Opening", "That came too soon to count. Press {key} once more to open.").replace("{key}", key)


def opened_with(basis: AccessBasis, came: Came = Came.OPENED) -> str:
    """Said for as long as it is open, or until it is known that nothing is."""
    if came is Came.NO_ACCESS:
        return translate("Opening", "Opening was asked for, but the service still gives no access")
    if came is Came.NO_MORE:
        return translate("Opening", "Opening was asked for; nothing more came")
    if came is Came.OPEN_END and basis is AccessBasis.FORHOYET_SAMTYKKE:
        return translate("Opening", "Opening was asked for – the patient's consent")
    if came is Came.OPEN_END:
        return translate("Opening", "Opening was asked for – emergency")
    if basis is AccessBasis.FORHOYET_SAMTYKKE:
        return translate("Opening", "Restricted results are open – the patient's consent")
    return translate("Opening", "Restricted results are open – emergency")


def came(result: LookupResult, *, told: bool) -> Came:
    """What ``result``, marked, brought. ``told``: the ordinary answer was whole, so that it is known what came only now."""
    barred = any(each.kind in BARRED for each in result.outcomes)
    more = result.opened_count > 0 if told else _any(result)
    if more:
        return Came.OPENED if told or not barred else Came.OPEN_END
    if not result.coverage.complete or result.coverage.withheld or lost(result):
        return Came.OPEN_END  # what was opened may be on a page that did not come, withheld, or not readable
    return Came.NO_ACCESS if barred else Came.NO_MORE


def lost(result: LookupResult) -> bool:
    """Whether reports or results may have come, or should have, that are not here."""
    reports = (*result.reports, *result.other_identifier)
    return any(each.kind not in _HARMLESS for each in result.notes) or any(
        each.unreadable_results or each.withheld_results or each.missing_results for each in reports
    )


def _any(result: LookupResult) -> bool:
    return bool(result.reports or result.other_identifier or result.loose_findings or result.other_loose_findings)


def closes_in(seconds: float) -> str:
    """The countdown."""
    left = max(0, int(seconds + 0.5))
    return translate("Opening", "Closes in {time}").replace("{time}", f"{left // 60}:{left % 60:02}")


def what_came(result: LookupResult, *, told: bool) -> str:
    """Below that title; ``told`` as there."""
    what = came(result, told=told)
    if what is Came.NO_ACCESS and not _any(result):
        return translate("Opening", "Nothing was opened.")
    if what in (Came.NO_ACCESS, Came.NO_MORE):
        return translate("Opening", "Nothing came that the ordinary answer did not have.")
    if not told:
        return translate(
            "Opening",
            "Which of them the patient has restricted cannot be told: there is no whole ordinary answer to compare with.",
        )
    if what is Came.OPEN_END:
        return translate(
            "Opening",
            "Nothing is here that the ordinary answer did not have, but not everything is here: more may have been opened.",
        )
    return translate(
        "Opening",
        "%n report(s) or result(s) came only because they were opened. They are marked «Opened».",
        "",
        result.opened_count,
    )
