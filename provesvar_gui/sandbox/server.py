"""The servers of the sandbox on loopback: one thread with a loop of its own, and a gate before each service."""

from __future__ import annotations

import asyncio
import re
import socket
import threading
import uuid
from email.utils import formatdate
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import unquote, urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route

from provesvar_gui.sandbox import web
from provesvar_gui.sandbox.clients import IDENTITY_SCOPES, UNSIGNED_UNIT, V1_SCOPE, V2_SCOPE, Client
from provesvar_gui.sandbox.helseid import HelseId
from provesvar_gui.sandbox.pps import LIST_PATH, Pps, kodeverk
from provesvar_gui.sandbox.practice import UNITS
from provesvar_gui.sandbox.records import SYNTHETIC_PEOPLE, holds_person_number
from provesvar_gui.sandbox.selvbetjening import Selvbetjening
from provesvar_gui.sandbox.tokens import new_key
from provesvar_gui.sandbox.web import RefusedError, read_form
from provesvar_gui.sandbox.world import FAULT_GROUPS, World, is_amount

if TYPE_CHECKING:
    from joserfc.jwk import RSAKey
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from provesvar_gui.sandbox.records import People
    from provesvar_gui.sandbox.world import Value


_DIGITS = re.compile(r"[0-9]{5,}")


