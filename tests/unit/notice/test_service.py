"""Asking for the notice: once a day, however it ends; nothing unsigned, nothing older, nothing of the person in the request."""

from __future__ import annotations

import asyncio
import base64
import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from packaging.notice import sign
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.net.client import HttpxClient, Limits
from provesvar_gui.net.clock import ServerClock, SystemClock
from provesvar_gui.net.http import HttpResponse
from provesvar_gui.notice.document import LARGEST
from provesvar_gui.notice.service import EVERY, NoticeService
from provesvar_gui.records.policy import fixed_settings
from tests.unit.net.loopback_server import plain, serve
from tests.unit.notice.test_document import KEY, OTHER, PUBLIC

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from provesvar_gui.notice.document import Notice

URL = "https://intranett.example/provesvar/notice.json"
NOW = 1_796_000_000.0  # 2026-11-30
TODAY = "2026-11-30"


def notice(version: str, dated: str = TODAY, text: str = "available") -> HttpResponse:
    return HttpResponse(status=200, headers={}, body=sign.signed(KEY, version=version, dated=dated, text=text))


@dataclass
class Web:
    """Gives the same answer until it is told another. ``asked``: what came of each request."""

    answer: HttpResponse | AppError
    asked: list[dict[str, Any]] = field(default_factory=list)
    open: int = 0

    def __call__(self) -> Web:
        self.open += 1
        return self

    async def request(
        self, method: str, url: str, *, headers: Mapping[str, str] | None = None, form: object = None, body: object = None,
        seconds: float | None = None,
    ) -> HttpResponse:  # fmt: skip
        self.asked.append({"method": method, "url": url, "headers": headers, "form": form, "body": body, "seconds": seconds})
        if isinstance(self.answer, AppError):
            raise self.answer
        return self.answer

    async def aclose(self) -> None:
        self.open -= 1


@dataclass
class Machine:
    """One user's program, started as often as a test likes."""

    folder: Path
    web: Web = field(default_factory=lambda: Web(notice("1.2.0")))
    now_is: float = NOW
    running: str = "1.0.0"
    key: str = PUBLIC
    url: str = URL

    @property
    def file(self) -> Path:
        return self.folder / "state" / "notice.json"

    def now(self) -> float:
        return self.now_is

    def monotonic(self) -> float:
        return self.now_is

    def look(self) -> str | None:
        """A start of the program: which version it says is there."""
        found = self.notice()
        return None if found is None else found.version

    def notice(self) -> Notice | None:
        service = NoticeService(
            url=self.url, public_key=self.key, file=self.file, make_http=self.web, clock=self, running=self.running
        )
        found = asyncio.run(service.look())
        assert self.web.open == 0  # no connection stays
        return found


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_once_a_day_and_shown_at_every_start(machine: Machine) -> None:
    assert [machine.look(), machine.look()] == ["1.2.0", "1.2.0"]
    assert len(machine.web.asked) == 1
    machine.now_is += EVERY - 1
    machine.look()
    assert len(machine.web.asked) == 1
    machine.now_is += 1
    assert machine.look() == "1.2.0"
    assert len(machine.web.asked) == 2


def test_what_is_sent(machine: Machine) -> None:
    machine.look()
    headers = {"Accept": "application/json", "User-Agent": "Provesvar"}
    assert machine.web.asked == [{"method": "GET", "url": URL, "headers": headers, "form": None, "body": None, "seconds": 10.0}]


FAILURES = [
    AppError(ErrorCode.NO_NETWORK),
    AppError(ErrorCode.TIMEOUT),
    HttpResponse(status=404, headers={}, body=b""),
    HttpResponse(status=302, headers={"location": "https://evil.example/notice.json"}, body=notice("1.2.0").body),
    HttpResponse(status=200, headers={}, body=sign.signed(OTHER, version="1.2.0", dated=TODAY)),
    HttpResponse(status=200, headers={}, body=notice("1.2.0").body.replace(b'"signature": "', b'"signature": "A')),
    HttpResponse(status=200, headers={}, body=b" " * LARGEST + notice("1.2.0").body),
    HttpResponse(status=200, headers={}, body=b"<html>log in to the guest network</html>"),
    notice("1.2.0", dated="2026-12-02"),
]


