"""The finder: reads an answer at the first query, then finds in slices, so that no key press waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from provesvar_gui.results import search
from provesvar_gui.results.search import ResultQuery
from provesvar_gui.ui.results.common import flags
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.slices import SLICE_SECONDS, Slices

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.model import Observation, Report
    from provesvar_gui.results.search import SearchIndex, SearchMatches


def is_marked(observation: Observation) -> bool:
    return any(each.tint is not MarkTint.NONE for each in flags.marks(observation))


def is_report_marked(report: Report) -> bool:
    """Whether a coded comment on it does (list 8269)."""
    return any(flags.report_mark(each) is not None for each in report.comments)


class Finder(QObject):
    """The background search of an answer.

    ``found(SearchMatches)``: what the newest question finds; None as soon as nothing is asked any more.

    Key presses that wait in the queue are put together into one question. Holds patient data until ``clear``.
    """

    found = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.query = ResultQuery()
        self._digest: Digest | None = None
        self._index: SearchIndex | None = None
        self._told = False  # whether the last thing told was a find
        self._ready: list[Callable[[SearchIndex], None]] = []
        self._reading = Slices(self)
        self._asking = Slices(self)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(lambda: self.with_index(self._match))

    @property
    def busy(self) -> bool:
        return self._soon.isActive() or self._reading.running or self._asking.running

    def show_digest(self, digest: Digest) -> None:
        """Another answer, or more of it; the question stays."""
        wanted = self._index is not None or self._reading.running
        self._digest, self._index = digest, None
        self._asking.cancel()
        self._reading.cancel()
        if wanted or not self.query.empty:
            self.with_index(lambda _index: self._soon.start())

    def ask(self, query: ResultQuery) -> None:
        self.query = query
        self._asking.cancel()
        if not query.empty:
            self._soon.start()
            return
        self._soon.stop()
        if self._told:
            self._told = False
            self.found.emit(None)

    def resume(self, query: ResultQuery) -> None:
        """The question that stands as soon as the next answer is there; until it is found, it counts as told."""
        self.query = query
        self._told = True

    def with_index(self, then: Callable[[SearchIndex], None]) -> None:
        """Do something with the index as soon as the answer has been read; nothing where there is none."""
        if self._index is not None:
            then(self._index)
        elif self._digest is not None:
            self._ready.append(then)
            if not self._reading.running:
                of = self._digest
                made = search.build(of.result, of.observations, marked=is_marked, report_marked=is_report_marked)
                self._reading.run(made, self._read, first_seconds=SLICE_SECONDS)

    def finish(self) -> None:
        if self._soon.isActive():
            self._soon.stop()
            self.with_index(self._match)
        self._reading.finish()
        self._asking.finish()

    def clear(self) -> None:
        self._soon.stop()
        self._reading.cancel()
        self._asking.cancel()
        self._ready.clear()
        self._digest = self._index = None
        self.ask(ResultQuery())

    def _read(self, index: SearchIndex) -> None:
        self._index = index
        waiting, self._ready = self._ready, []
        for then in waiting:
            then(index)

    def _match(self, index: SearchIndex) -> None:
        if not self.query.empty:
            self._asking.run(search.match(index, self.query), self._tell, first_seconds=SLICE_SECONDS)

    def _tell(self, shown: SearchMatches) -> None:
        self._told = True
        self.found.emit(shown)
