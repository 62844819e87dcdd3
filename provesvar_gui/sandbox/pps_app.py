"""Pasientens prøvesvar: v1 (Bearer) at the root and v2 (DPoP) under ``/v2``."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from provesvar_gui.sandbox.access import AccessToken, read_access_token
from provesvar_gui.sandbox.dpop import Nonces, ProofChecker
from provesvar_gui.sandbox.forms import is_form, read_pairs
from provesvar_gui.sandbox.kodeverk_app import bundled_codes
from provesvar_gui.sandbox.pps_outcome import Visible, nothing_found, outcome, visible
from provesvar_gui.sandbox.pps_request import Requester, Version, check_body, check_claims, check_request
from provesvar_gui.sandbox.pps_search import CONFIRMED, UNCONFIRMED, Query, Search, read_query
from provesvar_gui.sandbox.records import dumps
from provesvar_gui.sandbox.refusal import RefusedError
from provesvar_gui.sandbox.world import Lookup, Refusal

if TYPE_CHECKING:
    from starlette.requests import Request

    from provesvar_gui.sandbox.people import Resource
    from provesvar_gui.sandbox.tokens import Keys
    from provesvar_gui.sandbox.world import World

_FHIR = "application/fhir+json; charset=utf-8"
# NHN's own sample API: a proof lives one second, and clocks may differ by five.
_LATE, _EARLY = 6.0, 5.0
_PATHS: dict[Version, str] = {"v1": "", "v2": "/v2"}


class Pps:
    """The service; ``app`` is what is served."""

    def __init__(self, world: World, keys: Keys) -> None:
        self.world = world
        self.nonces = Nonces(world, "pps")
        self._keys = keys
        self._proofs = ProofChecker(world=world, nonces=self.nonces, early=_EARLY, late=_LATE, status=401)
        self._roles = {str(code["code"]): bool(code["active"]) for code in bundled_codes()}
        routes = []
        for version, base in _PATHS.items():
            for kind in ("DiagnosticReport", "Observation"):
                search = partial(self._search, version=version, kind=kind)
                routes.append(Route(f"{base}/{kind}/_search", search, methods=["POST"]))
            routes.append(Route(f"{base}/metadata", partial(self._metadata, version=version), methods=["GET", "POST"]))
        self.app = Starlette(routes=routes, exception_handlers={RefusedError: self._refused})
        self.app.router.redirect_slashes = False

    async def _metadata(self, request: Request, *, version: Version) -> Response:
        if version == "v1":  # v1 asks for HelseID here by a known mistake (pps/README.md §2)
            self._token(request, version)
        return _fhir(_capability_statement())

    def _token(self, request: Request, version: Version) -> AccessToken:
        faults = self.world.faults
        token = read_access_token(
            request,
            url=f"{self.world.pps}{request.url.path}",
            issuer=self.world.helseid,
            keys=self._keys,
            proofs=self._proofs,
            nonce=any(faults.on(f"pps.{name}") for name in ("nonce", "new-nonce", "expired-nonce")),
            only="bearer" if version == "v1" else "dpop",
        )
        check_claims(token, version)
        self.world.control.token_used(str(token.claims["jti"]), "pps")
        return token

    async def _search(self, request: Request, *, version: Version, kind: str) -> Response:
        faults = self.world.faults
        token = self._token(request, version)
        if (answer := self._faulty()) is not None:
            return answer
        people = self.world.people.numbers()
        requester = check_request(request, token.claims, self._roles, people)
        if faults.on("pps.strict-role"):
            self._check_role(requester)
        if not is_form(request):
            raise RefusedError(415, "invalid", "the content type is not that of a form")
        form = await read_pairs(request)
        check_body(form, people)
        query = read_query(kind, form, only_confirmed=bool(faults.on("pps.include-refused")))
        patient = self.world.people.patient(requester.patient)
        now = datetime.fromtimestamp(self.world.now(), UTC)
        reports = self.world.people.reports_of(requester.patient, now) if patient is not None else ()
        seen = visible(patient, reports, elevated=requester.elevated)
        base = f"{self.world.pps}{_PATHS[version]}"
        bundle, count = self._bundle(query, seen, base=base, parameters=[pair for pair in form.pairs if pair[0] != "_skip"])
        self.world.control.lookups.append(
            Lookup(
                at=self.world.now(),
                clinician=requester.name,
                hpr_number=requester.hpr_number,
                patient="(ukjent)" if patient is None else patient.name,
                basis=requester.basis,
                role=requester.role,
                organisation=requester.organisation,
                version=version,
                resource=kind,
                skip=query.skip,
                count=count,
                correlation_id=requester.correlation_id,
            )
        )
        headers = {"DPoP-Nonce": self.nonces.new()} if version == "v2" and faults.on("pps.new-nonce") else None
        return _fhir(bundle, headers=headers)

    def _check_role(self, requester: Requester) -> None:
        people = self.world.people.clinicians
        if not any(person.pid == requester.pid and requester.role in person.roles for person in people):
            raise RefusedError(400, "invalid", "requester-hpr-role is not one the person has in HPR")

    def _bundle(self, query: Query, seen: Visible, *, base: str, parameters: list[tuple[str, str]]) -> tuple[Resource, int]:
        faults = self.world.faults
        search = Search(seen.reports)
        matches = search.matches(query)
        skip = 0 if query.skip and faults.take("pps.repeated-page") else query.skip
        page = matches[skip : skip + query.count]
        if query.skip and faults.take("pps.empty-page"):
            page = []
        included = search.included(query, page)
        if query.kind == "DiagnosticReport" and faults.on("pps.results-missing"):
            included = [resource for resource in included if resource["resourceType"] != "Observation"]
        entries = [_entry(resource, "match", base) for resource in page] + [
            _entry(resource, "include", base) for resource in included
        ]
        if page and faults.take("pps.bad-entry"):
            broken = {
                "resourceType": query.kind,
                "id": page[0]["id"],
                "status": 17,
                "code": "?",
                "effectiveDateTime": {"x": None},
            }
            entries[0] = {"resource": broken, "search": {"mode": "match"}}
            entries.insert(1, {"fullUrl": "urn:uuid:none"})
        said = seen.outcome if seen.outcome is not None or matches else nothing_found()
        if said is not None:
            entries.append({"resource": said, "search": {"mode": "outcome"}})
        links = [_link("self", base, query, parameters, query.skip)]
        if query.skip + len(page) < len(matches):
            links.append(_link("next", base, query, parameters, query.skip + query.count))
        bundle: Resource = {"resourceType": "Bundle", "type": "searchset", "total": len(matches), "link": links, "entry": entries}
        if faults.take("pps.wrong-total"):
            bundle["total"] += 7
        if faults.take("pps.no-total"):
            del bundle["total"]
        return bundle, len(page)

    def _faulty(self) -> Response | None:
        faults = self.world.faults
        if faults.take("pps.401"):
            raise RefusedError(401, "invalid_token", "by a fault", headers={"WWW-Authenticate": 'DPoP error="invalid_token"'})
        if faults.take("pps.403"):
            raise RefusedError(403, "forbidden", "by a fault")
        if faults.take("pps.429"):
            return Response(status_code=429, headers={"Retry-After": "30"})
        if faults.take("pps.problem-json"):
            problem = {"type": "about:blank", "title": "Service Unavailable", "status": 503, "detail": "Registeret svarer ikke."}
            return JSONResponse(problem, status_code=503, media_type="application/problem+json")
        return None

    async def _refused(self, _request: Request, error: Exception) -> Response:
        if not isinstance(error, RefusedError):  # pragma: no cover - registered for this class alone
            raise error
        refusal = Refusal(service="pps", status=error.status, error=error.error, reason=error.reason)
        self.world.control.refusals.append(refusal)
        code = {401: "login", 403: "forbidden"}.get(
            error.status, "business-rule" if error.error == "business-rule" else "invalid"
        )
        return _fhir(outcome(code, error.reason), status=error.status, headers=error.headers)


def _fhir(resource: Resource, *, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(
        dumps(resource), status_code=status, headers={"Cache-Control": "no-store", **(headers or {})}, media_type=_FHIR
    )


def _entry(resource: Resource, mode: str, base: str) -> dict[str, Any]:
    return {"fullUrl": f"{base}/{resource['resourceType']}/{resource['id']}", "resource": resource, "search": {"mode": mode}}


def _link(relation: str, base: str, query: Query, parameters: list[tuple[str, str]], skip: int) -> dict[str, str]:
    pairs = [*parameters, ("_skip", str(skip))]
    return {"relation": relation, "url": f"{base}/{query.kind}/_search?{urlencode(pairs)}"}


def _capability_statement() -> Resource:
    def searchable(kind: str) -> Resource:
        return {
            "type": kind,
            "interaction": [{"code": "search-type"}],
            "searchInclude": [value for value in CONFIRMED | UNCONFIRMED if value.startswith(f"{kind}:")],
            "searchParam": [{"name": name, "type": "token"} for name in ("_id", "identifier", "date")],
        }

    return {
        "resourceType": "CapabilityStatement",
        "title": "Pasientens Prøvesvar FHIR Server",
        "status": "active",
        "date": "2024-05-23",
        "kind": "instance",
        "fhirVersion": "4.0.1",
        "format": ["json"],
        "rest": [{"mode": "server", "resource": [searchable("DiagnosticReport"), searchable("Observation")]}],
    }
