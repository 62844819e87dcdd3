"""Texts of a result's status: its own, that of its report, and the reason why it is void."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results.placed import ResultState
from provesvar_gui.ui.results.common import labels, version_text
from provesvar_gui.ui.results.common.labels import Mark, MarkTint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provesvar_gui.results.placed import Placed

translate = QCoreApplication.translate


def with_report(placed: Placed) -> Mark:
    """Its own status, and beside it the state of its report, where that says more."""
    return labels.with_report(placed.observation.status, placed.report.status if placed.report is not None else "")


def not_final(placed: Placed) -> Mark | None:
    """The status where it is not final: of the result, else of what it stands under, else of its report."""
    state, own, report = placed.state, placed.observation.status, placed.report
    if state is ResultState.WITHDRAWN:
        return Mark(glyph="✕", words=translate("Flowsheet", "Withdrawn in a newer version"), tint=MarkTint.VOID)
    if state is ResultState.REPLACED:
        return Mark(glyph="↺", words=translate("Flowsheet", "Replaced by a newer version"), tint=MarkTint.VOID)
    if state is ResultState.CANCELLED_ABOVE:
        return labels.status("cancelled")
    if own != "final" or report is None or labels.is_plain_status(report.status):
        return labels.status(own) if own != "final" else None
    return labels.report_status(report.status)  # also one that nobody knows: it is not final (invariant 12)


def status_marks(placed: Placed, *, always: bool = False) -> Iterator[Mark]:
    """The status where it is not final, or ``always``, and everything else that bears on whether the result stands."""
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
    doubts = map(version_text.doubt, placed.doubts if placed.stands else ())
    yield from (each for each in doubts if each != shown)
    if placed.observation.history:
        yield Mark(glyph="", words=sent_earlier())
    if placed.apart:
        yield Mark(glyph="", words=translate("Flowsheet", "registered on another kind of number or an invalid one"))


def sent_earlier() -> str:
    return translate("ReportLines", "Sent earlier, in another report")
