"""Texts of a result's status: its own, that of its report, and the reason why it is void."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results.placed import CHANGED, PENDING, VOID, Doubt, ResultState, VoidAbove, each_observation
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP
from provesvar_gui.ui.results.common import labels, lines, sampling
from provesvar_gui.ui.results.common.labels import Mark, MarkTint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from provesvar_gui.results.model import Finding, Observation, Report
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.versions import Versions
    from provesvar_gui.ui.results.common.lines import Line, Style

translate = QCoreApplication.translate


def of_report(placed: Placed, *, missing: str = "final") -> Mark | None:
    """The status of its report, where that is not plain and its own does not say the same: it may still change (invariant 12).

    ``missing``: the status that is taken for a report that did not come; "" is an unknown one.
    """
    whole = placed.report.status if placed.report is not None else missing
    if whole == "final" or placed.observation.status in VOID | PENDING | CHANGED:
        return None
    return labels.report_status(whole)  # also one that nobody knows: it is not final


def with_report(placed: Placed, *, missing: str = "final") -> Mark:
    """Its status, after that of its report."""
    own, report = labels.status(placed.observation.status), of_report(placed, missing=missing)
    if report is None:
        return own
    both = translate("ResultLabels", "{report} · this result: {status}")
    return replace(report, words=both.replace("{report}", report.words).replace("{status}", own.words))


def one_status(report: Report, findings: Iterable[Finding]) -> bool:
    """Whether the head says it for all of them: what is final, and texts to be read."""
    told = {report.status, *(each.status for each in each_observation(findings))}
    return told == {"final"} or (len(told) == 1 and sampling.is_narrative(report))


def not_final(placed: Placed) -> Mark | None:
    """The status if not final: of the result, else of its parents, else of its report."""
    state, own = placed.state, placed.observation.status
    if state is ResultState.WITHDRAWN:
        return Mark(glyph="✕", words=translate("Flowsheet", "Withdrawn in a newer version"), tint=MarkTint.VOID)
    if state is ResultState.REPLACED:
        return Mark(glyph="↺", words=translate("Flowsheet", "Replaced by a newer version"), tint=MarkTint.VOID)
    if state is ResultState.CANCELLED_ABOVE:
        return labels.status("cancelled")
    return labels.status(own) if own != "final" else of_report(placed)


def status_marks(placed: Placed, *, always: bool = False) -> Iterator[Mark]:
    """The status if not final, or ``always``, and all other doubts about the result."""
    own, shown = placed.observation.status, not_final(placed)
    final = own == "final" and placed.stands
    if always and final and shown is not None and placed.report is not None and placed.report.status == "preliminary":
        shown = replace(shown, words=translate("Flowsheet", "Result final, report preliminary"))
        always = False
    overtaken = placed.state not in (ResultState.STANDS, ResultState.CANCELLED)  # by what was sent elsewhere
    if shown is not None:
        yield shown
    if (overtaken and own != "final") or (always and (shown is None or final)):
        yield labels.status(own)
    if placed.state is ResultState.CANCELLED_ABOVE:
        yield Mark(glyph="", words=translate("Flowsheet", "what it belongs to was cancelled"))
    doubts = map(doubt, placed.doubts if placed.stands else ())
    yield from (each for each in doubts if each != shown)
    if placed.observation.history:
        yield Mark(glyph="", words=sent_earlier())
    if placed.apart:
        yield Mark(glyph="", words=translate("Flowsheet", "registered on another kind of number or an invalid one"))


def void_above(of: VoidAbove | None) -> str:
    return {
        None: "",
        VoidAbove.WITHDRAWN: translate("ReportLines", "withdrawn in a newer version"),
        VoidAbove.REPORT: translate("ReportLines", "the report is cancelled"),
        VoidAbove.PARENT: translate("ReportLines", "what it stands under is cancelled"),
    }[of]


def sent_earlier() -> str:
    return translate("ReportLines", "Sent earlier, in another report")


_DOUBTS: Final = {
    Doubt.CANCELLED_VERSION: QT_TRANSLATE_NOOP("Versions", "Another version is cancelled; which is newer is not known"),
    Doubt.WITHDRAWN_ORIGINAL: QT_TRANSLATE_NOOP("Versions", "Sent again; the original was withdrawn"),
}


def doubt(of: Doubt) -> Mark:
    return Mark(glyph="!", words=translate("Versions", _DOUBTS[of]), tint=MarkTint.CHANGED)


def standing(report: Report, versions: Versions, style: Style, *, complete: bool) -> str:
    """The place of a report among its versions; "" where it has none or is certainly the newest."""
    told = [translate("ReportHead", "Another version of this report is cancelled; which is newer is not known")]
    told = told if id(report) in versions.unclear else []
    group = versions.group_of(report)
    if group is not None and group.newest is not report:
        newest = f"{labels.status(group.newest.status).words} {style.moment(group.newest.issued)}".strip()
        sure, so_far = (
            translate("ReportHead", "An older version. The newest: {newest}"),
            translate("ReportHead", "An older version. The newest so far: {newest}"),
        )
        told.append((sure if complete else so_far).replace("{newest}", newest))
    return lines.SEPARATOR.join(told)


def only_in_older(report: Report, versions: Versions, style: Style) -> Iterator[Line]:
    group = versions.group_of(report)
    if group is None or group.newest is not report:
        return
    for older in group.older:
        if older.only_here:
            told = translate(
                "ReportLines", "%n result(s) of the older version of {moment} are not repeated in this one", "", older.only_here
            )
            yield from lines.warning(told.replace("{moment}", style.moment(older.report.issued)))


def changed(report: Report, observation: Observation, versions: Versions, style: Style, level: int) -> Iterator[Line]:
    effect = versions.effect(report, observation)
    if effect.earlier is None or effect.earlier.value is None:
        return
    said = style.value(effect.earlier.value)
    when = translate("ReportLines", "{value} (version issued {moment})")
    body = when.replace("{moment}", style.moment(effect.earlier_issued)).replace("{value}", said)
    withdrawn = observation.status in VOID
    label = translate("ReportLines", "Withdrawn") if withdrawn else translate("ReportLines", "Changed from")
    yield from lines.line(label, body, level=level, tint=MarkTint.CHANGED, void=withdrawn)
