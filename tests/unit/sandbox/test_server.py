"""Starting and stopping, the program of its own, the page for people; and whatever is sent, the sandbox goes on."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from provesvar_gui.sandbox.records import CLINICIANS, NUMBERS, PATIENTS
from provesvar_gui.sandbox.server import Sandbox
from tests.unit.sandbox.broken_clients import Reference, send

FORM = ("Content-Type", "application/x-www-form-urlencoded")


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
    with socket.socket() as gone:
        assert gone.connect_ex(("127.0.0.1", urlsplit(said["helseid"]).port or 0)) != 0


def _set(sandbox: Sandbox, body: bytes, *headers: tuple[str, str]) -> int:
    return send("POST", f"{sandbox.world.helseid}/sandbox/faults", headers=headers, body=body).status


def test_faults_by_the_form_of_the_page(sandbox: Sandbox) -> None:
    form = {"action": "save", "kodeverk.500": "", "pps.401": "on", "pps.slow": "0.5", "pps.403": "3"}
    assert _set(sandbox, urlencode(form).encode(), FORM, ("Origin", sandbox.world.helseid)) == 303
    assert sandbox.faults._on == {"pps.401": True, "pps.slow": 0.5, "pps.403": 3}
    html = send("GET", sandbox.urls["people_page"]).body.decode()
    assert 'value="0.5"' in html
    assert "3 ganger</option>" in html
    assert _set(sandbox, b"action=clear&pps.401=on", FORM) == 303
    assert sandbox.faults._on == {}
    assert _set(sandbox, b"pps.nothing=1", FORM) == 400
    assert _set(sandbox, b"pps.401=1", FORM, ("Origin", "http://evil.example")) == 403
    assert sandbox.faults._on == {}


@pytest.mark.parametrize(
    ("service", "path"), [("helseid", "/.well-known/openid-configuration"), ("pps", "/v2/metadata"), ("kodeverk", "")]
)
def test_whoever_follows_a_redirect_is_seen(sandbox: Sandbox, service: str, path: str) -> None:
    sandbox.faults.set(f"{service}.redirect", 1)
    answer = send("GET", f"{sandbox.urls[service]}{path}")
    assert answer.status == 307
    assert sandbox.control.arrivals == []
    send("POST", answer.headers["Location"], headers=[("Authorization", "DPoP x")], body=b"")
    assert "authorization" in sandbox.control.arrivals[0]


def test_a_clock_that_is_wrong_refuses_a_client_that_does_not_measure_it(client: Reference, sandbox: Sandbox) -> None:
    sandbox.faults.set("clock.offset", 120)
    assert client.par().error == "invalid_client: assertion: has expired"
    sandbox.faults.set("clock.offset", -120)
    assert client.par().error == "invalid_client: assertion: exp is more than 60 seconds ahead"


@pytest.mark.parametrize(("fault", "status"), [("401", 401), ("403", 403), ("500", 500)])
def test_a_fault_of_one_request(client: Reference, sandbox: Sandbox, fault: str, status: int) -> None:
    client.login()
    sandbox.faults.set(f"pps.{fault}", 1)
    assert [client.search(PATIENTS[0].number).status for _ in range(2)] == [status, 200]


def _check_digits_hold(number: str) -> bool:
    digits = [int(each) for each in number]
    first = -sum(map(int.__mul__, (3, 7, 6, 1, 8, 9, 4, 5, 2), digits)) % 11
    second = -sum(map(int.__mul__, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), digits)) % 11
    return (first, second) == (digits[9], digits[10])


def test_every_number_is_synthetic_has_right_check_digits_and_is_one_persons() -> None:
    numbers = [*NUMBERS.values(), *(one.pid for one in CLINICIANS)]
    assert all(len(number) == 11 and _check_digits_hold(number) for number in numbers)
    # A shared temporary number has no date in it; the month of the others has 80 added.
    assert all(number[0] in "89" or 81 <= int(number[2:4]) <= 92 for number in numbers)
    assert len(set(numbers)) == len(numbers)
    assert len({one.sub for one in CLINICIANS}) == len(CLINICIANS)
