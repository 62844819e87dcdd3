from __future__ import annotations

import asyncio
import subprocess
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.discovery import Discovery
from provesvar_gui.kodeverk.code_list import RoleListService
from provesvar_gui.self_check.connectivity import Connectivity, ServiceStatus, check_connectivity
from provesvar_gui.self_check.findings import AMBER, GREEN, RED, UNKNOWN, Grade, Item
from provesvar_gui.self_check.network_checks import ask_results
from tests.kit.clock import FakeClock
from tests.unit.self_check.kit import AUTHORITY, LIST, Machine, Services, metadata

SERVICE = "https://pps.example/v2"


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


ANSWERS: list[tuple[str, Any, Item, Grade, str]] = [
    ("helseid", AppError(ErrorCode.NO_NETWORK, "x"), Item.HELSEID, RED, "No contact with helseid-sts.test.nhn.no."),
    ("helseid", AppError(ErrorCode.TLS_REJECTED, "x"), Item.HELSEID, RED, "is not trusted here"),
    ("/metadata", AppError(ErrorCode.TLS_TOO_OLD, "x"), Item.RESULTS, RED, "is too old"),
    ("/metadata", AppError(ErrorCode.PROXY_FAILED, "x"), Item.RESULTS, RED, "The proxy does not lead to"),
    ("/metadata", AppError(ErrorCode.NO_NETWORK, "x"), Item.RESULTS, RED, "Let the firewall"),
    ("/metadata", (401, {}), Item.RESULTS, GREEN, ""),
    ("/metadata", (403, b"<html>Blocked by the web filter</html>"), Item.RESULTS, RED, "Something else"),
    ("/metadata", (503, {}), Item.RESULTS, RED, "error of its own"),
    ("/metadata", (302, {}), Item.RESULTS, RED, "Something else"),
    ("/metadata", (200, b"<html>Log in to the guest network</html>"), Item.RESULTS, RED, "Something else"),
    ("/metadata", (200, b"[" * 100_000), Item.RESULTS, RED, "Something else"),
    ("helseid", (200, metadata(issuer="https://another.example")), Item.HELSEID, RED, "Something else"),
    ("helseid", (500, {}), Item.HELSEID, RED, "error of its own"),
    ("9060", (200, {"codeValues": []}), Item.CODE_LIST, AMBER, "The copy at hand is used"),
    ("9060", AppError(ErrorCode.NO_NETWORK, "x"), Item.CODE_LIST, AMBER, "The copy at hand is used"),
]


@pytest.mark.parametrize(("part", "answer", "item", "grade", "said"), ANSWERS)
def test_findings_about_the_services(machine: Machine, part: str, answer: Any, item: Item, grade: Grade, said: str) -> None:
    machine.services.answers[part] = answer
    found, text = machine.look(item)
    assert found is grade
    assert said in text
    grades = {other: finding.grade for other, finding in machine.check().items()}
    assert {grades[other] for other in {Item.HELSEID, Item.RESULTS, Item.CODE_LIST} - {item}} == {GREEN}
    if isinstance(answer, AppError):
        assert grades[Item.CLOCK] is (UNKNOWN if item is Item.HELSEID else GREEN)


def test_in_production_the_results_are_in_helsenettet_only(machine: Machine) -> None:
    machine.policy = '[profile]\nname = "prod"\n'
    machine.services.answers["/metadata"] = AppError(ErrorCode.NO_NETWORK, "x")
    assert "from Helsenettet only" in machine.look(Item.RESULTS)[1]


@pytest.mark.requirement("R7")
@pytest.mark.parametrize(
    ("date", "grade", "seconds"),
    [
        ("Wed, 25 Nov 2026 12:00:01 GMT", GREEN, 0),
        ("Wed, 25 Nov 2026 12:02:00 GMT", AMBER, 120),
        ("Wed, 25 Nov 2026 11:58:00 GMT", AMBER, 120),
        ("Wed, 25 Nov 2026 13:00:00 GMT", RED, 3600),
        ("nonsense", UNKNOWN, 0),
    ],
)
def test_findings_about_the_clock(machine: Machine, date: str, grade: Grade, seconds: int) -> None:
    machine.services.date = date
    finding = machine.check()[Item.CLOCK]
    assert finding.grade is grade
    assert abs(int(finding.given.get("seconds", "0")) - seconds) <= 1


