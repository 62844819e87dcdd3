"""One sample in words: its findings in the laboratory's order, what grew from the same material before, and a plain copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import text
from provesvar_gui.ui.results.common import culture_text, labels, lines, version_text
from provesvar_gui.ui.results.common.bare_names import without_unspecific
from provesvar_gui.ui.results.common.finding_facts import Context, observation_name
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.report_lines import sample_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from provesvar_gui.results.microbiology import Culture
    from provesvar_gui.results.susceptibility import Isolate
    from provesvar_gui.results.versions import Versions
    from provesvar_gui.ui.results.common.lines import Line, Style

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
    yield from _earlier(culture, tested, style)


def _earlier(culture: Culture, tested: Iterable[tuple[Culture, Isolate]], style: Style) -> Iterator[Line]:
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
        order = [*(each for each in "RSI" if each in by_letter), *(each for each in by_letter if each and each not in "RSI")]
        said = [f"{letter}: {', '.join(by_letter[letter])}" for letter in order]
        said += [str(each) for each in culture_text.marks(other) if each.tint is MarkTint.CHANGED]
        status = culture_text.status(other)
        said += [str(status)] if status.tint is not MarkTint.NONE else []
        label = f"{culture_text.sampled(other, style)}{lines.SEPARATOR}{called(isolate, style)}"
        yield from lines.line(label, lines.SEPARATOR.join(said) or translate("ReportLines", "No value"))


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
        labels.apart().words if culture.apart else "",
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