class Gate:
    """Wraps one service. ``exempt``: the paths no fault touches, such as the pages for people."""

    def __init__(self, app: ASGIApp, *, world: World, service: str, url: str, exempt: tuple[str, ...] = ()) -> None:
        self._app, self._world, self._service = app, world, service
        self._host, self._exempt = urlsplit(url).netloc, exempt

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = str(scope["path"])
        address = f"{path} {unquote(scope['query_string'].decode('latin-1'))}"
        if holds_person_number(address, self._world.people.numbers()):
            self._world.control.remark("a person number in an address")
        # A number in an address would be a mistake of the client; it is not kept here either.
        self._world.control.requests.append(f"{self._service} {scope['method']} {_DIGITS.sub('#', path)}")

        async def dated(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Date"] = formatdate(self._world.now(), usegmt=True)
            await send(message)

        answer: ASGIApp | None = None
        if [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"] != [self._host]:
            answer = PlainTextResponse("unknown host", status_code=421)
        elif not path.startswith(self._exempt or ("\0",)):
            await asyncio.sleep(self._world.faults.amount(f"{self._service}.slow"))
            answer = self._fault()
        await (answer or self._app)(scope, receive, dated)

    def _fault(self) -> Response | None:
        faults, service = self._world.faults, self._service
        if faults.take(f"{service}.500"):
            return PlainTextResponse("", status_code=500)
        if faults.take(f"{service}.broken-json"):
            return Response('{"resourceType": "Bundle", "entry": [{"resource": {"id": "', media_type="application/json")
        if faults.take(f"{service}.redirect"):
            return RedirectResponse(f"{self._world.kodeverk}/elsewhere", status_code=307)
        return None


# The sandbox's own page: its people, and the fault switches


def beside(world: World, helseid: ASGIApp) -> ASGIApp:
    """An application that serves everything under ``/sandbox``, and HelseID everywhere else."""

    async def page(_request: Request) -> Response:
        groups = [
            (title, [(name, label, is_amount(name), world.faults.on(name)) for name, label in faults.items()])
            for title, faults in FAULT_GROUPS.items()
        ]
        return web.render(
            "people.html",
            status=200,
            clinicians=world.people.clinicians,
            patients=world.people.patients,
            groups=groups,
            refusals=list(reversed(world.control.refusals[-30:])),
            remarks=list(world.control.remarks),
        )

    async def script(_request: Request) -> Response:
        file = Path(__file__).with_name("templates") / "people.js"
        return Response(file.read_bytes(), media_type="text/javascript", headers=web.HEADERS)

    async def set_faults(request: Request) -> Response:
        """Set the faults that are named, as a form; ``action=clear``: none is on any more."""
        if request.headers.get("origin") not in (None, world.helseid):
            return Response("another page may not do this", status_code=403)
        try:
            sent = dict((await read_form(request)).pairs)
            if sent.pop("action", "") == "clear":
                world.faults.clear()
            else:
                for name, text in sent.items():
                    world.faults.set(name, _from_form(name, text))
        except (RefusedError, KeyError, ValueError):
            return Response("unknown fault or value", status_code=400)
        return RedirectResponse(f"{world.helseid}/sandbox/#faults", status_code=303)

    routes = [
        Route("/sandbox/", page, methods=["GET"]),
        Route("/sandbox/people.js", script, methods=["GET"]),
        Route("/sandbox/faults", set_faults, methods=["POST"]),
        Mount("/", app=helseid),
    ]
    return Starlette(routes=routes)


def _from_form(name: str, text: str) -> Value | None:
    if not text:
        return None
    if is_amount(name):
        return float(text.replace(",", "."))
    return True if text == "on" else int(text)


_STOP_LIMIT = 20.0


@cache
def _process_key(_purpose: str) -> RSAKey:
    """One key per purpose and process: making one takes longer than everything else here."""
    return new_key()


class Sandbox:
    """HelseID, PPS, the 9060 list and Selvbetjening's API on loopback.

    ``client_file``: the default client (DPoP is forced), as Selvbetjening hands it out; ``client_file_v1``: one that may use
    Bearer; ``organisations``: the points of care both may speak for. Use it as a context manager.
    """

    def __init__(self, people: People = SYNTHETIC_PEOPLE) -> None:
        self._sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(4)]
        urls = [f"http://localhost:{each.getsockname()[1]}" for each in self._sockets]
        self.world = World(
            people=people,
            signing_key=_process_key("signing"),
            helseid=urls[0],
            pps=urls[1],
            kodeverk=urls[2],
            selvbetjening=urls[3],
        )
        self.faults, self.control = self.world.faults, self.world.control
        self.default_client = self.register(name="Prøvesvar (sandkasse)", api_scopes=(V2_SCOPE,))
        self.bearer_client = self.register(name="Prøvesvar (sandkasse, v1)", api_scopes=(V1_SCOPE,), require_dpop=False)
        self.helseid = HelseId(self.world)
        self.selvbetjening = Selvbetjening(self.world)
        pages = ("/sandbox", "/login", "/connect/authorize", "/connect/endsession")
        gates = (
            Gate(beside(self.world, self.helseid.app), world=self.world, service="helseid", url=urls[0], exempt=pages),
            Gate(Pps(self.world).app, world=self.world, service="pps", url=urls[1]),
            Gate(kodeverk(self.world), world=self.world, service="kodeverk", url=urls[2], exempt=("/elsewhere",)),
            Gate(self.selvbetjening.app, world=self.world, service="selvbetjening", url=urls[3]),
        )
        # No logs at all: an access log would have addresses in it, and an error log could quote a request.
        configuration = partial(
            uvicorn.Config,
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            date_header=False,
            timeout_keep_alive=30,
            h11_max_incomplete_event_size=65536,
        )
        self._servers = [uvicorn.Server(configuration(gate)) for gate in gates]
        self._thread = threading.Thread(target=self._run, name="sandbox", daemon=True)

    # What tests and the program use

    @property
    def urls(self) -> dict[str, str]:
        """``helseid`` (the authority), ``pps`` (v1), ``pps_v2``, ``kodeverk`` (the list), ``selvbetjening``, ``people_page``."""
        world = self.world
        return {
            "helseid": world.helseid,
            "pps": world.pps,
            "pps_v2": f"{world.pps}/v2",
            "kodeverk": f"{world.kodeverk}{LIST_PATH}",
            "selvbetjening": world.selvbetjening,
            "people_page": f"{world.helseid}/sandbox/",
        }

    @property
    def client_file(self) -> dict[str, Any]:
        return self.default_client.file(self.world.helseid)

    @property
    def client_file_v1(self) -> dict[str, Any]:
        return self.bearer_client.file(self.world.helseid)

    @property
    def organisations(self) -> list[dict[str, str]]:
        """The points of care the clients may name; the last has not signed the terms of PPS."""
        return [{"orgnr": unit.orgnr, "name": unit.name} for unit in (*UNITS, UNSIGNED_UNIT)]

    def register(self, *, name: str, api_scopes: tuple[str, ...], **registration: Any) -> Client:
        """Register one more client; ``registration`` as in ``clients.Client``."""
        key, scopes = _process_key(f"client {len(self.world.clients) % 2}"), (*IDENTITY_SCOPES, *api_scopes)
        client = Client(client_id=str(uuid.uuid4()), name=name, key=key, scopes=scopes, **registration)
        self.world.clients[client.client_id] = client
        return client

    def start(self) -> Self:
        """Serve. The sockets listen already: who is too early waits."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """End at once, open requests and all; the ports are free afterwards."""
        for server in self._servers:
            server.should_exit = True
            server.force_exit = True
        if self._thread.is_alive():
            self._thread.join(_STOP_LIMIT)
        for each in self._sockets:
            each.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _run(self) -> None:
        async def serve() -> None:
            pairs = zip(self._servers, self._sockets, strict=True)
            await asyncio.gather(*(server.serve(sockets=[each]) for server, each in pairs))

        asyncio.run(serve())
