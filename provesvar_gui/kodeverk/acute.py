"""The reader of the bundled table of emergency analytes; it is read at the first use."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING, Any

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.paths import resource
from provesvar_gui.results.emergency_table import AcuteCode, AcuteTable, Analyte, CardKind, Use

if TYPE_CHECKING:
    from pathlib import Path


_FORMAT = 1


@functools.cache
def bundled() -> AcuteTable:
    """The bundled table. Raises AppError CODE_LIST_UNUSABLE."""
    try:
        return read(resource("codes", "acute_analytes.json"))
    except (OSError, ValueError, KeyError, TypeError):
        raise AppError(ErrorCode.CODE_LIST_UNUSABLE, "bundled acute analytes") from None


def read(path: Path) -> AcuteTable:
    """Raises OSError, or ValueError, KeyError, TypeError for a malformed file."""
    raw: dict[str, Any] = json.loads(path.read_bytes())
    if raw["format"] != _FORMAT:
        raise ValueError("another format")
    return AcuteTable(
        cards=tuple(
            CardKind(key=each["key"], nb=each["nb"], en=each["en"], analytes=tuple(each["analytes"])) for each in raw["cards"]
        ),
        analytes=tuple(map(_analyte, raw["analytes"])),
    )


def _analyte(raw: dict[str, Any]) -> Analyte:
    return Analyte(
        key=raw["key"],
        nb=raw["nb"],
        en=raw["en"],
        words=tuple(raw.get("words", ())),
        codes=tuple(map(_code, raw["codes"])),
    )


def _code(raw: dict[str, Any]) -> AcuteCode:
    return AcuteCode(
        code=raw["code"],
        name=raw["name"],
        use=Use(raw["use"]),
        unit=raw.get("unit"),
        only_blood=raw.get("only_material") == "blood",
    )
