"""What was plainly examined: blood, or something that is none, by the specimen and else by the beginning of the name.

Plasma, serum and whole blood are one here, since the national code tells them apart; urine, spinal fluid and the other fluids are
others, and what nobody says is "". A national code alone cannot be relied on: «U-Kalium» comes under the code of plasma too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.domain import acute_names, text_concepts

if TYPE_CHECKING:
    from provesvar_gui.domain.results import Observation, Specimen


class Reader:
    """Reads many results; names and specimens that they share are read once.

    For as long as the results live, since specimens are known by their identities.
    """

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._specimens: dict[int, str] = {}

    def plain(self, observation: Observation) -> str:
        """What is told of a result; where specimen or name say something else than blood, that, and the specimen first."""
        specimen = self._of_specimen(observation.specimen)
        if specimen and specimen != acute_names.BLOOD:
            return specimen
        blood = specimen
        for name in (observation.code.text, *(each.display for each in observation.code.codings)):
            said = self._names.get(name)
            if said is None:
                said = self._names[name] = acute_names.material(name)
            if said and said != acute_names.BLOOD:
                return said
            blood = blood or said
        return blood

    def _of_specimen(self, specimen: Specimen | None) -> str:
        if specimen is None or specimen.kind is None:
            return ""
        said = self._specimens.get(id(specimen))
        if said is None:
            said = self._specimens[id(specimen)] = acute_names.specimen_material(text_concepts.words(specimen.kind))
        return said
