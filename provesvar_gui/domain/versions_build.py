"""Finds the versions, duplicates and copies among the reports of an answer; versions.py says what counts as one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from provesvar_gui.domain import text_concepts
from provesvar_gui.domain.version_results import Key, Walked, has_repeats, same_content, walk
from provesvar_gui.domain.versions import Earlier, Fold, Group, Older, Place, Versions

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from provesvar_gui.domain.results import LookupResult, Observation, Report, Value

VOID: Final = frozenset({"cancelled", "entered-in-error"})
_STEP: Final = 64  # observations between two chances to give way
_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def build(result: LookupResult) -> Generator[None, None, Versions]:
    """Find them; gives way while it works. What is registered on another kind of identifier has groups of its own."""
    making = _Making()
    for reports in (result.reports, result.other_identifier):
        yield from making.groups_of(reports)
    return making.done(result)


def laboratory(report: Report) -> str:
    """Who answers for a report, for comparing: the first organisation's first identifier, else its name, else ""."""
    for who in report.performers:
        if who.organisation_ids:
            return who.organisation_ids[0].value.strip()
        if who.organisation.strip():
            return " ".join(who.organisation.split()).casefold()
    return ""


def report_id(report: Report) -> str:
    """The laboratory's identifier of a report, the same in every version of it, or ""."""
    kept = (each.value for each in report.identifiers if each.system.rsplit("/", 1)[-1].rsplit(":", 1)[-1] == "ServReportId")
    return next(filter(None, map(str.strip, kept)), "")


def _subject(report: Report) -> str:
    of = report.subject
    return of.identifier.value if of is not None and of.identifier is not None else ""


def _newer(one: Report, other: Report) -> bool | None:
    """Whether ``one`` was issued after ``other``, None where their times do not say."""
    if one.issued is None or other.issued is None or one.issued.when is None or other.issued.when is None:
        return None
    partial = any("T" not in each.literal for each in (one.issued, other.issued))
    shorter = min(len(one.issued.literal), len(other.issued.literal), 10)
    if partial and one.issued.literal[:shorter] == other.issued.literal[:shorter]:
        return None
    return None if one.issued.when == other.issued.when else one.issued.when > other.issued.when


