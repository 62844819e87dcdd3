"""The window's backend in production uses no certificate that a variable of the user names."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Any

import pytest

from provesvar_gui.audit.writer import JournalQueue
from provesvar_gui.errors import AppError
from provesvar_gui.options import Options
from provesvar_gui.settings.policy import fixed_settings
from provesvar_gui.wiring import backend
from provesvar_gui.wiring.assembly import BackendFactory
from provesvar_gui.wiring.configuration import Configuration
from tests.unit.settings.kit import make_places


class ReachedError(Exception):
    """The client that makes the connections was about to be built."""


def build(tmp_path: Path, given: dict[str, Any]) -> None:
    places, options = make_places(tmp_path), Options()
    factory = BackendFactory(
        options,
        places,
        Configuration(options, places),
        fixed_settings(given),
        proxy_for=lambda _url: (None,),
        open_page=no_browser,
        clerk=JournalQueue(),
    )
    asyncio.run(factory(lambda _event: None))


async def no_browser(_url: str) -> bool:
    return False


@pytest.mark.hazard("S7")
@pytest.mark.requirement("R1")
@pytest.mark.parametrize(("profile", "left"), [("prod", []), ("test", ["SSL_CERT_DIR", "SSL_CERT_FILE"])])
def test_they_are_forgotten_before_there_is_a_connection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, profile: str, left: list[str]
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "own/ca.pem")
    monkeypatch.setenv("SSL_CERT_DIR", "own")
    seen: list[list[str]] = []

    def client(*_given: Any, **_named: Any) -> None:
        seen.append(sorted(name for name in os.environ if name.startswith("SSL_CERT")))
        raise ReachedError

    monkeypatch.setattr(backend, "HttpxClient", client)
    named = {"helseid.client_id": "a", "helseid.redirect_uris": ["http://localhost:11731/callback"]}
    with pytest.raises(ReachedError):
        build(tmp_path, {"profile.name": profile, "journal.enabled": False, **named})
    assert seen == [left]


def test_why_no_backend_can_be_built_is_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO"), pytest.raises(AppError):
        build(tmp_path, {"journal.enabled": False})
    assert [line.split(" after ")[0] for line in caplog.messages] == ["preparation failed: client-not-configured (no client_id)"]
