"""Every view shows everything that the laboratory sent of every observation.

The facts are read out of the JSON by ``facts.py``; what is told comes out of the accessible tree. No row, cell or card is found
by its class or its place: a fact is told where one line holds all of it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtWidgets import QApplication

from provesvar_gui.sandbox.records import dumps
from tests.golden.accessible_text import CELL
from tests.golden.facts import STATUS, Fact, Facts, bare, flat, read
from tests.golden.stage import SCENES, Scene, Section, Stage, answer, lookup, parsed, result_of, staged

SHARED: Final = Path(__file__).resolve().parents[3] / "shared" / "data" / "fhir"
BUNDLES: Final = sorted(SHARED.glob("*.json"))
_ALL: Final = 10_000  # more examinations than anybody has
OVERVIEW, TABLE, REPORTS, MICROBIOLOGY, TREND = "Oversikt", "Tabell", "Rapporter", "Mikrobiologi", "Utvikling"


class Views:
    def __init__(self, sections: Iterable[Section]) -> None:
        self._sections = [(name, list(_whole(lines))) for name, lines in sections]

    def lines(self, view: str) -> list[str]:
        return [line for name, lines in self._sections if name.split(":")[0] == view for line in lines]

    def document(self, view: str, how: str) -> list[str]:
        return [line for name, lines in self._sections if name == f"{view}, {how}" for line in lines]

    def beside(self, view: str, ids: tuple[str, ...]) -> list[str]:
        """What is told of the report that has these ids."""
        return [
            line
            for name, lines in self._sections
            if name.split(":")[0] == view and all(any(each in line for line in lines) for each in ids)
            for line in lines
        ]


def _whole(lines: Iterable[str]) -> Iterator[str]:
    """The cells of a grid with the head of their row."""
    head = ""
    for line in lines:
        if not line.startswith(CELL):
            head = line
        yield flat(f"{head} {line}" if line.startswith(CELL) else line)


def _missing(facts: Iterable[Fact], lines: list[str], *more: str, seen: bool = False, alike: bool = False) -> Iterator[str]:
    """Facts that no line tells whole: name, value, marks and status, and ``more`` of its parts.

    ``seen``: in what is shown of the line and in what is spoken. ``alike``: facts that say the same have a line each.
    """
    wanted = Counter(
        tuple(filter(None, (fact.name, *fact.value, *fact.marks, _doubt(fact), *(getattr(fact, each) for each in more))))
        for fact in facts
    )
    halves = [_halves(line) if seen else (line,) for line in lines]
    for words, count in wanted.items():
        if sum(all(each in half for half in line for each in words) for line in halves) < (count if alike else 1):
            yield f"{count} x {words}"


def _halves(line: str) -> tuple[str, str]:
    """What is shown of a row, and what is spoken."""
    shown, differs, rest = line.partition(" » ")
    spoken, *cells = rest.split(" | ")
    return (" | ".join((shown, *cells)), spoken) if differs else (line, line)


def _doubt(fact: Fact) -> str:
    return "" if fact.status == "final" else STATUS[fact.status]


def _is_in_head(fact: Fact, lines: list[str]) -> bool:
    """Whether it is the text of an imaging study, which is called «Gruppe» or as its report, whose head has time and status."""
    told = bare(" ".join(lines[:10])).casefold()
    name = "" if fact.name == "Gruppe" else fact.name
    return bool(fact.prose) and all(bare(each).casefold() in told for each in (name, fact.time, _doubt(fact)))


def check_reports(facts: Facts, views: Views) -> Iterator[str]:
    """Each report: a row of the list, and of each of its results one line with everything in it."""
    for report in facts.reports:
        lines = views.beside(REPORTS, report.ids)
        whole = bare(" ".join(lines))
        own = [fact for fact in facts.observations if fact.report == report.id]
        named = [fact for fact in own if not _is_in_head(fact, lines)]
        yield from _missing(named, lines, "reference", "time", "under", alike=True)
        short = [replace(fact, value=fact.number and fact.value) for fact in named]  # a text may be shown below its name
        yield from _missing(short, lines, "reference", "time", seen=True, alike=True)
        for fact in own:
            yield from (f"{fact.name}: {text}" for text in (*fact.prose, fact.laboratory) if bare(text) not in whole)
        marks = (f"↑ {report.above} over" if report.above else "", f"↓ {report.below} under" if report.below else "")
        words = [report.name, report.time, report.issued, STATUS[report.status], *marks]
        if not report.replaced:  # an older version stands below the newest
            words.append(report.laboratory)
        if not any(all(each in line for each in words) for line in views.lines(REPORTS)):
            yield f"the list does not tell {words}"


def check_table(facts: Facts, views: Views) -> Iterator[str]:
    """Each result in its cell; its reference there, or at the head of the row."""
    short = [replace(fact, value=fact.number and fact.value) for fact in facts.observations]
    yield from _missing(short, views.lines(TABLE), "time", "reference")
    for how in ("copied", "on paper"):  # the marks stand there as signs that are told elsewhere
        for fact in facts.observations:
            wanted = (fact.name, *fact.number)
            if fact.number and not any(all(each in line for each in wanted) for line in views.document(TABLE, how)):
                yield f"{how}: {wanted}"


def check_trend(facts: Facts, views: Views) -> Iterator[str]:
    """Each number that can be drawn; none before everything is here."""
    if facts.total > facts.fetched:
        yield from (line for line in views.lines(TREND) if any(fact.time in line for fact in facts.observations))
        return
    drawn = [fact for fact in facts.observations if fact.number and not fact.replaced]
    yield from _missing(drawn, views.lines(TREND), "time", "reference", "laboratory", seen=True)


def check_microbiology(facts: Facts, views: Views) -> Iterator[str]:
    cultures = {report.id for report in facts.reports if "mikrobiologi" in report.name and not report.apart}
    own = [fact for fact in facts.observations if fact.report in cultures and not fact.replaced]
    yield from _missing(own, views.lines(MICROBIOLOGY), "time")


def check_overview(facts: Facts, views: Views) -> Iterator[str]:
    """The newest result of each examination, where it is marked; and of every result that is told, its marks and status."""
    lines = [line for line in views.lines(OVERVIEW) if ";" not in line]  # else: all results of a report on one line
    newest: dict[str, Fact] = {}
    for fact in sorted(facts.observations, key=lambda fact: fact.at):
        if fact.number and not (fact.replaced or fact.apart or fact.status in ("cancelled", "registered")):
            newest[fact.name] = fact
        for line in lines:
            before = any(f"fra {each}" in line for each in fact.number)  # what was before is told with the sign of its mark
            if fact.value and not before and all(each in line for each in (fact.name, *fact.value, fact.time)):
                yield from (f"{fact.name}: {each}" for each in (*fact.marks, _doubt(fact)) if each not in line)
    yield from _missing((fact for fact in newest.values() if fact.marks), lines, "time")


def check_lookup(facts: Facts, views: Views) -> Iterator[str]:
    """How much there is, what is not shown, what the service says, and whether more can be opened."""
    said = " ".join(views.lines("look-up"))
    counts = [(facts.withheld, "holdes tilbake"), (len(facts.observations), "svar")]
    counts.append((facts.unreadable, "kunne ikke leses"))
    if any(report.apart for report in facts.reports) and "svar står på annen nummertype eller ugyldig nummer" not in said:
        yield "some are on another kind of number"
    if not facts.unreadable and "kunne leses" in said:
        yield "everything could be read, and the screen says that it could not"
    if facts.fetched >= facts.total:
        counts.append((len(facts.reports), "rapport"))
    elif f"Ufullstendig: {facts.fetched} av {facts.total} rapporter" not in said:
        yield "it is incomplete"
    yield from (f"{count} {what}" for count, what in counts if count and f" {count} {what}" not in said)
    yield from (text for text in facts.outcomes if text not in said)
    if ("[Åpne " in said) is not facts.opens:
        yield f"whether more can be opened: {facts.opens}"


def check(facts: Facts, views: Views) -> None:
    """Every view, and everything that is missing at once."""
    wrong = [f"look-up: {each}" for each in check_lookup(facts, views)]
    if facts.reports:
        for view, found in (
            (REPORTS, check_reports(facts, views)),
            (TABLE, check_table(facts, views)),
            (TREND, check_trend(facts, views)),
            (MICROBIOLOGY, check_microbiology(facts, views)),
            (OVERVIEW, check_overview(facts, views)),
        ):
            wrong += [f"{view}: {each}" for each in found]
    if wrong:
        pytest.fail("\n".join(("not told:", *wrong[:60], f"{len(wrong)} in all")), pytrace=False)


@pytest.fixture(scope="module")
def stage(qapp: QApplication) -> Iterator[Stage]:
    with staged("nb", drawn=_ALL) as made:
        yield made


def _sent(scene: Scene) -> Facts:
    return read(json.loads(dumps(answer(scene)), parse_float=str, parse_int=str), scene.number)


@pytest.mark.parametrize("scene", [each for each in SCENES if each.whole], ids=lambda scene: scene.name)
def test_everything_that_was_sent_is_told(stage: Stage, scene: Scene) -> None:
    stage.show(result_of(scene))
    check(_sent(scene), Views(stage.sections()))


@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.stem)
def test_everything_that_a_laboratory_sent_is_told(stage: Stage, path: Path) -> None:
    bundle = json.loads(path.read_bytes(), parse_float=str, parse_int=str)
    numbers = (entry["resource"].get("subject", {}).get("identifier", {}).get("value", "") for entry in bundle["entry"])
    patient = next((each for each in numbers if len(each) == 11), "13896900263")
    stage.show(parsed(json.loads(path.read_bytes()), lookup(patient)))
    check(read(bundle, patient), Views(stage.sections()))


@pytest.mark.parametrize("scene", [each for each in SCENES if each.opened], ids=lambda scene: scene.name)
def test_what_came_only_by_the_opening_is_marked_wherever_it_is_told(stage: Stage, scene: Scene) -> None:
    facts, before = (_sent(each) for each in (scene, replace(scene, opened=False)))
    known = {report.id for report in before.reports}
    new = [report for report in facts.reports if report.id not in known]
    stage.show(result_of(scene))
    views = Views(stage.sections())
    assert f"· {len(new)} åpnet " in " ".join(views.lines("look-up"))
    assert all("Åpnet" in " ".join(views.beside(REPORTS, report.ids)) for report in new)
    for fact in facts.observations:
        for view in (OVERVIEW, TABLE, TREND):
            words = [fact.name, fact.time, *(fact.number and fact.value)]
            told = [line for line in views.lines(view) if all(each in line for each in words) and ";" not in line]
            assert any("Åpnet" in line for line in told) is (bool(told) and fact.report not in known), f"{view}: {fact.name}"
