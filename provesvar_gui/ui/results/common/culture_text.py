"""Samples, isolates and susceptibilities in words, for lists, the matrix, the screen reader and the clipboard."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import latest_results, microbiology, susceptibility, text
from provesvar_gui.results.microbiology import Answered
from provesvar_gui.results.model import CodeableConcept, Report
from provesvar_gui.results.placed import PENDING, VOID, each_finding
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.results.common import ages, flags, labels, lines, status_text
from provesvar_gui.ui.results.common.labels import MarkTint, without_unspecific
from provesvar_gui.ui.results.common.lines import Kind, Line
from provesvar_gui.ui.results.common.record_view import Record, one_line
from provesvar_gui.ui.results.common.report_lines import Context, observation_name, sample_lines

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence
    from datetime import datetime

    from provesvar_gui.results.microbiology import Culture
    from provesvar_gui.results.model import Observation
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.susceptibility import Isolate
    from provesvar_gui.results.versions import Versions
    from provesvar_gui.ui.results.common.labels import Mark
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate
_SHORT: Final = 110  # characters of an answer in the list; the whole stands beside
_REMARK: Final = 90  # characters; the whole stands at the sample
_EARLIER: Final = 6  # isolates that are told beside a sample; all are in the matrix
_LONGEST: Final = 300  # characters of an answer; the sample has it whole
_REPEATED: Final = re.compile(r"\s*\(([^()]+)\)$")  # «Blod, venepunksjon (Blod)»
_GREW: Final = re.compile(r"(?:opp)?vekst\b", re.IGNORECASE)
_UNSPECIFIC: Final = re.compile(r"(?<=^Påvist):|(?<![\w-])Us-(?=\w)")
_VIRUS: Final = re.compile(r"virus|\bcov\b|rna\b", re.IGNORECASE)
SPOKEN: Final = 2000  # characters of one that is spoken: whole, but for what is a report of its own


def report_of(culture: Culture) -> Report:
    """The report of a culture; where it is missing, one with this sample alone."""
    if culture.report is not None:
        return culture.report
    title = translate("ResultsView", "Results whose report did not come")
    return Report(id="", code=CodeableConcept(text=title), findings=culture.findings)


def sampled(culture: Culture, style: Style) -> str:
    return style.moment(culture.when) or translate("Cultures", "Date not given")


def day(culture: Culture, style: Style) -> str:
    return text.NBSP.join(sampled(culture, style).split(text.NBSP)[:3])


def awaited(cultures: Iterable[Culture], style: Style, fetched_at: datetime | None, *, clock: bool) -> str:
    """«Bakterier dyrkning 24 Nov 02:58»; without the ``clock`` each day once, for all that is of it."""
    by_time: dict[str, list[str]] = {}
    for each in cultures:
        when = ages.day_then_clock(each.when, fetched_at, style.language)
        shown = " ".join(part for part in when if clock or ":" not in part)
        by_time.setdefault(shown, []).append(", ".join(map(without_unspecific, examinations(each))) or specimen(each))
    return lines.SEPARATOR.join(f"{', '.join(names)} {when}".strip() for when, names in by_time.items())


def specimen(culture: Culture) -> str:
    """The specimen without a repetition of its first word: «Blod, venepunksjon (Blod)»."""
    of = culture.specimen
    parts = (text.name(each) for each in (of.kind, of.body_site) if each is not None) if of is not None else ()
    name = ", ".join(filter(None, parts)) or translate("Cultures", "Specimen not given")
    repeated = _REPEATED.search(name)
    return name[: repeated.start()] if repeated and repeated[1].casefold() in name[: repeated.start()].casefold() else name


def examinations(culture: Culture) -> tuple[str, ...]:
    return tuple(dict.fromkeys(observation_name(each.observation) for each in culture.findings))


def answers(culture: Culture, style: Style, *, longest: int = _SHORT) -> Iterator[tuple[str, bool, tuple[Observation, ...]]]:
    """The findings, a line each, with whether it is void, and the results in the line.

    Examinations that share an answer share a line. Of one organism that was found more than once under one name the line says
    how often. ``longest``: characters of an answer; a longer one says that it is cut.
    """
    several = len(examinations(culture)) > 1
    became, was = ({id(one): other for one, other in pairs} for pairs in (culture.replaced, culture.earlier_values))
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
        times = len({id(each) for each in told if susceptibility.names_organism(each)})
        if times > max(len(places), 1):
            said = translate("Cultures", "{name} (%n finding(s))", "", times).replace("{name}", said)
        yield f"{said}: {', '.join(places)}" if places else said, void, tuple(told)


def replaced(said: str, became: Observation, style: Style) -> str:
    """The findings of an older version, each with the newest version's."""
    now = _short(answer(became, style), _SHORT) or _no_answer(became)
    return translate("Cultures", "{name} (replaced: {now})").replace("{now}", now).replace("{name}", said)


