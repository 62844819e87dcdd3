"""Texts about access, unreadable parts and coverage: the fetched and the missing parts (results/README.md §3)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import text
from provesvar_gui.results.model import BARRED, Moment, Note, NoteKind, Outcome, OutcomeKind
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP
from provesvar_gui.ui.results.common.lines import SEPARATOR
from provesvar_gui.ui.today import date_text, language

if TYPE_CHECKING:
    from provesvar_gui.results.digest import Summary
    from provesvar_gui.results.model import LookupResult

translate = QCoreApplication.translate

#: The kinds, in the order in which they are told, each with its title.
_OUTCOME_TEXTS: Final = {
    OutcomeKind.BLOCKED: QT_TRANSLATE_NOOP("Outcomes", "The patient has blocked test results for you or your organisation."),
    OutcomeKind.RESTRICTED: QT_TRANSLATE_NOOP("Outcomes", "The patient has restricted results."),
    OutcomeKind.OPTED_OUT: QT_TRANSLATE_NOOP("Outcomes", "The patient has opted out of Pasientens prøvesvar."),
    OutcomeKind.UNKNOWN: QT_TRANSLATE_NOOP("Outcomes", "Unknown answer about access"),
    OutcomeKind.FAULT: QT_TRANSLATE_NOOP("Outcomes", "The answer is incomplete"),
    OutcomeKind.NOTHING_FOUND: QT_TRANSLATE_NOOP("Outcomes", "No results found in Pasientens prøvesvar"),
    OutcomeKind.INFORMATION: QT_TRANSLATE_NOOP("Outcomes", "Message from the service"),
}
ORDER: Final = tuple(_OUTCOME_TEXTS)
_CLOSED: Final = QT_TRANSLATE_NOOP(
    "Outcomes",
    "The results cannot be opened from here, not even in an emergency. Ask the patient, or call the laboratory or the requester.",
)
_ADVICE: Final = {
    OutcomeKind.BLOCKED: _CLOSED,
    OutcomeKind.RESTRICTED: _CLOSED,
    OutcomeKind.OPTED_OUT: QT_TRANSLATE_NOOP(
        "Outcomes",
        "There is nothing to show here. Ask the patient, or call the laboratory: there may be results there, or in your records.",
    ),
    OutcomeKind.UNKNOWN: QT_TRANSLATE_NOOP(
        "Outcomes", "The service answered with something this program does not know. Its own words stand below."
    ),
    OutcomeKind.FAULT: QT_TRANSLATE_NOOP(
        "Outcomes",
        "Something failed in the service, or was not reached. More results may exist. Look up again, or call the laboratory.",
    ),
    OutcomeKind.NOTHING_FOUND: QT_TRANSLATE_NOOP(
        "Outcomes",
        "This does not mean that none exist: not every laboratory delivers to the service. {history}"
        " Ask the patient, or call the laboratory.",
    ),
}
# Of what the policy lets open, in place of the advice above.
_OPENABLE: Final = QT_TRANSLATE_NOOP(
    "Outcomes", "They may be opened with the patient's consent, or in an emergency. The opening is logged separately."
)
_NOT_NOW: Final = QT_TRANSLATE_NOOP(
    "Outcomes", "The results cannot be opened now. Ask the patient, or call the laboratory or the requester."
)
_UNKNOWN_OPENABLE: Final = QT_TRANSLATE_NOOP(
    "Outcomes",
    "The service answered with something this program does not know; its own words stand below. If it means that results are"
    " restricted, they may be opened with the patient's consent, or in an emergency.",
)
_NAMED_BY_CODE: Final = frozenset({OutcomeKind.UNKNOWN, OutcomeKind.FAULT, OutcomeKind.INFORMATION})
CLOSED: Final = frozenset({OutcomeKind.RESTRICTED, OutcomeKind.BLOCKED, OutcomeKind.OPTED_OUT})


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Message:
    """A message about access or coverage.

    ``short``: the title where there is little room, ``shortest`` where there is less. ``quotation``: the service's own words,
    plain text. ``openable``: the two steps are offered; ``not_now``: the advice in place of the other while they are not, since
    the service gave nothing more, say. ``calls``: whom to call is offered. ``ids_for``: of what is withheld: who needs the IDs.
    """

    kind: OutcomeKind
    title: str
    short: str = ""
    shortest: str = ""
    advice: str = ""
    not_now: str = ""
    quotation: str = ""
    openable: bool = False
    calls: bool = False
    ids_for: str = ""

    def advised(self, offered: bool) -> str:
        return self.advice if offered or not self.openable else self.not_now

    def body(self, offered: bool) -> str:
        return "\n".join(filter(None, (self.advised(offered), self.quotation)))

    def whole(self, offered: bool) -> str:
        return "\n".join(filter(None, (self.title, self.body(offered), self.ids_for)))


def message(outcome: Outcome, contact: str = "", history_from: str = "") -> Message:
    """The text of one outcome, with the service's own words. ``contact``: for results that cannot be opened."""
    kind = outcome.kind
    source = _ADVICE.get(kind, "")
    if outcome.openable:
        source = _OPENABLE if kind in CLOSED else _UNKNOWN_OPENABLE
    advice = translate("Outcomes", source) if source else ""
    if source == _CLOSED and contact:
        advice += " " + translate("Outcomes", "Questions about access: {contact}.").replace("{contact}", contact)
    if kind is OutcomeKind.NOTHING_FOUND:
        advice = advice.replace("{history}", history(history_from))
    return Message(
        kind=kind,
        title=translate("Outcomes", _OUTCOME_TEXTS[kind]),
        advice=advice,
        not_now=translate("Outcomes", _NOT_NOW) if outcome.openable else "",
        quotation=outcome.text.strip() or (outcome.code if kind in _NAMED_BY_CODE else ""),
        openable=outcome.openable,
        calls=kind in CLOSED,
    )


