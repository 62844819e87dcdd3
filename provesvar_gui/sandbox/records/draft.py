"""One report being put together: the DiagnosticReport and everything that hangs on it, with references that resolve."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from provesvar_gui.sandbox.records.codes import (
    AREA,
    DEVIATION,
    MATERIAL,
    REPORT_COMMENT,
    UCUM,
    UCUM_SYSTEM,
    coding,
    concept,
    extension,
)
from provesvar_gui.sandbox.records.scene import guid

if TYPE_CHECKING:
    from provesvar_gui.sandbox.records.places import Place
    from provesvar_gui.sandbox.records.scene import Scene

Resource = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as the service keeps it.

    ``related``: every resource that can be reached from it (Observations with their members, Specimens, the ServiceRequest,
    PractitionerRoles). ``restricted``: given out only with an elevated basis. The dicts are shared: copy before changing them,
    and write them with ``dumps`` (numbers are ``Decimal``).
    """

    report: Resource
    related: list[Resource]
    restricted: bool


def quantity(literal: str, unit: str = "", comparator: str = "") -> Resource:
    """A number as the laboratory writes it. UCUM goes along where the unit is one."""
    made: Resource = {"value": Decimal(literal)}
    if comparator:
        made["comparator"] = comparator
    if unit:
        made["unit"] = unit
        if unit in UCUM:
            made["system"] = UCUM_SYSTEM
            made["code"] = UCUM[unit]
    return {"valueQuantity": made}


def words(text: str, *codings: dict[str, str]) -> Resource:
    """A text result: perhaps with a heading of 8243 and codes; line breaks count."""
    made: Resource = {}
    if codings:
        made["coding"] = list(codings)
    if text:
        made["text"] = text
    return {"valueCodeableConcept": made}


