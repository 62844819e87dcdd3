"""What each check finds of the network and of the services, which are asked once, without a login and without a patient."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.self_check.findings import Grade, Item, State
from tests.unit.self_check.kit import Machine, metadata


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.mark.parametrize(("item", "part"), [(Item.HELSEID, "helseid"), (Item.RESULTS, "/metadata"), (Item.CODE_LIST, "9060")])
@pytest.mark.parametrize(
    ("error", "state"),
    [
        (AppError(ErrorCode.NO_NETWORK, "ConnectError at h"), State.NO_NETWORK),
        (AppError(ErrorCode.TIMEOUT, "x"), State.NO_ANSWER),
        (AppError(ErrorCode.TLS_REJECTED, "x"), State.TLS_REJECTED),
        (AppError(ErrorCode.TLS_TOO_OLD, "x"), State.TLS_TOO_OLD),
        (AppError(ErrorCode.PROXY_FAILED, "x"), State.PROXY_FAILED),
        (AppError(ErrorCode.UNEXPECTED_ANSWER, "x"), State.WRONG_ANSWER),
    ],
)
def test_a_service_that_is_not_reached(machine: Machine, item: Item, part: str, error: AppError, state: State) -> None:
    machine.services.answers[part] = error
    found = machine.check()
    if item is Item.CODE_LIST:  # the copy at hand does
        assert (found[item].grade, found[item].state) == (Grade.AMBER, State.LIST_FALLBACK)
    else:
        assert (found[item].grade, found[item].state) == (Grade.RED, state)
    others = {Item.HELSEID, Item.RESULTS, Item.CODE_LIST} - {item}
    assert {found[other].grade for other in others} == {Grade.GREEN}
    assert found[Item.CLOCK].grade is (Grade.UNKNOWN if item is Item.HELSEID else Grade.GREEN)


@pytest.mark.parametrize(
    ("part", "answer", "item", "state"),
    [
        ("/metadata", (401, {}), Item.RESULTS, State.REACHED),
        ("/metadata", (403, {}), Item.RESULTS, State.REACHED),
        ("/metadata", (403, b"<html>Blocked by the web filter</html>"), Item.RESULTS, State.WRONG_ANSWER),
        ("/metadata", (503, {}), Item.RESULTS, State.SERVER_TROUBLE),
        ("/metadata", (302, {}), Item.RESULTS, State.WRONG_ANSWER),
        ("/metadata", (200, b"<html>Log in to the guest network</html>"), Item.RESULTS, State.WRONG_ANSWER),
        ("/metadata", (200, b"[" * 100_000), Item.RESULTS, State.WRONG_ANSWER),
        ("/metadata", (200, []), Item.RESULTS, State.WRONG_ANSWER),
        ("helseid", (200, metadata(issuer="https://another.example")), Item.HELSEID, State.WRONG_ANSWER),
        ("helseid", (302, {}), Item.HELSEID, State.WRONG_ANSWER),
        ("helseid", (500, {}), Item.HELSEID, State.SERVER_TROUBLE),
        ("9060", (200, {"codeValues": []}), Item.CODE_LIST, State.LIST_FALLBACK),
        ("9060", (404, {}), Item.CODE_LIST, State.LIST_FALLBACK),
    ],
)
def test_what_answers(machine: Machine, part: str, answer: Any, item: Item, state: State) -> None:
    machine.services.answers[part] = answer
    assert machine.check()[item].state is state


@pytest.mark.requirement("R7")
@pytest.mark.parametrize(
    ("date", "grade", "state"),
    [
        ("Wed, 25 Nov 2026 12:00:01 GMT", Grade.GREEN, State.CLOCK_RIGHT),
        ("Wed, 25 Nov 2026 12:02:00 GMT", Grade.AMBER, State.CLOCK_OFF),
        ("Wed, 25 Nov 2026 11:58:00 GMT", Grade.AMBER, State.CLOCK_OFF),
        ("Wed, 25 Nov 2026 13:00:00 GMT", Grade.RED, State.CLOCK_FAR_OFF),
        ("", Grade.UNKNOWN, State.CLOCK_UNKNOWN),
        ("nonsense", Grade.UNKNOWN, State.CLOCK_UNKNOWN),
    ],
)
def test_the_clock(machine: Machine, date: str, grade: Grade, state: State) -> None:
    machine.services.date = date
    finding = machine.check()[Item.CLOCK]
    assert (finding.grade, finding.state) == (grade, state)
    if state in (State.CLOCK_OFF, State.CLOCK_FAR_OFF):
        assert abs(int(finding.given["seconds"]) - {Grade.AMBER: 120, Grade.RED: 3600}[grade]) <= 1


def test_the_proxy_without_name_and_password(machine: Machine) -> None:
    machine.changes = {"proxy_for": lambda url: "http://kari:hunter2@proxy.example:8080" if "helseid" in url else None}
    finding = machine.check()[Item.PROXY]
    assert finding.state is State.PROXY_USED
    assert finding.given["ways"] == "http://proxy.example:8080"
    assert [detail.value for detail in finding.details] == ["http://proxy.example:8080", "–", "–"]
    assert "hunter2" not in repr(finding)


def certificates(path: Path) -> str:
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    command += ["-subj", "/CN=x", "-days", "30"]
    subprocess.run([*command, "-keyout", path / "k.pem", "-out", path / "ca.pem"], check=True, capture_output=True)
    return str(path / "ca.pem")


def test_certificates_of_a_file(machine: Machine, tmp_path: Path) -> None:
    file = certificates(tmp_path)
    machine.own += f'[network]\nca_file = "{file}"\n'
    finding = machine.check()[Item.CERTIFICATES]
    assert (finding.state, finding.given["count"], finding.given["file"]) == (State.TRUST_EXTRA, "1", "~/ca.pem")
    (tmp_path / "ca.pem").chmod(0o666)
    finding = machine.check()[Item.CERTIFICATES]
    assert (finding.grade, finding.state, finding.given["file"]) == (Grade.AMBER, State.TRUST_OPEN, "~/ca.pem")
    machine.policy = f'[profile]\nname = "prod"\n[network]\nca_file = "{file}"\n'
    machine.own = machine.own.split("[network]")[0]
    assert machine.check()[Item.CERTIFICATES].grade is Grade.RED
    (tmp_path / "ca.pem").write_text("no certificate")
    found = machine.check()
    assert (found[Item.CERTIFICATES].grade, found[Item.CERTIFICATES].state) == (Grade.RED, State.TRUST_UNREADABLE)
