"""The readers of input from outside: how to make valid input, how to change it, and the rules for any input.

Each takes its input or refuses it with one of the program's own errors, which quotes nothing of a patient and no secret.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import h11

from provesvar_gui.audit.check import check_journal, own_journal
from provesvar_gui.audit.line import JournalKeys, canonical
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.authorization import AuthorizationCode, AuthorizationRequest, check_callback
from provesvar_gui.helseid.discovery import parse_metadata
from provesvar_gui.helseid.keys.client_file import parse_client_file
from provesvar_gui.helseid.keys.key_ring import parse_ring
from provesvar_gui.helseid.loopback import BadRequestError, next_request, parse_query
from provesvar_gui.kodeverk.code_list import parse_live
from provesvar_gui.patient.numbers import NumberPolicy, Profile, check_patient_number
from provesvar_gui.results.model import LookupResult, NoteKind
from provesvar_gui.settings.policy import load_settings
from tests.hostile import silent
from tests.hostile.bending import TEXTS, as_json, bent, garbage, places, torn
from tests.hostile.bundle_rows import KNOWN
from tests.hostile.journal_rows import COUNT, whole
from tests.kit.clock import FakeClock
from tests.unit.audit.kit import HPR, KEY, Place
from tests.unit.audit.kit import entry as journal_entry
from tests.unit.helseid.fake_helseid import ISSUER, FakeHelseId
from tests.unit.kodeverk.fakes import live_list
from tests.unit.pps.fake_service import Bench, FakeService
from tests.unit.pps.fake_service import answer as served
from tests.unit.pps.fhir import ASKED, OTHER, bundle_of, entry, extension, mapped, observation, outcome, pvk, report, walk
from tests.unit.settings.kit import FULL, make_places

SECRETS = (ASKED, OTHER, "Kari", "jpsQnnGQmL")  # the last: of the key below


def refused(error: AppError, *codes: ErrorCode) -> None:
    """Raise where it is none of these errors, or quotes something."""
    assert silent(error, *SECRETS).code in codes, error.code


# -- answers of the results service ----------------------------------------------------------------------------------------

ROLE = {"reference": "PractitionerRole/p"}
ENTRIES: list[Any] = [
    entry(report(
        "r", ["a", "c"],
        extension=[
            extension("nilar-report-date", valueDateTime="2024-01-02"),
            extension("nilar-comment", valueAnnotation={"text": "Kommentar"}),
            extension("nilar-inf-item", extension=[extension("nilar-inf-item-descr", valueString="Opplysning")]),
        ],
        basedOn=[{"reference": "ServiceRequest/q"}], specimen=[{"reference": "Specimen/s"}], performer=[ROLE],
        identifier=[{"system": "ServReportId", "value": "1"}],
    )),
    entry(observation(
        "a", ["b"], of="r", note=[{"text": "Merknad"}],
        referenceRange=[{"text": "1-2"}, {"low": {"value": 3}, "high": {"value": 4}}],
        interpretation=[{"coding": [{"system": "urn:oid:2.16.578.1.12.4.1.1.8244", "code": "1"}]}],
        specimen={"reference": "Specimen/s"}, performer=[ROLE], effectiveDateTime="2024-01-01T10:00:00+01:00",
    )),
    entry(observation("b", valueQuantity=None, valueCodeableConcept={"text": "<p>Svar</p>", "coding": [{"code": "S"}]})),
    entry(observation("c", ["a"], valueQuantity={"value": 4.0, "comparator": "<"})),
    entry({"resourceType": "Specimen", "id": "s", "collection": {"collectedDateTime": "2024", "collector": ROLE}}),
    entry({"resourceType": "ServiceRequest", "id": "q", "requester": ROLE, "specimen": [{"reference": "Specimen/s"}]}),
    entry({"resourceType": "PractitionerRole", "id": "p", "organization": {"display": "Lab"}, "telecom": [{"value": "1"}]}),
    entry(outcome("suppressed", details=pvk("General"))),
]  # fmt: skip


def a_bundle(entries: list[Any]) -> bytes:
    return json.dumps({"resourceType": "Bundle", "type": "searchset", "total": 1, "entry": entries}).encode()


def observations(entries: list[Any]) -> list[dict[str, Any]]:
    resources = [one.get("resource") for one in entries if isinstance(one, dict)]
    return [one for one in resources if isinstance(one, dict) and one.get("resourceType") == "Observation"]


def named(resource: Mapping[str, Any]) -> bool:
    return isinstance(resource.get("id"), str) and bool(resource["id"])


def came(entries: list[Any]) -> int:
    """How many different observations stand in the entries."""
    every = observations(entries)
    return len({json.dumps(one, sort_keys=True) for one in every if named(one)}) + sum(not named(one) for one in every)


def told(entries: list[Any]) -> int:
    """How many of them say something else than the others, each read alone."""
    said: set[object] = set()
    for one in observations(entries):
        alone = mapped(bundle_of([{"resource": one}]))
        findings = alone.loose_findings or alone.other_loose_findings
        said.add(findings[0] if findings and named(one) else json.dumps(one, sort_keys=True) if named(one) else id(one))
    return len(said)


def accounted(result: LookupResult) -> int:
    trees = [report.findings for report in (*result.reports, *result.other_identifier)]
    shown = {
        id(finding.observation)
        for findings in (*trees, result.loose_findings, result.other_loose_findings)
        for finding in walk(findings)
    }
    return len(shown) + sum(
        note.count for note in result.notes if note.kind is NoteKind.ENTRY_UNREADABLE and note.what == "Observation"
    )


def no_result_is_lost(raw: bytes) -> bool:
    """Every result that came is shown or told of (invariant 6). The entries alone were bent."""
    entries = json.loads(raw)["entry"]
    result = mapped(raw)
    if not result.coverage.withheld:
        # Entries under one id that differ in nothing but how they say it may be one.
        assert accounted(result) == came(entries) or told(entries) <= accounted(result) < came(entries)
    unreadable = sum(1 for one in entries if not (isinstance(one, dict) and isinstance(one.get("resource"), dict)))
    assert sum(note.count for note in result.notes if note.kind is NoteKind.ENTRY_UNREADABLE) >= unreadable
    assert ASKED not in repr(result)
    return not unreadable


def finite(document: Any) -> Any:
    """Without what is no JSON (infinity, no number) or has no end in this test (a number of 400 digits)."""
    for container, key in places(document):
        if isinstance(container[key], float) and not abs(container[key]) < 1e308:
            container[key] = 1
    return document


def an_answer(raw: bytes) -> bool:
    """Any bytes, with any status, are a result or an expected error."""
    status, body = 200 + raw[0] % 4 * 100, raw[1:]
    try:
        Bench(FakeService(by=lambda _: served(body, status))).ask()
    except AppError as error:
        refused(error, *set(ErrorCode) - {ErrorCode.INTERNAL})
        return False
    return True


# -- the login -------------------------------------------------------------------------------------------------------------

METADATA = FakeHelseId(clock=FakeClock(), client_jwk={}).metadata()
QUERY = {"code": "c" * 20, "state": "right", "iss": ISSUER}


def callbacks(raw: bytes) -> bool:
    """A head is read or refused; of what is read, only the answer with our state and issuer and one code is a code."""
    connection = h11.Connection(h11.SERVER)
    connection.receive_data(raw)
    try:
        request = next_request(connection)
        parameters = {} if request is None else parse_query(request.target.decode("ascii").partition("?")[2])
    except BadRequestError:
        return False
    requests = [AuthorizationRequest(state="right", nonce="n", code_verifier="v", redirect_uri="http://localhost:1/callback")]
    value = check_callback(parse_metadata(METADATA, ISSUER), requests, parameters)
    if isinstance(value, AuthorizationCode):
        assert (parameters["state"], parameters["iss"]) == ("right", ISSUER)
        assert value.value
        assert "error" not in parameters
    elif value is not None:
        silent(value, *SECRETS)
    return isinstance(value, AuthorizationCode)


def a_request(chance: Random) -> bytes:
    bending = chance.random() < 0.5
    parameters = {name: value for name, value in (bent(chance, QUERY) if bending else QUERY).items() if isinstance(value, str)}
    query = "&".join(f"{name}={value}" for name, value in parameters.items())
    head = f"GET /callback?{query} HTTP/1.1\r\nHost: localhost:1\r\nAccept: */*\r\n\r\n"
    return torn(chance, head.encode("utf-8", "surrogatepass"))


# -- files -----------------------------------------------------------------------------------------------------------------

JWK = {  # RFC 7515, appendix A.3
    "kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0", "d": "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI",
}  # fmt: skip
CLIENT: dict[str, Any] = {
    "clientName": "Prøve", "authority": "https://helseid-sts.test.nhn.no", "clientId": "1f2e", "expiration": "2027-01-01",
    "grantTypes": ["authorization_code"], "scopes": ["openid"], "redirectUris": ["http://localhost:8089/callback"],
    "privateJwk": JWK,
}  # fmt: skip
RING = {"version": 1, "keys": [{"jwk": json.dumps(JWK), "expires": "2027-01-01T00:00:00+01:00"}, {"jwk": json.dumps(JWK)}]}
TOML_VALUES = (
    "true", "0", "-1", '""', '"\\u0000"', "[]", "{}", "[[]]", "1979-05-27", "inf", "9" * 30, '"٤"', "'\u202e'", "{ a = 1 }",
)  # fmt: skip


def a_client_file(chance: Random) -> bytes:
    document = bent(chance, CLIENT)
    if chance.random() < 0.5 and isinstance(document, dict):
        document["privateJwk"] = json.dumps(document.get("privateJwk"))  # as Selvbetjening has it
    raw = as_json(chance, RING if chance.random() < 0.2 else document)
    with contextlib.suppress(UnicodeDecodeError):
        return raw.decode().encode(chance.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16")))
    return raw


def client_files(raw: bytes) -> bool:
    with contextlib.suppress(UnicodeDecodeError):
        try:
            parse_ring(raw.decode())
        except AppError as error:
            refused(error, ErrorCode.KEY_MALFORMED, ErrorCode.KEY_NEWER)
    return not parse_client_file(raw).key_fault


def some_settings(chance: Random) -> bytes:
    lines = FULL.splitlines()
    for _ in range(chance.randrange(4)):
        at = chance.randrange(len(lines))
        match chance.randrange(4):
            case 0:
                del lines[at]
            case 1:
                lines.insert(chance.randrange(len(lines)), lines[at])
            case _ if "=" in lines[at]:
                lines[at] = f"{lines[at].partition('=')[0]}= {chance.choice(TOML_VALUES)}"
    raw = "\n".join(lines).encode()
    return chance.choice((b"u", b"p")) + (torn(chance, raw) if chance.random() < 0.3 else raw)


def settings(raw: bytes) -> bool:
    """As the user's file or as the policy: what is wrong is told, and what is right can be shown."""
    with tempfile.TemporaryDirectory() as root:
        places = make_places(Path(root))
        file = places.policy if raw[:1] == b"p" else places.settings_file
        assert file is not None
        file.parent.mkdir()
        file.write_bytes(raw[1:])
        try:
            load_settings(places)
        except AppError as error:
            for one in (error, *error.also):
                silent(one, "jpsQnnGQmL")
            return False
        return True