def test_the_proxy_without_name_and_password(machine: Machine) -> None:
    machine.changes = {"proxy_for": lambda url: "http://kari:hunter2@proxy.example:8080" if "helseid" in url else None}
    finding = machine.check()[Item.PROXY]
    assert (finding.grade, finding.given["ways"]) == (GREEN, "http://proxy.example:8080")
    assert [detail.value for detail in finding.details] == ["http://proxy.example:8080", "–", "–"]
    assert "hunter2" not in repr(finding)


def test_certificates_of_a_file(machine: Machine, tmp_path: Path) -> None:
    file = tmp_path / "ca.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    command += ["-subj", "/CN=x", "-days", "30", "-keyout", str(tmp_path / "k.pem"), "-out", str(file)]
    subprocess.run(command, check=True, capture_output=True)
    machine.own += f'[network]\nca_file = "{file}"\n'
    grade, text = machine.look(Item.CERTIFICATES)
    assert (grade, "and 1 from ~/ca.pem" in text) == (GREEN, True)
    file.chmod(0o666)
    assert machine.look(Item.CERTIFICATES)[0] is AMBER
    machine.policy = f'[profile]\nname = "prod"\n[network]\nca_file = "{file}"\n'
    machine.own = machine.own.split("[network]")[0]
    assert machine.look(Item.CERTIFICATES)[0] is RED
    file.write_text("no certificate")
    assert "cannot be read: ~/ca.pem" in machine.look(Item.CERTIFICATES)[1]


def look(services: Services) -> Connectivity:
    clock = FakeClock()

    async def run() -> Connectivity:
        discovery = Discovery(services, AUTHORITY, clock)
        roles = RoleListService(services, LIST, clock)
        service = partial(ask_results, services, SERVICE)
        return await check_connectivity(ask_login=discovery.metadata, ask_service=service, ask_list=roles.refresh)

    return asyncio.run(run())


@pytest.mark.hazard("S93")
def test_all_three_are_asked_once_without_a_patient_or_a_token() -> None:
    services = Services()
    found = look(services)
    assert found.good
    assert found.roles is not None
    assert sorted((method, url) for method, url, _ in services.asked) == sorted(
        [("GET", f"{AUTHORITY}/.well-known/openid-configuration"), ("GET", f"{SERVICE}/metadata"), ("GET", LIST)]
    )
    for _method, _url, headers in services.asked:
        assert set(headers) <= {"accept", "accept-language"}, "no authorization, no correlation id"


@pytest.mark.parametrize(
    ("given", "answer"),
    [
        (AppError(ErrorCode.NO_NETWORK), ServiceStatus.NO_WAY),
        (AppError(ErrorCode.TIMEOUT), ServiceStatus.SILENT),
        (AppError(ErrorCode.TLS_REJECTED), ServiceStatus.SILENT),
        ((503, {}), ServiceStatus.SILENT),
        ((302, {}), ServiceStatus.SILENT),
        ((200, b"<html>Log in to the guest network</html>"), ServiceStatus.SILENT),
        ((401, b""), ServiceStatus.SILENT),
    ],
)
@pytest.mark.parametrize(("part", "which"), [(AUTHORITY, "login"), ("/metadata", "service"), (LIST, "code_list")])
def test_one_silent_service_leaves_the_others_answering(given: Any, answer: ServiceStatus, part: str, which: str) -> None:
    found = look(Services(answers={part: given}))
    answers = {name: getattr(found, name) for name in ("login", "service", "code_list")}
    assert answers == dict.fromkeys(answers, ServiceStatus.ANSWERS) | {which: answer}
    assert not found.good


def test_without_a_network_it_is_the_network() -> None:
    nothing = dict.fromkeys((AUTHORITY, "/metadata", LIST), AppError(ErrorCode.NO_NETWORK))
    assert look(Services(answers=nothing)).no_way


async def test_getting_ready_and_the_look_share_what_they_ask_of_helseid() -> None:
    services, clock = Services(), FakeClock()
    discovery = Discovery(services, AUTHORITY, clock)
    await asyncio.gather(discovery.metadata(), discovery.metadata(within=60.0))
    clock.seconds += 61
    await discovery.metadata()
    assert len(services.asked) == 1, "a login needs it once a day"
    await discovery.metadata(within=60.0)
    assert len(services.asked) == 2, "a look must ask"
    services.answers[AUTHORITY] = AppError(ErrorCode.TIMEOUT)
    clock.seconds += 61
    with pytest.raises(AppError):
        await discovery.metadata(within=60.0)
    await discovery.metadata()  # what was known is kept
