"""The browser without a person."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from provesvar_gui.sandbox.robot import Robot
from tests.unit.sandbox.broken_clients import Reference, claims_of
from tests.unit.sandbox.changes import put

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provesvar_gui.sandbox.server import Sandbox


class Listener(HTTPServer):
    """The program's loopback listener, as small as can be."""

    came: dict[str, str]


class Handler(BaseHTTPRequestHandler):
    server: Listener

    def do_GET(self) -> None:
        self.server.came = dict(parse_qsl(urlsplit(self.path).query))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"done")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def _address(sandbox: Sandbox, client: Reference) -> str:
    query = {"client_id": client.client.client_id, "request_uri": client.par().data["request_uri"]}
    return f"{sandbox.urls['helseid']}/connect/authorize?{urlencode(query)}"


def test_it_logs_in_and_stays_logged_in(sandbox: Sandbox, listener: Listener) -> None:
    robot = Robot()
    client = Reference(sandbox, sandbox.default_client, redirect_uri=f"http://localhost:{listener.server_port}/callback")
    assert robot.log_in(_address(sandbox, client), person="900100102") == "done"
    client.redeem(listener.came["code"])
    first = claims_of(client.tokens["id_token"])
    client.changes["par.form"] = put(prompt=None)
    robot.log_in(_address(sandbox, client), person="900100101")
    client.redeem(listener.came["code"])
    assert claims_of(client.tokens["id_token"])["sub"] == first["sub"]


def test_it_cancels(sandbox: Sandbox, listener: Listener) -> None:
    client = Reference(sandbox, sandbox.default_client, redirect_uri=f"http://localhost:{listener.server_port}/callback")
    Robot().log_in(_address(sandbox, client), person="", action="cancel")
    assert listener.came["error"] == "access_denied"


def test_it_tells_when_helseid_refuses(sandbox: Sandbox, client: Reference) -> None:
    with pytest.raises(RuntimeError, match="status 400"):
        Robot().log_in(f"{_address(sandbox, client)}&state=x", person="900100101")
    with pytest.raises(RuntimeError, match="status 422"):
        Robot().log_in(_address(sandbox, client), person="nobody at all")
