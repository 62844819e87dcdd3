"""Faults do what they say, on a client that is right. Those of HelseID and Selvbetjening: ``tests/unit/helseid`` meets them."""

from __future__ import annotations

import email.utils
import json
import time
from typing import Any

import pytest

from provesvar_gui.sandbox.server import Sandbox
from provesvar_gui.sandbox.world import ALL, Faults
from tests.unit.sandbox.broken_clients import Reference, send
from tests.unit.sandbox.standin import NUMBER


@pytest.fixture
def logged_in(client: Reference) -> Reference:
    return client.login()


# The switches themselves


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
    faults.set("helseid.level-3", 2)  # a state is not counted down
    assert faults.state() == {"helseid.level-3": True}
    for name, value, error in (("pps.401", 1.5, ValueError), ("pps.401", -1, ValueError), ("pps.nothing", True, KeyError)):
        with pytest.raises(error, match=name):
            faults.set(name, value)
    assert len({fault.name for fault in ALL}) == len(ALL)


# What stands before every service

PLACES = ["helseid", "pps", "kodeverk"]


def _ask(sandbox: Sandbox, service: str) -> Any:
    path = {"helseid": "/.well-known/openid-configuration", "pps": "/v2/metadata", "kodeverk": ""}[service]
    return send("GET", f"{sandbox.urls[service]}{path}")


@pytest.mark.parametrize("service", PLACES)
def test_a_service_that_fails(sandbox: Sandbox, service: str) -> None:
    sandbox.faults.set(f"{service}.500", 1)
    assert _ask(sandbox, service).status == 500
    sandbox.faults.set(f"{service}.broken-json", 1)
    answer = _ask(sandbox, service)
    assert answer.status == 200
    with pytest.raises(json.JSONDecodeError):
        json.loads(answer.body)
    sandbox.faults.clear()
    assert _ask(sandbox, service).status == 200


@pytest.mark.parametrize("service", PLACES)
def test_whoever_follows_a_redirect_is_seen(sandbox: Sandbox, service: str) -> None:
    sandbox.faults.set(f"{service}.redirect", 1)
    answer = _ask(sandbox, service)
    assert answer.status == 307
    assert sandbox.control.arrivals == []
    send("POST", answer.headers["Location"], headers=[("Authorization", "DPoP x")], body=b"")
    assert "authorization" in sandbox.control.arrivals[0]


@pytest.mark.parametrize("service", PLACES)
@pytest.mark.parametrize("seconds", [-3600, 0, 90])
def test_a_clock_that_is_wrong_shows_in_the_date_header(sandbox: Sandbox, service: str, seconds: int) -> None:
    sandbox.faults.set("clock.offset", seconds)
    date = email.utils.parsedate_to_datetime(_ask(sandbox, service).headers["Date"]).timestamp()
    assert abs(date - time.time() - seconds) < 3


def test_a_clock_that_is_wrong_refuses_a_client_that_does_not_measure_it(client: Reference, sandbox: Sandbox) -> None:
    sandbox.faults.set("clock.offset", 120)
    assert client.par().error == "invalid_client: assertion: has expired"
    sandbox.faults.set("clock.offset", -120)
    assert client.par().error == "invalid_client: assertion: exp is more than 60 seconds ahead"


@pytest.mark.parametrize("service", PLACES)
def test_another_host_name_is_refused(sandbox: Sandbox, service: str) -> None:
    assert send("GET", sandbox.urls[service], headers=[("Host", "evil.example")]).status in (400, 421)


# HelseID


# PPS


@pytest.mark.parametrize(("fault", "status"), [("401", 401), ("403", 403), ("429", 429)])
def test_pps_refuses(logged_in: Reference, fault: str, status: int) -> None:
    logged_in.sandbox.faults.set(f"pps.{fault}", 1)
    assert logged_in.search(NUMBER).status == status
    assert logged_in.search(NUMBER).status == 200


def test_pps_gives_a_new_nonce_each_time(logged_in: Reference, sandbox: Sandbox) -> None:
    sandbox.faults.set("pps.new-nonce")
    answer = logged_in.search(NUMBER)
    assert answer.status == 200
    assert answer.headers["DPoP-Nonce"] != logged_in.nonces["pps"]


def _page(client: Reference, skip: int = 0) -> Any:
    return client.search(NUMBER, form={"_include": "DiagnosticReport:result", "_count": "3", "_skip": str(skip)}).data


def test_one_bad_entry(logged_in: Reference, sandbox: Sandbox) -> None:
    sandbox.faults.set("pps.bad-entry", 1)
    page = _page(logged_in)
    assert page["entry"][0]["resource"]["status"] == 17
    assert "resource" not in page["entry"][1]
    assert page["entry"][2]["resource"]["resourceType"] == "DiagnosticReport"
