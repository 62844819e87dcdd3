"""What could not be read or does not add up, counted, so that the screen can say it (invariant 6)."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final

from provesvar_gui.domain.results import Note, NoteKind

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from provesvar_gui.pps.parse.references import Holder

_MOST_TYPES: Final = 10  # told one by one: there are as many as somebody makes up
# Resources that are shown as part of what refers to them.
SHARED: Final = frozenset({"PractitionerRole", "Specimen", "ServiceRequest", "Organization", "Practitioner", "Patient"})


class Tally:
    """``unreadable`` and ``unknown``: by resource type, "" where even that is not known."""

    __slots__ = ("unknown", "unreadable")

    def __init__(self) -> None:
        self.unreadable: Counter[str] = Counter()
        self.unknown: Counter[str] = Counter()

    def notes(
        self, holders: Iterable[Holder], withheld: set[str], *, loose: int, missing: int
    ) -> Generator[None, None, tuple[Note, ...]]:
        """Everything the screen must say.

        ``withheld``: keys of what is not shown; ``loose``: results without a report; ``missing``: results that did not come.
        """
        misfits: Counter[str] = Counter()
        unused: Counter[str] = Counter()
        lost: set[tuple[str, str]] = set()
        for holder in holders:
            if holder.misfits:
                misfits[holder.kind] += holder.misfits
            if not holder.used and holder.kind in SHARED:
                unused[holder.kind] += 1
            if holder.missing and holder.key not in withheld:
                lost.update(holder.missing)
            yield
        references = Counter(kind for kind, _address in lost)
        notes = [
            *_by_type(NoteKind.ENTRY_UNREADABLE, self.unreadable),
            *_by_type(NoteKind.PART_UNREADABLE, misfits),
            *_by_type(NoteKind.UNKNOWN_RESOURCE, self.unknown),
            *_by_type(NoteKind.REFERENCE_MISSING, references),
            *_by_type(NoteKind.RESOURCE_UNUSED, unused),
        ]
        if loose:
            notes.append(Note(kind=NoteKind.RESULTS_WITHOUT_REPORT, what="Observation", count=loose))
        if missing:
            notes.append(Note(kind=NoteKind.RESULTS_MISSING, what="Observation", count=missing))
        return tuple(notes)


def _by_type(kind: NoteKind, counted: Counter[str]) -> Iterator[Note]:
    """A note for each resource type; of many types one together."""
    yield from (Note(kind=kind, what=what, count=n) for what, n in islice(counted.items(), _MOST_TYPES))
    rest = sum(islice(counted.values(), _MOST_TYPES, None))
    if rest:
        yield Note(kind=kind, what="…", count=rest)
