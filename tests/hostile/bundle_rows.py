"""Answers of the results service about another person, or broken; and invalid lists of roles.

Judged as the clinician would see it: a result that is withheld, set apart or not read, or an error in place of them all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from provesvar_gui.errors import AppError
from provesvar_gui.kodeverk.code_list import load_bundled, parse_live
from provesvar_gui.patient.roles import HprRole
from provesvar_gui.pps.outcomes import MOST_ALIKE
from provesvar_gui.results.model import NoteKind
from tests.hostile import Case, silent
from tests.unit.kodeverk.fakes import live_list
from tests.unit.pps.fake_service import Bench, FakeService, answer
from tests.unit.pps.fhir import ASKED, DNR, FNR, OTHER, bundle, bundle_of, entry, observation, outcome, report, subject, walk

D_NUMBER = "41896900046"
KNOWN = {role.code: role for role in load_bundled().roles}


def shown(body: bytes) -> str:
    """What is told of an answer beside its results; nothing where all of it is shown as the patient's."""
    try:
        result = Bench(FakeService(answer(body))).ask()
    except AppError as error:
        return str(silent(error, OTHER))
    assert OTHER not in repr(result)
    words = {
        "withheld": result.coverage.withheld > 0,
        "apart": bool(result.other_identifier or result.other_loose_findings),
        "nothing": not (result.reports or result.loose_findings or result.other_identifier or result.other_loose_findings),
    }
    notes = {note.kind.value for note in result.notes if note.kind is not NoteKind.TOTAL_MISMATCH}
    return ", ".join([*(word for word, said in words.items() if said), *sorted(notes)])


def listed(body: bytes | Mapping[str, Any]) -> str:
    """Why a list of roles is not taken."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    try:
        roles: tuple[HprRole, ...] = parse_live(raw, known=KNOWN)
    except AppError as error:
        return silent(error, "secret").detail.removeprefix("only ")
    assert {"LE", "SP"} <= {role.code for role in roles if role.usable}
    return ""


def written(text: str) -> str:
    """A text that stands otherwise in a result and in what the service says than it was sent."""
    said = outcome("informational", diagnostics=text)
    result = Bench(
        FakeService(answer(bundle(report("r", ["a"]), observation("a", of="r", valueQuantity=None, valueString=text), said)))
    ).ask()
    become = {str(result.reports[0].findings[0].observation.value), *(one.text for one in result.outcomes)}
    return " / ".join(sorted(each for each in become if text not in each))


def placed(body: bytes) -> str:
    """Which results are told in more than one place, and under whom."""
    result = Bench(FakeService(answer(body))).ask()
    found = walk(finding for one in result.reports for finding in one.findings)
    return ", ".join(f"{member.id} under {one.observation.code.text} too" for one in found for member, _ in one.elsewhere)


sent = partial(Case, shown)
stands = partial(Case, placed)
signs = partial(Case, written)
codes = partial(Case, listed)


def bottles(*organisms: str) -> bytes:
    """Two bottles of one sample, with these organisms in them: the first one's, then the second one's."""
    both = [observation(name, [organism], of="r") for name, organism in zip("ab", organisms, strict=True)]
    return bundle(report("r", ["a", "b"]), *both, *(observation(name, of="r") for name in sorted(set(organisms))))


def about(subject: object) -> bytes:
    return bundle(report("r", ["a"], subject=subject), observation("a", of="r"))


def within(subject: object) -> bytes:
    """A result about whoever it says, within a report of the patient's, beside another result."""
    return bundle(report("r", ["a", "b"]), observation("a", of="r"), observation("b", of="r", subject=subject))


def beside(subject: object, kind: str, refers: str) -> bytes:
    """The patient's report, and its specimen or order, which is whose it says."""
    one = {"resourceType": kind, "id": "s", "subject": subject, "type": {"text": "Blod"}, "identifier": [{"value": "1"}]}
    return bundle(report("r", ["a"], **{refers: [{"reference": f"{kind}/s"}]}), observation("a", of="r"), one)


