"""The published number vectors beside the checkout, where they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parents[4] / "shared" / "data" / "id_vectors.json"


def vectors(kind: str) -> list[dict[str, Any]]:
    """The vectors of one kind; none where the shared data is absent."""
    if not FILE.exists():
        return []
    found: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))[kind]
    return found
