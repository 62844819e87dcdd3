"""The results of a report in a form that can be compared with those of another version of it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Final

from provesvar_gui.domain.results import Observation, Veiled

if TYPE_CHECKING:
    from collections.abc import Generator

    from provesvar_gui.domain.results import CodeableConcept, Finding, Report, Specimen

Code = tuple[str, ...]
Key = tuple[Code, ...]  # an examination under its parents, outermost first
_STEP: Final = 64  # observations between two chances to give way
_OWN: Final = frozenset({"id", "identifiers", "specimen", "related", "subject"})  # differ although nothing was said otherwise
_CONTENT: Final = tuple(each.name for each in fields(Observation) if each.name not in _OWN)
_REPORT: Final = (
    "code", "status", "category", "effective", "effective_period", "issued", "report_date", "approval_date", "comments",
    "clinical_information", "performers", "missing_results", "conclusion", "extras",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Walked(Veiled):
    """``keys``: the results in order."""

    keys: tuple[tuple[Finding, Key], ...]
    by_key: dict[Key, list[Observation]]

    def counterpart(self, observation: Observation, key: Key, of: Walked) -> Observation | None:
        """The same result here as that one ``of`` another version, None where it cannot be told which it is.

        Where an examination was made more than once, the time of sampling tells.
        """
        here, there = self.by_key.get(key, []), of.by_key.get(key, [])
        if len(here) == len(there) == 1:
            return here[0]
        then = _when(observation)
        same_time = [each for each in here if _when(each) == then]
        unique = then and sum(_when(each) == then for each in there) == 1
        return same_time[0] if unique and len(same_time) == 1 else None


def walk(report: Report) -> Generator[None, None, Walked]:
    """Look once through the results; gives way."""
    keys: list[tuple[Finding, Key]] = []
    by_key: dict[Key, list[Observation]] = {}
    stack: list[tuple[Finding, Key]] = [(each, ()) for each in reversed(report.findings)]
    while stack:
        finding, above = stack.pop()
        key = (*above, code_key(finding.observation.code))
        keys.append((finding, key))
        by_key.setdefault(key, []).append(finding.observation)
        stack += ((each, key) for each in reversed(finding.members))
        if len(keys) % _STEP == 0:
            yield
    return Walked(keys=tuple(keys), by_key=by_key)


def has_repeats(report: Report) -> Generator[None, None, bool]:
    """Whether any result was sent before (``nilar-history``); gives way."""
    stack: list[Finding] = list(report.findings)
    count = 0
    while stack:
        finding = stack.pop()
        if finding.observation.history:
            return True
        stack += finding.members
        count += 1
        if count % _STEP == 0:
            yield
    return False


def code_key(concept: CodeableConcept) -> Code:
    """How an examination is recognised in another version of the same report: its codes, else the laboratory's name for it."""
    coded = sorted(f"{each.system}|{each.code}" for each in concept.codings if each.code)
    return tuple(coded) or (" ".join(concept.text.split()).casefold(),)


def same_content(one: Report, mine: Walked, other: Report, its: Walked) -> Generator[None, None, bool]:
    """Whether two reports say the same in every word; ids, message numbers and references aside. Gives way."""
    if any(getattr(one, name) != getattr(other, name) for name in _REPORT) or len(mine.keys) != len(its.keys):
        return False
    if tuple(map(_bare, one.specimens)) != tuple(map(_bare, other.specimens)):
        return False
    for count, ((here, key), (there, same)) in enumerate(zip(mine.keys, its.keys, strict=True)):
        if count % _STEP == 0:
            yield
        if key != same or here.missing != there.missing:
            return False
        said, told = here.observation, there.observation
        if any(getattr(said, name) != getattr(told, name) for name in _CONTENT) or _bare(said.specimen) != _bare(told.specimen):
            return False
    return True


def _bare(specimen: Specimen | None) -> Specimen | None:
    return replace(specimen, id="") if specimen is not None else None


def _when(observation: Observation) -> str:
    return observation.effective.literal if observation.effective is not None else ""
