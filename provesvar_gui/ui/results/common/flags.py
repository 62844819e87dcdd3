"""The laboratory's marks: deviations with glyph and word; every other mark with its words only.

Not every mark is a deviation: N, NEG, POS, ND, S, I, R and their like say what was found, not that it is outside something. One
that nobody here knows keeps a neutral glyph and a tint, since it may be a deviation. Nothing is computed (invariant 6).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import latest_results, text
from provesvar_gui.results.placed import standing
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP
from provesvar_gui.ui.results.common.labels import Mark, MarkTint, tr

if TYPE_CHECKING:
    from provesvar_gui.results.model import Annotation, CodeableConcept, Coding, Observation, Report

translate = QCoreApplication.translate

Known = tuple[str, str, MarkTint]  # glyph, words, tint

_MARKS: Final[dict[str, Known]] = {  # list 8244
    "1": ("↑", QT_TRANSLATE_NOOP("ResultLabels", "Above the upper reference limit"), MarkTint.OUTSIDE),
    "2": ("↓", QT_TRANSLATE_NOOP("ResultLabels", "Below the lower reference limit"), MarkTint.OUTSIDE),
    "3": ("↕", QT_TRANSLATE_NOOP("ResultLabels", "Outside the reference limits"), MarkTint.OUTSIDE),
}
_HL7_MARKS: Final[dict[str, Known]] = {  # v3 ObservationInterpretation and table 0078 of v2
    "H": ("↑", QT_TRANSLATE_NOOP("ResultLabels", "High"), MarkTint.OUTSIDE),
    "HH": ("↑↑", QT_TRANSLATE_NOOP("ResultLabels", "High, marked HH"), MarkTint.OUTSIDE),
    "HU": ("↑↑", QT_TRANSLATE_NOOP("ResultLabels", "High, marked HU"), MarkTint.OUTSIDE),
    ">": ("↑", QT_TRANSLATE_NOOP("ResultLabels", "Above what can be measured"), MarkTint.OUTSIDE),
    "L": ("↓", QT_TRANSLATE_NOOP("ResultLabels", "Low"), MarkTint.OUTSIDE),
    "LL": ("↓↓", QT_TRANSLATE_NOOP("ResultLabels", "Low, marked LL"), MarkTint.OUTSIDE),
    "LU": ("↓↓", QT_TRANSLATE_NOOP("ResultLabels", "Low, marked LU"), MarkTint.OUTSIDE),
    "<": ("↓", QT_TRANSLATE_NOOP("ResultLabels", "Below what can be measured"), MarkTint.OUTSIDE),
    "A": ("*", QT_TRANSLATE_NOOP("ResultLabels", "Abnormal"), MarkTint.OUTSIDE),
    "AA": ("**", QT_TRANSLATE_NOOP("ResultLabels", "Abnormal, marked AA"), MarkTint.OUTSIDE),
    "N": ("", QT_TRANSLATE_NOOP("ResultLabels", "Normal"), MarkTint.NONE),
    "NEG": ("", QT_TRANSLATE_NOOP("ResultLabels", "Negative"), MarkTint.NONE),
    "POS": ("", QT_TRANSLATE_NOOP("ResultLabels", "Positive"), MarkTint.NONE),
    "DET": ("", QT_TRANSLATE_NOOP("ResultLabels", "Detected"), MarkTint.NONE),
    "ND": ("", QT_TRANSLATE_NOOP("ResultLabels", "Not detected"), MarkTint.NONE),
    "IND": ("", QT_TRANSLATE_NOOP("ResultLabels", "Indeterminate"), MarkTint.NONE),
    "E": ("", QT_TRANSLATE_NOOP("ResultLabels", "Equivocal"), MarkTint.NONE),
    "RR": ("", QT_TRANSLATE_NOOP("ResultLabels", "Reactive"), MarkTint.NONE),
    "WR": ("", QT_TRANSLATE_NOOP("ResultLabels", "Weakly reactive"), MarkTint.NONE),
    "NR": ("", QT_TRANSLATE_NOOP("ResultLabels", "Not reactive"), MarkTint.NONE),
    "S": ("S", QT_TRANSLATE_NOOP("ResultLabels", "Susceptible"), MarkTint.NONE),
    "I": ("I", QT_TRANSLATE_NOOP("ResultLabels", "Intermediate, or susceptible at increased exposure"), MarkTint.NONE),
    "SDD": ("SDD", QT_TRANSLATE_NOOP("ResultLabels", "Susceptible, dose dependent"), MarkTint.NONE),
    "NS": ("NS", QT_TRANSLATE_NOOP("ResultLabels", "Not susceptible"), MarkTint.NONE),
    "R": ("R", QT_TRANSLATE_NOOP("ResultLabels", "Resistant"), MarkTint.NONE),
}
_RESISTANCE_MARKS: Final = {code: _HL7_MARKS[code] for code in "SIR"}  # list 8271
_HL7_SYSTEM: Final = re.compile(
    r"ObservationInterpretation|v2[-/]0078|2\.16\.840\.1\.113883\.(?:5\.83|12\.78)(?!\d)", re.IGNORECASE
)
_NO_DEVIATION: Final = frozenset(  # what laboratories write where they have no code, lower case
    {
        "-", "–", "—", "n", "normal", "normalt", "negativ", "negative", "negativt", "neg", "neg.", "nd", "positiv", "positive",
        "positivt", "pos", "pos.", "påvist", "ikke påvist", "ikkje påvist", "not detected", "detected", "s", "i", "r",
        "sensitiv", "følsom", "intermediær", "resistent", "innenfor", "innanfor", "innenfor referanseområdet",
        "innenfor referansegrensene", "innenfor referanseområde", "innenfor normalområdet", "ingen avvik",
    }
)  # fmt: skip
_NORMAL: Final = frozenset({"N", "NEG", "ND", "NR"})
_REPORT_MARKS: Final = {  # list 8269
    "VA": ("!", QT_TRANSLATE_NOOP("ResultLabels", "Significant deviation from an earlier result"), MarkTint.OUTSIDE),
    "TA": ("☎", QT_TRANSLATE_NOOP("ResultLabels", "Reported by telephone"), MarkTint.OUTSIDE),
    "MSIS-M": ("!", QT_TRANSLATE_NOOP("ResultLabels", "Must be notified to MSIS"), MarkTint.OUTSIDE),
}


def _known(coding: Coding) -> Known | None:
    if coding.system == "8244":
        return _MARKS.get(coding.code)
    if coding.system == text.RESISTANCE:
        return _RESISTANCE_MARKS.get(coding.code)
    return _HL7_MARKS.get(coding.code) if _HL7_SYSTEM.search(coding.system) else None


def interpretation(concept: CodeableConcept) -> Mark | None:
    """The laboratory's own mark with all its texts: the text, then of each coding the display, else our words, else the code.

    None for an empty element. Of several deviations the strongest glyph of the first direction is shown.
    """
    known = [mark for mark in map(_known, concept.codings) if mark is not None]
    codings = (each.display or (tr(mark[1]) if (mark := _known(each)) else each.code) for each in concept.codings)
    texts = text.distinct((concept.text, *codings))
    if not texts:
        return None
    words = texts[0] if len(texts) == 1 else f"{texts[0]} ({'; '.join(texts[1:])})"
    outside = [each for each in known if each[2] is not MarkTint.NONE]
    if outside:
        first = outside[0][0]
        glyph = max((each[0] for each in outside if each[0][0] == first[0]), key=len)
        return Mark(glyph=glyph, words=words, tint=MarkTint.OUTSIDE)
    if known and {each.code for each in concept.codings if _known(each)} <= _NORMAL and not all(map(_says_normal, texts)):
        # «N» with «critically high»: a contradiction
        return Mark(glyph="*", words=words, tint=MarkTint.OUTSIDE)
    if known:  # the codings of one concept mean the same; the known one decides
        letter = known[0][0]
        shown = letter and not any(text.same(each, letter) or each.startswith(f"{letter} ") for each in texts)
        return Mark(glyph=letter if shown else "", words=words)
    if all(" ".join(each.split()).casefold() in _NO_DEVIATION or latest_results.says_normal(each) for each in texts):
        return Mark(glyph="", words=words)
    return Mark(glyph="*", words=words, tint=MarkTint.OUTSIDE)


def _says_normal(said: str) -> bool:
    plain = " ".join(said.split()).casefold()
    own = {tr(_HL7_MARKS[code][1]).casefold() for code in _NORMAL} | {_HL7_MARKS[code][1].casefold() for code in _NORMAL}
    return latest_results.says_normal(plain) or plain in own or plain.upper() in _NORMAL


def marks(observation: Observation) -> tuple[Mark, ...]:
    if not observation.interpretations:
        return ()
    return tuple(found for each in observation.interpretations if (found := interpretation(each)) is not None)


_LISTED: Final = 40  # characters; a longer mark says more than its code


def short(mark: Mark) -> Mark:
    """The mark with shorter words that say no more than its code, «over ref.», never a judgement such as «high»."""
    said = mark.words.casefold()
    known = {
        "↑": (("over øvre ", "above the upper "), translate("Overview", "Above ref.")),
        "↓": (("under nedre ", "below the lower "), translate("Overview", "Below ref.")),
        "↕": (("utenfor ref", "utanfor ref", "outside the ref"), translate("Overview", "Outside ref.")),
    }.get(mark.glyph)
    if known is not None and said.startswith(known[0]) and len(said) <= _LISTED:
        return replace(mark, words=known[1])
    words = {
        tr(_REPORT_MARKS["TA"][1]): translate("Overview", "Phoned"),
        tr(_REPORT_MARKS["VA"][1]): translate("Overview", "Significant deviation"),
        tr(_REPORT_MARKS["MSIS-M"][1]): "MSIS",
    }.get(mark.words)
    return replace(mark, words=words) if words is not None else mark


def report_mark(comment: Annotation) -> Mark | None:
    code = comment.concept.code_in("8269") if comment.concept else ""
    if code not in _REPORT_MARKS:
        return None
    glyph, source, tint = _REPORT_MARKS[code]
    return Mark(glyph=glyph, words=tr(source), tint=tint)


def report_tint(report: Report) -> MarkTint:
    return MarkTint.OUTSIDE if any(report_mark(each) for each in report.comments) else MarkTint.NONE


def flags(report: Report) -> tuple[Mark, ...]:
    counted: dict[tuple[str, MarkTint], int] = {}
    for observation in standing(report):
        for mark in marks(observation):
            if mark.tint is not MarkTint.NONE:
                counted[mark.glyph, mark.tint] = counted.get((mark.glyph, mark.tint), 0) + 1
    coded = (report_mark(comment) for comment in report.comments)
    found = {str(each): each for each in coded if each is not None}
    return (
        *(Mark(glyph=glyph, words=_count(glyph, n), tint=tint) for (glyph, tint), n in sorted(counted.items(), key=_high_first)),
        *found.values(),
    )


def _high_first(entry: tuple[tuple[str, MarkTint], int]) -> tuple[int, int]:
    glyph = entry[0][0]
    return ("↑↓↕*".find(glyph[:1]), -len(glyph))


def _count(glyph: str, n: int) -> str:
    if glyph.startswith("↑"):
        return translate("ResultLabels", "%n high", "number of results above the limit", n)
    if glyph.startswith("↓"):
        return translate("ResultLabels", "%n low", "number of results below the limit", n)
    if glyph == "↕":
        return translate("ResultLabels", "%n outside", "number of results outside the limits", n)
    return translate("ResultLabels", "%n marked", "number of results marked otherwise", n)