# -- the journal -----------------------------------------------------------------------------------------------------------


BETWEEN = b"\x1d"  # lines, seal and the vault's part


def a_journal(chance: Random) -> bytes:
    lines, seal, vault = list(whole()[0]), whole()[1].encode(), str(whole()[2]).encode()
    match chance.randrange(6):
        case 0:
            seal = a_seal(chance, seal)
        case 1:
            vault = a_seal(chance, vault)
    for _ in range(chance.randrange(4)):
        at = chance.randrange(len(lines))
        match chance.randrange(6):
            case 0 if len(lines) > 1:
                del lines[at]
            case 1:
                lines.insert(chance.randrange(len(lines) + 1), lines[at])
            case 2:
                lines[at] = torn(chance, lines[at], times=1)
            case 3:
                lines.insert(at, json.dumps(garbage(chance)).encode() + b"\n")
            case way:
                with contextlib.suppress(ValueError):
                    document = json.loads(lines[at])
                    if way == 4 and isinstance(document, dict) and document:
                        document[chance.choice(list(document))] = garbage(chance, 1)
                    else:
                        document = bent(chance, document)
                    lines[at] = json.dumps(document, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    return BETWEEN.join((b"".join(lines), seal, vault))


def a_seal(chance: Random, seal: bytes) -> bytes:
    """Bent, and now and then as if it were ours all the same."""
    if chance.random() < 0.6:
        return as_json(chance, json.loads(seal) if chance.random() < 0.5 else garbage(chance))
    body = {name: value for name, value in json.loads(seal).items() if name != "mac"}
    body[chance.choice(list(body))] = garbage(chance, 1)
    return json.dumps({**body, "mac": JournalKeys(KEY).mac("seal", canonical(body))}).encode()


def journal(raw: bytes) -> bool:
    """Whatever lies there, there is a verdict, also after the next line, which is there then.

    The lines are whole where they are what was written, and else not; or all of it is a later version's, and stays.
    """
    lines, seal, anchor = whole()
    raw, *seals = raw.rsplit(BETWEEN, 2)
    untouched, sealed = raw == b"".join(lines), seals == [seal.encode(), str(anchor).encode()]
    with tempfile.TemporaryDirectory() as root:
        place = Place(Path(root))
        assert place.anchor is not None
        place.folder.mkdir()
        place.seal.parent.mkdir()
        place.seal.write_bytes(seals[0])
        place.anchor.text = seals[1].decode("utf-8", "replace")
        (place.folder / "journal-0000000001.jsonl").write_bytes(raw)
        keys, written = JournalKeys(KEY), set[int]()
        try:
            for next_line in (False, True):
                if next_line:
                    written.add(place.open().append(journal_entry(COUNT + 1), ASKED).number)
                report = check_journal(place.folder, place.seal, keys, place.anchor)
                assert report.whole is untouched or not sealed
                own = own_journal(place.folder, place.seal, keys, HPR, anchor=place.anchor)
                assert written <= {line.number for line in own.lines}
        except AppError as error:
            refused(error, ErrorCode.JOURNAL_NEWER)
            return False
    return untouched


# -- numbers, the code list, the hand-over ---------------------------------------------------------------------------------

PIECES = (
    "fnr", "Fnr: ", "id", "12.05.1979", "00499", "5073500186", "11", ".0", ",0", "１", "\u200b", "\u00a0", "-", "/", "O",
    ASKED, OTHER,
)  # fmt: skip


def a_number(chance: Random) -> bytes:
    number = chance.choice(
        (ASKED, OTHER, f"{ASKED[:6]} {ASKED[6:]}", f"fnr {OTHER}", "".join(chance.choices("0123456789", k=11)))
    )
    for _ in range(chance.randrange(4)):
        at = chance.randrange(len(number) + 1)
        number = number[:at] + chance.choice((*PIECES, *TEXTS)) + number[at + chance.randrange(2) :]
    return number.encode("utf-8", "surrogatepass")


def numbers(raw: bytes) -> bool:
    """A number is taken as it stands or refused: no digit is made up."""
    text = raw.decode("utf-8", "surrogatepass")
    taken, today = False, datetime.date(2020 + len(raw) % 20, 11, 29)
    for profile in (*Profile, None):
        check = check_patient_number(text, profile=profile, today=today)
        assert (check.patient is None) == (check.policy is NumberPolicy.REJECT)
        assert (check.policy is NumberPolicy.ACCEPT) == (not check.reasons)
        if check.patient is not None:
            digits = check.patient.digits
            assert digits == check.normalised
            assert digits.isascii()
            assert len(digits) == check.digits_so_far == 11
            assert digits not in f"{check!r} {check.patient!r} {check.patient}"
            taken = True
    return taken


def code_list(raw: bytes) -> bool:
    """A list that is good enough, or one error; strange entries beside the known codes cost none of them."""
    try:
        roles = parse_live(raw, known=KNOWN)
    except AppError as error:
        refused(error, ErrorCode.CODE_LIST_UNUSABLE)
        return False
    usable = {role.code for role in roles if role.usable}
    assert {"LE", "SP"} <= usable
    assert len({role.code for role in roles}) == len(roles) >= 20
    sent = json.loads(raw.decode("utf-8-sig"))["codeValues"]
    if all(one in sent for one in live_list()["codeValues"]):
        assert usable >= {code for code, role in KNOWN.items() if role.usable}
    return True


def a_code_list(chance: Random) -> bytes:
    if chance.random() < 0.5:
        return as_json(chance, live_list())
    document = live_list()
    for _ in range(chance.randrange(4)):
        document["codeValues"].insert(chance.randrange(20), bent(chance, {**document["codeValues"][0], "value": "ZZ"}))
    return json.dumps(document).encode()


class Target(NamedTuple):
    """``make``: an input. ``judge``: whether it is taken; raises where something is wrong with the program.

    ``often``: how often in a turn through all targets; what is slow is tried less.
    """

    make: Callable[[Random], bytes]
    judge: Callable[[bytes], bool]
    often: int = 6


TARGETS: dict[str, Target] = {
    "results": Target(lambda c: a_bundle(finite(bent(c, ENTRIES))), no_result_is_lost),
    "answer": Target(lambda c: bytes([c.choice((0, 0, 0, 1, 2, 3))]) + as_json(c, json.loads(a_bundle(ENTRIES))), an_answer),
    "callback": Target(lambda c: a_request(c), callbacks),
    "client file": Target(a_client_file, client_files),
    "settings": Target(some_settings, settings),
    "journal": Target(a_journal, journal, often=3),
    "number": Target(a_number, numbers),
    "code list": Target(a_code_list, code_list),
}
