"""Results whose report did not come in two: the patient's own, and those on another kind of number (domain/parted.py)."""

from __future__ import annotations

from provesvar_gui.domain.parted import parted
from provesvar_gui.domain.placed import VOID, stands_apart
from provesvar_gui.domain.results import Finding, Observation

Trees = tuple[Finding, ...]


def loose_halves(trees: Trees) -> tuple[Trees, Trees]:
    """Those that are the patient's with what hangs under them, and the others without what is the patient's beneath."""
    own = tuple(one for one in trees if not stands_apart(one.observation))
    taken, other = parted(tuple(one for one in trees if stands_apart(one.observation)), _still_void)
    return (*own, *taken), other


def _still_void(above: Finding, taken: Trees, _apart: bool) -> Trees:
    """What was cancelled with its parent stays so without it: under the parent's name and standing, and no more of that."""
    of = above.observation
    if of.status not in VOID:
        return taken
    bare = Observation(
        id=f"{of.id}#above",  # its own: an opening compares results by their ids
        code=of.code,
        status=of.status,
        category=of.category,
        effective=of.effective,
        effective_period=of.effective_period,
        specimen=of.specimen,
        performers=of.performers,
    )
    return (Finding(observation=bare, members=taken),)
