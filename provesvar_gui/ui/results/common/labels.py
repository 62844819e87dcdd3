"""Labels and glyphs of codes: statuses, deviation marks, disciplines.

A code without an entry here is shown as it came, never guessed at. A mark has a glyph and a word; a tint only adds to them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import materials, placed, text
from provesvar_gui.results.model import Report
from provesvar_gui.results.series import national_codes
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.model import CodeableConcept, Finding, Identifier
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.series import SeriesKey

translate = QCoreApplication.translate


class MarkTint(StrEnum):
    NONE = "none"
    OUTSIDE = "outside"
    PENDING = "pending"
    CHANGED = "changed"
    OPENED = "opened"
    VOID = "void"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Mark:
    """``flat``: painted without a background, in long lists."""

    glyph: str
    words: str
    tint: MarkTint = MarkTint.NONE
    flat: bool = False

    def __str__(self) -> str:
        return f"{self.glyph}\u00a0{self.words}" if self.glyph else self.words


_STATUSES: Final = {
    "registered": ("○", QT_TRANSLATE_NOOP("ResultLabels", "Result not ready"), MarkTint.PENDING),
    "partial": ("◐", QT_TRANSLATE_NOOP("ResultLabels", "Preliminary, incomplete"), MarkTint.PENDING),
    "preliminary": ("◐", QT_TRANSLATE_NOOP("ResultLabels", "Preliminary"), MarkTint.PENDING),
    "final": ("●", QT_TRANSLATE_NOOP("ResultLabels", "Final"), MarkTint.NONE),
    "amended": ("△", QT_TRANSLATE_NOOP("ResultLabels", "Changed"), MarkTint.CHANGED),
    "corrected": ("△", QT_TRANSLATE_NOOP("ResultLabels", "Corrected"), MarkTint.CHANGED),
    "appended": ("+", QT_TRANSLATE_NOOP("ResultLabels", "Addition"), MarkTint.CHANGED),
    "cancelled": ("✕", QT_TRANSLATE_NOOP("ResultLabels", "Cancelled"), MarkTint.VOID),
    "entered-in-error": ("✕", QT_TRANSLATE_NOOP("ResultLabels", "Registered in error"), MarkTint.VOID),
    "unknown": ("?", QT_TRANSLATE_NOOP("ResultLabels", "Unknown status"), MarkTint.PENDING),
    "": ("?", QT_TRANSLATE_NOOP("ResultLabels", "Status not given"), MarkTint.PENDING),
}

_LABELS: Final = {  # ids of NILAR extensions, without the prefix
    "accredited": QT_TRANSLATE_NOOP("ResultLabels", "Accredited"),
    "approval-date": QT_TRANSLATE_NOOP("ResultLabels", "Approved"),
    "comment": QT_TRANSLATE_NOOP("ResultLabels", "Comment"),
    "container-count": QT_TRANSLATE_NOOP("ResultLabels", "Number of containers"),
    "counter-sign-date": QT_TRANSLATE_NOOP("ResultLabels", "Countersigned"),
    "description-date": QT_TRANSLATE_NOOP("ResultLabels", "Described"),
    "investigation-date": QT_TRANSLATE_NOOP("ResultLabels", "Examined"),
    "logistics": QT_TRANSLATE_NOOP("ResultLabels", "Sent by"),
    "medical-validation-date": QT_TRANSLATE_NOOP("ResultLabels", "Medically validated"),
    "payment-category": QT_TRANSLATE_NOOP("ResultLabels", "Payer"),
    "pretreatment": QT_TRANSLATE_NOOP("ResultLabels", "Preparation of the patient"),
    "receipt-date": QT_TRANSLATE_NOOP("ResultLabels", "Request received"),
    "report-date": QT_TRANSLATE_NOOP("ResultLabels", "First issued"),
    "reservation": QT_TRANSLATE_NOOP("ResultLabels", "Objection by the patient"),
    "sample-handling": QT_TRANSLATE_NOOP("ResultLabels", "Handling"),
    "specification": QT_TRANSLATE_NOOP("ResultLabels", "Specification"),
    "status-change-date": QT_TRANSLATE_NOOP("ResultLabels", "Status changed"),
    "study-product-ref": QT_TRANSLATE_NOOP("ResultLabels", "Other object, reference"),
    "study-product-type": QT_TRANSLATE_NOOP("ResultLabels", "Other object taken"),
    "container": QT_TRANSLATE_NOOP("ResultLabels", "Container"),
    "additive": QT_TRANSLATE_NOOP("ResultLabels", "Additive"),
    "data-absent-reason": QT_TRANSLATE_NOOP("ResultLabels", "Why it is missing"),
}

_FHIR_NAME: Final = re.compile(r"[a-z][A-Za-z0-9.\[\]-]*", re.ASCII)

_IDENTIFIERS: Final = {  # systems of identifiers, without the prefix
    "MsgId": QT_TRANSLATE_NOOP("ResultLabels", "Message ID"),
    "ServReportId": QT_TRANSLATE_NOOP("ResultLabels", "Report ID"),
    "ServReqId": QT_TRANSLATE_NOOP("ResultLabels", "Request ID"),
    "ServReqIdByServProvider": QT_TRANSLATE_NOOP("ResultLabels", "The laboratory's request ID"),
    "AnalysedSubjectId": QT_TRANSLATE_NOOP("ResultLabels", "Specimen ID"),
    "AnalysedSubjectIdByRequester": QT_TRANSLATE_NOOP("ResultLabels", "The requester's specimen ID"),
    "ResultItemId": QT_TRANSLATE_NOOP("ResultLabels", "Result ID"),
    "2.16.578.1.12.4.1.2": QT_TRANSLATE_NOOP("ResultLabels", "HER-id"),
    "2.16.578.1.12.4.1.4.1": QT_TRANSLATE_NOOP("ResultLabels", "National identity number"),
    "2.16.578.1.12.4.1.4.2": QT_TRANSLATE_NOOP("ResultLabels", "D-number"),
    "2.16.578.1.12.4.1.4.3": QT_TRANSLATE_NOOP("ResultLabels", "Shared temporary number (FH)"),
    "2.16.578.1.12.4.1.4.4": QT_TRANSLATE_NOOP("ResultLabels", "HPR number"),
    "2.16.578.1.12.4.1.4.101": QT_TRANSLATE_NOOP("ResultLabels", "Organisation number"),
    "2.16.578.1.12.4.1.4.102": QT_TRANSLATE_NOOP("ResultLabels", "RESH-id"),
}

_DISCIPLINES: Final = {  # list 8202
    "LAB": QT_TRANSLATE_NOOP("ResultLabels", "Laboratory medicine"),
    "PAT": QT_TRANSLATE_NOOP("ResultLabels", "Pathology"),
    "BLD": QT_TRANSLATE_NOOP("ResultLabels", "Imaging"),
}


def tr(source: str) -> str:
    return translate("ResultLabels", source)


def status(code: str) -> Mark:
    known = _STATUSES.get(code)
    if known is None:
        return Mark(glyph="?", words=code, tint=MarkTint.PENDING)
    glyph, source, tint = known
    return Mark(glyph=glyph, words=tr(source), tint=tint)


def opened(of: Report | Placed | Finding | None) -> tuple[Mark, ...]:
    """The mark of a result that came only by opening restricted results; else nothing."""
    if of is None or not (of.opened or (isinstance(of, Report) and of.opened_words)):
        return ()
    return (Mark(glyph="", words=translate("ResultLabels", "Opened"), tint=MarkTint.OPENED),)


def opened_within(report: Report) -> tuple[Mark, ...]:
    """The number of results of a report that came only by an opening; else nothing."""
    count = 0 if report.opened else sum(each.opened for each in placed.each_finding(report.findings))
    said = translate("ResultLabels", "%n result(s) opened", "", count)
    return (Mark(glyph="", words=said, tint=MarkTint.OPENED),) if count else ()


def report_status(code: str) -> Mark:
    """The status of a whole report that is not final, beside the status of one of its results."""
    said = {
        "registered": translate("ResultLabels", "The report is not ready"),
        "partial": translate("ResultLabels", "The report is preliminary, incomplete"),
        "preliminary": translate("ResultLabels", "Report preliminary"),
        "amended": translate("ResultLabels", "The report is changed"),
        "corrected": translate("ResultLabels", "The report is changed"),
        "appended": translate("ResultLabels", "The report has an addition"),
        "cancelled": translate("ResultLabels", "The report is cancelled"),
        "entered-in-error": translate("ResultLabels", "The report is registered in error"),
    }
    if code in said:
        return replace(status(code), words=said[code])
    unknown = translate("ResultLabels", "The report's status is «{status}»").replace("{status}", code or "–")
    return Mark(glyph="?", words=unknown, tint=MarkTint.PENDING)


def label(key: str) -> str:
    """The words for a key of ours or an extension's id; a FHIR name is marked as such; plain words stay."""
    short = key.rsplit("/", 1)[-1].removeprefix("nilar-")
    if short in _LABELS:
        return tr(_LABELS[short])
    if "://" in key or key.startswith(("urn:", "nilar-")) or _FHIR_NAME.fullmatch(key):
        return translate("ResultLabels", "Additional information ({label})").replace("{label}", short)
    return own_label(key)


