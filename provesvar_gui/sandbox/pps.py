"""Pasientens prøvesvar: v1 (Bearer) at the root and v2 (DPoP) under ``/v2`` (pps/README.md §2-§5); and the 9060 list."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from provesvar_gui.paths import resource
from provesvar_gui.sandbox.clients import V1_SCOPE, V2_SCOPE
from provesvar_gui.sandbox.jose import Nonces, ProofChecker, read_access_token, unauthorized_if
from provesvar_gui.sandbox.records import dumps, holds_person_number, is_person_number
from provesvar_gui.sandbox.tokens import HPR_NUMBER, IDENTITY, ORGNR
from provesvar_gui.sandbox.web import RefusedError, application, read_form, refuse_if

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from starlette.requests import Request

    from provesvar_gui.sandbox.records import Patient, Resource, StoredReport
    from provesvar_gui.sandbox.web import FormBody
    from provesvar_gui.sandbox.world import World


NEW_SYSTEM = "http://nhn.no/fhir/nilar/CodeSystem/pvk-outcome-cs"
OLD_SYSTEM = "NilarPvkOutcome"
_CODES: dict[str, tuple[str, str]] = {
    "restricted": ("General", "Pasienten har sperret prøvesvar for alt helsepersonell."),
    "partly-restricted": ("General", "Pasienten har sperret noen prøvesvar for alt helsepersonell."),
    "blocked": ("Specific", "Pasienten har sperret prøvesvar for deg eller din virksomhet."),
    "partly-blocked": ("Specific", "Pasienten har sperret noen prøvesvar for deg eller din virksomhet."),
    "opted-out": ("Reservation", "Pasienten har reservert seg mot Pasientens prøvesvar."),
    "unknown": ("Delegated", "Pasientens valg hindrer at prøvesvar utleveres (kode 17)."),
}


def outcome(code: str, diagnostics: str, *, severity: str = "error", pvk: str | None = None) -> Resource:
    """An OperationOutcome with one issue; ``pvk`` is a code of PvkOutcome, sent in both code systems."""
    issue: dict[str, Any] = {"severity": severity, "code": code, "diagnostics": diagnostics}
    if pvk is not None:
        issue["details"] = {"coding": [{"system": system, "code": pvk} for system in (NEW_SYSTEM, OLD_SYSTEM)]}
    return {"resourceType": "OperationOutcome", "issue": [issue]}


def nothing_found() -> Resource:
    return outcome("not-found", "Ingen prøvesvar funnet.", severity="information")


def visible(
    patient: Patient | None, reports: Sequence[StoredReport], *, elevated: bool
) -> tuple[Sequence[StoredReport], Resource | None]:
    """What this access basis opens, and the outcome. Raises RefusedError (400) for an elevated one that opens nothing more."""
    setting = "none" if patient is None else patient.outcome
    closed = setting in ("blocked", "opted-out", "restricted", "unknown")
    ordinary = [] if closed else [stored for stored in reports if not stored.restricted]
    opened = reports if setting in ("restricted", "unknown", "partly-restricted") else ordinary
    if elevated:
        if len(opened) <= len(ordinary):
            raise RefusedError(400, "business-rule", "the elevated access basis gives nothing more than an ordinary one")
        return opened, None
    if setting in _CODES:
        code, text = _CODES[setting]
        return ordinary, outcome("suppressed", text, severity="warning", pvk=code)
    return ordinary, None


Version = Literal["v1", "v2"]
AUDIENCE = "nhn:pps"
BASES = frozenset({"UNNTAK", "SAMTYKKE", "AKUTT", "FORHOYET_SAMTYKKE", "FORHOYET_AKUTT"})
ELEVATED = frozenset({"FORHOYET_SAMTYKKE", "FORHOYET_AKUTT"})
UNUSABLE_ROLES = frozenset({"XX", "VE", "FB"})
_MAY_HOLD_ANYTHING = frozenset({"person-id", "authorization", "dpop"})
_ORGNR = re.compile(r"[0-9]{9}", re.ASCII)


_refuse_if = partial(refuse_if, error="invalid")


def check_claims(claims: Mapping[str, Any], version: Version) -> None:
    """Whether the token may be used here. Raises RefusedError: 401 for what a new token can mend, 403 for who the person is."""
    scheme = "Bearer" if version == "v1" else "DPoP"
    unauthorized_if(claims.get("aud") != AUDIENCE, "the token's audience is not exactly nhn:pps", scheme=scheme)
    unauthorized_if(
        (V1_SCOPE if version == "v1" else V2_SCOPE) not in claims.get("scope", []),
        "the token has not the scope of this version",
        error="insufficient_scope",
        scheme=scheme,
    )
    unauthorized_if(claims.get(f"{IDENTITY}security_level") not in ("4", "5"), "the security level is below 4", scheme=scheme)
    _refuse_if(not claims.get(f"{IDENTITY}pid"), "the token does not say who asks", status=403)
    _refuse_if(not claims.get(HPR_NUMBER), "the person has no HPR number", status=403)
    for which in ("parent", "child"):
        _refuse_if(not _ORGNR.fullmatch(str(claims.get(f"{ORGNR}{which}", ""))), f"the token has no orgnr_{which}", status=403)


def check_headers(request: Request, roles: Mapping[str, bool], people: Collection[str]) -> tuple[str, bool]:
    """The patient's number, and whether the access basis is an elevated one. Raises RefusedError (400).

    ``roles``: the codes of 9060, each with whether it is active. ``people``: the numbers that must stand nowhere else.
    """
    _refuse_if(request.url.query, "parameters belong in the body; nothing about a patient may stand in an address")
    others = [value for name, value in request.headers.items() if name not in _MAY_HOLD_ANYTHING]
    _refuse_if(
        any(holds_person_number(value, people) for value in others), "a person number stands in another header than person-id"
    )
    patient = _single(request, "person-id")
    _refuse_if(not is_person_number(patient), "person-id is not a valid number")
    basis = _single(request, "access-basis")
    _refuse_if(basis not in BASES, "access-basis is not a known value")
    role = _single(request, "requester-hpr-role")
    _refuse_if(role not in roles, "requester-hpr-role is not a code of 9060")
    _refuse_if(role in UNUSABLE_ROLES or not roles[role], "requester-hpr-role cannot be used here")
    correlation = _single(request, "correlation-id")
    _refuse_if(len(correlation) > 100, "correlation-id is not one")
    return patient, basis in ELEVATED


def _single(request: Request, name: str) -> str:
    values = request.headers.getlist(name)
    _refuse_if(len(values) != 1 or not values[0], f"{name} is missing or sent more than once")
    return values[0]


DEFAULT_COUNT = 50
LARGEST_COUNT = 1000
INCLUDES = {  # value -> the element that holds the references
    "DiagnosticReport:based-on": "basedOn",
    "DiagnosticReport:specimen": "specimen",
    "DiagnosticReport:result": "result",
    "ServiceRequest:requester": "requester",
    "Observation:specimen": "specimen",
    "DiagnosticReport:requester": "requester",
    # Not in what could be read of PPS' own list.
    "DiagnosticReport:performer": "performer",
    "Observation:performer": "performer",
    "Observation:has-member": "hasMember",
    "Observation:based-on": "basedOn",
    "ServiceRequest:specimen": "specimen",
    "Specimen:collector": "collection.collector",
}
PARAMETERS = frozenset({"_id", "_include", "_include:iterate", "_count", "_skip"})  # PPS has more, for which nobody asks here


@dataclass(frozen=True, slots=True, kw_only=True)
class PpsQuery:
    kind: str
    ids: frozenset[str]
    include: tuple[str, ...]
    iterate: tuple[str, ...]
    count: int
    skip: int


def read_query(kind: str, form: FormBody) -> PpsQuery:
    """Read and check the parameters. Raises RefusedError (400)."""
    _refuse_if(form.names - PARAMETERS, "an unknown search parameter")
    ids = frozenset(_commas(form, "_id"))
    _refuse_if(not all(re.fullmatch(_GUID, each) for each in ids), "_id is not a GUID")
    include, iterate = _commas(form, "_include"), _commas(form, "_include:iterate")
    for name, values in (("_include", include), ("_include:iterate", iterate)):
        _refuse_if(not set(values) <= INCLUDES.keys(), f"a value of {name} is not supported")
    away = not all(value.startswith(f"{kind}:") for value in include)
    _refuse_if(away, "a value of _include starts from another resource type")
    return PpsQuery(
        kind=kind,
        ids=ids,
        include=include,
        iterate=iterate,
        count=_number(form, "_count", default=DEFAULT_COUNT, least=1, most=LARGEST_COUNT),
        skip=_number(form, "_skip", default=0, least=0, most=10_000_000),
    )


_GUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def _commas(form: FormBody, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for value in form.all(name) for part in value.split(",")))


def _number(form: FormBody, name: str, *, default: int, least: int, most: int) -> int:
    text = form.one(name)
    if text is None:
        return default
    _refuse_if(not re.fullmatch(r"[0-9]{1,8}", text, re.ASCII) or not least <= int(text) <= most, f"{name} is out of range")
    return int(text)


def included(query: PpsQuery, page: Sequence[Resource], every: Mapping[str, Resource]) -> list[Resource]:
    """What the includes of a page bring, without the page itself, each once. ``every``: what there is, by address."""
    seen = {_address(resource): resource for resource in page}
    fresh, values = dict(seen), (*query.include, *query.iterate)
    while fresh:
        found = [
            address
            for source in fresh.values()
            for value in values
            if value.startswith(f"{source['resourceType']}:")
            for address in references(source, INCLUDES[value])
        ]
        fresh = {address: every[address] for address in found if address in every and address not in seen}
        seen, values = seen | fresh, query.iterate
    return list(seen.values())[len(page) :]


def references(resource: Resource, path: str) -> Iterator[str]:
    """The addresses (``Type/id``) an element refers to."""
    element: Any = resource
    for name in path.split("."):
        element = element.get(name) if isinstance(element, dict) else None
    for one in element if isinstance(element, list) else [element]:
        if isinstance(one, dict) and isinstance(one.get("reference"), str):
            yield "/".join(one["reference"].split("/")[-2:])


def _address(resource: Resource) -> str:
    return f"{resource['resourceType']}/{resource['id']}"


_FHIR = "application/fhir+json; charset=utf-8"
# NHN's own sample API: a proof lives one second, and clocks may differ by five.
_LATE, _EARLY = 6.0, 5.0
_PATHS: dict[Version, str] = {"v1": "", "v2": "/v2"}


class Pps:
    def __init__(self, world: World) -> None:
        self.world = world
        self.nonces = Nonces(world, "pps")
        self._proofs = ProofChecker(world=world, nonces=self.nonces, early=_EARLY, late=_LATE, status=401)
        self._roles = {str(code["code"]): bool(code["active"]) for code in bundled_codes()}
        routes = []
        for version, base in _PATHS.items():
            for kind in ("DiagnosticReport", "Observation"):
                search = partial(self._search, version=version, kind=kind)
                routes.append(Route(f"{base}/{kind}/_search", search, methods=["POST"]))
            routes.append(Route(f"{base}/metadata", partial(self._metadata, version=version)))
        self.app = application(world, "pps", routes, _refused)

    async def _metadata(self, request: Request, *, version: Version) -> Response:
        if version == "v1":  # v1 asks for HelseID here by a known mistake (pps/README.md §2)
            self._claims(request, version)
        return _fhir({"resourceType": "CapabilityStatement", "status": "active", "kind": "instance", "fhirVersion": "4.0.1"})

    def _claims(self, request: Request, version: Version) -> None:
        claims = read_access_token(
            request,
            url=f"{self.world.pps}{request.url.path}",
            proofs=self._proofs,
            nonce=bool(self.world.faults.on("pps.nonce")),
            schemes=("Bearer",) if version == "v1" else ("DPoP",),
        )
        check_claims(claims, version)
        self.world.control.token_used(str(claims["jti"]), "pps")

    async def _search(self, request: Request, *, version: Version, kind: str) -> Response:
        faults = self.world.faults
        self._claims(request, version)
        unauthorized_if(faults.take("pps.401"), "by a fault")
        refuse_if(faults.take("pps.403"), "by a fault", "forbidden", 403)
        people = self.world.people.numbers()
        number, elevated = check_headers(request, self._roles, people)
        form = await read_form(request)
        told = any(holds_person_number(part, people) for pair in form.pairs for part in pair)
        _refuse_if(told, "the patient's number belongs in the person-id header only")
        query = read_query(kind, form)
        patient = self.world.people.patient(number)
        now = datetime.fromtimestamp(self.world.now(), UTC)
        reports = self.world.people.reports_of(number, now) if patient is not None else ()
        reports, privacy = visible(patient, reports, elevated=elevated)
        return _fhir(self._bundle(query, reports, privacy, f"{self.world.pps}{_PATHS[version]}"))

    def _bundle(self, query: PpsQuery, reports: Sequence[StoredReport], privacy: Resource | None, base: str) -> Resource:
        every = {_address(each): each for stored in reports for each in (stored.report, *stored.related)}
        found = (each for each in every.values() if each["resourceType"] == query.kind)
        matches = [each for each in found if not query.ids or each["id"] in query.ids]
        page = matches[query.skip : query.skip + query.count]
        entries = [_entry(resource, "match", base) for resource in page] + [
            _entry(resource, "include", base) for resource in included(query, page, every)
        ]
        if privacy is None and not matches:
            privacy = nothing_found()
        if privacy is not None:
            entries.append({"resource": privacy, "search": {"mode": "outcome"}})
        return {"resourceType": "Bundle", "type": "searchset", "total": len(matches), "entry": entries}


def _refused(_request: Request, error: RefusedError) -> Response:
    code = {401: "login", 403: "forbidden"}.get(error.status, "business-rule" if error.error == "business-rule" else "invalid")
    return _fhir(outcome(code, error.reason), status=error.status, headers=error.headers)


def _fhir(resource: Resource, *, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(
        dumps(resource), status_code=status, headers={"Cache-Control": "no-store", **(headers or {})}, media_type=_FHIR
    )


def _entry(resource: Resource, mode: str, base: str) -> dict[str, Any]:
    return {"fullUrl": f"{base}/{resource['resourceType']}/{resource['id']}", "resource": resource, "search": {"mode": mode}}


# -- the 9060 list in the shape of Helsedirektoratet's API (patient/README.md §7)

LIST_PATH = "/api/code-systems/adm/codelist/9060"


def bundled_codes() -> list[dict[str, Any]]:
    """The bundled 9060 list: ``code``, ``name``, ``active``."""
    codes: list[dict[str, Any]] = json.loads(resource("codes", "9060.json").read_text(encoding="utf-8"))["codes"]
    return codes


def kodeverk(world: World) -> Starlette:
    """The service. It is also where a redirect leads: what arrives there is counted."""

    async def codelist(request: Request) -> Response:
        every = request.query_params.get("includeInactive", "false").lower() == "true"
        codes = [code for code in bundled_codes() if every or code["active"]]
        return JSONResponse(
            {
                "id": 9060,
                "name": "Kategori helsepersonell",
                "codeValues": [
                    {
                        "id": number,
                        "name": code["name"],
                        "value": code["code"],
                        "validFrom": "2003-03-02T00:00:00.000",
                        "validTo": None,
                        "active": code["active"],
                    }
                    for number, code in enumerate(codes, start=1)
                ],
                "validFrom": "2003-03-02T00:00:00.000",
                "active": True,
            }
        )

    async def elsewhere(request: Request) -> Response:
        world.control.arrivals.append(frozenset(request.headers.keys()))
        return PlainTextResponse("Hit skulle ingen forespørsel komme.", status_code=418)

    made = Starlette(
        routes=[
            Route(LIST_PATH, codelist),
            Route("/elsewhere", elsewhere, methods=["GET", "POST", "HEAD", "PUT", "DELETE"]),
        ]
    )
    made.router.redirect_slashes = False
    return made
