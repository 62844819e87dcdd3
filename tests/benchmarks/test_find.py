"""The beat of the window while somebody searches in ten thousand observations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.benchmarks.side_by_side import child, environment, say_value, told

if TYPE_CHECKING:
    from pathlib import Path


def test_the_beat_while_a_word_is_typed(tmp_path: Path) -> None:
    run = told(child("find_beats", env=environment(tmp_path)))
    assert run["observations"] >= 10_000
    for act, longest in run["longest"].items():
        say_value(f"10 000 observations, {act}", f"{longest:.0f} ms", "50 ms", "longest turn of the event loop")