def own_label(said: str) -> str:
    return said if said.strip() else translate("ResultLabels", "Additional information")


def identifier(of: Identifier) -> str:
    """An identifier with the name of its kind, else with its system as received."""
    known = _IDENTIFIERS.get(of.system.removeprefix("urn:oid:").rsplit("/", 1)[-1])
    called = of.kind or (tr(known) if known else of.system)
    return " ".join(part for part in (called, of.value) if part)


def discipline(report: Report) -> str:
    if report.category is None:
        return ""
    delivered = any(each.display for each in report.category.codings) or report.category.text
    known = _DISCIPLINES.get(report.category.code_in("8202"))
    return tr(known) if known and not delivered else text.name(report.category)


_LOOKED_AT: Final = 200  # results
_NAMED: Final = 5
_KINDS: Final = {  # list 8202: an icon, and the short word of a discipline whose own is long
    **dict.fromkeys(("BLD", "RAD", "RTG", "CT", "MR", "UL"), (Icon.IMAGE, QT_TRANSLATE_NOOP("ResultLabels", "Radiology"))),
    **dict.fromkeys(("NUK", "MA", "AN"), (Icon.IMAGE, "")),
    **dict.fromkeys(("PAT", "HIST", "CYTO", "MPAT"), (Icon.SEARCH, "")),
    "MBIO": (Icon.BACTERIA, QT_TRANSLATE_NOOP("ResultLabels", "Microbiology")),
    "IMTR": (Icon.RAINDROP, QT_TRANSLATE_NOOP("ResultLabels", "Immunology/transfusion")),
    "CLIN": (Icon.FLASK, QT_TRANSLATE_NOOP("ResultLabels", "Biochemistry")),
}


