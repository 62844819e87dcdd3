"""The rows of these tables that stand against a numbered hazard, threat or requirement: see ``packaging/tests_page.py``."""

from __future__ import annotations

from typing import Final

HAZARDS: Final[dict[str, tuple[str, ...]]] = {}
