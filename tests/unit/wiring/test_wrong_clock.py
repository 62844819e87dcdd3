"""A machine whose clock is a day off: the servers' time corrects displayed times, and one message says so."""

from __future__ import annotations

import asyncio
import os
from email.utils import formatdate

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.jose import PrivateKey
from provesvar_gui.platform.clock import SystemClock, WallClock
from provesvar_gui.settings.policy import fixed_settings
from provesvar_gui.wiring.backend import Connections
from tests.kit.loop import run
from tests.unit.platform.loopback_server import plain, serve

DAY = 86400


async def no_browser(_url: str) -> bool:
    return False


async def no_key() -> PrivateKey:
    raise AppError(ErrorCode.KEY_MISSING)


@pytest.mark.hazard("S7")
@pytest.mark.requirement("R1")
@pytest.mark.parametrize(("profile", "left"), [("prod", []), ("test", ["SSL_CERT_DIR", "SSL_CERT_FILE"])])
async def test_in_production_the_users_certificates_do_not_count(
    monkeypatch: pytest.MonkeyPatch, profile: str, left: list[str]
) -> None:
    """The window's connections; self-check and commands have their network from the same place (``make_http``)."""
    monkeypatch.setenv("SSL_CERT_FILE", "own/ca.pem")
    monkeypatch.setenv("SSL_CERT_DIR", "own")
    named = {"helseid.client_id": "1f2e", "helseid.redirect_uris": ["http://localhost:11731/callback"]}
    settings = fixed_settings({"profile.name": profile, **named})
    await Connections(settings, load_key=no_key, open_browser=no_browser, tell=lambda _event: None).aclose()
    assert sorted(name for name in os.environ if name.startswith("SSL_CERT")) == left


@pytest.mark.parametrize(("seconds", "told"), [(DAY, 1), (-DAY, 1), (30, 0), (0, 0)])
def test_an_answer_of_the_login_corrects_what_people_read(seconds: int, told: int) -> None:
    wall, heard = WallClock(SystemClock()), list[object]()

    async def scenario() -> None:
        date = formatdate(SystemClock().now() + seconds, usegmt=True)
        async with serve(plain(b"{}", f"Date: {date}\r\n")) as server:
            here = f"http://127.0.0.1:{server.port}"
            names = {"helseid.authority": here, "helseid.client_id": "1f2e", "network.proxy": "none", "pps.base_url": here}
            settings = fixed_settings({**names, "helseid.redirect_uris": ["http://localhost:0/callback"], "kodeverk.url": here})
            backend = Connections(settings, load_key=no_key, open_browser=no_browser, tell=heard.append, wall=wall)
            for _again in range(2):
                with pytest.raises(AppError):
                    await backend.login(organisation=None, report=lambda _progress: None)
                await backend.check_connectivity()
            await backend.aclose()

    run(asyncio.wait_for(scenario(), 20))
    assert wall.offset == pytest.approx(seconds if told else 0, abs=3)
    assert [each.code for each in heard if isinstance(each, AppError)] == [ErrorCode.CLOCK_WRONG] * told
