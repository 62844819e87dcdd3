"""The texts before, during and after an opening; and the coded reasons, for the local journal only."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.desk.opening import OpeningResult, holds_any
from provesvar_gui.paths import resource
from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.results.model import OutcomeKind
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provesvar_gui.results.model import LookupResult

translate = QCoreApplication.translate

_RESTRICTION_REASONS: Final = {
    OutcomeKind.RESTRICTED: QT_TRANSLATE_NOOP("Opening", "The patient has restricted these results for all health personnel."),
    OutcomeKind.BLOCKED: QT_TRANSLATE_NOOP("Opening", "The patient has blocked these results for you or your organisation."),
    OutcomeKind.OPTED_OUT: QT_TRANSLATE_NOOP("Opening", "The patient has opted out of Pasientens prøvesvar."),
    OutcomeKind.UNKNOWN: QT_TRANSLATE_NOOP(
        "Opening", "Unknown answer: the service gave a reason that this program does not know. Opening may be refused."
    ),
}
_ACTIONS: Final = {
    AccessBasis.FORHOYET_SAMTYKKE: QT_TRANSLATE_NOOP("Opening", "Open – the patient's consent"),
    AccessBasis.FORHOYET_AKUTT: QT_TRANSLATE_NOOP("Opening", "Open – emergency"),
}


def reason_text(kind: OutcomeKind | None) -> str:
    """The reason why results are restricted. None: nothing was reported, but the policy allows the choice."""
    if kind is None:
        return translate("Opening", "The service has not reported anything restricted. If there is nothing more, it refuses.")
    return translate("Opening", _RESTRICTION_REASONS.get(kind, _RESTRICTION_REASONS[OutcomeKind.UNKNOWN]))


def opening_text(number: str, seconds: float) -> str:
    said = translate(
        "Opening",
        "Every restricted result of {number} is opened for %n minute(s), for this look-up only.\n"
        "The opening is logged separately and may be shown to the patient.",
        "",
        max(1, round(seconds / 60)),
    )
    return said.replace("{number}", number)


def action(basis: AccessBasis | None) -> str:
    return translate("Opening", "Open") if basis is None else translate("Opening", _ACTIONS[basis])


def only_with(ground: str) -> str:
    if ground == AccessBasis.FORHOYET_AKUTT.value:
        return translate("Opening", "only in an emergency")
    return translate("Opening", "only with consent")


def needed(basis: AccessBasis | None, reasons: Sequence[int]) -> str:
    """The missing steps. ``reasons``: the numbers of the choices; empty where a reason is chosen."""
    if basis is None:
        return translate("Opening", "Choose the ground: S or A.")
    unbroken = reasons and reasons[-1] - reasons[0] == len(reasons) - 1
    numbers = f"{reasons[0]}–{reasons[-1]}" if unbroken else ", ".join(map(str, reasons))
    return translate("Opening", "Choose the reason: {numbers}.").replace("{numbers}", numbers) if reasons else ""


def too_soon(key: str) -> str:
    return translate("Opening", "That came too soon to count. Press {key} once more to open.").replace("{key}", key)


def opened_with(basis: AccessBasis, came: OpeningResult) -> str:
    """The title of the bar, by basis and outcome; also while nothing has come yet."""
    if came is OpeningResult.NO_ACCESS:
        return translate("Opening", "Opening was asked for, but the service still gives no access")
    if came is OpeningResult.NO_MORE:
        return translate("Opening", "Opening was asked for; nothing more came")
    if came is OpeningResult.OPEN_END and basis is AccessBasis.FORHOYET_SAMTYKKE:
        return translate("Opening", "Opening was asked for – the patient's consent")
    if came is OpeningResult.OPEN_END:
        return translate("Opening", "Opening was asked for – emergency")
    if basis is AccessBasis.FORHOYET_SAMTYKKE:
        return translate("Opening", "Restricted results are open – the patient's consent")
    return translate("Opening", "Restricted results are open – emergency")


def closes_in(seconds: float) -> str:
    left = max(0, int(seconds + 0.5))
    return translate("Opening", "{time} left").replace("{time}", f"{left // 60}:{left % 60:02}")


def result_text(result: LookupResult, came: OpeningResult, *, compared: bool) -> str:
    """The text below that title. ``compared``: the ordinary answer was complete, so that the marks are certain."""
    if came is OpeningResult.NO_ACCESS and not holds_any(result):
        return translate("Opening", "Nothing was opened.")
    if came in (OpeningResult.NO_ACCESS, OpeningResult.NO_MORE):
        return translate("Opening", "Nothing came that the ordinary answer did not have.")
    if not compared:
        return translate(
            "Opening",
            "Which of them the patient has restricted cannot be told: there is no whole ordinary answer to compare with.",
        )
    if came is OpeningResult.OPEN_END:
        return translate(
            "Opening",
            "Nothing is here that the ordinary answer did not have, but not everything is here: more may have been opened.",
        )
    if all(report.opened for report in result.reports) and result.opened_count == len(result.reports):
        return translate("Opening", "All %n report(s) were opened and are marked «Opened».", "", result.opened_count)
    return translate("Opening", "%n report(s) or result(s) are marked «Opened».", "", result.opened_count)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningReason:
    """A coded reason of an opening.

    ``words``: in the language of the screen. ``only``: the one ground that it goes with, "" for both.
    """

    code: str
    words: str
    only: str = ""


def read_reasons(language: str) -> tuple[OpeningReason, ...]:
    """In this language, in the order of their number keys, from 1.

    Raises FileNotFoundError or ValueError where the installation is damaged.
    """
    bundled = json.loads(resource("codes", "opening_reasons.json").read_text("utf-8"))
    return tuple(OpeningReason(code=each["code"], words=each[language], only=each.get("only", "")) for each in bundled["reasons"])
