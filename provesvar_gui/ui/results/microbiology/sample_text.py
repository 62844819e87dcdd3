"""A sample in words: its row, in which the answer is the title; its findings in the laboratory's order; what grew before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import latest_results, microbiology, susceptibility, text
from provesvar_gui.results.microbiology import Answered
from provesvar_gui.results.placed import PENDING
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.results.common import ages, culture_text, flags, labels, lines, version_text
from provesvar_gui.ui.results.common.bare_names import without_unspecific
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.lines import Kind, Line
from provesvar_gui.ui.results.common.record_view import Record, one_line
from provesvar_gui.ui.results.common.report_lines import Context, observation_name, sample_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from provesvar_gui.results.microbiology import Culture
    from provesvar_gui.results.model import Observation
    from provesvar_gui.results.susceptibility import Isolate
    from provesvar_gui.results.versions import Versions
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate
_REMARK: Final = 90  # characters; the whole stands at the sample
_EARLIER: Final = 6  # isolates that are told beside a sample; all are in the matrix


def sample(
    culture: Culture,
    style: Style,
    versions: Versions,
    tested: Iterable[tuple[Culture, Isolate]] = (),
    *,
    fetched_at: datetime | None = None,
) -> Iterator[Line]:
    """Everything of a sample. ``tested``: what was tested in all of them, newest first."""
    context = Context.of(culture_text.report_of(culture), style)
    context.shared_specimen = culture.specimen  # which stands above them
    context.doubts, context.versions, context.fetched_at = culture.beside, versions, fetched_at
    context.replaced = version_text.replacements(context.report, versions)
    yield from sample_lines(context, culture.findings, culture.specimen, style)
    yield from _earlier(culture, tested, style, fetched_at)


def _earlier(
    culture: Culture, tested: Iterable[tuple[Culture, Isolate]], style: Style, fetched_at: datetime | None
) -> Iterator[Line]:
    """What grew before from the same kind of material, by the laboratory's word for that, and what killed it."""
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
                letter = culture_text.susceptible(each, isolate, style, spelt=False, noted=False).letter
                by_letter.setdefault(letter, []).append(without_unspecific(observation_name(each.observation)))
        status = culture_text.status(other)
        states = [str(each) for each in culture_text.marks(other) if each.tint is MarkTint.CHANGED]
        states += [str(status)] if status.tint is not MarkTint.NONE else []
        told = (culture_text.sampled(other, style), ages.age(other.when, fetched_at), *states)
        yield from lines.line(called(isolate, style), lines.SEPARATOR.join(filter(None, told)))
        for letter in sorted(filter(None, by_letter), key=lambda each: ("RSI".find(each) % 4, each)):
            yield Line(kind=Kind.LINE, label=letter, body=", ".join(by_letter[letter]), letter=True)


def _kind(culture: Culture) -> str:
    """The first word of what was taken: «Blod» of «Blod, venepunksjon»."""
    kind = culture.specimen.kind if culture.specimen is not None else None
    words = text.name(kind).replace(",", " ").split() if kind is not None else []
    return text.visible(words[0]) if words else ""


def title(culture: Culture, style: Style) -> str:
    return lines.SEPARATOR.join((culture_text.specimen(culture), culture_text.sampled(culture, style)))


def subtitle(culture: Culture, style: Style) -> str:
    """What was examined, by whom, and whether it is final."""
    report = culture_text.report_of(culture)
    issued = style.moment(report.issued)
    told = (
        ", ".join(culture_text.examinations(culture)),
        lines.laboratories(report),
        str(culture_text.status(culture)),
        translate("ReportList", "issued {moment}").format(moment=issued) if issued else "",
    )
    return text.visible(lines.SEPARATOR.join(filter(None, told)))


def heading(culture: Culture, isolate: Isolate) -> tuple[str, ...]:
    """What tells an isolate from others: its place in its sample, what became of it, and whether it is final."""
    found = [*_place(culture, isolate, whole=sum(each.name == isolate.name for each in culture.isolates) > 1)]
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


def also_under(isolate: Isolate) -> str:
    """Where else its tests belong, or ""."""
    if not isolate.also_under:
        return ""
    return text.visible(translate("Cultures", "also under {names}").replace("{names}", "; ".join(isolate.also_under)))


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
    """What grew, and what tells it from others that are called so in the sample: amount, type; where nothing does, its number."""
    said = [f"{observation_name(of)}: {culture_text.answer(of, style)}" for of in isolate.beside]
    if isolate.number is not None:
        number, count = map(str, isolate.number)
        said.insert(0, translate("Cultures", "isolate {n} of {m}").replace("{n}", number).replace("{m}", count))
    return ", ".join((culture_text.organism(isolate), *(text.visible(" ".join(each.split())) for each in said)))


