"""The scripts under packaging/, as modules. Not by import: a library that pytest may have loaded is called ``packaging`` too."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[3]


def tool(path: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"provesvar_tool_{Path(path).stem}", ROOT / "packaging" / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look themselves up
    spec.loader.exec_module(module)
    return module
