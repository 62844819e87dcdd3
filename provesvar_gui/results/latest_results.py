"""The latest results of a series. In doubt there are several, and none hides another.

Nothing is newest that is dated after the fetch, and nothing whose day is not known. Results whose order is not known stand beside
each other, a marked one first. Answers in words (cultures, carriers) count together for a whole episode, and one that does not
plainly say "nothing found" stands before those that do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from provesvar_gui.results import dating, text
from provesvar_gui.results.emergency_table import OTHERS
from provesvar_gui.results.model import NEVER, CodeableConcept, Quantity, Redacted, sort_time

if TYPE_CHECKING:
    from collections.abc import Generator
    from decimal import Decimal

    from provesvar_gui.results.dating import Span
    from provesvar_gui.results.emergency_table import AnalyteGroup, Named
    from provesvar_gui.results.model import Observation, Value
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.series import Series
    from provesvar_gui.results.trend import BreakReason

EPISODE: Final = timedelta(days=7)  # answers in words that far before the newest belong to it
_NEGATIVE_ANSWER: Final = re.compile(
    r"(?:(?:foreløpig|avsluttet)[,:]?\s+)?"
    r"(?:(?:ingen|ikk?j?e|no|not)\s+(?:(?:bakteriell|mikrobiell|aerob|anaerob|synlig|påvist|bacterial)\s+)?(?:vekst|oppvekst|påvist|funn|funnet|growth|detected|found)(?:\s+påvist)?"
    r"(?:\s+av\s+(?:bakterier|sopp|mikrober|mikroorganismer))?|uten\s+(?:opp)?vekst"
    r"|(?:negativt?|negative|neg)(?:\s+(?:blod|urin)?(?:kultur|dyrkning|prøve))?|nei|no|steril|nd)"
    r"(?:\s+(?:etter|i|i løpet av|after)\s+\d+\s*\w+)?\s*\.?",
    re.IGNORECASE,
)

Timed = tuple["Placed", "Span"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LatestResults(Redacted):
    """The latest results of a series, as a line of the overview shows them.

    ``newest``: the newest standing value with a date; of several that may be newest, a marked one before an unmarked one.

    ``rivals``: the other values that may be newest. ``awaited``: results without a value, not older than ``newest``, oldest
    first. ``undated``: values with no date that may be newer. ``future``: values dated after the fetch. ``cancelled``: number of
    cancelled results, not older than ``newest``. ``previous``: the newest number before ``newest`` (in a series without numbers
    the previous text), and ``previous_rivals``: the other values of that time.

    The rest is known only among the emergency analytes (results/emergency.py). ``analyte``: its key, "" for another series.
    ``group``: with which it stands, and ``title``: the group's name, or that of the only one of its analytes with results.
    ``local``: matched without a national code, by name, material and unit. ``leading``: ``newest``, or of text results of one
    episode the newest marked or positive one; ``others``: the rivals and the episode's other texts. ``members``: the standing
    members of each result. ``earlier``: the differing value of ``shown`` in the version before. ``break_reason``: why newest
    and previous are not comparable. ``difference``: newest minus previous, exact, where comparable and without doubts. There
    these two and the previous are empty until every page has arrived (invariant 11).
    """

    series: Series
    newest: Placed | None = None
    rivals: tuple[Placed, ...] = ()
    awaited: tuple[Placed, ...] = ()
    undated: tuple[Placed, ...] = ()
    future: tuple[Placed, ...] = ()
    cancelled: int = 0
    previous: Placed | None = None
    previous_rivals: tuple[Placed, ...] = ()
    analyte: str = ""
    group: AnalyteGroup = OTHERS
    title: Named = OTHERS
    local: bool = False
    leading: Placed | None = None
    others: tuple[Placed, ...] = ()
    members: tuple[tuple[Placed, tuple[Placed, ...]], ...] = ()
    earlier: Observation | None = None
    break_reason: BreakReason | None = None
    difference: Decimal | None = None

    @property
    def shown(self) -> Placed | None:
        """The result in the row: ``leading``, else an undated one, else the last awaited one, else one dated after the fetch."""
        if self.leading is not None:
            return self.leading
        if self.undated:
            return max(reversed(self.undated), key=lambda point: deviation(point.observation))
        return next(iter((*reversed(self.awaited), *self.future)), None)

    @property
    def all_points(self) -> tuple[Placed, ...]:
        """All values to show, ``shown`` first."""
        points = (self.shown, *self.others, *self.undated, *self.future)
        return tuple({id(point): point for point in points if point is not None}.values())

    def members_of(self, point: Placed | None) -> tuple[Placed, ...]:
        return next((members for each, members in self.members if each is point), ())


def find(series: Series, *, end: datetime | None) -> Generator[None, None, LatestResults]:
    """``series``: without superseded results. ``end``: the time of the fetch, if known. Yields between steps."""
    dated: list[Timed] = []
    uncertain: list[tuple[Placed, Span | None]] = []
    future: list[Timed] = []
    valueless: list[tuple[Placed, Span | None]] = []
    cancelled_spans: list[Span | None] = []
    for point in series.points:
        span = dating.span_of(point.sampled)
        if point.void:
            cancelled_spans.append(span)
        elif point.observation.value is None:
            valueless.append((point, span))
        elif span is not None and span.ahead(end):
            future.append((point, span))
        elif span is None or span.vague:
            uncertain.append((point, span))
        else:
            dated.append((point, span))
        yield
    yield
    front = _front(dated)
    yield
    newest, since = front[0] if front else (None, None)
    awaited = sorted(((p, s) for p, s in valueless if not _older(s, since)), key=_by_time)
    episode: list[Timed] = []
    previous: tuple[Placed, ...] = ()
    if newest is not None and since is not None:
        inside = {id(point) for point, _ in front}
        rest = [each for each in dated if id(each[0]) not in inside]
        yield
        if is_text(newest):
            episode = [each for each in rest if is_text(each[0]) and since.earliest - each[1].latest <= EPISODE]
            inside |= {id(point) for point, _ in episode}
        previous = _previous(newest, [each for each in rest if id(each[0]) not in inside])
    yield
    rivals = _others(newest, [point for point, _ in front[1:]])
    texts = tuple(point for point, _ in sorted(episode, key=_by_time, reverse=True))
    return LatestResults(
        series=series,
        newest=newest,
        rivals=rivals,
        awaited=tuple(point for point, _ in awaited),
        undated=tuple(point for point, span in sorted(uncertain, key=_by_time) if not _older(span, since)),
        future=tuple(point for point, _ in sorted(future, key=_by_time)),
        cancelled=sum(not _older(span, since) for span in cancelled_spans),
        previous=next(iter(previous), None),
        previous_rivals=previous[1:],
        leading=newest,
        others=(*rivals, *texts),
    )


def _older(span: Span | None, since: Span | None) -> bool:
    """Whether certainly older than the newest; without a time, no."""
    return span is not None and since is not None and span.before(since)


def _by_time(each: tuple[Placed, Span | None]) -> datetime:
    return each[1].earliest if each[1] is not None else NEVER


def _front(dated: list[Timed]) -> list[Timed]:
    """The results that may be the newest; the first is the one to show."""
    if not dated:
        return []
    last = max((span for _, span in dated), key=lambda span: span.earliest)
    return sorted((each for each in dated if not each[1].before(last)), key=_display_order, reverse=True)


def _display_order(each: Timed) -> tuple[object, ...]:
    """The order within one time: marked, final, with a time of day, issued later."""
    point, span = each
    return deviation(point.observation), not point.pending, span.clock, sort_time(point.observation.issued)


def _previous(newest: Placed, older: list[Timed]) -> tuple[Placed, ...]:
    numbers = [each for each in older if is_number(each[0])]
    if not numbers and is_text(newest):
        numbers = [each for each in older if point_key(each[0]) != point_key(newest)]
    front = _front(numbers)
    return (front[0][0], *_others(front[0][0], [point for point, _ in front[1:]])) if front else ()


def _others(one: Placed | None, others: list[Placed]) -> tuple[Placed, ...]:
    """The first result of each other value; all texts, since equal texts may have different members."""
    if one is None:
        return ()
    seen = {point_key(one)}
    found = []
    for each in others:
        if point_key(each) not in seen or (is_text(each) and not each.observation.history):
            seen.add(point_key(each))
            found.append(each)
    return tuple(found)


def point_key(point: Placed) -> tuple[str, ...]:
    return value_key(point.observation.value)


def value_key(value: Value | None) -> tuple[str, ...]:
    if isinstance(value, Quantity):
        return (value.comparator, value.value, value.unit)
    return text.concept_texts(value) if isinstance(value, CodeableConcept) else (type(value).__name__, str(value))


def is_number(point: Placed) -> bool:
    return point.number is not None and point.number.is_finite()


def is_text(point: Placed) -> bool:
    return isinstance(point.observation.value, (CodeableConcept, str))


def nothing_in(value: Value | None) -> bool:
    """Whether the value is only «Ingen vekst», «Negativ», «Ikke påvist» or the like."""
    words = text.concept_texts(value) if isinstance(value, CodeableConcept) else (value,) if isinstance(value, str) else ()
    return bool(words) and all(_NEGATIVE_ANSWER.fullmatch(" ".join(each.split())) for each in words)


# The marks of the laboratory, for the order of results; their texts are in ``common.flags``.


_NO_DEVIATION: Final = frozenset({"N", "NEG", "ND", "NR", "S"})
_POSITIVE: Final = frozenset({"I", "R", "POS", "DET", "IND", "E", "RR", "WR", "SDD", "NS"})
_NORMAL: Final = re.compile(  # whole texts only: «normal, men stigende» is no match
    r"-|–|—|n|neg\.?|nd|s|sensitiv|følsom|0|(?:helt\s+)?(?:normalt?|inn(?:en|an?)?for|negativt?|negative)(?:\s+[\wæøå]+){0,3}\.?"
    r"|(?:ingen|ikk?j?e|not?)\s+(?:avvik|påvist|funn|detected|reaktiv|reactive|patologisk\w*)(?:\s+\w+)?\.?|non-reactive",
    re.IGNORECASE,
)


def says_normal(words: str) -> bool:
    """Whether a text states a normal or negative result."""
    return bool(_NORMAL.fullmatch(" ".join(words.split())))


class Deviation(IntEnum):
    NONE = 0  # no mark, or a normal result
    POSITIVE = 1  # positive or resistant
    MARKED = 2  # marked as a deviation, or an unknown mark


def deviation(observation: Observation) -> Deviation:
    return max((_deviation_of_mark(each) for each in observation.interpretations), default=Deviation.NONE)


def order(observation: Observation) -> tuple[bool, bool]:
    """Marked ones first, negative ones last."""
    return deviation(observation) is not Deviation.MARKED, nothing_in(observation.value)


def _deviation_of_mark(concept: CodeableConcept) -> Deviation:
    codes = {each.code for each in concept.codings if each.code}
    names = [each.strip() for each in concept.names if each.strip()]
    if codes <= _NO_DEVIATION and all(each in codes or says_normal(each) for each in names):
        return Deviation.NONE
    return Deviation.POSITIVE if codes & _POSITIVE and codes <= _POSITIVE | _NO_DEVIATION else Deviation.MARKED
