"""Ten thousand observations as bytes: parse and map, and ``json.loads`` of the same bytes.

Says one line of JSON: processor seconds of each round, and how many observations came out. ``plain`` is ``json.loads`` as any
script has it, ``ours`` work without pauses.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable

from provesvar_gui.platform import time_slices
from tests.benchmarks import canned
from tests.unit.pps.fhir import ASKED, mapped, walk

pages = [page.replace(canned.NUMBERS["marathon"].encode(), ASKED.encode()) for page in canned.pages("marathon")]


def used(work: Callable[[], object]) -> float:
    """Processor seconds."""
    began = time.process_time()
    work()
    return time.process_time() - began


gc.collect()
gc.freeze()  # what the sandbox holds is nobody's business here
found: dict[str, list[float]] = {"ours": [], "plain": []}
observations = sum(1 for report in mapped(*pages).reports for _ in walk(report.findings))
for _ in range(5):
    found["plain"].append(used(lambda: [json.loads(page) for page in pages]))
    time_slices.for_window()
    found["ours"].append(used(lambda: mapped(*pages)))
    gc.enable()
sys.stdout.write(json.dumps({**found, "observations": observations}) + "\n")
