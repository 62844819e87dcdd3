"""The sandbox itself: its services on loopback, in one thread with a loop of its own."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket
import sys
import threading
import time
from functools import cache
from typing import TYPE_CHECKING, Any, Self

import uvicorn

from provesvar_gui.sandbox.clients import PARENT, UNITS, UNSIGNED_UNIT, V1_SCOPE, V2_SCOPE, Client, new_client
from provesvar_gui.sandbox.gate import Gate
from provesvar_gui.sandbox.helseid_app import HelseId
from provesvar_gui.sandbox.kodeverk_app import LIST_PATH, Kodeverk
from provesvar_gui.sandbox.people import People
from provesvar_gui.sandbox.people_app import PeoplePage
from provesvar_gui.sandbox.pps_app import Pps
from provesvar_gui.sandbox.records import CLINICIANS, PATIENTS, reports_of
from provesvar_gui.sandbox.selvbetjening_app import SelfService
from provesvar_gui.sandbox.tokens import Keys, new_key
from provesvar_gui.sandbox.world import Control, World

if TYPE_CHECKING:
    from collections.abc import Callable

    from joserfc.jwk import RSAKey
    from starlette.types import ASGIApp

    from provesvar_gui.sandbox.faults import Faults

_START_LIMIT = 20.0
_ATTEMPTS = 20


@cache
def _process_key(_purpose: str) -> RSAKey:
    """One key per purpose and process: making one takes longer than everything else here."""
    return new_key()


def synthetic_people() -> People:
    """The sandbox's own people; imported only when they are needed, since making them is work."""
    return People(clinicians=CLINICIANS, patients=PATIENTS, reports_of=reports_of)