def answer(observation: Observation, style: Style) -> str:
    """The text of a finding, the same in every view."""
    said = style.result(observation) if observation.value is not None else ""
    return _with(said, _remarked(observation))


def _remarked(observation: Observation) -> tuple[str, ...]:
    found = susceptibility.is_finding(observation)
    return microbiology.carried_by(observation) if found and susceptibility.names_organism(observation) else ()


def _with(name: str, carried: Iterable[str]) -> str:
    return ", ".join((name, *(each for each in carried if each not in name.upper())))


def _no_answer(observation: Observation) -> str:
    status = labels.status(observation.status)
    return str(status) if status.tint in (MarkTint.PENDING, MarkTint.VOID) else lines.no_value(observation)


def _short(said: str, longest: int) -> str:
    return lines.short(" ".join(said.split()), longest)


def status(culture: Culture) -> Mark:
    """The report's status; the sample's own where nothing of it stands, or its report is missing."""
    report = culture.report
    own = culture.findings[0].observation.status if culture.findings else "cancelled"  # without any: a newer version was
    if report is None or (culture.void and report.status not in VOID):
        return labels.status(own)
    return labels.status(report.status)


def marks(culture: Culture) -> tuple[Mark, ...]:
    """The statuses other than final, and the laboratory's marks and remarks, each once."""
    report = culture.report
    found: list[Mark] = []
    if culture.pending and status(culture).tint is not MarkTint.PENDING:
        found.append(labels.Mark(glyph="◐", words=translate("Cultures", "Parts are not final"), tint=MarkTint.PENDING))
    found += labels.opened(report)
    found += (mark for finding in each_finding(culture.findings) for mark in labels.opened(finding))
    if culture.partly_superseded:
        words = translate("Cultures", "Parts are in a newer version")
        found.append(labels.Mark(glyph="↻", words=words, tint=MarkTint.CHANGED))
    found += map(status_text.doubt, culture.doubts)
    standing = (each.observation for each in culture.walk() if not each.void)
    found += (each for observation in standing for each in flags.marks(observation) if each.tint is not MarkTint.NONE)
    if report is not None and report.status not in VOID:
        found += filter(None, map(flags.report_mark, report.comments))
    return tuple({str(each): each for each in found}.values())


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Answer:
    """One susceptibility as shown in a cell. ``letter`` is the laboratory's; ``rest``: MIC, zone, text, method.

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
        """The part that is struck through where it is void."""
        return lines.SEPARATOR.join(part for part in (self.letter, self.rest) if part)


def susceptible(of: Placed, isolate: Isolate, style: Style, *, spelt: bool, noted: bool) -> Answer:
    """``spelt``: with the word for the letter. ``noted``: more about it is below."""
    observation = of.observation
    letter, meant, others = susceptibility.told(observation)
    value = observation.value
    parts, states = [*others], list[str]()
    if value is not None and not isinstance(value, CodeableConcept):
        parts.append(style.value(value))
    told = {*letter.split("/"), *meant}
    parts += (str(each) for each in flags.marks(observation) if not any(each.words.startswith(one) for one in told if one))
    if observation.method is not None:
        parts.append(text.name(observation.method))
    mark = labels.status(observation.status)
    if observation.status not in ("final", isolate.organism.status) or mark.tint in (MarkTint.PENDING, MarkTint.VOID):
        states.append(str(mark))
    if of.void and mark.tint is not MarkTint.VOID:
        by = translate("Cultures", "cancelled in a newer version"), translate("Cultures", "what it stands under is cancelled")
        states.append(by[not of.superseded])
    doubts = () if of.void else tuple(map(status_text.doubt, of.doubts))
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
        letter=letter,
        rest=one_line(lines.SEPARATOR.join(parts)),
        status=one_line(lines.SEPARATOR.join(states)),
        spoken=", ".join(spoken or parts),
        void=of.void,
    )


def legend(isolates: tuple[Isolate, ...]) -> Generator[None, None, dict[str, tuple[str, ...]]]:
    """The meaning of each letter, in the words sent with it. A generator that yields between steps."""
    found: dict[str, dict[str, None]] = {}
    for isolate in isolates:
        for each in isolate.results:
            for coding in susceptibility.letters(each.observation):
                known = found.setdefault(coding.code, {})
                if coding.display.strip() and not text.same(coding.display, coding.code):
                    known.setdefault(coding.display)
        yield
    return {letter: text.distinct(meant) for letter, meant in found.items()}


def sample(
    culture: Culture,
    style: Style,
    versions: Versions,
    tested: Iterable[tuple[Culture, Isolate]] = (),
    *,
    fetched_at: datetime | None = None,
) -> Iterator[Line]:
    """All lines of a sample. ``tested``: the isolates of all samples, newest first."""
    context = Context(report_of(culture), style, versions=versions, fetched_at=fetched_at)
    context.shared_specimen = culture.specimen  # which stands above them
    yield from sample_lines(context, culture.findings, culture.specimen, style, _earlier(culture, tested, style, fetched_at))


def _earlier(
    culture: Culture, tested: Iterable[tuple[Culture, Isolate]], style: Style, fetched_at: datetime | None
) -> Iterator[Line]:
    """Earlier findings from the same kind of material, by the laboratory's name of it, and their susceptibilities."""
    kind = _kind(culture)
    if not kind or culture.when is None or culture.when.when is None:
        return
    found = [
        (other, isolate)
        for other, isolate in tested
        if _kind(other) == kind
        and not isolate.void
        and other.when is not None
        and other.when.when is not None
        and other.when.when < culture.when.when
    ]
    if not found:
        return
    yield lines.section(translate("Cultures", "Earlier from {material}").replace("{material}", kind[:1].lower() + kind[1:]))
    for other, isolate in found[:_EARLIER]:
        by_letter: dict[str, list[str]] = {}
        for each in isolate.results:
            if not each.void:
                letter = susceptible(each, isolate, style, spelt=False, noted=False).letter
                by_letter.setdefault(letter, []).append(without_unspecific(observation_name(each.observation)))
        told = (sampled(other, style), ages.age(other.when, fetched_at), *states(other))
        yield from lines.line(called(isolate, style), lines.SEPARATOR.join(filter(None, told)))
        for letter in sorted(filter(None, by_letter), key=lambda each: ("RSI".find(each) % 4, each)):
            yield Line(kind=Kind.LINE, label=letter, body=", ".join(by_letter[letter]), letter=True)


