"""The facts of an answer, read from its JSON by a reader that shares nothing with the program's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any, Final

Raw = dict[str, Any]
MONTHS: Final = ("jan", "feb", "mars", "april", "mai", "juni", "juli", "aug", "sep", "okt", "nov", "des")
#: How a status is told in bokmål. A report that has an addition is told by other words than a result.
STATUS: Final = {
    "registered": "Svar ikke klart",
    "preliminary": "Foreløpig",
    "final": "Endelig",
    "amended": "Endret",
    "appended": "Tillegg",
    "cancelled": "Kansellert",
    "unknown": "Ukjent status",
}
_HEADING: Final = "8243"  # a code list of headings: what kind of text it is, not what was found
_PROSE: Final = 90  # characters; longer text is told in lines of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What is told of one observation.

    ``value``: texts that stand with its name; ``number``: with its comparator, and its unit, where they stand apart; ``prose``:
    texts that may stand below. ``at``: its time as it was sent. ``under``: of what it is a part.
    ``replaced``: a later version of its report was sent.
    """

    report: str
    name: str
    value: tuple[str, ...]
    number: tuple[str, ...]
    prose: tuple[str, ...]
    marks: tuple[str, ...]
    reference: str
    status: str
    laboratory: str
    time: str
    at: str
    under: str
    replaced: bool
    apart: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFact:
    """One report that is about the patient. ``ids``: by which its text is found. ``apart``: on another kind of number."""

    id: str
    ids: tuple[str, ...]
    name: str
    status: str
    time: str
    issued: str
    laboratory: str
    above: int
    below: int
    replaced: bool
    apart: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A whole answer. ``withheld``: reports about somebody else. ``outcomes``: what the service says in its own words.

    ``opens``: something more can be opened, as far as the service has said. ``unreadable``: entries that hold nothing, and
    codes that are bare words.
    """

    reports: tuple[ReportFact, ...]
    observations: tuple[Fact, ...]
    withheld: int
    total: int
    fetched: int
    outcomes: tuple[str, ...]
    opens: bool
    unreadable: int


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts += [value or "" for name, value in attrs if name == "alt"]

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def flat(text: str) -> str:
    """Words as they can be seen, with one space between them."""
    if text.startswith("<div"):
        seen = _Seen()
        seen.feed(text)
        text = " ".join(seen.parts)
    return " ".join(text.replace("⏎", " ").split())


def bare(text: str) -> str:
    """The words alone: how prose is broken into lines and lists is another matter."""
    return " ".join(re.findall(r"\w+", text))


def moment(literal: str) -> str:
    year, month, *rest = literal[:10].split("-")
    day = f"{int(rest[0])}. " if rest else ""
    return f"{day}{MONTHS[int(month) - 1]} {year}{f' {literal[11:16]}' if len(literal) > 10 else ''}"


def read(bundle: Raw, patient: str) -> Facts:
    """``bundle``: parsed with numbers as they were written. ``patient``: the number that was asked about."""
    every = [entry["resource"] for entry in bundle["entry"] if "resource" in entry]
    spoilt = [raw for raw in every if not isinstance(raw.get("code", {}), dict)]
    found = {f"{raw['resourceType']}/{raw['id']}": raw for raw in every if "id" in raw and raw not in spoilt}
    reports = [raw for raw in found.values() if raw["resourceType"] == "DiagnosticReport"]
    mine = [raw for raw in reports if _number(raw) in ("", patient) or _kind(_number(raw)) != _kind(patient)]
    newest = {}
    for raw in sorted(mine, key=lambda raw: str(raw.get("issued", ""))):
        newest[_key(raw)] = raw["id"]
    told = [
        fact
        for raw in mine
        for fact in _observations(raw, found, replaced=newest[_key(raw)] != raw["id"], apart=_number(raw) not in ("", patient))
    ]
    issues = [issue for raw in every if raw["resourceType"] == "OperationOutcome" for issue in raw["issue"]]
    choices = {each["code"] for issue in issues for each in issue.get("details", {}).get("coding", [])}
    return Facts(
        reports=tuple(_report(raw, found, patient, replaced=newest[_key(raw)] != raw["id"]) for raw in mine),
        observations=tuple(told),
        withheld=len(reports) - len(mine),
        total=int(bundle.get("total", len(reports))),
        fetched=len(reports) + len(spoilt),
        outcomes=tuple(issue["diagnostics"] for issue in issues),
        opens=bool(choices - {"Specific", "Reservation"}),
        unreadable=len(bundle["entry"]) - len(every) + len(spoilt),
    )


def _key(report: Raw) -> str:
    """What the versions of a report share: the laboratory's own id."""
    return str(next((each["value"] for each in report.get("identifier", []) if each.get("use") != "secondary"), report["id"]))


