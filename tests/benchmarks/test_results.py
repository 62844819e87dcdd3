"""From the answer on the wire to results on the screen, how the window keeps its beat meanwhile, and what it holds afterwards."""

from __future__ import annotations

import statistics
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.benchmarks import canned
from tests.benchmarks.side_by_side import ROOT, canned_server, child, environment, say, say_value, told

if TYPE_CHECKING:
    from pathlib import Path

ROUNDS = 7


def test_first_results(tmp_path: Path) -> None:
    env, cells = environment(tmp_path), tmp_path / "cells.json"
    ours: list[float] = []
    every: list[float] = []
    plain: list[float] = []
    with canned_server("emergency", env) as server:
        for _ in range(3):
            run = told(child("lookup_window", server, "emergency", str(ROUNDS), str(cells), env=env))
            ours += [one["first"] for one in run["rounds"][1:]]
            every += [one["all"] for one in run["rounds"][1:]]
            plain += told(child("ready_rows", server, str(cells), str(ROUNDS), env=env))[1:]
            for one in run["rounds"]:  # what came first is told at once, and nothing is painted before it came
                assert one["partials"] >= 1
                assert one["events"].index("answer") < one["events"].index("painted")
    assert canned.observations("emergency") >= 300
    middle, least = statistics.median(ours) / statistics.median(plain), min(ours) / min(plain)
    detail = (
        f"{statistics.median(ours) * 1000:.0f} ms, plain {statistics.median(plain) * 1000:.0f} ms; fastest runs {least:.2f} x"
    )
    say("answer on the wire -> first results painted, 300 observations", middle, "1.3 x", detail)
    whole = statistics.median(every)
    ready = "both pages read, overview and list painted, the other views filled"
    say("the same, everything", whole / statistics.median(plain), "none", f"{whole * 1000:.0f} ms; {ready}")


@pytest.fixture(scope="module")
def marathon(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Ten thousand observations through the real window, beside a bare window that counts the same beats."""
    env = environment(tmp_path_factory.mktemp("home"))
    with canned_server("marathon", env) as server:
        quiet = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.children.bare_memory", "6"],
            env=env,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        with quiet:
            run: dict[str, Any] = told(child("lookup_window", server, "marathon", "3", "", env=env))
            run["quiet"] = told(quiet.communicate(timeout=60)[0].splitlines())
    run["bare"] = told(child("bare_memory", env=env))
    return run


def test_the_beat_while_ten_thousand_come(marathon: dict[str, Any]) -> None:
    longest, own, busy = (
        [max((late[place] for late in one["late"]), default=0.0) for one in marathon["rounds"]] for place in range(3)
    )
    quiet = max(marathon["quiet"]["late"], default=0.0)
    whole = statistics.median(one["whole"] for one in marathon["rounds"])
    say_value(
        "10 000 observations, longest gap between beats",
        f"{min(longest):.0f} to {max(longest):.0f} ms",
        "50 ms",
        f"without waiting for a processor {min(own):.0f} to {max(own):.0f} ms, busy {min(busy):.0f} to {max(busy):.0f} ms; an "
        f"undisturbed window meanwhile {quiet:.0f} ms; one frame 16 ms; all pages in {whole:.1f} s",
    )
    pages = len(canned.pages("marathon"))
    for one in marathon["rounds"]:
        assert one["events"][0] == "answer"
        assert one["events"][-1] in {"whole", "painted"}
        assert one["events"].index("painted") < one["events"].index("whole")  # the first page is not kept back for the last
        assert one["answers"] >= pages
        assert one["partials"] <= one["answers"]


def test_memory_with_ten_thousand_shown(marathon: dict[str, Any]) -> None:
    shown, bare = marathon["megabytes"], marathon["bare"]["megabytes"]
    say_value("memory, 10 000 observations shown", f"+{shown - bare:.0f} MB", "+120 MB", f"{shown:.0f} MB, bare {bare:.0f} MB")
