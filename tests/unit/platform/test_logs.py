from __future__ import annotations

import asyncio
import base64
import gc
import json
import logging
import os
import re
import subprocess
import sys
import uuid
import weakref
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.errors import AppError
from provesvar_gui.patient.access import AccessBasis, Lookup
from provesvar_gui.patient.numbers import PatientId
from provesvar_gui.platform.clock import ServerClock, SystemClock
from provesvar_gui.platform.logs import FILE_NAME, JsonFormatter, configure_logs, redact
from provesvar_gui.pps.client import PpsClient
from provesvar_gui.sandbox.server import Sandbox
from tests.e2e.traces import SHORTEST_WORD, Scanner, number_forms, word_forms
from tests.e2e.wire import Wire
from tests.kit.logs import close_logs
from tests.unit.helseid.stand import Browser, SandboxStand, unit
from tests.unit.pps.fake_service import CONFIG

NUMBER = "41818012345"
surroundings = st.text(st.characters(exclude_categories=["Cs", "Nd"]), max_size=30)
numbers = st.from_regex(r"[0-9]{11}", fullmatch=True)
separators = st.sampled_from(["", " ", ".", "-", "\u00a0", "\u2009", "/", " - ", "\u2013", "+"])


def line(record: logging.LogRecord) -> str:
    return JsonFormatter().format(record)


def record_of(message: str, *args: object) -> logging.LogRecord:
    return logging.LogRecord("provesvar_gui.x", logging.INFO, "x.py", 1, message, args or None, None)


@pytest.mark.hazard("S85")
@pytest.mark.requirement("R40")
@given(surroundings, numbers, separators, surroundings)
def test_a_number_never_comes_out(before: str, number: str, separator: str, after: str) -> None:
    written = f"{number[:6]}{separator}{number[6:]}"
    for text in (
        line(record_of(f"{before}{written}{after}".replace("%", "%%"))),
        line(record_of("%s", f"{before}{written}{after}")),
        line(record_of("%r", [before, {after: written}])),
    ):
        message = json.loads(text)["message"]
        assert written not in message
        assert number not in "".join(c for c in message if c.isdigit())


between = st.text(st.characters(exclude_categories=["Cs", "Nd", "Nl", "No", "L"]), max_size=5)
escaped = st.sampled_from(["%2D", "%20%20", "%C2%A0", "%E2%80%93", "\\xa0", "\\u2011", "\\t", "&nbsp;", "&#160;", "&ndash;", "%"])


@pytest.mark.hazard("S85")
@given(surroundings, numbers, between | escaped, between | escaped, surroundings)
def test_a_number_in_groups_never_comes_out(before: str, number: str, one: str, other: str, after: str) -> None:
    for text in (
        f"{before}{number[:6]}{one}{number[6:]}{after}",
        f"{before}{number[:2]}{one}{number[2:4]}{one}{number[4:6]}{other}{number[6:]}{after}",
        f"{before}{number[:6]}{one}{number[6:9]}{other}{number[9:]}{after}",
    ):
        assert not {number[:6], number[6:]} <= set(re.findall(r"[0-9]+", redact(text)))
        assert "".join(c for c in redact(text) if c in "0123456789").find(number[1:10]) < 0


@pytest.mark.hazard("S85")
@given(surroundings, st.binary(min_size=6, max_size=60), surroundings)
def test_a_jwt_never_comes_out(before: str, payload: bytes, after: str) -> None:
    head, body = (base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in (b'{"alg":"ES256"}', payload))
    token = f"{head}.{body}.c2lnbmF0dXJl"
    assert token not in redact(f"{before}{token}{after}")
    assert token.split(".")[1] not in redact(f"({token})")


@given(st.sampled_from(["Bearer", "DPoP", "bearer", "dpop"]), st.from_regex(r"[A-Za-z0-9._~+/-]{4,60}", fullmatch=True))
def test_an_authorization_value_never_comes_out(scheme: str, value: str) -> None:
    for text in (
        f"Authorization: {scheme} {value}",
        f"{{'Authorization': '{scheme} {value}'}}",
        f"{scheme}: {value}",
        f"{scheme}={value}",
    ):
        assert value not in redact(text).replace(scheme, "")


