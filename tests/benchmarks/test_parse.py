"""Parse and map, against ``json.loads`` of the same bytes."""

from __future__ import annotations

import statistics
from pathlib import Path

from tests.benchmarks.side_by_side import child, environment, say, told


def test_parse_and_map(tmp_path: Path) -> None:
    run = told(child("parse_and_map"), environment(tmp_path))
    assert run["observations"] == 10_000
    ours, plain = (statistics.median(run[name]) for name in ("ours", "plain"))
    detail = f"{ours * 1000:.0f} ms, json.loads {plain * 1000:.0f} ms"
    say("10 000 observations, parse and map", ours / plain, "2.5 x", detail)
