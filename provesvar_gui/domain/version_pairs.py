"""Which result of a newer version is the same as which of an older one. Where that is in doubt, none is.

The same are two results of the same examination under parents that are the same, whose times and specimens do not contradict
each other. One on the same number goes before one on another, which takes no place (invariant 4). Among several the equal times,
then the equal words decide, and only where exactly one fits. The laboratory's own identifier of a result goes before its time,
since a time may be corrected, but not where the newer was added, and never before the number or the material of a specimen. Words
are special: a second organism is sent under the code of the first. Other words take the place of words only where the newer says
that it was changed, or the older was not final.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from provesvar_gui.domain.dating import Span
    from provesvar_gui.domain.version_results import Said, Token, Walked

Score = tuple[bool, ...]


def pairs(older: Walked, newer: Walked) -> Generator[None, None, list[tuple[Said, Said]]]:
    """(older, newer) for all that are the same, parents before their members; each at most once. Gives way."""
    yield
    if older.tokens.isdisjoint(newer.tokens):
        return []
    moved = yield from _moved(older, newer)
    found: list[tuple[Said, Said]] = []
    levels: list[tuple[Sequence[Said], Sequence[Said]]] = [(older.top, newer.top)]
    while levels:
        here, there = levels.pop()
        for one, other in (yield from _level(here, there, moved)):
            found.append((one, other))
            if one.members and other.members:
                levels.append((one.members, other.members))
        yield
    return found


def takes_place(older: Said, newer: Said) -> bool:
    """Whether the newer says something instead: an empty result that is not cancelled takes nothing away."""
    return newer.says or older.observation.value is None


def same_time(one: Span | None, other: Span | None) -> bool:
    """Whether both are the same moment, or the same period or day."""
    return one is not None and other is not None and (one.earliest, one.latest) == (other.earliest, other.latest)


def may_be_same_time(one: Span | None, other: Span | None) -> bool:
    """Whether nothing says that they are two times."""
    return one is None or other is None or not (one.before(other) or other.before(one))


def may_be_same_specimen(one: Said, other: Said) -> bool:
    """Whether nothing says that they are two specimens."""
    if one.material and other.material and one.material != other.material:
        return False
    return not (one.accession and other.accession) or one.accession == other.accession


def _moved(older: Walked, newer: Walked) -> Generator[None, None, set[tuple[object, object]]]:
    """Times of sampling that the newer version corrected, as results with an identifier show; for those without."""
    moved: set[tuple[object, object]] = set()
    kept = {_moment(each.span) for each in newer.all}
    items: dict[str, list[Said]] = {}
    for each in older.all:
        if each.item:
            items.setdefault(each.item, []).append(each)
    yield
    for each in newer.all:
        for before in items.get(each.item, ()) if each.item else ():
            was, became = _moment(before.span), _moment(each.span)
            proved = (
                not each.added
                and each.whose == before.whose
                and may_be_same_specimen(before, each)
                and not _other_words(before, each)
            )
            if was is not None and became is not None and was not in kept and proved and before.exam.same(each.exam):
                moved.add((was, became))
    yield
    return moved if len({was for was, _ in moved}) == len(moved) else set()


def _moment(span: Span | None) -> object:
    return (span.earliest, span.latest) if span is not None else None


def _level(
    older: Sequence[Said], newer: Sequence[Said], moved: set[tuple[object, object]]
) -> Generator[None, None, list[tuple[Said, Said]]]:
    """Pair off those whose best is the other and nobody else."""
    index: dict[Token, list[int]] = {}
    for place, each in enumerate(newer):
        for token in each.exam.tokens:
            index.setdefault(token, []).append(place)
    fits: list[dict[int, Score]] = []
    wanted: list[dict[int, Score]] = [{} for _ in newer]
    for place, one in enumerate(older):
        mine: dict[int, Score] = {}
        for candidate in dict.fromkeys(spot for token in one.exam.tokens for spot in index.get(token, ())):
            yield
            score = _score(one, newer[candidate], moved)
            if score is not None:
                mine[candidate] = wanted[candidate][place] = score
        fits.append(mine)
    found: dict[int, int] = {}
    going = [place for place, mine in enumerate(fits) if mine]
    while going:
        left: list[int] = []
        for place in going:
            yield
            partner = _partner(place, fits[place], wanted)
            if partner is None:
                left.append(place)
                continue
            found[place] = partner
            for other in wanted[partner]:
                if other != place:
                    fits[other].pop(partner, None)
            for other in fits[place]:
                if other != partner:
                    wanted[other].pop(place, None)
            fits[place], wanted[partner] = {}, {}
        if len(left) == len(going):
            break
        going = [place for place in left if fits[place]]
    return [(older[place], newer[found[place]]) for place in sorted(found)]


def _partner(place: int, mine: dict[int, Score], wanted: list[dict[int, Score]]) -> int | None:
    """The one that fits best, where this fits that one best too; any of them where all say exactly the same."""
    if not mine:
        return None
    best = max(mine.values())
    equal = [spot for spot, score in mine.items() if score == best]
    chosen = equal[0]
    rivals = [spot for spot, score in wanted[chosen].items() if score >= best]
    if best[3] and best[2] and max(wanted[chosen].values()) == best:  # the same words at the same time: which is no question
        return chosen
    return chosen if len(equal) == 1 and rivals == [place] else None


def _other_words(one: Said, other: Said) -> bool:
    """Whether both are words that differ, and nobody says that the one takes the place of the other."""
    words = one.in_words and other.in_words and one.own != other.own
    return words and not one.pending and not other.changed


def _score(one: Said, other: Said, moved: set[tuple[object, object]]) -> Score | None:
    """How well they fit, None where they do not; number, identifier, time, all words, own words, specimen, standing."""
    if not one.exam.same(other.exam):
        return None
    item = bool(one.item) and one.item == other.item
    times = _moment(one.span), _moment(other.span)
    time = times[0] == times[1] or times in moved  # or both without
    said = one.own == other.own
    apart = not time and not may_be_same_time(one.span, other.span)
    if (apart and (not item or other.added)) or not may_be_same_specimen(one, other):
        return None
    if not said and (apart or not item) and _other_words(one, other):
        return None
    specimen = bool(one.accession) and one.accession == other.accession
    return one.whose == other.whose, item, time, one.whole == other.whole, said, specimen, not other.void