def messages(result: LookupResult, contact: str = "", history_from: str = "") -> tuple[Message, ...]:
    found = sorted((message(each, contact, history_from) for each in result.outcomes), key=lambda each: ORDER.index(each.kind))
    return tuple({(each.kind, each.quotation, each.advice): each for each in found}.values())


def notices(result: LookupResult, contact: str = "", history_from: str = "", *, outcomes: bool) -> tuple[Message, ...]:
    """The notes above results. ``outcomes``: also the service's outcomes without a screen of their own."""
    found = list(messages(result, contact, history_from)) if outcomes else []
    if count := result.coverage.withheld:
        has_ids = bool(result.correlation_ids)
        found.append(withheld(count, contact, calls=outcomes, has_ids=has_ids))  # else the reason that takes the screen offers it
    if result.notes:
        title = translate("ResultsView", "Not everything could be read or fetched")
        counts: Counter[tuple[NoteKind, str]] = Counter()
        for each in result.notes:
            counts[each.kind, each.what if each.kind in _CODED_NOTES else ""] += each.count
        lines = (f"{note(Note(kind=kind, what=what, count=count))}." for (kind, what), count in counts.items())
        found.append(Message(kind=OutcomeKind.FAULT, title=title, advice="\n".join(lines), calls=outcomes))
    return tuple(found)


def reasons(result: LookupResult, *, partial: bool, history_from: str = "") -> tuple[Message, ...]:
    """The reasons why there are no results, in their place. Empty while more pages may follow without any outcome yet."""
    said = messages(result, history_from=history_from)
    if partial or any(each.kind is not OutcomeKind.INFORMATION for each in said):
        return said
    if result.notes or result.coverage.withheld or not result.coverage.complete:
        return (nothing_readable(), *said)
    return said or (message(Outcome(kind=OutcomeKind.NOTHING_FOUND), history_from=history_from),)


def nothing_readable() -> Message:
    return Message(
        kind=OutcomeKind.UNKNOWN,
        title=translate("Outcomes", "Nothing that can be shown"),
        advice=translate(
            "Outcomes",
            "The answer held something, or did not come whole. This does not mean that there are no results."
            " Ask the patient, or call the laboratory.",
        ),
    )


def note(of: Note) -> str:
    n = of.count
    said = {
        NoteKind.ENTRY_UNREADABLE: translate("Outcomes", "%n part(s) of the answer could not be read at all", "", n),
        NoteKind.PART_UNREADABLE: translate("Outcomes", "%n detail(s) could not be read", "", n),
        NoteKind.UNKNOWN_RESOURCE: translate("Outcomes", "%n part(s) of a kind this program does not know", "", n),
        NoteKind.RESULTS_WITHOUT_REPORT: translate("Outcomes", "%n result(s) came without their report", "", n),
        NoteKind.RESULTS_MISSING: translate("Outcomes", "%n result(s) that the reports name did not come", "", n),
        NoteKind.TOTAL_MISMATCH: translate("Outcomes", "The number of reports fetched is not the number the service says it has"),
        NoteKind.PAGE_FAILED: translate("Outcomes", "Fetching stopped before the end. More reports may exist ({what})"),
        NoteKind.INCLUDE_REFUSED: translate("Outcomes", "The service refused to send some details ({what})"),
        NoteKind.REFERENCE_MISSING: translate("Outcomes", "%n thing(s) that a report refers to did not come", "", n),
        NoteKind.OUTCOMES_LEFT_OUT: translate(
            "Outcomes", "The service said more than can be shown: %n message(s) were left out", "", n
        ),
    }
    return said[of.kind].replace(" ({what})", f" ({of.what})" if of.what else "")