def states(culture: Culture) -> list[str]:
    """The changes in a sample, and whether its report is final."""
    found = [str(each) for each in marks(culture) if each.tint in (MarkTint.CHANGED, MarkTint.OPENED)]
    return found + [str(each) for each in (status(culture),) if each.tint is not MarkTint.NONE]


def _kind(culture: Culture) -> str:
    """The first word of the specimen: «Blod» of «Blod, venepunksjon»."""
    kind = culture.specimen.kind if culture.specimen is not None else None
    words = text.name(kind).replace(",", " ").split() if kind is not None else []
    return words[0] if words else ""


def title(culture: Culture, style: Style) -> str:
    return lines.SEPARATOR.join((specimen(culture), sampled(culture, style)))


def subtitle(culture: Culture, style: Style) -> str:
    """The examination, the laboratory, and whether it is final."""
    report = report_of(culture)
    issued = style.moment(report.issued)
    told = (
        ", ".join(examinations(culture)),
        lines.laboratories(report),
        str(status(culture)),
        translate("ReportList", "issued {moment}").format(moment=issued) if issued else "",
    )
    return lines.SEPARATOR.join(filter(None, told))


def heading(culture: Culture, isolate: Isolate, *, alone: bool = True) -> tuple[str, ...]:
    """What tells an isolate from others: its place (``alone`` on its day: without the examination), changes, whether final."""
    found = [*_place(culture, isolate, whole=sum(each.name == isolate.name for each in culture.isolates) > 1, alone=alone)]
    for pairs, said in (
        (culture.replaced, translate("Cultures", "replaced: {organism}")),
        (culture.earlier_values, translate("Cultures", "was {organism}")),
    ):
        others = (susceptibility.grown(other) or observation_name(other) for one, other in pairs if one is isolate.organism)
        found += [said.replace("{organism}", other) for other in others]
    doubts = (doubt for each in isolate.results if not each.void for doubt in each.doubts)  # a cell has room for the mark only
    found += map(str, map(status_text.doubt, dict.fromkeys(doubts)))
    if isolate.organism.status != "final":
        found.append(str(labels.status(isolate.organism.status)))
    return (*found, *states(culture))


