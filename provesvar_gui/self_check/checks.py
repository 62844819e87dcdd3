"""All checks of one self-check, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.self_check import key_checks, machine_checks, settings_checks
from provesvar_gui.self_check.network_checks import Network
from provesvar_gui.self_check.run import run

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.self_check.item import Finding
    from provesvar_gui.self_check.surroundings import Surroundings


async def self_check(around: Surroundings, report: Callable[[Finding], None]) -> tuple[Finding, ...]:
    """Look at everything; ``report`` is told of each item as it is found out. Raises nothing but CancelledError."""
    network = Network(around)
    try:
        every = (
            *settings_checks.checks(around),
            *key_checks.checks(around),
            *network.checks(),
            *machine_checks.checks(around),
            *around.others,
        )
        return await run(every, report)
    finally:
        await network.aclose()