class _Making:
    def __init__(self) -> None:
        self._groups: list[Group] = []
        self._superseded: set[int] = set()
        self._old: set[Place] = set()
        self._withdrawn: set[Place] = set()
        self._earlier: dict[Place, Earlier] = {}
        self._walked: dict[int, Walked] = {}

    def done(self, result: LookupResult) -> Versions:
        group = {id(report): each for each in self._groups for report in (each.newest, *(old.report for old in each.folded))}
        return Versions(
            groups=tuple(self._groups),
            _group=group,
            _superseded=frozenset(self._superseded),
            _old=frozenset(self._old),
            _withdrawn=frozenset(self._withdrawn),
            _earlier=self._earlier,
            _result=result,
        )

    def groups_of(self, reports: Iterable[Report]) -> Generator[None, None, None]:
        folded: dict[int, list[Older]] = {}
        reports, twins = yield from self._without_duplicates(reports)
        alone: list[Report] = []
        series: dict[tuple[str, str, str], list[Report]] = {}
        for report in reports:
            number, lab = report_id(report), laboratory(report)
            if number and (lab or _UUID.fullmatch(number)):
                series.setdefault((number, lab, _subject(report)), []).append(report)
            else:
                alone.append(report)
        heads = list(alone)
        for each in series.values():
            yield
            ordered = _in_order(each)
            if ordered is None:
                heads += each
                continue
            heads.append(ordered[0])
            if len(ordered) > 1:
                folded[id(ordered[0])] = yield from self._superseded_by(ordered)
        yield from self._copies(heads, folded)
        for head in heads:
            mine = folded.get(id(head), [])
            for report in (head, *(old.report for old in tuple(mine))):
                mine += [Older(report=twin, fold=Fold.DUPLICATE) for twin in twins.get(id(report), ())]
            if mine:
                self._groups.append(Group(newest=head, folded=tuple(mine)))

    def _without_duplicates(
        self, reports: Iterable[Report]
    ) -> Generator[None, None, tuple[list[Report], dict[int, list[Report]]]]:
        """The reports without those that say exactly what an earlier one says; the others by the identity of that one."""
        kept: dict[object, list[Report]] = {}
        found: list[Report] = []
        twins: dict[int, list[Report]] = {}
        for count, report in enumerate(reports):
            if count % _STEP == 0:
                yield
            times = tuple(each.literal if each else "" for each in (report.effective, report.issued, report.report_date))
            key = (report_id(report), laboratory(report), _subject(report), report.status, times, len(report.findings))
            like = kept.setdefault(key, [])
            twin = None
            if report.issued is not None and (report.findings or report_id(report)):
                for other in like:
                    mine, its = (yield from self._walk(report)), (yield from self._walk(other))
                    yield
                    if (yield from same_content(report, mine, other, its)):
                        twin = other
                        break
            if twin is None:
                like.append(report)
                found.append(report)
                continue
            twins.setdefault(id(twin), []).append(report)
            self._supersede(report, self._walked[id(report)])
        return found, twins

    def _superseded_by(self, ordered: list[Report]) -> Generator[None, None, list[Older]]:
        """Compare each version with those that are newer. ``ordered``: newest first."""
        folded: list[Older] = []
        newer: set[Key] = set()
        cancelled: set[Key] = set()
        void = False
        for place, report in enumerate(ordered):
            walked = yield from self._walk(report)
            if place:
                previous = yield from self._walk(ordered[place - 1])
                only_here = yield from self._compare(report, walked, newer, cancelled, void=void)
                yield
                yield from self._changed(ordered[place - 1], previous, report, walked)
                folded.append(Older(report=report, fold=Fold.VERSION, only_here=only_here))
                if not only_here:
                    self._superseded.add(id(report))
            void = void or report.status in VOID
            for key, observations in walked.by_key.items():
                if key not in newer and all(each.status in VOID for each in observations):
                    cancelled.add(key)
                newer.add(key)
        return folded

    def _compare(
        self, report: Report, walked: Walked, newer: set[Key], cancelled: set[Key], *, void: bool
    ) -> Generator[None, None, int]:
        only_here = 0
        for count, (finding, key) in enumerate(walked.keys):
            if count % _STEP == 0:
                yield
            observation = finding.observation
            place = (id(report), id(observation))
            if void or key in newer:
                self._old.add(place)
            elif observation.value is not None:
                only_here += 1
            if void or key in cancelled:
                self._withdrawn.add(place)
        return only_here

    def _changed(self, newer: Report, after: Walked, older: Report, before: Walked) -> Generator[None, None, None]:
        if newer.status in VOID:
            return
        for count, (finding, key) in enumerate(after.keys):
            if count % _STEP == 0:
                yield
            observation = finding.observation
            was = before.counterpart(observation, key, after)
            if was is None or was.value is None:
                continue
            if observation.status in VOID or _said(was.value) != _said(observation.value):
                self._earlier[id(newer), id(observation)] = Earlier(report=older, observation=was)

    def _copies(self, heads: list[Report], folded: dict[int, list[Older]]) -> Generator[None, None, None]:
        """Fold reports of nothing but repeats under the one that has all of it; mark every repeat whose original is here."""
        standing = [head for head in heads if head.status not in VOID]
        repeats: list[Report] = []
        for head in standing:
            repeated = yield from has_repeats(head)
            repeats += [head] if repeated else []
            yield
        if not repeats:
            return
        originals: dict[object, list[Report]] = {}
        for head in standing:
            yield
            for finding, key in (yield from self._walk(head)).keys:
                if not finding.observation.history and finding.observation.status not in VOID:
                    originals.setdefault(_event(head, finding.observation, key), []).append(head)
        gone: set[int] = set()
        for report in repeats:
            yield
            homes: list[set[int]] = []
            every = True
            for finding, key in (yield from self._walk(report)).keys:
                observation = finding.observation
                every = every and observation.history
                if not observation.history:
                    continue
                found = originals.get(_event(report, observation, key), []) if observation.effective is not None else []
                others = {id(each) for each in found if each is not report}
                if others:
                    self._old.add((id(report), id(observation)))
                homes.append(others)
            common = set.intersection(*homes) if homes else set()
            if every and common and id(report) not in folded:
                home = next(each for each in heads if id(each) in common)
                folded.setdefault(id(home), []).append(Older(report=report, fold=Fold.HISTORY))
                self._superseded.add(id(report))
                gone.add(id(report))
        heads[:] = [each for each in heads if id(each) not in gone]

    def _walk(self, report: Report) -> Generator[None, None, Walked]:
        known = self._walked.get(id(report))
        if known is None:
            known = self._walked[id(report)] = yield from walk(report)
            yield
        return known

    def _supersede(self, report: Report, walked: Walked) -> None:
        self._superseded.add(id(report))
        self._old.update((id(report), id(finding.observation)) for finding, _ in walked.keys)


def _in_order(reports: list[Report]) -> list[Report] | None:
    """Newest first, or None where the times of issue leave anything open."""
    if len(reports) == 1:
        return reports
    if any(each.issued is None or each.issued.when is None for each in reports):
        return None
    ordered = sorted(
        reports, key=lambda each: each.issued.when.timestamp() if each.issued and each.issued.when else 0.0, reverse=True
    )
    return ordered if all(_newer(ordered[i], ordered[i + 1]) for i in range(len(ordered) - 1)) else None


def _said(value: Value | None) -> str:
    return text_concepts.value(value, "en") if value is not None else ""


def _event(report: Report, observation: Observation, key: Key) -> object:
    """What makes a repeat the same result: laboratory, number, examination, time of sampling and value."""
    when = observation.effective.literal if observation.effective is not None else ""
    return laboratory(report), _subject(report), key, when, _said(observation.value)
