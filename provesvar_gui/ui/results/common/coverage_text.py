"""The text of coverage: how much was fetched, and what is missing (results/README.md §3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import text
from provesvar_gui.results.model import BARRED, Moment, NoteKind
from provesvar_gui.ui.results.common.lines import SEPARATOR
from provesvar_gui.ui.today import date_text, language

if TYPE_CHECKING:
    from provesvar_gui.results.model import LookupResult
    from provesvar_gui.results.summary import Summary

translate = QCoreApplication.translate
_UNREAD: Final = frozenset({NoteKind.ENTRY_UNREADABLE, NoteKind.PART_UNREADABLE, NoteKind.UNKNOWN_RESOURCE})


def fetched(result: LookupResult, *, partial: bool, taken: bool = False) -> str:
    """How many reports there are, and whether that is all that this look-up could get.

    ``taken``: for paper or a copy, where nothing is being fetched any more: what was still coming is not there.
    """
    here, total = result.coverage.fetched, result.coverage.total
    count = len(result.reports) + len(result.other_identifier)
    barred = any(each.kind in BARRED for each in result.outcomes)
    fetching = partial and not taken
    if barred and not count and not fetching:
        return translate("Coverage", "Nothing fetched: access is limited")
    if fetching and total is None:
        return translate("Coverage", "Still fetching: %n report(s) so far", "", here)
    if fetching:
        return translate("Coverage", "Still fetching: {fetched} of {total} reports").format(fetched=here, total=total)
    if partial or not result.coverage.complete:
        if total is None or total <= here:
            return translate("Coverage", "Incomplete: %n report(s) fetched", "", here)
        return translate("Coverage", "Incomplete: {fetched} of {total} reports fetched").format(fetched=here, total=total)
    if barred:
        return translate("Coverage", "%n report(s), and more that is not shown", "", count)
    return translate("Coverage", "%n report(s)", "", count)


def line(
    result: LookupResult,
    summary: Summary | None,
    *,
    partial: bool,
    taken: bool = False,
    short: bool = False,
    news: int | None = None,
) -> str:
    """Everything on one line. ``summary``: None until it has been counted. ``short``: for the footer.

    ``taken``: see ``fetched``; with when it was fetched, which on the screen stands above.
    ``news``: how many reports the fetch before did not have; None where there was none, or not everything is in.
    """
    parts = [fetched(result, partial=partial, taken=taken)]
    if summary is not None and summary.reports:
        laboratories = len(summary.laboratories)
        counted = translate("Coverage", "%n laboratory(s)", "", laboratories) if laboratories else ""
        parts += [results(summary.observations), *((counted, _period(summary)) if short else (_period(summary), counted))]
    if summary is not None and not short and summary.apart:
        said = translate("Coverage", "%n on another kind of number or an invalid one ({results})", "", summary.apart)
        parts.append(said.replace("{results}", results(summary.apart_results)))
    elif summary is not None and not short and summary.apart_results:  # in no report
        alone = summary.apart_results
        parts.append(translate("Coverage", "%n single result(s) on another kind of number or an invalid one", "", alone))
    if result.opened_count:
        parts.append(translate("Coverage", "%n report(s) or result(s) opened", "", result.opened_count))
    if result.coverage.withheld:
        parts.append(translate("Coverage", "%n withheld", "", result.coverage.withheld))
    if unread := sum(each.count for each in result.notes if each.kind in _UNREAD):
        parts.append(translate("Coverage", "%n not readable", "", unread))
    if summary is not None and short and summary.apart_results:  # long: after what must not be cut
        parts.append(translate("Coverage", "%n result(s) shown apart", "", summary.apart_results))
    if taken and result.fetched_at is not None:
        parts.append(translate("Coverage", "fetched {date}").format(date=date_text(result.fetched_at)))
    if news is not None:
        new = translate("Coverage", "%n new since the fetch before", "", news)
        parts.append(new if news else translate("Coverage", "nothing new since the fetch before"))
    return SEPARATOR.join(part for part in parts if part)


def results(count: int) -> str:
    return translate("Coverage", "%n result(s)", "", count)


def limits(history_from: str) -> str:
    said = translate(
        "Coverage",
        "Not everything: images and attachments are only at the laboratory, and some laboratories do not deliver here. {history}",
    )
    return said.replace("{history}", history(history_from))


def history(history_from: str) -> str:
    """That an empty past is not a healthy one: the service began without it. ``history_from``: a date of the settings, or ""."""
    if not history_from:
        return translate("Coverage", "Older answers may be missing.")
    said = translate("Coverage", "Answers from before {date} may be missing.")
    return said.replace("{date}", text.moment(Moment(literal=history_from), language()))


def _period(summary: Summary) -> str:
    years = [each.year for each in (summary.oldest, summary.newest) if each is not None]
    return "–".join(map(str, dict.fromkeys(years)))
