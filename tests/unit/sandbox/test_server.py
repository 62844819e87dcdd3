"""Starting and stopping, the program of its own, the page for people; and whatever is sent, the sandbox goes on."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from provesvar_gui.paths import resource
from provesvar_gui.sandbox.records import PATIENTS
from provesvar_gui.sandbox.server import Sandbox
from provesvar_gui.sandbox.web import Faults
from tests.unit.sandbox.broken_clients import Reference, send

FORM = ("Content-Type", "application/x-www-form-urlencoded")


def _ports(urls: dict[str, str]) -> set[int]:
    return {urlsplit(url).port or 0 for url in urls.values()}


def _is_open(port: int) -> bool:
    with socket.socket() as sock:
        return sock.connect_ex(("127.0.0.1", port)) == 0


def test_four_origins_and_no_port_left() -> None:
    with Sandbox() as sandbox:
        ports = _ports(sandbox.urls)
        assert len(ports) == 4
        assert all(map(_is_open, ports))
    assert not any(map(_is_open, ports))
    assert not [thread for thread in threading.enumerate() if thread.name == "sandbox"]


def test_the_program_says_where_it_is_and_ends_with_its_input() -> None:
    command = [sys.executable, "-m", "provesvar_gui.sandbox"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        said: dict[str, Any] = json.loads(process.stdout.readline())
        addresses = {"helseid", "pps", "pps_v2", "kodeverk", "selvbetjening", "people_page"}
        assert set(said) == addresses | {"client_file", "client_file_v1", "organisations"}
        assert send("GET", said["people_page"]).status == 200
        process.stdin.close()
        assert process.wait(20) == 0
        assert process.stdout.read() == b""
        assert process.stderr.read() == b""
    assert not _is_open(urlsplit(said["helseid"]).port or 0)


def _set(sandbox: Sandbox, body: bytes, *headers: tuple[str, str]) -> int:
    return send("POST", f"{sandbox.world.helseid}/sandbox/faults", headers=headers, body=body).status


def test_faults_by_the_form_of_the_page(sandbox: Sandbox) -> None:
    form = {"action": "save", "kodeverk.500": "", "pps.401": "on", "pps.slow": "0.5", "pps.403": "3"}
    assert _set(sandbox, urlencode(form).encode(), FORM, ("Origin", sandbox.world.helseid)) == 303
    assert sandbox.faults.state() == {"pps.401": True, "pps.slow": 0.5, "pps.403": 3}
    html = send("GET", sandbox.urls["people_page"]).body.decode()
    assert 'value="0.5"' in html
    assert "3 ganger</option>" in html
    assert _set(sandbox, b"action=clear&pps.401=on", FORM) == 303
    assert sandbox.faults.state() == {}
    for wrong in (b"pps.slow=x", b"pps.nothing=1", b"pps.401=yes", b"pps.401=1.5", b"\xff"):
        assert _set(sandbox, wrong, FORM) == 400


def test_another_page_may_not_set_faults(sandbox: Sandbox) -> None:
    assert _set(sandbox, b"pps.401=1", FORM, ("Origin", "http://evil.example")) == 403
    assert sandbox.faults.state() == {}


def test_the_list_has_the_form_of_the_real_one(sandbox: Sandbox) -> None:
    answer = send("GET", f"{sandbox.urls['kodeverk']}?includeInactive=true")
    bundled = json.loads(resource("codes", "9060.json").read_text(encoding="utf-8"))["codes"]
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.data["name"] == "Kategori helsepersonell"
    assert answer.data["active"] is True
    assert [(code["value"], code["name"], code["active"]) for code in answer.data["codeValues"]] == [
        (code["code"], code["name"], code["active"]) for code in bundled
    ]


def test_a_fault_strikes_as_often_as_it_is_set_to_or_until_it_is_cleared() -> None:
    faults = Faults()
    faults.set("pps.401", 2)
    assert [faults.take("pps.401") for _ in range(3)] == [True, True, False]
    faults.set("pps.401")
    assert [faults.take("pps.401") for _ in range(3)] == [True] * 3
    faults.set("pps.401", None)
    assert not faults.take("pps.401")
    faults.set("pps.slow", 1.5)
    assert faults.amount("pps.slow") == 1.5
    faults.clear()
    for name, value, error in (("pps.401", 1.5, ValueError), ("pps.401", -1, ValueError), ("pps.nothing", True, KeyError)):
        with pytest.raises(error, match=name):
            faults.set(name, value)


PLACES = ["helseid", "pps", "kodeverk"]


def _ask(sandbox: Sandbox, service: str) -> Any:
    path = {"helseid": "/.well-known/openid-configuration", "pps": "/v2/metadata", "kodeverk": ""}[service]
    return send("GET", f"{sandbox.urls[service]}{path}")


@pytest.mark.parametrize("service", PLACES)
def test_whoever_follows_a_redirect_is_seen(sandbox: Sandbox, service: str) -> None:
    sandbox.faults.set(f"{service}.redirect", 1)
    answer = _ask(sandbox, service)
    assert answer.status == 307
    assert sandbox.control.arrivals == []
    send("POST", answer.headers["Location"], headers=[("Authorization", "DPoP x")], body=b"")
    assert "authorization" in sandbox.control.arrivals[0]


def test_a_clock_that_is_wrong_refuses_a_client_that_does_not_measure_it(client: Reference, sandbox: Sandbox) -> None:
    sandbox.faults.set("clock.offset", 120)
    assert client.par().error == "invalid_client: assertion: has expired"
    sandbox.faults.set("clock.offset", -120)
    assert client.par().error == "invalid_client: assertion: exp is more than 60 seconds ahead"


@pytest.mark.parametrize("service", PLACES)
def test_another_host_name_is_refused(sandbox: Sandbox, service: str) -> None:
    assert send("GET", sandbox.urls[service], headers=[("Host", "evil.example")]).status in (400, 421)


@pytest.mark.parametrize(("fault", "status"), [("401", 401), ("403", 403), ("500", 500)])
def test_a_fault_of_one_request(client: Reference, sandbox: Sandbox, fault: str, status: int) -> None:
    client.login()
    sandbox.faults.set(f"pps.{fault}", 1)
    assert [client.search(PATIENTS[0].number).status for _ in range(2)] == [status, 200]
