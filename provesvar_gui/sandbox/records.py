"""The sandbox's people and their results: FHIR R4 in NILAR's shape, made from the tables in ``data/``. Nobody is real.

``people.json`` says who there is, ``laboratories.json`` how each laboratory writes, and each patient's own file has the reports:
a list of tables whose shorthand ``ReportBuilder`` writes out. A time is ``@`` with days before today and the time of day,
``#name`` is the result with that ``id``, and a code is ``list code`` or ``list code: name``. Among the ``results`` of a report
are

* ``{"hb": 9.1, "K": [6.4, {"note": "..."}]}``: numbers of ``laboratories.json``'s analytes, as the laboratory writes them,
* ``{"what": "7280 NPU06073: U-Bakterier dyrkning", "text": "...", "members": [...]}``: any other result, and what is under it,
* ``{"susceptibility": {"Ampicillin": "R >32"}}``: grade and MIC of antibiotics,
* ``{"specimen": "P"}``: the material of what follows.
"""

from __future__ import annotations

import json
import re
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING, Any

from provesvar_gui.sandbox.people import DATA, NUMBERS, PATIENTS, Patient, Resource, read_data

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as the service keeps it.

    ``related``: every resource that can be reached from it (Observations with their members, Specimens, the ServiceRequest,
    PractitionerRoles). ``restricted``: given out only with an elevated basis. The dicts are shared: copy before changing them,
    and write them with ``dumps`` (numbers may be ``Decimal``).
    """

    report: Resource
    related: list[Resource]
    restricted: bool


_LABORATORIES = read_data("laboratories")
_PLACES: dict[str, dict[str, Any]] = _LABORATORIES["places"]
_ANALYTES: dict[str, dict[str, Any]] = _LABORATORIES["analytes"]
_WORDS: dict[str, dict[str, str]] = _LABORATORIES["words"]
_UCUM: dict[str, str] = _LABORATORIES["ucum"]

_EXTENSION = "http://nhn.no/fhir/nilar/StructureDefinition/nilar-"
# The same list is written in three ways in the wild; each laboratory here keeps to one of them.
_SPELLINGS = (
    "http://ehelse.no/fhir/CodeSystem/no-kodeverk-{}{}",
    "http://helsedir.no/fhir/CodeSystem/no-kodeverk-{}{}",
    "urn:oid:2.16.578.1.12.4.1.1.{}",
)
_SUFFIX = {"7280": "-nlk", "7270": "-ncrp", "7010": "-norpat"}
_NAMESPACE = uuid.UUID("6f2f8f53-0d0e-5c8a-9b43-5a3d5f7a1e10")
_FOLLOWS = {"cancelled", "registered", "preliminary"}  # what the status of a report is for its results, too


def guid(*parts: object) -> str:
    """The same GUID for the same parts, always."""
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join(map(str, parts))))


def _identifier(number: str) -> dict[str, str]:
    kind = 3 if number[0] in "89" else 2 if number[0] in "4567" else 1
    return {"system": f"urn:oid:2.16.578.1.12.4.1.4.{kind}", "value": number}


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def norwegian_offset(day: date) -> str:
    """``+01:00`` or ``+02:00``, as it is at noon. Windows has no zone data of its own, and the standard library brings none."""
    return "+02:00" if _last_sunday(day.year, 3) <= day < _last_sunday(day.year, 10) else "+01:00"


def norwegian_day(now: datetime) -> date:
    """The calendar day in Norway (``now`` must be aware)."""
    utc = now.astimezone(UTC)
    return (utc + timedelta(hours=int(norwegian_offset(utc.date())[1:3]))).date()


def _reference(resource: Resource) -> dict[str, str]:
    return {"reference": f"{resource['resourceType']}/{resource['id']}"}


class ReportBuilder:
    """One report being put together from its table."""

    def __init__(self, patient: Patient, today: date, table: dict[str, Any]) -> None:
        self._today = today
        self._table = table
        self._seed = (patient.number, table["key"])
        self._place = _PLACES.get(table.get("lab", ""), {})
        # Versions of one report share its number, and those of its samples.
        self._series = (patient.number, table.get("version_of", table["key"]))
        self._subject = {"identifier": _identifier(NUMBERS.get(table.get("on", ""), patient.number)), "display": patient.name}
        self._roles: dict[str, Resource] = {}
        self._specimens: list[Resource] = []
        self._observations: list[Resource] = []
        self._named: dict[str, Resource] = {}

    def _guid(self, *parts: object) -> str:
        return guid(*self._seed, *parts)

    def _time(self, short: str) -> str:
        days, _, clock = short.partition(" ")
        day = self._today - timedelta(days=int(days))
        return f"{day.isoformat()}T{clock}:{int(days) * 7 % 60:02d}{norwegian_offset(day)}" if clock else day.isoformat()

    # Shorthand

    def _coding(self, short: str) -> dict[str, str]:
        numbered, _, display = short.partition(": ")
        system, code = numbered.split(" ", 1)
        url = _SPELLINGS[self._place.get("spelling", 0)].format(system, _SUFFIX.get(system, ""))
        return {"system": url, "code": code, "display": display or _WORDS[system][code]}

    def _concept(self, short: str | Resource) -> Resource:
        """A CodeableConcept: "7280 NPU58580, 8212 BKAE: Aerob blodkultur", or only a text."""
        if not isinstance(short, str):
            written: Resource = self._fhir(short)
            return written
        codes, _, name = short.partition(": ")
        if not re.match(r"\d{4} ", codes):
            return {"text": short}
        return {"coding": [self._coding(f"{code}: {name}") for code in codes.split(", ")], "text": name}

    def _fhir(self, short: Any) -> Any:
        """FHIR in which times, codes, extensions, places and units are still to be written out."""
        if isinstance(short, str):
            return self._time(short[1:]) if short.startswith("@") else short
        if isinstance(short, list):
            return [self._fhir(each) for each in short]
        if not isinstance(short, dict):
            return short
        if "place" in short:
            return _reference(self._role(short["place"]))
        made: Resource = {}
        for name, value in short.items():
            if name == "extension":
                made[name] = self._extensions(value)
            elif name == "coding":
                made[name] = [self._coding(each) if isinstance(each, str) else each for each in value]
            else:
                made[name] = self._fhir(value)
            if name == "unit" and value in _UCUM:
                made |= {"system": "http://unitsofmeasure.org", "code": _UCUM[value]}
        return made

    def _extensions(self, short: Resource | list[Resource]) -> list[Resource]:
        """Extensions, each by its name with the value's type told by its form; ``{"valueX": ...}`` has the type beside it."""
        made = []
        for name, value in [pair for each in (short if isinstance(short, list) else [short]) for pair in each.items()]:
            url = name if name.startswith("http") else _EXTENSION + name
            if isinstance(value, list):
                typed: Resource = {"extension": self._extensions(value)}
            elif isinstance(value, bool):
                typed = {"valueBoolean": value}
            elif isinstance(value, int):
                typed = {"valueInteger": value}
            elif isinstance(value, str) and value.startswith("#"):
                typed = {"valueReference": _reference(self._named[value[1:]])}
            elif isinstance(value, str):
                typed = {"valueDateTime" if value.startswith("@") else "valueString": self._fhir(value)}
            elif any(key.startswith("value") and key != "value" for key in value):
                typed = self._fhir(value)
            else:
                typed = {"valueQuantity" if "value" in value else "valueCodeableConcept": self._fhir(value)}
            made.append({"url": url, **typed})
        return made

    def _role(self, key: str) -> Resource:
        """The PractitionerRole of a place, once per report. Any part of a place may be missing, as in real answers."""
        if key not in self._roles:
            place = _PLACES[key]
            made: Resource = {"resourceType": "PractitionerRole", "id": self._guid("PractitionerRole", key)}
            for element, name, systems in (
                ("practitioner", "person", ("hpr",)),
                ("organization", "name", ("her", "orgnr", "resh")),
            ):
                if name in place:
                    made[element] = {"display": place[name]}
                    for system in systems:
                        if system in place:
                            made[element]["identifier"] = {"system": _LABORATORIES["systems"][system], "value": place[system]}
            if "phone" in place:
                made["telecom"] = [{"system": "phone", "value": place["phone"]}]
            self._roles[key] = made
        return self._roles[key]

    # The report and what hangs on it

    def make(self) -> StoredReport:
        """The report with everything that belongs to it."""
        table, issued = self._table, self._time(self._table["issued"])
        self._sampled, self._issued = self._time(table["sampled"]), issued
        reported = self._time(table.get("reported", table["issued"]))
        status, area, code = table.get("status", "final"), table.get("area", "LAB"), table["code"]
        identity, series = self._guid("DiagnosticReport"), guid(*self._series, "DiagnosticReport")
        self._status = status if status in _FOLLOWS else "final"
        self._category = [{"coding": [self._coding(f"8202 {table.get('group', code)}")]}]
        self._own = {"url": f"{_EXTENSION}diagnostic-report-ref", "valueReference": {"reference": f"DiagnosticReport/{identity}"}}
        self._performer = [_reference(self._role(table["lab"]))] if "lab" in table else []
        self._request = self._order()
        self._performer += [_reference(self._role(place)) for place in table.get("also_performed_by", ())]
        report: Resource = {
            "resourceType": "DiagnosticReport",
            "id": identity,
            "extension": [{"url": f"{_EXTENSION}report-date", "valueDateTime": reported}],
            "identifier": [
                {"use": "secondary", "system": "MsgId", "value": self._guid("message", status)},
                {"system": "ServReportId", "value": f"{table.get('lab', 'ukjent').upper()}-{series[:8]}"},
            ],
            "status": status,
            "category": [{"coding": [self._coding(f"8202 {area}")]}],
            "code": {"coding": [self._coding(f"8202 {code}")]},
            "subject": self._subject,
            "effectiveDateTime": self._sampled,
            "issued": issued,
            **({"performer": self._performer} if self._performer else {}),
            "basedOn": self._request_reference,
        }
        top = [made for each in table.get("results", ()) for made in self._results(each)]
        if top:
            # NILAR: the oldest date among the results, so one repeated result makes a report look old.
            report["effectiveDateTime"] = min(each["effectiveDateTime"] for each in self._observations)
            report["result"] = [_reference(each) for each in top]
        if self._specimens:
            report["specimen"] = self._request["specimen"] = [_reference(each) for each in self._specimens]
        comments = [
            {"comment": {"coding": [f"8269 {text}"]} if text in _WORDS["8269"] else {"valueAnnotation": {"text": text}}}
            for text in table.get("comments", ())
        ]
        report["extension"] += self._extensions(table.get("extension", [])) + self._extensions(comments)
        related = [*self._specimens, self._request, *self._observations, *self._roles.values()]
        return StoredReport(report, related, table.get("restricted", False))

    def _order(self) -> Resource:
        table = self._table
        made: Resource = {
            "resourceType": "ServiceRequest",
            "id": self._guid("ServiceRequest"),
            "identifier": [
                {"system": "ServReqId", "value": self._guid("order")},
                {"system": "ServReqIdByServProvider", "value": f"R{int(self._guid()[:7], 16) % 10_000_000:07d}"},
            ],
            "status": "unknown",
            "intent": "order",
            "subject": self._subject,
            "authoredOn": self._time(table.get("ordered", table["sampled"])),
        }
        if "received" in table:
            made["extension"] = self._extensions([{"receipt-date": f"@{table['received']}"}])
        if "requester" in table:
            made["requester"] = _reference(self._role(table["requester"]))
        self._request_reference = [_reference(made)]
        made.update(self._fhir(table.get("request", {})))
        return made

    def _results(self, entry: dict[str, Any]) -> Iterator[Resource]:
        """The results of one entry; a specimen is none, but those that follow are of it."""
        if "specimen" in entry:
            self._specimen(**entry)
        elif "susceptibility" in entry:
            for drug, graded in entry["susceptibility"].items():
                yield self._graded(drug, *(graded if isinstance(graded, list) else [graded]))
        elif "what" in entry:
            yield self._observation(**entry)
        else:
            for analyte, amount in entry.items():
                yield self._measured(analyte, *(amount if isinstance(amount, list) else [amount, {}]))

    def _specimen(self, specimen: str, text: str = "", **more: Any) -> None:
        """``specimen`` is a code of 8351, or "" where there is only a text."""
        number = len(self._specimens) + 1
        label = f"{int(guid(*self._series)[:8], 16) % 100_000_000:08d}{number:02d}"
        kind: Resource = {"text": text or _WORDS["8351"].get(specimen)}
        collection = {"collectedDateTime": self._sampled, **self._fhir(more.pop("collection", {}))}
        made = {
            "resourceType": "Specimen",
            "id": self._guid("Specimen", number),
            "identifier": [{"system": "AnalysedSubjectId", "value": label}],
            "accessionIdentifier": {"system": "AnalysedSubjectId", "value": label},
            "type": {"coding": [self._coding(f"8351 {specimen}")], **kind} if specimen else kind,
            "subject": self._subject,
            "collection": {name: value for name, value in collection.items() if value is not None},
            **self._fhir(more),
        }
        self._specimens.append(made)

    def _graded(self, drug: str, graded: str, note: str = "") -> Resource:
        grade, _, mic = graded.partition(" ")
        text = {"text": f"MIC {mic} mg/L"} if mic else {}
        value = {"coding": ["8243 RSB", f"8271 {grade}"], **text}
        return self._observation(f"{_LABORATORIES['antibiotics'][drug]}: Us-{drug}", valueCodeableConcept=value, note=note)

    def _measured(self, key: str, amount: str | int | Decimal | None, more: dict[str, Any]) -> Resource:
        """A number in the laboratory's manner: code, name, unit, reference range, and the laboratory's own flag."""
        analyte, place = _ANALYTES[key], self._place
        local = place.get("codes") == "local"
        name = analyte.get("local_name", analyte["name"]) if local else analyte["name"]
        if local:
            code: Resource = {"coding": [f"8212 {name[:2]}{analyte['local']}: {name}"], "text": name}
        elif place.get("codes") == "7230":
            code = {"coding": [f"7230 {analyte['nlk']}: P{analyte['local']}"], "text": name}
        else:
            own = [f"8212 {analyte['local']}: {name}"] if place.get("codes") == "both" else []
            code = {"coding": [f"7280 {analyte['nlk']}: {name}", *own], "text": name}
        if amount is None:
            return self._observation(code, **more)
        low, high = analyte.get("local_limits", analyte["limits"]) if local else analyte["limits"]
        comparator, literal = re.fullmatch(r"([<>]?)(.+)", str(amount)).groups()  # type: ignore[union-attr]  # never empty
        unit = place.get("units", {}).get(analyte["unit"], analyte["unit"])
        value = {
            "value": Decimal(literal),
            **({"comparator": comparator} if comparator else {}),
            **({"unit": unit} if unit else {}),
        }
        above = bool(high) and Decimal(literal) > Decimal(high)
        below = bool(low) and not comparator and Decimal(literal) < Decimal(low)
        flag = place.get("flag", "1" if above else "2") if above or below else ""
        limits = f"{low} - {high}" if low and high else f"<{high}" if high else f">{low}" if low else ""
        limits = limits.replace(".", ",") if place.get("comma") else limits
        return self._observation(code, **{"valueQuantity": value, "flag": flag, "limits": limits, **more})

    def _observation(
        self,
        what: str | Resource,
        *,
        id: str = "",
        members: Any = (),
        text: str | list[str] = "",
        html: Any = (),
        codes: Any = (),
        status: str = "",
        flag: str = "",
        limits: str = "",
        note: str | list[Resource] = "",
        method: str = "",
        effective: str = "",
        extension: Any = None,
        **value: Any,
    ) -> Resource:
        """``text`` and ``codes``: a text result, its lines, and a heading of 8243 or other codes; other kinds are in ``value``.

        ``html``: paragraphs of a narrative as radiology systems send it, the first of them in bold.
        """
        number = len(self._observations) + 1
        if html:
            paragraphs = "".join(f"<p>{each}</p>" for each in html[1:])
            text = f'<div xmlns="http://www.w3.org/1999/xhtml"><p><strong>{html[0]}</strong></p><br/>{paragraphs}</div>'
        if text or codes:
            joined = text if isinstance(text, str) else "\n".join(text)
            concept = {**({"coding": codes} if codes else {}), **({"text": joined} if joined else {})}
            value = {"valueCodeableConcept": concept}
        made: Resource = {
            "resourceType": "Observation",
            "id": self._guid("Observation", number),
            "extension": [self._own, *self._extensions(extension or {})],
            "identifier": [{"system": "ResultItemId", "value": str(number)}],
            "basedOn": self._request_reference,
            "status": status or self._status,
            "category": self._category,
            "code": self._concept(what),
            "subject": self._subject,
            "effectiveDateTime": self._time(effective) if effective else self._sampled,
            "issued": self._issued,
        }
        elements = {
            "performer": self._performer,
            **self._fhir(value),
            "interpretation": [{"coding": [self._coding(f"8244 {flag}")]}] if flag else None,
            "referenceRange": [{"text": limits}] if limits else None,
            "note": self._fhir([{"text": note}] if isinstance(note, str) else note) if note else None,
            "method": self._concept(method) if method else None,
            "specimen": _reference(self._specimens[-1]) if self._specimens else None,
        }
        made |= {name: element for name, element in elements.items() if element}
        self._observations.append(made)
        if id:
            self._named[id] = made
        for each in members:
            under = [self._named[each[1:]]] if isinstance(each, str) else self._results(each)
            made.setdefault("hasMember", []).extend(map(_reference, under))
        return made


