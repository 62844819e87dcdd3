"""What is said of the status of a result, wherever it is shown: its own, that of its report, and why it does not stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results.versions import Doubt
from provesvar_gui.ui.results.common import version_words, words
from provesvar_gui.ui.results.common.words import Mark, MarkTone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provesvar_gui.results.placed import Placed

translate = QCoreApplication.translate


def with_report(placed: Placed) -> Mark:
    """Its own status, and beside it the state of its report, where that says more."""
    return words.with_report(placed.observation.status, placed.report.status if placed.report is not None else "")


def not_final(placed: Placed) -> Mark | None:
    """The status where it is not final: of the result, else of what it stands under, else of its report."""
    own, report = placed.observation.status, placed.report
    own_void = own in words.VOID_STATUSES
    if placed.superseded and placed.void and not own_void:
        return Mark(glyph="✕", words=translate("Flowsheet", "Withdrawn in a newer version"), tone=MarkTone.VOID)
    if placed.superseded and not placed.void:
        if Doubt.OTHER_ORGANISM in placed.doubts:  # nothing took its place
            return version_words.doubt(Doubt.OTHER_ORGANISM)
        return Mark(glyph="↺", words=translate("Flowsheet", "Replaced by a newer version"), tone=MarkTone.VOID)
    if placed.void and not own_void:
        return words.status("cancelled")
    if own != "final":
        return words.status(own)
    plain = report is None or words.is_plain_status(report.status) or report.status in words.VOID_STATUSES
    return None if plain or report is None else words.report_status(report.status)


def told(placed: Placed, *, always: bool = False) -> Iterator[Mark]:
    """The status where it is not final, or ``always``, and everything else that bears on whether the result stands."""
    own, shown = placed.observation.status, not_final(placed)
    overtaken = (placed.superseded or placed.void) and own not in words.VOID_STATUSES  # by what was sent elsewhere
    if shown is not None:
        yield shown
    if (overtaken and own != "final") or (always and (shown is None or (own == "final" and placed.stands))):
        yield words.status(own)
    if overtaken and placed.void and not placed.superseded:
        yield Mark(glyph="", words=translate("Flowsheet", "what it belongs to was cancelled"))
    doubts = map(version_words.doubt, (each for each in placed.doubts if placed.stands or each is Doubt.OTHER_ORGANISM))
    yield from (each for each in doubts if each != shown)
    if placed.observation.history:
        yield Mark(glyph="", words=sent_earlier())
    if placed.apart:
        yield Mark(glyph="", words=translate("Flowsheet", "registered on another kind of number or an invalid one"))


def sent_earlier() -> str:
    return translate("ReportLines", "Sent earlier, in another report")
