"""The notice as the program asks for it: over TLS, with the settings' certificates, in a client with limits of its own."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import pytest

from packaging.notice import sign
from provesvar_gui.net.proxy import environment_proxy
from provesvar_gui.notice.document import LARGEST
from provesvar_gui.records.policy import fixed_settings
from provesvar_gui.wiring.noticing import notice_service
from tests.unit.net.loopback_server import certificate, plain, serve
from tests.unit.notice.test_document import KEY, PUBLIC

if TYPE_CHECKING:
    from pathlib import Path

NOTICE = sign.signed(KEY, version="999.0", dated="2026-01-01")


@pytest.mark.parametrize(
    ("answer", "trusted", "found", "told"),
    [
        (plain(NOTICE), True, "999.0", None),
        (plain(NOTICE), False, None, "tls-rejected"),
        (plain(NOTICE + b" " * LARGEST), True, None, "unexpected-answer"),
        (plain(NOTICE, "Location: /elsewhere\r\n", "301 Moved"), True, None, "NoticeRefusedError"),
    ],
)
def test_over_tls(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, answer: Any, trusted: bool, found: str | None, told: str | None
) -> None:
    context, ca_file = certificate(tmp_path)
    asked: list[bytes] = []

    async def work() -> None:
        async with serve(answer, context) as server:
            given = {
                "notice.url": f"https://localhost:{server.port}/n.json",
                "notice.public_key": PUBLIC,
                "network.proxy": "none",
            }
            settings = fixed_settings({**given, "network.ca_file": ca_file if trusted else ""})
            came = await notice_service(settings, tmp_path / "state" / "notice.json", environment_proxy).look()
            assert (None if came is None else came.version) == found
            asked.extend(server.requests)
        await asyncio.sleep(0)  # what was being read is closed in the next turn
        assert asyncio.all_tasks() == {asyncio.current_task()}

    with caplog.at_level(logging.INFO, "provesvar_gui.notice"):
        asyncio.run(work())
    assert len(asked) == (1 if trusted else 0)
    said = [record.getMessage() for record in caplog.records if record.name == "provesvar_gui.notice.service"]
    assert said == ([] if told is None else [f"notice of a newer version: {told}"])


def test_without_a_passphrase_nothing_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def ask(prompt: str) -> str:
        raise EOFError

    assert sign.main(["new-key", str(tmp_path / "key.pem")], ask) == 1
    assert "nothing was done" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
