"""The bundled table of emergency analytes: every code sourced, those of the shared data as they stand there."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from provesvar_gui.kodeverk.code_list import bundled, read
from provesvar_gui.paths import resource
from provesvar_gui.results import reference_limits
from provesvar_gui.results.emergency_table import AcuteCode, Use
from provesvar_gui.settings.rules import ANALYTES

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "acute_analytes.json"
TABLE = bundled()
RAW: dict[str, dict[str, Any]] = {
    each["key"]: each for each in json.loads(resource("codes", "acute_analytes.json").read_bytes())["analytes"]
}
SOURCES: dict[str, list[str]] = {code["code"]: code["sources"] for each in RAW.values() for code in each["codes"]}
CODES = [(analyte, code) for analyte in TABLE.analytes for code in analyte.codes]
UNITLESS = {"1 (no unit)", "1 (pH)"}
WRITTEN_OTHERWISE = {"1 or %": "%", "g/L (‰)": "g/L", "U/L (IU/L)": "U/L"}


def test_every_analyte_stands_on_one_card() -> None:
    keys = [analyte.key for analyte in TABLE.analytes]
    assert sorted(key for card in TABLE.cards for key in card.analytes) == sorted(keys)
    assert tuple(keys) == ANALYTES
    assert len({card.key for card in TABLE.cards}) == len(TABLE.cards)
    assert all(card.nb and card.en for card in TABLE.cards)


def test_a_code_is_national_sourced_and_of_one_analyte() -> None:
    assert len({code.code for _, code in CODES}) == len(CODES)
    for analyte, code in CODES:
        assert analyte.words or code.use is Use.HIGHLIGHT, "one origin counts only where the name agrees"
        assert re.fullmatch(r"(NPU|NOR)\d{5}", code.code)
        assert code.name
        assert SOURCES[code.code]
        assert all(source.strip() for source in SOURCES[code.code])


def test_no_look_alike_is_a_code() -> None:
    look_alikes = {one["code"] for each in RAW.values() for one in each.get("not_same", ())}
    assert not look_alikes & {code.code for _, code in CODES}


def shared() -> dict[str, dict[str, Any]]:
    if not SHARED.exists():
        pytest.skip("the shared data is not beside this checkout")
    return {each["key"]: each for each in json.loads(SHARED.read_bytes())}


def _unit(raw: str | None) -> str | None:
    return "" if raw in UNITLESS else WRITTEN_OTHERWISE.get(raw or "", raw)


def _as_shared(code: AcuteCode, raw: dict[str, Any]) -> None:
    assert raw["norwegian_source"] is True
    assert (code.use is Use.HIGHLIGHT) == (raw["status"] == "verified"), code.code
    assert code.only_blood == bool(raw.get("condition")), code.code
    assert len(SOURCES[code.code]) == len(raw["source"].split(" | "))
    if raw["unit"] is not None:
        assert code.unit is not None
        assert reference_limits.normal(code.unit) == reference_limits.normal(_unit(raw["unit"]) or "")


def test_the_codes_of_an_analyte_in_the_shared_data_are_its_norwegian_ones() -> None:
    for key, fact in shared().items():
        (analyte,) = (each for each in TABLE.analytes if each.key == key)
        norwegian = {raw["code"]: raw for raw in fact["codes"] if raw["norwegian_source"]}
        assert {code.code for code in analyte.codes} == set(norwegian)
        assert [raw["code"] for raw in RAW[key].get("not_same", ())] == [raw["code"] for raw in fact.get("not_same") or ()]
        for code in analyte.codes:
            _as_shared(code, norwegian[code.code])


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": 2, "cards": [], "analytes": []}'])
def test_a_damaged_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    with pytest.raises((ValueError, KeyError, TypeError)):
        read(path)