def _repeated(rule: dict[str, Any], dice: Random) -> list[dict[str, Any]]:
    """The reports of somebody in dialysis, drawn several times a week for years, by a rule in the patient's file.

    ``usual``: analyte, middle, spread, decimals, and perhaps below what the laboratory only says "less than".
    """
    reports, smallest, largest = rule["reports"], rule["smallest"], rule["largest"]
    sizes = [smallest + index * 7 % (largest - smallest + 1) for index in range(reports)]
    sizes = [size - (index < sum(sizes) - rule["results"]) for index, size in enumerate(sizes)]
    made = []
    for index, size in enumerate(sizes):
        days, amended = 1 + index * 5 // 2, index % 61 == 9
        lab = "ost" if index % 17 == 5 else "nord" if index % 29 == 7 else "fjord"
        results = {}
        for at, (analyte, middle, spread, decimals, *floor) in enumerate(rule["usual"][:size]):
            amount = float(middle) + float(spread) * (dice.random() + dice.random() + dice.random() - 1.5)
            literal = f"<{floor[0]}" if floor and amount < floor[0] else f"{amount:.{decimals}f}"
            hemolysed = {"note": "Lett hemolyse."} if analyte == "K" and index % 13 == 4 else {}
            corrected = {"status": "amended", "note": "Rettet svar etter ny analyse."} if amended and at == 3 else hemolysed
            results[analyte] = [literal, corrected]
        made.append(
            {
                "key": f"marathon-{index}",
                "lab": lab,
                "code": "CLIN",
                "sampled": f"{days} 07:30",
                "issued": f"{days} 15:45" if amended else f"{days} 10:20",
                "reported": f"{days} 10:20",
                "status": "amended" if amended else "final",
                "requester": "fastlege" if lab == "nord" else "mottak" if index % 23 == 3 else "dialyse",
                "results": [{"specimen": "P"}, results],
            }
        )
    # The service does not promise an order: reports come as they were received, with late ones in between.
    for at in range(10, len(made), 50):
        made[at], made[at - 7] = made[at - 7], made[at]
    return made


