"""The laboratory of a result: the organisations that the message names as performers, by system and number.

``performer`` of NILAR has no role (pps/README.md §4): a department, a laboratory and a requester look alike. Therefore:

* what the result names counts before what its report names; the report is asked only where the result names no organisation;
* people are no laboratory; one organisation named several times is one;
* one organisation alone is the laboratory. Of several none is picked: for comparing they are one laboratory only together, and
  no administrator's table of a laboratory's codes is applied to them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from provesvar_gui.results import text

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from provesvar_gui.results.model import CodeableConcept, Observation, Party, Report
    from provesvar_gui.results.placed import Placed

HER: Final = "2.16.578.1.12.4.1.2"  # the register of units in health care (patient/README.md §5)
ENH: Final = "2.16.578.1.12.4.1.4.101"  # organisation numbers (patient/README.md §5)
_PLAIN: Final = frozenset({"", HER, ENH})  # systems whose numbers an administrator may write without them
_UNKNOWN_NAMES: Final = frozenset(
    {"", "-", "–", "ikke angitt", "ikkje angitt", "ikke oppgitt", "ikkje oppgitt", "uspesifisert", "ukjent", "ukjend", "unknown"}
)


def performing(observation: Observation, report: Report | None) -> dict[str, Party]:
    """The organisations that made a result, by identity: those the result names, else those its report names."""
    return organisations(observation.performers) or (organisations(report.performers) if report is not None else {})


def organisations(parties: Iterable[Party]) -> dict[str, Party]:
    found: dict[str, Party] = {}
    for who in parties:
        if key := identity(who):
            found.setdefault(key, who)
    return found


def identity(who: Party) -> str:
    """An organisation for comparing: system and value of its HER-id, else of its first identifier, else its name; "" for none.

    The same number is another organisation in another system (HER 100320 is not RESH 100320).
    """
    numbers = [each for each in who.organisation_ids if each.value.strip()]
    if numbers:
        number = next((each for each in numbers if plain_system(each.system) == HER), numbers[0])
        return f"{plain_system(number.system)}|{number.value.strip()}"
    return " ".join(who.organisation.split()).casefold()


def plain_system(system: str) -> str:
    return system.strip().removeprefix("urn:oid:")


def laboratory(observation: Observation, report: Report | None) -> str:
    """The laboratory of a result, for comparison; "" where it is not stated. Several organisations count as one together."""
    return " + ".join(sorted(performing(observation, report)))


def laboratory_name(placed: Placed) -> str:
    found = performing(placed.observation, placed.report).values()
    return "; ".join(dict.fromkeys(who.organisation for who in found if who.organisation.strip()))


def short_name(placed: Placed) -> str:
    """The name without its departments."""
    return "; ".join(each.split(",", 1)[0].strip() for each in laboratory_name(placed).split("; "))


def told_name(concept: CodeableConcept | None) -> str:
    """Its name; "" where it only says that nothing is said."""
    name = text.name(concept) if concept is not None else ""
    return "" if " ".join(name.split()).casefold() in _UNKNOWN_NAMES else name


def as_written(observation: Observation, report: Report | None) -> frozenset[str]:
    """How an administrator may write the laboratory: «number» (HER-id, organisation number), else «system|number».

    Empty where several organisations performed, since nobody says whose codes they are.
    """
    found = performing(observation, report).values()
    numbers = next(iter(found)).organisation_ids if len(found) == 1 else ()
    known = [(plain_system(each.system), each.value.strip()) for each in numbers if each.value.strip()]
    return frozenset({f"{system}|{number}" for system, number in known}.union(n for system, n in known if system in _PLAIN))


class Tags:
    """Two letters for each laboratory but the one of most results. ``names``: by their letters, "" for that one."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self._letters: dict[str, str] = {}

    def of(self, placed: Placed) -> str:
        return self._letters.get(laboratory(placed.observation, placed.report), "") if self._letters else ""

    def count(self, observations: Iterable[Placed]) -> Generator[None, None, None]:
        """Give the laboratories of these their letters; gives way while it works."""
        counts: dict[str, int] = {}
        names: dict[str, str] = {}
        for placed in observations:
            key = laboratory(placed.observation, placed.report)
            counts[key] = counts.get(key, 0) + 1
            if key not in names:
                names[key] = text.visible(laboratory_name(placed))
            yield
        for key in sorted((key for key in counts if names[key]), key=lambda key: -counts[key]):
            letters = _two_letters(names[key], self.names) if self.names else ""
            self.names[letters], self._letters[key] = names[key], letters


def _two_letters(name: str, taken: Iterable[str]) -> str:
    """Of its first two words, else its first with another one of it, else with a number."""
    words = [word for part in name.split() if (word := "".join(filter(str.isalnum, part)))] or ["?"]
    first = words[0][0]
    others = [word[0] for word in words[1:]] + list(words[0][1:]) + list(map(str, range(2, 10_000)))
    return next(found for each in others if (found := f"{first}{each}".upper()) not in taken)