def withheld(count: int, contact: str, *, calls: bool, has_ids: bool) -> Message:
    """Reports about another number: of the same kind, or (where the policy says so) of any kind (invariant 4)."""
    ids_for = translate("Outcomes", "Give the look-up ID to {contact}.").replace("{contact}", contact)
    if not contact:
        ids_for = translate("Outcomes", "Give the look-up ID to the support desk.")
    return Message(
        kind=OutcomeKind.RESTRICTED,
        title=translate("Outcomes", "%n report(s) or result(s) withheld: may be about another person.", "", count),
        short=translate("Outcomes", "%n withheld: may be about another person", "", count),
        shortest=translate("Outcomes", "%n withheld: another person?", "", count),
        advice=translate("Outcomes", "Ask the patient, or call the laboratory."),
        calls=calls,
        ids_for=ids_for if has_ids else "",
    )


_CODED_NOTES: Final = frozenset({NoteKind.PAGE_FAILED, NoteKind.INCLUDE_REFUSED})  # whose code the support desk asks for
_UNREADABLE_NOTES: Final = frozenset({NoteKind.ENTRY_UNREADABLE, NoteKind.PART_UNREADABLE, NoteKind.UNKNOWN_RESOURCE})


def fetched(result: LookupResult, *, partial: bool, taken: bool = False) -> str:
    """How many reports there are, and whether that is all. ``taken``: for a copy or paper, where nothing more is fetched."""
    here, total = result.coverage.fetched, result.coverage.total
    count = len(result.reports) + len(result.other_identifier)
    barred = any(each.kind in BARRED for each in result.outcomes)
    fetching = partial and not taken
    if barred and not count and not fetching:
        why = messages(result)[0].title.removesuffix(".")  # what bars is told first
        return translate("Coverage", "Nothing fetched: {why}").replace("{why}", why[:1].lower() + why[1:])
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


def coverage(
    result: LookupResult,
    summary: Summary | None,
    *,
    partial: bool,
    taken: bool = False,
    short: bool = False,
    narrow: bool = False,
    news: int | None = None,
) -> str:
    """Everything on one line. ``summary``: None until it has been counted. ``taken``: see ``fetched``.

    ``short``: for the footer. ``narrow``: with less room.
    ``news``: how many reports the fetch before did not have; None where there was none, or not everything is in.
    """
    parts = [fetched(result, partial=partial, taken=taken)]
    if summary is not None and summary.reports:
        laboratories = len(summary.laboratories)
        counted = translate("Coverage", "%n laboratory(s)", "", laboratories) if laboratories else ""
        named = (counted, _period(summary)) if short else (_period(summary), counted)
        parts += [results(summary.observations), *([] if narrow else named)]
    if result.opened_count:
        parts.append(translate("Coverage", "%n opened", "", result.opened_count))
    if result.coverage.withheld:
        parts.append(translate("Coverage", "%n withheld", "", result.coverage.withheld))
    if unread := sum(each.count for each in result.notes if each.kind in _UNREADABLE_NOTES):
        parts.append(translate("Coverage", "%n not readable", "", unread))
    if summary is not None and summary.apart_results and short:
        parts.append(
            translate("Coverage", "%n shown apart", "", summary.apart_results)
            if narrow
            else translate("Coverage", "%n result(s) by another type of number shown apart", "", summary.apart_results)
        )
    elif summary is not None and not short and (summary.apart or summary.apart_results):
        apart = translate("Coverage", "{results} on another kind of number or an invalid one, shown apart")
        parts.append(apart.replace("{results}", results(summary.apart_results)))
    if taken and result.fetched_at is not None:
        parts.append(translate("Coverage", "fetched {date}").format(date=date_text(result.fetched_at)))
    if news is not None:
        parts.append(
            translate("Coverage", "%n new since the fetch before", "", news)
            if news
            else translate("Coverage", "nothing new since the fetch before")
        )
    return SEPARATOR.join(part for part in parts if part)


def results(count: int) -> str:
    return translate("Coverage", "%n result(s)", "", count)


def limits(history_from: str, *, short: bool = False) -> str:
    """The first sentence says what is not here at all, since there may be room for it alone. ``short``: with less room."""
    said = (
        translate("Coverage", "Not everything: laboratories and older answers may be missing.")
        if short
        else translate("Coverage", "Not everything: laboratories and answers from before {date} may be missing.")
        if history_from
        else translate("Coverage", "Not everything: laboratories may be missing, and answers from before they delivered here.")
    )
    said = said.replace("{date}", text.moment(Moment(literal=history_from), language()))
    return " ".join((said, translate("Coverage", "Images and attachments: at the laboratory.")))


def history(history_from: str) -> str:
    """That an empty past is not a healthy one: the service began without it. ``history_from``: a date of the settings, or ""."""
    said = translate("Coverage", "Answers from before {date} may be missing.")
    if not history_from:
        said = translate("Coverage", "Answers from before a laboratory began to deliver may be missing.")
    return said.replace("{date}", text.moment(Moment(literal=history_from), language()))


def _period(summary: Summary) -> str:
    years = [each.year for each in (summary.oldest, summary.newest) if each is not None]
    return "–".join(map(str, dict.fromkeys(years)))
