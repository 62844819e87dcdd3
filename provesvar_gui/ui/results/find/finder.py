"""The question that is put to an answer: reads it once when first asked, then finds, in slices, so that no key press waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from provesvar_gui.results import search
from provesvar_gui.results import search as search_index
from provesvar_gui.results.search import Query
from provesvar_gui.ui.results.find.marked import is_marked, is_report_marked
from provesvar_gui.ui.slices import SLICE_SECONDS, Slices

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.search import SearchIndex, Shown


class Finder(QObject):
    """``found(Shown)``: what the newest question finds; None as soon as nothing is asked any more.

    Key presses that wait in the queue are put together into one question. Holds patient data until ``clear``.
    """

    found = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._digest: Digest | None = None
        self._index: SearchIndex | None = None
        self._query = Query()
        self._told = False  # whether the last thing told was a find
        self._ready: list[Callable[[SearchIndex], None]] = []
        self._reading = Slices(self)
        self._asking = Slices(self)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)

    @property
    def query(self) -> Query:
        return self._query

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._soon.isActive() or self._reading.running or self._asking.running

    @property
    def results(self) -> int:
        """In how many results it looks."""
        return len(self._digest.observations) if self._digest is not None else 0

    def show_digest(self, digest: Digest) -> None:
        """Another answer, or more of it; the question stays."""
        wanted = self._index is not None or self._reading.running
        self._digest, self._index = digest, None
        self._asking.cancel()
        self._reading.cancel()
        if wanted or not self._query.empty:
            self.with_index(lambda _index: self._soon.start())

    def ask(self, query: Query) -> None:
        self._query = query
        self._asking.cancel()
        if query.empty:
            self._soon.stop()
            if self._told:
                self._told = False
                self.found.emit(None)
        else:
            self._soon.start()

    def resume(self, query: Query) -> None:
        """The question that stands as soon as the next answer is there; until it is found, it counts as told."""
        self._query = query
        self._told = True

    def with_index(self, then: Callable[[SearchIndex], None]) -> None:
        """Do something with the index as soon as the answer has been read; nothing where there is none."""
        if self._index is not None:
            then(self._index)
        elif self._digest is not None:
            self._ready.append(then)
            if not self._reading.running:
                made = search_index.build(
                    self._digest.result, self._digest.observations, marked=is_marked, report_marked=is_report_marked
                )
                self._reading.run(made, self._read, first_seconds=SLICE_SECONDS)

    def finish(self) -> None:
        if self._soon.isActive():
            self._soon.stop()
            self._ask()
        self._reading.finish()
        self._asking.finish()

    def clear(self) -> None:
        """Hold nothing, ask nothing."""
        self._soon.stop()
        self._reading.cancel()
        self._asking.cancel()
        self._ready.clear()
        self._digest = self._index = None
        self.ask(Query())

    def _read(self, index: SearchIndex) -> None:
        self._index = index
        waiting, self._ready = self._ready, []
        for then in waiting:
            then(index)

    def _ask(self) -> None:
        if not self._query.empty:
            self.with_index(self._match)

    def _match(self, index: SearchIndex) -> None:
        if not self._query.empty:
            self._asking.run(search.match(index, self._query), self._tell, first_seconds=SLICE_SECONDS)

    def _tell(self, shown: Shown) -> None:
        self._told = True
        self.found.emit(shown)
