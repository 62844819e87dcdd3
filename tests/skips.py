"""A pytest plugin (``-p tests.skips``, as ``tests/run.sh`` has it): where ``CI`` is ``true``, a skipped test has failed.

Else a machine that lacks a tool would turn the build green by testing nothing. What is meant to be skipped is listed here, by its
reason, word for word. Where ``CI`` is not set, nothing changes.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path
from typing import Any, Final

import pytest

#: Of whoever runs the tests: root, or not; and of the network and the memory that a container has.
OF_THE_USER: Final = (
    "only root can be somebody else",
    "only root can become somebody else",
    "only root can give a folder away",
    "gives a file to another account",
    "this container mounts nothing",
    "this machine has no IPv6",
)
#: Of another operating system than the one that is tested.
OF_A_SYSTEM: Final = (
    "SIGKILL is POSIX",
    "modes are POSIX",
    "file modes say nothing about who may read there",
    "there an access list stands for owner, group and mode",
    "only Linux tells",
    "prctl and /proc are Linux'",
    "the folder is Linux'",
    "the socket is Linux'",
    "this system prints without a file of ours",
    "named pipes are made otherwise there",
    "only X11 and Wayland share what is selected",
)
#: Of data that have no licence and lie beside the checkout, if at all: meant where the folder is not there.
OF_THE_SHARED_DATA: Final = (
    "../shared/data/fhir is not there",
    "../shared/data/fhir is not there: the answers have no licence and are not copied into the project",
    "the shared bundles are not here",
    "the shared data are not beside this checkout",
    "the shared data is not beside this checkout",
)
_NO_CASES: Final = "got empty parameter set"  # pytest's own word for a test that goes through a folder that is not there
SHARED: Final = Path(__file__).parents[2] / "shared" / "data"


def is_meant(reason: str, *, shared: bool) -> bool:
    """Whether a test may be skipped for it. ``shared``: the data are beside this checkout."""
    of_the_data = reason in OF_THE_SHARED_DATA or reason.startswith(_NO_CASES)
    return reason in OF_THE_USER or reason in OF_A_SYSTEM or (of_the_data and not shared)


def _judged(report: Any) -> None:
    if os.environ.get("CI") != "true" or not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    reason = str(reason).removeprefix("Skipped: ")
    if not is_meant(reason, shared=SHARED.is_dir()):
        report.outcome = "failed"
        report.longrepr = (
            f"{report.nodeid} was skipped, and CI is set: {reason}\n(what may be skipped is listed in tests/skips.py)"
        )


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, Any, Any]:
    report = yield
    _judged(report)
    return report


pytest_make_collect_report = pytest_runtest_makereport
