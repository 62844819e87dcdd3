"""The command ``--self-check``: prints the result of every check, in the language of the settings.

The exit status is for administrators: 0 all green, 1 something wrong, 3 something to look at or unknown; 2 is a wrong command
line.
"""

from __future__ import annotations

import asyncio
import datetime
import io
import sys
from functools import partial
from typing import TYPE_CHECKING

from provesvar_gui.platform.http_client import prefer_environment
from provesvar_gui.self_check.findings import CONTEXT, exit_status, report
from provesvar_gui.wiring.backend import ClientKeys
from provesvar_gui.wiring.configuration import Configuration
from provesvar_gui.wiring.maintenance import SystemMaintenance
from provesvar_gui.wiring.sandbox_process import SandboxProcess

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from provesvar_gui.options import Options
    from provesvar_gui.platform.http_client import ProxyFor
    from provesvar_gui.self_check.findings import CheckResult


def run(options: Options, system_proxies: ProxyFor) -> int:
    """``system_proxies``: the platform's."""
    configuration = Configuration(options)
    settings, _ = configuration.read_at_start()
    translate = _translator(settings.ui.language)
    findings = asyncio.run(_check(configuration, prefer_environment(system_proxies)))
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a console of Windows may have few letters
    sys.stdout.write(report(findings, datetime.datetime.now(datetime.UTC), translate))
    return exit_status(findings)


async def _check(configuration: Configuration, proxy_for: ProxyFor) -> Sequence[CheckResult]:
    sandbox, keys = SandboxProcess(), ClientKeys(configuration.places)
    maintenance = SystemMaintenance(configuration, keys=keys, practice=sandbox.addresses, proxy_for=proxy_for)
    try:
        return await maintenance.self_check()
    finally:
        sandbox.stop()


def _translator(language: str) -> Callable[[str], str]:
    """Qt's catalogue; English if Qt cannot be loaded."""
    try:
        from PySide6.QtCore import QCoreApplication

        from provesvar_gui.ui import i18n, system
    except ImportError:
        return lambda text: text
    system.make_types()  # before another thread loads the windows: two that make a type of Qt at the same time end the program
    application = QCoreApplication.instance() or QCoreApplication([])
    i18n.install(application, language)
    return partial(application.translate, CONTEXT)