def twice(first: object, second: object) -> bytes:
    """A report with two subjects, of which most readers take the second."""
    return about(second).replace(b'"subject": ', b'"subject": ' + json.dumps(first).encode() + b', "subject": ', 1)


def person(*numbers: str) -> bytes:
    patient = {"resourceType": "Patient", "id": "x", "identifier": [{"system": FNR, "value": each} for each in numbers]}
    return bundle(report("r", ["a"], subject={"reference": "Patient/x"}), observation("a", of="r"), patient)


def extra(entry: object) -> bytes:
    """An ordinary answer with one more thing in it."""
    return bundle_of([*json.loads(about(subject()))["entry"], entry], total=1)


def nested(depth: int) -> bytes:
    return about(subject()).removesuffix(b"}") + b', "x": ' + b"[" * depth + b"]" * depth + b"}"


def told(count: int) -> bytes:
    """An ordinary answer with so many things that the service says beside it."""
    said = (entry(outcome("informational", diagnostics=f"Melding {number}")) for number in range(count))
    return bundle_of([*json.loads(about(subject()))["entry"], *said], total=1)


def many_roles(count: int) -> dict[str, Any]:
    more = [{"value": f"Q{number}", "name": f"Rolle {number}", "active": True} for number in range(count)]
    return live_list(codeValues=[*more, *live_list()["codeValues"]])


LAST_20 = live_list()["codeValues"][-20:]  # from LE on
BROKEN, NO_JSON = "unexpected-answer: the answer is no Bundle", "unexpected-answer: the answer is not readable JSON"
UNREADABLE = NoteKind.ENTRY_UNREADABLE.value
ASIDE = NoteKind.REFERENCE_MISSING.value  # not shown with what it belongs to

