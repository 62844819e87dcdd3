"""The base class of the panes of results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Generator

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.export import ExportDocument
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.search import SearchMatches
    from provesvar_gui.ui.results.common.lines import Style


class Pane(QWidget):
    """The base class of panes. Holds patient data only between ``show_digest`` and ``clear``.

    ``report_asked(Report)``, ``trend_asked(tuple of Series)``: show them; ``trend_add_asked``: beside those that are drawn.
    ``copy_asked(str)``: plain text for the clipboard. ``export_asked(Key)``: copy, read aloud or print what is shown.
    """

    report_asked = Signal(object)
    trend_asked = Signal(object)
    trend_add_asked = Signal(object)
    copy_asked = Signal(str)
    export_asked = Signal(object)
    follows_filter = False  # whether ``apply_filter`` does something; where not, the bar says that everything is shown

    def show_digest(self, digest: Digest, style: Style) -> None:
        """Show it; a later one of the same look-up keeps the person's place."""
        raise NotImplementedError

    def apply_filter(self, shown: SearchMatches | None) -> None:
        """Show only matches, findings whole; None: everything. Only where it ``follows_filter``."""

    def clear(self) -> None:
        raise NotImplementedError

    def document(self, *, paper: bool) -> Generator[None, None, ExportDocument | None]:
        """Everything it shows, for paper or as text; gives way while it works. None where nothing can be taken along."""
        del paper
        yield from ()
        return None

    def chosen(self) -> tuple[tuple[Placed, ...], int]:
        """The results that can be read aloud, and which of them the person is on (-1: none)."""
        return (), -1

    def heightForWidth(self, width: int) -> int:
        """Its lists scroll: the area around it does only where there is no room for the least of them."""
        layout = self.layout()
        return layout.totalMinimumHeightForWidth(width) if layout is not None else -1

    def take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Names in the language of the screen."""
