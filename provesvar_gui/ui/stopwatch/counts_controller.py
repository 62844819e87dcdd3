"""Opens the page of the counts; the file is read and written on the runtime thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from provesvar_gui.net.daemon import on_daemon_thread
from provesvar_gui.records.counts import BrokenError, CountsFile, NewerFormatError, StepCounts, table, written
from provesvar_gui.system.whole_file import write_whole
from provesvar_gui.ui.stopwatch.counts_page import CountsDialog
from provesvar_gui.ui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from provesvar_gui.ui.background import BridgeLike


class CountsController(QObject):
    """``path``: of the file. ``counts``: whether anything is counted now."""

    def __init__(self, bridge: BridgeLike, path: Path, window: QWidget, *, counts: bool) -> None:
        super().__init__(window)
        self._bridge, self._path, self._window = bridge, path, window
        self.counts = counts
        self._dialog: CountsDialog | None = None

    def open(self) -> None:
        """Show it."""
        dialog = self._dialog
        if dialog is not None and isValid(dialog) and dialog.isVisible():
            dialog.activateWindow()
            return
        dialog = self._dialog = CountsDialog(self._window, counts=self.counts)
        dialog.export_asked.connect(self._export)
        dialog.reset_asked.connect(self._reset)
        dialog.show()
        self._read()

    def _read(self) -> None:
        path = self._path
        self._do(lambda: _read(path), self._show)

    def _show(self, dialog: CountsDialog, counts: object) -> None:
        if isinstance(counts, StepCounts):
            dialog.show_counts(counts)
        elif isinstance(counts, OSError | BrokenError):
            dialog.say(self.tr("The counts cannot be read now."), Tone.ERROR)
        else:
            dialog.say(self.tr("The counts are of a newer version of the program: they are left alone."), Tone.WARNING)

    def _export(self, to: str) -> None:
        path = self._path

        def done(dialog: CountsDialog, well: object) -> None:
            text = self.tr("Saved.") if well else self.tr("The file could not be written.")
            dialog.say(text, Tone.OK if well else Tone.ERROR)

        self._do(lambda: _export(path, to), done)

    def _reset(self) -> None:
        path = self._path

        def done(dialog: CountsDialog, well: object) -> None:
            if well:
                dialog.show_counts(StepCounts())
            text = self.tr("The counts are deleted.") if well else self.tr("The counts could not be deleted.")
            dialog.say(text, Tone.SUBDUED if well else Tone.ERROR)

        self._do(lambda: CountsFile(path).reset(), done)

    def _do(self, work: Callable[[], object], then: Callable[[CountsDialog, object], None]) -> None:
        dialog = self._dialog
        if dialog is None or not isValid(dialog):
            return

        async def on_thread(_report: Callable[[object], None]) -> object:
            return await on_daemon_thread(work)

        task = self._bridge.start_alone(on_thread, parent=dialog)
        task.succeeded.connect(lambda value: then(dialog, value))


def _read(path: Path) -> StepCounts | OSError | BrokenError | NewerFormatError:
    try:
        return CountsFile(path).read()
    except (OSError, BrokenError, NewerFormatError) as error:
        return error


def _export(path: Path, to: str) -> bool:
    counts = _read(path)
    if not isinstance(counts, StepCounts):
        return False
    data = written(counts) if to.lower().endswith(".json") else table(counts).encode()
    try:
        return write_whole(to, data, lambda: False)
    except OSError:
        return False
