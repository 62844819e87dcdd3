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
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provesvar_gui.paths import resource
from provesvar_gui.sandbox.people import PATIENTS, holds_person_number, is_person_number
from provesvar_gui.sandbox.server import Sandbox
from tests.unit.sandbox.broken_clients import Reference, put, send
from tests.unit.sandbox.standin import PEOPLE

FORM = ("Content-Type", "application/x-www-form-urlencoded")


def _ports(urls: dict[str, str]) -> set[int]:
    return {urlsplit(url).port or 0 for url in urls.values()}


def _is_open(port: int) -> bool:
    with socket.socket() as sock:
        return sock.connect_ex(("127.0.0.1", port)) == 0


def test_four_origins_and_no_port_left() -> None:
    with Sandbox(people=PEOPLE) as sandbox:
        ports = _ports(sandbox.urls)
        assert len(ports) == 4
        assert all(map(_is_open, ports))
    assert not any(map(_is_open, ports))
    assert not [thread for thread in threading.enumerate() if thread.name == "sandbox"]


def test_a_port_that_is_taken_is_told_and_leaves_none_open() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OSError, match=r"(?i)in use"):
            Sandbox(people=PEOPLE, ports=(0, taken.getsockname()[1], 0))


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


# The page


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


# The 9060 list


def test_the_list_has_the_form_of_the_real_one(sandbox: Sandbox) -> None:
    answer = send("GET", f"{sandbox.urls['kodeverk']}?includeInactive=true")
    bundled = json.loads(resource("codes", "9060.json").read_text(encoding="utf-8"))["codes"]
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.data["name"] == "Kategori helsepersonell"
    assert answer.data["active"] is True
    assert [(code["value"], code["name"], code["active"]) for code in answer.data["codeValues"]] == [
        (code["code"], code["name"], code["active"]) for code in bundled
    ]
    assert {"id", "name", "description", "value", "sortKey", "validFrom", "validTo", "active"} == set(
        answer.data["codeValues"][0]
    )


over_http = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(max_value=0) | st.floats() | st.text(max_size=5), st.lists, max_leaves=5
)


@over_http
@given(name=st.sampled_from(["iss", "sub", "aud", "exp", "nbf", "iat", "jti"]), value=json_values)
def test_claims_of_any_type(sandbox: Sandbox, name: str, value: object) -> None:
    client = Reference(sandbox, sandbox.default_client)
    client.changes["assertion.claims"] = put(**{name: value})
    # A jti may be any text, and an nbf any whole number that is past; nothing else of these is right.
    right = (name == "jti" and isinstance(value, str)) or (name == "nbf" and type(value) is int and value < 1)
    assert client.par().status == 400 or right


@pytest.mark.parametrize("value", ["A{}F", "0a{}", "{}c", "request_uri=urn:x:{}BE9"])
def test_a_random_value_is_not_taken_for_a_person(value: str) -> None:
    text = value.format(PATIENTS[0].number)
    assert not holds_person_number(text, {PATIENTS[1].number})
    assert holds_person_number(text, {PATIENTS[0].number})


@pytest.mark.parametrize("text", ["", "1234567890", "00000000000", "99999999999", "31129955131", "٠١٢٣٤٥٦٧٨٩٠"])
def test_what_is_no_number(text: str) -> None:
    assert not is_person_number(text)
