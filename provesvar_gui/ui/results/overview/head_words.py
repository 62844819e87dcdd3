"""What stands above the cards: whether all is in, from where the results are, and what is not on the cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from provesvar_gui.ui.results.lines import SEPARATOR
from provesvar_gui.ui.results.overview.strip_text import not_here

if TYPE_CHECKING:
    from provesvar_gui.domain.acute import AcuteStrip
    from provesvar_gui.domain.digest import Digest

translate = QCoreApplication.translate


def incomplete(digest: Digest) -> str:
    """That not everything is in: how much came, where that is known to be less than there is; "" where all is in."""
    if digest.complete:
        return ""
    coverage = digest.result.coverage
    if coverage.total is None or coverage.fetched >= coverage.total:
        return translate("Overview", "Preliminary: {n} fetched, not everything. There may be newer results.").format(
            n=coverage.fetched
        )
    return translate("Overview", "Preliminary: {n} of {m} fetched. There may be newer results.").format(
        n=coverage.fetched, m=coverage.total
    )


def about(strip: AcuteStrip, usual: str) -> str:
    """``usual``: the laboratory that is named here and not on each card."""
    said = []
    if not strip.cards:
        said.append(translate("Overview", "None of the emergency analytes is among these results."))
    if usual:
        said.append(translate("Overview", "From {laboratory} where no other is named").replace("{laboratory}", usual))
    return SEPARATOR.join((*said, *not_here(strip)))


def most_common(names: list[str]) -> str:
    """The name that occurs most often, "" where there is none."""
    return max(dict.fromkeys(names), key=names.count, default="")