def _number(raw: Raw) -> str:
    return str(raw.get("subject", {}).get("identifier", {}).get("value", ""))


def _kind(number: str) -> str:
    """What kind of number it is: D-numbers have the day raised by 40, help numbers begin with 8 or 9."""
    if not re.fullmatch(r"\d{11}", number):
        return "other"
    return "help" if number[0] in "89" else "D" if number[0] in "4567" else "birth"


def _report(raw: Raw, found: dict[str, Raw], patient: str, *, replaced: bool) -> ReportFact:
    codes = [
        each["code"] for fact in _members(raw, found) for one in fact.get("interpretation", []) for each in one.get("coding", [])
    ]
    return ReportFact(
        id=raw["id"],
        ids=tuple(each["value"] for each in raw.get("identifier", [])),
        name=_texts(raw["code"])[0],
        status=raw["status"],
        time=moment(raw["effectiveDateTime"]) if "effectiveDateTime" in raw else "",
        issued=moment(raw["issued"]) if "issued" in raw else "",
        laboratory=_laboratory(raw, found),
        above=codes.count("1"),
        below=codes.count("2"),
        replaced=replaced,
        apart=_number(raw) not in ("", patient),
    )


def _members(report: Raw, found: dict[str, Raw]) -> list[Raw]:
    """The observations of a report: its results, and what those consist of."""
    waiting = [each["reference"] for each in report.get("result", [])]
    seen: dict[str, Raw] = {}
    while waiting:
        address = waiting.pop(0)
        if address in found and address not in seen:
            seen[address] = found[address]
            waiting += [each["reference"] for each in found[address].get("hasMember", [])]
    return list(seen.values())


def _observations(report: Raw, found: dict[str, Raw], *, replaced: bool, apart: bool) -> Iterator[Fact]:
    every = _members(report, found)
    parents: dict[str, list[str]] = {}
    for raw in every:
        for each in raw.get("hasMember", []):
            parents.setdefault(each["reference"], []).append(flat(_texts(raw["code"])[0]))
    for raw in every:
        above = parents.get(f"Observation/{raw['id']}", [])
        said, below = _value(raw)
        notes = [flat(note["text"]) for note in raw.get("note", [])]
        yield Fact(
            report=report["id"],
            name=flat(_texts(raw["code"])[0]),
            value=tuple(text for text in said if len(text) < _PROSE),
            number=_number_and_unit(raw),
            prose=(*(text for text in said if len(text) >= _PROSE), *below, *notes),
            marks=tuple(flat(text) for each in raw.get("interpretation", []) for text in _texts(each)),
            reference=flat(" ".join(each.get("text", "") for each in raw.get("referenceRange", []))),
            status=raw["status"],
            laboratory=_laboratory(raw, found) or _laboratory(report, found),
            time=moment(raw["effectiveDateTime"]) if "effectiveDateTime" in raw else "",
            at=raw.get("effectiveDateTime", ""),
            under=f"under {above[0]}" if len(above) == 1 else "",
            replaced=replaced,
            apart=apart,
        )


def _value(raw: Raw) -> tuple[list[str], list[str]]:
    """What stands with the name, and what may stand below it: the codes beside a text, or more of them than one."""
    if "valueQuantity" in raw:
        return [flat(" ".join(_number_and_unit(raw)))], []
    if "valueDateTime" in raw:
        return [moment(raw["valueDateTime"])], []
    concept = raw.get("valueCodeableConcept", {})
    codes = [
        flat(each["display"]) for each in concept.get("coding", []) if each.get("display") and _HEADING not in each["system"]
    ]
    ends = [f"{end['value']} {end['unit']}" for end in raw.get("valueRange", {}).values()]
    if concept.get("text"):
        return [flat(concept["text"])], codes
    return ([*codes, *ends], []) if len(codes) < 2 else ([], codes)


def _number_and_unit(raw: Raw) -> tuple[str, ...]:
    value = raw.get("valueQuantity", {})
    unit = value.get("unit") or value.get("code") or ""
    number = flat(f"{value.get('comparator', '')} {value.get('value', '').replace('.', ',')}")
    return tuple(filter(None, (number, "" if unit == "0" else unit)))


def _texts(concept: Raw) -> list[str]:
    """What a coded concept is called: its text, else what its codes are called."""
    displays = [each["display"] for each in concept.get("coding", []) if each.get("display")]
    return [concept["text"]] if concept.get("text") else displays or [""]


def _laboratory(raw: Raw, found: dict[str, Raw]) -> str:
    names: Iterable[str] = (
        found.get(each["reference"], {}).get("organization", {}).get("display", "") for each in raw.get("performer", [])
    )
    return flat(next(filter(None, names), ""))
