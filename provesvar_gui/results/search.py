"""The search in an answer: every word has to match, findings stay whole, and hidden results are counted.

A result is found by what it says itself together with what its report and its parents say. One of the words has to be its own,
unless the report says all of them and none of its results says one: a comment on potassium finds no creatinine beside potassium.
Texts are found by any part, codes by their beginning. A hit shows its whole report.

Everything of a report and of a result is searched but whom it is about. It is folded: case and accents aside (æ, ø and å are
letters of their own), dashes alike, and a decimal comma as a point, so that "4,00" and "4.00" find each other.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from provesvar_gui.results import dating, laboratories, text
from provesvar_gui.results.model import CodeableConcept, Coding, Identifier, Moment, Quantity, Range, Redacted
from provesvar_gui.results.text import value_text

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Sequence
    from datetime import datetime

    from provesvar_gui.results.model import LookupResult, Observation, Party, Report
    from provesvar_gui.results.placed import Placed


_NORWEGIAN_LETTERS: Final = frozenset("åæø")
_DASHES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_DECIMAL: Final = re.compile(r"(?<=\d),(?=\d)")
_BEFORE_CODE: Final = "\x1f"  # stands before each part of a code
_UNSEARCHED: Final = frozenset({"id", "status", "subject", "findings", "related", "dates", "telecom"})


def fold(words: str) -> str:
    whole = unicodedata.normalize("NFKC", words).casefold().translate(_DASHES)
    return _DECIMAL.sub(".", whole if whole.isascii() else "".join(map(_without_accents, whole)))


def _without_accents(letter: str) -> str:
    """A letter without its accents; nothing for a sign that cannot be seen."""
    if letter.isascii() or letter in _NORWEGIAN_LETTERS:
        return letter
    if unicodedata.category(letter) == "Cf":
        return ""
    return "".join(each for each in unicodedata.normalize("NFD", letter) if not unicodedata.combining(each))


def spans(said: str, words: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Where in a text the words of a query stand."""
    letters = list(map(fold, said))
    places, whole = [place for place, each in enumerate(letters) for _ in each], "".join(letters)
    found = ((each.start(), each.end() - 1) for word in words for each in re.finditer(re.escape(word), whole))
    return tuple((places[first], places[last] + 1) for first, last in found)


def query_words(typed: str) -> tuple[str, ...]:
    """The words of a query, each once. Final punctuation ("4,", "Hb:") is ignored."""
    return tuple(dict.fromkeys(word.rstrip(",.;:") or word for word in fold(typed).split()))


def _collect(of: Any, texts: list[str], codes: list[str]) -> None:
    kind: Any = type(of)
    if kind is str:
        texts.append(of)
    elif kind is tuple:
        for each in of:
            _collect(each, texts, codes)
    elif isinstance(of, Coding):
        texts.append(of.display)
        codes.append(of.code)
    elif isinstance(of, Identifier):
        codes.append(of.value)
    else:
        for name in _parts(kind):
            part = getattr(of, name)
            if name == "value":
                _collect_value(part, texts, codes)
            elif name == "accession":
                codes.append(part)
            elif part:
                _collect(part, texts, codes)


@cache
def _parts(kind: type) -> tuple[str, ...]:
    """The fields of it that are searched; none of a time, a number, a yes or no: only as a value is that searched."""
    if kind in (Moment, Quantity, Range, bool, int):
        return ()
    return tuple(each.name for each in fields(kind) if each.name not in _UNSEARCHED)


def _collect_value(of: object, texts: list[str], codes: list[str]) -> None:
    """A value as written on the screen (true and false as «Ja» and «Nei», too)."""
    if isinstance(of, bool | Range | Moment):
        texts += (value_text(of, "nb").with_heading, value_text(of, "en").with_heading)
    elif isinstance(of, Quantity):
        texts.append(f"{of.comparator}{of.value} {of.unit}")
        codes.append(of.code)
    elif of is not None:
        _collect(of, texts, codes)


class Facet(StrEnum):
    """The kinds of filters. The first three allow several choices, of which one must match."""

    DISCIPLINE = "discipline"
    LABORATORY = "laboratory"
    STATUS = "status"  # FHIR codes of a result, and of its report where that is not final
    PERIOD = "period"
    MARKED = "marked"  # by the laboratory


FilterKey = str
UNKNOWN: Final[FilterKey] = ""  # not given
IS_MARKED: Final[tuple[Facet, FilterKey]] = (Facet.MARKED, "marked")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Choice(Redacted):
    """A value of a filter. ``label``: as it was sent, "" where it was not given; ``results``: how many have it."""

    key: FilterKey
    label: str
    results: int


def _disciplines(*concepts: CodeableConcept | None) -> list[tuple[FilterKey, str]]:
    """By code where there is one: laboratories call the same area by several names."""
    found = []
    for concept in filter(None, concepts):
        name = next(filter(None, concept.names), "")
        coded = next((f"{each.system}|{each.code}" for each in concept.codings if each.code), "")
        if coded or name.strip():
            found.append((coded or fold(name), name or text.called(concept)))
    return found or [(UNKNOWN, "")]