@pytest.mark.parametrize("failure", FAILURES)
def test_a_failure_is_a_line_in_the_log_and_counts_as_the_days_try(
    machine: Machine, failure: HttpResponse | AppError, caplog: pytest.LogCaptureFixture
) -> None:
    machine.web.answer = failure
    with caplog.at_level(logging.INFO):
        assert machine.look() is None
    assert len([record for record in caplog.records if record.name.startswith("provesvar_gui.notice")]) == 1
    machine.web.answer = notice("1.2.0")
    assert machine.look() is None
    assert len(machine.web.asked) == 1
    machine.now_is += EVERY
    assert machine.look() == "1.2.0"


@pytest.mark.parametrize("failure", FAILURES)
def test_what_is_known_stays_known(machine: Machine, failure: HttpResponse | AppError) -> None:
    assert machine.look() == "1.2.0"
    machine.web.answer = failure
    machine.now_is += EVERY if failure is not FAILURES[-1] else -EVERY
    assert machine.look() == "1.2.0"
    assert len(machine.web.asked) == 2


def test_an_older_notice_sent_again_changes_nothing(machine: Machine) -> None:
    machine.web.answer = notice("1.3.0")
    assert machine.look() == "1.3.0"
    for older in ("1.2.0", "1.3.0", "0.9"):
        machine.web.answer = notice(older)
        machine.now_is += EVERY
        assert machine.look() == "1.3.0"
    machine.web.answer = notice("1.10")
    machine.now_is += EVERY
    assert machine.look() == "1.10"


def test_the_same_version_may_be_said_to_be_urgent_and_that_is_not_taken_back_by_sending_the_first_again(
    machine: Machine,
) -> None:
    first = machine.web.answer
    said = [
        (notice("1.2.0", "2026-12-01", "security"), "security"),
        (first, "security"),
        (notice("1.2.0", "2026-12-01", "important"), "security"),
        (notice("1.2.0", "2026-12-02", "important"), "important"),  # the administrator's later word, whatever it is
    ]
    assert machine.look() == "1.2.0"
    for answer, text in said:
        machine.web.answer = answer
        machine.now_is += EVERY
        found = machine.notice()
        assert found is not None
        assert (found.version, found.text) == ("1.2.0", text)
    machine.web.answer = notice("1.2.0", "2026-12-02", "security")  # on the same day
    machine.now_is += EVERY
    found = machine.notice()
    assert found is not None
    assert found.text == "security"


@pytest.mark.parametrize("version", ["1.0.0", "1.0", "0.9.9"])
def test_the_running_version_and_older_ones_are_no_news(machine: Machine, version: str, caplog: pytest.LogCaptureFixture) -> None:
    machine.web.answer = notice(version)
    with caplog.at_level(logging.INFO):
        assert machine.look() is None
    assert [one.getMessage() for one in caplog.records if one.name.startswith("provesvar_gui.notice")] == [
        "notice of a newer version: no newer one, or one that is known"
    ]