ROWS = [
    sent("another person's report", about(subject(OTHER)), "withheld, nothing", about(subject())),
    sent("another person's report: of no system", about(subject(OTHER, "")), "withheld, nothing", about(subject(ASKED, ""))),
    sent("another person's report: under a system nobody knows", about(subject(OTHER, "http://fhir.no/fnr")), "withheld, nothing",
         about(subject(ASKED, "http://fhir.no/fnr"))),
    sent("another person's report: by reference", about({"reference": f"Patient/{OTHER}"}), "withheld, nothing",
         about({"reference": f"Patient/{ASKED}"})),
    sent("another person's report: by an address", about({"reference": f"https://evil.example/Patient/{OTHER}/_history/1"}),
         "withheld, nothing", about({"reference": f"https://evil.example/Patient/{ASKED}/_history/1"})),
    sent("another person's report: by a Patient beside it", person(OTHER), "withheld, nothing", person(ASKED)),
    sent("another person's result within a report", within(subject(OTHER)), "withheld", within(subject())),
    sent("another person's specimen of the patient's result", beside(subject(OTHER), "Specimen", "specimen"), ASIDE,
         beside(subject(), "Specimen", "specimen")),
    sent("another person's order of the patient's result", beside({"reference": f"Patient/{OTHER}"}, "ServiceRequest", "basedOn"),
         ASIDE, beside({"reference": f"Patient/{ASKED}"}, "ServiceRequest", "basedOn")),
    sent("two persons: a reference beside the number", about({**subject(), "reference": f"Patient/{OTHER}"}), "withheld, nothing",
         about({**subject(), "reference": f"Patient/{ASKED}"})),
    sent("two persons: a list of both", about([subject(), subject(OTHER)]), "withheld, nothing, part-unreadable",
         about(subject())),
    sent("two persons: two numbers of the Patient beside it", person(ASKED, OTHER), "withheld, nothing", person(ASKED, ASKED)),
    sent("two persons: in the words for the patient", about({**subject(), "display": f"Kari, {OTHER}"}), "withheld, nothing",
         about({**subject(), "display": f"Kari, {ASKED}"})),
    sent("two persons: in the words for the patient, parted", about({**subject(), "display": f"Kari, {OTHER[:6]} {OTHER[6:]}"}),
         "withheld, nothing", about({**subject(), "display": f"Kari, {ASKED[:6]} {ASKED[6:]}"})),
    sent("two persons: duplicates of the subject", twice(subject(OTHER), subject()), f"{UNREADABLE}, results-without-report",
         about(subject())),
    sent("duplicates: a second value of a result",
         about(subject()).replace(b'"valueQuantity":', b'"valueQuantity": {}, "valueQuantity":'),
         f"{UNREADABLE}, results-missing",
         about(subject()).replace(b'"valueQuantity":', b'"valueText": {}, "valueQuantity":')),
    sent("a report on another kind of number", about(subject(D_NUMBER, DNR)), "apart", about(subject(ASKED, DNR))),
    sent("a report on a masked number", about(subject("138969*****")), "apart", about(subject("138969 00263"))),
    sent("a report on a number whose control digits fail", about(subject("13896900264")), "apart", about(subject("13896900263"))),
    sent("an answer: not JSON", b"<html>evil</html>", NO_JSON, about(subject())),
    sent("an answer: cut off", about(subject())[:-1], NO_JSON, about(subject())),
    sent("an answer: more behind it", about(subject()) + b"{}", NO_JSON, about(subject()) + b"\r\n"),
    sent("an answer: nested without end", nested(100_000), NO_JSON, nested(100)),
    sent("an answer: another resource", b'{"resourceType": "Patient"}', BROKEN, about(subject())),
    sent("an entry that is no resource", extra(7), UNREADABLE, extra(entry(observation("x", of="r")))),
    sent("an entry without a kind", extra({"resource": {"id": "x"}}), UNREADABLE,
         extra({"resource": observation("x", of="r")})),
    sent("an answer: more outcomes of a kind than are kept", told(MOST_ALIKE + 1), NoteKind.OUTCOMES_LEFT_OUT.value,
         told(MOST_ALIKE)),
    sent("an answer: five thousand outcomes", told(5000), NoteKind.OUTCOMES_LEFT_OUT.value, told(MOST_ALIKE)),
    stands("a tree with two parents of one finding", bottles("o", "o"), "o under name b too", bottles("o", "p")),
    signs("signs: a text that turns", "Svar \u202e21", "Svar ⟨U+202E⟩21", "Svar 21"),
    signs("signs: an escape", "a\x1b[31mb", "a⟨U+001B⟩[31mb", "a[31mb"),
    signs("signs: a zero byte", "a\0b", "a⟨U+0000⟩b", "a b"),
    codes("roles: thirty thousand", many_roles(30_000), "30036 codes", many_roles(100)),
    codes("roles: bytes that are no text", b"\xff\xfe", "answer is not JSON", b"\xef\xbb\xbf" + json.dumps(live_list()).encode()),
    codes("roles: nested without end", b"[" * 100_000, "answer is not JSON", live_list(new=[[[[]]]])),
    codes("roles: too large", b" " * 2_000_001, "answer too large", json.dumps(live_list()).encode().ljust(2_000_000)),
    codes("roles: null", b"null", "answer holds no codes", live_list()),
    codes("roles: none", live_list(codeValues=[]), "0 codes", live_list()),
    codes("roles: one of them forty times", live_list(codeValues=LAST_20[:1] * 40), "1 codes",
          live_list(codeValues=LAST_20 * 40)),
    codes("roles: without physicians", live_list(codeValues=[e for e in live_list()["codeValues"] if e["value"] != "LE"]),
          "without LE", live_list(codeValues=[e for e in live_list()["codeValues"] if e["value"] != "AA"])),
    codes("roles: all out of use", live_list(codeValues=[{**e, "active": False} for e in live_list()["codeValues"]]),
          "without LE",
          live_list(codeValues=[{**e, "active": e["value"] in ("LE", "SP")} for e in live_list()["codeValues"]])),
]  # fmt: skip