def laboratory_choices(parties: Iterable[Party]) -> list[tuple[FilterKey, str]]:
    """As they are counted above the results: organisations, by name, since the same one is sent with and without its numbers.

    People are no laboratory; where only they are named, the laboratory is not given.
    """
    names = (who.organisation or key.rpartition("|")[2] for key, who in laboratories.organisations(parties).items())
    return [(" ".join(fold(name).split()), name) for name in names if name.strip()] or [(UNKNOWN, "")]


def latest(moment: Moment | None) -> datetime | None:
    """The last moment that may be meant: a year or a day without a clock counts to its end."""
    span = dating.span_of(moment)
    return span.latest if span is not None else None


LOOSE: Final = 0
LOOSE_APART: Final = 1

Place = tuple[int, int]  # identities of a report (0: its report did not come) and of an observation in it (0: the report itself)


def _place(report: Report | None, observation: Observation | None) -> Place:
    return (id(report) if report is not None else 0, id(observation) if observation is not None else 0)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SearchEntry(Redacted):
    """One result, or one report (``observation`` None). ``above``: the place of its parent, else of its report.

    ``group``: what is shown whole together: the identity of the report, or LOOSE and LOOSE_APART for results whose report did not
    come. ``keys``: by which it is filtered. ``latest``: when it was sampled, issued or approved, whichever is last, None where
    nobody says.
    """

    report: Report | None
    observation: Observation | None
    words: str
    codes: str
    above: int | None
    group: int
    keys: frozenset[tuple[Facet, FilterKey]]
    latest: datetime | None

    @property
    def place(self) -> Place:
        return _place(self.report, self.observation)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SearchIndex(Redacted):
    """All that can be found in an answer.

    ``entries``: every report right before its results, parents before members. ``choices``: the most frequent first.
    ``groups``: the number of results in each.
    """

    entries: tuple[SearchEntry, ...] = ()
    choices: dict[Facet, tuple[Choice, ...]] = field(default_factory=dict)
    groups: dict[int, int] = field(default_factory=dict)

    @property
    def results(self) -> int:
        return sum(self.groups.values())

    @property
    def reports(self) -> int:
        return sum(group not in (LOOSE, LOOSE_APART) for group in self.groups)


class _Builder:
    def __init__(self, marked: Callable[[Observation], bool], report_marked: Callable[[Report], bool]) -> None:
        self._marked = marked
        self._report_marked = report_marked
        self._at: dict[Place, int] = {}  # where an entry is
        self._labels: dict[tuple[Facet, FilterKey], dict[str, str]] = {}  # folded: as first written
        self._counts: dict[tuple[Facet, FilterKey], int] = {}
        self.entries: list[SearchEntry] = []
        self.groups: dict[int, int] = {}

    def add_report(self, report: Report) -> int:
        """The place of its entry, which is made once."""
        place = _place(report, None)
        if place not in self._at:
            keys = self._named(_disciplines(report.category, report.code), report.performers) | {(Facet.STATUS, report.status)}
            if self._report_marked(report):
                keys.add(IS_MARKED)
            self._add(report, None, None, id(report), keys, report.effective)
        return self._at[place]

    def add_result(self, placed: Placed) -> None:
        report, observation = placed.report, placed.observation
        when = placed.sampled
        keys = {(Facet.STATUS, observation.status)}
        above: int | None = None
        if report is None:
            group = LOOSE_APART if placed.apart else LOOSE
            keys |= self._named(_disciplines(observation.category), observation.performers)
        else:
            group, above = id(report), self.add_report(report)
            if report.status != "final" or not observation.status:
                keys.add((Facet.STATUS, report.status))
            own = self._named((), observation.performers) if observation.performers else set()
            shared = (Facet.DISCIPLINE,) if own else (Facet.DISCIPLINE, Facet.LABORATORY)
            keys |= own | {key for key in self.entries[above].keys if key[0] in shared}
            when = when if latest(when) is not None else report.effective
        if placed.stands and self._marked(observation):  # a mark on what was replaced or cancelled says nothing any more
            keys.add(IS_MARKED)
        if placed.parents:
            above = self._at.get(_place(report, placed.parents[-1]), above)
        self._add(report, observation, above, group, keys, when)

    def _named(self, disciplines: Iterable[tuple[FilterKey, str]], performers: Iterable[Party]) -> set[tuple[Facet, FilterKey]]:
        found = [(Facet.DISCIPLINE, each) for each in disciplines]
        found += [(Facet.LABORATORY, each) for each in laboratory_choices(performers)]
        for facet, (key, label) in found:
            self._labels.setdefault((facet, key), {}).setdefault(fold(label), label)
        return {(facet, key) for facet, (key, _) in found}

    def _add(
        self,
        report: Report | None,
        observation: Observation | None,
        above: int | None,
        group: int,
        keys: set[tuple[Facet, FilterKey]],
        when: Moment | None,
    ) -> None:
        texts: list[str] = []
        codes: list[str] = []
        _collect(observation or report, texts, codes)
        times = [when, observation.issued if observation is not None else None]
        times += (report.issued, report.report_date, report.approval_date) if report is not None else ()
        self._at[_place(report, observation)] = len(self.entries)
        self.entries.append(
            SearchEntry(
                report=report,
                observation=observation,
                words=fold("\n".join(texts)),
                codes="".join(_BEFORE_CODE + part for part in fold("\n".join(codes)).split()),
                above=above,
                group=group,
                keys=frozenset(keys),
                latest=max(filter(None, map(latest, times)), default=None),
            )
        )
        is_result = observation is not None  # a report counts only as something to choose
        for key in keys:
            self._counts[key] = self._counts.get(key, 0) + is_result
        self.groups[group] = self.groups.get(group, 0) + is_result

    def choices(self) -> dict[Facet, tuple[Choice, ...]]:
        found: dict[Facet, list[Choice]] = {facet: [] for facet in Facet}
        for (facet, key), results in self._counts.items():
            label = " / ".join(filter(None, self._labels.get((facet, key), {}).values()))
            found[facet].append(Choice(key=key, label=label, results=results))
        return {facet: tuple(sorted(some, key=lambda one: (-one.results, fold(one.label)))) for facet, some in found.items()}


