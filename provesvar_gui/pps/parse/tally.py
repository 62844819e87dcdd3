"""What could not be read or does not add up, counted, so that the screen can say it (invariant 6)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from provesvar_gui.domain.results import Note, NoteKind

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from provesvar_gui.pps.parse.references import Holder

# Resources that are shown as part of what refers to them.
SHARED: Final = frozenset({"PractitionerRole", "Specimen", "ServiceRequest", "Organization", "Practitioner", "Patient"})


class Tally:
    """``unreadable`` and ``unknown``: by resource type, "" where even that is not known."""

    __slots__ = ("unknown", "unreadable")

    def __init__(self) -> None:
        self.unreadable: Counter[str] = Counter()
        self.unknown: Counter[str] = Counter()

    def notes(self, holders: Iterable[Holder], *, loose: int, missing: int) -> Generator[None, None, tuple[Note, ...]]:
        """Everything the screen must say. ``loose``: results without a report; ``missing``: results that did not come."""
        misfits: Counter[str] = Counter()
        unused: Counter[str] = Counter()
        lost: set[tuple[str, str]] = set()
        for at, holder in enumerate(holders):
            if holder.misfits:
                misfits[holder.kind] += holder.misfits
            if not holder.used and holder.kind in SHARED:
                unused[holder.kind] += 1
            if holder.missing:
                lost.update(holder.missing)
            if not at & 7:
                yield
        references = Counter(kind for kind, _address in lost)
        notes = [
            *(Note(kind=NoteKind.ENTRY_UNREADABLE, what=what, count=n) for what, n in self.unreadable.items()),
            *(Note(kind=NoteKind.PART_UNREADABLE, what=what, count=n) for what, n in misfits.items()),
            *(Note(kind=NoteKind.UNKNOWN_RESOURCE, what=what, count=n) for what, n in self.unknown.items()),
            *(Note(kind=NoteKind.REFERENCE_MISSING, what=what, count=n) for what, n in references.items()),
            *(Note(kind=NoteKind.RESOURCE_UNUSED, what=what, count=n) for what, n in unused.items()),
        ]
        if loose:
            notes.append(Note(kind=NoteKind.RESULTS_WITHOUT_REPORT, what="Observation", count=loose))
        if missing:
            notes.append(Note(kind=NoteKind.RESULTS_MISSING, what="Observation", count=missing))
        return tuple(notes)
