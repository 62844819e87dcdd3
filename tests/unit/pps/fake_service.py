"""A results service that checks every request strictly and answers from a script."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from provesvar_gui.desk.actions import LookupProgress
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.patient.access import Lookup
from provesvar_gui.platform.http import HttpResponse
from provesvar_gui.pps.client import PpsClient, PpsConfig
from provesvar_gui.results.model import LookupResult
from provesvar_gui.settings.policy import fixed_settings
from provesvar_gui.wiring.backend import pps_config
from tests.kit.clock import FakeClock
from tests.kit.http import Answer, FakeHttp, Request
from tests.unit.pps.fhir import ASKED, lookup

BASE = "https://pps.example/v2"
CONFIG = pps_config(fixed_settings({"pps.base_url": BASE}))
HEADERS = {"person-id", "access-basis", "requester-hpr-role", "content-type", "accept", "authorization", "dpop"}


def kind(request: Request) -> str:
    return request.url.removeprefix(BASE).split("/")[1]


def answer(body: bytes | str = b"", status: int = 200, **headers: str) -> HttpResponse:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    named.setdefault("content-type", "application/fhir+json; charset=utf-8")
    return HttpResponse(status=status, headers=named, body=body.encode() if isinstance(body, str) else body)


class FakeService(FakeHttp):
    """Answers from a list, in order, or by a function of the request. ``hang``: never answers."""

    correlation_header = "correlation-id"

    def __init__(self, *answers: Answer, by: Callable[[Request], Answer] | None = None) -> None:
        self._answers = list(answers)
        self._by = by
        self.requests: list[Request] = []
        self.hang_from: int | None = None
        self.hanging = asyncio.Event()

    async def answer(self, request: Request) -> Answer:
        sent = request.headers
        assert request.method == "POST"
        assert request.url in {f"{BASE}/DiagnosticReport/_search", f"{BASE}/Observation/_search"}
        assert set(sent) == {*HEADERS, self.correlation_header}
        assert sent["person-id"] == ASKED
        assert sent["content-type"] == "application/x-www-form-urlencoded"
        assert sent["accept"] == "application/fhir+json"
        assert uuid.UUID(sent[self.correlation_header]).version == 4
        assert sent[self.correlation_header] not in [one.headers[self.correlation_header] for one in self.requests]
        assert sent["dpop"] not in [one.headers["dpop"] for one in self.requests]
        assert request.body is None
        assert request.seconds is not None
        assert 0 < request.seconds <= 45
        assert ASKED not in repr(request.pairs)
        self.requests.append(request)
        await asyncio.sleep(0)
        if self.hang_from is not None and len(self.requests) > self.hang_from:
            self.hanging.set()
            await asyncio.Event().wait()
        return self._by(request) if self._by else self._answers.pop(0)


@dataclass
class FakeAuthorization:
    """Proofs that are new each time; answers to challenges and renewals as told."""

    renewals: int = 0
    proofs: int = 0

    async def headers(self, method: str, url: str) -> Mapping[str, str]:
        assert method == "POST"
        self.proofs += 1
        return {"Authorization": f"DPoP token-{self.renewals}", "DPoP": f"proof-{self.proofs}"}

    def take_challenge(self, url: str, status: int, response_headers: Mapping[str, str]) -> bool:
        return status == 401 and "dpop-nonce" in response_headers

    async def renew(self) -> None:
        self.renewals += 1


class Bench:
    def __init__(self, service: FakeService, config: PpsConfig = CONFIG, *, tick: float = 0.0) -> None:
        self.service = service
        self.authorization = FakeAuthorization()
        self.progress: list[LookupProgress] = []
        self.client = PpsClient(config, service, self.authorization, uuid.uuid4, FakeClock(tick))

    def ask(self, asked: Lookup | None = None) -> LookupResult:
        return asyncio.run(self.client.lookup(asked or lookup(), self.progress.append))

    def refused(self, asked: Lookup | None = None) -> AppError:
        try:
            self.ask(asked)
        except AppError as error:
            return error
        raise AssertionError("the look-up was not refused")


def no_network(sent: str = "no") -> AppError:
    return AppError(ErrorCode.NO_NETWORK, "ConnectError at pps.example", params={"host": "pps.example", "sent": sent})