@pytest.mark.hazard("S85")
@pytest.mark.parametrize(
    "name",
    ["code", "state", "nonce", "access_token", "refresh_token", "client_assertion", "code_verifier", "person-id", "jti", "d"],
)
@given(value=st.from_regex(r"q[A-Za-z0-9._~-]{5,30}z", fullmatch=True))
def test_a_named_value_never_comes_out(name: str, value: str) -> None:
    for text in (
        f"http://localhost/callback?{name}={value}&x=1",
        f"x&{name}={value}",
        f'"{name}": "{value}"',
        f"{{'{name}': '{value}'}}",
        f"('{name}', '{value}')",
        f"{name}%3D{value}",
        f"[(b'{name}', b'{value}')]",  # as httpcore writes headers
    ):
        assert value not in redact(text)


@pytest.mark.hazard("S144")
def test_an_api_key_that_looks_like_a_correlation_id_never_comes_out() -> None:
    key = str(uuid.UUID(int=0x1F2E3D4C5B6A79888716052413223140, version=4))
    for text in (f"(b'api-key', b'{key}')", f"api-key: {key}", f"api_key={key}", f'{{"apiKey": "{key}"}}'):
        assert key not in redact(text)


def test_what_support_needs_stays() -> None:
    correlation = str(uuid.UUID("12345678-9012-4345-8678-901234567890"))
    when = "since 2026-11-25T10:28:03, 2026-11-25 10:28 11 times"
    assert redact(when) == when
    kept = f"look-up 3 correlation {correlation} 2026-11-25 10:28 403 provesvar_gui.pps.client https://pps.nhn.no/v2"
    assert redact(kept) == kept


@given(st.uuids(version=4))
def test_a_correlation_id_stays(identity: uuid.UUID) -> None:
    assert redact(f"x {identity}, y") == f"x {identity}, y"


@pytest.mark.parametrize(
    "unit",
    [
        *("a", "1", "a.", "1 ", "code=", "token", "Bearer ", "-", "ab1-", "eyJ", "_", " ", '"'),
        *("1%20", "1%2D", "%", "%20", "%2", "\\x20", "1\\x2", "\\", "&", "&a", "1&nbsp;", "&#1", "1 - - ", "2026-11-25 10:28 "),
        *("1%2" * 9 + "x", "1%20" * 5 + "x", "1     " * 10 + "x", "1:" * 10 + "x"),
    ],
)
def test_redaction_of_a_long_text_does_not_take_for_ever(unit: str) -> None:
    redact(unit * 200_000)  # the time limit of the test is the judge


@pytest.mark.hazard("S85")
def test_a_secret_that_holds_a_number_never_comes_out() -> None:
    assert redact(f"got aBcDeFgHiJkLmNo{NUMBER}oNmLkJiHgFeDcBa") == "got [secret]"


@pytest.mark.hazard("S85")
def test_no_number_in_the_name_of_somebody_elses_logger_comes_out(log: Path) -> None:
    logging.getLogger(f"library.{NUMBER}").error("failed")
    assert len(lines(log)) == 1
    assert NUMBER not in log.read_text(encoding="utf-8")


@pytest.mark.hazard("S85")
def test_a_number_that_a_long_line_would_be_cut_in_never_comes_out(log: Path) -> None:
    for before in range(3989, 4001):
        logging.getLogger("provesvar_gui.x").error("%s %s", "." * before, NUMBER)
    assert not any(re.search(r"\d", entry["message"]) for entry in lines(log))


@pytest.mark.hazard("S85")
def test_an_exception_is_written_without_its_words(tmp_path: Path) -> None:
    handler = configure_logs(tmp_path / "logs")
    try:
        try:
            int(f"bad {NUMBER}")
        except ValueError:
            logging.getLogger("provesvar_gui.x").exception("failed for %s", NUMBER)
    finally:
        close_logs(handler)
    text = (tmp_path / "logs" / FILE_NAME).read_text(encoding="utf-8")
    written = json.loads(text)
    assert NUMBER not in text
    assert "bad" not in text
    assert written["exception"].startswith("builtins.ValueError\n  at ")
    assert written["level"] == "ERROR"
    assert (tmp_path / "logs" / FILE_NAME).stat().st_mode & 0o077 == 0
    assert (tmp_path / "logs").stat().st_mode & 0o077 == 0


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    handler = configure_logs(tmp_path, "debug")
    yield tmp_path / FILE_NAME
    close_logs(handler)