class Draft:
    """Put a report together from the top: places and times first, then specimens, then results in the laboratory's order.

    ``key`` makes the GUIDs and must be unique for the patient; ``parts`` of it never depend on the day, so ids stay the same.
    ``version_of``: the key of the report that this is another version of; the laboratory's report id and sample numbers are the
    same in both.
    """

    def __init__(
        self,
        scene: Scene,
        key: str,
        lab: Place | None,
        *,
        code: str,
        sampled: str,
        issued: str,
        reported: str = "",
        area: str = "LAB",
        group: str = "",
        status: str = "final",
        requester: Place | None = None,
        ordered: str = "",
        received: str = "",
        registered_on: str = "",
        restricted: bool = False,
        version_of: str = "",
    ) -> None:
        self.lab = lab
        self.spelling = lab.spelling if lab else 0
        self.sampled = sampled
        self.issued = issued
        self._restricted = restricted
        self._seed = (scene.number, key)
        self._samples = guid(scene.number, version_of or key)
        self._subject = scene.subject(registered_on)
        self._roles: dict[str, Resource] = {}
        self._specimens: list[Resource] = []
        self._observations: list[Resource] = []
        self._top: list[Resource] = []
        self._status = {"cancelled": "cancelled", "registered": "registered", "preliminary": "preliminary"}.get(status, "final")
        self._category = [concept("8202", group or code, AREA[group or code], self.spelling)]
        self._performer = [self.reference(self.role(lab))] if lab else []
        identity = guid(*self._seed, "DiagnosticReport")
        self._own = extension("diagnostic-report-ref", valueReference={"reference": f"DiagnosticReport/{identity}"})
        series = guid(scene.number, version_of or key, "DiagnosticReport")
        self.report: Resource = {
            "resourceType": "DiagnosticReport",
            "id": identity,
            "extension": [extension("report-date", valueDateTime=reported or issued)],
            "identifier": [
                {"use": "secondary", "system": "MsgId", "value": guid(*self._seed, "message", status)},
                {"system": "ServReportId", "value": f"{(lab.key if lab else 'ukjent').upper()}-{series[:8]}"},
            ],
            "status": status,
            "category": [concept("8202", area, AREA[area], self.spelling)],
            "code": concept("8202", code, AREA[code], self.spelling),
            "subject": self._subject,
            "effectiveDateTime": sampled,
            "issued": issued,
        }
        if self._performer:
            self.report["performer"] = self._performer
        self.request = self._order(requester, ordered or sampled, received)

    def _order(self, requester: Place | None, authored: str, received: str) -> Resource:
        made: Resource = {
            "resourceType": "ServiceRequest",
            "id": guid(*self._seed, "ServiceRequest"),
            "identifier": [
                {"system": "ServReqId", "value": guid(*self._seed, "order")},
                {"system": "ServReqIdByServProvider", "value": f"R{int(guid(*self._seed)[:7], 16) % 10_000_000:07d}"},
            ],
            "status": "unknown",
            "intent": "order",
            "subject": self._subject,
            "authoredOn": authored,
        }
        if received:
            made["extension"] = [extension("receipt-date", valueDateTime=received)]
        if requester:
            made["requester"] = self.reference(self.role(requester))
        self._based_on = [self.reference(made)]
        self.report["basedOn"] = self._based_on
        return made

    @staticmethod
    def reference(resource: Resource) -> dict[str, str]:
        """The reference to a resource of this report."""
        return {"reference": f"{resource['resourceType']}/{resource['id']}"}

    def role(self, place: Place) -> Resource:
        """The PractitionerRole of a place, once per report."""
        if place.key not in self._roles:
            self._roles[place.key] = place.role(guid(*self._seed, "PractitionerRole", place.key))
        return self._roles[place.key]

    def also_performed_by(self, place: Place) -> None:
        """A second responsible party."""
        self._performer.append(self.reference(self.role(place)))
        self.report["performer"] = self._performer

    def specimen(self, material: str = "", text: str = "", *, collected: str = "", **more: Any) -> Resource:
        """Material of the following results; ``material`` is a code of 8351, or only ``text``. ``more``: other elements."""
        number = len(self._specimens) + 1
        label = f"{int(self._samples[:8], 16) % 100_000_000:08d}{number:02d}"
        kind = (
            concept("8351", material, MATERIAL[material], self.spelling, text or MATERIAL[material])
            if material
            else {"text": text}
        )
        made: Resource = {
            "resourceType": "Specimen",
            "id": guid(*self._seed, "Specimen", number),
            "identifier": [{"system": "AnalysedSubjectId", "value": label}],
            "accessionIdentifier": {"system": "AnalysedSubjectId", "value": label},
            "type": kind,
            "subject": self._subject,
            "collection": {"collectedDateTime": collected or self.sampled, **more.pop("collection", {})},
            **more,
        }
        self._specimens.append(made)
        return made

    def add(
        self,
        code: Resource,
        value: Resource | None = None,
        *,
        under: Resource | None = None,
        status: str = "",
        flag: str = "",
        limits: str = "",
        note: str = "",
        method: Resource | None = None,
        effective: str = "",
        extensions: tuple[Resource, ...] = (),
    ) -> Resource:
        """One result; ``under``: the observation it is a member of; ``flag``: a code of 8244; ``limits``: the reference range."""
        number = len(self._observations) + 1
        made: Resource = {
            "resourceType": "Observation",
            "id": guid(*self._seed, "Observation", number),
            "extension": [self._own, *extensions],
            "identifier": [{"system": "ResultItemId", "value": str(number)}],
            "basedOn": self._based_on,
            "status": status or self._status,
            "category": self._category,
            "code": code,
            "subject": self._subject,
            "effectiveDateTime": effective or self.sampled,
            "issued": self.issued,
        }
        if self._performer:
            made["performer"] = self._performer
        if value:
            made.update(value)
        if flag:
            made["interpretation"] = [concept("8244", flag, DEVIATION[flag], self.spelling)]
        if limits:
            made["referenceRange"] = [{"text": limits}]
        if note:
            made["note"] = [{"text": note}]
        if method:
            made["method"] = method
        if self._specimens:
            made["specimen"] = self.reference(self._specimens[-1])
        self._observations.append(made)
        if under is None:
            self._top.append(made)
        else:
            self.hang(under, made)
        return made

    def hang(self, under: Resource, member: Resource) -> None:
        """Make one observation a member of another (it may be a member of several)."""
        under.setdefault("hasMember", []).append(self.reference(member))

    def comment(self, text: str = "", code: str = "") -> None:
        """A comment on the report: text, or a code of 8269."""
        value = (
            {"valueCodeableConcept": concept("8269", code, REPORT_COMMENT[code], self.spelling)}
            if code
            else {"valueAnnotation": {"text": text}}
        )
        self.report["extension"].append(extension("comment", **value))

    def clinical(self, kind: str, text: str, *more: Resource) -> None:
        """An inf-item; ``kind``: OPPL (clinical information) or ANAM (history)."""
        name = {"OPPL": "Klinisk opplysning", "ANAM": "Sykehistorie"}[kind]
        parts = [
            extension("inf-item-type", valueCodeableConcept=concept("8233", kind, name, self.spelling)),
            extension("inf-item-descr", valueString=text),
            *more,
        ]
        self.report["extension"].append(extension("inf-item", extension=parts))

    def heading(self, code: str, display: str) -> dict[str, str]:
        """A coding of 8243 in this laboratory's spelling."""
        return coding("8243", code, display, self.spelling)

    def _tag(self, top: Resource, by_id: dict[str, Resource]) -> None:
        found: dict[tuple[str, str], dict[str, str]] = {}
        waiting = [top]
        while waiting:
            one = waiting.pop(0)
            for part in (one["code"], one.get("valueCodeableConcept", {})):
                for each in part.get("coding", ()):
                    found.setdefault((each.get("system", ""), each.get("code", "")), each)
            waiting = [by_id[member["reference"][12:]] for member in one.get("hasMember", ())] + waiting
        if found:
            top["meta"] = {"tag": list(found.values())}

    def finish(self) -> StoredReport:
        """The finished report. The codes of a tree are copied to its top observation, as NILAR does for searching."""
        by_id = {one["id"]: one for one in self._observations}
        for top in self._top:
            self._tag(top, by_id)
        if self._top:
            # NILAR: the oldest date among the results, so one repeated result makes a report look old.
            self.report["effectiveDateTime"] = min(one["effectiveDateTime"] for one in self._observations)
            self.report["result"] = [self.reference(one) for one in self._top]
        if self._specimens:
            references = [self.reference(one) for one in self._specimens]
            self.report["specimen"] = references
            self.request["specimen"] = references
        related = [*self._specimens, self.request, *self._observations, *self._roles.values()]
        return StoredReport(self.report, related, self._restricted)


Moment = tuple[int, str]  # days before today, and the time of day ("": only the date is known)


def begin(
    scene: Scene,
    key: str,
    lab: Place | None,
    code: str,
    sampled: Moment,
    issued: Moment,
    *,
    reported: Moment | None = None,
    **more: Any,
) -> Draft:
    """A draft whose times are given as (days ago, "hh:mm"); ``more`` as for ``Draft``."""
    return Draft(
        scene,
        key,
        lab,
        code=code,
        sampled=scene.at(*sampled),
        issued=scene.at(*issued),
        reported=scene.at(*reported) if reported else "",
        **more,
    )
