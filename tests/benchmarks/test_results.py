"""From the answer on the wire to results on the screen, how the window keeps its beat meanwhile, and what it holds afterwards."""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks import canned
from tests.benchmarks.side_by_side import canned_server, child, environment, last_json, say
from tests.e2e.program import CHROMIUM, person

ROUNDS = 7


@pytest.mark.skipif(not CHROMIUM, reason="this machine lacks chromium")
def test_first_results(tmp_path: Path) -> None:
    env = environment(tmp_path)
    ours: list[float] = []
    every: list[float] = []
    plain: dict[str, list[float]] = {"/": [], "/overview": []}
    rows: dict[str, int] = {}
    with canned_server("emergency", env) as server:
        for _ in range(3):
            run = last_json(child("lookup_window", server, "emergency", str(ROUNDS)), env)
            ours += [one["first"] for one in run["rounds"][1:]]
            every += [one["all"] for one in run["rounds"][1:]]
            for one in run["rounds"]:  # what came first is told at once, and nothing is painted before it came
                assert one["partials"] >= 1
                assert one["events"].index("answer") < one["events"].index("painted")
            for path, taken in plain.items():
                with person(server.replace("/v2", path)) as page:
                    for _round in range(ROUNDS):
                        took, rows[path] = page.evaluate("results()")
                        taken.append(took)
                        page.wait_for_timeout(60)
                del taken[-ROUNDS]  # the first warms
    seconds, whole, beside, as_much = map(statistics.median, (ours, every, *plain.values()))
    detail = f"{seconds * 1000:.0f} ms, a plain page in Chromium with {rows['/']} results {beside * 1000:.0f} ms"
    say("answer on the wire -> first results painted, 300 observations", seconds / beside, "1 x", detail)
    detail = f"a page with our overview's {rows['/overview']} rows, curves and findings {as_much * 1000:.0f} ms"
    say("the same, beside a plain page that shows as much", seconds / as_much, "1 x", detail)
    ready = "both pages read, overview and list painted, the other views filled"
    say("the same, everything", whole / beside, "none", f"{whole * 1000:.0f} ms; {ready}")


@pytest.fixture(scope="module")
def marathon(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Ten thousand observations through the real window."""
    env = environment(tmp_path_factory.mktemp("home"))
    with canned_server("marathon", env) as server:
        run: dict[str, Any] = last_json(child("lookup_window", server, "marathon", "3"), env)
    run["bare"] = last_json(child("bare_memory"), env)
    return run


def test_the_beat_while_ten_thousand_come(marathon: dict[str, Any]) -> None:
    longest, busy = (
        [max((late[place] for late in one["late"]), default=0.0) for one in marathon["rounds"]] for place in range(2)
    )
    whole = statistics.median(one["whole"] for one in marathon["rounds"])
    gaps, detail = f"{min(longest):.0f} to {max(longest):.0f} ms", f"busy {min(busy):.0f} to {max(busy):.0f} ms"
    say("10 000 observations, longest gap between beats", gaps, "50 ms", f"{detail}; one frame 16 ms; all pages in {whole:.1f} s")
    pages = len(canned.pages("marathon"))
    for one in marathon["rounds"]:
        assert one["events"][0] == "answer"
        assert one["events"][-1] in {"whole", "painted"}
        assert one["events"].index("painted") < one["events"].index("whole")  # the first page is not kept back for the last
        assert one["answers"] >= pages
        assert one["partials"] <= one["answers"]


def test_memory_with_ten_thousand_shown(marathon: dict[str, Any]) -> None:
    shown, bare = marathon["megabytes"], marathon["bare"]
    say("memory, 10 000 observations shown", f"+{shown - bare:.0f} MB", "+120 MB", f"{shown:.0f} MB, bare {bare:.0f} MB")


def test_parse_and_map(tmp_path: Path) -> None:
    run = last_json(child("parse_and_map"), environment(tmp_path))
    assert run["observations"] == 10_000
    ours, plain = (statistics.median(run[name]) for name in ("ours", "plain"))
    detail = f"{ours * 1000:.0f} ms, json.loads {plain * 1000:.0f} ms"
    say("10 000 observations, parse and map", ours / plain, "2.5 x", detail)
