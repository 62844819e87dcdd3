"""The beat of the real window while ten thousand observations load, are sorted, searched, filtered and scrolled in every view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.benchmarks.side_by_side import canned_server, child, environment, say_value, told

if TYPE_CHECKING:
    from pathlib import Path

ROUNDS = 2


def test_the_beat_of_a_whole_day(tmp_path: Path) -> None:
    env = environment(tmp_path)
    busy: dict[str, list[float]] = {}
    clock: dict[str, list[float]] = {}
    with canned_server("marathon", env) as server:
        for _ in range(ROUNDS):
            run = told(child("day_beats", server, "marathon", env=env))
            assert run["observations"] >= 10_000
            for act, longest in run["longest"].items():
                busy.setdefault(act, []).append(longest)
                clock.setdefault(act, []).append(run["clock"][act])
    for act, each in sorted(busy.items(), key=lambda one: -max(one[1])):
        by_clock = f"by the clock {min(clock[act]):.0f} to {max(clock[act]):.0f} ms"
        say_value(f"10 000 observations, {act}", f"{min(each):.0f} to {max(each):.0f} ms", "50 ms", f"longest turn; {by_clock}")