@lru_cache(maxsize=2 * len(PATIENTS))
def _of_day(patient: Patient, today: date) -> tuple[StoredReport, ...]:
    if not (DATA / f"{patient.key}.json").exists():
        return ()
    data = read_data(patient.key)
    reports = data if isinstance(data, list) else _repeated(data, Random(patient.number))  # noqa: S311 - the same numbers each day
    return tuple(ReportBuilder(patient, today, each).make() for each in reports)


def reports_of(number: str, now: datetime) -> list[StoredReport]:
    """All reports of a patient, also those that need an elevated basis, in the service's order (not sorted by date).

    ``now`` must be aware. The same number on the same Norwegian day gives the same resources; ids stay the same on other days,
    only the dates move along, the youngest from yesterday. Unknown numbers have none. The resources are shared.
    """
    return [stored for patient in PATIENTS if patient.number == number for stored in _of_day(patient, norwegian_day(now))]


# JSON that keeps a laboratory's digits: two characters of the private use area, which our texts never contain, mark a number on
# its way through the C encoder.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARKED = re.compile(f'"{_OPEN}([^{_CLOSE}]*){_CLOSE}"')


def _mark(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{_OPEN}{value:f}{_CLOSE}"
    raise TypeError(f"cannot write {type(value).__name__} as JSON")


def dumps(resource: Any) -> str:
    """A resource or Bundle as compact JSON: ``Decimal("4.00")`` is written as ``4.00``. Floats must not be in it."""
    text = json.dumps(resource, ensure_ascii=False, separators=(",", ":"), default=_mark, allow_nan=False)
    return _MARKED.sub(r"\1", text)
