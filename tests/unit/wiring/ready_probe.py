"""A process that gets ready and then logs in on the sandbox; it prints what each of the two loaded and asked."""

from __future__ import annotations

import asyncio
import json
import sys
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from provesvar_gui.helseid.keys.vault import KeyVault
from provesvar_gui.settings.policy import fixed_settings
from provesvar_gui.wiring.backend import Connections, practice
from provesvar_gui.wiring.sandbox_process import SandboxAddresses, SandboxProcess
from tests.robot import Robot


async def run(addresses: SandboxAddresses) -> dict[str, Any]:
    settings, place = practice(addresses, fixed_settings({}))
    loop, asked = asyncio.get_running_loop(), list[str]()
    visits: list[asyncio.Future[str]] = []

    async def browse(url: str) -> bool:
        visits.append(loop.run_in_executor(None, lambda: Robot(person="Våken Stetoskop", action="login").visit(url)))
        return True

    backend = Connections(settings, place=place, vault=KeyVault("test"), open_browser=browse, tell=lambda _event: None)
    http = backend._http
    send = http.request

    async def request(method: str, url: str, **given: Any) -> Any:
        asked.append(f"{method} {urlsplit(url).path}")
        return await send(method, url, **given)

    http.request = request  # type: ignore[method-assign]  # watched, for this process alone
    if "--ready" in sys.argv:
        await backend.session.prepare()
        await backend.check_connectivity()
    import_module("encodings.idna")  # the robot's, for the names of hosts
    before, asked_before = set(sys.modules), len(asked)
    await backend.login(organisation=None, report=lambda _progress: None)
    found = {"loaded": sorted(set(sys.modules) - before), "ready": asked[:asked_before], "login": asked[asked_before:]}
    await asyncio.gather(*visits)
    await backend.aclose()
    return found


if __name__ == "__main__":
    process = SandboxProcess()
    try:
        sys.stdout.write(json.dumps(asyncio.run(run(process.start()))))
    finally:
        process.stop()
