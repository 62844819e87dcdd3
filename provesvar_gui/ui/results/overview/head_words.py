"""What stands above the cards: whether all is in, from where the results are, and what is not on the cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from provesvar_gui.ui.results.common.lines import SEPARATOR
from provesvar_gui.ui.results.overview.strip_text import not_on_cards

if TYPE_CHECKING:
    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.emergency import AcuteStrip

translate = QCoreApplication.translate


def state(digest: Digest | None, waiting: int = 0) -> str:
    """That not everything is in, and that new cards wait; "" where neither is so.

    How much came is told by the line above every view alone (coverage_words): what stands here is derived now and then while
    pages arrive, and would name an older count beside it.
    """
    said = []
    if digest is not None and not digest.complete:
        said.append(translate("Overview", "Incomplete: not everything is here. There may be newer results."))
    if waiting:
        said.append(translate("Overview", "%n new card(s) in a moment", "", waiting))
    return SEPARATOR.join(said)


def about(strip: AcuteStrip, usual: str) -> str:
    """In one line. ``usual``: the laboratory that is named here and not on each card."""
    said = []
    if not strip.cards:
        unsure = strip.local or strip.uncoded or strip.disagreeing  # it may be among those that are not placed
        said.append(
            translate("Overview", "No result carries the national code of an emergency analyte.")
            if unsure
            else translate("Overview", "None of the emergency analytes is among these results.")
        )
    if usual:
        said.append(translate("Overview", "From {laboratory} where no other is named").replace("{laboratory}", usual))
    away = strip.local + strip.uncoded + strip.disagreeing + strip.apart
    if away:
        said.append(translate("Overview", "%n result(s) are not on the cards", "", away))
    return SEPARATOR.join(said)


def why(strip: AcuteStrip) -> str:
    """Why those are not on the cards."""
    return SEPARATOR.join(not_on_cards(strip))


def most_common(names: list[str]) -> str:
    """The name that occurs most often, "" where there is none."""
    return max(dict.fromkeys(names), key=names.count, default="")
