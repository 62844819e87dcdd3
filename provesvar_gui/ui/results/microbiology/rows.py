"""The rows of the list of samples: the answer is the title; growth and findings first, then what waits, then negative."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import latest_results, microbiology, susceptibility, text
from provesvar_gui.results.microbiology import Answered
from provesvar_gui.results.placed import PENDING
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.results.common import culture_text, day_text, flags, labels
from provesvar_gui.ui.results.common.bare_names import without_unspecific
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.record_list import Record, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from provesvar_gui.results.microbiology import Culture
    from provesvar_gui.results.model import Observation
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate
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
    titles = [said for said, _ in answers[:1]] or [examined if culture.findings else _nothing()]
    rest = [said for said, _ in answers[1:]]
    said, _, names = titles[0].partition(": ")
    if names and latest_results.nothing_in(said):  # of what was found, the name stands in the title
        titles, rest = [said], [names, *rest]
    title = ": ".join(filter(None, (taken, *titles)))
    beside = examined if answers and len(culture_text.examinations(culture)) == 1 else ""  # several stand beside their answers
    states = (status, *marks) if status.tint is not MarkTint.NONE else marks
    apart = (labels.apart(),) if culture.apart else ()
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
        *(each.words for each in (*marks, *apart)),
    )
    return Record(
        title=one_line(title),
        when=day_text.day_and_clock(culture.when, fetched_at, style.language) or (translate("Cultures", "Date not given"),),
        icon=Icon.VIRUS if _VIRUS.search(examined) else Icon.BACTERIA,
        lines=tuple(map(one_line, filter(None, (*rest, beside)))),
        marks=tuple(map(flags.short, (*states, *apart))),
        head=head(answered) if begins else "",
        count=sum(microbiology.answered(each) is answered for each in every) if begins else 0,
        struck=culture.void or (bool(answers) and all(void for _, void in answers)),
        spoken=text.visible(", ".join(filter(None, spoken))),
    )


def specimen(culture: Culture) -> str:
    """Without what only says its first word again."""
    name = culture_text.specimen(culture)
    repeated = _REPEATED.search(name)
    return name[: repeated.start()] if repeated and repeated[1].casefold() in name[: repeated.start()].casefold() else name


def _answers(culture: Culture, style: Style) -> list[tuple[str, bool]]:
    """What names an organism first, then what else was found, then what says that nothing was; what is void last."""

    def rank(told: tuple[str, bool, tuple[Observation, ...]]) -> int:
        said, void, of = told
        if void or latest_results.nothing_in(said.partition(":")[0]):
            return 3 if void else 2
        return 0 if any(susceptibility.says_what_grew(each) and _is_named(each) for each in of) else 1

    awaited = tuple(str(labels.status(each)) for each in PENDING)  # a chip says so
    found = sorted(culture_text.answers_of(culture, style, longest=_LONGEST), key=rank)
    return [(_without(said), void) for said, void, _ in found if not said.startswith(awaited)]


def _is_named(observation: Observation) -> bool:
    """Whether it names what grew, and does not only say that something did."""
    return susceptibility.is_finding(observation) and not _GREW.match(susceptibility.grown(observation).strip())


def _without(said: str) -> str:
    """Without «Us-» before each name."""
    return re.sub(r"(?<![\w-])Us-(?=\w)", "", said)


def _nothing() -> str:
    return translate("ReportLines", "The report holds no results.")