def lines(path: Path) -> list[dict[str, str]]:
    for handler in logging.getLogger().handlers:
        handler.flush()
    return [json.loads(text) for text in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


@pytest.mark.hazard("S85")
def test_libraries_do_not_tell_their_urls(log: Path) -> None:
    for name in ("httpx", "httpcore.http11", "asyncio", "keyring.backend", "anything"):
        logging.getLogger(name).info("HTTP Request: GET https://x/?code=abc")
        logging.getLogger(name).debug("x")
    logging.getLogger("provesvar_gui.platform.session_lock").debug("ours")
    assert [(entry["logger"], entry["message"]) for entry in lines(log)] == [("provesvar_gui.platform.session_lock", "ours")]


def test_a_message_that_does_not_fit_its_arguments(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    class Bad:
        def __str__(self) -> str:
            raise ValueError(NUMBER)

    logging.getLogger("provesvar_gui").info("%d %d", NUMBER)
    logging.getLogger("provesvar_gui").info("%s", Bad())
    logging.getLogger("provesvar_gui").info("surrogate \ud800")
    assert len(lines(log)) == 1
    assert NUMBER not in log.read_text(encoding="utf-8")
    assert capsys.readouterr().err == ""


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file")
    handler = configure_logs(tmp_path / "logs")
    logging.getLogger("provesvar_gui").error("x")
    close_logs(handler)


needs_fifo = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a FIFO stands for a disk that hangs")


@pytest.mark.hazard("S85")
@needs_fifo
def test_a_disk_that_hangs_holds_up_nobody_and_keeps_nothing_of_what_was_passed(tmp_path: Path) -> None:
    class FilteredTable:
        """Something of a caller's."""

    passed = FilteredTable()
    gone = weakref.ref(passed)
    os.mkfifo(tmp_path / FILE_NAME)
    handler = configure_logs(tmp_path)
    handler.handle(record_of("%s", passed))  # not by a logger: pytest's own handler keeps records
    del passed
    gc.collect()
    assert gone() is None
    close_logs(handler)
    # The time limit of the test is the judge of both.


ENDS = """
import logging, os, sys
from pathlib import Path
from provesvar_gui.platform.logs import configure_logs
configure_logs(Path(sys.argv[1]))
getattr(logging.getLogger("provesvar_gui"), sys.argv[2])("the last line")
if sys.argv[2] == "critical":
    os.abort()
"""


@pytest.mark.parametrize("hangs", [False, pytest.param(True, marks=needs_fifo)])
def test_the_last_line_of_a_process(tmp_path: Path, *, hangs: bool) -> None:
    if hangs:
        os.mkfifo(tmp_path / FILE_NAME)
    assert subprocess.run([sys.executable, "-c", ENDS, str(tmp_path), "info"], timeout=30, check=False).returncode == 0
    if not hangs:
        assert [entry["message"] for entry in lines(tmp_path / FILE_NAME)] == ["the last line"]


def test_a_critical_line_is_on_the_disk_before_the_process_goes_on(tmp_path: Path) -> None:
    command = [sys.executable, "-c", ENDS, str(tmp_path), "critical"]
    assert subprocess.run(command, timeout=30, check=False, stderr=subprocess.DEVNULL).returncode != 0
    assert [entry["message"] for entry in lines(tmp_path / FILE_NAME)] == ["the last line"]


HOOKS = """
import threading
from provesvar_gui.platform.logs import hook_crashes
told = []
hook_crashes(lambda name, trace: print("told", name), lambda name, trace: print("at hand", name, "41818012345" in trace))
def fail():
    raise ValueError("41818012345")
thread = threading.Thread(target=fail)
thread.start()
thread.join()
class Bad:
    def __del__(self):
        raise KeyError("41818012345")
Bad()
fail()
"""


@pytest.mark.hazard("S89")
def test_uncaught_exceptions_say_nothing_on_standard_error() -> None:
    done = subprocess.run([sys.executable, "-c", HOOKS], capture_output=True, text=True, timeout=30, check=False)
    told = ["told builtins.ValueError", "told builtins.KeyError", "told builtins.ValueError"]
    assert done.stdout.split("\n")[:3] == told
    assert done.stdout.split("\n")[3:] == ["at hand builtins.ValueError False", ""], "only what this thread was doing"
    assert done.stderr == ""
    assert done.returncode == 1


# -- everything that any library says at DEBUG during a real login, look-up and logout, against the handler that writes the log


LIBRARIES = (
    "httpx",
    "httpcore",
    "asyncio",
    "keyring",
    "secretstorage",
    "jeepney",
    "authlib",
    "joserfc",
    "anyio",
    "truststore",
    "concurrent.futures",
)
OF_THE_SANDBOX = ("uvicorn", "starlette")  # in a process of its own when the program runs


class Raw(logging.Handler):
    """What the handler was given, before it is redacted."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.texts: list[str] = []
        self.names: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())
        self.names.add(record.name.partition(".")[0])


@pytest.fixture
def everything(tmp_path: Path) -> Iterator[tuple[Path, Raw]]:
    handler, raw, root = configure_logs(tmp_path, "debug"), Raw(), logging.getLogger()
    loggers = [root, *(each for each in root.manager.loggerDict.values() if isinstance(each, logging.Logger))]
    loggers += [logging.getLogger(name) for name in LIBRARIES]
    before = [(each, each.level, each.propagate, each.disabled) for each in loggers]
    for each in loggers:
        each.setLevel(logging.CRITICAL if each.name.startswith(OF_THE_SANDBOX) else logging.DEBUG)
        each.propagate, each.disabled = True, False
    root.addHandler(raw)
    try:
        yield tmp_path / FILE_NAME, raw
    finally:
        root.removeHandler(raw)
        close_logs(handler)
        for each, level, propagate, disabled in before:
            each.setLevel(level)
            each.propagate, each.disabled = propagate, disabled


EMERGENCY, RESTRICTED = "13896900263", "04877410086"


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
def sandbox(wire: Wire) -> Iterator[Sandbox]:
    sandbox = Sandbox()
    wire.listen_to(sandbox)
    with sandbox:
        yield sandbox


async def session(sandbox: Sandbox) -> None:
    """Login, two look-ups, a renewal, another organisation, logout; and a login and a look-up that fail."""
    stand = SandboxStand(sandbox, Browser())
    clock = ServerClock(SystemClock())
    pps = PpsClient(
        replace(CONFIG, base_url=sandbox.urls["pps_v2"]),
        http=stand.http,
        authorization=stand.session,
        new_uuid=uuid.uuid4,
        clock=clock,
    )
    try:
        await stand.login(unit(sandbox))
        for number in (EMERGENCY, RESTRICTED):
            asked = Lookup(number=1, patient=PatientId(number), basis=AccessBasis.AKUTT, role_code="LE")
            await pps.lookup(asked, lambda _progress: None)
        await stand.session.renew()
        await stand.session.set_organisation(unit(sandbox, 1))
        sandbox.faults.set("pps.500")
        with pytest.raises(AppError):
            await pps.lookup(asked, lambda _progress: None)
        await stand.session.logout()
        await stand.browser.visits[-1]
    finally:
        await stand.__aexit__()


@pytest.mark.hazard("S86")
def test_no_library_gets_anything_into_the_log(
    everything: tuple[Path, Raw], sandbox: Sandbox, wire: Wire, capfd: pytest.CaptureFixture[str]
) -> None:
    log, raw = everything
    asyncio.run(session(sandbox), debug=True)
    people = sandbox.world.people
    numbers = [*(each.number for each in people.patients), *(each.pid for each in people.clinicians)]
    names = {part for each in people.patients for part in each.name.split()} | {each.sub for each in people.clinicians}
    names |= {part for each in people.clinicians for part in (each.given, each.family)}
    scanner = Scanner(
        {
            "number": {form for number in numbers for form in number_forms(number)},
            "name": {form for name in names if len(name) >= SHORTEST_WORD for form in word_forms(name)},
            "value": {*wire.words, *wire.ids, "Kalium", "urosepsis"},
            "secret": wire.secrets,
        }
    )
    assert {"httpx", "httpcore", "asyncio"} <= raw.names, "what is tested here"
    assert scanner.found_in("\n".join(raw.texts).encode()), "without redaction it would have been there"
    for handler in logging.getLogger().handlers:  # a thread writes the file
        handler.flush()
    text = log.read_text(encoding="utf-8")
    assert len(text.splitlines()) > 100
    assert scanner.found_in(text.encode()) == set()
    assert "receive_response_headers" in text, "what is no secret stays"
    assert capfd.readouterr() == ("", "")