def remarks(isolate: Isolate, style: Style) -> tuple[str, ...]:
    """What the laboratory wrote about what grew («ESBL-produserende stamme»): it stands wherever its letters stand alone."""
    found = []
    for note in isolate.organism.notes:
        said = " ".join(text.visible(lines.annotation(note, style)).split())
        found.append(said if len(said) <= _REMARK else f"{said[:_REMARK].rstrip()} …")
    return tuple(found)


_LONGEST: Final = 300  # characters of an answer; the sample has it whole
_REPEATED: Final = re.compile(r"\s*\(([^()]+)\)$")  # «Blod, venepunksjon (Blod)»
_GREW: Final = re.compile(r"(?:opp)?vekst\b", re.IGNORECASE)
_VIRUS: Final = re.compile(r"virus|\bcov\b|rna\b", re.IGNORECASE)


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
    """``before``: the sample above it. ``every``: all that are listed."""
    answered = microbiology.answered(culture)
    begins = before is None or microbiology.answered(before) is not answered
    status, marks = culture_text.status(culture), culture_text.marks(culture)
    taken, examined = specimen(culture), ", ".join(map(without_unspecific, culture_text.examinations(culture)))
    answers = _answers(culture, style)
    named = max(sum(of_organism for _, _, of_organism in answers), 1)  # all that grew stands in the title
    titles = [" + ".join(said for said, _, _ in answers[:named]) or (examined if culture.findings else _nothing())]
    rest = [said for said, _, _ in answers[named:]]
    said, _, names = titles[0].partition(": ")
    if names and latest_results.nothing_in(said):  # of what was found, the name stands in the title
        titles, rest = [said], [names, *rest]
    title = ": ".join(filter(None, (taken, *titles)))
    beside = examined if answers and len(culture_text.examinations(culture)) == 1 else ""  # several stand beside their answers
    states = (status, *marks) if status.tint is not MarkTint.NONE else marks
    cancelled = translate("ResultLabels", "Cancelled")
    whole = "; ".join(
        f"{cancelled}: {said}" if void else said
        for said, void in culture_text.answers(culture, style, longest=culture_text.SPOKEN)
    )
    spoken = (
        head(answered) if begins else "",
        culture_text.sampled(culture, style),
        culture_text.specimen(culture),
        ", ".join(culture_text.examinations(culture)),
        whole or titles[0],
        status.words,
        *(each.words for each in marks),
    )
    return Record(
        title=one_line(title),
        when=ages.day_then_clock(culture.when, fetched_at, style.language) or (translate("Cultures", "Date not given"),),
        icon=Icon.VIRUS if _VIRUS.search(examined) else Icon.BACTERIA,
        lines=tuple(map(one_line, filter(None, (*rest, beside)))),
        marks=tuple(map(flags.short, states)),
        head=head(answered) if begins else "",
        count=sum(microbiology.answered(each) is answered for each in every) if begins else 0,
        struck=culture.void or (bool(answers) and all(void for _, void, _ in answers)),
        spoken=text.visible(", ".join(filter(None, spoken))),
    )


def specimen(culture: Culture) -> str:
    """Without what only says its first word again."""
    name = culture_text.specimen(culture)
    repeated = _REPEATED.search(name)
    return name[: repeated.start()] if repeated and repeated[1].casefold() in name[: repeated.start()].casefold() else name


def _answers(culture: Culture, style: Style) -> list[tuple[str, bool, bool]]:
    """What names an organism first, then what else was found, then what says that nothing was; what is void last.

    Each with whether it is void, and whether it names an organism.
    """

    def rank(told: tuple[str, bool, tuple[Observation, ...]]) -> int:
        said, void, of = told
        if void or latest_results.nothing_in(said.partition(":")[0]):
            return 3 if void else 2
        return 0 if any(susceptibility.says_what_grew(each) and _is_named(each) for each in of) else 1

    awaited = tuple(str(labels.status(each)) for each in PENDING)  # a chip says so
    found = sorted(culture_text.answers_of(culture, style, longest=_LONGEST), key=rank)
    return [(_without(told[0]), told[1], rank(told) == 0) for told in found if not told[0].startswith(awaited)]


def _is_named(observation: Observation) -> bool:
    """Whether it names what grew, and does not only say that something did."""
    return susceptibility.is_finding(observation) and not _GREW.match(susceptibility.grown(observation).strip())


def _without(said: str) -> str:
    """Without «Us-» before each name."""
    return re.sub(r"(?<![\w-])Us-(?=\w)", "", said)


def _nothing() -> str:
    return translate("ReportLines", "The report holds no results.")