def build(
    result: LookupResult,
    observations: Sequence[Placed],
    *,
    marked: Callable[[Observation], bool],
    report_marked: Callable[[Report], bool],
) -> Generator[None, None, SearchIndex]:
    """Read everything once. ``marked``, ``report_marked``: whether the laboratory marked it (nothing is computed)."""
    builder = _Builder(marked, report_marked)
    for placed in observations:
        yield
        builder.add_result(placed)
    for report in (*result.reports, *result.other_identifier):
        yield
        builder.add_report(report)  # those without results
    return SearchIndex(entries=tuple(builder.entries), choices=builder.choices(), groups=builder.groups)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ResultQuery(Redacted):
    """What is asked for.

    ``words``: as ``query_words`` makes them; all have to be found. ``keys``: of each facet that is named one has to fit.

    ``since``: sampled or issued then or later; what has no time is kept, since nobody can tell.
    """

    words: tuple[str, ...] = ()
    keys: frozenset[tuple[Facet, FilterKey]] = frozenset()
    since: datetime | None = None

    @property
    def empty(self) -> bool:
        return not (self.words or self.keys or self.since)

    def admits(self, entry: SearchEntry) -> bool:
        """Whether the filters let it through, whatever its words."""
        if self.since is not None and entry.latest is not None and entry.latest < self.since:
            return False
        return not self.keys or {facet for facet, _ in self.keys} == {facet for facet, _ in self.keys & entry.keys}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SearchMatches(Redacted):
    """The matches of a query. Reports and results are told apart by identity; the index keeps them alive.

    ``groups``: what is shown, each whole. ``found``: results that are asked for. ``undated``: how many of them have no time
    although a period is asked for.
    """

    query: ResultQuery
    index: SearchIndex
    groups: frozenset[int] = frozenset()
    found: frozenset[Place] = frozenset()
    undated: int = 0

    @property
    def reports(self) -> int:
        return sum(group not in (LOOSE, LOOSE_APART) for group in self.groups)

    def holds(self, report: Report | None, observation: Observation) -> bool:
        return _place(report, observation) in self.found or (report is not None and id(report) not in self.index.groups)

    def shows(self, report: Report) -> bool:
        """Whether a report is shown: it or a result in it is asked for, or it came after the question was put."""
        return self.shows_group(id(report))

    def shows_group(self, group: int) -> bool:
        """Whether a report, or the results without theirs, are shown: where one of them matches."""
        return group in self.groups or group not in self.index.groups


def match(index: SearchIndex, query: ResultQuery) -> Generator[None, None, SearchMatches]:
    words = frozenset(query.words)
    matched: list[frozenset[str]] = []  # per entry: which of the words it or what stands above it says
    groups: set[int] = set()
    by_report, by_result = set[int](), set[int]()  # groups whose report says all of the words; in which a result says one itself
    admitted: list[tuple[SearchEntry, bool]] = []  # and whether it says one itself
    for entry in index.entries:
        yield
        own = frozenset(word for word in words if word in entry.words or _BEFORE_CODE + word in entry.codes)
        together = own if entry.above is None else own | matched[entry.above]
        matched.append(together)
        if together != words:
            continue
        if entry.observation is None:
            by_report.add(entry.group)
            groups |= {entry.group} if query.admits(entry) else set()
            continue
        by_result |= {entry.group} if own else set()
        if query.admits(entry):
            admitted.append((entry, bool(own)))
    by_report -= by_result
    told = [entry for entry, own in admitted if own or not words or entry.group in by_report]
    return SearchMatches(
        query=query,
        index=index,
        groups=frozenset(groups.union(entry.group for entry in told)),
        found=frozenset(entry.place for entry in told),
        undated=sum(query.since is not None and entry.latest is None for entry in told),
    )
