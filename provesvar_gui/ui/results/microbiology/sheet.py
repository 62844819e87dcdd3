"""The contents of one sample: its matrix, and lines for everything else, in the laboratory's order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import text
from provesvar_gui.results.model import CodeableConcept
from provesvar_gui.ui.results.common import culture_text, finding_facts, finding_lines, labels, lines, sampling, version_text
from provesvar_gui.ui.results.common.finding_facts import Context, observation_name
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.lines import Column, Kind, Line
from provesvar_gui.ui.results.common.report_lines import sample_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provesvar_gui.results.microbiology import Culture
    from provesvar_gui.results.model import Observation
    from provesvar_gui.results.susceptibility import Isolate, Susceptibility
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate
_REMARK: Final = 90  # characters; the whole stands at the sample


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Sheet:
    """The contents of one sample.

    ``noted``: identities of the findings that the matrix cannot tell whole; they stand among the lines too.
    """

    culture: Culture
    style: Style
    context: Context
    noted: frozenset[int]

    @classmethod
    def of(cls, culture: Culture, style: Style) -> Sheet:
        """Look through the susceptibilities of a sample."""
        context = Context.of(culture_text.report_of(culture), style)
        tested = [(each, isolate.parents[-1]) for isolate in culture.isolates for each in isolate.results]
        noted = frozenset(id(each.finding) for each, parent in tested if _says_more(context, each, parent))
        skip = frozenset(id(each.finding) for each, _ in tested) - noted
        return cls(culture=culture, style=style, context=replace(context, skip=skip, doubts=culture.beside), noted=noted)

    def lines(self) -> Iterator[Line]:
        for each in self.culture.shared:
            parent, isolate = each.parent, each.isolate
            here = ": ".join(filter(None, (observation_name(parent), culture_text.answer(parent, self.style))))
            above = isolate.parents[max(_place_of_organism(isolate) - 1, 0)]
            there = ": ".join((observation_name(above), called(isolate, self.style)))
            said = translate("Cultures", "its susceptibilities stand under {name}").replace("{name}", there)
            yield from lines.line(here, said, tint=MarkTint.CHANGED)
        yield from sample_lines(self.context, self.culture.findings, self.culture.specimen, self.style)

    def copied(self) -> str:
        """The sample as text that can be pasted: where, when, what was found, and what kills it, one thing per line."""
        told = [title(self.culture, self.style), subtitle(self.culture, self.style)]
        told += _paragraphs(self.lines())
        for isolate in self.culture.isolates:
            told += copied_isolate(self.culture, isolate, self.style, self.noted)
        return "\n".join(filter(None, told))


def title(culture: Culture, style: Style) -> str:
    return lines.SEPARATOR.join((culture_text.specimen(culture), culture_text.sampled(culture, style)))


def subtitle(culture: Culture, style: Style) -> str:
    """What was examined, by whom, and whether it is final."""
    report = culture_text.report_of(culture)
    issued = style.moment(report.issued)
    told = (
        translate("Cultures", "On another kind of number or an invalid one") if culture.apart else "",
        ", ".join(culture_text.examinations(culture)),
        lines.laboratories(report),
        str(culture_text.status(culture)),
        translate("ReportList", "issued {moment}").format(moment=issued) if issued else "",
    )
    return text.visible(lines.SEPARATOR.join(filter(None, told)))


def heading(culture: Culture, isolate: Isolate, *, place: bool = True) -> tuple[str, ...]:
    """What tells an isolate from others: its ``place`` in its sample, what shares its tests, and whether it is final."""
    found = [*_place(culture, isolate, whole=place)]
    if isolate.also_under:
        told = [f"{observation_name(each)} ({observation_name(top)})" for each, top in isolate.sharing]
        names = told if len(told) == len(isolate.also_under) else isolate.also_under
        found.append(translate("Cultures", "also under {names}").replace("{names}", "; ".join(names)))
    for pairs, said in (
        (culture.replaced, translate("Cultures", "replaced: {organism}")),
        (culture.was, translate("Cultures", "was {organism}")),
    ):
        found += [said.replace("{organism}", culture_text.grown(other)) for one, other in pairs if one is isolate.organism]
    doubts = (doubt for each in isolate.results if not each.void for doubt in each.doubts)  # a cell has room for the mark only
    found += map(str, map(version_text.doubt, dict.fromkeys(doubts)))
    status = labels.status(isolate.organism.status)
    if isolate.organism.status != "final":
        found.append(str(status))
    return tuple(text.visible(each) for each in found)


def _place_of_organism(isolate: Isolate) -> int:
    return next(place for place, each in enumerate(isolate.parents) if each is isolate.organism)


def _place(culture: Culture, isolate: Isolate, *, whole: bool) -> tuple[str, ...]:
    """Under what it stands in its sample; where not the ``whole``, only the parts of the sample between, such as a bottle."""
    parents = isolate.parents
    told = list(parents[1 : _place_of_organism(isolate)])
    if whole:
        told += [each for each in (isolate.organism, *parents[-1:][: isolate.alike - 1]) if each is not parents[0]]
        if not told and len(culture_text.examinations(culture)) > 1:
            told = [parents[0]]
    return tuple(dict.fromkeys(map(observation_name, told)))


def called(isolate: Isolate, style: Style) -> str:
    """What grew, and what tells it from others that are called so in the sample."""
    return ", ".join((culture_text.organism(isolate), *distinction(isolate, style)))


def distinction(isolate: Isolate, style: Style) -> tuple[str, ...]:
    """What tells it from other isolates of its organism in the sample: amount, type; where nothing does, its number."""
    said = [f"{observation_name(of)}: {culture_text.answer(of, style)}" for of in isolate.beside]
    if isolate.number is not None:
        number, count = map(str, isolate.number)
        said.insert(0, translate("Cultures", "isolate {n} of {m}").replace("{n}", number).replace("{m}", count))
    return tuple(text.visible(" ".join(each.split())) for each in said)


def remarks(isolate: Isolate, style: Style) -> tuple[str, ...]:
    """What the laboratory wrote about what grew («ESBL-produserende stamme»): it stands wherever its letters stand alone."""
    found = []
    for note in isolate.organism.notes:
        said = " ".join(text.visible(lines.annotation(note, style)).split())
        found.append(said if len(said) <= _REMARK else f"{said[:_REMARK].rstrip()} …")
    return tuple(found)


def copied_isolate(culture: Culture, isolate: Isolate, style: Style, noted: frozenset[int]) -> list[str]:
    """One isolate as text, a line for each antibiotic."""
    told = heading(culture, isolate)
    organism = called(isolate, style)
    found = [f"{organism} ({'; '.join(told)}):" if told else f"{organism}:"]
    for each in isolate.results:
        answer = culture_text.susceptible(each, isolate, style, spelt=False, noted=id(each.finding) in noted)
        found.append(f"  {observation_name(each.observation)}: {_voided(answer.spoken, void=answer.void)}")
    return found


def _voided(said: str, *, void: bool) -> str:
    """What does not stand says so first: a strike is lost in plain text."""
    return translate("Cultures", "VOID – {what}").replace("{what}", said) if void else said


def _paragraphs(found: Iterator[Line]) -> list[str]:
    told = []
    for line in found:
        indent = "  " * line.level
        if line.kind is not Kind.FINDING:
            if not line.of_value:
                told.append(indent + line.shown)
            else:
                told[-1] += f" {line.body}" if told and "\n" not in line.body else f"\n{line.body}"
            continue
        cells = line.cells
        said = ", ".join(filter(None, (cells[Column.VALUE], cells[Column.MARK], cells[Column.REFERENCE])))
        if cells[Column.STATUS] != str(labels.status("final")):
            said = ", ".join(filter(None, (said, cells[Column.STATUS])))
        if not line.date_told:
            said = ", ".join(filter(None, (said, cells[Column.DATE])))
        told.append(f"{indent}{cells[Column.NAME]}: {_voided(said, void=line.void)}")
    return told


def _says_more(context: Context, of: Susceptibility, parent: Observation) -> bool:
    """Whether there is more about it than a cell can tell: a comment, a range, another date, who made it."""
    observation = of.observation
    value = observation.value
    if observation.notes or observation.reference_ranges or observation.structured or observation.history or context.style.codes:
        return True
    if isinstance(value, CodeableConcept) and ("\n" in text.visible(value.text) or len(value.text) > finding_lines.LONG):
        return True
    if observation.subject is not None or sampling.besides(observation) or context.date_of(observation) != context.date:
        return True
    bare = replace(of.finding, observation=replace(observation, method=None))  # a cell tells the method
    return any(said.strip() for _, said in finding_facts.facts(context, bare, parent))
