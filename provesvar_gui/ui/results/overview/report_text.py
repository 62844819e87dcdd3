"""The summary of a report on one line of a list: its conclusion, else its results in the laboratory's order.

What does not fit is counted, never dropped in silence; what the laboratory marked stays before what is unmarked, and what says
that nothing was found, or only that something grew, goes first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import latest_results, text
from provesvar_gui.results import text as text_concepts
from provesvar_gui.results.model import CodeableConcept, Quantity, Redacted
from provesvar_gui.results.placed import PENDING, VOID
from provesvar_gui.ui.results.common import culture_text, flags, labels, remarks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from provesvar_gui.results.microbiology import Culture
    from provesvar_gui.results.model import Observation, Report
    from provesvar_gui.ui.results.common.labels import Mark
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate
LONGEST: Final = 110  # characters of what was found, in a list; the report has it whole
LONGEST_OF_MANY: Final = 60  # of numbers, where they are more than a few
SPOKEN: Final = 2000  # of each answer that is spoken
FEW: Final = 3  # results; of more, the count stands before them
_MOST: Final = 40  # results that are looked at; of more, the count
_GREW: Final = re.compile(r"(?:opp)?vekst(?:\s+etter\s+\d+\s*\w+)?\s*\.?(?::.*)?", re.IGNORECASE)  # what grew is another answer


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ReportSummary(Redacted):
    """The summary of a report on one line.

    ``shown``: what fits, and how many more; ``whole``: all of it; ``count``: of the results, 0 for a conclusion.

    ``marks``: what the laboratory marked of it; see ``flags.flags``. ``sample``: the same for the results of one sample.
    """

    shown: str = ""
    whole: str = ""
    count: int = 0
    marks: tuple[Mark, ...] = ()
    sample: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AnswerText(Redacted):
    """An answer. ``weight``: lower ones stay where not all fit."""

    shown: str
    whole: str
    weight: int
    number: bool = False
    of: frozenset[int] = frozenset()  # identities of the results that it tells, and their answers without what they were
    answers: frozenset[str] = frozenset()


def of_report(report: Report, cultures: Sequence[Culture], style: Style, *, told: Callable[[Observation], bool]) -> ReportSummary:
    """``cultures``: the samples of the report where it is microbiology. ``told``: which of its results the row is about."""
    return replace(_of_report(report, cultures, style, told), marks=flags.flags(report, told))


def with_replaced(found: ReportSummary, count: int) -> ReportSummary:
    """``count``: results of the report that a newer version replaced or withdrew: a comment on it may have been about those."""
    if not count:
        return found
    told = translate("Overview", "{found} (%n result(s) of it replaced or withdrawn since)", "", count)
    return replace(found, shown=told.replace("{found}", found.shown), whole=told.replace("{found}", found.whole))


def with_apart(found: ReportSummary, count: int) -> ReportSummary:
    """``count``: results of the report that stand apart: a conclusion may be about those."""
    if not count:
        return found
    told = translate("Overview", "{found} (%n result(s) of it on another kind of number or an invalid one)", "", count)
    shown, whole = (told.replace("{found}", each).strip() for each in (found.shown, found.whole))
    return replace(found, shown=shown, whole=whole)


def _of_report(report: Report, cultures: Sequence[Culture], style: Style, told: Callable[[Observation], bool]) -> ReportSummary:
    if report.conclusion.strip():
        whole, first = _flat(report.conclusion), first_line(report.conclusion)
        return ReportSummary(shown=cut(first, more=len(first) < len(whole)), whole=_spoken(whole))
    if cultures:
        return _joined(*answer_texts([each for each in cultures if any(told(one) for one, _ in each.walk())], style))
    texts = list(islice(_of_results(report, style, told), _MOST))
    return _joined(texts, sum(1 for _ in _told(report, told)) - len(texts))


def of_sample(texts: Sequence[AnswerText], more: int, own: Observation, style: Style) -> ReportSummary:
    """What else was found in the sample of a result. ``texts``, ``more``: of that sample (``answer_texts``)."""
    said = _flat(culture_text.answer(own, style))
    others = [each for each in texts if id(own) not in each.of and not (said and said in each.answers)]
    return replace(_joined(others, more), sample=id(texts))


def cut(said: str, *, more: bool = False) -> str:
    """Not longer than a row of the list can be. ``more``: there is more than this anyway."""
    if len(said) > LONGEST:
        return f"{said[:LONGEST].rstrip()} …"
    return f"{said} …" if more and not said.endswith("…") else said


def first_line(said: str) -> str:
    """The first line that says something; a heading goes on with the line below it."""
    kept = ""
    for line in text.visible(said).split("\n"):
        kept = " ".join(part for part in (kept, line.strip()) if part)
        if kept and not kept.endswith(":"):
            break
    return kept


def _flat(said: str) -> str:
    return " ".join(text.visible(said).split())


def _spoken(said: str) -> str:
    return said if len(said) <= SPOKEN else f"{said[:SPOKEN].rstrip()} …"


def answer_texts(cultures: Iterable[Culture], style: Style) -> tuple[list[AnswerText], int]:
    """The first answers of these cultures, and how many findings there are beyond them."""
    awaited = tuple(str(labels.status(each)) for each in PENDING)
    texts: list[AnswerText] = []
    more = 0
    for culture in cultures:
        kept = culture.findings[: max(_MOST - len(texts), 0)]
        more += len(culture.findings) - len(kept)
        looked_at = culture if len(kept) == len(culture.findings) else replace(culture, findings=kept)
        for said, void, told in culture_text.answers_of(looked_at, style, longest=SPOKEN) if kept else ():
            if void or said.startswith(awaited):
                continue
            nothing = latest_results.nothing_in(said) or latest_results.nothing_in(said.rpartition(": ")[0])
            weight = 3 if nothing else 2 if _GREW.fullmatch(said) else 1
            whole, of = text.visible(said), frozenset(map(id, told))
            plain = frozenset(_flat(culture_text.answer(each, style)) for each in told)
            texts.append(AnswerText(shown=whole, whole=whole, weight=weight, of=of, answers=plain))
    return texts, more


def _of_results(report: Report, style: Style, told: Callable[[Observation], bool]) -> Iterator[AnswerText]:
    for observation in _told(report, told):
        value = text.visible(culture_text.answer(observation, style))
        name = text.visible(text_concepts.called(observation.code))
        kind = observation.value if isinstance(observation.value, CodeableConcept) else observation.code
        if text_concepts.same(name, text_concepts.heading(kind)):
            name = ""  # «Group», «Finding»: the kind of text, which says nothing here
        answers = (
            with_remark(first_line(value), observation, style, remarks.IN_A_ROW),
            with_remark(_spoken(_flat(value)), observation, style, remarks.SPOKEN),
        )
        shown, whole = (f"{name}: {each}" if name else each for each in answers)
        nothing = latest_results.nothing_in(observation.value)
        weight = 0 if latest_results.rank(observation) > 1 else 3 if nothing else 1
        yield AnswerText(
            shown=shown if len(shown) >= len(whole) or shown.endswith("…") else f"{shown} …",
            whole=whole,
            weight=weight,
            number=isinstance(observation.value, Quantity),
        )


def with_remark(said: str, observation: Observation, style: Style, longest: int) -> str:
    """An answer with what the laboratory remarked on it."""
    return " ".join(filter(None, (said, remarks.remark(observation, style, longest))))


def _told(report: Report, told: Callable[[Observation], bool]) -> Iterator[Observation]:
    """The outermost results that are told, stand and have a value, in the laboratory's order."""
    stack = list(reversed(report.findings)) if report.status not in VOID else []
    while stack:
        finding = stack.pop()
        if finding.observation.status in VOID:
            continue
        if finding.observation.value is None or not told(finding.observation):
            stack.extend(reversed(finding.members))
        else:
            yield finding.observation


def _joined(texts: Sequence[AnswerText], beyond: int) -> ReportSummary:
    """As many as fit, in their order, and how many more there are. ``beyond``: results that are not among the texts."""
    count = len(texts) + beyond
    whole = _list([each.whole for each in texts])
    kept: list[int] = []
    room = LONGEST_OF_MANY if count > FEW and sum(each.number for each in texts) > len(texts) / 2 else LONGEST
    for place in sorted(range(len(texts)), key=lambda each: texts[each].weight):
        room -= len(texts[place].shown) + 2
        if kept and room < 0:
            break
        kept.append(place)
    shown = _list([cut(texts[place].shown) for place in sorted(kept)])
    more = count - len(kept)
    if more > 0:
        shown = translate("Overview", "{found}; and %n more", "number of results", more).replace("{found}", shown)
    if beyond > 0:
        whole = translate("Overview", "{found}; and %n more", "number of results", beyond).replace("{found}", whole)
    return ReportSummary(shown=shown, whole=whole, count=count)


def _list(parts: Sequence[str]) -> str:
    said = ""
    for part in parts:
        if said and part:
            said = translate("Overview", "{found}; {next}").replace("{next}", part).replace("{found}", said)
        else:
            said = said or part
    return said