class _Server(uvicorn.Server):
    """A server that says when it takes requests."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


class Sandbox:
    """HelseID, PPS, the 9060 list and Selvbetjening's API on loopback.

    ``ports``: of them in this order, 0 or missing for any free one. ``prefix``: a path in the authority, e.g. ``/abc``, as the
    conformance tool has. ``client_file``: the default client (DPoP is forced), as Selvbetjening hands it out; ``client_file_v1``:
    one that may use Bearer; ``organisations``: the points of care both may speak for. Use it as a context manager.
    """

    def __init__(
        self,
        *,
        ports: tuple[int, ...] = (),
        prefix: str = "",
        people: People | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        sockets: list[list[socket.socket]] = []
        try:
            sockets.extend(map(_listen, (*ports, 0, 0, 0, 0)[:4]))
        except OSError:
            _close(sockets)
            raise
        self._sockets = sockets
        helseid, pps, kodeverk, selvbetjening = (f"http://localhost:{pair[0].getsockname()[1]}" for pair in sockets)
        self.origin = helseid
        self.world = World(
            people=people or synthetic_people(),
            helseid=f"{helseid}{prefix}",
            pps=pps,
            kodeverk=kodeverk,
            selvbetjening=selvbetjening,
            base_clock=clock,
        )
        self.clients: dict[str, Client] = {}
        self.default_client = self.register(name="Prøvesvar (sandkasse)", api_scopes=(V2_SCOPE,))
        self.bearer_client = self.register(name="Prøvesvar (sandkasse, v1)", api_scopes=(V1_SCOPE,), require_dpop=False)
        keys = Keys(make=lambda: _process_key("signing"))
        self.keys = keys
        self.helseid = HelseId(self.world, self.clients, keys)
        self.pps = Pps(self.world, keys)
        page = PeoplePage(self.world, origin=helseid)
        self.selvbetjening = SelfService(self.world, self.clients, keys)
        apps: tuple[ASGIApp, ...] = (
            page.beside(self.helseid.app),
            self.pps.app,
            Kodeverk(self.world).app,
            self.selvbetjening.app,
        )
        spared = (
            ("/sandbox", f"{prefix}/login", f"{prefix}/connect/authorize", f"{prefix}/connect/endsession"),
            (),
            ("/elsewhere",),
            (),
        )
        self._servers = [
            _Server(_config(Gate(app, world=self.world, service=service, url=url, spared=free)))
            for app, service, url, free in zip(
                apps,
                ("helseid", "pps", "kodeverk", "selvbetjening"),
                (helseid, pps, kodeverk, selvbetjening),
                spared,
                strict=True,
            )
        ]
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
            "people_page": f"{self.origin}/sandbox/",
        }

    @property
    def faults(self) -> Faults:
        """The fault switches."""
        return self.world.faults

    @property
    def control(self) -> Control:
        """What happened."""
        return self.world.control

    @property
    def client_file(self) -> dict[str, Any]:
        """The default client's configuration file."""
        return self.default_client.file(self.world.helseid)

    @property
    def client_file_v1(self) -> dict[str, Any]:
        """The configuration file of the client that may use Bearer tokens."""
        return self.bearer_client.file(self.world.helseid)

    @property
    def organisations(self) -> list[dict[str, str]]:
        """The points of care the clients may name; the last has not signed the terms of PPS."""
        return [{"orgnr": unit.orgnr, "name": unit.name} for unit in (*UNITS, UNSIGNED_UNIT)]

    @property
    def parent_organisation(self) -> dict[str, str]:
        """The legal entity."""
        return {"orgnr": PARENT.orgnr, "name": PARENT.name}

    def register(self, *, name: str, api_scopes: tuple[str, ...], **registration: Any) -> Client:
        """Register one more client; ``registration`` as in ``clients.Client``."""
        client = new_client(name=name, key=_process_key(f"client {len(self.clients) % 2}"), api_scopes=api_scopes, **registration)
        self.clients[client.client_id] = client
        return client

    def start(self) -> Self:
        """Serve. Raises RuntimeError where the servers do not come up."""
        self._thread.start()
        for server in self._servers:
            if not server.ready.wait(_START_LIMIT):
                self.stop()
                raise RuntimeError("the sandbox did not start")
        return self

    def stop(self) -> None:
        """End at once, open requests and all; the ports are free afterwards."""
        for server in self._servers:
            server.should_exit = True
            server.force_exit = True
        if self._thread.is_alive():
            self._thread.join(_START_LIMIT)
        _close(self._sockets)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _run(self) -> None:
        async def serve() -> None:
            pairs = zip(self._servers, self._sockets, strict=True)
            await asyncio.gather(*(server.serve(sockets=list(sockets)) for server, sockets in pairs))

        asyncio.run(serve())


def _config(app: ASGIApp) -> uvicorn.Config:
    # No logs at all: an access log would have addresses in it, and an error log could quote a request.
    return uvicorn.Config(
        app,
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


def _listen(port: int) -> list[socket.socket]:
    """A port on 127.0.0.1, and the same on ::1 where there is IPv6: a browser may try either for ``localhost``."""
    for attempt in range(_ATTEMPTS):
        first = _bound(socket.AF_INET, "127.0.0.1", port)
        try:
            return [first, _bound(socket.AF_INET6, "::1", first.getsockname()[1])]
        except OSError as error:
            if _no_ipv6(error):
                return [first]
            first.close()
            if port != 0 or attempt == _ATTEMPTS - 1:
                raise
    raise OSError("no free port")


def _no_ipv6(error: OSError) -> bool:
    return error.errno in (errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL, errno.EPROTONOSUPPORT)


def _bound(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        if family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        with contextlib.suppress(AttributeError):  # Windows: nobody else may take the port
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)  # type: ignore[attr-defined, unused-ignore]  # Windows only
        if (
            port != 0 and sys.platform != "win32"
        ):  # a port that was used a moment ago; elsewhere than here this means something else
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((host, port))
        sock.listen()
    except OSError:
        sock.close()
        raise
    return sock


def _close(sockets: list[list[socket.socket]]) -> None:
    for pair in sockets:
        for sock in pair:
            sock.close()
