"""Texts of samples, isolates and susceptibilities, for lists, the matrix, the screen reader and the clipboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import microbiology, susceptibility, text
from provesvar_gui.results import text as text_concepts
from provesvar_gui.results.model import CodeableConcept, Report
from provesvar_gui.ui.results.common import flags, labels, lines, version_text
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.report_lines import observation_name

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from provesvar_gui.results.microbiology import Culture
    from provesvar_gui.results.model import Observation
    from provesvar_gui.results.susceptibility import Isolate, Susceptibility
    from provesvar_gui.ui.results.common.labels import Mark
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate
_SHORT: Final = 110  # characters of an answer in the list; the whole stands beside
SPOKEN: Final = 2000  # characters of one that is spoken: whole, but for what is a report of its own


def report_of(culture: Culture) -> Report:
    """Its report; where that did not come, one that holds the sample alone."""
    if culture.report is not None:
        return culture.report
    title = translate("ResultsView", "Results whose report did not come")
    return Report(id="", code=CodeableConcept(text=title), findings=culture.findings)


def sampled(culture: Culture, style: Style) -> str:
    return style.moment(culture.when) or translate("Cultures", "Date not given")


def day(culture: Culture, style: Style) -> str:
    return text.NBSP.join(sampled(culture, style).split(text.NBSP)[:3])


def specimen(culture: Culture) -> str:
    of = culture.specimen
    if of is None:
        return translate("Cultures", "Specimen not given")
    parts = (text_concepts.name(each) for each in (of.kind, of.body_site) if each is not None)
    return ", ".join(part for part in parts if part) or translate("Cultures", "Specimen not given")


def examinations(culture: Culture) -> tuple[str, ...]:
    return tuple(dict.fromkeys(observation_name(each.observation) for each in culture.findings))


def answers(culture: Culture, style: Style, *, longest: int = _SHORT) -> Iterator[tuple[str, bool]]:
    """What was found, one line each, and whether that is void. Examinations that share an answer share a line.

    Of one organism that was found more than once under one name the line says how often. ``longest``: characters of an answer; a
    longer one says that it is cut.
    """
    return ((said, void) for said, void, _ in answers_of(culture, style, longest=longest))


def answers_of(culture: Culture, style: Style, *, longest: int = _SHORT) -> Iterator[tuple[str, bool, tuple[Observation, ...]]]:
    """The same, each line with the results that it tells."""
    several = len(examinations(culture)) > 1
    became, was = ({id(one): other for one, other in pairs} for pairs in (culture.replaced, culture.was))
    heads = {id(each.observation) for each in culture.findings if each.members}
    grouped: dict[tuple[str, bool], tuple[list[str], list[Observation]]] = {}
    for observation, void, depth, part in microbiology.leading(culture):
        said = _short(answer(observation, style), longest)
        if not said and depth == 0 and id(observation) in heads:
            continue
        said = said or _no_answer(observation)
        if id(observation) in became and not void:
            said = replaced(said, became[id(observation)], style)
        elif id(observation) in was and not void:
            before = _short(answer(was[id(observation)], style), longest)
            said = translate("Cultures", "{name} (was {before})").replace("{before}", before).replace("{name}", said)
        named, told = grouped.setdefault((said, void), ([], []))
        told.append(observation)
        if depth == 0 and several:
            named.append(observation_name(observation))
        elif part is not None:
            named.append(observation_name(part))
    for (said, void), (named, told) in grouped.items():
        places = tuple(dict.fromkeys(named))
        times = len({id(each) for each in told if susceptibility.says_what_grew(each)})
        if times > max(len(places), 1):
            said = translate("Cultures", "{name} (%n finding(s))", "", times).replace("{name}", said)
        yield f"{said}: {', '.join(places)}" if places else said, void, tuple(told)


def replaced(said: str, became: Observation, style: Style) -> str:
    """What grew by an older version, with what the newest says instead."""
    now = _short(answer(became, style), _SHORT) or _no_answer(became)
    return translate("Cultures", "{name} (replaced: {now})").replace("{now}", now).replace("{name}", said)


def answer(observation: Observation, style: Style) -> str:
    return style.result(observation) if observation.value is not None else ""


def _no_answer(observation: Observation) -> str:
    status = labels.status(observation.status)
    return str(status) if status.tint in (MarkTint.PENDING, MarkTint.VOID) else lines.no_value(observation)


def _short(said: str, longest: int) -> str:
    flat = " ".join(said.split())
    return flat if len(flat) <= longest else f"{flat[:longest].rstrip()} …"


def status(culture: Culture) -> Mark:
    """Of its report; of the sample itself where nothing of it stands, or where its report did not come."""
    report = culture.report
    own = culture.findings[0].observation.status if culture.findings else "cancelled"  # without any: a newer version was
    if report is None or (culture.void and report.status not in labels.VOID_STATUSES):
        return labels.status(own)
    return labels.status(report.status)


def marks(culture: Culture) -> tuple[Mark, ...]:
    """What is not final, what the laboratory marked, and what it asks to notice, each once."""
    report = culture.report
    found: list[Mark] = []
    if culture.pending and status(culture).tint is not MarkTint.PENDING:
        found.append(labels.Mark(glyph="◐", words=translate("Cultures", "Parts are not final"), tint=MarkTint.PENDING))
    found += labels.opened(report)
    found += (mark for finding in labels.walk_findings(culture.findings) for mark in labels.opened(finding))
    if culture.partly:
        words = translate("Cultures", "Parts are in a newer version")
        found.append(labels.Mark(glyph="↻", words=words, tint=MarkTint.CHANGED))
    found += map(version_text.doubt, culture.doubts)
    standing = (observation for observation, void in culture.walk() if not void)
    found += (each for observation in standing for each in flags.marks(observation) if each.tint is not MarkTint.NONE)
    if report is not None and report.status not in labels.VOID_STATUSES:
        found += filter(None, map(flags.report_mark, report.comments))
    return tuple({str(each): each for each in found}.values())


def grown(observation: Observation) -> str:
    """What grew by an observation of another version; the name of the examination where it tells of nothing."""
    value = observation.value
    said = "; ".join(text_concepts.result_texts(value)) if isinstance(value, CodeableConcept) else ""
    return said or observation_name(observation)


def organism(isolate: Isolate) -> str:
    return text.visible(isolate.name) or translate("ReportLines", "Name not given")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Answer:
    """One susceptibility as it stands in a cell. ``letter`` is the laboratory's; ``rest``: MIC, zone, text, method.

    ``status``: where it is not as that of what grew, and whether there is more to read.
    """

    letter: str
    rest: str
    spoken: str
    status: str = ""
    void: bool = False

    @property
    def shown(self) -> str:
        return lines.SEPARATOR.join(part for part in (self.result, self.status) if part)

    @property
    def result(self) -> str:
        """What is struck through where it is void."""
        return lines.SEPARATOR.join(part for part in (self.letter, self.rest) if part)


def susceptible(of: Susceptibility, isolate: Isolate, style: Style, *, spelt: bool, noted: bool) -> Answer:
    """``spelt``: the words of the letter belong into the cell. ``noted``: more about it stands below."""
    observation = of.observation
    codings = susceptibility.letters(observation)
    letter = "/".join(dict.fromkeys(each.code for each in codings))
    meant = text_concepts.distinct(each.display for each in codings)
    value = observation.value
    parts: list[str] = []
    states: list[str] = []
    if isinstance(value, CodeableConcept):
        others = (text_concepts.coding_text(each) for each in value.codings if each not in codings and each.system != "8243")
        said = text_concepts.distinct((value.text, *others))
        parts += (each for each in said if not any(text_concepts.same(each, known) for known in (letter, *meant)))
    elif value is not None:
        parts.append(style.value(value))
    told = {each.code for each in codings} | set(meant)
    parts += (str(each) for each in flags.marks(observation) if not any(each.words.startswith(one) for one in told if one))
    if observation.method is not None:
        parts.append(text_concepts.name(observation.method))
    mark = labels.status(observation.status)
    if observation.status not in ("final", isolate.organism.status) or mark.tint in (MarkTint.PENDING, MarkTint.VOID):
        states.append(str(mark))
    if of.void and mark.tint is not MarkTint.VOID:
        by = translate("Cultures", "cancelled in a newer version"), translate("Cultures", "what it stands under is cancelled")
        states.append(by[not of.withdrawn])
    doubts = () if of.void else tuple(map(version_text.doubt, of.doubts))
    spoken = [*([", ".join((letter, *meant))] if letter else ()), *parts, *states, *(each.words for each in doubts)]
    states += dict.fromkeys(each.glyph for each in doubts)  # their words stand above the column
    if spelt:
        parts[:0] = meant
    if not letter and not parts and not states:
        parts.append(translate("ReportLines", "No value"))
    if noted:
        states.append(translate("Cultures", "see note"))
        spoken.append(translate("Cultures", "see note"))
    return Answer(
        letter=text.visible(letter),
        rest=_one_line(parts),
        status=_one_line(states),
        spoken=text.visible(", ".join(spoken or parts)),
        void=of.void,
    )


def _one_line(parts: list[str]) -> str:
    return " ".join(text.visible(lines.SEPARATOR.join(parts)).split("\n"))


def legend(isolates: tuple[Isolate, ...]) -> Generator[None, None, dict[str, tuple[str, ...]]]:
    """What each letter means, in the words delivered with it; gives way while it works."""
    found: dict[str, dict[str, None]] = {}
    for isolate in isolates:
        for each in isolate.results:
            for coding in susceptibility.letters(each.observation):
                known = found.setdefault(coding.code, {})
                if coding.display.strip() and not text_concepts.same(coding.display, coding.code):
                    known.setdefault(coding.display)
        yield
    return {letter: text_concepts.distinct(meant) for letter, meant in found.items()}
