"""What is said of a list of samples: that it is not all, and what is not in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provesvar_gui.results.microbiology import Cultures

translate = QCoreApplication.translate


def limits(*, complete: bool, filtered: tuple[int, int] | None) -> tuple[str, ...]:
    """Whether more may come, and how many samples a filter leaves, of how many."""
    said = () if complete else (translate("Cultures", "Incomplete: not all reports have been fetched."),)
    if filtered is None:
        return said
    words = translate("Cultures", "Filtered: {shown} of {all} samples")
    return (*said, words.replace("{shown}", str(filtered[0])).replace("{all}", str(filtered[1])))


def left_out(cultures: Cultures, *, apart: bool, older: bool) -> Iterator[str]:
    """What is not taken along. ``apart``, ``older``: samples of that kind are."""
    if cultures.apart and not apart:
        yield translate("Cultures", "Left out: %n sample(s) on another kind of number or an invalid one", "", len(cultures.apart))
    if cultures.older and not older:
        yield translate("Cultures", "Left out: %n sample(s) in older versions", "", len(cultures.older))