def _kind(report: Report) -> tuple[Icon, str]:
    concepts = (each for each in (report.code, report.category) if each is not None)
    codes = (coding.code for concept in concepts for coding in concept.codings if coding.system == "8202")
    return next((_KINDS[code] for code in codes if code in _KINDS), (Icon.FLASK, ""))


def icon(report: Report) -> Icon:
    return _kind(report)[0]


def short_discipline(report: Report) -> str:
    """«Biochemistry» for «Medisinsk biokjemi»; "" where there is no shorter word."""
    word = _kind(report)[1]
    return tr(word) if word else ""


def procedures(report: Report) -> str:
    """The examinations of an imaging report, whose own name is only «CT» and whose texts are called «Group»."""
    named = (text.name(each.code) for each in islice(placed.each_observation(report.findings), _LOOKED_AT) if each.value is None)
    return listed(dict.fromkeys(filter(None, named)))


def listed(names: dict[str, None]) -> str:
    more = f"{text.NBSP}+{len(names) - _NAMED}" if len(names) > _NAMED else ""
    return ", ".join(islice(names, _NAMED)) + more


def opening(said: str, longest: int) -> str:
    """The beginning of a text: its first line with content; after a heading also the line below it."""
    kept = ""
    for line in said.split("\n"):
        kept = " ".join(filter(None, (kept, line.strip())))
        if kept and not kept.endswith(":"):
            break
    return kept if len(kept) <= longest else f"{kept[:longest].rsplit(' ', 1)[0]} …"


_MATERIAL: Final = re.compile(r"\w{1,4}-(?:\([^)]{1,6}\)[ \u00a0]?)?(?=\w)")
_BEFORE: Final = re.compile(r"(?P<first>[A-Za-z]{1,5})-(?:\([A-Za-z]+\)\s*)?(?=\w)")
_LONG_NAME: Final = 16
_UNSPECIFIC: Final = "us-"  # of a material that the code does not name: before every antibiotic and every microbe


def parted(name: str, kind: str = "") -> tuple[str, str]:
    """The material prefix of a name, and the rest: «P-» and «Kalium», «P-(vB) » and «pH»; ``kind`` for a long one."""
    found = _MATERIAL.match(name) if materials.material(name) else None
    prefix, rest = (found[0], name[found.end() :]) if found is not None else ("", name)
    return prefix, kind if len(rest) > _LONG_NAME > len(kind) > 0 else rest


def kinds(digest: Digest, language: str) -> dict[SeriesKey, str]:
    """The names of the emergency analytes."""
    first = {line.group: line for line in reversed(digest.acute.lines)}.values()
    return {each.series.key: each.group.name(language) for each in first if each.series.has_numbers and not each.local}


def bare_name(code: CodeableConcept) -> str:
    """The name without the material prefix of a national code; a laboratory's own «D-vitamin» stays whole."""
    name = text.name(code)
    found = _BEFORE.match(name)
    if found is None or not national_codes(code):
        return without_unspecific(name)
    known = materials.material(name) or found["first"].casefold() == _UNSPECIFIC[:-1]
    return name[found.end() :] if known else name


def without_unspecific(name: str) -> str:
    return name[len(_UNSPECIFIC) :] if name.casefold().startswith(_UNSPECIFIC) and len(name) > len(_UNSPECIFIC) else name
