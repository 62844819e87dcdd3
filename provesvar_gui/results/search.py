"""What can be searched for in a report and in a result: every text, name, code and value of it, folded.

Folded is: case and accents aside (æ, ø and å are letters of their own), spaces of every kind alike, dashes alike, signs without a
shape left out, and a decimal comma as a point, so that "4,00" and "4.00" find each other. Whom something is about is left out.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from provesvar_gui.results import laboratories, text
from provesvar_gui.results.model import CodeableConcept, Period, Quantity, Range, Ratio, Veiled
from provesvar_gui.results.series import sampled
from provesvar_gui.results.value_text import value_text

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from provesvar_gui.results.model import (
        Annotation,
        Identifier,
        Labelled,
        LookupResult,
        Moment,
        Observation,
        Party,
        Report,
        Specimen,
        Value,
    )
    from provesvar_gui.results.placed import Placed


_KEPT: Final = frozenset("åæø")
_DASHES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_DECIMAL: Final = re.compile(r"(?<=\d),(?=\d)")
BEFORE_CODE: Final = "\x1f"  # stands before each code


def fold(words: str) -> str:
    """The text as it is compared."""
    if words.isascii():
        folded = words.lower()
    else:
        whole = unicodedata.normalize("NFKC", words).casefold().translate(_DASHES)
        folded = whole if whole.isascii() else "".join(map(_plain, whole))
    return _DECIMAL.sub(".", folded)


def _plain(letter: str) -> str:
    """A letter without its accents; nothing for signs that have no shape."""
    if letter.isascii() or letter in _KEPT:
        return letter
    if unicodedata.category(letter) == "Cf":
        return ""
    return "".join(each for each in unicodedata.normalize("NFD", letter) if not unicodedata.combining(each))


def words_of(typed: str) -> tuple[str, ...]:
    """What a person typed as words to look for, each once. Signs that only end a phrase ("4,", "Hb:") do not count."""
    return tuple(dict.fromkeys(word.rstrip(",.;:") or word for word in fold(typed).split()))


class Said:
    """Collects what is said, then folds it at once."""

    __slots__ = ("_codes", "_texts")

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._codes: list[str] = []

    @property
    def words(self) -> str:
        return fold("\n".join(self._texts))

    @property
    def codes(self) -> str:
        """All codes, each part of one behind ``BEFORE_CODE``."""
        parts = fold("\n".join(self._codes)).split()
        return BEFORE_CODE + BEFORE_CODE.join(parts) if parts else ""

    def text(self, *texts: str) -> None:
        """Something to be found by any part of it."""
        self._texts += texts

    def code(self, *codes: str) -> None:
        """Something to be found by its beginning."""
        self._codes += codes

    def concept(self, *concepts: CodeableConcept | None) -> None:
        """Text, displays and codes."""
        for each in concepts:
            if each is None:
                continue
            self._texts.append(each.text)
            for coding in each.codings:
                self._texts.append(coding.display)
                self._codes.append(coding.code)

    def value(self, of: Value | bool | None) -> None:
        """A value as it is written on the screen («Ja» of what is true or false too); titres without their spaces too."""
        if of is None:
            return
        if isinstance(of, bool):
            self._texts += (value_text(of, "nb").whole, value_text(of, "en").whole)
        elif isinstance(of, CodeableConcept):
            self.concept(of)
        elif isinstance(of, Quantity):
            self._texts.append(f"{of.comparator}{of.value} {of.unit}")
            self._codes.append(of.code)
        else:
            shown = value_text(of, "nb").whole
            self._texts.append(shown)
            if isinstance(of, Range | Ratio | Period):
                self._texts.append("".join(shown.split()))

    def notes(self, notes: Iterable[Annotation]) -> None:
        """Comments with their codes and authors."""
        for each in notes:
            self.text(each.text, each.author)
            self.concept(each.concept)

    def labelled(self, found: Iterable[Labelled]) -> None:
        for each in found:
            self.text(each.label)
            self.value(each.value)

    def identifiers(self, *identifiers: Identifier) -> None:
        """Numbers of a message, an order, a laboratory."""
        for each in identifiers:
            self.code(each.value)

    def parties(self, *parties: Party | None) -> None:
        for each in parties:
            if each is not None:
                self.text(each.organisation, each.practitioner)
                self.identifiers(*each.organisation_ids, *each.practitioner_ids)
                self.labelled(each.extras)

    def specimen(self, of: Specimen | None) -> None:
        if of is None:
            return
        self.concept(of.kind, of.body_site, of.method)
        self.code(of.accession)
        self.identifiers(*of.identifiers)
        self.parties(of.collector)
        self.notes(of.notes)
        self.labelled(of.extras)


def of_observation(observation: Observation) -> Said:
    """Everything that one result says itself."""
    said = Said()
    said.concept(observation.code, observation.category)
    said.value(observation.value)
    said.concept(observation.data_absent_reason, *observation.interpretations, observation.method, observation.specification)
    for each in observation.reference_ranges:
        said.text(text.reference(each, "nb"))
    said.notes(observation.notes)
    said.parties(*observation.performers)
    said.labelled(observation.structured)
    said.labelled(observation.extras)
    said.identifiers(*observation.identifiers)
    said.specimen(observation.specimen)
    return said


def report_text(report: Report) -> Said:
    """Everything that a report says around its results."""
    said = Said()
    said.concept(report.code, report.category)
    said.text(report.conclusion)
    said.notes(report.comments)
    said.parties(*report.performers)
    said.identifiers(*report.identifiers)
    said.labelled(report.extras)
    for item in report.clinical_information:
        said.concept(item.kind, item.concept)
        said.text(item.text, item.comment)
    if report.request is not None:
        said.parties(report.request.requester)
        said.concept(*report.request.reasons)
        said.notes(report.request.notes)
        said.identifiers(*report.request.identifiers)
        said.labelled(report.request.extras)
    for specimen in report.specimens:
        said.specimen(specimen)
    return said


Key = str
UNKNOWN: Final[Key] = ""  # not given
_PRECISION: Final = {4: timedelta(days=366), 7: timedelta(days=31), 10: timedelta(days=1)}  # by the length of the literal


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Facets(Veiled):
    """Of one result or report. ``latest``: when it was sampled, issued or approved, whichever is last, None where nobody says.

    ``statuses``: its own, and its report's where that is not final. A year or a day without a clock counts to its end.
    """

    disciplines: frozenset[Key] = frozenset()
    laboratories: frozenset[Key] = frozenset()
    statuses: frozenset[Key] = frozenset()
    latest: datetime | None = None
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Choice(Veiled):
    """One thing to filter by. ``label``: as it was sent, "" where it was not given; ``results``: how many have it."""

    key: Key
    label: str
    results: int


@dataclass(slots=True, kw_only=True, repr=False)
class _Counted(Veiled):
    labels: dict[str, str] = field(default_factory=dict)  # folded: as first written
    results: int = 0


class Choices:
    """Everything that can be filtered by, counted. Results are told once; a report counts only as something to choose."""

    __slots__ = ("_disciplines", "_laboratories", "_statuses", "marked")

    def __init__(self) -> None:
        self._disciplines: dict[Key, _Counted] = {}
        self._laboratories: dict[Key, _Counted] = {}
        self._statuses: dict[Key, _Counted] = {}
        self.marked = 0

    @property
    def disciplines(self) -> tuple[Choice, ...]:
        """Main areas and kinds of reports, the most frequent first."""
        return _choices(self._disciplines)

    @property
    def laboratories(self) -> tuple[Choice, ...]:
        """Laboratories, the most frequent first."""
        return _choices(self._laboratories)

    @property
    def statuses(self) -> tuple[Choice, ...]:
        """FHIR codes, the most frequent first."""
        return _choices(self._statuses)

    def see(self, names: Names) -> None:
        for seen, called in ((self._disciplines, names.disciplines), (self._laboratories, names.laboratories)):
            for key, label in called:
                seen.setdefault(key, _Counted()).labels.setdefault(fold(label), label)

    def count(self, of: Facets, *, is_result: bool) -> None:
        """Count one result, or note what a report can be filtered by."""
        for seen, keys in (
            (self._disciplines, of.disciplines),
            (self._laboratories, of.laboratories),
            (self._statuses, of.statuses),
        ):
            for key in keys:
                seen.setdefault(key, _Counted()).results += is_result
        self.marked += is_result and of.marked


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Names(Veiled):
    """Keys with what they are called."""

    disciplines: tuple[tuple[Key, str], ...] = ()
    laboratories: tuple[tuple[Key, str], ...] = ()


def _choices(counted: dict[Key, _Counted]) -> tuple[Choice, ...]:
    found = (
        Choice(key=key, label=" / ".join(label for label in each.labels.values() if label), results=each.results)
        for key, each in counted.items()
    )
    return tuple(sorted(found, key=lambda each: (-each.results, fold(each.label))))


def report_facets(report: Report, *, marked: bool) -> tuple[Facets, Names]:
    names = Names(
        disciplines=tuple(_disciplines(report.category, report.code)), laboratories=tuple(_laboratories(report.performers))
    )
    times = [latest(report.effective), *_issued(report)]
    if report.effective_period is not None:
        times += [latest(report.effective_period.start), latest(report.effective_period.end)]
    return _facets(names, frozenset({report.status}), times, marked=marked), names


def of_result(placed: Placed, report: Facets | None, *, marked: bool) -> tuple[Facets, Names]:
    """Of a result. ``report``: the facets of its report, None where that did not come."""
    observation = placed.observation
    names = Names(
        disciplines=() if report is not None else tuple(_disciplines(observation.category)),
        laboratories=tuple(_laboratories(observation.performers)) if observation.performers or report is None else (),
    )
    times = [latest(sampled(placed)), latest(observation.issued), *_issued(placed.report)]
    if report is not None and times[0] is None:
        times.append(report.latest)
    statuses = {observation.status}
    if placed.report is not None and (placed.report.status != "final" or not observation.status):
        statuses.add(placed.report.status)
    found = _facets(names, frozenset(statuses), times, marked=marked)
    if report is None:
        return found, names
    return Facets(
        disciplines=report.disciplines,
        laboratories=found.laboratories if names.laboratories else report.laboratories,
        statuses=found.statuses,
        latest=found.latest,
        marked=marked,
    ), names


def _issued(report: Report | None) -> tuple[datetime | None, ...]:
    """When it may have become known: issued, first issued, approved. Not every laboratory sends all of them."""
    return tuple(map(latest, (report.issued, report.report_date, report.approval_date))) if report is not None else ()


def _facets(names: Names, statuses: frozenset[Key], times: Iterable[datetime | None], *, marked: bool) -> Facets:
    return Facets(
        disciplines=frozenset(key for key, _ in names.disciplines),
        laboratories=frozenset(key for key, _ in names.laboratories),
        statuses=statuses,
        latest=max(filter(None, times), default=None),
        marked=marked,
    )


def _disciplines(*concepts: CodeableConcept | None) -> Iterator[tuple[Key, str]]:
    """By code where there is one: laboratories call the same area by several names."""
    found = False
    for concept in concepts:
        if concept is None:
            continue
        name = concept.text or next((each.display for each in concept.codings if each.display), "")
        coded = next((f"{each.system}|{each.code}" for each in concept.codings if each.code), "")
        if coded or name.strip():
            found = True
            yield coded or fold(name), name or text.called(concept)
    if not found:
        yield UNKNOWN, ""


def _laboratories(parties: Iterable[Party]) -> Iterator[tuple[Key, str]]:
    """As they are counted above the results: organisations, by name, since the same one is sent with and without its numbers.

    People are no laboratory; where only they are named, the laboratory is not given.
    """
    found = False
    for who in laboratories.organisations(parties):
        name = who.organisation or laboratories.identity(who).rpartition("|")[2]
        if name.strip():
            found = True
            yield " ".join(fold(name).split()), name
    if not found:
        yield UNKNOWN, ""


def latest(moment: Moment | None) -> datetime | None:
    """The last moment that may be meant."""
    if moment is None or moment.when is None:
        return None
    try:
        return moment.when + _PRECISION.get(len(moment.literal.strip()), timedelta())
    except OverflowError:
        return moment.when


_AROUND: Final = 60  # characters before the word and behind it


def place(report: Report | None, parents: Iterable[Observation], words: tuple[str, ...]) -> str:
    """The first text of the report, or of what the result stands under, that holds one of the words, shortened; else ""."""
    for said in (*_of_parents(parents), *(_of_report(report) if report is not None else ())):
        flat = " ".join(said.split())
        if any(word in fold(flat) for word in words):
            return _around(flat, words)
    return ""


def _of_parents(parents: Iterable[Observation]) -> Iterator[str]:
    for each in parents:
        yield text.name(each.code)
        if each.value is not None:
            yield value_text(each.value, "nb").whole
        yield from (note.text for note in each.notes)


def _of_report(report: Report) -> Iterator[str]:
    for note in report.comments:
        yield note.text
        if note.concept is not None:
            yield text.name(note.concept)
    yield report.conclusion
    for item in report.clinical_information:
        yield from (item.text, item.comment)
    yield text.name(report.code)
    yield from (part for who in report.performers for part in (who.organisation, who.practitioner))
    if report.request is not None:
        yield from (note.text for note in report.request.notes)
    for specimen in report.specimens:
        yield text.name(specimen.kind) if specimen.kind is not None else ""
        yield from (note.text for note in specimen.notes)


def _around(flat: str, words: tuple[str, ...]) -> str:
    lower = flat.casefold()
    at = min((found for found in map(lower.find, words) if found >= 0), default=0)
    first, last = max(at - _AROUND, 0), at + _AROUND
    return f"{'… ' if first else ''}{flat[first:last]}{' …' if last < len(flat) else ''}"


NOWHERE: Final = -1
LOOSE: Final = 0
LOOSE_APART: Final = 1

Place = tuple[int, int]  # identities of a report (0: its report did not come) and of an observation in it


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Entry(Veiled):
    """One result, or one report (``observation`` None). ``above``: the entry of its parent, else of its report, else NOWHERE.

    ``group``: what is shown whole together: the identity of the report, or LOOSE and LOOSE_APART for
    results whose report did not come.
    """

    report: Report | None
    observation: Observation | None
    words: str
    codes: str
    above: int
    group: int
    facets: Facets

    @property
    def place(self) -> Place:
        return id(self.report) if self.report is not None else 0, id(self.observation)

    def says(self, word: str) -> bool:
        """Whether a word is found in it."""
        return word in self.words or (BEFORE_CODE + word) in self.codes


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SearchIndex(Veiled):
    """``entries``: every report right before its results, parents before members. ``choices``: what can be filtered by.

    ``groups``: how many results each of the groups holds.
    """

    entries: tuple[Entry, ...] = ()
    choices: Choices = field(default_factory=Choices)
    groups: dict[int, int] = field(default_factory=dict)

    @property
    def results(self) -> int:
        """How many results there are in all."""
        return sum(self.groups.values())

    @property
    def reports(self) -> int:
        """How many reports there are in all."""
        return sum(group not in (LOOSE, LOOSE_APART) for group in self.groups)


class _Builder:
    """Reads an answer, entry by entry."""

    def __init__(self, marked: Callable[[Observation], bool], report_marked: Callable[[Report], bool]) -> None:
        self._marked = marked
        self._report_marked = report_marked
        self._at: dict[Place, int] = {}  # where an entry is; of a report: (its identity, 0)
        self.entries: list[Entry] = []
        self.choices = Choices()
        self.groups: dict[int, int] = {}

    def open(self, report: Report) -> int:
        mine = (id(report), 0)
        if mine not in self._at:
            facets, names = report_facets(report, marked=self._report_marked(report))
            self.choices.see(names)
            self._add(mine, report_text(report), report=report, above=NOWHERE, group=id(report), facets=facets)
        return self._at[mine]

    def put(self, placed: Placed) -> None:
        report, observation = placed.report, placed.observation
        above = self.open(report) if report is not None else NOWHERE
        mine = id(report) if report is not None else 0
        shared = self.entries[above].facets if above != NOWHERE else None
        # a mark on what was replaced or cancelled says nothing any more
        facets, names = of_result(placed, shared, marked=placed.stands and self._marked(observation))
        self.choices.see(names)
        group = mine or (LOOSE_APART if placed.apart else LOOSE)
        if placed.parents:
            above = self._at.get((mine, id(placed.parents[-1])), above)
            group = self.entries[above].group if above != NOWHERE else group  # shown where its parent is, though it stands apart
        said = of_observation(observation)
        self._add((mine, id(observation)), said, report=report, observation=observation, above=above, group=group, facets=facets)

    def _add(
        self,
        place: Place,
        said: Said,
        *,
        report: Report | None,
        observation: Observation | None = None,
        above: int,
        group: int,
        facets: Facets,
    ) -> None:
        self._at[place] = len(self.entries)
        self.entries.append(
            Entry(
                report=report,
                observation=observation,
                words=said.words,
                codes=said.codes,
                above=above,
                group=group,
                facets=facets,
            )
        )
        self.choices.count(facets, is_result=observation is not None)
        self.groups[group] = self.groups.get(group, 0) + (observation is not None)


def build(
    result: LookupResult,
    observations: Sequence[Placed],
    *,
    marked: Callable[[Observation], bool],
    report_marked: Callable[[Report], bool],
) -> Generator[None, None, SearchIndex]:
    """Read everything once; gives way. ``marked``, ``report_marked``: whether the laboratory marked it (nothing is computed)."""
    builder = _Builder(marked, report_marked)
    for placed in observations:
        yield
        builder.put(placed)
    for report in (*result.reports, *result.other_identifier):
        yield
        builder.open(report)  # those without results
    return SearchIndex(entries=tuple(builder.entries), choices=builder.choices, groups=builder.groups)


# Finding things in an answer. Every word has to be found; findings stay whole; what is left out is counted, never silent.
#
# A result is found by what it says itself together with what its report and its parents say. One of the words has to be its
# own, unless the report says all of them. Texts are found by any part, codes by their beginning. A hit shows its whole
# report. Asked in slices, so that typing never waits.


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Query(Veiled):
    """``words``: as ``search_text.words_of`` makes them; all have to be found. The empty sets and None ask for nothing.

    ``since``: sampled or issued then or later; what has no time is kept, since nobody can tell. ``statuses``: FHIR codes of a
    result or of its report. ``marked``: by the laboratory.
    """

    words: tuple[str, ...] = ()
    disciplines: frozenset[Key] = frozenset()
    laboratories: frozenset[Key] = frozenset()
    statuses: frozenset[Key] = frozenset()
    since: datetime | None = None
    marked: bool = False

    @property
    def empty(self) -> bool:
        """Whether it asks for nothing, so that everything is shown."""
        return not (self.words or self.filters)

    @property
    def filters(self) -> bool:
        """Whether anything but words is asked for."""
        return bool(self.disciplines or self.laboratories or self.statuses or self.since or self.marked)

    def admits(self, facets: Facets) -> bool:
        """Whether the filters let it through; the words are another matter."""
        return (
            (not self.disciplines or not self.disciplines.isdisjoint(facets.disciplines))
            and (not self.laboratories or not self.laboratories.isdisjoint(facets.laboratories))
            and (not self.statuses or not self.statuses.isdisjoint(facets.statuses))
            and (self.since is None or facets.latest is None or facets.latest >= self.since)
            and (not self.marked or facets.marked)
        )


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Shown(Veiled):
    """What a query finds. Reports and results are told apart by identity; the index keeps them alive.

    ``groups``: what is shown, each whole. ``found``: results that are asked for. ``pointed``: those of them to be pointed out,
    where the words stand. ``undated``: how many of ``found`` have no time although a period is asked for.
    """

    query: Query
    index: SearchIndex
    groups: frozenset[int] = frozenset()
    found: frozenset[Place] = frozenset()
    pointed: frozenset[Place] = frozenset()
    undated: int = 0

    @property
    def standing(self) -> int:
        """Results that are shown: those asked for, and the others of their reports."""
        return sum(self.index.groups[group] for group in self.groups)

    @property
    def hidden(self) -> int:
        """Results that are not shown."""
        return self.index.results - self.standing

    @property
    def reports(self) -> int:
        return sum(group not in (LOOSE, LOOSE_APART) for group in self.groups)

    def holds(self, report: Report | None, observation: Observation) -> bool:
        """Whether that result is asked for. One that came after the question was put is."""
        mine = id(report) if report is not None else 0
        return (mine, id(observation)) in self.found or (report is not None and mine not in self.index.groups)

    def points_at(self, report: Report | None, observation: Observation) -> bool:
        """Whether that result is to be pointed out."""
        return (id(report) if report is not None else 0, id(observation)) in self.pointed

    @property
    def borrowed(self) -> int:
        """How many results are asked for only because of what their report or their parents say."""
        return len(self.found) - len(self.pointed)

    def borrows(self, report: Report | None, observation: Observation) -> bool:
        """Whether that result is asked for only because of what its report or its parents say."""
        place = id(report) if report is not None else 0, id(observation)
        return place in self.found and place not in self.pointed

    def shows(self, report: Report) -> bool:
        """Whether a report is shown: it or a result in it is asked for, or it came after the question was put."""
        return id(report) in self.groups or id(report) not in self.index.groups

    def shows_loose(self, *, apart: bool) -> bool:
        """Whether the results whose report did not come are shown: as soon as one of them is asked for."""
        mine = LOOSE_APART if apart else LOOSE
        return mine in self.groups or mine not in self.index.groups


def match(index: SearchIndex, query: Query) -> Generator[None, None, Shown]:
    """Ask; gives way."""
    words, full = query.words, (1 << len(query.words)) - 1
    said: list[int] = []  # per entry: which of the words it or what stands above it says
    groups: set[int] = set()
    found: set[Place] = set()
    pointed: set[Place] = set()
    undated = 0
    whole = False  # whether the report of the entries at hand says all of the words
    for entry in index.entries:
        yield
        own = 0
        for bit, word in enumerate(words):
            if entry.says(word):
                own |= 1 << bit
        together = own | (said[entry.above] if entry.above != NOWHERE else 0)
        said.append(together)
        if entry.observation is None:
            whole = own == full
            if whole and query.admits(entry.facets):
                groups.add(entry.group)
            continue
        whole = whole and entry.report is not None
        if together != full or not (own or whole or not words) or not query.admits(entry.facets):
            continue
        groups.add(entry.group)
        found.add(entry.place)
        if own or not words:
            pointed.add(entry.place)
        if query.since is not None and entry.facets.latest is None:
            undated += 1
    return Shown(
        query=query, index=index, groups=frozenset(groups), found=frozenset(found), pointed=frozenset(pointed), undated=undated
    )