def _place(culture: Culture, isolate: Isolate, *, whole: bool, alone: bool) -> tuple[str, ...]:
    """The parents in the sample; where not the ``whole``, only the parts of the sample between, such as a bottle."""
    parents = isolate.parents
    told = list(parents[alone : max(next(place for place, each in enumerate(parents) if each is isolate.organism), 1)])
    if whole:
        told += [each for each in (isolate.organism, *parents[-1:][: isolate.alike - 1]) if each is not parents[0]]
        if not told and len(examinations(culture)) > 1:
            told = [parents[0]]
    return tuple(dict.fromkeys(map(observation_name, told)))


def called(isolate: Isolate, style: Style) -> str:
    """The organism, with amount and type where others of the sample have its name; else with its number."""
    said = [f"{observation_name(of)}: {answer(of, style)}" for of in isolate.beside]
    if isolate.number is not None:
        number, count = map(str, isolate.number)
        said.insert(0, translate("Cultures", "isolate {n} of {m}").replace("{n}", number).replace("{m}", count))
    name = _with(isolate.name or translate("ReportLines", "Name not given"), microbiology.carried_by(isolate.organism))
    return ", ".join((name, *(" ".join(each.split()) for each in said)))


def remarks(isolate: Isolate, style: Style) -> tuple[str, ...]:
    """The laboratory's remarks on an isolate («ESBL-produserende stamme»), shown wherever only its letters are."""
    return tuple(_short(lines.annotation(note, style), _REMARK) for note in isolate.organism.notes)


def head(of: Answered) -> str:
    return {
        Answered.FOUND: translate("Cultures", "Growth and findings"),
        Answered.WAITING: translate("Cultures", "Waiting"),
        Answered.NEGATIVE: translate("Cultures", "Nothing found"),
        Answered.VOID: translate("ResultLabels", "Cancelled"),
    }[of]