def test_the_notice_of_today_is_that_of_yesterday_and_no_line_in_the_log(
    machine: Machine, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        machine.look()
        machine.now_is += EVERY
        assert machine.look() == "1.2.0"
    assert len(machine.web.asked) == 2
    assert not [one for one in caplog.records if one.name.startswith("provesvar_gui.notice")]


def test_one_dated_ahead_is_shown_at_most_a_day_before(machine: Machine) -> None:
    """Somewhere on the earth it is tomorrow already."""
    machine.web.answer = notice("1.2.0", dated="2026-12-01")
    machine.now_is = datetime(2026, 11, 29, 23, 59, 59, tzinfo=UTC).timestamp()
    assert machine.look() is None
    machine.file.unlink()
    machine.now_is += 2
    assert machine.look() == "1.2.0"


def test_after_the_upgrade_the_line_is_gone(machine: Machine) -> None:
    assert machine.look() == "1.2.0"
    machine.running = "1.2.0"
    assert machine.look() is None
    machine.running = "1.0.0"  # taken back
    assert machine.look() == "1.2.0"


def test_clocks_that_jump(machine: Machine) -> None:
    machine.now_is += 3650 * EVERY  # a machine without a battery, for one start
    machine.look()
    machine.now_is = NOW
    machine.look()
    machine.look()
    assert len(machine.web.asked) == 2
    machine.now_is -= 3600
    machine.look()
    assert len(machine.web.asked) == 2


def test_a_file_that_somebody_wrote_is_believed_no_more_than_an_answer(machine: Machine) -> None:
    machine.web.answer = HttpResponse(status=500, headers={}, body=b"")
    machine.look()
    good = machine.file.read_text("utf-8")
    for content in (
        "",
        "[]",
        "{",
        good.replace('"asked": ', '"asked": "x", "was": '),
        good.replace('"format": 1', '"format": 2'),
    ):
        machine.file.write_text(content, encoding="utf-8")
        assert machine.look() is None
    forged = sign.signed(OTHER, version="9", dated=TODAY)
    machine.file.write_text(
        good.replace('"document": ""', f'"document": "{base64.b64encode(forged).decode()}"'), encoding="utf-8"
    )
    asked = len(machine.web.asked)
    assert machine.look() is None
    assert len(machine.web.asked) == asked


def test_another_address_or_key_begins_anew(machine: Machine) -> None:
    assert machine.look() == "1.2.0"
    machine.key = sign.public_text(OTHER)
    assert machine.look() is None
    machine.key, machine.url = PUBLIC, URL + "2"
    machine.web.answer = notice("1.1.0")
    assert machine.look() == "1.1.0"
    assert len(machine.web.asked) == 3


def test_where_the_day_cannot_be_written_down_nobody_is_asked(machine: Machine) -> None:
    machine.file.parent.write_text("a file where the folder should be")
    assert machine.look() is None
    assert machine.web.asked == []


@pytest.mark.parametrize("by", ["cancelling", "closing"])
def test_given_up_in_the_middle_nothing_stays(machine: Machine, by: str) -> None:
    """By the window, or because other settings are in force: no connection, no task."""

    class Slow(Web):
        async def request(self, method: str, url: str, **given: Any) -> HttpResponse:
            asked.set()
            await asyncio.Event().wait()
            raise AssertionError

    asked = asyncio.Event()

    async def scenario() -> None:
        web = Slow(notice("1.2.0"))
        service = NoticeService(url=URL, public_key=PUBLIC, file=machine.file, make_http=web, clock=machine, running="1")
        look = asyncio.create_task(service.look())
        await asked.wait()
        if by == "cancelling":
            look.cancel()
            with pytest.raises(asyncio.CancelledError):
                await look
        else:
            await service.aclose()
            assert await look is None
            assert await service.look() is None
        assert web.open == 0
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(scenario())
    assert machine.look() is None  # that was the day's try


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (plain(notice("1.2.0", "2026-01-01").body), "1.2.0"),
        (plain(b"x" * (LARGEST + 1)), None),
        (plain(b"", "Location: http://127.0.0.1:9/\r\n", "302 Found"), None),
    ],
)
def test_over_a_real_connection(tmp_path: Path, answer: Any, found: str | None) -> None:
    """The client that the program makes, but for the port: the settings take https alone."""
    heads: list[bytes] = []

    async def work() -> None:
        def client() -> HttpxClient:
            return HttpxClient(ServerClock(SystemClock()), proxy="none", limits=Limits(total=10.0, body=LARGEST))

        async with serve(answer) as server:
            service = NoticeService(
                url=f"http://127.0.0.1:{server.port}/notice.json",
                public_key=PUBLIC,
                file=tmp_path / "notice.json",
                make_http=client,
                clock=SystemClock(),
                running="1.0.0",
            )
            came = await service.look()
            assert (None if came is None else came.version) == found
            heads.extend(server.requests)

    asyncio.run(work())
    (head,) = heads
    assert head.startswith(b"GET /notice.json HTTP/1.1\r\n")
    names = {line.partition(b":")[0].lower() for line in head.strip().split(b"\r\n")[1:]}
    assert names == {b"host", b"accept", b"accept-encoding", b"connection", b"user-agent"}
    assert b"User-Agent: Provesvar\r\n" in head


def test_off_by_default() -> None:
    said = fixed_settings({}).notice
    assert (said.url, said.public_key) == ("", "")
