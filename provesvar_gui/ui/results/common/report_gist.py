"""What a report is about, in a few words of its own, wherever it is listed."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from provesvar_gui.results import text
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.results.common import labels

if TYPE_CHECKING:
    from provesvar_gui.results.model import Report

_LOOKED_AT: Final = 200  # results
_NAMED: Final = 5
_DISCIPLINES: Final = {  # list 8202
    **dict.fromkeys(("BLD", "RAD", "RTG", "CT", "MR", "UL", "NUK", "MA", "AN"), Icon.IMAGE),
    **dict.fromkeys(("PAT", "HIST", "CYTO", "MPAT"), Icon.SEARCH),
    "MBIO": Icon.BACTERIA,
    "IMTR": Icon.RAINDROP,
}


def icon(report: Report) -> Icon:
    concepts = (each for each in (report.code, report.category) if each is not None)
    codes = (coding.code for concept in concepts for coding in concept.codings if coding.system == "8202")
    return next((_DISCIPLINES[code] for code in codes if code in _DISCIPLINES), Icon.FLASK)


def procedures(report: Report) -> str:
    """What was examined, of imaging: the report's own name says «CT», not of what; its texts are called «Group»."""
    named = (text.name(each.code) for each in islice(labels.walk(report.findings), _LOOKED_AT) if each.value is None)
    return listed(dict.fromkeys(filter(None, named)))


def listed(names: dict[str, None]) -> str:
    """The first of them; of more, the count."""
    more = f" +{len(names) - _NAMED}" if len(names) > _NAMED else ""
    return ", ".join(islice(names, _NAMED)) + more


def opening(said: str, longest: int) -> str:
    """How a text begins: its first line that says something; a heading goes on with the line below it."""
    kept = ""
    for line in said.split("\n"):
        kept = " ".join(filter(None, (kept, line.strip())))
        if kept and not kept.endswith(":"):
            break
    return kept if len(kept) <= longest else f"{kept[:longest].rsplit(' ', 1)[0]} …"