def record(
    culture: Culture, before: Culture | None, every: Sequence[Culture], style: Style, fetched_at: datetime | None
) -> Record:
    """``before``: the sample above it. ``every``: all samples of the list."""
    kind = microbiology.answered(culture)
    begins = before is None or microbiology.answered(before) is not kind
    state, found, answered = status(culture), marks(culture), _answers(culture, style)
    examined = ", ".join(map(without_unspecific, examinations(culture)))
    named = max(sum(of_organism for _, _, of_organism in answered), 1)  # all that grew stands in the title
    nothing = examined if culture.findings else translate("ReportLines", "The report holds no results.")
    first, *rest = " + ".join(said for said, _, _ in answered[:named]) or nothing, *(said for said, _, _ in answered[named:])
    said, _, names = first.partition(": ")
    if names and latest_results.nothing_in(said):  # of what was found, the name stands in the title
        first, rest = said, [names, *rest]
    rest += [examined] if answered and len(examinations(culture)) == 1 else []  # several stand beside their answers
    bottles = [*_other_bottles(culture, every, style)]
    cancelled = translate("ResultLabels", "Cancelled")
    whole = "; ".join(f"{cancelled}: {said}" if void else said for said, void, _ in answers(culture, style, longest=SPOKEN))
    spoken = (
        head(kind) if begins else "",
        sampled(culture, style),
        specimen(culture),
        ", ".join(examinations(culture)),
        whole or first,
        *bottles,
        state.words,
        *(each.words for each in found),
    )
    return Record(
        title=one_line(f"{specimen(culture)}: {first}"),
        when=ages.day_then_clock(culture.when, fetched_at, style.language) or (translate("Cultures", "Date not given"),),
        icon=Icon.VIRUS if _VIRUS.search(examined) else Icon.BACTERIA,
        lines=tuple(map(one_line, (*rest, *bottles))),
        marks=tuple(
            flags.short(each)
            for each in (state, *carried((culture,)), *found)
            if each is not state or each.tint is not MarkTint.NONE
        ),
        head=head(kind) if begins else "",
        count=sum(microbiology.answered(each) is kind for each in every) if begins else 0,
        struck=culture.void or (bool(answered) and all(void for _, void, _ in answered)),
        spoken=", ".join(filter(None, spoken)),
    )


def carried(cultures: Sequence[Culture]) -> Iterator[Mark]:
    leading = (each for culture in cultures for each, void, *_ in microbiology.leading(culture) if not void)
    remarked = (name for each in leading for name in _remarked(each))
    return (
        labels.Mark(glyph="!", words=name, tint=MarkTint.OUTSIDE)
        for name in dict.fromkeys((*dict(microbiology.carried(cultures)), *remarked))
    )


def _other_bottles(culture: Culture, every: Iterable[Culture], style: Style) -> Iterator[str]:
    """Beside what was found: what is not final of the same sampling, and stands further down."""
    if microbiology.answered(culture) is Answered.FOUND and culture.when is not None and _kind(culture):
        for other in every:
            same = other.when is not None and other.when.when == culture.when.when and _kind(other) == _kind(culture)
            if same and microbiology.answered(other) is Answered.WAITING:
                said = [each for each, *_ in _answers(other, style)] or [status(other).words]
                yield f"{', '.join(map(without_unspecific, examinations(other)))}: {'; '.join(said)}"


def _answers(culture: Culture, style: Style) -> list[tuple[str, bool, bool]]:
    """Findings in order: organisms, other findings, negative ones, void ones.

    Each with whether it is void, and whether it names an organism.
    """

    def rank(told: tuple[str, bool, tuple[Observation, ...]]) -> int:
        said, void, of = told
        if void or latest_results.nothing_in(said.partition(":")[0]):
            return 3 if void else 2
        named = (each for each in of if susceptibility.names_organism(each) and susceptibility.is_finding(each))
        return 1 if all(_GREW.match(susceptibility.grown(each).strip()) for each in named) else 0  # only that something grew

    awaited = tuple(str(labels.status(each)) for each in PENDING)  # a chip says so
    found = sorted(answers(culture, style, longest=_LONGEST), key=rank)
    told = [each for each in found if not each[0].startswith(awaited)]
    return [(_UNSPECIFIC.sub("", each[0]), each[1], rank(each) == 0) for each in told]
